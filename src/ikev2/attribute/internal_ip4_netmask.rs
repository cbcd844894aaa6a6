//! `INTERNAL_IP4_NETMASK` (RFC 7296 Section 3.15.1), attribute type 2.

use super::content::request_or;
use core::net::Ipv4Addr;

request_or! {
    /// `INTERNAL_IP4_NETMASK`, attribute type 2 (RFC 7296 Section 3.15.1): the netmask of the internal network.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |R|      Attribute Type = 2     |        Length = 0 or 4        |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                            Netmask                            |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "INTERNAL_IP4_NETMASK")]
    InternalIp4Netmask: INTERNAL_IP4_NETMASK {
        /// Octets 4 to 7 of Length 4: the netmask, listed as `address`. It is never sent in a request.
        Netmask(Ipv4Addr), 4
    }
}
