//! A local mobility anchor of Proxy Mobile IPv6: prefixes for mobile nodes, heartbeats, revocation.

use lexopt::prelude::*;
use mip6_wire::ipv6::Received;
use mip6_wire::message::proxy::{
    BindingRevocation, BindingRevocationFlags, BindingRevocationIndication,
    ProxyBindingUpdateDecision, ProxyBindingUpdateOptions, RevocationTrigger, proxy_binding_update,
};
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingStatus, BindingUpdate,
    BindingUpdateFlags, Lifetime, Sequence,
};
use mip6_wire::option::access::AccessNetworkIdentifier;
use mip6_wire::option::auth::MobileNodeIdentifier;
use mip6_wire::option::proxy::{
    AccessTechnology, AccessTechnologyType, HandoffIndicator, HandoffType, HomeNetworkPrefix,
    HomeNetworkPrefixFlags, LinkLocalAddress, MobileNodeLinkLayerIdentifier, Timestamp,
};
use mip6_wire::{MhType, MhTypes, Options, PrefixLen, UnixTime};
use node_io::proxy::{End, Station, identifier, now, serve};
use node_io::{Outcome, required, run};
use std::collections::{HashMap, HashSet};
use std::net::Ipv6Addr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const HELP: &str = "\
A local mobility anchor of Proxy Mobile IPv6 (RFC 5213, RFC 5846, RFC 5847).

local-mobility-anchor --address ADDRESS --prefix PREFIX --restarts FILE --node NAI [--node NAI]... [OPTIONS]

  --address ADDRESS       its IPv6 address
  --prefix PREFIX         a /48, of which each mobile node has a /64, the first one the first
  --restarts FILE         how often it was started, which it counts there
  --node NAI              a mobile node that may register
  --max-lifetime SECONDS  the longest lifetime that it grants [3600]
  --heartbeat SECONDS     the time between two Heartbeat Requests [60]
  --help                  this text

A line of the standard input, the identifier of a mobile node, revokes its binding.
It needs root, or CAP_NET_RAW, and the rule for the kernel that `home-agent --help` shows.";

/// RFC 5213 Section 9.1: `MinDelayBeforeBCEDelete` and `TimestampValidityWindow`.
const MIN_DELAY_BEFORE_DELETE: Duration = Duration::from_secs(10);
const TIMESTAMP_WINDOW: Duration = Duration::from_millis(300);
/// How long a gateway has for its acknowledgement of a revocation.
const REVOCATION: Duration = Duration::from_secs(1);

struct Session {
    gateway: Ipv6Addr,
    until: Instant,
    sequence: Sequence,
    timestamp: Option<UnixTime>,
    /// The sequence number of its revocation.
    revoked: Option<u16>,
}

struct Anchor {
    station: Station,
    prefix: Ipv6Addr,
    max_lifetime: Lifetime,
    /// Who may register; the prefix of each follows from its place.
    nodes: Vec<String>,
    sessions: HashMap<usize, Session>,
    revocations: u16,
}

impl End for Anchor {
    const MESSAGES: MhTypes = MhTypes::LOCAL_MOBILITY_ANCHOR;

    fn station(&self) -> &Station {
        &self.station
    }

    fn knows(&self, _: Ipv6Addr) -> bool {
        true
    }

    /// The gateways that have bindings.
    fn peers(&self) -> HashSet<Ipv6Addr> {
        self.sessions
            .values()
            .map(|session| session.gateway)
            .collect()
    }

    fn message(&mut self, packet: &Received<'_>) -> Outcome<()> {
        match packet.mh_type() {
            MhType::BINDING_UPDATE => self.update(packet),
            MhType::BINDING_REVOCATION => self.revoked(packet),
            _ => Ok(()),
        }
    }

    /// Revokes the binding of a mobile node.
    fn command(&mut self, name: &str) -> Outcome<()> {
        self.revoke(name)
    }

    fn due(&mut self) -> Outcome<()> {
        let now = Instant::now();
        self.sessions.retain(|node, session| {
            if session.until <= now {
                println!("{}: its binding is over", self.nodes[*node]);
            }
            session.until > now
        });
        Ok(())
    }

    fn lost(&mut self, gateway: Ipv6Addr, why: &str) {
        let before = self.sessions.len();
        self.sessions
            .retain(|_, session| session.gateway != gateway);
        let removed = before - self.sessions.len();
        println!("{gateway} {why}: {removed} removed");
    }
}

impl Anchor {
    /// RFC 5213 Sections 5.3.1 and 5.3.6.
    fn update(&mut self, packet: &Received<'_>) -> Outcome<()> {
        let update = packet.read::<BindingUpdate<'_>>()?;
        if !update
            .flags
            .contains(BindingUpdateFlags::PROXY_REGISTRATION)
        {
            return Err("no proxy registration".into());
        }
        let decided = match proxy_binding_update(&update)? {
            ProxyBindingUpdateDecision::Reject(status) => Err(status),
            ProxyBindingUpdateDecision::Process(options) => {
                self.register(packet.sender(), &update, &options)?
            }
        };
        let (answer, assigned) = match decided {
            Ok((lifetime, prefix)) => (update.accept(lifetime), Some(prefix)),
            Err(BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW) => return Err("a replay".into()),
            Err(status) => (update.reject(status), None),
        };
        println!("sequence number {}: {}", update.sequence, answer.status);
        let answer = BindingAcknowledgement {
            flags: BindingAcknowledgementFlags::PROXY_REGISTRATION,
            ..answer
        };

        let (name, handoff, technology, link_layer, link_local, mut timestamp, access) =
            update.options.select::<(
                MobileNodeIdentifier<'_>,
                HandoffIndicator,
                AccessTechnologyType,
                MobileNodeLinkLayerIdentifier<'_>,
                LinkLocalAddress,
                Timestamp,
                AccessNetworkIdentifier<'_>,
            )>()?;
        let asked: Vec<_> = update.options.all().collect::<Result<_, _>>()?;
        let prefixes = match assigned {
            Some(prefix) => vec![prefix],
            None if asked.is_empty() => vec![HomeNetworkPrefix::ALL_ZERO],
            None => asked,
        };
        if answer.status == BindingStatus::TIMESTAMP_MISMATCH {
            timestamp = Some(Timestamp { timestamp: now()? });
        }
        let (indicator, unknown) = (HandoffType(0), AccessTechnology(0));
        let mut tx = [0; 1024];
        let reply = packet
            .reply(&mut tx, &answer)?
            .option(&name.unwrap_or(identifier("")))?
            .options(prefixes)?
            .option(&handoff.unwrap_or(HandoffIndicator { indicator }))?
            .option(&technology.unwrap_or(AccessTechnologyType {
                technology: unknown,
            }))?
            .options(timestamp)?
            .options(link_layer)?
            .options(link_local)?
            .options(access)?;
        self.station.send(reply)
    }

    /// The lifetime and the prefix, or the status that refuses.
    fn register(
        &mut self,
        gateway: Ipv6Addr,
        update: &BindingUpdate<'_>,
        options: &ProxyBindingUpdateOptions<'_>,
    ) -> Outcome<Result<(Lifetime, HomeNetworkPrefix), BindingStatus>> {
        let name = options.identifier.nai();
        let Some(node) = self.nodes.iter().position(|own| Some(&own[..]) == name) else {
            return Ok(Err(BindingStatus::NOT_LMA_FOR_THIS_MOBILE_NODE));
        };
        let session = self.sessions.get(&node);
        let sequence = Sequence::from(update.sequence);
        let timestamp = options.timestamp.map(|option| option.timestamp);
        // Section 5.5: the timestamp tells the order, or else the sequence number
        if let Some(timestamp) = timestamp {
            let (sent, now) = (Duration::from(timestamp), Duration::from(now()?));
            if sent.abs_diff(now) > TIMESTAMP_WINDOW {
                return Ok(Err(BindingStatus::TIMESTAMP_MISMATCH));
            }
            if session.is_some_and(|session| session.timestamp >= Some(timestamp)) {
                return Ok(Err(BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED));
            }
        } else if session.is_some_and(|session| !sequence.is_after(session.sequence)) {
            return Ok(Err(BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW));
        }
        let prefix = self.prefix_of(node)?;
        for asked in update.options.all::<HomeNetworkPrefix>() {
            let asked = asked?;
            if !asked.is_all_zero() && asked.prefix != prefix.prefix {
                return Ok(Err(match session {
                    Some(_) => BindingStatus::BCE_PBU_PREFIX_SET_DO_NOT_MATCH,
                    None => BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX,
                }));
            }
        }
        let lifetime = update.lifetime.min(self.max_lifetime);
        if lifetime == Lifetime::DELETE && session.is_none_or(|session| session.gateway != gateway)
        {
            return Err("a removal of what another gateway has, or nobody".into());
        }
        let stays = match lifetime {
            Lifetime::DELETE => MIN_DELAY_BEFORE_DELETE,
            _ => lifetime.into(),
        };
        let session = Session {
            gateway,
            until: Instant::now() + stays,
            sequence,
            timestamp,
            revoked: None,
        };
        self.sessions.insert(node, session);
        Ok(Ok((lifetime, prefix)))
    }

    fn prefix_of(&self, node: usize) -> Outcome<HomeNetworkPrefix> {
        let [a, b, c, ..] = self.prefix.segments();
        Ok(HomeNetworkPrefix {
            flags: HomeNetworkPrefixFlags::empty(),
            prefix_len: PrefixLen::P64,
            prefix: Ipv6Addr::new(a, b, c, u16::try_from(node)?, 0, 0, 0, 0),
        })
    }

    /// RFC 5846 Section 8.1.
    fn revoke(&mut self, name: &str) -> Outcome<()> {
        let node = self.nodes.iter().position(|own| own == name);
        let node = node.ok_or("no such mobile node")?;
        let prefix = self.prefix_of(node)?;
        let session = self.sessions.get_mut(&node).ok_or("no binding")?;
        self.revocations = self.revocations.wrapping_add(1);
        session.revoked = Some(self.revocations);
        // without an acknowledgement, it ends all the same
        session.until = Instant::now() + REVOCATION;
        let indication = BindingRevocationIndication {
            trigger: RevocationTrigger::ADMINISTRATIVE_REASON,
            sequence: self.revocations,
            flags: BindingRevocationFlags::PROXY_BINDING,
            options: Options::EMPTY,
        };
        let mut tx = [0; 512];
        let packet = self.station.packet(&mut tx, session.gateway, &indication)?;
        let packet = packet.option(&identifier(name))?.option(&prefix)?;
        self.station.send(packet)
    }

    fn revoked(&mut self, packet: &Received<'_>) -> Outcome<()> {
        let BindingRevocation::Acknowledgement(answer) = packet.read()? else {
            return Err("a revocation by a gateway".into());
        };
        let gateway = packet.sender();
        println!("revocation {}: {}", answer.sequence, answer.status);
        self.sessions.retain(|_, session| {
            session.gateway != gateway || session.revoked != Some(answer.sequence)
        });
        Ok(())
    }
}

fn main() -> ExitCode {
    run(|| match arguments()? {
        Some((anchor, interval)) => serve(anchor, interval),
        None => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
    })
}

/// What the arguments ask for; `None` is the help.
fn arguments() -> Outcome<Option<(Anchor, Duration)>> {
    let (mut address, mut prefix, mut nodes) = (None, None, Vec::new());
    let (mut restarts, mut max_lifetime, mut interval) = (None::<PathBuf>, 3600, 60.0);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("address") => address = Some(parser.value()?.parse()?),
            Long("prefix") => prefix = Some(parser.value()?.parse()?),
            Long("restarts") => restarts = Some(parser.value()?.into()),
            Long("node") => nodes.push(parser.value()?.string()?),
            Long("max-lifetime") => max_lifetime = parser.value()?.parse()?,
            Long("heartbeat") => interval = parser.value()?.parse()?,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected().into()),
        }
    }
    let address = required(address, "--address")?;
    let anchor = Anchor {
        station: Station::open(address, &required(restarts, "--restarts")?)?,
        prefix: required(prefix, "--prefix")?,
        max_lifetime: Lifetime::from_secs_down(max_lifetime),
        nodes,
        sessions: HashMap::new(),
        revocations: 0,
    };
    Ok(Some((anchor, Duration::from_secs_f32(interval))))
}
