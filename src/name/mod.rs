//! Domain names: as text, as labels, and the names that RFC 5026 derives.
//!
//! A mobile node is known by its fully qualified domain name, in one of two forms:
//!
//! ```text
//! text (RFC 7296 Section 3.5)     m  n  .  e  x  a  m  p  l  e  .  c  o  m            14 octets
//! labels (RFC 1035 Section 3.1)   2  m  n  7  e  x  a  m  p  l  e  3  c  o  m  0      16 octets
//! ```
//!
//! [`Fqdn`] is a view of either, checked once. The rules are the same for both, so that each form can be
//! written as the other:
//!
//! * a name has at least one label; the root alone names no node,
//! * a label has 1 to 63 octets (RFC 1035 Section 2.3.4),
//! * a name has at most 255 octets as labels, the length octets and the root's zero included (RFC 1035
//!   Section 2.3.4). That makes 253 characters of text,
//! * every octet of a label is a visible ASCII character, 0x21 to 0x7e, except the dot and the backslash: these
//!   two would need an escape in text. An internationalized name has the form of A-labels (`xn--`).
//!
//! Names are not compressed (RFC 1035 Section 4.1.4): a pointer is a label length that is not valid.
//!
//! | name | source | made by |
//! |---|---|---|
//! | `_mip6._ipv6.<domain>` | RFC 5026 Section 5.1.2, RFC 2782 | [`service_name`] |
//! | 32 nibbles under `ip6.arpa` | RFC 3596 Section 2.5 | [`reverse_name`] |

use crate::error::{EmitError, EmitErrorKind, ParseError, ParseErrorKind};
use crate::wire::copy;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::iter::FusedIterator;
use core::net::Ipv6Addr;

/// A fully qualified domain name, as text or as labels.
///
/// Two names are equal where their labels are, in either form, without regard to the case of ASCII letters
/// (RFC 1035 Section 2.3.3). A name identifies a person as often as not: `Debug` shows its form and length
/// alone, `Display` the text.
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
pub struct Fqdn<'a>(&'a [u8]);

impl<'a> Fqdn<'a> {
    /// The longest text of a name, in octets; a trailing dot does not count.
    pub const MAX_TEXT: usize = 253;

    /// The longest label form of a name, in octets: length octets and the root's zero included.
    pub const MAX_LABELS: usize = 255;

    /// A name as text. One trailing dot is taken off.
    ///
    /// # Errors
    ///
    /// As [`from_text_octets`](Self::from_text_octets).
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

    /// A name as the octets of its text. One trailing dot is taken off.
    ///
    /// # Errors
    ///
    /// * [`NameLength`](ParseErrorKind::NameLength) at octet 0 for an empty text and for a dot alone, at octet
    ///   253 for a text that is longer than that,
    /// * else, of these, the one at the least offset, in this order: [`LabelLength`](ParseErrorKind::LabelLength)
    ///   where a label begins that is longer than 63 octets, or should begin;
    ///   [`NameCharacter`](ParseErrorKind::NameCharacter) at a character that cannot stand in a name.
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

    /// A name as labels (RFC 1035 Section 3.1), which is the whole of `octets`.
    ///
    /// # Errors
    ///
    /// As [`split_labels`](Self::split_labels), and [`TrailingOctets`](ParseErrorKind::TrailingOctets) at the
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

    /// A name as labels at the start of `octets`, and what follows it: a name in a DNS message that is not
    /// compressed.
    ///
    /// # Errors
    ///
    /// The first of
    ///
    /// * [`LabelLength`](ParseErrorKind::LabelLength) at a length octet above 63, a compression pointer among
    ///   them,
    /// * [`NameLength`](ParseErrorKind::NameLength) at octet 255 where the root is not among the first 255
    ///   octets, though there are more than that,
    /// * [`Truncated`](ParseErrorKind::Truncated) at the end of `octets` where the root is not in them,
    /// * [`NameLength`](ParseErrorKind::NameLength) at octet 0 for the root alone,
    /// * [`NameCharacter`](ParseErrorKind::NameCharacter) at a character that cannot stand in a name.
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
        // how many octets can stand in a label: the characters, and length octets that look like one
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
        let (Some(labels), Some((name, rest))) = (
            octets.get(..root),
            octets.split_at_checked(root.wrapping_add(1)),
        ) else {
            return Err(no_root(octets));
        };
        if labels.is_empty() {
            return Err(ParseError::new(ParseErrorKind::NameLength, 0));
        }
        if count_label_octets(labels) != characters {
            check_labels(name)?;
        }
        Ok((Self(name), rest))
    }

    /// The octets of the name, in the form that it has.
    #[must_use]
    #[inline]
    pub const fn as_octets(self) -> &'a [u8] {
        self.0
    }

    /// The text, without a trailing dot, where the name has this form.
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
        match self.form() {
            Form::Text => Some(ascii(self.0)),
            Form::Labels => None,
        }
    }

    /// The labels with their length octets and the root, where the name has this form.
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

    /// The labels, from the host's on, without the root.
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
        Labels { rest: self.0 }
    }

    /// Whether the name is `domain`, or one below it.
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

    /// Writes the name as labels (RFC 1035 Section 3.1) to the start of `buffer`, and returns what was written.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull) where `buffer` is shorter than
    /// [`labels_len`](Self::labels_len). Nothing was written then.
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

    /// Writes the name as text, without a trailing dot, to the start of `buffer`, and returns what was written.
    ///
    /// [`to_text_octets`](Self::to_text_octets) saves a pass over the text, where octets will do.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull) where `buffer` is shorter than [`text_len`](Self::text_len).
    /// Nothing was written then.
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

    /// Writes the name as the octets of its text, as [`to_text`](Self::to_text) does.
    ///
    /// # Errors
    ///
    /// As [`to_text`](Self::to_text).
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

impl fmt::Debug for Fqdn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let form = match self.form() {
            Form::Text => "text",
            Form::Labels => "labels",
        };
        write!(f, "Fqdn({form}, {} octets)", self.0.len())
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

/// The labels of a name, one slice each; made by [`Fqdn::labels`].
#[derive(Clone)]
pub struct Labels<'a> {
    // of either form, as in `Fqdn`; nothing or the root at the end
    rest: &'a [u8],
}

impl Labels<'_> {
    fn text_len(&self) -> usize {
        match Form::of(self.rest) {
            Form::Text => self.rest.len(),
            Form::Labels => self.rest.len().saturating_sub(2),
        }
    }

    /// Whether the labels that are left are the same, but for the case of letters.
    fn same(mut self, mut other: Labels<'_>) -> bool {
        if Form::of(self.rest) == Form::of(other.rest) {
            // length octets are below 64, letters are not
            return self.rest.eq_ignore_ascii_case(other.rest);
        }
        loop {
            match (self.next(), other.next()) {
                (Some(label), Some(other)) if label.eq_ignore_ascii_case(other) => {}
                (None, None) => return true,
                _ => return false,
            }
        }
    }
}

impl<'a> Iterator for Labels<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let (label, rest) = match (Form::of(self.rest), self.rest) {
            (Form::Labels, [length, rest @ ..]) => rest.split_at_checked(usize::from(*length))?,
            (_, text) => {
                let dot = text.iter().position(|octet| *octet == b'.');
                match text.split_at_checked(dot.unwrap_or(text.len()))? {
                    (label, [_, rest @ ..]) => (label, rest),
                    (label, []) => (label, &[][..]),
                }
            }
        };
        if label.is_empty() {
            return None;
        }
        self.rest = rest;
        Some(label)
    }
}

impl FusedIterator for Labels<'_> {}

impl fmt::Debug for Labels<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Labels({} octets)", self.rest.len())
    }
}

/// A name of its own: the text of a name in `N` octets. 253 hold any.
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
pub struct FqdnBuf<const N: usize> {
    // the text of a name that was checked
    text: heapless::Vec<u8, N>,
}

impl<const N: usize> FqdnBuf<N> {
    /// A copy of `name`.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull) where its text is longer than `N` octets.
    pub fn from_fqdn(name: Fqdn<'_>) -> Result<Self, EmitError> {
        Self::from_parts(b"", name)
    }

    /// The name.
    #[must_use]
    pub fn as_fqdn(&self) -> Fqdn<'_> {
        Fqdn(&self.text)
    }

    /// The name that begins with the labels of `prefix`, which ends in a dot, and goes on as `domain`.
    fn from_parts(prefix: &[u8], domain: Fqdn<'_>) -> Result<Self, EmitError> {
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

impl<const N: usize> fmt::Debug for FqdnBuf<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FqdnBuf({} octets)", self.text.len())
    }
}

/// The text of the name, without a trailing dot.
impl<const N: usize> fmt::Display for FqdnBuf<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(ascii(&self.text))
    }
}

/// Two are equal where their names are.
impl<const N: usize> PartialEq for FqdnBuf<N> {
    fn eq(&self, other: &Self) -> bool {
        self.as_fqdn() == other.as_fqdn()
    }
}

impl<const N: usize> Eq for FqdnBuf<N> {}

impl<const N: usize> Hash for FqdnBuf<N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_fqdn().hash(state);
    }
}

/// The name under which the home agents of `domain` are found: `_mip6._ipv6.<domain>`, to be asked for with
/// type SRV (RFC 5026 Section 5.1.2).
///
/// # Errors
///
/// * [`Value`](EmitErrorKind::Value) at octet 253 where `domain` is longer than 241 octets of text, as the two
///   labels take 12 of the 253,
/// * [`BufferFull`](EmitErrorKind::BufferFull) where the name is longer than `N` octets.
///
/// ```
/// use mip6_wire::Fqdn;
/// use mip6_wire::name::service_name;
///
/// let name = service_name::<64>(Fqdn::from_text("example.com")?)?;
/// assert_eq!(name.to_string(), "_mip6._ipv6.example.com");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn service_name<const N: usize>(domain: Fqdn<'_>) -> Result<FqdnBuf<N>, EmitError> {
    if domain.text_len() > Fqdn::MAX_TEXT.wrapping_sub(SERVICE.len()) {
        return Err(EmitError::new(EmitErrorKind::Value, Fqdn::MAX_TEXT));
    }
    FqdnBuf::from_parts(SERVICE, domain)
}

/// The name of the reverse entry of `address`: its 32 nibbles, the last one first, under `ip6.arpa` (RFC 3596
/// Section 2.5).
///
/// A home agent keeps this entry for the home address of each mobile node (RFC 5026 Section 6).
///
/// ```
/// use mip6_wire::name::reverse_name;
///
/// assert_eq!(
///     reverse_name("2001:db8:1::100".parse()?).to_string(),
///     "0.0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn reverse_name(address: Ipv6Addr) -> FqdnBuf<72> {
    let mut name = *b"0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa";
    for (nibbles, octet) in name.chunks_exact_mut(4).zip(address.octets().iter().rev()) {
        if let [low, _, high, _] = nibbles {
            *low = hex_digit(octet & 0x0f);
            *high = hex_digit(octet >> 4);
        }
    }
    let mut text = heapless::Vec::new();
    // the capacity is the length
    let _ = text.extend_from_slice(&name);
    FqdnBuf { text }
}

/// The labels in front of the domain in the name of the service.
const SERVICE: &[u8] = b"_mip6._ipv6.";

/// The longest label, in octets.
const MAX_LABEL: u8 = 63;

/// Which form the octets of a name have; the end of a [`Labels`] counts as one of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Labels,
}

impl Form {
    #[inline(always)]
    const fn of(name: &[u8]) -> Self {
        match name {
            [.., 0] => Self::Labels,
            _ => Self::Text,
        }
    }
}

/// Whether an octet can stand in a label.
#[inline(always)]
const fn is_label_octet(octet: u8) -> bool {
    // one comparison for 0x21 to 0x7e
    octet.wrapping_sub(0x21) < 0x5e && octet != b'.' && octet != b'\\'
}

/// The rules for the labels of a text, one label after the other: what is wrong with them.
#[cold]
fn check_text(text: &[u8]) -> Result<(), ParseError> {
    let mut start = 0_usize;
    for label in text.split(|octet| *octet == b'.') {
        if label.is_empty() || label.len() > usize::from(MAX_LABEL) {
            return Err(ParseError::new(ParseErrorKind::LabelLength, start));
        }
        check_characters(label, start)?;
        start = start.wrapping_add(label.len()).wrapping_add(1);
    }
    Ok(())
}

/// The rule for the characters of a name as labels whose lengths are right.
#[cold]
fn check_labels(name: &[u8]) -> Result<(), ParseError> {
    let mut start = 1_usize;
    for label in Fqdn(name).labels() {
        check_characters(label, start)?;
        start = start.wrapping_add(label.len()).wrapping_add(1);
    }
    Ok(())
}

/// The rule for the characters of a label that begins at `start`.
fn check_characters(label: &[u8], start: usize) -> Result<(), ParseError> {
    match label.iter().position(|octet| !is_label_octet(*octet)) {
        Some(at) => {
            let offset = start.wrapping_add(at);
            Err(ParseError::new(ParseErrorKind::NameCharacter, offset))
        }
        None => Ok(()),
    }
}

/// Whether `text` obeys the rules of [`check_text`]: the same in far fewer instructions, and without telling
/// what is wrong.
#[inline]
fn is_text(text: &[u8]) -> bool {
    let ([first, ..], [.., last]) = (text, text) else {
        return false;
    };
    let faults = if let Some(end) = text.last_chunk::<17>() {
        // the last sixteen octets, some of which the walk meets again
        let mut faults = block_faults(end);
        let mut rest = text;
        while let (Some(octets), 18..) = (rest.first_chunk(), rest.len()) {
            let [low, high] = block_faults(octets);
            let [low_before, high_before] = faults;
            faults = [low_before | low, high_before | high];
            rest = rest.get(16..).unwrap_or_default();
        }
        let [low, high] = faults;
        low | high
    } else if let (Some(start), Some(end)) = (text.first_chunk::<9>(), text.last_chunk::<9>()) {
        word_faults(start) | word_faults(end)
    } else if let (Some(start), Some(end)) = (text.first_chunk::<5>(), text.last_chunk::<5>()) {
        half_word_faults(start, end)
    } else {
        few_faults(text)
    };
    faults & HIGH == 0 && is_label_octet(*first) && *last != b'.' && has_short_labels(text)
}

/// Eight times the same octet.
const fn each(octet: u8) -> u64 {
    u64::from_le_bytes([octet; 8])
}

/// The high bit of each of eight octets.
const HIGH: u64 = each(0x80);

/// High bits, where one of eight octets cannot follow the one before it in a text; `next` are these, `octets` the
/// ones before. Which of them it is does not come out: subtractions borrow from one octet to the next.
#[inline(always)]
const fn faults(octets: u64, next: u64) -> u64 {
    let invisible = next | next.wrapping_add(each(1)) | next.wrapping_sub(each(0x21));
    let backslash = (next ^ each(b'\\')).wrapping_sub(each(1));
    let two_dots = ((octets ^ each(b'.')) | (next ^ each(b'.'))).wrapping_sub(each(1));
    invisible | backslash | two_dots
}

/// [`faults`] of sixteen octets and the one before them, as two words: a vector where the processor has some.
#[inline(always)]
fn block_faults(octets: &[u8; 17]) -> [u64; 2] {
    let [start @ .., _, _, _, _, _, _, _, _] = octets;
    let [_, _, _, _, _, _, _, _, end @ ..] = octets;
    [word_faults(start), word_faults(end)]
}

/// [`faults`] of eight octets and the one before them.
#[inline(always)]
fn word_faults(octets: &[u8; 9]) -> u64 {
    let ([octets @ .., _], [_, next @ ..]) = (octets, octets);
    faults(u64::from_le_bytes(*octets), u64::from_le_bytes(*next))
}

/// [`faults`] of two times four octets and the ones before them.
#[inline(always)]
fn half_word_faults(start: &[u8; 5], end: &[u8; 5]) -> u64 {
    let word =
        |[a, b, c, d]: [u8; 4], [e, f, g, h]: [u8; 4]| u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    let ([start @ .., _], [_, after_start @ ..]) = (start, start);
    let ([end @ .., _], [_, after_end @ ..]) = (end, end);
    faults(word(*start, *end), word(*after_start, *after_end))
}

/// [`faults`] of up to eight octets.
#[inline(always)]
fn few_faults(octets: &[u8]) -> u64 {
    let word = octets.iter().fold(each(b'x'), |word, octet| {
        word.wrapping_shl(8) | u64::from(*octet)
    });
    // the first octet is the most significant one
    faults(word.wrapping_shr(8), word)
}

/// How many octets can stand in a label.
#[inline(always)]
fn count_label_octets(octets: &[u8]) -> usize {
    // a count for each of sixteen places: a vector, where the processor has vectors
    let mut counts = [0_u64; 2];
    let mut count = |[low, high]: [u64; 2]| {
        let [low_count, high_count] = counts;
        counts = [
            low_count.wrapping_add(label_octets(low)),
            high_count.wrapping_add(label_octets(high)),
        ];
    };
    let mut rest = octets;
    while let Some((block, after)) = rest.split_first_chunk() {
        count(words(block));
        rest = after;
    }
    let (first, rest) = match rest.split_first_chunk() {
        Some((word, rest)) => (u64::from_le_bytes(*word), rest),
        None => (0, rest),
    };
    count([first, last_word(octets, rest)]);
    let [low, high] = counts;
    // the sum of the octets, in the uppermost one; it is no more than 255
    let [.., sum] = low.wrapping_add(high).wrapping_mul(each(1)).to_le_bytes();
    sum.into()
}

/// Sixteen octets as two words.
#[inline(always)]
const fn words(octets: &[u8; 16]) -> [u64; 2] {
    let [low @ .., _, _, _, _, _, _, _, _] = octets;
    let [_, _, _, _, _, _, _, _, high @ ..] = octets;
    [u64::from_le_bytes(*low), u64::from_le_bytes(*high)]
}

/// `rest`, fewer than eight octets at the end of `octets`, and zeros after them.
#[inline(always)]
fn last_word(octets: &[u8], rest: &[u8]) -> u64 {
    match octets.last_chunk() {
        Some(word) => {
            // what stands before `rest` goes: where `rest` is empty, all 64 bits
            let left = u32::try_from(rest.len()).unwrap_or_default();
            let before = 64_u32.wrapping_sub(left.wrapping_mul(8));
            u64::from_le_bytes(*word)
                .checked_shr(before)
                .unwrap_or_default()
        }
        None => rest.iter().rev().fold(0_u64, |word, octet| {
            word.wrapping_shl(8) | u64::from(*octet)
        }),
    }
}

/// 1 for each of eight octets that can stand in a label, else 0.
#[inline(always)]
const fn label_octets(octets: u64) -> u64 {
    let ascii = low_bits(octets);
    // high bits; no sum and no difference goes beyond its octet
    let visible = (ascii.wrapping_add(each(1)) | HIGH).wrapping_sub(each(0x22));
    let no_dot = (ascii ^ each(b'.')).wrapping_add(each(0x7f));
    let no_backslash = (ascii ^ each(b'\\')).wrapping_add(each(0x7f));
    (!octets & visible & no_dot & no_backslash & HIGH).wrapping_shr(7)
}

/// Eight octets without their high bits.
#[inline(always)]
const fn low_bits(octets: u64) -> u64 {
    octets & each(0x7f)
}

/// The high bit of each octet that is a dot, where all eight are ASCII; above one that is not, there may be others.
#[inline(always)]
const fn dots(octets: u64) -> u64 {
    // an octet that is zero leaves its high bit in the difference, any other up to 0x7f does not
    HIGH.wrapping_sub(octets ^ each(b'.')) & HIGH
}

/// Whether no label of a text is longer than 63 octets: else some 64 octets from the start of a label on hold
/// no dot.
#[inline(always)]
fn has_short_labels(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(octets) = rest.first_chunk::<64>() {
        let Some(after) = after_last_dot(octets) else {
            return false;
        };
        rest = rest.get(after..).unwrap_or_default();
    }
    true
}

/// Where the last label begins, of several in ASCII.
#[inline(always)]
fn after_last_dot(octets: &[u8; 64]) -> Option<usize> {
    let mut end = octets.len();
    for word in octets.rchunks_exact(8) {
        let word = word
            .first_chunk()
            .map_or(0, |word| u64::from_le_bytes(*word));
        let dots = dots(word);
        if dots != 0 {
            let left = usize::try_from(dots.leading_zeros() >> 3).unwrap_or_default();
            return Some(end.wrapping_sub(left));
        }
        end = end.wrapping_sub(8);
    }
    None
}

/// Puts the length octets into `labels`, which holds `text` from its second octet on.
#[inline(always)]
fn replace_dots(text: &[u8], labels: &mut [u8]) {
    let mut start = 0_usize;
    let mut put = |dot: usize| {
        if let Some(length) = labels.get_mut(start) {
            // a label is shorter than 256 octets: one octet holds the difference
            [*length, ..] = dot.wrapping_sub(start).to_le_bytes();
        }
        start = dot.wrapping_add(1);
    };
    let mut base = 0_usize;
    let mut rest = text;
    while let Some((block, after)) = rest.split_first_chunk() {
        let [low, high] = words(block);
        let (low, high) = (dots(low), dots(high));
        if low | high != 0 {
            find_dots(low, base, &mut put);
            find_dots(high, base.wrapping_add(8), &mut put);
        }
        base = base.wrapping_add(16);
        rest = after;
    }
    if let Some((word, after)) = rest.split_first_chunk() {
        find_dots(dots(u64::from_le_bytes(*word)), base, &mut put);
        base = base.wrapping_add(8);
        rest = after;
    }
    find_dots(dots(last_word(text, rest)), base, &mut put);
    put(text.len());
}

/// Calls `found` with the position of each of the [`dots`] of eight octets, the first of them being the least
/// significant one, at `base`.
#[inline(always)]
fn find_dots(mut left: u64, base: usize, mut found: impl FnMut(usize)) {
    while left != 0 {
        let octet = usize::try_from(left.trailing_zeros() >> 3).unwrap_or_default();
        found(base.wrapping_add(octet));
        left &= left.wrapping_sub(1);
    }
}

const fn hex_digit(nibble: u8) -> u8 {
    match nibble {
        0..=9 => b'0'.wrapping_add(nibble),
        _ => b'a'.wrapping_sub(10).wrapping_add(nibble),
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

/// The octets hold no root where it should be: the name is too long, or cut off.
#[cold]
fn no_root(octets: &[u8]) -> ParseError {
    if octets.len() > Fqdn::MAX_LABELS {
        ParseError::new(ParseErrorKind::NameLength, Fqdn::MAX_LABELS)
    } else {
        ParseError::new(ParseErrorKind::Truncated, octets.len())
    }
}
