//! Dynamic IP Multicast Selector (RFC 7028 Section 5.1), type 54.

use super::{MldRecord, MldRecords, MldType, record};
use crate::error::ParseError;
use crate::wire::{Field, Value, flags, layout};

flags! {
    /// The flags of the Dynamic IP Multicast Selector option, the octet at offset 3.
    DynamicIpMulticastSelectorFlags(u8) {
        /// The traffic is to be routed locally. Clear: by way of the multicast tree mobility anchor (MTMA).
        DIRECT_ROUTING = 0x80 "M" "Dynamic IP Multicast Selector Mode",
    }
}

layout! {
    /// Whether the traffic of multicast groups is to be routed locally or by way of the home
    /// network (RFC 7028 Section 5.1): in a Proxy Binding Acknowledgement, one option a
    /// subscription.
    ///
    /// Where the RFC is silent: its text gives no widths, and its figure draws Protocol nine bits wide and Reserved six. They are
    /// read as eight and seven. Less than the four octets in front of the records is malformed. It does not say how wide a record
    /// of `MLDv1` is.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 54   | Option Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |    Protocol   |M|   Reserved  |  Nr of Mcast Address Records  |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                 Multicast Address Records ...                 |   6
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "MTMA")]
    pub struct DynamicIpMulticastSelector<'a>: option DYNAMIC_IP_MULTICAST_SELECTOR {
        /// Protocol, which gives the form of the records.
        protocol @ 2: MldType,
        /// The M flag and seven Reserved bits.
        flags @ 3: DynamicIpMulticastSelectorFlags,
        /// Nr of Mcast Address Records. Where the records are read, they have to be as many.
        record_count @ 4: u16,
        0..
        /// Multicast Address Records: see [`mld_records`](DynamicIpMulticastSelector::mld_records).
        records @ 6: &'a [u8] => Self::list_records,
    }
}

impl<'a> DynamicIpMulticastSelector<'a> {
    fn list_records<F: FnMut(Field<'_>) + ?Sized>(&self, field: Field<'_>, out: &mut F) {
        match self.mld_records() {
            Some(records) if records.clone().all(|record| record.is_ok()) => {
                let value = Value::Structure(self.records);
                out(Field { value, ..field });
                let records = records.flatten().map(MldRecord::parts);
                record::list(records, field.offset, out);
            }
            _ => out(field),
        }
    }

    /// The records of `MLDv2`, as many as the option says; `None` if Protocol is another. One that is cut off or missing is
    /// an error, and the last; so are octets that are left over. Offsets count from the Option Type octet.
    #[must_use]
    pub fn mld_records(
        &self,
    ) -> Option<impl Iterator<Item = Result<MldRecord<'a>, ParseError>> + Clone + use<'a>> {
        (self.protocol == MldType::MLD_V2)
            .then(|| MldRecords::new(self.records, 6).counted(Some(self.record_count)))
    }
}
