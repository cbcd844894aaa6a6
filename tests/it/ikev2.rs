//! The IKEv2 payloads and attributes: hand-written vectors both ways, what is malformed, and what no input may do.

use crate::support::hex_vectors;
use crate::support::under_miri::one_in;
use mip6_wire::ikev2::{
    ApplicationVersion, CfgType, ConfigAttribute, ConfigAttributeBody, ConfigAttributeType,
    ConfigAttributes, Configuration, HomeAgentAddress, HomePrefix, IdType, Identification,
    IdentificationInitiator, IdentificationResponder, Identity, InternalIp6Address, InternalIp6Dns,
    InternalIp6Prefix, InternalIp6Subnet, Ipv6Prefix, Mip6HomePrefix, Notify, NotifyType, Payload,
    PayloadBody, PayloadFlags, PayloadType, Payloads, PayloadsBuilder, PrefixLen, ProtocolId,
    RawConfigAttribute, RawPayload, SupportedAttributes,
};
use mip6_wire::{EmitError, EmitErrorKind, Fqdn, MnIdentity, ParseError, ParseErrorKind, Writer};
use std::collections::HashSet;
use std::net::Ipv6Addr;

type Result<T = (), E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

fn vector(id: &str) -> Vec<u8> {
    let vectors = hex_vectors::all();
    let vector = vectors.iter().find(|vector| vector.id.split('-').next() == Some(id));
    vector.unwrap_or_else(|| panic!("no vector {id}")).octets.clone()
}

/// All vectors of a kind, malformed ones too: octets, type of the first payload, offset of the error.
fn vectors(kind: &str) -> Vec<(String, Vec<u8>, u8, Option<usize>)> {
    let vectors: Vec<_> = hex_vectors::by_kind(kind)
        .into_iter()
        .map(|vector| {
            let first = vector.get("first-payload").map_or(0, |first| first.parse().unwrap());
            (vector.id.clone(), vector.octets.clone(), first, vector.error_offset())
        })
        .collect();
    assert!(!vectors.is_empty());
    vectors
}

fn home_address() -> Ipv6Addr {
    "2001:db8:1::100".parse().unwrap()
}

fn home_prefix() -> HomePrefix {
    HomePrefix {
        lifetime: 86400,
        prefix: "2001:db8:1::".parse().unwrap(),
        prefix_len: PrefixLen::P64,
    }
}

fn assigned_address() -> InternalIp6Address {
    InternalIp6Address::Address { address: home_address(), prefix_len: PrefixLen::P64 }
}

fn at(error: ParseError) -> (ParseErrorKind, usize) {
    (error.kind(), error.offset())
}

/// The one attribute that `octets` are, decoded.
fn attribute(octets: &[u8]) -> std::result::Result<ConfigAttribute<'_>, ParseError> {
    let mut attributes = ConfigAttributes::new(octets, 0).iter();
    let item = attributes.next().expect("an attribute");
    assert!(item.is_err() || attributes.next().is_none());
    item
}

fn emitted(attribute: &impl Fn(&mut Writer<'_>) -> std::result::Result<(), EmitError>) -> Vec<u8> {
    let mut measure = Writer::measuring();
    attribute(&mut measure).unwrap();
    let octets = measure.position();
    let mut buffer = vec![0xa5; octets + 3];
    let mut writer = Writer::new(&mut buffer);
    attribute(&mut writer).unwrap();
    assert_eq!(writer.position(), octets, "measured and written length");
    assert_eq!(buffer[octets..], [0xa5; 3], "nothing is written behind the value");
    for short in 0..octets {
        let error = attribute(&mut Writer::new(&mut vec![0; short])).unwrap_err();
        assert_eq!(error.kind(), EmitErrorKind::BufferFull);
    }
    buffer.truncate(octets);
    buffer
}

/// A vector that is one attribute: what it decodes to, and the same octets from that.
#[track_caller]
fn check_attribute(id: &str, expected: ConfigAttribute<'_>) {
    let octets = vector(id);
    assert_eq!(attribute(&octets), Ok(expected), "{id}");
    assert_eq!(emitted(&|writer| expected.emit(writer)), octets, "{id}");
}

/// A chain of one payload, a vector: what it decodes to, and the same octets from that.
#[track_caller]
fn check_payload(id: &str, first: PayloadType, expected: Payload<'_>) {
    let octets = vector(id);
    let payloads = Payloads::new(first, &octets);
    assert_eq!(payloads.iter().collect::<Vec<_>>(), [Ok(expected)], "{id}");
    let mut buffer = [0; 128];
    let written = PayloadsBuilder::new(&mut buffer).any_payload(&expected).unwrap();
    assert_eq!(written.finish().unwrap(), payloads, "{id}");
    let measured = PayloadsBuilder::measuring().any_payload(&expected).unwrap();
    assert_eq!(measured.measure(), octets.len(), "{id}");
}

// ----- vectors

#[test]
fn i01_i02_mip6_home_prefix() {
    check_attribute("i01", Mip6HomePrefix::Request.into());
    check_attribute("i02", Mip6HomePrefix::Assigned(home_prefix()).into());
}

#[test]
fn i03_configuration_request() -> Result {
    let octets = vector("i03");
    let payloads = Payloads::new(PayloadType::CONFIGURATION, &octets);
    let request = payloads.find::<Configuration<'_>>()?.unwrap();
    assert_eq!(request.cfg_type, CfgType::REQUEST);
    let attributes: std::result::Result<Vec<_>, _> = request.attributes.iter().collect();
    // the last attribute has no value octets
    assert_eq!(attributes?, [InternalIp6Address::Request.into(), Mip6HomePrefix::Request.into()]);
    assert!(request.asks_for_home_prefix()?);
    assert_eq!(request.home_prefix()?, None);

    let mut buffer = [0; 16];
    let written = PayloadsBuilder::new(&mut buffer)
        .configuration(CfgType::REQUEST)?
        .attribute(&InternalIp6Address::Request)?
        .attribute(&Mip6HomePrefix::Request)?
        .end()?
        .finish()?;
    assert_eq!(written, payloads);
    Ok(())
}

#[test]
fn i04_configuration_reply() -> Result {
    let octets = vector("i04");
    let payloads = Payloads::new(PayloadType::CONFIGURATION, &octets);
    let reply = payloads.find::<Configuration<'_>>()?.unwrap();
    assert_eq!(reply.cfg_type, CfgType::REPLY);
    assert_eq!(reply.home_prefix()?, Some(home_prefix()));
    assert!(!reply.asks_for_home_prefix()?);
    check_payload("i04", PayloadType::CONFIGURATION, reply.into());
    Ok(())
}

#[test]
fn i05_use_assigned_home_address() -> Result {
    let octets = vector("i05");
    let payloads = Payloads::new(PayloadType::NOTIFY, &octets);
    let [Ok(Payload::Notify(notify)), Ok(Payload::Configuration(reply))] =
        payloads.iter().collect::<Vec<_>>()[..]
    else {
        panic!()
    };
    assert_eq!(notify, Notify::USE_ASSIGNED_HOA);
    assert_eq!(reply.attributes.find()?, Some(assigned_address()));

    let mut buffer = [0; 64];
    let written = PayloadsBuilder::new(&mut buffer)
        .payload(&Notify::USE_ASSIGNED_HOA)?
        .configuration(CfgType::REPLY)?
        .attribute(&assigned_address())?
        .end()?
        .finish()?;
    assert_eq!(written, payloads);
    Ok(())
}

#[test]
fn i06_identification() -> Result {
    let id = Identification::fqdn("mn.example.com")?;
    let kind = PayloadType::IDENTIFICATION_INITIATOR;
    check_payload("i06", kind, IdentificationInitiator(id).into());
    let kind = PayloadType::IDENTIFICATION_RESPONDER;
    check_payload("i06", kind, IdentificationResponder(id).into());
    Ok(())
}

#[test]
fn i07_reserved_bit() -> Result {
    let octets = vector("i07");
    let payloads = Payloads::new(PayloadType::CONFIGURATION, &octets);
    let request = payloads.find::<Configuration<'_>>()?.unwrap();
    // ignored for the type ..
    assert_eq!(request.attributes.find()?, Some(Mip6HomePrefix::Request));
    assert!(request.asks_for_home_prefix()?);
    let attributes: Vec<_> = request.attributes.iter().collect();
    assert_eq!(attributes, [Ok(Mip6HomePrefix::Request.into())]);
    // .. and kept when relayed, as a payload, as a list, and as an attribute
    let raw = request.attributes.raw().next().unwrap()?;
    assert_eq!(raw.attribute_type, ConfigAttributeType::MIP6_HOME_PREFIX);
    assert!(raw.reserved_bit);
    let mut buffer = [0; 64];
    let relayed = PayloadsBuilder::new(&mut buffer).payload(&request)?.finish()?;
    assert_eq!(relayed, payloads);
    let mut buffer = [0; 64];
    let relayed = PayloadsBuilder::new(&mut buffer).verbatim(payloads)?.finish()?;
    assert_eq!(relayed, payloads);
    let mut buffer = [0; 64];
    let relayed = PayloadsBuilder::new(&mut buffer)
        .configuration(CfgType::REQUEST)?
        .raw(&raw)?
        .end()?
        .finish()?;
    assert_eq!(relayed, payloads);
    let mut buffer = [0; 64];
    let relayed = PayloadsBuilder::new(&mut buffer)
        .configuration(CfgType::REQUEST)?
        .verbatim(request.attributes)?
        .end()?
        .finish()?;
    assert_eq!(relayed, payloads);
    Ok(())
}

#[test]
fn i08_suggested_address() -> Result {
    let octets = vector("i08");
    let payloads = Payloads::new(PayloadType::CONFIGURATION, &octets);
    let request = payloads.find::<Configuration<'_>>()?.unwrap();
    assert_eq!(request.attributes.find()?, Some(assigned_address()));
    check_payload("i08", PayloadType::CONFIGURATION, request.into());
    Ok(())
}

#[test]
fn i09_to_i21_attributes() -> Result {
    let prefix = |prefix: &str, bits| Ipv6Prefix {
        prefix: prefix.parse().unwrap(),
        prefix_len: PrefixLen::new(bits).unwrap(),
    };
    let ipv6 = "2001:db8:1::1".parse()?;
    let ipv4 = Some([192, 0, 2, 1].into());
    let kinds = [0, 8, 0, 10, 0, 15, 0, 16];
    let supported = SupportedAttributes::from_octets(&kinds)?;
    let private = RawConfigAttribute::new(ConfigAttributeType(16384), &[0xde, 0xad, 0xbe, 0xef]);
    let domain = RawConfigAttribute::new(ConfigAttributeType::INTERNAL_DNS_DOMAIN, b"example.com");
    check_attribute("i09", InternalIp6Address::Request.into());
    check_attribute("i10", assigned_address().into());
    check_attribute("i11", InternalIp6Prefix::Prefix(prefix("2001:db8:1::", 64)).into());
    check_attribute("i12", InternalIp6Subnet::Subnet(prefix("2001:db8:1::", 48)).into());
    check_attribute("i13", InternalIp6Dns::Request.into());
    check_attribute("i14", InternalIp6Dns::Address("2001:db8:1::53".parse()?).into());
    check_attribute("i15", HomeAgentAddress::Address { ipv6, ipv4: None }.into());
    check_attribute("i16", HomeAgentAddress::Address { ipv6, ipv4 }.into());
    check_attribute("i17", SupportedAttributes::REQUEST.into());
    check_attribute("i18", supported.into());
    check_attribute("i19", ApplicationVersion { version: b"example 1.0" }.into());
    check_attribute("i20", domain.into());
    check_attribute("i21", private.into());

    assert_eq!(supported.types().map(|kind| kind.0).collect::<Vec<_>>(), [8, 10, 15, 16]);
    assert!(ConfigAttributeType(16384).is_private_use());
    assert_eq!(ApplicationVersion { version: b"\x01" }.as_text(), None);
    Ok(())
}

#[test]
fn i22_to_i25_notify() {
    let spi = &[0xc0, 0xff, 0xee, 0x01];
    let notify = |notify_type| Notify { protocol_id: ProtocolId::ESP, spi, notify_type, data: &[] };
    let selectors = Notify {
        data: &[0x60, 0, 0, 0, 0, 0, 0x3b, 0x40],
        ..notify(NotifyType::INVALID_SELECTORS)
    };
    let kind = PayloadType(200);
    let critical = Notify::unsupported_critical_payload(&kind);
    let failure = Notify::new(NotifyType::INTERNAL_ADDRESS_FAILURE, &[]);
    check_payload("i22", PayloadType::NOTIFY, selectors.into());
    check_payload("i23", PayloadType::NOTIFY, notify(NotifyType::REKEY_SA).into());
    check_payload("i24", PayloadType::NOTIFY, critical.into());
    check_payload("i25", PayloadType::NOTIFY, failure.into());
}

#[test]
fn i26_to_i31_identification_types() -> Result {
    let cases: [(&str, u8, &str); 6] = [
        ("i26", 1, "192.0.2.85"),
        ("i27", 3, "mn@example.com"),
        ("i28", 5, "2001:db8:1::100"),
        ("i29", 9, "3019311730150603550403 0c0e6d6e2e6578616d706c652e636f6d"),
        ("i30", 11, "00ff10deadbeef"),
        ("i31", 200, "01020304"),
    ];
    for (id, id_type, display) in cases {
        let octets = vector(id);
        let identification = Identification { id_type: IdType(id_type), data: &octets[8..] };
        let payload = IdentificationInitiator(identification);
        check_payload(id, PayloadType::IDENTIFICATION_INITIATOR, payload.into());
        assert_eq!(identification.identity()?.id_type(), IdType(id_type));
        assert_eq!(identification.to_string(), display.replace(' ', ""));
        // nobody but an ID_FQDN is a domain name
        assert!(!identification.matches(MnIdentity::from_octets(b"mn.example.com")));
    }
    Ok(())
}

#[test]
fn i32_payload_chain() -> Result {
    let octets = vector("i32");
    let payloads = Payloads::new(PayloadType::IDENTIFICATION_INITIATOR, &octets);
    let mut buffer = [0; 64];
    let written = PayloadsBuilder::new(&mut buffer)
        .payload(&IdentificationInitiator(Identification::fqdn("mn.example.com")?))?
        .configuration(CfgType::REQUEST)?
        .attribute(&InternalIp6Address::Request)?
        .attribute(&Mip6HomePrefix::Request)?
        .end()?
        .payload(&Notify::new(NotifyType::INITIAL_CONTACT, &[]))?
        .finish()?;
    assert_eq!(written, payloads);
    let offsets: Vec<_> = payloads.raw().map(|payload| payload.unwrap().offset()).collect();
    assert_eq!(offsets, [0, 22, 38]);
    payloads.check()?;
    assert_eq!(payloads.unsupported_critical()?, None);
    Ok(())
}

#[test]
fn i33_i34_unknown_payload() -> Result {
    let octets = vector("i33");
    let payloads = Payloads::new(PayloadType::IDENTIFICATION_INITIATOR, &octets);
    assert_eq!(payloads.unsupported_critical()?, Some(PayloadType(200)));
    assert_eq!(payloads.unsupported_critical_with(|_| true)?, None);
    let unknown = payloads.find_raw(PayloadType(200))?.unwrap();
    assert_eq!(unknown.flags, PayloadFlags::CRITICAL);
    assert_eq!(unknown.body, [0xde, 0xad, 0xbe, 0xef]);
    assert_eq!(payloads.iter().nth(1), Some(Ok(Payload::Unknown(unknown))));

    let octets = vector("i34");
    let payloads = Payloads::new(PayloadType::IDENTIFICATION_INITIATOR, &octets);
    assert_eq!(payloads.unsupported_critical()?, None);
    assert!(payloads.find::<Configuration<'_>>()?.unwrap().asks_for_home_prefix().is_ok());
    Ok(())
}

#[test]
fn every_vector_is_relayed_octet_for_octet() -> Result {
    for (id, octets, first, error_offset) in vectors("ikev2-payloads") {
        if error_offset.is_some() {
            continue;
        }
        let payloads = Payloads::new(PayloadType(first), &octets);
        let mut buffer = vec![0; octets.len()];
        let relayed = PayloadsBuilder::new(&mut buffer).verbatim(payloads)?.finish()?;
        assert_eq!(relayed, payloads, "{id}");
        assert_eq!((relayed.first().0, relayed.as_octets()), (first, &octets[..]), "{id}");
        // and from the typed values, as no vector but I07 has anything reserved
        let mut buffer = vec![0; octets.len()];
        let mut builder = PayloadsBuilder::new(&mut buffer);
        for payload in payloads {
            builder = builder.any_payload(&payload?)?;
        }
        assert_eq!(builder.finish()?, payloads, "{id}");
    }
    Ok(())
}

// ----- malformed

#[test]
fn n15_to_n21_malformed() {
    let attributes = vectors("ikev2-attribute").into_iter();
    let payloads = vectors("ikev2-payloads").into_iter();
    let mut seen = 0;
    for (id, octets, first, offset) in attributes.chain(payloads) {
        let Some(offset) = offset else { continue };
        let error = if first == 0 {
            attribute(&octets).unwrap_err()
        } else {
            let payloads = Payloads::new(PayloadType(first), &octets);
            let configuration = payloads.find::<Configuration<'_>>().unwrap().unwrap();
            let error = configuration.home_prefix().unwrap_err();
            // an attribute of which the list is not at fault spoils itself alone
            if let Err(fault) = configuration.attributes.check() {
                let found = configuration.attributes.find::<InternalIp6Dns>();
                assert_eq!((found, fault), (Err(error), error));
            }
            error
        };
        let mut all = hex_vectors::all().iter();
        let kind = all.find(|vector| vector.id == id).unwrap().error_kind();
        let found = format!("{:?}", error.kind());
        assert_eq!((Some(&found[..]), error.offset()), (kind, offset), "{id}");
        seen += 1;
    }
    assert_eq!(seen, 8);
    let octets = vector("n19");
    let attribute =
        RawConfigAttribute::new(ConfigAttributeType::INTERNAL_IP6_ADDRESS, &octets[4..]);
    let lenient = InternalIp6Address::parse_lenient(&attribute).unwrap();
    assert_eq!(lenient.address(), Some(home_address()));
}

/// Every length of each typed attribute up to 40, and 65535: only those of its definition are accepted, and the
/// others are refused at the Length field.
#[test]
fn attribute_lengths() {
    let allowed: [(u16, &[usize]); 16] = [
        (1, &[0, 4]),
        (2, &[0, 4]),
        (3, &[0, 4]),
        (4, &[0, 4]),
        (6, &[0, 4]),
        (12, &[0, 16]),
        (13, &[0, 8]),
        (20, &[0, 4]),
        (21, &[0, 16]),
        (8, &[0, 17]),
        (10, &[0, 16]),
        (15, &[0, 17]),
        (16, &[0, 21]),
        (18, &[0, 17]),
        (19, &[0, 16, 20]),
        (14, &[0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40]),
    ];
    for (kind, lengths) in allowed {
        for length in (0..=40).chain([65535]).step_by(one_in(5)) {
            for reserved in [0, 0x80] {
                // in a payload behind another attribute, so that offsets are those of the chain
                let mut octets = vec![0, 25, 0, 1, b'a'];
                let [k0, k1] = kind.to_be_bytes();
                let [l0, l1] = u16::try_from(length).unwrap().to_be_bytes();
                octets.extend([k0 | reserved, k1, l0, l1]);
                octets.resize(octets.len() + length, 0);
                let attributes = ConfigAttributes::new(&octets, 8);
                let item = attributes.iter().nth(1).unwrap();
                if lengths.contains(&length) {
                    assert_eq!(item.map(|attribute| attribute.attribute_type().0), Ok(kind));
                } else {
                    let expected = (ParseErrorKind::AttributeLength, 8 + 5 + 2);
                    assert_eq!(at(item.unwrap_err()), expected, "type {kind}, length {length}");
                    // the framing is sound all the same
                    assert_eq!(attributes.check(), Ok(()));
                }
            }
        }
    }
}

#[test]
fn mip6_home_prefix_in_every_cfg_type() -> Result {
    let assigned = Mip6HomePrefix::Assigned(home_prefix());
    // form, CFG type, proper, asks, assigns
    let cases = [
        (Mip6HomePrefix::Request, CfgType::REQUEST, true, true, None),
        (assigned, CfgType::REQUEST, false, true, None),
        (Mip6HomePrefix::Request, CfgType::REPLY, false, false, None),
        (assigned, CfgType::REPLY, true, false, Some(home_prefix())),
        (Mip6HomePrefix::Request, CfgType::SET, false, false, None),
        (assigned, CfgType::SET, true, false, None),
        (Mip6HomePrefix::Request, CfgType::ACK, true, false, None),
        (assigned, CfgType::ACK, false, false, None),
        (assigned, CfgType(200), false, false, None),
    ];
    for (attribute, cfg_type, proper, asks, assigns) in cases {
        assert_eq!(attribute.is_proper_in(cfg_type), proper);
        assert_eq!(attribute.asks_in(cfg_type), asks);
        assert_eq!(attribute.assigned_in(cfg_type), assigns);
        // the same from octets, both ways
        let mut buffer = [0; 64];
        let payloads = PayloadsBuilder::new(&mut buffer)
            .configuration(cfg_type)?
            .attribute(&attribute)?
            .end()?
            .finish()?;
        let configuration = payloads.find::<Configuration<'_>>()?.unwrap();
        assert_eq!(configuration.cfg_type, cfg_type);
        assert_eq!(configuration.attributes.find()?, Some(attribute));
        assert_eq!(configuration.asks_for_home_prefix()?, asks);
        assert_eq!(configuration.home_prefix()?, assigns);
    }
    Ok(())
}

#[test]
fn stray_bits_behind_the_prefix() -> Result {
    for bits in (0..=128).step_by(one_in(16)) {
        let prefix_len = PrefixLen::new(bits).unwrap();
        let prefix = HomePrefix { lifetime: 0, prefix: Ipv6Addr::from(u128::MAX), prefix_len };
        let network = u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0);
        assert_eq!(u128::from(prefix.network()), network);
        assert_eq!(prefix.has_stray_bits(), bits < 128);
        let masked = HomePrefix { prefix: prefix.network(), ..prefix };
        assert!(!masked.has_stray_bits());
        // what was received is what is written
        let octets = emitted(&|writer| Mip6HomePrefix::Assigned(prefix).emit(writer));
        assert_eq!(attribute(&octets)?, Mip6HomePrefix::Assigned(prefix).into());
    }
    assert_eq!(PrefixLen::new(129), None);
    assert!(PrefixLen::try_from(255).is_err());
    Ok(())
}

#[test]
fn prefix_lengths_above_128() {
    for kind in [8_u8, 15, 16, 18] {
        let value = if kind == 16 { 21 } else { 17 };
        for bits in 129..=255 {
            let mut octets = vec![0, kind, 0, value];
            octets.resize(usize::from(value) + 3, 0);
            octets.push(bits);
            let expected = (ParseErrorKind::PrefixLength, octets.len() - 1);
            assert_eq!(at(attribute(&octets).unwrap_err()), expected);
        }
    }
}

/// Some types write themselves in one piece: the value alone is the same.
#[test]
fn a_value_alone_is_what_follows_the_length() {
    fn check<'a>(attribute: &impl ConfigAttributeBody<'a>, octets: usize) {
        let whole = emitted(&|writer| attribute.emit(writer));
        let value = emitted(&|writer| attribute.emit_body(writer));
        assert_eq!(whole[4..], value);
        assert_eq!(value.len(), octets);
    }
    let address = Ipv6Addr::new(0x2001, 0xdb8, 1, 2, 3, 4, 5, 6);
    let prefix_len = PrefixLen::P64;
    check(&InternalIp6Address::Request, 0);
    check(&InternalIp6Address::Address { address, prefix_len }, 17);
    check(&InternalIp6Dns::Request, 0);
    check(&InternalIp6Dns::Address(address), 16);
    check(&Mip6HomePrefix::Request, 0);
    let home_prefix = HomePrefix { lifetime: 0x0102_0304, prefix: address, prefix_len };
    check(&Mip6HomePrefix::Assigned(home_prefix), 21);
    check(&HomeAgentAddress::Address { ipv6: address, ipv4: None }, 16);
    check(&ApplicationVersion { version: b"1.0" }, 3);
}

#[test]
fn supported_attributes_are_those_listed() -> Result {
    let supported = SupportedAttributes::from_octets(&[0, 8, 0, 16])?;
    assert!(supported.contains(ConfigAttributeType(8)));
    assert!(supported.contains(ConfigAttributeType(16)));
    assert!(!supported.contains(ConfigAttributeType(10)));
    assert!(!SupportedAttributes::from_octets(&[])?.contains(ConfigAttributeType(8)));
    Ok(())
}

#[test]
fn order_and_duplicates_are_kept() -> Result {
    let octets = [0, 10, 0, 0, 0, 16, 0, 0, 0, 10, 0, 0, 0, 99, 0, 1, 7, 0, 16, 0, 0];
    let attributes = ConfigAttributes::new(&octets, 8);
    let kinds: Vec<_> =
        attributes.raw().map(|attribute| attribute.unwrap().attribute_type.0).collect();
    assert_eq!(kinds, [10, 16, 10, 99, 16]);
    assert_eq!(attributes.all::<Mip6HomePrefix>().count(), 2);
    assert_eq!(attributes.find()?, Some(InternalIp6Dns::Request));
    Ok(())
}

#[test]
fn a_bad_value_does_not_hide_the_attributes_after_it() {
    let octets = [0, 16, 0, 1, 0, 0, 10, 0, 0];
    let attributes = ConfigAttributes::new(&octets, 8);
    let items: Vec<_> = attributes.iter().collect();
    assert_eq!(at(items[0].unwrap_err()), (ParseErrorKind::AttributeLength, 10));
    assert_eq!(items[1..], [Ok(InternalIp6Dns::Request.into())]);
    assert_eq!(attributes.find(), Ok(Some(InternalIp6Dns::Request)));
    assert!(attributes.find::<Mip6HomePrefix>().is_err());
}

#[test]
fn no_answer_from_a_broken_list() {
    // the attribute is there, and sound; what follows it is cut off
    let octets = [0, 10, 0, 0, 0, 16, 0];
    let attributes = ConfigAttributes::new(&octets, 8);
    let error = attributes.find::<InternalIp6Dns>().unwrap_err();
    assert_eq!(at(error), (ParseErrorKind::Truncated, 12));
    let items: Vec<_> = attributes.iter().collect();
    assert_eq!(items, [Ok(InternalIp6Dns::Request.into()), Err(error)]);
}

#[test]
fn chain_framing() {
    let kind = PayloadType::NOTIFY;
    let cases: [(PayloadType, &[u8], (ParseErrorKind, usize)); 9] = [
        (kind, &[], (ParseErrorKind::Truncated, 0)),
        (kind, &[0, 0, 0], (ParseErrorKind::Truncated, 3)),
        (kind, &[0, 0, 0, 3], (ParseErrorKind::PayloadLength, 2)),
        (kind, &[0, 0, 0, 5], (ParseErrorKind::PayloadLength, 2)),
        (kind, &[0, 0, 0xff, 0xff], (ParseErrorKind::PayloadLength, 2)),
        (kind, &[41, 0, 0, 4], (ParseErrorKind::Truncated, 4)),
        (kind, &[41, 0, 0, 4, 0, 0, 0, 0], (ParseErrorKind::PayloadLength, 6)),
        (kind, &[0, 0, 0, 4, 0], (ParseErrorKind::TrailingOctets, 4)),
        (PayloadType::NONE, &[0], (ParseErrorKind::TrailingOctets, 0)),
    ];
    for (first, octets, expected) in cases {
        let payloads = Payloads::new(first, octets);
        let error = payloads.check().unwrap_err();
        assert_eq!(at(error), expected, "{octets:?}");
        assert_eq!(payloads.find::<Configuration<'_>>(), Err(error));
        assert_eq!(payloads.find_raw(PayloadType(200)), Err(error));
        assert_eq!(payloads.unsupported_critical(), Err(error));
        let mut items = payloads.raw();
        assert_eq!(items.by_ref().last(), Some(Err(error)));
        assert_eq!(items.next(), None, "the error is the last item");
        let copied = PayloadsBuilder::measuring().verbatim(payloads);
        assert_eq!(copied.unwrap_err().kind(), EmitErrorKind::MalformedOptions);
    }
    let empty = Payloads::new(PayloadType::NONE, &[]);
    assert_eq!(empty.check(), Ok(()));
    assert!(empty.is_empty());
    assert_eq!(PayloadsBuilder::new(&mut []).finish().unwrap(), empty);
}

#[test]
fn a_payload_alone() -> Result {
    let octets = [47, 0, 0, 8, 0, 0, 0, 42, 0xaa];
    let kind = PayloadType::NOTIFY;
    let payload = RawPayload::parse(kind, &octets[..8])?;
    assert_eq!(payload.next, PayloadType::CONFIGURATION);
    assert_eq!(Notify::parse_body(&payload)?, Notify::USE_ASSIGNED_HOA);
    assert_eq!(RawPayload::split(kind, &octets)?, (payload, &octets[8..]));
    let error = RawPayload::parse(kind, &octets).unwrap_err();
    assert_eq!(at(error), (ParseErrorKind::TrailingOctets, 8));
    for length in 0..8 {
        let error = RawPayload::parse(kind, &octets[..length]).unwrap_err();
        assert_eq!(Err(error), RawPayload::split(kind, &octets[..length]));
        let expected = if length < 4 {
            (ParseErrorKind::Truncated, length)
        } else {
            (ParseErrorKind::PayloadLength, 2)
        };
        assert_eq!(at(error), expected);
    }
    Ok(())
}

#[test]
fn bodies_that_are_too_short() {
    for kind in [35, 36, 41, 47] {
        for length in 4..8 {
            let mut octets = vec![kind, 0, 0, length];
            octets.resize(length.into(), 0);
            octets.extend([0, 0, 0, 8, 0, 0, 0, 0]);
            let payloads = Payloads::new(PayloadType(kind), &octets);
            let items: Vec<_> = payloads.iter().collect();
            assert_eq!(at(items[0].unwrap_err()), (ParseErrorKind::PayloadLength, 2));
            assert!(items[1].is_ok(), "the payload after it is read");
            assert_eq!(payloads.check(), Ok(()));
        }
    }
}

#[test]
fn spi_sizes() {
    for size in 0..=255_u8 {
        let mut octets = vec![0, 0, 0, 20, 3, size, 0, 11];
        octets.resize(20, 0x55);
        let found = Payloads::new(PayloadType::NOTIFY, &octets).find::<Notify<'_>>();
        if size <= 12 {
            let notify = found.unwrap().unwrap();
            assert_eq!(notify.spi.len(), size.into());
            assert_eq!(notify.data.len(), usize::from(12 - size));
        } else {
            assert_eq!(at(found.unwrap_err()), (ParseErrorKind::SpiSize, 5));
        }
    }
    let spi = [0; 256];
    let notify = Notify { spi: &spi, ..Notify::USE_ASSIGNED_HOA };
    let error = PayloadsBuilder::measuring().payload(&notify).unwrap_err();
    assert_eq!(error.kind(), EmitErrorKind::Value);
}

#[test]
fn encrypted_payload_ends_the_chain() -> Result {
    for kind in [PayloadType::ENCRYPTED, PayloadType::ENCRYPTED_FRAGMENT] {
        let octets = [kind.0, 0, 0, 8, 0, 0, 0, 42, 35, 0, 0, 6, 0xaa, 0xbb];
        let payloads = Payloads::new(PayloadType::NOTIFY, &octets);
        let last = payloads.raw().last().unwrap()?;
        assert_eq!((last.payload_type, last.next.0, last.body), (kind, 35, &octets[12..]));
        let mut buffer = [0; 32];
        let builder = PayloadsBuilder::new(&mut buffer).verbatim(payloads)?;
        assert_eq!(builder.finish()?, payloads);
        let builder = PayloadsBuilder::measuring().raw(&last)?;
        let error = builder.payload(&Notify::USE_ASSIGNED_HOA).unwrap_err();
        assert_eq!(error.kind(), EmitErrorKind::EncryptedNotLast);
        // octets behind it belong to nothing
        let octets = [35, 0, 0, 4, 0];
        let error = Payloads::new(kind, &octets).check().unwrap_err();
        assert_eq!(at(error), (ParseErrorKind::TrailingOctets, 4));
    }
    Ok(())
}

#[test]
fn flags_and_reserved_bits_survive() -> Result {
    let octets = [0, 0xff, 0, 4];
    let payloads = Payloads::new(PayloadType(200), &octets);
    let payload = payloads.raw().next().unwrap()?;
    assert!(payload.flags.contains(PayloadFlags::CRITICAL));
    assert_eq!(payload.flags.reserved_bits(), 0x7f);
    let mut buffer = [0; 4];
    assert_eq!(PayloadsBuilder::new(&mut buffer).raw(&payload)?.finish()?, payloads);
    Ok(())
}

#[test]
fn known_types_ignore_the_critical_bit() -> Result {
    for kind in 33..=48 {
        let payloads = Payloads::new(PayloadType(kind), &[0, 0x80, 0, 4]);
        assert_eq!(payloads.unsupported_critical()?, None);
    }
    for kind in (1..=32).chain(49..=255) {
        let payloads = Payloads::new(PayloadType(kind), &[0, 0x80, 0, 4]);
        assert_eq!(payloads.unsupported_critical()?, Some(PayloadType(kind)));
    }
    Ok(())
}

#[test]
fn lengths_that_do_not_fit() -> Result {
    let octets = vec![0; 65536];
    let fits = RawPayload::new(PayloadType::VENDOR_ID, &octets[..65531]);
    let mut buffer = vec![0; 65535];
    let payloads = PayloadsBuilder::new(&mut buffer).raw(&fits)?.finish()?;
    assert_eq!(payloads.find_raw(PayloadType::VENDOR_ID)?, Some(fits));
    let over = RawPayload::new(PayloadType::VENDOR_ID, &octets[..65532]);
    let error = PayloadsBuilder::measuring().raw(&over).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (EmitErrorKind::MessageTooLong, 0));

    let kind = ConfigAttributeType(16384);
    let mut writer = Writer::measuring();
    RawConfigAttribute::new(kind, &octets[..65535]).emit(&mut writer)?;
    assert_eq!(writer.position(), 65539);
    let error = RawConfigAttribute::new(kind, &octets).emit(&mut writer).unwrap_err();
    assert_eq!(error.kind(), EmitErrorKind::MessageTooLong);
    // each attribute fits, the payload does not
    let half = RawConfigAttribute::new(kind, &octets[..40000]);
    let builder = PayloadsBuilder::measuring().configuration(CfgType::REPLY)?;
    let error = builder.raw(&half)?.raw(&half)?.end().unwrap_err();
    assert_eq!(error.kind(), EmitErrorKind::MessageTooLong);
    Ok(())
}

#[test]
fn values_that_cannot_be_written() -> Result {
    let wide = RawConfigAttribute::new(ConfigAttributeType(0x8010), &[]);
    let error = wide.emit(&mut Writer::measuring()).unwrap_err();
    assert_eq!(error.kind(), EmitErrorKind::Value);
    let none = RawPayload::new(PayloadType::NONE, &[]);
    let error = PayloadsBuilder::measuring().raw(&none).unwrap_err();
    assert_eq!(error.kind(), EmitErrorKind::Value);
    let broken = ConfigAttributes::new(&[0, 16, 0], 8);
    let configuration = Configuration { cfg_type: CfgType::REPLY, attributes: broken };
    let error = PayloadsBuilder::measuring().payload(&configuration).unwrap_err();
    assert_eq!(error.kind(), EmitErrorKind::MalformedOptions);
    let builder = PayloadsBuilder::measuring().configuration(CfgType::REPLY)?;
    let error = builder.verbatim(broken).unwrap_err();
    assert_eq!(error.kind(), EmitErrorKind::MalformedOptions);
    Ok(())
}

// ----- code points, identities

#[test]
fn notify_ranges() {
    for (number, error, private) in [
        (0, true, false),
        (42, true, false),
        (8191, true, false),
        (8192, true, true),
        (16383, true, true),
        (16384, false, false),
        (40959, false, false),
        (40960, false, true),
        (65535, false, true),
    ] {
        let notify_type = NotifyType(number);
        assert_eq!(notify_type.is_error(), error, "{number}");
        assert_eq!(notify_type.is_status(), !error, "{number}");
        assert_eq!(notify_type.is_private_use(), private, "{number}");
    }
    assert_eq!(NotifyType::USE_ASSIGNED_HOA.to_string(), "USE_ASSIGNED_HoA (42)");
    assert_eq!(NotifyType(12345).name(), None);
    let sorted = NotifyType::REGISTERED.windows(2).all(|pair| pair[0] < pair[1]);
    assert!(sorted);
}

#[test]
fn attribute_registry() {
    let numbers: Vec<_> = ConfigAttributeType::REGISTERED.iter().map(|kind| kind.0).collect();
    let expected: Vec<_> = (1..=29).filter(|number| ![5, 9, 11].contains(number)).collect();
    assert_eq!(numbers, expected);
    for kind in [16383, 32768] {
        assert!(!ConfigAttributeType(kind).is_private_use());
    }
    for kind in [16384, 32767] {
        assert!(ConfigAttributeType(kind).is_private_use());
    }
}

#[test]
fn identity_is_compared_as_a_name() -> Result {
    let id = Identification::fqdn("mn.example.com.")?;
    assert_eq!(id.data, b"mn.example.com");
    assert_eq!(id.identity()?, Identity::Fqdn(Fqdn::from_text("mn.example.com")?));
    for (identity, same) in [
        (&b"mn.example.com"[..], true),
        (b"MN.EXAMPLE.COM", true),
        (b"mn.example.com.", true),
        (b"\x02mn\x07example\x03com\x00", true),
        (b"mn.example.org", false),
        (b"mn.example.com\0", false),
        (b"n.example.com", false),
        (b"", false),
    ] {
        assert_eq!(id.matches(MnIdentity::from_octets(identity)), same, "{identity:?}");
    }
    // an ID_FQDN has no labels and no terminator
    for data in [&b"\x02mn\x07example\x03com\x00"[..], b"mn.example.com\0", b""] {
        let id = Identification { id_type: IdType::FQDN, data };
        assert!(id.identity().is_err());
        assert!(!id.matches(MnIdentity::from_octets(data)));
    }
    // the same text, but of another type
    let id = Identification { id_type: IdType::KEY_ID, data: b"mn.example.com" };
    assert!(!id.matches(MnIdentity::from_octets(b"mn.example.com")));
    Ok(())
}

#[test]
fn identity_of_a_wrong_length() {
    for (id_type, right) in [(IdType::IPV4_ADDR, 4), (IdType::IPV6_ADDR, 16)] {
        for length in (0..20).filter(|&length| length != right) {
            let data = vec![0; length];
            let error = Identification { id_type, data: &data }.identity().unwrap_err();
            assert_eq!(at(error), (ParseErrorKind::PayloadLength, 2));
        }
    }
    let id = Identification { id_type: IdType::FQDN, data: b"mn..com" };
    assert_eq!(at(id.identity().unwrap_err()), (ParseErrorKind::LabelLength, 8 + 3));
}

#[test]
fn debug_shows_nobody() -> Result {
    let id = Identification::fqdn("mn.example.com")?;
    let octets = vector("i06");
    let payloads = Payloads::new(PayloadType::IDENTIFICATION_INITIATOR, &octets);
    let raw = payloads.raw().next().unwrap()?;
    let notify = Notify::new(NotifyType::REDIRECT, b"mn.example.com");
    let attribute = RawConfigAttribute::new(ConfigAttributeType(25), b"mn.example.com");
    let mail = Identity::Rfc822Addr(b"mn@example.com");
    for shown in [
        format!("{id:?} {:?} {mail:?}", id.identity()?),
        format!("{payloads:?} {raw:?} {:?}", payloads.find::<IdentificationInitiator<'_>>()?),
        format!("{notify:?} {attribute:?} {:?}", ConfigAttributes::new(b"mn.example", 8)),
    ] {
        assert!(!shown.contains("mn") && !shown.contains("109, 110"), "{shown}");
    }
    assert_eq!(id.to_string(), "mn.example.com");
    assert_eq!(Identity::Rfc822Addr(b"a\nb").to_string(), r"a\nb");
    Ok(())
}

// ----- what no input may do

/// Walks everything there is to walk, and gives the first error.
fn exercise(first: PayloadType, octets: &[u8]) -> std::result::Result<(), ParseError> {
    let payloads = Payloads::new(first, octets);
    let mut result = payloads.check();
    let mut keep = |next: std::result::Result<(), ParseError>| {
        if let Err(error) = next {
            assert!(error.offset() <= octets.len(), "{error}");
            result = result.and(next);
        }
    };
    let mut relayed = Vec::new();
    for item in payloads.raw() {
        keep(item.map(|_| ()));
        if let Ok(payload) = item {
            let length = u16::try_from(payload.wire_len()).unwrap().to_be_bytes();
            relayed.extend([payload.next.0, payload.flags.bits(), length[0], length[1]]);
            relayed.extend(payload.body);
        }
    }
    if payloads.check().is_ok() {
        assert_eq!(relayed, octets, "the payloads are the chain");
    }
    let mut items = 0;
    for item in payloads {
        items += 1;
        let Ok(payload) = item else {
            keep(item.map(|_| ()));
            continue;
        };
        let _ = format!("{payload:?}");
        let mut buffer = vec![0; octets.len()];
        let written = PayloadsBuilder::new(&mut buffer).any_payload(&payload);
        match payload {
            Payload::Configuration(configuration) => {
                assert_eq!(written.is_ok(), configuration.attributes.check().is_ok());
                let mut relayed = Vec::new();
                for item in configuration.attributes.raw() {
                    keep(item.map(|_| ()));
                    if let Ok(attribute) = item {
                        relayed.extend(emitted(&|writer| attribute.emit(writer)));
                    }
                }
                if configuration.attributes.check().is_ok() {
                    assert_eq!(relayed, configuration.attributes.as_octets());
                }
                for item in configuration.attributes {
                    let _ = format!("{item:?}");
                    keep(item.map(|_| ()));
                    if let Ok(attribute) = item {
                        let octets = emitted(&|writer| attribute.emit(writer));
                        assert_eq!(self::attribute(&octets), Ok(attribute));
                    }
                }
                keep(configuration.home_prefix().map(|_| ()));
                keep(configuration.asks_for_home_prefix().map(|_| ()));
            }
            Payload::IdentificationInitiator(IdentificationInitiator(id))
            | Payload::IdentificationResponder(IdentificationResponder(id)) => {
                let _ = format!("{id} {:?}", id.identity());
                assert!(written.is_ok());
            }
            _ => assert!(written.is_ok()),
        }
        if let Ok(written) = written {
            let again = written.finish().unwrap();
            assert_eq!(again.iter().next(), Some(Ok(with_next(payload, again))));
        }
    }
    assert!(items <= octets.len() + 1);
    result
}

/// An unknown payload that was read in a chain has the Next Payload of that chain.
fn with_next<'a>(payload: Payload<'a>, chain: Payloads<'a>) -> Payload<'a> {
    match payload {
        Payload::Unknown(mut raw) => {
            raw.next = chain.raw().next().unwrap().unwrap().next;
            raw.into()
        }
        payload => payload,
    }
}

#[test]
fn every_strict_prefix_of_a_vector_is_an_error() {
    for (id, octets, first, _) in vectors("ikev2-payloads") {
        for length in (0..octets.len()).step_by(one_in(7)) {
            let error = exercise(PayloadType(first), &octets[..length]).unwrap_err();
            assert!(error.offset() <= length, "{id}, {length} octets: {error}");
        }
    }
    for (id, octets, ..) in vectors("ikev2-attribute") {
        for length in 1..octets.len() {
            let error = attribute(&octets[..length]).unwrap_err();
            let expected = if length < 4 {
                (ParseErrorKind::Truncated, 0)
            } else {
                (ParseErrorKind::AttributeLength, 2)
            };
            assert_eq!(at(error), expected, "{id}, {length} octets");
        }
    }
}

#[test]
fn every_bit_flip_of_a_vector() {
    for (_, mut octets, first, _) in vectors("ikev2-payloads") {
        for bit in (0..octets.len() * 8).step_by(one_in(101)) {
            octets[bit / 8] ^= 0x80 >> (bit % 8);
            let _ = exercise(PayloadType(first), &octets);
            octets[bit / 8] ^= 0x80 >> (bit % 8);
        }
        // every type for the first payload
        for kind in (0..=255).step_by(one_in(51)) {
            let _ = exercise(PayloadType(kind), &octets);
        }
    }
    for (_, attribute, ..) in vectors("ikev2-attribute") {
        let length = u8::try_from(attribute.len() + 8).unwrap();
        let mut octets = vec![0, 0, 0, length, 2, 0, 0, 0];
        octets.extend(attribute);
        for bit in (0..octets.len() * 8).step_by(one_in(101)) {
            octets[bit / 8] ^= 0x80 >> (bit % 8);
            let _ = exercise(PayloadType::CONFIGURATION, &octets);
            octets[bit / 8] ^= 0x80 >> (bit % 8);
        }
    }
}

/// Where octets stood is no part of a value, neither to compare nor to hash.
#[test]
fn equal_payloads_and_attributes_hash_alike() {
    // two times Notify USE_ASSIGNED_HOA, then twice the same Configuration payload
    let octets = [
        41, 0, 0, 8, 0, 0, 0, 42, 47, 0, 0, 8, 0, 0, 0, 42, //
        47, 0, 0, 12, 1, 0, 0, 0, 0, 8, 0, 0, 47, 0, 0, 12, 1, 0, 0, 0, 0, 8, 0, 0, //
        0, 0, 0, 12, 1, 0, 0, 0, 0, 16, 0, 0,
    ];
    let payloads = Payloads::new(PayloadType::NOTIFY, &octets);
    let raw: Vec<_> = payloads.raw().map(|item| item.unwrap()).collect();
    let distinct: HashSet<_> = raw.iter().collect();
    // the two Notify payloads differ in Next Payload, and the last Configuration in its attribute too
    assert_eq!((raw.len(), distinct.len()), (5, 4));
    let typed: HashSet<_> = payloads.iter().map(|item| item.unwrap()).collect();
    assert_eq!(typed.len(), 3);

    let list = |start| ConfigAttributes::new(&octets[24..28], start);
    assert_eq!(HashSet::from([list(8), list(24)]).len(), 1);
    assert_eq!(HashSet::from([list(8), ConfigAttributes::EMPTY]).len(), 2);
}
