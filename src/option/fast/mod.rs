//! The options of fast handovers (RFC 5568, RFC 5949).

mod binding_authorization_data;
mod context_request;
mod ipv6_address_prefix;
mod link_layer_address;
mod link_local_interface_identifier;
mod local_mobility_anchor_address;

pub use binding_authorization_data::BindingAuthorizationDataForFmipv6;
pub use context_request::{ContextRequest, RequestedContext, RequestedContexts};
pub use ipv6_address_prefix::{Ipv6AddressPrefixCode, MobilityHeaderIpv6AddressPrefix};
pub use link_layer_address::{LinkLayerAddressCode, MobilityHeaderLinkLayerAddress};
pub use link_local_interface_identifier::MobileNodeLinkLocalAddressInterfaceIdentifier;
pub use local_mobility_anchor_address::LocalMobilityAnchorAddress;
