//! Packets for a home agent under test: given ones, malformed and random ones, and registrations of many mobile nodes.

use lexopt::prelude::*;
use mip6_wire::ipv6::{MobileNode, MobilityPacket, PacketBuilder};
use mip6_wire::message::{BindingAcknowledgement, BindingUpdate, BindingUpdateFlags, Lifetime};
use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate};
use mip6_wire::{MnIdentity, Options};
use node_io::{Outcome, link::Link, required, run};
use std::collections::BTreeMap;
use std::net::Ipv6Addr;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const HELP: &str = "\
traffic --care-of ADDRESS --home-agent ADDRESS COMMAND

  send               sends the packets of the standard input, hexadecimal digits, one a line
  garbage COUNT      sends malformed and random packets
  load NODES SECONDS registers mobile nodes, 2001:db8:1::1:0 and on, again and again, and counts what is acknowledged
  impair LOSS DUPLICATES DELAY
                     between the two, forwards the packets instead of the kernel: loses and duplicates so many percent,
                     and delays each by up to so many milliseconds, so that later ones overtake
  nodes COUNT        writes these mobile nodes as a file for the home agent";

const FIRST_HOME: u128 = 0x2001_0db8_0001_0000_0000_0000_0001_0000;
/// How many Binding Updates of a load are outstanding at a time.
const WINDOW: usize = 64;

fn home_address(node: usize) -> Outcome<Ipv6Addr> {
    Ok(Ipv6Addr::from(FIRST_HOME + u128::try_from(node)?))
}

fn update(
    addresses: &MobileNode,
    agent: Ipv6Addr,
    sequence: u16,
    name: Option<&str>,
) -> Outcome<Vec<u8>> {
    let update = BindingUpdate {
        sequence,
        flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
        lifetime: Lifetime(900),
        options: Options::EMPTY,
    };
    let dns = name.map(MnIdentity::from_text).transpose()?.map(DnsUpdate::create_or_update);
    let mut tx = [0; 512];
    let packet = PacketBuilder::from_mobile_node(&mut tx, addresses, agent, &update)?
        .option(&AlternateCareOfAddress { care_of_address: addresses.care_of_address })?
        .options(dns)?
        .finish()?;
    Ok(packet.to_vec())
}

/// One half is a good Binding Update with up to four octets behind the addresses changed, or cut off; one half has a
/// random payload.
fn garbage(link: &Link, good: &[u8], count: usize) -> Outcome<()> {
    let mut random = fastrand::Rng::with_seed(5026);
    for number in 0..count {
        let mut packet = good.to_vec();
        if number % 2 == 0 {
            for _ in 0..random.usize(1..=4) {
                let at = random.usize(40..packet.len());
                packet[at] = random.u8(..);
            }
            packet.truncate(random.usize(48..=packet.len()));
        } else {
            packet.truncate(40);
            packet[6] = random.choice([0, 43, 60, 135]).unwrap_or(135);
            packet.extend((0..random.usize(8..=200)).map(|_| random.u8(..)));
        }
        let length = u16::try_from(packet.len() - 40)?;
        packet[4..6].copy_from_slice(&length.to_be_bytes());
        link.send(&packet)?;
    }
    println!("{count} packets");
    Ok(())
}

fn load(
    link: &Link,
    care_of: Ipv6Addr,
    agent: Ipv6Addr,
    nodes: usize,
    seconds: u64,
) -> Outcome<()> {
    let (mut sent, mut acknowledged, mut rejected) = (0, 0_usize, 0_usize);
    let (begin, time) = (Instant::now(), Duration::from_secs(seconds));
    let mut rx = [0; 2048];
    while begin.elapsed() < time {
        while sent < acknowledged + rejected + WINDOW {
            let home_address = home_address(sent % nodes)?;
            let addresses = MobileNode { home_address, care_of_address: care_of };
            let sequence = u16::try_from((sent / nodes + 1) % 0x1_0000)?;
            link.send(&update(&addresses, agent, sequence, None)?)?;
            sent += 1;
        }
        let Some(octets) = link.receive(&mut rx, Duration::from_millis(100))? else {
            // what is lost is not waited for
            sent = acknowledged + rejected;
            continue;
        };
        let Ok(Ok(packet)) = MobilityPacket::parse(octets).map(MobilityPacket::receive) else {
            continue;
        };
        if let Ok(answer) = packet.read::<BindingAcknowledgement<'_>>() {
            match answer.status.is_accepted() {
                true => acknowledged += 1,
                false => rejected += 1,
            }
        }
    }
    let per_second = acknowledged as f64 / begin.elapsed().as_secs_f64();
    println!("{nodes} mobile nodes, {per_second:.0} registrations a second, {rejected} rejected");
    Ok(())
}

fn impair(link: &Link, ends: [Ipv6Addr; 2], loss: u8, duplicates: u8, delay: u64) -> Outcome<()> {
    let mut random = fastrand::Rng::with_seed(5026);
    let mut waiting = BTreeMap::<(Instant, u64), Vec<u8>>::new();
    let mut rx = vec![0; 65536];
    // the number keeps two packets of the same time apart
    for number in 0_u64.. {
        let first = waiting.keys().next().map(|(time, _)| *time);
        let left = first.map(|time| time.saturating_duration_since(Instant::now()));
        if left == Some(Duration::ZERO) {
            if let Some((_, packet)) = waiting.pop_first() {
                link.send(&packet)?;
            }
            continue;
        }
        let Some(packet) = link.receive(&mut rx, left.unwrap_or(Duration::from_secs(1)))? else {
            continue;
        };
        let to = packet.get(24..).and_then(|rest| rest.first_chunk::<16>());
        if packet[6] == 58 || !to.is_some_and(|to| ends.contains(&Ipv6Addr::from(*to))) {
            continue;
        }
        let copies = match random.u8(0..100) {
            dice if dice < loss => 0,
            _ if random.u8(0..100) < duplicates => 2,
            _ => 1,
        };
        for copy in 0..copies {
            let time = Instant::now() + Duration::from_millis(random.u64(0..=delay));
            waiting.insert((time, number * 2 + copy), packet.to_vec());
        }
    }
    Ok(())
}

fn main() -> ExitCode {
    run(|| {
        let (mut care_of, mut agent, mut words) = (None, None, Vec::new());
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("care-of") => care_of = Some(parser.value()?.parse()?),
                Long("home-agent") => agent = Some(parser.value()?.parse()?),
                Value(word) => words.push(word.string()?),
                Short('h') | Long("help") => {
                    println!("{HELP}");
                    return Ok(ExitCode::SUCCESS);
                }
                other => return Err(other.unexpected().into()),
            }
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if let ["nodes", count] = words[..] {
            for node in 0..count.parse()? {
                println!("{} node{node}.example.com", home_address(node)?);
            }
            return Ok(ExitCode::SUCCESS);
        }
        let care_of = required(care_of, "--care-of")?;
        let agent = required(agent, "--home-agent")?;
        let link = Link::open().map_err(|error| format!("raw sockets: {error}"))?;
        match words[..] {
            ["send"] => {
                for line in std::io::stdin().lines() {
                    let packet =
                        data_encoding::HEXLOWER_PERMISSIVE.decode(line?.trim().as_bytes())?;
                    link.send(&packet)?;
                }
            }
            ["garbage", count] => {
                let home_address = home_address(0)?;
                let addresses = MobileNode { home_address, care_of_address: care_of };
                let good = update(&addresses, agent, 1, Some("mn.example.com"))?;
                garbage(&link, &good, count.parse()?)?;
            }
            ["load", nodes, seconds] => {
                load(&link, care_of, agent, nodes.parse()?, seconds.parse()?)?
            }
            ["impair", loss, duplicates, delay] => {
                let [loss, duplicates] = [loss.parse()?, duplicates.parse()?];
                impair(&link, [care_of, agent], loss, duplicates, delay.parse()?)?;
            }
            _ => return Err("no such command; --help says more".into()),
        }
        Ok(ExitCode::SUCCESS)
    })
}
