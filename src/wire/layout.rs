//! Layouts: what a body consists of, declared once. [`layout!`] makes the struct, its parser, its emitter, the listing of
//! its fields, its audit, and what is drawn from the listing.

use crate::deviations::Deviations;
use crate::error::{EmitError, EmitErrorKind, ParseError, ParseErrorKind};
use crate::wire::{
    Align, Field, Ipv4PrefixLen, Lifetime, PrefixLen, Seconds16, Seconds32, Tenths, UnixTime,
    Value, Writer, read,
};
use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What encloses a body: where the body begins, and the error that a wrong length gets.
pub(crate) trait Frame {
    /// The offset of the body's first octet.
    const BODY: usize;
    /// The error of a body of a wrong length, and its offset.
    const LENGTH: (ParseErrorKind, usize);
}

/// Makes the frames.
macro_rules! frames {
    ($( $(#[$meta:meta])* $frame:ident: $body:literal, $length:ident @ $at:literal; )*) => { $(
        $(#[$meta])*
        pub(crate) struct $frame;

        impl Frame for $frame {
            const BODY: usize = $body;
            const LENGTH: (ParseErrorKind, usize) = (ParseErrorKind::$length, $at);
        }
    )* };
}

frames! {
    /// A mobility option, or a sub-option of one: type (1), length (1), body.
    InOption: 2, OptionLength @ 1;
    /// A Mobility Header, of which the first six octets are the same in all messages.
    InMessage: 6, HeaderLen @ 1;
    /// A configuration attribute: type (2), length (2), body.
    InAttribute: 4, AttributeLength @ 2;
    /// An IKEv2 payload, of which the first four octets are the same in all types.
    InPayload: 4, PayloadLength @ 2;
    /// An option of DHCPv6: code (2), length (2), data.
    InDhcpv6: 4, OptionLength @ 2;
}

/// A value of a fixed number of octets.
pub(crate) trait Fixed: Copy + fmt::Debug {
    const OCTETS: usize;

    /// The bits of the first octet that the value does not hold: sent as zero, ignored.
    const RESERVED: u8 = 0;

    /// The value of the first [`OCTETS`](Self::OCTETS) octets. An error is a value that the field rules out.
    fn get(octets: &[u8]) -> Result<Self, ParseErrorKind>;

    fn put(self, octets: &mut [u8]);

    fn value(&self) -> Value<'_>;

    /// The sender rules that the value breaks.
    fn deviations(&self) -> Deviations {
        Deviations::empty()
    }

    /// `Debug`, without what could name a person.
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(f)
    }
}

/// What a body ends with: as many octets as there are.
pub(crate) trait Tail<'a>: Copy + fmt::Debug {
    /// `offset` is that of the first of the octets.
    fn from_octets(octets: &'a [u8], offset: usize) -> Self;

    /// The octets, if the value holds them.
    #[inline(always)]
    fn octets(&self) -> &'a [u8] {
        &[]
    }

    #[inline(always)]
    fn wire_len(&self) -> usize {
        self.octets().len()
    }

    #[inline(always)]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.octets(self.octets())
    }

    /// What is listed; `None` if there is no such field.
    fn value(&self) -> Option<Value<'_>>;

    /// Whether a value can have this number of octets, apart from the fewest that the layout asks for.
    #[inline(always)]
    fn fits(octets: usize) -> bool {
        let _ = octets;
        true
    }

    /// Lists the field, or what it consists of.
    fn list<F: FnMut(Field<'_>) + ?Sized>(&self, name: &'static str, offset: usize, out: &mut F) {
        if let Some(value) = self.value() {
            out(Field::new(name, offset, self.wire_len(), value));
        }
    }

    /// The alignment of the element that the value ends: its own, or a stricter one for the sake of something in the value.
    #[inline(always)]
    fn align(&self, own: Align) -> Align {
        own
    }

    /// The sender rules that the value breaks.
    fn deviations(&self) -> Deviations {
        Deviations::empty()
    }

    /// `Debug`, without what could name a person.
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(f)
    }

    /// `least` to `most` octets that begin at `offset`.
    #[cfg(feature = "arbitrary")]
    fn arbitrary(
        u: &mut arbitrary::Unstructured<'a>,
        least: usize,
        most: usize,
        offset: usize,
    ) -> arbitrary::Result<Self> {
        let drawn: &[u8] = u.arbitrary()?;
        // a value for any input, even one that is used up
        let drawn = drawn.get(..most).unwrap_or(drawn);
        let fits = |octets: &&[u8]| octets.len() >= least && Self::fits(octets.len());
        let shorter = (0..=drawn.len()).rev().filter_map(|octets| drawn.get(..octets));
        let zeros = (0..=ZEROS.len()).filter_map(|octets| ZEROS.get(..octets));
        let octets = shorter.chain(zeros).find(fits).unwrap_or_default();
        Ok(Self::from_octets(octets, offset))
    }
}

/// What stands in for the octets of a tail if none are drawn.
#[cfg(feature = "arbitrary")]
const ZEROS: &[u8] = &[0; 64];

/// Implements [`Fixed`] for types that are an array of octets in another form; `without` the reserved bits of the first.
macro_rules! fixed {
    ($( $type:ty, $octets:tt $(without $reserved:literal)?: |$read:ident| $get:expr, |$this:ident| $put:expr, $value:expr $(, $deviations:expr)?; )*) => { $(
        impl $crate::wire::layout::Fixed for $type {
            const OCTETS: usize = $octets;
            $( const RESERVED: u8 = $reserved; )?

            #[inline(always)]
            fn get(octets: &[u8]) -> Result<Self, $crate::ParseErrorKind> {
                let Some($read) = octets.first_chunk::<{ $octets }>() else {
                    return Err($crate::ParseErrorKind::Truncated);
                };
                $get
            }

            #[inline(always)]
            fn put(self, octets: &mut [u8]) {
                let $this = self;
                if let Some(octets) = octets.first_chunk_mut::<{ $octets }>() {
                    *octets = $put;
                }
            }

            fn value(&self) -> $crate::wire::Value<'_> {
                let $this = self;
                $value
            }

            $(
                fn deviations(&self) -> $crate::Deviations {
                    let $this = self;
                    $deviations
                }
            )?
        }
    )* };
}

fixed! {
    u8, 1: |octets| { let [octet] = *octets; Ok(octet) }, |this| [this], Value::Number(u64::from(*this));
    u16, 2: |octets| Ok(Self::from_be_bytes(*octets)), |this| this.to_be_bytes(), Value::Number(u64::from(*this));
    u32, 4: |octets| Ok(Self::from_be_bytes(*octets)), |this| this.to_be_bytes(), Value::Number(u64::from(*this));
    u64, 8: |octets| Ok(Self::from_be_bytes(*octets)), |this| this.to_be_bytes(), Value::Number(*this);
    Lifetime, 2: |octets| Ok(Self(u16::from_be_bytes(*octets))), |this| this.0.to_be_bytes(),
        Value::Duration(u64::from(this.0), (*this).into());
    Seconds16, 2: |octets| Ok(Self(u16::from_be_bytes(*octets))), |this| this.0.to_be_bytes(),
        Value::Duration(u64::from(this.0), (*this).into());
    Seconds32, 4: |octets| Ok(Self(u32::from_be_bytes(*octets))), |this| this.0.to_be_bytes(),
        Value::Duration(u64::from(this.0), (*this).into());
    Tenths, 1: |octets| { let [octet] = *octets; Ok(Self(octet)) }, |this| [this.0],
        Value::Duration(u64::from(this.0), (*this).into());
    PrefixLen, 1: |octets| { let [octet] = *octets; Self::new(octet).ok_or(ParseErrorKind::PrefixLength) }, |this| [this.get()],
        Value::Number(u64::from(this.get()));
    Ipv4PrefixLen, 1 without 0x03: |octets| { let [octet] = *octets; Self::new(octet >> 2).ok_or(ParseErrorKind::PrefixLength) },
        |this| [this.get() << 2], Value::Number(u64::from(this.get()));
    UnixTime, 8: |octets| Ok(Self(u64::from_be_bytes(*octets))), |this| this.0.to_be_bytes(),
        Value::Duration(this.0, (*this).into());
    Ipv6Addr, 16: |octets| Ok(read::address(octets)), |this| read::by_number(this.octets()), Value::Ipv6(*this);
    Ipv4Addr, 4: |octets| Ok(Self::from(*octets)), |this| this.octets(), Value::Ipv4(*this);
}

impl<const N: usize> Fixed for [u8; N] {
    const OCTETS: usize = N;

    #[inline(always)]
    fn get(octets: &[u8]) -> Result<Self, ParseErrorKind> {
        octets.first_chunk().copied().ok_or(ParseErrorKind::Truncated)
    }

    #[inline(always)]
    fn put(self, octets: &mut [u8]) {
        if let Some(octets) = octets.first_chunk_mut() {
            *octets = self;
        }
    }

    fn value(&self) -> Value<'_> {
        Value::Octets(self)
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{N} octets")
    }
}

impl<'a> Tail<'a> for &'a [u8] {
    view! { |octets, _| octets, |this| this, Value::Octets(this) }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} octets", self.len())
    }
}

/// Makes the methods of [`Tail`] for a view of octets: how it is made of octets and their offset, what octets it has, and as
/// what they are listed.
macro_rules! view {
    (|$octets:ident, $offset:pat_param| $new:expr, |$this:ident| $own:expr, $value:expr) => {
        #[inline(always)]
        fn from_octets($octets: &'a [u8], $offset: usize) -> Self {
            $new
        }

        #[inline(always)]
        fn octets(&self) -> &'a [u8] {
            let $this = self;
            $own
        }

        fn value(&self) -> Option<$crate::wire::Value<'_>> {
            let $this = self;
            Some($value)
        }
    };
}

/// A field of fixed width, for a listing that is written out.
pub(crate) fn field<'v, T: Fixed>(name: &'static str, offset: usize, value: &'v T) -> Field<'v> {
    Field::new(name, offset, T::OCTETS, value.value())
}

/// A field that is there or not, as the length says.
impl<'a, T: Fixed> Tail<'a> for Option<T> {
    fn from_octets(octets: &'a [u8], _: usize) -> Self {
        T::get(octets).ok()
    }

    fn fits(octets: usize) -> bool {
        octets == 0 || octets == T::OCTETS
    }

    fn wire_len(&self) -> usize {
        self.map_or(0, |_| T::OCTETS)
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        let octets = &mut [0; 16];
        match self {
            None => Ok(()),
            Some(value) => {
                value.put(octets);
                writer.octets(octets.get(..T::OCTETS).unwrap_or_default())
            }
        }
    }

    fn value(&self) -> Option<Value<'_>> {
        self.as_ref().map(T::value)
    }
}

/// An IPv4 or IPv6 address, or none, as the length says.
impl<'a> Tail<'a> for Option<IpAddr> {
    fn from_octets(octets: &'a [u8], _: usize) -> Self {
        match octets.len() {
            16.. => Ipv6Addr::get(octets).ok().map(IpAddr::V6),
            _ => Ipv4Addr::get(octets).ok().map(IpAddr::V4),
        }
    }

    fn fits(octets: usize) -> bool {
        matches!(octets, 0 | 4 | 16)
    }

    fn wire_len(&self) -> usize {
        match self {
            None => 0,
            Some(IpAddr::V4(_)) => 4,
            Some(IpAddr::V6(_)) => 16,
        }
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        match self {
            None => Ok(()),
            Some(IpAddr::V4(address)) => writer.array(&address.octets()),
            Some(IpAddr::V6(address)) => writer.address(*address),
        }
    }

    fn value(&self) -> Option<Value<'_>> {
        self.map(|address| match address {
            IpAddr::V4(address) => Value::Ipv4(address),
            IpAddr::V6(address) => Value::Ipv6(address),
        })
    }
}

/// A field of octets that are sent as zero.
pub(crate) fn reserved_field(offset: usize, octets: usize) -> Field<'static> {
    Field::new("reserved", offset, octets, Value::Reserved)
}

/// A fixed field for `Debug` of its struct.
pub(crate) struct Shown<'v, T>(pub(crate) &'v T);

impl<T: Fixed> fmt::Debug for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug(f)
    }
}

/// A variable end for `Debug` of its struct.
pub(crate) struct ShownTail<'v, T>(pub(crate) &'v T);

impl<'a, T: Tail<'a>> fmt::Debug for ShownTail<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug(f)
    }
}

/// A variable end as one field.
pub(crate) fn whole<'a, 'v, T: Tail<'a>>(
    tail: &'v T,
    name: &'static str,
    offset: usize,
) -> Field<'v> {
    Field::new(name, offset, tail.wire_len(), tail.value().unwrap_or(Value::Reserved))
}

/// Checks, when the crate is compiled, that each field begins where the one before it ends: offset, octets, and what
/// to say if it does not.
pub(crate) const fn check(start: usize, mut fields: &[(usize, usize, &str)]) {
    let mut at = start;
    while let [(offset, octets, fault), rest @ ..] = fields {
        assert!(*offset == at, "{}", *fault);
        at = at.wrapping_add(*octets);
        fields = rest;
    }
}

/// The fixed octets of a body and what follows them. `tail` holds the fewest octets of a variable end, and nothing
/// if the body ends with its fixed octets.
#[inline(always)]
pub(crate) fn split<'a, F: Frame, const FIXED: usize>(
    body: &'a [u8],
    tail: &[usize],
) -> Result<(&'a [u8; FIXED], &'a [u8]), ParseError> {
    match (body.split_first_chunk::<FIXED>(), tail) {
        (Some((fixed, [])), []) => Ok((fixed, &[])),
        (Some((fixed, rest)), [least, ..]) if rest.len() >= *least => Ok((fixed, rest)),
        _ => Err(length_error::<F>()),
    }
}

/// The error of a body whose length its type does not allow.
#[cold]
pub(crate) fn length_error<F: Frame>() -> ParseError {
    ParseError::new(F::LENGTH.0, F::LENGTH.1)
}

/// The field at `offset` of an element whose fixed octets begin at `F::BODY`.
#[inline(always)]
pub(crate) fn get<F: Frame, T: Fixed>(fixed: &[u8], offset: usize) -> Result<T, ParseError> {
    match T::get(fixed.get(offset.wrapping_sub(F::BODY)..).unwrap_or_default()) {
        Ok(value) => Ok(value),
        Err(kind) => Err(ParseError::new(kind, offset)),
    }
}

/// The counterpart of [`get`].
#[inline(always)]
pub(crate) fn put<F: Frame, T: Fixed>(fixed: &mut [u8], offset: usize, value: T) {
    value.put(fixed.get_mut(offset.wrapping_sub(F::BODY)..).unwrap_or_default());
}

/// Whether one of the reserved octets from `offset` on is set.
pub(crate) fn reserved<F: Frame>(body: &[u8], offset: usize, octets: usize) -> Deviations {
    let from = body.get(offset.wrapping_sub(F::BODY)..).unwrap_or_default();
    let set = from.iter().take(octets).any(|octet| *octet != 0);
    Deviations::RESERVED_FIELD.when(set)
}

/// Whether one of the bits of a field's first octet is set that the field's value does not hold.
pub(crate) fn reserved_bits<F: Frame, T: Fixed>(body: &[u8], offset: usize) -> Deviations {
    match body.get(offset.wrapping_sub(F::BODY)) {
        Some(octet) if octet & T::RESERVED != 0 => Deviations::RESERVED_FIELD,
        _ => Deviations::empty(),
    }
}

/// How many octets a value takes.
pub(crate) const fn octets<T: Fixed>(_: &T) -> usize {
    T::OCTETS
}

/// Checks that a field has the value that tells the body from others of its type.
#[inline(always)]
pub(crate) fn constant<F: Frame, T: Fixed + PartialEq>(
    fixed: &[u8],
    offset: usize,
    value: T,
) -> Result<(), ParseError> {
    if get::<F, T>(fixed, offset)? == value {
        Ok(())
    } else {
        Err(ParseError::new(ParseErrorKind::MhType, offset))
    }
}

/// Whether a variable end has a number of octets that its type allows.
#[inline(always)]
pub(crate) fn fits<'a, F: Frame, T: Tail<'a>>(rest: &[u8]) -> Result<(), ParseError> {
    if T::fits(rest.len()) { Ok(()) } else { Err(length_error::<F>()) }
}

/// Writes a variable end of at least `least` octets.
#[inline(always)]
pub(crate) fn write_tail<'a, T: Tail<'a>>(
    writer: &mut Writer<'_>,
    tail: &T,
    least: usize,
) -> Result<(), EmitError> {
    if tail.wire_len() < least || !T::fits(tail.wire_len()) {
        return Err(writer.error(EmitErrorKind::Value));
    }
    tail.write(writer)
}

/// What [`layout!`] implements; the trait of the frame (`MobilityOptionBody` and its like) hands on to it.
pub(crate) trait Layout<'a>: Sized {
    fn read(body: &'a [u8]) -> Result<Self, ParseError>;
    fn write_fixed(&self, writer: &mut Writer<'_>) -> Result<(), EmitError>;
    fn write_tail(&self, writer: &mut Writer<'_>) -> Result<(), EmitError>;
    fn list<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F);
    fn list_tail<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F);
    fn deviations(&self, body: &[u8]) -> Deviations;
}

/// Declares a body once.
///
/// ```text
/// layout! {
///     /// Docs of the type.
///     pub struct Example<'a>: option EXAMPLE, audit rules {
///         = @ 6: ExampleType::FIRST,          the value that tells this message from others of its type
///         _ @ 2: [u8; 1],                     reserved octets: sent as zero, ignored
///         /// Docs of the field.
///         code @ 3: ExampleCode,              a type that is `Fixed`; before the comma there may be a rule for senders:
///                                             `where |code| code.0 != 0, else FIELD_VALUE`
///         1..                                 the fewest octets of what follows
///         /// Docs of the field.
///         octets @ 4: &'a [u8],               a type that is a `Tail`
///     }
/// }
/// ```
///
/// The frame is `option` or `message`, and the constant is the type in its registry; for `sub_option` and
/// `dhcpv6`, which have several registries, it is written `AniType::GEO_LOCATION`. Offsets are those
/// of the RFC's figure, from the element's first octet on; that they leave no hole is checked when the crate is
/// compiled.
///
/// `=> lister` stands behind the type of a tail if another field says what the tail holds. It names a function that lists
/// the tail, `fn(&Self, Field<'_>, out: &mut F)`. Its second argument is the field that would be listed without it.
///
/// `audit rules` names a function `fn(&Self) -> Deviations` for what the fields alone do not say, and `never [FLAGS: |example|
/// condition,]` behind it a deviation and when a value has it. All three are left out if there is nothing to say.
///
/// A message ends with mobility options: `message EXAMPLE, options @ 12` makes its field `options`.
macro_rules! layout {
    (
        $(#[$meta:meta])*
        pub struct $type:ident<$life:lifetime>: message $constant:ident, options @ $at:literal $(, audit $rules:path)? $(, never $never:tt)? {
            $($field:tt)*
        }
    ) => {
        $crate::wire::layout! {
            $(#[$meta])*
            pub struct $type<$life>: message $constant $(, audit $rules)? $(, never $never)? {
                $($field)*
                0..
                /// Mobility options.
                options @ $at: $crate::Options<$life>,
            }
        }
    };

    (
        $(#[$meta:meta])*
        pub struct $type:ident $(<$life:lifetime>)? : $frame:ident $($constant:ident)::+ $(, audit $rules:path)? $(, never [$( $never:ident: |$this:ident| $when:expr, )+])? {
            $( = @ $constant_at:literal : $constant_value:expr, )?
            $( _ @ $lead_at:literal : [u8; $lead:literal], )?
            $(
                $(#[$field_meta:meta])+
                $field:ident @ $at:literal : $field_type:ty $(where |$sent:ident| $rule:expr, else $broken:ident)?,
                $( _ @ $gap_at:literal : [u8; $gap:literal], )?
            )*
            $(
                $least:literal ..
                $(#[$tail_meta:meta])+
                $tail:ident @ $tail_at:literal : $tail_type:ty $(=> $lister:path)?,
            )?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $type $(<$life>)? {
            $(
                #[doc = concat!("Octet ", $at, ": ")]
                $(#[$field_meta])+
                pub $field: $field_type,
            )*
            $(
                #[doc = concat!("Octets ", $tail_at, " to the end: ")]
                $(#[$tail_meta])+
                pub $tail: $tail_type,
            )?
        }

        const _: () = {
            use $crate::wire::{Field, layout};

            type Frame = $crate::wire::layout!(@frame $frame);
            const BODY: usize = <Frame as layout::Frame>::BODY;
            const FIXED: usize = 0 $( + layout::octets(&$constant_value) )? $( + $lead )? $( + <$field_type as layout::Fixed>::OCTETS $( + $gap )? )*;
            const TAIL: &[usize] = &[$( $least )?];
            const _: () = layout::check(BODY, &[
                $( ($constant_at, layout::octets(&$constant_value), $crate::wire::layout!(@fault $type =)), )?
                $( ($lead_at, $lead, $crate::wire::layout!(@fault $type _)), )?
                $(
                    ($at, <$field_type as layout::Fixed>::OCTETS, $crate::wire::layout!(@fault $type $field)),
                    $( ($gap_at, $gap, $crate::wire::layout!(@fault $type _)), )?
                )*
                $( ($tail_at, 0, $crate::wire::layout!(@fault $type $tail)), )?
            ]);

            impl<'a> layout::Layout<'a> for $type $(<$life>)? {
                #[inline(always)]
                fn read(body: &'a [u8]) -> Result<Self, $crate::ParseError> {
                    let (_fixed, _rest) = layout::split::<Frame, FIXED>(body, TAIL)?;
                    $( layout::constant::<Frame, _>(_fixed, $constant_at, $constant_value)?; )?
                    $( layout::fits::<Frame, $tail_type>(_rest)?; )?
                    Ok(Self {
                        $( $field: layout::get::<Frame, $field_type>(_fixed, $at)?, )*
                        $( $tail: layout::Tail::from_octets(_rest, $tail_at), )?
                    })
                }

                #[inline(always)]
                fn write_fixed(&self, writer: &mut $crate::Writer<'_>) -> Result<(), $crate::EmitError> {
                    let fixed = &mut [0; FIXED];
                    $( layout::put::<Frame, _>(fixed, $constant_at, $constant_value); )?
                    $( layout::put::<Frame, $field_type>(fixed, $at, self.$field); )*
                    writer.array(fixed)
                }

                #[inline(always)]
                fn write_tail(&self, _writer: &mut $crate::Writer<'_>) -> Result<(), $crate::EmitError> {
                    $( layout::write_tail(_writer, &self.$tail, $least)?; )?
                    Ok(())
                }

                fn list<F: FnMut(Field<'_>) + ?Sized>(&self, _out: &mut F) {
                    $( _out(layout::field("type", $constant_at, &$constant_value)); )?
                    $( _out(layout::reserved_field($lead_at, $lead)); )?
                    $(
                        _out(layout::field(stringify!($field), $at, &self.$field));
                        $( _out(layout::reserved_field($gap_at, $gap)); )?
                    )*
                }

                fn list_tail<F: FnMut(Field<'_>) + ?Sized>(&self, _out: &mut F) {
                    $( $crate::wire::layout!(@list self $tail $tail_at _out $($lister)?); )?
                }

                fn deviations(&self, _body: &[u8]) -> $crate::Deviations {
                    $crate::Deviations::empty()
                        $( | layout::reserved::<Frame>(_body, $lead_at, $lead) )?
                        $(
                            | layout::Fixed::deviations(&self.$field)
                            $( | $crate::Deviations::$broken.when(!{ let $sent = self.$field; $rule }) )?
                            | layout::reserved_bits::<Frame, $field_type>(_body, $at)
                            $( | layout::reserved::<Frame>(_body, $gap_at, $gap) )?
                        )*
                        $( | layout::Tail::deviations(&self.$tail) )?
                        $( | $rules(self) )? $( $( | { let $this = self; $crate::Deviations::$never.when($when) } )+ )?
                }
            }

            $crate::wire::body! { $frame $($constant)::+, $type $(<$life>)?; $( $tail )? }

            impl $(<$life>)? core::fmt::Debug for $type $(<$life>)? {
                fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                    f.debug_struct(stringify!($type))
                        $( .field(stringify!($field), &layout::Shown(&self.$field)) )*
                        $( .field(stringify!($tail), &layout::ShownTail(&self.$tail)) )?
                        .finish()
                }
            }

            #[cfg(feature = "defmt")]
            impl $(<$life>)? defmt::Format for $type $(<$life>)? {
                fn format(&self, f: defmt::Formatter<'_>) {
                    layout::format_fields(f, stringify!($type), &mut |_out| {
                        layout::Layout::list(self, _out);
                        // what stands in it can name a person
                        $( $crate::wire::layout!(@list self $tail $tail_at _out); )?
                    });
                }
            }

            #[cfg(feature = "arbitrary")]
            impl<'a> arbitrary::Arbitrary<'a> for $type $(<$life>)? {
                fn arbitrary(_u: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
                    Ok(Self {
                        $( $field: _u.arbitrary()?, )*
                        $( $tail: layout::Tail::arbitrary(_u, $least, usize::saturating_sub(255, FIXED), $tail_at)?, )?
                    })
                }
            }
        };
    };

    (@list $this:ident $tail:ident $at:literal $out:ident) => {
        layout::Tail::list(&$this.$tail, stringify!($tail), $at, $out)
    };
    (@list $this:ident $tail:ident $at:literal $out:ident $lister:path) => {
        $lister($this, layout::whole(&$this.$tail, stringify!($tail), $at), $out)
    };

    (@fault $type:ident $field:tt) => {
        concat!("`", stringify!($field), "` of ", stringify!($type), " is not at the offset where the field before it ends")
    };

    (@frame option) => { layout::InOption };
    (@frame sub_option) => { layout::InOption };
    (@frame dhcpv6) => { layout::InDhcpv6 };
    (@frame message) => { layout::InMessage };
}

/// Makes the trait of the frame hand on to the layout.
macro_rules! body {
    (option $constant:ident, $type:ident $(<$life:lifetime>)?; $( $tail:ident )?) => {
        impl<'a> $crate::option::MobilityOptionBody<'a> for $type $(<$life>)? {
            const TYPE: $crate::OptionType = $crate::OptionType::$constant;
            $crate::wire::body! { @methods option RawOption }

            $(
                #[inline(always)]
                fn align(&self) -> $crate::wire::Align {
                    const TYPE: $crate::OptionType = $crate::OptionType::$constant;
                    if const { TYPE.align_depends_on_length() } {
                        TYPE.align(layout::Tail::wire_len(&self.$tail).saturating_add(FIXED))
                    } else {
                        layout::Tail::align(&self.$tail, const { TYPE.align(0) })
                    }
                }
            )?
        }
    };
    (message $constant:ident, $type:ident $(<$life:lifetime>)?; $( $tail:ident )?) => {
        impl<'a> $crate::message::MessageBody<'a> for $type $(<$life>)? {
            const TYPE: $crate::MhType = $crate::MhType::$constant;

            #[inline(always)]
            fn parse_body(raw: &$crate::message::RawMessage<'a>) -> Result<Self, $crate::ParseError> {
                layout::Layout::read(raw.body)
            }

            #[inline(always)]
            fn emit_body(&self, writer: &mut $crate::Writer<'_>) -> Result<(), $crate::EmitError> {
                layout::Layout::write_fixed(self, writer)
            }

            #[inline(always)]
            fn options(&self) -> Option<$crate::Options<'a>> {
                None $( .or(Some(self.$tail)) )?
            }

            $crate::wire::body! { @listing }
        }
    };

    (sub_option $code:ident :: $constant:ident, $type:ident $(<$life:lifetime>)?; $( $tail:ident )?) => {
        impl<'a> $crate::option::SubOptionBody<'a> for $type $(<$life>)? {
            type Type = $code;
            const TYPE: $code = $code::$constant;
            $crate::wire::body! { @methods option RawSubOption, $code }
        }
    };
    (dhcpv6 $($constant:ident)::+, $type:ident $(<$life:lifetime>)?; $( $tail:ident )?) => {
        $crate::wire::body! { sub_option $($constant)::+, $type $(<$life>)?; $( $tail )? }
    };

    (@methods $module:ident $raw:ident $(, $code:ident)?) => {
        #[inline(always)]
        fn parse_body(raw: &$crate::$module::$raw<'a $(, $code)?>) -> Result<Self, $crate::ParseError> {
            layout::Layout::read(raw.body)
        }

        #[inline(always)]
        fn emit_body(&self, writer: &mut $crate::Writer<'_>) -> Result<(), $crate::EmitError> {
            layout::Layout::write_fixed(self, writer)?;
            layout::Layout::write_tail(self, writer)
        }

        $crate::wire::body! { @listing }
    };
    (@listing) => {
        fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
            layout::Layout::list(self, out);
            layout::Layout::list_tail(self, out);
        }

        fn audit(&self, body: &[u8]) -> $crate::Deviations {
            layout::Layout::deviations(self, body)
        }
    };
}

/// What takes the fields of a listing one by one.
#[cfg(feature = "defmt")]
type Lister<'f> = &'f mut dyn FnMut(Field<'_>);

/// `defmt::Format` from a listing: what can name a person is shown by its length.
#[cfg(feature = "defmt")]
pub(crate) fn format_fields(f: defmt::Formatter<'_>, name: &str, list: &mut dyn FnMut(Lister<'_>)) {
    defmt::write!(f, "{=str}", name);
    list(&mut |field| {
        if !matches!(field.value, Value::Reserved) {
            defmt::write!(f, " {=str}: {}", field.name, field.value);
        }
    });
}

/// Implements `defmt::Format` from a listing that is written out.
macro_rules! format {
    ($type:ty as $name:literal;) => {
        #[cfg(feature = "defmt")]
        impl defmt::Format for $type {
            fn format(&self, f: defmt::Formatter<'_>) {
                $crate::wire::layout::format_fields(f, $name, &mut |out| self.fields(out));
            }
        }
    };
}

pub(crate) use {body, fixed, format, layout, view};
