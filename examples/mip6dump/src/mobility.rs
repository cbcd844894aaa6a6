//! The report on a Mobility Header: what it says, what is wrong with it, and what RFC 6275 answers.

use crate::carrier::{Carrier, Checksum, Content, Cut, Layer, LayerKind};
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
use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, UNIX_EPOCH};

/// Where a packet stands in the capture, or a paragraph in hex input.
#[derive(Clone, Copy)]
pub struct Place {
    /// From 1.
    pub number: usize,
    /// Since 1970.
    pub time: Option<Duration>,
    /// Since the first frame.
    pub since_start: Option<Duration>,
}

/// Describes what a packet, or hex input, holds.
pub fn report(place: Place, carrier: &Carrier<'_>) -> Report {
    match carrier.content {
        Content::MobilityHeader {
            octets,
            offset,
            checksum,
        } => header_report(place, carrier, octets, offset, checksum),
        Content::Unreachable { packet, error } => unreachable_report(place, carrier, packet, error),
    }
}

fn header_report(
    place: Place,
    carrier: &Carrier<'_>,
    octets: &[u8],
    offset: Option<usize>,
    protection: Checksum,
) -> Report {
    let addresses = carrier.checksum_addresses();
    let decoded = match MobilityHeader::split(octets) {
        Ok((header, trailing)) => Decoded::whole(&header, trailing, addresses.as_ref(), protection),
        Err(error) => Decoded::cut_off(octets, error, carrier.cut),
    };
    let mh_type = decoded.octets.get(2).map(|&number| MhType(number));
    let name = match mh_type {
        None => "Mobility Header".into(),
        Some(mh_type) => mh_type
            .name()
            .map_or_else(|| format!("MH Type {}", mh_type.0), str::to_owned),
    };
    let checksum = decoded.octets.get(4..).and_then(<[u8]>::first_chunk::<2>);
    // nobody knows how the rest of it would have been received
    let is_cut = carrier.cut.is_some() && decoded.message.is_none() && decoded.faults.is_empty();
    let disposition = match is_cut {
        true => Value::Null,
        false => disposition_value(decoded.disposition),
    };
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
        ("disposition", disposition),
        ("rebuilt", json!(decoded.rebuilt.as_deref().map(hex))),
    ];
    Report {
        title: format!("{name}, {}", counted(decoded.octets.len(), "octet")),
        name,
        message: message_words(decoded.message.as_deref().unwrap_or_default()),
        options: option_names(&decoded.options),
        origin: origin(place, carrier),
        remarks: decoded.remarks(carrier, offset),
        json: origin_values(place, carrier)
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

/// The fields of a message in a line's words.
fn message_words(fields: &[Field]) -> Vec<String> {
    let shown = fields
        .iter()
        .filter(|field| !field.values.is_empty() && !field.meaning.is_empty());
    shown
        .map(|field| format!("{} {}", field.label, field.meaning))
        .collect()
}

/// The options but for padding.
fn option_names(options: &[Element]) -> Vec<String> {
    let real = options.iter().filter(|option| !option.is_padding);
    real.map(|option| option.head.label.clone()).collect()
}

/// An IPv6 packet whose Mobility Header cannot be reached.
fn unreachable_report(
    place: Place,
    carrier: &Carrier<'_>,
    packet: &[u8],
    error: ParseError,
) -> Report {
    // a fragment is no one's fault, and neither is what somebody on the way cut off
    let (fault, disposition, remark) = match (error.kind(), carrier.cut) {
        (_, Some(cut)) => (None, Value::Null, ("cut", cut_words(cut))),
        (ParseErrorKind::Fragment, None) => {
            let words = "the Mobility Header is in more than one packet: not reassembled";
            (None, Value::Null, ("fragment", words.into()))
        }
        _ => {
            let answer = ("answer", "silent discard".into());
            (Some(Fault::from(error)), json!("discard"), answer)
        }
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
            ("error", Fault::from(error).value()),
            ("disposition", disposition),
            ("rebuilt", Value::Null),
        ]);
    let name = match error.kind() {
        ParseErrorKind::Fragment => "Fragment",
        _ => "IPv6 packet",
    };
    Report {
        title: format!("{name}, {}", counted(packet.len(), "octet")),
        name: name.into(),
        message: Vec::new(),
        options: Vec::new(),
        origin: origin(place, carrier),
        octets: packet.to_vec(),
        fields: Vec::new(),
        remarks: vec![remark],
        faults: fault.into_iter().collect(),
        json: origin_values(place, carrier)
            .into_iter()
            .chain(content)
            .collect(),
    }
}

fn cut_words(cut: Cut) -> String {
    format!(
        "by {}: what is missing is no fault of the sender",
        cut.as_str()
    )
}

fn origin_values(place: Place, carrier: &Carrier<'_>) -> [(&'static str, Value); 7] {
    let text = |address: Option<IpAddr>| json!(address.map(|address| address.to_string()));
    let home_address = carrier.home_address_option.or(carrier.routing_header);
    let layers = carrier.layers.iter().map(|layer| {
        json!({
            "kind": layer_words(layer),
            "src": layer.source.to_string(),
            "dst": layer.destination.to_string(),
        })
    });
    [
        ("frame", json!(place.number)),
        ("time", json!(place.time.map(utc))),
        ("layers", layers.collect()),
        ("src", text(carrier.source)),
        ("dst", text(carrier.destination)),
        ("home_address", text(home_address.map(IpAddr::V6))),
        ("cut", json!(carrier.cut.map(Cut::as_str))),
    ]
}

/// A time in UTC, as RFC 3339 writes it.
pub fn utc(time: Duration) -> String {
    humantime::format_rfc3339_nanos(UNIX_EPOCH + time).to_string()
}

/// How many of the packets around a packet are shown; hundreds of thousands can be in one frame.
const LAYERS_SHOWN: usize = 8;

fn origin(place: Place, carrier: &Carrier<'_>) -> Vec<String> {
    let time = place.time.map(|time| {
        let since_start = place.since_start.unwrap_or_default();
        let time = humantime::format_rfc3339_micros(UNIX_EPOCH + time);
        format!("{time}, {:.6} s", since_start.as_secs_f64())
    });
    let layers = &carrier.layers[..carrier.layers.len().min(LAYERS_SHOWN)];
    let more = (carrier.layers.len() > layers.len()).then(|| {
        let more = counted(carrier.layers.len() - layers.len(), "more packet");
        format!("{more} around it")
    });
    let layers = layers.iter().map(|layer| {
        let (source, destination) = (layer.source, layer.destination);
        format!("{} {source} -> {destination}", layer_words(layer))
    });

    let text = |address: Option<IpAddr>| address.map_or("?".into(), |address| address.to_string());
    let mut packet = match (carrier.source, carrier.destination) {
        (None, None) => Vec::new(),
        (source, destination) => vec![format!("{} -> {}", text(source), text(destination))],
    };
    if let Content::MobilityHeader {
        checksum: Checksum::Udp,
        ..
    } = carrier.content
    {
        packet.push("in UDP".into());
    }
    let addresses = [
        ("Home Address option", carrier.home_address_option),
        ("type 2 routing header", carrier.routing_header),
    ];
    packet.extend(
        addresses
            .iter()
            .filter_map(|(what, address)| Some(format!("{what} {}", (*address)?))),
    );
    time.into_iter()
        .chain(layers)
        .chain(more)
        .chain((!packet.is_empty()).then(|| packet.join(", ")))
        .collect()
}

fn layer_words(layer: &Layer) -> String {
    match layer.kind {
        LayerKind::Tunnel => "tunnel".into(),
        LayerKind::Gre => "GRE tunnel".into(),
        LayerKind::Udp(port) => format!("UDP {port}"),
        LayerKind::Icmpv6Error { icmp_type, code } => {
            let name = match icmp_type {
                1 => "Destination Unreachable",
                2 => "Packet Too Big",
                3 => "Time Exceeded",
                4 => "Parameter Problem",
                _ => "error",
            };
            format!("ICMPv6 {name} ({icmp_type}, code {code}) that quotes this,")
        }
    }
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
        protection: Checksum,
    ) -> Self {
        let octets = header.as_octets();
        let by_udp = protection == Checksum::Udp;
        let addresses = addresses.filter(|_| !by_udp);
        let checksum_ok = match by_udp {
            true => Some(header.checksum() == 0),
            false => addresses.map(|addresses| header.checksum_ok(addresses)),
        };
        let verdict = match (checksum_ok, addresses) {
            (Some(true), None) => "good: UDP has its own".into(),
            (Some(false), None) => "bad, 0 expected in UDP".into(),
            (Some(true), _) => "good".into(),
            (_, Some(addresses)) => format!(
                "bad, {:#06x} expected",
                expected_checksum(octets, addresses)
            ),
            (None, None) => "not checked, the addresses are unknown".into(),
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
            disposition: (by_udp && checksum_ok == Some(false))
                .then_some(Disposition::Discard)
                .or_else(|| refusal(header, addresses))
                .or_else(|| errors.first().copied().map(Disposition::from)),
            rebuilt: rebuild(header, addresses).ok().flatten(),
        }
    }

    fn cut_off(octets: &'a [u8], error: ParseError, cut: Option<Cut>) -> Self {
        // whoever cut it off is not its sender
        let error = cut.is_none().then_some(error);
        Self {
            octets,
            trailing: &[],
            header: header_fields(octets, "not checked, octets are missing"),
            message: None,
            options: Vec::new(),
            checksum_ok: None,
            deviations: Deviations::empty(),
            faults: error.into_iter().map(Fault::from).collect(),
            disposition: error.map(Disposition::from),
            rebuilt: None,
        }
    }

    fn remarks(&self, carrier: &Carrier<'_>, offset: Option<usize>) -> Vec<(&'static str, String)> {
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
        if let Some(cut) = carrier.cut {
            remarks.push(("cut", cut_words(cut)));
        }
        if self.checksum_ok == Some(false) {
            remarks.extend(self.checksum_hint(carrier).map(|hint| ("hint", hint)));
        }
        // that it is malformed is said at the octet at fault
        for deviation in self
            .deviations
            .difference(Deviations::MALFORMED | Deviations::PAYLOAD_PROTO)
        {
            remarks.push(("deviation", deviation.to_string()));
        }
        match self.disposition {
            _ if carrier.is_quoted() => {}
            // an extension that a node does not implement: nothing is wrong
            Some(Disposition::BindingError { status }) if self.faults.is_empty() => {
                let status = code_words(status);
                let words = "a node that does not implement this type answers with a";
                remarks.push(("note", format!("{words} Binding Error, Status {status}")));
            }
            Some(disposition) => remarks.push(("answer", answer(disposition, carrier, offset))),
            None => {}
        }
        remarks
    }

    /// Over what else the checksum would be right: what its sender may have had in mind.
    fn checksum_hint(&self, carrier: &Carrier<'_>) -> Option<String> {
        let addresses = carrier.checksum_addresses()?;
        let (Some(IpAddr::V6(source)), Some(IpAddr::V6(destination))) =
            (carrier.source, carrier.destination)
        else {
            return None;
        };
        let on_the_wire = ChecksumAddresses::new(source, destination);
        let whole = [self.octets, self.trailing].concat();
        let would_be = [
            (&whole[..], addresses, "over all octets of the payload"),
            (
                self.octets,
                on_the_wire,
                "over the addresses of the IPv6 header",
            ),
            (
                &whole[..],
                on_the_wire,
                "over the payload and the addresses of the IPv6 header",
            ),
        ];
        // what is right sums up to zero
        let right = would_be
            .iter()
            .find(|(octets, addresses, _)| addresses.checksum(octets) == 0)?;
        Some(format!("the checksum would be right {}", right.2))
    }
}

/// What RFC 6275 has a receiver do, in words.
fn answer(disposition: Disposition, carrier: &Carrier<'_>, offset: Option<usize>) -> String {
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
