//! Home Test (RFC 6275 Section 6.1.5), MH Type 3.

use crate::wire::layout;

layout! {
    /// The answer to a Home Test Init: a home keygen token (RFC 6275 Section 6.1.5).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Checksum            |       Home Nonce Index        |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                  Home Init Cookie (8 octets)                  |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                  Home Keygen Token (8 octets)                 |  16
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  24
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "HoT")]
    pub struct HomeTest<'a>: message HOME_TEST, options @ 24 {
        /// Home Nonce Index, opaque to the mobile node, which returns it in
        /// [`NonceIndices`](crate::option::NonceIndices).
        home_nonce_index @ 6: u16,
        /// Home Init Cookie, copied from the [`HomeTestInit`](super::HomeTestInit).
        home_init_cookie @ 8: [u8; 8],
        /// Home Keygen Token, opaque.
        home_keygen_token @ 16: [u8; 8],
    }
}
