//! What is to be known of a Mobility Header: its fields, its options, and what RFC 6275 says to it.

use crate::capture::{Carrier, Content};
use crate::field::{Element, Fault, Field, Layout, Report, counted, hex, object};
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags as AckFlags, BindingError,
    BindingErrorStatus, BindingRefreshRequest, BindingUpdate, BindingUpdateFlags as UpdateFlags,
    CareOfTest, CareOfTestInit, HomeTest, HomeTestInit, MessageBuilder,
};
use mip6_wire::option::{DnsUpdate, RawOption};
use mip6_wire::{
    ChecksumAddresses, Deviations, Disposition, EmitError, Message, MhType, MobilityHeader,
    MobilityOption, OptionKind, Options, ParseError, ParseErrorKind, receive,
};
use serde_json::{Value, json};
use std::fmt::Write;
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
    let disposition = (error.kind() != ParseErrorKind::Fragment).then_some(Disposition::Discard);
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
            (
                "disposition",
                disposition.map_or(Value::Null, |_| disposition_value(disposition)),
            ),
            ("rebuilt", Value::Null),
        ]);
    Report {
        title: format!("IPv6 packet, {}", counted(packet.len(), "octet")),
        origin: origin(carrier),
        octets: packet.to_vec(),
        fields: Vec::new(),
        remarks: vec![("answer", unreachable_answer(error).into())],
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
        let octets = header.as_bytes();
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

fn unreachable_answer(error: ParseError) -> &'static str {
    match error.kind() {
        ParseErrorKind::Fragment => "none before it is reassembled",
        _ => "silent discard",
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
        return receive(header.as_bytes(), addresses).err();
    }
    if !Message::DECODED.contains(&header.mh_type()) {
        let status = BindingErrorStatus::UNRECOGNIZED_MH_TYPE;
        return Some(Disposition::BindingError { status });
    }
    header.message().err().map(Disposition::from)
}

/// The Checksum that would be right: RFC 6275 Section 6.1.1.
fn expected_checksum(header: &[u8], addresses: &ChecksumAddresses) -> u16 {
    let length = u32::try_from(header.len())
        .unwrap_or(u32::MAX)
        .to_be_bytes();
    let (before, after) = (&header[..4], &header[6..]);
    let covered = [
        &addresses.source.octets()[..],
        &addresses.destination.octets(),
        &length,
        &[0, 0, 0, mip6_wire::NEXT_HEADER],
        before,
        after,
    ]
    .concat();
    let words = covered
        .chunks(2)
        .map(|word| u64::from(word[0]) << 8 | u64::from(word[1]));
    let mut sum: u64 = words.sum();
    while sum > 0xffff {
        sum = (sum >> 16) + (sum & 0xffff);
    }
    !u16::try_from(sum).unwrap_or_default()
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

/// The fields that every Mobility Header begins with, as many as there are octets for.
fn header_fields(octets: &[u8], checksum_verdict: &str) -> Vec<Field> {
    let mut layout = Layout::new(octets, 0, 0);
    if let Some(&payload_proto) = octets.first() {
        let meaning = if payload_proto == 59 {
            "59, no next header".into()
        } else {
            payload_proto.to_string()
        };
        layout.field("Payload Proto", 1, meaning, []);
    }
    if let Some(&header_len) = octets.get(1) {
        let length = 8 * (usize::from(header_len) + 1);
        layout.field(
            "Header Len",
            1,
            format!("{header_len}, {length} octets"),
            [],
        );
    }
    if let Some(&mh_type) = octets.get(2) {
        let mh_type = MhType(mh_type);
        let meaning = format!(
            "{}, {}",
            mh_type.0,
            mh_type.name().unwrap_or("not registered")
        );
        layout.field("MH Type", 1, meaning, []);
    }
    if octets.len() > 3 {
        layout.reserved(1);
    }
    if let Some(&[high, low]) = octets.get(4..6) {
        let sum = u16::from_be_bytes([high, low]);
        layout.field("Checksum", 2, format!("{sum:#06x}, {checksum_verdict}"), []);
    }
    layout.finish()
}

const STATUS: [&str; 2] = ["status", "status_name"];

const UPDATE_FLAGS: [(u16, char, &str); 12] = [
    (UpdateFlags::ACKNOWLEDGE.bits(), 'A', "Acknowledge"),
    (
        UpdateFlags::HOME_REGISTRATION.bits(),
        'H',
        "Home Registration",
    ),
    (
        UpdateFlags::LINK_LOCAL_ADDRESS_COMPATIBILITY.bits(),
        'L',
        "Link-Local Address Compatibility",
    ),
    (
        UpdateFlags::KEY_MANAGEMENT_MOBILITY_CAPABILITY.bits(),
        'K',
        "Key Management Mobility Capability",
    ),
    (
        UpdateFlags::MAP_REGISTRATION.bits(),
        'M',
        "MAP Registration",
    ),
    (UpdateFlags::MOBILE_ROUTER.bits(), 'R', "Mobile Router"),
    (
        UpdateFlags::PROXY_REGISTRATION.bits(),
        'P',
        "Proxy Registration",
    ),
    (
        UpdateFlags::FORCE_UDP_ENCAPSULATION.bits(),
        'F',
        "Force UDP Encapsulation",
    ),
    (UpdateFlags::TLV_HEADER.bits(), 'T', "TLV Header"),
    (
        UpdateFlags::BULK_BINDING_UPDATE.bits(),
        'B',
        "Bulk Binding Update",
    ),
    (
        UpdateFlags::MULTICAST_SIGNALING.bits(),
        'S',
        "Multicast Signaling",
    ),
    (
        UpdateFlags::DISTRIBUTED_MOBILITY_MANAGEMENT.bits(),
        'D',
        "Distributed Mobility Management",
    ),
];

const ACK_FLAGS: [(u8, char, &str); 7] = [
    (
        AckFlags::KEY_MANAGEMENT_MOBILITY_CAPABILITY.bits(),
        'K',
        "Key Management Mobility Capability",
    ),
    (AckFlags::MOBILE_ROUTER.bits(), 'R', "Mobile Router"),
    (
        AckFlags::PROXY_REGISTRATION.bits(),
        'P',
        "Proxy Registration",
    ),
    (AckFlags::TLV_HEADER.bits(), 'T', "TLV Header"),
    (
        AckFlags::BULK_BINDING_UPDATE.bits(),
        'B',
        "Bulk Binding Update",
    ),
    (
        AckFlags::MULTICAST_SIGNALING.bits(),
        'S',
        "Multicast Signaling",
    ),
    (
        AckFlags::DISTRIBUTED_MOBILITY_MANAGEMENT.bits(),
        'D',
        "Distributed Mobility Management",
    ),
];

fn message_fields(message: &Message<'_>, octets: &[u8]) -> Vec<Field> {
    let mut layout = Layout::new(octets, 6, 0);
    match message {
        Message::BindingRefreshRequest(_) => layout.reserved(2),
        Message::HomeTestInit(_) => {
            layout.reserved(2);
            layout.opaque("home_init_cookie", "Home Init Cookie", 8);
        }
        Message::CareOfTestInit(_) => {
            layout.reserved(2);
            layout.opaque("care_of_init_cookie", "Care-of Init Cookie", 8);
        }
        Message::HomeTest(test) => {
            layout.number(
                "home_nonce_index",
                "Home Nonce Index",
                2,
                test.home_nonce_index,
            );
            layout.opaque("home_init_cookie", "Home Init Cookie", 8);
            layout.opaque("home_keygen_token", "Home Keygen Token", 8);
        }
        Message::CareOfTest(test) => {
            layout.number(
                "care_of_nonce_index",
                "Care-of Nonce Index",
                2,
                test.care_of_nonce_index,
            );
            layout.opaque("care_of_init_cookie", "Care-of Init Cookie", 8);
            layout.opaque("care_of_keygen_token", "Care-of Keygen Token", 8);
        }
        Message::BindingUpdate(update) => {
            sequence(&mut layout, update.sequence);
            layout.flags(2, update.flags.bits(), &UPDATE_FLAGS);
            let zero = "the binding is deleted";
            layout.lifetime(
                ["lifetime", "lifetime_seconds"],
                "Lifetime",
                update.lifetime,
                zero,
            );
        }
        Message::BindingAcknowledgement(ack) => {
            let class = if ack.status.is_accepted() {
                "accepted"
            } else {
                "rejected"
            };
            layout.code(
                STATUS,
                "Status",
                1,
                (ack.status.0.into(), ack.status.name()),
                class,
            );
            let flags = ACK_FLAGS.map(|(mask, letter, name)| (mask.into(), letter, name));
            layout.flags(1, ack.flags.bits().into(), &flags);
            sequence(&mut layout, ack.sequence);
            layout.lifetime(
                ["lifetime", "lifetime_seconds"],
                "Lifetime",
                ack.lifetime,
                "",
            );
        }
        Message::BindingError(error) => {
            let code = (error.status.0.into(), error.status.name());
            layout.code(STATUS, "Status", 1, code, "not registered");
            layout.reserved(1);
            layout.address("home_address", "Home Address", error.home_address);
        }
        _ => layout.opaque("data", "Message Data", usize::MAX),
    }
    layout.finish()
}

fn sequence(layout: &mut Layout<'_>, sequence: u16) {
    let values = [("sequence", sequence.into())];
    layout.field(
        "Sequence #",
        2,
        format!("{sequence}, {sequence:#06x}"),
        values,
    );
}

fn option_elements(octets: &[u8], options: Options<'_>, errors: &[ParseError]) -> Vec<Element> {
    let mut raw = options.raw();
    let mut elements = Vec::new();
    loop {
        let at = raw.offset();
        let Some(option) = raw.next() else {
            break elements;
        };
        // nothing follows an option that is cut off
        let end = if option.is_ok() {
            raw.offset()
        } else {
            octets.len()
        };
        let error = errors
            .iter()
            .find(|error| (at..end).contains(&error.offset()));
        elements.push(option_element(
            &octets[..end],
            at,
            option.ok(),
            error.copied(),
        ));
    }
}

/// The option that `octets` hold from `at` to their end; `option` is `None` where it is cut off.
fn option_element(
    octets: &[u8],
    at: usize,
    option: Option<RawOption<'_>>,
    error: Option<ParseError>,
) -> Element {
    let kind = OptionKind(octets[at]);
    let mh_type = MhType(octets[2]);
    let length = match kind {
        OptionKind::PAD1 => Some(0),
        _ => octets.get(at + 1).copied(),
    };
    let meaning = match (kind, length) {
        (OptionKind::PAD1, _) => "option 0".into(),
        (_, None) => format!("option {}", kind.0),
        (_, Some(length)) => format!("option {}, {}", kind.0, counted(length.into(), "octet")),
    };
    let head_octets = match kind {
        OptionKind::PAD1 => 1,
        OptionKind::PADN => octets.len() - at,
        _ => 2.min(octets.len() - at),
    };
    let mut head = Layout::new(octets, at, 0);
    let values = [
        ("kind", json!(kind.0)),
        ("name", json!(kind.name())),
        ("offset", json!(at)),
        ("length", json!(length)),
    ];
    head.field(
        kind.name().unwrap_or("Unknown option"),
        head_octets,
        meaning,
        values,
    );
    let mut head = head.finish().remove(0);

    let mut layout = Layout::new(octets, at + head_octets, 1);
    let decoded = option.and_then(|option| MobilityOption::parse(option.kind, option.body).ok());
    let is_decoded = decoded.is_some_and(|option| option_fields(&mut layout, &option, mh_type));
    if kind.is_padding() {
        // on one line with its head
        head.values
            .push(("data", json!(hex(octets.get(at + 2..).unwrap_or_default()))));
    } else if !is_decoded {
        layout.opaque("data", "Data", usize::MAX);
    }
    Element {
        head,
        fields: layout.finish(),
        is_decoded,
        inner: None,
        fault: error.map(Fault::from),
    }
}

/// The fields of an option; whether it is one that is decoded.
fn option_fields(layout: &mut Layout<'_>, option: &MobilityOption<'_>, mh_type: MhType) -> bool {
    match option {
        MobilityOption::BindingRefreshAdvice(advice) => {
            let keys = ["refresh_interval", "refresh_interval_seconds"];
            layout.lifetime(keys, "Refresh Interval", advice.refresh_interval, "");
        }
        MobilityOption::AlternateCareOfAddress(address) => {
            layout.address(
                "care_of_address",
                "Care-of Address",
                address.care_of_address,
            );
        }
        MobilityOption::NonceIndices(indices) => {
            layout.number("home_nonce_index", "Home Nonce Index", 2, indices.home);
            layout.number(
                "care_of_nonce_index",
                "Care-of Nonce Index",
                2,
                indices.care_of,
            );
        }
        MobilityOption::BindingAuthorizationData(_) => {
            layout.opaque("authenticator", "Authenticator", usize::MAX);
        }
        MobilityOption::DnsUpdate(update) => dns_update_fields(layout, update, mh_type),
        _ => return false,
    }
    true
}

fn dns_update_fields(layout: &mut Layout<'_>, update: &DnsUpdate<'_>, mh_type: MhType) {
    // a Binding Update asks, and has no result to tell
    let is_request = mh_type == MhType::BINDING_UPDATE;
    let class = if update.status.is_performed() {
        "performed"
    } else {
        "not completed"
    };
    let name = update.status.name();
    let meaning = match (is_request, update.status.0) {
        (true, 0) => "0".into(),
        (true, status) => format!("{status}, ignored in a Binding Update"),
        (false, status) => format!("{status}, {}", name.unwrap_or(class)),
    };
    let values = [
        ("status", json!(update.status.0)),
        ("status_name", json!(name)),
    ];
    layout.field("Status", 1, meaning, values);

    let reserved = update.flags.reserved_bits();
    let mut meaning = format!("{:#04x}", update.flags.bits());
    match (update.is_removal(), is_request) {
        (true, _) => meaning += ", Remove (R)",
        (false, true) => meaning += ", create or update",
        (false, false) => {}
    }
    if reserved != 0 {
        let _ = write!(meaning, ", reserved {reserved:#04x}");
    }
    let values = [
        ("remove", json!(update.is_removal())),
        ("reserved", json!(reserved)),
    ];
    layout.field("Flags", 1, meaning, values);

    let identity = update.identity;
    let name = identity.fqdn().ok();
    let form = match name {
        Some(name) if name.as_labels().is_some() => "labels",
        Some(_) => "text",
        None if identity.is_empty() => "empty",
        None => "octets",
    };
    let meaning = match form {
        "text" => identity.to_string(),
        "empty" => "empty".into(),
        "labels" => format!("{identity}, as DNS labels"),
        _ => format!("{identity}, which is no name"),
    };
    let octets = identity.as_octets();
    let values = [
        ("identity", json!(name.map(|name| name.to_string()))),
        ("identity_octets", json!(hex(octets))),
        ("identity_form", json!(form)),
    ];
    layout.field("MN identity", octets.len(), meaning, values);
}
