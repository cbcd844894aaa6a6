//! `MIP6_HOME_PREFIX` (RFC 5026 Section 8.2), attribute type 16.

use super::content::{Content, request_or};
use super::prefix::prefix;
use super::{CfgType, PrefixLen};
use crate::error::ParseError;
use crate::wire::layout::field;
use crate::wire::{Field, Seconds32, arbitrary};
use core::net::Ipv6Addr;

request_or! {
    /// `MIP6_HOME_PREFIX`, attribute type 16 (RFC 5026 Section 8.2): a mobile node asks for a home prefix, or a home
    /// agent assigns one.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |R|      Attribute Type = 16    |       Length = 0 or 21        |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                         Prefix Lifetime                       |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                    Home Prefix (16 octets)                    |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Prefix Length |                                                  24
    /// +-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// The text of the RFC about Length names the prefix before the lifetime. The figure has the lifetime first, and so
    /// has this crate.
    ///
    /// RFC 5026 Section 8.2: "When the `MIP6_HOME_PREFIX` attribute is included by the Mobile Node in the `CFG_REQUEST`
    /// payload, the value of the Length field is 0. When the `MIP6_HOME_PREFIX` attribute is included in the `CFG_REPLY`
    /// payload by the Home Agent, the value of the Length field is 21". Both lengths are
    /// accepted in every payload, since an attribute does not know its payload. [`is_proper_in`](Self::is_proper_in),
    /// [`asks_in`](Self::asks_in) and [`assigned_in`](Self::assigned_in) take the CFG Type of the payload.
    ///
    /// ```
    /// use mip6_wire::ikev2::{CfgType, ConfigAttributes, Mip6HomePrefix};
    ///
    /// let octets = [
    ///     0, 16, 0, 21, 0, 1, 0x51, 0x80,
    ///     0x20, 1, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 64,
    /// ];
    /// let attribute = ConfigAttributes::new(&octets, 8).find::<Mip6HomePrefix>()?.unwrap();
    /// let prefix = attribute.assigned_in(CfgType::REPLY).unwrap();
    /// assert_eq!(prefix.to_string(), "2001:db8:1::/64");
    /// assert_eq!(prefix.lifetime, 86400);
    ///
    /// // in a request, a prefix is only an odd way to ask for one
    /// assert!(!attribute.is_proper_in(CfgType::REQUEST));
    /// assert!(attribute.asks_in(CfgType::REQUEST));
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[doc(alias = "MIP6_HOME_PREFIX")]
    Mip6HomePrefix: MIP6_HOME_PREFIX {
        /// Length 21, in a `CFG_REPLY`.
        Assigned(HomePrefix), 21, audit HomePrefix::stray_bits
    }
}

impl Mip6HomePrefix {
    /// Whether this is the right form for a payload of type `cfg_type`: empty in `CFG_REQUEST`, a prefix in
    /// `CFG_REPLY`.
    ///
    /// `CFG_SET` and `CFG_ACK` have no use yet. RFC 7296 Section 3.15.1 says that the former holds values and the
    /// latter none. No form is right for other types.
    #[must_use]
    pub const fn is_proper_in(&self, cfg_type: CfgType) -> bool {
        match self {
            Self::Request => matches!(cfg_type, CfgType::REQUEST | CfgType::ACK),
            Self::Assigned(_) => matches!(cfg_type, CfgType::REPLY | CfgType::SET),
        }
    }

    /// Whether the attribute asks for a prefix in a payload of type `cfg_type`: in a `CFG_REQUEST` it does.
    ///
    /// RFC 5026 does not define a prefix in a request. It is ignored.
    #[must_use]
    pub const fn asks_in(&self, cfg_type: CfgType) -> bool {
        matches!(cfg_type, CfgType::REQUEST)
    }

    /// The prefix that the attribute assigns in a payload of type `cfg_type`: in a `CFG_REPLY` its prefix, otherwise
    /// `None`.
    ///
    /// RFC 5026 does not define an empty attribute in a reply. It assigns no prefix.
    #[must_use]
    pub const fn assigned_in(&self, cfg_type: CfgType) -> Option<HomePrefix> {
        match (self, cfg_type) {
            (Self::Assigned(prefix), CfgType::REPLY) => Some(*prefix),
            _ => None,
        }
    }
}

/// The home prefix from which a mobile node forms its home address, by
/// [`auto_configure`](crate::bootstrap::auto_configure).
///
/// The representation in memory is no promise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[repr(C)] // the prefix first: see where the rows of `ConfigAttribute` are
#[doc(alias = "HNP", alias = "home network prefix")]
pub struct HomePrefix {
    /// Octets 8 to 23: Home Prefix. A sender clears the bits after the prefix. [`network`](Self::network) masks them.
    pub prefix: Ipv6Addr,
    /// Octets 4 to 7: Prefix Lifetime. RFC 5026 gives neither a unit nor special values. Seconds are the natural
    /// unit. An implementation in use sends 0, so 0 does not mean "expired".
    pub lifetime: u32,
    /// Octet 24: Prefix Length.
    pub prefix_len: PrefixLen,
}

impl Content<21> for HomePrefix {
    #[inline(always)]
    fn read(octets: &[u8; 21]) -> Result<Self, ParseError> {
        let [l0, l1, l2, l3, rest @ ..] = octets;
        let (prefix, prefix_len) = super::prefix::parse(rest, 8)?;
        Ok(Self { lifetime: u32::from_be_bytes([*l0, *l1, *l2, *l3]), prefix, prefix_len })
    }

    #[inline(always)]
    fn octets(self) -> [u8; 21] {
        let mut octets = [0; 21];
        let [l0, l1, l2, l3, rest @ ..] = &mut octets;
        [*l0, *l1, *l2, *l3] = self.lifetime.to_be_bytes();
        *rest = super::prefix::octets(self.prefix, self.prefix_len);
        octets
    }

    fn list<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        out(field("lifetime", 4, &Seconds32(self.lifetime)));
        out(field("prefix", 8, &self.prefix));
        out(field("prefix_len", 24, &self.prefix_len));
    }
}

prefix!(HomePrefix);

arbitrary! {
    HomePrefix: |u| Self {
        prefix: u.arbitrary()?,
        lifetime: u.arbitrary()?,
        prefix_len: u.arbitrary()?,
    };
}
