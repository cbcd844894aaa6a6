//! IPv4 Default-Router Address (RFC 5844 Section 3.3.3), type 38.

use crate::wire::layout;
use core::net::Ipv4Addr;

layout! {
    /// The default router of the mobile node's IPv4 home network (RFC 5844 Section 3.3.3).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 38   |   Length = 6  |            Reserved           |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                  IPv4 Default-Router Address                  |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct Ipv4DefaultRouterAddress: option IPV4_DEFAULT_ROUTER_ADDRESS {
        _ @ 2: [u8; 2],
        /// IPv4 Default-Router Address.
        address @ 4: Ipv4Addr,
    }
}
