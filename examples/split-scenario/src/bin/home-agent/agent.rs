//! Binding cache, statuses, answers and DNS entries. What goes out waits until the bindings are on the disk.

use governor::DefaultDirectRateLimiter;
use mip6_wire::bootstrap::{
    DnsAction, DnsUpdateDecision, DnsUpdateOutcome, DnsUpdateTask, dns_update_decision,
    dns_update_of, initiator_name,
};
use mip6_wire::ikev2::Identification;
use mip6_wire::ipv6::{Answer, MobileNode, MobilityPacket, Received, ReturnPath};
use mip6_wire::message::{
    BindingAcknowledgement, BindingStatus, BindingUpdate, BindingUpdateFlags, Lifetime, Sequence,
};
use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate, NonceIndices};
use mip6_wire::{Fqdn, MhType, MnIdentity};
use node_io::bindings::{Binding, Bindings};
use node_io::dns_queue::{DnsQueue, Job};
use node_io::home_link::Detection;
use node_io::{Outcome, link::Link};
use std::collections::{HashMap, VecDeque};
use std::net::Ipv6Addr;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

/// Events whose bindings are written to the disk at once.
const BATCH: usize = 256;
/// How often it looks for bindings that are over.
const SWEEP: Duration = Duration::from_secs(1);
/// How long the sequence number of a deleted binding is remembered.
const REMEMBER: Duration = Duration::from_secs(60);

/// What a DNS update is for: a binding, and the mobile node that waits for it.
pub struct Purpose {
    sequence: Sequence,
    reply: Option<Reply>,
}

/// An acknowledgement that waits for the DNS: the packet is gone by then.
struct Reply {
    path: ReturnPath,
    acknowledgement: BindingAcknowledgement<'static>,
    /// The identity as the mobile node wrote it: text or labels.
    identity: Box<[u8]>,
}

/// What the agent takes.
pub enum Event {
    Packet(Box<[u8]>),
    DnsDone(Box<Job<Purpose>>, DnsUpdateOutcome),
    /// Another node of the home link uses the address.
    InUse(Ipv6Addr),
}

/// What goes out once the bindings are on the disk.
pub enum Out {
    Packet(Vec<u8>),
    DnsUpdate(Job<Purpose>),
}

/// A home agent.
pub struct HomeAgent {
    pub address: Ipv6Addr,
    pub home_prefix: Ipv6Addr,
    pub max_lifetime: Lifetime,
    /// The names of those that may register.
    pub nodes: HashMap<Ipv6Addr, String>,
    /// On the home link, if there is any.
    pub detection: Option<Detection>,
    pub bindings: Bindings,
    pub out: VecDeque<Out>,
    pub dns: Option<DnsQueue<Purpose>>,
    pub dns_limit: Duration,
    pub errors: DefaultDirectRateLimiter,
    pub link: Arc<Link>,
}

impl HomeAgent {
    /// Answers a packet. An error means that it is discarded. `unique` is what Duplicate Address Detection for its home
    /// address said.
    fn packet(&mut self, octets: &[u8], unique: Option<bool>) -> Outcome<()> {
        let packet = MobilityPacket::parse(octets)?;
        if packet.destination() != self.address {
            return Ok(());
        }
        match packet.receive() {
            Ok(packet) if packet.recipient() != self.address => Ok(()),
            Ok(packet) if packet.mh_type() == MhType::BINDING_UPDATE => {
                self.update(&packet, unique)
            }
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
    fn update(&mut self, packet: &Received<'_>, unique: Option<bool>) -> Outcome<()> {
        let update = packet.read::<BindingUpdate<'_>>()?;
        let dns = dns_update_of(update.options)?;
        let (alternate, nonces) =
            update.options.select::<(AlternateCareOfAddress, NonceIndices)>()?;
        let node = packet.mobile_node(alternate)?;
        let home_address = node.home_address;
        let sequence = Sequence::from(update.sequence);
        let deletes = update.lifetime == Lifetime::DELETE || node.is_at_home();
        let answer = match self.answer(&update, &node, nonces.is_some(), unique)? {
            Some(answer) => answer,
            None => {
                let link_local = BindingUpdateFlags::LINK_LOCAL_ADDRESS_COMPATIBILITY;
                let with_link_local = update.flags.contains(link_local);
                let octets = packet.packet().as_octets();
                let detection = self.detection.as_mut().ok_or("no home link")?;
                match detection.begin(home_address, with_link_local, sequence, octets) {
                    Ok(()) => return Ok(()),
                    Err(error) => log::warn!("{home_address} is not tested: {error}"),
                }
                update.reject(BindingStatus::INSUFFICIENT_RESOURCES)
            }
        };
        log::info!("sequence number {}: {}", update.sequence, answer.status);
        if let Some(detection) = self.detection.as_mut().filter(|_| deletes) {
            detection.withdraw(home_address, sequence);
        }

        // without a DNS server, nobody may have a name updated
        let name = self.nodes.get(&home_address).filter(|_| self.dns.is_some());
        let name = name.map(|name| Identification::fqdn(name)).transpose()?;
        let name = name.as_ref().and_then(initiator_name);
        let decision = dns_update_decision(&update, answer.status, dns, home_address, name);
        let path = packet.return_path();
        let (option, job) = match &decision {
            DnsUpdateDecision::NotAsked => (None, None),
            DnsUpdateDecision::Refuse(option) => (Some(*option), None),
            DnsUpdateDecision::Perform(task) => {
                let acknowledgement = answer;
                let identity = dns.map(|dns| dns.identity.as_octets()).unwrap_or_default();
                let reply = Reply { path, acknowledgement, identity: identity.into() };
                (None, Some(self.job(task, sequence, Some(reply))))
            }
        };
        if answer.status.is_accepted() {
            let for_secs = Duration::from_secs(answer.lifetime.as_secs().into());
            let known = self.bindings.known(home_address);
            let binding = Binding {
                care_of_address: node.care_of_address,
                sequence,
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

    /// The acknowledgement of a Binding Update; `None` if Duplicate Address Detection comes first. An error means that
    /// there is none.
    fn answer(
        &self,
        update: &BindingUpdate<'_>,
        node: &MobileNode,
        has_nonces: bool,
        unique: Option<bool>,
    ) -> Outcome<Option<BindingAcknowledgement<'static>>> {
        let home_address = node.home_address;
        let binding = self.bindings.get(home_address);
        let last = self.bindings.known(home_address).map(|known| known.sequence);
        let is_home = update.flags.contains(BindingUpdateFlags::HOME_REGISTRATION);
        if !is_home && (has_nonces || binding.is_none()) {
            return Err("a registration with a correspondent node".into());
        }
        if let Some(last) = last
            && !Sequence::from(update.sequence).is_after(last)
        {
            return Ok(Some(update.out_of_window(last)));
        }
        let status = if !is_home {
            BindingStatus::REGISTRATION_TYPE_CHANGE_DISALLOWED
        } else if update.lifetime == Lifetime::DELETE || node.is_at_home() {
            match binding {
                Some(_) => return Ok(Some(update.accept(Lifetime::DELETE))),
                None => BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE,
            }
        } else if home_address.octets()[..8] != self.home_prefix.octets()[..8] {
            BindingStatus::NOT_HOME_SUBNET
        } else if !self.nodes.contains_key(&home_address) {
            BindingStatus::ADMINISTRATIVELY_PROHIBITED
        } else {
            match unique.filter(|_| binding.is_none()) {
                Some(false) => BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED,
                None if binding.is_none() && self.detection.is_some() => return Ok(None),
                _ => return Ok(Some(update.accept(self.max_lifetime))),
            }
        };
        Ok(Some(update.reject(status)))
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
            let option = DnsUpdate {
                identity: MnIdentity::from_octets(&reply.identity),
                ..task.reply(outcome)
            };
            let packet = acknowledge(&reply.path, &reply.acknowledgement, Some(option))?;
            self.out.push_back(packet);
        }
        Ok(())
    }

    /// The DNS entries of bindings that are over go with them.
    fn expire(&mut self) -> Outcome<()> {
        for (home_address, sequence) in self.bindings.expire(SystemTime::now()) {
            let Some(name) = self.nodes.get(&home_address) else {
                continue;
            };
            let task = DnsUpdateTask::on_expiry(Fqdn::from_text(name)?, home_address);
            let job = self.job(&task, sequence, None);
            self.out.push_back(Out::DnsUpdate(job));
        }
        Ok(())
    }

    fn take(&mut self, event: Event) -> Outcome<()> {
        match event {
            Event::Packet(octets) => self.packet(&octets, None),
            Event::DnsDone(job, outcome) => self.dns_done(*job, outcome),
            Event::InUse(address) => {
                let tests = self.detection.as_mut();
                let update = tests.and_then(|tests| tests.failed(address));
                update.map_or(Ok(()), |update| self.packet(&update, Some(false)))
            }
        }
    }

    /// Those go on whose home addresses are unique.
    fn detected(&mut self) {
        let passed = self.detection.as_mut().map(|tests| tests.passed(Instant::now()));
        for update in passed.into_iter().flatten() {
            if let Err(error) = self.packet(&update, Some(true)) {
                log::debug!("discarded: {error}");
            }
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
    pub fn serve(mut self, events: &Receiver<Event>) -> Outcome<()> {
        let mut sweep = Instant::now();
        loop {
            let detected = self.detection.as_ref().and_then(Detection::next);
            let wait = detected.map(|until| until.saturating_duration_since(Instant::now()));
            let first = match events.recv_timeout(wait.map_or(SWEEP, |wait| wait.min(SWEEP))) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            let mut taken = 0;
            for event in first.into_iter().chain(events.try_iter().take(BATCH)) {
                taken += 1;
                if let Err(error) = self.take(event) {
                    log::debug!("discarded: {error}");
                }
            }
            // a claim that waits among more events comes before the end of its test
            if taken < BATCH {
                self.detected();
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
