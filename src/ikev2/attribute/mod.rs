//! Configuration attributes (RFC 7296 Section 3.15.1): the registry, one file an attribute, and the list they stand in.

mod application_version;
mod body;
mod cfg_type;
mod content;
mod home_agent_address;
mod internal_ip4_netmask;
mod internal_ip4_subnet;
mod internal_ip6_address;
mod ip4_address;
mod ip6_address;
mod ip6_prefix;
mod list;
mod mip6_home_prefix;
mod prefix;
mod registry;
mod supported_attributes;

pub use crate::wire::PrefixLen;
pub use application_version::ApplicationVersion;
pub use body::{ConfigAttributeBody, RawConfigAttribute};
pub use cfg_type::CfgType;
pub use home_agent_address::HomeAgentAddress;
pub use internal_ip4_netmask::InternalIp4Netmask;
pub use internal_ip4_subnet::{InternalIp4Subnet, Ipv4Subnet};
pub use internal_ip6_address::InternalIp6Address;
pub use ip4_address::{
    InternalIp4Address, InternalIp4Dhcp, InternalIp4Dns, InternalIp4Nbns, PCscfIp4Address,
};
pub use ip6_address::{InternalIp6Dhcp, InternalIp6Dns, PCscfIp6Address};
pub use ip6_prefix::{InternalIp6Prefix, InternalIp6Subnet};
pub use list::{ConfigAttributes, RawConfigAttributes, TypedConfigAttributes};
pub use mip6_home_prefix::{HomePrefix, Mip6HomePrefix};
pub use prefix::Ipv6Prefix;
pub use registry::{ConfigAttribute, ConfigAttributeType};
pub use supported_attributes::{SupportedAttributeTypes, SupportedAttributes};
