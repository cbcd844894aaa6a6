//! What has to hold for IKEv2 payloads and attributes.

use super::*;

/// All properties of octets that are taken for a chain of payloads, the first of which is of type `first`.
pub fn payload_chain(first: u8, octets: &[u8]) {
    let chain = Payloads::new(PayloadType(first), octets);
    assert_eq!(chain.first(), PayloadType(first));
    assert_eq!(chain.as_octets(), octets);
    debug(&chain);

    // P2, P10
    let mut raw = chain.raw();
    let mut found: Vec<RawPayload<'_>> = Vec::new();
    let mut fault = None;
    let mut at = 0;
    loop {
        assert_eq!(raw.offset(), at);
        debug(&raw);
        match raw.next() {
            None => break,
            Some(Ok(payload)) => {
                debug(&payload);
                display(&payload.payload_type);
                assert_eq!(payload.offset(), at);
                assert!(payload.wire_len() >= 4);
                let end = at + payload.wire_len();
                assert_eq!(octets[at], payload.next.0);
                assert_eq!(octets[at + 1], payload.flags.bits());
                assert_eq!(octets[at + 2..at + 4], (payload.wire_len() as u16).to_be_bytes());
                assert_eq!(&octets[at + 4..end], payload.body);
                found.push(payload);
                at = end;
            }
            Some(Err(error)) => {
                fault = Some(error);
                break;
            }
        }
    }
    assert_eq!(raw.next(), None, "not fused");
    assert!(found.len() <= octets.len(), "P10");
    match fault {
        None => assert_eq!(at, octets.len(), "P2"),
        Some(error) => parse_error(&error, octets.len()),
    }
    assert_eq!(chain.check(), fault.map_or(Ok(()), Err));

    // P9
    let expected: Vec<_> = found.iter().map(Payload::parse).chain(fault.map(Err)).collect();
    assert_eq!(chain.iter().collect::<Vec<_>>(), expected);
    assert_eq!(chain.into_iter().count(), expected.len());
    for (item, payload) in expected.iter().zip(&found) {
        match item {
            Ok(read) => {
                debug(read);
                assert_eq!(read.payload_type(), payload.payload_type);
                if let Payload::Configuration(configuration) = read {
                    configured(configuration);
                }
            }
            Err(error) => {
                parse_error(error, payload.offset() + payload.wire_len());
                assert!(error.offset() >= payload.offset());
            }
        }
    }
    find_payload::<IdentificationInitiator<'_>>(chain, &expected, fault);
    find_payload::<IdentificationResponder<'_>>(chain, &expected, fault);
    find_payload::<Notify<'_>>(chain, &expected, fault);
    find_payload::<Configuration<'_>>(chain, &expected, fault);
    for kind in [first, 41, 46, 200] {
        let payload = found.iter().find(|payload| payload.payload_type.0 == kind);
        let wanted = fault.map_or(Ok(payload.copied()), Err);
        assert_eq!(chain.find_raw(PayloadType(kind)), wanted);
    }
    let critical = found.iter().find(|payload| {
        payload.flags.bits() >= 0x80 && !(33..=48).contains(&payload.payload_type.0)
    });
    let wanted = fault.map_or(Ok(critical.map(|payload| payload.payload_type)), Err);
    assert_eq!(chain.unsupported_critical(), wanted);

    chain_rebuilt(chain, fault, &expected);
}

pub(super) fn find_payload<'a, T>(
    chain: Payloads<'a>,
    items: &[Result<Payload<'a>, ParseError>],
    fault: Option<ParseError>,
) where
    T: PayloadBody<'a>,
    Payload<'a>: From<T>,
{
    let kinds: Vec<_> = chain.raw().flatten().map(|payload| payload.payload_type).collect();
    let of_kind = items.iter().zip(kinds).filter(|(_, kind)| *kind == T::TYPE);
    let mut wanted = Ok(None);
    for (item, _) in of_kind {
        match item {
            Ok(payload) => {
                wanted = wanted.map(|first: Option<Payload<'a>>| first.or(Some(*payload)))
            }
            Err(error) => {
                wanted = Err(*error);
                break;
            }
        }
    }
    if let (Ok(_), Some(fault)) = (&wanted, fault) {
        wanted = Err(fault);
    }
    assert_eq!(chain.find::<T>().map(|found| found.map(Payload::from)), wanted);
}

/// P3 to P7 of a chain.
pub(super) fn chain_rebuilt(
    chain: Payloads<'_>,
    fault: Option<ParseError>,
    items: &[Result<Payload<'_>, ParseError>],
) {
    let verbatim = PayloadsBuilder::measuring().verbatim(chain);
    if fault.is_some() {
        let error = verbatim.expect_err("a broken chain");
        assert_eq!(error.kind(), EmitErrorKind::MalformedOptions);
        return;
    }
    let measured = verbatim.expect("a sound chain").measure();
    let written = output(measured, |buffer| {
        Ok(PayloadsBuilder::new(buffer).verbatim(chain)?.finish()?.as_octets())
    });
    assert_eq!(written, chain.as_octets(), "verbatim");
    for length in below(chain.as_octets().len()) {
        let prefix = Payloads::new(chain.first(), &chain.as_octets()[..length]);
        assert!(prefix.check().is_err(), "P7");
    }

    let Ok(items) = items.iter().copied().collect::<Result<Vec<_>, _>>() else {
        return;
    };
    let build = |mut builder: PayloadsBuilder<'_>| {
        for payload in &items {
            builder = match builder.any_payload(payload) {
                Ok(builder) => builder,
                Err(error) => return Err(error),
            };
        }
        Ok(builder.measure())
    };
    let measured = match build(PayloadsBuilder::measuring()) {
        Ok(measured) => measured,
        Err(error) => {
            // attributes are copied into a Configuration payload only where their list is sound
            assert_eq!(error.kind(), EmitErrorKind::MalformedOptions);
            let broken = |payload: &Payload<'_>| matches!(payload, Payload::Configuration(read) if read.attributes.check().is_err());
            assert!(items.iter().any(broken));
            return;
        }
    };
    let written = output(measured, |buffer| {
        let mut builder = PayloadsBuilder::new(buffer);
        for payload in &items {
            builder = builder.any_payload(payload)?;
        }
        Ok(builder.finish()?.as_octets())
    });
    let again = Payloads::new(chain.first(), &written);
    let read: Result<Vec<_>, _> = again.iter().collect();
    assert_eq!(read.as_deref(), Ok(&items[..]), "P3");
    let unsent = chain.raw().flatten().any(|payload| {
        let known = Payload::DECODED.contains(&payload.payload_type);
        let reserved = !matches!(payload.payload_type.0, 35 | 36 | 47)
            || matches!(payload.body, [_, 0, 0, 0, ..]);
        known && (payload.flags.bits() != 0 || !reserved)
    });
    if !unsent {
        assert_eq!(written, chain.as_octets(), "P4");
    }
}

/// A Configuration payload that was read.
pub(super) fn configured(configuration: &Configuration<'_>) {
    let attributes = configuration.attributes;
    display(&configuration.cfg_type);
    let found = attributes.find::<Mip6HomePrefix>();
    let asks = found.map(|found| found.is_some() && configuration.cfg_type == CfgType::REQUEST);
    assert_eq!(configuration.asks_for_home_prefix(), asks);
    match (configuration.home_prefix(), found) {
        (Ok(None), Ok(_)) => {}
        (Ok(Some(prefix)), Ok(Some(_))) => {
            assert_eq!(configuration.cfg_type, CfgType::REPLY);
            display(&prefix);
            debug(&prefix);
            assert_eq!(prefix.has_stray_bits(), prefix.network() != prefix.prefix);
        }
        (prefix, found) => assert_eq!(prefix.err(), found.err()),
    }
}

/// All properties of octets that are taken for the attributes of a Configuration payload.
pub fn configuration(octets: &[u8], start: usize) {
    let list = ConfigAttributes::new(octets, start);
    assert_eq!(list.as_octets(), octets);
    assert_eq!(list.is_empty(), octets.is_empty());
    debug(&list);

    let mut raw = list.raw();
    let mut found: Vec<(usize, RawConfigAttribute<'_>)> = Vec::new();
    let mut fault = None;
    let mut at = 0;
    loop {
        assert_eq!(raw.offset(), start + at);
        debug(&raw);
        match raw.next() {
            None => break,
            Some(Ok(attribute)) => {
                debug(&attribute);
                display(&attribute.attribute_type);
                let end = at + attribute.wire_len();
                assert!(attribute.attribute_type.0 < 0x8000);
                let kind = attribute.attribute_type.0 | u16::from(attribute.reserved_bit) << 15;
                assert_eq!(octets[at..at + 2], kind.to_be_bytes());
                let length = attribute.body.len() as u16;
                assert_eq!(octets[at + 2..at + 4], length.to_be_bytes());
                assert_eq!(&octets[at + 4..end], attribute.body);
                let written = emitted(attribute.wire_len(), |writer| attribute.emit(writer));
                assert_eq!(written, octets[at..end]);
                found.push((at, attribute));
                at = end;
            }
            Some(Err(error)) => {
                fault = Some(error);
                break;
            }
        }
    }
    assert_eq!(raw.next(), None, "not fused");
    assert!(found.len() <= octets.len(), "P10");
    match fault {
        None => assert_eq!(at, octets.len(), "P2"),
        Some(error) => {
            parse_error(&error, start + octets.len());
            let expected = match octets.len() - at {
                0..4 => ParseError::new(ParseErrorKind::Truncated, start + at),
                _ => ParseError::new(ParseErrorKind::AttributeLength, start + at + 2),
            };
            assert_eq!(error, expected);
        }
    }
    assert_eq!(list.check(), fault.map_or(Ok(()), Err));

    // P9
    let expected: Vec<_> = found
        .iter()
        .map(|(at, attribute)| {
            ConfigAttribute::parse(attribute).map_err(|error| {
                parse_error(&error, attribute.wire_len());
                error.within(start + at)
            })
        })
        .chain(fault.map(Err))
        .collect();
    assert_eq!(list.iter().collect::<Vec<_>>(), expected);
    debug(&list.iter());
    for ((at, raw), item) in found.iter().zip(&expected) {
        let Ok(read) = item else { continue };
        debug(read);
        assert_eq!(read.attribute_type(), raw.attribute_type);
        let written = emitted(raw.wire_len(), |writer| read.emit(writer));
        if raw.reserved_bit && ConfigAttribute::DECODED.contains(&raw.attribute_type) {
            assert_eq!(written[1..], octets[at + 1..at + raw.wire_len()]);
        } else {
            assert_eq!(written, octets[*at..at + raw.wire_len()], "P4");
        }
        attribute(read);
    }
    found_attributes::<ApplicationVersion<'_>>(list, &found, fault);
    found_attributes::<InternalIp6Address>(list, &found, fault);
    found_attributes::<InternalIp6Dns>(list, &found, fault);
    found_attributes::<SupportedAttributes<'_>>(list, &found, fault);
    found_attributes::<InternalIp6Subnet>(list, &found, fault);
    found_attributes::<Mip6HomePrefix>(list, &found, fault);
    found_attributes::<InternalIp6Prefix>(list, &found, fault);
    found_attributes::<HomeAgentAddress>(list, &found, fault);
    found_attributes::<InternalIp4Address>(list, &found, fault);
    found_attributes::<InternalIp4Netmask>(list, &found, fault);
    found_attributes::<InternalIp4Dns>(list, &found, fault);
    found_attributes::<InternalIp4Nbns>(list, &found, fault);
    found_attributes::<InternalIp4Dhcp>(list, &found, fault);
    found_attributes::<InternalIp6Dhcp>(list, &found, fault);
    found_attributes::<InternalIp4Subnet>(list, &found, fault);
    found_attributes::<PCscfIp4Address>(list, &found, fault);
    found_attributes::<PCscfIp6Address>(list, &found, fault);
    for cfg_type in [CfgType::REQUEST, CfgType::REPLY, CfgType(77)] {
        configured(&Configuration { cfg_type, attributes: list });
    }
}

/// The accessors of an attribute that was read.
pub(super) fn attribute(attribute: &ConfigAttribute<'_>) {
    let prefixed = |prefix: &Ipv6Prefix| {
        display(prefix);
        assert_eq!(prefix.has_stray_bits(), prefix.network() != prefix.prefix);
        assert!(prefix.prefix_len <= PrefixLen::P128);
    };
    match attribute {
        ConfigAttribute::ApplicationVersion(version) => {
            black_box(version.as_text());
        }
        ConfigAttribute::InternalIp6Address(address) => {
            let wanted = matches!(address, InternalIp6Address::Address { .. });
            assert_eq!(address.address().is_some(), wanted);
        }
        ConfigAttribute::SupportedAttributes(supported) => {
            let octets = supported.as_octets();
            assert_eq!(supported.types().count(), octets.len() / 2);
            assert_eq!(SupportedAttributes::from_octets(octets), Ok(*supported));
            assert!(supported.types().all(|kind| supported.contains(kind)));
            debug(&supported.types());
        }
        ConfigAttribute::InternalIp6Subnet(InternalIp6Subnet::Subnet(prefix))
        | ConfigAttribute::InternalIp6Prefix(InternalIp6Prefix::Prefix(prefix)) => prefixed(prefix),
        ConfigAttribute::Mip6HomePrefix(prefix) => {
            for cfg_type in 0..=5 {
                let cfg_type = CfgType(cfg_type);
                assert_eq!(prefix.asks_in(cfg_type), cfg_type == CfgType::REQUEST);
                if prefix.assigned_in(cfg_type).is_some() {
                    assert!(prefix.is_proper_in(cfg_type));
                }
            }
        }
        _ => {}
    }
}

pub(super) fn found_attributes<'a, T>(
    list: ConfigAttributes<'a>,
    found: &[(usize, RawConfigAttribute<'a>)],
    fault: Option<ParseError>,
) where
    T: ConfigAttributeBody<'a> + Debug + Copy,
    ConfigAttribute<'a>: From<T>,
{
    let start = list.raw().offset();
    let wanted: Vec<_> = found
        .iter()
        .filter(|(_, attribute)| attribute.attribute_type == T::TYPE)
        .map(|(at, attribute)| {
            ConfigAttribute::parse(attribute).map_err(|error| error.within(start + at))
        })
        .chain(fault.map(Err))
        .collect();
    let all = list.all::<T>();
    debug(&all);
    let all: Vec<_> = all.map(|item| item.map(ConfigAttribute::from)).collect();
    assert_eq!(all, wanted);
    let first: Result<Vec<_>, _> = wanted.into_iter().collect();
    let first = first.map(|all| all.first().copied());
    assert_eq!(list.find::<T>().map(|found| found.map(ConfigAttribute::from)), first);
}

/// P5 and P6 of what goes through a `Writer`.
pub(super) fn emitted(
    length: usize,
    emit: impl Fn(&mut Writer<'_>) -> Result<(), EmitError>,
) -> Vec<u8> {
    let mut measuring = Writer::measuring();
    assert_eq!(emit(&mut measuring), Ok(()));
    assert!(measuring.is_measuring() && measuring.written().is_empty());
    assert_eq!(measuring.position(), length, "P5");
    let mut buffer = vec![0xa5; length + 5];
    let mut writer = Writer::new(&mut buffer);
    assert_eq!(emit(&mut writer), Ok(()));
    assert_eq!(writer.position(), length, "P5");
    let written = writer.written().to_vec();
    assert_eq!(buffer[length..], [0xa5; 5], "P6");
    for shorter in below(length) {
        let error = emit(&mut Writer::new(&mut buffer[..shorter])).expect_err("too small");
        assert_eq!(error.kind(), EmitErrorKind::BufferFull, "P6");
        assert!(error.offset() <= shorter);
    }
    written
}

/// All properties of octets that are taken for the body of a Notify payload, and of an Identification payload.
pub fn notify(octets: &[u8]) {
    let payload = RawPayload::new(PayloadType::NOTIFY, octets);
    match Notify::parse_body(&payload) {
        Ok(notify) => {
            debug(&notify);
            display(&notify.notify_type);
            display(&notify.protocol_id);
            assert_ne!(notify.notify_type.is_error(), notify.notify_type.is_status());
            black_box(notify.notify_type.is_private_use());
            assert_eq!(usize::from(octets[1]), notify.spi.len());
            let written = emitted(octets.len(), |writer| notify.emit_body(writer));
            assert_eq!(written, octets);
            for length in below(4 + notify.spi.len()) {
                let prefix = RawPayload::new(PayloadType::NOTIFY, &octets[..length]);
                assert!(Notify::parse_body(&prefix).is_err(), "P7");
            }
        }
        Err(error) => {
            parse_error(&error, octets.len() + 4);
            let at = match error.kind() {
                ParseErrorKind::PayloadLength => 2,
                ParseErrorKind::SpiSize => 5,
                other => panic!("{other:?}"),
            };
            assert_eq!(error.offset(), at);
        }
    }
    let payload = RawPayload::new(PayloadType::IDENTIFICATION_INITIATOR, octets);
    match IdentificationInitiator::parse_body(&payload) {
        Ok(IdentificationInitiator(id)) => {
            debug(&id);
            black_box(id.to_string());
            display(&id.id_type);
            match id.identity() {
                Ok(identity) => {
                    debug(&identity);
                    black_box(identity.to_string());
                    assert_eq!(identity.id_type(), id.id_type);
                }
                Err(error) => parse_error(&error, octets.len() + 4),
            }
            let mut sent = octets.to_vec();
            sent[1..4].fill(0);
            let written =
                emitted(octets.len(), |writer| IdentificationInitiator(id).emit_body(writer));
            assert_eq!(written, sent);
        }
        Err(error) => {
            assert!(octets.len() < 4);
            assert_eq!(error, payload.length_error());
        }
    }
}
