//! Care-of Test Init (RFC 6275 Section 6.1.4), MH Type 2.

use crate::wire::layout;

layout! {
    /// A mobile node asks a correspondent node for a care-of keygen token (RFC 6275 Section 6.1.4).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Checksum            |           Reserved            |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                 Care-of Init Cookie (8 octets)                |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  16
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "CoTI")]
    pub struct CareOfTestInit<'a>: message CARE_OF_TEST_INIT, options @ 16 {
        _ @ 6: [u8; 2],
        /// Care-of Init Cookie, random, opaque to the correspondent node.
        care_of_init_cookie @ 8: [u8; 8],
    }
}
