//! What a listing of fields is made of. Dumps, JSON and logs are built from it alone.

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
    /// A field of `octets` octets at `offset`.
    #[must_use]
    pub const fn new(name: &'static str, offset: usize, octets: usize, value: Value<'v>) -> Self {
        Self {
            name,
            offset,
            octets,
            value,
        }
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

/// Addresses and numbers are shown; of octets, texts and identities the length alone, since they can name a person or
/// hold a key.
impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
            Self::Octets(octets)
            | Self::Text(octets)
            | Self::Identity(octets)
            | Self::Options(octets)
            | Self::Attributes(octets) => write!(f, "{} octets", octets.len()),
            Self::Reserved => f.write_str("reserved"),
        }
    }
}

/// As `Debug`.
#[cfg(feature = "defmt")]
impl defmt::Format for Value<'_> {
    fn format(&self, f: defmt::Formatter<'_>) {
        match self {
            Self::Number(number) | Self::Duration(number, _) => defmt::write!(f, "{=u64}", number),
            Self::Code(number, _) | Self::Flags(number, _) | Self::Record(number, _) => {
                defmt::write!(f, "{=u32}", number);
            }
            Self::Ipv6(address) => defmt::write!(f, "{}", address),
            Self::Ipv4(address) => defmt::write!(f, "{}", address),
            Self::Octets(octets)
            | Self::Text(octets)
            | Self::Identity(octets)
            | Self::Options(octets)
            | Self::Attributes(octets) => defmt::write!(f, "{=usize} octets", octets.len()),
            Self::Reserved => defmt::write!(f, "reserved"),
        }
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
