//! Handover Initiate (RFC 5568 Section 6.2.1.1, RFC 5949 Section 6.1.1), MH Type 14.

use crate::option::OptionType;
use crate::wire::{code_point, flags, layout};

flags! {
    /// The flags of a Handover Initiate, the octet at offset 8. In a Handover Acknowledge the last three stand one bit
    /// higher.
    HandoverInitiateFlags(u8) {
        /// The destination is asked for a new care-of address. Zero with the P flag, and with Code 1.
        ASSIGNED_ADDRESS_CONFIGURATION = 0x80 "S" "Assigned address configuration",
        /// The destination is asked to buffer packets for the mobile node.
        BUFFER = 0x40 "U" "Buffer",
        /// The handover is one of Proxy Mobile IPv6 (RFC 5949).
        PROXY = 0x20 "P" "Proxy",
        /// The destination is asked to forward packets for the mobile node (RFC 5949).
        FORWARDING = 0x10 "F" "Forwarding",
    }
}

code_point! {
    /// Code of a Handover Initiate. 0 and 1 are RFC 5568's; with the P flag a sender uses 0, 2 and 3 (RFC 5949), and 0 has
    /// no meaning of its own.
    HandoverInitiateCode(u8) {
        FROM_PREVIOUS_CARE_OF_ADDRESS = 0 "FBU with PCoA as source",
        FROM_OTHER_SOURCE = 1 "FBU with another source than PCoA",
        FORWARDING_COMPLETED = 2 "Completion of forwarding": "RFC 5949",
        ALL_CONTEXT_TRANSFERRED = 3 "All available context transferred": "RFC 5949",
    }
}

layout! {
    /// An access router tells the next one of a mobile node that is about to arrive (RFC 5568
    /// Section 6.2.1.1).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Checksum            |          Sequence #           |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |S|U|P|F|Resv'd |     Code      |                               |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
    /// |                                                               |
    /// .                       Mobility Options                        .  10
    /// |                                                               |
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// Without the P flag it is RFC 5568's and has the link-layer address of the mobile node; with it RFC 5949's, and has a
    /// Mobile Node Identifier. The options begin at octet 10.
    #[doc(alias = "HI")]
    pub struct HandoverInitiate<'a>: message HANDOVER_INITIATE, options @ 10, never [
        FLAGS: |initiate| initiate.flags.contains(HandoverInitiateFlags::ASSIGNED_ADDRESS_CONFIGURATION)
            && (initiate.is_proxy() || initiate.code == HandoverInitiateCode::FROM_OTHER_SOURCE),
        COMPANION_OPTION: |initiate| initiate.options.lacks(if initiate.is_proxy() {
            &[OptionType::MOBILE_NODE_IDENTIFIER]
        } else {
            &[OptionType::MOBILITY_HEADER_LINK_LAYER_ADDRESS]
        }),
    ] {
        /// Sequence #, which the answer copies.
        sequence @ 6: u16,
        /// Flags.
        flags @ 8: HandoverInitiateFlags,
        /// Code.
        code @ 9: HandoverInitiateCode,
    }
}

impl HandoverInitiate<'_> {
    /// Whether the handover is one of Proxy Mobile IPv6 (RFC 5949): the P flag.
    #[must_use]
    pub const fn is_proxy(&self) -> bool {
        self.flags.contains(HandoverInitiateFlags::PROXY)
    }
}
