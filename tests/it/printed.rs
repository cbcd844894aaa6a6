//! What values print: `Debug` says of which type something is and how long, `Display` of errors and decisions is
//! one line for a log. The texts are written by hand.

use mip6_wire::bootstrap::{AddressFault, AssignmentRefusal, AutoConfigureError, PrefixFault};
use mip6_wire::ikev2::{
    ApplicationVersion, ConfigAttributeType, ConfigAttributes, HomePrefix, IdType, Identification,
    Identity, InternalIp6Dns, Ipv6Prefix, Notify, NotifyType, PayloadType, Payloads, PrefixLen,
    RawConfigAttribute, RawPayload,
};
use mip6_wire::ipv6::{DestinationOptions, MobilityPacket};
use mip6_wire::message::{
    BindingUpdate, BindingUpdateFlags, CareOfTest, CareOfTestInit, HomeTest, HomeTestInit,
    Lifetime, MessageBuilder, RawMessage,
};
use mip6_wire::name::FqdnBuf;
use mip6_wire::option::{BindingAuthorizationData, BindingRefreshAdvice, OptionsBuf, RawOption};
use mip6_wire::{
    ChecksumAddresses, Disposition, EmitError, EmitErrorKind, Fqdn, MhType, MnIdentity,
    MobilityHeader, OptionType, Options, ParseError, ParseErrorKind, Writer,
};
use std::collections::BTreeSet;
use std::fmt::{Debug, Display};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::Ipv6Addr;

#[track_caller]
fn debug(value: impl Debug, text: &str) {
    assert_eq!(format!("{value:?}"), text);
}

#[track_caller]
fn display(value: impl Display, text: &str) {
    assert_eq!(value.to_string(), text);
}

const ADDRESS: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 2, 3, 4, 5, 6);

/// A Binding Refresh Request: Refresh Advice, then authorization data of twelve octets.
const REQUEST: [u8; 32] = [
    59, 3, 0, 0, 0, 0, 0, 0, // fixed part
    2, 2, 0, 10, // Binding Refresh Advice
    1, 4, 0, 0, 0, 0, // PadN
    5, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, // Binding Authorization Data, at 8n + 2
];

#[test]
fn mobility_headers() {
    let header = MobilityHeader::parse(&REQUEST).expect("sound");
    debug(header, "MobilityHeader { mh_type: MhType(0: Binding Refresh Request), octets: 32, .. }");
    let authenticated = header.authenticated::<12>().expect("sound").expect("there is one");
    debug(authenticated, "Authenticated(12 octets over 20)");
    // two addresses, then the header without its checksum and what comes after the covered octets
    debug(authenticated.mac_input(ADDRESS, ADDRESS), "MacInput { octets: 52 }");
    debug(
        BindingAuthorizationData { authenticator: &[0; 7] },
        "BindingAuthorizationData { authenticator: 7 octets }",
    );
    let options = header.message().expect("sound").options().expect("known");
    debug(options, "Options(24 octets from 8)");
    debug(
        options.raw().next().expect("one").expect("sound"),
        "RawOption(OptionType(2: Binding Refresh Advice), 2 octets)",
    );
    let mut iter = options.iter();
    debug(&iter, "TypedOptions { walk: 24 of 32 octets left }");
    assert!(iter.next().is_some());
    debug(&iter, "TypedOptions { walk: 20 of 32 octets left }");
}

#[test]
fn messages() {
    let options = Options::EMPTY;
    debug(
        HomeTestInit { home_init_cookie: [9; 8], options },
        "HomeTestInit { home_init_cookie: 8 octets, options: Options(0 octets from 0) }",
    );
    debug(
        CareOfTestInit { care_of_init_cookie: [9; 8], options },
        "CareOfTestInit { care_of_init_cookie: 8 octets, options: Options(0 octets from 0) }",
    );
    debug(
        HomeTest {
            home_nonce_index: 5,
            home_init_cookie: [9; 8],
            home_keygen_token: [9; 8],
            options,
        },
        "HomeTest { home_nonce_index: 5, home_init_cookie: 8 octets, home_keygen_token: 8 octets, options: Options(0 octets from 0) }",
    );
    debug(
        CareOfTest {
            care_of_nonce_index: 6,
            care_of_init_cookie: [9; 8],
            care_of_keygen_token: [9; 8],
            options,
        },
        "CareOfTest { care_of_nonce_index: 6, care_of_init_cookie: 8 octets, care_of_keygen_token: 8 octets, options: Options(0 octets from 0) }",
    );
    debug(
        RawMessage { mh_type: MhType(200), body: &[9; 10] },
        "RawMessage { mh_type: MhType(200), octets: 10, .. }",
    );
}

#[test]
fn messages_being_built() {
    let update = BindingUpdate {
        sequence: 1,
        flags: BindingUpdateFlags::ACKNOWLEDGE,
        lifetime: Lifetime(1),
        options: Options::EMPTY,
    };
    let mut buffer = [0; 64];
    let unsigned = MessageBuilder::new(&mut buffer, &update)
        .and_then(|builder| builder.authorize(12))
        .expect("room enough");
    // 12 fixed, two of padding to 8n + 2, type and length; 28 octets are filled up to 32, with padding in front
    debug(&unsigned, "Unsigned(32 octets, 12 of them the authenticator)");

    let mut buf = OptionsBuf::<16>::new(12);
    debug(&buf, "OptionsBuf(0 of 16 octets)");
    buf.push(&BindingRefreshAdvice { refresh_interval: Lifetime(1) }).expect("room enough");
    debug(&buf, "OptionsBuf(4 of 16 octets)");
}

#[test]
fn writers() {
    let mut buffer = [0; 4];
    let mut writer = Writer::new(&mut buffer);
    assert!(!writer.is_measuring());
    writer.u8(7).expect("room enough");
    debug(&writer, "Writer { position: 1, buffer_octets: 4, measuring: false }");
    assert!(writer.u32(1).is_err());
    let mut writer = Writer::new(&mut buffer);
    writer.u32(0x0102_0304).expect("room enough");
    assert_eq!(writer.written(), [1, 2, 3, 4]);
    let writer = Writer::measuring();
    assert!(writer.is_measuring());
    debug(writer, "Writer { position: 0, buffer_octets: 0, measuring: true }");
}

#[test]
fn packets() {
    let mut packet = vec![0x60, 0, 0, 0, 0, 32, 135, 64];
    packet.extend(Ipv6Addr::LOCALHOST.octets());
    packet.extend(ADDRESS.octets());
    packet.extend(REQUEST);
    debug(
        MobilityPacket::parse(&packet).expect("sound"),
        "MobilityPacket { octets: 72, mobility_header_offset: 40, fault: None, .. }",
    );
    let header = [59, 0, 1, 4, 0, 0, 0, 0];
    debug(
        DestinationOptions::parse(&header).expect("sound"),
        "DestinationOptions { next_header: 59, octets: 8, .. }",
    );
}

#[test]
fn ikev2() {
    let chain = [0, 0, 0, 8, 0, 0, 0x40, 0x2a];
    let payloads = Payloads::new(PayloadType::NOTIFY, &chain);
    debug(payloads, "Payloads { first: PayloadType(41: Notify), octets: 8 }");
    let mut raw = payloads.raw();
    debug(&raw, "RawPayloads { payload_type: PayloadType(41: Notify), offset: 0, .. }");
    debug(
        raw.next().expect("one").expect("sound"),
        "RawPayload { payload_type: PayloadType(41: Notify), next: PayloadType(0: No Next Payload), flags: PayloadFlags(0x0), body_octets: 4, .. }",
    );
    debug(&raw, "RawPayloads { payload_type: PayloadType(0: No Next Payload), offset: 8, .. }");
    debug(
        Notify::new(NotifyType::USE_ASSIGNED_HOA, &[1, 2, 3]),
        "Notify { protocol_id: ProtocolId(0), spi_octets: 0, notify_type: NotifyType(42: USE_ASSIGNED_HoA), data_octets: 3 }",
    );
    debug(
        Identification { id_type: IdType::FQDN, data: b"mn.example" },
        "Identification(IdType(2: ID_FQDN), 10 octets)",
    );
    debug(Identity::KeyId(b"key"), "Identity(IdType(11: ID_KEY_ID))");
    let name = Fqdn::from_text("mn.example").expect("a name");
    debug(Identity::Fqdn(name), "Identity(IdType(2: ID_FQDN))");
}

#[test]
fn attributes() {
    let octets = [0, 10, 0, 0, 0x80, 7, 0, 3, b'1', b'.', b'0'];
    let attributes = ConfigAttributes::new(&octets, 8);
    debug(attributes, "ConfigAttributes { octets: 11, start: 8 }");
    let mut raw = attributes.raw();
    assert!(raw.next().is_some());
    debug(&raw, "RawConfigAttributes { offset: 12, .. }");
    debug(
        raw.next().expect("one").expect("sound"),
        "RawConfigAttribute { attribute_type: ConfigAttributeType(7: APPLICATION_VERSION), reserved_bit: true, body_octets: 3 }",
    );
    debug(attributes.all::<InternalIp6Dns>(), "RawConfigAttributes { offset: 8, .. }");
    let version =
        attributes.find::<ApplicationVersion<'_>>().expect("sound").expect("there is one");
    debug(version, "ApplicationVersion(3 octets)");
    assert_eq!(version.as_text(), Some("1.0"));
    assert_eq!(ApplicationVersion { version: &[0xff] }.as_text(), None);
}

#[test]
fn prefixes() {
    let prefix_len = PrefixLen::new(48).expect("below 129");
    display(prefix_len, "48");
    assert_eq!(u8::from(prefix_len), 48);
    // what is behind the prefix does not show, and is told
    let prefix = Ipv6Prefix { prefix: ADDRESS, prefix_len };
    display(prefix, "2001:db8:1::/48");
    assert!(prefix.has_stray_bits());
    assert!(!Ipv6Prefix { prefix: prefix.network(), prefix_len }.has_stray_bits());
    display(HomePrefix { lifetime: 1, prefix: ADDRESS, prefix_len }, "2001:db8:1::/48");
}

#[test]
fn identities_as_text() {
    // verbatim if it can stand in a log; all else is escaped
    display(MnIdentity::from_octets(b"mn.example"), "mn.example");
    display(MnIdentity::from_octets(b"a b\\\n\xff"), r"a\x20b\x5c\x0a\xff");
}

#[test]
fn errors() {
    let error = ParseError::new(ParseErrorKind::PayloadProto, 7);
    debug(error, "ParseError { kind: PayloadProto, offset: 7 }");
    display(error, "Payload Proto is not 59 at octet 7");
    let error = EmitError::new(EmitErrorKind::BufferFull, 9);
    debug(error, "EmitError { kind: BufferFull, offset: 9 }");
    assert_eq!(error.offset(), 9);
    display(
        ParseError::new(ParseErrorKind::PrefixLength, 3),
        "prefix length is above that of an address at octet 3",
    );
}

/// Why there is no home address, in words.
#[test]
fn refusals() {
    for (refusal, text) in [
        (
            AssignmentRefusal::UnsupportedCriticalPayload(PayloadType(200)),
            "unsupported critical payload 200",
        ),
        (
            AssignmentRefusal::Reported(NotifyType::INTERNAL_ADDRESS_FAILURE),
            "the home agent reports INTERNAL_ADDRESS_FAILURE (36)",
        ),
        (AssignmentRefusal::NothingAssigned, "neither a home prefix nor an address"),
        (AssignmentRefusal::UseAssignedWithoutAddress, "USE_ASSIGNED_HoA without an address"),
        (
            AssignmentRefusal::Address(AddressFault::Unspecified),
            "the assigned address is unspecified",
        ),
        (
            AssignmentRefusal::Address(AddressFault::Loopback),
            "the assigned address is the loopback address",
        ),
        (AssignmentRefusal::Address(AddressFault::LinkLocal), "the assigned address is link-local"),
        (AssignmentRefusal::Address(AddressFault::Multicast), "the assigned address is multicast"),
        (AssignmentRefusal::Prefix(PrefixFault::LengthZero), "the home prefix has length 0"),
        (
            AssignmentRefusal::Prefix(PrefixFault::NotGlobalUnicast),
            "the home prefix is outside global unicast",
        ),
    ] {
        display(refusal, text);
    }
    for (error, text) in [
        (AutoConfigureError::Prefix(PrefixFault::LengthZero), "the home prefix has length 0"),
        (
            AutoConfigureError::PrefixTooLong(PrefixLen::P128),
            "no room for an interface identifier behind 128 bits",
        ),
        (AutoConfigureError::InterfaceIdZero, "the interface identifier is 0"),
    ] {
        display(error, text);
    }
}

/// Each kind has words of its own.
#[test]
fn kinds_of_errors() {
    let parse = [
        ParseErrorKind::Truncated,
        ParseErrorKind::TrailingOctets,
        ParseErrorKind::PayloadProto,
        ParseErrorKind::HeaderLen,
        ParseErrorKind::MhType,
        ParseErrorKind::OptionTruncated,
        ParseErrorKind::OptionLength,
        ParseErrorKind::OptionValue,
        ParseErrorKind::DuplicateOption,
        ParseErrorKind::AuthorizationDataNotLast,
        ParseErrorKind::NotIpv6,
        ParseErrorKind::Fragment,
        ParseErrorKind::NoMobilityHeader,
        ParseErrorKind::Encrypted,
        ParseErrorKind::HopByHopNotFirst,
        ParseErrorKind::UnrecognizedOption,
        ParseErrorKind::RoutingType,
        ParseErrorKind::HomeAddress,
        ParseErrorKind::HomeAddressOption,
        ParseErrorKind::CareOfAddress,
        ParseErrorKind::NotUnicast,
        ParseErrorKind::UnrecognizedMhType,
        ParseErrorKind::Checksum,
        ParseErrorKind::ExtensionHeader,
        ParseErrorKind::PayloadLength,
        ParseErrorKind::AttributeLength,
        ParseErrorKind::SpiSize,
        ParseErrorKind::PrefixLength,
        ParseErrorKind::LabelLength,
        ParseErrorKind::NameLength,
        ParseErrorKind::NameCharacter,
    ];
    let texts: BTreeSet<_> = parse.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(texts.len(), parse.len());
    assert!(texts.iter().all(|text| text.len() > 10));

    let emit = [
        EmitErrorKind::BufferFull,
        EmitErrorKind::OptionTooLong,
        EmitErrorKind::MessageTooLong,
        EmitErrorKind::MessageLength,
        EmitErrorKind::AuthorizationDataNotLast,
        EmitErrorKind::MalformedOptions,
        EmitErrorKind::EncryptedNotLast,
        EmitErrorKind::AuthenticatorLength,
        EmitErrorKind::Value,
    ];
    let texts: BTreeSet<_> = emit.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(texts.len(), emit.len());
    assert!(texts.iter().all(|text| text.len() > 10));
}

#[test]
fn dispositions() {
    let of = |kind| Disposition::from(ParseError::new(kind, 13));
    assert_eq!(of(ParseErrorKind::OptionLength), Disposition::Discard);
    assert_eq!(of(ParseErrorKind::HeaderLen), Disposition::ParameterProblem { pointer: 13 });
    display(Disposition::Discard, "silent discard");
    display(
        Disposition::ParameterProblem { pointer: 40 },
        "ICMPv6 Parameter Problem, Code 0, octet 40",
    );
}

/// Views are equal where their octets are, and not otherwise.
#[test]
fn equality() {
    let mut other = REQUEST;
    other[10] = 1;
    let (one, two) = (
        MobilityHeader::parse(&REQUEST).expect("sound"),
        MobilityHeader::parse(&other).expect("sound"),
    );
    assert_eq!(one, one);
    assert_ne!(one, two);
    assert_eq!(Options::new(&[200, 0], 8), Options::new(&[200, 0], 12));
    assert_ne!(Options::new(&[200, 0], 8), Options::new(&[201, 0], 8));
    assert_ne!(
        RawPayload::new(PayloadType::NOTIFY, &[1]),
        RawPayload::new(PayloadType::NOTIFY, &[2])
    );
    assert_ne!(
        RawPayload::new(PayloadType::NOTIFY, &[1]),
        RawPayload::new(PayloadType::DELETE, &[1])
    );
    assert_ne!(ConfigAttributes::new(&[0, 10, 0, 0], 8), ConfigAttributes::new(&[0, 16, 0, 0], 8));

    let mut options = OptionsBuf::<16>::new(12);
    let empty = options.clone();
    assert_eq!(options, empty);
    options.push(&BindingRefreshAdvice { refresh_interval: Lifetime(1) }).expect("room enough");
    assert_ne!(options, empty);
    assert_eq!(options.as_options().as_octets(), [2, 2, 0, 1]);
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Equal names have the same hash, others another one.
#[test]
fn hashes_of_names() {
    let names = [
        Fqdn::from_text("mn.example"),
        Fqdn::from_text("MN.Example."),
        Fqdn::from_labels(b"\x02mN\x07examplE\x00"),
        Fqdn::from_text("m.nexample"),
        Fqdn::from_text("mn.example.org"),
    ];
    let names = names.map(|name| name.expect("a name"));
    let [text, upper, labels, other, longer] = names.map(hash);
    assert_eq!((text, text), (upper, labels));
    assert!(text != other && text != longer && other != longer);

    let own = names.map(|name| FqdnBuf::<16>::from_fqdn(name).expect("room enough"));
    assert!(own[0] == own[1] && own[0] == own[2] && own[0] != own[3]);
    assert_eq!(own.each_ref().map(hash), [text, text, text, other, longer]);
}

#[test]
fn emptiness_and_sizes() {
    assert!(Payloads::new(PayloadType(0), &[]).is_empty());
    assert!(!Payloads::new(PayloadType::NOTIFY, &[0; 8]).is_empty());
    assert!(ConfigAttributes::new(&[], 8).is_empty());
    assert!(!ConfigAttributes::new(&[0, 10, 0, 0], 8).is_empty());
    assert!(MnIdentity::from_octets(b"").is_empty());
    assert!(!MnIdentity::from_octets(b"x").is_empty());
    let attribute = RawConfigAttribute::new(ConfigAttributeType(16), &[0; 21]);
    assert_eq!(attribute.wire_len(), 25);
    let option = RawOption { option_type: OptionType(200), body: &[0; 5] };
    assert_eq!(option.wire_len(), 7);
}

/// How far the iterators have come.
#[test]
fn offsets() {
    let chain = [41, 0, 0, 8, 0, 0, 0x40, 0x2a, 0, 0, 0, 8, 0, 0, 0x40, 0x00];
    let mut payloads = Payloads::new(PayloadType::NOTIFY, &chain).iter();
    assert_eq!(payloads.offset(), 0);
    assert!(payloads.next().is_some());
    assert_eq!(payloads.offset(), 8);
    let mut attributes = ConfigAttributes::new(&[0, 10, 0, 0, 0, 16, 0, 0], 8).iter();
    assert_eq!(attributes.offset(), 8);
    assert!(attributes.next().is_some());
    assert_eq!(attributes.offset(), 12);
}

#[test]
fn checksum_addresses() {
    let (source, destination, home) = ([1; 16].into(), [2; 16].into(), [3; 16].into());
    let addresses = ChecksumAddresses::new(source, destination);
    assert_eq!(addresses.with_home_address_option(home), ChecksumAddresses::new(home, destination));
    assert_eq!(addresses.with_routing_header(home), ChecksumAddresses::new(source, home));
}
