//! The crate and the second reader come to the same result, but for the differences that
//! `support/comparison.rs` lists.

use crate::strategies;
use crate::support::comparison;
use crate::support::hex_vectors::{self, Vector};
use crate::support::oracle::{self, ADDRESSES};
use crate::support::under_miri::one_in;
use mip6_wire::ChecksumAddresses;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

fn headers() -> Vec<Vector> {
    hex_vectors::by_kind("mobility-header")
}

fn addresses(vector: &Vector) -> ChecksumAddresses {
    let source = vector.source().expect("@source");
    let destination = vector.destination().expect("@destination");
    ChecksumAddresses::new(source, destination)
}

#[test]
fn vectors() {
    for vector in headers() {
        comparison::mobility_header(&vector.octets, &addresses(&vector));
    }
    for vector in hex_vectors::by_kind("ipv6-packet") {
        comparison::ipv6(&vector.octets);
    }
    for vector in hex_vectors::by_kind("mobility-option") {
        for start in [0, 8, 12, 16, 24, 255] {
            comparison::option_area(&vector.octets, start);
        }
    }
}

#[test]
fn names_and_payloads() {
    for vector in hex_vectors::by_kind("dns-name") {
        comparison::identity(&vector.octets);
        comparison::identity(vector.get("text").expect("@text").as_bytes());
    }
    for vector in hex_vectors::by_kind("ikev2-payloads") {
        let first = vector.get("first-payload").expect("@first-payload").parse().expect("a type");
        for bit in (0..8 * vector.octets.len()).step_by(one_in(101)) {
            let mut octets = vector.octets.clone();
            octets[bit / 8] ^= 1 << (bit % 8);
            comparison::payload_chain(first, &octets);
        }
        for length in (0..=vector.octets.len()).step_by(one_in(7)) {
            comparison::payload_chain(first, &vector.octets[..length]);
        }
    }
    for vector in hex_vectors::by_kind("ikev2-attribute") {
        for bit in (0..8 * vector.octets.len()).step_by(one_in(101)) {
            let mut octets = vector.octets.clone();
            octets[bit / 8] ^= 1 << (bit % 8);
            comparison::attributes(&octets, 8);
        }
        for length in (0..=vector.octets.len()).step_by(one_in(7)) {
            comparison::attributes(&vector.octets[..length], 0);
        }
    }
}

#[test]
fn every_prefix_and_every_flipped_bit_of_a_header() {
    for vector in headers() {
        let addresses = addresses(&vector);
        for length in (0..vector.octets.len()).step_by(one_in(17)) {
            comparison::mobility_header(&vector.octets[..length], &addresses);
        }
        for bit in (0..8 * vector.octets.len()).step_by(one_in(101)) {
            let mut octets = vector.octets.clone();
            octets[bit / 8] ^= 1 << (bit % 8);
            comparison::mobility_header(&octets, &addresses);
            // what lies behind the checksum too
            if let Some(sealed) = oracle::seal(&octets, &addresses) {
                comparison::mobility_header(&sealed, &addresses);
            }
        }
    }
}

#[test]
fn every_prefix_and_every_changed_octet_of_a_packet() {
    for vector in hex_vectors::by_kind("ipv6-packet") {
        for length in (0..vector.octets.len()).step_by(one_in(17)) {
            comparison::ipv6(&vector.octets[..length]);
        }
        for at in (0..8).chain(40..vector.octets.len().min(72)).step_by(one_in(7)) {
            for value in (0..=255).step_by(one_in(255)) {
                let mut octets = vector.octets.clone();
                octets[at] = value;
                comparison::ipv6(&octets);
            }
        }
    }
}

proptest! {
    #[test]
    fn octets_that_look_like_a_header(
        octets in strategies::header(),
        addresses in strategies::addresses(),
    ) {
        comparison::mobility_header(&octets, &addresses);
        if let Some(sealed) = oracle::seal(&octets, &addresses) {
            comparison::mobility_header(&sealed, &addresses);
        }
    }

    #[test]
    fn messages_that_the_crate_wrote(plan in strategies::plan()) {
        let message = plan.message.value();
        let options: Vec<_> = plan.options.iter().map(oracle::OptionPlan::value).collect();
        let mut buffer = [0; 2048];
        if let Ok(octets) = oracle::build(&message, &options, &ADDRESSES, &mut buffer) {
            comparison::mobility_header(octets, &ADDRESSES);
        }
    }

    #[test]
    fn vectors_with_changes(
        vector in select(headers()),
        mutations in vec(strategies::mutation(), 1..6),
    ) {
        let octets = strategies::mutated(&vector.octets, &mutations);
        let addresses = addresses(&vector);
        comparison::mobility_header(&octets, &addresses);
        if let Some(sealed) = oracle::seal(&octets, &addresses) {
            comparison::mobility_header(&sealed, &addresses);
        }
    }

    #[test]
    fn option_areas(area in strategies::option_area(), start: u8) {
        comparison::option_area(&area, start);
    }

    #[test]
    fn any_octets_as_options(area in vec(any::<u8>(), 0..40), start: u8) {
        comparison::option_area(&area, start);
    }

    #[test]
    fn packets(octets in strategies::packet()) {
        comparison::ipv6(&octets);
    }

    #[test]
    fn packets_with_changes(
        vector in select(hex_vectors::by_kind("ipv6-packet")),
        mutations in vec(strategies::mutation(), 1..6),
    ) {
        comparison::ipv6(&strategies::mutated(&vector.octets, &mutations));
    }

    #[test]
    fn identities(octets in strategies::identity()) {
        comparison::identity(&octets);
    }

    #[test]
    fn any_octets_as_an_identity(octets in vec(any::<u8>(), 0..300)) {
        comparison::identity(&octets);
    }

    #[test]
    fn payload_chains((first, octets) in strategies::payload_chain()) {
        comparison::payload_chain(first, &octets);
    }

    #[test]
    fn any_octets_as_payloads(first: u8, octets in vec(any::<u8>(), 0..40)) {
        comparison::payload_chain(first, &octets);
    }

    #[test]
    fn configuration_attributes(octets in strategies::attributes(), start in 0_usize..70_000) {
        comparison::attributes(&octets, start);
    }

    #[test]
    fn payload_chains_with_changes(
        vector in select(hex_vectors::by_kind("ikev2-payloads")),
        mutations in vec(strategies::mutation(), 1..6),
    ) {
        let octets = strategies::mutated(&vector.octets, &mutations);
        let first = vector.get("first-payload").expect("@first-payload").parse().expect("a type");
        comparison::payload_chain(first, &octets);
    }
}
