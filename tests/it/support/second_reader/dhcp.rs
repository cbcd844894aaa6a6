//! What the second reader knows of DHCP: the access network identifiers of RFC 7839 and the home network information of
//! RFC 6610, a row each, as in [`super::kinds`], and the walk.

use super::layout::{self, Field, Misfit, Value};

/// The options of an area.
#[derive(Debug)]
pub struct Family {
    /// How many octets the code has, and how many the length: 1 or 2.
    pub width: usize,
    /// The code, where it is defined, and the layout from the first octet of the code on.
    pub rows: &'static [(u16, &'static str, &'static str)],
}

/// Sub-options of the Relay Agent Information option of DHCPv4 (RFC 3046, 2.0; RFC 7839, 4.1).
pub const RELAY_AGENT: Family = Family {
    width: 1,
    rows: &[
        (13, "RFC 7839, 4.2", "reserved@2:u8 access_technology_type@3:u8"),
        (14, "RFC 7839, 4.3.1", "network_name@2:.."),
        (15, "RFC 7839, 4.3.2", "access_point_name@2:.."),
        (16, "RFC 7839, 4.3.3", "bssid@2:6"),
        (17, "RFC 7839, 4.4.1; erratum 7016", "identifier@2:4"),
        (18, "RFC 7839, 4.4.2", "realm@2:.."),
    ],
};

/// Options of DHCPv6 (RFC 8415, 21.1). A name has an octet at least, the root (RFC 1035, 3.1); home network information
/// holds "one or more options", of which the head has 4 octets.
pub const DHCPV6: Family = Family {
    width: 2,
    rows: &[
        (49, "RFC 6610, 3.1", "name@4:1.."),
        (50, "RFC 6610, 3.2.1", "options@4:4.."),
        (69, "RFC 6610, 3.2.2", "options@4:4.."),
        (70, "RFC 6610, 3.2.3", "options@4:4.."),
        (105, "RFC 7839, 5.1", "reserved@4:u8 access_technology_type@5:u8"),
        (106, "RFC 7839, 5.2.1", "network_name@4:.."),
        (107, "RFC 7839, 5.2.2", "access_point_name@4:.."),
        (108, "RFC 7839, 5.2.3", "bssid@4:6"),
        (109, "RFC 7839, 5.3.1; erratum 7016", "identifier@4:4"),
        (110, "RFC 7839, 5.3.2", "realm@4:.."),
    ],
};

/// Options that stand in home network information.
pub const HOME_NETWORK: Family = Family {
    width: 2,
    rows: &[
        (49, "RFC 6610, 3.1", "name@4:1.."),
        (71, "RFC 6610, 3.3", "prefix_len@4:u8<=128 prefix@5:16"),
        (72, "RFC 6610, 3.4", "address@4:16"),
        (73, "RFC 6610, 3.5", "name@4:1.."),
    ],
};

/// What is wrong with an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It runs past the end of the area.
    Truncated,
    /// Its length is not one of its code.
    Length,
    /// A prefix is longer than an address.
    Prefix,
}

/// An option of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its first octet, counted from that of the area.
    pub at: usize,
    /// Its code; 0 where there is none.
    pub code: u16,
    /// Its data, if the length leaves it whole.
    pub data: Vec<u8>,
    /// Its fields, none of a code that has no row; or what is wrong with it, and the octet, counted from its own first.
    pub fields: Result<Vec<Field>, (Fault, usize)>,
}

fn number(octets: &[u8]) -> usize {
    octets.iter().fold(0, |number, octet| number * 256 + usize::from(*octet))
}

/// The options of an area, up to the first that runs past its end.
#[must_use]
pub fn read(family: &Family, area: &[u8]) -> Vec<Item> {
    let mut items = Vec::new();
    let (width, mut at) = (family.width, 0);
    while at < area.len() {
        let left = &area[at..];
        let mut item = Item { at, code: 0, data: Vec::new(), fields: Err((Fault::Truncated, 0)) };
        if left.len() < 2 * width {
            items.push(item);
            break;
        }
        item.code = u16::try_from(number(&left[..width])).expect("two octets at most");
        let end = 2 * width + number(&left[width..2 * width]);
        if end > left.len() {
            item.fields = Err((Fault::Truncated, width));
            items.push(item);
            break;
        }
        item.data = left[2 * width..end].to_vec();
        let row = family.rows.iter().find(|row| row.0 == item.code);
        let fields = row.map(|row| layout::read(row.2, &left[..end], 2 * width));
        item.fields = match fields {
            None => Ok(Vec::new()),
            Some(Ok(fields)) => Ok(fields),
            Some(Err(Misfit::Length)) => Err((Fault::Length, width)),
            Some(Err(Misfit::Number(octet))) => Err((Fault::Prefix, octet)),
        };
        items.push(item);
        at += end;
    }
    items
}

/// The fields of an option, with those of the options inside of home network information in place of these.
#[must_use]
pub fn flat(fields: &[Field]) -> Vec<Field> {
    let mut all = Vec::new();
    for field in fields {
        let (Value::Octets(area), "options") = (&field.value, field.name) else {
            all.push(field.clone());
            continue;
        };
        for item in read(&HOME_NETWORK, area) {
            let start = field.offset + item.at;
            let whole = |name, offset: usize, octets: &[u8]| Field {
                name,
                offset,
                width: octets.len(),
                value: Value::Octets(octets.to_vec()),
                stray: 0,
            };
            match item.fields {
                Err((Fault::Truncated, _)) => all.push(whole("malformed", start, &area[item.at..])),
                Err(_) => all.push(whole("malformed", start + 4, &item.data)),
                Ok(fields) if fields.is_empty() => all.push(whole("body", start + 4, &item.data)),
                Ok(fields) => all.extend(
                    fields.into_iter().map(|inner| Field { offset: start + inner.offset, ..inner }),
                ),
            }
        }
    }
    all
}
