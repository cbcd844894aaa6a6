//! Load Information (RFC 6463 Section 4.3), type 48.

use crate::wire::layout;

layout! {
    /// How busy a local mobility anchor is (RFC 6463 Section 4.3).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 48   |  Length = 18  |            Priority           |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                        Sessions in Use                        |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                        Maximum Sessions                       |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                         Used Capacity                         |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                        Maximum Capacity                       |  16
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct LoadInformation: option LOAD_INFORMATION {
        /// Priority among the anchors of one operator: lower values come first.
        priority @ 2: u16,
        /// Sessions in Use.
        sessions_in_use @ 4: u32,
        /// Maximum Sessions that the anchor accepts.
        maximum_sessions @ 8: u32,
        /// Used Capacity, in kilobytes a second.
        used_capacity @ 12: u32,
        /// Maximum Capacity that the anchor accepts, in kilobytes a second.
        maximum_capacity @ 16: u32,
    }
}
