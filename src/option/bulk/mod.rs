//! The option of bulk registration (RFC 6602).

mod mobile_node_group_identifier;

pub use mobile_node_group_identifier::{MobileNodeGroupIdentifier, MobileNodeGroupSubType};
