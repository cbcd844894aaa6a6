//! Mobile Node Link-layer Identifier (RFC 5213 Section 8.6), type 25.

use crate::wire::layout;

layout! {
    /// The link-layer address of the mobile node's interface (RFC 5213 Section 8.6). It names a
    /// device and so a person: `Debug` shows its length.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 25   |     Length    |            Reserved           |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                  Link-layer Identifier ...                        4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// # Where the RFC is silent
    ///
    /// The RFC names no least length: an option without an identifier is refused. It asks for an alignment "based on the size
    /// of the identifier": 2n puts addresses of EUI-48 and EUI-64 on their 16-bit boundaries.
    #[doc(alias = "MAC address")]
    pub struct MobileNodeLinkLayerIdentifier<'a>: option MOBILE_NODE_LINK_LAYER_IDENTIFIER, never [
        // RFC 5213 Section 6.9.1.1: the option is left out then
        FIELD_VALUE: |option| option.identifier.iter().all(|octet| *octet == 0),
    ] {
        _ @ 2: [u8; 2],
        1..
        /// Link-layer Identifier, in the form that RFC 4861 Section 4.6 gives link-layer addresses.
        identifier @ 4: &'a [u8],
    }
}
