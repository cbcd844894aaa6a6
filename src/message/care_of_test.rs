//! Care-of Test (RFC 6275 Section 6.1.6), MH Type 4.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |           Checksum            |      Care-of Nonce Index      |   4
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                                                               |
//! +                      Care-of Init Cookie                      +   8
//! |                                                               |
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                                                               |
//! +                     Care-of Keygen Token                      +  16
//! |                                                               |
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                                                               |
//! .                       Mobility Options                        .  24
//! |                                                               |
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```
//!
//! Offsets count from the start of the Mobility Header.

use super::{MessageBody, MhType, sealed::Body};
use crate::error::EmitError;
use crate::option::Options;
use crate::wire::Writer;
use crate::wire::read::{self, Parser};
use core::fmt;

/// The answer to a Care-of Test Init: a care-of keygen token.
///
/// ```
/// use mip6_wire::{Options, message::CareOfTest};
///
/// let test = CareOfTest {
///     care_of_nonce_index: 10,
///     care_of_init_cookie: [1, 2, 3, 4, 5, 6, 7, 8],
///     care_of_keygen_token: [0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77],
///     options: Options::EMPTY,
/// };
/// # let _ = test;
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CareOfTest<'a> {
    /// Octets 6 and 7: Care-of Nonce Index, opaque to the mobile node, which returns it in a [Nonce Indices]
    /// option.
    ///
    /// [Nonce Indices]: crate::option::NonceIndices
    pub care_of_nonce_index: u16,
    /// Octets 8 to 15: Care-of Init Cookie, copied from the [Care-of Test Init].
    ///
    /// [Care-of Test Init]: super::CareOfTestInit
    pub care_of_init_cookie: [u8; 8],
    /// Octets 16 to 23: Care-of Keygen Token, opaque.
    pub care_of_keygen_token: [u8; 8],
    /// Octets 24 to the end: mobility options.
    pub options: Options<'a>,
}

impl<'a> MessageBody<'a> for CareOfTest<'a> {
    const TYPE: MhType = MhType::CARE_OF_TEST;
    const OPTIONS_START: u8 = 24;

    #[inline]
    fn options(&self) -> Options<'a> {
        self.options
    }
}

impl<'a> Body<'a> for CareOfTest<'a> {
    #[inline(always)]
    fn parse_data(data: &'a [u8]) -> read::Read<'a, Self> {
        let mut fields = (read::array, read::array, read::array);
        let (options, (index, cookie, token)) = fields.parse(data)?;
        let message = Self {
            care_of_nonce_index: u16::from_be_bytes(*index),
            care_of_init_cookie: *cookie,
            care_of_keygen_token: *token,
            options: Options::new(options, Self::OPTIONS_START),
        };
        Ok((&[], message))
    }

    #[inline(always)]
    fn emit_fixed(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.u16(self.care_of_nonce_index)?;
        writer.array(&self.care_of_init_cookie)?;
        writer.array(&self.care_of_keygen_token)
    }
}

/// Leaves the cookie and the token out: whoever has the tokens can register bindings.
impl fmt::Debug for CareOfTest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CareOfTest")
            .field("care_of_nonce_index", &self.care_of_nonce_index)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
