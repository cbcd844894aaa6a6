//! A home agent: the answers that RFC 6275 and RFC 5026 ask for, binding cache and DNS entries.
//!
//! One thread owns the bindings. It takes events from a queue of limited length: packets, and results of DNS updates. What
//! it sends waits until the bindings are on the disk.

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use lexopt::prelude::*;
use mip6_wire::bootstrap::{
    DnsAction, DnsUpdateDecision, DnsUpdateOutcome, DnsUpdateTask, dns_update_decision,
    dns_update_of, initiator_name,
};
use mip6_wire::ikev2::Identification;
use mip6_wire::ipv6::{Answer, MobilityPacket, Received, ReturnPath};
use mip6_wire::message::{
    BindingAcknowledgement, BindingStatus, BindingUpdate, BindingUpdateFlags, Lifetime, Sequence,
};
use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate, NonceIndices};
use mip6_wire::{Fqdn, MhType};
use node_io::bindings::{Binding, Bindings};
use node_io::dns::Updater;
use node_io::dns_queue::{DnsQueue, Job};
use node_io::{Outcome, link::Link, run};
use std::collections::{HashMap, VecDeque};
use std::net::Ipv6Addr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

const HELP: &str = "\
A home agent of Mobile IPv6, which updates the DNS for its mobile nodes (RFC 6275, RFC 5026).

home-agent --address ADDRESS --nodes FILE [OPTIONS]

  --address ADDRESS       its IPv6 address
  --nodes FILE            who may register: a home address and a name in each line; the word `taken` behind them says
                          that another host of the home link uses the address
  --home-prefix PREFIX    the /64 of the home link, without its length [that of the address]
  --max-lifetime SECONDS  the longest lifetime that it grants [3600]
  --bindings FILE         keeps the bindings in this file: what is acknowledged outlives the process
  --dns ADDRESS:PORT      the DNS server, as [2001:db8:f::53]:53; without it, no DNS entry is made
  --zone NAME             the zone of the names
  --reverse-zone NAME     the zone of the home addresses
  --key-name NAME         the name of the TSIG key (HMAC-SHA256)
  --key-file FILE         the key, in Base64
  --dns-limit MS          how long a mobile node waits for the DNS at most, in milliseconds [2000]
  --help                  this text

It needs root, or CAP_NET_RAW, and a rule that keeps the kernel from answering:
  table ip6 mip6 { chain in { type filter hook input priority -300; meta l4proto 135 drop; }; }
Messages are believed as they come: on a real network, ESP protects them (RFC 5026 Section 4).
Exit status: 1 if it cannot start or go on. The variable RUST_LOG says how much is logged.";

/// Packets that wait: what comes beyond is lost, as on a network.
const EVENTS: usize = 4096;
/// Events whose bindings are written to the disk at once.
const BATCH: usize = 256;
/// How often it looks for bindings that are over.
const SWEEP: Duration = Duration::from_secs(1);
/// How long the sequence number of a deleted binding is remembered.
const REMEMBER: Duration = Duration::from_secs(60);

/// Who may use a home address.
struct Authorized {
    name: String,
    taken: bool,
}

/// What a DNS update is for: a binding, and the mobile node that waits for it.
struct Purpose {
    sequence: Sequence,
    reply: Option<Reply>,
}

/// An acknowledgement that waits for the DNS: the packet is gone by then.
struct Reply {
    path: ReturnPath,
    acknowledgement: BindingAcknowledgement<'static>,
}

enum Event {
    Packet(Box<[u8]>),
    DnsDone(Box<Job<Purpose>>, DnsUpdateOutcome),
}

/// What goes out once the bindings are on the disk.
enum Out {
    Packet(Vec<u8>),
    DnsUpdate(Job<Purpose>),
}

struct HomeAgent {
    address: Ipv6Addr,
    home_prefix: Ipv6Addr,
    max_lifetime: Lifetime,
    nodes: HashMap<Ipv6Addr, Authorized>,
    bindings: Bindings,
    out: VecDeque<Out>,
    dns: Option<DnsQueue<Purpose>>,
    dns_limit: Duration,
    errors: DefaultDirectRateLimiter,
    link: Arc<Link>,
}

impl HomeAgent {
    /// Answers a packet. An error means that it is discarded.
    fn packet(&mut self, octets: &[u8]) -> Outcome<()> {
        let packet = MobilityPacket::parse(octets)?;
        if packet.destination() != self.address {
            return Ok(());
        }
        match packet.receive() {
            Ok(packet) if packet.recipient() != self.address => Ok(()),
            Ok(packet) if packet.mh_type() == MhType::BINDING_UPDATE => self.update(&packet),
            Ok(_) => Ok(()),
            Err(refusal) => {
                log::debug!("refused: {refusal}");
                let mut tx = [0; Answer::MAX_OCTETS];
                // RFC 4443 Section 2.4 (f)
                match refusal.answer().filter(|_| self.errors.check().is_ok()) {
                    Some(answer) => Ok(self.link.send(answer.write(self.address, &mut tx)?)?),
                    None => Ok(()),
                }
            }
        }
    }

    /// RFC 6275 Sections 9.5.1, 10.3.1 and 10.3.2, RFC 5026 Section 6.
    fn update(&mut self, packet: &Received<'_>) -> Outcome<()> {
        let update = packet.read::<BindingUpdate<'_>>()?;
        let dns = dns_update_of(update.options)?;
        let (alternate, nonces) = update
            .options
            .select::<(AlternateCareOfAddress, NonceIndices)>()?;
        let node = packet.mobile_node(alternate)?;
        let home_address = node.home_address;
        let deletes = update.lifetime == Lifetime::DELETE || node.is_at_home();

        let known = self.bindings.known(home_address);
        let binding = self.bindings.get(home_address);
        let authorized = self.nodes.get(&home_address);
        let is_home = update.flags.contains(BindingUpdateFlags::HOME_REGISTRATION);
        let answer = if !is_home && (nonces.is_some() || binding.is_none()) {
            return Err("a registration with a correspondent node".into());
        } else if let Some(last) = known.map(|known| known.sequence)
            && !Sequence::from(update.sequence).is_after(last)
        {
            update.out_of_window(last)
        } else if !is_home {
            update.reject(BindingStatus::REGISTRATION_TYPE_CHANGE_DISALLOWED)
        } else if deletes {
            match binding {
                Some(_) => update.accept(Lifetime::DELETE),
                None => update.reject(BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE),
            }
        } else if home_address.octets()[..8] != self.home_prefix.octets()[..8] {
            update.reject(BindingStatus::NOT_HOME_SUBNET)
        } else if let Some(authorized) = authorized {
            match authorized.taken && binding.is_none() {
                true => update.reject(BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED),
                false => update.accept(self.max_lifetime),
            }
        } else {
            update.reject(BindingStatus::ADMINISTRATIVELY_PROHIBITED)
        };
        log::info!("sequence number {}: {}", update.sequence, answer.status);

        // without a DNS server, nobody may have a name updated
        let name = authorized
            .filter(|_| self.dns.is_some())
            .map(|node| node.name.as_str());
        let name = name.map(Identification::fqdn).transpose()?;
        let name = name.as_ref().and_then(initiator_name);
        let decision = dns_update_decision(&update, answer.status, dns, home_address, name);
        let path = packet.return_path();
        let (option, job) = match &decision {
            DnsUpdateDecision::NotAsked => (None, None),
            DnsUpdateDecision::Refuse(option) => (Some(*option), None),
            DnsUpdateDecision::Perform(task) => {
                let acknowledgement = answer;
                let reply = Reply {
                    path,
                    acknowledgement,
                };
                (
                    None,
                    Some(self.job(task, update.sequence.into(), Some(reply))),
                )
            }
        };
        if answer.status.is_accepted() {
            let for_secs = Duration::from_secs(answer.lifetime.as_secs().into());
            let binding = Binding {
                care_of_address: node.care_of_address,
                sequence: update.sequence.into(),
                until: SystemTime::now() + if deletes { REMEMBER } else { for_secs },
                deleted: deletes,
                in_dns: job.is_some() || known.is_some_and(|known| known.in_dns),
            };
            self.bindings.insert(home_address, binding);
        }
        let out = match job {
            Some(job) => Out::DnsUpdate(job),
            None => acknowledge(&path, &answer, option)?,
        };
        self.out.push_back(out);
        Ok(())
    }

    fn job(
        &self,
        task: &DnsUpdateTask<'_>,
        sequence: Sequence,
        reply: Option<Reply>,
    ) -> Job<Purpose> {
        Job {
            action: task.action,
            name: task.fqdn.to_string(),
            home_address: task.home_address,
            deadline: Instant::now() + self.dns_limit,
            purpose: Purpose { sequence, reply },
        }
    }

    /// The acknowledgement follows the update of the DNS (RFC 5026 Section 6).
    fn dns_done(&mut self, job: Job<Purpose>, outcome: DnsUpdateOutcome) -> Outcome<()> {
        log::info!("DNS, {:?}: {outcome:?}", job.action);
        let Purpose { sequence, reply } = job.purpose;
        if (job.action, outcome) == (DnsAction::Remove, DnsUpdateOutcome::Performed) {
            self.bindings.removed_from_dns(job.home_address, sequence);
        }
        if let Some(reply) = reply {
            let task =
                DnsUpdateTask::new(job.action, Fqdn::from_text(&job.name)?, job.home_address);
            let option = Some(task.reply(outcome));
            self.out
                .push_back(acknowledge(&reply.path, &reply.acknowledgement, option)?);
        }
        Ok(())
    }

    /// The DNS entries of bindings that are over go with them.
    fn expire(&mut self) -> Outcome<()> {
        for (home_address, sequence) in self.bindings.expire(SystemTime::now()) {
            let Some(node) = self.nodes.get(&home_address) else {
                continue;
            };
            let task = DnsUpdateTask::on_expiry(Fqdn::from_text(&node.name)?, home_address);
            let job = self.job(&task, sequence, None);
            self.out.push_back(Out::DnsUpdate(job));
        }
        Ok(())
    }

    fn take(&mut self, event: Event) -> Outcome<()> {
        match event {
            Event::Packet(octets) => self.packet(&octets),
            Event::DnsDone(job, outcome) => self.dns_done(*job, outcome),
        }
    }

    fn send(&mut self, out: Out) -> Outcome<()> {
        match (out, &self.dns) {
            (Out::Packet(packet), _) => Ok(self.link.send(&packet)?),
            (Out::DnsUpdate(job), Some(dns)) => match dns.submit(job) {
                Ok(()) => Ok(()),
                // too many wait
                Err(job) => self.dns_done(*job, DnsUpdateOutcome::NoAnswer),
            },
            (Out::DnsUpdate(_), None) => Ok(()),
        }
    }

    /// Takes events until the receiving thread ends.
    fn serve(mut self, events: &Receiver<Event>) -> Outcome<()> {
        let mut sweep = Instant::now();
        loop {
            let first = match events.recv_timeout(SWEEP) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            for event in first.into_iter().chain(events.try_iter().take(BATCH)) {
                if let Err(error) = self.take(event) {
                    log::debug!("discarded: {error}");
                }
            }
            if sweep.elapsed() >= SWEEP {
                sweep = Instant::now();
                self.expire()?;
            }
            self.bindings.commit()?;
            while let Some(out) = self.out.pop_front() {
                if let Err(error) = self.send(out) {
                    log::warn!("not sent: {error}");
                }
            }
        }
    }
}

fn acknowledge(
    path: &ReturnPath,
    acknowledgement: &BindingAcknowledgement<'_>,
    option: Option<DnsUpdate<'_>>,
) -> Outcome<Out> {
    let mut tx = [0; 512];
    let packet = path.reply(&mut tx, acknowledgement)?.options(option)?;
    Ok(Out::Packet(packet.finish()?.to_vec()))
}

fn main() -> ExitCode {
    run(|| {
        let Some((mut agent, updater)) = arguments()? else {
            println!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        };
        let (results, events) = sync_channel(EVENTS);
        let done = results.clone();
        agent.dns = updater.map(|updater| {
            DnsQueue::start(&updater, move |job, outcome| {
                // an error means that the program ends
                let _ = done.send(Event::DnsDone(Box::new(job), outcome));
            })
        });
        let link = Arc::clone(&agent.link);
        thread::spawn(move || {
            if let Err(error) = agent.serve(&events) {
                log::error!("the bindings: {error}");
            }
        });
        log::info!("ready");
        let mut rx = vec![0; 65536];
        loop {
            let Some(packet) = link.receive(&mut rx, Duration::from_secs(1))? else {
                continue;
            };
            // what is surely not Mobile IPv6 wakes nobody
            if matches!(packet.get(6), Some(0 | 43 | 60 | 135)) {
                let event = Event::Packet(packet.into());
                // a DNS result must not be lost, a packet may be
                if let Err(TrySendError::Disconnected(_)) = results.try_send(event) {
                    return Err("the thread of the bindings ended".into());
                }
            }
        }
    })
}

/// What the arguments ask for; `None` is the help.
fn arguments() -> Outcome<Option<(HomeAgent, Option<Updater>)>> {
    let (mut address, mut nodes, mut home_prefix) = (None::<Ipv6Addr>, None, None);
    let mut bindings = None::<PathBuf>;
    let (mut max_lifetime, mut dns, mut dns_limit) = (3600, None, 2000);
    let [mut zone, mut reverse_zone, mut key_name, mut key_file] = [const { String::new() }; 4];
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("address") => address = Some(parser.value()?.parse()?),
            Long("nodes") => nodes = Some(parser.value()?),
            Long("home-prefix") => home_prefix = Some(parser.value()?.parse()?),
            Long("bindings") => bindings = Some(parser.value()?.into()),
            Long("max-lifetime") => max_lifetime = parser.value()?.parse()?,
            Long("dns") => dns = Some(parser.value()?.parse()?),
            Long("zone") => zone = parser.value()?.string()?,
            Long("reverse-zone") => reverse_zone = parser.value()?.string()?,
            Long("key-name") => key_name = parser.value()?.string()?,
            Long("key-file") => key_file = parser.value()?.string()?,
            Long("dns-limit") => dns_limit = parser.value()?.parse()?,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected().into()),
        }
    }
    let address = address.ok_or("--address is missing; --help says more")?;
    let nodes = nodes.ok_or("--nodes is missing; --help says more")?;
    let file = std::fs::read_to_string(&nodes);
    let file = file.map_err(|error| format!("{}: {error}", nodes.display()))?;
    let nodes = file.lines().filter(|line| !line.is_empty()).map(|line| {
        let fields: Vec<_> = line.split_whitespace().collect();
        let (home_address, name, taken) = match *fields {
            [home_address, name] => (home_address, name, false),
            [home_address, name, "taken"] => (home_address, name, true),
            _ => return Err(format!("no home address and name: {line}").into()),
        };
        Fqdn::from_text(name)?;
        let name = name.to_owned();
        Ok((home_address.parse()?, Authorized { name, taken }))
    });
    let updater = match dns {
        Some(server) => {
            let secret = std::fs::read_to_string(&key_file);
            let secret = secret.map_err(|error| format!("the key file {key_file}: {error}"))?;
            Some(Updater::new(
                server,
                &zone,
                &reverse_zone,
                &key_name,
                &secret,
            )?)
        }
        None => None,
    };
    let ten = NonZeroU32::new(10).ok_or("zero")?;
    let agent = HomeAgent {
        address,
        home_prefix: home_prefix.unwrap_or(address),
        max_lifetime: Lifetime::from_secs_down(max_lifetime),
        nodes: nodes.collect::<Outcome<_>>()?,
        bindings: match bindings {
            Some(file) => Bindings::open(&file)
                .map_err(|error| format!("the bindings {}: {error}", file.display()))?,
            None => Bindings::default(),
        },
        out: VecDeque::new(),
        dns: None,
        dns_limit: Duration::from_millis(dns_limit),
        errors: RateLimiter::direct(Quota::per_second(ten)),
        link: Arc::new(Link::open().map_err(|error| format!("raw sockets: {error}"))?),
    };
    Ok(Some((agent, updater)))
}
