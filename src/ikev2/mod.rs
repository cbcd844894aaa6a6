//! The IKEv2 payloads that carry bootstrapping (RFC 7296, RFC 5026 Sections 5.3 and 8.2).
//!
//! All of it is plain text: the chain of payloads inside the Encrypted payload, after decryption and before
//! encryption. [`Payloads`] is a view of such a chain, checked while it is walked. [`PayloadsBuilder`] writes one.
//!
//! | payload | type | in RFC 7296 |
//! |---|---|---|
//! | 35, 36 | [`IdentificationInitiator`], [`IdentificationResponder`] | Section 3.5 |
//! | 41 | [`Notify`] | Section 3.10 |
//! | 47 | [`Configuration`] | Section 3.15 |
//! | any other | [`RawPayload`] | |
//!
//! A Configuration payload holds attributes, of which the docs of [`ConfigAttributeType`] have the table. Length 0 asks for
//! the value: "If an attribute in the `CFG_REQUEST` Configuration payload is not zero-length, it is taken as a suggestion
//! for that attribute" (RFC 7296 Section 3.15.1).

mod attribute;
mod payload;

pub use attribute::{
    ApplicationVersion, CfgType, ConfigAttribute, ConfigAttributeBody, ConfigAttributeType,
    ConfigAttributes, HomeAgentAddress, HomePrefix, InternalIp4Address, InternalIp4Dhcp,
    InternalIp4Dns, InternalIp4Nbns, InternalIp4Netmask, InternalIp4Subnet, InternalIp6Address,
    InternalIp6Dhcp, InternalIp6Dns, InternalIp6Prefix, InternalIp6Subnet, Ipv4Subnet, Ipv6Prefix,
    Mip6HomePrefix, PCscfIp4Address, PCscfIp6Address, PrefixLen, RawConfigAttribute,
    RawConfigAttributes, SupportedAttributeTypes, SupportedAttributes, TypedConfigAttributes,
};
pub use payload::{
    Configuration, ConfigurationBuilder, IdType, Identification, IdentificationInitiator,
    IdentificationResponder, Identity, Notify, NotifyType, Payload, PayloadBody, PayloadFlags,
    PayloadType, Payloads, PayloadsBuilder, ProtocolId, RawPayload, RawPayloads, TypedPayloads,
};
