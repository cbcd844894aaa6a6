//! Dynamic IP Multicast Selector (RFC 7028 Section 5.1), type 54.

use super::{IgmpRecord, MldRecord, record};
use crate::error::ParseError;
use crate::wire::{Field, List, Value, code_point, flags, layout, read};
use core::net::Ipv4Addr;

code_point! {
    /// The version of IGMP or MLD, named by a message type of it (RFC 7028 Sections 5.1.2 and 8).
    MulticastProtocol(u8) {
        IGMP_V1 = 0x12 "IGMPv1",
        IGMP_V2 = 0x16 "IGMPv2",
        IGMP_V3 = 0x22 "IGMPv3",
        MLD_V1 = 131 "MLDv1",
        MLD_V2 = 143 "MLDv2",
    }
}

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
    /// of `MLDv1` is, so none is read: RFC 7161 Section 4.1.3 has four Reserved octets in front of the address, RFC 7028 does not.
    /// With IGMP the number of records counts groups or Group Records.
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
        protocol @ 2: MulticastProtocol,
        /// The M flag and seven Reserved bits.
        flags @ 3: DynamicIpMulticastSelectorFlags,
        /// Nr of Mcast Address Records. Where the records are read, they have to be as many.
        record_count @ 4: u16,
        0..
        /// Multicast Address Records: see [`mld_records`](DynamicIpMulticastSelector::mld_records),
        /// [`igmp_records`](DynamicIpMulticastSelector::igmp_records) and
        /// [`igmp_groups`](DynamicIpMulticastSelector::igmp_groups).
        records @ 6: &'a [u8] => Self::list_records,
    }
}

impl<'a> DynamicIpMulticastSelector<'a> {
    fn list_records<F: FnMut(Field<'_>) + ?Sized>(&self, field: Field<'_>, out: &mut F) {
        if let Some(records) = self.mld_records() {
            let records = records.map(|record| record.map(MldRecord::parts));
            record::list_whole(records, field, self.records, out);
        } else if let Some(records) = self.igmp_records() {
            let records = records.map(|record| record.map(IgmpRecord::parts));
            record::list_whole(records, field, self.records, out);
        } else if self.igmp_groups().is_some_and(|mut groups| groups.all(|group| group.is_ok())) {
            out(Field { value: Value::List(List::ipv4(self.records)), ..field });
        } else {
            out(field);
        }
    }

    /// The records of `MLDv2`, as many as the option says; `None` if Protocol is another. One that is cut off or missing is
    /// an error, and the last; so are octets that are left over. Offsets count from the Option Type octet.
    #[must_use]
    pub fn mld_records(
        &self,
    ) -> Option<impl Iterator<Item = Result<MldRecord<'a>, ParseError>> + Clone + use<'a>> {
        let records = record::counted(self.records, 6, Some(self.record_count), MldRecord::read);
        (self.protocol == MulticastProtocol::MLD_V2).then_some(records)
    }

    /// The records of `IGMPv3` (RFC 7028 Section 8), as [`mld_records`](Self::mld_records).
    #[must_use]
    pub fn igmp_records(
        &self,
    ) -> Option<impl Iterator<Item = Result<IgmpRecord<'a>, ParseError>> + Clone + use<'a>> {
        let records = record::counted(self.records, 6, Some(self.record_count), IgmpRecord::read);
        (self.protocol == MulticastProtocol::IGMP_V3).then_some(records)
    }

    /// The group addresses of `IGMPv1` or `IGMPv2` (RFC 7028 Section 8), as [`mld_records`](Self::mld_records).
    #[must_use]
    pub fn igmp_groups(
        &self,
    ) -> Option<impl Iterator<Item = Result<Ipv4Addr, ParseError>> + Clone + use<'a>> {
        let groups = record::counted(self.records, 6, Some(self.record_count), |octets| {
            read::array::<4>(octets).map(|(rest, group)| (rest, Ipv4Addr::from(*group)))
        });
        matches!(self.protocol, MulticastProtocol::IGMP_V1 | MulticastProtocol::IGMP_V2)
            .then_some(groups)
    }
}
