//! Whole packets: what a receiver accepts, what it answers, and what is sent. The tables are written from RFC 8200
//! Section 4, RFC 6275 Sections 9.2, 9.3 and 9.5, and RFC 4443 Sections 2.4 and 3.4; the octets of whole packets are vectors,
//! or are checked by etherparse.

use crate::support::hex_vectors;
use etherparse::Icmpv6Slice;
use mip6_wire::ipv6::{
    AnswerKind, MobileNode, MobilityPacket, PacketBuilder, Refusal, is_unicast_routable,
};
use mip6_wire::message::{
    BindingAcknowledgement, BindingErrorStatus, BindingRefreshRequest, BindingStatus,
    BindingUpdate, BindingUpdateFlags, CareOfTest, HomeTest, Lifetime,
};
use mip6_wire::option::{
    AlternateCareOfAddress, BindingAuthorizationData, DnsUpdate, NonceIndices,
};
use mip6_wire::{
    ChecksumAddresses, EmitErrorKind, MhType, MnIdentity, MobilityHeader, Options, ParseErrorKind,
};
use std::net::Ipv6Addr;

const MN: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 2, 0, 0, 0, 0, 0x55);
const HOME: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0x100);
const HA: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 1);
const OWN: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0xfe);
const GROUP: Ipv6Addr = Ipv6Addr::new(0xff02, 0, 0, 0, 0, 0, 0, 1);
const NOBODY: Ipv6Addr = Ipv6Addr::UNSPECIFIED;

/// A packet between these addresses. `header` is a Mobility Header whose checksum is put in, between the addresses that
/// count.
fn packet_between(
    (source, destination): (Ipv6Addr, Ipv6Addr),
    first: u8,
    extensions: &[u8],
    addresses: ChecksumAddresses,
    header: &[u8],
) -> Vec<u8> {
    let mut header = header.to_vec();
    header[4..6].fill(0);
    let checksum = addresses.checksum(&header);
    header[4..6].copy_from_slice(&checksum.to_be_bytes());
    let length = u16::try_from(extensions.len() + header.len()).expect("one packet");
    let mut octets = vec![0x60, 0, 0, 0];
    octets.extend(length.to_be_bytes());
    octets.extend([first, 64]);
    octets.extend(source.octets());
    octets.extend(destination.octets());
    octets.extend(extensions);
    octets.extend(header);
    octets
}

fn packet(first: u8, extensions: &[u8], header: &[u8]) -> Vec<u8> {
    packet_between((MN, HA), first, extensions, ChecksumAddresses::new(MN, HA), header)
}

const UPDATE: [u8; 16] = [59, 1, 5, 0, 0, 0, 0, 7, 0xc0, 0, 0, 100, 1, 2, 0, 0];

/// Destination Options with a Home Address option.
fn home_address(next: u8, address: Ipv6Addr) -> Vec<u8> {
    [&[next, 2, 1, 2, 0, 0, 201, 16], &address.octets()[..]].concat()
}

fn routing(next: u8, address: Ipv6Addr) -> Vec<u8> {
    [&[next, 2, 2, 1, 0, 0, 0, 0], &address.octets()[..]].concat()
}

/// An options header of 8 octets with one option, without data.
fn option(next: u8, option_type: u8) -> [u8; 8] {
    [next, 0, option_type, 0, 1, 2, 0, 0]
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Owed {
    Nothing,
    /// Code and Pointer.
    Problem(u8, u32),
    /// Status.
    Error(u8),
}
use Owed::{Error, Nothing, Problem};

fn owed(refusal: &Refusal<'_>) -> Owed {
    match refusal.answer().map(|answer| answer.kind()) {
        None => Nothing,
        Some(AnswerKind::ParameterProblem { code, pointer }) => Problem(code, pointer),
        Some(AnswerKind::BindingError(status)) => Error(status.0),
        Some(other) => panic!("no rule for {other:?}"),
    }
}

fn refused(octets: &[u8]) -> (ParseErrorKind, Owed) {
    let packet = MobilityPacket::parse(octets).expect("it can be walked");
    let refusal = packet.receive().expect_err("it is refused");
    (refusal.cause().kind(), owed(&refusal))
}

fn accepted(octets: &[u8]) -> bool {
    MobilityPacket::parse(octets).expect("it can be walked").receive().is_ok()
}

/// RFC 8200 Section 4.1 and 4: "with the exception of the Hop-by-Hop Options header" each may come in any order; it comes
/// right behind the IPv6 header, or Code 1 at the Next Header field that says 0.
#[test]
fn hop_by_hop_options_come_first() {
    let padding = |next: u8| [next, 0, 1, 4, 0, 0, 0, 0];
    assert!(accepted(&packet(0, &padding(135), &UPDATE)));
    assert!(accepted(&packet(0, &[padding(60), padding(135)].concat(), &UPDATE)));
    // behind Destination Options, twice, behind a third header
    let two = [padding(0), padding(135)].concat();
    let expected = (ParseErrorKind::HopByHopNotFirst, Problem(1, 40));
    assert_eq!(refused(&packet(60, &two, &UPDATE)), expected);
    assert_eq!(refused(&packet(0, &two, &UPDATE)), expected);
    let three = [padding(60), padding(0), padding(135)].concat();
    let expected = (ParseErrorKind::HopByHopNotFirst, Problem(1, 48));
    assert_eq!(refused(&packet(60, &three, &UPDATE)), expected);
    // a type 2 routing header announces it in its first octet, as all do
    let behind = [routing(0, HOME), padding(135).to_vec()].concat();
    let octets = packet_between((MN, HA), 43, &behind, ChecksumAddresses::new(MN, HOME), &UPDATE);
    assert_eq!(refused(&octets), (ParseErrorKind::HopByHopNotFirst, Problem(1, 40)));
}

/// RFC 8200 Section 4.2: the two highest bits of a type that is not recognized, in either header, for each type and each
/// kind of address.
#[test]
fn action_bits_of_unrecognized_options() {
    let addresses = [MN, HA, GROUP, NOBODY];
    let mut cases = 0;
    for first in [0, 60] {
        for option_type in (2..=255).filter(|option_type| (first, *option_type) != (60, 201)) {
            for source in addresses {
                for destination in addresses {
                    let octets = packet_between(
                        (source, destination),
                        first,
                        &option(135, option_type),
                        ChecksumAddresses::new(source, destination),
                        &UPDATE,
                    );
                    let one_node = ![GROUP, NOBODY].contains(&source);
                    let unicast = ![GROUP, NOBODY].contains(&destination);
                    let expected = match option_type >> 6 {
                        // skip over
                        0 => None,
                        // discard
                        1 => Some(Nothing),
                        // and, "regardless of whether or not the packet's Destination Address was a multicast
                        // address", answer
                        2 if one_node => Some(Problem(2, 42)),
                        // and, "only if the packet's Destination Address was not a multicast address", answer
                        3 if one_node && unicast => Some(Problem(2, 42)),
                        _ => Some(Nothing),
                    };
                    match expected {
                        None if one_node && unicast => assert!(accepted(&octets)),
                        None => assert_eq!(refused(&octets), (ParseErrorKind::NotUnicast, Nothing)),
                        Some(owed) => assert_eq!(
                            refused(&octets),
                            (ParseErrorKind::UnrecognizedOption, owed),
                            "type {option_type} in {first}"
                        ),
                    }
                    cases += 1;
                }
            }
        }
    }
    assert_eq!(cases, (254 + 253) * 16);
}

/// The Pointer is that of the option, wherever it stands; of two, the first counts.
#[test]
fn the_pointer_of_an_option() {
    let header = [135, 1, 1, 3, 0, 0, 0, 0x80, 2, 0, 0, 0xc0, 0, 1, 1, 0];
    let expected = (ParseErrorKind::UnrecognizedOption, Problem(2, 47));
    assert_eq!(refused(&packet(60, &header, &UPDATE)), expected);
    // a skipped one, Pad1, then one with bits 11
    let mixed = [135, 0, 0x05, 0, 0, 0xc7, 0, 0];
    let expected = (ParseErrorKind::UnrecognizedOption, Problem(2, 45));
    assert_eq!(refused(&packet(0, &mixed, &UPDATE)), expected);
    // bits 01 before bits 10: discarded without an answer
    let two = [135, 0, 0x45, 0, 0x85, 0, 0, 0];
    let expected = (ParseErrorKind::UnrecognizedOption, Nothing);
    assert_eq!(refused(&packet(0, &two, &UPDATE)), expected);
    // behind a Home Address option
    let mut with_home = home_address(135, HOME);
    with_home[1] = 3;
    with_home.extend([0xc7, 0, 1, 4, 0, 0, 0, 0]);
    let octets =
        packet_between((MN, HA), 60, &with_home, ChecksumAddresses::new(HOME, HA), &UPDATE);
    let expected = (ParseErrorKind::UnrecognizedOption, Problem(2, 64));
    assert_eq!(refused(&octets), expected);
}

/// An option that the node's IP stack knows is named, and passes.
#[test]
fn options_that_a_node_knows() {
    let octets = packet(0, &option(135, 0x63), &UPDATE);
    assert_eq!(refused(&octets), (ParseErrorKind::UnrecognizedOption, Nothing));
    let packet = MobilityPacket::parse_with(&octets, |option_type| option_type == 0x63);
    assert!(packet.expect("a packet").receive().is_ok());
}

/// RFC 8200 Section 4.4.
#[test]
fn routing_headers_of_other_types() {
    for routing_type in (0..=255_u8).filter(|routing_type| *routing_type != 2) {
        for segments_left in [0, 1, 255] {
            let header = [135, 0, routing_type, segments_left, 0, 0, 0, 0];
            let octets = packet(43, &header, &UPDATE);
            if segments_left == 0 {
                assert!(accepted(&octets));
            } else {
                let expected = (ParseErrorKind::RoutingType, Problem(0, 42));
                assert_eq!(refused(&octets), expected);
            }
        }
    }
}

/// RFC 6275 Sections 3.1 and 9.3.1, and RFC 4291 Section 2.4 for what each address is.
const ADDRESSES: [(&str, bool); 22] = [
    ("::", false),
    ("::1", false),
    ("::2", true),
    ("::1:0:0:1", true),
    ("1::", true),
    ("2001:db8::1", true),
    ("fc00::1", true),
    ("fdff:ffff::1", true),
    ("fe00::1", true),
    ("fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true),
    ("fe80::", false),
    ("fe80::1", false),
    ("fe90::1", false),
    ("fea0::1", false),
    ("febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false),
    ("fec0::1", true),
    ("feff::1", true),
    ("ff00::", false),
    ("ff02::1", false),
    ("ff0e::1", false),
    ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false),
    ("7e80::1", true),
];

#[test]
fn a_home_address_is_unicast_routable() {
    for (text, routable) in ADDRESSES {
        let address: Ipv6Addr = text.parse().expect("an address");
        assert_eq!(is_unicast_routable(address), routable, "{text}");
        // in the option: "MUST be dropped", and "the correspondent node MUST send the Binding Error message"
        let option = home_address(135, address);
        let addresses = ChecksumAddresses::new(address, HA);
        let octets = packet_between((MN, HA), 60, &option, addresses, &UPDATE);
        if routable {
            assert!(accepted(&octets), "{text}");
        } else {
            assert_eq!(refused(&octets), (ParseErrorKind::HomeAddress, Error(1)), "{text}");
        }
        // in a type 2 routing header: "the node MUST silently discard the packet" (Section 11.3.3)
        let header = routing(135, address);
        let addresses = ChecksumAddresses::new(MN, address);
        let octets = packet_between((MN, HA), 43, &header, addresses, &UPDATE);
        if routable {
            assert!(accepted(&octets), "{text}");
        } else {
            assert_eq!(refused(&octets), (ParseErrorKind::ExtensionHeader, Nothing), "{text}");
        }
        // as a care-of address, in the option (Section 6.1.7) and in the IPv6 header
        let octets = packet_between(
            (MN, HA),
            60,
            &home_address(135, HOME),
            ChecksumAddresses::new(HOME, HA),
            &UPDATE,
        );
        let received = MobilityPacket::parse(&octets).expect("sound").receive().expect("sound");
        let alternate = AlternateCareOfAddress { care_of_address: address };
        let node = received.mobile_node(Some(alternate));
        let expected = MobileNode { home_address: HOME, care_of_address: address };
        match node {
            Ok(node) => assert!(routable && node == expected),
            Err(error) => assert!(!routable && error.kind() == ParseErrorKind::CareOfAddress),
        }
        let node = received.mobile_node(None).expect("both are routable");
        assert_eq!((node.home_address, node.care_of_address), (HOME, MN));
    }
    // at home: the Source Address
    let link_local: Ipv6Addr = "fe80::5".parse().expect("an address");
    let addresses = ChecksumAddresses::new(link_local, HA);
    let octets = packet_between((link_local, HA), 135, &[], addresses, &UPDATE);
    let received = MobilityPacket::parse(&octets).expect("sound").receive().expect("sound");
    let error = received.mobile_node(None).expect_err("no home address");
    assert_eq!(error.kind(), ParseErrorKind::HomeAddress);
}

/// RFC 6275 Section 9.2 and 9.3.3, RFC 4443 Section 2.4 (e): what is wrong with the message, between all kinds of addresses.
#[test]
fn answers_that_are_forbidden() {
    let mut unknown = UPDATE;
    unknown[2] = 99;
    let mut proto = UPDATE;
    proto[0] = 58;
    let short = [59, 0, 5, 0, 0, 0, 0, 1];
    let cases: [(&[u8], ParseErrorKind, Owed); 4] = [
        (&unknown, ParseErrorKind::UnrecognizedMhType, Error(2)),
        (&proto, ParseErrorKind::PayloadProto, Problem(0, 40)),
        (&short, ParseErrorKind::HeaderLen, Problem(0, 41)),
        (&UPDATE, ParseErrorKind::NotUnicast, Nothing),
    ];
    for (header, kind, answer) in cases {
        for source in [MN, GROUP, NOBODY] {
            for destination in [HA, GROUP] {
                let addresses = ChecksumAddresses::new(source, destination);
                let octets = packet_between((source, destination), 135, &[], addresses, header);
                if kind == ParseErrorKind::NotUnicast && (source, destination) == (MN, HA) {
                    assert!(accepted(&octets));
                    continue;
                }
                let expected = match answer {
                    // "If the Source Address field does not contain a unicast address, the Binding Error message MUST
                    // NOT be sent"
                    Error(_) if source == MN => answer,
                    // (e.3), (e.6)
                    Problem(..) if source == MN && destination == HA => answer,
                    _ => Nothing,
                };
                assert_eq!(refused(&octets), (kind, expected), "{source} {destination}");
            }
        }
    }
    // nothing that is corrupted, and nothing that is cut off
    let mut corrupted = packet(135, &[], &unknown);
    corrupted[44] ^= 1;
    assert_eq!(refused(&corrupted), (ParseErrorKind::Checksum, Nothing));
    let mut cut_off = packet(135, &[], &unknown);
    cut_off[41] = 2;
    assert_eq!(refused(&cut_off), (ParseErrorKind::Truncated, Nothing));
    // the pointer counts from the IPv6 header
    let octets = packet_between(
        (MN, HA),
        60,
        &home_address(135, HOME),
        ChecksumAddresses::new(HOME, HA),
        &short,
    );
    assert_eq!(refused(&octets), (ParseErrorKind::HeaderLen, Problem(0, 65)));
}

/// RFC 6275 Section 6.1: the least Header Len of each message, and what `message()` says of it.
#[test]
fn least_header_len() {
    let least = [0, 1, 1, 2, 2, 1, 1, 2];
    for (mh_type, least) in (0_u8..).zip(least) {
        for header_len in 0..4_u8 {
            let mut header = vec![1; 8 * (usize::from(header_len) + 1)];
            header[..4].copy_from_slice(&[59, header_len, mh_type, 0]);
            let octets = packet(135, &[], &header);
            assert_eq!(accepted(&octets), header_len >= least, "{mh_type} {header_len}");
            let header = MobilityHeader::parse(&octets[40..]).expect("framed");
            assert_eq!(header.message().is_ok(), header_len >= least);
        }
    }
}

/// A message of another RFC is accepted if the node says that it knows it; `read` finds out how long it has to be, and that
/// is answered too.
#[test]
fn messages_beyond_rfc_6275() {
    let heartbeat = [59, 1, 13, 0, 0, 0, 0, 1, 0, 0, 0, 7, 1, 2, 0, 0];
    let octets = packet(135, &[], &heartbeat);
    assert_eq!(refused(&octets), (ParseErrorKind::UnrecognizedMhType, Error(2)));
    let walked = MobilityPacket::parse(&octets).expect("a packet");
    let received = walked.receive_with(|mh_type| mh_type == MhType::HEARTBEAT).expect("known");
    assert_eq!(received.mh_type(), MhType::HEARTBEAT);
    let too_short = mip6_wire::ParseError::new(ParseErrorKind::HeaderLen, 1);
    assert_eq!(owed(&received.refuse(too_short)), Problem(0, 41));
    let malformed = mip6_wire::ParseError::new(ParseErrorKind::OptionLength, 13);
    assert_eq!(owed(&received.refuse(malformed)), Nothing);
    // and one of RFC 6275 that a node does not serve
    let update = packet(135, &[], &UPDATE);
    let walked = MobilityPacket::parse(&update).expect("a packet");
    let refusal = walked.receive_with(|_| false).expect_err("unknown");
    assert_eq!(owed(&refusal), Error(2));
}

/// RFC 6275 Sections 9.4.1 and 9.4.2: "The packet MUST NOT include a Home Address destination option."
#[test]
fn tests_with_a_home_address_option() {
    for mh_type in 0..=7_u8 {
        let mut header = [1; 24];
        header[..4].copy_from_slice(&[59, 2, mh_type, 0]);
        let addresses = ChecksumAddresses::new(HOME, HA);
        let octets = packet_between((MN, HA), 60, &home_address(135, HOME), addresses, &header);
        if matches!(mh_type, 1 | 2) {
            assert_eq!(refused(&octets), (ParseErrorKind::HomeAddressOption, Nothing));
        } else {
            assert!(accepted(&octets), "{mh_type}");
        }
    }
}

/// The Binding Error, octet by octet: RFC 6275 Sections 6.1.9 and 9.3.3. To the Source Address as on the wire, with the home
/// address as on the wire, without a routing header.
#[test]
fn a_binding_error_on_the_wire() {
    let mut header = UPDATE;
    header[2] = 99;
    let addresses = ChecksumAddresses::new(HOME, HA);
    let octets = packet_between((MN, HA), 60, &home_address(135, HOME), addresses, &header);
    let refusal = MobilityPacket::parse(&octets).expect("a packet").receive().expect_err("unknown");
    let mut buffer = [0xaa; 65];
    let written = refusal.answer().expect("due").write(OWN, &mut buffer).expect("65 octets");
    let mut expected = vec![0x60, 0, 0, 0, 0, 24, 135, 64];
    expected.extend(HA.octets());
    expected.extend(MN.octets());
    expected.extend([59, 2, 7, 0]);
    // by hand: 0x3b02 + 0x0700 + 0x0200 + the home address 0x2001 0db8 0001 0 0 0 0 0100, and the pseudo-header: twice
    // 2001:db8, 1 + 1, 2 + 0x55, 24, 135
    let sum: u32 = [0x3b02, 0x0700, 0x0200, 0x2001, 0x0db8, 1, 0x0100]
        .iter()
        .chain(&[0x2001, 0x0db8, 1, 1, 0x2001, 0x0db8, 2, 0x55, 24, 135])
        .sum();
    let sum = (sum & 0xffff) + (sum >> 16);
    expected.extend((!u16::try_from(sum).expect("no further carry")).to_be_bytes());
    expected.extend([2, 0]);
    expected.extend(HOME.octets());
    assert_eq!(written, expected);
    assert_eq!(buffer[64], 0xaa);
    for length in 0..64 {
        let error = refusal
            .answer()
            .expect("due")
            .write(OWN, &mut buffer[..length])
            .expect_err("too short");
        assert_eq!(error.kind(), EmitErrorKind::BufferFull);
    }
    // accepted by the one who gets it
    let written = refusal.answer().expect("due").write(OWN, &mut buffer).expect("65 octets");
    let received = MobilityPacket::parse(written).expect("a packet").receive().expect("sound");
    let error = received.read::<mip6_wire::message::BindingError<'_>>().expect("a Binding Error");
    assert_eq!(error.status, BindingErrorStatus::UNRECOGNIZED_MH_TYPE);
    assert_eq!(error.home_address, HOME);

    // without a Home Address option: the unspecified address; to a group: from an own address
    let addresses = ChecksumAddresses::new(MN, GROUP);
    let octets = packet_between((MN, GROUP), 135, &[], addresses, &header);
    let refusal = MobilityPacket::parse(&octets).expect("a packet").receive().expect_err("unknown");
    let written = refusal.answer().expect("due").write(OWN, &mut buffer).expect("65 octets");
    assert_eq!(written[8..24], OWN.octets());
    assert_eq!(written[24..40], MN.octets());
    assert_eq!(written[48..64], NOBODY.octets());
}

/// The Parameter Problem: RFC 4443 Section 3.4, its fields as etherparse reads them, and Section 2.4 (c).
#[test]
fn a_parameter_problem_on_the_wire() {
    for (padding, quoted) in [(0, 40 + 8), (1, 48 + 8), (148, 1232), (149, 1232), (250, 1232)] {
        // Destination Options with PadN options of 8 octets, then a Binding Update that is too short
        let mut extensions = Vec::new();
        let mut first = 135;
        if padding > 0 {
            extensions.extend([135, u8::try_from(padding - 1).expect("few"), 1, 4, 0, 0, 0, 0]);
            for _ in 1..padding {
                extensions.extend([1, 6, 0, 0, 0, 0, 0, 0]);
            }
            first = 60;
        }
        let octets = packet(first, &extensions, &[59, 0, 5, 0, 0, 0, 0, 1]);
        let refusal =
            MobilityPacket::parse(&octets).expect("a packet").receive().expect_err("too short");
        let mut buffer = vec![0xaa; 1300];
        let written = refusal.answer().expect("due").write(OWN, &mut buffer).expect("1280");
        let length = written.len();
        assert_eq!(length, 48 + quoted);
        assert!(length <= 1280);
        assert_eq!(written[..4], [0x60, 0, 0, 0]);
        assert_eq!(usize::from(u16::from_be_bytes([written[4], written[5]])), length - 40);
        assert_eq!(written[6..8], [58, 64]);
        assert_eq!(written[8..24], HA.octets());
        assert_eq!(written[24..40], MN.octets());
        let icmp = Icmpv6Slice::from_slice(&written[40..]).expect("ICMPv6");
        assert_eq!((icmp.type_u8(), icmp.code_u8()), (4, 0));
        let pointer = u32::try_from(octets.len() - 8 + 1).expect("a packet");
        assert_eq!(icmp.bytes5to8(), pointer.to_be_bytes());
        assert_eq!(icmp.payload(), &octets[..quoted]);
        assert!(icmp.is_checksum_valid(HA.octets(), MN.octets()));
        assert!(buffer[length..].iter().all(|octet| *octet == 0xaa));
        for shorter in [0, 39, 40, 47, length - 1] {
            let answer = refusal.answer().expect("due");
            let error = answer.write(OWN, &mut buffer[..shorter]).expect_err("too short");
            assert_eq!(error.kind(), EmitErrorKind::BufferFull);
        }
    }
    // an odd number of octets: padding of the link is not quoted, the packet behind the message is
    let mut octets = packet(135, &[], &[59, 0, 5, 0, 0, 0, 0, 1]);
    octets[5] += 3;
    octets.extend([1, 2, 3, 0xee, 0xee]);
    let refusal =
        MobilityPacket::parse(&octets).expect("a packet").receive().expect_err("too short");
    let mut buffer = [0; 1280];
    let written = refusal.answer().expect("due").write(OWN, &mut buffer).expect("1280");
    let icmp = Icmpv6Slice::from_slice(&written[40..]).expect("ICMPv6");
    assert_eq!(icmp.payload(), &octets[..51]);
    assert!(icmp.is_checksum_valid(HA.octets(), MN.octets()));
    // for a group, action bits 10: from an own address
    let addresses = ChecksumAddresses::new(MN, GROUP);
    let octets = packet_between((MN, GROUP), 60, &option(135, 0x85), addresses, &UPDATE);
    let refusal = MobilityPacket::parse(&octets).expect("a packet").receive().expect_err("unknown");
    let written = refusal.answer().expect("due").write(OWN, &mut buffer).expect("1280");
    let icmp = Icmpv6Slice::from_slice(&written[40..]).expect("ICMPv6");
    assert_eq!((icmp.type_u8(), icmp.code_u8()), (4, 2));
    assert!(icmp.is_checksum_valid(OWN.octets(), MN.octets()));
}

fn vector(id: &str) -> Vec<u8> {
    let vector = hex_vectors::all().iter().find(|vector| vector.id == id);
    vector.expect(id).octets.clone()
}

/// The packets of the vectors, written.
#[test]
fn a_home_registration_packet_to_packet() {
    let asked = vector("v01-binding-update-dns-create-packet");
    let node = MobileNode { home_address: HOME, care_of_address: MN };
    let update = BindingUpdate {
        sequence: 0x1234,
        flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
        lifetime: Lifetime(900),
        options: Options::EMPTY,
    };
    let identity = MnIdentity::from_text("mn.example.com").expect("a name");
    let mut buffer = [0xaa; 200];
    let written = PacketBuilder::from_mobile_node(&mut buffer, &node, HA, &update)
        .and_then(|packet| packet.option(&AlternateCareOfAddress { care_of_address: MN }))
        .and_then(|packet| packet.options(Some(DnsUpdate::create_or_update(identity))))
        .and_then(PacketBuilder::finish)
        .expect("200 octets");
    assert_eq!(written, asked);

    let received = MobilityPacket::parse(&asked).expect("a packet").receive().expect("sound");
    assert_eq!((received.sender(), received.recipient()), (HOME, HA));
    let update = received.read::<BindingUpdate<'_>>().expect("a Binding Update");
    let (dns, alternate) =
        update.options.select::<(DnsUpdate<'_>, AlternateCareOfAddress)>().expect("sound");
    assert_eq!(received.mobile_node(alternate).expect("routable"), node);
    let answered = vector("v04-binding-acknowledgement-dns-performed-packet");
    let acknowledgement = update.accept(Lifetime(900));
    let written = received
        .reply(&mut buffer, &acknowledgement)
        .and_then(|packet| packet.options(dns))
        .and_then(PacketBuilder::finish)
        .expect("200 octets");
    assert_eq!(written, answered);
    // later, and of one's own accord
    let path = received.return_path();
    let written = path
        .reply(&mut buffer, &acknowledgement)
        .and_then(|packet| packet.options(dns))
        .and_then(PacketBuilder::finish)
        .expect("200 octets");
    assert_eq!(written, answered);
    let written = PacketBuilder::to_mobile_node(&mut buffer, HA, &node, &acknowledgement)
        .and_then(|packet| packet.options(dns))
        .and_then(PacketBuilder::finish)
        .expect("200 octets");
    assert_eq!(written, answered);
    for length in 0..answered.len() {
        let result = received
            .reply(&mut buffer[..length], &acknowledgement)
            .and_then(|packet| packet.options(dns))
            .and_then(PacketBuilder::finish);
        assert_eq!(result.expect_err("too short").kind(), EmitErrorKind::BufferFull);
    }
}

const ACKNOWLEDGEMENT: BindingAcknowledgement<'_> = BindingAcknowledgement {
    status: BindingStatus::ACCEPTED,
    flags: mip6_wire::message::BindingAcknowledgementFlags::empty(),
    sequence: 7,
    lifetime: Lifetime(100),
    options: Options::EMPTY,
};

/// Which way a reply goes: RFC 6275 Sections 9.5.4, 11.7.4, 9.4.3 and 9.4.4.
#[test]
fn the_way_of_a_reply() {
    const CN: Ipv6Addr = HA;
    const CN_HOME: Ipv6Addr = OWN;
    // (Home Address option, routing header) of the packet: then of the reply, its source and its destination
    let extensions = |hao: bool, rh: bool| match (hao, rh) {
        (false, false) => (135, vec![]),
        (true, false) => (60, home_address(135, HOME)),
        (false, true) => (43, routing(135, CN_HOME)),
        (true, true) => (60, [home_address(43, HOME), routing(135, CN_HOME)].concat()),
    };
    let home_test = HomeTest {
        home_nonce_index: 1,
        home_init_cookie: [2; 8],
        home_keygen_token: [3; 8],
        options: Options::EMPTY,
    };
    let care_of_test = CareOfTest {
        care_of_nonce_index: 1,
        care_of_init_cookie: [2; 8],
        care_of_keygen_token: [3; 8],
        options: Options::EMPTY,
    };
    let update = BindingUpdate {
        sequence: 1,
        flags: BindingUpdateFlags::empty(),
        lifetime: Lifetime(1),
        options: Options::EMPTY,
    };
    for (hao, rh) in [(false, false), (true, false), (false, true), (true, true)] {
        let (first, extensions) = extensions(hao, rh);
        let addresses =
            ChecksumAddresses::new(if hao { HOME } else { MN }, if rh { CN_HOME } else { CN });
        let octets = packet_between((MN, CN), first, &extensions, addresses, &UPDATE);
        let received = MobilityPacket::parse(&octets).expect("a packet").receive().expect("sound");
        let path = received.return_path();
        let (mut buffer, mut later) = ([0; 128], [0; 128]);
        for mirrored in [true, false] {
            // the acknowledgement and the update carry the home address back, the tests never
            let pairs = if mirrored {
                [(
                    received.reply(&mut buffer, &ACKNOWLEDGEMENT),
                    path.reply(&mut later, &ACKNOWLEDGEMENT),
                )]
            } else {
                [(received.reply(&mut buffer, &home_test), path.reply(&mut later, &home_test))]
            };
            for (now, later) in pairs {
                let now = now.and_then(PacketBuilder::finish).expect("128 octets");
                let later = later.and_then(PacketBuilder::finish).expect("128 octets");
                assert_eq!(now, later);
                let reply = MobilityPacket::parse(now).expect("a packet");
                assert_eq!(reply.destination(), MN);
                let (source, option, header) = match (mirrored, hao, rh) {
                    (true, true, _) => (CN, None, Some(HOME)),
                    (true, false, true) => (CN, Some(CN_HOME), None),
                    (_, _, true) => (CN_HOME, None, None),
                    _ => (CN, None, None),
                };
                assert_eq!(reply.source(), source, "{hao} {rh} {mirrored}");
                assert_eq!(reply.home_address_option(), option);
                assert_eq!(reply.routing_header(), header);
                assert!(reply.receive().is_ok(), "the checksum has the right addresses");
            }
        }
        let a = received.reply(&mut buffer, &update).and_then(PacketBuilder::finish).expect("128");
        assert_eq!(a[6] == 43, hao);
        let b = received
            .reply(&mut buffer, &care_of_test)
            .and_then(PacketBuilder::finish)
            .expect("128");
        assert_eq!((b[6], b.len()), (135, 64));
    }
}

/// At home no header carries the home address; the IPv6 fields can be set, in any order.
#[test]
fn ipv6_fields() {
    let request = BindingRefreshRequest { options: Options::EMPTY };
    let at_home = MobileNode { home_address: HOME, care_of_address: HOME };
    assert!(at_home.is_at_home());
    let mut buffer = [0; 64];
    let octets = PacketBuilder::to_mobile_node(&mut buffer, HA, &at_home, &request)
        .and_then(PacketBuilder::finish)
        .expect("64 octets");
    assert_eq!((octets.len(), octets[6]), (48, 135));
    let mut expected = octets.to_vec();
    expected[..4].copy_from_slice(&[0x6b, 0x81, 0x23, 0x45]);
    expected[7] = 255;
    fn new(buffer: &mut [u8; 64]) -> PacketBuilder<'_> {
        let request = BindingRefreshRequest { options: Options::EMPTY };
        PacketBuilder::new(buffer, HA, HOME, &request).expect("64 octets")
    }
    let octets =
        new(&mut buffer).hop_limit(255).traffic_class(0xb8).flow_label(0xfff1_2345).finish();
    assert_eq!(octets.expect("64 octets"), expected);
    let octets =
        new(&mut buffer).flow_label(0xfff1_2345).traffic_class(0xb8).hop_limit(255).finish();
    assert_eq!(octets.expect("64 octets"), expected);
}

/// RFC 6275 Section 6.2.7 for a whole packet: the same octets as of the message alone.
#[test]
fn a_signed_packet() {
    let node = MobileNode { home_address: HOME, care_of_address: MN };
    let update = BindingUpdate {
        sequence: 1,
        flags: BindingUpdateFlags::ACKNOWLEDGE,
        lifetime: Lifetime(105),
        options: Options::EMPTY,
    };
    let nonces = NonceIndices { home: 10, care_of: 20 };
    let expected = vector("v16-binding-update-authorization");
    let correspondent = Ipv6Addr::new(0x2001, 0xdb8, 3, 0, 0, 0, 0, 7);
    let mut buffer = [0; 128];
    let unsigned = PacketBuilder::from_mobile_node(&mut buffer, &node, correspondent, &update)
        .and_then(|packet| packet.option(&nonces))
        .and_then(|packet| packet.authorize(12))
        .expect("128 octets");
    let input = unsigned.mac_input(MN).pieces().concat();
    let mut covered = [MN.octets(), correspondent.octets()].concat();
    covered.extend(&expected[..4]);
    covered.extend([0, 0]);
    covered.extend(&expected[6..20]);
    assert_eq!(input, covered);
    let octets = unsigned.sign(&expected[20..]).expect("12 octets");
    assert_eq!(octets[64..], expected);

    let received = MobilityPacket::parse(octets).expect("a packet").receive().expect("sound");
    let (again, authenticator) = received.authenticated::<12>(MN).expect("sound").expect("present");
    assert_eq!(again.pieces().concat(), covered);
    assert_eq!(&authenticator[..], &expected[20..]);
    // the acknowledgement: the correspondent is its sender
    let mut reply = [0; 128];
    let unsigned = received
        .reply(&mut reply, &ACKNOWLEDGEMENT)
        .and_then(|packet| packet.authorize(12))
        .expect("128 octets");
    let input = unsigned.mac_input(MN).pieces().concat();
    assert_eq!(input[..32], covered[..32]);
    let octets = unsigned.sign(&[9; 12]).expect("12 octets");
    let received = MobilityPacket::parse(octets).expect("a packet").receive().expect("sound");
    let (again, authenticator) = received.authenticated::<12>(MN).expect("sound").expect("present");
    assert_eq!(again.pieces().concat(), input);
    assert_eq!(authenticator, &[9; 12]);
    let unsigned = PacketBuilder::new(&mut reply, HA, MN, &ACKNOWLEDGEMENT)
        .and_then(|packet| packet.authorize(12))
        .expect("128 octets");
    let error = unsigned.sign(&[9; 11]).expect_err("12 were announced");
    assert_eq!(error.kind(), EmitErrorKind::AuthenticatorLength);
}

/// Authenticators of any length but the one asked for are not handed out.
#[test]
fn an_authenticator_of_the_length_asked_for() {
    let update = BindingUpdate {
        sequence: 1,
        flags: BindingUpdateFlags::ACKNOWLEDGE,
        lifetime: Lifetime(105),
        options: Options::EMPTY,
    };
    for length in 0..=255_u8 {
        let mut buffer = [0; 320];
        let addresses = ChecksumAddresses::new(MN, HA);
        let octets = mip6_wire::MessageBuilder::new(&mut buffer, &update)
            .and_then(|message| message.authorize(length))
            .and_then(|unsigned| unsigned.sign(&vec![7; usize::from(length)], &addresses))
            .expect("320 octets");
        let header = MobilityHeader::parse(octets).expect("framed");
        let at = octets.len() - usize::from(length) - 1;
        assert_eq!(octets[at], length);
        match header.authenticated::<12>() {
            Ok(Some(found)) => assert_eq!((length, found.authenticator()), (12, &[7; 12])),
            Ok(None) => panic!("there is one"),
            Err(error) => {
                assert_ne!(length, 12);
                assert_eq!((error.kind(), error.offset()), (ParseErrorKind::OptionLength, at));
            }
        }
        assert_eq!(header.authenticated::<0>().is_ok(), length == 0);
        assert_eq!(header.authenticated::<16>().is_ok(), length == 16);
        let data = header.message().expect("sound").options().expect("known");
        assert!(data.find::<BindingAuthorizationData<'_>>().expect("sound").is_some());
    }
}
