//! The payload of a report: an MLDv2 or IGMPv3 report without its first four octets (RFC 3810 Section 5.2, RFC 3376 Section
//! 4.2).

use crate::error::{ParseError, ParseErrorKind};
use crate::wire::layout::Tail;
use crate::wire::{Value, code_point, read};
use core::fmt;

code_point! {
    /// What a record says of a group (RFC 3810 Section 5.2.12, RFC 3376 Section 4.2.12).
    MulticastRecordType(u8) {
        MODE_IS_INCLUDE = 1 "MODE_IS_INCLUDE",
        MODE_IS_EXCLUDE = 2 "MODE_IS_EXCLUDE",
        CHANGE_TO_INCLUDE_MODE = 3 "CHANGE_TO_INCLUDE_MODE",
        CHANGE_TO_EXCLUDE_MODE = 4 "CHANGE_TO_EXCLUDE_MODE",
        ALLOW_NEW_SOURCES = 5 "ALLOW_NEW_SOURCES",
        BLOCK_OLD_SOURCES = 6 "BLOCK_OLD_SOURCES",
    }
}

/// The payload of a report, not interpreted yet.
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |           Reserved            |       Number of Records       |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                        Records ...                                4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// A record is 16 octets and more for MLDv2, 8 and more for IGMPv3:
///
/// ```text
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  Record Type  |  Aux Data Len |     Number of Sources         |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |   Multicast Address, Source Addresses, Auxiliary Data ...         4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// ```
/// use mip6_wire::option::multicast::{MulticastRecordType, ReportPayload};
///
/// // group 232.1.1.1, source 192.0.2.1
/// let report = ReportPayload::new(&[0, 0, 0, 1, 1, 0, 0, 1, 232, 1, 1, 1, 192, 0, 2, 1]);
/// let record = report.igmpv3().next().unwrap()?;
/// assert_eq!(record.record_type, MulticastRecordType::MODE_IS_INCLUDE);
/// assert_eq!(record.group, [232, 1, 1, 1]);
/// assert!(record.sources().eq([[192, 0, 2, 1]]));
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ReportPayload<'a>(&'a [u8]);

/// A record of a report, of which an address has `N` octets: 16 with MLDv2, 4 with IGMPv3.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MulticastRecord<'a, const N: usize> {
    /// Octet 0: Record Type.
    pub record_type: MulticastRecordType,
    /// Octets 4 on: Multicast Address.
    pub group: [u8; N],
    /// Source Addresses, `N` octets each.
    pub sources: &'a [u8],
    /// Auxiliary Data, a multiple of 4 octets; empty by RFC 3810 and RFC 3376.
    pub auxiliary_data: &'a [u8],
}

impl<'a, const N: usize> MulticastRecord<'a, N> {
    /// The Source Addresses, in order.
    pub fn sources(&self) -> impl Iterator<Item = [u8; N]> + Clone + 'a {
        let mut rest = self.sources;
        core::iter::from_fn(move || {
            let (address, behind) = rest.split_first_chunk()?;
            rest = behind;
            Some(*address)
        })
    }
}

impl<'a> ReportPayload<'a> {
    /// A payload of these octets, a multiple of 4.
    #[must_use]
    pub const fn new(octets: &'a [u8]) -> Self {
        Self(octets)
    }

    /// The octets of the payload.
    #[must_use]
    pub const fn as_octets(self) -> &'a [u8] {
        self.0
    }

    /// The records of an MLDv2 report. Offsets of errors count from the start of the payload.
    pub fn mldv2(
        self,
    ) -> impl Iterator<Item = Result<MulticastRecord<'a, 16>, ParseError>> + Clone {
        self.records()
    }

    /// The records of an IGMPv3 report. Offsets of errors count from the start of the payload.
    pub fn igmpv3(
        self,
    ) -> impl Iterator<Item = Result<MulticastRecord<'a, 4>, ParseError>> + Clone {
        self.records()
    }

    /// As many records as the payload says. One that is cut off is an error, and the last; so are octets that are left over,
    /// and a payload without its first word (RFC 7411 Section 5.3).
    fn records<const N: usize>(
        self,
    ) -> impl Iterator<Item = Result<MulticastRecord<'a, N>, ParseError>> + Clone {
        let (mut rest, mut left) = match self.0 {
            [_, _, high, low, rest @ ..] => (rest, Some(u16::from_be_bytes([*high, *low]))),
            _ => (self.0, None),
        };
        let mut ended = false;
        core::iter::from_fn(move || {
            let offset = self.0.len().wrapping_sub(rest.len());
            let kind = match left {
                _ if ended => return None,
                Some(0) if rest.is_empty() => return None,
                Some(0) => ParseErrorKind::TrailingOctets,
                Some(count) => match record(rest) {
                    Ok((behind, record)) => {
                        (rest, left) = (behind, Some(count.wrapping_sub(1)));
                        return Some(Ok(record));
                    }
                    Err(error) => read::kind(&error),
                },
                None => ParseErrorKind::Truncated,
            };
            ended = true;
            Some(Err(ParseError::new(kind, offset)))
        })
    }
}

fn record<const N: usize>(input: &[u8]) -> read::Read<'_, MulticastRecord<'_, N>> {
    let (rest, &[record_type, auxiliary, high, low]) = read::array::<4>(input)?;
    let (rest, group) = read::array::<N>(rest)?;
    let octets = usize::from(u16::from_be_bytes([high, low])).saturating_mul(N);
    let Some((sources, rest)) = rest.split_at_checked(octets) else {
        return Err(read::fail(ParseErrorKind::Truncated));
    };
    match rest.split_at_checked(usize::from(auxiliary) << 2) {
        Some((auxiliary_data, rest)) => Ok((
            rest,
            MulticastRecord {
                record_type: MulticastRecordType(record_type),
                group: *group,
                sources,
                auxiliary_data,
            },
        )),
        None => Err(read::fail(ParseErrorKind::Truncated)),
    }
}

impl<'a> Tail<'a> for ReportPayload<'a> {
    #[inline(always)]
    fn from_octets(octets: &'a [u8], _: usize) -> Self {
        Self(octets)
    }

    #[inline(always)]
    fn octets(&self) -> &'a [u8] {
        self.0
    }

    fn value(&self) -> Value<'a> {
        Value::Octets(self.0)
    }

    /// Whole words.
    #[cfg(feature = "arbitrary")]
    fn arbitrary(
        u: &mut arbitrary::Unstructured<'a>,
        _: usize,
        _: usize,
        _: usize,
    ) -> arbitrary::Result<Self> {
        let drawn: &[u8] = u.arbitrary()?;
        let octets = drawn
            .get(..drawn.len().min(255 * 4) & !3)
            .unwrap_or_default();
        Ok(Self(if octets.is_empty() { &[0; 4] } else { octets }))
    }
}

/// Says how many octets there are, not which.
impl fmt::Debug for ReportPayload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} octets", self.0.len())
    }
}

/// Says of how many sources the record is, not of which group: who listens to what is a person's own affair.
impl<const N: usize> fmt::Debug for MulticastRecord<'_, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "MulticastRecord({:?}, {} sources)",
            self.record_type,
            self.sources().count()
        )
    }
}
