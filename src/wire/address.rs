//! Kinds of IPv6 addresses.

use core::net::Ipv6Addr;

/// Whether an address is a unicast routable one, as RFC 6275 Sections 6.2.5, 9.3.1 and 9.5.1 ask: not unspecified,
/// loopback, link-local or multicast, and not an IPv4-mapped one, which stands for no IPv6 node.
///
/// ```
/// use mip6_wire::is_unicast_routable;
///
/// assert!(is_unicast_routable("2001:db8::1".parse()?));
/// assert!(!is_unicast_routable("fe80::1".parse()?));
/// assert!(!is_unicast_routable("ff02::1".parse()?));
/// # Ok::<(), core::net::AddrParseError>(())
/// ```
#[must_use]
pub const fn is_unicast_routable(address: Ipv6Addr) -> bool {
    !(address.is_unspecified()
        || address.is_loopback()
        || address.is_multicast()
        || address.is_unicast_link_local()
        || address.to_ipv4_mapped().is_some())
}
