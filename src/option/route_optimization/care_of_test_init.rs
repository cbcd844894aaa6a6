//! Care-of Test Init (RFC 4866 Section 5.4), type 15.

use crate::wire::layout;

layout! {
    /// A mobile node asks a correspondent node for a fresh care-of keygen token (RFC 4866 Section
    /// 5.4): in a Binding Update. It has no body.
    ///
    /// The message of this name is [`CareOfTestInit`](crate::message::CareOfTestInit).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 15   |  Length = 0   |   0
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct CareOfTestInitOption: option CARE_OF_TEST_INIT {}
}
