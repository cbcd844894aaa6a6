//! Which addresses a mobile node can have, and which ones can be answered.

use core::net::Ipv6Addr;

/// Whether an address can be a home address or a care-of address: unicast, and routable (RFC 6275 Section 3.1).
///
/// Such an address is a global or a unique local one. The unspecified, the loopback, link-local and multicast addresses are
/// none.
///
/// ```
/// use mip6_wire::is_unicast_routable;
///
/// assert!(is_unicast_routable("2001:db8:1::100".parse()?));
/// assert!(is_unicast_routable("fd00::1".parse()?));
/// assert!(!is_unicast_routable("fe80::1".parse()?));
/// # Ok::<(), core::net::AddrParseError>(())
/// ```
#[must_use]
pub const fn is_unicast_routable(address: Ipv6Addr) -> bool {
    is_routable(&address.octets())
}

#[inline(never)]
pub(crate) const fn is_routable(address: &[u8; 16]) -> bool {
    match address {
        // :: and ::1
        [0, ..] => u128::from_be_bytes(*address) > 1,
        // ff00::/8, and fe80::/10
        [0xff, ..] | [0xfe, 0x80..=0xbf, ..] => false,
        _ => true,
    }
}

/// Whether an address is that of a single node: neither the unspecified nor a multicast address.
#[inline(never)]
pub(crate) const fn is_unicast(address: &[u8; 16]) -> bool {
    let number = u128::from_be_bytes(*address);
    number != 0 && number >> 120 != 0xff
}
