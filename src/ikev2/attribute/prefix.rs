//! IPv6 prefixes as attributes hold them: 16 octets and a length.

use super::content::Content;
use crate::error::{ParseError, ParseErrorKind};
use crate::wire::layout::field;
use crate::wire::{Field, PrefixLen, arbitrary, read};
use core::net::Ipv6Addr;

/// An IPv6 prefix and its length, as attributes hold them.
///
/// ```
/// use mip6_wire::{PrefixLen, ikev2::Ipv6Prefix};
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

/// Makes what an address and its prefix length have in common, in an attribute of whatever form.
macro_rules! prefix {
    ($type:ident) => {
        impl $type {
            /// The prefix with the bits after it cleared. RFC 5739 Section 5.2: they "MUST be set to zero by the sender and
            /// MUST be ignored by the receiver."
            #[must_use]
            pub fn network(&self) -> core::net::Ipv6Addr {
                self.prefix_len.network(self.prefix)
            }

            /// Whether a bit after the prefix is set.
            #[must_use]
            pub fn has_stray_bits(&self) -> bool {
                self.prefix_len.has_stray_bits(self.prefix)
            }

            pub(super) fn stray_bits(&self) -> $crate::Deviations {
                let mut found = $crate::Deviations::empty();
                found.set($crate::Deviations::PREFIX_BITS, self.has_stray_bits());
                found
            }
        }

        /// The prefix without stray bits, a slash, and its length.
        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, "{}/{}", self.network(), self.prefix_len)
            }
        }
    };
}

pub(super) use prefix;

prefix!(Ipv6Prefix);

impl Content<17> for Ipv6Prefix {
    #[inline(always)]
    fn read(octets: &[u8; 17]) -> Result<Self, ParseError> {
        let (prefix, prefix_len) = parse(octets, 4)?;
        Ok(Self { prefix, prefix_len })
    }

    #[inline(always)]
    fn octets(self) -> [u8; 17] {
        octets(self.prefix, self.prefix_len)
    }

    fn list<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        out(field("prefix", 4, &self.prefix));
        out(field("prefix_len", 20, &self.prefix_len));
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
    *last = length.get();
    octets
}

arbitrary! {
    Ipv6Prefix: |u| Self { prefix: u.arbitrary()?, prefix_len: u.arbitrary()? };
}
