//! Records of multicast memberships: those of `MLDv2` (RFC 3810 Section 5.2.4) and of `IGMPv3` (RFC 3376 Section 4.2.4).

use crate::error::{EmitError, EmitErrorKind, ParseError, ParseErrorKind};
use crate::wire::read::{self, Read, fail};
use crate::wire::{Field, List, Value, Writer, code_point, debug};
use core::iter::FusedIterator;
use core::net::{Ipv4Addr, Ipv6Addr};

code_point! {
    /// The type of a record, its first octet (RFC 3810 Section 5.2.12, RFC 3376 Section 4.2.12).
    RecordType(u8) {
        MODE_IS_INCLUDE = 1 "MODE_IS_INCLUDE",
        MODE_IS_EXCLUDE = 2 "MODE_IS_EXCLUDE",
        CHANGE_TO_INCLUDE_MODE = 3 "CHANGE_TO_INCLUDE_MODE",
        CHANGE_TO_EXCLUDE_MODE = 4 "CHANGE_TO_EXCLUDE_MODE",
        ALLOW_NEW_SOURCES = 5 "ALLOW_NEW_SOURCES",
        BLOCK_OLD_SOURCES = 6 "BLOCK_OLD_SOURCES",
    }
}

/// Record Type, the multicast address, the source addresses, Auxiliary Data.
pub(super) type Parts<'a> = (RecordType, Value<'a>, List<'a>, &'a [u8]);

/// Lists records, of which the first begins at `at`.
pub(super) fn list<'a, F: FnMut(Field<'_>) + ?Sized>(
    records: impl Iterator<Item = Parts<'a>>,
    mut at: usize,
    out: &mut F,
) {
    for (record_type, address, sources, data) in records {
        let address_octets = match address {
            Value::Ipv4(_) => 4,
            _ => 16,
        };
        let fields = [
            ("multicast_address", address_octets, address),
            ("sources", sources.as_octets().len(), Value::List(sources)),
            ("auxiliary_data", data.len(), Value::Octets(data)),
        ];
        let head = 4_usize;
        let octets = fields.iter().fold(head, |sum, (_, octets, _)| sum.wrapping_add(*octets));
        let record = Value::Record(record_type.0.into(), record_type.name());
        out(Field::new("record", at, octets, record));
        at = at.wrapping_add(head);
        for (name, octets, value) in fields {
            out(Field::new(name, at, octets, value));
            at = at.wrapping_add(octets);
        }
    }
}

/// Lists the records that fill `octets`, or the field as octets if one of them is malformed.
pub(super) fn list_whole<'a, F: FnMut(Field<'_>) + ?Sized>(
    records: impl Iterator<Item = Result<Parts<'a>, ParseError>> + Clone,
    field: Field<'_>,
    octets: &[u8],
    out: &mut F,
) {
    if records.clone().any(|record| record.is_err()) {
        return out(field);
    }
    out(Field { value: Value::Structure(octets), ..field });
    list(records.flatten(), field.offset, out);
}

/// As many values as `count` says, of which the first is at `at`; `None` is a payload too short to say it. Too few are an
/// error, and so are octets that are left over.
pub(super) fn counted<'a, T>(
    mut octets: &'a [u8],
    mut at: usize,
    mut count: Option<u16>,
    read: impl Fn(&'a [u8]) -> Read<'a, T> + Clone,
) -> impl Iterator<Item = Result<T, ParseError>> + Clone {
    core::iter::from_fn(move || {
        let kind = match (count, read(octets)) {
            (Some(0), _) if octets.is_empty() => return None,
            (Some(0), _) => ParseErrorKind::TrailingOctets,
            (Some(left), Ok((rest, value))) => {
                at = at.wrapping_add(octets.len().wrapping_sub(rest.len()));
                (octets, count) = (rest, Some(left.wrapping_sub(1)));
                return Some(Ok(value));
            }
            _ => ParseErrorKind::Truncated,
        };
        (octets, count) = (&[], Some(0));
        Some(Err(ParseError::new(kind, at)))
    })
}

/// Makes the record of an address family, and the iterator over records.
macro_rules! record {
    ($( $(#[$meta:meta])* $record:ident, $records:ident, $address:ident, $octets:literal, $value:ident, $list:ident; )*) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $record<'a> {
            /// Octet 0: Record Type.
            pub record_type: RecordType,
            /// From octet 4 on: the multicast address.
            pub multicast_address: $address,
            /// Behind it: the source addresses, whole ones. Octets 2 and 3 are their number.
            pub sources: &'a [u8],
            /// Behind them: Auxiliary Data, a multiple of four octets. Octet 1 is its length in 32-bit words.
            pub auxiliary_data: &'a [u8],
        }

        impl<'a> $record<'a> {
            /// The source addresses.
            #[must_use]
            pub fn source_addresses(&self) -> impl ExactSizeIterator<Item = $address> + use<'a> {
                self.sources.chunks_exact($octets).map(|octets| {
                    let octets = octets.first_chunk::<$octets>();
                    octets.map_or($address::UNSPECIFIED, |octets| $address::from(*octets))
                })
            }

            /// What is listed of the record.
            pub(super) fn parts(self) -> Parts<'a> {
                let address = Value::$value(self.multicast_address);
                (self.record_type, address, List::$list(self.sources), self.auxiliary_data)
            }

            pub(super) fn read(input: &'a [u8]) -> Read<'a, Self> {
                let (rest, [record_type, words, high, low]) = read::array::<4>(input)?;
                let (rest, address) = read::array::<$octets>(rest)?;
                let count = usize::from(u16::from_be_bytes([*high, *low]));
                let cut_off = || fail(ParseErrorKind::Truncated);
                let (sources, rest) = rest
                    .split_at_checked(count.saturating_mul($octets))
                    .ok_or_else(cut_off)?;
                let (auxiliary_data, rest) = rest
                    .split_at_checked(usize::from(*words) << 2)
                    .ok_or_else(cut_off)?;
                let record = Self {
                    record_type: RecordType(*record_type),
                    multicast_address: $address::from(*address),
                    sources,
                    auxiliary_data,
                };
                Ok((rest, record))
            }

            /// Writes the record.
            ///
            /// # Errors
            ///
            /// What the writer reports, or [`EmitErrorKind::Value`] for more sources or auxiliary data than the record
            /// can count.
            pub fn emit(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
                let words = self.auxiliary_data.len();
                let (Ok(words), Ok(count), 0) = (
                    u8::try_from(words >> 2),
                    u16::try_from(self.sources.len() / $octets),
                    words & 3 | self.sources.len() % $octets,
                ) else {
                    return Err(writer.error(EmitErrorKind::Value));
                };
                writer.array(&[self.record_type.0, words])?;
                writer.u16(count)?;
                writer.array(&self.multicast_address.octets())?;
                writer.octets(self.sources)?;
                writer.octets(self.auxiliary_data)
            }
        }

        #[doc = concat!("Values of [`", stringify!($record), "`], one after another.")]
        ///
        /// One that is cut off is an `Err`, [`Truncated`](ParseErrorKind::Truncated) at its first octet, and the end.
        #[derive(Clone)]
        pub struct $records<'a> {
            octets: &'a [u8],
            offset: usize,
        }

        impl<'a> $records<'a> {
            /// The records that fill `octets`, of which the first is at `offset` in what the errors speak of.
            #[must_use]
            pub const fn new(octets: &'a [u8], offset: usize) -> Self {
                Self { octets, offset }
            }
        }

        impl<'a> Iterator for $records<'a> {
            type Item = Result<$record<'a>, ParseError>;

            fn next(&mut self) -> Option<Self::Item> {
                if self.octets.is_empty() {
                    return None;
                }
                let (before, offset) = (self.octets.len(), self.offset);
                match $record::read(self.octets) {
                    Ok((rest, record)) => {
                        self.octets = rest;
                        self.offset = offset.saturating_add(before.saturating_sub(rest.len()));
                        Some(Ok(record))
                    }
                    Err(error) => {
                        self.octets = &[];
                        Some(Err(ParseError::new(read::kind(&error), offset)))
                    }
                }
            }
        }

        impl FusedIterator for $records<'_> {}

        debug! {
            $record<'_>: "{} {{ record_type: {:?}, multicast_address: {:?}, sources: {}, auxiliary_data: {} }}",
                |record|
                    stringify!($record),
                    record.record_type,
                    record.multicast_address,
                    record.sources.len() / $octets,
                    record.auxiliary_data.len();
            $records<'_>: "{} {{ offset: {} }}", |records| stringify!($records), records.offset;
        }
    )* };
}

record! {
    /// A Multicast Address Record of `MLDv2` (RFC 3810 Section 5.2.4): 20 octets, the sources, the auxiliary data.
    MldRecord, MldRecords, Ipv6Addr, 16, Ipv6, ipv6;
    /// A Group Record of `IGMPv3` (RFC 3376 Section 4.2.4): 8 octets, the sources, the auxiliary data.
    IgmpRecord, IgmpRecords, Ipv4Addr, 4, Ipv4, ipv4;
}
