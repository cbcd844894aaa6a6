//! Domain names: as text, as labels, and the names that RFC 5026 derives.
//!
//! | to | there is |
//! |---|---|
//! | check a name, compare it, write it in the other form | [`Fqdn`] |
//! | store a name | [`FqdnBuf`] |
//! | find a home agent: `_mip6._ipv6.<domain>` (RFC 5026 Section 5.1.2, RFC 2782) | [`service_name`] |
//! | update the reverse entry of a home address (RFC 5026 Section 6, RFC 3596 Section 2.5) | [`reverse_name`] |

mod buf;
mod derived;
#[cfg(feature = "arbitrary")]
mod draw;
mod fast;
mod labels;
mod rules;

pub use buf::FqdnBuf;
pub use derived::{reverse_name, service_name};
pub use labels::Labels;

use crate::error::{EmitError, EmitErrorKind, ParseError, ParseErrorKind};
use crate::wire::{copy, debug};
use core::fmt;
use core::hash::{Hash, Hasher};
use fast::{count_label_octets, is_text, replace_dots};
use labels::Form;
use rules::{MAX_LABEL, check_labels, check_text, no_root};

/// A fully qualified domain name, as text or as labels.
///
/// ```text
/// text (RFC 7296 Section 3.5)     m  n  .  e  x  a  m  p  l  e  .  c  o  m            14 octets
/// labels (RFC 1035 Section 3.1)   2  m  n  7  e  x  a  m  p  l  e  3  c  o  m  0      16 octets
/// ```
///
/// A view of the octets, which are checked once. The rules are the same for both forms, so each can be written as
/// the other:
///
/// * A name has at least one label. The root alone names no node.
/// * A label has 1 to 63 octets (RFC 1035 Section 2.3.4).
/// * A name has at most 255 octets as labels, including the length octets and the zero octet of the root (RFC 1035
///   Section 2.3.4). This is 253 octets of text.
/// * Every octet of a label is a visible ASCII character, 0x21 to 0x7e, except the dot and the backslash, which
///   need an escape in text. An internationalized name is written as A-labels (`xn--`).
///
/// Compressed names (RFC 1035 Section 4.1.4) are rejected: a pointer is not a valid label length.
///
/// Two names are equal if their labels are, in either form. The case of ASCII letters does not count (RFC 1035
/// Section 2.3.3). `Hash` agrees with this. A name can identify a person, so `Debug` shows only the form and the
/// length. `Display` shows the text.
///
/// ```
/// use mip6_wire::Fqdn;
///
/// let text = Fqdn::from_text("mn.example.com")?;
/// let labels = Fqdn::from_labels(b"\x02MN\x07example\x03com\x00")?;
/// assert_eq!(text, labels);
/// assert_eq!(labels.to_string(), "MN.example.com");
/// assert_eq!(format!("{labels:?}"), "Fqdn(labels, 16 octets)");
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
// The form needs no field of its own: labels end in the zero octet of the root, which no text contains.
#[derive(Clone, Copy)]
#[doc(alias = "domain name")]
#[doc(alias = "DNS name")]
#[doc(alias = "hostname")]
pub struct Fqdn<'a>(&'a [u8]);

impl<'a> Fqdn<'a> {
    /// The longest text of a name, in octets, without a trailing dot.
    pub const MAX_TEXT: usize = 253;

    /// The longest name as labels, in octets, including the zero octet of the root.
    pub const MAX_LABELS: usize = rules::MAX_LABELS;

    /// Checks a name as text. One trailing dot is removed.
    ///
    /// # Errors
    ///
    /// Those of [`from_text_octets`](Self::from_text_octets).
    ///
    /// ```
    /// use mip6_wire::{Fqdn, ParseErrorKind};
    ///
    /// assert_eq!(Fqdn::from_text("example.com.")?.as_text(), Some("example.com"));
    ///
    /// let error = Fqdn::from_text("mn..com").unwrap_err();
    /// assert_eq!((error.kind(), error.offset()), (ParseErrorKind::LabelLength, 3));
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[inline]
    pub fn from_text(text: &'a str) -> Result<Self, ParseError> {
        Self::from_text_octets(text.as_bytes())
    }

    /// Checks a name as the octets of its text. One trailing dot is removed.
    ///
    /// # Errors
    ///
    /// * [`NameLength`](ParseErrorKind::NameLength) at octet 0 if the text is empty or a single dot, at octet 253 if
    ///   it is longer than 253 octets.
    /// * Otherwise the first fault in the text: [`LabelLength`](ParseErrorKind::LabelLength) at the start of a label
    ///   that is empty or longer than 63 octets, [`NameCharacter`](ParseErrorKind::NameCharacter) at a character
    ///   that no name contains.
    ///
    /// ```
    /// use mip6_wire::{Fqdn, ParseErrorKind};
    ///
    /// let error = Fqdn::from_text_octets(b"mn.example.com\0").unwrap_err();
    /// assert_eq!((error.kind(), error.offset()), (ParseErrorKind::NameCharacter, 14));
    /// ```
    pub fn from_text_octets(octets: &'a [u8]) -> Result<Self, ParseError> {
        let text = match octets {
            [text @ .., b'.'] => text,
            _ => octets,
        };
        if text.is_empty() {
            return Err(ParseError::new(ParseErrorKind::NameLength, 0));
        }
        if text.len() > Self::MAX_TEXT {
            let offset = Self::MAX_TEXT;
            return Err(ParseError::new(ParseErrorKind::NameLength, offset));
        }
        if !is_text(text) {
            check_text(text)?;
        }
        Ok(Self(text))
    }

    /// Checks a name as labels (RFC 1035 Section 3.1), which fills all of `octets`.
    ///
    /// # Errors
    ///
    /// Those of [`split_labels`](Self::split_labels), and [`TrailingOctets`](ParseErrorKind::TrailingOctets) at the
    /// first octet after the root.
    ///
    /// ```
    /// use mip6_wire::{Fqdn, ParseErrorKind};
    ///
    /// let name = Fqdn::from_labels(b"\x07example\x03com\x00")?;
    /// assert_eq!(name.as_labels(), Some(&b"\x07example\x03com\x00"[..]));
    ///
    /// let error = Fqdn::from_labels(b"\x03com").unwrap_err(); // no root
    /// assert_eq!((error.kind(), error.offset()), (ParseErrorKind::Truncated, 4));
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[inline]
    pub fn from_labels(octets: &'a [u8]) -> Result<Self, ParseError> {
        match Self::split_labels(octets)? {
            (name, []) => Ok(name),
            (Self(name), _) => Err(ParseError::new(ParseErrorKind::TrailingOctets, name.len())),
        }
    }

    /// Checks a name as labels at the start of `octets`, and returns it and the octets after it.
    ///
    /// This is a name in a DNS message, if it is not compressed.
    ///
    /// # Errors
    ///
    /// The first of these:
    ///
    /// * [`LabelLength`](ParseErrorKind::LabelLength) at a length octet above 63, such as a compression pointer.
    /// * [`NameLength`](ParseErrorKind::NameLength) at octet 255 if there are more than 255 octets and the root is
    ///   not among the first 255.
    /// * [`Truncated`](ParseErrorKind::Truncated) at the end of `octets` if the root is not in them.
    /// * [`NameLength`](ParseErrorKind::NameLength) at octet 0 if the name is the root alone.
    /// * [`NameCharacter`](ParseErrorKind::NameCharacter) at a character that no name contains.
    ///
    /// ```
    /// use mip6_wire::Fqdn;
    ///
    /// // a question: the name, QTYPE 33 (SRV), QCLASS 1 (IN)
    /// let question = b"\x05_mip6\x05_ipv6\x07example\x03com\x00\x00\x21\x00\x01";
    /// let (name, rest) = Fqdn::split_labels(question)?;
    /// assert_eq!(name, Fqdn::from_text("_mip6._ipv6.example.com")?);
    /// assert_eq!(rest, [0x00, 0x21, 0x00, 0x01]);
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    pub fn split_labels(octets: &'a [u8]) -> Result<(Self, &'a [u8]), ParseError> {
        let longest = octets.get(..Self::MAX_LABELS).unwrap_or(octets);
        // how many octets look like a character of a label: the characters, and some length octets
        let mut characters = 0_usize;
        let mut root = 0_usize;
        loop {
            let length = match longest.get(root) {
                Some(length @ 1..0x21) => *length,
                Some(length @ 0x21..=MAX_LABEL) => {
                    characters = characters.wrapping_add(usize::from(*length != b'.'));
                    *length
                }
                Some(0) => break,
                Some(_) => return Err(ParseError::new(ParseErrorKind::LabelLength, root)),
                None => return Err(no_root(octets)),
            };
            characters = characters.wrapping_add(length.into());
            root = root.wrapping_add(1).wrapping_add(usize::from(length));
        }
        let (Some(labels), Some((name, rest))) =
            (octets.get(..root), octets.split_at_checked(root.wrapping_add(1)))
        else {
            return Err(no_root(octets));
        };
        if labels.is_empty() {
            return Err(ParseError::new(ParseErrorKind::NameLength, 0));
        }
        if count_label_octets(labels) != characters {
            check_labels(Fqdn(name).labels())?;
        }
        Ok((Self(name), rest))
    }

    /// The octets of the name, in its form.
    #[must_use]
    #[inline]
    pub const fn as_octets(self) -> &'a [u8] {
        self.0
    }

    /// The text, without a trailing dot. `None` if the name is labels.
    ///
    /// ```
    /// use mip6_wire::Fqdn;
    ///
    /// assert_eq!(Fqdn::from_text("example.com")?.as_text(), Some("example.com"));
    /// assert_eq!(Fqdn::from_labels(b"\x03com\x00")?.as_text(), None);
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[must_use]
    pub fn as_text(self) -> Option<&'a str> {
        self.as_text_octets().map(ascii)
    }

    /// The octets of the text, without a trailing dot. `None` if the name is labels.
    ///
    /// Unlike [`as_text`](Self::as_text) it takes no walk over the text.
    #[must_use]
    #[inline]
    pub const fn as_text_octets(self) -> Option<&'a [u8]> {
        match self.form() {
            Form::Text => Some(self.0),
            Form::Labels => None,
        }
    }

    /// The octets of the labels, with the root. `None` if the name is text.
    #[must_use]
    #[inline]
    pub const fn as_labels(self) -> Option<&'a [u8]> {
        match self.form() {
            Form::Text => None,
            Form::Labels => Some(self.0),
        }
    }

    /// The length of the name as text, in octets: 1 to 253.
    #[must_use]
    #[inline]
    pub const fn text_len(self) -> usize {
        match self.form() {
            Form::Text => self.0.len(),
            Form::Labels => self.0.len().wrapping_sub(2),
        }
    }

    /// The length of the name as labels, in octets: 3 to 255.
    #[must_use]
    #[inline]
    pub const fn labels_len(self) -> usize {
        match self.form() {
            Form::Text => self.0.len().wrapping_add(2),
            Form::Labels => self.0.len(),
        }
    }

    /// The labels from left to right, without the root.
    ///
    /// ```
    /// use mip6_wire::Fqdn;
    ///
    /// let name = Fqdn::from_text("mn.example.com")?;
    /// assert!(name.labels().eq([&b"mn"[..], b"example", b"com"]));
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[must_use]
    #[inline]
    pub const fn labels(self) -> Labels<'a> {
        Labels::of(self.0)
    }

    /// Whether the name is `domain` or a name below it.
    ///
    /// ```
    /// use mip6_wire::Fqdn;
    ///
    /// let domain = Fqdn::from_text("example.com")?;
    /// assert!(Fqdn::from_text("mn.Example.com")?.is_subdomain_of(domain));
    /// assert!(!Fqdn::from_text("counterexample.com")?.is_subdomain_of(domain));
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[must_use]
    pub fn is_subdomain_of(self, domain: Fqdn<'_>) -> bool {
        let mut labels = self.labels();
        while labels.text_len() > domain.text_len() {
            labels.next();
        }
        labels.same(domain.labels())
    }

    /// Writes the name as labels (RFC 1035 Section 3.1) to the start of `buffer`, and returns them.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull) if `buffer` is shorter than [`labels_len`](Self::labels_len).
    /// Nothing is written then.
    ///
    /// ```
    /// use mip6_wire::Fqdn;
    ///
    /// let mut buffer = [0xff; Fqdn::MAX_LABELS];
    /// let name = Fqdn::from_text("mn.example.com")?;
    /// assert_eq!(name.to_labels(&mut buffer)?, b"\x02mn\x07example\x03com\x00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_labels(self, buffer: &mut [u8]) -> Result<&[u8], EmitError> {
        let written = buffer.get_mut(..self.labels_len()).ok_or_else(full)?;
        match (self.form(), &mut *written) {
            (Form::Text, [_, characters @ .., root]) => {
                copy(characters, self.0);
                *root = 0;
                replace_dots(self.0, written);
            }
            (_, slot) => copy(slot, self.0),
        }
        Ok(written)
    }

    /// Writes the name as text, without a trailing dot, to the start of `buffer`, and returns it.
    ///
    /// [`to_text_octets`](Self::to_text_octets) saves a pass over the text.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull) if `buffer` is shorter than [`text_len`](Self::text_len). Nothing
    /// is written then.
    ///
    /// ```
    /// use mip6_wire::Fqdn;
    ///
    /// let mut buffer = [0xff; Fqdn::MAX_TEXT];
    /// let name = Fqdn::from_labels(b"\x02mn\x07example\x03com\x00")?;
    /// assert_eq!(name.to_text(&mut buffer)?, "mn.example.com");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_text(self, buffer: &mut [u8]) -> Result<&str, EmitError> {
        self.to_text_octets(buffer).map(ascii)
    }

    /// Writes the name as text, as [`to_text`](Self::to_text) does, and returns its octets.
    ///
    /// # Errors
    ///
    /// Those of [`to_text`](Self::to_text).
    ///
    /// ```
    /// use mip6_wire::{Fqdn, MnIdentity};
    ///
    /// let mut buffer = [0; Fqdn::MAX_TEXT];
    /// let name = Fqdn::from_labels(b"\x02mn\x07example\x03com\x00")?;
    /// let identity = MnIdentity::from_octets(name.to_text_octets(&mut buffer)?);
    /// assert_eq!(identity.as_octets(), b"mn.example.com");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_text_octets(self, buffer: &mut [u8]) -> Result<&[u8], EmitError> {
        let written = buffer.get_mut(..self.text_len()).ok_or_else(full)?;
        match (self.form(), self.0) {
            (Form::Labels, [first, characters @ .., _]) => {
                copy(written, characters);
                let mut end = usize::from(*first);
                while let Some(length) = written.get_mut(end) {
                    end = end.wrapping_add(1).wrapping_add(usize::from(*length));
                    *length = b'.';
                }
            }
            (_, text) => copy(written, text),
        }
        Ok(written)
    }

    const fn form(self) -> Form {
        Form::of(self.0)
    }
}

/// The text of the name, without a trailing dot.
impl fmt::Display for Fqdn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_text(&mut [0; Self::MAX_TEXT]) {
            Ok(text) => f.pad(text),
            Err(_) => Err(fmt::Error),
        }
    }
}

impl PartialEq<Fqdn<'_>> for Fqdn<'_> {
    fn eq(&self, other: &Fqdn<'_>) -> bool {
        self.labels().same(other.labels())
    }
}

impl Eq for Fqdn<'_> {}

impl Hash for Fqdn<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for label in self.labels() {
            for octet in label {
                state.write_u8(octet.to_ascii_lowercase());
            }
            state.write_u8(b'.');
        }
        state.write_u8(0xff);
    }
}

/// Octets that are ASCII, as text.
#[inline]
fn ascii(octets: &[u8]) -> &str {
    core::str::from_utf8(octets).unwrap_or_default()
}

#[cold]
fn full() -> EmitError {
    EmitError::new(EmitErrorKind::BufferFull, 0)
}

debug! {
    Fqdn<'_>: "Fqdn({}, {} octets)",
        |name| match name.form() { Form::Text => "text", Form::Labels => "labels" }, name.0.len();
}
