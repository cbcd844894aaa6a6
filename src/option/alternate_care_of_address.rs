//! Alternate Care-of Address (RFC 6275 Section 6.2.5), type 3.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//!                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//!                                 |   Type = 3    |  Length = 16  |   0
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                                                               |
//! +                                                               +
//! |                                                               |
//! +                   Alternate Care-of Address                   +   2
//! |                                                               |
//! +                                                               +
//! |                                                               |
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```

use super::{MobilityOptionBody, OptionType, length_error};
use crate::error::{EmitError, ParseError};
use crate::wire::{Align, Writer, read};
use core::net::Ipv6Addr;

/// The care-of address of a Binding Update, where it is not to be the packet's source.
///
/// RFC 6275 Section 11.7.1 wants it in every home registration: ESP does not protect the IPv6 header.
///
/// ```
/// use mip6_wire::option::AlternateCareOfAddress;
///
/// let option = AlternateCareOfAddress { care_of_address: "2001:db8:2::55".parse()? };
/// # let _ = option;
/// # Ok::<(), core::net::AddrParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
// so aligned, the address moves as two words
#[repr(align(8))]
pub struct AlternateCareOfAddress {
    /// Octets 2 to 17: the care-of address, unicast routable.
    pub care_of_address: Ipv6Addr,
}

impl<'a> MobilityOptionBody<'a> for AlternateCareOfAddress {
    const TYPE: OptionType = OptionType::ALTERNATE_CARE_OF_ADDRESS;
    const ALIGN: Align = Align::new(8, 6);

    #[inline(always)]
    fn parse_body(body: &'a [u8]) -> Result<Self, ParseError> {
        match body.try_into() {
            Ok(address) => Ok(Self {
                care_of_address: read::address(address),
            }),
            Err(_) => Err(length_error()),
        }
    }

    #[inline(always)]
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.address(self.care_of_address)
    }
}
