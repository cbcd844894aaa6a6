//! Care-of Test (RFC 4866 Section 5.5), type 16.

use crate::wire::layout;

layout! {
    /// A correspondent node answers a Care-of Test Init option (RFC 4866 Section 5.5): in a Binding
    /// Acknowledgement.
    ///
    /// The message of this name is [`CareOfTest`](crate::message::CareOfTest).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 16   |   Length = 8  |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                Care-of Keygen Token (8 octets)                |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct CareOfTestOption: option CARE_OF_TEST {
        /// Care-of Keygen Token, opaque.
        care_of_keygen_token @ 2: [u8; 8],
    }
}
