//! Fast Binding Update (RFC 5568 Section 6.2.2), MH Type 8.

use crate::option::OptionType;
use crate::wire::{Seconds16, flags, layout};

flags! {
    /// The flags of a Fast Binding Update, 16 bits at octet 8: those of RFC 3775. What later documents added to a Binding
    /// Update is not defined here, and sent as zero.
    FastBindingUpdateFlags(u16) {
        /// The sender asks for a Fast Binding Acknowledgment; always set.
        ACKNOWLEDGE = 0x8000 "A" "Acknowledge",
        /// Always set.
        HOME_REGISTRATION = 0x4000 "H" "Home Registration",
        /// The home address and the link-local address have the same interface identifier.
        LINK_LOCAL_ADDRESS_COMPATIBILITY = 0x2000 "L" "Link-Local Address Compatibility",
        /// The IKE security association survives movements.
        KEY_MANAGEMENT_MOBILITY_CAPABILITY = 0x1000 "K" "Key Management Mobility Capability",
    }
}

layout! {
    /// A mobile node asks its previous access router to send its packets on to the new care-of
    /// address (RFC 5568 Section 6.2.2).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Checksum            |          Sequence #           |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |A|H|L|K|       Reserved        |           Lifetime            |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// It has the new care-of address in an Alternate Care-of Address option if it is sent from the old link, and ends with
    /// Binding Authorization Data for FMIPv6.
    ///
    /// # Where the RFC is silent
    ///
    /// RFC 5568 calls the message identical to the Binding Update, whose Lifetime counts 4 seconds, and describes the field
    /// as a time in seconds. This crate takes the description.
    #[doc(alias = "FBU")]
    pub struct FastBindingUpdate<'a>: message FAST_BINDING_UPDATE, options @ 12, never [
        FLAGS: |update| !update.flags.contains(
            FastBindingUpdateFlags::ACKNOWLEDGE.union(FastBindingUpdateFlags::HOME_REGISTRATION),
        ),
        COMPANION_OPTION: |update| update.options.lacks(&[OptionType::BINDING_AUTHORIZATION_DATA_FOR_FMIPV6]),
    ] {
        /// Sequence Number, counted modulo 65536.
        sequence @ 6: u16,
        /// Flags.
        flags @ 8: FastBindingUpdateFlags,
        /// Lifetime of the binding that is asked for, in seconds.
        lifetime @ 10: Seconds16,
    }
}
