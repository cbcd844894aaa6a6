//! The fields of what the library decodes, in wire order, each with its name, its place and its value.

use mip6_wire::ikev2::{
    ConfigAttribute, HomeAgentAddress, Identification, InternalIp6Address, InternalIp6Dns,
    InternalIp6Prefix, InternalIp6Subnet, Ipv6Prefix, Mip6HomePrefix, Payload,
};
use mip6_wire::message::{
    BindingAcknowledgementFlags as AckFlags, BindingUpdateFlags as UpdateFlags, Lifetime,
};
use mip6_wire::{Message, MobilityOption};
use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::Duration;

/// A field; its offset counts from the first octet of the message, option, payload or attribute.
#[derive(Clone, Copy)]
pub struct Field<'v> {
    pub name: &'static str,
    pub offset: usize,
    pub octets: usize,
    pub value: Value<'v>,
}

#[derive(Clone, Copy)]
pub enum Value<'v> {
    Number(u64),
    /// A code point, and its registered name.
    Code(u32, Option<&'static str>),
    /// A flag word, and the flags that are defined for it.
    Flags(u32, &'static [Flag]),
    /// A time: the number on the wire, and how long that is.
    Duration(u64, Duration),
    Ipv6(Ipv6Addr),
    Ipv4(Ipv4Addr),
    Octets(&'v [u8]),
    Text(&'v [u8]),
    Identity(&'v [u8]),
    Reserved,
}

pub struct Flag {
    pub bits: u32,
    pub letter: &'static str,
    pub name: &'static str,
}

type Out<'o> = &'o mut dyn FnMut(Field<'_>);

const fn flag(bits: u32, letter: &'static str, name: &'static str) -> Flag {
    Flag { bits, letter, name }
}

const UPDATE_FLAGS: &[Flag] = &[
    flag(0x8000, "A", "Acknowledge"),
    flag(0x4000, "H", "Home Registration"),
    flag(0x2000, "L", "Link-Local Address Compatibility"),
    flag(0x1000, "K", "Key Management Mobility Capability"),
    flag(0x0800, "M", "MAP Registration"),
    flag(0x0400, "R", "Mobile Router"),
    flag(0x0200, "P", "Proxy Registration"),
    flag(0x0100, "F", "Force UDP Encapsulation"),
    flag(0x0080, "T", "TLV-header Format"),
    flag(0x0040, "B", "Bulk Binding Update"),
    flag(0x0020, "S", "Multicast Signaling"),
    flag(0x0010, "D", "Distributed Mobility Management"),
];
const ACK_FLAGS: &[Flag] = &[
    flag(0x80, "K", "Key Management Mobility Capability"),
    flag(0x40, "R", "Mobile Router"),
    flag(0x20, "P", "Proxy Registration"),
    flag(0x10, "T", "TLV-header Format"),
    flag(0x08, "B", "Bulk Binding Update"),
    flag(0x04, "S", "Multicast Signaling"),
    flag(0x02, "D", "Distributed Mobility Management"),
];
const DNS_FLAGS: &[Flag] = &[flag(0x80, "R", "Remove")];
const _: () = assert!(UpdateFlags::ACKNOWLEDGE.bits() == 0x8000);
const _: () = assert!(AckFlags::KEY_MANAGEMENT_MOBILITY_CAPABILITY.bits() == 0x80);

/// Hands out one field after the other.
struct Row<'o> {
    out: Out<'o>,
    at: usize,
}

impl Row<'_> {
    fn add(mut self, name: &'static str, octets: usize, value: Value<'_>) -> Self {
        (self.out)(Field {
            name,
            offset: self.at,
            octets,
            value,
        });
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

    fn lifetime(self, name: &'static str, lifetime: Lifetime) -> Self {
        let duration = Duration::from_secs(lifetime.as_secs().into());
        self.add(name, 2, Value::Duration(lifetime.0.into(), duration))
    }
}

/// The fields of a message, its options aside.
pub fn message(message: &Message<'_>, out: Out<'_>) {
    let row = Row { out, at: 6 };
    match message {
        Message::BindingRefreshRequest(_) => row.reserved(2),
        Message::HomeTestInit(test) => row
            .reserved(2)
            .octets("home_init_cookie", &test.home_init_cookie),
        Message::CareOfTestInit(test) => row
            .reserved(2)
            .octets("care_of_init_cookie", &test.care_of_init_cookie),
        Message::HomeTest(test) => row
            .number("home_nonce_index", 2, test.home_nonce_index)
            .octets("home_init_cookie", &test.home_init_cookie)
            .octets("home_keygen_token", &test.home_keygen_token),
        Message::CareOfTest(test) => row
            .number("care_of_nonce_index", 2, test.care_of_nonce_index)
            .octets("care_of_init_cookie", &test.care_of_init_cookie)
            .octets("care_of_keygen_token", &test.care_of_keygen_token),
        Message::BindingUpdate(update) => row
            .number("sequence", 2, update.sequence)
            .add(
                "flags",
                2,
                Value::Flags(update.flags.bits().into(), UPDATE_FLAGS),
            )
            .lifetime("lifetime", update.lifetime),
        Message::BindingAcknowledgement(ack) => row
            .add(
                "status",
                1,
                Value::Code(ack.status.0.into(), ack.status.name()),
            )
            .add("flags", 1, Value::Flags(ack.flags.bits().into(), ACK_FLAGS))
            .number("sequence", 2, ack.sequence)
            .lifetime("lifetime", ack.lifetime),
        Message::BindingError(error) => row
            .add(
                "status",
                1,
                Value::Code(error.status.0.into(), error.status.name()),
            )
            .reserved(1)
            .add("home_address", 16, Value::Ipv6(error.home_address)),
        _ => row,
    };
}

/// The fields of an option; none if it is not decoded.
pub fn option(option: &MobilityOption<'_>, out: Out<'_>) {
    let row = Row { out, at: 2 };
    match option {
        MobilityOption::BindingRefreshAdvice(advice) => {
            row.lifetime("refresh_interval", advice.refresh_interval)
        }
        MobilityOption::AlternateCareOfAddress(address) => {
            row.add("care_of_address", 16, Value::Ipv6(address.care_of_address))
        }
        MobilityOption::NonceIndices(indices) => {
            row.number("home", 2, indices.home)
                .number("care_of", 2, indices.care_of)
        }
        MobilityOption::BindingAuthorizationData(data) => {
            row.octets("authenticator", data.authenticator)
        }
        MobilityOption::DnsUpdate(update) => {
            let identity = update.identity.as_octets();
            row.add(
                "status",
                1,
                Value::Code(update.status.0.into(), update.status.name()),
            )
            .add(
                "flags",
                1,
                Value::Flags(update.flags.bits().into(), DNS_FLAGS),
            )
            .add("identity", identity.len(), Value::Identity(identity))
        }
        _ => row,
    };
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
