//! Active Multicast Subscription IPv6 (RFC 7161 Section 4.1.2), type 57.

use super::{MldRecord, MldRecords, record};
use crate::error::{ParseError, ParseErrorKind};
use crate::wire::layout::Fixed;
use crate::wire::{Field, Value, code_point, layout};
use core::net::Ipv6Addr;

code_point! {
    /// The version of MLD, named by a message type of it (RFC 7161 Section 4.1.2).
    MldType(u8) {
        MLD_V1 = 131 "MLDv1",
        MLD_V2 = 143 "MLDv2",
    }
}

layout! {
    /// An IPv6 multicast subscription of a mobile node (RFC 7161 Section 4.1.2): in a Proxy Binding
    /// Update or Acknowledgement, and in a Subscription Response with the I flag; one option a
    /// subscription.
    ///
    /// Where the RFC is silent: a context shorter than the shortest of a known type is malformed. What is longer is looked at by
    /// [`membership`](ActiveMulticastSubscriptionIpv6::membership) alone.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                 |   Type = 57   | Option Length |    MLD Type   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                Multicast Membership Context ...               |   3
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct ActiveMulticastSubscriptionIpv6<'a>: option ACTIVE_MULTICAST_SUBSCRIPTION_IPV6 {
        /// MLD Type: the protocol, and by it the form of the context.
        mld_type @ 2: MldType,
        20..
        /// Multicast Membership Context: see [`membership`](ActiveMulticastSubscriptionIpv6::membership).
        context @ 3: &'a [u8] => Self::list_context,
    }
}

/// What the Multicast Membership Context of an [`ActiveMulticastSubscriptionIpv6`] holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum MldMembership<'a> {
    /// `MLDv1`: a multicast address, behind four Reserved octets.
    Group(Ipv6Addr),
    /// `MLDv2`: a record.
    Record(MldRecord<'a>),
    /// Another protocol: nothing is known of the context.
    Unknown,
}

impl<'a> ActiveMulticastSubscriptionIpv6<'a> {
    fn list_context<F: FnMut(Field<'_>) + ?Sized>(&self, field: Field<'_>, out: &mut F) {
        let value = Value::Structure(self.context);
        let whole = Field { value, ..field };
        match self.membership() {
            Ok(MldMembership::Group(address)) => {
                out(whole);
                out(Field::new("reserved", field.offset, 4, Value::Reserved));
                let at = field.offset.wrapping_add(4);
                out(Field::new("multicast_address", at, 16, address.value()));
            }
            Ok(MldMembership::Record(record)) => {
                out(whole);
                record::list(core::iter::once(record.parts()), field.offset, out);
            }
            Ok(MldMembership::Unknown) | Err(_) => out(field),
        }
    }

    /// The context, taken apart.
    ///
    /// # Errors
    ///
    /// [`OptionLength`](ParseErrorKind::OptionLength) at 1 if the context has more octets than its type allows, and
    /// [`Truncated`](ParseErrorKind::Truncated) at 3 for a record that is cut off. The offset counts from the Option Type octet.
    pub fn membership(&self) -> Result<MldMembership<'a>, ParseError> {
        let too_long = ParseError::new(ParseErrorKind::OptionLength, 1);
        match self.mld_type {
            MldType::MLD_V1 => match self.context.split_first_chunk::<4>() {
                Some((_, address)) => match <[u8; 16]>::try_from(address) {
                    Ok(address) => Ok(MldMembership::Group(address.into())),
                    Err(_) => Err(too_long),
                },
                None => Err(too_long),
            },
            MldType::MLD_V2 => {
                let mut records = MldRecords::new(self.context, 3);
                let record = records.next().ok_or(too_long)??;
                match records.next() {
                    None => Ok(MldMembership::Record(record)),
                    Some(_) => Err(too_long),
                }
            }
            _ => Ok(MldMembership::Unknown),
        }
    }
}
