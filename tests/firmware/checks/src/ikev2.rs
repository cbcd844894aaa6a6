//! IKEv2: a `CFG_REQUEST` for a home prefix in, a `CFG_REPLY` with one out.

use crate::{Check, vectors};
use core::hint::black_box;
use core::net::Ipv6Addr;
use mip6_wire::bootstrap::{
    HomeAddressAssignment, HomeAddressPolicy, auto_configure, home_address_assignment,
    home_address_reply, request_home_prefix,
};
use mip6_wire::ikev2::{
    CfgType, Configuration, HomePrefix, PayloadType, Payloads, PayloadsBuilder, PrefixLen,
};

const HOME_PREFIX: HomePrefix = HomePrefix {
    lifetime: 86400,
    prefix: Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0),
    prefix_len: PrefixLen::P64,
};

pub(crate) const CHECKS: &[Check] = &[
    ("a home agent answers the CFG_REQUEST octet by octet", || reply().is_some()),
    ("a mobile node sends the CFG_REQUEST octet by octet", || request().is_some()),
    ("a mobile node forms its home address from the CFG_REPLY", || assignment().is_some()),
    ("every strict prefix of a payload is refused", prefixes),
];

/// The octets as a chain of payloads, as ones that the compiler knows nothing about.
fn received(octets: &'static [u8]) -> Payloads<'static> {
    Payloads::new(PayloadType::CONFIGURATION, black_box(octets))
}

fn reply() -> Option<()> {
    let request: Configuration<'_> = received(&vectors::CONFIGURATION_REQUEST).find().ok()??;
    #[cfg(feature = "defmt")]
    defmt::println!("{}", request);
    (request.cfg_type == CfgType::REQUEST && request.asks_for_home_prefix().ok()?).then_some(())?;
    let mut buffer = [0xaa; 64];
    let policy = HomeAddressPolicy::AutoConfiguration(HOME_PREFIX);
    let reply = home_address_reply(received(&vectors::CONFIGURATION_REQUEST), &policy).ok()?;
    let builder = reply.emit(PayloadsBuilder::new(&mut buffer)).ok()?;
    let length = builder.finish().ok()?.as_octets().len();
    let (written, untouched) = buffer.split_at_checked(length)?;
    (written == vectors::CONFIGURATION_REPLY && untouched.iter().all(|&octet| octet == 0xaa))
        .then_some(())
}

fn request() -> Option<()> {
    let mut buffer = [0xaa; 64];
    let payloads = request_home_prefix(PayloadsBuilder::new(&mut buffer)).ok()?.finish().ok()?;
    (payloads.first() == PayloadType::CONFIGURATION).then_some(())?;
    (payloads.as_octets() == vectors::CONFIGURATION_REQUEST).then_some(())
}

fn assignment() -> Option<()> {
    let assignment = home_address_assignment(received(&vectors::CONFIGURATION_REPLY)).ok()?;
    let HomeAddressAssignment::AutoConfigure(prefix) = assignment else {
        return None;
    };
    let address = auto_configure(&prefix, [0, 0, 0, 0, 0, 0, 1, 0]).ok()?;
    (prefix == HOME_PREFIX && address == Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0x100))
        .then_some(())
}

fn prefixes() -> bool {
    let octets = black_box(&vectors::CONFIGURATION_REPLY);
    (0..octets.len()).all(|length| {
        octets.get(..length).is_some_and(|octets| {
            Payloads::new(PayloadType::CONFIGURATION, octets).check().is_err()
        })
    })
}
