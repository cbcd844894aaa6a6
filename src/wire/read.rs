//! Reading: the parsers that every format is composed of, as nom functions. The only file that names nom.
//!
//! A parser is `fn(&[u8]) -> Read<T>`. Its error is one octet; the offset is worked out once, where the
//! error leaves the crate, from how much input was left. Fixed fields come from `split_first_chunk` and
//! TLVs from slice patterns: as fast as unchecked reads, and free of panics at every optimisation level.

use crate::error::{ParseError, ParseErrorKind};
use nom::{Err, IResult, Parser, combinator::all_consuming, error::ErrorKind};

/// What a parser returns: what is left of the input and the value.
pub(crate) type Read<'a, T> = IResult<&'a [u8], T, Fault>;

/// The error of all parsers: one octet, no input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault(pub(crate) ParseErrorKind);

impl<'a> nom::error::ParseError<&'a [u8]> for Fault {
    fn from_error_kind(_: &'a [u8], kind: ErrorKind) -> Self {
        // `all_consuming` is the one combinator used that makes an error of its own
        match kind {
            ErrorKind::Eof => Self(ParseErrorKind::TrailingOctets),
            _ => Self(ParseErrorKind::Truncated),
        }
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

/// The next `length` octets.
#[inline(always)]
pub(crate) fn take(input: &[u8], length: usize) -> Read<'_, &[u8]> {
    match input.split_at_checked(length) {
        Some((octets, rest)) => Ok((rest, octets)),
        None => Err(fail(ParseErrorKind::Truncated)),
    }
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

/// Where [`tlv`] failed: at the length that tells too much, or at a type that has none.
#[cold]
pub(crate) fn tlv_fault(input: &[u8], offset: usize) -> ParseError {
    let offset = if input.len() > 1 {
        offset.saturating_add(1)
    } else {
        offset
    };
    ParseError::new(ParseErrorKind::OptionTruncated, offset)
}

/// An IKEv2 payload: Next Payload (1), flags (1), Payload Length (2, of the whole payload), body.
#[inline(always)]
pub(crate) fn payload(input: &[u8]) -> Read<'_, (u8, u8, &[u8])> {
    let (rest, [next, flags, high, low]) = array::<4>(input)?;
    let length = usize::from(u16::from_be_bytes([*high, *low]));
    match length
        .checked_sub(4)
        .and_then(|length| rest.split_at_checked(length))
    {
        Some((body, rest)) => Ok((rest, (*next, *flags, body))),
        None => Err(fail(ParseErrorKind::PayloadLength)),
    }
}

/// An IKEv2 configuration attribute: R bit and type (2), Length (2, of the value), value.
#[inline(always)]
pub(crate) fn attribute(input: &[u8]) -> Read<'_, (u16, &[u8])> {
    let (rest, [k0, k1, l0, l1]) = array::<4>(input)?;
    match rest.split_at_checked(usize::from(u16::from_be_bytes([*l0, *l1]))) {
        Some((value, rest)) => Ok((rest, (u16::from_be_bytes([*k0, *k1]), value))),
        None => Err(fail(ParseErrorKind::AttributeLength)),
    }
}

/// Runs a parser over the whole of `input`; what it leaves over is an error.
#[inline]
pub(crate) fn whole<'a, T>(
    input: &'a [u8],
    parser: impl Parser<&'a [u8], Output = T, Error = Fault>,
) -> Result<T, ParseErrorKind> {
    match all_consuming(parser).parse(input) {
        Ok((_, value)) => Ok(value),
        Err(error) => Err(kind(error)),
    }
}

/// The kind of a parser's failure. `Incomplete` does not occur: no streaming parser is used.
#[inline(always)]
pub(crate) fn kind(error: Err<Fault>) -> ParseErrorKind {
    match error {
        Err::Error(Fault(kind)) | Err::Failure(Fault(kind)) => kind,
        Err::Incomplete(_) => ParseErrorKind::Truncated,
    }
}

/// Where [`payload`] failed: at the end of an input that is shorter than a header, else at Payload Length.
#[cold]
pub(crate) fn payload_fault(error: Err<Fault>, input: &[u8], offset: usize) -> ParseError {
    match kind(error) {
        ParseErrorKind::Truncated => ParseError::new(
            ParseErrorKind::Truncated,
            offset.saturating_add(input.len()),
        ),
        kind => ParseError::new(kind, offset.saturating_add(2)),
    }
}

/// Where [`attribute`] failed: at the first of too few octets for a type and a length, else at Length.
#[cold]
pub(crate) fn attribute_fault(error: Err<Fault>, offset: usize) -> ParseError {
    match kind(error) {
        ParseErrorKind::Truncated => ParseError::new(ParseErrorKind::Truncated, offset),
        kind => ParseError::new(kind, offset.saturating_add(2)),
    }
}
