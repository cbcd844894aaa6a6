//! Mobility Header IPv6 Address/Prefix (RFC 5568 Section 6.4.2), type 34.

use crate::wire::{PrefixLen, code_point, layout};
use core::net::Ipv6Addr;

code_point! {
    /// Which address or prefix a [`MobilityHeaderIpv6AddressPrefix`] holds (RFC 5568 Section 6.4.2).
    Ipv6AddressPrefixCode(u8) {
        OLD_CARE_OF_ADDRESS = 1 "Old care-of address",
        NEW_CARE_OF_ADDRESS = 2 "New care-of address",
        NEW_ACCESS_ROUTER_ADDRESS = 3 "Address of the new access router",
        NEW_ACCESS_ROUTER_PREFIX = 4 "Prefix of the new access router",
    }
}

layout! {
    /// An address or a prefix of a handover (RFC 5568 Section 6.4.2, whose figure gives it the type 17 of another registry:
    /// erratum 1816).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 34   |  Length = 18  |  Option-Code  | Prefix Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                IPv6 Address/Prefix (16 octets)                |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct MobilityHeaderIpv6AddressPrefix: option MOBILITY_HEADER_IPV6_ADDRESS_PREFIX {
        /// Option-Code.
        option_code @ 2: Ipv6AddressPrefixCode,
        /// Prefix Length, 0 to 128.
        prefix_len @ 3: PrefixLen,
        /// IPv6 address or prefix. A receiver ignores the bits behind a prefix.
        address @ 4: Ipv6Addr,
    }
}
