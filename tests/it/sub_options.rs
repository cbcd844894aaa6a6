//! Sub-options: what is found, what is kept, where an error points, and what a log shows.

use mip6_wire::option::access::{
    AccessNetworkIdentifier, Ani, AniType, Coordinate, GeoLocation, MagGroupIdentifier,
    NetworkIdentifier, NetworkIdentifierFlags, OperatorIdentifier,
};
use mip6_wire::option::{RawSubOption, SubOptions, SubOptionsBuilder};
use mip6_wire::{Deviations, EmitErrorKind, Options, ParseError, ParseErrorKind as Kind};

fn error<T: std::fmt::Debug>(result: Result<T, ParseError>) -> (Kind, usize) {
    let error = result.expect_err("malformed");
    (error.kind(), error.offset())
}

/// A bad body, a good one behind it, an unknown one, and a length that runs past the end.
#[test]
fn errors_point_at_the_length_counted_from_the_option() {
    let body = [2, 5, 1, 2, 3, 4, 5, 5, 2, 0, 7, 99, 1, 9, 6, 4, 0];
    let octets = [&[52, 17][..], &body].concat();
    let option: AccessNetworkIdentifier<'_> =
        Options::new(&octets, 12).find().expect("framed").expect("present");
    let sub_options = option.sub_options;
    let items: Vec<_> = sub_options.iter().collect();
    assert_eq!(items.len(), 4);
    assert_eq!(error(items[0]), (Kind::OptionLength, 3));
    assert_eq!(items[1], Ok(Ani::MagGroupIdentifier(MagGroupIdentifier { group: [0, 7] })));
    assert_eq!(items[2], Ok(Ani::Unknown(RawSubOption::new(AniType(99), &[9]))));
    assert_eq!(error(items[3]), (Kind::OptionTruncated, 17));
    // no answer from a broken area
    let found = sub_options.find::<MagGroupIdentifier>();
    assert_eq!(error(found), (Kind::OptionTruncated, 17));
    assert_eq!(error(sub_options.check()), (Kind::OptionLength, 3));

    let sound = SubOptions::<AniType>::new(&body[..14]);
    let group = MagGroupIdentifier { group: [0, 7] };
    assert_eq!(sound.find(), Ok(Some(group)));
    assert_eq!(sound.find::<OperatorIdentifier<'_>>(), Ok(None));
    assert_eq!(error(sound.find::<GeoLocation>()), (Kind::OptionLength, 3));
}

#[test]
fn a_lone_type_is_cut_off_at_itself() {
    let sub_options = SubOptions::<AniType>::new(&[6, 2, 0, 1, 5]);
    assert_eq!(error(sub_options.check()), (Kind::OptionTruncated, 6));
}

/// Every split of the two names of a network identifier, and each length that does not fit.
#[test]
fn a_network_identifier_is_as_long_as_its_names() {
    for network in 0..4_u8 {
        for access_point in 0..4_u8 {
            for length in 0..12_u8 {
                let mut octets = vec![1, length, 0x80, network];
                octets.extend(vec![b'n'; network.into()]);
                octets.push(access_point);
                octets.extend(vec![b'a'; access_point.into()]);
                octets.resize(2 + usize::from(length), 0);
                let found = SubOptions::<AniType>::new(&octets).find::<NetworkIdentifier<'_>>();
                if length == 3 + network + access_point {
                    let found = found.expect("sound").expect("present");
                    assert_eq!(found.network_name, vec![b'n'; network.into()]);
                    assert_eq!(found.access_point_name, vec![b'a'; access_point.into()]);
                } else if length < 3 + network {
                    assert_eq!(error(found), (Kind::OptionLength, 3));
                }
            }
        }
    }
}

#[test]
fn coordinates() {
    // 53 * 32768, and 2^24 - 23 * 32768
    for (octets, degrees) in [
        ([0x1a, 0x80, 0x00], 53.0),
        ([0xf4, 0x80, 0x00], -23.0),
        ([0, 0, 1], 1.0 / 32768.0),
        ([0xff, 0xff, 0xff], -1.0 / 32768.0),
    ] {
        let area = [&[2, 6][..], &octets, &[0, 0, 0]].concat();
        let place: GeoLocation =
            SubOptions::<AniType>::new(&area).find().expect("sound").expect("present");
        assert!((place.latitude.degrees() - degrees).abs() < f64::EPSILON);
        assert_eq!(Coordinate::from_units(place.latitude.units()), Some(place.latitude));
    }
    assert_eq!(Coordinate::from_units(0x80_0000), None);
    assert_eq!(Coordinate::from_units(-0x80_0001), None);
}

#[test]
fn private_enterprise_numbers_of_any_width() {
    let number = |octets: &[u8]| {
        let mut identifier = OperatorIdentifier::private_enterprise_number(&[0; 4]);
        identifier.identifier = octets;
        identifier.as_private_enterprise_number()
    };
    assert_eq!(number(&[0x28, 0xaf]), Some(10415));
    assert_eq!(number(&[0, 0, 0, 0x28, 0xaf]), Some(10415));
    assert_eq!(number(&[1, 0, 0, 0, 0]), None);
    assert_eq!(OperatorIdentifier::realm(b"a").as_private_enterprise_number(), None);
}

/// What is read is written again octet for octet, unknown types too; no shorter buffer is enough.
#[test]
fn sub_options_are_written_as_they_were_read() {
    let octets = [1, 5, 0, 1, b'n', 1, b'a', 0, 2, 7, 7, 6, 2, 0, 9];
    let sub_options = SubOptions::<AniType>::new(&octets);
    let write = |buffer: &mut [u8]| {
        let mut builder = SubOptionsBuilder::<AniType>::new(buffer);
        for sub_option in sub_options {
            builder = builder.any(&sub_option.expect("sound"))?;
        }
        builder.finish().map(|written| written.as_octets().to_vec())
    };
    assert_eq!(write(&mut [0; 15]).expect("room"), octets);
    for short in 0..15 {
        let error = write(&mut vec![0; short]).expect_err("too short");
        assert_eq!(error.kind(), EmitErrorKind::BufferFull);
    }
    let long = RawSubOption::new(AniType(9), &[0; 256]);
    let error = SubOptionsBuilder::new(&mut [0; 300]).raw(&long).expect_err("too long");
    assert_eq!(error.kind(), EmitErrorKind::OptionTooLong);
}

/// RFC 6089 Section 4.2.1 and RFC 6088 Section 3.2: a list of identifiers at 2n, 128-bit addresses at 8n. By hand, of a
/// Binding Update: its options begin at octet 12, so the option is padded to 16 and its selector by 2 octets to 32.
#[test]
fn sub_options_of_flows_are_aligned() {
    use mip6_wire::message::{BindingUpdate, BindingUpdateFlags, Lifetime, MessageBuilder};
    use mip6_wire::option::flow::{
        BindingReference, FlowIdentification, FlowStatus, Identifiers, Ipv6TrafficSelector,
        SelectorRange, TrafficSelector, TrafficSelectorFormat,
    };
    let selector = Ipv6TrafficSelector {
        source_address: Some(SelectorRange::one("2001:db8::7".parse().expect("an address"))),
        ..Ipv6TrafficSelector::default()
    };
    let (mut room, mut area, mut message) = ([0; 64], [0; 64], [0; 96]);
    let selector = TrafficSelector {
        format: TrafficSelectorFormat::IPV6_BINARY,
        selector: selector.emit(&mut room).expect("room"),
    };
    let bindings = BindingReference { binding_ids: Identifiers::new(&[[0, 1], [0, 2]]) };
    let sub_options = SubOptionsBuilder::new(&mut area)
        .push(&bindings)
        .and_then(|builder| builder.push(&selector))
        .and_then(SubOptionsBuilder::finish)
        .expect("room");
    let padded = [2, 4, 0, 1, 0, 2, 1, 0, 3, 22, 2, 0, 0x80, 0, 0, 0];
    assert_eq!(sub_options.as_octets()[..16], padded);
    let option = FlowIdentification {
        flow_identifier: 5,
        priority: 1,
        status: FlowStatus::SUCCESSFUL,
        sub_options,
    };
    let update = BindingUpdate {
        sequence: 1,
        flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
        lifetime: Lifetime(2),
        options: Options::EMPTY,
    };
    let octets = MessageBuilder::new(&mut message, &update)
        .and_then(|builder| builder.option(&option))
        .and_then(MessageBuilder::finish_without_checksum)
        .expect("room");
    assert_eq!(octets[12..18], [1, 2, 0, 0, 45, 38]);
    assert_eq!(octets[32..34], [3, 22]);
    assert_eq!(octets[40..42], [0x20, 0x01]); // the address, at 8n
    assert_eq!(octets.len(), 56);
    let audit = |octets: &[u8]| {
        crate::support::comparison::deviations(octets);
        mip6_wire::MobilityHeader::parse(octets).expect("whole").audit()
    };
    assert!(audit(octets).is_empty(), "{}", audit(octets));

    // the same sub-options in an option at 12: aligned at 2n, as its own row asks, and its selector is not
    let mut moved = octets[..12].to_vec();
    moved.extend(&octets[16..56]);
    moved.extend([1, 2, 0, 0]);
    assert_eq!(audit(&moved), Deviations::MISALIGNED_OPTION | Deviations::PADDING_FORM);
}

/// Each flag of a selector as the first one that is set, behind another sub-option of each length, in an option at each
/// place: the builder and the audit do as the second reader says, which has the flags by their letters.
#[test]
fn selectors_are_aligned_by_their_first_flag() {
    use crate::support::comparison;
    use mip6_wire::option::flow::{FlowSubOptionType, TrafficSelector, TrafficSelectorFormat};
    for format in 0..=3 {
        for bit in 0..=16 {
            let selector = (0x8000_0000_u32 >> bit).to_be_bytes();
            for before in 0..8 {
                let mut room = [0; 40];
                let other = RawSubOption::new(FlowSubOptionType(99), &[7; 8][..before]);
                let sub_options = SubOptionsBuilder::new(&mut room)
                    .raw(&other)
                    .and_then(|builder| {
                        builder.push(&TrafficSelector {
                            format: TrafficSelectorFormat(format),
                            selector: &selector,
                        })
                    })
                    .and_then(SubOptionsBuilder::finish)
                    .expect("room");
                let area = sub_options.as_octets();
                let length = u8::try_from(6 + area.len()).expect("short");
                let option = [&[45, length, 0, 1, 0, 1, 0, 0], area].concat();
                let (places, all) = comparison::flow_places(&option);
                assert!(all && places.contains(&0), "{format} {bit} {before}");

                // as few octets of padding as do it
                let fewest = (0..8).find(|padding| {
                    let mut octets = option[..8 + 2 + before].to_vec();
                    octets.resize(octets.len() + padding, 0);
                    octets.extend([&[3, 6, format, 0], &selector[..]].concat());
                    let (places, all) = comparison::flow_places(&octets);
                    all && places.contains(&0)
                });
                assert_eq!(Some(area.len() - 2 - before - 8), fewest);

                for place in 0..8 {
                    let mut octets = vec![59, 0, 5, 0, 0, 0, 0, 1, 0xc0, 0, 0, 2];
                    octets.resize(12 + place, 0);
                    octets.extend(&option);
                    octets.resize(octets.len().next_multiple_of(8), 0);
                    octets[1] = u8::try_from(octets.len() / 8 - 1).expect("short");
                    comparison::deviations(&octets);
                }
            }
        }
    }
}

/// No name, no place and no operator in `Debug`.
#[test]
fn debug_shows_no_identifier() {
    let mut buffer = [0; 100];
    let place = Coordinate::from_units(0x0071_7a71).expect("24 bits");
    let network = NetworkIdentifier {
        flags: NetworkIdentifierFlags::UTF_8,
        network_name: b"zqzq",
        access_point_name: b"zqzq",
    };
    let sub_options = SubOptionsBuilder::new(&mut buffer)
        .push(&network)
        .and_then(|builder| builder.push(&GeoLocation { latitude: place, longitude: place }))
        .and_then(|builder| builder.push(&OperatorIdentifier::realm(b"zqzq")))
        .and_then(|builder| builder.push(&MagGroupIdentifier { group: *b"zq" }))
        .and_then(|builder| builder.raw(&RawSubOption::new(AniType(99), b"zqzq")))
        .and_then(SubOptionsBuilder::finish)
        .expect("room");
    let option = AccessNetworkIdentifier { sub_options };
    for text in [format!("{option:?}"), format!("{option:#?}"), format!("{option:x?}")] {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for shown in ["zq", "122", "7a", "113", "717a71", "7436913"] {
            assert!(!flat.contains(shown), "{shown} in {text}");
        }
        assert!(flat.contains("3 octets"), "{text}");
    }
}

/// The bits of RFC 7222 4.1 and 4.2.5.
#[test]
fn packed_octets_of_quality_of_service() {
    use mip6_wire::option::qos::{RetentionPriority, TrafficClass};

    let forwarding = TrafficClass::from_code_point(46).expect("6 bits");
    assert_eq!((forwarding.0, forwarding.code_point()), (0xb8, 46));
    assert_eq!(TrafficClass::from_code_point(64), None);
    assert_eq!(TrafficClass(0xbb).code_point(), 46);

    for (level, capability, vulnerability, octet) in [
        (1, true, true, 0x10),
        (2, true, false, 0x21),
        (9, false, true, 0x94),
        (15, false, false, 0xf5),
    ] {
        let priority = RetentionPriority::new(level, capability, vulnerability).expect("a level");
        assert_eq!(priority.0, octet);
        assert_eq!(priority.level(), level);
        assert_eq!(priority.may_preempt(), Some(capability));
        assert_eq!(priority.may_be_preempted(), Some(vulnerability));
    }
    assert_eq!(RetentionPriority::new(0, true, true), None);
    assert_eq!(RetentionPriority::new(16, true, true), None);
    assert_eq!(RetentionPriority(0x18).may_preempt(), None);
    assert_eq!(RetentionPriority(0x13).may_be_preempted(), None);
}
