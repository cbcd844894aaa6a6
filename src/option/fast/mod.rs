//! The options of fast handovers (RFC 5568, RFC 5949).

mod ipv6_address_prefix;
mod link_layer_address;
mod link_local_interface_identifier;

pub use ipv6_address_prefix::{Ipv6AddressPrefixCode, MobilityHeaderIpv6AddressPrefix};
pub use link_layer_address::{LinkLayerAddressCode, MobilityHeaderLinkLayerAddress};
pub use link_local_interface_identifier::MobileNodeLinkLocalAddressInterfaceIdentifier;
