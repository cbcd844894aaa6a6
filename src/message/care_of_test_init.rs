//! Care-of Test Init (RFC 6275 Section 6.1.4), MH Type 2.
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
//! +                      Care-of Init Cookie                      +   8
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

/// A mobile node asks a correspondent node for a care-of keygen token.
///
/// ```
/// use mip6_wire::{Options, message::CareOfTestInit};
///
/// let init = CareOfTestInit { care_of_init_cookie: [1, 2, 3, 4, 5, 6, 7, 8], options: Options::EMPTY };
/// # let _ = init;
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CareOfTestInit<'a> {
    /// Octets 8 to 15: Care-of Init Cookie, random, opaque to the correspondent node.
    pub care_of_init_cookie: [u8; 8],
    /// Octets 16 to the end: mobility options.
    pub options: Options<'a>,
}

impl<'a> MessageBody<'a> for CareOfTestInit<'a> {
    const TYPE: MhType = MhType::CARE_OF_TEST_INIT;
    const OPTIONS_START: u8 = 16;

    #[inline]
    fn options(&self) -> Options<'a> {
        self.options
    }
}

impl<'a> Body<'a> for CareOfTestInit<'a> {
    #[inline(always)]
    fn parse_data(data: &'a [u8]) -> read::Read<'a, Self> {
        let (options, ([_, _], care_of_init_cookie)) = (read::array, read::array).parse(data)?;
        Ok((
            &[],
            Self {
                care_of_init_cookie: *care_of_init_cookie,
                options: Options::new(options, Self::OPTIONS_START),
            },
        ))
    }

    #[inline(always)]
    fn emit_fixed(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.u16(0)?;
        writer.array(&self.care_of_init_cookie)
    }
}

/// Leaves the cookie out: whoever knows it can answer in the correspondent node's name.
impl fmt::Debug for CareOfTestInit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CareOfTestInit")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
