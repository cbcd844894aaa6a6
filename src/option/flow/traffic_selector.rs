//! Binary traffic selectors (RFC 6088 Section 3): a flag word, and the fields of which a flag is set.

use super::{TrafficSelector, TrafficSelectorFormat};
use crate::error::{EmitError, ParseError, ParseErrorKind};
use crate::option::qos::{OffloadTrafficSelector, QosTrafficSelector};
use crate::wire::layout::Fixed;
use crate::wire::{Field, Flag, Value, Writer, arbitrary};
use core::net::{Ipv4Addr, Ipv6Addr};

/// A range of values, the two ends included. Without `end` it is the one value `start`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct SelectorRange<T> {
    /// The first value.
    pub start: T,
    /// The last value.
    pub end: Option<T>,
}

impl<T> SelectorRange<T> {
    /// One value.
    #[must_use]
    pub const fn one(value: T) -> Self {
        Self { start: value, end: None }
    }

    /// All values from `start` to `end`.
    #[must_use]
    pub const fn new(start: T, end: T) -> Self {
        Self { start, end: Some(end) }
    }
}

arbitrary! {
    SelectorRange<T> where [T: arbitrary::Arbitrary<'a>]: |u| {
        let (start, end) = u.arbitrary()?;
        Self { start, end }
    };
}

/// The flags of the start and of the end of range `index`, the most significant bits first.
const fn flags(index: u32) -> (u32, u32) {
    let start = 0x8000_0000_u32.unbounded_shr(index.wrapping_mul(2));
    (start, start >> 1)
}

/// The flags of a selector with so many ranges, by the letters of the RFC.
const fn letters(ranges: usize) -> &'static [Flag] {
    const fn flag(index: u32, name: &'static str) -> Flag {
        Flag { bits: 0x8000_0000_u32.unbounded_shr(index), letter: "", name }
    }
    const LETTERS: [Flag; 16] = [
        flag(0, "A"),
        flag(1, "B"),
        flag(2, "C"),
        flag(3, "D"),
        flag(4, "E"),
        flag(5, "F"),
        flag(6, "G"),
        flag(7, "H"),
        flag(8, "I"),
        flag(9, "J"),
        flag(10, "K"),
        flag(11, "L"),
        flag(12, "M"),
        flag(13, "N"),
        flag(14, "O"),
        flag(15, "P"),
    ];
    match LETTERS.split_at_checked(ranges.wrapping_mul(2)) {
        Some((letters, _)) => letters,
        None => &LETTERS,
    }
}

/// Reads the fields of a selector, one after another.
struct Fields<'a> {
    flags: u32,
    rest: &'a [u8],
    /// That of the first octet of `rest`.
    offset: usize,
}

impl<'a> Fields<'a> {
    fn new(octets: &'a [u8]) -> Result<Self, ParseError> {
        match octets.split_first_chunk() {
            Some((flags, rest)) => Ok(Self { flags: u32::from_be_bytes(*flags), rest, offset: 4 }),
            None => Err(ParseError::new(ParseErrorKind::Truncated, octets.len())),
        }
    }

    fn next<T: Fixed>(&mut self, flag: u32) -> Result<Option<T>, ParseError> {
        if self.flags & flag == 0 {
            return Ok(None);
        }
        let cut = self.offset.saturating_add(self.rest.len());
        let value = T::get(self.rest).map_err(|kind| ParseError::new(kind, cut))?;
        self.rest = self.rest.get(T::OCTETS..).unwrap_or_default();
        self.offset = self.offset.saturating_add(T::OCTETS);
        Ok(Some(value))
    }

    fn range<T: Fixed>(&mut self, index: u32) -> Result<Option<SelectorRange<T>>, ParseError> {
        let (start, end) = flags(index);
        match (self.next(start)?, self.next(end)?) {
            (Some(start), end) => Ok(Some(SelectorRange { start, end })),
            (None, None) => Ok(None),
            (None, Some(_)) => Err(ParseError::new(ParseErrorKind::OptionValue, 0)),
        }
    }

    fn finish(&self) -> Result<(), ParseError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(ParseError::new(ParseErrorKind::TrailingOctets, self.offset))
        }
    }
}

fn put<const N: usize>(writer: &mut Writer<'_>, value: impl Fixed) -> Result<(), EmitError> {
    let mut octets = [0; N];
    value.put(&mut octets);
    writer.array(&octets)
}

/// Makes a selector. A row is a range, in wire order: the first has the two most significant flags, and so on.
macro_rules! selectors {
    ($(
        $(#[$meta:meta])*
        $selector:ident { $( $(#[$field_meta:meta])+ $index:literal $field:ident: $type:ty, )* }
    )*) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        pub struct $selector {
            $( $(#[$field_meta])+ pub $field: Option<SelectorRange<$type>>, )*
        }

        impl $selector {
            /// Reads a selector that takes all of `octets`. The reserved bits of the flag word are ignored.
            ///
            /// # Errors
            ///
            /// An offset counts from the flag word. [`Truncated`](ParseErrorKind::Truncated) or
            /// [`TrailingOctets`](ParseErrorKind::TrailingOctets) if the length is not the one that the flags say;
            /// [`OptionValue`](ParseErrorKind::OptionValue) at 0 if a range has an end alone.
            pub fn parse(octets: &[u8]) -> Result<Self, ParseError> {
                let mut fields = Fields::new(octets)?;
                let selector = Self { $( $field: fields.range($index)?, )* };
                fields.finish()?;
                Ok(selector)
            }

            /// Writes the flag word and the fields to the start of `buffer`, and returns what was written.
            ///
            /// # Errors
            ///
            /// [`BufferFull`](crate::EmitErrorKind::BufferFull).
            pub fn emit<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], EmitError> {
                let mut writer = Writer::new(buffer);
                writer.u32(self.flags())?;
                $( if let Some(range) = self.$field {
                    put::<{ <$type as Fixed>::OCTETS }>(&mut writer, range.start)?;
                    if let Some(end) = range.end {
                        put::<{ <$type as Fixed>::OCTETS }>(&mut writer, end)?;
                    }
                } )*
                Ok(writer.finish()?)
            }

            /// The flag word.
            const fn flags(&self) -> u32 {
                let mut word = 0;
                $( if let Some(range) = &self.$field {
                    let (start, end) = flags($index);
                    word |= if range.end.is_some() { start | end } else { start };
                } )*
                word
            }

            /// Lists the flag word and the fields that are present, in wire order. Offsets count from the flag word.
            pub fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
                const LETTERS: &[Flag] = letters([$( $index ),*].len());
                out(Field::new("flags", 0, 4, Value::Flags(self.flags(), LETTERS)));
                let mut offset = 4_usize;
                let mut list = |name, octets, value: Value<'_>| {
                    out(Field::new(name, offset, octets, value));
                    offset = offset.saturating_add(octets);
                };
                $( if let Some(range) = &self.$field {
                    let octets = <$type as Fixed>::OCTETS;
                    list(concat!("start_", stringify!($field)), octets, range.start.value());
                    if let Some(end) = &range.end {
                        list(concat!("end_", stringify!($field)), octets, end.value());
                    }
                } )*
            }
        }

        arbitrary! {
            $selector: |u| Self { $( $field: u.arbitrary()?, )* };
        }
    )* };
}

selectors! {
    /// An IPv4 binary traffic selector (RFC 6088 Section 3.1): what a packet to the mobile node has, as the home agent
    /// sees it. A field that is `None` is not compared.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |A|B|C|D|E|F|G|H|I|J|K|L|M|N|          Reserved                 |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                 (A)Start Source Address                       |   4, if all flags are set
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                 (B)End Source Address                         |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                 (C)Start Destination Address                  |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                 (D)End Destination Address                    |  16
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                     (E)Start IPsec SPI                        |  20
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      (F)End IPsec SPI                         |  24
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   (G)Start Source port        |   (H)End Source port          |  28
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   (I)Start Destination port   |   (J)End Destination port     |  32
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  (K)Start DS  |  (L)End DS    |(M)Start Prot. | (N) End Prot. |  36
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// ```
    /// use mip6_wire::option::flow::{Ipv4TrafficSelector, SelectorRange};
    ///
    /// let web = Ipv4TrafficSelector {
    ///     destination_port: Some(SelectorRange::one(80)),
    ///     protocol: Some(SelectorRange::one(6)),
    ///     ..Ipv4TrafficSelector::default()
    /// };
    /// let mut buffer = [0; 40];
    /// let octets = web.emit(&mut buffer)?;
    /// assert_eq!(octets, [0, 0x88, 0, 0, 0, 80, 6]);
    /// assert_eq!(Ipv4TrafficSelector::parse(octets), Ok(web));
    /// # Ok::<(), mip6_wire::EmitError>(())
    /// ```
    Ipv4TrafficSelector {
        /// A and B, 4 octets each: the address of the correspondent node.
        0 source_address: Ipv4Addr,
        /// C and D, 4 octets each: a home address of the mobile node.
        1 destination_address: Ipv4Addr,
        /// E and F, 32 bits each: the Security Parameter Index.
        2 spi: u32,
        /// G and H, 16 bits each.
        3 source_port: u16,
        /// I and J, 16 bits each.
        4 destination_port: u16,
        /// K and L, 8 bits each: differentiated services, of which the two lowest bits are not compared.
        5 ds: u8,
        /// M and N, 8 bits each.
        6 protocol: u8,
    }

    /// An IPv6 binary traffic selector (RFC 6088 Section 3.2): what a packet to the mobile node has, as the home agent
    /// sees it. A field that is `None` is not compared.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |A|B|C|D|E|F|G|H|I|J|K|L|M|N|O|P|          Reserved             |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// .                  (A)Start Source Address                      .   4, if all flags are set
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// .                  (B)End Source Address                        .  20
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// .               (C)Start Destination Address                    .  36
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// .                (D)End Destination Address                     .  52
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                     (E)Start IPsec SPI                        |  68
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      (F)End IPsec SPI                         |  72
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      (G)Start Flow Label                      |  76
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                       (H)End Flow Label                       |  80
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   (I)Start Source port        |   (J)End Source port          |  84
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   (K)Start Destination port   |   (L)End Destination port     |  88
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  (M)Start TC  |  (N)End TC    | (O)Start NH   | (P) End NH    |  92
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    Ipv6TrafficSelector {
        /// A and B, 16 octets each: the address of the correspondent node.
        0 source_address: Ipv6Addr,
        /// C and D, 16 octets each: a home address of the mobile node.
        1 destination_address: Ipv6Addr,
        /// E and F, 32 bits each: the Security Parameter Index.
        2 spi: u32,
        /// G and H, 32 bits each: the flow label. The RFC counts 24 bits, an IPv6 header has 20: a sender leaves the 12
        /// highest zero, and they are not compared.
        3 flow_label: u32,
        /// I and J, 16 bits each.
        4 source_port: u16,
        /// K and L, 16 bits each.
        5 destination_port: u16,
        /// M and N, 8 bits each: traffic class, of which the two lowest bits are not compared.
        6 traffic_class: u8,
        /// O and P, 8 bits each.
        7 next_header: u8,
    }
}

/// A binary traffic selector of either format.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum BinaryTrafficSelector {
    /// TS Format 1.
    Ipv4(Ipv4TrafficSelector),
    /// TS Format 2.
    Ipv6(Ipv6TrafficSelector),
}

impl TrafficSelectorFormat {
    /// Reads a selector of this format; `None` if the format is none of the two binary ones.
    ///
    /// # Errors
    ///
    /// As [`Ipv4TrafficSelector::parse`].
    pub fn parse(self, selector: &[u8]) -> Option<Result<BinaryTrafficSelector, ParseError>> {
        match self {
            Self::IPV4_BINARY => {
                Some(Ipv4TrafficSelector::parse(selector).map(BinaryTrafficSelector::Ipv4))
            }
            Self::IPV6_BINARY => {
                Some(Ipv6TrafficSelector::parse(selector).map(BinaryTrafficSelector::Ipv6))
            }
            _ => None,
        }
    }
}

impl BinaryTrafficSelector {
    /// Lists the flag word and the fields that are present, in wire order. Offsets count from the flag word.
    pub fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        match self {
            Self::Ipv4(selector) => selector.fields(out),
            Self::Ipv6(selector) => selector.fields(out),
        }
    }
}

/// Gives the sub-options that hold a selector its reading.
macro_rules! holders {
    ($( $type:ident )*) => { $(
        impl $type<'_> {
            /// The selector, decoded; `None` if its format is none of the two binary ones.
            ///
            /// # Errors
            ///
            /// As [`Ipv4TrafficSelector::parse`], with offsets from the type of the sub-option.
            #[must_use]
            pub fn binary(&self) -> Option<Result<BinaryTrafficSelector, ParseError>> {
                let found = self.format.parse(self.selector)?;
                Some(found.map_err(|error| error.within(4)))
            }

            /// Lists the selector, by its format.
            pub(crate) fn list_selector<F: FnMut(Field<'_>) + ?Sized>(&self, field: Field<'_>, out: &mut F) {
                match self.binary() {
                    Some(Ok(selector)) => {
                        let value = Value::Structure(self.selector);
                        out(Field { value, ..field });
                        selector.fields(&mut |inner| out(inner.farther(field.offset)));
                    }
                    Some(Err(_)) | None => out(field),
                }
            }
        }
    )* };
}

holders! { TrafficSelector OffloadTrafficSelector QosTrafficSelector }
