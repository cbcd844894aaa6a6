//! Values as text for people, and as members of JSON objects: the one place that knows what kinds of values there are.

use data_encoding::HEXLOWER;
use mip6_wire::{Field, MnIdentity, ParseError, ParseErrorKind, Value};
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
        Self {
            kind: Some(error.kind()),
            at: error.offset(),
            octets: 1,
        }
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

/// A field's name as a label: `care_of_address` is "Care of address".
pub fn label(out: &mut String, name: &str) {
    let mut rest = name.chars();
    out.extend(rest.next().map(|first| first.to_ascii_uppercase()));
    out.extend(rest.map(|letter| if letter == '_' { ' ' } else { letter }));
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
            put(
                out,
                format_args!("{bits:#0width$x}", width = 2 + 2 * field.octets),
            );
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
        Value::Octets(octets) => put(out, counted(octets.len(), "octet")),
        Value::Text(text) => put(out, text.escape_ascii()),
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

/// A value in a line, in as few words as it takes; nothing if it is padding.
pub fn short(out: &mut String, field: &Field<'_>) {
    match field.value {
        Value::Reserved | Value::Options(_) | Value::Attributes(_) => return,
        _ => {
            out.extend(
                field
                    .name
                    .chars()
                    .map(|letter| if letter == '_' { ' ' } else { letter }),
            );
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
                out.push_str(if flag.letter.is_empty() {
                    flag.name
                } else {
                    flag.letter
                });
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
        out.push_str(
            name.strip_suffix('s')
                .filter(|_| suffix == "_names")
                .unwrap_or(name),
        );
        out.push_str(suffix);
        out.push_str("\":");
    };
    match field.value {
        // what is listed apart
        Value::Reserved | Value::Options(_) | Value::Attributes(_) | Value::Record(..) => {}
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
            out.push('[');
            for flag in flags.iter().filter(|flag| bits & flag.bits != 0) {
                if !out.ends_with('[') {
                    out.push(',');
                }
                out.push('"');
                flag_name(out, flag.name, flag.letter);
                out.push('"');
            }
            out.push(']');
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
