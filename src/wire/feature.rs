//! What the optional features implement by hand: `arbitrary::Arbitrary` and `defmt::Format`.
//!
//! Of `Arbitrary` only values that can be written come out: what is drawn is cut to the longest part that goes into a
//! message, or replaced where the format has no such value. Each of them reads back as it was. Octets are borrowed from
//! the input, so that a fuzzer sees them in its corpus.
//!
//! `Format` shows of views and buffers how many octets they have and never the octets, which hold names, addresses and
//! keys; of values with secret fields it leaves those out.

/// Implements `arbitrary::Arbitrary` for types, each with the expression that draws a value.
macro_rules! arbitrary {
    ($( $type:ty: |$u:ident| $value:expr; )*) => { $(
        #[cfg(feature = "arbitrary")]
        impl<'a> arbitrary::Arbitrary<'a> for $type {
            fn arbitrary($u: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
                Ok($value)
            }
        }
    )* };
}

/// Implements `defmt::Format` for types, each with the text and the values to show.
macro_rules! format {
    ($( $type:ty: $text:literal $(, |$value:ident| $($argument:expr),+)?; )*) => { $(
        #[cfg(feature = "defmt")]
        impl defmt::Format for $type {
            fn format(&self, formatter: defmt::Formatter<'_>) {
                $( let $value = self; )?
                defmt::write!(formatter, $text $(, $($argument),+)?);
            }
        }
    )* };
}

/// The first `max` of the octets, or all of them.
#[cfg(feature = "arbitrary")]
pub(crate) fn at_most(max: usize, octets: &[u8]) -> &[u8] {
    octets.get(..max).unwrap_or(octets)
}

/// Any octets, `max` at most.
#[cfg(feature = "arbitrary")]
pub(crate) fn octets<'a>(
    u: &mut arbitrary::Unstructured<'a>,
    max: usize,
) -> arbitrary::Result<&'a [u8]> {
    u.arbitrary().map(|octets| at_most(max, octets))
}

pub(crate) use {arbitrary, format};
