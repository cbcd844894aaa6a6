//! Handoff Indicator (RFC 5213 Section 8.4), type 23.

use crate::wire::{code_point, layout};

code_point! {
    /// The value of the Handoff Indicator option, the octet at offset 3 (IANA registry "Handoff Indicator Option type values").
    ///
    /// 0 is reserved.
    HandoffType(u8) {
        ATTACHMENT_OVER_NEW_INTERFACE = 1 "Attachment over a new interface",
        HANDOFF_BETWEEN_INTERFACES = 2 "Handoff between two different interfaces of the mobile node",
        HANDOFF_BETWEEN_MAGS_SAME_INTERFACE = 3 "Handoff between mobile access gateways for the same interface",
        HANDOFF_STATE_UNKNOWN = 4 "Handoff state unknown",
        HANDOFF_STATE_NOT_CHANGED = 5 "Handoff state not changed (Re-registration)",
        ATTACHMENT_OVER_NEW_INTERFACE_SHARING_PREFIXES = 6 "Attachment over a new interface sharing prefixes": "RFC 7864",
    }
}

layout! {
    /// What kind of handoff made the mobile access gateway send a Proxy Binding Update (RFC 5213
    /// Section 8.4).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 23   |   Length = 2  |    Reserved   |       HI      |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "HI")]
    pub struct HandoffIndicator: option HANDOFF_INDICATOR {
        _ @ 2: [u8; 1],
        /// Handoff Indicator.
        indicator @ 3: HandoffType,
    }
}
