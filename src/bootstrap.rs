//! What RFC 5026 makes a mobile node and a home agent decide, as functions over parsed values.
//!
//! Each function enforces the sentence of the RFC that it quotes, and says what it does where the RFC is silent.
//! None of them keeps state, sends anything, or knows the time.
//!
//! | who | what | |
//! |---|---|---|
//! | mobile node | asks for a home prefix | [`request_home_prefix`] |
//! | home agent | answers with a prefix or with an address | [`home_address_reply`] |
//! | mobile node | learns which of the two it is | [`home_address_assignment`] |
//! | mobile node | forms a home address | [`auto_configure`] |
//! | home agent | learns what the DNS is to be told | [`dns_update_request`] |
//! | home agent | tells what came of it | [`dns_update_reply`] |
//! | mobile node | learns what came of it | [`dns_update_result`] |
//! | mobile node | its home address is somebody else's | [`after_duplicate_address`] |

use crate::error::{EmitError, ParseError};
use crate::identity::MnIdentity;
use crate::ikev2::{
    CfgType, Configuration, HomePrefix, Identification, InternalIp6Address, Mip6HomePrefix, Notify,
    NotifyType, Payload, Payloads, PayloadsBuilder, PrefixLen,
};
use crate::message::{BindingAcknowledgement, BindingStatus, BindingUpdate, BindingUpdateFlags};
use crate::name::Fqdn;
use crate::option::{DnsUpdate, DnsUpdateFlags, DnsUpdateStatus, MobilityOption};
use core::fmt;
use core::net::Ipv6Addr;

/// How a mobile node gets its home address: see [`home_address_assignment`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum HomeAddressAssignment {
    /// It forms one from the prefix: see [`auto_configure`].
    AutoConfigure(HomePrefix),
    /// It uses this one.
    UseAssigned(Ipv6Addr),
}

/// Why a reply assigns no home address: see [`home_address_assignment`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum AssignmentError {
    /// The reply is malformed.
    Malformed(ParseError),
    /// The home agent reports an error; `INTERNAL_ADDRESS_FAILURE` where it has no address to give.
    Refused(NotifyType),
    /// The reply has a home prefix, and `USE_ASSIGNED_HoA`, which forbids to use one.
    Both,
    /// The reply has neither a home prefix nor an address, nor an error that would say why.
    Neither,
    /// The reply has `USE_ASSIGNED_HoA` without the address it speaks of.
    UseAssignedWithoutAddress,
}

impl From<ParseError> for AssignmentError {
    fn from(error: ParseError) -> Self {
        Self::Malformed(error)
    }
}

impl fmt::Display for AssignmentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => error.fmt(f),
            Self::Refused(notify_type) => write!(f, "the home agent reports {notify_type}"),
            Self::Both => f.write_str("both a home prefix and USE_ASSIGNED_HoA"),
            Self::Neither => f.write_str("neither a home prefix nor an address"),
            Self::UseAssignedWithoutAddress => f.write_str("USE_ASSIGNED_HoA without an address"),
        }
    }
}

impl core::error::Error for AssignmentError {}

/// Mobile node: what the reply to a `CFG_REQUEST` with `MIP6_HOME_PREFIX` assigns. `payloads` are those of the
/// decrypted IKE response.
///
/// RFC 5026 Section 5.3.2:
///
/// * "The Mobile Node auto-configures a Home Address from the prefix returned in the `CFG_REPLY` message"
/// * "If the Mobile Node gets a '`USE_ASSIGNED_HoA`' Notify Payload in response to the Configuration Payload
///   containing the `MIP6_HOME_PREFIX` attribute, it looks for an `INTERNAL_IP6_ADDRESS` attribute and MUST use the
///   address contained in it in the subsequent `CREATE_CHILD_SA` exchange."
///
/// Where the RFC is silent:
///
/// * `USE_ASSIGNED_HoA` lies in the range of error types, and RFC 7296 Section 3.10.1 has a request fail for one that
///   is not recognized. It is recognized here, and is no error.
/// * `NO_PROPOSAL_CHOSEN`, `SINGLE_PAIR_REQUIRED` and `TS_UNACCEPTABLE` say that there is no Child SA; "the IKE SA is
///   still created as usual" (RFC 7296 Sections 1.2 and 2.21.2), and what the same reply assigns is assigned. The
///   caller has to look for them, to know about the Child SA.
/// * Any other error type refuses the address. So do `INTERNAL_ADDRESS_FAILURE` and `FAILED_CP_REQUIRED`, which leave
///   the IKE SA alone too, but are about the configuration.
/// * A prefix next to `USE_ASSIGNED_HoA` is a contradiction, and [`Both`](AssignmentError::Both).
/// * Of several prefixes, or several addresses, the first counts. The registry allows several `MIP6_HOME_PREFIX`; RFC
///   5026 speaks of "prefix information for one prefix".
/// * An address next to a prefix is the answer to an `INTERNAL_IP6_ADDRESS` in the request. The prefix is what was
///   asked for, and counts.
/// * An address alone comes from a home agent that does not know `MIP6_HOME_PREFIX`, and so ignores it (RFC 7296
///   Section 3.15.1). It is an assignment as in Section 5.3.1, and is used.
/// * A `MIP6_HOME_PREFIX` of length 0 in a reply assigns nothing. Prefix Lifetime is not looked at: 0 is what an
///   implementation in use sends.
/// * The order of the two payloads does not matter.
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
/// [`AssignmentError`]. A reply that is malformed anywhere that was looked at assigns nothing; the attributes that
/// were not asked for are not looked into.
pub fn home_address_assignment(
    payloads: Payloads<'_>,
) -> Result<HomeAddressAssignment, AssignmentError> {
    let mut use_assigned = false;
    let (mut refused, mut no_child_sa) = (None, None);
    let mut prefix = None;
    let mut address = None;
    for payload in payloads {
        match payload? {
            Payload::Notify(notify) if notify.notify_type == NotifyType::USE_ASSIGNED_HOA => {
                use_assigned = true;
            }
            Payload::Notify(notify) if notify.notify_type.is_error() => match notify.notify_type {
                NotifyType::NO_PROPOSAL_CHOSEN
                | NotifyType::SINGLE_PAIR_REQUIRED
                | NotifyType::TS_UNACCEPTABLE => {
                    no_child_sa = no_child_sa.or(Some(notify.notify_type));
                }
                notify_type => refused = refused.or(Some(notify_type)),
            },
            Payload::Configuration(reply) if reply.cfg_type == CfgType::REPLY => {
                prefix = prefix.or(reply.home_prefix()?);
                for attribute in reply.attributes.all::<InternalIp6Address>() {
                    address = address.or(attribute?.address());
                }
            }
            _ => {}
        }
    }
    if let Some(notify_type) = refused {
        return Err(AssignmentError::Refused(notify_type));
    }
    match (use_assigned, prefix, address) {
        (true, Some(_), _) => Err(AssignmentError::Both),
        (true, None, None) => Err(AssignmentError::UseAssignedWithoutAddress),
        (false, None, None) => {
            Err(no_child_sa.map_or(AssignmentError::Neither, AssignmentError::Refused))
        }
        (false, Some(prefix), _) => Ok(HomeAddressAssignment::AutoConfigure(prefix)),
        (_, None, Some(address)) => Ok(HomeAddressAssignment::UseAssigned(address)),
    }
}

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

/// The home prefix is longer than 64 bits, so that an interface identifier does not fit behind it: see
/// [`auto_configure`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct PrefixTooLong(pub PrefixLen);

impl fmt::Display for PrefixTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "no room for an interface identifier behind {} bits",
            self.0
        )
    }
}

impl core::error::Error for PrefixTooLong {}

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
/// business; and it must not be zero, which names the routers of the link (RFC 4291 Section 2.6.1).
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
/// [`PrefixTooLong`] above 64 bits.
pub fn auto_configure(
    prefix: &HomePrefix,
    interface_id: [u8; 8],
) -> Result<Ipv6Addr, PrefixTooLong> {
    if prefix.prefix_len > PrefixLen::P64 {
        return Err(PrefixTooLong(prefix.prefix_len));
    }
    let network = u128::from(prefix.network());
    Ok((network | u128::from(u64::from_be_bytes(interface_id))).into())
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

/// What came of a DNS update: see [`dns_update_result`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum DnsUpdateResult {
    /// The home agent performed it.
    Performed,
    /// The home agent did not complete it.
    NotCompleted(DnsUpdateStatus),
    /// The acknowledgement does not speak of it.
    NotDone,
}

impl DnsUpdateResult {
    /// Whether the DNS was updated.
    #[must_use]
    pub const fn is_performed(self) -> bool {
        matches!(self, Self::Performed)
    }
}

/// Mobile node: what came of the DNS update that a Binding Update asked for.
///
/// RFC 5026 Section 8.1: "values of the Status field less than 128 indicate that the dynamic DNS update was performed
/// successfully by the Home Agent. Values greater than or equal to 128 indicate that the dynamic DNS update was not
/// completed by the HA."
///
/// Where the RFC is silent: an acknowledgement without the option comes from a home agent that does not know it
/// (RFC 6275 Section 6.2.1), so nothing was done. R and the identity are not looked at; of several options the first
/// counts. The Status of the binding is another matter.
///
/// ```
/// use mip6_wire::Options;
/// use mip6_wire::bootstrap::{DnsUpdateResult, dns_update_result};
/// use mip6_wire::message::{
///     BindingAcknowledgement, BindingAcknowledgementFlags, BindingStatus, Lifetime,
/// };
///
/// let ack = BindingAcknowledgement {
///     status: BindingStatus::ACCEPTED,
///     flags: BindingAcknowledgementFlags::empty(),
///     sequence: 1,
///     lifetime: Lifetime(900),
///     options: Options::new(&[17, 2, 0, 0], 12),
/// };
/// assert_eq!(dns_update_result(&ack)?, DnsUpdateResult::Performed);
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
///
/// # Errors
///
/// What is wrong with the options; the acknowledgement is to be discarded then.
pub fn dns_update_result(ack: &BindingAcknowledgement<'_>) -> Result<DnsUpdateResult, ParseError> {
    Ok(match ack.options.find::<DnsUpdate<'_>>()? {
        None => DnsUpdateResult::NotDone,
        Some(option) if option.status.is_performed() => DnsUpdateResult::Performed,
        Some(option) => DnsUpdateResult::NotCompleted(option.status),
    })
}

/// What is to be done in the DNS: see [`dns_update_request`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum DnsAction {
    /// Create or replace the entries of the name and of the home address.
    CreateOrUpdate,
    /// Remove the entry of the name with this home address, and the reverse entry.
    Remove,
}

/// What a home agent, or an AAA server in its place, is to do in the DNS: see [`dns_update_request`].
///
/// The reverse entry is the home agent's in either case: RFC 5026 Section 6, "the Home Agent is always required to
/// perform a DNS update for the reverse entry". Whether a removal removes it too is not said; the address is given up,
/// so it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct DnsUpdateRequest<'a> {
    /// What is to be done.
    pub action: DnsAction,
    /// The mobile node's name, which it may use.
    pub fqdn: Fqdn<'a>,
    /// The mobile node's home address.
    pub home_address: Ipv6Addr,
}

/// Why a home agent does not touch the DNS: see [`dns_update_request`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum DnsUpdateRefusal {
    /// The options are malformed, and the Binding Update is to be discarded.
    Malformed(ParseError),
    /// The update is refused. The binding is another matter; where it is accepted, the acknowledgement carries this
    /// status in a DNS Update option.
    Status(DnsUpdateStatus),
}

impl From<ParseError> for DnsUpdateRefusal {
    fn from(error: ParseError) -> Self {
        Self::Malformed(error)
    }
}

impl fmt::Display for DnsUpdateRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => error.fmt(f),
            Self::Status(status) => status.fmt(f),
        }
    }
}

impl core::error::Error for DnsUpdateRefusal {}

/// Home agent: what a Binding Update asks to be done in the DNS, `None` where it asks for nothing.
///
/// `home_address` is that of the Home Address option; of a mobile node at home, or in a tunnel that makes the option
/// unnecessary, the IPv6 source address (RFC 6275 Section 9.5.1; RFC 5026 names the option alone). `initiator` is the
/// `IDi` that the mobile node was authenticated with.
///
/// * RFC 5026 Section 6: "After receiving the Binding Update, the Home Agent MUST update the DNS entry with the
///   identifier provided by the Mobile Node and the Home Address included in the Home Address Option."
/// * Section 6: "To remove a DNS entry, the Mobile Node includes in the Binding Update the DNS Update mobility option,
///   with the flag R set in the option."
/// * Section 8.1: Status "MUST be set to 0 and ignored by the receiver when the DNS Update mobility option is included
///   in a Binding Update message."
/// * Section 9.5: "the authorization of the Mobile Node to update a FQDN MUST be checked prior to the performance of
///   the update", and "The FQDN MUST be the same as the FQDN that will be provided by the Mobile Node in the DNS Update
///   Option."
///
/// Where the RFC is silent:
///
/// * A name that is not the initiator's is refused with status 129, administratively prohibited. The binding does not
///   suffer from that.
/// * Octets that are no name, none at all among them, are refused with 128: nobody forbids it, it cannot be done.
/// * Names are compared as [`Identification::matches`] does. The option may have the name as labels.
/// * The reserved bits of the option are not looked at. Of several options the first counts.
/// * A Binding Update without H is not for a home agent, and asks it for nothing.
/// * A Lifetime of zero removes no entry by itself: R does. "The HA MAY use the binding cache entry expiration as a
///   trigger to remove the DNS entry" where there was none (Section 6); that is the caller's decision.
///
/// ```
/// use mip6_wire::bootstrap::{DnsAction, dns_update_request};
/// use mip6_wire::ikev2::Identification;
/// use mip6_wire::message::{BindingUpdate, BindingUpdateFlags, Lifetime};
/// use mip6_wire::{Fqdn, Options};
///
/// let update = BindingUpdate {
///     sequence: 1,
///     flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
///     lifetime: Lifetime(900),
///     options: Options::new(b"\x11\x10\0\0mn.example.com", 12),
/// };
/// let idi = Identification::fqdn("mn.example.com")?;
/// let request = dns_update_request(&update, "2001:db8:1::100".parse()?, &idi)?.unwrap();
/// assert_eq!(request.action, DnsAction::CreateOrUpdate);
/// assert_eq!(request.fqdn, Fqdn::from_text("mn.example.com")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`DnsUpdateRefusal`].
pub fn dns_update_request<'a>(
    update: &BindingUpdate<'a>,
    home_address: Ipv6Addr,
    initiator: &Identification<'_>,
) -> Result<Option<DnsUpdateRequest<'a>>, DnsUpdateRefusal> {
    dns_update_request_with(update, home_address, |fqdn| {
        initiator.matches(MnIdentity::from(fqdn))
    })
}

/// [`dns_update_request`] where another than the `IDi` tells which name a mobile node may use: `is_authorized`.
///
/// * RFC 5026 Section 9.5: "In case EAP over IKEv2 is used to set-up the `IPsec` SA, the Home Agent gets authorization
///   information about the Mobile Node's FQDN via the AAA back end communication performed during IKEv2 exchange."
/// * Section 9.5: "In case certificates are used in IKEv2, the authorization information about the FQDN for DNS update
///   MUST be present in the certificate provided by the Mobile Node."
///
/// # Errors
///
/// [`DnsUpdateRefusal`].
pub fn dns_update_request_with<'a>(
    update: &BindingUpdate<'a>,
    home_address: Ipv6Addr,
    is_authorized: impl FnOnce(Fqdn<'a>) -> bool,
) -> Result<Option<DnsUpdateRequest<'a>>, DnsUpdateRefusal> {
    let Some(option) = requested(update)? else {
        return Ok(None);
    };
    let Ok(fqdn) = option.identity.fqdn() else {
        return Err(DnsUpdateRefusal::Status(
            DnsUpdateStatus::REASON_UNSPECIFIED,
        ));
    };
    if !is_authorized(fqdn) {
        let status = DnsUpdateStatus::ADMINISTRATIVELY_PROHIBITED;
        return Err(DnsUpdateRefusal::Status(status));
    }
    let action = if option.is_removal() {
        DnsAction::Remove
    } else {
        DnsAction::CreateOrUpdate
    };
    Ok(Some(DnsUpdateRequest {
        action,
        fqdn,
        home_address,
    }))
}

/// Home agent: the option that tells in the Binding Acknowledgement what came of the DNS update; `None` where none
/// belongs there.
///
/// RFC 5026 Section 6: "As soon as the Home Agent has updated the DNS, it MUST send a Binding Acknowledgement message to
/// the Mobile Node, including the DNS Update mobility option with the correct value in the Status field". Section 8.1:
/// the Reserved bits "MUST be set to 0."
///
/// Where the RFC is silent: R and the identity are those of the Binding Update, octet for octet. An acknowledgement
/// that rejects the binding has no DNS Update option, since without a binding there is nothing to tell.
///
/// ```
/// use mip6_wire::{Options, bootstrap::dns_update_reply, option::DnsUpdateStatus};
/// use mip6_wire::message::{BindingStatus, BindingUpdate, BindingUpdateFlags, Lifetime};
///
/// let update = BindingUpdate {
///     sequence: 1,
///     flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
///     lifetime: Lifetime(900),
///     options: Options::new(b"\x11\x10\0\x80mn.example.com", 12),
/// };
/// let status = DnsUpdateStatus::UPDATE_FAILED;
/// let option = dns_update_reply(&update, BindingStatus::ACCEPTED, status)?.unwrap();
/// assert_eq!(option.status, status);
/// assert!(option.is_removal());
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
///
/// # Errors
///
/// What is wrong with the options of the Binding Update.
pub fn dns_update_reply<'a>(
    update: &BindingUpdate<'a>,
    binding: BindingStatus,
    result: DnsUpdateStatus,
) -> Result<Option<DnsUpdate<'a>>, ParseError> {
    let option = requested(update)?;
    Ok(option
        .filter(|_| binding.is_accepted())
        .map(|option| DnsUpdate {
            status: result,
            flags: option.flags & DnsUpdateFlags::REMOVE,
            identity: option.identity,
        }))
}

/// The DNS Update option of a home registration; the first, of several. All options are decoded: where one of them is
/// malformed the Binding Update is discarded, and nothing may be done on its behalf.
fn requested<'a>(update: &BindingUpdate<'a>) -> Result<Option<DnsUpdate<'a>>, ParseError> {
    let mut found = None;
    for option in update.options {
        if let MobilityOption::DnsUpdate(option) = option? {
            found = found.or(Some(option));
        }
    }
    let home_registration = BindingUpdateFlags::HOME_REGISTRATION;
    Ok(found.filter(|_| update.flags.contains(home_registration)))
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
}

/// Why a reply could not be written: see [`home_address_reply`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum ReplyError {
    /// The request is malformed; its answer is a Notify `INVALID_SYNTAX` (RFC 7296 Section 3.10.1).
    Malformed(ParseError),
    /// The reply does not go into the buffer.
    Emit(EmitError),
}

impl From<ParseError> for ReplyError {
    fn from(error: ParseError) -> Self {
        Self::Malformed(error)
    }
}

impl From<EmitError> for ReplyError {
    fn from(error: EmitError) -> Self {
        Self::Emit(error)
    }
}

impl fmt::Display for ReplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => error.fmt(f),
            Self::Emit(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for ReplyError {}

/// Home agent: adds to the IKE response what answers the Configuration payload of the request.
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
/// * The Notify goes before the Configuration payload; its Protocol ID, SPI and data are empty.
/// * A request that asks for an address and for a prefix gets one of them.
/// * A `MIP6_HOME_PREFIX` in the request that holds a prefix is a request like an empty one.
/// * Bits of the home prefix behind its length are cleared.
/// * Nothing is added to answer a request that asks for neither, one that asks for an address where the policy has
///   only a prefix (`INTERNAL_ADDRESS_FAILURE` may fit), and one that is no `CFG_REQUEST`.
///
/// ```
/// use mip6_wire::bootstrap::{HomeAddressPolicy, home_address_reply};
/// use mip6_wire::ikev2::{Configuration, PayloadType, Payloads, PayloadsBuilder, PrefixLen};
///
/// let request = [0, 0, 0, 12, 1, 0, 0, 0, 0, 16, 0, 0];
/// let request = Payloads::new(PayloadType::CONFIGURATION, &request);
/// let request = request.find::<Configuration>()?.unwrap();
/// let policy = HomeAddressPolicy::Assigned {
///     address: "2001:db8:1::100".parse()?,
///     prefix_len: PrefixLen::P64,
/// };
///
/// let mut buffer = [0; 64];
/// let reply = home_address_reply(PayloadsBuilder::new(&mut buffer), &request, &policy)?.finish()?;
/// assert_eq!(reply.as_octets()[..8], [47, 0, 0, 8, 0, 0, 0, 42]); // USE_ASSIGNED_HoA
/// assert_eq!(reply.as_octets().len(), 37);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`ReplyError`].
pub fn home_address_reply<'b>(
    payloads: PayloadsBuilder<'b>,
    request: &Configuration<'_>,
    policy: &HomeAddressPolicy,
) -> Result<PayloadsBuilder<'b>, ReplyError> {
    let asks_for_prefix = request.asks_for_home_prefix()?;
    let asks_for_address = request.cfg_type == CfgType::REQUEST
        && request.attributes.find::<InternalIp6Address>()?.is_some();
    match *policy {
        HomeAddressPolicy::AutoConfiguration(prefix) if asks_for_prefix => {
            let prefix = HomePrefix {
                prefix: prefix.network(),
                ..prefix
            };
            let reply = payloads.configuration(CfgType::REPLY)?;
            Ok(reply.attribute(&Mip6HomePrefix::Assigned(prefix))?.end()?)
        }
        HomeAddressPolicy::Assigned {
            address,
            prefix_len,
        } if asks_for_prefix || asks_for_address => {
            let payloads = if asks_for_prefix {
                payloads.payload(&Notify::USE_ASSIGNED_HOA)?
            } else {
                payloads
            };
            let assigned = InternalIp6Address::Address {
                address,
                prefix_len,
            };
            let reply = payloads.configuration(CfgType::REPLY)?;
            Ok(reply.attribute(&assigned)?.end()?)
        }
        _ => Ok(payloads),
    }
}
