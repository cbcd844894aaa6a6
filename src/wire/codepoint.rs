//! Code points: newtypes over the number on the wire, with a constant and a name for each registered one.

/// Makes a code-point newtype.
///
/// Any number is a value of the type, so an unassigned code survives a round trip and each code has one spelling.
macro_rules! code_point {
    (
        $(#[$meta:meta])*
        $type:ident($number:ty) {
            $( $(#[$const_meta:meta])* $const:ident = $value:literal $name:literal, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        pub struct $type(pub $number);

        impl $type {
            $( $(#[$const_meta])* #[doc = concat!(" ", $name, " (", $value, ").")] pub const $const: Self = Self($value); )*

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
    };
}

pub(crate) use code_point;
