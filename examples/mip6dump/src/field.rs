//! The one description that the tree and the JSON are both made from: fields, each with its place, its
//! meaning, and its values.

use mip6_wire::ParseError;
use mip6_wire::message::Lifetime;
use serde_json::{Map, Value, json};
use std::fmt::Write;
use std::net::Ipv6Addr;

/// A field of a header, a message, an option, a payload.
pub struct Field {
    /// Where it begins in the dump.
    pub at: usize,
    pub octets: usize,
    /// How deep it stands in the tree.
    pub depth: usize,
    pub label: String,
    pub meaning: String,
    /// What it adds to the JSON object that it belongs to.
    pub values: Vec<(&'static str, Value)>,
}

/// What has a type, a length and a content: an option, a payload, an attribute.
pub struct Element {
    /// Type and length, and whatever else every element of its sort begins with.
    pub head: Field,
    /// The decoded content; else one field, `data`.
    pub fields: Vec<Field>,
    pub is_decoded: bool,
    pub is_padding: bool,
    /// Elements inside, and the name of their list.
    pub inner: Option<(&'static str, Vec<Element>)>,
    pub fault: Option<Fault>,
}

impl Element {
    /// The JSON object of the element.
    pub fn value(&self) -> Value {
        let mut value = object(std::slice::from_ref(&self.head));
        if self.is_decoded {
            value["fields"] = object(&self.fields);
        } else if let Some((key, data)) = self.fields.iter().flat_map(|field| &field.values).next()
        {
            value[key] = data.clone();
        }
        if let Some((key, inner)) = &self.inner {
            value[key] = inner.iter().map(Element::value).collect();
        }
        value["error"] = self.fault.as_ref().map(Fault::value).into();
        value
    }

    /// All fields in it, in the order of their octets.
    pub fn into_fields(self) -> Vec<Field> {
        let inner = self.inner.into_iter().flat_map(|(_, inner)| inner);
        std::iter::once(self.head)
            .chain(self.fields)
            .chain(inner.flat_map(Element::into_fields))
            .collect()
    }
}

/// Something that is wrong at an octet.
#[derive(Clone)]
pub struct Fault {
    pub kind: String,
    pub words: String,
    pub at: usize,
    /// How many octets it is about.
    pub octets: usize,
}

impl Fault {
    pub fn value(&self) -> Value {
        json!({"kind": self.kind, "offset": self.at})
    }
}

impl From<ParseError> for Fault {
    fn from(error: ParseError) -> Self {
        Self {
            kind: format!("{:?}", error.kind()),
            words: error.kind().as_str().into(),
            at: error.offset(),
            octets: 1,
        }
    }
}

/// All there is to be shown of a header, or of a chain of payloads.
pub struct Report {
    pub title: String,
    /// What it is, in a few words.
    pub name: String,
    /// The fields of the message, in a few words each.
    pub message: Vec<String>,
    /// The names of the options.
    pub options: Vec<String>,
    /// Where it comes from.
    pub origin: Vec<String>,
    pub octets: Vec<u8>,
    pub fields: Vec<Field>,
    pub faults: Vec<Fault>,
    /// What is to be said at the end, each with a heading.
    pub remarks: Vec<(&'static str, String)>,
    pub json: Vec<(&'static str, Value)>,
}

/// Lays out fields one behind the other.
pub struct Layout<'o> {
    octets: &'o [u8],
    at: usize,
    depth: usize,
    fields: Vec<Field>,
}

impl<'o> Layout<'o> {
    /// Fields from `at` on in `octets`.
    pub fn new(octets: &'o [u8], at: usize, depth: usize) -> Self {
        Self {
            octets,
            at,
            depth,
            fields: Vec::new(),
        }
    }

    pub fn finish(self) -> Vec<Field> {
        self.fields
    }

    /// Any field.
    pub fn field<const N: usize>(
        &mut self,
        label: &str,
        octets: usize,
        meaning: impl Into<String>,
        values: [(&'static str, Value); N],
    ) {
        self.fields.push(Field {
            at: self.at,
            octets,
            depth: self.depth,
            label: label.into(),
            meaning: meaning.into(),
            values: values.into(),
        });
        self.at += octets;
    }

    pub fn number(&mut self, key: &'static str, label: &str, octets: usize, value: impl Into<u64>) {
        let value = value.into();
        self.field(label, octets, value.to_string(), [(key, json!(value))]);
    }

    /// A code point: its number, and its name where it has one.
    pub fn code(
        &mut self,
        [key, name_key]: [&'static str; 2],
        label: &str,
        octets: usize,
        (code, name): (u16, Option<&str>),
        class: &str,
    ) {
        let meaning = format!("{code}, {}", name.unwrap_or(class));
        self.field(
            label,
            octets,
            meaning,
            [(key, json!(code)), (name_key, json!(name))],
        );
    }

    pub fn address(&mut self, key: &'static str, label: &str, address: Ipv6Addr) {
        self.field(
            label,
            16,
            address.to_string(),
            [(key, json!(address.to_string()))],
        );
    }

    pub fn lifetime(
        &mut self,
        keys: [&'static str; 2],
        label: &str,
        lifetime: Lifetime,
        zero: &str,
    ) {
        let seconds = lifetime.as_secs();
        let meaning = match lifetime {
            Lifetime(0) if !zero.is_empty() => format!("0, {zero}"),
            Lifetime(units) => format!("{units} x 4 s = {seconds} s{}", in_words(seconds)),
        };
        let [units_key, seconds_key] = keys;
        let values = [
            (units_key, json!(lifetime.0)),
            (seconds_key, json!(seconds)),
        ];
        self.field(label, 2, meaning, values);
    }

    /// A flag word, with a name and a letter for each flag that is set.
    pub fn flags(&mut self, octets: usize, bits: u16, flags: &[(u16, char, &str)]) {
        let mut rest = bits;
        let mut names = Vec::new();
        for &(mask, letter, name) in flags {
            if bits & mask != 0 {
                names.push(format!("{name} ({letter})"));
                rest &= !mask;
            }
        }
        let mut meaning = format!("{bits:#0width$x}", width = 2 + 2 * octets);
        for name in &names {
            let _ = write!(meaning, ", {name}");
        }
        if rest != 0 {
            let _ = write!(meaning, ", unassigned {rest:#x}");
        }
        let values = [("flags", json!(bits)), ("flag_names", json!(names))];
        self.field("Flags", octets, meaning, values);
    }

    /// Octets without inner structure; as many as are left where `octets` is more.
    pub fn opaque(&mut self, key: &'static str, label: &str, octets: usize) {
        let content = self.octets.get(self.at..).unwrap_or_default();
        let octets = octets.min(content.len());
        let value = json!(hex(&content[..octets]));
        let meaning = if octets == 0 {
            String::new()
        } else {
            counted(octets, "octet")
        };
        self.field(label, octets, meaning, [(key, value)]);
    }

    /// Octets that are sent as zero and ignored.
    pub fn reserved(&mut self, octets: usize) {
        let content = self
            .octets
            .get(self.at..self.at + octets)
            .unwrap_or_default();
        let meaning = if content.iter().all(|&octet| octet == 0) {
            "0"
        } else {
            "not 0, ignored"
        };
        self.field("Reserved", octets, meaning, []);
    }
}

/// The JSON object that fields make up.
pub fn object(fields: &[Field]) -> Value {
    let values = fields.iter().flat_map(|field| &field.values);
    Value::Object(
        values
            .map(|(key, value)| ((*key).into(), value.clone()))
            .collect::<Map<_, _>>(),
    )
}

pub fn hex(octets: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(octets)
}

/// "1 octet", "2 octets".
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A duration beyond the minutes, in words.
fn in_words(seconds: u32) -> String {
    let (hours, minutes) = (seconds / 3600, seconds % 3600 / 60);
    match (hours, minutes) {
        (0, 0) => String::new(),
        (0, _) => format!(" ({minutes} min)"),
        (_, 0) => format!(" ({hours} h)"),
        _ => format!(" ({hours} h {minutes} min)"),
    }
}
