//! What the octets of a Mobility Header mean: its fixed part, its message, its options.

use crate::field::{Element, Fault, Field, Layout, counted, hex};
use mip6_wire::message::{
    BindingAcknowledgementFlags as AckFlags, BindingUpdateFlags as UpdateFlags,
};
use mip6_wire::option::{DnsUpdate, RawOption};
use mip6_wire::{Message, MhType, MobilityOption, OptionType, Options, ParseError};
use serde_json::json;
use std::fmt::Write;

/// The fields that every Mobility Header begins with, as many as there are octets for.
pub fn header_fields(octets: &[u8], checksum_verdict: &str) -> Vec<Field> {
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

/// The fields of a message, its options aside.
pub fn message_fields(message: &Message<'_>, octets: &[u8]) -> Vec<Field> {
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

/// The options one by one, padding among them; `errors` are what is wrong with them.
pub fn option_elements(octets: &[u8], options: Options<'_>, errors: &[ParseError]) -> Vec<Element> {
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
    let kind = OptionType(octets[at]);
    let mh_type = MhType(octets[2]);
    let length = match kind {
        OptionType::PAD1 => Some(0),
        _ => octets.get(at + 1).copied(),
    };
    let meaning = match (kind, length) {
        (OptionType::PAD1, _) => "option 0".into(),
        (_, None) => format!("option {}", kind.0),
        (_, Some(length)) => format!("option {}, {}", kind.0, counted(length.into(), "octet")),
    };
    let head_octets = match kind {
        OptionType::PAD1 => 1,
        OptionType::PADN => octets.len() - at,
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
    let decoded =
        option.and_then(|option| MobilityOption::parse(option.option_type, option.body).ok());
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
        is_padding: kind.is_padding(),
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
