//! Home Test (RFC 6275 Section 6.1.5), MH Type 3.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |           Checksum            |       Home Nonce Index        |   4
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                                                               |
//! +                       Home Init Cookie                        +   8
//! |                                                               |
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                                                               |
//! +                       Home Keygen Token                       +  16
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

/// The answer to a Home Test Init: a home keygen token.
///
/// ```
/// use mip6_wire::{Options, message::HomeTest};
///
/// let test = HomeTest {
///     home_nonce_index: 10,
///     home_init_cookie: [1, 2, 3, 4, 5, 6, 7, 8],
///     home_keygen_token: [0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77],
///     options: Options::EMPTY,
/// };
/// # let _ = test;
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct HomeTest<'a> {
    /// Octets 6 and 7: Home Nonce Index, opaque to the mobile node, which returns it in a [Nonce Indices]
    /// option.
    ///
    /// [Nonce Indices]: crate::option::NonceIndices
    pub home_nonce_index: u16,
    /// Octets 8 to 15: Home Init Cookie, copied from the [Home Test Init].
    ///
    /// [Home Test Init]: super::HomeTestInit
    pub home_init_cookie: [u8; 8],
    /// Octets 16 to 23: Home Keygen Token, opaque.
    pub home_keygen_token: [u8; 8],
    /// Octets 24 to the end: mobility options.
    pub options: Options<'a>,
}

impl<'a> MessageBody<'a> for HomeTest<'a> {
    const TYPE: MhType = MhType::HOME_TEST;
    const OPTIONS_START: u8 = 24;

    #[inline]
    fn options(&self) -> Options<'a> {
        self.options
    }
}

impl<'a> Body<'a> for HomeTest<'a> {
    #[inline(always)]
    fn parse_data(data: &'a [u8]) -> read::Read<'a, Self> {
        let mut fields = (read::array, read::array, read::array);
        let (options, (index, cookie, token)) = fields.parse(data)?;
        let message = Self {
            home_nonce_index: u16::from_be_bytes(*index),
            home_init_cookie: *cookie,
            home_keygen_token: *token,
            options: Options::new(options, Self::OPTIONS_START),
        };
        Ok((&[], message))
    }

    #[inline(always)]
    fn emit_fixed(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.u16(self.home_nonce_index)?;
        writer.array(&self.home_init_cookie)?;
        writer.array(&self.home_keygen_token)
    }
}

/// Leaves the cookie and the token out: whoever has the tokens can register bindings.
impl fmt::Debug for HomeTest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HomeTest")
            .field("home_nonce_index", &self.home_nonce_index)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
