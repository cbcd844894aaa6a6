//! Experimental Mobility Option (RFC 5096 Section 4), type 18.

use crate::wire::layout;

layout! {
    /// Data of an experiment (RFC 5096 Section 4). It may stand in any message, before the Binding
    /// Authorization Data.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 18   | Option Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                            Data ...                           |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct Experimental<'a>: option EXPERIMENTAL_MOBILITY_OPTION {
        0..
        /// Data; only the experiment says what it is.
        data @ 2: &'a [u8],
    }
}
