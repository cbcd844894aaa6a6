//! Anchored Prefix (RFC 8885 Section 4.3), type 65.

use crate::wire::{PrefixLen, layout};
use core::net::Ipv6Addr;

layout! {
    /// A prefix of a mobile node that is anchored at the anchoring MAAR (RFC 8885 Section 4.3): in
    /// a Proxy Binding Update or Acknowledgement with the D flag.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 65   |  Length = 18  |    Reserved   | Prefix Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                  Anchored Prefix (16 octets)                  |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "DMM")]
    pub struct AnchoredPrefix: option ANCHORED_PREFIX {
        _ @ 2: [u8; 1],
        /// Prefix Length, in bits.
        prefix_len @ 3: PrefixLen,
        /// Anchored Prefix. The bits after the prefix are ignored.
        prefix @ 4: Ipv6Addr,
    }
}
