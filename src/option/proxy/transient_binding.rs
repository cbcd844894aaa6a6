//! Transient Binding (RFC 6058 Section 5.1), type 43.

use crate::wire::{Tenths, flags, layout};

flags! {
    /// The flags of the Transient Binding option, the octet at offset 2.
    TransientBindingFlags(u8) {
        /// The anchor goes on sending downlink packets to the previous gateway.
        LATE_PATH_SWITCH = 0x01 "L" "Late path switch",
    }
}

layout! {
    /// A request for a transient binding during a handover, or the answer (RFC 6058 Section 5.1).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 43   |   Length = 2  |   Reserved  |L|    Lifetime   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct TransientBinding: option TRANSIENT_BINDING {
        /// The L flag and seven Reserved bits.
        flags @ 2: TransientBindingFlags,
        /// Lifetime of the Transient-L state at most, in tenths of a second.
        lifetime @ 3: Tenths,
    }
}
