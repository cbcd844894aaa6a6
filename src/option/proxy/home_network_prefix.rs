//! Home Network Prefix (RFC 5213 Section 8.3, RFC 7864 Section 4.1), type 22.

use crate::wire::{PrefixLen, flags, layout};
use core::net::Ipv6Addr;

flags! {
    /// The flags of the Home Network Prefix option, the octet at offset 2: all of it was reserved before RFC 7864.
    HomeNetworkPrefixFlags(u8) {
        /// The prefix is not on the link; it is there for flow mobility (RFC 7864).
        OFF_LINK = 0x80 "L" "Off-link",
    }
}

layout! {
    /// A prefix of the mobile node's home network (RFC 5213 Section 8.3). A Proxy Binding Update
    /// has at least one.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 22   |  Length = 18  |L|   Reserved  | Prefix Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                Home Network Prefix (16 octets)                |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// # Where the RFC is silent
    ///
    /// No answer is given to a Prefix Length above 128: the option is refused.
    #[doc(alias = "HNP")]
    pub struct HomeNetworkPrefix: option HOME_NETWORK_PREFIX {
        /// The L flag and seven Reserved bits.
        flags @ 2: HomeNetworkPrefixFlags,
        /// Prefix Length.
        prefix_len @ 3: PrefixLen,
        /// Home Network Prefix.
        prefix @ 4: Ipv6Addr,
    }
}

impl HomeNetworkPrefix {
    /// The prefix `::/0`: in a Proxy Binding Update, the request to assign prefixes (RFC 5213 Section 6.9.1.1).
    pub const ALL_ZERO: Self = Self {
        flags: HomeNetworkPrefixFlags::empty(),
        prefix_len: PrefixLen::P0,
        prefix: Ipv6Addr::UNSPECIFIED,
    };

    /// Whether the prefix is all zero, whatever its length: no prefix is asked for by name.
    #[must_use]
    pub const fn is_all_zero(&self) -> bool {
        self.prefix.is_unspecified()
    }
}
