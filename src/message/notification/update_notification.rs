//! Update Notification (RFC 7077 Section 4.1), MH Type 19.

use super::{Subject, UpdateNotificationStatus, subject};
use crate::error::ParseError;
use crate::option::OptionType;
use crate::wire::{code_point, flags, layout};

code_point! {
    /// Notification Reason of an Update Notification, 16 bits at octet 8 (IANA registry "Update Notification Reasons",
    /// which ends at 255).
    NotificationReason(u16) {
        FORCE_REREGISTRATION = 1 "FORCE-REREGISTRATION",
        UPDATE_SESSION_PARAMETERS = 2 "UPDATE-SESSION-PARAMETERS",
        VENDOR_SPECIFIC_REASON = 3 "VENDOR-SPECIFIC-REASON",
        ANI_PARAMS_REQUESTED = 4 "ANI-PARAMS-REQUESTED",
        QOS_SERVICE_REQUEST = 5 "QOS_SERVICE_REQUEST": "RFC 7222",
        PCSCF_RESTORATION_BY_PCO = 6 "PGW-triggered P-CSCF restoration by PCO": "3GPP TS 29.275",
        PCSCF_RESTORATION_BY_DHCP = 7 "PGW-triggered P-CSCF restoration by DHCP": "3GPP TS 29.275",
        FLOW_MOBILITY = 8 "FLOW-MOBILITY": "RFC 7864",
    }
}

flags! {
    /// The flags of an Update Notification, 16 bits at octet 10.
    UpdateNotificationFlags(u16) {
        /// The sender asks for an Update Notification Acknowledgement.
        ACKNOWLEDGEMENT_REQUESTED = 0x8000 "A" "Acknowledgement Requested",
        /// The message was sent before, with the same Sequence # and content.
        RETRANSMIT = 0x4000 "D" "Retransmit",
    }
}

layout! {
    /// A local mobility anchor tells a mobile access gateway that something of a mobility session
    /// has changed (RFC 7077 Section 4.1).
    ///
    /// RFC 7864 calls it Flow Mobility Initiate if the reason is [`FLOW_MOBILITY`](NotificationReason::FLOW_MOBILITY).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |   Header Len  |  MH Type = 19 |    Reserved   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |            Checksum           |           Sequence #          |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |      Notification Reason      |A|D|          Reserved         |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "UPN", alias = "FMI", alias = "Flow Mobility Initiate")]
    pub struct UpdateNotification<'a>: message UPDATE_NOTIFICATION, options @ 12, never [
        // RFC 7077 Section 5
        COMPANION_OPTION: |update| update.options.lacks(&[
            OptionType::MOBILE_NODE_IDENTIFIER,
            OptionType::MOBILE_NODE_GROUP_IDENTIFIER,
        ]),
    ] {
        /// Sequence #, by which the acknowledgement is matched.
        sequence @ 6: u16,
        /// Notification Reason.
        reason @ 8: NotificationReason,
        /// The A and D flags and 14 Reserved bits.
        flags @ 10: UpdateNotificationFlags,
    }
}

impl UpdateNotification<'_> {
    /// What the message is about: see [`subject`].
    ///
    /// # Errors
    ///
    /// What is wrong with the framing of the options.
    pub fn subject(&self) -> Result<Subject, ParseError> {
        subject(self.options)
    }

    /// The status with which a mobile access gateway has to refuse the message for an option that its reason needs and
    /// that is not there: [`MISSING_VENDOR_SPECIFIC_OPTION`](UpdateNotificationStatus::MISSING_VENDOR_SPECIFIC_OPTION) if
    /// the reason is a vendor's and Vendor Specific is missing (RFC 7077 Sections 4.2 and 6.1). `None` if there is no such
    /// fault. Without the A flag there is no answer to send.
    ///
    /// # Errors
    ///
    /// What is wrong with the framing of the options.
    pub fn missing_option(&self) -> Result<Option<UpdateNotificationStatus>, ParseError> {
        let mut vendor_specific = false;
        self.options.select_with::<()>(|option| {
            vendor_specific |= option.option_type == OptionType::VENDOR_SPECIFIC;
        })?;
        let missing = self.reason == NotificationReason::VENDOR_SPECIFIC_REASON && !vendor_specific;
        Ok(missing.then_some(UpdateNotificationStatus::MISSING_VENDOR_SPECIFIC_OPTION))
    }
}
