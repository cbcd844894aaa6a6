//! Fast Neighbor Advertisement (RFC 4068 Section 6.3.3), MH Type 10.

use crate::wire::layout;

layout! {
    /// A mobile node announces itself to its new access router (RFC 4068 Section 6.3.3). RFC 5568
    /// has a message of Neighbor Discovery in its place.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Checksum            |           Reserved            |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// It has a [`MobilityHeaderLinkLayerAddress`](crate::option::fast::MobilityHeaderLinkLayerAddress). RFC 4068 lets
    /// Payload Proto be 41, IPv6, with a Fast Binding Update behind the message; to RFC 6275 that is an error, and to this
    /// crate.
    #[doc(alias = "FNA")]
    pub struct FastNeighborAdvertisement<'a>: message FAST_NEIGHBOR_ADVERTISEMENT, options @ 8 {
        _ @ 6: [u8; 2],
    }
}
