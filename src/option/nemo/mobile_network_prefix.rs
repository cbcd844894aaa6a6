//! Mobile Network Prefix (RFC 3963 Section 4.3), type 6.

use crate::wire::{PrefixLen, layout};
use core::net::Ipv6Addr;

layout! {
    /// A prefix of the network that a mobile router moves with (RFC 3963 Section 4.3): in a Binding
    /// Update to its home agent, one option a prefix.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |    Type = 6   |  Length = 18  |    Reserved   | Prefix Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |               Mobile Network Prefix (16 octets)               |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "NEMO")]
    pub struct MobileNetworkPrefix: option MOBILE_NETWORK_PREFIX {
        _ @ 2: [u8; 1],
        /// Prefix Length, in bits.
        prefix_len @ 3: PrefixLen,
        /// Mobile Network Prefix. The RFC says nothing of the bits after the prefix.
        prefix @ 4: Ipv6Addr,
    }
}
