//! `P_CSCF_IP6_ADDRESS` (RFC 7651 Section 4), attribute type 21.

use super::content::request_or;
use core::net::Ipv6Addr;

request_or! {
    /// `P_CSCF_IP6_ADDRESS`, attribute type 21 (RFC 7651 Section 4): a Proxy-Call Session Control Function of the
    /// network.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |R|     Attribute Type = 21     |        Length = 0 or 16       |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                P-CSCF IPv6 Address (16 octets)                |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "P_CSCF_IP6_ADDRESS")]
    PCscfIp6Address: P_CSCF_IP6_ADDRESS {
        /// Octets 4 to 19 of Length 16: the address.
        Address(Ipv6Addr), 16
    }
}
