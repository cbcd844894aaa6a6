//! Multicast Acknowledgement (RFC 7411 Section 5.4), type 61.

use super::ReportPayload;
use crate::wire::{code_point, layout};

code_point! {
    /// Why the next access network does not serve groups (RFC 7411 Section 5.4).
    MulticastStatus(u8) {
        /// The payload has no records then.
        PAYLOAD_TYPE_UNSUPPORTED = 1 "Report Payload type unsupported",
        GROUP_SERVICE_UNSUPPORTED = 2 "Requested group service unsupported",
        GROUP_SERVICE_PROHIBITED = 3 "Requested group service administratively prohibited",
    }
}

layout! {
    /// What the next access network does not serve of what a [`MulticastMobility`](super::MulticastMobility) asked for (RFC
    /// 7411 Section 5.4).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 61   |    Length     |  Option-Code  |    Status     |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           MLD or IGMP Unsupported Report Payload ...          |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// Length counts the 32-bit words of the payload. Whether its records are of MLD or of IGMP is up to the option that this
    /// one answers.
    pub struct MulticastAcknowledgement<'a>: option MULTICAST_ACKNOWLEDGEMENT {
        /// Option-Code, 0.
        option_code @ 2: u8,
        /// Status.
        status @ 3: MulticastStatus,
        4..
        /// MLD or IGMP Unsupported Report Payload.
        report @ 4: ReportPayload<'a>,
    }
}
