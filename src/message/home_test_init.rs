//! Home Test Init (RFC 6275 Section 6.1.3), MH Type 1.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |           Checksum            |           Reserved            |   4
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                                                               |
//! +                       Home Init Cookie                        +   8
//! |                                                               |
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                                                               |
//! .                       Mobility Options                        .  16
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

/// A mobile node asks a correspondent node for a home keygen token, by way of its home agent.
///
/// ```
/// use mip6_wire::{Options, message::HomeTestInit};
///
/// let init = HomeTestInit { home_init_cookie: [1, 2, 3, 4, 5, 6, 7, 8], options: Options::EMPTY };
/// # let _ = init;
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct HomeTestInit<'a> {
    /// Octets 8 to 15: Home Init Cookie, random, opaque to the correspondent node.
    pub home_init_cookie: [u8; 8],
    /// Octets 16 to the end: mobility options.
    pub options: Options<'a>,
}

impl<'a> MessageBody<'a> for HomeTestInit<'a> {
    const TYPE: MhType = MhType::HOME_TEST_INIT;
    const OPTIONS_START: u8 = 16;

    #[inline]
    fn options(&self) -> Options<'a> {
        self.options
    }
}

impl<'a> Body<'a> for HomeTestInit<'a> {
    #[inline(always)]
    fn parse_data(data: &'a [u8]) -> read::Read<'a, Self> {
        let (options, ([_, _], home_init_cookie)) = (read::array, read::array).parse(data)?;
        Ok((
            &[],
            Self {
                home_init_cookie: *home_init_cookie,
                options: Options::new(options, Self::OPTIONS_START),
            },
        ))
    }

    #[inline(always)]
    fn emit_fixed(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.u16(0)?;
        writer.array(&self.home_init_cookie)
    }
}

/// Leaves the cookie out: whoever knows it can answer in the correspondent node's name.
impl fmt::Debug for HomeTestInit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HomeTestInit")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
