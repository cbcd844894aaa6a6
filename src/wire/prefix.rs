//! The lengths of prefixes.

use crate::error::{EmitError, EmitErrorKind};
use crate::wire::feature::arbitrary;
use core::fmt;
use core::net::Ipv6Addr;

/// Makes a length of prefixes of so many bits at most.
macro_rules! prefix_len {
    ($(#[$meta:meta])* $type:ident, $most:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        pub struct $type(u8);

        impl $type {
            #[doc = concat!("A prefix length, `None` above ", $most, ".")]
            #[must_use]
            #[inline]
            pub const fn new(bits: u8) -> Option<Self> {
                match bits {
                    0..=$most => Some(Self(bits)),
                    _ => None,
                }
            }

            /// The number of bits.
            #[must_use]
            #[inline]
            pub const fn get(self) -> u8 {
                self.0
            }
        }

        arbitrary! {
            $type: |u| Self(u.int_in_range(0..=$most)?);
        }
    };
}

prefix_len! {
    /// A prefix length, 0 to 128 bits.
    ///
    /// ```
    /// use mip6_wire::PrefixLen;
    ///
    /// let length = PrefixLen::new(64).unwrap();
    /// assert_eq!(length, PrefixLen::P64);
    /// assert_eq!(length.get(), 64);
    /// assert_eq!(length.network("2001:db8:1::100".parse()?), "2001:db8:1::".parse::<std::net::Ipv6Addr>()?);
    /// assert!(PrefixLen::new(129).is_none());
    /// # Ok::<(), core::net::AddrParseError>(())
    /// ```
    PrefixLen, 128
}

prefix_len! {
    /// The prefix length of an IPv4 network, 0 to 32 bits.
    Ipv4PrefixLen, 32
}

impl PrefixLen {
    /// No bits.
    pub const P0: Self = Self(0);

    /// 64 bits, the prefix length for autoconfigured addresses.
    pub const P64: Self = Self(64);

    /// 128 bits, the whole address.
    pub const P128: Self = Self(128);

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
    /// [`Value`](EmitErrorKind::Value) above 128.
    fn try_from(bits: u8) -> Result<Self, EmitError> {
        Self::new(bits).ok_or_else(|| EmitError::new(EmitErrorKind::Value, 0))
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
