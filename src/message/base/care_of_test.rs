//! Care-of Test (RFC 6275 Section 6.1.6), MH Type 4.

use crate::wire::layout;

layout! {
    /// The answer to a Care-of Test Init: a care-of keygen token (RFC 6275 Section 6.1.6).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Checksum            |      Care-of Nonce Index      |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                 Care-of Init Cookie (8 octets)                |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                Care-of Keygen Token (8 octets)                |  16
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  24
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "CoT")]
    pub struct CareOfTest<'a>: message CARE_OF_TEST, options @ 24 {
        /// Care-of Nonce Index, opaque to the mobile node, which returns it in
        /// [`NonceIndices`](crate::option::NonceIndices).
        care_of_nonce_index @ 6: u16,
        /// Care-of Init Cookie, copied from the [`CareOfTestInit`](super::CareOfTestInit).
        care_of_init_cookie @ 8: [u8; 8],
        /// Care-of Keygen Token, opaque.
        care_of_keygen_token @ 16: [u8; 8],
    }
}
