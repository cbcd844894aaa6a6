//! The attributes of a Configuration payload (RFC 7296 Section 3.15.1).

#[cfg(feature = "arbitrary")]
use super::body::LONGEST_VALUE;
use super::{ConfigAttribute, ConfigAttributeBody, RawConfigAttribute};
use crate::error::ParseError;
use crate::wire::{arbitrary, debug, equal, list, read};
use core::fmt;

/// The attributes of a Configuration payload (RFC 7296 Section 3.15.1), a view of their octets.
///
/// Attributes follow one another without padding and fill the payload. Order and duplicates are kept.
///
/// ```
/// use mip6_wire::ikev2::{ConfigAttribute, ConfigAttributes, InternalIp6Address, Mip6HomePrefix};
///
/// // INTERNAL_IP6_ADDRESS and MIP6_HOME_PREFIX as they stand in a request
/// let attributes = ConfigAttributes::new(&[0, 8, 0, 0, 0, 16, 0, 0], 8);
/// assert_eq!(attributes.find()?, Some(Mip6HomePrefix::Request));
/// let mut all = attributes.iter();
/// assert_eq!(
///     all.next(),
///     Some(Ok(ConfigAttribute::InternalIp6Address(InternalIp6Address::Request))),
/// );
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
///
/// [`new`](Self::new) checks nothing. Iterators report a fault when they reach it. [`find`](Self::find) and
/// [`check`](Self::check) walk to the end and return an error if the list is not well formed.
#[derive(Clone, Copy, Default)]
pub struct ConfigAttributes<'a> {
    octets: &'a [u8],
    start: usize,
}

impl<'a> ConfigAttributes<'a> {
    /// No attributes.
    pub const EMPTY: Self = Self { octets: &[], start: 0 };

    /// Attributes that fill all of `octets`. `start` is the octet offset of the first one, for the offsets in errors:
    /// 8 in a payload by itself.
    #[must_use]
    #[inline]
    pub const fn new(octets: &'a [u8], start: usize) -> Self {
        Self { octets, start }
    }

    /// An iterator over the attributes, not decoded. Together they are all octets of the list.
    ///
    /// If the list is broken, the last item is its error: [`Truncated`](crate::ParseErrorKind::Truncated) at the first
    /// of one to three octets that are left over, [`AttributeLength`](crate::ParseErrorKind::AttributeLength) at a
    /// Length field that runs past the end.
    #[must_use]
    #[inline]
    pub const fn raw(self) -> RawConfigAttributes<'a> {
        RawConfigAttributes { rest: self.octets, end: self.start.wrapping_add(self.octets.len()) }
    }

    /// An iterator over the attributes, decoded.
    ///
    /// An attribute with a bad value is one `Err`, and iteration goes on. A broken list is an `Err` and the end, as in
    /// [`raw`](Self::raw).
    #[must_use]
    #[inline]
    pub const fn iter(self) -> TypedConfigAttributes<'a> {
        TypedConfigAttributes { raw: self.raw() }
    }

    /// An iterator over the attributes of type `T`, decoded. It skips the others.
    ///
    /// ```
    /// use mip6_wire::ikev2::{ConfigAttributes, InternalIp6Dns};
    ///
    /// let attributes = ConfigAttributes::new(&[0, 10, 0, 0, 0, 16, 0, 0, 0, 10, 0, 0], 8);
    /// assert_eq!(attributes.all::<InternalIp6Dns>().count(), 2);
    /// ```
    #[inline]
    pub fn all<T: ConfigAttributeBody<'a>>(
        self,
    ) -> impl Iterator<Item = Result<T, ParseError>> + Clone + fmt::Debug {
        AllOfType { raw: self.raw(), kind: core::marker::PhantomData }
    }

    /// The first attribute of type `T`.
    ///
    /// # Errors
    ///
    /// The first error of the list, or of an attribute of type `T`. `Ok(None)` means that the list is well formed and
    /// has no such attribute.
    #[inline]
    pub fn find<T: ConfigAttributeBody<'a>>(self) -> Result<Option<T>, ParseError> {
        let mut found = None;
        for attribute in self.all::<T>() {
            let attribute = attribute?;
            found = found.or(Some(attribute));
        }
        Ok(found)
    }

    /// Checks that the list is well formed: each attribute ends inside it, and the last one at its end.
    ///
    /// # Errors
    ///
    /// The first error of the list.
    pub fn check(self) -> Result<(), ParseError> {
        self.raw().try_for_each(|item| item.map(|_| ()))
    }
}

list! { ConfigAttributes of ConfigAttribute: RawConfigAttributes, TypedConfigAttributes by raw }

/// An iterator over the attributes of a list, not decoded, returned by [`ConfigAttributes::raw`].
#[derive(Clone)]
pub struct RawConfigAttributes<'a> {
    rest: &'a [u8],
    /// The offset of the end of the list. Other offsets are computed from what is left.
    end: usize,
}

impl<'a> RawConfigAttributes<'a> {
    /// The offset of the next attribute.
    #[must_use]
    #[inline]
    pub const fn offset(&self) -> usize {
        self.end.wrapping_sub(self.rest.len())
    }

    /// The error of the value of the attribute just read, with its offset in the payload.
    #[cold]
    fn within(&self, error: ParseError, value: &[u8]) -> ParseError {
        error.within(self.offset().wrapping_sub(value.len()).wrapping_sub(4))
    }

    /// The type field and the value of the next attribute. One that is cut off is an error, and the last.
    #[inline(always)]
    fn next_framed(&mut self) -> Option<Result<(u16, &'a [u8]), ParseError>> {
        if self.rest.is_empty() {
            return None;
        }
        match read::attribute(self.rest) {
            Ok((rest, attribute)) => {
                self.rest = rest;
                Some(Ok(attribute))
            }
            Err(error) => {
                let error = read::attribute_fault(error, self.offset());
                self.rest = &[];
                Some(Err(error))
            }
        }
    }
}

impl<'a> Iterator for RawConfigAttributes<'a> {
    type Item = Result<RawConfigAttribute<'a>, ParseError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        Some(match self.next_framed()? {
            Ok((field, body)) => Ok(RawConfigAttribute::of(field, body)),
            Err(error) => Err(error),
        })
    }
}

/// An iterator over the attributes of a list, decoded, returned by [`ConfigAttributes::iter`].
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct TypedConfigAttributes<'a> {
    raw: RawConfigAttributes<'a>,
}

impl<'a> Iterator for TypedConfigAttributes<'a> {
    type Item = Result<ConfigAttribute<'a>, ParseError>;

    // with two callers the compiler would not inline it by itself, and each attribute would go by way of memory
    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        let (field, body) = match self.raw.next_framed()? {
            Ok(framed) => framed,
            Err(error) => return Some(Err(error)),
        };
        // no closure: at opt-level z it is a call, and the attribute is copied
        Some(match ConfigAttribute::parse(&RawConfigAttribute::of(field, body)) {
            Ok(attribute) => Ok(attribute),
            Err(error) => Err(self.raw.within(error, body)),
        })
    }
}

/// An iterator over the attributes of one type, returned by [`ConfigAttributes::all`].
struct AllOfType<'a, T> {
    raw: RawConfigAttributes<'a>,
    kind: core::marker::PhantomData<fn() -> T>,
}

impl<T> Clone for AllOfType<'_, T> {
    fn clone(&self) -> Self {
        Self { raw: self.raw.clone(), kind: self.kind }
    }
}

impl<'a, T: ConfigAttributeBody<'a>> Iterator for AllOfType<'a, T> {
    type Item = Result<T, ParseError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.raw.next_framed()? {
                Ok((field, body)) => {
                    let attribute = RawConfigAttribute::of(field, body);
                    if attribute.attribute_type == T::TYPE {
                        return Some(
                            T::parse_body(&attribute).map_err(|error| self.raw.within(error, body)),
                        );
                    }
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<'a, T: ConfigAttributeBody<'a>> core::iter::FusedIterator for AllOfType<'a, T> {}

equal! {
    ConfigAttributes<'_>: |attributes| attributes.octets;
}

debug! {
    ConfigAttributes<'_>: "ConfigAttributes {{ octets: {}, start: {} }}",
        |attributes| attributes.octets.len(), attributes.start;
    RawConfigAttributes<'_>: "RawConfigAttributes {{ offset: {}, .. }}", |raw| raw.offset();
    AllOfType<'_, T> where [T]: "{:?}", |all| all.raw;
}

arbitrary! {
    // the longest start of the octets drawn that is a list of whole attributes
    ConfigAttributes<'a>: |u| {
        let octets = octets(u, LONGEST_VALUE + 4)?;
        let mut raw = Self::new(octets, 0).raw();
        let mut end = 0;
        while let Some(Ok(_)) = raw.next() {
            end = raw.offset();
        }
        Self::new(at_most(end, octets), 8)
    };
}
