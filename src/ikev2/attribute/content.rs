//! The attributes that are empty in a request and have one form otherwise.

use crate::error::ParseError;
use crate::wire::layout::field;
use crate::wire::{Field, read};
use core::net::{Ipv4Addr, Ipv6Addr};

/// What an attribute holds if it is not empty: `N` octets, the first of which is octet 4 of the attribute.
pub(super) trait Content<const N: usize>: Copy {
    fn read(octets: &[u8; N]) -> Result<Self, ParseError>;

    fn octets(self) -> [u8; N];

    fn list<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F);
}

impl Content<4> for Ipv4Addr {
    #[inline(always)]
    fn read(octets: &[u8; 4]) -> Result<Self, ParseError> {
        Ok(Self::from(*octets))
    }

    #[inline(always)]
    fn octets(self) -> [u8; 4] {
        Ipv4Addr::octets(&self)
    }

    fn list<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        out(field("address", 4, self));
    }
}

impl Content<16> for Ipv6Addr {
    #[inline(always)]
    fn read(octets: &[u8; 16]) -> Result<Self, ParseError> {
        Ok(read::address(octets))
    }

    #[inline(always)]
    fn octets(self) -> [u8; 16] {
        Ipv6Addr::octets(&self)
    }

    fn list<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        out(field("address", 4, self));
    }
}

/// Declares an attribute that is empty in a request, and otherwise holds a [`Content`] of so many octets.
///
/// ```text
/// request_or! {
///     /// Docs of the type.
///     Example: EXAMPLE {
///         /// Docs of the variant.
///         Address(Ipv4Addr), 4
///     }
/// }
/// ```
macro_rules! request_or {
    (
        $(#[$meta:meta])*
        $type:ident: $constant:ident {
            $(#[$variant_meta:meta])*
            $variant:ident($content:ty), $octets:literal $(, audit $rules:path)?
        }
    ) => {
        $(#[$meta])*
        ///
        /// The representation in memory is no promise.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        // see `ConfigAttribute`
        #[repr(u32)]
        pub enum $type {
            /// Length 0, in a request.
            Request,
            $(#[$variant_meta])*
            $variant($content),
        }

        impl<'a> $crate::ikev2::ConfigAttributeBody<'a> for $type {
            const TYPE: $crate::ikev2::ConfigAttributeType = $crate::ikev2::ConfigAttributeType::$constant;

            #[inline]
            fn parse_body(
                attribute: &$crate::ikev2::RawConfigAttribute<'a>,
            ) -> Result<Self, $crate::ParseError> {
                if let Ok::<&[u8; $octets], _>(octets) = attribute.body.try_into() {
                    return $crate::ikev2::attribute::content::Content::read(octets).map(Self::$variant);
                }
                match attribute.body {
                    [] => Ok(Self::Request),
                    _ => Err(attribute.length_error()),
                }
            }

            #[inline]
            fn emit_body(&self, writer: &mut $crate::Writer<'_>) -> Result<(), $crate::EmitError> {
                match self {
                    Self::Request => Ok(()),
                    Self::$variant(content) => writer
                        .array::<$octets>(&$crate::ikev2::attribute::content::Content::octets(*content)),
                }
            }

            #[inline]
            fn emit(&self, writer: &mut $crate::Writer<'_>) -> Result<(), $crate::EmitError> {
                use $crate::ikev2::attribute::{body::emit_fixed, content::Content};
                match self {
                    Self::Request => emit_fixed(writer, Self::TYPE, []),
                    Self::$variant(content) => {
                        emit_fixed::<$octets>(writer, Self::TYPE, Content::octets(*content))
                    }
                }
            }

            fn fields<F: FnMut($crate::Field<'_>) + ?Sized>(&self, out: &mut F) {
                if let Self::$variant(content) = self {
                    $crate::ikev2::attribute::content::Content::list(content, out);
                }
            }

            $(
                fn audit(&self, _: &[u8]) -> $crate::Deviations {
                    match self {
                        Self::Request => $crate::Deviations::empty(),
                        Self::$variant(content) => $rules(content),
                    }
                }
            )?
        }

        $crate::wire::arbitrary! {
            $type: |u| u.arbitrary::<Option<$content>>()?.map_or(Self::Request, Self::$variant);
        }
    };
}

pub(super) use request_or;
