//! Update Notification Acknowledgement (RFC 7077 Section 4.2), MH Type 20.

use super::{Subject, subject};
use crate::error::ParseError;
use crate::wire::{code_point, layout};

code_point! {
    /// Status Code of an Update Notification Acknowledgement, the octet at offset 8 (IANA registry "Update Notification
    /// Acknowledgement Status").
    UpdateNotificationStatus(u8), is_success below 128: "the gateway processed the notification" {
        SUCCESS = 0 "SUCCESS",
        FAILED_TO_UPDATE_SESSION_PARAMETERS = 128 "FAILED-TO-UPDATE-SESSION-PARAMETERS",
        MISSING_VENDOR_SPECIFIC_OPTION = 129 "MISSING-VENDOR-SPECIFIC-OPTION",
        CANNOT_MEET_QOS_SERVICE_REQUEST = 130 "CANNOT_MEET_QOS_SERVICE_REQUEST": "RFC 7222",
        REASON_UNSPECIFIED = 131 "Reason unspecified": "RFC 7864",
        MOBILE_NODE_NOT_ATTACHED = 132 "MN not attached": "RFC 7864",
    }
}

layout! {
    /// A mobile access gateway answers an Update Notification (RFC 7077 Section 4.2).
    ///
    /// RFC 7864 calls it Flow Mobility Acknowledgement if it answers a Flow Mobility Initiate.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |   Header Len  |  MH Type = 20 |    Reserved   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |            Checksum           |           Sequence #          |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  Status Code  |                    Reserved                   |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "UPA", alias = "FMA", alias = "Flow Mobility Acknowledgement")]
    pub struct UpdateNotificationAcknowledgement<'a>: message UPDATE_NOTIFICATION_ACKNOWLEDGEMENT,
        options @ 12
    {
        /// Sequence #, that of the Update Notification.
        sequence @ 6: u16,
        /// Status Code.
        status @ 8: UpdateNotificationStatus,
        _ @ 9: [u8; 3],
    }
}

impl UpdateNotificationAcknowledgement<'_> {
    /// What the message is about: see [`subject`].
    ///
    /// # Errors
    ///
    /// What is wrong with the framing of the options.
    pub fn subject(&self) -> Result<Subject, ParseError> {
        subject(self.options)
    }
}
