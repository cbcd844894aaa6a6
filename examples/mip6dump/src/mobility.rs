//! The report on a Mobility Header: what it says, what is wrong with it, and what RFC 6275 answers.

use crate::capture::{Carrier, Content};
use crate::content::{header_fields, message_fields, option_elements};
use crate::field::{Element, Fault, Field, Report, counted, hex, object};
use mip6_wire::message::{
    BindingAcknowledgement, BindingError, BindingErrorStatus, BindingRefreshRequest, BindingUpdate,
    CareOfTest, CareOfTestInit, HomeTest, HomeTestInit, MessageBuilder,
};
use mip6_wire::{
    ChecksumAddresses, Deviations, Disposition, EmitError, Message, MhType, MobilityHeader,
    Options, ParseError, ParseErrorKind, receive,
};
use serde_json::{Value, json};
use std::net::Ipv6Addr;

/// Describes what a packet, or hex input, holds.
pub fn report(frame: usize, carrier: &Carrier) -> Report {
    match &carrier.content {
        Content::MobilityHeader { octets, offset } => {
            header_report(frame, carrier, octets, *offset)
        }
        Content::Unreachable { packet, error } => {
            unreachable_report(frame, carrier, packet, *error)
        }
    }
}

fn header_report(frame: usize, carrier: &Carrier, octets: &[u8], offset: Option<usize>) -> Report {
    let addresses = carrier.checksum_addresses();
    let decoded = match MobilityHeader::split(octets) {
        Ok((header, trailing)) => Decoded::whole(&header, trailing, addresses.as_ref()),
        Err(error) => Decoded::cut_off(octets, error),
    };
    let mh_type = decoded.octets.get(2).map(|&number| MhType(number));
    let title = match mh_type {
        None => "Mobility Header".into(),
        Some(mh_type) => mh_type
            .name()
            .map_or_else(|| format!("MH Type {}", mh_type.0), str::to_owned),
    };
    let checksum = decoded.octets.get(4..).and_then(<[u8]>::first_chunk::<2>);
    let content = [
        ("octets", json!(hex(decoded.octets))),
        ("trailing", json!(hex(decoded.trailing))),
        ("payload_proto", json!(decoded.octets.first())),
        ("header_len", json!(decoded.octets.get(1))),
        ("mh_type", json!(mh_type.map(|mh_type| mh_type.0))),
        ("name", json!(mh_type.and_then(MhType::name))),
        (
            "checksum",
            json!(checksum.map(|sum| u16::from_be_bytes(*sum))),
        ),
        ("checksum_ok", json!(decoded.checksum_ok)),
        ("message", json!(decoded.message.as_deref().map(object))),
        (
            "options",
            decoded.options.iter().map(Element::value).collect(),
        ),
        ("deviations", json!(names(decoded.deviations))),
        ("error", json!(decoded.faults.first().map(Fault::value))),
        ("disposition", disposition_value(decoded.disposition)),
        ("rebuilt", json!(decoded.rebuilt.as_deref().map(hex))),
    ];
    Report {
        title: format!("{title}, {}", counted(decoded.octets.len(), "octet")),
        origin: origin(carrier),
        remarks: decoded.remarks(carrier, offset),
        json: origin_values(frame, carrier)
            .into_iter()
            .chain(content)
            .collect(),
        faults: decoded.faults,
        octets: decoded.octets.to_vec(),
        fields: (decoded.header.into_iter())
            .chain(decoded.message.into_iter().flatten())
            .chain(decoded.options.into_iter().flat_map(Element::into_fields))
            .collect(),
    }
}

/// An IPv6 packet whose Mobility Header cannot be reached.
fn unreachable_report(frame: usize, carrier: &Carrier, packet: &[u8], error: ParseError) -> Report {
    let fault = Fault::from(error);
    // a fragment is no one's fault
    let (disposition, answer) = match error.kind() {
        ParseErrorKind::Fragment => (Value::Null, "none before it is reassembled"),
        _ => (json!("discard"), "silent discard"),
    };
    let unknown = [
        "payload_proto",
        "header_len",
        "mh_type",
        "name",
        "checksum",
        "checksum_ok",
        "message",
    ];
    let content = [("octets", json!(hex(packet))), ("trailing", json!(""))]
        .into_iter()
        .chain(unknown.map(|key| (key, Value::Null)))
        .chain([
            ("options", json!([])),
            ("deviations", json!([])),
            ("error", fault.value()),
            ("disposition", disposition),
            ("rebuilt", Value::Null),
        ]);
    Report {
        title: format!("IPv6 packet, {}", counted(packet.len(), "octet")),
        origin: origin(carrier),
        octets: packet.to_vec(),
        fields: Vec::new(),
        remarks: vec![("answer", answer.into())],
        faults: vec![fault],
        json: origin_values(frame, carrier)
            .into_iter()
            .chain(content)
            .collect(),
    }
}

fn origin_values(frame: usize, carrier: &Carrier) -> [(&'static str, Value); 4] {
    let text = |address: Option<Ipv6Addr>| json!(address.map(|address| address.to_string()));
    [
        ("frame", json!(frame)),
        ("src", text(carrier.source)),
        ("dst", text(carrier.destination)),
        (
            "home_address",
            text(carrier.home_address_option.or(carrier.routing_header)),
        ),
    ]
}

fn origin(carrier: &Carrier) -> Vec<String> {
    let text =
        |address: Option<Ipv6Addr>| address.map_or("?".into(), |address| address.to_string());
    let tunnels = carrier
        .tunnels
        .iter()
        .map(|(from, to)| format!("tunnel {from} -> {to}"));
    let mut packet = match (carrier.source, carrier.destination) {
        (None, None) => Vec::new(),
        (source, destination) => vec![format!("{} -> {}", text(source), text(destination))],
    };
    let addresses = [
        ("Home Address option", carrier.home_address_option),
        ("type 2 routing header", carrier.routing_header),
    ];
    packet.extend(
        addresses
            .iter()
            .filter_map(|(what, address)| Some(format!("{what} {}", (*address)?))),
    );
    tunnels
        .chain((!packet.is_empty()).then(|| packet.join(", ")))
        .collect()
}

/// What a Mobility Header says, or as much of one as there is.
struct Decoded<'a> {
    octets: &'a [u8],
    /// What follows the header in its packet.
    trailing: &'a [u8],
    header: Vec<Field>,
    /// The fields of the message; `None` where it cannot be decoded.
    message: Option<Vec<Field>>,
    options: Vec<Element>,
    checksum_ok: Option<bool>,
    deviations: Deviations,
    /// All that is wrong, in the order of RFC 6275 Section 9.2.
    faults: Vec<Fault>,
    /// What RFC 6275 asks a receiver to do; `None` is to accept.
    disposition: Option<Disposition>,
    /// What the decoded values serialise to.
    rebuilt: Option<Vec<u8>>,
}

impl<'a> Decoded<'a> {
    fn whole(
        header: &MobilityHeader<'a>,
        trailing: &'a [u8],
        addresses: Option<&ChecksumAddresses>,
    ) -> Self {
        let octets = header.as_octets();
        let checksum_ok = addresses.map(|addresses| header.checksum_ok(addresses));
        let verdict = match (checksum_ok, addresses) {
            (Some(true), _) => "good".into(),
            (_, Some(addresses)) => format!(
                "bad, {:#06x} expected",
                expected_checksum(octets, addresses)
            ),
            (_, None) => "not checked, the addresses are unknown".into(),
        };

        // a message with another Payload Proto is malformed, but its fields are there to be shown
        let mut readable = octets.to_vec();
        if let Some(payload_proto) = readable.first_mut() {
            *payload_proto = 59;
        }
        let message = MobilityHeader::parse(&readable)
            .and_then(|header| header.message())
            .ok();
        let options = message.and_then(|message| message.options());
        let errors: Vec<ParseError> = options
            .into_iter()
            .flat_map(Options::iter)
            .filter_map(Result::err)
            .collect();

        let checksum_fault = (checksum_ok == Some(false)).then(|| Fault {
            kind: "Checksum".into(),
            words: "checksum is wrong".into(),
            at: 4,
            octets: 2,
        });
        let faults = (checksum_fault.into_iter())
            .chain(header.message().err().map(Fault::from))
            .chain(errors.iter().copied().map(Fault::from));
        Self {
            octets,
            trailing,
            header: header_fields(octets, &verdict),
            message: message.map(|message| message_fields(&message, octets)),
            options: options.map_or(Vec::new(), |options| {
                option_elements(octets, options, &errors)
            }),
            checksum_ok,
            deviations: header.audit(),
            faults: faults.collect(),
            disposition: refusal(header, addresses)
                .or_else(|| errors.first().copied().map(Disposition::from)),
            rebuilt: rebuild(header, addresses).ok().flatten(),
        }
    }

    fn cut_off(octets: &'a [u8], error: ParseError) -> Self {
        Self {
            octets,
            trailing: &[],
            header: header_fields(octets, "not checked, octets are missing"),
            message: None,
            options: Vec::new(),
            checksum_ok: None,
            deviations: Deviations::empty(),
            faults: vec![error.into()],
            disposition: Some(error.into()),
            rebuilt: None,
        }
    }

    fn remarks(&self, carrier: &Carrier, offset: Option<usize>) -> Vec<(&'static str, String)> {
        let mut remarks = Vec::new();
        if !self.trailing.is_empty() {
            let octets = counted(self.trailing.len(), "octet");
            remarks.push((
                "trailing",
                format!(
                    "{octets} behind the header, ignored: {}",
                    hex(self.trailing)
                ),
            ));
        }
        // that it is malformed is said at the octet at fault
        for deviation in self
            .deviations
            .difference(Deviations::MALFORMED | Deviations::PAYLOAD_PROTO)
        {
            remarks.push(("deviation", deviation.to_string()));
        }
        if let Some(disposition) = self.disposition {
            remarks.push(("answer", answer(disposition, carrier, offset)));
        }
        remarks
    }
}

/// What RFC 6275 has a receiver do, in words.
fn answer(disposition: Disposition, carrier: &Carrier, offset: Option<usize>) -> String {
    let to = carrier
        .source
        .map_or(String::new(), |source| format!(" to {source}"));
    match disposition {
        Disposition::ParameterProblem { pointer } => {
            let counted_from = match offset {
                Some(offset) => format!("Pointer {}", offset + pointer),
                None => format!("Pointer at octet {pointer} of the Mobility Header"),
            };
            format!("discard, ICMPv6 Parameter Problem Code 0{to}, {counted_from}")
        }
        Disposition::BindingError { status } => {
            let home_address = carrier.home_address_option.unwrap_or(Ipv6Addr::UNSPECIFIED);
            format!(
                "discard, Binding Error{to}, Status {}, Home Address {home_address}",
                code_words(status)
            )
        }
        _ => "silent discard".into(),
    }
}

fn code_words(status: BindingErrorStatus) -> String {
    format!(
        "{} ({})",
        status.0,
        status.name().unwrap_or("not registered")
    )
}

fn disposition_value(disposition: Option<Disposition>) -> Value {
    match disposition {
        None => json!("accept"),
        Some(Disposition::ParameterProblem { pointer }) => json!({"parameter_problem": pointer}),
        Some(Disposition::BindingError { status }) => json!({"binding_error": status.0}),
        Some(_) => json!("discard"),
    }
}

fn names(deviations: Deviations) -> Vec<&'static str> {
    deviations.iter_names().map(|(name, _)| name).collect()
}

/// What RFC 6275 says against a header, its options aside. Without addresses, nothing speaks against the
/// checksum.
fn refusal(
    header: &MobilityHeader<'_>,
    addresses: Option<&ChecksumAddresses>,
) -> Option<Disposition> {
    if let Some(addresses) = addresses {
        return receive(header.as_octets(), addresses).err();
    }
    if !Message::DECODED.contains(&header.mh_type()) {
        let status = BindingErrorStatus::UNRECOGNIZED_MH_TYPE;
        return Some(Disposition::BindingError { status });
    }
    header.message().err().map(Disposition::from)
}

/// The Checksum that would be right.
fn expected_checksum(header: &[u8], addresses: &ChecksumAddresses) -> u16 {
    let mut octets = header.to_vec();
    octets[4..6].fill(0);
    addresses.checksum(&octets)
}

/// The message and its options put together again from their values, without a look at the octets.
fn rebuild(
    header: &MobilityHeader<'_>,
    addresses: Option<&ChecksumAddresses>,
) -> Result<Option<Vec<u8>>, EmitError> {
    let Ok(message) = header.message() else {
        return Ok(None);
    };
    let options: Result<Vec<_>, _> = message.options().unwrap_or_default().iter().collect();
    let Ok(options) = options else {
        return Ok(None);
    };

    let mut buffer = [0; 2048];
    let mut builder = MessageBuilder::new(&mut buffer, &without_options(message))?;
    for option in &options {
        builder = builder.any_option(option)?;
    }
    let Some(addresses) = addresses else {
        let mut octets = builder.finish_without_checksum()?.to_vec();
        octets[4..6].copy_from_slice(&header.checksum().to_be_bytes());
        return Ok(Some(octets));
    };
    Ok(Some(builder.finish(addresses)?.to_vec()))
}

fn without_options(message: Message<'_>) -> Message<'_> {
    let options = Options::EMPTY;
    match message {
        Message::BindingRefreshRequest(_) => BindingRefreshRequest { options }.into(),
        Message::HomeTestInit(message) => HomeTestInit { options, ..message }.into(),
        Message::CareOfTestInit(message) => CareOfTestInit { options, ..message }.into(),
        Message::HomeTest(message) => HomeTest { options, ..message }.into(),
        Message::CareOfTest(message) => CareOfTest { options, ..message }.into(),
        Message::BindingUpdate(message) => BindingUpdate { options, ..message }.into(),
        Message::BindingAcknowledgement(message) => {
            BindingAcknowledgement { options, ..message }.into()
        }
        Message::BindingError(message) => BindingError { options, ..message }.into(),
        other => other,
    }
}
