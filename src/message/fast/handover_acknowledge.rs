//! Handover Acknowledge (RFC 5568 Section 6.2.1.2, RFC 5949 Section 6.1.2), MH Type 15.

use crate::option::OptionType;
use crate::wire::{code_point, flags, layout};

flags! {
    /// The flags of a Handover Acknowledge, the octet at offset 8 (RFC 5949). In a Handover Initiate they stand one bit
    /// lower.
    HandoverAcknowledgeFlags(u8) {
        /// Packets for the mobile node are to be buffered.
        BUFFER = 0x80 "U" "Buffer",
        /// The handover is one of Proxy Mobile IPv6.
        PROXY = 0x40 "P" "Proxy",
        /// Packets for the mobile node are to be forwarded.
        FORWARDING = 0x20 "F" "Forwarding",
    }
}

code_point! {
    /// Code of a Handover Acknowledge. With the P flag 0 is "Handover Accepted or Successful", and 1 to 3, which speak of a
    /// new care-of address, have no use (RFC 5949).
    HandoverAcknowledgeCode(u8), is_accepted below 128: "the handover is not refused" {
        ACCEPTED = 0 "Handover Accepted",
        ACCEPTED_NEW_CARE_OF_ADDRESS_NOT_VALID = 1 "Handover Accepted, NCoA not valid or in use",
        /// The answer to the S flag (erratum 1943 of RFC 5568).
        ACCEPTED_NEW_CARE_OF_ADDRESS_ASSIGNED = 2 "Handover Accepted, NCoA assigned",
        ACCEPTED_USE_PREVIOUS_CARE_OF_ADDRESS = 3 "Handover Accepted, use PCoA",
        UNSOLICITED = 4 "Message sent unsolicited",
        CONTEXT_TRANSFER_ACCEPTED = 5 "Context Transfer Accepted or Successful": "RFC 5949",
        ALL_CONTEXT_TRANSFERRED = 6 "All available Context Transferred": "RFC 5949",
        REASON_UNSPECIFIED = 128 "Handover Not Accepted, reason unspecified",
        ADMINISTRATIVELY_PROHIBITED = 129 "Administratively prohibited",
        INSUFFICIENT_RESOURCES = 130 "Insufficient resources",
        CONTEXT_NOT_AVAILABLE = 131 "Requested Context Not Available": "RFC 5949",
        FORWARDING_NOT_AVAILABLE = 132 "Forwarding Not Available": "RFC 5949",
    }
}

layout! {
    /// An access router answers a Handover Initiate, or asks for one (RFC 5568 Section 6.2.1.2).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Checksum            |          Sequence #           |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |U|P|F|Reserved |     Code      |                               |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
    /// |                                                               |
    /// .                       Mobility Options                        .  10
    /// |                                                               |
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// RFC 5568 draws the octet of the flags reserved; they are RFC 5949's. The options begin at octet 10.
    #[doc(alias = "HAck")]
    pub struct HandoverAcknowledge<'a>: message HANDOVER_ACKNOWLEDGE, options @ 10, never [
        // it is copied from the Handover Initiate (RFC 5949 Section 6.1.2)
        COMPANION_OPTION: |ack| ack.is_proxy() && ack.options.lacks(&[OptionType::MOBILE_NODE_IDENTIFIER]),
    ] {
        /// Sequence # of the Handover Initiate.
        sequence @ 6: u16,
        /// Flags.
        flags @ 8: HandoverAcknowledgeFlags,
        /// Code.
        code @ 9: HandoverAcknowledgeCode,
    }
}

impl HandoverAcknowledge<'_> {
    /// Whether the handover is one of Proxy Mobile IPv6 (RFC 5949): the P flag.
    #[must_use]
    pub const fn is_proxy(&self) -> bool {
        self.flags.contains(HandoverAcknowledgeFlags::PROXY)
    }
}
