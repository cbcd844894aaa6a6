//! `SUPPORTED_ATTRIBUTES` (RFC 7296 Section 3.15.1), attribute type 14.

#[cfg(feature = "arbitrary")]
use super::body::LONGEST_VALUE;
use super::{ConfigAttributeBody, ConfigAttributeType, RawConfigAttribute};
use crate::error::{EmitError, ParseError};
use crate::wire::layout::{InAttribute, length_error};
use crate::wire::{Field, List, Value, Writer, arbitrary};

/// `SUPPORTED_ATTRIBUTES`, attribute type 14 (RFC 7296 Section 3.15.1): the attribute types that the responder
/// supports, empty in a request.
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |R|     Attribute Type = 14     |        Length = 2 x n         |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |           Attribute           |           Attribute ...           4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// ```
/// use mip6_wire::ikev2::{ConfigAttributeType, ConfigAttributes, SupportedAttributes};
///
/// let attributes = ConfigAttributes::new(&[0, 14, 0, 4, 0, 8, 0, 16], 8);
/// let supported = attributes.find::<SupportedAttributes>()?.unwrap();
/// assert!(supported.contains(ConfigAttributeType::MIP6_HOME_PREFIX));
/// assert_eq!(supported.types().count(), 2);
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[doc(alias = "SUPPORTED_ATTRIBUTES")]
pub struct SupportedAttributes<'a> {
    /// An even number of octets.
    octets: &'a [u8],
}

impl<'a> SupportedAttributes<'a> {
    /// No types, as in a request.
    pub const REQUEST: Self = Self { octets: &[] };

    /// The types in `octets`, two octets each.
    ///
    /// # Errors
    ///
    /// [`AttributeLength`](crate::ParseErrorKind::AttributeLength) at 2, the Length field of the attribute, if the
    /// number of octets is odd.
    #[inline]
    pub fn from_octets(octets: &'a [u8]) -> Result<Self, ParseError> {
        if octets.len() & 1 == 0 { Ok(Self { octets }) } else { Err(length_error::<InAttribute>()) }
    }

    /// Octets 4 on: the types, two octets each.
    #[must_use]
    pub const fn as_octets(&self) -> &'a [u8] {
        self.octets
    }

    /// An iterator over the types, in order.
    #[must_use]
    pub fn types(&self) -> SupportedAttributeTypes<'a> {
        SupportedAttributeTypes { octets: self.octets }
    }

    /// Whether `attribute_type` is one of the types.
    #[must_use]
    pub fn contains(&self, attribute_type: ConfigAttributeType) -> bool {
        self.types().any(|supported| supported == attribute_type)
    }
}

impl<'a> ConfigAttributeBody<'a> for SupportedAttributes<'a> {
    const TYPE: ConfigAttributeType = ConfigAttributeType::SUPPORTED_ATTRIBUTES;

    #[inline]
    fn parse_body(attribute: &RawConfigAttribute<'a>) -> Result<Self, ParseError> {
        Self::from_octets(attribute.body)
    }

    #[inline]
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.octets(self.octets)
    }

    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        let types = List::codes(self.octets, |number| ConfigAttributeType(number).name());
        let types = Value::List(types);
        out(Field::new("attribute_types", 4, self.octets.len(), types));
    }
}

/// An iterator over the types in a `SUPPORTED_ATTRIBUTES` attribute, returned by [`SupportedAttributes::types`].
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct SupportedAttributeTypes<'a> {
    octets: &'a [u8],
}

impl Iterator for SupportedAttributeTypes<'_> {
    type Item = ConfigAttributeType;

    #[inline]
    fn next(&mut self) -> Option<ConfigAttributeType> {
        let (kind, rest) = self.octets.split_first_chunk()?;
        self.octets = rest;
        Some(ConfigAttributeType(u16::from_be_bytes(*kind)))
    }
}

impl core::iter::FusedIterator for SupportedAttributeTypes<'_> {}

arbitrary! {
    SupportedAttributes<'a>: |u| {
        let octets = octets(u, LONGEST_VALUE)?;
        Self::from_octets(at_most(octets.len() & !1, octets)).unwrap_or(Self::REQUEST)
    };
}
