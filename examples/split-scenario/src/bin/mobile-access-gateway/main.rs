//! A mobile access gateway of Proxy Mobile IPv6: registers the mobile nodes that attach to it.

mod attachment;

use attachment::Attachment;
use lexopt::prelude::*;
use mip6_wire::ipv6::Received;
use mip6_wire::message::proxy::{
    BindingRevocation, BindingRevocationAcknowledgement, BindingRevocationDecision, HeartbeatFlags,
    RevocationResponder, RevocationStatus, binding_revocation,
};
use mip6_wire::message::{
    Acknowledged, BindingAcknowledgement, BindingAcknowledgementFlags, BindingStatus, Lifetime,
};
use mip6_wire::option::SubOptionsBuilder;
use mip6_wire::option::access::{
    AccessNetworkIdentifier, NetworkIdentifier, NetworkIdentifierFlags,
};
use mip6_wire::option::auth::MobileNodeIdentifier;
use mip6_wire::option::proxy::{
    AccessTechnology, AccessTechnologyType, HandoffIndicator, HandoffType, HomeNetworkPrefix,
    Timestamp,
};
use mip6_wire::{MhType, MhTypes, Options};
use node_io::proxy::{End, Station, identifier, now, serve};
use node_io::{Outcome, required, run};
use std::collections::{HashMap, HashSet};
use std::net::Ipv6Addr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

const HELP: &str = "\
A mobile access gateway of Proxy Mobile IPv6 (RFC 5213, RFC 5846, RFC 5847, RFC 6757).

mobile-access-gateway --address ADDRESS --anchor ADDRESS --restarts FILE [OPTIONS]

  --address ADDRESS    its IPv6 address, the Proxy Care-of Address
  --anchor ADDRESS     the local mobility anchor
  --restarts FILE      how often it was started, which it counts there
  --network NAME       the name of its access network, for the Access Network Identifier [access]
  --lifetime SECONDS   the lifetime that it asks for [3600]
  --heartbeat SECONDS  the time between two Heartbeat Requests [60]
  --help               this text

Lines of the standard input, as the link to the mobile node would say: `attach NAI`, `detach NAI`, and `handover NAI` if it
comes from another gateway.
It needs root, or CAP_NET_RAW, and the rule for the kernel that `home-agent --help` shows.";

struct Gateway {
    station: Station,
    anchor: Ipv6Addr,
    network: String,
    lifetime: Lifetime,
    attached: HashMap<String, Attachment>,
    sequence: u16,
}

impl End for Gateway {
    const MESSAGES: MhTypes = MhTypes::MOBILE_ACCESS_GATEWAY;

    fn station(&self) -> &Station {
        &self.station
    }

    fn knows(&self, sender: Ipv6Addr) -> bool {
        sender == self.anchor
    }

    /// The anchor, if anything is registered there.
    fn peers(&self) -> HashSet<Ipv6Addr> {
        let anchor = (!self.attached.is_empty()).then_some(self.anchor);
        anchor.into_iter().collect()
    }

    fn message(&mut self, packet: &Received<'_>) -> Outcome<()> {
        match packet.mh_type() {
            MhType::BINDING_ACKNOWLEDGEMENT => self.acknowledged(packet),
            MhType::BINDING_REVOCATION => self.revocation(packet),
            _ => Ok(()),
        }
    }

    fn command(&mut self, line: &str) -> Outcome<()> {
        let (what, name) = line.split_once(' ').ok_or("no command")?;
        let handoff = match what {
            "handover" => HandoffType::HANDOFF_BETWEEN_MAGS_SAME_INTERFACE,
            _ => HandoffType::ATTACHMENT_OVER_NEW_INTERFACE,
        };
        match (what, self.attached.get_mut(name)) {
            ("attach" | "handover", _) => {
                let node = Attachment::new(handoff, self.lifetime);
                self.attached.insert(name.to_owned(), node);
            }
            ("detach", Some(node)) => node.detach(),
            _ => return Err("no such command, or mobile node".into()),
        }
        Ok(())
    }

    /// Sends the Proxy Binding Updates that are due (RFC 5213 Section 6.9.1).
    fn due(&mut self) -> Outcome<()> {
        for (name, node) in &mut self.attached {
            if !node.is_due() {
                continue;
            }
            self.sequence = self.sequence.wrapping_add(1);
            let (update, indicator) = node.update(self.sequence);
            let (mut room, mut tx) = ([0; 256], [0; 1024]);
            let network = NetworkIdentifier {
                flags: NetworkIdentifierFlags::UTF_8,
                network_name: self.network.as_bytes(),
                access_point_name: &[],
            };
            let packet = self.station.packet(&mut tx, self.anchor, &update)?;
            let packet = packet
                .option(&identifier(name))?
                .option(&node.prefix.unwrap_or(HomeNetworkPrefix::ALL_ZERO))?
                .option(&HandoffIndicator { indicator })?
                .option(&AccessTechnologyType { technology: AccessTechnology::IEEE_802_11 })?
                .option(&Timestamp { timestamp: now()? })?
                .option(&AccessNetworkIdentifier {
                    sub_options: SubOptionsBuilder::new(&mut room).push(&network)?.finish()?,
                })?;
            self.station.send(packet)?;
        }
        Ok(())
    }

    /// The mobile nodes are attached, and their prefixes are asked for anew.
    fn lost(&mut self, _: Ipv6Addr, why: &str) {
        println!("the anchor {why}: {} removed", self.attached.len());
        for node in self.attached.values_mut() {
            node.forget();
        }
    }
}

impl Gateway {
    /// RFC 5213 Section 6.9.1.2.
    fn acknowledged(&mut self, packet: &Received<'_>) -> Outcome<()> {
        let answer = packet.read::<BindingAcknowledgement<'_>>()?;
        let is_proxy = BindingAcknowledgementFlags::PROXY_REGISTRATION;
        let name = answer.options.find::<MobileNodeIdentifier<'_>>()?;
        let name = name.as_ref().and_then(MobileNodeIdentifier::nai);
        let name = name.filter(|_| answer.flags.contains(is_proxy));
        let name = name.ok_or("no acknowledgement of a proxy registration")?;
        let node = self.attached.get_mut(name).ok_or("no such mobile node")?;
        match answer.answers(node.sequence) {
            Acknowledged::Accepted(Lifetime::DELETE) => {
                println!("{name}: removed");
                self.attached.remove(name);
            }
            Acknowledged::Accepted(lifetime) => {
                let prefix = answer.options.find::<HomeNetworkPrefix>()?;
                let prefix = prefix.ok_or("no prefix")?;
                let what = match node.registered(prefix, lifetime) {
                    true => "registered",
                    false => "refreshed",
                };
                let (bits, seconds) = (prefix.prefix_len.get(), lifetime.as_secs());
                println!("{name}: {what}, {}/{bits}, {seconds} s", prefix.prefix);
            }
            // it was under way for too long: it is sent again at its time-out
            Acknowledged::Rejected(
                BindingStatus::TIMESTAMP_MISMATCH
                | BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED,
            ) => {}
            Acknowledged::Rejected(status) => {
                println!("{name}: rejected, {} {status}", status.0);
                self.attached.remove(name);
            }
            Acknowledged::OutOfWindow(_) | Acknowledged::Another => {}
        }
        Ok(())
    }

    /// RFC 5846 Section 9.1.
    fn revocation(&mut self, packet: &Received<'_>) -> Outcome<()> {
        let BindingRevocation::Indication(indication) = packet.read()? else {
            return Ok(());
        };
        let responder = RevocationResponder::MobileAccessGateway;
        let name = indication.options.find::<MobileNodeIdentifier<'_>>()?;
        let name = name.as_ref().and_then(MobileNodeIdentifier::nai);
        let status = match (binding_revocation(&indication, responder)?, name) {
            (BindingRevocationDecision::Reject(status), _) => status,
            (BindingRevocationDecision::Process, Some(name)) => match self.attached.remove(name) {
                Some(_) => RevocationStatus::SUCCESS,
                None => RevocationStatus::BINDING_DOES_NOT_EXIST,
            },
            // a group, or all of this gateway
            (BindingRevocationDecision::Process, None) => {
                RevocationStatus::REVOCATION_FUNCTION_NOT_SUPPORTED
            }
        };
        println!("{}: revoked, {status}", name.unwrap_or("nobody"));
        let answer = BindingRevocationAcknowledgement {
            status,
            sequence: indication.sequence,
            flags: indication.flags,
            options: Options::EMPTY,
        };
        let mut tx = [0; 1024];
        let packet = self.station.packet(&mut tx, self.anchor, &answer)?;
        self.station.send(packet.verbatim(indication.options)?)
    }
}

fn main() -> ExitCode {
    run(|| {
        let Some((gateway, interval)) = arguments()? else {
            println!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        };
        // RFC 5847 Section 3.2: what was registered before is lost
        let flags = HeartbeatFlags::RESPONSE | HeartbeatFlags::UNSOLICITED;
        gateway.station.respond(gateway.anchor, 0, flags)?;
        serve(gateway, interval)
    })
}

/// What the arguments ask for; `None` is the help.
fn arguments() -> Outcome<Option<(Gateway, Duration)>> {
    let (mut address, mut anchor, mut network) = (None, None, "access".to_owned());
    let (mut restarts, mut lifetime, mut interval) = (None::<PathBuf>, 3600, 60.0);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("address") => address = Some(parser.value()?.parse()?),
            Long("anchor") => anchor = Some(parser.value()?.parse()?),
            Long("restarts") => restarts = Some(parser.value()?.into()),
            Long("network") => network = parser.value()?.string()?,
            Long("lifetime") => lifetime = parser.value()?.parse()?,
            Long("heartbeat") => interval = parser.value()?.parse()?,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected().into()),
        }
    }
    let address = required(address, "--address")?;
    let gateway = Gateway {
        station: Station::open(address, &required(restarts, "--restarts")?)?,
        anchor: required(anchor, "--anchor")?,
        network,
        lifetime: Lifetime::from_secs(lifetime),
        attached: HashMap::new(),
        sequence: fastrand::u16(..),
    };
    Ok(Some((gateway, Duration::from_secs_f32(interval))))
}
