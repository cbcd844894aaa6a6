//! Access network identifiers in DHCP (RFC 7839), from octets laid out by hand after its figures, and home network
//! information beside them: the vectors, and the second reader.

use crate::support::hex_vectors::{self, Vector};
use crate::support::inside;
use crate::support::under_miri::one_in;
use crate::support::{dhcp, second_reader};
use mip6_wire::dhcp::{
    Dhcpv6AccessPointName, Dhcpv6NetworkName, Dhcpv6Operator, Dhcpv6Option, Dhcpv6Type,
    HomeNetworkType, RelayAccessPointBssid, RelayAccessTechnology, RelayAgentType,
    RelayNetworkName, RelayOperator, RelayOperatorRealm,
};
use mip6_wire::option::access::{NetworkIdentifier, NetworkIdentifierFlags, OperatorIdentifier};
use mip6_wire::option::{SubOptions, SubOptionsBuilder};
use mip6_wire::{ParseError, ParseErrorKind as Kind};

/// Sections 4.2 to 4.4: access technology 4, "ssid", a BSSID, PEN 10415, a realm.
const RELAY: &[u8] = b"\x0d\x02\x00\x04\x0e\x04ssid\x10\x06\x02\x00\x5e\x10\x20\x30\x11\x04\x00\x00\x28\xaf\x12\x0bexample.org";

/// Sections 5.2.1, 5.2.2, 5.3.1: "ssid", "ap", PEN 10415.
const DHCPV6: &[u8] = b"\x00\x6a\x00\x04ssid\x00\x6b\x00\x02ap\x00\x6d\x00\x04\x00\x00\x28\xaf";

fn find<'a, S>(octets: &'a [u8]) -> Option<S>
where
    S: mip6_wire::option::SubOptionBody<'a>,
{
    SubOptions::new(octets).find().expect("sound")
}

#[test]
fn relay_agent_sub_options() {
    let technology: RelayAccessTechnology = find(RELAY).expect("present");
    assert_eq!(technology.access_technology_type, 4);
    let name: RelayNetworkName<'_> = find(RELAY).expect("present");
    assert_eq!(name.network_name, b"ssid");
    let bssid: RelayAccessPointBssid = find(RELAY).expect("present");
    assert_eq!(bssid.bssid, [2, 0, 0x5e, 0x10, 0x20, 0x30]);
    let operator: RelayOperator = find(RELAY).expect("present");
    let of_option_52 = operator.to_operator_identifier();
    assert_eq!(of_option_52.as_private_enterprise_number(), Some(10415));
    assert_eq!(RelayOperator::from_operator_identifier(&of_option_52), Some(operator));
    assert_eq!(RelayOperatorRealm::from_operator_identifier(&of_option_52), None);
    let realm: RelayOperatorRealm<'_> = find(RELAY).expect("present");
    assert_eq!(realm.to_operator_identifier(), OperatorIdentifier::realm(b"example.org"));
}

#[test]
fn dhcpv6_options_and_option_52() {
    let name: Dhcpv6NetworkName<'_> = find(DHCPV6).expect("present");
    let point: Dhcpv6AccessPointName<'_> = find(DHCPV6).expect("present");
    let identifier = name.to_network_identifier(Some(point));
    let expected = NetworkIdentifier {
        flags: NetworkIdentifierFlags::UTF_8,
        network_name: b"ssid",
        access_point_name: b"ap",
    };
    assert_eq!(identifier, expected);
    assert_eq!(Dhcpv6NetworkName::from_network_identifier(&identifier), Some(name));
    assert_eq!(Dhcpv6AccessPointName::from_network_identifier(&identifier), Some(point));
    let latin_1 =
        NetworkIdentifier { network_name: b"caf\xe9", access_point_name: b"", ..identifier };
    assert_eq!(Dhcpv6NetworkName::from_network_identifier(&latin_1), None);
    assert_eq!(Dhcpv6AccessPointName::from_network_identifier(&latin_1), None);
    let wide = OperatorIdentifier {
        identifier: &[0, 0, 0, 0x28, 0xaf],
        ..OperatorIdentifier::private_enterprise_number(&[0; 4])
    };
    let operator: Dhcpv6Operator = find(DHCPV6).expect("present");
    assert_eq!(Dhcpv6Operator::from_operator_identifier(&wide), Some(operator));
}

#[test]
fn written_as_they_were_read() {
    let mut buffer = [0; 64];
    let mut builder = SubOptionsBuilder::<Dhcpv6Type>::new(&mut buffer);
    for option in SubOptions::<Dhcpv6Type>::new(DHCPV6) {
        builder = builder.any(&option.expect("sound")).expect("room");
    }
    assert_eq!(builder.finish().expect("room").as_octets(), DHCPV6);
    let mut buffer = [0; 64];
    let mut builder = SubOptionsBuilder::<RelayAgentType>::new(&mut buffer);
    for option in SubOptions::<RelayAgentType>::new(RELAY) {
        builder = builder.any(&option.expect("sound")).expect("room");
    }
    assert_eq!(builder.finish().expect("room").as_octets(), RELAY);
}

#[test]
fn wrong_lengths_point_at_the_length() {
    let error = |result: Result<(), ParseError>| {
        let error = result.expect_err("malformed");
        (error.kind(), error.offset())
    };
    let dhcpv6 = |octets| error(SubOptions::<Dhcpv6Type>::new(octets).check());
    assert_eq!(dhcpv6(&[0, 109, 0, 3, 1, 2, 3]), (Kind::OptionLength, 2));
    assert_eq!(dhcpv6(&[0, 106, 0, 9, 1]), (Kind::OptionTruncated, 2));
    assert_eq!(dhcpv6(&[0, 106, 0]), (Kind::OptionTruncated, 0));
    let relay = |octets| error(SubOptions::<RelayAgentType>::new(octets).check());
    assert_eq!(relay(&[16, 5, 1, 2, 3, 4, 5]), (Kind::OptionLength, 3));
    assert_eq!(relay(&[13, 1, 4]), (Kind::OptionLength, 3));
}

#[test]
fn debug_shows_no_identifier() {
    for option in SubOptions::<Dhcpv6Type>::new(DHCPV6) {
        let text = format!("{:?}", option.expect("sound"));
        assert!(!text.contains("115, 115") && !text.contains("ssid"), "{text}");
        assert!(!text.contains("40, 175") && !text.contains("10415"), "{text}");
        assert!(text.contains("octets"), "{text}");
    }
    let bssid = format!("{:?}", find::<RelayAccessPointBssid>(RELAY));
    assert!(!bssid.contains("94") && bssid.contains("6 octets"), "{bssid}");
    assert!(matches!(
        SubOptions::<Dhcpv6Type>::new(&[1, 0, 0, 1, 7]).iter().next(),
        Some(Ok(Dhcpv6Option::Unknown(_)))
    ));
}

fn vectors() -> Vec<Vector> {
    let kinds = ["dhcpv4-relay-agent", "dhcpv6-options", "dhcpv6-home-network"];
    kinds.into_iter().flat_map(hex_vectors::by_kind).collect()
}

/// What a vector is held against, with the octets that this takes.
fn check(vector: &Vector) -> (fn(&[u8]), &[u8]) {
    match vector.kind() {
        Some("dhcpv4-relay-agent") => {
            let [82, length, area @ ..] = &vector.octets[..] else {
                panic!("{}: no option 82", vector.id);
            };
            assert_eq!(usize::from(*length), area.len(), "{}", vector.id);
            (dhcp::relay_agent, area)
        }
        Some("dhcpv6-options") => (dhcp::dhcpv6, &vector.octets),
        _ => (dhcp::home_network, &vector.octets),
    }
}

/// The second reader agrees on each, and on each prefix and each flipped bit of it.
#[test]
fn vectors_are_read_as_the_second_reader_reads_them() {
    for vector in vectors().into_iter().step_by(one_in(5)) {
        let (agrees, octets) = check(&vector);
        for length in (0..=octets.len()).rev().step_by(one_in(17)) {
            agrees(&octets[..length]);
        }
        let mut damaged = octets.to_vec();
        for bit in (0..8 * octets.len()).step_by(one_in(101)) {
            damaged[bit / 8] ^= 1 << (bit % 8);
            agrees(&damaged);
            damaged[bit / 8] ^= 1 << (bit % 8);
        }
    }
}

/// Every option of a vector as its parts; those inside of another at depth 2.
fn parts(vector: &Vector) -> Vec<inside::Part> {
    use mip6_wire::dhcp::Dhcpv6Option as Option6;
    let (_, octets) = check(vector);
    match vector.kind() {
        Some("dhcpv4-relay-agent") => {
            inside::sub_options(SubOptions::<RelayAgentType>::new(octets), |_| vec![])
        }
        Some("dhcpv6-options") => {
            inside::sub_options(SubOptions::<Dhcpv6Type>::new(octets), |option| {
                let options = match option {
                    Option6::VisitedHomeNetwork(found) => found.options,
                    Option6::IdentifiedHomeNetwork(found) => found.options,
                    Option6::UnrestrictedHomeNetwork(found) => found.options,
                    _ => return vec![],
                };
                inside::sub_options(options, |_| vec![])
            })
        }
        _ => inside::sub_options(SubOptions::<HomeNetworkType>::new(octets), |_| vec![]),
    }
}

/// Kind and offset are those of the file, nothing else is wrong, and what stands behind is read.
#[test]
fn faults_are_as_the_files_say() {
    let (mut malformed, mut sound) = (0, 0);
    for vector in &vectors() {
        let parts = parts(vector);
        let faults: Vec<_> =
            parts.iter().filter_map(|part| Some((part.depth, part.fault?))).collect();
        let said = |key, depth| {
            let offset = vector.get(key)?.parse::<usize>().expect("an offset");
            Some((depth, offset, vector.error_kind()?.to_owned()))
        };
        let said = said("error-offset", 1).or_else(|| said("inside-error-offset", 2));
        let found = faults
            .iter()
            .map(|(depth, error)| (*depth, error.offset(), format!("{:?}", error.kind())));
        assert_eq!(Vec::from_iter(found), Vec::from_iter(said.clone()), "{}", vector.id);
        assert_eq!(said.is_some(), vector.is_in("malformed"), "{}", vector.id);
        let Some((depth, offset, kind)) = said else {
            sound += 1;
            continue;
        };
        malformed += 1;
        let behind = |wanted: usize| {
            let is_sound = |part: &&inside::Part| part.fault.is_none() && part.at > offset;
            parts.iter().filter(is_sound).any(|part| part.depth == wanted)
        };
        // what runs past the end of an area ends it
        if kind != "OptionTruncated" {
            assert!(behind(depth), "{}", vector.id);
        }
        if depth == 2 {
            assert!(behind(1), "{}", vector.id);
        }
    }
    assert_eq!((sound, malformed), (25, 31));
}

/// Every code that has a row, the codes beside it and some others, with every length that is near one of its own, and
/// every truncation of that; alone, and behind another option.
#[test]
fn every_code_length_and_truncation() {
    type Area = (&'static second_reader::dhcp::Family, fn(&[u8]), &'static [u8]);
    let areas: [Area; 3] = [
        (&second_reader::dhcp::RELAY_AGENT, dhcp::relay_agent, RELAY),
        (&second_reader::dhcp::DHCPV6, dhcp::dhcpv6, DHCPV6),
        (&second_reader::dhcp::HOME_NETWORK, dhcp::home_network, b""),
    ];
    for (family, agrees, in_front) in areas {
        let mut codes: Vec<u16> = vec![0, 1, 2, 82, 255];
        for (code, ..) in family.rows {
            codes.extend([code - 1, *code, code + 1]);
            if family.width == 2 {
                // the same number in the other octet, and in both
                codes.extend([code << 8, code << 8 | code]);
            }
        }
        codes.sort_unstable();
        codes.dedup();
        for code in codes.into_iter().step_by(one_in(7)) {
            for length in (0..=40_u16).step_by(one_in(13)) {
                for fill in [0, 0x03, 0x81] {
                    let mut octets = match family.width {
                        1 => vec![code.to_be_bytes()[1], length.to_be_bytes()[1]],
                        _ => [code.to_be_bytes(), length.to_be_bytes()].concat(),
                    };
                    octets.resize(octets.len() + usize::from(length), fill);
                    for cut in (0..=octets.len()).step_by(one_in(11)) {
                        agrees(&octets[..cut]);
                    }
                    agrees(&[in_front, &octets[..], in_front].concat());
                }
            }
        }
    }
}

/// The longest option there is, of each code.
#[test]
fn the_longest_options() {
    for code in (0..=255).step_by(one_in(51)) {
        let mut octets = vec![code, 255];
        octets.resize(257, 1);
        dhcp::relay_agent(&octets);
        let mut octets = vec![0, code, 255, 255];
        octets.resize(65539, 1);
        if code % 16 == 1 && !cfg!(miri) {
            dhcp::dhcpv6(&octets);
        }
        octets.truncate(65538);
        let error = SubOptions::<Dhcpv6Type>::new(&octets).check();
        let error = error.expect_err("an octet is missing");
        assert_eq!((error.kind(), error.offset()), (Kind::OptionTruncated, 2));
    }
}
