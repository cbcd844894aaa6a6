//! What the tables of all registries share: the enum over the types that are decoded.

/// Makes the enum over all decoded types of a registry, and what goes with it.
///
/// ```text
/// typed_enum! {
///     /// Docs of the enum.
///     MobilityOption: OptionType (option_type), else RawOption;  // `, inline always` if `parse` is
///     /// Docs of the variant.
///     4 base::NonceIndices,
/// }
/// ```
macro_rules! typed_enum {
    (
        $(#[$meta:meta])*
        $any:ident: $code:ident ($code_of:ident), else $raw:ident $(, inline $inline:ident)?;
        $( $(#[$variant_meta:meta])* $number:literal $family:ident::$type:ident $(<$life:lifetime>)?, )*
    ) => {
        $(
            const _: () = assert!(
                $family::$type::TYPE.0 == $number,
                concat!(stringify!($any), " ", $number, ": ", stringify!($type), " is of another type")
            );
        )*

        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum $any<'a> {
            $( $(#[$variant_meta])* $type($family::$type $(<$life>)?), )*
            /// Any other type, verbatim.
            Unknown($raw<'a>),
        }

        impl<'a> $any<'a> {
            /// The types that are decoded. Any other is [`Unknown`](Self::Unknown).
            pub const DECODED: &'static [$code] = &[$( $family::$type::TYPE ),*];

            /// The type.
            #[must_use]
            pub const fn $code_of(&self) -> $code {
                match self {
                    $( Self::$type(_) => $family::$type::TYPE, )*
                    Self::Unknown(raw) => raw.$code_of,
                }
            }

            /// Decodes a body by its type.
            ///
            /// # Errors
            ///
            /// As the type's own `parse_body`.
            #[inline $( ($inline) )?]
            pub fn parse(raw: &$raw<'a>) -> Result<Self, $crate::ParseError> {
                match raw.$code_of {
                    $( $family::$type::TYPE => $family::$type::parse_body(raw).map(Self::$type), )*
                    _ => Ok(Self::Unknown(*raw)),
                }
            }

            /// Lists the fields, in wire order; none if the type is not decoded.
            pub fn fields<F: FnMut($crate::Field<'_>) + ?Sized>(&self, out: &mut F) {
                match self {
                    $( Self::$type(body) => body.fields(out), )*
                    Self::Unknown(_) => {}
                }
            }

            /// Writes the body. Out of line: it is there once, for all types.
            #[inline(never)]
            #[allow(dead_code, reason = "an attribute writes its framing too")]
            pub(crate) fn emit_body(&self, writer: &mut $crate::Writer<'_>) -> Result<(), $crate::EmitError> {
                match self {
                    $( Self::$type(body) => body.emit_body(writer), )*
                    Self::Unknown(raw) => writer.octets(raw.body),
                }
            }

            /// The sender rules that the octets of a body break; malformed if its type does not allow them. No value of this
            /// enum is made: each body is judged where it is decoded.
            #[allow(dead_code, reason = "a message is judged together with its options")]
            pub(crate) fn deviations(raw: &$raw<'a>) -> $crate::Deviations {
                match raw.$code_of {
                    $(
                        $family::$type::TYPE => match $family::$type::parse_body(raw) {
                            Ok(body) => body.audit(raw.body),
                            Err(_) => $crate::Deviations::MALFORMED,
                        },
                    )*
                    _ => $crate::Deviations::empty(),
                }
            }
        }

        $(
            impl<'a> From<$family::$type $(<$life>)?> for $any<'a> {
                fn from(body: $family::$type $(<$life>)?) -> Self {
                    Self::$type(body)
                }
            }
        )*

        impl<'a> From<$raw<'a>> for $any<'a> {
            fn from(raw: $raw<'a>) -> Self {
                Self::Unknown(raw)
            }
        }

        /// Any of the decoded types, or an unknown one.
        #[cfg(feature = "arbitrary")]
        impl<'a> arbitrary::Arbitrary<'a> for $any<'a> {
            fn arbitrary(u: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
                type Draw<'a> = fn(&mut arbitrary::Unstructured<'a>) -> arbitrary::Result<$any<'a>>;
                let draws: &[Draw<'a>] = &[
                    $( |u| u.arbitrary().map($any::$type), )*
                    |u| u.arbitrary().map($any::Unknown),
                ];
                u.choose(draws)?(u)
            }
        }
    };
}

/// Makes the function that names the document in which a code is defined.
macro_rules! source {
    ($code:ident: $( $number:literal $source:expr, )*) => {
        impl $code {
            /// The document, and its section, that defines the type; `None` if the type is unknown.
            #[must_use]
            pub const fn source(self) -> Option<&'static str> {
                match self.0 {
                    $( $number => Some($source), )*
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use {source, typed_enum};
