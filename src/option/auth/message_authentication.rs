//! Mobility Message Authentication (RFC 4285 Section 5), type 9.

use crate::wire::{code_point, layout};

code_point! {
    /// Who authenticates the message (RFC 4285 Section 5).
    AuthenticationSubtype(u8) {
        MN_HA = 1 "MN-HA",
        MN_AAA = 2 "MN-AAA",
    }
}

layout! {
    /// Proof that a message comes from a mobile node, or from its home agent, without IPsec (RFC 4285 Section 5).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                 |   Type = 9    |    Length     |    Subtype    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                         Mobility SPI                          |   3
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                  Authentication Data ...                          7
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// The last one is the last option of its message. A message has one of a subtype at most, and MN-HA before MN-AAA.
    /// Mobile Node Identifier and Service Selection stand before both. With MN-HA the data has 12 octets:
    ///
    /// ```text
    /// Mobility Data = care-of address | home address | MH Data
    /// Authentication Data = First (96, HMAC_SHA1 (MN-HA shared key, Mobility Data))
    /// ```
    ///
    /// MH Data is the Mobility Header up to the Mobility SPI, which it includes, with the Checksum counted as zero.
    #[doc(alias = "AUTH-OPTION-TYPE")]
    pub struct MobilityMessageAuthentication<'a>: option MOBILITY_MESSAGE_AUTHENTICATION {
        /// Subtype.
        subtype @ 2: AuthenticationSubtype,
        /// Mobility SPI. 0 to 255 are reserved, and name algorithms: 3 is `HMAC_SHA1`.
        spi @ 3: u32,
        1..
        /// Authentication Data.
        authentication_data @ 7: &'a [u8],
    }
}
