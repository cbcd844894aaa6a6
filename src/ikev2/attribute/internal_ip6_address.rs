//! `INTERNAL_IP6_ADDRESS` (RFC 7296 Section 3.15.1), attribute type 8.

use super::body::emit_fixed;
use super::{ConfigAttributeBody, ConfigAttributeType, PrefixLen, RawConfigAttribute, prefix};
use crate::error::{EmitError, ParseError};
use crate::wire::layout::field;
use crate::wire::{Field, Writer, arbitrary, read};
use core::net::Ipv6Addr;

/// `INTERNAL_IP6_ADDRESS`, attribute type 8 (RFC 7296 Section 3.15.1): a mobile node asks for a home address, or a home
/// agent assigns one (RFC 5026 Section 5.3.1).
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |R|      Attribute Type = 8     |       Length = 0 or 17        |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                    IPv6 Address (16 octets)                   |   4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// | Prefix Length |                                                  20
/// +-+-+-+-+-+-+-+-+
/// ```
///
/// ```
/// use mip6_wire::ikev2::{ConfigAttributes, InternalIp6Address, PrefixLen};
///
/// let octets = [0, 8, 0, 17, 0x20, 1, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 64];
/// let attributes = ConfigAttributes::new(&octets, 8);
/// let assigned = InternalIp6Address::Address {
///     address: "2001:db8:1::100".parse()?,
///     prefix_len: PrefixLen::P64,
/// };
/// assert_eq!(attributes.find()?, Some(assigned));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The representation in memory is no promise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
// see `ConfigAttribute`
#[repr(u32)]
#[doc(alias = "INTERNAL_IP6_ADDRESS", alias = "home address")]
pub enum InternalIp6Address {
    /// Length 0, in a request: any address.
    Request,
    /// Length 17: the preferred address in a request, the assigned address in a reply.
    Address {
        /// Octets 4 to 19: the address.
        address: Ipv6Addr,
        /// Octet 20: Prefix Length.
        prefix_len: PrefixLen,
    },
}

impl InternalIp6Address {
    /// The address, `None` in a request for any address.
    #[must_use]
    pub const fn address(&self) -> Option<Ipv6Addr> {
        match self {
            Self::Request => None,
            Self::Address { address, .. } => Some(*address),
        }
    }

    /// Parses a value as [`parse_body`](ConfigAttributeBody::parse_body) does, and 16 octets as an address with a
    /// prefix length of 128.
    ///
    /// `IKEv1` had 16 octets. No RFC of IKEv2 allows them. Some peers accept them, so some may send them.
    ///
    /// ```
    /// use mip6_wire::ikev2::{ConfigAttributeBody, ConfigAttributeType, InternalIp6Address, RawConfigAttribute};
    ///
    /// let attribute = RawConfigAttribute::new(ConfigAttributeType::INTERNAL_IP6_ADDRESS, &[0; 16]);
    /// assert!(InternalIp6Address::parse_body(&attribute).is_err());
    /// assert!(InternalIp6Address::parse_lenient(&attribute).is_ok());
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`parse_body`](ConfigAttributeBody::parse_body).
    pub fn parse_lenient(attribute: &RawConfigAttribute<'_>) -> Result<Self, ParseError> {
        match attribute.body.try_into() {
            Ok(address) => {
                Ok(Self::Address { address: read::address(address), prefix_len: PrefixLen::P128 })
            }
            Err(_) => Self::parse_body(attribute),
        }
    }
}

impl<'a> ConfigAttributeBody<'a> for InternalIp6Address {
    const TYPE: ConfigAttributeType = ConfigAttributeType::INTERNAL_IP6_ADDRESS;

    #[inline]
    fn parse_body(attribute: &RawConfigAttribute<'a>) -> Result<Self, ParseError> {
        if let Ok(octets) = attribute.body.try_into() {
            let (address, prefix_len) = prefix::parse(octets, 4)?;
            return Ok(Self::Address { address, prefix_len });
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
            Self::Address { address, prefix_len } => {
                writer.array(&prefix::octets(*address, *prefix_len))
            }
        }
    }

    #[inline]
    fn emit(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        match self {
            Self::Request => emit_fixed(writer, Self::TYPE, []),
            Self::Address { address, prefix_len } => {
                emit_fixed(writer, Self::TYPE, prefix::octets(*address, *prefix_len))
            }
        }
    }

    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        if let Self::Address { address, prefix_len } = self {
            out(field("address", 4, address));
            out(field("prefix_len", 20, prefix_len));
        }
    }
}

arbitrary! {
    InternalIp6Address: |u| if u.arbitrary()? {
        Self::Address { address: u.arbitrary()?, prefix_len: u.arbitrary()? }
    } else {
        Self::Request
    };
}
