//! Several options in one walk over the area.

use super::list::Walk;
use super::{MobilityOptionBody, OptionType, Options, RawOption};
use crate::error::{ParseError, ParseErrorKind};

/// A tuple of up to eight option types, for [`Options::select`].
pub trait Selection<'a>: sealed::Sealed {
    /// An `Option` for each of the types, in their order.
    type Found;

    #[doc(hidden)]
    fn select(
        options: Options<'a>,
        other: impl FnMut(RawOption<'a>),
    ) -> Result<Self::Found, ParseError>;
}

mod sealed {
    pub trait Sealed {}
}

/// Implements [`Selection`] for a tuple of option types, each with the name of what is found of it.
macro_rules! selection {
    ($take:ident: $($type:ident $found:ident),*) => {
        impl<$($type),*> sealed::Sealed for ($($type,)*) {}

        impl<'a, $($type: MobilityOptionBody<'a>),*> Selection<'a> for ($($type,)*) {
            type Found = ($(Option<$type>,)*);

            #[inline(always)]
            fn select(
                options: Options<'a>,
                mut other: impl FnMut(RawOption<'a>),
            ) -> Result<Self::Found, ParseError> {
                $( let mut $found = None; )*
                let mut walk = Walk::new(options);
                while let Some(item) = walk.next() {
                    let head = item?;
                    $(
                        if head.kind == $type::TYPE.0 {
                            let body = walk.take($type::TYPE, head)?;
                            if $found.is_some() {
                                let kind = ParseErrorKind::DuplicateOption;
                                return Err(ParseError::new(kind, walk.option_offset(body)));
                            }
                            // no function hands this `Result` on: a small one would be packed into a register
                            // and taken apart again
                            $found = match $type::parse_body(&RawOption::new($type::TYPE, body)) {
                                Ok(option) => Some(option),
                                Err(error) => return Err(error.within(walk.option_offset(body))),
                            };
                            continue;
                        }
                    )*
                    let option_type = OptionType(head.kind);
                    let body = walk.$take(option_type, head)?;
                    other(RawOption::new(option_type, body));
                }
                Ok(($($found,)*))
            }
        }
    };
}

// beside types to compare with, the questions of `take` become part of the same jump
selection!(take_any:);
selection!(take: A a);
selection!(take: A a, B b);
selection!(take: A a, B b, C c);
selection!(take: A a, B b, C c, D d);
selection!(take: A a, B b, C c, D d, E e);
selection!(take: A a, B b, C c, D d, E e, F f);
selection!(take: A a, B b, C c, D d, E e, F f, G g);
selection!(take: A a, B b, C c, D d, E e, F f, G g, H h);
