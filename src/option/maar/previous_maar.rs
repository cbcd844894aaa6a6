//! Previous MAAR (RFC 8885 Section 4.5), type 67.

use crate::wire::{PrefixLen, layout};
use core::net::Ipv6Addr;

layout! {
    /// An earlier MAAR of a mobile node, and the prefix that is anchored to it (RFC 8885 Section
    /// 4.5): in a Proxy Binding Acknowledgement of the central mobility database (CMD) to a MAAR.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 67   |  Length = 34  |    Reserved   | Prefix Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                   Previous MAAR (16 octets)                   |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                Home Network Prefix (16 octets)                |  20
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "DMM")]
    pub struct PreviousMaar: option PREVIOUS_MAAR {
        _ @ 2: [u8; 1],
        /// Prefix Length, in bits: of the Home Network Prefix.
        prefix_len @ 3: PrefixLen,
        /// Previous MAAR, its global address.
        previous_maar @ 4: Ipv6Addr,
        /// Home Network Prefix. The bits after the prefix are ignored.
        home_network_prefix @ 20: Ipv6Addr,
    }
}
