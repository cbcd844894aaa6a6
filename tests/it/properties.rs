//! The properties of `support/oracle.rs` for random values.

use crate::strategies;
use crate::support::oracle::{self, ADDRESSES};
use mip6_wire::{Fqdn, MhType, MobilityHeader, Options};
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_message_that_is_built_reads_back(plan in strategies::plan()) {
        oracle::plan(&plan);
    }

    #[test]
    fn a_message_that_cannot_be_built_is_refused(plan in strategies::wild_plan()) {
        oracle::plan(&plan);
    }

    #[test]
    fn octets_that_look_like_a_header(
        octets in strategies::header(),
        addresses in strategies::addresses(),
    ) {
        oracle::mobility_header(&octets);
        oracle::receive_both(&octets, &addresses);
    }

    #[test]
    fn any_octets_as_a_header(octets in vec(any::<u8>(), 0..64)) {
        oracle::mobility_header(&octets);
        oracle::receive_both(&octets, &ADDRESSES);
    }

    #[test]
    fn octets_that_look_like_options(
        area in strategies::option_area(),
        start in prop_oneof![Just(8_u8), Just(12), Just(16), Just(24), any::<u8>()],
    ) {
        oracle::options(&area, start);
    }

    #[test]
    fn any_octets_as_options(area in vec(any::<u8>(), 0..40), start: u8) {
        oracle::options(&area, start);
    }

    #[test]
    fn packets(octets in strategies::packet()) {
        oracle::ipv6_packet(&octets);
    }

    #[test]
    fn any_octets_as_a_packet(octets in vec(any::<u8>(), 0..100)) {
        oracle::ipv6_packet(&octets);
    }

    #[test]
    fn carriers(
        plan in strategies::plan(),
        home_address_option in proptest::option::of(strategies::address()),
        routing_header in proptest::option::of(strategies::address()),
    ) {
        let message = plan.message.value();
        let options: Vec<_> = plan.options.iter().map(oracle::OptionPlan::value).collect();
        let mut buffer = [0; 2048];
        let mut addresses = ADDRESSES;
        if let Some(home_address) = home_address_option {
            addresses = addresses.with_home_address_option(home_address);
        }
        if let Some(home_address) = routing_header {
            addresses = addresses.with_routing_header(home_address);
        }
        if let Ok(header) = oracle::build(&message, &options, &addresses, &mut buffer) {
            oracle::carried(header, home_address_option, routing_header);
            let header = MobilityHeader::parse(header).expect("what was built");
            prop_assert!(header.checksum_ok(&addresses));
        }
    }

    /// Changing one octet of what the checksum covers is noticed, as no sum lets 1 to 254 pass.
    #[test]
    fn a_changed_octet_is_noticed(
        plan in strategies::plan(),
        at: prop::sample::Index,
        by in 1_u8..=254,
    ) {
        let message = plan.message.value();
        let options: Vec<_> = plan.options.iter().map(oracle::OptionPlan::value).collect();
        let mut buffer = [0; 2048];
        if let Ok(octets) = oracle::build(&message, &options, &ADDRESSES, &mut buffer) {
            let mut octets = octets.to_vec();
            // Header Len would change what is covered
            let at = match at.index(octets.len()) {
                1 => 0,
                at => at,
            };
            octets[at] ^= by;
            let header = MobilityHeader::parse(&octets).expect("the length is the same");
            prop_assert!(!header.checksum_ok(&ADDRESSES));
            prop_assert!(mip6_wire::receive(&octets, &ADDRESSES).is_err());
        }
    }

    /// `receive` looks at nothing behind the header.
    #[test]
    fn octets_behind_a_header_do_not_matter(
        octets in strategies::header(),
        behind in vec(any::<u8>(), 0..20),
    ) {
        if let Some(sealed) = oracle::seal(&octets, &ADDRESSES) {
            let (header, _) = MobilityHeader::split(&sealed).expect("sealed");
            let alone = mip6_wire::receive(header.as_octets(), &ADDRESSES);
            let followed = [header.as_octets(), &behind].concat();
            prop_assert_eq!(mip6_wire::receive(&followed, &ADDRESSES), alone);
        }
    }

    /// What no option can be is found wherever the area begins.
    #[test]
    fn the_start_of_an_area_moves_offsets_only(area in strategies::option_area(), start: u8) {
        let moved = Options::new(&area, start.into());
        let still = Options::new(&area, 0);
        let by = usize::from(start);
        prop_assert_eq!(
            moved.check(),
            still.check().map_err(|error| error.within(by))
        );
        for (moved, still) in moved.iter().zip(still.iter()) {
            prop_assert_eq!(moved, still.map_err(|error| error.within(by)));
        }
    }

    #[test]
    fn an_unknown_type_keeps_its_octets(plan in strategies::plan(), mh_type in 24_u8..) {
        let message = plan.message.value();
        let mut buffer = [0; 64];
        let octets = oracle::build(&message, &[], &ADDRESSES, &mut buffer);
        if let Ok(octets) = octets {
            let mut octets = octets.to_vec();
            octets[2] = mh_type;
            let header = MobilityHeader::parse(&octets).expect("the length is the same");
            let message = header.message().expect("no minimum");
            prop_assert_eq!(message.options(), None);
            prop_assert_eq!(header.mh_type(), MhType(mh_type));
            oracle::mobility_header(&octets);
        }
    }

    #[test]
    fn names(octets in strategies::identity()) {
        oracle::names(&octets);
    }

    #[test]
    fn names_that_are_valid(name in strategies::name(), dot: bool) {
        let mut text = name.clone().into_bytes();
        if dot {
            text.push(b'.');
        }
        prop_assert!(Fqdn::from_text_octets(&text).is_ok());
        oracle::names(&text);
        let labels = strategies::labels(&name);
        prop_assert!(Fqdn::from_labels(&labels).is_ok());
        oracle::names(&labels);
    }

    #[test]
    fn any_octets_as_a_name(octets in vec(any::<u8>(), 0..300)) {
        oracle::names(&octets);
    }

    #[test]
    fn payload_chains((first, octets) in strategies::payload_chain()) {
        oracle::payload_chain(first, &octets);
    }

    #[test]
    fn any_octets_as_payloads(first: u8, octets in vec(any::<u8>(), 0..40)) {
        oracle::payload_chain(first, &octets);
    }

    #[test]
    fn configuration_attributes(octets in strategies::attributes(), start in 0_usize..70_000) {
        oracle::configuration(&octets, start);
    }

    #[test]
    fn notify_and_identification(octets in vec(any::<u8>(), 0..40)) {
        oracle::notify(&octets);
    }

    #[test]
    fn identification_of_a_name(name in strategies::name(), id_type in 0_u8..16) {
        oracle::notify(&[&[id_type, 0, 0, 0], name.as_bytes()].concat());
    }
}
