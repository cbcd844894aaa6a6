//! Mobile Node Link-local Address Interface Identifier (RFC 5949 Section 6.2.3), type 42.

use crate::wire::layout;

layout! {
    /// The interface identifier of the link-local address that the mobile node has in the previous access network (RFC 5949
    /// Section 6.2.3).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 42   |  Length = 10  |           Reserved            |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                Interface Identifier (8 octets)                |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "MN LLA-IID")]
    pub struct MobileNodeLinkLocalAddressInterfaceIdentifier: option MOBILE_NODE_LINK_LOCAL_ADDRESS_INTERFACE_IDENTIFIER {
        _ @ 2: [u8; 2],
        /// Interface Identifier.
        interface_identifier @ 4: [u8; 8],
    }
}
