//! The value of a configuration attribute, both ways, and how it is framed.

use super::{ConfigAttribute, ConfigAttributeType};
use crate::deviations::Deviations;
use crate::error::{EmitError, EmitErrorKind, ParseError};
use crate::wire::layout::{InAttribute, length_error};
use crate::wire::{Field, Writer, arbitrary, debug};

/// A configuration attribute type: how its value is parsed and written.
///
/// Each attribute of this crate implements it. Types of other crates can implement it too, for
/// [`ConfigAttributes::find`](super::ConfigAttributes::find) and [`ConfigurationBuilder::attribute`](crate::ikev2::ConfigurationBuilder::attribute):
///
/// ```
/// use mip6_wire::ikev2::{
///     ConfigAttributeBody, ConfigAttributeType, ConfigAttributes, RawConfigAttribute,
/// };
/// use mip6_wire::{EmitError, ParseError, Writer};
///
/// /// Timeout period for the liveness check, 3GPP TS 24.302: seconds.
/// #[derive(Debug, PartialEq)]
/// struct LivenessTimeout(u32);
///
/// impl<'a> ConfigAttributeBody<'a> for LivenessTimeout {
///     const TYPE: ConfigAttributeType = ConfigAttributeType::TIMEOUT_PERIOD_FOR_LIVENESS_CHECK;
///
///     fn parse_body(attribute: &RawConfigAttribute<'a>) -> Result<Self, ParseError> {
///         match attribute.body.try_into() {
///             Ok(octets) => Ok(Self(u32::from_be_bytes(octets))),
///             Err(_) => Err(attribute.length_error()),
///         }
///     }
///
///     fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
///         writer.u32(self.0)
///     }
/// }
///
/// let attributes = ConfigAttributes::new(&[0, 24, 0, 4, 0, 0, 0, 60], 8);
/// assert_eq!(attributes.find()?, Some(LivenessTimeout(60)));
/// # Ok::<(), ParseError>(())
/// ```
pub trait ConfigAttributeBody<'a>: Sized {
    /// The attribute type, without the reserved bit.
    const TYPE: ConfigAttributeType;

    /// Parses the octets after Length, `attribute.body`.
    ///
    /// # Errors
    ///
    /// If the value is not valid: for a wrong length [`RawConfigAttribute::length_error`]. Offsets count from the first
    /// octet of the attribute, so the value begins at 4.
    fn parse_body(attribute: &RawConfigAttribute<'a>) -> Result<Self, ParseError>;

    /// Writes the value. The caller writes type and length.
    ///
    /// # Errors
    ///
    /// The errors of the writer, or [`EmitErrorKind::Value`] if a field is not valid.
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError>;

    /// Writes the whole attribute: type, length and value.
    ///
    /// ```
    /// use mip6_wire::{Writer, ikev2::{ConfigAttributeBody, Mip6HomePrefix}};
    ///
    /// let mut buffer = [0; 4];
    /// Mip6HomePrefix::Request.emit(&mut Writer::new(&mut buffer))?;
    /// assert_eq!(buffer, [0, 16, 0, 0]);
    /// # Ok::<(), mip6_wire::EmitError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emit_body`](Self::emit_body), and [`MessageTooLong`](EmitErrorKind::MessageTooLong) if the value is
    /// longer than 65535 octets.
    #[inline]
    fn emit(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        const {
            assert!(Self::TYPE.0 < 0x8000, "the type of a configuration attribute has 15 bits");
        }
        emit_framed(writer, Self::TYPE.0, |writer| self.emit_body(writer))
    }

    /// Lists the fields, in wire order; none if the value is empty. Offsets count from the first octet of the
    /// attribute. By default there are none.
    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        let _ = out;
    }

    /// The sender rules that the octets of the value break, of which this is the value. By default there are none.
    fn audit(&self, body: &[u8]) -> Deviations {
        let _ = body;
        Deviations::empty()
    }
}

/// A configuration attribute of any type, not decoded (RFC 7296 Section 3.15.1).
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |R|         Attribute Type      |            Length             |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ~                             Value                             ~   4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// Length counts the octets of the value.
///
/// ```
/// use mip6_wire::ikev2::{ConfigAttributeType, ConfigAttributes};
///
/// // the reserved bit is set, which a receiver ignores
/// let attributes = ConfigAttributes::new(&[0x80, 16, 0, 0], 8);
/// let attribute = attributes.raw().next().unwrap()?;
/// assert_eq!(attribute.attribute_type, ConfigAttributeType::MIP6_HOME_PREFIX);
/// assert!(attribute.reserved_bit && attribute.body.is_empty());
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RawConfigAttribute<'a> {
    /// Octets 0 and 1, bits 14 to 0: Attribute Type, 0 to 32767.
    pub attribute_type: ConfigAttributeType,
    /// Octet 0, bit 7: R. A sender clears it, and a receiver ignores it. It is kept when the attribute is relayed.
    pub reserved_bit: bool,
    /// Octets 4 on: the value. Length, octets 2 and 3, gives the number of octets.
    pub body: &'a [u8],
}

impl<'a> RawConfigAttribute<'a> {
    /// An attribute without the reserved bit, to write.
    #[must_use]
    #[inline]
    pub const fn new(attribute_type: ConfigAttributeType, body: &'a [u8]) -> Self {
        Self { attribute_type, reserved_bit: false, body }
    }

    /// The attribute with the octets 0 and 1 `field`.
    #[inline(always)]
    pub(super) const fn of(field: u16, body: &'a [u8]) -> Self {
        Self {
            attribute_type: ConfigAttributeType(field & !RESERVED),
            reserved_bit: field & RESERVED != 0,
            body,
        }
    }

    /// The length of the attribute on the wire, in octets, with type and length.
    #[must_use]
    pub const fn wire_len(&self) -> usize {
        self.body.len().saturating_add(4)
    }

    /// [`AttributeLength`](crate::ParseErrorKind::AttributeLength) at the Length field, for implementations of
    /// [`ConfigAttributeBody`]: the value is not as long as the type wants.
    #[must_use]
    #[cold]
    pub fn length_error(&self) -> ParseError {
        length_error::<InAttribute>()
    }

    /// The sender rules that the attribute breaks, though a receiver accepts it. A value that the type does not allow
    /// is [`MALFORMED`](Deviations::MALFORMED).
    #[must_use]
    pub fn audit(&self) -> Deviations {
        let mut found = ConfigAttribute::deviations(self);
        if self.reserved_bit {
            found |= Deviations::RESERVED_FLAGS;
        }
        found
    }

    /// Writes the whole attribute, with its reserved bit.
    ///
    /// # Errors
    ///
    /// The errors of the writer, [`Value`](EmitErrorKind::Value) if the type is above 32767, and
    /// [`MessageTooLong`](EmitErrorKind::MessageTooLong) if the value is longer than 65535 octets.
    pub fn emit(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        if self.attribute_type.0 & RESERVED != 0 {
            return Err(writer.error(EmitErrorKind::Value));
        }
        let reserved = if self.reserved_bit { RESERVED } else { 0 };
        emit_framed(writer, self.attribute_type.0 | reserved, |writer| writer.octets(self.body))
    }
}

/// The R bit of the type field.
const RESERVED: u16 = 0x8000;

/// Writes type, length and whatever `value` writes.
#[inline]
fn emit_framed(
    writer: &mut Writer<'_>,
    kind: u16,
    value: impl FnOnce(&mut Writer<'_>) -> Result<(), EmitError>,
) -> Result<(), EmitError> {
    // the length is patched in when it is known; until then it is the greatest one
    let at = writer.position();
    let [k0, k1] = kind.to_be_bytes();
    writer.array(&[k0, k1, 0xff, 0xff])?;
    let start = writer.position();
    value(writer)?;
    match u16::try_from(writer.position().wrapping_sub(start)) {
        Ok(length) => writer.patch(at.wrapping_add(2), length.to_be_bytes()),
        Err(_) => return Err(EmitError::new(EmitErrorKind::MessageTooLong, at)),
    }
    Ok(())
}

/// Writes type, length, and a value of a length known beforehand, for which room is asked once.
#[inline(always)]
pub(super) fn emit_fixed<const N: usize>(
    writer: &mut Writer<'_>,
    kind: ConfigAttributeType,
    value: [u8; N],
) -> Result<(), EmitError> {
    let [k0, k1] = kind.0.to_be_bytes();
    let [l1, l0, ..] = N.to_le_bytes();
    let Some(part) = writer.part(N.wrapping_add(4))? else {
        return Ok(());
    };
    let mut part = Writer::new(part);
    part.array(&[k0, k1, l0, l1])?;
    part.array(&value)
}

/// The octets of the longest value that goes into a payload.
#[cfg(feature = "arbitrary")]
pub(super) const LONGEST_VALUE: usize = 0xffff - 12;

debug! {
    RawConfigAttribute<'_>:
        "RawConfigAttribute {{ attribute_type: {:?}, reserved_bit: {}, body_octets: {} }}",
        |attribute| attribute.attribute_type, attribute.reserved_bit, attribute.body.len();
}

arbitrary! {
    // of a type that is not decoded
    RawConfigAttribute<'a>: |u| {
        let drawn = u.arbitrary()?;
        let taken = ConfigAttribute::DECODED.contains(&drawn);
        Self {
            attribute_type: if taken { ConfigAttributeType(0x7fff) } else { drawn },
            reserved_bit: u.arbitrary()?,
            body: octets(u, LONGEST_VALUE)?,
        }
    };
}
