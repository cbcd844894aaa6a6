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

/// A mobility option or a destination option: type (1), length (1), body. Pad1 has neither length nor body.
#[inline(always)]
pub(crate) fn option(input: &[u8]) -> Read<'_, (u8, &[u8])> {
    match input {
        [0, rest @ ..] => Ok((rest, (0, &[]))),
        [kind, length, rest @ ..] => match rest.split_at_checked(usize::from(*length)) {
            Some((body, rest)) => Ok((rest, (*kind, body))),
            None => Err(fail(ParseErrorKind::OptionTruncated)),
        },
        _ => Err(fail(ParseErrorKind::OptionTruncated)),
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

/// Where [`option`] failed: at the Length octet that tells too much, or at a type that has none.
#[cold]
pub(crate) fn option_fault(input: &[u8], offset: usize) -> ParseError {
    let offset = if input.len() > 1 {
        offset.saturating_add(1)
    } else {
        offset
    };
    ParseError::new(ParseErrorKind::OptionTruncated, offset)
}
