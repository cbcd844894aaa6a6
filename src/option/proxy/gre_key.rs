//! GRE Key (RFC 5845 Section 6.1), type 33.

use crate::wire::layout;

layout! {
    /// The GRE key for one direction of the tunnel, or that GRE without keys is asked for (RFC 5845
    /// Section 6.1).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 33   | Length = 2, 6 |            Reserved           |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                       GRE Key Identifier                      |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct GreKey: option GRE_KEY {
        _ @ 2: [u8; 2],
        0..
        /// GRE Key Identifier, if Option Length is 6.
        key @ 4: Option<u32>,
    }
}
