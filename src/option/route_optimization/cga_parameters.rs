//! CGA Parameters (RFC 4866 Section 5.1), type 12.

use crate::error::{ParseError, ParseErrorKind};
use crate::option::{OptionType, Options, RawOptions};
use crate::wire::layout;
use core::iter::FusedIterator;

layout! {
    /// A chunk of the CGA parameters of a node (RFC 4866 Section 5.1, RFC 3972 Section 3): in a
    /// Binding Update or a Binding Acknowledgement.
    ///
    /// All chunks but the last are of 255 octets, and they stand directly one after another. [`cga_parameters`] joins them.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 12   | Option Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                       CGA Parameters ...                      |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct CgaParameters<'a>: option CGA_PARAMETERS {
        0..
        /// CGA Parameters, or a part of them: 0 to 255 octets.
        cga_parameters @ 2: &'a [u8],
    }
}

/// The chunks of the CGA parameters of a message, in their order: joined they are the CGA Parameters data structure
/// (RFC 3972 Section 3).
///
/// What RFC 4866 Section 5.1 forbids is an `Err` and the end: another option between two chunks, padding included, is
/// [`DuplicateOption`](ParseErrorKind::DuplicateOption) at the chunk after it, and a chunk behind one that is not of 255
/// octets is [`OptionLength`](ParseErrorKind::OptionLength) at the length of the short one. Broken framing is an `Err` and the
/// end, too.
///
/// ```
/// use mip6_wire::Options;
/// use mip6_wire::option::route_optimization::cga_parameters;
///
/// let options = Options::new(&[12, 3, 0xaa, 0xbb, 0xcc, 13, 1, 0xdd], 12);
/// let chunks: Result<Vec<_>, _> = cga_parameters(options).collect();
/// assert_eq!(chunks?.concat(), [0xaa, 0xbb, 0xcc]);
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[must_use]
pub fn cga_parameters(options: Options<'_>) -> CgaParametersChunks<'_> {
    CgaParametersChunks { options: options.raw(), last: None, ended: false }
}

/// The chunks of the CGA parameters of a message: see [`cga_parameters`].
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct CgaParametersChunks<'a> {
    options: RawOptions<'a>,
    /// The offset and the octets of the chunk before.
    last: Option<(usize, usize)>,
    ended: bool,
}

impl<'a> Iterator for CgaParametersChunks<'a> {
    type Item = Result<&'a [u8], ParseError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let offset = self.options.offset();
            let option = match self.options.next()? {
                Ok(option) => option,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            };
            if option.option_type != OptionType::CGA_PARAMETERS {
                continue;
            }
            let fault = match self.last {
                Some((before, octets)) if octets < 255 => {
                    Some((ParseErrorKind::OptionLength, before.saturating_add(1)))
                }
                Some((before, _)) if offset != before.saturating_add(257) => {
                    Some((ParseErrorKind::DuplicateOption, offset))
                }
                _ => None,
            };
            if let Some((kind, at)) = fault {
                self.ended = true;
                return Some(Err(ParseError::new(kind, at)));
            }
            self.last = Some((offset, option.body.len()));
            return Some(Ok(option.body));
        }
        None
    }
}

impl FusedIterator for CgaParametersChunks<'_> {}
