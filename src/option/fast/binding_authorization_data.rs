//! Binding Authorization Data for FMIPv6 (RFC 5568 Section 6.4.5), type 21: always the last option.

use crate::wire::layout;

layout! {
    /// Proof that the sender of a Fast Binding Update or Acknowledgment holds the key that the mobile node shares with its
    /// previous access router (RFC 5568 Section 6.4.5).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 21   | Option Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                              SPI                              |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                       Authenticator ...                       |   6
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// The authenticator is that of [`BindingAuthorizationData`](crate::option::BindingAuthorizationData), with the address of
    /// the access router as the correspondent's and the shared key in place of Kbm. The SPI is covered. To write one, end the
    /// builder with [`MessageBuilder::authorize_fmipv6`](crate::message::MessageBuilder::authorize_fmipv6).
    ///
    /// # Where the RFC is silent
    ///
    /// It says that Option Length is the length of the authenticator, which leaves the SPI out; other options count all that
    /// follows. This crate counts the SPI when it writes. It reads both: Option Length leaves the SPI out if just four octets
    /// of the message are left behind what it counts.
    #[doc(alias = "BADF")]
    pub struct BindingAuthorizationDataForFmipv6<'a>: option BINDING_AUTHORIZATION_DATA_FOR_FMIPV6 {
        /// Security Parameter Index. 0 stands for a key that was agreed on by SEND (RFC 5269).
        spi @ 2: u32,
        0..
        /// Authenticator. 12 octets by default.
        authenticator @ 6: &'a [u8],
    }
}
