//! Binary traffic selectors, held against a second reading of RFC 6088 Section 3 written down here.

use mip6_wire::option::flow::{
    BinaryTrafficSelector, Ipv4TrafficSelector, Ipv6TrafficSelector, SelectorRange,
    TrafficSelector, TrafficSelectorFormat,
};
use mip6_wire::option::qos::{OffloadTrafficSelector, QosTrafficSelector};
use mip6_wire::{EmitError, EmitErrorKind, Field, ParseError, ParseErrorKind as Kind, Value};

type Row = (char, &'static str, usize);
type List<T> = fn(&T, &mut dyn FnMut(Field<'_>));

/// Figure 1: letter, name, octets.
#[rustfmt::skip] // a table
const IPV4: &[Row] = &[
    ('A', "start_source_address", 4), ('B', "end_source_address", 4),
    ('C', "start_destination_address", 4), ('D', "end_destination_address", 4),
    ('E', "start_spi", 4), ('F', "end_spi", 4),
    ('G', "start_source_port", 2), ('H', "end_source_port", 2),
    ('I', "start_destination_port", 2), ('J', "end_destination_port", 2),
    ('K', "start_ds", 1), ('L', "end_ds", 1),
    ('M', "start_protocol", 1), ('N', "end_protocol", 1),
];

/// Figure 2.
#[rustfmt::skip] // a table
const IPV6: &[Row] = &[
    ('A', "start_source_address", 16), ('B', "end_source_address", 16),
    ('C', "start_destination_address", 16), ('D', "end_destination_address", 16),
    ('E', "start_spi", 4), ('F', "end_spi", 4),
    ('G', "start_flow_label", 4), ('H', "end_flow_label", 4),
    ('I', "start_source_port", 2), ('J', "end_source_port", 2),
    ('K', "start_destination_port", 2), ('L', "end_destination_port", 2),
    ('M', "start_traffic_class", 1), ('N', "end_traffic_class", 1),
    ('O', "start_next_header", 1), ('P', "end_next_header", 1),
];

fn octets_of(field: &Field<'_>) -> Vec<u8> {
    match field.value {
        Value::Flags(bits, _) => bits.to_be_bytes().to_vec(),
        Value::Number(number) => number.to_be_bytes()[8 - field.octets..].to_vec(),
        Value::Ipv4(address) => address.octets().to_vec(),
        Value::Ipv6(address) => address.octets().to_vec(),
        other => panic!("{other:?}"),
    }
}

/// Every set of flags, with its fields, one octet fewer, and one more.
fn every_set_of_flags<T: PartialEq + std::fmt::Debug>(
    rows: &[Row],
    parse: fn(&[u8]) -> Result<T, ParseError>,
    emit: fn(&T, &mut [u8]) -> Result<usize, EmitError>,
    list: List<T>,
) {
    let error = |octets: &[u8]| {
        let error = parse(octets).expect_err("malformed");
        (error.kind(), error.offset())
    };
    for set in 0_u32..1 << rows.len() {
        // the first row has the highest bit
        let word = set << (32 - rows.len());
        let has = |row: &Row| word & (0x8000_0000 >> (u32::from(row.0) - u32::from('A'))) != 0;
        let mut octets = word.to_be_bytes().to_vec();
        let mut expected = vec![("flags", 0, octets.clone())];
        for row in rows.iter().filter(|row| has(row)) {
            let field: Vec<u8> = (0..row.2).map(|_| octets.len() as u8 ^ 0xa5).collect();
            expected.push((row.1, octets.len(), field.clone()));
            octets.extend(field);
        }
        if rows.chunks(2).any(|range| has(&range[1]) && !has(&range[0])) {
            assert_eq!(error(&octets), (Kind::OptionValue, 0));
            continue;
        }
        let selector = parse(&octets).expect("sound");
        let mut listed = Vec::new();
        list(&selector, &mut |field| {
            if let Value::Flags(bits, flags) = field.value {
                let set = flags.iter().filter(|flag| bits & flag.bits != 0);
                let letters: String = set.map(|flag| flag.name).collect();
                let expected: String =
                    (rows.iter().filter(|row| has(row))).map(|row| row.0).collect();
                assert_eq!(letters, expected);
            }
            listed.push((field.name, field.offset, octets_of(&field)));
        });
        assert_eq!(listed, expected);

        let mut buffer = [0x5a; 128];
        assert_eq!(emit(&selector, &mut buffer), Ok(octets.len()));
        assert_eq!(buffer[..octets.len()], octets);
        assert!(buffer[octets.len()..].iter().all(|octet| *octet == 0x5a));
        let full = emit(&selector, &mut buffer[..octets.len() - 1]).expect_err("too short");
        assert_eq!(full.kind(), EmitErrorKind::BufferFull);

        let short = octets.len() - 1;
        assert_eq!(error(&octets[..short]), (Kind::Truncated, short));
        octets.push(0);
        assert_eq!(error(&octets), (Kind::TrailingOctets, octets.len() - 1));
        octets.pop();

        // reserved bits are ignored
        octets[3] |= 1;
        assert_eq!(parse(&octets), Ok(selector));
    }
}

#[test]
#[cfg_attr(miri, ignore = "slow")]
fn every_ipv4_selector() {
    every_set_of_flags(
        IPV4,
        Ipv4TrafficSelector::parse,
        |selector, buffer| selector.emit(buffer).map(<[u8]>::len),
        |selector, out| selector.fields(out),
    );
}

#[test]
#[cfg_attr(miri, ignore = "slow")]
fn every_ipv6_selector() {
    every_set_of_flags(
        IPV6,
        Ipv6TrafficSelector::parse,
        |selector, buffer| selector.emit(buffer).map(<[u8]>::len),
        |selector, out| selector.fields(out),
    );
}

/// Laid out by hand after Figure 1: A and B, I, M.
const HAND_IPV4: [u8; 15] = [
    0xc0, 0x88, 0, 0, 192, 0, 2, 1, 192, 0, 2, 9, 0, 80, 6, //
];

/// Laid out by hand after Figure 2: C, G, P and O.
const HAND_IPV6: [u8; 26] = [
    0x22, 0x03, 0, 0, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0xf, 0xff, 0xff,
    6, 17,
];

#[test]
fn selectors_by_hand_in_each_sub_option() {
    let ipv4 = Ipv4TrafficSelector {
        source_address: Some(SelectorRange::new([192, 0, 2, 1].into(), [192, 0, 2, 9].into())),
        destination_port: Some(SelectorRange::one(80)),
        protocol: Some(SelectorRange::one(6)),
        ..Ipv4TrafficSelector::default()
    };
    let ipv6 = Ipv6TrafficSelector {
        destination_address: Some(SelectorRange::one("2001:db8::7".parse().expect("address"))),
        flow_label: Some(SelectorRange::one(0xf_ffff)),
        next_header: Some(SelectorRange::new(6, 17)),
        ..Ipv6TrafficSelector::default()
    };
    for (format, selector, expected) in [
        (1, &HAND_IPV4[..], Some(BinaryTrafficSelector::Ipv4(ipv4))),
        (2, &HAND_IPV6, Some(BinaryTrafficSelector::Ipv6(ipv6))),
        (3, &HAND_IPV4, None),
    ] {
        let format = TrafficSelectorFormat(format);
        let expected = expected.map(Ok);
        assert_eq!(TrafficSelector { format, selector }.binary(), expected);
        assert_eq!(OffloadTrafficSelector { format, selector }.binary(), expected);
        assert_eq!(QosTrafficSelector { format, selector }.binary(), expected);
    }
    let cut =
        TrafficSelector { format: TrafficSelectorFormat::IPV4_BINARY, selector: &HAND_IPV4[..14] };
    let error = cut.binary().expect("a format").expect_err("cut off");
    assert_eq!((error.kind(), error.offset()), (Kind::Truncated, 18));
}
