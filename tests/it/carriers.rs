//! The walk from an IPv6 header to the Mobility Header: which headers are passed, which stop it, and where.

use crate::support::{comparison, oracle};
use mip6_wire::ipv6::{DestinationOptions, MobilityPacket, Type2RoutingHeader};
use mip6_wire::option::AlternateCareOfAddress;
use mip6_wire::{ChecksumAddresses, ParseErrorKind};
use std::net::Ipv6Addr;

use ParseErrorKind::{
    Encrypted, ExtensionHeader, Fragment, NoMobilityHeader, NotIpv6, OptionTruncated, Truncated,
};

const SOURCE: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 2, 0, 0, 0, 0, 0x55);
const DESTINATION: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 1);
const HOME: [u8; 16] = [0x20, 1, 0xd, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0];
const OTHER: [u8; 16] = [0x20, 1, 0xd, 0xb8, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9];
/// A Binding Refresh Request; its checksum does not matter here.
const REQUEST: [u8; 8] = [59, 0, 0, 0, 0, 0, 0, 0];

/// A packet whose IPv6 header says `next_header` and which goes on with these pieces.
fn packet(next_header: u8, pieces: &[&[u8]]) -> Vec<u8> {
    let rest = pieces.concat();
    let mut octets = vec![0x60, 0, 0, 0];
    octets.extend(u16::try_from(rest.len()).expect("short").to_be_bytes());
    octets.extend([next_header, 64]);
    octets.extend(SOURCE.octets());
    octets.extend(DESTINATION.octets());
    octets.extend(rest);
    octets
}

/// Where the Mobility Header is found, or the error.
fn found(next_header: u8, pieces: &[&[u8]]) -> Result<usize, (ParseErrorKind, usize)> {
    let octets = packet(next_header, pieces);
    oracle::ipv6_packet(&octets);
    comparison::ipv6(&octets);
    MobilityPacket::parse(&octets)
        .map(|packet| packet.mobility_header_offset())
        .map_err(|error| (error.kind(), error.offset()))
}

/// A Destination Options header of 24 octets with the Home Address option.
fn home_address(next_header: u8, address: &[u8; 16]) -> Vec<u8> {
    [&[next_header, 2, 1, 2, 0, 0, 201, 16], &address[..]].concat()
}

/// A type 2 routing header.
fn routing(next_header: u8, address: &[u8; 16]) -> Vec<u8> {
    [&[next_header, 2, 2, 1, 0, 0, 0, 0], &address[..]].concat()
}

#[test]
fn headers_that_are_passed() {
    assert_eq!(found(135, &[&REQUEST]), Ok(40));
    // Hop-by-Hop Options, of 8 and of 16 octets
    assert_eq!(found(0, &[&[135, 0, 1, 4, 0, 0, 0, 0], &REQUEST]), Ok(48));
    let long = [135, 1, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    assert_eq!(found(0, &[&long, &REQUEST]), Ok(56));
    // Destination Options without a home address
    assert_eq!(found(60, &[&[135, 0, 1, 4, 0, 0, 0, 0], &REQUEST]), Ok(48));
    // Authentication: its length counts 4 octets, without the first two
    let mut authentication = vec![135, 1];
    authentication.resize(12, 0xaa);
    assert_eq!(found(51, &[&authentication, &REQUEST]), Ok(52));
    authentication[1] = 4;
    authentication.resize(24, 0xaa);
    assert_eq!(found(51, &[&authentication, &REQUEST]), Ok(64));
    authentication[1] = 0;
    authentication.truncate(8);
    assert_eq!(found(51, &[&authentication, &REQUEST]), Ok(48));
    // a routing header of another type, whatever its length
    assert_eq!(found(43, &[&[135, 0, 0, 0, 0, 0, 0, 0], &REQUEST]), Ok(48));
    let mut other = [0; 24];
    other[..4].copy_from_slice(&[135, 2, 4, 1]);
    assert_eq!(found(43, &[&other, &REQUEST]), Ok(64));
    // all of them
    let chain: [&[u8]; 6] = [
        &[60, 0, 1, 4, 0, 0, 0, 0],
        &home_address(43, &HOME),
        &routing(44, &OTHER),
        &[51, 0, 0, 0, 0, 0, 0, 7],
        &[135, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        &REQUEST,
    ];
    assert_eq!(found(0, &chain), Ok(40 + 8 + 24 + 24 + 8 + 12));
}

#[test]
fn fragments() {
    let fragment = |second: u8, high: u8, low: u8| {
        found(44, &[&[135, second, high, low, 0, 0, 0, 7], &REQUEST])
    };
    // whole; neither the Reserved octet nor the two Reserved bits matter
    assert_eq!(fragment(0, 0, 0), Ok(48));
    assert_eq!(fragment(0xff, 0, 0x06), Ok(48));
    for bit in 0..16_u32 {
        let [high, low] = (1_u16 << bit).to_be_bytes();
        let expected = match bit {
            1 | 2 => Ok(48),
            _ => Err((Fragment, 40)),
        };
        assert_eq!(fragment(0, high, low), expected, "bit {bit}");
    }
    let short: &[&[u8]] = &[&[135, 0, 0, 0, 0, 0, 0]];
    assert_eq!(found(44, short), Err((Truncated, 47)));
}

#[test]
fn headers_that_stop_the_walk() {
    for next_header in [6, 17, 41, 58, 59, 136, 139, 140, 255] {
        assert_eq!(found(next_header, &[&REQUEST]), Err((NoMobilityHeader, 40)));
        let behind: &[&[u8]] = &[&[next_header, 0, 1, 4, 0, 0, 0, 0], &REQUEST];
        assert_eq!(found(60, behind), Err((NoMobilityHeader, 48)));
    }
    assert_eq!(found(59, &[]), Err((NoMobilityHeader, 40)));
    // what is encrypted is a kind of its own
    assert_eq!(found(50, &[&REQUEST]), Err((Encrypted, 40)));
    let behind: &[&[u8]] = &[&[50, 0, 1, 4, 0, 0, 0, 0], &REQUEST];
    assert_eq!(found(60, behind), Err((Encrypted, 48)));
    assert_eq!(found(135, &[]), Ok(40), "an empty one is the reader's affair");
}

#[test]
fn packets_that_are_cut_off() {
    assert_eq!(found(60, &[&[135, 1, 1, 4, 0, 0, 0, 0]]), Err((Truncated, 48)));
    assert_eq!(found(60, &[&[135]]), Err((Truncated, 41)));
    assert_eq!(found(0, &[]), Err((Truncated, 40)));
    assert_eq!(found(51, &[&[135, 2, 0, 0, 0, 0, 0, 0]]), Err((Truncated, 48)));
    assert_eq!(found(43, &[&routing(135, &HOME)[..23]]), Err((Truncated, 63)));
    let mut octets = packet(135, &[&REQUEST]);
    octets[5] += 1;
    let error = MobilityPacket::parse(&octets).expect_err("one octet is missing");
    assert_eq!((error.kind(), error.offset()), (Truncated, 48));
    // what lies behind the packet is padding of the link
    octets[5] -= 1;
    octets.extend([0xee; 9]);
    let walked = MobilityPacket::parse(&octets).expect("a packet");
    assert_eq!(walked.unverified(), REQUEST);
}

#[test]
fn other_versions() {
    for version in (0..=15).filter(|version| *version != 6) {
        let mut octets = packet(135, &[&REQUEST]);
        octets[0] = version << 4 | 0x0f;
        let error = MobilityPacket::parse(&octets).expect_err("another version");
        assert_eq!((error.kind(), error.offset()), (NotIpv6, 0));
    }
    let mut octets = packet(135, &[&REQUEST]);
    octets[0] = 0x6f;
    assert!(MobilityPacket::parse(&octets).is_ok(), "Traffic Class does not matter");
    let error = MobilityPacket::parse(&[]).expect_err("nothing");
    assert_eq!((error.kind(), error.offset()), (Truncated, 0));
}

#[test]
fn home_address_options() {
    // of another length: at Option Length
    for length in [0, 15, 17] {
        let mut header = vec![135, 0, 201, length];
        header.resize(4 + usize::from(length), 7);
        header.resize(header.len().next_multiple_of(8), 0);
        header[1] = u8::try_from(header.len() / 8 - 1).expect("short");
        assert_eq!(found(60, &[&header, &REQUEST]), Err((ExtensionHeader, 43)));
        let parsed = DestinationOptions::parse(&header).expect("framed");
        let error = parsed.home_address().expect_err("another length");
        assert_eq!((error.kind(), error.offset()), (ExtensionHeader, 3));
    }
    // two in one header: at the second
    let two = [&[135, 4, 201, 16], &HOME[..], &[201, 16], &OTHER, &[1, 0]].concat();
    assert_eq!(found(60, &[&two, &REQUEST]), Err((ExtensionHeader, 60)));
    // in two headers: at the second
    let (first, second) = (home_address(60, &HOME), home_address(135, &OTHER));
    assert_eq!(found(60, &[&first, &second, &REQUEST]), Err((ExtensionHeader, 70)));
    // in a Hop-by-Hop header it is none
    let octets = packet(0, &[&home_address(135, &HOME), &REQUEST]);
    let walked = MobilityPacket::parse(&octets).expect("a packet");
    assert_eq!(walked.home_address_option(), None);
    // an option that runs past its header: at its length, or at its type if there is none
    let past: &[&[u8]] = &[&[135, 0, 5, 5, 0, 0, 0, 0], &REQUEST];
    assert_eq!(found(60, past), Err((OptionTruncated, 43)));
    let past: &[&[u8]] = &[&[135, 0, 5, 3, 0, 0, 0, 5], &REQUEST];
    assert_eq!(found(60, past), Err((OptionTruncated, 47)));
}

#[test]
fn type_2_routing_headers() {
    let with = |at: usize, value: u8| {
        let mut header = routing(135, &HOME);
        header[at] = value;
        (found(43, &[&header, &REQUEST]), Type2RoutingHeader::parse(&header))
    };
    for segments in [0, 2, 255] {
        let (walked, parsed) = with(3, segments);
        assert_eq!(walked, Err((ExtensionHeader, 43)));
        let error = parsed.expect_err("Segments Left");
        assert_eq!((error.kind(), error.offset()), (ExtensionHeader, 3));
    }
    for length in [0, 1, 3] {
        let (walked, parsed) = with(1, length);
        assert_eq!(walked, Err((ExtensionHeader, 41)));
        let error = parsed.expect_err("Hdr Ext Len");
        assert_eq!((error.kind(), error.offset()), (ExtensionHeader, 1));
    }
    let (_, parsed) = with(2, 0);
    let error = parsed.expect_err("Routing Type");
    assert_eq!((error.kind(), error.offset()), (ExtensionHeader, 2));
    // Reserved is ignored
    assert_eq!(with(4, 0xff).0, Ok(64));
}

/// The addresses that the checksum covers (RFC 6275 Section 6.1.1).
#[test]
fn checksum_addresses() {
    let addresses = |next_header: u8, pieces: &[&[u8]]| {
        let octets = packet(next_header, pieces);
        MobilityPacket::parse(&octets).expect("a packet").checksum_addresses()
    };
    let (home, other) = (Ipv6Addr::from(HOME), Ipv6Addr::from(OTHER));
    assert_eq!(addresses(135, &[&REQUEST]), ChecksumAddresses::new(SOURCE, DESTINATION));
    assert_eq!(
        addresses(60, &[&home_address(135, &HOME), &REQUEST]),
        ChecksumAddresses::new(home, DESTINATION)
    );
    assert_eq!(
        addresses(43, &[&routing(135, &HOME), &REQUEST]),
        ChecksumAddresses::new(SOURCE, home)
    );
    for (next_header, pieces) in [
        (60, [home_address(43, &HOME), routing(135, &OTHER)]),
        (43, [routing(60, &OTHER), home_address(135, &HOME)]),
    ] {
        assert_eq!(
            addresses(next_header, &[&pieces[0], &pieces[1], &REQUEST]),
            ChecksumAddresses::new(home, other)
        );
    }
}

/// The home address and the care-of address of a Binding Update (RFC 6275 Section 9.5.1).
#[test]
fn addresses_of_a_binding() {
    let alternate = AlternateCareOfAddress { care_of_address: OTHER.into() };
    for (octets, home_address) in [
        (packet(135, &[&REQUEST]), SOURCE),
        (packet(60, &[&home_address(135, &HOME), &REQUEST]), HOME.into()),
        (packet(43, &[&routing(135, &HOME), &REQUEST]), SOURCE),
    ] {
        let packet = MobilityPacket::parse(&octets).expect("a packet");
        assert_eq!(packet.home_address(), home_address);
        assert_eq!(packet.care_of_address(None), SOURCE);
        assert_eq!(packet.care_of_address(Some(alternate)), Ipv6Addr::from(OTHER));
    }
}
