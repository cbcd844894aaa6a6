//! Messages with two bodies under one MH Type, told apart by the number that the body begins with.

/// Declares the enum of both bodies and of any other, which is kept verbatim.
///
/// ```text
/// two_bodies! {
///     /// Docs of the enum.
///     pub enum Example: EXAMPLE, by ExampleType {
///         /// Docs of type 1.
///         Indication(ExampleIndication),
///         /// Docs of type 2.
///         Acknowledgement(ExampleAcknowledgement),
///     }
/// }
/// ```
///
/// The number is a code point with `INDICATION` and `ACKNOWLEDGEMENT`, and stands at offset 6.
macro_rules! two_bodies {
    (
        $(#[$meta:meta])*
        pub enum $type:ident: $constant:ident, by $number:ident {
            $(#[$indication_meta:meta])*
            Indication($indication:ident),
            $(#[$acknowledgement_meta:meta])*
            Acknowledgement($acknowledgement:ident),
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum $type<'a> {
            $(#[$indication_meta])*
            Indication($indication<'a>),
            $(#[$acknowledgement_meta])*
            Acknowledgement($acknowledgement<'a>),
            /// Any other type, verbatim.
            Unknown($crate::message::RawMessage<'a>),
        }

        impl<'a> $crate::message::MessageBody<'a> for $type<'a> {
            const TYPE: $crate::MhType = $crate::MhType::$constant;

            #[inline(always)]
            fn parse_body(message: &$crate::message::RawMessage<'a>) -> Result<Self, $crate::ParseError> {
                match $crate::wire::layout::Fixed::get(message.body) {
                    Ok($number::INDICATION) => $indication::parse_body(message).map(Self::Indication),
                    Ok($number::ACKNOWLEDGEMENT) => {
                        $acknowledgement::parse_body(message).map(Self::Acknowledgement)
                    }
                    Ok(_) => Ok(Self::Unknown(*message)),
                    Err(_) => Err(message.length_error()),
                }
            }

            fn emit_body(&self, writer: &mut $crate::Writer<'_>) -> Result<(), $crate::EmitError> {
                match self {
                    Self::Indication(message) => message.emit_body(writer),
                    Self::Acknowledgement(message) => message.emit_body(writer),
                    Self::Unknown(message) => match $crate::wire::layout::Fixed::get(message.body) {
                        // read again, it would be one of the others, or too short
                        Ok($number::INDICATION | $number::ACKNOWLEDGEMENT) | Err(_) => {
                            Err(writer.error($crate::EmitErrorKind::Value))
                        }
                        Ok(_) => writer.octets(message.body),
                    },
                }
            }

            fn options(&self) -> Option<$crate::Options<'a>> {
                match self {
                    Self::Indication(message) => Some(message.options),
                    Self::Acknowledgement(message) => Some(message.options),
                    Self::Unknown(_) => None,
                }
            }

            fn fields<F: FnMut($crate::Field<'_>) + ?Sized>(&self, out: &mut F) {
                use $crate::wire::{Field, Value, layout::Fixed};

                match self {
                    Self::Indication(message) => message.fields(out),
                    Self::Acknowledgement(message) => message.fields(out),
                    Self::Unknown(message) => {
                        if let (Ok(number), Some(body)) =
                            ($number::get(message.body), message.body.get($number::OCTETS..))
                        {
                            out(Field::new("type", 6, $number::OCTETS, number.value()));
                            out(Field::new("body", 6 + $number::OCTETS, body.len(), Value::Octets(body)));
                        }
                    }
                }
            }

            fn audit(&self, body: &[u8]) -> $crate::Deviations {
                match self {
                    Self::Indication(message) => message.audit(body),
                    Self::Acknowledgement(message) => message.audit(body),
                    Self::Unknown(_) => $crate::Deviations::empty(),
                }
            }
        }

        $crate::wire::arbitrary! {
            $type<'a>: |u| if u.arbitrary()? {
                Self::Indication(u.arbitrary()?)
            } else {
                Self::Acknowledgement(u.arbitrary()?)
            };
        }
    };
}

pub(super) use two_bodies;
