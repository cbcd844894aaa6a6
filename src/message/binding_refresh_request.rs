//! Binding Refresh Request (RFC 6275 Section 6.1.2), MH Type 0.
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
//! .                       Mobility Options                        .   8
//! |                                                               |
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```
//!
//! Offsets count from the start of the Mobility Header.

use super::{MessageBody, MhType, sealed::Body};
use crate::error::EmitError;
use crate::option::Options;
use crate::wire::{Writer, read};

/// A correspondent node asks a mobile node to update its binding.
///
/// ```
/// use mip6_wire::{Options, message::BindingRefreshRequest};
///
/// let request = BindingRefreshRequest { options: Options::EMPTY };
/// # let _ = request;
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct BindingRefreshRequest<'a> {
    /// Octets 8 to the end: mobility options.
    pub options: Options<'a>,
}

impl<'a> MessageBody<'a> for BindingRefreshRequest<'a> {
    const TYPE: MhType = MhType::BINDING_REFRESH_REQUEST;
    const OPTIONS_START: u8 = 8;

    #[inline]
    fn options(&self) -> Options<'a> {
        self.options
    }
}

impl<'a> Body<'a> for BindingRefreshRequest<'a> {
    #[inline(always)]
    fn parse_data(data: &'a [u8]) -> read::Read<'a, Self> {
        let (options, [_, _]) = read::array(data)?;
        Ok((
            &[],
            Self {
                options: Options::new(options, Self::OPTIONS_START),
            },
        ))
    }

    #[inline(always)]
    fn emit_fixed(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.u16(0)
    }
}
