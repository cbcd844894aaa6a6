//! Timestamp (RFC 5213 Section 8.8), type 27.

use crate::wire::{UnixTime, layout};

layout! {
    /// When a Proxy Binding Update was sent, for keeping updates of several gateways in order (RFC
    /// 5213 Section 8.8).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 27   |   Length = 8  |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                            Seconds                            |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |       Seconds, continued      |            Fraction           |   6
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct Timestamp: option TIMESTAMP {
        /// Timestamp, since 1970-01-01 00:00 UTC.
        timestamp @ 2: UnixTime,
    }
}
