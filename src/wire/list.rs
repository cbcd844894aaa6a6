//! Lists: what the views of options, attributes and payloads that follow one another have in common.

/// Implements it for a view with a field `octets`, its iterators, and the field by which the decoding one walks.
///
/// ```text
/// list! { Options of MobilityOption: RawOptions, TypedOptions by walk }
/// ```
macro_rules! list {
    ($list:ident of $element:ident: $raw:ident, $typed:ident by $walk:ident) => {
        impl<'a> $list<'a> {
            /// The octets, verbatim.
            #[must_use]
            #[inline]
            pub const fn as_octets(self) -> &'a [u8] {
                self.octets
            }

            /// Whether there are no octets at all, not even padding.
            #[must_use]
            #[inline]
            pub const fn is_empty(self) -> bool {
                self.octets.is_empty()
            }
        }

        impl<'a> IntoIterator for $list<'a> {
            type Item = Result<$element<'a>, $crate::ParseError>;
            type IntoIter = $typed<'a>;

            fn into_iter(self) -> $typed<'a> {
                self.iter()
            }
        }

        impl $typed<'_> {
            /// The offset of what comes after the elements so far: the next one, or the padding before it.
            #[must_use]
            #[inline]
            pub const fn offset(&self) -> usize {
                self.$walk.offset()
            }
        }

        impl core::iter::FusedIterator for $raw<'_> {}

        impl core::iter::FusedIterator for $typed<'_> {}
    };
}

pub(crate) use list;
