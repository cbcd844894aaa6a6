//! `INTERNAL_IP6_DHCP` (RFC 7296 Section 3.15.1), attribute type 12.

use super::content::request_or;
use core::net::Ipv6Addr;

request_or! {
    /// `INTERNAL_IP6_DHCP`, attribute type 12 (RFC 7296 Section 3.15.1): where the host sends its DHCP requests.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |R|     Attribute Type = 12     |        Length = 0 or 16       |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                    IPv6 Address (16 octets)                   |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "INTERNAL_IP6_DHCP")]
    InternalIp6Dhcp: INTERNAL_IP6_DHCP {
        /// Octets 4 to 19 of Length 16: the address.
        Address(Ipv6Addr), 16
    }
}
