//! What the second reader knows of sub-options: a row each, as in [`super::kinds`], and the walk.

use super::layout::{self, Field, Value};

/// The sub-options of an option.
#[derive(Debug)]
pub struct Family {
    /// Whether type 0 is one octet of padding and type 1 padding with a Length.
    pub padded: bool,
    /// The type, where it is defined, and the layout from the Type octet on.
    pub rows: &'static [(u8, &'static str, &'static str)],
}

/// Those of Access Network Identifier.
#[rustfmt::skip] // a table
pub const ANI: Family = Family {
    padded: false,
    rows: &[
        (1, "RFC 6757, 3.1.1",
            "flags@2:u8&80 network_name_length@3:u8 network_name@4:1*network_name_length \
             access_point_name_length@+:u8 access_point_name@+:1*access_point_name_length"),
        (2, "RFC 6757, 3.1.2", "latitude@2:3 longitude@5:3"),
        (3, "RFC 6757, 3.1.3", "identifier_type@2:u8 identifier@3:1.."),
        (4, "RFC 7563, 3.1", "format@2:u8 reserved@3:u8 location@4:.."),
        (5, "RFC 7563, 3.2", "group@2:2"),
        (6, "RFC 7563, 3.3", "update_timer@2:u16"),
    ],
};

/// Those of Flow Identification.
#[rustfmt::skip] // a table
pub const FLOW: Family = Family {
    padded: true,
    rows: &[
        (2, "RFC 6089, 4.2.1.3", "binding_ids@2:2..%2"),
        (3, "RFC 6089, 4.2.1.4", "format@2:u8 reserved@3:u8 selector@4:.."),
        (4, "RFC 7109, 6.2.1", "reserved@2:u8 action@3:u8"),
        (5, "RFC 7109, 6.2.2", "reserved@2:u16 address@4:16 | reserved@2:u16 address@4:4"),
    ],
};

/// Those of IPv4 Traffic Offload Selector.
pub const OFFLOAD: Family = Family {
    padded: true,
    rows: &[(3, "RFC 6089, 4.2.1.4", "format@2:u8 reserved@3:u8 selector@4:..")],
};

/// Those of Quality of Service.
#[rustfmt::skip] // a table
pub const QOS: Family = Family {
    padded: false,
    rows: &[
        (1, "RFC 7222, 4.2.1", "reserved@2:u16 bit_rate@4:u32"),
        (2, "RFC 7222, 4.2.2", "reserved@2:u16 bit_rate@4:u32"),
        (3, "RFC 7222, 4.2.3", "flags@2:u16&c000 bit_rate@4:u32"),
        (4, "RFC 7222, 4.2.4", "flags@2:u16&c000 bit_rate@4:u32"),
        (5, "RFC 7222, 4.2.5", "reserved@2:u8 priority@3:u8"),
        (6, "RFC 7222, 4.2.6", "reserved@2:u16 bit_rate@4:u32"),
        (7, "RFC 7222, 4.2.7", "reserved@2:u16 bit_rate@4:u32"),
        (8, "RFC 7222, 4.2.8", "reserved@2:u16 bit_rate@4:u32"),
        (9, "RFC 7222, 4.2.9", "reserved@2:u16 bit_rate@4:u32"),
        (10, "RFC 7222, 4.2.10", "reserved@2:u8 format@3:u8 selector@4:.."),
        (11, "RFC 7222, 4.2.11", "reserved@2:u16 vendor_id@4:u32 sub_type@8:u8 data@9:.."),
    ],
};

/// Those of LMA-Controlled MAG Parameters.
#[rustfmt::skip] // a table
pub const LCMP: Family = Family {
    padded: false,
    rows: &[
        (1, "RFC 8127, 3.1.1",
            "start_time@2:u16 initial_retransmission_time@4:u16 maximum_retransmission_time@6:u16"),
        (2, "RFC 8127, 3.1.2", "interval@2:u16 retransmission_delay@4:u16 max_retransmissions@6:u16"),
    ],
};

fn octets(name: &'static str, offset: usize, octets: &[u8]) -> Field {
    Field { name, offset, width: octets.len(), value: Value::Octets(octets.to_vec()), stray: 0 }
}

/// The octets of a sub-option; or, if its length runs past the end, all that is left.
type Cut<'a> = Result<&'a [u8], &'a [u8]>;

/// The sub-options of an area, each with the octet where it begins.
fn walk<'a>(family: &Family, area: &'a [u8]) -> Vec<(usize, Cut<'a>)> {
    let mut items = Vec::new();
    let mut at = 0;
    while at < area.len() {
        if family.padded && area[at] == 0 {
            at += 1;
            continue;
        }
        let length = area.get(at + 1).map(|length| usize::from(*length));
        let Some(whole) = length.and_then(|length| area.get(at..at + 2 + length)) else {
            items.push((at, Err(&area[at..])));
            break;
        };
        items.push((at, Ok(whole)));
        at += whole.len();
    }
    items
}

/// Whether padding between the sub-options holds anything but zeros.
#[must_use]
pub fn padding_content(family: &Family, area: &[u8]) -> bool {
    let is_filled =
        |whole: &[u8]| family.padded && whole[0] == 1 && whole[2..].iter().any(|octet| *octet != 0);
    walk(family, area).into_iter().any(|(_, item)| item.is_ok_and(is_filled))
}

/// The fields of the sub-options in an area that begins at octet `start` of its option. The rest behind a length that
/// runs past the end, and the body of a sub-option that its layout does not fit, are `malformed`; the body of an unknown
/// one is `body`.
#[must_use]
pub fn read(family: &Family, area: &[u8], start: usize) -> Vec<Field> {
    let mut fields = Vec::new();
    for (at, item) in walk(family, area) {
        let whole = match item {
            Ok(whole) => whole,
            Err(rest) => {
                fields.push(octets("malformed", start + at, rest));
                continue;
            }
        };
        let row = family.rows.iter().find(|row| row.0 == whole[0]);
        match row.map(|row| layout::read(row.2, whole, 2)) {
            _ if family.padded && whole[0] == 1 => {}
            None => fields.push(octets("body", start + at + 2, &whole[2..])),
            Some(Err(_)) => fields.push(octets("malformed", start + at + 2, &whole[2..])),
            Some(Ok(read)) => fields.extend(
                read.into_iter().map(|field| Field { offset: start + at + field.offset, ..field }),
            ),
        }
    }
    fields
}

/// Octets of one to three sub-options.
pub fn sample(family: &Family, next: &mut dyn FnMut() -> u8) -> Vec<u8> {
    let mut octets = Vec::new();
    for _ in 0..1 + next() % 3 {
        if family.padded && next() % 4 == 1 {
            octets.extend([1, 1, next() & 1]);
        }
        let (kind, _, layout) = family.rows[usize::from(next()) % family.rows.len()];
        let body = layout::sample(layout, 2, 60, next);
        octets.extend([kind, u8::try_from(body.len()).expect("short")]);
        octets.extend(body);
    }
    octets
}
