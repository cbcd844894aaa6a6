//! A mobile node: finds its home agent, registers its home address and its name, refreshes both, and removes them.

use lexopt::prelude::*;
use mip6_wire::bootstrap::{
    DnsUpdateResult, after_duplicate_address, dns_update_of, dns_update_result,
};
use mip6_wire::ipv6::{MobileNode, MobilityPacket, PacketBuilder};
use mip6_wire::message::{
    Acknowledged, BindingAcknowledgement, BindingStatus, BindingUpdate, BindingUpdateFlags,
    Lifetime, Sequence,
};
use mip6_wire::name::service_name;
use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate};
use mip6_wire::{Fqdn, MhType, MnIdentity, Options};
use node_io::{Outcome, dns, ikev2, link::Link, read_text, required, run};
use std::net::{Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime};

const HELP: &str = "\
A mobile node of Mobile IPv6, which has its home agent update the DNS (RFC 6275, RFC 5026).

mobile-node --care-of ADDRESS HOME-ADDRESS HOME-AGENT [OPTIONS]
mobile-node --ikev2-chain FILE [--interface-id ID]

HOME-ADDRESS is one of
  --home-address ADDRESS     the address; given again: the one to take next if another node uses the first
  --ikev2-chain FILE         what an IKEv2 daemon received in IKE_AUTH, decrypted: the number of the first payload, and
                             the octets in hexadecimal digits. Without HOME-AGENT, the home address is printed
HOME-AGENT is one of
  --home-agent ADDRESS       its address
  --home-agent-name NAME     its name, which is looked up (RFC 5026 Section 5.1.1)
  --domain NAME              the domain whose service _mip6._ipv6 is looked up (Section 5.1.2)
The options are
  --dns-server ADDRESS:PORT  where it looks up, as [2001:db8:f::53]:53
  --interface-id ID          the end of a home address that is formed from a prefix, as ::100 [random]
  --tunnel                   the home agent is behind a tunnel: messages go from the home address, without a Home Address
                             option, and the tunnel's ESP protects them (RFC 4877 Section 3)
  --link-local               the link-local address that ends as the home address is its own as well
  --name NAME                its own name, for the DNS; without it, none is made
  --labels                   the name goes as labels, and not as text
  --lifetime SECONDS         the lifetime that it asks for [3600]
  --stay SECONDS             how long it stays registered, and refreshes the binding [0]
  --keep                     ends without removing the binding
  --remove                   removes the binding, and registers nothing
  --sequence NUMBER          the first sequence number [from the time]
  --give-up SECONDS          how long it waits for an acknowledgement [64]
  --help                     this text

It needs root, or CAP_NET_RAW, and a rule that keeps the kernel from answering:
  table ip6 mip6 { chain in { type filter hook input priority -300; meta l4proto 135 drop; }; }
Messages go as they are: on a real network, ESP protects them (RFC 5026 Section 4), see --tunnel.
Exit status: 0 done, 1 an error, 2 no acknowledgement, 3 rejected, 4 registered but the DNS not updated.";

/// RFC 6275 Section 12: the first time-out of a registration, that of a refresh, and the longest.
const FIRST_REGISTRATION: Duration = Duration::from_millis(1500);
const INITIAL: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(32);

const NO_BINDING: BindingStatus = BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE;

struct Node {
    addresses: MobileNode,
    /// Messages go through a tunnel, from the home address.
    tunnel: bool,
    flags: BindingUpdateFlags,
    home_agent: Ipv6Addr,
    /// Its name, as text or as labels.
    identity: Option<Vec<u8>>,
    sequence: Sequence,
    give_up: Duration,
    link: Link,
}

/// What came of a Binding Update and of all that repeat it.
enum Answer {
    Accepted(Lifetime, DnsUpdateResult),
    Rejected(BindingStatus),
    /// The removal was done, and its acknowledgement lost: one that repeats it finds no binding.
    Gone,
    None,
}

impl Node {
    /// Sends a Binding Update until it is acknowledged (RFC 6275 Section 11.8). Each one takes a sequence number of its
    /// own, and the acknowledgement of any of them counts.
    fn register(&mut self, lifetime: Lifetime, first: Duration) -> Outcome<Answer> {
        let (begin, mut timeout) = (Instant::now(), first);
        let mut outstanding = Vec::new();
        let mut repeated = false;
        while begin.elapsed() < self.give_up {
            self.sequence = self.sequence.next();
            outstanding.push(self.sequence);
            self.send(lifetime)?;
            let until = Instant::now() + timeout;
            while let Some(left) = until.checked_duration_since(Instant::now()) {
                let mut rx = [0; 65536];
                let Some(octets) = self.link.receive(&mut rx, left)? else {
                    continue;
                };
                // what is malformed, or not for this node, is discarded
                match self.answer(octets, &outstanding) {
                    // an answer to a duplicate: an outstanding update is accepted, or later than what was
                    Ok(Some((Acknowledged::OutOfWindow(last), _)))
                        if outstanding.iter().any(|own| *own == last || own.is_after(last)) => {}
                    Ok(Some((Acknowledged::OutOfWindow(last), _))) => {
                        println!("sequence number out of window: the last one was {}", last.0);
                        self.sequence = last;
                        outstanding.clear();
                        break;
                    }
                    Ok(Some((Acknowledged::Accepted(granted), dns))) => {
                        return Ok(Answer::Accepted(granted.min(lifetime), dns));
                    }
                    Ok(Some((Acknowledged::Rejected(NO_BINDING), _)))
                        if lifetime == Lifetime::DELETE && repeated =>
                    {
                        return Ok(Answer::Gone);
                    }
                    Ok(Some((Acknowledged::Rejected(status), _))) => {
                        return Ok(Answer::Rejected(status));
                    }
                    Ok(Some((Acknowledged::Another, _)) | None) => {}
                    Err(error) => log::debug!("discarded: {error}"),
                }
            }
            if !outstanding.is_empty() {
                repeated = true;
                log::info!("no acknowledgement in {timeout:?}");
                timeout = LONGEST.min(timeout * 2);
            }
        }
        Ok(Answer::None)
    }

    fn send(&self, lifetime: Lifetime) -> Outcome<()> {
        let update = BindingUpdate {
            sequence: self.sequence.0,
            flags: self.flags,
            lifetime,
            options: Options::EMPTY,
        };
        let identity = self.identity.as_deref().map(MnIdentity::from_octets);
        let dns = identity.map(|identity| match lifetime {
            Lifetime::DELETE => DnsUpdate::remove(identity),
            _ => DnsUpdate::create_or_update(identity),
        });
        let MobileNode { home_address, care_of_address } = self.addresses;
        let mut tx = [0; 512];
        let packet = match self.tunnel {
            true => PacketBuilder::new(&mut tx, home_address, self.home_agent, &update)?,
            false => {
                PacketBuilder::from_mobile_node(&mut tx, &self.addresses, self.home_agent, &update)?
            }
        };
        let packet =
            packet.option(&AlternateCareOfAddress { care_of_address })?.options(dns)?.finish()?;
        log::info!("Binding Update {}, {} s", self.sequence.0, lifetime.as_secs());
        Ok(self.link.send(packet)?)
    }

    /// What a packet says of the outstanding updates (RFC 6275 Section 11.7.3); `None` if it is something else.
    fn answer(
        &self,
        octets: &[u8],
        outstanding: &[Sequence],
    ) -> Outcome<Option<(Acknowledged, DnsUpdateResult)>> {
        let own = match self.tunnel {
            true => self.addresses.home_address,
            false => self.addresses.care_of_address,
        };
        if octets.get(24..40) != Some(&own.octets()) {
            return Ok(None);
        }
        let packet = MobilityPacket::parse(octets)?;
        let packet = packet.receive().map_err(|refusal| refusal.to_string())?;
        let is_mine =
            packet.recipient() == self.addresses.home_address && packet.sender() == self.home_agent;
        if !is_mine || packet.mh_type() != MhType::BINDING_ACKNOWLEDGEMENT {
            return Ok(None);
        }
        let acknowledgement = packet.read::<BindingAcknowledgement<'_>>()?;
        let dns = dns_update_result(dns_update_of(acknowledgement.options)?);
        let mut answers = outstanding.iter().map(|sequence| acknowledgement.answers(*sequence));
        let answer = answers.find(|answer| *answer != Acknowledged::Another);
        Ok(answer.map(|answer| (answer, dns)))
    }

    /// Registers with one home address after the other, until one is not in use.
    fn register_any(
        &mut self,
        lifetime: Lifetime,
        others: &mut impl Iterator<Item = Ipv6Addr>,
    ) -> Outcome<Answer> {
        loop {
            let answer = self.register(lifetime, FIRST_REGISTRATION)?;
            let Answer::Rejected(status) = answer else {
                return Ok(answer);
            };
            let steps = after_duplicate_address(status);
            let Some(next) = others.next().filter(|_| !steps.is_empty()) else {
                return Ok(answer);
            };
            println!("{} is in use: {steps:?} with {next}", self.addresses.home_address);
            self.addresses.home_address = next;
        }
    }
}

/// Says what came of it, and gives the exit status.
fn conclude(what: &str, answer: &Answer, asks_dns: bool) -> u8 {
    match answer {
        Answer::Accepted(lifetime, dns) => {
            println!("{what}: accepted, {} s, DNS {dns:?}", lifetime.as_secs());
            if asks_dns && !dns.is_performed() { 4 } else { 0 }
        }
        Answer::Gone => {
            println!("{what}: the binding is gone");
            0
        }
        Answer::Rejected(status) => {
            println!("{what}: rejected, {} {status}", status.0);
            3
        }
        Answer::None => {
            println!("{what}: no acknowledgement");
            2
        }
    }
}

struct Arguments {
    node: Node,
    others: Vec<Ipv6Addr>,
    lifetime: Lifetime,
    stay: Duration,
    keep: bool,
    remove: bool,
}

fn main() -> ExitCode {
    run(|| {
        let Some(Arguments { mut node, others, lifetime, stay, keep, remove }) = arguments()?
        else {
            return Ok(ExitCode::SUCCESS);
        };
        let asks_dns = node.identity.is_some();
        let mut status = 0;
        if !remove {
            let begin = Instant::now();
            let mut answer = node.register_any(lifetime, &mut others.into_iter())?;
            status = conclude("registration", &answer, asks_dns);
            // a binding is refreshed after half of its lifetime; what is not acknowledged by its end is an end
            while let Answer::Accepted(granted, _) = answer {
                let half = Duration::from_secs(granted.as_secs().into()) / 2;
                let left = stay.saturating_sub(begin.elapsed());
                std::thread::sleep(half.min(left));
                if half >= left {
                    break;
                }
                answer = node.register(lifetime, INITIAL)?;
                status = conclude("refresh", &answer, asks_dns);
            }
            if keep || status == 2 || status == 3 {
                return Ok(ExitCode::from(status));
            }
        }
        let answer = node.register(Lifetime::DELETE, INITIAL)?;
        Ok(ExitCode::from(status.max(conclude("removal", &answer, asks_dns))))
    })
}

/// What the arguments ask for; `None` if that is done: the help, or the home address.
fn arguments() -> Outcome<Option<Arguments>> {
    let (mut care_of, mut homes) = (None, Vec::new());
    let (mut home_agent, mut agent_name, mut domain) = (None::<Ipv6Addr>, None, None);
    let (mut server, mut name, mut labels) = (None::<SocketAddr>, None, false);
    let (mut chain, mut tunnel) = (None::<PathBuf>, false);
    let mut flags = BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION;
    let mut interface_id = fastrand::u64(1..).to_be_bytes();
    let (mut lifetime, mut stay, mut give_up) = (3600, 0, 64);
    let (mut keep, mut remove, mut sequence) = (false, false, None::<u16>);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("care-of") => care_of = Some(parser.value()?.parse()?),
            Long("home-address") => homes.push(parser.value()?.parse()?),
            Long("ikev2-chain") => chain = Some(parser.value()?.into()),
            Long("interface-id") => {
                let id: Ipv6Addr = parser.value()?.parse()?;
                interface_id.copy_from_slice(&id.octets()[8..]);
            }
            Long("tunnel") => tunnel = true,
            Long("link-local") => flags |= BindingUpdateFlags::LINK_LOCAL_ADDRESS_COMPATIBILITY,
            Long("home-agent") => home_agent = Some(parser.value()?.parse()?),
            Long("home-agent-name") => agent_name = Some(parser.value()?.string()?),
            Long("domain") => domain = Some(parser.value()?.string()?),
            Long("dns-server") => server = Some(parser.value()?.parse()?),
            Long("name") => name = Some(parser.value()?.string()?),
            Long("labels") => labels = true,
            Long("lifetime") => lifetime = parser.value()?.parse()?,
            Long("stay") => stay = parser.value()?.parse()?,
            Long("give-up") => give_up = parser.value()?.parse()?,
            Long("sequence") => sequence = Some(parser.value()?.parse()?),
            Long("keep") => keep = true,
            Long("remove") => remove = true,
            Short('h') | Long("help") => {
                println!("{HELP}");
                return Ok(None);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    if let Some(file) = chain {
        let home_address = ikev2::home_address(&read_text(&file)?, interface_id)?;
        println!("home address {home_address}, from IKEv2");
        if let (None, None, None) = (home_agent, &agent_name, &domain) {
            return Ok(None);
        }
        homes.push(home_address);
    }
    let server = server.ok_or("--dns-server is missing");
    let (home_agent, found) = match (home_agent, agent_name, domain) {
        (Some(address), ..) => (address, "the arguments".to_owned()),
        (None, Some(name), _) => (first(server?, &name)?, name),
        (None, None, Some(domain)) => {
            let service = service_name::<255>(Fqdn::from_text(&domain)?)?.to_string();
            let host = dns::hosts_of(server?, &service)?.swap_remove(0);
            (first(server?, &host)?, service)
        }
        _ => return Err("the home agent is missing; --help says more".into()),
    };
    println!("home agent {home_agent}, from {found}");
    let mut homes = homes.into_iter();
    // later than that of any run before, within a day
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
    let sequence = match sequence {
        Some(first) => first.wrapping_sub(1),
        None => u16::try_from(seconds / 4 % 0x1_0000)?,
    };
    let addresses = MobileNode {
        home_address: required(homes.next(), "the home address")?,
        care_of_address: required(care_of, "--care-of")?,
    };
    let link = Link::open().map_err(|error| format!("raw sockets: {error}"))?;
    let give_up = Duration::from_secs(give_up);
    Ok(Some(Arguments {
        node: Node {
            addresses,
            tunnel,
            flags,
            home_agent,
            identity: name.map(|name| identity(&name, labels)).transpose()?,
            sequence: Sequence(sequence),
            give_up,
            link,
        },
        others: homes.collect(),
        lifetime: Lifetime::from_secs(lifetime),
        stay: Duration::from_secs(stay),
        keep,
        remove,
    }))
}

fn identity(name: &str, as_labels: bool) -> Outcome<Vec<u8>> {
    let (identity, mut buffer) = (MnIdentity::from_text(name)?, [0; 255]);
    match as_labels {
        true => Ok(identity.fqdn()?.to_labels(&mut buffer)?.to_vec()),
        false => Ok(identity.as_octets().to_vec()),
    }
}

fn first(server: SocketAddr, name: &str) -> Outcome<Ipv6Addr> {
    Ok(dns::addresses_of(server, name)?.swap_remove(0))
}
