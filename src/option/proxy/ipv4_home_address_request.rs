//! IPv4 Home Address Request (RFC 5844 Section 3.3.1), type 36.

use crate::wire::{Ipv4PrefixLen, layout};
use core::net::Ipv4Addr;

layout! {
    /// The IPv4 home address that the mobile node is to get (RFC 5844 Section 3.3.1).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 36   |   Length = 6  |  Pref-len |      Reserved     |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                       IPv4 Home Address                       |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// # Where the RFC is silent
    ///
    /// No answer is given to a Prefix-len above 32: the option is refused.
    pub struct Ipv4HomeAddressRequest: option IPV4_HOME_ADDRESS_REQUEST {
        /// The six high bits: Prefix-len.
        prefix_len @ 2: Ipv4PrefixLen,
        _ @ 3: [u8; 1],
        /// IPv4 home address; 0.0.0.0 lets the anchor choose.
        home_address @ 4: Ipv4Addr,
    }
}
