//! The IKEv2 payloads that carry bootstrapping (RFC 7296, RFC 5026 Sections 5.3 and 8.2).
//!
//! All of it is plain text: the chain of payloads inside the Encrypted payload, after decryption and before
//! encryption. [`Payloads`] is a view of such a chain, checked while it is walked. [`PayloadsBuilder`] writes one.
//!
//! | payload | | in RFC 7296 |
//! |---|---|---|
//! | 35, 36 | [`IdentificationInitiator`], [`IdentificationResponder`] | Section 3.5 |
//! | 41 | [`Notify`] | Section 3.10 |
//! | 47 | [`Configuration`] | Section 3.15 |
//! | any other | [`RawPayload`] | |
//!
//! A Configuration payload holds attributes:
//!
//! | attribute | | Length | defined in |
//! |---|---|---|---|
//! | 7 | [`ApplicationVersion`] | any | RFC 7296 |
//! | 8 | [`InternalIp6Address`] | 0, 17 | RFC 7296 |
//! | 10 | [`InternalIp6Dns`] | 0, 16 | RFC 7296 |
//! | 14 | [`SupportedAttributes`] | multiples of 2 | RFC 7296 |
//! | 15 | [`InternalIp6Subnet`] | 0, 17 | RFC 7296 |
//! | 16 | [`Mip6HomePrefix`] | 0, 21 | RFC 5026 |
//! | 18 | [`InternalIp6Prefix`] | 0, 17 | RFC 5739 |
//! | 19 | [`HomeAgentAddress`] | 0, 16, 20 | 3GPP TS 24.302 |
//! | any other | [`RawConfigAttribute`] | | |
//!
//! Length 0 asks for the value: "If an attribute in the `CFG_REQUEST` Configuration payload is not zero-length, it
//! is taken as a suggestion for that attribute" (RFC 7296 Section 3.15.1).

mod attribute;
mod builder;
mod configuration;
mod identification;
mod notify;
mod payload;

pub use attribute::{
    ApplicationVersion, ConfigAttribute, ConfigAttributeBody, ConfigAttributeType,
    ConfigAttributes, HomeAgentAddress, HomePrefix, InternalIp6Address, InternalIp6Dns,
    InternalIp6Prefix, InternalIp6Subnet, Ipv6Prefix, Mip6HomePrefix, PrefixLen,
    RawConfigAttribute, RawConfigAttributes, SupportedAttributeTypes, SupportedAttributes,
    TypedConfigAttributes,
};
pub use builder::{ConfigurationBuilder, PayloadsBuilder};
pub use configuration::{CfgType, Configuration};
pub use identification::{
    IdType, Identification, IdentificationInitiator, IdentificationResponder, Identity,
};
pub use notify::{Notify, NotifyType, ProtocolId};
pub use payload::{
    Payload, PayloadBody, PayloadFlags, PayloadType, Payloads, RawPayload, RawPayloads,
    TypedPayloads,
};
