//! `INTERNAL_IP6_DNS` (RFC 7296 Section 3.15.1), attribute type 10.

use super::{ConfigAttributeBody, ConfigAttributeType, emit_fixed, length_error};
use crate::error::{EmitError, ParseError};
use crate::wire::{Writer, read};
use core::net::Ipv6Addr;

/// `INTERNAL_IP6_DNS`, attribute type 10 (RFC 7296 Section 3.15.1): the address of a DNS server. There can be several.
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |R|     Attribute Type = 10     |       Length = 0 or 16        |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                                                               |
/// |                         IPv6 Address                          |   4
/// |                                                               |
/// |                                                               |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// ```
/// use mip6_wire::ikev2::{ConfigAttributes, InternalIp6Dns};
///
/// let attributes = ConfigAttributes::new(&[0, 10, 0, 0], 8);
/// assert_eq!(attributes.find()?, Some(InternalIp6Dns::Request));
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
///
/// The representation in memory is no promise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
// see `ConfigAttribute`
#[repr(u32)]
#[doc(alias = "INTERNAL_IP6_DNS")]
pub enum InternalIp6Dns {
    /// Length 0, in a request.
    Request,
    /// Octets 4 to 19 of Length 16: the address.
    Address(Ipv6Addr),
}

impl<'a> ConfigAttributeBody<'a> for InternalIp6Dns {
    const TYPE: ConfigAttributeType = ConfigAttributeType::INTERNAL_IP6_DNS;

    #[inline]
    fn parse_body(value: &'a [u8]) -> Result<Self, ParseError> {
        match value.try_into() {
            Ok(address) => Ok(Self::Address(read::address(address))),
            Err(_) if value.is_empty() => Ok(Self::Request),
            Err(_) => Err(length_error()),
        }
    }

    #[inline]
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        match self {
            Self::Request => Ok(()),
            Self::Address(address) => writer.address(*address),
        }
    }

    #[inline]
    fn emit(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        match self {
            Self::Request => emit_fixed(writer, Self::TYPE, []),
            Self::Address(address) => emit_fixed(writer, Self::TYPE, address.octets()),
        }
    }
}
