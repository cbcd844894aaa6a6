//! What a listing of fields is made of. Dumps, JSON and logs are built from it alone.

use crate::wire::debug;
use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr};
use core::time::Duration;

/// A field of a decoded message, option, payload or attribute: its name, its place, its value.
///
/// ```
/// use mip6_wire::{Value, option::{MobilityOptionBody, NonceIndices}};
///
/// let mut lines = vec![];
/// NonceIndices { home: 10, care_of: 20 }.fields(&mut |field| {
///     if let Value::Number(number) = field.value {
///         lines.push(format!("{} at {}: {number}", field.name, field.offset));
///     }
/// });
/// assert_eq!(lines, ["home at 2: 10", "care_of at 4: 20"]);
/// ```
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Field<'v> {
    /// The name of the struct's field; `reserved` for octets that no field of the struct holds.
    pub name: &'static str,
    /// The first octet, counted from the first octet of the message, option, payload or attribute.
    pub offset: usize,
    /// The number of octets. Fields that share an octet name it both.
    pub octets: usize,
    /// What the octets mean.
    pub value: Value<'v>,
}

impl<'v> Field<'v> {
    /// The same field, `octets` octets farther on.
    pub(crate) const fn farther(self, octets: usize) -> Self {
        let offset = self.offset.wrapping_add(octets);
        Self { offset, ..self }
    }

    /// A field of `octets` octets at `offset`.
    #[must_use]
    pub const fn new(name: &'static str, offset: usize, octets: usize, value: Value<'v>) -> Self {
        Self { name, offset, octets, value }
    }
}

/// What a [`Field`] holds.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Value<'v> {
    /// A number.
    Number(u64),
    /// A code point, and its registered name.
    Code(u32, Option<&'static str>),
    /// A flag word, and the flags that are defined for it.
    Flags(u32, &'static [Flag]),
    /// A time: the number on the wire, and how long that is.
    Duration(u64, Duration),
    /// An IPv6 address.
    Ipv6(Ipv6Addr),
    /// An IPv4 address.
    Ipv4(Ipv4Addr),
    /// Octets without inner structure.
    Octets(&'v [u8]),
    /// Octets with fields of their own: those that follow and lie inside of the octets.
    Structure(&'v [u8]),
    /// Values of one kind, one after another.
    List(List<'v>),
    /// A latitude or a longitude in units of 1/32768 degree.
    Degrees(i32),
    /// Octets that are meant as UTF-8 text.
    Text(&'v [u8]),
    /// The identity of a mobile node, for [`MnIdentity::from_octets`](crate::MnIdentity::from_octets).
    Identity(&'v [u8]),
    /// Mobility options, for [`Options::new`](crate::Options::new).
    Options(&'v [u8]),
    /// Configuration attributes, for [`ConfigAttributes::new`](crate::ikev2::ConfigAttributes::new).
    Attributes(&'v [u8]),
    /// A record with fields of its own, by its type and the name of that type. The fields that follow and lie inside of
    /// its octets are its fields.
    Record(u32, Option<&'static str>),
    /// Octets that are sent as zero and ignored.
    Reserved,
}

impl Value<'_> {
    /// How many octets there are, of a value of which nothing else is shown: it can name a person or hold a key, or say where
    /// somebody is.
    const fn hidden_octets(&self) -> Option<usize> {
        match self {
            Self::Octets(octets)
            | Self::Structure(octets)
            | Self::List(List { octets, .. })
            | Self::Text(octets)
            | Self::Identity(octets)
            | Self::Options(octets)
            | Self::Attributes(octets) => Some(octets.len()),
            Self::Degrees(_) => Some(3),
            _ => None,
        }
    }
}

/// Addresses and numbers are shown; of octets, texts, lists, identities and places the length alone.
impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(octets) = self.hidden_octets() {
            return write!(f, "{octets} octets");
        }
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Code(number, Some(name)) | Self::Record(number, Some(name)) => {
                write!(f, "{number}: {name}")
            }
            Self::Code(number, None) | Self::Record(number, None) => number.fmt(f),
            Self::Flags(bits, _) => write!(f, "{bits:#x}"),
            Self::Duration(_, duration) => duration.fmt(f),
            Self::Ipv6(address) => address.fmt(f),
            Self::Ipv4(address) => address.fmt(f),
            _ => f.write_str("reserved"),
        }
    }
}

/// As `Debug`.
#[cfg(feature = "defmt")]
impl defmt::Format for Value<'_> {
    fn format(&self, f: defmt::Formatter<'_>) {
        if let Some(octets) = self.hidden_octets() {
            return defmt::write!(f, "{} octets", octets);
        }
        match self {
            Self::Number(number) | Self::Duration(number, _) => defmt::write!(f, "{}", number),
            Self::Code(number, _) | Self::Flags(number, _) | Self::Record(number, _) => {
                defmt::write!(f, "{}", number);
            }
            Self::Ipv6(address) => defmt::write!(f, "{}", address),
            Self::Ipv4(address) => defmt::write!(f, "{}", address),
            _ => defmt::write!(f, "reserved"),
        }
    }
}

/// The values of a [`Value::List`].
#[derive(Clone, Copy)]
pub struct List<'v> {
    octets: &'v [u8],
    item: Item,
}

/// What a list is made of.
#[derive(Clone, Copy)]
enum Item {
    Number,
    Ipv4,
    Ipv6,
    /// A number of 16 bits, and what its name is.
    Code(fn(u16) -> Option<&'static str>),
}

impl<'v> List<'v> {
    /// Numbers of 16 bits.
    pub(crate) const fn numbers(octets: &'v [u8]) -> Self {
        Self { octets, item: Item::Number }
    }

    /// Code points of 16 bits, and the function that has their names.
    pub(crate) const fn codes(octets: &'v [u8], name: fn(u16) -> Option<&'static str>) -> Self {
        Self { octets, item: Item::Code(name) }
    }

    /// IPv4 addresses.
    pub(crate) const fn ipv4(octets: &'v [u8]) -> Self {
        Self { octets, item: Item::Ipv4 }
    }

    /// IPv6 addresses.
    pub(crate) const fn ipv6(octets: &'v [u8]) -> Self {
        Self { octets, item: Item::Ipv6 }
    }

    /// The octets of the list.
    #[must_use]
    pub const fn as_octets(self) -> &'v [u8] {
        self.octets
    }

    /// The values: each a [`Value::Number`], [`Value::Code`], [`Value::Ipv4`] or [`Value::Ipv6`].
    pub fn iter(self) -> impl Iterator<Item = Value<'v>> {
        fn next<const N: usize>(octets: &mut &[u8]) -> Option<[u8; N]> {
            let (next, rest) = octets.split_first_chunk()?;
            *octets = rest;
            Some(*next)
        }
        let mut rest = self.octets;
        core::iter::from_fn(move || {
            Some(match self.item {
                Item::Number => Value::Number(u16::from_be_bytes(next(&mut rest)?).into()),
                Item::Code(name) => {
                    let number = u16::from_be_bytes(next(&mut rest)?);
                    Value::Code(number.into(), name(number))
                }
                Item::Ipv4 => Value::Ipv4(next::<4>(&mut rest)?.into()),
                Item::Ipv6 => Value::Ipv6(next::<16>(&mut rest)?.into()),
            })
        })
    }
}

/// One flag of a flag word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Flag {
    /// The bit, or bits, of the word.
    pub bits: u32,
    /// The letter in the RFC's figure; empty if it has none.
    pub letter: &'static str,
    /// The name.
    pub name: &'static str,
}

debug! {
    List<'_>: "{} octets", |list| list.octets.len();
}
