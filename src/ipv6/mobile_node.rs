//! A mobile node, by its two addresses.

use core::fmt;
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

/// Says whether the node is at home. Its addresses are left out: they identify a person.
impl fmt::Debug for MobileNode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MobileNode").field("is_at_home", &self.is_at_home()).finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for MobileNode {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "MobileNode {{ is_at_home: {=bool} }}", self.is_at_home());
    }
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
