//! Code points: newtypes over the number on the wire, with a constant and a name for each registered one.

/// Makes a code-point newtype. A row is a code: constant, number, registered name, and the document that defines it if that
/// is not the one of the type, after a colon.
///
/// `bits` are the bits that a code has if they are not all. `is_success below 128: "words"` makes a function of that name: it
/// says of any code, registered or not, whether it is below the number, and the words say what that means.
///
/// Any number is a value of the type, so an unassigned code survives a round trip and each code has one spelling.
macro_rules! code_point {
    (
        $(#[$meta:meta])*
        $type:ident($number:ty $(, bits $bits:literal)?) $(, $is:ident below $end:literal: $what:literal)? {
            $( $(#[$const_meta:meta])* $const:ident = $value:literal $name:literal $(: $source:literal)?, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        pub struct $type(pub $number);

        impl $type {
            $(
                #[doc = concat!($name, " (", $value, ")", $( ", ", $source, )? ".")]
                $(#[$const_meta])*
                pub const $const: Self = Self($value);
            )*

            /// Every registered code, in numeric order.
            pub const REGISTERED: &'static [Self] = &[$( Self::$const ),*];

            /// The registered name of the code, `None` if it is unassigned.
            #[must_use]
            pub const fn name(self) -> Option<&'static str> {
                match self.0 {
                    $( $value => Some($name), )*
                    _ => None,
                }
            }

            $(
                #[doc = concat!("Whether ", $what, ": any code below ", $end, ", registered or not.")]
                #[must_use]
                pub const fn $is(self) -> bool {
                    self.0 < $end
                }
            )?
        }

        impl From<$number> for $type {
            fn from(number: $number) -> Self {
                Self(number)
            }
        }

        impl From<$type> for $number {
            fn from(code: $type) -> Self {
                code.0
            }
        }

        /// The code by its number, in decimal.
        impl core::str::FromStr for $type {
            type Err = core::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        /// Shows the registered name and the number, or the number alone.
        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                match self.name() {
                    Some(name) => write!(f, "{name} ({})", self.0),
                    None => write!(f, "{}", self.0),
                }
            }
        }

        impl core::fmt::Debug for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($type), "({}"), self.0)?;
                match self.name() {
                    Some(name) => write!(f, ": {name})"),
                    None => f.write_str(")"),
                }
            }
        }

        $crate::wire::fixed! {
            $type, { <$number as $crate::wire::layout::Fixed>::OCTETS }:
                |octets| Ok(Self(<$number>::from_be_bytes(*octets))),
                |this| this.0.to_be_bytes(),
                $crate::wire::Value::Code(this.0.into(), this.name());
        }

        $crate::wire::arbitrary! {
            $type: |u| Self(u.arbitrary::<$number>()? $( & $bits )?);
        }
    };
}

pub(crate) use code_point;
