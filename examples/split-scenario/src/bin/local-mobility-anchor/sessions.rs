//! Who is registered at an anchor, and where: what it decides of a Proxy Binding Update.

use mip6_wire::message::proxy::{ProxyBindingUpdateOptions, RevocationTrigger};
use mip6_wire::message::{
    BindingAcknowledgement, BindingStatus, BindingUpdate, Lifetime, Sequence,
};
use mip6_wire::option::proxy::{
    AccessTechnology, HandoffType, HomeNetworkPrefix, HomeNetworkPrefixFlags,
};
use mip6_wire::{PrefixLen, UnixTime};
use node_io::{Outcome, proxy::now};
use std::collections::{HashMap, HashSet};
use std::net::Ipv6Addr;
use std::time::{Duration, Instant};

/// RFC 5213 Section 9.1: `MinDelayBeforeBCEDelete` and `TimestampValidityWindow`.
const MIN_DELAY_BEFORE_DELETE: Duration = Duration::from_secs(10);
const TIMESTAMP_WINDOW: Duration = Duration::from_millis(300);
/// How long a gateway has for its acknowledgement of a revocation.
const REVOCATION: Duration = Duration::from_secs(1);

/// The binding of a mobile node.
struct Session {
    gateway: Ipv6Addr,
    technology: AccessTechnology,
    /// De-registered: it waits for another gateway.
    is_over: bool,
    until: Instant,
    sequence: Sequence,
    timestamp: Option<UnixTime>,
    /// The sequence number of its revocation.
    revoked: Option<u16>,
}

/// What a Proxy Binding Update that is accepted leads to.
pub struct Registration {
    pub lifetime: Lifetime,
    pub prefix: HomeNetworkPrefix,
    /// The gateway that the mobile node has left, and how.
    pub left: Option<(Ipv6Addr, RevocationTrigger)>,
}

/// The bindings, one for each mobile node.
pub struct Sessions {
    prefix: Ipv6Addr,
    max_lifetime: Lifetime,
    /// Who may register; the prefix of each follows from its place.
    nodes: Vec<String>,
    known: HashMap<usize, Session>,
}

impl Sessions {
    /// None yet, for these mobile nodes.
    pub fn of(nodes: Vec<String>, prefix: Ipv6Addr, max_lifetime: Lifetime) -> Self {
        Self { prefix, max_lifetime, nodes, known: HashMap::new() }
    }

    /// The gateways that have bindings.
    pub fn gateways(&self) -> HashSet<Ipv6Addr> {
        self.known.values().map(|session| session.gateway).collect()
    }

    /// What is registered, or the acknowledgement that refuses.
    pub fn register(
        &mut self,
        gateway: Ipv6Addr,
        update: &BindingUpdate<'_>,
        options: &ProxyBindingUpdateOptions<'_>,
    ) -> Outcome<Result<Registration, BindingAcknowledgement<'static>>> {
        let refuse = |status| Ok(Err(update.reject(status)));
        let name = options.identifier.nai();
        let Some(node) = name.and_then(|name| self.place_of(name)) else {
            return refuse(BindingStatus::NOT_LMA_FOR_THIS_MOBILE_NODE);
        };
        let session = self.known.get(&node);
        let sequence = Sequence::from(update.sequence);
        let timestamp = options.timestamp.map(|option| option.timestamp);
        let last = session.map(|session| session.sequence);
        // the timestamp gives the order, or else the sequence number
        if let Some(timestamp) = timestamp {
            let last = session.and_then(|session| session.timestamp);
            if let Some(status) = out_of_order(timestamp, last, now()?) {
                return refuse(status);
            }
        } else if let Some(last) = last.filter(|last| !sequence.is_after(*last)) {
            return Ok(Err(update.out_of_window(last)));
        }
        let prefix = self.prefix_of(node)?;
        let asked = update.options.all::<HomeNetworkPrefix>();
        let asked = asked.collect::<Result<Vec<_>, _>>()?;
        let own = |asked: &HomeNetworkPrefix| asked.prefix == prefix.prefix;
        if asked.iter().any(|asked| !asked.is_all_zero() && !own(asked)) {
            // Section 5.4.1.1: the prefixes are those of the session in part, or not at all
            return refuse(match session {
                Some(_) if asked.iter().any(own) => BindingStatus::BCE_PBU_PREFIX_SET_DO_NOT_MATCH,
                _ => BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX,
            });
        }
        let lifetime = update.lifetime.min(self.max_lifetime);
        if lifetime == Lifetime::DELETE && session.is_none_or(|session| session.gateway != gateway)
        {
            return Err("a removal of what another gateway has, or nobody".into());
        }
        // Section 5.4.1: a handoff keeps the session; anything else would be a second one
        let technology = options.technology.technology;
        let previous = session.filter(|session| session.gateway != gateway && !session.is_over);
        let left = match (previous, options.handoff.indicator) {
            (None, _) => None,
            (Some(previous), HandoffType::HANDOFF_BETWEEN_INTERFACES) => {
                Some((previous.gateway, trigger(previous.technology == technology)))
            }
            (Some(previous), HandoffType::HANDOFF_BETWEEN_MAGS_SAME_INTERFACE)
                if previous.technology == technology =>
            {
                Some((previous.gateway, trigger(true)))
            }
            _ => return refuse(BindingStatus::INSUFFICIENT_RESOURCES),
        };
        let is_over = lifetime == Lifetime::DELETE;
        let stays = match is_over {
            true => MIN_DELAY_BEFORE_DELETE,
            false => lifetime.into(),
        };
        let session = Session {
            gateway,
            technology,
            is_over,
            until: Instant::now() + stays,
            sequence,
            timestamp: timestamp.or(session.and_then(|session| session.timestamp)),
            revoked: None,
        };
        self.known.insert(node, session);
        Ok(Ok(Registration { lifetime, prefix, left }))
    }

    fn prefix_of(&self, node: usize) -> Outcome<HomeNetworkPrefix> {
        let [a, b, c, ..] = self.prefix.segments();
        Ok(HomeNetworkPrefix {
            flags: HomeNetworkPrefixFlags::empty(),
            prefix_len: PrefixLen::P64,
            prefix: Ipv6Addr::new(a, b, c, u16::try_from(node)?, 0, 0, 0, 0),
        })
    }

    fn place_of(&self, name: &str) -> Option<usize> {
        self.nodes.iter().position(|own| own == name)
    }

    /// The gateway and the prefix of a mobile node.
    pub fn find(&self, name: &str) -> Outcome<(Ipv6Addr, HomeNetworkPrefix)> {
        let node = self.place_of(name).ok_or("no such mobile node")?;
        let session = self.known.get(&node).ok_or("no binding")?;
        Ok((session.gateway, self.prefix_of(node)?))
    }

    /// Without an acknowledgement of this revocation, the binding ends all the same.
    pub fn revoke(&mut self, name: &str, revocation: u16) {
        let node = self.place_of(name);
        if let Some(session) = node.and_then(|node| self.known.get_mut(&node)) {
            session.revoked = Some(revocation);
            session.until = Instant::now() + REVOCATION;
        }
    }

    /// The gateway has acknowledged the revocation.
    pub fn revoked(&mut self, gateway: Ipv6Addr, revocation: u16) {
        let is_it = |session: &Session| (session.gateway, session.revoked);
        let ended = (gateway, Some(revocation));
        self.known.retain(|_, session| is_it(session) != ended);
    }

    /// Removes what a gateway has: how many.
    pub fn remove(&mut self, gateway: Ipv6Addr) -> usize {
        let before = self.known.len();
        self.known.retain(|_, session| session.gateway != gateway);
        before - self.known.len()
    }

    /// Removes what is over, and names it.
    pub fn expire(&mut self, over: impl Fn(&str)) {
        let now = Instant::now();
        self.known.retain(|node, session| {
            if session.until <= now {
                over(&self.nodes[*node]);
            }
            session.until > now
        });
    }
}

/// What is wrong with a timestamp (RFC 5213 Section 5.5). `last` is the one that was accepted before.
fn out_of_order(sent: UnixTime, last: Option<UnixTime>, now: UnixTime) -> Option<BindingStatus> {
    let age = Duration::from(sent).abs_diff(now.into());
    if last.is_some_and(|last| sent < last) {
        Some(BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED)
    } else if last == Some(sent) || age > TIMESTAMP_WINDOW {
        Some(BindingStatus::TIMESTAMP_MISMATCH)
    } else {
        None
    }
}

const fn trigger(same_technology: bool) -> RevocationTrigger {
    match same_technology {
        true => RevocationTrigger::INTER_MAG_HANDOVER_SAME_ACCESS_TYPE,
        false => RevocationTrigger::INTER_MAG_HANDOVER_DIFFERENT_ACCESS_TYPE,
    }
}
