//! `INTERNAL_IP6_PREFIX` (RFC 5739 Section 5.2), attribute type 18.

use super::{ConfigAttributeBody, ConfigAttributeType, Ipv6Prefix, length_error, prefix};
use crate::error::{EmitError, ParseError};
use crate::wire::Writer;

/// `INTERNAL_IP6_PREFIX`, attribute type 18 (RFC 5739 Section 5.2): a prefix of the virtual link, all of it for the
/// peer.
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |R|     Attribute Type = 18     |       Length = 0 or 17        |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                                                               |
/// |                            Prefix                             |   4
/// |                                                               |
/// |                                                               |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// | Prefix Length |                                                  20
/// +-+-+-+-+-+-+-+-+
/// ```
///
/// RFC 5739 gives Length 17 only. An empty attribute in a request follows the rule for all attributes.
///
/// ```
/// use mip6_wire::ikev2::{ConfigAttributes, InternalIp6Prefix};
///
/// let octets = [0, 18, 0, 17, 0x20, 1, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 64];
/// let attributes = ConfigAttributes::new(&octets, 8);
/// let Some(InternalIp6Prefix::Prefix(prefix)) = attributes.find()? else { panic!() };
/// assert_eq!(prefix.to_string(), "2001:db8:1::/64");
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
///
/// The representation in memory is no promise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
// see `ConfigAttribute`
#[repr(u32)]
#[doc(alias = "INTERNAL_IP6_PREFIX")]
pub enum InternalIp6Prefix {
    /// Length 0, in a request.
    Request,
    /// Length 17.
    Prefix(Ipv6Prefix),
}

impl<'a> ConfigAttributeBody<'a> for InternalIp6Prefix {
    const TYPE: ConfigAttributeType = ConfigAttributeType::INTERNAL_IP6_PREFIX;

    #[inline]
    fn parse_body(value: &'a [u8]) -> Result<Self, ParseError> {
        if let Ok(octets) = value.try_into() {
            let (prefix, prefix_len) = prefix::parse(octets, 4)?;
            return Ok(Self::Prefix(Ipv6Prefix { prefix, prefix_len }));
        }
        match value {
            [] => Ok(Self::Request),
            _ => Err(length_error()),
        }
    }

    #[inline]
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        match self {
            Self::Request => Ok(()),
            Self::Prefix(Ipv6Prefix { prefix, prefix_len }) => {
                writer.array(&prefix::octets(*prefix, *prefix_len))
            }
        }
    }
}
