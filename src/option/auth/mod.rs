//! The options of identity and authentication (RFC 4283, RFC 4285).

mod message_authentication;
mod mobile_node_identifier;
mod replay_protection;

pub use message_authentication::{AuthenticationSubtype, MobilityMessageAuthentication};
pub use mobile_node_identifier::{MnIdentifierSubtype, MobileNodeIdentifier};
pub use replay_protection::ReplayProtection;
