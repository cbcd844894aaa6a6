//! Nonce Indices (RFC 6275 Section 6.2.6), type 4.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//!                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//!                                 |   Type = 4    |  Length = 4   |   0
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |       Home Nonce Index        |     Care-of Nonce Index       |   2
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```

use super::{MobilityOptionBody, OptionType, length_error};
use crate::error::{EmitError, ParseError};
use crate::wire::{Align, Writer};

/// Which nonces of the correspondent node the keygen tokens were made from: in a Binding Update to it,
/// together with [`BindingAuthorizationData`](super::BindingAuthorizationData).
///
/// ```
/// use mip6_wire::{Options, option::NonceIndices};
///
/// let options = Options::new(&[4, 4, 0, 10, 0, 20], 12);
/// assert_eq!(options.find()?, Some(NonceIndices { home: 10, care_of: 20 }));
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct NonceIndices {
    /// Octets 2 and 3: Home Nonce Index, from the Home Test.
    pub home: u16,
    /// Octets 4 and 5: Care-of Nonce Index, from the Care-of Test; ignored when a binding is deleted.
    pub care_of: u16,
}

impl<'a> MobilityOptionBody<'a> for NonceIndices {
    const TYPE: OptionType = OptionType::NONCE_INDICES;
    const ALIGN: Align = Align::new(2, 0);

    #[inline(always)]
    fn parse_body(body: &'a [u8]) -> Result<Self, ParseError> {
        match *body {
            [h0, h1, c0, c1] => Ok(Self {
                home: u16::from_be_bytes([h0, h1]),
                care_of: u16::from_be_bytes([c0, c1]),
            }),
            _ => Err(length_error()),
        }
    }

    #[inline(always)]
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        let [h0, h1] = self.home.to_be_bytes();
        let [c0, c1] = self.care_of.to_be_bytes();
        writer.array(&[h0, h1, c0, c1])
    }
}
