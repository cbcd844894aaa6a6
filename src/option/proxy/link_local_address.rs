//! Link-local Address (RFC 5213 Section 8.7), type 26.

use crate::wire::layout;
use core::net::Ipv6Addr;

layout! {
    /// The link-local address that the mobile access gateways use on the mobile node's link (RFC
    /// 5213 Section 8.7). The unspecified address asks the anchor for one.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 26   |  Length = 16  |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                 Link-local Address (16 octets)                |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct LinkLocalAddress: option LINK_LOCAL_ADDRESS {
        /// Link-local Address.
        address @ 2: Ipv6Addr,
    }
}
