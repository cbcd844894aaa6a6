//! The home address of a mobile node (RFC 5026 Sections 5.3.1, 5.3.2 and 8.2).

use crate::error::{EmitError, ParseError};
use crate::ikev2::{
    CfgType, HomePrefix, InternalIp6Address, Mip6HomePrefix, Notify, NotifyType, Payload,
    PayloadFlags, PayloadType, Payloads, PayloadsBuilder, PrefixLen, RawPayload,
};

use crate::message::BindingStatus;
use crate::wire::arbitrary;
use core::fmt;
use core::net::Ipv6Addr;

/// Mobile node: asks for a home prefix, in the `IKE_AUTH` request.
///
/// RFC 5026 Section 5.3.2: "In the Configuration Payload during the `IKE_AUTH` exchange, the Mobile Node includes the
/// `MIP6_HOME_PREFIX` attribute in the `CFG_REQUEST` message."
///
/// RFC 5026 does not say whether the attribute may stand alone. RFC 7296 Section 2.19 wants an address attribute in
/// every `CFG_REQUEST`, so an empty `INTERNAL_IP6_ADDRESS` goes before it.
///
/// ```
/// use mip6_wire::{bootstrap::request_home_prefix, ikev2::PayloadsBuilder};
///
/// let mut buffer = [0; 64];
/// let request = request_home_prefix(PayloadsBuilder::new(&mut buffer))?.finish()?;
/// assert_eq!(request.as_octets(), [0, 0, 0, 16, 1, 0, 0, 0, 0, 8, 0, 0, 0, 16, 0, 0]);
/// # Ok::<(), mip6_wire::EmitError>(())
/// ```
///
/// # Errors
///
/// What the builder reports.
pub fn request_home_prefix(
    payloads: PayloadsBuilder<'_>,
) -> Result<PayloadsBuilder<'_>, EmitError> {
    payloads
        .configuration(CfgType::REQUEST)?
        .attribute(&InternalIp6Address::Request)?
        .attribute(&Mip6HomePrefix::Request)?
        .end()
}

/// What a reply makes of a mobile node's home address: see [`home_address_assignment`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use = "an assignment may be a refusal"]
pub enum HomeAddressAssignment {
    /// The mobile node forms a home address from this prefix: see [`auto_configure`].
    AutoConfigure(HomePrefix),
    /// The mobile node uses this home address.
    UseAssigned(Ipv6Addr),
    /// The mobile node has no home address from this reply.
    Refused(AssignmentRefusal),
}

/// Why a reply assigns no home address: see [`home_address_assignment`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum AssignmentRefusal {
    /// The reply has a payload of this unknown type with the Critical bit, and is to be rejected as a whole.
    UnsupportedCriticalPayload(PayloadType),
    /// The home agent reports an error; `INTERNAL_ADDRESS_FAILURE` if it has no address to give.
    Reported(NotifyType),
    /// The reply has neither a home prefix nor an address, nor an error that would say why.
    NothingAssigned,
    /// The reply has `USE_ASSIGNED_HoA` without the address that it speaks of.
    UseAssignedWithoutAddress,
    /// The assigned address cannot be a home address.
    Address(AddressFault),
    /// No home address can be formed from the home prefix.
    Prefix(PrefixFault),
}

impl AssignmentRefusal {
    /// The Notify that rejects the reply, `None` if the reply is accepted and assigns nothing.
    ///
    /// RFC 7296 Section 2.5: "In that Notify payload, the Notification Data contains the one-octet payload type." A
    /// response is not answered; Section 2.21.2 allows the initiator a separate INFORMATIONAL exchange, with no other
    /// payload. The IKE SA ends.
    #[must_use]
    pub const fn notify(&self) -> Option<Notify<'_>> {
        match self {
            Self::UnsupportedCriticalPayload(payload_type) => {
                Some(Notify::unsupported_critical_payload(payload_type))
            }
            _ => None,
        }
    }
}

/// The reason in words.
impl fmt::Display for AssignmentRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnsupportedCriticalPayload(payload_type) => {
                write!(f, "unsupported critical payload {payload_type}")
            }
            Self::Reported(notify_type) => write!(f, "the home agent reports {notify_type}"),
            Self::NothingAssigned => f.write_str("neither a home prefix nor an address"),
            Self::UseAssignedWithoutAddress => f.write_str("USE_ASSIGNED_HoA without an address"),
            Self::Address(fault) => write!(f, "the assigned address is {fault}"),
            Self::Prefix(fault) => fault.fmt(f),
        }
    }
}

/// Why an address cannot be a home address, which RFC 6275 Section 6.3 wants to be unicast routable.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum AddressFault {
    /// `::`.
    Unspecified,
    /// `::1`.
    Loopback,
    /// In `fe80::/10`.
    LinkLocal,
    /// In `ff00::/8`.
    Multicast,
}

impl AddressFault {
    /// The fault of an address, `None` if it can be a home address.
    ///
    /// ```
    /// use mip6_wire::bootstrap::AddressFault;
    ///
    /// assert_eq!(AddressFault::of("fe80::1".parse()?), Some(AddressFault::LinkLocal));
    /// assert_eq!(AddressFault::of("2001:db8:1::100".parse()?), None);
    /// # Ok::<(), core::net::AddrParseError>(())
    /// ```
    #[must_use]
    pub const fn of(address: Ipv6Addr) -> Option<Self> {
        if address.is_unspecified() {
            Some(Self::Unspecified)
        } else if address.is_loopback() {
            Some(Self::Loopback)
        } else if address.is_unicast_link_local() {
            Some(Self::LinkLocal)
        } else if address.is_multicast() {
            Some(Self::Multicast)
        } else {
            None
        }
    }
}

/// What the address is.
impl fmt::Display for AddressFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unspecified => "unspecified",
            Self::Loopback => "the loopback address",
            Self::LinkLocal => "link-local",
            Self::Multicast => "multicast",
        })
    }
}

/// Why no home address can be formed from a home prefix.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum PrefixFault {
    /// Prefix Length is 0, which names no link.
    LengthZero,
    /// The prefix is outside global unicast: in `::/8`, which is reserved and holds the unspecified and the loopback
    /// address, in `fe80::/10` (link-local) or in `ff00::/8` (multicast). Unique local prefixes are routable (RFC 6275
    /// Section 3.1), and no fault.
    NotGlobalUnicast,
}

impl PrefixFault {
    /// The fault of a prefix, `None` if a home address can be formed from it. Bits behind Prefix Length do not count.
    #[must_use]
    pub fn of(prefix: &HomePrefix) -> Option<Self> {
        let network = prefix.network();
        let [first, ..] = network.octets();
        if prefix.prefix_len.get() == 0 {
            Some(Self::LengthZero)
        } else if first == 0 || AddressFault::of(network).is_some() {
            Some(Self::NotGlobalUnicast)
        } else {
            None
        }
    }
}

/// What the prefix is.
impl fmt::Display for PrefixFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LengthZero => "the home prefix has length 0",
            Self::NotGlobalUnicast => "the home prefix is outside global unicast",
        })
    }
}

/// Mobile node: what the reply to a `CFG_REQUEST` with `MIP6_HOME_PREFIX` assigns. `payloads` are those of the
/// decrypted IKE response.
///
/// The first row that fits decides:
///
/// | the reply has | outcome |
/// |---|---|
/// | an unknown payload with the Critical bit | `Refused(UnsupportedCriticalPayload)` |
/// | an error about more than the Child SA | `Refused(Reported)` |
/// | `USE_ASSIGNED_HoA`, and an address | `UseAssigned` |
/// | `USE_ASSIGNED_HoA`, and no address | `Refused(UseAssignedWithoutAddress)` |
/// | a home prefix | `AutoConfigure` |
/// | an address | `UseAssigned` |
/// | an error about the Child SA | `Refused(Reported)` |
/// | none of these | `Refused(NothingAssigned)` |
///
/// An address or a prefix that decides and is faulty gives `Refused(Address)` or `Refused(Prefix)`. Prefixes and
/// addresses count in a `CFG_REPLY` only; `CFG_SET` assigns nothing.
///
/// * RFC 5026 Section 5.3.2: "The Mobile Node auto-configures a Home Address from the prefix returned in the
///   `CFG_REPLY` message"
/// * "If the Mobile Node gets a '`USE_ASSIGNED_HoA`' Notify Payload in response to the Configuration Payload
///   containing the `MIP6_HOME_PREFIX` attribute, it looks for an `INTERNAL_IP6_ADDRESS` attribute and MUST use the
///   address contained in it in the subsequent `CREATE_CHILD_SA` exchange." A prefix next to it changes nothing.
/// * RFC 7296 Section 2.5: "If the critical flag is set and the payload type is unrecognized, the message MUST be
///   rejected". Types 33 to 48 are recognized; [`home_address_assignment_with`] takes others.
///
/// Where the RFC is silent:
///
/// * `USE_ASSIGNED_HoA` lies in the range of error types, and RFC 7296 Section 3.10.1 has a request fail for one that
///   is not recognized. It is recognized here, and is no error, with data or without.
/// * `NO_PROPOSAL_CHOSEN`, `SINGLE_PAIR_REQUIRED` and `TS_UNACCEPTABLE` say that there is no Child SA; "the IKE SA is
///   still created as usual" (RFC 7296 Sections 1.2 and 2.21.2), and what the same reply assigns is assigned. The
///   caller has to look for them, to know about the Child SA.
/// * Any other error type refuses the address. So do `INTERNAL_ADDRESS_FAILURE` and `FAILED_CP_REQUIRED`, which leave
///   the IKE SA alone too, but are about the configuration.
/// * Of several prefixes, or several addresses, the first counts, even if it is faulty. The registry allows several
///   `MIP6_HOME_PREFIX`; RFC 5026 speaks of "prefix information for one prefix".
/// * An address next to a prefix is the answer to an `INTERNAL_IP6_ADDRESS` in the request. The prefix is what was
///   asked for, and counts.
/// * An address alone comes from a home agent that does not know `MIP6_HOME_PREFIX`, and so ignores it (RFC 7296
///   Section 3.15.1). It is an assignment as in Section 5.3.1, and is used.
/// * An empty attribute in a reply assigns nothing. Prefix Lifetime decides nothing: 0 is what an implementation in
///   use sends.
/// * The order of the payloads does not matter.
///
/// ```
/// use mip6_wire::bootstrap::{HomeAddressAssignment, home_address_assignment};
/// use mip6_wire::ikev2::{PayloadType, Payloads};
///
/// // USE_ASSIGNED_HoA, then CFG_REPLY with INTERNAL_IP6_ADDRESS
/// let octets = [
///     47, 0, 0, 8, 0, 0, 0, 42, 0, 0, 0, 29, 2, 0, 0, 0, 0, 8, 0, 17,
///     0x20, 1, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 64,
/// ];
/// let assignment = home_address_assignment(Payloads::new(PayloadType::NOTIFY, &octets))?;
/// assert_eq!(assignment, HomeAddressAssignment::UseAssigned("2001:db8:1::100".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// What is malformed: the chain, a payload of a known type, the attributes of any Configuration payload, or any
/// `INTERNAL_IP6_ADDRESS` or `MIP6_HOME_PREFIX` in them. Nothing is assigned then, whatever else the reply holds. Other
/// attributes are not looked into.
pub fn home_address_assignment(
    payloads: Payloads<'_>,
) -> Result<HomeAddressAssignment, ParseError> {
    home_address_assignment_with(payloads, PayloadType::is_mandatory)
}

/// [`home_address_assignment`] for a node that recognizes other payload types: `is_known` says which.
///
/// # Errors
///
/// As [`home_address_assignment`].
pub fn home_address_assignment_with(
    payloads: Payloads<'_>,
    is_known: impl Fn(PayloadType) -> bool,
) -> Result<HomeAddressAssignment, ParseError> {
    let mut use_assigned = false;
    let (mut unsupported, mut refused, mut no_child_sa) = (None, None, None);
    let (mut prefix, mut address) = (None, None);
    for item in payloads.raw() {
        let payload = item?;
        if is_unsupported_critical(&payload, &is_known) {
            unsupported = unsupported.or(Some(payload.payload_type));
            continue;
        }
        match Payload::parse(&payload)? {
            Payload::Notify(notify) => match notify.notify_type {
                NotifyType::USE_ASSIGNED_HOA => use_assigned = true,
                NotifyType::NO_PROPOSAL_CHOSEN
                | NotifyType::SINGLE_PAIR_REQUIRED
                | NotifyType::TS_UNACCEPTABLE => {
                    no_child_sa = no_child_sa.or(Some(notify.notify_type));
                }
                notify_type if notify_type.is_error() => {
                    refused = refused.or(Some(notify_type));
                }
                _ => {}
            },
            Payload::Configuration(configuration) => {
                prefix = prefix.or(configuration.home_prefix()?);
                let is_reply = configuration.cfg_type == CfgType::REPLY;
                for attribute in configuration.attributes.all::<InternalIp6Address>() {
                    let assigned = attribute?.address().filter(|_| is_reply);
                    address = address.or(assigned);
                }
            }
            _ => {}
        }
    }
    let refusal = if let Some(payload_type) = unsupported {
        AssignmentRefusal::UnsupportedCriticalPayload(payload_type)
    } else if let Some(notify_type) = refused {
        AssignmentRefusal::Reported(notify_type)
    } else {
        match (use_assigned, prefix, address) {
            (true, _, None) => AssignmentRefusal::UseAssignedWithoutAddress,
            (false, Some(prefix), _) => match PrefixFault::of(&prefix) {
                None => return Ok(HomeAddressAssignment::AutoConfigure(prefix)),
                Some(fault) => AssignmentRefusal::Prefix(fault),
            },
            (_, _, Some(address)) => match AddressFault::of(address) {
                None => return Ok(HomeAddressAssignment::UseAssigned(address)),
                Some(fault) => AssignmentRefusal::Address(fault),
            },
            (false, None, None) => {
                no_child_sa.map_or(AssignmentRefusal::NothingAssigned, AssignmentRefusal::Reported)
            }
        }
    };
    Ok(HomeAddressAssignment::Refused(refusal))
}

/// RFC 7296 Section 2.5: whether a payload makes a node reject the message.
fn is_unsupported_critical(
    payload: &RawPayload<'_>,
    is_known: impl Fn(PayloadType) -> bool,
) -> bool {
    payload.flags.contains(PayloadFlags::CRITICAL) && !is_known(payload.payload_type)
}

/// Why no home address could be formed: see [`auto_configure`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum AutoConfigureError {
    /// The home prefix is of no use.
    Prefix(PrefixFault),
    /// The home prefix is longer than 64 bits, so that an interface identifier does not fit behind it.
    PrefixTooLong(PrefixLen),
    /// The interface identifier is 0, which names the routers of the link.
    InterfaceIdZero,
}

impl fmt::Display for AutoConfigureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prefix(fault) => fault.fmt(f),
            Self::PrefixTooLong(prefix_len) => {
                write!(f, "no room for an interface identifier behind {prefix_len} bits")
            }
            Self::InterfaceIdZero => f.write_str("the interface identifier is 0"),
        }
    }
}

impl core::error::Error for AutoConfigureError {}

/// Mobile node: forms a home address from the home prefix and an interface identifier.
///
/// RFC 5026 Section 8.2: Home Prefix is "the prefix of the home link through which the Mobile Node may auto-configure
/// its Home Address", and Prefix Length "the length in bits of the home prefix".
///
/// Interface identifiers of global unicast addresses have 64 bits (RFC 4291 Section 2.5.1). A prefix that is shorter
/// than 64 bits is filled up with zeros, as its holder may choose the bits between. A longer one leaves no room, and
/// is an error rather than an address off the home link. Bits of Home Prefix behind Prefix Length, on which the RFC
/// is silent, are not used.
///
/// Which identifier is used, of CGA (RFC 3972), privacy extensions (RFC 4941) or another kind, is the caller's
/// business; but it must not be zero, which names the routers of the link (RFC 4291 Section 2.6.1).
///
/// ```
/// use mip6_wire::{bootstrap::auto_configure, ikev2::{HomePrefix, PrefixLen}};
///
/// let prefix = HomePrefix {
///     lifetime: 86400,
///     prefix: "2001:db8:1::".parse()?,
///     prefix_len: PrefixLen::P64,
/// };
/// let home_address = auto_configure(&prefix, [0, 0, 0, 0, 0, 0, 1, 0])?;
/// assert_eq!(home_address.to_string(), "2001:db8:1::100");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`AutoConfigureError`], the first that fits in its order.
pub fn auto_configure(
    prefix: &HomePrefix,
    interface_id: [u8; 8],
) -> Result<Ipv6Addr, AutoConfigureError> {
    if let Some(fault) = PrefixFault::of(prefix) {
        return Err(AutoConfigureError::Prefix(fault));
    }
    if prefix.prefix_len > PrefixLen::P64 {
        return Err(AutoConfigureError::PrefixTooLong(prefix.prefix_len));
    }
    let interface_id = u64::from_be_bytes(interface_id);
    if interface_id == 0 {
        return Err(AutoConfigureError::InterfaceIdZero);
    }
    let network = u128::from(prefix.network());
    Ok((network | u128::from(interface_id)).into())
}

/// A step on the way to a new home address: see [`after_duplicate_address`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum NewHomeAddressStep {
    /// Stop using the home address, and do not try it again.
    StopUsing,
    /// Configure another: [`auto_configure`] with another interface identifier.
    Configure,
    /// Run a `CREATE_CHILD_SA` exchange for the new home address; the IKE SA stays.
    CreateChildSa,
    /// Send a Binding Update for the new home address.
    SendBindingUpdate,
}

/// Mobile node: what the Status of a Binding Acknowledgement asks for as to the home address, step by step; nothing
/// unless it is 134, duplicate address detection failed.
///
/// RFC 5026 Section 5.3.2: "If the Mobile Node receives a Binding Acknowledgement with status 134 (DAD failed), it
/// MUST stop using the current Home Address, configure a new `HoA`, and then run IKEv2 `CREATE_CHILD_SA` exchange to
/// create security associations based on the new `HoA`. The Mobile Node does not need to run `IKE_INIT` and
/// `IKE_AUTH` exchanges again. Once the necessary security associations are created, the Mobile Node sends a Binding
/// Update for the new Home Address."
///
/// ```
/// use mip6_wire::bootstrap::{NewHomeAddressStep, after_duplicate_address};
/// use mip6_wire::message::BindingStatus;
///
/// let steps = after_duplicate_address(BindingStatus(134));
/// assert_eq!(steps.first(), Some(&NewHomeAddressStep::StopUsing));
/// assert!(after_duplicate_address(BindingStatus::ACCEPTED).is_empty());
/// ```
#[must_use]
pub const fn after_duplicate_address(status: BindingStatus) -> &'static [NewHomeAddressStep] {
    match status.0 {
        134 => &[
            NewHomeAddressStep::StopUsing,
            NewHomeAddressStep::Configure,
            NewHomeAddressStep::CreateChildSa,
            NewHomeAddressStep::SendBindingUpdate,
        ],
        _ => &[],
    }
}

/// How a home agent gives home addresses to a mobile node: see [`home_address_reply`].
///
/// RFC 5026 Section 9.2: "the home agent MUST authorize each home address allocation and use." Which addresses a mobile
/// node may have, configured for it or first come first served, is decided before one is put in here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum HomeAddressPolicy {
    /// The mobile node may form its own, from this prefix.
    AutoConfiguration(HomePrefix),
    /// The mobile node is to use the one that is assigned to it.
    Assigned {
        /// The home address.
        address: Ipv6Addr,
        /// The prefix length of the home link.
        prefix_len: PrefixLen,
    },
    /// There is none for this mobile node.
    NoneAvailable,
}

/// What a home agent answers a request for a home address: see [`home_address_reply`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use = "the reply has to be written"]
pub enum HomeAddressReply {
    /// Nothing is asked, and nothing is added to the response.
    NotAsked,
    /// `CFG_REPLY` with `MIP6_HOME_PREFIX`.
    HomePrefix(HomePrefix),
    /// Notify `USE_ASSIGNED_HoA`, then `CFG_REPLY` with `INTERNAL_IP6_ADDRESS`.
    UseAssigned {
        /// The home address.
        address: Ipv6Addr,
        /// The prefix length of the home link.
        prefix_len: PrefixLen,
    },
    /// `CFG_REPLY` with `INTERNAL_IP6_ADDRESS`: no prefix was asked for.
    Address {
        /// The home address.
        address: Ipv6Addr,
        /// The prefix length of the home link.
        prefix_len: PrefixLen,
    },
    /// Notify `INTERNAL_ADDRESS_FAILURE`: no Child SA is created, the IKE SA is (RFC 7296 Section 3.15.4).
    AddressFailure,
    /// Notify `UNSUPPORTED_CRITICAL_PAYLOAD` with this type, and nothing else in the response: the request is rejected
    /// as a whole (RFC 7296 Sections 2.5 and 2.21.2).
    UnsupportedCriticalPayload(PayloadType),
}

impl HomeAddressReply {
    /// Adds the payloads of the reply to the IKE response.
    ///
    /// A Notify goes before the Configuration payload; its Protocol ID and SPI are empty. Bits of the home prefix
    /// behind its length are cleared.
    ///
    /// # Errors
    ///
    /// What the builder reports.
    pub fn emit<'b>(
        &self,
        payloads: PayloadsBuilder<'b>,
    ) -> Result<PayloadsBuilder<'b>, EmitError> {
        match *self {
            Self::NotAsked => Ok(payloads),
            Self::HomePrefix(prefix) => {
                let prefix = HomePrefix { prefix: prefix.network(), ..prefix };
                let reply = payloads.configuration(CfgType::REPLY)?;
                reply.attribute(&Mip6HomePrefix::Assigned(prefix))?.end()
            }
            Self::UseAssigned { address, prefix_len } => Self::Address { address, prefix_len }
                .emit(payloads.payload(&Notify::USE_ASSIGNED_HOA)?),
            Self::Address { address, prefix_len } => {
                let assigned = InternalIp6Address::Address { address, prefix_len };
                let reply = payloads.configuration(CfgType::REPLY)?;
                reply.attribute(&assigned)?.end()
            }
            Self::AddressFailure => {
                payloads.payload(&Notify::new(NotifyType::INTERNAL_ADDRESS_FAILURE, &[]))
            }
            Self::UnsupportedCriticalPayload(payload_type) => {
                payloads.payload(&Notify::unsupported_critical_payload(&payload_type))
            }
        }
    }
}

/// Home agent: what answers the Configuration payload of an IKE request. `payloads` are those of the decrypted request.
///
/// | `CFG_REQUEST` has | `AutoConfiguration` | `Assigned` | `NoneAvailable` |
/// |---|---|---|---|
/// | `MIP6_HOME_PREFIX` | `HomePrefix` | `UseAssigned` | `AddressFailure` |
/// | `INTERNAL_IP6_ADDRESS` alone | `AddressFailure` | `Address` | `AddressFailure` |
/// | neither | `NotAsked` | `NotAsked` | `NotAsked` |
///
/// An unknown payload with the Critical bit goes before all of these.
///
/// RFC 5026 Section 5.3.2, for a request with `MIP6_HOME_PREFIX`:
///
/// * "The Home Agent, when it processes this message, MUST include in the `CFG_REPLY` payload prefix information for one
///   prefix on the home link."
/// * "there are deployments where auto-configuration of the Home Address cannot be used. In this case, when the Home
///   Agent receives a `CFG_REQUEST` that includes a `MIP6_HOME_PREFIX` attribute in the subsequent IKE response, it
///   includes a Notify Payload type '`USE_ASSIGNED_HoA`' and the related Home Address in a `INTERNAL_IP6_ADDRESS`
///   attribute."
///
/// Section 5.3.1, for one that asks for an address alone: "it allocates a `HoA` and sends it a `CFG_REPLY` message."
///
/// Where the RFC is silent:
///
/// * A request that asks for an address and for a prefix gets one of them: RFC 7296 Section 2.19 makes every request
///   ask for an address.
/// * A `MIP6_HOME_PREFIX` in the request that holds a prefix is a request like an empty one.
/// * Several `CFG_REQUEST` are read as one. Other CFG types ask for nothing.
///
/// ```
/// use mip6_wire::bootstrap::{HomeAddressPolicy, HomeAddressReply, home_address_reply};
/// use mip6_wire::ikev2::{PayloadType, Payloads, PayloadsBuilder, PrefixLen};
///
/// let request = [0, 0, 0, 12, 1, 0, 0, 0, 0, 16, 0, 0];
/// let request = Payloads::new(PayloadType::CONFIGURATION, &request);
/// let (address, prefix_len) = ("2001:db8:1::100".parse()?, PrefixLen::P64);
/// let policy = HomeAddressPolicy::Assigned { address, prefix_len };
///
/// let reply = home_address_reply(request, &policy)?;
/// assert_eq!(reply, HomeAddressReply::UseAssigned { address, prefix_len });
///
/// let mut buffer = [0; 64];
/// let response = reply.emit(PayloadsBuilder::new(&mut buffer))?.finish()?;
/// assert_eq!(response.as_octets()[..8], [47, 0, 0, 8, 0, 0, 0, 42]); // USE_ASSIGNED_HoA
/// assert_eq!(response.as_octets().len(), 37);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// What is malformed, as in [`home_address_assignment`]; the answer is a Notify `INVALID_SYNTAX` (RFC 7296 Section
/// 3.10.1).
pub fn home_address_reply(
    payloads: Payloads<'_>,
    policy: &HomeAddressPolicy,
) -> Result<HomeAddressReply, ParseError> {
    home_address_reply_with(payloads, policy, PayloadType::is_mandatory)
}

/// [`home_address_reply`] for a node that recognizes other payload types: `is_known` says which.
///
/// # Errors
///
/// As [`home_address_reply`].
pub fn home_address_reply_with(
    payloads: Payloads<'_>,
    policy: &HomeAddressPolicy,
    is_known: impl Fn(PayloadType) -> bool,
) -> Result<HomeAddressReply, ParseError> {
    let mut unsupported = None;
    let (mut asks_for_prefix, mut asks_for_address) = (false, false);
    for item in payloads.raw() {
        let payload = item?;
        if is_unsupported_critical(&payload, &is_known) {
            unsupported = unsupported.or(Some(payload.payload_type));
            continue;
        }
        if let Payload::Configuration(configuration) = Payload::parse(&payload)? {
            asks_for_prefix |= configuration.asks_for_home_prefix()?;
            let address = configuration.attributes.find::<InternalIp6Address>()?;
            asks_for_address |= address.is_some() && configuration.cfg_type == CfgType::REQUEST;
        }
    }
    if let Some(payload_type) = unsupported {
        return Ok(HomeAddressReply::UnsupportedCriticalPayload(payload_type));
    }
    if !asks_for_prefix && !asks_for_address {
        return Ok(HomeAddressReply::NotAsked);
    }
    Ok(match *policy {
        HomeAddressPolicy::AutoConfiguration(prefix) if asks_for_prefix => {
            HomeAddressReply::HomePrefix(prefix)
        }
        HomeAddressPolicy::Assigned { address, prefix_len } if asks_for_prefix => {
            HomeAddressReply::UseAssigned { address, prefix_len }
        }
        HomeAddressPolicy::Assigned { address, prefix_len } => {
            HomeAddressReply::Address { address, prefix_len }
        }
        HomeAddressPolicy::AutoConfiguration(_) | HomeAddressPolicy::NoneAvailable => {
            HomeAddressReply::AddressFailure
        }
    })
}

arbitrary! {
    HomeAddressPolicy: |u| match u.int_in_range(0..=2)? {
        0 => Self::AutoConfiguration(u.arbitrary()?),
        1 => Self::Assigned { address: u.arbitrary()?, prefix_len: u.arbitrary()? },
        _ => Self::NoneAvailable,
    };
}
