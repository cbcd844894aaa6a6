//! Binding Error (RFC 6275 Section 6.1.9), MH Type 7.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |           Checksum            |    Status     |   Reserved    |   4
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                                                               |
//! +                   Home Address (16 octets)                    +   8
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
use crate::wire::code_point;
use crate::wire::read::{self, Parser};
use core::net::Ipv6Addr;

code_point! {
    /// Status of a Binding Error, the octet at offset 6.
    BindingErrorStatus(u8) {
        UNKNOWN_BINDING = 1 "Unknown binding for Home Address destination option",
        UNRECOGNIZED_MH_TYPE = 2 "Unrecognized MH Type value",
    }
}

/// A correspondent node, or any receiver, reports a mobility error.
///
/// ```
/// use core::net::Ipv6Addr;
/// use mip6_wire::Options;
/// use mip6_wire::message::{BindingError, BindingErrorStatus};
///
/// let error = BindingError {
///     status: BindingErrorStatus::UNRECOGNIZED_MH_TYPE,
///     home_address: Ipv6Addr::UNSPECIFIED,
///     options: Options::EMPTY,
/// };
/// # let _ = error;
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct BindingError<'a> {
    /// Octet 6: Status.
    pub status: BindingErrorStatus,
    /// Octets 8 to 23: the address in the Home Address option of the packet that caused the error, or `::`.
    pub home_address: Ipv6Addr,
    /// Octets 24 to the end: mobility options.
    pub options: Options<'a>,
}

impl<'a> MessageBody<'a> for BindingError<'a> {
    const TYPE: MhType = MhType::BINDING_ERROR;
    const OPTIONS_START: u8 = 24;

    #[inline]
    fn options(&self) -> Options<'a> {
        self.options
    }
}

impl<'a> Body<'a> for BindingError<'a> {
    #[inline(always)]
    fn parse_data(data: &'a [u8]) -> read::Read<'a, Self> {
        let mut fields = (read::array, read::array::<16>);
        let (options, ([status, _], home_address)) = fields.parse(data)?;
        let message = Self {
            status: BindingErrorStatus(*status),
            home_address: read::address(home_address),
            options: Options::new(options, Self::OPTIONS_START),
        };
        Ok((&[], message))
    }

    #[inline(always)]
    fn emit_fixed(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.array(&[self.status.0, 0])?;
        writer.address(self.home_address)
    }
}
