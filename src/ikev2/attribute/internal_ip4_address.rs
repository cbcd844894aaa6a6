//! `INTERNAL_IP4_ADDRESS` (RFC 7296 Section 3.15.1), attribute type 1.

use super::content::request_or;
use core::net::Ipv4Addr;

request_or! {
    /// `INTERNAL_IP4_ADDRESS`, attribute type 1 (RFC 7296 Section 3.15.1): an address on the internal network, wished
    /// for in a request and assigned in a reply.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |R|      Attribute Type = 1     |        Length = 0 or 4        |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                          IPv4 Address                         |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "INTERNAL_IP4_ADDRESS")]
    InternalIp4Address: INTERNAL_IP4_ADDRESS {
        /// Octets 4 to 7 of Length 4: the address.
        Address(Ipv4Addr), 4
    }
}
