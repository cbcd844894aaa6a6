//! Heartbeat (RFC 5847 Section 3.3), MH Type 13.

use crate::option::OptionType;
use crate::wire::{flags, layout};

flags! {
    /// The flags of a Heartbeat, 16 bits at octet 6.
    HeartbeatFlags(u16) {
        /// A response that nobody asked for: the sender has restarted.
        UNSOLICITED = 0x0002 "U" "Unsolicited",
        /// A response. Clear: a request.
        RESPONSE = 0x0001 "R" "Response",
    }
}

layout! {
    /// Asks whether the peer is reachable, or answers that (RFC 5847 Section 3.3, MH Type 13). A
    /// response carries the [`RestartCounter`](crate::option::proxy::RestartCounter).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |   Header Len  |    MH Type    |    Reserved   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |            Checksum           |          Reserved         |U|R|   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                        Sequence Number                        |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct Heartbeat<'a>: message HEARTBEAT, options @ 12, never [
        FLAGS: |heartbeat| !heartbeat.flags.contains(HeartbeatFlags::RESPONSE)
            && heartbeat.flags.contains(HeartbeatFlags::UNSOLICITED),
        // RFC 5847 Section 3.4: in a response alone
        MISPLACED_OPTION: |heartbeat| !heartbeat.flags.contains(HeartbeatFlags::RESPONSE)
            && !heartbeat.options.lacks(&[OptionType::RESTART_COUNTER]),
    ] {
        /// The U and R flags and fourteen Reserved bits.
        flags @ 6: HeartbeatFlags,
        /// Sequence Number; a response has that of the request.
        sequence @ 8: u32,
    }
}
