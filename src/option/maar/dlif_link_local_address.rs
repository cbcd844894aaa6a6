//! DLIF Link-Local Address (RFC 8885 Section 4.7), type 69.

use crate::wire::layout;
use core::net::Ipv6Addr;

layout! {
    /// The link-local address that the serving MAAR gives a distributed logical interface (DLIF,
    /// RFC 8885 Section 4.7): in a Proxy Binding Acknowledgement.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 69   |  Length = 16  |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |              DLIF Link-Local Address (16 octets)              |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct DlifLinkLocalAddress: option DLIF_LINK_LOCAL_ADDRESS {
        /// DLIF Link-Local Address.
        link_local_address @ 2: Ipv6Addr,
    }
}
