//! Permanent Home Keygen Token (RFC 4866 Section 5.3), type 14.

use crate::wire::layout;

layout! {
    /// The permanent home keygen token, encrypted with the public key of the mobile node (RFC 4866
    /// Section 5.3): in a Binding Acknowledgement.
    ///
    /// Where the RFC is silent: it gives no least length. The token has 8 octets, and no ciphertext is shorter than its text, so
    /// that fewer are malformed.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 14   | Option Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                Permanent Home Keygen Token ...                |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct PermanentHomeKeygenToken<'a>: option PERMANENT_HOME_KEYGEN_TOKEN {
        8..
        /// Permanent Home Keygen Token, encrypted: 8 octets or more.
        permanent_home_keygen_token @ 2: &'a [u8],
    }
}
