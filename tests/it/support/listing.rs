//! The fields of the crate's values, to be held against those of the second reader.

use super::second_reader::layout::{Field, Value};
use mip6_wire::ikev2::{ConfigAttribute, Payload};
use mip6_wire::option::SubOptionType;
use mip6_wire::{Message, MobilityOption};

/// A field of the crate: its name, its first octet counted from that of the structure, in how many octets it lies,
/// and what it holds.
pub type Listed = (&'static str, usize, usize, Value);

/// Panics where the crate's fields are not those of the second reader: the same names at the same octets, and the
/// same values. Reserved fields the crate does not list.
pub fn same(what: &str, ours: &[Listed], theirs: &[Field]) {
    let theirs: Vec<_> = theirs.iter().filter(|field| !field.is_reserved()).collect();
    let names: Vec<_> = theirs.iter().map(|field| field.name).collect();
    let listed: Vec<_> = ours.iter().map(|(name, ..)| *name).collect();
    assert_eq!(listed, names, "{what}: the second reader has other fields");
    for ((name, offset, width, value), field) in ours.iter().zip(theirs) {
        let octets = (*offset, value.octets(*width));
        assert_eq!(
            octets,
            (field.offset, field.value.octets(field.width)),
            "{what}: the field {name}"
        );
    }
}

/// Collects the fields of a listing, but for reserved octets. What a structure consists of is held against the RFC by tests
/// of its own; here, it is its octets.
fn listed(list: impl FnOnce(&mut dyn FnMut(mip6_wire::Field<'_>))) -> Vec<Listed> {
    let mut fields = Vec::new();
    let mut inside = 0;
    list(&mut |field| {
        if field.offset + field.octets <= inside {
            return;
        }
        if let mip6_wire::Value::Structure(octets) = field.value {
            inside = field.offset + octets.len();
        }
        fields.extend(one(&field));
    });
    fields
}

/// A field of the crate's listing; none for reserved octets.
fn one(field: &mip6_wire::Field<'_>) -> Option<Listed> {
    use mip6_wire::Value as Ours;
    let value = match field.value {
        Ours::Number(number) | Ours::Duration(number, _) => Value::Number(number),
        Ours::Code(number, _) | Ours::Flags(number, _) => Value::Number(number.into()),
        Ours::Ipv6(address) => Value::Octets(address.octets().to_vec()),
        Ours::Ipv4(address) => Value::Octets(address.octets().to_vec()),
        Ours::List(list) => Value::Octets(list.as_octets().to_vec()),
        // 24 bits
        Ours::Degrees(units) => Value::Octets(units.to_be_bytes()[1..].to_vec()),
        Ours::Octets(octets)
        | Ours::Structure(octets)
        | Ours::Text(octets)
        | Ours::Identity(octets)
        | Ours::Options(octets)
        | Ours::Attributes(octets) => Value::Octets(octets.to_vec()),
        Ours::Record(..) | Ours::Reserved => return None,
        other => panic!("{other:?}: the comparison does not know this kind of value"),
    };
    Some((field.name, field.offset, field.octets, value))
}

/// The fields of an option; none for a type that the crate does not decode.
#[must_use]
pub fn option(option: &MobilityOption<'_>) -> Option<Vec<Listed>> {
    let fields = listed(|out| option.fields(out));
    (!matches!(option, MobilityOption::Unknown(_))).then_some(fields)
}

/// The fields of a message; none for a type that the crate does not decode.
#[must_use]
pub fn message(message: &Message<'_>) -> Option<Vec<Listed>> {
    let fields = listed(|out| message.fields(out));
    (!matches!(message, Message::Unknown(_))).then_some(fields)
}

/// The fields of a configuration attribute; none for a type that the crate does not decode.
#[must_use]
pub fn attribute(attribute: &ConfigAttribute<'_>) -> Option<Vec<Listed>> {
    let fields = listed(|out| attribute.fields(out));
    (!matches!(attribute, ConfigAttribute::Unknown(_))).then_some(fields)
}

/// The fields of a payload; none for a type that the crate does not decode.
#[must_use]
pub fn payload(payload: &Payload<'_>) -> Option<Vec<Listed>> {
    let fields = listed(|out| payload.fields(out));
    (!matches!(payload, Payload::Unknown(_))).then_some(fields)
}

/// The fields of a sub-option; none of a type that the crate does not decode.
#[must_use]
pub fn sub_option<T: SubOptionType>(sub_option: &T::SubOption<'_>) -> Vec<Listed> {
    listed(|out| T::list(sub_option, out))
}
