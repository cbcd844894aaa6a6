//! The fuzz targets: what each does with an input.
//!
//! `fuzz/fuzz_targets` calls these, and `tests/it/corpus.rs` calls them again with all that was found worth
//! keeping, so that both run the same code.

use super::{comparison, decisions, dhcp, inside, oracle};
use mip6_wire::ChecksumAddresses;

/// A target: an input, and whatever must hold for it.
pub type Target = fn(&[u8]);

/// Every target by its name.
pub const ALL: [(&str, Target); 13] = [
    ("mobility_header", mobility_header),
    ("options", options),
    ("receive", receive),
    ("ipv6_packet", ipv6_packet),
    ("names", names),
    ("build_plan", build_plan),
    ("differential", differential),
    ("ikev2_payloads", ikev2_payloads),
    ("ikev2_configuration", ikev2_configuration),
    ("ikev2_notify", ikev2_notify),
    ("decisions", decisions),
    ("dhcp", dhcp),
    ("sub_options", sub_options),
];

/// The input is a Mobility Header, between the addresses of [`oracle::ADDRESSES`].
pub fn mobility_header(input: &[u8]) {
    oracle::mobility_header(input);
}

/// The first octet is where the area begins, the rest is the area.
pub fn options(input: &[u8]) {
    if let Some((start, area)) = input.split_first() {
        oracle::options(area, *start);
    }
}

/// Source and destination, then what is received. It is received as it is, and with the right checksum.
pub fn receive(input: &[u8]) {
    if let Some((addresses, octets)) = addresses(input) {
        oracle::receive_both(octets, &addresses);
    }
}

fn addresses(input: &[u8]) -> Option<(ChecksumAddresses, &[u8])> {
    let (source, rest) = input.split_first_chunk::<16>()?;
    let (destination, rest) = rest.split_first_chunk::<16>()?;
    let addresses = ChecksumAddresses::new((*source).into(), (*destination).into());
    Some((addresses, rest))
}

/// The input is an IPv6 packet.
pub fn ipv6_packet(input: &[u8]) {
    oracle::ipv6_packet(input);
}

/// The input is a name in either form, and an MN identity.
pub fn names(input: &[u8]) {
    oracle::names(input);
}

/// The input is a plan for a message: [`oracle::Plan::from_octets`].
pub fn build_plan(input: &[u8]) {
    oracle::build_plan(input);
}

/// The crate against the second reader. The first octet says as what the rest is read.
pub fn differential(input: &[u8]) {
    let Some((what, octets)) = input.split_first() else {
        return;
    };
    match what {
        0 => comparison::mobility_header(octets, &oracle::ADDRESSES),
        1 => {
            if let Some(sealed) = oracle::seal(octets, &oracle::ADDRESSES) {
                comparison::mobility_header(&sealed, &oracle::ADDRESSES);
            }
        }
        2 => {
            if let Some((start, area)) = octets.split_first() {
                comparison::option_area(area, *start);
            }
        }
        3 => comparison::ipv6(octets),
        4 => comparison::identity(octets),
        5 => comparison::attributes(octets, 8),
        first => comparison::payload_chain(*first, octets),
    }
}

/// The first octet is the type of the first payload, the rest is the chain.
pub fn ikev2_payloads(input: &[u8]) {
    if let Some((first, chain)) = input.split_first() {
        oracle::payload_chain(*first, chain);
    }
}

/// The input is a list of configuration attributes.
pub fn ikev2_configuration(input: &[u8]) {
    oracle::configuration(input, 8);
}

/// The input is the body of a Notify payload, and of an Identification payload.
pub fn ikev2_notify(input: &[u8]) {
    oracle::notify(input);
}

/// The library's decisions and those of the second reader. If the first octet is a type of payload, the rest is a chain
/// that begins with it. If it is 0, what follows are the flags of a Binding Update, the Status that answers it, the ID
/// Type of the initiator, the length of its data, the data, and the options.
pub fn decisions(input: &[u8]) {
    match input {
        [0, f0, f1, binding, id_type, length, rest @ ..] => {
            let flags = u16::from_be_bytes([*f0, *f1]);
            let length = usize::from(*length).min(rest.len());
            let (id_data, area) = rest.split_at(length);
            decisions::dns_update(flags, *binding, *id_type, id_data, area);
        }
        [first, chain @ ..] => decisions::payloads(*first, chain),
        [] => {}
    }
}

/// What DHCP carries, held against the second reader. The first octet says what the rest is: sub-options of Relay Agent
/// Information, options of DHCPv6, or those that stand in home network information.
pub fn dhcp(input: &[u8]) {
    match input {
        [0, octets @ ..] => dhcp::relay_agent(octets),
        [1, octets @ ..] => dhcp::dhcpv6(octets),
        [_, octets @ ..] => dhcp::home_network(octets),
        [] => {}
    }
}

/// What is inside of options, or a message that has two bodies: [`inside::check`]. The first octet says what.
pub fn sub_options(input: &[u8]) {
    if let Some((what, octets)) = input.split_first() {
        inside::check(*what, octets);
    }
}
