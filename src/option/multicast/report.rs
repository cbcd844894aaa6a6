//! The payload of a report: an MLDv2 or IGMPv3 report without its first four octets (RFC 3810 Section 5.2, RFC 3376 Section
//! 4.2).

use super::{IgmpRecord, MldRecord, record};
use crate::error::ParseError;
use crate::wire::layout::{Tail, view};
use crate::wire::{Field, Value, debug};

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
/// A record is 20 octets and more for MLDv2, 8 and more for IGMPv3:
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
/// use mip6_wire::option::multicast::{RecordType, ReportPayload};
///
/// // group 232.1.1.1, source 192.0.2.1
/// let report = ReportPayload::new(&[0, 0, 0, 1, 1, 0, 0, 1, 232, 1, 1, 1, 192, 0, 2, 1]);
/// let record = report.igmpv3().next().unwrap()?;
/// assert_eq!(record.record_type, RecordType::MODE_IS_INCLUDE);
/// assert_eq!(record.multicast_address.octets(), [232, 1, 1, 1]);
/// assert_eq!(record.source_addresses().next(), Some("192.0.2.1".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ReportPayload<'a>(&'a [u8]);

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

    /// The records of an `MLDv2` report, as many as the payload says (RFC 7411 Section 5.3). One that is cut off is an
    /// error, and the last; so are octets that are left over, and a payload without its first word. Offsets of errors count
    /// from the start of the payload.
    pub fn mldv2(self) -> impl Iterator<Item = Result<MldRecord<'a>, ParseError>> + Clone {
        let (count, records, offset) = self.parts();
        record::counted(records, offset, count, MldRecord::read)
    }

    /// The records of an `IGMPv3` report, as [`mldv2`](Self::mldv2).
    pub fn igmpv3(self) -> impl Iterator<Item = Result<IgmpRecord<'a>, ParseError>> + Clone {
        let (count, records, offset) = self.parts();
        record::counted(records, offset, count, IgmpRecord::read)
    }

    /// Lists the report as one of `MLDv2`, if it is one.
    pub(super) fn list_mldv2<F: FnMut(Field<'_>) + ?Sized>(self, field: Field<'_>, out: &mut F) {
        let records = self.mldv2().map(|record| record.map(MldRecord::parts));
        self.list_records(records, field, out);
    }

    /// Lists the report as one of `IGMPv3`, if it is one.
    pub(super) fn list_igmpv3<F: FnMut(Field<'_>) + ?Sized>(self, field: Field<'_>, out: &mut F) {
        let records = self.igmpv3().map(|record| record.map(IgmpRecord::parts));
        self.list_records(records, field, out);
    }

    /// Lists the records, or the payload as octets if one of them is malformed.
    fn list_records<F: FnMut(Field<'_>) + ?Sized>(
        self,
        records: impl Iterator<Item = Result<record::Parts<'a>, ParseError>> + Clone,
        field: Field<'_>,
        out: &mut F,
    ) {
        if records.clone().any(|record| record.is_err()) {
            return out(field);
        }
        let (count, _, start) = self.parts();
        let at = field.offset;
        let value = Value::Structure(self.0);
        out(Field { value, ..field });
        out(Field::new("reserved", at, 2, Value::Reserved));
        let count = Value::Number(count.unwrap_or_default().into());
        out(Field::new("record_count", at.wrapping_add(2), 2, count));
        record::list(records.flatten(), at.wrapping_add(start), out);
    }

    /// Number of Records, if there is one, the records, and where they begin.
    const fn parts(self) -> (Option<u16>, &'a [u8], usize) {
        match self.0 {
            [_, _, high, low, records @ ..] => {
                (Some(u16::from_be_bytes([*high, *low])), records, 4)
            }
            octets => (None, octets, 0),
        }
    }
}

impl<'a> Tail<'a> for ReportPayload<'a> {
    view! { |octets, _| Self(octets), |this| this.0, Value::Octets(this.0) }

    /// Whole words.
    #[cfg(feature = "arbitrary")]
    fn arbitrary(
        u: &mut arbitrary::Unstructured<'a>,
        _: usize,
        _: usize,
        _: usize,
    ) -> arbitrary::Result<Self> {
        let drawn: &[u8] = u.arbitrary()?;
        let octets = drawn.get(..drawn.len().min(255 * 4) & !3).unwrap_or_default();
        Ok(Self(if octets.is_empty() { &[0; 4] } else { octets }))
    }
}

debug! {
    ReportPayload<'_>: "{} octets", |payload| payload.0.len();
}
