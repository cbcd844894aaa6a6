//! `INTERNAL_IP4_DHCP` (RFC 7296 Section 3.15.1), attribute type 6.

use super::content::request_or;
use core::net::Ipv4Addr;

request_or! {
    /// `INTERNAL_IP4_DHCP`, attribute type 6 (RFC 7296 Section 3.15.1): where the host sends its DHCP requests.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |R|      Attribute Type = 6     |        Length = 0 or 4        |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                          IPv4 Address                         |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "INTERNAL_IP4_DHCP")]
    InternalIp4Dhcp: INTERNAL_IP4_DHCP {
        /// Octets 4 to 7 of Length 4: the address.
        Address(Ipv4Addr), 4
    }
}
