//! `INTERNAL_IP4_SUBNET` (RFC 7296 Sections 3.15.1 and 3.15.2), attribute type 13.

use super::content::{Content, request_or};
use crate::error::ParseError;
use crate::wire::layout::field;
use crate::wire::{Field, arbitrary};
use core::net::Ipv4Addr;

request_or! {
    /// `INTERNAL_IP4_SUBNET`, attribute type 13 (RFC 7296 Sections 3.15.1 and 3.15.2): a network that the gateway
    /// protects.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |R|     Attribute Type = 13     |        Length = 0 or 8        |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                          IPv4 Address                         |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                            Netmask                            |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "INTERNAL_IP4_SUBNET")]
    InternalIp4Subnet: INTERNAL_IP4_SUBNET {
        /// Length 8.
        Subnet(Ipv4Subnet), 8
    }
}

/// An IPv4 address and its netmask, as `INTERNAL_IP4_SUBNET` holds them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Ipv4Subnet {
    /// Octets 4 to 7: the address.
    pub address: Ipv4Addr,
    /// Octets 8 to 11: the netmask.
    pub netmask: Ipv4Addr,
}

impl Content<8> for Ipv4Subnet {
    #[inline(always)]
    fn read(octets: &[u8; 8]) -> Result<Self, ParseError> {
        let [a0, a1, a2, a3, m0, m1, m2, m3] = *octets;
        Ok(Self { address: Ipv4Addr::new(a0, a1, a2, a3), netmask: Ipv4Addr::new(m0, m1, m2, m3) })
    }

    #[inline(always)]
    fn octets(self) -> [u8; 8] {
        let [a0, a1, a2, a3] = self.address.octets();
        let [m0, m1, m2, m3] = self.netmask.octets();
        [a0, a1, a2, a3, m0, m1, m2, m3]
    }

    fn list<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        out(field("address", 4, &self.address));
        out(field("netmask", 8, &self.netmask));
    }
}

arbitrary! {
    Ipv4Subnet: |u| Self { address: u.arbitrary()?, netmask: u.arbitrary()? };
}
