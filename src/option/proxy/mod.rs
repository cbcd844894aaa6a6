//! The options of Proxy Mobile IPv6 (RFC 5213) and of its extensions.

mod access_technology_type;
mod alternate_ipv4_care_of_address;
mod gre_key;
mod handoff_indicator;
mod home_network_prefix;
mod ipv4_default_router_address;
mod ipv4_dhcp_support_mode;
mod ipv4_home_address_reply;
mod ipv4_home_address_request;
mod link_local_address;
mod load_information;
mod mag_ipv6_address;
mod mobile_node_link_layer_identifier;
mod redirect;
mod redirect_capability;
mod restart_counter;
mod timestamp;
mod transient_binding;

pub use access_technology_type::{AccessTechnology, AccessTechnologyType};
pub use alternate_ipv4_care_of_address::AlternateIpv4CareOfAddress;
pub use gre_key::GreKey;
pub use handoff_indicator::{HandoffIndicator, HandoffType};
pub use home_network_prefix::{HomeNetworkPrefix, HomeNetworkPrefixFlags};
pub use ipv4_default_router_address::Ipv4DefaultRouterAddress;
pub use ipv4_dhcp_support_mode::{Ipv4DhcpSupportMode, Ipv4DhcpSupportModeFlags};
pub use ipv4_home_address_reply::{Ipv4HomeAddressReply, Ipv4HomeAddressStatus};
pub use ipv4_home_address_request::Ipv4HomeAddressRequest;
pub use link_local_address::LinkLocalAddress;
pub use load_information::LoadInformation;
pub use mag_ipv6_address::MagIpv6Address;
pub use mobile_node_link_layer_identifier::MobileNodeLinkLayerIdentifier;
pub use redirect::{Redirect, RedirectFlags};
pub use redirect_capability::RedirectCapability;
pub use restart_counter::RestartCounter;
pub use timestamp::Timestamp;
pub use transient_binding::{TransientBinding, TransientBindingFlags};
