//! The fields of the crate's values, to be held against those of the second reader.

use super::second_reader::layout::{Field, Value};
use mip6_wire::ikev2::{
    ConfigAttribute, HomeAgentAddress, InternalIp6Address, InternalIp6Dns, InternalIp6Prefix,
    InternalIp6Subnet, Mip6HomePrefix,
};
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

/// A field of the crate's listing; none for reserved octets.
fn listed(field: &mip6_wire::Field<'_>) -> Option<Listed> {
    use mip6_wire::Value as Ours;
    let value = match field.value {
        Ours::Number(number) | Ours::Duration(number, _) => Value::Number(number),
        Ours::Code(number, _) | Ours::Flags(number, _) => Value::Number(number.into()),
        Ours::Ipv6(address) => Value::Octets(address.octets().to_vec()),
        Ours::Ipv4(address) => Value::Octets(address.octets().to_vec()),
        Ours::Octets(octets)
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
    let mut fields = Vec::new();
    option.fields(&mut |field| fields.extend(listed(&field)));
    (!matches!(option, MobilityOption::Unknown(_))).then_some(fields)
}

/// The fields of a message; none for a type that the crate does not decode.
#[must_use]
pub fn message(message: &Message<'_>) -> Option<Vec<Listed>> {
    let mut fields = Vec::new();
    message.fields(&mut |field| fields.extend(listed(&field)));
    (!matches!(message, Message::Unknown(_))).then_some(fields)
}

fn number(name: &'static str, offset: usize, width: usize, number: impl Into<u64>) -> Listed {
    (name, offset, width, Value::Number(number.into()))
}

fn octets(name: &'static str, offset: usize, octets: &[u8]) -> Listed {
    (name, offset, octets.len(), Value::Octets(octets.to_vec()))
}

/// The fields of a configuration attribute; none for a type that the crate does not decode.
#[must_use]
pub fn attribute(attribute: &ConfigAttribute<'_>) -> Option<Vec<Listed>> {
    Some(match attribute {
        ConfigAttribute::ApplicationVersion(attribute) => {
            vec![octets("version", 4, attribute.version)]
        }
        ConfigAttribute::InternalIp6Address(InternalIp6Address::Address {
            address,
            prefix_len,
        }) => vec![
            octets("address", 4, &address.octets()),
            number("prefix_len", 20, 1, prefix_len.get()),
        ],
        ConfigAttribute::InternalIp6Dns(InternalIp6Dns::Address(address)) => {
            vec![octets("address", 4, &address.octets())]
        }
        ConfigAttribute::SupportedAttributes(attribute) => {
            vec![octets("attribute_types", 4, attribute.as_octets())]
        }
        ConfigAttribute::InternalIp6Subnet(InternalIp6Subnet::Subnet(prefix))
        | ConfigAttribute::InternalIp6Prefix(InternalIp6Prefix::Prefix(prefix)) => {
            vec![
                octets("prefix", 4, &prefix.prefix.octets()),
                number("prefix_len", 20, 1, prefix.prefix_len.get()),
            ]
        }
        ConfigAttribute::Mip6HomePrefix(Mip6HomePrefix::Assigned(assigned)) => {
            vec![
                number("lifetime", 4, 4, assigned.lifetime),
                octets("prefix", 8, &assigned.prefix.octets()),
                number("prefix_len", 24, 1, assigned.prefix_len.get()),
            ]
        }
        ConfigAttribute::HomeAgentAddress(HomeAgentAddress::Address { ipv6, ipv4 }) => {
            let mut fields = vec![octets("ipv6", 4, &ipv6.octets())];
            fields.extend(ipv4.map(|address| octets("ipv4", 20, &address.octets())));
            fields
        }
        ConfigAttribute::InternalIp6Address(InternalIp6Address::Request)
        | ConfigAttribute::InternalIp6Dns(InternalIp6Dns::Request)
        | ConfigAttribute::InternalIp6Subnet(InternalIp6Subnet::Request)
        | ConfigAttribute::InternalIp6Prefix(InternalIp6Prefix::Request)
        | ConfigAttribute::Mip6HomePrefix(Mip6HomePrefix::Request)
        | ConfigAttribute::HomeAgentAddress(HomeAgentAddress::Request) => vec![],
        ConfigAttribute::Unknown(_) => return None,
        other => panic!("no fields are listed of {other:?}"),
    })
}
