//! Names that own their octets.

use super::{Fqdn, ascii, full};
use crate::error::{EmitError, ParseError, ParseErrorKind};
use crate::wire::{copy, debug, equal};
use core::fmt;
use core::str::FromStr;

/// A name that owns its octets: text of at most `N` octets. 253 octets hold any name.
///
/// It is compared, hashed and shown as [`Fqdn`] is.
///
/// ```
/// use mip6_wire::Fqdn;
/// use mip6_wire::name::FqdnBuf;
///
/// let name = FqdnBuf::<64>::from_fqdn(Fqdn::from_labels(b"\x02mn\x07example\x03com\x00")?)?;
/// assert_eq!(name.as_fqdn().as_text(), Some("mn.example.com"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
#[doc(alias = "domain name", alias = "DNS name")]
pub struct FqdnBuf<const N: usize> {
    // the text of a name that was checked
    pub(super) text: heapless::Vec<u8, N>,
}

impl<const N: usize> FqdnBuf<N> {
    /// Copies `name`.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](crate::EmitErrorKind::BufferFull) if its text is longer than `N` octets.
    pub fn from_fqdn(name: Fqdn<'_>) -> Result<Self, EmitError> {
        Self::from_parts(b"", name)
    }

    /// A view of the name, as text.
    #[must_use]
    pub fn as_fqdn(&self) -> Fqdn<'_> {
        Fqdn(&self.text)
    }

    /// The name that is `prefix`, which ends in a dot, and `domain`.
    pub(super) fn from_parts(prefix: &[u8], domain: Fqdn<'_>) -> Result<Self, EmitError> {
        let mut text = heapless::Vec::new();
        let length = prefix.len().wrapping_add(domain.text_len());
        text.resize(length, 0).map_err(|_| full())?;
        if let Some((start, end)) = text.split_at_mut_checked(prefix.len()) {
            copy(start, prefix);
            domain.to_text_octets(end)?;
        }
        Ok(Self { text })
    }
}

/// Reads the text of a name. One trailing dot is removed.
///
/// ```
/// use mip6_wire::ParseErrorKind;
/// use mip6_wire::name::FqdnBuf;
///
/// let name: FqdnBuf<64> = "mn.example.com".parse()?;
/// assert_eq!(name.to_string(), "mn.example.com");
///
/// let error = "mn.example.com".parse::<FqdnBuf<8>>().unwrap_err();
/// assert_eq!((error.kind(), error.offset()), (ParseErrorKind::NameLength, 8));
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
impl<const N: usize> FromStr for FqdnBuf<N> {
    type Err = ParseError;

    /// # Errors
    ///
    /// Those of [`Fqdn::from_text_octets`], and [`NameLength`](ParseErrorKind::NameLength) at octet `N` if the text
    /// is longer than `N` octets.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let name = Fqdn::from_text(text)?;
        Self::from_fqdn(name).map_err(|_| ParseError::new(ParseErrorKind::NameLength, N))
    }
}

/// The text of the name, without a trailing dot.
impl<const N: usize> fmt::Display for FqdnBuf<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(ascii(&self.text))
    }
}

/// A name of at most `N` octets. Where `N` is 0 there is none.
#[cfg(feature = "arbitrary")]
impl<'a, const N: usize> arbitrary::Arbitrary<'a> for FqdnBuf<N> {
    fn arbitrary(u: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
        let name = Fqdn::arbitrary(u)?;
        Self::from_fqdn(name)
            .or_else(|_| Self::from_fqdn(Fqdn::from_text("a").unwrap_or(name)))
            .map_err(|_| arbitrary::Error::IncorrectFormat)
    }
}

equal! {
    FqdnBuf<N> where [const N: usize]: |name| name.as_fqdn();
}

debug! {
    FqdnBuf<N> where [const N: usize]: "FqdnBuf({} octets)", |name| name.text.len();
}
