//! The MN identity of the DNS Update option (RFC 5026 Section 8.1).

use crate::error::{ParseError, ParseErrorKind};
use core::fmt;

/// stub
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MnIdentity<'a>(&'a [u8]);

impl<'a> MnIdentity<'a> {
    /// stub
    #[must_use]
    pub const fn from_octets(octets: &'a [u8]) -> Self {
        Self(octets)
    }
    /// stub
    /// # Errors
    /// stub
    pub fn from_text(text: &'a str) -> Result<Self, ParseError> {
        Ok(Self(text.as_bytes()))
    }
    /// stub
    #[must_use]
    pub const fn as_octets(self) -> &'a [u8] {
        self.0
    }
    /// stub
    /// # Errors
    /// stub
    pub fn as_text(self) -> Result<&'a str, ParseError> {
        core::str::from_utf8(self.0).map_err(|_| ParseError::new(ParseErrorKind::NameCharacter, 0))
    }
}

impl fmt::Debug for MnIdentity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MnIdentity({} octets)", self.0.len())
    }
}
