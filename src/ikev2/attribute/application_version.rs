//! `APPLICATION_VERSION` (RFC 7296 Section 3.15.1), attribute type 7.

#[cfg(feature = "arbitrary")]
use super::body::LONGEST_VALUE;
use super::{ConfigAttributeBody, ConfigAttributeType, RawConfigAttribute};
use crate::error::{EmitError, ParseError};
use crate::wire::{Field, Value, Writer, arbitrary, debug};

/// `APPLICATION_VERSION`, attribute type 7 (RFC 7296 Section 3.15.1): the version of the peer's software, empty in a
/// request.
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |R|      Attribute Type = 7     |            Length             |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ~                            Version                            ~   4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// ```
/// use mip6_wire::ikev2::{ApplicationVersion, ConfigAttributes};
///
/// let attributes = ConfigAttributes::new(b"\0\x07\0\x0bexample 1.0", 8);
/// let version = attributes.find::<ApplicationVersion>()?.unwrap();
/// assert_eq!(version.as_text(), Some("example 1.0"));
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "APPLICATION_VERSION")]
pub struct ApplicationVersion<'a> {
    /// Octets 4 on: the version, which a sender writes in printable ASCII without a terminator.
    pub version: &'a [u8],
}

impl<'a> ApplicationVersion<'a> {
    /// The version as text, `None` if it is not printable ASCII.
    #[must_use]
    pub fn as_text(&self) -> Option<&'a str> {
        if self.version.iter().all(|octet| matches!(octet, b' '..=b'~')) {
            core::str::from_utf8(self.version).ok()
        } else {
            None
        }
    }
}

impl<'a> ConfigAttributeBody<'a> for ApplicationVersion<'a> {
    const TYPE: ConfigAttributeType = ConfigAttributeType::APPLICATION_VERSION;

    #[inline]
    fn parse_body(attribute: &RawConfigAttribute<'a>) -> Result<Self, ParseError> {
        Ok(Self { version: attribute.body })
    }

    #[inline]
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.octets(self.version)
    }

    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        let version = Value::Text(self.version);
        out(Field::new("version", 4, self.version.len(), version));
    }
}

debug! {
    ApplicationVersion<'_>: "ApplicationVersion({} octets)", |attribute| attribute.version.len();
}

arbitrary! {
    ApplicationVersion<'a>: |u| Self { version: octets(u, LONGEST_VALUE)? };
}
