//! Localized Routing Acknowledgment (RFC 6705 Section 10.2), MH Type 18.

use crate::option::OptionType;
use crate::wire::{Seconds16, code_point, flags, layout};

code_point! {
    /// Status of a Localized Routing Acknowledgment, the octet at offset 9.
    LocalizedRoutingStatus(u8), is_success below 128: "the request was accepted" {
        SUCCESS = 0 "Success",
        NOT_ALLOWED = 128 "Localized Routing Not Allowed",
        MN_NOT_ATTACHED = 129 "MN Not Attached",
    }
}

flags! {
    /// The flags of a Localized Routing Acknowledgment, the octet at offset 8.
    LocalizedRoutingAcknowledgmentFlags(u8) {
        /// Nobody asked for it: Lifetime is a new value that is asked for.
        UNSOLICITED = 0x80 "U" "Unsolicited",
    }
}

layout! {
    /// The answer to a [`LocalizedRoutingInitiation`](super::LocalizedRoutingInitiation) (RFC 6705
    /// Section 10.2, MH Type 18).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |   Header Len  |    MH Type    |    Reserved   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |            Checksum           |           Sequence #          |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |U|   Reserved  |     Status    |            Lifetime           |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "LRA")]
    pub struct LocalizedRoutingAcknowledgment<'a>: message LOCALIZED_ROUTING_ACKNOWLEDGMENT, options @ 12, never [
        COMPANION_OPTION: |ack| ack.status.0 == 0 && (ack.options.lacks(&[OptionType::MOBILE_NODE_IDENTIFIER])
            || ack.options.lacks(&[OptionType::HOME_NETWORK_PREFIX, OptionType::IPV4_HOME_ADDRESS])),
    ] {
        /// Sequence #, that of the request.
        sequence @ 6: u16,
        /// The U flag and seven Reserved bits.
        flags @ 8: LocalizedRoutingAcknowledgmentFlags,
        /// Status.
        status @ 9: LocalizedRoutingStatus,
        /// Lifetime in seconds, mostly that of the request.
        lifetime @ 10: Seconds16,
    }
}
