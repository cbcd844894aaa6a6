//! LMA User-Plane Address (RFC 7389 Section 4), type 59.

use crate::wire::layout;
use core::net::IpAddr;

layout! {
    /// The address of a local mobility anchor for the traffic itself (RFC 7389 Section 4): in a
    /// Proxy Binding Acknowledgement, one option each for IPv4 and IPv6. In a Proxy Binding Update
    /// it has no address, or one of zeros.
    ///
    /// The RFC asks for the alignment 8n+2, which puts the address off its natural boundary: it is written so, and any is read.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 59   | Option Length |            Reserved           |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           LMA User-Plane Address (0, 4 or 16 octets)          |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct LmaUserPlaneAddress: option LMA_USER_PLANE_ADDRESS {
        _ @ 2: [u8; 2],
        0..
        /// LMA User-Plane Address, IPv4 or IPv6 as the length says: Option Length 2, 6 or 18.
        address @ 4: Option<IpAddr>,
    }
}
