//! What is to be known of a chain of IKEv2 payloads.

use crate::field::{Element, Fault, Field, Layout, Report, counted, hex};
use mip6_wire::ikev2::{
    CfgType, ConfigAttribute, ConfigAttributes, Configuration, HomeAgentAddress, Identification,
    InternalIp6Address, InternalIp6Dns, InternalIp6Prefix, InternalIp6Subnet, Ipv6Prefix,
    Mip6HomePrefix, Notify, NotifyType, Payload, PayloadFlags, PayloadType, Payloads,
    PayloadsBuilder, PrefixLen, RawConfigAttribute, RawPayload,
};
use mip6_wire::{EmitError, ParseError};
use serde_json::{Value, json};
use std::net::Ipv6Addr;

/// Describes the chain that `octets` are; its first payload is of the type `first`.
pub fn report(frame: usize, first: PayloadType, octets: &[u8]) -> Report {
    let payloads = Payloads::new(first, octets);
    let errors = errors(payloads);
    let sound: Vec<RawPayload<'_>> = payloads.raw().filter_map(Result::ok).collect();
    let elements: Vec<Element> = sound
        .iter()
        .map(|payload| payload_element(octets, payload, &errors))
        .collect();
    let deviations: Vec<String> = sound.iter().flat_map(deviations).collect();
    let refusal = refusal(payloads, &errors);

    let mut remarks: Vec<_> = deviations
        .iter()
        .map(|deviation| ("deviation", deviation.clone()))
        .collect();
    if let Some(refusal) = refusal {
        remarks.push(("answer", format!("reject the message with {refusal}")));
    }
    let faults: Vec<Fault> = errors.into_iter().map(Fault::from).collect();
    let disposition = refusal.map_or(json!("accept"), |refusal| json!({"notify": refusal.0}));
    Report {
        title: format!("IKEv2 payloads, {}", counted(octets.len(), "octet")),
        origin: vec![format!("the first payload is of type {first}")],
        octets: octets.to_vec(),
        json: vec![
            ("frame", json!(frame)),
            ("octets", json!(hex(octets))),
            ("first_payload", json!(first.0)),
            ("payloads", elements.iter().map(Element::value).collect()),
            ("deviations", json!(deviations)),
            ("error", json!(faults.first().map(Fault::value))),
            ("disposition", disposition),
            (
                "rebuilt",
                json!(rebuild(payloads).ok().flatten().as_deref().map(hex)),
            ),
        ],
        fields: elements
            .into_iter()
            .flat_map(Element::into_fields)
            .collect(),
        faults,
        remarks,
    }
}

/// All that is wrong in a chain, in the order of its octets.
fn errors(payloads: Payloads<'_>) -> Vec<ParseError> {
    let mut errors = Vec::new();
    for payload in payloads {
        match payload {
            Ok(Payload::Configuration(configuration)) => {
                errors.extend(configuration.attributes.iter().filter_map(Result::err));
            }
            Ok(_) => {}
            Err(error) => errors.push(error),
        }
    }
    errors
}

/// The notification with which RFC 7296 rejects a message with this chain.
fn refusal(payloads: Payloads<'_>, errors: &[ParseError]) -> Option<NotifyType> {
    if !errors.is_empty() {
        return Some(NotifyType::INVALID_SYNTAX);
    }
    let critical = payloads.unsupported_critical().ok().flatten();
    critical.map(|_| NotifyType::UNSUPPORTED_CRITICAL_PAYLOAD)
}

/// The chain put together again from its values, without a look at the octets.
fn rebuild(payloads: Payloads<'_>) -> Result<Option<Vec<u8>>, EmitError> {
    let mut buffer = vec![0; payloads.as_octets().len()];
    let mut builder = PayloadsBuilder::new(&mut buffer);
    for payload in payloads {
        builder = match payload {
            Ok(Payload::Configuration(configuration)) => {
                let mut attributes = builder.configuration(configuration.cfg_type)?;
                for attribute in configuration.attributes {
                    let Ok(attribute) = attribute else {
                        return Ok(None);
                    };
                    attributes = attributes.any_attribute(&attribute)?;
                }
                attributes.end()?
            }
            Ok(payload) => builder.any_payload(&payload)?,
            Err(_) => return Ok(None),
        };
    }
    Ok(Some(builder.finish()?.as_octets().to_vec()))
}

/// What a sender should have written otherwise.
fn deviations(payload: &RawPayload<'_>) -> Vec<String> {
    let mut deviations = Vec::new();
    let at = payload.offset();
    if payload.flags.reserved_bits() != 0 {
        deviations.push(format!(
            "a reserved bit of the payload at octet {at} is set"
        ));
    }
    if payload.payload_type.is_mandatory() && payload.flags.contains(PayloadFlags::CRITICAL) {
        deviations.push(format!(
            "the payload at octet {at} is critical, though everybody knows it"
        ));
    }
    // the payloads with a type octet have three RESERVED ones behind it
    let typed = [
        PayloadType::IDENTIFICATION_INITIATOR,
        PayloadType::IDENTIFICATION_RESPONDER,
        PayloadType::CONFIGURATION,
    ];
    let reserved = payload.body.get(1..4).unwrap_or_default();
    if typed.contains(&payload.payload_type) && reserved.iter().any(|&octet| octet != 0) {
        deviations.push(format!(
            "a reserved field of the payload at octet {at} is not zero"
        ));
    }
    if let Ok(Payload::Configuration(configuration)) = Payload::parse(payload) {
        for attribute in configuration.attributes.raw().filter_map(Result::ok) {
            let name = attribute.attribute_type;
            if attribute.reserved_bit {
                deviations.push(format!("the R bit of {name} is set"));
            }
            if let Ok(ConfigAttribute::Mip6HomePrefix(prefix)) = ConfigAttribute::parse(&attribute)
            {
                deviations.extend(home_prefix_deviations(&prefix, configuration.cfg_type));
            }
        }
    }
    deviations
}

fn home_prefix_deviations(prefix: &Mip6HomePrefix, cfg_type: CfgType) -> Vec<String> {
    let mut deviations = Vec::new();
    if !prefix.is_proper_in(cfg_type) {
        let form = match prefix {
            Mip6HomePrefix::Request => "an empty",
            Mip6HomePrefix::Assigned(_) => "a filled",
        };
        deviations.push(format!("{form} MIP6_HOME_PREFIX in {cfg_type}"));
    }
    if matches!(prefix, Mip6HomePrefix::Assigned(prefix) if prefix.has_stray_bits()) {
        deviations.push("bits behind the prefix of MIP6_HOME_PREFIX are set".into());
    }
    deviations
}

/// The field that a payload or an attribute begins with: four octets.
fn head(
    octets: &[u8],
    at: usize,
    depth: usize,
    (kind, name): (u16, Option<&str>),
    (sort, length, rest): (&str, usize, &str),
    values: &[(&'static str, Value)],
) -> Field {
    let mut layout = Layout::new(octets, at, depth);
    let meaning = format!("{sort} {kind}, {}{rest}", counted(length, "octet"));
    layout.field(
        name.map_or_else(|| format!("Unknown {sort}"), str::to_owned)
            .as_str(),
        4,
        meaning,
        [
            ("kind", json!(kind)),
            ("name", json!(name)),
            ("offset", json!(at)),
            ("length", json!(length)),
        ],
    );
    let mut field = layout.finish().remove(0);
    field.values.extend_from_slice(values);
    field
}

fn payload_element(octets: &[u8], payload: &RawPayload<'_>, errors: &[ParseError]) -> Element {
    let at = payload.offset();
    let end = at + payload.wire_len();
    let critical = payload.flags.contains(PayloadFlags::CRITICAL);
    let rest = format!(
        "{}, next {}",
        if critical { ", critical" } else { "" },
        payload.next.0
    );
    let values = [
        ("critical", json!(critical)),
        ("next", json!(payload.next.0)),
    ];
    let kind = (payload.payload_type.0.into(), payload.payload_type.name());
    let mut layout = Layout::new(&octets[..end], at + 4, 1);
    let decoded = Payload::parse(payload).unwrap_or(Payload::Unknown(*payload));
    let is_decoded = payload_fields(&mut layout, &decoded);
    if !is_decoded {
        layout.opaque("data", "Data", usize::MAX);
    }
    let inner = match decoded {
        Payload::Configuration(Configuration { attributes, .. }) => Some((
            "attributes",
            attribute_elements(&octets[..end], attributes, errors),
        )),
        _ => None,
    };
    let error = errors
        .iter()
        .find(|error| (at..end).contains(&error.offset()));
    Element {
        head: head(
            octets,
            at,
            0,
            kind,
            ("payload", payload.wire_len(), &rest),
            &values,
        ),
        fields: layout.finish(),
        is_decoded,
        inner,
        fault: error.copied().map(Fault::from),
    }
}

/// The fields of a payload, its attributes aside; whether it is one that is decoded.
fn payload_fields(layout: &mut Layout<'_>, payload: &Payload<'_>) -> bool {
    match payload {
        Payload::IdentificationInitiator(id) => identification_fields(layout, &id.0),
        Payload::IdentificationResponder(id) => identification_fields(layout, &id.0),
        Payload::Notify(notify) => notify_fields(layout, notify),
        Payload::Configuration(configuration) => {
            let code = (
                configuration.cfg_type.0.into(),
                configuration.cfg_type.name(),
            );
            layout.code(
                ["cfg_type", "cfg_type_name"],
                "CFG Type",
                1,
                code,
                "not registered",
            );
            layout.reserved(3);
        }
        _ => return false,
    }
    true
}

fn identification_fields(layout: &mut Layout<'_>, id: &Identification<'_>) {
    let code = (id.id_type.0.into(), id.id_type.name());
    layout.code(
        ["id_type", "id_type_name"],
        "ID Type",
        1,
        code,
        "not registered",
    );
    layout.reserved(3);
    let identity = id.identity().ok().map(|identity| identity.to_string());
    let meaning = identity
        .clone()
        .unwrap_or_else(|| format!("{id}, not what the type asks for"));
    let values = [
        ("identity", json!(identity)),
        ("identity_octets", json!(hex(id.data))),
    ];
    layout.field("Identification Data", id.data.len(), meaning, values);
}

fn notify_fields(layout: &mut Layout<'_>, notify: &Notify<'_>) {
    let protocol = (notify.protocol_id.0.into(), notify.protocol_id.name());
    layout.code(
        ["protocol_id", "protocol_name"],
        "Protocol ID",
        1,
        protocol,
        "none",
    );
    layout.number(
        "spi_size",
        "SPI Size",
        1,
        u8::try_from(notify.spi.len()).unwrap_or(u8::MAX),
    );
    let notify_type = (notify.notify_type.0, notify.notify_type.name());
    let class = if notify.notify_type.is_error() {
        "an error"
    } else {
        "a status"
    };
    layout.code(
        ["notify_type", "notify_type_name"],
        "Notify Message Type",
        2,
        notify_type,
        class,
    );
    layout.opaque("spi", "SPI", notify.spi.len());
    layout.opaque("data", "Notification Data", notify.data.len());
}

fn attribute_elements(
    octets: &[u8],
    attributes: ConfigAttributes<'_>,
    errors: &[ParseError],
) -> Vec<Element> {
    let mut raw = attributes.raw();
    let mut elements = Vec::new();
    loop {
        let at = raw.offset();
        let Some(Ok(attribute)) = raw.next() else {
            break elements;
        };
        let error = errors
            .iter()
            .find(|error| (at..raw.offset()).contains(&error.offset()));
        elements.push(attribute_element(
            &octets[..raw.offset()],
            at,
            &attribute,
            error.copied(),
        ));
    }
}

fn attribute_element(
    octets: &[u8],
    at: usize,
    attribute: &RawConfigAttribute<'_>,
    error: Option<ParseError>,
) -> Element {
    let rest = if attribute.reserved_bit {
        ", R bit set"
    } else {
        ""
    };
    let values = [("reserved_bit", json!(attribute.reserved_bit))];
    let kind = (attribute.attribute_type.0, attribute.attribute_type.name());
    let mut layout = Layout::new(octets, at + 4, 2);
    let decoded = ConfigAttribute::parse(attribute).ok();
    let is_decoded = decoded.is_some_and(|attribute| attribute_fields(&mut layout, &attribute));
    if !is_decoded {
        layout.opaque("data", "Data", usize::MAX);
    }
    Element {
        head: head(
            octets,
            at,
            1,
            kind,
            ("attribute", attribute.body.len(), rest),
            &values,
        ),
        fields: layout.finish(),
        is_decoded,
        inner: None,
        fault: error.map(Fault::from),
    }
}

/// The fields of an attribute, none where it is empty; whether it is one that is decoded.
fn attribute_fields(layout: &mut Layout<'_>, attribute: &ConfigAttribute<'_>) -> bool {
    match attribute {
        ConfigAttribute::Mip6HomePrefix(Mip6HomePrefix::Assigned(home)) => {
            let meaning = format!("{} s", home.lifetime);
            layout.field(
                "Prefix Lifetime",
                4,
                meaning,
                [("lifetime", json!(home.lifetime))],
            );
            prefix_fields(layout, "Home Prefix", home.prefix, home.prefix_len);
        }
        ConfigAttribute::InternalIp6Address(InternalIp6Address::Address {
            address,
            prefix_len,
        }) => {
            layout.address("address", "Address", *address);
            layout.number("prefix_length", "Prefix Length", 1, prefix_len.get());
        }
        ConfigAttribute::InternalIp6Dns(InternalIp6Dns::Address(address)) => {
            layout.address("address", "Address", *address);
        }
        ConfigAttribute::InternalIp6Prefix(InternalIp6Prefix::Prefix(prefix))
        | ConfigAttribute::InternalIp6Subnet(InternalIp6Subnet::Subnet(prefix)) => {
            let Ipv6Prefix { prefix, prefix_len } = *prefix;
            prefix_fields(layout, "Prefix", prefix, prefix_len);
        }
        ConfigAttribute::HomeAgentAddress(HomeAgentAddress::Address { ipv6, ipv4 }) => {
            layout.address("ipv6", "IPv6 Address", *ipv6);
            if let Some(ipv4) = ipv4.map(|ipv4| ipv4.to_string()) {
                layout.field("IPv4 Address", 4, ipv4.clone(), [("ipv4", json!(ipv4))]);
            }
        }
        ConfigAttribute::SupportedAttributes(supported) => {
            let kinds: Vec<_> = supported.types().collect();
            let names: Vec<_> = kinds.iter().map(ToString::to_string).collect();
            let numbers: Vec<_> = kinds.iter().map(|kind| kind.0).collect();
            let octets = supported.as_octets().len();
            layout.field(
                "Attributes",
                octets,
                names.join(", "),
                [("kinds", json!(numbers))],
            );
        }
        ConfigAttribute::ApplicationVersion(version) => {
            let text = version.version.escape_ascii().to_string();
            let values = [("version", json!(text))];
            layout.field("Version", version.version.len(), text, values);
        }
        ConfigAttribute::Unknown(_) => return false,
        // by the listing; there is nothing in the empty forms, which ask for a value
        other => other.fields(&mut |field| {
            let value = format!("{:?}", field.value);
            let values = [(field.name, json!(value))];
            layout.field(field.name, field.octets, value, values);
        }),
    }
    true
}

fn prefix_fields(layout: &mut Layout<'_>, label: &str, prefix: Ipv6Addr, length: PrefixLen) {
    layout.address("prefix", label, prefix);
    layout.number("prefix_length", "Prefix Length", 1, length.get());
}
