//! What a receiver of Proxy Mobile IPv6 messages decides from their octets alone.

use super::{
    BindingRevocationFlags, BindingRevocationIndication, RevocationStatus, RevocationTrigger,
};
use crate::error::ParseError;
use crate::message::{BindingStatus, BindingUpdate};
use crate::option::auth::MobileNodeIdentifier;
use crate::option::proxy::{
    AccessTechnologyType, HandoffIndicator, Ipv4HomeAddressRequest, LinkLocalAddress,
    MobileNodeLinkLayerIdentifier, Timestamp,
};
use crate::option::{OptionType, Options, RawOption};

/// What a local mobility anchor does with the options of a Proxy Binding Update: see [`proxy_binding_update`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum ProxyBindingUpdateDecision<'a> {
    /// Process it: all mandatory options are there.
    Process(ProxyBindingUpdateOptions<'a>),
    /// Answer with this status.
    Reject(BindingStatus),
}

/// The options of a Proxy Binding Update that occur once. The Home Network Prefixes are
/// [`all`](crate::Options::all) of theirs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ProxyBindingUpdateOptions<'a> {
    /// Who the mobile node is.
    pub identifier: MobileNodeIdentifier<'a>,
    /// What kind of handoff it is.
    pub handoff: HandoffIndicator,
    /// How the mobile node is attached.
    pub technology: AccessTechnologyType,
    /// The IPv4 home address that is asked for.
    pub ipv4_home_address: Option<Ipv4HomeAddressRequest>,
    /// The interface of the mobile node.
    pub link_layer: Option<MobileNodeLinkLayerIdentifier<'a>>,
    /// The link-local address of the gateway.
    pub link_local: Option<LinkLocalAddress>,
    /// When the update was sent.
    pub timestamp: Option<Timestamp>,
}

/// Local mobility anchor: whether a Proxy Binding Update has its mandatory options, and the status for the first one that is
/// missing.
///
/// The order is that of RFC 5213 Section 5.3.1: Mobile Node Identifier (160), Home Network Prefix (158), Handoff Indicator
/// (161), Access Technology Type (162). RFC 5844 Section 3.1.2.1 takes an IPv4 Home Address Request in place of a prefix,
/// and refuses a second one (173). The checks of Section 5.3.1, items 5 to 9, that need more than octets belong between the
/// first two; the status is the same whoever does them first, unless both fail.
///
/// A bulk update (RFC 6602), which has a group in place of a mobile node, is not for this function.
///
/// # Errors
///
/// The options are malformed, or one of those that occur once occurs twice.
///
/// ```
/// use mip6_wire::message::{BindingStatus, BindingUpdate, BindingUpdateFlags, Lifetime};
/// use mip6_wire::message::proxy::{ProxyBindingUpdateDecision, proxy_binding_update};
/// use mip6_wire::Options;
///
/// let update = BindingUpdate {
///     sequence: 1,
///     flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::PROXY_REGISTRATION,
///     lifetime: Lifetime(900),
///     options: Options::EMPTY,
/// };
/// let missing = BindingStatus::MISSING_MN_IDENTIFIER_OPTION;
/// assert_eq!(proxy_binding_update(&update)?, ProxyBindingUpdateDecision::Reject(missing));
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
pub fn proxy_binding_update<'a>(
    update: &BindingUpdate<'a>,
) -> Result<ProxyBindingUpdateDecision<'a>, ParseError> {
    use ProxyBindingUpdateDecision::Reject;

    let options = update.options;
    let requests = count(options, OptionType::IPV4_HOME_ADDRESS_REQUEST)?;
    let prefixes = count(options, OptionType::HOME_NETWORK_PREFIX)?;
    let (identifier, handoff, technology, link_layer, link_local, timestamp) = options.select::<(
        MobileNodeIdentifier<'a>,
        HandoffIndicator,
        AccessTechnologyType,
        MobileNodeLinkLayerIdentifier<'a>,
        LinkLocalAddress,
        Timestamp,
    )>()?;
    let Some(identifier) = identifier else {
        return Ok(Reject(BindingStatus::MISSING_MN_IDENTIFIER_OPTION));
    };
    if prefixes == 0 && requests == 0 {
        return Ok(Reject(BindingStatus::MISSING_HOME_NETWORK_PREFIX_OPTION));
    }
    let Some(handoff) = handoff else {
        return Ok(Reject(BindingStatus::MISSING_HANDOFF_INDICATOR_OPTION));
    };
    let Some(technology) = technology else {
        return Ok(Reject(BindingStatus::MISSING_ACCESS_TECH_TYPE_OPTION));
    };
    if requests > 1 {
        return Ok(Reject(BindingStatus::MULTIPLE_IPV4_HOME_ADDRESS_ASSIGNMENT_NOT_SUPPORTED));
    }
    Ok(ProxyBindingUpdateDecision::Process(ProxyBindingUpdateOptions {
        identifier,
        handoff,
        technology,
        ipv4_home_address: options.find()?,
        link_layer,
        link_local,
        timestamp,
    }))
}

/// What a responder does with a Binding Revocation Indication: see [`binding_revocation`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum BindingRevocationDecision {
    /// Look for the bindings.
    Process,
    /// Answer with this status.
    Reject(RevocationStatus),
}

/// Who receives a Binding Revocation Indication: see [`binding_revocation`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum RevocationResponder {
    /// A local mobility anchor, of a mobile access gateway.
    LocalMobilityAnchor,
    /// A mobile access gateway, of a local mobility anchor.
    MobileAccessGateway,
    /// A mobile node, of its home agent.
    MobileNode,
}

/// Responder: whether a Binding Revocation Indication is formed as RFC 5846 Section 5.1 says, and the status if it is not.
///
/// In this order:
///
/// * a trigger that is reserved or unknown: 133; one that the G flag does not go with: 134 (Section 6.2.1);
/// * a Mobile Node Group Identifier of sub-type 1 stands in place of the mobile node. Beside it there is no identifier, prefix, IPv4 home
///   address or GRE key, or the status is 128 (RFC 6602 Sections 5.1.3 and 5.2.3);
/// * Per-Peer Policy: at an anchor P is set and there is an identifier, or the status is 130; at a gateway P is set and there
///   is no option at all (Sections 8.2 and 9.1);
/// * Revoking Mobility Node Local Policy: at a gateway P is set and there is an identifier of subtype 1, or the status is 131
///   (Section 9.1);
/// * with P, there is a Mobile Node Identifier, or the status is 131 (Sections 5.1 and 9.1);
/// * with V, there is the IPv4 Home Address Request with P, or the IPv4 Home Address without it, or the status is 129
///   (Section 6.1.1).
///
/// # Where the RFC is silent
///
/// It names no status for a Per-Peer Policy with options or without P at a gateway (134 here), nor for G without P at an
/// anchor (130 here) or for a local policy (131 here), nor for a missing identifier without G, nor for V without its
/// address: these get the status whose name says it.
///
/// # Errors
///
/// The options are malformed.
pub fn binding_revocation(
    indication: &BindingRevocationIndication<'_>,
    responder: RevocationResponder,
) -> Result<BindingRevocationDecision, ParseError> {
    use BindingRevocationDecision::{Process, Reject};

    let (options, trigger) = (indication.options, indication.trigger);
    let has = |option_type| Ok::<_, ParseError>(count(options, option_type)? > 0);
    let proxy = indication.flags.contains(BindingRevocationFlags::PROXY_BINDING);
    let global = indication.flags.contains(BindingRevocationFlags::GLOBAL);
    let ipv4_only =
        indication.flags.contains(BindingRevocationFlags::IPV4_HOME_ADDRESS_BINDING_ONLY);
    let identifier = has(OptionType::MOBILE_NODE_IDENTIFIER)?;
    // the framing is sound, as `has` walked to the end; the first octet of both options is the subtype
    let of_subtype_1 = |option_type| {
        let is = |option: RawOption<'_>| {
            option.option_type == option_type && option.body.first() == Some(&1)
        };
        options.raw().flatten().any(is)
    };
    let group = of_subtype_1(OptionType::MOBILE_NODE_GROUP_IDENTIFIER);

    if trigger.name().is_none() {
        return Ok(Reject(RevocationStatus::REVOCATION_TRIGGER_NOT_SUPPORTED));
    }
    if trigger.is_global() != global {
        return Ok(Reject(RevocationStatus::REVOCATION_FUNCTION_NOT_SUPPORTED));
    }
    if group {
        let beside = identifier
            || has(OptionType::HOME_NETWORK_PREFIX)?
            || has(OptionType::GRE_KEY)?
            || has(OptionType::IPV4_HOME_ADDRESS_REQUEST)?;
        return Ok(if beside { Reject(RevocationStatus::BINDING_DOES_NOT_EXIST) } else { Process });
    }
    if trigger == RevocationTrigger::PER_PEER_POLICY {
        match responder {
            RevocationResponder::LocalMobilityAnchor if !proxy || !identifier => {
                return Ok(Reject(RevocationStatus::GLOBAL_REVOCATION_NOT_AUTHORIZED));
            }
            RevocationResponder::MobileAccessGateway => {
                let mut raw = options.raw().flatten();
                let empty = raw.all(|option| option.option_type.is_padding());
                return Ok(if proxy && empty {
                    Process
                } else {
                    Reject(RevocationStatus::REVOCATION_FUNCTION_NOT_SUPPORTED)
                });
            }
            _ => {}
        }
    }
    let unnamed = if trigger == RevocationTrigger::REVOKING_MOBILITY_NODE_LOCAL_POLICY
        && responder == RevocationResponder::MobileAccessGateway
    {
        !proxy || !of_subtype_1(OptionType::MOBILE_NODE_IDENTIFIER)
    } else {
        proxy && !identifier
    };
    if unnamed {
        return Ok(Reject(RevocationStatus::REVOKED_MOBILE_NODES_IDENTITY_REQUIRED));
    }
    let address =
        if proxy { OptionType::IPV4_HOME_ADDRESS_REQUEST } else { OptionType::IPV4_HOME_ADDRESS };
    if ipv4_only && !has(address)? {
        return Ok(Reject(RevocationStatus::IPV4_HOME_ADDRESS_OPTION_REQUIRED));
    }
    Ok(Process)
}

/// The mobile nodes that a message of localized routing names: see [`localized_routing`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum LocalizedRoutingDecision<'a> {
    /// None: an acknowledgment that refuses both.
    Nobody,
    /// One: an acknowledgment that refuses the other.
    One(MobileNodeIdentifier<'a>),
    /// Two, in their order.
    Two(MobileNodeIdentifier<'a>, MobileNodeIdentifier<'a>),
    /// The options are not such tuples: a prefix before the first identifier, an identifier without one, or a third.
    OutOfOrder,
}

/// Which mobile nodes the options of a message of localized routing name: for each an identifier and then its prefixes, in
/// this order (RFC 6705 Sections 10.1 and 10.2). An initiation, and an acknowledgment of status 0, has two.
///
/// # Where the RFC is silent
///
/// It says "IPv4 `HoA` option" (Section 9) and not which: IPv4 Home Address and IPv4 Home Address Request both count as
/// prefixes here. It names no answer to options in another order.
///
/// # Errors
///
/// The options are malformed.
pub fn localized_routing(options: Options<'_>) -> Result<LocalizedRoutingDecision<'_>, ParseError> {
    use LocalizedRoutingDecision::{Nobody, One, OutOfOrder, Two};

    // a malformed option is an error before any answer
    for option in options {
        option?;
    }
    let mut identifiers = options.all::<MobileNodeIdentifier<'_>>();
    // whether a prefix is due, which is not so before the first identifier
    let (mut named, mut due) = (0_u8, false);
    for option in options.raw() {
        match option?.option_type {
            OptionType::MOBILE_NODE_IDENTIFIER if due => return Ok(OutOfOrder),
            OptionType::MOBILE_NODE_IDENTIFIER => (named, due) = (named.saturating_add(1), true),
            OptionType::HOME_NETWORK_PREFIX
            | OptionType::IPV4_HOME_ADDRESS
            | OptionType::IPV4_HOME_ADDRESS_REQUEST => {
                if named == 0 {
                    return Ok(OutOfOrder);
                }
                due = false;
            }
            _ => {}
        }
    }
    let first = identifiers.next().transpose()?;
    let second = identifiers.next().transpose()?;
    Ok(match (first, second) {
        _ if due || named > 2 => OutOfOrder,
        (None, _) => Nobody,
        (Some(first), None) => One(first),
        (Some(first), Some(second)) => Two(first, second),
    })
}

/// How many options of a type there are.
fn count(options: Options<'_>, option_type: OptionType) -> Result<usize, ParseError> {
    options.check()?;
    let is = |option: &RawOption<'_>| option.option_type == option_type;
    Ok(options.raw().flatten().filter(is).count())
}
