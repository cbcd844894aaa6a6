//! The registries: every row has a vector, and numbers, names, masks and alignments are those of the RFCs.
//!
//! The tables here were written from the registry sections of the RFCs, not from the crate's.

use crate::support::hex_vectors::{self, Vector};
use crate::support::inside;
use crate::support::second_reader::dhcp::Family;
use crate::support::second_reader::kinds::{ATTRIBUTES, MESSAGES, OPTIONS};
use crate::support::second_reader::{self, AttributeItem, PayloadItem};
use crate::support::under_miri::one_in;
use mip6_wire::dhcp::{Dhcpv6Type, HomeNetworkType, RelayAgentType};
use mip6_wire::ikev2::{ConfigAttribute, ConfigAttributeType, Payload, PayloadType};
use mip6_wire::message::{
    BindingAcknowledgementFlags, BindingErrorStatus, BindingStatus, BindingUpdateFlags, Lifetime,
    RawMessage,
};
use mip6_wire::option::access::{AniType, LcmpType};
use mip6_wire::option::flow::FlowSubOptionType;
use mip6_wire::option::qos::{OffloadSubOptionType, QosAttributeType};
use mip6_wire::option::{DnsUpdateFlags, DnsUpdateStatus, RawOption, RawSubOption, SubOptionType};
use mip6_wire::{Align, Message, MhType, MobilityHeader, MobilityOption, OptionType, ParseError};
use std::collections::BTreeSet;
use std::fmt::{Debug, Display};

/// RFC 6275 Section 6.1.8 and the registry "Status Codes".
const BINDING_STATUS: [(u8, &str); 60] = [
    (0, "Binding Update accepted"),
    (1, "Accepted but prefix discovery necessary"),
    (2, "GRE_KEY_OPTION_NOT_REQUIRED"),
    (3, "GRE_TUNNELING_BUT_TLV_HEADER_NOT_SUPPORTED"),
    (4, "MCOA NOTCOMPLETE"),
    (5, "MCOA RETURNHOME WO/NDP"),
    (6, "PBU_ACCEPTED_TB_IGNORED_SETTINGSMISMATCH"),
    (128, "Reason unspecified"),
    (129, "Administratively prohibited"),
    (130, "Insufficient resources"),
    (131, "Home registration not supported"),
    (132, "Not home subnet"),
    (133, "Not home agent for this mobile node"),
    (134, "Duplicate Address Detection failed"),
    (135, "Sequence number out of window"),
    (136, "Expired home nonce index"),
    (137, "Expired care-of nonce index"),
    (138, "Expired nonces"),
    (139, "Registration type change disallowed"),
    (140, "Mobile Router Operation not permitted"),
    (141, "Invalid Prefix"),
    (142, "Not Authorized for Prefix"),
    (143, "Forwarding Setup failed"),
    (144, "MIPV6-ID-MISMATCH"),
    (145, "MIPV6-MESG-ID-REQD"),
    (146, "MIPV6-AUTH-FAIL"),
    (147, "Permanent home keygen token unavailable"),
    (148, "CGA and signature verification failed"),
    (149, "Permanent home keygen token exists"),
    (150, "Non-null home nonce index expected"),
    (151, "SERVICE_AUTHORIZATION_FAILED"),
    (152, "PROXY_REG_NOT_ENABLED"),
    (153, "NOT_LMA_FOR_THIS_MOBILE_NODE"),
    (154, "MAG_NOT_AUTHORIZED_FOR_PROXY_REG"),
    (155, "NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX"),
    (156, "TIMESTAMP_MISMATCH"),
    (157, "TIMESTAMP_LOWER_THAN_PREV_ACCEPTED"),
    (158, "MISSING_HOME_NETWORK_PREFIX_OPTION"),
    (159, "BCE_PBU_PREFIX_SET_DO_NOT_MATCH"),
    (160, "MISSING_MN_IDENTIFIER_OPTION"),
    (161, "MISSING_HANDOFF_INDICATOR_OPTION"),
    (162, "MISSING_ACCESS_TECH_TYPE_OPTION"),
    (163, "GRE_KEY_OPTION_REQUIRED"),
    (164, "MCOA MALFORMED"),
    (165, "MCOA NON-MCOA BINDING EXISTS"),
    (166, "MCOA PROHIBITED"),
    (167, "MCOA UNKNOWN COA"),
    (168, "MCOA BULK REGISTRATION PROHIBITED"),
    (169, "MCOA SIMULTANEOUS HOME AND FOREIGN PROHIBITED"),
    (170, "NOT_AUTHORIZED_FOR_IPV4_MOBILITY_SERVICE"),
    (171, "NOT_AUTHORIZED_FOR_IPV4_HOME_ADDRESS"),
    (172, "NOT_AUTHORIZED_FOR_IPV6_MOBILITY_SERVICE"),
    (173, "MULTIPLE_IPV4_HOME_ADDRESS_ASSIGNMENT_NOT_SUPPORTED"),
    (174, "Invalid Care-of Address"),
    (175, "INVALID_MOBILE_NODE_GROUP_IDENTIFIER"),
    (176, "REINIT_SA_WITH_HAC"),
    (177, "NOT_AUTHORIZED_FOR_DELEGATED_MNP"),
    (178, "REQUESTED_DMNP_IN_USE"),
    (179, "CANNOT_MEET_QOS_SERVICE_REQUEST"),
    (180, "CANNOT_SUPPORT_MULTIPATH_BINDING"),
];

/// The registry "Mobility Header Types".
const MH_TYPES: [&str; 24] = [
    "Binding Refresh Request",
    "Home Test Init",
    "Care-of Test Init",
    "Home Test",
    "Care-of Test",
    "Binding Update",
    "Binding Acknowledgement",
    "Binding Error",
    "Fast Binding Update",
    "Fast Binding Acknowledgment",
    "Fast Neighbor Advertisement",
    "Experimental Mobility Header",
    "Home Agent Switch",
    "Heartbeat",
    "Handover Initiate",
    "Handover Acknowledge",
    "Binding Revocation",
    "Localized Routing Initiation",
    "Localized Routing Acknowledgment",
    "Update Notification",
    "Update Notification Acknowledgement",
    "Flow Binding",
    "Subscription Query",
    "Subscription Response",
];

/// The registry "Mobility Options", with the alignment xn+y that each RFC asks for; 1n is none.
const OPTION_TYPES: [(&str, u8, u8); 71] = [
    ("Pad1", 1, 0),
    ("PadN", 1, 0),
    ("Binding Refresh Advice", 2, 0),
    ("Alternate Care-of Address", 8, 6),
    ("Nonce Indices", 2, 0),
    ("Binding Authorization Data", 1, 0),
    ("Mobile Network Prefix", 8, 4),
    ("Mobility Header Link-Layer Address", 1, 0),
    ("Mobile Node Identifier", 1, 0),
    ("Mobility Message Authentication", 4, 1),
    ("Replay Protection (MESG-ID)", 8, 2),
    ("CGA Parameters Request", 1, 0),
    ("CGA Parameters", 1, 0),
    ("Signature", 1, 0),
    ("Permanent Home Keygen Token", 1, 0),
    ("Care-of Test Init", 1, 0),
    ("Care-of Test", 1, 0),
    ("DNS Update", 1, 0),
    ("Experimental Mobility Option", 1, 0),
    ("Vendor Specific", 4, 2),
    ("Service Selection", 1, 0),
    ("Binding Authorization Data for FMIPv6", 1, 0),
    ("Home Network Prefix", 8, 4),
    ("Handoff Indicator", 1, 0),
    ("Access Technology Type", 1, 0),
    ("Mobile Node Link-layer Identifier", 2, 0),
    ("Link-local Address", 8, 6),
    ("Timestamp", 8, 2),
    ("Restart Counter", 4, 2),
    ("IPv4 Home Address", 4, 0),
    ("IPv4 Address Acknowledgement", 4, 0),
    ("NAT Detection", 4, 0),
    ("IPv4 Care-of Address", 4, 0),
    ("GRE Key", 4, 0),
    ("Mobility Header IPv6 Address/Prefix", 8, 4),
    // 8n+2 with a care-of address: see the test
    ("Binding Identifier", 2, 0),
    ("IPv4 Home Address Request", 4, 0),
    ("IPv4 Home Address Reply", 4, 0),
    ("IPv4 Default-Router Address", 4, 0),
    ("IPv4 DHCP Support Mode", 1, 0),
    ("Context Request", 1, 0),
    ("Local Mobility Anchor Address", 1, 0),
    ("Mobile Node Link-local Address Interface Identifier", 1, 0),
    ("Transient Binding", 1, 0),
    ("Flow Summary", 2, 0),
    ("Flow Identification", 2, 0),
    ("Redirect-Capability", 4, 0),
    ("Redirect", 4, 0),
    ("Load Information", 4, 0),
    ("Alternate IPv4 Care-of Address", 4, 2),
    ("Mobile Node Group Identifier", 1, 0),
    ("MAG IPv6 Address", 8, 4),
    ("Access Network Identifier", 4, 0),
    ("IPv4 Traffic Offload Selector", 4, 0),
    ("Dynamic IP Multicast Selector", 1, 0),
    ("Delegated Mobile Network Prefix", 8, 2),
    ("Active Multicast Subscription IPv4", 4, 1),
    ("Active Multicast Subscription IPv6", 8, 1),
    ("Quality-of-Service", 4, 0),
    ("LMA User-Plane Address", 8, 2),
    ("Multicast Mobility", 1, 0),
    ("Multicast Acknowledgement", 1, 0),
    ("LMA-Controlled MAG Parameters", 4, 2),
    ("MAG Multipath Binding", 1, 0),
    ("MAG Identifier", 1, 0),
    ("Anchored Prefix", 8, 4),
    ("Local Prefix", 8, 4),
    ("Previous MAAR", 8, 4),
    ("Serving MAAR", 8, 6),
    ("DLIF Link-Local Address", 8, 6),
    ("DLIF Link-Layer Address", 2, 0),
];

/// Fails with the names of the kinds that have no vector or no row in the second reader, and of the rows that are of
/// no kind which the crate decodes.
fn complete<T: Copy + Ord + Display>(decoded: &[T], vectors: &BTreeSet<T>, rows: &[T]) {
    let names = |kinds: &mut dyn Iterator<Item = T>| {
        let names: Vec<_> = kinds.map(|kind| kind.to_string()).collect();
        names.join(", ")
    };
    assert!(!decoded.is_empty());
    let missing = names(&mut decoded.iter().copied().filter(|kind| !vectors.contains(kind)));
    assert!(missing.is_empty(), "no vector in tests/vectors for {missing}");
    let missing = names(&mut decoded.iter().copied().filter(|kind| !rows.contains(kind)));
    assert!(missing.is_empty(), "no row in the second reader for {missing}");
    let stray = names(&mut rows.iter().copied().filter(|kind| !decoded.contains(kind)));
    assert!(stray.is_empty(), "a row in the second reader for {stray}, not decoded");
    let once: BTreeSet<_> = rows.iter().collect();
    assert_eq!(once.len(), rows.len(), "two rows of the second reader are of one kind");
}

#[test]
fn every_message_has_a_vector_and_a_row_in_the_second_reader() {
    let vectors = hex_vectors::by_kind("mobility-header");
    let of_messages = vectors.iter().filter(|vector| vector.is_in("message"));
    let present = of_messages.map(|vector| MhType(vector.octets[2])).collect();
    let rows: Vec<_> = MESSAGES.iter().map(|row| MhType(row.kind)).collect();
    complete(Message::DECODED, &present, &rows);
}

#[test]
fn every_option_has_a_vector_and_a_row_in_the_second_reader() {
    let present: BTreeSet<_> = hex_vectors::by_kind("mobility-option")
        .iter()
        .map(|vector| {
            let number = vector.id.split('-').next().expect("a first word");
            let kind = number.parse().expect("option files are named <type>-<name>.hex");
            assert_eq!(vector.octets[0], kind, "{}", vector.id);
            OptionType(kind)
        })
        .collect();
    for padding in [OptionType::PAD1, OptionType::PADN] {
        assert!(present.contains(&padding), "no vector for {padding}");
    }
    let rows = OPTIONS.iter().map(|row| OptionType(row.kind));
    let rows: Vec<_> = rows.filter(|kind| !kind.is_padding()).collect();
    complete(MobilityOption::DECODED, &present, &rows);
}

#[test]
fn every_payload_and_attribute_has_a_vector_and_every_attribute_a_row_in_the_second_reader() {
    let mut payloads = BTreeSet::new();
    let mut attributes = BTreeSet::new();
    let mut add = |items: Vec<AttributeItem>| {
        for item in items {
            if let AttributeItem::Attribute(attribute) = item {
                attributes.insert(ConfigAttributeType(attribute.kind));
            }
        }
    };
    for vector in hex_vectors::by_kind("ikev2-attribute") {
        add(second_reader::attributes(&vector.octets));
    }
    for vector in hex_vectors::by_kind("ikev2-payloads") {
        let first = vector.get("first-payload").expect("@first-payload").parse().expect("a type");
        for item in second_reader::payload_chain(first, &vector.octets) {
            let PayloadItem::Payload(payload) = item else {
                continue;
            };
            payloads.insert(PayloadType(payload.kind));
            if payload.kind == 47 {
                let read = second_reader::configuration(&payload.body).expect("a configuration");
                add(read.attributes);
            }
        }
    }
    let rows: Vec<_> = ATTRIBUTES.iter().map(|row| ConfigAttributeType(row.kind)).collect();
    complete(ConfigAttribute::DECODED, &attributes, &rows);
    let rows: Vec<_> =
        second_reader::kinds::PAYLOADS.iter().map(|row| PayloadType(row.kind)).collect();
    complete(Payload::DECODED, &payloads, &rows);
}

/// The kinds of error that bodies of these lengths meet with, if they begin with `start` and go on with one octet.
fn rules(
    start: &[u8],
    lengths: impl Iterator<Item = usize> + Clone,
    parse: impl Fn(&[u8]) -> Result<(), ParseError>,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for fill in [0, 0x40, 0xff] {
        for length in lengths.clone() {
            let mut body = start.to_vec();
            body.resize(length, fill);
            found.extend(parse(&body).err().map(|error| format!("{:?}", error.kind())));
        }
    }
    found
}

/// The vectors of malformed input whose fault is at `key`: kind, offset and octets.
fn malformed(key: &str) -> Vec<(String, usize, Vec<u8>)> {
    let of_key = |vector: &Vector| {
        let offset = vector.get(key)?.parse().expect("an offset");
        let kind = vector.error_kind().expect("@error-kind").to_owned();
        Some((kind, offset, vector.octets.clone()))
    };
    let vectors = hex_vectors::by_kind("mobility-header");
    vectors.iter().filter_map(of_key).collect()
}

/// The option in which an octet is, and where it begins.
fn option_at(octets: &[u8], offset: usize) -> Option<(usize, RawOption<'_>)> {
    let message = MobilityHeader::parse(octets).ok()?.message().ok()?;
    let mut raw = message.options()?.raw();
    loop {
        let at = raw.offset();
        let option = raw.next()?.ok()?;
        if (at..raw.offset()).contains(&offset) {
            return Some((at, option));
        }
    }
}

/// Fails with what is refused and has no vector that shows it.
fn all_shown<T: Ord + Debug>(rules: BTreeSet<(T, String)>, shown: &BTreeSet<(T, String)>) {
    assert!(!rules.is_empty());
    let missing: Vec<_> = rules.iter().filter(|rule| !shown.contains(rule)).collect();
    assert!(missing.is_empty(), "no malformed vector for {missing:?}");
}

#[test]
fn every_rule_of_an_option_has_a_malformed_vector() {
    let mut wanted = BTreeSet::new();
    for kind in MobilityOption::DECODED {
        let found = rules(&[], (0..=255).step_by(one_in(7)), |body| {
            MobilityOption::parse(&RawOption::new(*kind, body)).map(drop)
        });
        wanted.extend(found.into_iter().map(|rule| (kind.0, rule)));
    }
    // 65 of a length, 10 of a prefix length; the length of 5, 12, 13 and 18 is free
    assert!(cfg!(miri) || wanted.len() == 75, "{}", wanted.len());
    let shown = malformed("error-offset")
        .into_iter()
        .filter_map(|(kind, offset, octets)| {
            let (_, option) = option_at(&octets, offset)?;
            Some((option.option_type.0, kind))
        })
        .collect();
    all_shown(wanted, &shown);
}

/// The octets that tell the bodies of a message from one another.
fn forms(mh_type: MhType) -> &'static [&'static [u8]] {
    match mh_type {
        MhType::BINDING_REVOCATION => &[&[1], &[2]],
        MhType::FLOW_BINDING => &[&[0, 1], &[0, 2]],
        _ => &[&[]],
    }
}

#[test]
fn every_rule_of_a_message_has_a_malformed_vector() {
    let mut wanted = BTreeSet::new();
    for mh_type in Message::DECODED {
        for form in forms(*mh_type) {
            // a header of 8 octets has 2 behind the checksum
            let found = rules(form, (2..250).step_by(8), |body| {
                Message::parse(&RawMessage::new(*mh_type, body)).map(drop)
            });
            wanted.extend(found.into_iter().map(|rule| ((mh_type.0, *form), rule)));
        }
    }
    assert_eq!(wanted.len(), 21, "{wanted:?}");
    let shown = malformed("error-offset")
        .into_iter()
        .filter_map(|(kind, _, octets)| {
            let mut forms = forms(MhType(*octets.get(2)?)).iter();
            let form = forms.find(|form| octets[6..].starts_with(form))?;
            Some(((octets[2], *form), kind))
        })
        .collect();
    all_shown(wanted, &shown);
}

/// A vector, a row and, for each rule, a malformed vector of each code of a family of DHCP.
fn complete_dhcp<T: SubOptionType>(family: &'static Family, kind: &str, start: usize, key: &str) {
    let decoded: Vec<_> =
        (0..=1000).filter(|number| T::from_number(*number).is_decoded()).collect();
    let rows: Vec<_> = family.rows.iter().map(|row| row.0).collect();
    let vectors = hex_vectors::by_kind(kind);
    let sound = vectors.iter().filter(|vector| vector.is_in("dhcp"));
    let present =
        sound.flat_map(|vector| second_reader::dhcp::read(family, &vector.octets[start..]));
    complete(&decoded, &present.map(|item| item.code).collect(), &rows);

    let of_key = |vector: &Vector| {
        let offset: usize = vector.get(key)?.parse().expect("an offset");
        // the code stands in front of the length, or of the length and the octet that is wrong
        let (width, kind) = (family.width, vector.error_kind()?.to_owned());
        let code = offset - if kind == "PrefixLength" { 2 * width } else { width };
        let octets = &vector.octets[code..code + width];
        let code = octets.iter().fold(0, |code, octet| code << 8 | u16::from(*octet));
        Some(((0, code), kind))
    };
    // home network information stands in an option of DHCPv6
    let kind = kind.replace("home-network", "options");
    let shown = hex_vectors::by_kind(&kind).iter().filter_map(of_key).collect();
    all_shown(rules_of::<T>(0), &shown);
}

#[test]
fn every_code_of_dhcp_has_its_vectors_and_a_row_in_the_second_reader() {
    use second_reader::dhcp::{DHCPV6, HOME_NETWORK, RELAY_AGENT};
    let (outside, inside) = ("error-offset", "inside-error-offset");
    complete_dhcp::<RelayAgentType>(&RELAY_AGENT, "dhcpv4-relay-agent", 2, outside);
    complete_dhcp::<Dhcpv6Type>(&DHCPV6, "dhcpv6-options", 0, outside);
    complete_dhcp::<HomeNetworkType>(&HOME_NETWORK, "dhcpv6-home-network", 0, inside);
}

/// The rules of a family of sub-options, which an option of type `holder` holds.
fn rules_of<T: SubOptionType>(holder: u8) -> BTreeSet<((u8, u16), String)> {
    let mut wanted = BTreeSet::new();
    for number in 0..=255 {
        let kind = T::from_number(number);
        let found = rules(&[], (0..=255).step_by(one_in(7)), |body| {
            T::decode(&RawSubOption::new(kind, body)).map(drop)
        });
        assert!(kind.is_decoded() || found.is_empty());
        wanted.extend(found.into_iter().map(|rule| ((holder, number), rule)));
    }
    wanted
}

#[test]
fn every_rule_of_a_sub_option_has_a_malformed_vector() {
    let mut wanted = rules_of::<FlowSubOptionType>(45);
    wanted.extend(rules_of::<AniType>(52));
    wanted.extend(rules_of::<OffloadSubOptionType>(53));
    wanted.extend(rules_of::<QosAttributeType>(58));
    wanted.extend(rules_of::<LcmpType>(62));
    assert_eq!(wanted.len(), 24, "{wanted:?}");
    let mut shown = BTreeSet::new();
    for (_, offset, octets) in malformed("inside-error-offset") {
        let (_, raw) = option_at(&octets, offset).expect("an option");
        let holder = raw.option_type.0;
        let option = MobilityOption::parse(&raw).expect("sound by itself");
        for part in inside::parts(&option) {
            if let (Some(number), Some(fault)) = (part.number, part.fault) {
                shown.insert(((holder, number), format!("{:?}", fault.kind())));
            }
        }
    }
    all_shown(wanted, &shown);
}

#[test]
fn decoded_types_are_in_order_and_registered() {
    assert!(Message::DECODED.is_sorted() && MobilityOption::DECODED.is_sorted());
    assert!(Message::DECODED.iter().all(|mh_type| mh_type.name().is_some()));
    assert!(MobilityOption::DECODED.iter().all(|kind| kind.name().is_some()));
    assert!(Payload::DECODED.iter().all(|kind| kind.name().is_some()));
    assert!(ConfigAttribute::DECODED.iter().all(|kind| kind.name().is_some()));
}

#[test]
fn status_codes_of_a_binding_acknowledgement() {
    let ours: Vec<_> = BindingStatus::REGISTERED
        .iter()
        .map(|status| (status.0, status.name().expect("registered")))
        .collect();
    assert_eq!(ours, BINDING_STATUS);
    for code in 0..=255 {
        let status = BindingStatus(code);
        let row = BINDING_STATUS.iter().find(|(number, _)| *number == code);
        assert_eq!(status.name(), row.map(|(_, name)| *name));
        assert_eq!(status.is_accepted(), code < 128);
        let shown = match row {
            Some((_, name)) => format!("{name} ({code})"),
            None => code.to_string(),
        };
        assert_eq!(status.to_string(), shown);
        assert!(format!("{status:?}").starts_with(&format!("BindingStatus({code}")));
        assert_eq!((BindingStatus::from(code), u8::from(status)), (status, code));
    }
}

#[test]
fn status_codes_of_a_binding_error_and_of_a_dns_update() {
    let errors: Vec<_> =
        BindingErrorStatus::REGISTERED.iter().map(|status| (status.0, status.name())).collect();
    assert_eq!(
        errors,
        [
            (1, Some("Unknown binding for Home Address destination option")),
            (2, Some("Unrecognized MH Type value")),
        ]
    );
    let updates: Vec<_> =
        DnsUpdateStatus::REGISTERED.iter().map(|status| (status.0, status.name())).collect();
    assert_eq!(
        updates,
        [
            (0, Some("DNS update performed")),
            (128, Some("Reason unspecified")),
            (129, Some("Administratively prohibited")),
            (130, Some("DNS update failed")),
        ]
    );
    for code in 0..=255 {
        assert_eq!(DnsUpdateStatus(code).is_performed(), code < 128);
    }
}

#[test]
fn message_types() {
    assert_eq!(MhType::REGISTERED.len(), 24);
    for code in 0..=255 {
        let name = MH_TYPES.get(usize::from(code)).copied();
        assert_eq!(MhType(code).name(), name);
    }
}

#[test]
fn option_types_and_alignments() {
    assert_eq!(OptionType::REGISTERED.len(), 71);
    for code in 0..=255 {
        let kind = OptionType(code);
        let row = OPTION_TYPES.get(usize::from(code)).copied();
        assert_eq!(kind.name(), row.map(|(name, _, _)| name));
        assert_eq!(kind.is_padding(), code < 2);
        let (_, multiple, offset) = row.unwrap_or(("", 1, 0));
        for length in (0..=255).step_by(one_in(17)) {
            // RFC 5648 Section 4.1: with a care-of address, IPv4 or IPv6, in the option
            let (multiple, offset) = match (code, length) {
                (35, 5..) => (8, 2),
                _ => (multiple, offset),
            };
            assert_eq!(
                kind.align(length),
                Align::new(multiple, offset),
                "option {code} of length {length}"
            );
        }
    }
}

#[test]
fn alignment_is_a_distance() {
    for (multiple, offset) in OPTION_TYPES.iter().map(|(_, multiple, offset)| (*multiple, *offset))
    {
        let align = Align::new(multiple, offset);
        for position in 0..64_usize {
            let padding = usize::from(align.padding(position));
            assert!(padding < usize::from(multiple));
            assert_eq!((position + padding) % usize::from(multiple), usize::from(offset));
        }
    }
}

/// The registries "Binding Update Flags" and "Binding Acknowledgement Flags"; RFC 5026 Section 8.1.
#[test]
fn flags() {
    let update: Vec<_> =
        BindingUpdateFlags::all().iter_names().map(|(name, flag)| (name, flag.bits())).collect();
    assert_eq!(
        update,
        [
            ("ACKNOWLEDGE", 0x8000),
            ("HOME_REGISTRATION", 0x4000),
            ("LINK_LOCAL_ADDRESS_COMPATIBILITY", 0x2000),
            ("KEY_MANAGEMENT_MOBILITY_CAPABILITY", 0x1000),
            ("MAP_REGISTRATION", 0x0800),
            ("MOBILE_ROUTER", 0x0400),
            ("PROXY_REGISTRATION", 0x0200),
            ("FORCE_UDP_ENCAPSULATION", 0x0100),
            ("TLV_HEADER", 0x0080),
            ("BULK_BINDING_UPDATE", 0x0040),
            ("MULTICAST_SIGNALING", 0x0020),
            ("DISTRIBUTED_MOBILITY_MANAGEMENT", 0x0010),
        ]
    );
    let acknowledgement: Vec<_> = BindingAcknowledgementFlags::all()
        .iter_names()
        .map(|(name, flag)| (name, flag.bits()))
        .collect();
    assert_eq!(
        acknowledgement,
        [
            ("KEY_MANAGEMENT_MOBILITY_CAPABILITY", 0x80),
            ("MOBILE_ROUTER", 0x40),
            ("PROXY_REGISTRATION", 0x20),
            ("TLV_HEADER", 0x10),
            ("BULK_BINDING_UPDATE", 0x08),
            ("MULTICAST_SIGNALING", 0x04),
            ("DISTRIBUTED_MOBILITY_MANAGEMENT", 0x02),
        ]
    );
    let dns: Vec<_> =
        DnsUpdateFlags::all().iter_names().map(|(name, flag)| (name, flag.bits())).collect();
    assert_eq!(dns, [("REMOVE", 0x80)]);

    for bits in (0..=0xffff).step_by(one_in(1021)) {
        let flags = BindingUpdateFlags::from_bits_retain(bits);
        assert_eq!(flags.reserved_bits(), bits & 0x000f);
        // the unassigned bits survive the operators
        assert_eq!((!!flags).bits(), bits);
        assert_eq!((!flags).bits(), !bits);
    }
    for bits in 0..=0xff {
        let flags = BindingAcknowledgementFlags::from_bits_retain(bits);
        assert_eq!(flags.reserved_bits(), bits & 0x01);
        assert_eq!((!flags).bits(), !bits);
        let flags = DnsUpdateFlags::from_bits_retain(bits);
        assert_eq!(flags.reserved_bits(), bits & 0x7f);
        assert_eq!((!flags).bits(), !bits);
    }
}

#[test]
fn lifetimes_count_four_seconds() {
    for units in (0..=u16::MAX).step_by(one_in(1021)) {
        let lifetime = Lifetime(units);
        let seconds = u32::from(units) * 4;
        assert_eq!(lifetime.as_secs(), seconds);
        for more in 0..4 {
            // not zero for a few seconds: that would delete the binding
            let expected = if seconds == 0 && more > 0 { Lifetime(1) } else { lifetime };
            assert_eq!(Lifetime::from_secs(seconds + more), expected);
        }
    }
    assert_eq!(Lifetime::from_secs(262_144), Lifetime::MAX);
    assert_eq!(Lifetime::from_secs(u32::MAX), Lifetime::MAX);
    assert_eq!(Lifetime::DELETE.as_secs(), 0);
}
