//! Mobility Header Link-Layer Address (RFC 5568 Section 6.4.4), type 7.

use crate::wire::{code_point, layout};

code_point! {
    /// Whose link-layer address an option holds (RFC 5568 Section 6.4.3). The option of the Mobility Header uses
    /// [`MOBILE_NODE`](Self::MOBILE_NODE) alone, the option of Neighbor Discovery all of them.
    LinkLayerAddressCode(u8) {
        WILDCARD = 0 "Wildcard",
        NEW_ACCESS_POINT = 1 "New access point",
        MOBILE_NODE = 2 "Mobile node",
        NEW_ACCESS_ROUTER = 3 "New access router",
        SOURCE = 4 "Source of the message",
        CURRENT_INTERFACE = 5 "Access point of the current interface",
        NO_PREFIX_INFORMATION = 6 "No prefix information available",
        NO_FAST_HANDOVER = 7 "No fast handover support available",
    }
}

layout! {
    /// The link-layer address of the mobile node that moves (RFC 5568 Section 6.4.4).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 7    |    Length     |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  Option-Code  |                     LLA ...                       2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// No octet of padding stands before the address or behind it.
    #[doc(alias = "MH-LLA")]
    pub struct MobilityHeaderLinkLayerAddress<'a>: option MOBILITY_HEADER_LINK_LAYER_ADDRESS {
        /// Option-Code.
        option_code @ 2: LinkLayerAddressCode,
        1..
        /// LLA, the link-layer address; 6 octets with Ethernet.
        link_layer_address @ 3: &'a [u8],
    }
}
