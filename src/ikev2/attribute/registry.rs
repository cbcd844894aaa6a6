//! The registry of configuration attributes: one row an attribute. What is known of an attribute apart from what its
//! octets mean is in its row, and nowhere else.

use super::{
    ConfigAttributeBody, RawConfigAttribute, application_version, home_agent_address,
    internal_ip4_netmask, internal_ip4_subnet, internal_ip6_address, ip4_address, ip6_address,
    ip6_prefix, mip6_home_prefix, supported_attributes,
};
use crate::error::EmitError;
use crate::wire::registry::{source, typed_enum};
use crate::wire::{Writer, code_point};

/// The registry. A row:
///
/// ```text
/// number CONSTANT "NAME", "source" => file::Type;
/// ```
///
/// `=> file::Type` is left out if the attribute is not decoded.
macro_rules! attributes_registry {
    ($(
        $number:literal $const:ident $name:literal, $source:literal $( => $file:ident::$type:ident $(<$life:lifetime>)? )?;
    )*) => {
        code_point! {
            /// Attribute Type, 15 bits (IANA registry "IKEv2 Configuration Payload Attribute Types").
            ///
            /// ```
            /// use mip6_wire::ikev2::ConfigAttributeType;
            ///
            /// assert_eq!(ConfigAttributeType(16), ConfigAttributeType::MIP6_HOME_PREFIX);
            /// assert_eq!(ConfigAttributeType(8).name(), Some("INTERNAL_IP6_ADDRESS"));
            /// assert_eq!(ConfigAttributeType(16).source(), Some("RFC 5026 Section 8.2"));
            /// assert!(ConfigAttributeType(16384).is_private_use());
            /// ```
            ///
            /// | type | attribute | decoded | defined in |
            /// |---|---|---|---|
            $(
                #[doc = concat!(
                    "| ", $number, " | `", $name, "` | ", $( "[`", stringify!($type), "`](super::", stringify!($type), ")", )?
                    " | ", $source, " |",
                )]
            )*
            ConfigAttributeType(u16, bits 0x7fff) {
                $( $const = $number $name: $source, )*
            }
        }

        source! { ConfigAttributeType: $( $number $source, )* }

        // The attributes that hold an address have a tag of four octets, and so has this one. Every address then
        // begins at octet 8, as every slice does: fields that overlap by a part of their octets are taken apart, which
        // makes decoding cost twice as much.
        typed_enum! {
            /// Any configuration attribute, decoded.
            ConfigAttribute: ConfigAttributeType (attribute_type), else RawConfigAttribute, inline always;
            $( $( #[doc = concat!("Type ", $number, ", ", $source, ".")] $number $file::$type $(<$life>)?, )? )*
        }

        impl ConfigAttribute<'_> {
            /// Writes the whole attribute, and the reserved bit of an [`Unknown`](Self::Unknown) one.
            ///
            /// # Errors
            ///
            /// Those of [`ConfigAttributeBody::emit`] and [`RawConfigAttribute::emit`].
            pub fn emit(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
                match self {
                    $( $( Self::$type(attribute) => attribute.emit(writer), )? )*
                    Self::Unknown(attribute) => attribute.emit(writer),
                }
            }
        }
    };
}

attributes_registry! {
    // number, constant, name, source, decoded type
     1 INTERNAL_IP4_ADDRESS "INTERNAL_IP4_ADDRESS", "RFC 7296 Section 3.15.1" => ip4_address::InternalIp4Address;
     2 INTERNAL_IP4_NETMASK "INTERNAL_IP4_NETMASK", "RFC 7296 Section 3.15.1" => internal_ip4_netmask::InternalIp4Netmask;
     3 INTERNAL_IP4_DNS "INTERNAL_IP4_DNS", "RFC 7296 Section 3.15.1" => ip4_address::InternalIp4Dns;
     4 INTERNAL_IP4_NBNS "INTERNAL_IP4_NBNS", "RFC 7296 Section 3.15.1" => ip4_address::InternalIp4Nbns;
     6 INTERNAL_IP4_DHCP "INTERNAL_IP4_DHCP", "RFC 7296 Section 3.15.1" => ip4_address::InternalIp4Dhcp;
     7 APPLICATION_VERSION "APPLICATION_VERSION", "RFC 7296 Section 3.15.1" => application_version::ApplicationVersion<'a>;
     8 INTERNAL_IP6_ADDRESS "INTERNAL_IP6_ADDRESS", "RFC 7296 Section 3.15.1" => internal_ip6_address::InternalIp6Address;
    10 INTERNAL_IP6_DNS "INTERNAL_IP6_DNS", "RFC 7296 Section 3.15.1" => ip6_address::InternalIp6Dns;
    12 INTERNAL_IP6_DHCP "INTERNAL_IP6_DHCP", "RFC 7296 Section 3.15.1" => ip6_address::InternalIp6Dhcp;
    13 INTERNAL_IP4_SUBNET "INTERNAL_IP4_SUBNET", "RFC 7296 Section 3.15.1" => internal_ip4_subnet::InternalIp4Subnet;
    14 SUPPORTED_ATTRIBUTES "SUPPORTED_ATTRIBUTES", "RFC 7296 Section 3.15.1" => supported_attributes::SupportedAttributes<'a>;
    15 INTERNAL_IP6_SUBNET "INTERNAL_IP6_SUBNET", "RFC 7296 Section 3.15.1" => ip6_prefix::InternalIp6Subnet;
    16 MIP6_HOME_PREFIX "MIP6_HOME_PREFIX", "RFC 5026 Section 8.2" => mip6_home_prefix::Mip6HomePrefix;
    17 INTERNAL_IP6_LINK "INTERNAL_IP6_LINK", "RFC 5739 Section 5.1";
    18 INTERNAL_IP6_PREFIX "INTERNAL_IP6_PREFIX", "RFC 5739 Section 5.2" => ip6_prefix::InternalIp6Prefix;
    19 HOME_AGENT_ADDRESS "HOME_AGENT_ADDRESS", "3GPP TS 24.302" => home_agent_address::HomeAgentAddress;
    20 P_CSCF_IP4_ADDRESS "P_CSCF_IP4_ADDRESS", "RFC 7651 Section 3" => ip4_address::PCscfIp4Address;
    21 P_CSCF_IP6_ADDRESS "P_CSCF_IP6_ADDRESS", "RFC 7651 Section 4" => ip6_address::PCscfIp6Address;
    22 FTT_KAT "FTT_KAT", "3GPP TS 24.302";
    23 EXTERNAL_SOURCE_IP4_NAT_INFO "EXTERNAL_SOURCE_IP4_NAT_INFO", "3GPP TS 29.139";
    24 TIMEOUT_PERIOD_FOR_LIVENESS_CHECK "TIMEOUT_PERIOD_FOR_LIVENESS_CHECK", "3GPP TS 24.302";
    25 INTERNAL_DNS_DOMAIN "INTERNAL_DNS_DOMAIN", "RFC 8598 Section 3.1";
    26 INTERNAL_DNSSEC_TA "INTERNAL_DNSSEC_TA", "RFC 8598 Section 3.2";
    27 ENCDNS_IP4 "ENCDNS_IP4", "RFC 9464";
    28 ENCDNS_IP6 "ENCDNS_IP6", "RFC 9464";
    29 ENCDNS_DIGEST_INFO "ENCDNS_DIGEST_INFO", "RFC 9464";
}

impl ConfigAttributeType {
    /// Whether the type is for private use: 16384 to 32767.
    #[must_use]
    pub const fn is_private_use(self) -> bool {
        matches!(self.0, 16384..=32767)
    }
}
