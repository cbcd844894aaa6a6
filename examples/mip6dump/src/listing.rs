//! The fields of IKEv2 payloads and attributes, in wire order.

use mip6_wire::ikev2::{
    ConfigAttribute, HomeAgentAddress, Identification, InternalIp6Address, InternalIp6Dns,
    InternalIp6Prefix, InternalIp6Subnet, Ipv6Prefix, Mip6HomePrefix, Payload,
};
use mip6_wire::{Field, Value};
use std::time::Duration;

type Out<'o> = &'o mut dyn FnMut(Field<'_>);

/// Hands out one field after the other.
struct Row<'o> {
    out: Out<'o>,
    at: usize,
}

impl Row<'_> {
    fn add(mut self, name: &'static str, octets: usize, value: Value<'_>) -> Self {
        (self.out)(Field::new(name, self.at, octets, value));
        self.at += octets;
        self
    }

    fn reserved(self, octets: usize) -> Self {
        self.add("reserved", octets, Value::Reserved)
    }

    fn octets(self, name: &'static str, octets: &[u8]) -> Self {
        self.add(name, octets.len(), Value::Octets(octets))
    }

    fn number(self, name: &'static str, octets: usize, number: impl Into<u64>) -> Self {
        self.add(name, octets, Value::Number(number.into()))
    }
}

/// The fields of a payload, its attributes aside; none if it is not decoded.
pub fn payload(payload: &Payload<'_>, out: Out<'_>) {
    let row = Row { out, at: 4 };
    match payload {
        Payload::IdentificationInitiator(id) => identification(row, &id.0),
        Payload::IdentificationResponder(id) => identification(row, &id.0),
        Payload::Notify(notify) => row
            .add(
                "protocol_id",
                1,
                Value::Code(notify.protocol_id.0.into(), notify.protocol_id.name()),
            )
            .number(
                "spi_size",
                1,
                u8::try_from(notify.spi.len()).unwrap_or(u8::MAX),
            )
            .add(
                "notify_type",
                2,
                Value::Code(notify.notify_type.0.into(), notify.notify_type.name()),
            )
            .octets("spi", notify.spi)
            .octets("data", notify.data),
        Payload::Configuration(configuration) => {
            let cfg_type = configuration.cfg_type;
            row.add(
                "cfg_type",
                1,
                Value::Code(cfg_type.0.into(), cfg_type.name()),
            )
            .reserved(3)
        }
        _ => row,
    };
}

fn identification<'o>(row: Row<'o>, id: &Identification<'_>) -> Row<'o> {
    let value = match id.identity() {
        Ok(_) => Value::Text(id.data),
        Err(_) => Value::Octets(id.data),
    };
    row.add(
        "id_type",
        1,
        Value::Code(id.id_type.0.into(), id.id_type.name()),
    )
    .reserved(3)
    .add("data", id.data.len(), value)
}

/// The fields of an attribute; none if it is empty or not decoded.
pub fn attribute(attribute: &ConfigAttribute<'_>, out: Out<'_>) {
    let row = Row { out, at: 4 };
    match attribute {
        ConfigAttribute::Mip6HomePrefix(Mip6HomePrefix::Assigned(home)) => {
            let lifetime = Duration::from_secs(home.lifetime.into());
            row.add(
                "lifetime",
                4,
                Value::Duration(home.lifetime.into(), lifetime),
            )
            .add("prefix", 16, Value::Ipv6(home.prefix))
            .number("prefix_len", 1, home.prefix_len.get())
        }
        ConfigAttribute::InternalIp6Address(InternalIp6Address::Address {
            address,
            prefix_len,
        }) => {
            row.add("address", 16, Value::Ipv6(*address))
                .number("prefix_len", 1, prefix_len.get())
        }
        ConfigAttribute::InternalIp6Dns(InternalIp6Dns::Address(address)) => {
            row.add("address", 16, Value::Ipv6(*address))
        }
        ConfigAttribute::InternalIp6Prefix(InternalIp6Prefix::Prefix(prefix))
        | ConfigAttribute::InternalIp6Subnet(InternalIp6Subnet::Subnet(prefix)) => {
            let Ipv6Prefix { prefix, prefix_len } = *prefix;
            row.add("prefix", 16, Value::Ipv6(prefix))
                .number("prefix_len", 1, prefix_len.get())
        }
        ConfigAttribute::HomeAgentAddress(HomeAgentAddress::Address { ipv6, ipv4 }) => {
            let row = row.add("ipv6", 16, Value::Ipv6(*ipv6));
            match ipv4 {
                Some(ipv4) => row.add("ipv4", 4, Value::Ipv4(*ipv4)),
                None => row,
            }
        }
        ConfigAttribute::SupportedAttributes(supported) => {
            row.octets("attributes", supported.as_octets())
        }
        ConfigAttribute::ApplicationVersion(version) => row.add(
            "version",
            version.version.len(),
            Value::Text(version.version),
        ),
        _ => row,
    };
}
