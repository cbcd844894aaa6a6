//! Flag words: `bitflags` with the letter and the name of each flag, of which the unassigned bits are kept.

/// Makes a flag word. A row is a flag: constant, bits, letter in the RFC's figure, name.
///
/// The unassigned bits survive a round trip, so a value holds any bits. Its docs say so.
macro_rules! flags {
    (
        $(#[$($meta:tt)*])*
        $type:ident($number:ty) {
            $( $(#[$($flag_meta:tt)*])* $flag:ident = $bits:literal $letter:literal $name:literal, )*
        }
    ) => {
        bitflags::bitflags! {
            $(#[$($meta)*])*
            ///
            /// Unassigned bits are kept, so that they survive a round trip.
            #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
            pub struct $type: $number {
                $(
                    #[doc = concat!("`", $letter, "`, ", $name, ".")]
                    #[doc = ""]
                    $(#[$($flag_meta)*])*
                    const $flag = $bits;
                )*
                const _ = !0;
            }
        }

        impl $type {
            /// The flags that are defined, from the highest bit on.
            pub const DEFINED: &'static [$crate::wire::Flag] = &[
                $( $crate::wire::Flag { bits: $bits, letter: $letter, name: $name } ),*
            ];

            /// The unassigned bits, as they are set here. A sender sets none; a receiver ignores them.
            #[must_use]
            pub const fn reserved_bits(self) -> $number {
                self.bits() & !(0 $( | $bits )*)
            }
        }

        $crate::wire::fixed! {
            $type, { <$number as $crate::wire::layout::Fixed>::OCTETS }:
                |octets| Ok(Self::from_bits_retain(<$number>::from_be_bytes(*octets))),
                |this| this.bits().to_be_bytes(),
                $crate::wire::Value::Flags(this.bits().into(), Self::DEFINED),
                if this.reserved_bits() == 0 {
                    $crate::Deviations::empty()
                } else {
                    $crate::Deviations::RESERVED_FLAGS
                };
        }

        #[cfg(feature = "defmt")]
        impl defmt::Format for $type {
            fn format(&self, f: defmt::Formatter<'_>) {
                defmt::write!(f, "{=u32:#x}", u32::from(self.bits()));
            }
        }

        $crate::wire::arbitrary! {
            $type: |u| Self::from_bits_retain(u.arbitrary()?);
        }
    };
}

pub(crate) use flags;
