//! The rules of Proxy Mobile IPv6 against tables written from RFC 5213 5.3.1, RFC 5844 3.1.2.1, RFC 5846 5.1 to 9.1 and
//! RFC 6705 10; the identifiers and times of its options; and what other implementations send.

use crate::support::hex_vectors;
use mip6_wire::message::proxy::{
    BindingRevocation, BindingRevocationAcknowledgement, BindingRevocationDecision,
    BindingRevocationFlags, BindingRevocationIndication, LocalizedRoutingDecision,
    ProxyBindingUpdateDecision, RevocationResponder, RevocationStatus, RevocationTrigger,
    binding_revocation, localized_routing, proxy_binding_update,
};
use mip6_wire::message::{
    BindingStatus, BindingUpdate, BindingUpdateFlags, Lifetime, MessageBuilder, RawMessage,
};
use mip6_wire::option::auth::{MnIdentifierSubtype, MobileNodeIdentifier};
use mip6_wire::option::proxy::{GreKey, Redirect, RedirectFlags};
use mip6_wire::{
    Deviations, EmitErrorKind, Ipv4PrefixLen, MhType, MobilityHeader, OptionType, Options,
    ParseErrorKind, UnixTime,
};
use std::time::Duration;

/// An option that is sound, of each type that the rules look at.
fn sound(kind: u8) -> Vec<u8> {
    let body = match kind {
        8 => vec![1, b'a'],
        22 => vec![0; 18],
        23 | 24 => vec![0, 1],
        25 => vec![0, 0, 1],
        29 | 33 | 36 => vec![0; 6],
        50 => vec![1, 0, 0, 0, 0, 9],
        _ => panic!("no sample of option {kind}"),
    };
    let length = u8::try_from(body.len()).expect("short");
    [vec![kind, length], body].concat()
}

fn area(kinds: &[u8]) -> Vec<u8> {
    kinds.iter().copied().flat_map(sound).collect()
}

/// Every subset of some types.
fn subsets(kinds: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    (0..1_u32 << kinds.len()).map(|set| {
        let chosen = kinds.iter().enumerate();
        chosen.filter(|(bit, _)| set >> bit & 1 == 1).map(|(_, kind)| *kind).collect()
    })
}

fn update(options: &[u8]) -> BindingUpdate<'_> {
    BindingUpdate {
        sequence: 1,
        flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::PROXY_REGISTRATION,
        lifetime: Lifetime(900),
        options: Options::new(options, 12),
    }
}

#[test]
fn mandatory_options_of_a_proxy_binding_update() {
    for mut kinds in subsets(&[8, 22, 23, 24, 25, 36]) {
        let has = |kind| kinds.contains(&kind);
        // RFC 5213 5.3.1, items 4, 10, 11 and 12; RFC 5844 3.1.2.1 for option 36
        let status = if !has(8) {
            Some(160)
        } else if !has(22) && !has(36) {
            Some(158)
        } else if !has(23) {
            Some(161)
        } else if !has(24) {
            Some(162)
        } else {
            None
        };
        for _ in 0..2 {
            let options = area(&kinds);
            match (proxy_binding_update(&update(&options)), status) {
                (Ok(ProxyBindingUpdateDecision::Reject(ours)), Some(theirs)) => {
                    assert_eq!(ours, BindingStatus(theirs), "{kinds:?}");
                }
                (Ok(ProxyBindingUpdateDecision::Process(found)), None) => {
                    assert_eq!(found.identifier.nai(), Some("a"));
                    assert_eq!(found.link_layer.is_some(), kinds.contains(&25));
                    assert_eq!(found.ipv4_home_address.is_some(), kinds.contains(&36));
                }
                other => panic!("{kinds:?}: {other:?}"),
            }
            // the order of the options does not count
            kinds.reverse();
        }
    }
}

#[test]
fn options_of_a_proxy_binding_update_that_occur_once() {
    for kind in [8, 23, 24, 25] {
        let options = area(&[8, 22, 22, 23, 24, 25, kind]);
        let error = proxy_binding_update(&update(&options)).expect_err("twice");
        assert_eq!(error.kind(), ParseErrorKind::DuplicateOption);
    }
    let prefixes = area(&[8, 22, 22, 22, 23, 24]);
    let decision = proxy_binding_update(&update(&prefixes));
    assert!(matches!(decision, Ok(ProxyBindingUpdateDecision::Process(_))));
    // RFC 5844 3.1.2.1
    let several = area(&[8, 23, 24, 36, 36]);
    let status = BindingStatus::MULTIPLE_IPV4_HOME_ADDRESS_ASSIGNMENT_NOT_SUPPORTED;
    let decision = proxy_binding_update(&update(&several));
    assert_eq!(decision, Ok(ProxyBindingUpdateDecision::Reject(status)));
    // no answer from a broken area, however good its start
    let mut broken = area(&[8, 22, 23, 24]);
    broken.push(9);
    assert!(proxy_binding_update(&update(&broken)).is_err());
}

fn indication(trigger: u8, flags: u16, options: &[u8]) -> BindingRevocationIndication<'_> {
    BindingRevocationIndication {
        trigger: RevocationTrigger(trigger),
        sequence: 1,
        flags: BindingRevocationFlags::from_bits_retain(flags),
        options: Options::new(options, 12),
    }
}

#[test]
fn triggers_of_a_binding_revocation() {
    let options = area(&[8]);
    for trigger in 0..=255 {
        for flags in [0x8000, 0xa000] {
            let global = flags & 0x2000 != 0;
            let anchor = RevocationResponder::LocalMobilityAnchor;
            let decision = binding_revocation(&indication(trigger, flags, &options), anchor);
            // RFC 5846 5.1: the values that are defined; 6.2.1
            let expected = match (trigger, global) {
                (0..=7, false) | (128 | 129, true) => BindingRevocationDecision::Process,
                (0..=7 | 128 | 129, _) => BindingRevocationDecision::Reject(RevocationStatus(134)),
                _ => BindingRevocationDecision::Reject(RevocationStatus(133)),
            };
            assert_eq!(decision, Ok(expected), "{trigger}, {flags:#x}");
        }
    }
}

#[test]
fn options_of_a_binding_revocation() {
    use RevocationResponder::{LocalMobilityAnchor, MobileAccessGateway, MobileNode};
    for responder in [LocalMobilityAnchor, MobileAccessGateway, MobileNode] {
        for kinds in subsets(&[8, 22, 29, 33, 36, 50]) {
            for (trigger, global) in [(1, 0), (128, 0x2000), (129, 0x2000)] {
                for bits in [0, 0x4000, 0x8000, 0xc000] {
                    let has = |kind| kinds.contains(&kind);
                    let (p, v) = (bits & 0x8000 != 0, bits & 0x4000 != 0);
                    let expected = match (responder, trigger) {
                        // RFC 6602 5.2.3
                        _ if has(50) => {
                            let beside = has(8) || has(22) || has(33) || has(36);
                            if beside { 128 } else { 0 }
                        }
                        // RFC 5846 8.2, 9.1
                        (LocalMobilityAnchor, 128) if !has(8) || !p => 130,
                        (MobileAccessGateway, 128) if p && kinds.is_empty() => 0,
                        (MobileAccessGateway, 128) => 134,
                        (MobileAccessGateway, 129) if !p || !has(8) => 131,
                        // 5.1
                        _ if p && !has(8) => 131,
                        _ if v && p && !has(36) => 129,
                        _ if v && !p && !has(29) => 129,
                        _ => 0,
                    };
                    let options = area(&kinds);
                    let indication = indication(trigger, bits | global, &options);
                    let status = match binding_revocation(&indication, responder) {
                        Ok(BindingRevocationDecision::Process) => 0,
                        Ok(BindingRevocationDecision::Reject(status)) => status.0,
                        Err(error) => panic!("{error}"),
                    };
                    assert_eq!(status, expected, "{responder:?} {trigger} {bits:#x} {kinds:?}");
                }
            }
        }
    }
}

/// RFC 5846 9.1 asks for an NAI, subtype 1; RFC 6602 5.1.3 for a group of sub-type 1.
#[test]
fn subtypes_in_a_binding_revocation() {
    let gateway = RevocationResponder::MobileAccessGateway;
    for subtype in 0..=255 {
        let policy = [8, 2, subtype, b'a'];
        let decision = binding_revocation(&indication(129, 0xa000, &policy), gateway);
        let expected = match subtype {
            1 => BindingRevocationDecision::Process,
            _ => BindingRevocationDecision::Reject(RevocationStatus(131)),
        };
        assert_eq!(decision, Ok(expected), "identifier of subtype {subtype}");

        let group = [8, 2, 1, b'a', 50, 6, subtype, 0, 0, 0, 0, 9];
        let decision = binding_revocation(&indication(1, 0x8000, &group), gateway);
        let expected = match subtype {
            1 => BindingRevocationDecision::Reject(RevocationStatus(128)),
            _ => BindingRevocationDecision::Process,
        };
        assert_eq!(decision, Ok(expected), "group of sub-type {subtype}");
    }
}

/// RFC 6705 10.1, 10.2: `[MN1-ID, MN1-HNP], [MN2-ID, MN2-HNP]`, with one or more prefixes each.
#[test]
fn order_of_localized_routing() {
    let all: Vec<Vec<u8>> = (0..=6)
        .flat_map(|length| (0..3_usize.pow(length)).map(move |number| (length, number)))
        .map(|(length, number)| {
            let digits = (0..length).map(|digit| number / 3_usize.pow(digit) % 3);
            digits.map(|digit| [8, 22, 25][digit]).collect()
        })
        .collect();
    for kinds in all {
        // a letter an option, others left out; what is in order is a word of (ip+)*
        let word: String = kinds
            .iter()
            .filter(|kind| **kind != 25)
            .map(|kind| if *kind == 8 { 'i' } else { 'p' })
            .collect();
        let ordered = !word.starts_with('p') && !word.contains("ii") && !word.ends_with('i');
        let people = word.matches('i').count();
        let options = area(&kinds);
        let found = match localized_routing(Options::new(&options, 12)) {
            Ok(LocalizedRoutingDecision::Nobody) => Some(0),
            Ok(LocalizedRoutingDecision::One(_)) => Some(1),
            Ok(LocalizedRoutingDecision::Two(..)) => Some(2),
            Ok(LocalizedRoutingDecision::OutOfOrder) => None,
            Err(error) => panic!("{error}"),
        };
        assert_eq!(found, (ordered && people <= 2).then_some(people), "{word}");
    }
    let vectors = hex_vectors::by_kind("mobility-header");
    let initiation = vectors.iter().find(|vector| vector.id.starts_with("v45-")).expect("V45");
    let header = MobilityHeader::parse(&initiation.octets).expect("V45");
    let options = header.message().expect("V45").options().expect("V45");
    let Ok(LocalizedRoutingDecision::Two(first, second)) = localized_routing(options) else {
        panic!("V45 names two");
    };
    assert_eq!((first.nai(), second.nai()), (Some("a@b.c"), Some("abcde@b.c")));
}

/// MH Type 16: each body is read by its own type only, and an unknown one is kept.
#[test]
fn two_bodies_of_a_binding_revocation() {
    let mut octets = [59, 1, 16, 0, 0, 0, 1, 1, 0, 5, 0x80, 0, 1, 2, 0, 0];
    let header = MobilityHeader::parse(&octets).expect("framed");
    let read = header.read::<BindingRevocationIndication<'_>>().expect("an indication");
    assert_eq!(read.trigger, RevocationTrigger::ADMINISTRATIVE_REASON);
    assert!(matches!(header.read(), Ok(BindingRevocation::Indication(same)) if same == read));
    let error = header.read::<BindingRevocationAcknowledgement<'_>>().expect_err("another type");
    assert_eq!((error.kind(), error.offset()), (ParseErrorKind::MhType, 6));
    octets[6] = 3;
    let header = MobilityHeader::parse(&octets).expect("framed");
    let Ok(BindingRevocation::Unknown(raw)) = header.read() else { panic!("type 3") };
    assert_eq!(raw.body, &octets[6..]);
    // one that would be read as another, or as none, is not written
    for (body, is_written) in [
        (&[3, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], true),
        (&[1, 0, 0, 0, 0, 0, 0, 0, 0, 0], false),
        (&[2, 0, 0, 0, 0, 0, 0, 0, 0, 0], false),
        (&[], false),
    ] {
        let raw = RawMessage::new(MhType::BINDING_REVOCATION, body);
        let mut buffer = [0; 32];
        let written = MessageBuilder::new(&mut buffer, &BindingRevocation::Unknown(raw))
            .and_then(MessageBuilder::finish_without_checksum);
        assert_eq!(written.is_ok(), is_written, "{body:?}");
    }
    // too short for the type
    let short = [59, 0, 16, 0, 0, 0, 1, 1];
    let error = MobilityHeader::parse(&short).and_then(|header| header.message());
    let error = error.expect_err("8 octets");
    assert_eq!((error.kind(), error.offset()), (ParseErrorKind::HeaderLen, 1));
}

#[test]
fn identifiers() {
    let of = |subtype, identifier| MobileNodeIdentifier { subtype, identifier };
    let imsi = |octets| {
        let option = of(MnIdentifierSubtype::IMSI, octets);
        option.imsi_digits().map(Iterator::collect::<Vec<_>>)
    };
    // RFC 8371 4.2
    let example = [0x12, 0x34, 0x56, 0x12, 0x34, 0x56, 0x78, 0x9f];
    assert_eq!(imsi(&example), Some(vec![1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    assert_eq!(imsi(&[0x12]), Some(vec![1, 2]));
    assert_eq!(imsi(&[]), None);
    assert_eq!(imsi(&[0xff]), None);
    assert_eq!(imsi(&[0x1f, 0x23]), None);
    assert_eq!(imsi(&[0x11; 8]), None, "16 digits");
    assert_eq!(imsi(&[0x1a]), None);

    let nai = MobileNodeIdentifier::from_nai("mn1@example.com");
    assert_eq!(nai.nai(), Some("mn1@example.com"));
    assert_eq!((nai.ipv6(), nai.eui48(), nai.eui64()), (None, None, None));
    assert!(nai.imsi_digits().is_none());
    assert_eq!(of(MnIdentifierSubtype::NAI, &[0xff]).nai(), None);
    let address = of(MnIdentifierSubtype::IPV6_ADDRESS, &[0xfd; 16]);
    assert_eq!(address.ipv6(), Some([0xfd; 16].into()));
    assert_eq!(of(MnIdentifierSubtype::IPV6_ADDRESS, &[0xfd; 15]).ipv6(), None);
    assert_eq!(of(MnIdentifierSubtype::EUI_48, &[7; 6]).eui48(), Some([7; 6]));
    assert_eq!(of(MnIdentifierSubtype::EUI_48, &[7; 8]).eui48(), None);
    assert_eq!(of(MnIdentifierSubtype::EUI_64, &[7; 8]).eui64(), Some([7; 8]));
    assert_eq!(of(MnIdentifierSubtype::EUI_64, &[7; 6]).eui64(), None);
    // RFC 8371 5: not in a log
    assert!(!format!("{nai:?}{address:?}").contains("mn1"));
    assert!(!format!("{address:x?}").contains("fd"));
}

#[test]
fn times() {
    for units in (0..=u64::from(u32::MAX)).step_by(65_521) {
        assert_eq!(UnixTime::from(Duration::from(UnixTime(units))), UnixTime(units));
    }
    assert_eq!(Duration::from(UnixTime(0x8000)), Duration::from_millis(500));
    assert_eq!(UnixTime::from(Duration::from_nanos(1)), UnixTime(0));
    assert_eq!(Duration::from(UnixTime(u64::MAX)).as_secs(), (1 << 48) - 1);
}

/// Lengths and values that an option's definition rules out: RFC 5844 3.3, RFC 5845 6.1, RFC 6463 4.2.
#[test]
fn what_the_definitions_rule_out() {
    let check = |octets: &[u8], kind, offset: usize| {
        let items: Vec<_> = Options::new(octets, 12).iter().collect();
        let error = items[0].expect_err("malformed");
        assert_eq!((error.kind(), error.offset()), (kind, 12 + offset), "{octets:02x?}");
    };
    // a prefix of 33 bits of IPv4
    check(&[36, 6, 33 << 2, 0, 10, 0, 0, 1], ParseErrorKind::PrefixLength, 2);
    check(&[37, 6, 0, 33 << 2, 10, 0, 0, 1], ParseErrorKind::PrefixLength, 3);
    let mut prefix = [0; 20];
    (prefix[0], prefix[1], prefix[3]) = (22, 18, 129);
    check(&prefix, ParseErrorKind::PrefixLength, 3);
    for length in (0..=8).filter(|length| ![2, 6].contains(length)) {
        let mut octets = vec![33, length];
        octets.resize(2 + usize::from(length), 0);
        check(&octets, ParseErrorKind::OptionLength, 1);
    }
    // K and N: neither, both, or that of the other family
    for (flags, length) in
        [(0, 6), (0xc0, 6), (0x80, 6), (0, 18), (0xc0, 18), (0x40, 18), (0x80, 2)]
    {
        let mut octets = vec![47, length, flags, 0];
        octets.resize(2 + usize::from(length), 0);
        check(&octets, ParseErrorKind::OptionLength, 1);
    }
    let disagreeing = Redirect { flags: RedirectFlags::IPV6, address: [10, 0, 0, 1].into() };
    let mut buf = mip6_wire::option::OptionsBuf::<32>::new(12);
    let error = buf.push(&disagreeing).expect_err("K with an IPv4 address");
    assert_eq!(error.kind(), EmitErrorKind::Value);
    assert_eq!(Ipv4PrefixLen::new(32).map(Ipv4PrefixLen::get), Some(32));
    assert_eq!(Ipv4PrefixLen::new(33), None);
    // GRE without keys
    let gre = Options::new(&[33, 2, 0, 0], 12).find::<GreKey>();
    assert_eq!(gre, Ok(Some(GreKey { key: None })));
}

/// What OPMIP's serializer writes, checksum zero: all that it says is read, in places that are not theirs.
#[test]
fn messages_of_opmip() {
    let octets = "3b07050000001234820003840810016d6e31406578616d706c652e636f6d1612004020010db8000100450000000000000000\
                  1702000118020004000000000000";
    let octets: Vec<u8> = (0..octets.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&octets[at..at + 2], 16).expect("hexadecimal"))
        .collect();
    let header = MobilityHeader::parse(&octets).expect("framed");
    let update: BindingUpdate<'_> = header.read().expect("a Proxy Binding Update");
    assert!(update.flags.contains(BindingUpdateFlags::PROXY_REGISTRATION));
    let Ok(ProxyBindingUpdateDecision::Process(found)) = proxy_binding_update(&update) else {
        panic!("all mandatory options are there");
    };
    assert_eq!(found.identifier.nai(), Some("mn1@example.com"));
    assert_eq!((found.handoff.indicator.0, found.technology.technology.0), (1, 4));
    assert!(header.audit().contains(Deviations::MISALIGNED_OPTION));
    let kinds: Vec<_> =
        update.options.iter().flatten().map(|option| option.option_type()).collect();
    assert_eq!(
        kinds,
        [
            OptionType::MOBILE_NODE_IDENTIFIER,
            OptionType::HOME_NETWORK_PREFIX,
            OptionType::HANDOFF_INDICATOR,
            OptionType::ACCESS_TECHNOLOGY_TYPE,
        ]
    );
}
