//! `HOME_AGENT_ADDRESS` (3GPP TS 24.302), attribute type 19.

use super::{ConfigAttributeBody, ConfigAttributeType, RawConfigAttribute};
use crate::error::{EmitError, ParseError};
use crate::wire::layout::field;
use crate::wire::{Field, Writer, arbitrary, read};
use core::net::{Ipv4Addr, Ipv6Addr};

/// `HOME_AGENT_ADDRESS`, attribute type 19 (3GPP TS 24.302): the addresses of the home agent for the mobile node.
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |R|     Attribute Type = 19     |     Length = 0, 16 or 20      |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |              Home Agent IPv6 Address (16 octets)              |   4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |               Home Agent IPv4 Address (optional)              |  20
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// ```
/// use mip6_wire::ikev2::{ConfigAttributes, HomeAgentAddress};
///
/// let octets = [
///     0, 19, 0, 20, 0x20, 1, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 192, 0, 2, 1,
/// ];
/// let Some(HomeAgentAddress::Address { ipv6, ipv4 }) = ConfigAttributes::new(&octets, 8).find()?
/// else { panic!() };
/// assert_eq!(ipv6.to_string(), "2001:db8:1::1");
/// assert_eq!(ipv4, Some([192, 0, 2, 1].into()));
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
///
/// The representation in memory is no promise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
// see `ConfigAttribute`
#[repr(u32)]
#[doc(alias = "HOME_AGENT_ADDRESS")]
pub enum HomeAgentAddress {
    /// Length 0, in a request.
    Request,
    /// Length 16, or 20 with an IPv4 address.
    Address {
        /// Octets 4 to 19: the IPv6 address.
        ipv6: Ipv6Addr,
        /// Octets 20 to 23: the IPv4 address.
        ipv4: Option<Ipv4Addr>,
    },
}

impl<'a> ConfigAttributeBody<'a> for HomeAgentAddress {
    const TYPE: ConfigAttributeType = ConfigAttributeType::HOME_AGENT_ADDRESS;

    #[inline]
    fn parse_body(attribute: &RawConfigAttribute<'a>) -> Result<Self, ParseError> {
        if let Some((ipv6, rest)) = attribute.body.split_first_chunk::<16>() {
            let ipv6 = read::address(ipv6);
            return match *rest {
                [] => Ok(Self::Address { ipv6, ipv4: None }),
                [a, b, c, d] => Ok(Self::Address { ipv6, ipv4: Some(Ipv4Addr::new(a, b, c, d)) }),
                _ => Err(attribute.length_error()),
            };
        }
        match attribute.body {
            [] => Ok(Self::Request),
            _ => Err(attribute.length_error()),
        }
    }

    #[inline]
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        match self {
            Self::Request => Ok(()),
            Self::Address { ipv6, ipv4 } => {
                writer.address(*ipv6)?;
                match ipv4 {
                    Some(ipv4) => writer.array(&ipv4.octets()),
                    None => Ok(()),
                }
            }
        }
    }

    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        if let Self::Address { ipv6, ipv4 } = self {
            out(field("ipv6", 4, ipv6));
            if let Some(ipv4) = ipv4 {
                out(field("ipv4", 20, ipv4));
            }
        }
    }
}

arbitrary! {
    HomeAgentAddress: |u| if u.arbitrary()? {
        Self::Address { ipv6: u.arbitrary()?, ipv4: u.arbitrary()? }
    } else {
        Self::Request
    };
}
