//! What types say of themselves, and what the optional features implement by hand: `arbitrary::Arbitrary` and `defmt::Format`.
//!
//! Of `Arbitrary` only values that can be written come out: what is drawn is cut to the longest part that goes into a
//! message, or replaced where the format has no such value. Each of them reads back as it was. Octets are borrowed from
//! the input, so that a fuzzer sees them in its corpus.
//!
//! `Debug` and `Format` show of views and buffers how many octets they have and never the octets, which hold names, addresses
//! and keys; of values with secret fields they leave those out.

/// Implements `arbitrary::Arbitrary` for types, each with the expression that draws a value. [`at_most`] and [`octets`] can be
/// used in it.
macro_rules! arbitrary {
    ($( $type:ty $(where [$($generics:tt)*])?: |$u:ident| $value:expr; )*) => { $(
        #[cfg(feature = "arbitrary")]
        impl<'a $(, $($generics)*)?> arbitrary::Arbitrary<'a> for $type {
            fn arbitrary($u: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
                #[allow(unused_imports, reason = "few rows use both")]
                use $crate::wire::feature::{at_most, octets};

                Ok($value)
            }
        }
    )* };
}

/// Implements `Debug` and `defmt::Format` for types, each with the text and the values that both show.
macro_rules! debug {
    ($( $type:ty $(where [$($generics:tt)*])?: $text:literal $(, |$value:ident| $($argument:expr),+)?; )*) => { $(
        /// Shows how long octets are and not the octets: they can hold names, addresses and keys.
        impl $(<$($generics)*>)? core::fmt::Debug for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                $( let $value = self; )?
                write!(f, $text $(, $($argument),+)?)
            }
        }

        #[cfg(feature = "defmt")]
        impl $(<$($generics)*>)? defmt::Format for $type {
            fn format(&self, f: defmt::Formatter<'_>) {
                $( let $value = self; )?
                defmt::write!(f, $text $(, $($argument),+)?);
            }
        }
    )* };
}

/// Implements comparison and `Hash` for types, each with what counts of a value.
macro_rules! equal {
    ($( $type:ty $(where [$($generics:tt)*])?: |$value:ident| $counts:expr; )*) => { $(
        /// Two are equal if what they hold is, wherever they stand.
        impl $(<$($generics)*>)? PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                let $value = self;
                let own = $counts;
                let $value = other;
                own == $counts
            }
        }

        impl $(<$($generics)*>)? Eq for $type {}

        impl $(<$($generics)*>)? core::hash::Hash for $type {
            fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
                let $value = self;
                core::hash::Hash::hash(&$counts, state);
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

pub(crate) use {arbitrary, debug, equal};
