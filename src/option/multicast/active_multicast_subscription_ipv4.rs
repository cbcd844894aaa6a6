//! Active Multicast Subscription IPv4 (RFC 7161 Section 6.1), type 56.

use super::{IgmpRecord, IgmpRecords, record};
use crate::error::{ParseError, ParseErrorKind};
use crate::wire::layout::Fixed;
use crate::wire::{Field, Value, code_point, layout};
use core::net::Ipv4Addr;

code_point! {
    /// The version of IGMP, named by a message type of it (RFC 7161 Section 6.1).
    IgmpType(u8) {
        IGMP_V1 = 0x12 "IGMPv1",
        IGMP_V2 = 0x16 "IGMPv2",
        IGMP_V3 = 0x22 "IGMPv3",
    }
}

layout! {
    /// An IPv4 multicast subscription of a mobile node (RFC 7161 Section 6.1): in a Proxy Binding
    /// Update or Acknowledgement, and in a Subscription Response with the I flag; one option a
    /// subscription.
    ///
    /// Where the RFC is silent: a context shorter than the shortest of a known type is malformed. What is longer is looked at by
    /// [`membership`](ActiveMulticastSubscriptionIpv4::membership) alone.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                 |   Type = 56   | Option Length |   IGMP Type   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                Multicast Membership Context ...               |   3
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct ActiveMulticastSubscriptionIpv4<'a>: option ACTIVE_MULTICAST_SUBSCRIPTION_IPV4 {
        /// IGMP Type: the protocol, and by it the form of the context.
        igmp_type @ 2: IgmpType,
        4..
        /// Multicast Membership Context: see [`membership`](ActiveMulticastSubscriptionIpv4::membership).
        context @ 3: &'a [u8] => Self::list_context,
    }
}

/// What the Multicast Membership Context of an [`ActiveMulticastSubscriptionIpv4`] holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum IgmpMembership<'a> {
    /// `IGMPv1` or `IGMPv2`: a group address.
    Group(Ipv4Addr),
    /// `IGMPv3`: a record.
    Record(IgmpRecord<'a>),
    /// Another protocol: nothing is known of the context.
    Unknown,
}

impl<'a> ActiveMulticastSubscriptionIpv4<'a> {
    fn list_context<F: FnMut(Field<'_>) + ?Sized>(&self, field: Field<'_>, out: &mut F) {
        let value = Value::Structure(self.context);
        let whole = Field { value, ..field };
        match self.membership() {
            Ok(IgmpMembership::Group(address)) => {
                out(whole);
                out(Field::new("multicast_address", field.offset, 4, address.value()));
            }
            Ok(IgmpMembership::Record(record)) => {
                out(whole);
                record::list(core::iter::once(record.parts()), field.offset, out);
            }
            Ok(IgmpMembership::Unknown) | Err(_) => out(field),
        }
    }

    /// The context, taken apart.
    ///
    /// # Errors
    ///
    /// [`OptionLength`](ParseErrorKind::OptionLength) at 1 if the context has more octets than its type allows, and
    /// [`Truncated`](ParseErrorKind::Truncated) at 3 for a record that is cut off. The offset counts from the Option Type octet.
    pub fn membership(&self) -> Result<IgmpMembership<'a>, ParseError> {
        let too_long = ParseError::new(ParseErrorKind::OptionLength, 1);
        match self.igmp_type {
            IgmpType::IGMP_V1 | IgmpType::IGMP_V2 => match *self.context {
                [a, b, c, d] => Ok(IgmpMembership::Group(Ipv4Addr::new(a, b, c, d))),
                _ => Err(too_long),
            },
            IgmpType::IGMP_V3 => {
                let mut records = IgmpRecords::new(self.context, 3);
                let record = records.next().ok_or(too_long)??;
                match records.next() {
                    None => Ok(IgmpMembership::Record(record)),
                    Some(_) => Err(too_long),
                }
            }
            _ => Ok(IgmpMembership::Unknown),
        }
    }
}
