//! Sub-options: what options 45, 52, 53, 58 and 62 consist of, and what DHCP has of the same kind.
//!
//! A family of sub-options is a type of numbers with a table (`sub_options!`), as mobility options are one.
//! [`SubOptions`] is the area they stand in, walked as it is read.

use crate::deviations::Deviations;
use crate::error::{EmitError, EmitErrorKind, ParseError, ParseErrorKind};
use crate::option::emit_padding;
use crate::wire::layout::{Tail, view};
use crate::wire::{Align, Field, Value, Writer, arbitrary, debug, read};
use core::fmt;
use core::hash::Hash;
use core::marker::PhantomData;

/// A family of sub-options: the type of its numbers, and what is the same for all of it.
pub trait SubOptionType: Copy + Eq + Hash + fmt::Debug + 'static {
    /// Any sub-option of the family, decoded.
    type SubOption<'a>: Copy + Eq + Hash + fmt::Debug;

    /// The offset of the first sub-option, counted from the first octet of the option that holds it.
    const START: usize;

    /// How many octets type and length have: 2, or 4 if both are 16 bits wide.
    const HEAD: usize;

    /// Whether type 0 is a Pad1, a single octet without length, and type 1 a `PadN`.
    const PADDED: bool;

    /// A bit for each type, by its number, that its option holds once at most.
    const ONCE: u16 = 0;

    /// The type of a number.
    fn from_number(number: u16) -> Self;

    /// The number of a type.
    fn number(self) -> u16;

    /// The registered name, `None` if the type is unassigned.
    fn registered_name(self) -> Option<&'static str>;

    /// Whether the type is one that this crate decodes.
    fn is_decoded(self) -> bool;

    /// The alignment of a sub-option, counted from the start of the Mobility Header; none if the family has no padding.
    fn align(raw: &RawSubOption<'_, Self>) -> Align {
        let _ = raw;
        Align::NONE
    }

    /// Decodes a body by its type.
    ///
    /// # Errors
    ///
    /// As the type's own [`parse_body`](SubOptionBody::parse_body).
    fn decode<'a>(raw: &RawSubOption<'a, Self>) -> Result<Self::SubOption<'a>, ParseError>;

    /// Lists the fields of a sub-option, in wire order. Offsets count from its type.
    fn list(sub_option: &Self::SubOption<'_>, out: &mut dyn FnMut(Field<'_>));

    /// The sender rules that the octets of a body break; [`MALFORMED`](Deviations::MALFORMED) if its type does not allow them.
    fn deviations(raw: &RawSubOption<'_, Self>) -> Deviations;

    /// The type of a sub-option.
    fn type_of(sub_option: &Self::SubOption<'_>) -> Self;

    /// Writes the body of a sub-option.
    ///
    /// # Errors
    ///
    /// As the type's own [`emit_body`](SubOptionBody::emit_body).
    fn emit(sub_option: &Self::SubOption<'_>, writer: &mut Writer<'_>) -> Result<(), EmitError>;
}

/// The body of a sub-option of one type, both ways.
pub trait SubOptionBody<'a>: Sized {
    /// The family.
    type Type: SubOptionType;

    /// The sub-option's type.
    const TYPE: Self::Type;

    /// Decodes the octets after the length.
    ///
    /// # Errors
    ///
    /// An offset counts from the sub-option's type.
    fn parse_body(raw: &RawSubOption<'a, Self::Type>) -> Result<Self, ParseError>;

    /// Writes the octets after the length.
    ///
    /// # Errors
    ///
    /// What the writer reports, or [`EmitErrorKind::Value`].
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError>;

    /// Lists the fields, in wire order. Offsets count from the sub-option's type.
    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        let _ = out;
    }

    /// The sender rules that the octets break, of which this is the value.
    fn audit(&self, body: &[u8]) -> Deviations {
        let _ = body;
        Deviations::empty()
    }
}

/// A sub-option of any type: its type and its body, uninterpreted.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RawSubOption<'a, T> {
    /// The type.
    pub sub_option_type: T,
    /// The octets after the length. Empty for Pad1, which has none.
    pub body: &'a [u8],
}

impl<'a, T: SubOptionType> RawSubOption<'a, T> {
    /// A sub-option to be written, or to be decoded.
    #[must_use]
    pub const fn new(sub_option_type: T, body: &'a [u8]) -> Self {
        Self { sub_option_type, body }
    }

    /// [`OptionLength`](ParseErrorKind::OptionLength) at the length: the body is not as long as the type wants.
    #[must_use]
    #[cold]
    pub fn length_error(&self) -> ParseError {
        ParseError::new(ParseErrorKind::OptionLength, T::HEAD.wrapping_div(2))
    }

    /// Whether it is a Pad1 or a `PadN`.
    #[must_use]
    pub fn is_padding(&self) -> bool {
        T::PADDED && self.sub_option_type.number() <= 1
    }
}

/// Shows the length of the body, not its octets.
impl<T: fmt::Debug> fmt::Debug for RawSubOption<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sub_option_type, body } = self;
        write!(f, "RawSubOption({sub_option_type:?}, {} octets)", body.len())
    }
}

#[cfg(feature = "defmt")]
impl<T: defmt::Format> defmt::Format for RawSubOption<'_, T> {
    fn format(&self, f: defmt::Formatter<'_>) {
        let octets = self.body.len();
        defmt::write!(f, "RawSubOption({}, {=usize} octets)", self.sub_option_type, octets);
    }
}

arbitrary! {
    // of a type that is not decoded, and no padding
    RawSubOption<'a, T> where [T: SubOptionType]: |u| {
        let drawn = T::from_number(u.arbitrary::<u8>()?.into());
        let raw = Self::new(drawn, octets(u, 200)?);
        if drawn.is_decoded() || raw.is_padding() {
            Self::new(T::from_number(u8::MAX.into()), raw.body)
        } else {
            raw
        }
    };
}

/// Sub-options, one after another to the end: a view of octets, checked as they are walked. A walk goes on behind a
/// sub-option whose body is malformed, and ends where a length runs past the end.
///
/// ```
/// use mip6_wire::option::SubOptions;
/// use mip6_wire::option::access::{AniType, GeoLocation, OperatorIdentifier};
///
/// let octets = [2, 6, 0x1a, 0x80, 0, 0xf4, 0x80, 0, 99, 1, 7];
/// let sub_options = SubOptions::<AniType>::new(&octets);
/// let place: GeoLocation = sub_options.find()?.unwrap();
/// assert_eq!((place.latitude.degrees(), place.longitude.degrees()), (53.0, -23.0));
/// assert_eq!(sub_options.find::<OperatorIdentifier<'_>>()?, None);
/// assert_eq!(sub_options.iter().count(), 2);
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SubOptions<'a, T> {
    octets: &'a [u8],
    family: PhantomData<T>,
}

impl<'a, T: SubOptionType> SubOptions<'a, T> {
    /// A view of octets, unchecked.
    #[must_use]
    pub const fn new(octets: &'a [u8]) -> Self {
        Self { octets, family: PhantomData }
    }

    /// The octets.
    #[must_use]
    pub const fn as_octets(self) -> &'a [u8] {
        self.octets
    }

    /// The sub-options without the padding, decoded. Offsets of errors count from the first octet of the option that
    /// holds them.
    #[must_use]
    pub const fn iter(self) -> SubOptionIter<'a, T> {
        SubOptionIter(self.raw())
    }

    /// The sub-options, padding too, uninterpreted.
    #[must_use]
    pub const fn raw(self) -> RawSubOptions<'a, T> {
        RawSubOptions { rest: self.octets, offset: T::START, family: PhantomData }
    }

    /// The first sub-option of a type.
    ///
    /// # Errors
    ///
    /// The sub-option is malformed, or the framing of any of them is.
    pub fn find<S: SubOptionBody<'a, Type = T>>(self) -> Result<Option<S>, ParseError> {
        let mut walk = self.raw();
        let mut found = None;
        loop {
            let at = walk.offset;
            match walk.next() {
                None => return found.transpose(),
                Some(Err(error)) => return Err(error),
                Some(Ok(raw)) if found.is_none() && raw.sub_option_type == S::TYPE => {
                    found = Some(S::parse_body(&raw).map_err(|error| error.within(at)));
                }
                Some(Ok(_)) => {}
            }
        }
    }

    /// The alignment of the option that holds the sub-options: its own, or that of a stricter one; and whether all are aligned
    /// then. A sub-option that contradicts those before it is not.
    #[inline(never)]
    pub(crate) fn alignment(self, own: Align) -> (Align, bool) {
        let (mut strictest, mut all) = (own, true);
        let mut walk = self.raw();
        loop {
            let at = walk.offset;
            match walk.next() {
                Some(Ok(raw)) => match strictest.and(T::align(&raw).before(at)) {
                    Some(both) => strictest = both,
                    None => all = false,
                },
                _ => return (strictest, all),
            }
        }
    }

    /// Walks to the end: `Err` if the framing or a body is malformed.
    ///
    /// # Errors
    ///
    /// The first fault.
    pub fn check(self) -> Result<(), ParseError> {
        self.iter().try_for_each(|item| item.map(drop))
    }
}

impl<'a, T: SubOptionType> IntoIterator for SubOptions<'a, T> {
    type Item = Result<T::SubOption<'a>, ParseError>;
    type IntoIter = SubOptionIter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Shows the sub-options, as their own `Debug` does.
impl<T: SubOptionType> fmt::Debug for SubOptions<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(*self).finish()
    }
}

#[cfg(feature = "defmt")]
impl<T> defmt::Format for SubOptions<'_, T> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "SubOptions({=usize} octets)", self.octets.len());
    }
}

/// The sub-options of an area one by one, uninterpreted: see [`SubOptions::raw`].
#[derive(Clone)]
pub struct RawSubOptions<'a, T> {
    rest: &'a [u8],
    /// That of the first octet of `rest`.
    offset: usize,
    family: PhantomData<T>,
}

impl<'a, T: SubOptionType> RawSubOptions<'a, T> {
    fn step(input: &'a [u8]) -> read::Read<'a, RawSubOption<'a, T>> {
        let (rest, (number, body)) = match input {
            [0, rest @ ..] if T::PADDED => (rest, (0, &[][..])),
            _ if T::HEAD > 2 => read::attribute(input)?,
            _ => {
                let (rest, (number, body)) = read::tlv(input)?;
                (rest, (number.into(), body))
            }
        };
        Ok((rest, RawSubOption::new(T::from_number(number), body)))
    }

    #[cold]
    fn fault(&self) -> ParseError {
        let offset = if self.rest.len() >= T::HEAD {
            self.offset.wrapping_add(T::HEAD.wrapping_div(2))
        } else {
            self.offset
        };
        ParseError::new(ParseErrorKind::OptionTruncated, offset)
    }
}

impl<'a, T: SubOptionType> Iterator for RawSubOptions<'a, T> {
    type Item = Result<RawSubOption<'a, T>, ParseError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let Ok((rest, raw)) = Self::step(self.rest) else {
            let error = self.fault();
            self.rest = &[];
            return Some(Err(error));
        };
        self.offset = self.offset.wrapping_add(self.rest.len().wrapping_sub(rest.len()));
        self.rest = rest;
        Some(Ok(raw))
    }
}

/// The sub-options of an area one by one, decoded: see [`SubOptions::iter`].
#[derive(Clone)]
pub struct SubOptionIter<'a, T>(RawSubOptions<'a, T>);

impl<'a, T: SubOptionType> Iterator for SubOptionIter<'a, T> {
    type Item = Result<T::SubOption<'a>, ParseError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let at = self.0.offset;
            match self.0.next()? {
                Err(error) => return Some(Err(error)),
                Ok(raw) if raw.is_padding() => {}
                Ok(raw) => return Some(T::decode(&raw).map_err(|error| error.within(at))),
            }
        }
    }
}

impl<'a, T: SubOptionType> Tail<'a> for SubOptions<'a, T> {
    view! { |octets, _| Self::new(octets), |this| this.octets, Value::Octets(this.octets) }

    #[inline]
    fn align(&self, own: Align) -> Align {
        if T::PADDED { self.alignment(own).0 } else { own }
    }

    /// A record a sub-option, and its fields. The octets of one that is not decoded are `body`; what is malformed is
    /// `malformed`.
    fn list<F: FnMut(Field<'_>) + ?Sized>(&self, _: &'static str, offset: usize, out: &mut F) {
        let mut walk = self.raw();
        loop {
            let (left, at) = (walk.rest, offset.wrapping_add(walk.offset).wrapping_sub(T::START));
            let raw = match walk.next() {
                None => return,
                Some(Err(_)) => {
                    out(Field::new("malformed", at, left.len(), Value::Octets(left)));
                    return;
                }
                Some(Ok(raw)) => raw,
            };
            let (kind, octets) = (raw.sub_option_type, left.len().wrapping_sub(walk.rest.len()));
            let record = Value::Record(kind.number().into(), kind.registered_name());
            out(Field::new("sub_option", at, octets, record));
            let mut body = |name| {
                let from = at.wrapping_add(octets.wrapping_sub(raw.body.len()));
                out(Field::new(name, from, raw.body.len(), Value::Octets(raw.body)));
            };
            match T::decode(&raw) {
                _ if raw.is_padding() => {}
                Ok(_) if !kind.is_decoded() => body("body"),
                Ok(decoded) => T::list(&decoded, &mut |field| out(field.farther(at))),
                Err(_) => body("malformed"),
            }
        }
    }

    fn deviations(&self) -> Deviations {
        let mut seen = 0;
        self.raw().fold(Deviations::empty(), |found, raw| {
            found
                | match raw {
                    Err(_) => Deviations::MALFORMED,
                    Ok(raw) if raw.is_padding() => {
                        if raw.body.iter().all(|octet| *octet == 0) {
                            Deviations::empty()
                        } else {
                            Deviations::PADDING_CONTENT
                        }
                    }
                    Ok(raw) => {
                        let bit = 1_u16.checked_shl(raw.sub_option_type.number().into());
                        let once = T::ONCE & bit.unwrap_or_default();
                        let twice = Deviations::DUPLICATE_OPTION.when(seen & once != 0);
                        seen |= once;
                        twice | T::deviations(&raw)
                    }
                }
        })
    }
}

/// Writes sub-options into the caller's buffer, one after another.
///
/// ```
/// use mip6_wire::option::SubOptionsBuilder;
/// use mip6_wire::option::access::{AccessNetworkIdentifier, OperatorIdentifier};
///
/// let mut buffer = [0; 32];
/// let sub_options = SubOptionsBuilder::new(&mut buffer)
///     .push(&OperatorIdentifier::realm(b"example.org"))?
///     .finish()?;
/// assert_eq!(sub_options.as_octets(), b"\x03\x0c\x02example.org");
/// let option = AccessNetworkIdentifier { sub_options };
/// # let _ = option;
/// # Ok::<(), mip6_wire::EmitError>(())
/// ```
pub struct SubOptionsBuilder<'b, T> {
    writer: Writer<'b>,
    family: PhantomData<T>,
}

impl<'b, T: SubOptionType> SubOptionsBuilder<'b, T> {
    /// A builder that writes to the start of `buffer`.
    #[must_use]
    pub const fn new(buffer: &'b mut [u8]) -> Self {
        Self { writer: Writer::new(buffer), family: PhantomData }
    }

    /// Writes a sub-option, behind the padding that aligns it if the family has padding.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull), [`OptionTooLong`](EmitErrorKind::OptionTooLong), or what its
    /// `emit_body` reports.
    pub fn push<'v, S: SubOptionBody<'v, Type = T>>(
        self,
        sub_option: &S,
    ) -> Result<Self, EmitError> {
        self.framed(S::TYPE, |writer| sub_option.emit_body(writer))
    }

    /// Writes a sub-option of any type, aligned.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push).
    pub fn any(self, sub_option: &T::SubOption<'_>) -> Result<Self, EmitError> {
        self.framed(T::type_of(sub_option), |writer| T::emit(sub_option, writer))
    }

    /// Writes a sub-option verbatim, padding too.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push); [`Value`](EmitErrorKind::Value) if a Pad1 has a body.
    pub fn raw(mut self, raw: &RawSubOption<'_, T>) -> Result<Self, EmitError> {
        if T::PADDED && raw.sub_option_type.number() == 0 {
            return match raw.body {
                [] => self.writer.u8(0).map(|()| self),
                _ => Err(self.writer.error(EmitErrorKind::Value)),
            };
        }
        self.head_and_body(raw.sub_option_type, &|writer| writer.octets(raw.body))?;
        Ok(self)
    }

    /// Writes a sub-option, and again behind padding if it is not aligned: what it asks for is read from its octets.
    fn framed(
        mut self,
        sub_option_type: T,
        body: impl Fn(&mut Writer<'_>) -> Result<(), EmitError>,
    ) -> Result<Self, EmitError> {
        let start = self.writer.position();
        let from = self.head_and_body(sub_option_type, &body)?;
        if T::PADDED {
            let body_octets = self.writer.written().get(from..).unwrap_or_default();
            let align = T::align(&RawSubOption::new(sub_option_type, body_octets));
            let padding = align.padding(T::START.wrapping_add(start));
            if padding > 0 {
                self.writer.back_to(start);
                emit_padding(&mut self.writer, padding)?;
                self.head_and_body(sub_option_type, &body)?;
            }
        }
        Ok(self)
    }

    /// Writes type, length and body, and returns the position of the body.
    fn head_and_body(
        &mut self,
        sub_option_type: T,
        body: &impl Fn(&mut Writer<'_>) -> Result<(), EmitError>,
    ) -> Result<usize, EmitError> {
        let start = self.writer.position();
        let number = sub_option_type.number();
        let wide = T::HEAD > 2;
        if wide {
            self.writer.u16(number)?;
            self.writer.u16(u16::MAX)?;
        } else {
            let number =
                u8::try_from(number).map_err(|_| EmitError::new(EmitErrorKind::Value, start))?;
            self.writer.array(&[number, u8::MAX])?;
        }
        let from = self.writer.position();
        body(&mut self.writer)?;
        let length = self.writer.position().wrapping_sub(from);
        let too_long = |_| EmitError::new(EmitErrorKind::OptionTooLong, start);
        if wide {
            let length = u16::try_from(length).map_err(too_long)?;
            self.writer.patch(from.wrapping_sub(2), length.to_be_bytes());
        } else {
            let length = u8::try_from(length).map_err(too_long)?;
            self.writer.patch(from.wrapping_sub(1), [length]);
        }
        Ok(from)
    }

    /// The sub-options that were written.
    ///
    /// # Errors
    ///
    /// None: the buffer has held them all.
    pub fn finish(self) -> Result<SubOptions<'b, T>, EmitError> {
        Ok(SubOptions::new(self.writer.finish()?))
    }
}

debug! {
    RawSubOptions<'_, T> where [T]: "RawSubOptions {{ offset: {} }}", |raw| raw.offset;
    SubOptionIter<'_, T> where [T]: "SubOptionIter {{ offset: {} }}", |typed| typed.0.offset;
    SubOptionsBuilder<'_, T> where [T]: "SubOptionsBuilder {{ writer: {:?} }}",
        |builder| builder.writer;
}

/// The bit of a type that its option holds once at most.
pub(crate) const fn once(number: u16) -> u16 {
    1 << number
}

/// Makes a family of sub-options. A row:
///
/// ```text
/// number CONSTANT "Name", "RFC and section" once => Type;
/// ```
///
/// `raw` and `any` name the sub-option that is uninterpreted, and the enum of those that are decoded.
/// `once` is left out if the option may hold several, and `=> Type` if the sub-option is not decoded. `start` is the offset of
/// the first sub-option in its option,
/// `head` the octets of type and length; `padded` says that types 0 and 1 are Pad1 and `PadN`, and `align function` how its
/// sub-options are aligned.
macro_rules! sub_options {
    (
        $(#[$code_meta:meta])*
        $code:ident($number:ty), start $start:expr, head $head:literal, padded $padded:literal $(, align $align:path)?;
        $raw:ident and $any:ident of $what:literal;
        $( $value:literal $const:ident $name:literal, $source:literal $( $once:ident )? $( => $type:ident $(<$life:lifetime>)? )?; )*
    ) => {
        $crate::wire::code_point! {
            $(#[$code_meta])*
            $code($number) { $( $const = $value $name: $source, )* }
        }

        #[doc = concat!("One ", $what, ", uninterpreted.")]
        pub type $raw<'a> = $crate::option::RawSubOption<'a, $code>;

        $crate::wire::registry::typed_enum! {
            #[doc = concat!("Any ", $what, ", decoded.")]
            $any: $code (sub_option_type), else $raw;
            $( $( #[doc = concat!("Type ", $value, ", ", $source, ".")] $value self::$type $(<$life>)?, )? )*
        }

        impl $crate::option::SubOptionType for $code {
            type SubOption<'a> = $any<'a>;

            const START: usize = $start;
            const HEAD: usize = $head;
            const PADDED: bool = $padded;
            const ONCE: u16 = 0 $( $( | $crate::option::sub_option::$once($value) )? )*;

            fn from_number(number: u16) -> Self {
                Self(<$number>::try_from(number).unwrap_or(<$number>::MAX))
            }

            fn number(self) -> u16 {
                self.0.into()
            }

            fn registered_name(self) -> Option<&'static str> {
                self.name()
            }

            fn is_decoded(self) -> bool {
                $any::DECODED.contains(&self)
            }

            $(
                fn align(raw: &$raw<'_>) -> $crate::Align {
                    $align(raw)
                }
            )?

            fn decode<'a>(raw: &$raw<'a>) -> Result<$any<'a>, $crate::ParseError> {
                $any::parse(raw)
            }

            fn list(sub_option: &$any<'_>, out: &mut dyn FnMut($crate::Field<'_>)) {
                sub_option.fields(out);
            }

            fn deviations(raw: &$raw<'_>) -> $crate::Deviations {
                $any::deviations(raw)
            }

            fn type_of(sub_option: &$any<'_>) -> Self {
                sub_option.sub_option_type()
            }

            fn emit(
                sub_option: &$any<'_>,
                writer: &mut $crate::Writer<'_>,
            ) -> Result<(), $crate::EmitError> {
                sub_option.emit_body(writer)
            }
        }
    };
}

pub(crate) use sub_options;
