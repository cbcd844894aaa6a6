//! Fast Binding Acknowledgment (RFC 5568 Section 6.2.3), MH Type 9.

use crate::option::OptionType;
use crate::wire::{Seconds16, code_point, flags, layout};

code_point! {
    /// What became of a Fast Binding Update (RFC 5568 Section 6.2.3).
    FastBindingStatus(u8), is_accepted below 128: "the update was accepted" {
        ACCEPTED = 0 "Fast Binding Update accepted",
        /// The new care-of address to use is in the Alternate Care-of Address option.
        ACCEPTED_NEW_CARE_OF_ADDRESS_INVALID = 1 "Fast Binding Update accepted but NCoA is invalid",
        REASON_UNSPECIFIED = 128 "Reason unspecified",
        ADMINISTRATIVELY_PROHIBITED = 129 "Administratively prohibited",
        INSUFFICIENT_RESOURCES = 130 "Insufficient resources",
        INCORRECT_INTERFACE_IDENTIFIER_LENGTH = 131 "Incorrect interface identifier length",
    }
}

flags! {
    /// The flags of a Fast Binding Acknowledgment, the octet at offset 7.
    FastBindingAcknowledgmentFlags(u8) {
        /// The IKE security association survives movements.
        KEY_MANAGEMENT_MOBILITY_CAPABILITY = 0x80 "K" "Key Management Mobility Capability",
    }
}

layout! {
    /// The previous access router answers a Fast Binding Update (RFC 5568 Section 6.2.3).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Checksum            |    Status     |K|  Reserved   |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |          Sequence #           |           Lifetime            |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// It ends with Binding Authorization Data for FMIPv6. If Status is 1, it has an Alternate Care-of Address option.
    ///
    /// # Where the RFC is silent
    ///
    /// The unit of Lifetime is that of [`FastBindingUpdate`](super::FastBindingUpdate).
    #[doc(alias = "FBack")]
    pub struct FastBindingAcknowledgment<'a>: message FAST_BINDING_ACKNOWLEDGMENT, options @ 12, never [
        COMPANION_OPTION: |ack| ack.options.lacks(&[OptionType::BINDING_AUTHORIZATION_DATA_FOR_FMIPV6])
            || ack.status == FastBindingStatus::ACCEPTED_NEW_CARE_OF_ADDRESS_INVALID
                && ack.options.lacks(&[OptionType::ALTERNATE_CARE_OF_ADDRESS]),
    ] {
        /// Status.
        status @ 6: FastBindingStatus,
        /// Flags.
        flags @ 7: FastBindingAcknowledgmentFlags,
        /// Sequence Number of the update.
        sequence @ 8: u16,
        /// Lifetime that is granted, in seconds.
        lifetime @ 10: Seconds16,
    }
}
