//! The option area of a message: a view that is checked as it is walked (RFC 6275 Section 6.2.1).
//!
//! Nothing is checked when an [`Options`] is made: a pass of its own over the area would cost almost half of
//! the whole parse. Iterators report a fault when they meet it; whatever gives an *answer*
//! ([`find`](Options::find), [`select`](Options::select), [`check`](Options::check)) walks to the end first and
//! answers only for an area that is well formed, so that no message is half processed.

use super::{MobilityOption, MobilityOptionBody, OptionType, RawOption, Selection};
use crate::error::{ParseError, ParseErrorKind};
use crate::wire::layout::{Tail, view};
use crate::wire::{Value, debug, equal, list, read};
use core::marker::PhantomData;

/// The mobility options of a message, not interpreted yet.
///
/// ```
/// use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate, MobilityOption, NonceIndices};
/// use mip6_wire::Options;
///
/// // Nonce Indices and padding, as they stand behind the fixed part of a Binding Update
/// let options = Options::new(&[4, 4, 0, 10, 0, 20, 1, 4, 0, 0, 0, 0], 12);
///
/// let indices = options.find::<NonceIndices>()?.unwrap();
/// assert_eq!((indices.home, indices.care_of), (10, 20));
///
/// // several in one walk
/// let (indices, dns, address) = options.select::<(NonceIndices, DnsUpdate, AlternateCareOfAddress)>()?;
/// assert!(indices.is_some() && dns.is_none() && address.is_none());
///
/// // all in their order, padding skipped
/// for option in options.iter() {
///     assert!(matches!(option?, MobilityOption::NonceIndices(_)));
/// }
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    octets: &'a [u8],
    start: u16,
}

impl<'a> Tail<'a> for Options<'a> {
    view! {
        |octets, offset| Self::new(octets, u16::try_from(offset).unwrap_or(u16::MAX)),
        |this| this.octets, Value::Options(this.octets)
    }

    #[cfg(feature = "arbitrary")]
    fn arbitrary(
        u: &mut arbitrary::Unstructured<'a>,
        _: usize,
        _: usize,
        offset: usize,
    ) -> arbitrary::Result<Self> {
        draw::of_message(u, offset)
    }
}

impl<'a> Options<'a> {
    /// No options.
    pub const EMPTY: Self = Self { octets: &[], start: 0 };

    /// An option area whose first octet stands at `start`, counted from the start of the Mobility Header.
    ///
    /// [`MobilityHeader::message`] does this for the messages it knows; it is public for those it does not.
    ///
    /// [`MobilityHeader::message`]: crate::MobilityHeader::message
    #[must_use]
    #[inline]
    pub const fn new(octets: &'a [u8], start: u16) -> Self {
        Self { octets, start }
    }

    /// Where the area begins: octets from the start of the Mobility Header.
    #[must_use]
    #[inline]
    pub fn start(self) -> usize {
        usize::from(self.start)
    }

    /// Where the area ends: octets from the start of the Mobility Header.
    #[must_use]
    #[inline]
    pub fn end(self) -> usize {
        self.start().wrapping_add(self.octets.len())
    }

    /// The options one by one, uninterpreted, padding included. In order, their octets are the area's.
    ///
    /// The item after a cut-off option is its error, and the last.
    #[must_use]
    #[inline]
    pub fn raw(self) -> RawOptions<'a> {
        RawOptions { walk: Walk::new(self) }
    }

    /// Whether there is no option of these types, up to a cut-off one.
    pub(crate) fn lacks(self, types: &[OptionType]) -> bool {
        !self.raw().flatten().any(|option| types.contains(&option.option_type))
    }

    /// The options one by one, decoded, padding skipped.
    ///
    /// An option with a bad body is one `Err` and iteration goes on with the next (RFC 6275 Section 6.2.1:
    /// the remaining options are still handled). A cut-off option is an `Err` and the end.
    #[must_use]
    #[inline]
    pub fn iter(self) -> TypedOptions<'a> {
        TypedOptions { walk: Walk::new(self) }
    }

    /// The first option of type `T`.
    ///
    /// Later ones of the type are checked and left aside; [`select`](Self::select) refuses them.
    ///
    /// # Errors
    ///
    /// What is wrong with the framing of the area, or with the body of an option of type `T`; the offset
    /// counts from the start of the Mobility Header. `Ok(None)` says that the area is well formed and has no
    /// such option.
    #[inline]
    pub fn find<T: MobilityOptionBody<'a>>(self) -> Result<Option<T>, ParseError> {
        let mut found = None;
        let mut walk = Walk::new(self);
        while let Some(item) = walk.next() {
            let head = item?;
            if head.kind == T::TYPE.0 {
                let body = walk.take(T::TYPE, head)?;
                let option = match T::parse_body(&RawOption::new(T::TYPE, body)) {
                    Ok(option) => option,
                    Err(error) => return Err(error.within(walk.option_offset(body))),
                };
                if found.is_none() {
                    found = Some(option);
                }
            } else {
                walk.take(OptionType(head.kind), head)?;
            }
        }
        Ok(found)
    }

    /// The options of type `T`, in their order, for those that may stand in a message several times.
    ///
    /// An option with a bad body is one `Err` and iteration goes on with the next; broken framing is an `Err` and the end.
    ///
    /// ```
    /// use mip6_wire::{Options, option::NonceIndices};
    ///
    /// let options = Options::new(&[4, 4, 0, 1, 0, 2, 4, 4, 0, 3, 0, 4], 12);
    /// let homes: Result<Vec<_>, _> = options.all::<NonceIndices>().map(|item| item.map(|it| it.home)).collect();
    /// assert_eq!(homes?, [1, 3]);
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn all<T: MobilityOptionBody<'a>>(self) -> AllOptions<'a, T> {
        AllOptions { walk: Walk::new(self), body: PhantomData }
    }

    /// The options of several types, each at most once, in one walk. `S` is a tuple of up to eight types;
    /// the answer is a tuple of `Option`s in the same order.
    ///
    /// # Errors
    ///
    /// As [`find`](Self::find), and [`DuplicateOption`](ParseErrorKind::DuplicateOption) for a second option
    /// of one of the types.
    #[inline(always)]
    pub fn select<S: Selection<'a>>(self) -> Result<S::Found, ParseError> {
        S::select(self, |_| {})
    }

    /// [`select`](Self::select), which also hands each option of any other type to `other`, padding left out:
    /// those that may stand more than once, or that are unknown.
    ///
    /// ```
    /// use mip6_wire::{Options, option::NonceIndices};
    ///
    /// let options = Options::new(&[200, 0, 4, 4, 0, 10, 0, 20, 200, 0], 12);
    /// let mut unknown = 0;
    /// let (indices,) = options.select_with::<(NonceIndices,)>(|_| unknown += 1)?;
    /// assert!(indices.is_some());
    /// assert_eq!(unknown, 2);
    ///
    /// let mut kinds = vec![];
    /// options.select_with::<()>(|option| kinds.push(option.option_type.0))?; // all of them, uninterpreted
    /// assert_eq!(kinds, [200, 4, 200]);
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`select`](Self::select). What was handed to `other` before then is no part of an answer.
    #[inline(always)]
    pub fn select_with<S: Selection<'a>>(
        self,
        other: impl FnMut(RawOption<'a>),
    ) -> Result<S::Found, ParseError> {
        S::select(self, other)
    }

    /// Whether the framing of the whole area is sound: each option ends inside it, and nothing follows the
    /// Binding Authorization Data option.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong, with its offset from the start of the Mobility Header.
    pub fn check(self) -> Result<(), ParseError> {
        let mut walk = Walk::new(self);
        while let Some(item) = walk.next() {
            let head = item?;
            walk.take(OptionType(head.kind), head)?;
        }
        Ok(())
    }
}

list! { Options of MobilityOption: RawOptions, TypedOptions by walk }

/// The options of an area one by one, uninterpreted: see [`Options::raw`].
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct RawOptions<'a> {
    walk: Walk<'a>,
}

impl RawOptions<'_> {
    /// The offset of the next option from the start of the Mobility Header.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.walk.offset()
    }
}

impl<'a> Iterator for RawOptions<'a> {
    type Item = Result<RawOption<'a>, ParseError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.walk.next_raw()
    }
}

/// The options of an area one by one, decoded: see [`Options::iter`].
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct TypedOptions<'a> {
    walk: Walk<'a>,
}

impl<'a> Iterator for TypedOptions<'a> {
    type Item = Result<MobilityOption<'a>, ParseError>;

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        let head = match self.walk.next()? {
            Ok(head) => head,
            Err(error) => return Some(Err(error)),
        };
        let option_type = OptionType(head.kind);
        let body = match self.walk.take_any(option_type, head) {
            Ok(body) => body,
            Err(error) => return Some(Err(error)),
        };
        Some(match MobilityOption::parse(&RawOption::new(option_type, body)) {
            Ok(option) => Ok(option),
            Err(error) => Err(error.within(self.walk.option_offset(body))),
        })
    }
}

/// The options of one type: see [`Options::all`].
pub struct AllOptions<'a, T> {
    walk: Walk<'a>,
    body: PhantomData<fn() -> T>,
}

impl<T> Clone for AllOptions<'_, T> {
    fn clone(&self) -> Self {
        Self { walk: self.walk.clone(), body: PhantomData }
    }
}

impl<'a, T: MobilityOptionBody<'a>> Iterator for AllOptions<'a, T> {
    type Item = Result<T, ParseError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let head = match self.walk.next()? {
                Ok(head) => head,
                Err(error) => return Some(Err(error)),
            };
            let body = match self.walk.take(OptionType(head.kind), head) {
                Ok(body) => body,
                Err(error) => return Some(Err(error)),
            };
            if head.kind == T::TYPE.0 {
                let option = T::parse_body(&RawOption::new(T::TYPE, body));
                return Some(option.map_err(|error| error.within(self.walk.option_offset(body))));
            }
        }
    }
}

impl<'a, T: MobilityOptionBody<'a>> core::iter::FusedIterator for AllOptions<'a, T> {}

const PADN: u8 = OptionType::PADN.0;

/// The one walk over type-length-value options that everything above shares.
#[derive(Clone)]
pub(super) struct Walk<'a> {
    rest: &'a [u8],
    /// The header offset of the end of the area: offsets are worked out from what is left.
    end: usize,
}

impl<'a> Walk<'a> {
    #[inline(always)]
    pub(super) fn new(options: Options<'a>) -> Self {
        Self { rest: options.octets, end: options.end() }
    }

    /// The header offset of the next octet.
    #[inline(always)]
    pub(super) const fn offset(&self) -> usize {
        self.end.wrapping_sub(self.rest.len())
    }

    /// The header offset of the option just read, from its body.
    #[inline(always)]
    pub(super) fn option_offset(&self, body: &[u8]) -> usize {
        self.offset().wrapping_sub(body.len()).wrapping_sub(2)
    }

    /// The next option of any type, padding too; a cut-off one is an error, and the last.
    #[inline(always)]
    fn next_raw(&mut self) -> Option<Result<RawOption<'a>, ParseError>> {
        match self.rest {
            [] => None,
            [0, rest @ ..] => {
                self.rest = rest;
                Some(Ok(RawOption::new(OptionType::PAD1, &[])))
            }
            [kind, length, behind @ ..] => {
                let (option_type, length) = (OptionType(*kind), usize::from(*length));
                let body = self.split(behind, option_type.body_octets(length, behind.len()));
                Some(body.map(|body| RawOption::new(option_type, body)))
            }
            [_] => Some(Err(self.fault())),
        }
    }

    /// The start of the next option that is no padding, which has to be taken then; a cut-off one is an error, and the last.
    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<Result<Head<'a>, ParseError>> {
        loop {
            // the longest pattern first: one look at the length, and one at the type, for most options
            match self.rest {
                [kind @ 0..=PADN, second, rest @ ..] => {
                    self.rest = if *kind == PADN {
                        match rest.split_at_checked(usize::from(*second)) {
                            Some((_, rest)) => rest,
                            None => return Some(Err(self.fault())),
                        }
                    } else if *second == 0 {
                        // two Pad1 in a row are most likely the first of many
                        skip_pad1(rest)
                    } else {
                        self.rest.get(1..).unwrap_or_default()
                    }
                }
                [kind, length, behind @ ..] => {
                    let (kind, length) = (*kind, *length);
                    return Some(Ok(Head { kind, length, behind }));
                }
                [] | [0] => {
                    self.rest = &[];
                    return None;
                }
                [_] => return Some(Err(self.fault())),
            }
        }
    }

    /// The body of the option that begins with `head`. If nothing may follow the option and something does, it is an error,
    /// and the walk goes on behind it.
    ///
    /// With a type that is a constant, what asks for the type comes to nothing.
    #[inline(always)]
    pub(super) fn take(
        &mut self,
        option_type: OptionType,
        head: Head<'a>,
    ) -> Result<&'a [u8], ParseError> {
        let Head { length, behind, .. } = head;
        let octets = option_type.body_octets(length.into(), behind.len());
        let body = self.split(behind, octets)?;
        if option_type.is_last() && !self.rest.is_empty() {
            let kind = ParseErrorKind::AuthorizationDataNotLast;
            return Err(ParseError::new(kind, self.offset()));
        }
        Ok(body)
    }

    /// [`take`](Self::take), if the type is known only when the program runs.
    #[inline(always)]
    pub(super) fn take_any(
        &mut self,
        option_type: OptionType,
        head: Head<'a>,
    ) -> Result<&'a [u8], ParseError> {
        if option_type.may_be_unusual() {
            self.take(option_type, head)
        } else {
            self.split(head.behind, head.length.into())
        }
    }

    #[inline(always)]
    fn split(&mut self, behind: &'a [u8], octets: usize) -> Result<&'a [u8], ParseError> {
        match behind.split_at_checked(octets) {
            Some((body, rest)) => {
                self.rest = rest;
                Ok(body)
            }
            None => Err(self.fault()),
        }
    }

    /// The error of an option that is cut off. Nothing is left behind it.
    #[inline(always)]
    fn fault(&mut self) -> ParseError {
        let error = read::tlv_fault(self.rest, self.offset());
        self.rest = &[];
        error
    }
}

/// The first two octets of an option, and what stands behind them.
#[derive(Clone, Copy)]
pub(super) struct Head<'a> {
    pub(super) kind: u8,
    length: u8,
    behind: &'a [u8],
}

/// What follows a run of Pad1, for the greater part of it: 32 octets at a time.
#[inline]
fn skip_pad1(mut octets: &[u8]) -> &[u8] {
    while let Some((chunk, rest)) = octets.split_first_chunk::<32>() {
        // as numbers: arrays would be compared by `memcmp`
        let (start, end) = read::halves(chunk);
        if u128::from_ne_bytes(*start) | u128::from_ne_bytes(*end) != 0 {
            break;
        }
        octets = rest;
    }
    octets
}

/// Draws areas that a message can hold.
#[cfg(feature = "arbitrary")]
mod draw {
    use super::Options;
    use crate::wire::Align;
    use arbitrary::{Arbitrary, Result, Unstructured};

    /// The octets of the longest Mobility Header.
    const LONGEST_HEADER: usize = 2048;

    impl<'a> Arbitrary<'a> for Options<'a> {
        fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
            let start = u16::from(u8::arbitrary(u)?);
            // a message may have to pad to where the area is to stand, behind 24 octets
            Ok(area(start, octets(u, LONGEST_HEADER - 24 - 7)?))
        }
    }

    /// The options of a message whose fixed fields end at `start`. If no message can be without any octet of options, the
    /// padding that stands in for them.
    pub(super) fn of_message<'a>(u: &mut Unstructured<'a>, start: usize) -> Result<Options<'a>> {
        let options = octets(u, LONGEST_HEADER.saturating_sub(start))?;
        let start = u16::try_from(start).unwrap_or(u16::MAX);
        let options = area(start, options);
        Ok(match Align::END.padding(start.into()) {
            4 if options.is_empty() => Options::new(&[1, 2, 0, 0], start),
            6 if options.is_empty() => Options::new(&[1, 4, 0, 0, 0, 0], start),
            _ => options,
        })
    }

    /// Any octets, `most` at most.
    fn octets<'a>(u: &mut Unstructured<'a>, most: usize) -> Result<&'a [u8]> {
        let octets: &[u8] = u.arbitrary()?;
        Ok(octets.get(..most).unwrap_or(octets))
    }

    /// The longest start of the octets that is an area of whole options, and ends on a multiple of 8 octets: no padding
    /// has to follow it.
    fn area(start: u16, octets: &[u8]) -> Options<'_> {
        let mut end = 0;
        let mut raw = Options::new(octets, start).raw();
        while let Some(Ok(option)) = raw.next() {
            if Align::END.padding(raw.offset()) == 0 {
                end = raw.offset().saturating_sub(start.into());
            }
            if option.option_type.is_last() {
                break;
            }
        }
        Options::new(octets.get(..end).unwrap_or(octets), start)
    }
}

equal! {
    Options<'_>: |options| options.octets;
}

debug! {
    Options<'_>: "Options({} octets from {})", |options| options.octets.len(), options.start;
    AllOptions<'_, T> where [T]: "{:?}", |options| options.walk;
    Walk<'_>: "{} of {} octets left", |walk| walk.rest.len(), walk.end;
}
