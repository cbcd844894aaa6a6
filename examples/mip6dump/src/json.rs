//! Reports as JSON, one object on one line. The members are those that `--help` lists, in its order.

use crate::carrier::{Carrier, Cut};
use crate::ikev2::{self, Assignment, Chain};
use crate::mobility::{Decoded, Element, Outcome, Place, layer_words, utc};
use crate::render::{
    Fault, Group, Groups, array, hex_string, members, or_null, put, string_or_null,
};
use mip6_wire::bootstrap::{DnsAction, DnsUpdateDecision};
use mip6_wire::ipv6::AnswerKind;
use mip6_wire::{Field, Message, MhType, ParseError, Value};

/// Appends the object of a packet.
pub fn packet(out: &mut String, place: Place, carrier: &Carrier<'_>, decoded: &Decoded<'_>) {
    put(out, format_args!("{{\"frame\":{},\"time\":", place.number));
    or_null(out, place.time.map(utc), "\"");
    out.push_str(",\"layers\":");
    array(out, &carrier.layers, |out, layer| {
        let (source, destination) = (layer.source, layer.destination);
        put(out, format_args!("{{\"kind\":\"{}\",", layer_words(layer)));
        put(out, format_args!("\"src\":\"{source}\",\"dst\":\"{destination}\"}}"));
    });
    out.push_str(",\"src\":");
    or_null(out, carrier.source, "\"");
    out.push_str(",\"dst\":");
    or_null(out, carrier.destination, "\"");
    out.push_str(",\"home_address\":");
    or_null(out, carrier.home_address_option.or(carrier.routing_header), "\"");
    out.push_str(",\"cut\":");
    string_or_null(out, carrier.cut.map(Cut::as_str));

    out.push_str(",\"octets\":");
    hex_string(out, decoded.octets);
    out.push_str(",\"trailing\":");
    hex_string(out, decoded.trailing);
    let octet = |at: usize| decoded.octets.get(at).filter(|_| decoded.is_header);
    out.push_str(",\"payload_proto\":");
    or_null(out, octet(0), "");
    out.push_str(",\"header_len\":");
    or_null(out, octet(1), "");
    out.push_str(",\"mh_type\":");
    or_null(out, octet(2), "");
    out.push_str(",\"name\":");
    string_or_null(out, decoded.mh_type().and_then(MhType::name));
    out.push_str(",\"checksum\":");
    let checksum = octet(4).zip(octet(5));
    or_null(out, checksum.map(|(high, low)| u16::from_be_bytes([*high, *low])), "");
    out.push_str(",\"checksum_ok\":");
    or_null(out, decoded.checksum.is_ok(), "");

    out.push_str(",\"message\":");
    match &decoded.message {
        None => out.push_str("null"),
        Some(message) => {
            let data = decoded.octets.get(6..).unwrap_or_default();
            let data = Some(data).filter(|_| matches!(message, Message::Unknown(_)));
            object(out, data, |out| message.fields(out));
        }
    }
    out.push_str(",\"options\":[");
    decoded.options(|element| {
        separate(out, '[');
        option(out, element);
    });
    out.push_str("],\"deviations\":");
    let deviations: Vec<_> = decoded.deviations.iter_names().map(|(name, _)| name).collect();
    array(out, &deviations, |out, name| string_or_null(out, Some(name)));
    out.push_str(",\"error\":");
    // what stands before the header has a negative offset
    let start = i64::try_from(decoded.offset.unwrap_or_default()).unwrap_or_default();
    match decoded.way_fault() {
        Some(fault) => {
            let (kind, offset) = (fault.kind(), i64::try_from(fault.offset()).unwrap_or_default());
            let offset = offset - start;
            put(out, format_args!("{{\"kind\":\"{kind:?}\",\"offset\":{offset}}}"));
        }
        None => error(out, decoded.error),
    }
    out.push_str(",\"disposition\":");
    match decoded.disposition {
        Outcome::Unknown => out.push_str("null"),
        Outcome::Accept => out.push_str("\"accept\""),
        Outcome::Answer(AnswerKind::ParameterProblem { pointer, .. }) => {
            let pointer = i64::from(pointer) - start;
            put(out, format_args!("{{\"parameter_problem\":{pointer}}}"));
        }
        Outcome::Answer(AnswerKind::BindingError(status)) => {
            put(out, format_args!("{{\"binding_error\":{}}}", status.0));
        }
        Outcome::Answer(_) | Outcome::Discard(_) => out.push_str("\"discard\""),
    }
    out.push_str(",\"dns_update\":");
    dns_update(out, decoded.dns_update(carrier));
    rebuilt(out, decoded.rebuilt());
}

fn dns_update(out: &mut String, decision: Option<DnsUpdateDecision<'_>>) {
    match decision {
        Some(DnsUpdateDecision::Perform(task)) => {
            let action = match task.action {
                DnsAction::CreateOrUpdate => "create_or_update",
                DnsAction::Remove => "remove",
            };
            let (name, address) = task.aaaa_record();
            put(out, format_args!("{{\"action\":\"{action}\",\"name\":"));
            string_or_null(out, Some(&name.to_string()));
            out.push_str(",\"address\":");
            or_null(out, Some(address).filter(|address| !address.is_unspecified()), "\"");
            out.push('}');
        }
        Some(DnsUpdateDecision::Refuse(option)) => {
            put(out, format_args!("{{\"refused\":{}}}", option.status.0));
        }
        Some(DnsUpdateDecision::NotAsked) | None => out.push_str("null"),
    }
}

fn option(out: &mut String, option: &Element<'_>) {
    put(out, format_args!("{{\"kind\":{},\"name\":", option.option_type.0));
    string_or_null(out, option.option_type.name());
    put(out, format_args!(",\"offset\":{},\"length\":", option.at));
    or_null(out, option.length, "");
    match &option.decoded {
        Some(decoded) if !option.option_type.is_padding() => {
            out.push_str(",\"fields\":");
            object(out, None, |out| decoded.fields(out));
        }
        _ => {
            out.push_str(",\"data\":");
            hex_string(out, option.data());
        }
    }
    element_error(out, option.error);
}

/// Appends the object of a chain of payloads.
pub fn chain(out: &mut String, number: usize, chain: &Chain<'_>) {
    put(out, format_args!("{{\"frame\":{number},\"octets\":"));
    hex_string(out, chain.payloads.as_octets());
    let first = chain.payloads.first().0;
    put(out, format_args!(",\"first_payload\":{first},\"payloads\":["));
    chain.payloads(|element| {
        separate(out, '[');
        payload(out, chain, element);
    });
    out.push_str("],\"deviations\":");
    array(out, &chain.deviations, |out, words| string_or_null(out, Some(words)));
    out.push_str(",\"error\":");
    error(out, chain.errors.first().copied().map(Fault::from));
    out.push_str(",\"disposition\":");
    match chain.refusal {
        None => out.push_str("\"accept\""),
        Some(notify) => put(out, format_args!("{{\"notify\":{}}}", notify.0)),
    }
    out.push_str(",\"assignment\":");
    match &chain.assignment {
        None => out.push_str("null"),
        Some(Assignment::UseAssigned(address)) => {
            put(out, format_args!("{{\"use_assigned\":\"{address}\"}}"));
        }
        Some(Assignment::AutoConfigure(prefix, length)) => {
            put(out, format_args!("{{\"auto_configure\":\"{prefix}/{length}\"}}"));
        }
        Some(Assignment::Refused(reason)) => {
            out.push_str("{\"refused\":");
            string_or_null(out, Some(reason));
            out.push('}');
        }
    }
    rebuilt(out, ikev2::rebuild(chain.payloads).ok().flatten());
}

fn payload<'a>(out: &mut String, chain: &Chain<'a>, payload: &ikev2::Element<'a>) {
    let raw = &payload.raw;
    put(out, format_args!("{{\"kind\":{},\"name\":", raw.payload_type.0));
    string_or_null(out, raw.payload_type.name());
    put(out, format_args!(",\"offset\":{},\"length\":{}", payload.at, raw.wire_len()));
    put(out, format_args!(",\"critical\":{},\"next\":{}", payload.is_critical(), raw.next.0));
    match &payload.decoded {
        Some(decoded) => {
            out.push_str(",\"fields\":");
            object(out, None, |out| decoded.fields(out));
        }
        None => {
            out.push_str(",\"data\":");
            hex_string(out, raw.body);
        }
    }
    if payload.has_attributes() {
        out.push_str(",\"attributes\":[");
        chain.attributes(payload, |element| {
            separate(out, '[');
            attribute(out, element);
        });
        out.push(']');
    }
    element_error(out, payload.error);
}

fn attribute(out: &mut String, attribute: &ikev2::Attribute<'_>) {
    let raw = &attribute.raw;
    put(out, format_args!("{{\"kind\":{},\"name\":", raw.attribute_type.0));
    string_or_null(out, raw.attribute_type.name());
    let (at, length, reserved_bit) = (attribute.at, raw.body.len(), raw.reserved_bit);
    put(out, format_args!(",\"offset\":{at},\"length\":{length},\"reserved_bit\":{reserved_bit}"));
    match &attribute.decoded {
        Some(decoded) => {
            out.push_str(",\"fields\":");
            object(out, None, |out| decoded.fields(out));
        }
        None => {
            out.push_str(",\"data\":");
            hex_string(out, raw.body);
        }
    }
    element_error(out, attribute.error);
}

/// Appends the object of fields, or of data that have none. Records are a list of objects of their own, a structure is an
/// object.
fn object(out: &mut String, data: Option<&[u8]>, list: impl FnOnce(&mut dyn FnMut(Field<'_>))) {
    out.push('{');
    if let Some(data) = data {
        out.push_str("\"data\":");
        hex_string(out, data);
    }
    let mut groups = Groups::default();
    list(&mut |field| {
        // the list of the record that ended last can take another one
        let mut list = None;
        while let Some(ended) = groups.end_before(&field) {
            if list.take().is_some() {
                out.push(']');
            }
            match ended {
                Group::Record(name) => {
                    out.push_str("}}");
                    list = Some(name);
                }
                Group::Structure => out.push('}'),
            }
        }
        let group = Group::of(&field);
        let is_next = matches!(group, Some(Group::Record(name)) if list == Some(name));
        match list {
            Some(_) if is_next => out.push(','),
            Some(_) => out.push(']'),
            None => {}
        }
        let Some(group) = group else {
            members(out, &field);
            return;
        };
        if !is_next {
            separate(out, '{');
            put(out, format_args!("\"{}\":", field.name));
        }
        if let Value::Record(kind, name) = field.value {
            out.push_str(if is_next { "" } else { "[" });
            put(out, format_args!("{{\"kind\":{kind},\"name\":"));
            string_or_null(out, name);
            out.push_str(",\"fields\":");
        }
        out.push('{');
        groups.begin(group, &field);
    });
    while let Some(group) = groups.end() {
        out.push_str(match group {
            Group::Record(_) => "}}]",
            Group::Structure => "}",
        });
    }
    out.push('}');
}

fn element_error(out: &mut String, wrong: Option<ParseError>) {
    out.push_str(",\"error\":");
    error(out, wrong.map(Fault::from));
    out.push('}');
}

fn error(out: &mut String, fault: Option<Fault>) {
    match fault {
        Some(fault) => fault.json(out),
        None => out.push_str("null"),
    }
}

fn rebuilt(out: &mut String, octets: Option<Vec<u8>>) {
    out.push_str(",\"rebuilt\":");
    match octets {
        Some(octets) => hex_string(out, &octets),
        None => out.push_str("null"),
    }
    out.push_str("}\n");
}

/// A comma, if something stands before.
fn separate(out: &mut String, start: char) {
    if !out.ends_with(start) {
        out.push(',');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tests::nested;
    use serde_json::json;

    #[test]
    fn records_lie_in_records() {
        let mut out = String::new();
        object(&mut out, None, |out| nested(out));
        let found: serde_json::Value = serde_json::from_str(&out).unwrap();
        let inner = |number: u8| json!({"kind": 7, "name": null, "fields": {"number": number}});
        assert_eq!(
            found,
            json!({
                "count": 0,
                "parts": [
                    {"kind": 1, "name": "One", "fields": {
                        "lifetime": 5, "lifetime_seconds": 20,
                        "inner": [inner(3), inner(4)],
                    }},
                    {"kind": 2, "name": "Two", "fields": {
                        "inner": [inner(7)],
                        "other": [inner(9)],
                        "data": "",
                    }},
                ],
                "last": "0b",
            })
        );
    }
}
