//! Configuration attributes (RFC 7296 Section 3.15.1).

mod application_version;
mod home_agent_address;
mod internal_ip6_address;
mod internal_ip6_dns;
mod internal_ip6_prefix;
mod internal_ip6_subnet;
mod list;
mod mip6_home_prefix;
mod prefix;
mod supported_attributes;

pub use crate::wire::PrefixLen;
pub use application_version::ApplicationVersion;
pub use home_agent_address::HomeAgentAddress;
pub use internal_ip6_address::InternalIp6Address;
pub use internal_ip6_dns::InternalIp6Dns;
pub use internal_ip6_prefix::InternalIp6Prefix;
pub use internal_ip6_subnet::InternalIp6Subnet;
pub use list::{ConfigAttributes, RawConfigAttribute, RawConfigAttributes, TypedConfigAttributes};
pub use mip6_home_prefix::{HomePrefix, Mip6HomePrefix};
pub use prefix::Ipv6Prefix;
pub use supported_attributes::{SupportedAttributeTypes, SupportedAttributes};

use crate::error::{EmitError, EmitErrorKind, ParseError};
use crate::wire::{Writer, code_point, layout};

code_point! {
    /// Attribute Type, 15 bits (IANA registry "IKEv2 Configuration Payload Attribute Types").
    ///
    /// ```
    /// use mip6_wire::ikev2::ConfigAttributeType;
    ///
    /// assert_eq!(ConfigAttributeType(16), ConfigAttributeType::MIP6_HOME_PREFIX);
    /// assert_eq!(ConfigAttributeType(8).name(), Some("INTERNAL_IP6_ADDRESS"));
    /// assert!(ConfigAttributeType(16384).is_private_use());
    /// ```
    ConfigAttributeType(u16, bits 0x7fff) {
        INTERNAL_IP4_ADDRESS = 1 "INTERNAL_IP4_ADDRESS": "RFC 7296",
        INTERNAL_IP4_NETMASK = 2 "INTERNAL_IP4_NETMASK": "RFC 7296",
        INTERNAL_IP4_DNS = 3 "INTERNAL_IP4_DNS": "RFC 7296",
        INTERNAL_IP4_NBNS = 4 "INTERNAL_IP4_NBNS": "RFC 7296",
        INTERNAL_IP4_DHCP = 6 "INTERNAL_IP4_DHCP": "RFC 7296",
        APPLICATION_VERSION = 7 "APPLICATION_VERSION": "RFC 7296",
        INTERNAL_IP6_ADDRESS = 8 "INTERNAL_IP6_ADDRESS": "RFC 7296",
        INTERNAL_IP6_DNS = 10 "INTERNAL_IP6_DNS": "RFC 7296",
        INTERNAL_IP6_DHCP = 12 "INTERNAL_IP6_DHCP": "RFC 7296",
        INTERNAL_IP4_SUBNET = 13 "INTERNAL_IP4_SUBNET": "RFC 7296",
        SUPPORTED_ATTRIBUTES = 14 "SUPPORTED_ATTRIBUTES": "RFC 7296",
        INTERNAL_IP6_SUBNET = 15 "INTERNAL_IP6_SUBNET": "RFC 7296",
        MIP6_HOME_PREFIX = 16 "MIP6_HOME_PREFIX": "RFC 5026",
        INTERNAL_IP6_LINK = 17 "INTERNAL_IP6_LINK": "RFC 5739",
        INTERNAL_IP6_PREFIX = 18 "INTERNAL_IP6_PREFIX": "RFC 5739",
        HOME_AGENT_ADDRESS = 19 "HOME_AGENT_ADDRESS": "3GPP TS 24.302",
        P_CSCF_IP4_ADDRESS = 20 "P_CSCF_IP4_ADDRESS": "RFC 7651",
        P_CSCF_IP6_ADDRESS = 21 "P_CSCF_IP6_ADDRESS": "RFC 7651",
        FTT_KAT = 22 "FTT_KAT": "3GPP TS 24.302",
        EXTERNAL_SOURCE_IP4_NAT_INFO = 23 "EXTERNAL_SOURCE_IP4_NAT_INFO": "3GPP TS 29.139",
        TIMEOUT_PERIOD_FOR_LIVENESS_CHECK = 24 "TIMEOUT_PERIOD_FOR_LIVENESS_CHECK": "3GPP TS 24.302",
        INTERNAL_DNS_DOMAIN = 25 "INTERNAL_DNS_DOMAIN": "RFC 8598",
        INTERNAL_DNSSEC_TA = 26 "INTERNAL_DNSSEC_TA": "RFC 8598",
        ENCDNS_IP4 = 27 "ENCDNS_IP4": "RFC 9464",
        ENCDNS_IP6 = 28 "ENCDNS_IP6": "RFC 9464",
        ENCDNS_DIGEST_INFO = 29 "ENCDNS_DIGEST_INFO": "RFC 9464",
    }
}

impl ConfigAttributeType {
    /// Whether the type is for private use: 16384 to 32767.
    #[must_use]
    pub const fn is_private_use(self) -> bool {
        matches!(self.0, 16384..=32767)
    }
}

/// A configuration attribute type: how its value is parsed and written.
///
/// Each attribute of this crate implements it. Types of other crates can implement it too, for
/// [`ConfigAttributes::find`] and [`ConfigurationBuilder::attribute`](super::ConfigurationBuilder::attribute):
///
/// ```
/// use mip6_wire::ikev2::{ConfigAttributeBody, ConfigAttributeType, ConfigAttributes};
/// use mip6_wire::{EmitError, ParseError, ParseErrorKind, Writer};
///
/// /// Timeout period for the liveness check, 3GPP TS 24.302: seconds.
/// #[derive(Debug, PartialEq)]
/// struct LivenessTimeout(u32);
///
/// impl<'a> ConfigAttributeBody<'a> for LivenessTimeout {
///     const TYPE: ConfigAttributeType = ConfigAttributeType::TIMEOUT_PERIOD_FOR_LIVENESS_CHECK;
///
///     fn parse_body(value: &'a [u8]) -> Result<Self, ParseError> {
///         match value.try_into() {
///             Ok(octets) => Ok(Self(u32::from_be_bytes(octets))),
///             Err(_) => Err(ParseError::new(ParseErrorKind::AttributeLength, 2)),
///         }
///     }
///
///     fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
///         writer.u32(self.0)
///     }
/// }
///
/// let attributes = ConfigAttributes::new(&[0, 24, 0, 4, 0, 0, 0, 60], 8);
/// assert_eq!(attributes.find()?, Some(LivenessTimeout(60)));
/// # Ok::<(), ParseError>(())
/// ```
pub trait ConfigAttributeBody<'a>: Sized {
    /// The attribute type, without the reserved bit.
    const TYPE: ConfigAttributeType;

    /// Parses the value. Its length is that of the Length field.
    ///
    /// # Errors
    ///
    /// If the value is not valid: for a wrong length [`AttributeLength`](crate::ParseErrorKind::AttributeLength) at 2. Offsets
    /// count from the first octet of the attribute, so the value begins at 4.
    fn parse_body(value: &'a [u8]) -> Result<Self, ParseError>;

    /// Writes the value. The caller writes type and length.
    ///
    /// # Errors
    ///
    /// The errors of the writer, or [`EmitErrorKind::Value`] if a field is not valid.
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError>;

    /// Writes the whole attribute: type, length and value.
    ///
    /// ```
    /// use mip6_wire::{Writer, ikev2::{ConfigAttributeBody, Mip6HomePrefix}};
    ///
    /// let mut buffer = [0; 4];
    /// Mip6HomePrefix::Request.emit(&mut Writer::new(&mut buffer))?;
    /// assert_eq!(buffer, [0, 16, 0, 0]);
    /// # Ok::<(), mip6_wire::EmitError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emit_body`](Self::emit_body), and [`MessageTooLong`](EmitErrorKind::MessageTooLong) if the value is
    /// longer than 65535 octets.
    #[inline]
    fn emit(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        const {
            assert!(
                Self::TYPE.0 < 0x8000,
                "the type of a configuration attribute has 15 bits"
            );
        }
        emit_framed(writer, Self::TYPE.0, |writer| self.emit_body(writer))
    }
}

/// The error of an attribute whose Length its type does not allow.
fn length_error() -> ParseError {
    layout::length_error::<layout::InAttribute>()
}

/// Writes type, length and whatever `value` writes.
#[inline]
fn emit_framed(
    writer: &mut Writer<'_>,
    kind: u16,
    value: impl FnOnce(&mut Writer<'_>) -> Result<(), EmitError>,
) -> Result<(), EmitError> {
    // the length is patched in when it is known; until then it is the greatest one
    let at = writer.position();
    let [k0, k1] = kind.to_be_bytes();
    writer.array(&[k0, k1, 0xff, 0xff])?;
    let start = writer.position();
    value(writer)?;
    match u16::try_from(writer.position().wrapping_sub(start)) {
        Ok(length) => writer.patch(at.wrapping_add(2), length.to_be_bytes()),
        Err(_) => return Err(EmitError::new(EmitErrorKind::MessageTooLong, at)),
    }
    Ok(())
}

/// Writes type, length, and a value of a length known beforehand, for which room is asked once.
#[inline(always)]
fn emit_fixed<const N: usize>(
    writer: &mut Writer<'_>,
    kind: ConfigAttributeType,
    value: [u8; N],
) -> Result<(), EmitError> {
    let [k0, k1] = kind.0.to_be_bytes();
    let [l1, l0, ..] = N.to_le_bytes();
    let mut part = writer.part(writer.position().wrapping_add(N).wrapping_add(4))?;
    part.array(&[k0, k1, l0, l1])?;
    part.array(&value)?;
    let end = part.filled()?;
    writer.skip_to(end);
    Ok(())
}

/// Makes [`ConfigAttribute`] and what goes with it from one row an attribute.
macro_rules! attributes {
    ($( $(#[$meta:meta])* $attribute:ident $(<$lifetime:lifetime>)?, )*) => {
        /// Any configuration attribute, decoded.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum ConfigAttribute<'a> {
            $( $(#[$meta])* $attribute($attribute $(<$lifetime>)?), )*
            /// An attribute of any other type, verbatim.
            Unknown(RawConfigAttribute<'a>),
        }

        impl<'a> ConfigAttribute<'a> {
            /// The types that are decoded. Any other is [`Unknown`](Self::Unknown).
            pub const DECODED: &'static [ConfigAttributeType] = &[$( $attribute::TYPE ),*];

            /// The attribute type.
            #[must_use]
            pub const fn attribute_type(&self) -> ConfigAttributeType {
                match self {
                    $( Self::$attribute(_) => $attribute::TYPE, )*
                    Self::Unknown(attribute) => attribute.attribute_type,
                }
            }

            /// Decodes an attribute.
            ///
            /// # Errors
            ///
            /// Those of [`ConfigAttributeBody::parse_body`]. Offsets count from the first octet of the attribute.
            #[inline]
            pub fn parse(attribute: &RawConfigAttribute<'a>) -> Result<Self, ParseError> {
                match attribute.attribute_type {
                    $( $attribute::TYPE => $attribute::parse_body(attribute.body).map(Self::$attribute), )*
                    _ => Ok(Self::Unknown(*attribute)),
                }
            }

            /// Writes the whole attribute, and the reserved bit of an [`Unknown`](Self::Unknown) one.
            ///
            /// # Errors
            ///
            /// Those of [`ConfigAttributeBody::emit`] and [`RawConfigAttribute::emit`].
            pub fn emit(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
                match self {
                    $( Self::$attribute(attribute) => attribute.emit(writer), )*
                    Self::Unknown(attribute) => attribute.emit(writer),
                }
            }
        }

        $(
            impl<'a> From<$attribute $(<$lifetime>)?> for ConfigAttribute<'a> {
                fn from(attribute: $attribute $(<$lifetime>)?) -> Self {
                    Self::$attribute(attribute)
                }
            }
        )*
    };
}

// The attributes that hold an address have a tag of four octets, and so has this one. Every address then begins at
// octet 8, as every slice does: fields that overlap by a part of their octets are taken apart, which makes decoding
// cost twice as much.
attributes! {
    /// Type 7, RFC 7296 Section 3.15.1.
    ApplicationVersion<'a>,
    /// Type 8, RFC 7296 Section 3.15.1.
    InternalIp6Address,
    /// Type 10, RFC 7296 Section 3.15.1.
    InternalIp6Dns,
    /// Type 14, RFC 7296 Section 3.15.1.
    SupportedAttributes<'a>,
    /// Type 15, RFC 7296 Section 3.15.1.
    InternalIp6Subnet,
    /// Type 16, RFC 5026 Section 8.2.
    Mip6HomePrefix,
    /// Type 18, RFC 5739 Section 5.2.
    InternalIp6Prefix,
    /// Type 19, 3GPP TS 24.302.
    HomeAgentAddress,
}

impl<'a> From<RawConfigAttribute<'a>> for ConfigAttribute<'a> {
    fn from(attribute: RawConfigAttribute<'a>) -> Self {
        Self::Unknown(attribute)
    }
}
