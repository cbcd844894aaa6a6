//! The options of identity and authentication (RFC 4283, RFC 4285).

mod mobile_node_identifier;

pub use mobile_node_identifier::{MnIdentifierSubtype, MobileNodeIdentifier};
