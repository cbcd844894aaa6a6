//! The options of the authentication protocol (RFC 4285).

mod message_authentication;
mod replay_protection;

pub use message_authentication::{AuthenticationSubtype, MobilityMessageAuthentication};
pub use replay_protection::ReplayProtection;
