//! DLIF Link-Layer Address (RFC 8885 Section 4.8), type 70.

use crate::wire::layout;

layout! {
    /// The link-layer address that the serving MAAR gives a distributed logical interface (DLIF,
    /// RFC 8885 Section 4.8): in a Proxy Binding Acknowledgement.
    ///
    /// Where the RFC is silent: an empty address is malformed. The alignment is to suit the size of the address: 2n does, for
    /// all that Reserved leaves room for.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 70   |     Length    |            Reserved           |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                  DLIF Link-Layer Address ...                  |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct DlifLinkLayerAddress<'a>: option DLIF_LINK_LAYER_ADDRESS {
        _ @ 2: [u8; 2],
        1..
        /// DLIF Link-Layer Address, 1 to 253 octets; `Debug` shows their number.
        link_layer_address @ 4: &'a [u8],
    }
}
