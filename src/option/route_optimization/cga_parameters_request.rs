//! CGA Parameters Request (RFC 4866 Section 5.6), type 11.

use crate::wire::layout;

layout! {
    /// A mobile node asks a correspondent node for its CGA parameters and a signature (RFC 4866
    /// Section 5.6): in a Binding Update. It has no body.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 11   |  Length = 0   |   0
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct CgaParametersRequest: option CGA_PARAMETERS_REQUEST {}
}
