//! A home agent: the answers that RFC 6275 and RFC 5026 ask for, binding cache and DNS entries.
//!
//! One thread owns the bindings. It takes events from a queue of limited length: packets, results of DNS updates, and
//! addresses that other nodes of the home link use.

mod agent;

use agent::{Event, HomeAgent};
use governor::{Quota, RateLimiter};
use lexopt::prelude::*;
use mip6_wire::message::Lifetime;
use node_io::bindings::Bindings;
use node_io::dns::Updater;
use node_io::dns_queue::DnsQueue;
use node_io::home_link::{Detection, HomeLink};
use node_io::{Outcome, link::Link, nodes, required, run};
use std::collections::VecDeque;
use std::net::Ipv6Addr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::Duration;

const HELP: &str = "\
A home agent of Mobile IPv6, which updates the DNS for its mobile nodes (RFC 6275, RFC 5026).

home-agent --address ADDRESS --nodes FILE [OPTIONS]

  --address ADDRESS       its IPv6 address
  --nodes FILE            who may register: a home address and a name in each line
  --home-link INTERFACE   where it asks if another node uses a home address, before the first registration of it; without
                          this option, it does no Duplicate Address Detection
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

/// Reports the addresses that other nodes use.
fn listen(home_link: &HomeLink, events: &SyncSender<Event>) {
    loop {
        match home_link.next_claim() {
            Ok(address) => {
                // an error means that the program ends
                let _ = events.send(Event::InUse(address));
            }
            Err(error) => {
                // without it, every address would be unique
                log::error!("the home link: {error}");
                std::process::exit(1);
            }
        }
    }
}

fn main() -> ExitCode {
    run(|| {
        let (sender, events) = sync_channel(EVENTS);
        let Some(agent) = arguments(&sender)? else {
            println!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        };
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
                if let Err(TrySendError::Disconnected(_)) = sender.try_send(event) {
                    return Err("the thread of the bindings ended".into());
                }
            }
        }
    })
}

/// What the arguments ask for, with the threads that report to it; `None` is the help.
fn arguments(events: &SyncSender<Event>) -> Outcome<Option<HomeAgent>> {
    let (mut address, mut nodes, mut home_prefix) = (None::<Ipv6Addr>, None::<PathBuf>, None);
    let (mut home_link, mut bindings) = (None, None::<PathBuf>);
    let (mut max_lifetime, mut server, mut dns_limit) = (3600, None, 2000);
    let [mut zone, mut reverse_zone, mut key_name] = [const { String::new() }; 3];
    let mut key_file = PathBuf::new();
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("address") => address = Some(parser.value()?.parse()?),
            Long("nodes") => nodes = Some(parser.value()?.into()),
            Long("home-link") => home_link = Some(parser.value()?.string()?),
            Long("home-prefix") => home_prefix = Some(parser.value()?.parse()?),
            Long("bindings") => bindings = Some(parser.value()?.into()),
            Long("max-lifetime") => max_lifetime = parser.value()?.parse()?,
            Long("dns") => server = Some(parser.value()?.parse()?),
            Long("zone") => zone = parser.value()?.string()?,
            Long("reverse-zone") => reverse_zone = parser.value()?.string()?,
            Long("key-name") => key_name = parser.value()?.string()?,
            Long("key-file") => key_file = parser.value()?.into(),
            Long("dns-limit") => dns_limit = parser.value()?.parse()?,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected().into()),
        }
    }
    let address = required(address, "--address")?;
    let detection = home_link.map(|interface| {
        let link = HomeLink::open(&interface).map(Arc::new);
        let link = link.map_err(|error| format!("the home link {interface}: {error}"))?;
        let (heard, events) = (Arc::clone(&link), events.clone());
        thread::spawn(move || listen(&heard, &events));
        Ok::<_, String>(Detection::on(link))
    });
    let dns = server.map(|server| {
        let updater = Updater::new(server, &zone, &reverse_zone, &key_name, &key_file)?;
        let events = events.clone();
        Outcome::Ok(DnsQueue::start(&updater, move |job, outcome| {
            // an error means that the program ends
            let _ = events.send(Event::DnsDone(Box::new(job), outcome));
        }))
    });
    let bindings = bindings.map(|file| {
        let bindings = Bindings::open(&file);
        bindings.map_err(|error| format!("the bindings {}: {error}", file.display()))
    });
    let ten = NonZeroU32::new(10).ok_or("zero")?;
    Ok(Some(HomeAgent {
        address,
        home_prefix: home_prefix.unwrap_or(address),
        max_lifetime: Lifetime::from_secs_down(max_lifetime),
        nodes: nodes::read(&required(nodes, "--nodes")?)?,
        detection: detection.transpose()?,
        bindings: bindings.transpose()?.unwrap_or_default(),
        out: VecDeque::new(),
        dns: dns.transpose()?,
        dns_limit: Duration::from_millis(dns_limit),
        errors: RateLimiter::direct(Quota::per_second(ten)),
        link: Arc::new(Link::open().map_err(|error| format!("raw sockets: {error}"))?),
    }))
}
