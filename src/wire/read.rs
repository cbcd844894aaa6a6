//! Reading: the parsers of which every format is composed, as nom functions. The only file that names nom.
//!
//! A parser is `fn(&[u8]) -> Read<T>`. Its error is one octet. The offset is computed once, when the error leaves the
//! crate, from the input that was left. Fixed fields come from `split_first_chunk` and TLVs from slice patterns, which
//! are as fast as unchecked reads and free of panics at every optimisation level.

use crate::error::{ParseError, ParseErrorKind};
use core::net::Ipv6Addr;

use nom::{Err, IResult, error::ErrorKind};

/// The result of a parser: the rest of the input, and the value.
pub(crate) type Read<'a, T> = IResult<&'a [u8], T, Fault>;

/// The error of all parsers: one octet, no input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Fault(pub(crate) ParseErrorKind);

impl<'a> nom::error::ParseError<&'a [u8]> for Fault {
    fn from_error_kind(_: &'a [u8], _: ErrorKind) -> Self {
        Self(ParseErrorKind::Truncated)
    }

    fn append(_: &'a [u8], _: ErrorKind, other: Self) -> Self {
        other
    }
}

/// A parser's failure.
#[cold]
pub(crate) const fn fail(kind: ParseErrorKind) -> Err<Fault> {
    Err::Error(Fault(kind))
}

/// The next `N` octets.
#[inline(always)]
pub(crate) fn array<const N: usize>(input: &[u8]) -> Read<'_, &[u8; N]> {
    match input.split_first_chunk::<N>() {
        Some((octets, rest)) => Ok((rest, octets)),
        None => Err(fail(ParseErrorKind::Truncated)),
    }
}

/// The first 16 of 32 octets, and the last 16.
#[inline(always)]
pub(crate) const fn halves(octets: &[u8; 32]) -> (&[u8; 16], &[u8; 16]) {
    let [start @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = octets;
    let [_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, end @ ..] = octets;
    (start, end)
}

/// The same octets, converted to a number and back: a number is moved in registers, an array by `memmove`.
#[inline(always)]
pub(crate) const fn by_number(octets: [u8; 16]) -> [u8; 16] {
    u128::from_ne_bytes(octets).to_ne_bytes()
}

/// The address of 16 octets.
#[inline(always)]
pub(crate) fn address(octets: &[u8; 16]) -> Ipv6Addr {
    Ipv6Addr::from(by_number(*octets))
}

/// A mobility option or a destination option that is not Pad1: type (1), length (1), body.
#[inline(always)]
pub(crate) fn tlv(input: &[u8]) -> Read<'_, (u8, &[u8])> {
    match input {
        [kind, length, rest @ ..] => match rest.split_at_checked(usize::from(*length)) {
            Some((body, rest)) => Ok((rest, (*kind, body))),
            None => Err(fail(ParseErrorKind::OptionTruncated)),
        },
        _ => Err(fail(ParseErrorKind::OptionTruncated)),
    }
}

/// The error of [`tlv`]: at a length that runs past the end, or at a type without a length.
#[cold]
pub(crate) fn tlv_fault(input: &[u8], offset: usize) -> ParseError {
    let offset = if input.len() > 1 { offset.saturating_add(1) } else { offset };
    ParseError::new(ParseErrorKind::OptionTruncated, offset)
}

/// An IKEv2 payload: Next Payload (1), flags (1), Payload Length (2, of the whole payload), body.
#[inline(always)]
pub(crate) fn payload(input: &[u8]) -> Read<'_, (u8, u8, &[u8])> {
    let (rest, [next, flags, high, low]) = array::<4>(input)?;
    let length = usize::from(u16::from_be_bytes([*high, *low]));
    match length.checked_sub(4).and_then(|length| rest.split_at_checked(length)) {
        Some((body, rest)) => Ok((rest, (*next, *flags, body))),
        None => Err(fail(ParseErrorKind::PayloadLength)),
    }
}

/// An IKEv2 configuration attribute: R bit and type (2), Length (2, of the value), value.
#[inline(always)]
pub(crate) fn attribute(input: &[u8]) -> Read<'_, (u16, &[u8])> {
    // one number of four octets: cheaper than two of two
    let (rest, head) = array::<4>(input)?;
    let head = u32::from_be_bytes(*head);
    let kind = u16::try_from(head >> 16).unwrap_or(u16::MAX);
    match rest.split_at_checked(usize::try_from(head & 0xffff).unwrap_or(usize::MAX)) {
        Some((value, rest)) => Ok((rest, (kind, value))),
        None => Err(fail(ParseErrorKind::AttributeLength)),
    }
}

/// The kind of a parser's failure. `Incomplete` does not occur, since no streaming parser is used.
#[inline(always)]
pub(crate) fn kind(error: &Err<Fault>) -> ParseErrorKind {
    match *error {
        Err::Error(Fault(kind)) | Err::Failure(Fault(kind)) => kind,
        Err::Incomplete(_) => ParseErrorKind::Truncated,
    }
}

/// The error of [`payload`]: at the end of an input that is shorter than a header, otherwise at Payload Length.
#[cold]
#[expect(clippy::needless_pass_by_value, reason = "by value it stays in a register")]
pub(crate) fn payload_fault(error: Err<Fault>, input: &[u8], offset: usize) -> ParseError {
    match kind(&error) {
        ParseErrorKind::Truncated => {
            ParseError::new(ParseErrorKind::Truncated, offset.saturating_add(input.len()))
        }
        kind => ParseError::new(kind, offset.saturating_add(2)),
    }
}

/// The error of [`attribute`]: at the first of too few octets for type and length, otherwise at Length.
#[cold]
#[expect(clippy::needless_pass_by_value, reason = "by value it stays in a register")]
pub(crate) fn attribute_fault(error: Err<Fault>, offset: usize) -> ParseError {
    match kind(&error) {
        ParseErrorKind::Truncated => ParseError::new(ParseErrorKind::Truncated, offset),
        kind => ParseError::new(kind, offset.saturating_add(2)),
    }
}
