//! Pad1 and PadN (RFC 6275 Sections 6.2.2 and 6.2.3), types 0 and 1.
//!
//! ```text
//!  0                        0                   1
//!  0 1 2 3 4 5 6 7          0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5
//! +-+-+-+-+-+-+-+-+        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+- - - -
//! |   Type = 0    |        |   Type = 1    | Option Length | zeros
//! +-+-+-+-+-+-+-+-+        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+- - - -
//! ```

use crate::error::EmitError;
use crate::wire::Writer;

/// Writes `count` octets of padding, 0 to 7: one Pad1 or one PadN, as RFC 6275 Section 6.2.2 asks.
#[inline]
pub(crate) fn emit_padding(writer: &mut Writer<'_>, count: usize) -> Result<(), EmitError> {
    match count {
        0 => Ok(()),
        1 => writer.u8(0),
        2 => writer.array(&[1, 0]),
        3 => writer.array(&[1, 1, 0]),
        4 => writer.array(&[1, 2, 0, 0]),
        5 => writer.array(&[1, 3, 0, 0, 0]),
        6 => writer.array(&[1, 4, 0, 0, 0, 0]),
        _ => writer.array(&[1, 5, 0, 0, 0, 0, 0]),
    }
}
