//! Redirect-Capability (RFC 6463 Section 4.1), type 46.

use crate::wire::layout;

layout! {
    /// The mobile access gateway lets itself be redirected to another anchor (RFC 6463 Section
    /// 4.1).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 46   |   Length = 2  |            Reserved           |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct RedirectCapability: option REDIRECT_CAPABILITY {
        _ @ 2: [u8; 2],
    }
}
