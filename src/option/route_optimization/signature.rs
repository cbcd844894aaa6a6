//! Signature (RFC 4866 Section 5.2), type 13.

use crate::wire::layout;

layout! {
    /// A signature made with the private key of the CGA parameters in front of it (RFC 4866 Section
    /// 5.2): in a Binding Update or a Binding Acknowledgement, directly behind the last
    /// [`CgaParameters`](super::CgaParameters).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 13   | Option Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                         Signature ...                         |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct Signature<'a>: option SIGNATURE {
        0..
        /// Signature, 0 to 255 octets.
        signature @ 2: &'a [u8],
    }
}
