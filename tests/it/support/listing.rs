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

fn number(name: &'static str, offset: usize, width: usize, number: impl Into<u64>) -> Listed {
    (name, offset, width, Value::Number(number.into()))
}

fn octets(name: &'static str, offset: usize, octets: &[u8]) -> Listed {
    (name, offset, octets.len(), Value::Octets(octets.to_vec()))
}

/// The fields of an option; none for a type that the crate does not decode.
#[must_use]
pub fn option(option: &MobilityOption<'_>) -> Option<Vec<Listed>> {
    Some(match option {
        MobilityOption::BindingRefreshAdvice(option) => {
            vec![number("refresh_interval", 2, 2, option.refresh_interval.0)]
        }
        MobilityOption::AlternateCareOfAddress(option) => {
            vec![octets(
                "care_of_address",
                2,
                &option.care_of_address.octets(),
            )]
        }
        MobilityOption::NonceIndices(option) => vec![
            number("home", 2, 2, option.home),
            number("care_of", 4, 2, option.care_of),
        ],
        MobilityOption::BindingAuthorizationData(option) => {
            vec![octets("authenticator", 2, option.authenticator)]
        }
        MobilityOption::DnsUpdate(option) => vec![
            number("status", 2, 1, option.status.0),
            number("flags", 3, 1, option.flags.bits()),
            octets("identity", 4, option.identity.as_octets()),
        ],
        MobilityOption::Unknown(_) => return None,
        other => panic!("no fields are listed of {other:?}"),
    })
}

/// The fields of a message; none for a type that the crate does not decode.
#[must_use]
pub fn message(message: &Message<'_>) -> Option<Vec<Listed>> {
    let mut fields = match message {
        Message::BindingRefreshRequest(_) => vec![],
        Message::HomeTestInit(message) => {
            vec![octets("home_init_cookie", 8, &message.home_init_cookie)]
        }
        Message::CareOfTestInit(message) => {
            vec![octets(
                "care_of_init_cookie",
                8,
                &message.care_of_init_cookie,
            )]
        }
        Message::HomeTest(message) => vec![
            number("home_nonce_index", 6, 2, message.home_nonce_index),
            octets("home_init_cookie", 8, &message.home_init_cookie),
            octets("home_keygen_token", 16, &message.home_keygen_token),
        ],
        Message::CareOfTest(message) => vec![
            number("care_of_nonce_index", 6, 2, message.care_of_nonce_index),
            octets("care_of_init_cookie", 8, &message.care_of_init_cookie),
            octets("care_of_keygen_token", 16, &message.care_of_keygen_token),
        ],
        Message::BindingUpdate(message) => vec![
            number("sequence", 6, 2, message.sequence),
            number("flags", 8, 2, message.flags.bits()),
            number("lifetime", 10, 2, message.lifetime.0),
        ],
        Message::BindingAcknowledgement(message) => vec![
            number("status", 6, 1, message.status.0),
            number("flags", 7, 1, message.flags.bits()),
            number("sequence", 8, 2, message.sequence),
            number("lifetime", 10, 2, message.lifetime.0),
        ],
        Message::BindingError(message) => vec![
            number("status", 6, 1, message.status.0),
            octets("home_address", 8, &message.home_address.octets()),
        ],
        Message::Unknown(_) => return None,
        other => panic!("no fields are listed of {other:?}"),
    };
    if let Some(options) = message.options() {
        fields.push(octets("options", options.start(), options.as_octets()));
    }
    Some(fields)
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
