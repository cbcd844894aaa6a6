//! The MN identity of the DNS Update option (RFC 5026 Section 8.1).

use crate::deviations::Deviations;
use crate::error::ParseError;
use crate::name::Fqdn;
use crate::wire::layout::{Tail, view};
use crate::wire::{Value, arbitrary, debug};
use core::fmt::{self, Write};

/// The identity of a mobile node, its domain name, as the DNS Update option carries it (RFC 5026 Section 8.1).
///
/// RFC 5026 says that the field has a variable length and is in "FQDN format". It does not say which of two forms
/// this is, text or labels: see [`Fqdn`]. This crate writes **text**, in ASCII, without a trailing dot and without a
/// terminator, for three reasons:
///
/// * The name has to be the IKEv2 identity of the mobile node (RFC 5026 Sections 5.2 and 6). That identity,
///   `ID_FQDN`, is text without a terminator (RFC 7296 Section 3.5). Only as text have both the same octets.
/// * RFC 5026 does not mention labels. RFCs that mean labels say so (RFC 6610 Section 3.1 does).
/// * Option Length leaves 253 octets for the identity. The longest name is 253 octets as text. As labels it is 255
///   octets, too long for the option.
///
/// A receiver cannot choose. The octets are kept verbatim, and [`fqdn`](Self::fqdn) reads either form: labels if the
/// last octet is zero and the length octets lead exactly to it, otherwise text. The two cannot be confused, as no
/// text contains a zero octet. The first octet is not enough: 0x30 to 0x39 are the digits and also the lengths 48 to
/// 57.
///
/// Two identities are equal if their octets are. [`matches`](Self::matches) compares names. A name can identify a
/// person, so `Debug` shows only the length. `Display` shows the text, with `\x` escapes if the octets are no name.
///
/// ```
/// use mip6_wire::{Fqdn, MnIdentity};
///
/// let identity = MnIdentity::from_text("mn.example.com")?;
/// assert_eq!(identity.as_octets(), b"mn.example.com");
/// assert_eq!(format!("{identity:?}"), "MnIdentity(14 octets)");
///
/// // received from a peer that writes labels
/// let labels = MnIdentity::from_octets(b"\x02mn\x07example\x03com\x00");
/// assert!(labels.matches(identity));
/// assert_eq!(labels.to_string(), "mn.example.com");
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "FQDN", alias = "domain name")]
pub struct MnIdentity<'a>(&'a [u8]);

impl<'a> MnIdentity<'a> {
    /// The longest identity that an option can hold, in octets. Option Length counts Status and the flags too.
    pub const MAX_LEN: usize = 253;

    /// An identity of any octets, unchecked.
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

    /// An identity that is the text of a name. One trailing dot is removed.
    ///
    /// # Errors
    ///
    /// Those of [`Fqdn::from_text_octets`].
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

    /// Whether there are no octets. The option allows this, but it names no mobile node.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The text, without a trailing dot, if the octets are the text of a name.
    ///
    /// # Errors
    ///
    /// Those of [`Fqdn::from_text_octets`]. Labels are not text.
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

    /// The octets, if they are the labels of a name.
    ///
    /// # Errors
    ///
    /// Those of [`Fqdn::from_labels`].
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

    /// The name, in the form of the octets. This checks the octets, so call it once and keep the name.
    ///
    /// # Errors
    ///
    /// Those of [`Fqdn::from_labels`] if the last octet is zero and the length octets lead exactly to it, otherwise
    /// those of [`Fqdn::from_text_octets`].
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
                if has_label_lengths(self.0) { Err(error) } else { Fqdn::from_text_octets(self.0) }
            }),
            _ => Fqdn::from_text_octets(self.0),
        }
    }

    /// Whether both are the same name, in either form, without regard to the case of letters or a trailing dot.
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

    /// Whether this is the name `name`, compared as in [`matches`](Self::matches).
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

impl<'a> Tail<'a> for MnIdentity<'a> {
    view! { |octets, _| Self(octets), |this| this.0, Value::Identity(this.0) }

    fn deviations(&self) -> Deviations {
        match Fqdn::from_text_octets(self.0) {
            Ok(_) => Deviations::empty(),
            Err(_) => Deviations::MN_IDENTITY,
        }
    }

    #[cfg(feature = "arbitrary")]
    fn arbitrary(
        u: &mut arbitrary::Unstructured<'a>,
        _: usize,
        _: usize,
        _: usize,
    ) -> arbitrary::Result<Self> {
        u.arbitrary()
    }
}

/// The identity keeps the form of the name. Labels of a name of 252 or 253 octets of text are too long for an option.
impl<'a> From<Fqdn<'a>> for MnIdentity<'a> {
    fn from(name: Fqdn<'a>) -> Self {
        Self(name.as_octets())
    }
}

/// The text of the name. If the octets are no name, a backslash and each octet that is not a visible ASCII character
/// are shown as `\x` and two hexadecimal digits.
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

debug! {
    MnIdentity<'_>: "MnIdentity({} octets)", |identity| identity.0.len();
}

arbitrary! {
    MnIdentity<'a>: |u| if u.arbitrary()? {
        Self::from_octets(at_most(Self::MAX_LEN, Fqdn::arbitrary(u)?.as_octets()))
    } else {
        Self::from_octets(octets(u, Self::MAX_LEN)?)
    };
}
