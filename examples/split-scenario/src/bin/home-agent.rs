//! A home agent: binding cache, DNS entries, and the answers that RFC 6275 and RFC 5026 ask for.
//!
//! One thread owns the bindings. It takes events from a queue of limited length: packets, and results of DNS updates.
//! DNS updates are done by other threads; those of one home address by the same, in order.

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use lexopt::prelude::*;
use mip6_wire::bootstrap::{
    DnsAction, DnsUpdateDecision, DnsUpdateOutcome, DnsUpdateTask, dns_update_decision,
    dns_update_of, initiator_name,
};
use mip6_wire::ikev2::Identification;
use mip6_wire::ipv6::{Answer, MobilityPacket, PacketBuilder, Received, ReturnPath};
use mip6_wire::message::{
    BindingAcknowledgement, BindingError, BindingErrorStatus, BindingStatus, BindingUpdate,
    BindingUpdateFlags, Lifetime, Sequence,
};
use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate, NonceIndices};
use mip6_wire::{Fqdn, MhType, MnIdentity, Options};
use node_io::{Outcome, dns::Updater, link::Link, run};
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::net::Ipv6Addr;
use std::num::NonZeroU32;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

const HELP: &str = "\
A home agent of Mobile IPv6, which updates the DNS for its mobile nodes (RFC 6275, RFC 5026).

home-agent --address ADDRESS --nodes FILE [OPTIONS]

  --address ADDRESS       its IPv6 address
  --nodes FILE            who may register: a home address and a name in each line; the word `taken` behind them says
                          that another host of the home link uses the address
  --home-prefix PREFIX    the /64 of the home link, without its length [that of the address]
  --max-lifetime SECONDS  the longest lifetime that it grants [3600]
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

/// DNS updates at the same time, and how many wait for each.
const DNS_THREADS: u64 = 8;
const DNS_QUEUE: usize = 64;
/// Packets that wait: what comes beyond is lost, as on a network.
const EVENTS: usize = 4096;
/// How long the sequence number of a deleted binding is remembered, and how soon a failed removal is tried again.
const REMEMBER: Duration = Duration::from_secs(60);
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// Who may use a home address.
struct Authorized {
    name: String,
    taken: bool,
}

struct Binding {
    care_of_address: Ipv6Addr,
    sequence: Sequence,
    /// When it ends; a deleted one is forgotten then.
    until: Instant,
    deleted: bool,
    /// The name may be in the DNS, and has to be removed with the binding.
    in_dns: bool,
}

/// A DNS update, and how its result gets to the mobile node.
struct Job {
    action: DnsAction,
    name: String,
    home_address: Ipv6Addr,
    sequence: Sequence,
    deadline: Instant,
    reply: Option<Reply>,
}

/// An acknowledgement that waits for the DNS. The option is owned: the packet is gone by then.
struct Reply {
    path: ReturnPath,
    acknowledgement: BindingAcknowledgement<'static>,
    identity: Vec<u8>,
    option: DnsUpdate<'static>,
}

enum Event {
    Packet(Box<[u8]>),
    DnsDone(Box<Job>, DnsUpdateOutcome),
}

struct HomeAgent {
    address: Ipv6Addr,
    home_prefix: Ipv6Addr,
    max_lifetime: Lifetime,
    nodes: HashMap<Ipv6Addr, Authorized>,
    bindings: HashMap<Ipv6Addr, Binding>,
    dns: Vec<SyncSender<Job>>,
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
            Ok(packet) => self.without_binding(&packet),
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

    /// RFC 6275 Sections 9.3.1 and 9.3.3: a Home Address option needs a binding.
    fn without_binding(&self, packet: &Received<'_>) -> Outcome<()> {
        let Some(home_address) = packet.packet().home_address_option() else {
            return Ok(());
        };
        if self.binding(home_address).is_some() || self.errors.check().is_err() {
            return Ok(());
        }
        let error = BindingError {
            status: BindingErrorStatus::UNKNOWN_BINDING,
            home_address,
            options: Options::EMPTY,
        };
        let (mut tx, to) = ([0; 128], packet.packet().source());
        let error = PacketBuilder::new(&mut tx, self.address, to, &error)?;
        Ok(self.link.send(error.finish()?)?)
    }

    fn binding(&self, home_address: Ipv6Addr) -> Option<&Binding> {
        self.bindings
            .get(&home_address)
            .filter(|binding| !binding.deleted)
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

        let known = self.bindings.get(&home_address);
        let binding = self.binding(home_address);
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
            .filter(|_| !self.dns.is_empty())
            .map(|node| node.name.as_str());
        let name = name.map(Identification::fqdn).transpose()?;
        let name = name.as_ref().and_then(initiator_name);
        let decision = dns_update_decision(&update, answer.status, dns, home_address, name);
        let path = packet.return_path();
        let (option, job) = match &decision {
            DnsUpdateDecision::NotAsked => (None, None),
            DnsUpdateDecision::Refuse(option) => (Some(*option), None),
            DnsUpdateDecision::Perform(task) => (None, Some(self.job(task, path, answer))),
        };
        if answer.status.is_accepted() {
            let for_secs = Duration::from_secs(answer.lifetime.as_secs().into());
            let binding = Binding {
                care_of_address: node.care_of_address,
                sequence: update.sequence.into(),
                until: Instant::now() + if deletes { REMEMBER } else { for_secs },
                deleted: deletes,
                in_dns: job.is_some() || known.is_some_and(|known| known.in_dns),
            };
            self.bindings.insert(home_address, binding);
        }
        match job {
            Some(job) => self.submit(job),
            None => self.acknowledge(&path, &answer, option),
        }
    }

    fn job(
        &self,
        task: &DnsUpdateTask<'_>,
        path: ReturnPath,
        acknowledgement: BindingAcknowledgement<'static>,
    ) -> Job {
        let option = task.reply(DnsUpdateOutcome::NoAnswer);
        Job {
            action: task.action,
            name: task.fqdn.to_string(),
            home_address: task.home_address,
            sequence: acknowledgement.sequence.into(),
            deadline: Instant::now() + self.dns_limit,
            reply: Some(Reply {
                path,
                acknowledgement,
                identity: option.identity.as_octets().to_vec(),
                option: DnsUpdate {
                    identity: MnIdentity::from_octets(&[]),
                    ..option
                },
            }),
        }
    }

    /// Gives the job to the thread of its home address; if too many wait there, it has failed.
    fn submit(&mut self, job: Job) -> Outcome<()> {
        let mut hasher = DefaultHasher::new();
        job.home_address.hash(&mut hasher);
        let thread = usize::try_from(hasher.finish() % DNS_THREADS)?;
        match self.dns.get(thread).ok_or("no DNS server")?.try_send(job) {
            Ok(()) => Ok(()),
            Err(error) => {
                let (TrySendError::Full(job) | TrySendError::Disconnected(job)) = error;
                self.dns_done(job, DnsUpdateOutcome::NoAnswer)
            }
        }
    }

    /// The acknowledgement follows the update of the DNS (RFC 5026 Section 6).
    fn dns_done(&mut self, job: Job, outcome: DnsUpdateOutcome) -> Outcome<()> {
        log::info!("DNS, {:?}: {outcome:?}", job.action);
        if let Some(binding) = self.bindings.get_mut(&job.home_address)
            && (job.action, outcome) == (DnsAction::Remove, DnsUpdateOutcome::Performed)
            && binding.sequence == job.sequence
        {
            binding.in_dns = false;
        }
        let Some(Reply {
            path,
            acknowledgement,
            identity,
            option,
        }) = job.reply
        else {
            return Ok(());
        };
        let identity = MnIdentity::from_octets(&identity);
        let option = DnsUpdate {
            status: outcome.status(),
            identity,
            ..option
        };
        self.acknowledge(&path, &acknowledgement, Some(option))
    }

    fn acknowledge(
        &self,
        path: &ReturnPath,
        acknowledgement: &BindingAcknowledgement<'_>,
        option: Option<DnsUpdate<'_>>,
    ) -> Outcome<()> {
        let mut tx = [0; 512];
        let packet = path
            .reply(&mut tx, acknowledgement)?
            .options(option)?
            .finish()?;
        Ok(self.link.send(packet)?)
    }

    /// Ends what is over: first the binding, then its DNS entries, and then its sequence number is forgotten.
    fn expire(&mut self) -> Outcome<()> {
        let now = Instant::now();
        let mut removals = Vec::new();
        let nodes = &self.nodes;
        self.bindings.retain(|home_address, binding| {
            if binding.until > now {
                return true;
            }
            if !binding.deleted {
                log::info!(
                    "a binding expired; its care-of address was {}",
                    binding.care_of_address
                );
            }
            binding.deleted = true;
            binding.until = now + TRY_AGAIN;
            if let Some(node) = nodes.get(home_address).filter(|_| binding.in_dns) {
                removals.push((*home_address, node.name.clone(), binding.sequence));
            }
            binding.in_dns
        });
        for (home_address, name, sequence) in removals {
            let task = DnsUpdateTask::on_expiry(Fqdn::from_text(&name)?, home_address);
            let action = task.action;
            let deadline = now + self.dns_limit;
            self.submit(Job {
                action,
                name,
                home_address,
                sequence,
                deadline,
                reply: None,
            })?;
        }
        Ok(())
    }

    /// Takes events until the receiving thread ends.
    fn serve(mut self, events: &Receiver<Event>) {
        let mut sweep = Instant::now();
        loop {
            let done = match events.recv_timeout(Duration::from_secs(1)) {
                Ok(Event::Packet(octets)) => self.packet(&octets),
                Ok(Event::DnsDone(job, outcome)) => self.dns_done(*job, outcome),
                Err(RecvTimeoutError::Timeout) => Ok(()),
                Err(RecvTimeoutError::Disconnected) => return,
            };
            if let Err(error) = done {
                log::debug!("discarded: {error}");
            }
            if sweep.elapsed() >= Duration::from_secs(1) {
                sweep = Instant::now();
                if let Err(error) = self.expire() {
                    log::warn!("expiry: {error}");
                }
            }
        }
    }
}

/// Does the DNS updates of some home addresses, one after the other. What waited too long has failed.
fn update_dns(updater: &Updater, jobs: &Receiver<Job>, results: &SyncSender<Event>) {
    for job in jobs {
        let outcome = match job.deadline > Instant::now() {
            true => updater.perform(job.action, &job.name, job.home_address, job.deadline),
            false => DnsUpdateOutcome::NoAnswer,
        };
        if results
            .send(Event::DnsDone(Box::new(job), outcome))
            .is_err()
        {
            return;
        }
    }
}

fn main() -> ExitCode {
    run(|| {
        let Some((mut agent, updater)) = arguments()? else {
            println!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        };
        let (results, events) = sync_channel(EVENTS);
        for _ in 0..updater.as_ref().map_or(0, |_| DNS_THREADS) {
            let (jobs, queue) = sync_channel(DNS_QUEUE);
            let (updater, results) = (updater.clone(), results.clone());
            thread::spawn(move || updater.map(|updater| update_dns(&updater, &queue, &results)));
            agent.dns.push(jobs);
        }
        let link = Arc::clone(&agent.link);
        thread::spawn(move || agent.serve(&events));
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
    let (mut max_lifetime, mut dns, mut dns_limit) = (3600, None, 2000);
    let [mut zone, mut reverse_zone, mut key_name, mut key_file] = [const { String::new() }; 4];
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("address") => address = Some(parser.value()?.parse()?),
            Long("nodes") => nodes = Some(parser.value()?),
            Long("home-prefix") => home_prefix = Some(parser.value()?.parse()?),
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
        bindings: HashMap::new(),
        dns: Vec::new(),
        dns_limit: Duration::from_millis(dns_limit),
        errors: RateLimiter::direct(Quota::per_second(ten)),
        link: Arc::new(Link::open().map_err(|error| format!("raw sockets: {error}"))?),
    };
    Ok(Some((agent, updater)))
}
