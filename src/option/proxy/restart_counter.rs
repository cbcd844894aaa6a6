//! Restart Counter (RFC 5847 Section 3.4), type 28.

use crate::wire::layout;

layout! {
    /// How often a node has restarted (RFC 5847 Section 3.4): in a Heartbeat Response, so that its
    /// peer learns that the node lost its state.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 28   |  Length = 4   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                        Restart Counter                        |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct RestartCounter: option RESTART_COUNTER {
        /// Restart Counter, one more after each restart.
        counter @ 2: u32,
    }
}
