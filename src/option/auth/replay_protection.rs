//! Replay Protection (RFC 4285 Section 6), type 10.

use crate::wire::layout;

layout! {
    /// When a message was made: with it the home agent finds out that a Binding Update is not an old one, and the mobile node
    /// which update an acknowledgement answers (RFC 4285 Section 6).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 10   |  Length = 8   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Timestamp (8 octets)                     |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "MESG-ID-OPTION-TYPE")]
    pub struct ReplayProtection: option REPLAY_PROTECTION {
        /// Timestamp of NTP: 32 bits of seconds since 1900, 32 bits of fractions of a second.
        timestamp @ 2: u64,
    }
}
