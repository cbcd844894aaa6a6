//! MAG IPv6 Address (RFC 6705 Section 11.1), type 51.

use crate::wire::layout;
use core::net::Ipv6Addr;

layout! {
    /// The address of the other mobile access gateway of a localized route (RFC 6705 Section 11.1).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 51   |  Length = 18  |    Reserved   | Address Length|   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                  MAG IPv6 Address (16 octets)                 |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// Where the RFC is silent: an Address Length other than 128 does not change how the address is read.
    pub struct MagIpv6Address: option MAG_IPV6_ADDRESS {
        _ @ 2: [u8; 1],
        /// Address Length, in bits: 128.
        address_len @ 3: u8 where |bits| bits == 128, else FIELD_VALUE,
        /// MAG IPv6 Address.
        address @ 4: Ipv6Addr,
    }
}

impl MagIpv6Address {
    /// The option for an address.
    #[must_use]
    pub const fn new(address: Ipv6Addr) -> Self {
        Self { address_len: 128, address }
    }
}
