//! Prefix lengths, and IPv6 prefixes as attributes hold them: 16 octets and a length.

use crate::error::{EmitError, ParseError, ParseErrorKind};
use crate::wire::read;
use core::fmt;
use core::net::Ipv6Addr;

/// A prefix length, 0 to 128 bits.
///
/// ```
/// use mip6_wire::ikev2::PrefixLen;
///
/// let length = PrefixLen::new(64).unwrap();
/// assert_eq!(length, PrefixLen::P64);
/// assert_eq!(length.get(), 64);
/// assert_eq!(length.network("2001:db8:1::100".parse()?), "2001:db8:1::".parse::<std::net::Ipv6Addr>()?);
/// assert!(PrefixLen::new(129).is_none());
/// # Ok::<(), core::net::AddrParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct PrefixLen(u8);

impl PrefixLen {
    /// 64 bits, the prefix length for autoconfigured addresses.
    pub const P64: Self = Self(64);

    /// 128 bits, the whole address.
    pub const P128: Self = Self(128);

    /// A prefix length, `None` above 128.
    #[must_use]
    #[inline]
    pub const fn new(bits: u8) -> Option<Self> {
        match bits {
            0..=128 => Some(Self(bits)),
            _ => None,
        }
    }

    /// The number of bits.
    #[must_use]
    #[inline]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// `address` with the bits after the prefix cleared.
    #[must_use]
    pub fn network(self, address: Ipv6Addr) -> Ipv6Addr {
        Ipv6Addr::from(u128::from(address) & !self.host_mask())
    }

    /// Whether a bit of `address` after the prefix is set.
    #[must_use]
    pub fn has_stray_bits(self, address: Ipv6Addr) -> bool {
        u128::from(address) & self.host_mask() != 0
    }

    /// The bits after the prefix.
    pub(crate) fn host_mask(self) -> u128 {
        // there is no shift by 128, and no bit is left then
        u128::MAX.checked_shr(self.0.into()).unwrap_or(0)
    }
}

impl TryFrom<u8> for PrefixLen {
    type Error = EmitError;

    /// # Errors
    ///
    /// [`Value`](crate::EmitErrorKind::Value) above 128.
    fn try_from(bits: u8) -> Result<Self, EmitError> {
        Self::new(bits).ok_or_else(|| EmitError::new(crate::EmitErrorKind::Value, 0))
    }
}

impl From<PrefixLen> for u8 {
    fn from(length: PrefixLen) -> Self {
        length.0
    }
}

impl fmt::Display for PrefixLen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An IPv6 prefix and its length, as attributes hold them.
///
/// ```
/// use mip6_wire::ikev2::{Ipv6Prefix, PrefixLen};
///
/// let prefix = Ipv6Prefix { prefix: "2001:db8:1::7".parse()?, prefix_len: PrefixLen::P64 };
/// assert!(prefix.has_stray_bits());
/// assert_eq!(prefix.to_string(), "2001:db8:1::/64");
/// # Ok::<(), core::net::AddrParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Ipv6Prefix {
    /// Octets 0 to 15 of the value: the prefix, and any bits after it.
    pub prefix: Ipv6Addr,
    /// Octet 16 of the value: the prefix length.
    pub prefix_len: PrefixLen,
}

impl Ipv6Prefix {
    /// The prefix with the bits after it cleared. RFC 5739 Section 5.2: they "MUST be set to zero by the sender and
    /// MUST be ignored by the receiver."
    #[must_use]
    pub fn network(&self) -> Ipv6Addr {
        self.prefix_len.network(self.prefix)
    }

    /// Whether a bit after the prefix is set.
    #[must_use]
    pub fn has_stray_bits(&self) -> bool {
        self.prefix_len.has_stray_bits(self.prefix)
    }
}

impl fmt::Display for Ipv6Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.network(), self.prefix_len)
    }
}

/// Reads an address and a prefix length at octet `at` of an attribute.
#[inline(always)]
pub(super) fn parse(octets: &[u8; 17], at: usize) -> Result<(Ipv6Addr, PrefixLen), ParseError> {
    let [address @ .., length] = octets;
    match PrefixLen::new(*length) {
        Some(length) => Ok((read::address(address), length)),
        None => Err(prefix_length_error(at)),
    }
}

#[cold]
fn prefix_length_error(at: usize) -> ParseError {
    ParseError::new(ParseErrorKind::PrefixLength, at.wrapping_add(16))
}

/// The octets of an address and a prefix length.
#[inline(always)]
pub(super) fn octets(prefix: Ipv6Addr, length: PrefixLen) -> [u8; 17] {
    let mut octets = [0; 17];
    let [address @ .., last] = &mut octets;
    *address = prefix.octets();
    *last = length.0;
    octets
}
