//! Values as text for people, and as members of JSON objects: the one place that knows what kinds of values there are.

use data_encoding::HEXLOWER;
use mip6_wire::{Field, List, MnIdentity, ParseError, ParseErrorKind, Value};
use std::fmt::{Display, Write};
use std::time::Duration;

/// Something that is wrong at an octet.
#[derive(Clone, Copy)]
pub struct Fault {
    /// `None` is a wrong checksum.
    pub kind: Option<ParseErrorKind>,
    pub at: usize,
    /// How many octets it is about.
    pub octets: usize,
}

impl Fault {
    pub fn words(&self) -> &'static str {
        self.kind.map_or("checksum is wrong", |kind| kind.as_str())
    }

    /// Its JSON object.
    pub fn json(&self, out: &mut String) {
        match self.kind {
            Some(kind) => put(out, format_args!("{{\"kind\":\"{kind:?}\"")),
            None => out.push_str("{\"kind\":\"Checksum\""),
        }
        put(out, format_args!(",\"offset\":{}}}", self.at));
    }
}

impl From<ParseError> for Fault {
    fn from(error: ParseError) -> Self {
        Self { kind: Some(error.kind()), at: error.offset(), octets: 1 }
    }
}

/// What has fields of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// One of a list, which has this name.
    Record(&'static str),
    Structure,
}

impl Group {
    pub fn of(field: &Field<'_>) -> Option<Self> {
        match field.value {
            Value::Record(..) => Some(Self::Record(field.name)),
            Value::Structure(_) => Some(Self::Structure),
            _ => None,
        }
    }
}

/// The groups that are open in a listing of fields, the outermost first, and where they end.
#[derive(Default)]
pub struct Groups(Vec<(Group, usize)>);

impl Groups {
    /// Ends the innermost group if a field does not lie inside of it.
    pub fn end_before(&mut self, field: &Field<'_>) -> Option<Group> {
        // an empty field at its end is its last one
        let is_empty = field.octets == 0 && Group::of(field).is_none();
        let ended = self.0.pop_if(|(_, end)| {
            field.offset + field.octets > *end || (field.offset == *end && !is_empty)
        });
        ended.map(|(group, _)| group)
    }

    /// Begins a group that has no field yet.
    pub fn begin(&mut self, group: Group, field: &Field<'_>) {
        self.0.push((group, field.offset + field.octets));
    }

    /// Ends the innermost group.
    pub fn end(&mut self) -> Option<Group> {
        self.0.pop().map(|(group, _)| group)
    }

    pub fn depth(&self) -> usize {
        self.0.len()
    }
}

/// Appends to a text, which cannot fail.
pub fn put(out: &mut String, what: impl Display) {
    let _ = write!(out, "{what}");
}

/// Appends octets in hexadecimal.
pub fn hex(out: &mut String, octets: &[u8]) {
    HEXLOWER.encode_append(octets, out);
}

/// "1 octet", "2 octets".
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Words of field names that are written otherwise.
const WORDS: [(&str, &str); 39] = [
    ("ap", "AP"),
    ("apn", "APN"),
    ("bid", "BID"),
    ("cfg", "CFG"),
    ("cga", "CGA"),
    ("coa", "CoA"),
    ("dhcp", "DHCP"),
    ("dns", "DNS"),
    ("dscp", "DSCP"),
    ("fid", "FID"),
    ("fqdn", "FQDN"),
    ("gre", "GRE"),
    ("hoa", "HoA"),
    ("id", "ID"),
    ("ids", "IDs"),
    ("igmp", "IGMP"),
    ("ip", "IP"),
    ("ipv4", "IPv4"),
    ("ipv6", "IPv6"),
    ("len", "length"),
    ("lla", "LLA"),
    ("lma", "LMA"),
    ("mac", "MAC"),
    ("mag", "MAG"),
    ("mh", "MH"),
    ("mld", "MLD"),
    ("mn", "MN"),
    ("mtu", "MTU"),
    ("nai", "NAI"),
    ("nat", "NAT"),
    ("pcoa", "PCoA"),
    ("plmn", "PLMN"),
    ("qos", "QoS"),
    ("rat", "RAT"),
    ("spi", "SPI"),
    ("ssid", "SSID"),
    ("tcp", "TCP"),
    ("udp", "UDP"),
    ("url", "URL"),
];

/// A field's name in words: `mn_care_of_address` is "MN care-of address".
fn words(out: &mut String, name: &str) {
    let mut before = "";
    for word in name.split('_') {
        // the two words are one
        let separator = match (before, word) {
            ("", _) => "",
            ("care", "of") => "-",
            _ => " ",
        };
        out.push_str(separator);
        let known = WORDS.binary_search_by_key(&word, |(word, _)| word);
        let known = known.ok().and_then(|at| WORDS.get(at));
        out.push_str(known.map_or(word, |(_, written)| written));
        before = word;
    }
}

/// A field's name as a label: `care_of_address` is "Care-of address".
pub fn label(out: &mut String, name: &str) {
    let start = out.len();
    words(out, name);
    // the words that are written otherwise begin with a capital letter already
    if let Some(first) = out.get_mut(start..=start) {
        first.make_ascii_uppercase();
    }
}

/// What a value means; nothing if its octets say it all. `octets` are those of the field.
pub fn text(out: &mut String, field: &Field<'_>, octets: &[u8]) {
    match field.value {
        Value::Number(number) => put(out, number),
        Value::Code(number, name) => {
            put(out, number);
            out.push_str(", ");
            out.push_str(name.unwrap_or("not registered"));
        }
        Value::Flags(bits, flags) => {
            put(out, format_args!("{bits:#0width$x}", width = 2 + 2 * field.octets));
            let mut rest = bits;
            for flag in flags.iter().filter(|flag| bits & flag.bits != 0) {
                rest &= !flag.bits;
                out.push_str(", ");
                flag_name(out, flag.name, flag.letter);
            }
            if rest != 0 {
                put(out, format_args!(", unassigned {rest:#x}"));
            }
        }
        Value::Duration(number, duration) => {
            if u128::from(number) != u128::from(duration.as_secs()) || duration.subsec_nanos() > 0 {
                put(out, format_args!("{number} = "));
            }
            seconds(out, duration);
            in_words(out, duration);
        }
        Value::Ipv6(address) => put(out, address),
        Value::Ipv4(address) => put(out, address),
        Value::Octets([]) => out.push_str("none"),
        Value::Octets(octets) => put(out, counted(octets.len(), "octet")),
        Value::List(list) => items(out, list),
        Value::Degrees(units) => put(out, format_args!("{} degrees", degrees(units))),
        Value::Text([]) => out.push_str("empty"),
        Value::Text(octets) => match std::str::from_utf8(octets) {
            Ok(text) => put(out, text.escape_debug()),
            Err(_) => put(out, octets.escape_ascii()),
        },
        Value::Identity(octets) => {
            let identity = MnIdentity::from_octets(octets);
            match identity_form(&identity) {
                "empty" => out.push_str("empty"),
                "text" => put(out, identity),
                "labels" => put(out, format_args!("{identity}, as DNS labels")),
                _ => put(out, format_args!("{identity}, which is no name")),
            }
        }
        Value::Reserved if octets.iter().all(|&octet| octet == 0) => out.push('0'),
        Value::Reserved => out.push_str("not 0, ignored"),
        Value::Record(number, name) => {
            put(out, number);
            out.push_str(", ");
            out.push_str(name.unwrap_or("not registered"));
        }
        // those have lines of their own
        Value::Options(_) | Value::Attributes(_) => {}
        _ => put(out, counted(octets.len(), "octet")),
    }
}

/// The values of a list.
fn items(out: &mut String, list: List<'_>) {
    let start = out.len();
    for value in list.iter() {
        if out.len() > start {
            out.push_str(", ");
        }
        match value {
            Value::Code(_, Some(name)) => out.push_str(name),
            Value::Code(number, None) => put(out, number),
            _ => text(out, &Field::new("", 0, 0, value), &[]),
        }
    }
    if out.len() == start {
        out.push_str("none");
    }
}

fn degrees(units: i32) -> f64 {
    f64::from(units) / 32768.0
}

/// A value in a line, in as few words as it takes; nothing if it is padding.
pub fn short(out: &mut String, field: &Field<'_>) {
    match field.value {
        Value::Reserved | Value::Options(_) | Value::Attributes(_) => return,
        _ => {
            words(out, field.name);
            out.push(' ');
        }
    }
    match field.value {
        Value::Code(_, Some(name)) | Value::Record(_, Some(name)) => out.push_str(name),
        Value::Code(number, None) | Value::Record(number, None) => put(out, number),
        Value::Flags(0, _) => out.push('0'),
        Value::Flags(bits, flags) => {
            let mut rest = bits;
            for flag in flags.iter().filter(|flag| bits & flag.bits != 0) {
                rest &= !flag.bits;
                out.push_str(if flag.letter.is_empty() { flag.name } else { flag.letter });
            }
            if rest != 0 {
                put(out, format_args!("+{rest:#x}"));
            }
        }
        Value::Duration(_, duration) => seconds(out, duration),
        Value::Octets(octets) => hex(out, octets),
        Value::Identity(octets) => put(out, MnIdentity::from_octets(octets)),
        _ => text(out, field, &[]),
    }
}

/// The members that a field adds to an object, each with a comma before it but for the first in the object.
pub fn members(out: &mut String, field: &Field<'_>) {
    let name = field.name;
    let key = |out: &mut String, suffix: &str| {
        if !out.ends_with('{') {
            out.push(',');
        }
        out.push('"');
        out.push_str(name.strip_suffix('s').filter(|_| suffix == "_names").unwrap_or(name));
        out.push_str(suffix);
        out.push_str("\":");
    };
    match field.value {
        // what is listed apart
        Value::Reserved
        | Value::Options(_)
        | Value::Attributes(_)
        | Value::Record(..)
        | Value::Structure(_) => {}
        Value::Number(number) => {
            key(out, "");
            put(out, number);
        }
        Value::Code(number, code_name) => {
            key(out, "");
            put(out, number);
            key(out, "_name");
            string_or_null(out, code_name);
        }
        Value::Flags(bits, flags) => {
            key(out, "");
            put(out, bits);
            key(out, "_names");
            let set = flags.iter().filter(|flag| bits & flag.bits != 0);
            array(out, set, |out, flag| {
                out.push('"');
                flag_name(out, flag.name, flag.letter);
                out.push('"');
            });
        }
        Value::Duration(number, duration) => {
            key(out, "");
            put(out, number);
            key(out, "_seconds");
            match duration.subsec_nanos() {
                0 => put(out, duration.as_secs()),
                _ => put(out, duration.as_secs_f64()),
            }
        }
        Value::Ipv6(address) => {
            key(out, "");
            put(out, format_args!("\"{address}\""));
        }
        Value::Ipv4(address) => {
            key(out, "");
            put(out, format_args!("\"{address}\""));
        }
        Value::Octets(octets) => {
            key(out, "");
            hex_string(out, octets);
        }
        Value::List(list) => {
            key(out, "");
            array(out, list.iter(), |out, value| match value {
                Value::Number(number) => put(out, number),
                Value::Code(number, _) => put(out, number),
                Value::Ipv4(address) => put(out, format_args!("\"{address}\"")),
                Value::Ipv6(address) => put(out, format_args!("\"{address}\"")),
                _ => {}
            });
            let names = list.iter().filter_map(|value| match value {
                Value::Code(_, name) => Some(name),
                _ => None,
            });
            let mut names = names.peekable();
            if names.peek().is_some() {
                key(out, "_names");
                array(out, names, string_or_null);
            }
        }
        Value::Degrees(units) => {
            key(out, "");
            put(out, degrees(units));
        }
        Value::Text(octets) => {
            key(out, "");
            string_or_null(out, std::str::from_utf8(octets).ok());
            key(out, "_octets");
            hex_string(out, octets);
        }
        Value::Identity(octets) => {
            let identity = MnIdentity::from_octets(octets);
            let name = identity.fqdn().ok().map(|name| name.to_string());
            key(out, "");
            string_or_null(out, name.as_deref());
            key(out, "_octets");
            hex_string(out, octets);
            key(out, "_form");
            string_or_null(out, Some(identity_form(&identity)));
        }
        _ => {}
    }
}

fn flag_name(out: &mut String, name: &str, letter: &str) {
    out.push_str(name);
    if !letter.is_empty() {
        out.push_str(" (");
        out.push_str(letter);
        out.push(')');
    }
}

fn identity_form(identity: &MnIdentity<'_>) -> &'static str {
    match identity.fqdn() {
        Ok(name) if name.as_labels().is_some() => "labels",
        Ok(_) => "text",
        Err(_) if identity.is_empty() => "empty",
        Err(_) => "octets",
    }
}

fn seconds(out: &mut String, duration: Duration) {
    match duration.subsec_nanos() {
        0 => put(out, duration.as_secs()),
        _ => put(out, duration.as_secs_f64()),
    }
    out.push_str(" s");
}

/// A duration beyond the minutes, in words.
fn in_words(out: &mut String, duration: Duration) {
    let seconds = duration.as_secs();
    match (seconds / 3600, seconds % 3600 / 60) {
        (0, 0) => {}
        (0, minutes) => put(out, format_args!(" ({minutes} min)")),
        (hours, 0) => put(out, format_args!(" ({hours} h)")),
        (hours, minutes) => put(out, format_args!(" ({hours} h {minutes} min)")),
    }
}

/// A JSON array.
pub fn array<T>(
    out: &mut String,
    items: impl IntoIterator<Item = T>,
    mut each: impl FnMut(&mut String, T),
) {
    let mut before = '[';
    for item in items {
        out.push(before);
        each(out, item);
        before = ',';
    }
    if before == '[' {
        out.push('[');
    }
    out.push(']');
}

/// Octets as a JSON string.
pub fn hex_string(out: &mut String, octets: &[u8]) {
    out.push('"');
    hex(out, octets);
    out.push('"');
}

/// A JSON string, or null.
pub fn string_or_null(out: &mut String, text: Option<&str>) {
    match text {
        None => out.push_str("null"),
        // most texts are names, with nothing to be escaped
        Some(text)
            if text
                .bytes()
                .all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\') =>
        {
            out.push('"');
            out.push_str(text);
            out.push('"');
        }
        Some(text) => put(out, serde_json::Value::from(text)),
    }
}

/// A number or an address in JSON, or null.
pub fn or_null(out: &mut String, value: Option<impl Display>, quote: &str) {
    match value {
        None => out.push_str("null"),
        Some(value) => {
            out.push_str(quote);
            put(out, value);
            out.push_str(quote);
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A listing made by hand, of octets that count up from 0: records in records, and an empty field at the end of one.
    pub fn nested(out: &mut dyn FnMut(Field<'_>)) {
        let record =
            |name, at, octets, kind, of| Field::new(name, at, octets, Value::Record(kind, of));
        let number = |at: u8| Field::new("number", at.into(), 1, Value::Number(at.into()));
        out(Field::new("count", 0, 1, Value::Number(0)));
        out(record("parts", 1, 4, 1, Some("One")));
        out(Field::new("lifetime", 1, 2, Value::Duration(5, Duration::from_secs(20))));
        out(record("inner", 3, 1, 7, None));
        out(number(3));
        out(record("inner", 4, 1, 7, None));
        out(number(4));
        out(record("parts", 5, 6, 2, Some("Two")));
        out(record("inner", 6, 2, 7, None));
        out(number(7));
        out(record("other", 8, 2, 7, None));
        out(number(9));
        out(Field::new("data", 11, 0, Value::Octets(&[])));
        out(Field::new("last", 11, 1, Value::Octets(&[11])));
    }

    #[test]
    fn names_are_written_in_words() {
        assert!(WORDS.is_sorted());
        for (name, written) in [
            ("care_of_address", "Care-of address"),
            ("mn_id", "MN ID"),
            ("ipv4_care_of_address", "IPv4 care-of address"),
            ("lifetime", "Lifetime"),
            ("new_lma_address", "New LMA address"),
        ] {
            let mut out = String::new();
            label(&mut out, name);
            assert_eq!(out, written);
        }
        let mut out = String::new();
        words(&mut out, "care_of_ipv6_prefix");
        assert_eq!(out, "care-of IPv6 prefix");
    }

    #[test]
    fn times_have_their_unit() {
        let text_of = |number, time| {
            let field = Field::new("time", 0, 4, Value::Duration(number, time));
            let mut out = String::new();
            text(&mut out, &field, &[]);
            out
        };
        assert_eq!(text_of(900, Duration::from_secs(3600)), "900 = 3600 s (1 h)");
        assert_eq!(text_of(90, Duration::from_secs(90)), "90 s (1 min)");
        assert_eq!(text_of(250, Duration::from_millis(250)), "250 = 0.25 s");
    }
}
