//! Binding Refresh Advice (RFC 6275 Section 6.2.4), type 2.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//!                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//!                                 |   Type = 2    |  Length = 2   |   0
//!                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//!                                 |       Refresh Interval        |   2
//!                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```

use super::{MobilityOptionBody, OptionType, length_error};
use crate::error::{EmitError, ParseError};
use crate::message::Lifetime;
use crate::wire::{Align, Writer};

/// When a home agent would like the next Binding Update: in a Binding Acknowledgement of a home registration.
///
/// ```
/// use mip6_wire::{Options, message::Lifetime, option::BindingRefreshAdvice};
///
/// let options = Options::new(&[2, 2, 0x02, 0x58], 12);
/// let advice = options.find::<BindingRefreshAdvice>()?.unwrap();
/// assert_eq!(advice.refresh_interval, Lifetime::from_secs(2400));
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct BindingRefreshAdvice {
    /// Octets 2 and 3: Refresh Interval, in units of 4 seconds; less than the Lifetime of the same message.
    pub refresh_interval: Lifetime,
}

impl<'a> MobilityOptionBody<'a> for BindingRefreshAdvice {
    const TYPE: OptionType = OptionType::BINDING_REFRESH_ADVICE;
    const ALIGN: Align = Align::new(2, 0);

    #[inline(always)]
    fn parse_body(body: &'a [u8]) -> Result<Self, ParseError> {
        match body {
            &[high, low] => Ok(Self {
                refresh_interval: Lifetime(u16::from_be_bytes([high, low])),
            }),
            _ => Err(length_error()),
        }
    }

    #[inline(always)]
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.u16(self.refresh_interval.0)
    }
}
