//! The MN identity of the DNS Update option (RFC 5026 Section 8.1): the domain name of the mobile node.
//!
//! RFC 5026 says that the field has a variable length and is in "FQDN format", and leaves the coding open. Two
//! are possible, text and DNS labels (RFC 1035 Section 3.1). This crate writes **text**, in ASCII, without a
//! trailing dot and without a terminator, for three reasons:
//!
//! * the name has to be the one that the mobile node gave as its IKEv2 initiator identity (RFC 5026 Sections 5.2
//!   and 6). That identity, `ID_FQDN`, is text without any terminator (RFC 7296 Section 3.5), so only as text are
//!   the two the same octets,
//! * RFC 5026 nowhere speaks of labels; where a name is meant as labels, RFCs say so (RFC 6610 Section 3.1 does),
//! * Option Length leaves 253 octets for the identity, and 253 characters are the longest name there is. As labels
//!   it takes 255, which do not fit.
//!
//! A receiver cannot choose. [`MnIdentity`] keeps whatever octets came, and reads a name out of them in either
//! form: as labels where its last octet is zero and its length octets lead there exactly, else as text. That
//! cannot go wrong, as no text contains a zero octet. The first octet alone would not do: 0x30 to 0x39 are the
//! digits, and also the lengths 48 to 57.

use crate::error::ParseError;
use crate::name::Fqdn;
use core::fmt::{self, Write};

/// The identity of a mobile node: the octets of the field, and the name in them.
///
/// Two identities are equal where their octets are; [`matches`](Self::matches) compares names. `Debug` shows
/// nothing but the length, since a name identifies a person; `Display` shows the text, and octets that are no
/// name with `\x` escapes.
///
/// ```
/// use mip6_wire::{Fqdn, MnIdentity};
///
/// let identity = MnIdentity::from_text("mn.example.com")?;
/// assert_eq!(identity.as_octets(), b"mn.example.com");
/// assert_eq!(format!("{identity:?}"), "MnIdentity(14 octets)");
///
/// // received from somebody who prefers labels
/// let labels = MnIdentity::from_octets(b"\x02mn\x07example\x03com\x00");
/// assert!(labels.matches(identity));
/// assert_eq!(labels.to_string(), "mn.example.com");
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MnIdentity<'a>(&'a [u8]);

impl<'a> MnIdentity<'a> {
    /// The longest identity that an option can hold, in octets: Option Length counts Status and the flags too.
    pub const MAX_LEN: usize = 253;

    /// An identity of any octets, as a receiver gets it.
    ///
    /// ```
    /// use mip6_wire::MnIdentity;
    ///
    /// let identity = MnIdentity::from_octets(b"no name\0");
    /// assert!(identity.fqdn().is_err());
    /// assert_eq!(identity.to_string(), r"no\x20name\x00");
    /// ```
    #[must_use]
    #[inline]
    pub const fn from_octets(octets: &'a [u8]) -> Self {
        Self(octets)
    }

    /// An identity that is the text of a name. One trailing dot is taken off.
    ///
    /// # Errors
    ///
    /// As [`Fqdn::from_text_octets`].
    ///
    /// ```
    /// use mip6_wire::MnIdentity;
    ///
    /// assert_eq!(MnIdentity::from_text("mn.example.com.")?.as_octets(), b"mn.example.com");
    /// assert!(MnIdentity::from_text("mn@example.com\n").is_err());
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    pub fn from_text(text: &'a str) -> Result<Self, ParseError> {
        Fqdn::from_text(text).map(Self::from)
    }

    /// The octets.
    #[must_use]
    #[inline]
    pub const fn as_octets(self) -> &'a [u8] {
        self.0
    }

    /// Whether there are no octets: the framing of the option allows it, but it names nobody.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The text, without a trailing dot, where the octets are the text of a name.
    ///
    /// # Errors
    ///
    /// As [`Fqdn::from_text_octets`]; labels are not text.
    ///
    /// ```
    /// use mip6_wire::{MnIdentity, ParseErrorKind};
    ///
    /// assert_eq!(MnIdentity::from_octets(b"mn.example.com").as_text()?, "mn.example.com");
    ///
    /// let error = MnIdentity::from_octets(b"\x02mn\x00").as_text().unwrap_err();
    /// assert_eq!((error.kind(), error.offset()), (ParseErrorKind::NameCharacter, 0));
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    pub fn as_text(self) -> Result<&'a str, ParseError> {
        Fqdn::from_text_octets(self.0).map(|name| name.as_text().unwrap_or_default())
    }

    /// The octets, where they are the labels of a name.
    ///
    /// # Errors
    ///
    /// As [`Fqdn::from_labels`].
    ///
    /// ```
    /// use mip6_wire::MnIdentity;
    ///
    /// assert_eq!(MnIdentity::from_octets(b"\x02mn\x00").as_labels()?, b"\x02mn\x00");
    /// assert!(MnIdentity::from_octets(b"mn").as_labels().is_err());
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    pub fn as_labels(self) -> Result<&'a [u8], ParseError> {
        Fqdn::from_labels(self.0).map(Fqdn::as_octets)
    }

    /// The name, in the form that the octets have.
    ///
    /// # Errors
    ///
    /// As [`Fqdn::from_labels`] where the last octet is zero and the length octets lead there exactly, else as
    /// [`Fqdn::from_text_octets`].
    ///
    /// ```
    /// use mip6_wire::MnIdentity;
    ///
    /// let text = MnIdentity::from_octets(b"mn.example.com").fqdn()?;
    /// let labels = MnIdentity::from_octets(b"\x02mn\x07example\x03com\x00").fqdn()?;
    /// assert_eq!(text, labels);
    /// assert_eq!((text.as_labels(), labels.as_text()), (None, None));
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    pub fn fqdn(self) -> Result<Fqdn<'a>, ParseError> {
        match self.0 {
            [.., 0] => Fqdn::from_labels(self.0).or_else(|error| {
                if has_label_lengths(self.0) {
                    Err(error)
                } else {
                    Fqdn::from_text_octets(self.0)
                }
            }),
            _ => Fqdn::from_text_octets(self.0),
        }
    }

    /// Whether both are the same name: in either form, without regard to the case of letters or a trailing dot.
    ///
    /// Octets that are no name match nothing, not even themselves.
    ///
    /// ```
    /// use mip6_wire::MnIdentity;
    ///
    /// let authenticated = MnIdentity::from_octets(b"mn.example.com");
    /// assert!(authenticated.matches(MnIdentity::from_octets(b"MN.Example.com.")));
    /// assert!(!authenticated.matches(MnIdentity::from_octets(b"mn.example.org")));
    /// ```
    #[must_use]
    pub fn matches(self, other: MnIdentity<'_>) -> bool {
        other.fqdn().is_ok_and(|other| self.matches_fqdn(other))
    }

    /// Whether this is the name `name`, compared as [`matches`](Self::matches) does.
    ///
    /// ```
    /// use mip6_wire::{Fqdn, MnIdentity};
    ///
    /// let authorized = Fqdn::from_text("mn.example.com")?;
    /// assert!(MnIdentity::from_octets(b"\x02MN\x07example\x03com\x00").matches_fqdn(authorized));
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[must_use]
    pub fn matches_fqdn(self, name: Fqdn<'_>) -> bool {
        // the octets of a checked name need no second check
        self.0 == name.as_octets() || self.fqdn().is_ok_and(|own| own == name)
    }
}

/// The identity keeps the form of the name. As labels, a name of 252 or more characters is too long for an option.
impl<'a> From<Fqdn<'a>> for MnIdentity<'a> {
    fn from(name: Fqdn<'a>) -> Self {
        Self(name.as_octets())
    }
}

impl fmt::Debug for MnIdentity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MnIdentity({} octets)", self.0.len())
    }
}

/// The text of the name. Of octets that are no name, each that is not a visible ASCII character is shown as `\x`
/// and two hexadecimal digits, and so is the backslash.
impl fmt::Display for MnIdentity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Ok(name) = self.fqdn() {
            return name.fmt(f);
        }
        for octet in self.0 {
            if octet.is_ascii_graphic() && *octet != b'\\' {
                f.write_char(char::from(*octet))?;
            } else {
                write!(f, "\\x{octet:02x}")?;
            }
        }
        Ok(())
    }
}

/// Whether the octets are labels, from the first length octet to the root's zero as the last octet.
fn has_label_lengths(octets: &[u8]) -> bool {
    let mut rest = octets;
    loop {
        rest = match rest {
            [0] => return true,
            [length @ 1..=63, rest @ ..] => match rest.split_at_checked(usize::from(*length)) {
                Some((_, rest)) => rest,
                None => return false,
            },
            _ => return false,
        };
    }
}
