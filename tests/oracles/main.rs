//! Messages for other implementations to read: random, built with the crate, the same for the same seed.
//!
//! `tests/oracles/run` sets `MIP6_ORACLES` to a directory; then these tests write what they made into it.
//! Without it they make a few, and see that the crate reads them.
//!
//! | variable | meaning |
//! |---|---|
//! | `MIP6_ORACLES` | the directory |
//! | `MIP6_ORACLES_COUNT` | how many messages, and how many chains of payloads; 64 without it |
//! | `MIP6_ORACLES_SEED` | 0 without it |

#[path = "../it/support/strategies.rs"]
mod strategies;
#[path = "../it/support/mod.rs"]
mod support;

use mip6_wire::ikev2::{Payload, PayloadType, Payloads, PayloadsBuilder};
use mip6_wire::ipv6::{HomeAddressOption, MobilityPacket, Type2RoutingHeader};
use mip6_wire::{ChecksumAddresses, MhType, receive_with};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::net::Ipv6Addr;
use std::path::PathBuf;
use support::oracle::{self, OptionPlan, Plan};

/// What the environment asks for.
struct Order {
    directory: Option<PathBuf>,
    count: usize,
    seed: u64,
}

impl Order {
    fn from_environment() -> Self {
        let number = |name, otherwise| {
            std::env::var(name).map_or(otherwise, |text| text.parse().expect("a number"))
        };
        Self {
            directory: std::env::var_os("MIP6_ORACLES").map(PathBuf::from),
            count: usize::try_from(number("MIP6_ORACLES_COUNT", if cfg!(miri) { 4 } else { 64 }))
                .expect("a number of messages"),
            seed: number("MIP6_ORACLES_SEED", 0),
        }
    }

    fn write(&self, name: &str, octets: &[u8]) {
        if let Some(directory) = &self.directory {
            std::fs::write(directory.join(name), octets).expect("a directory to write to");
        }
    }
}

/// The value that the seed, the sort of value and its number stand for.
fn draw<S: Strategy>(strategy: &S, seed: u64, sort: u64, number: usize) -> S::Value {
    let mut octets = [0; 32];
    let number = u64::try_from(number).expect("64 bits at most");
    for (place, part) in octets.chunks_exact_mut(8).zip([seed, sort, number]) {
        place.copy_from_slice(&part.to_be_bytes());
    }
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &octets);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let tree = strategy.new_tree(&mut runner);
    tree.expect("few values are filtered out").current()
}

/// An IPv6 packet with the message; `None` where the builder refuses the plan. A Binding Update may have a
/// Home Address option, a Binding Acknowledgement a type 2 routing header.
fn packet(plan: &Plan, home_address: Option<Ipv6Addr>) -> Option<Vec<u8>> {
    let [source, destination] = plan.addresses.map(Ipv6Addr::from);
    let mut addresses = ChecksumAddresses::new(source, destination);
    let mut buffer = [0; 24];
    let mut first = 135;
    let mut extension = &[][..];
    match (MhType(plan.message.mh_type()), home_address) {
        (MhType::BINDING_UPDATE, Some(home_address)) => {
            first = 60;
            addresses = addresses.with_home_address_option(home_address);
            let option = HomeAddressOption { home_address };
            extension = option.emit_header(135, &mut buffer).expect("24 octets");
        }
        (MhType::BINDING_ACKNOWLEDGEMENT, Some(home_address)) => {
            first = 43;
            addresses = addresses.with_routing_header(home_address);
            let header = Type2RoutingHeader { next_header: 135, home_address };
            extension = header.emit(&mut buffer).expect("24 octets");
        }
        _ => {}
    }
    let message = plan.message.value();
    let options: Vec<_> = plan.options.iter().map(OptionPlan::value).collect();
    let mut buffer = [0; 2048];
    let header = oracle::build(&message, &options, &addresses, &mut buffer).ok()?;

    let length = u16::try_from(extension.len() + header.len()).expect("2072 at most");
    let mut packet = vec![0x60, 0, 0, 0];
    packet.extend(length.to_be_bytes());
    packet.extend([first, 64]);
    packet.extend(source.octets());
    packet.extend(destination.octets());
    packet.extend(extension);
    packet.extend(header);
    Some(packet)
}

#[test]
fn messages() {
    let order = Order::from_environment();
    // pcap 2.4, in the order of octets of a network; 229 is raw IPv6
    let mut capture = Vec::new();
    for field in [0xa1b2_c3d4_u32, 0x0002_0004, 0, 0, 0xffff, 229] {
        capture.extend(field.to_be_bytes());
    }
    let strategy = (strategies::plan(), proptest::option::of(strategies::address()));
    let packets = (0..).filter_map(|number| {
        let (plan, home_address) = draw(&strategy, order.seed, 0, number);
        packet(&plan, home_address)
    });
    for (number, packet) in packets.take(order.count).enumerate() {
        let walked = MobilityPacket::parse(&packet).expect("a packet that was written so");
        let addresses = walked.checksum_addresses();
        let received = receive_with(walked.unverified(), &addresses, |_| true);
        assert!(received.is_ok(), "{received:?} of {packet:02x?}");
        let length = u32::try_from(packet.len()).expect("short");
        for field in [u32::try_from(number).expect("32 bits"), 0, length, length] {
            capture.extend(field.to_be_bytes());
        }
        capture.extend(packet);
    }
    order.write("messages.pcap", &capture);
}

/// The chain written anew by the builder; `None` where something in it is malformed.
fn rebuilt(first: u8, octets: &[u8]) -> Option<Vec<u8>> {
    let mut buffer = vec![0; octets.len()];
    let mut builder = PayloadsBuilder::new(&mut buffer);
    for payload in Payloads::new(PayloadType(first), octets) {
        builder = match payload.ok()? {
            Payload::Configuration(configuration) => {
                let mut attributes = builder.configuration(configuration.cfg_type).ok()?;
                for attribute in configuration.attributes {
                    attributes = attributes.any_attribute(&attribute.ok()?).ok()?;
                }
                attributes.end().ok()?
            }
            payload => builder.any_payload(&payload).ok()?,
        };
    }
    Some(builder.finish().ok()?.as_octets().to_vec())
}

/// Every other chain is what the builder writes; the rest have reserved bits set, too.
#[test]
fn payload_chains() {
    let order = Order::from_environment();
    let strategy = strategies::payload_chain();
    let mut files: BTreeMap<u8, String> = BTreeMap::new();
    let chains = (0..).filter_map(|number| {
        let (first, octets) = draw(&strategy, order.seed, 1, number);
        let rebuilt = rebuilt(first, &octets)?;
        // Identification, Notify and Configuration in front: a file has one type
        [35, 36, 41, 47].contains(&first).then_some((first, octets, rebuilt))
    });
    for (number, (first, octets, rebuilt)) in chains.take(order.count).enumerate() {
        let octets = if number % 2 == 0 { rebuilt } else { octets };
        let text = files.entry(first).or_default();
        for octet in octets {
            write!(text, "{octet:02x}").expect("memory");
        }
        text.push_str("\n\n");
    }
    for (first, text) in files {
        order.write(&format!("ikev2-{first}.hex"), text.as_bytes());
    }
}
