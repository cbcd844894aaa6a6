//! The home address that an IKEv2 daemon hands over, in the payloads of `IKE_AUTH` as it has decrypted them.

use crate::Outcome;
use data_encoding::HEXLOWER_PERMISSIVE;
use mip6_wire::bootstrap::{HomeAddressAssignment, auto_configure, home_address_assignment};
use mip6_wire::ikev2::{PayloadType, Payloads};
use std::net::Ipv6Addr;

/// The home address that the reply assigns, or that is formed from its prefix and the interface identifier (RFC 5026
/// Section 5.3.2). The text is the number of the first payload, and the octets of the chain.
///
/// # Errors
///
/// What is no such text, what is malformed, and what the home agent refuses.
pub fn home_address(chain: &str, interface_id: [u8; 8]) -> Outcome<Ipv6Addr> {
    let (first, digits) = chain
        .trim()
        .split_once(char::is_whitespace)
        .ok_or("no number and octets of an IKEv2 chain")?;
    let octets = HEXLOWER_PERMISSIVE.decode(digits.trim().as_bytes())?;
    let payloads = Payloads::new(PayloadType(first.parse()?), &octets);
    match home_address_assignment(payloads)? {
        HomeAddressAssignment::AutoConfigure(prefix) => Ok(auto_configure(&prefix, interface_id)?),
        HomeAddressAssignment::UseAssigned(address) => Ok(address),
        HomeAddressAssignment::Refused(refusal) => Err(refusal.to_string().into()),
    }
}
