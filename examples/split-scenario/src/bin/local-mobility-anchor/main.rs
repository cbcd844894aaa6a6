//! A local mobility anchor of Proxy Mobile IPv6: prefixes for mobile nodes, heartbeats, revocation.

mod sessions;

use lexopt::prelude::*;
use mip6_wire::ipv6::Received;
use mip6_wire::message::proxy::{
    BindingRevocation, BindingRevocationFlags, BindingRevocationIndication,
    ProxyBindingUpdateDecision, RevocationTrigger, proxy_binding_update,
};
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingStatus, BindingUpdate,
    BindingUpdateFlags, Lifetime,
};
use mip6_wire::option::access::AccessNetworkIdentifier;
use mip6_wire::option::auth::MobileNodeIdentifier;
use mip6_wire::option::proxy::{
    AccessTechnology, AccessTechnologyType, HandoffIndicator, HandoffType, HomeNetworkPrefix,
    LinkLocalAddress, MobileNodeLinkLayerIdentifier, Timestamp,
};
use mip6_wire::{MhType, MhTypes, Options};
use node_io::proxy::{End, Station, identifier, now, serve};
use node_io::{Outcome, required, run};
use sessions::{Registration, Sessions};
use std::collections::HashSet;
use std::net::Ipv6Addr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

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

struct Anchor {
    station: Station,
    sessions: Sessions,
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
        self.sessions.gateways()
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
        let (gateway, prefix) = self.sessions.find(name)?;
        let trigger = RevocationTrigger::ADMINISTRATIVE_REASON;
        self.indicate(gateway, name, &prefix, trigger)?;
        self.sessions.revoke(name, self.revocations);
        Ok(())
    }

    fn due(&mut self) -> Outcome<()> {
        self.sessions.expire(|name| println!("{name}: its binding is over"));
        Ok(())
    }

    fn lost(&mut self, gateway: Ipv6Addr, why: &str) {
        let removed = self.sessions.remove(gateway);
        println!("{gateway} {why}: {removed} removed");
    }
}

impl Anchor {
    /// RFC 5213 Sections 5.3.1 and 5.3.6.
    fn update(&mut self, packet: &Received<'_>) -> Outcome<()> {
        let update = packet.read::<BindingUpdate<'_>>()?;
        if !update.flags.contains(BindingUpdateFlags::PROXY_REGISTRATION) {
            return Err("no proxy registration".into());
        }
        let decided = match proxy_binding_update(&update)? {
            ProxyBindingUpdateDecision::Reject(status) => Err(update.reject(status)),
            ProxyBindingUpdateDecision::Process(options) => {
                self.sessions.register(packet.sender(), &update, &options)?
            }
        };
        let answer = match &decided {
            Ok(registration) => update.accept(registration.lifetime),
            Err(answer) => *answer,
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
        let prefixes = match &decided {
            Ok(registration) => vec![registration.prefix],
            Err(_) if asked.is_empty() => vec![HomeNetworkPrefix::ALL_ZERO],
            Err(_) => asked,
        };
        // Section 5.5: the gateway learns how far its clock is off
        if let BindingStatus::TIMESTAMP_MISMATCH
        | BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED = answer.status
        {
            timestamp = Some(Timestamp { timestamp: now()? });
        }
        let (indicator, unknown) = (HandoffType(0), AccessTechnology(0));
        let mut tx = [0; 1024];
        let reply = packet
            .reply(&mut tx, &answer)?
            .option(&name.unwrap_or(identifier("")))?
            .options(prefixes)?
            .option(&handoff.unwrap_or(HandoffIndicator { indicator }))?
            .option(&technology.unwrap_or(AccessTechnologyType { technology: unknown }))?
            .options(timestamp)?
            .options(link_layer)?
            .options(link_local)?
            .options(access)?;
        self.station.send(reply)?;
        if let Ok(Registration { prefix, left, .. }) = decided
            && let Some((gateway, trigger)) = left
            && let Some(name) = name.as_ref().and_then(MobileNodeIdentifier::nai)
        {
            println!("{name}: moved from {gateway} to {}", packet.sender());
            self.indicate(gateway, name, &prefix, trigger)?;
        }
        Ok(())
    }

    /// Sends a Binding Revocation Indication (RFC 5846 Section 8.1).
    fn indicate(
        &mut self,
        gateway: Ipv6Addr,
        name: &str,
        prefix: &HomeNetworkPrefix,
        trigger: RevocationTrigger,
    ) -> Outcome<()> {
        self.revocations = self.revocations.wrapping_add(1);
        let indication = BindingRevocationIndication {
            trigger,
            sequence: self.revocations,
            flags: BindingRevocationFlags::PROXY_BINDING,
            options: Options::EMPTY,
        };
        let mut tx = [0; 512];
        let packet = self.station.packet(&mut tx, gateway, &indication)?;
        let packet = packet.option(&identifier(name))?.option(prefix)?;
        self.station.send(packet)
    }

    fn revoked(&mut self, packet: &Received<'_>) -> Outcome<()> {
        let BindingRevocation::Acknowledgement(answer) = packet.read()? else {
            return Err("a revocation by a gateway".into());
        };
        println!("revocation {}: {}", answer.sequence, answer.status);
        self.sessions.revoked(packet.sender(), answer.sequence);
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
    let max_lifetime = Lifetime::from_secs_down(max_lifetime);
    let anchor = Anchor {
        station: Station::open(address, &required(restarts, "--restarts")?)?,
        sessions: Sessions::of(nodes, required(prefix, "--prefix")?, max_lifetime),
        revocations: 0,
    };
    Ok(Some((anchor, Duration::from_secs_f32(interval))))
}
