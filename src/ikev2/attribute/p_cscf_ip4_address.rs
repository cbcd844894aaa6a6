//! `P_CSCF_IP4_ADDRESS` (RFC 7651 Section 3), attribute type 20.

use super::content::request_or;
use core::net::Ipv4Addr;

request_or! {
    /// `P_CSCF_IP4_ADDRESS`, attribute type 20 (RFC 7651 Section 3): a Proxy-Call Session Control Function of the
    /// network.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |R|     Attribute Type = 20     |        Length = 0 or 4        |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      P-CSCF IPv4 Address                      |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "P_CSCF_IP4_ADDRESS")]
    PCscfIp4Address: P_CSCF_IP4_ADDRESS {
        /// Octets 4 to 7 of Length 4: the address.
        Address(Ipv4Addr), 4
    }
}
