//! A mobile node, by its two addresses.

use crate::wire::debug;
use core::net::Ipv6Addr;

/// A mobile node: who it is, and where.
///
/// ```
/// use mip6_wire::ipv6::MobileNode;
///
/// let node = MobileNode {
///     home_address: "2001:db8:1::100".parse()?,
///     care_of_address: "2001:db8:2::55".parse()?,
/// };
/// assert!(!node.is_at_home());
/// # Ok::<(), core::net::AddrParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MobileNode {
    /// Its home address.
    pub home_address: Ipv6Addr,
    /// Its care-of address; the home address, if it is at home.
    pub care_of_address: Ipv6Addr,
}

impl MobileNode {
    /// Whether it is at home: its care-of address is its home address.
    #[must_use]
    pub fn is_at_home(&self) -> bool {
        // numbers, where arrays are compared by `memcmp`
        let number = |address: Ipv6Addr| u128::from_ne_bytes(address.octets());
        number(self.home_address) == number(self.care_of_address)
    }
}

debug! {
    MobileNode: "MobileNode {{ is_at_home: {}, .. }}", |node| node.is_at_home();
}
