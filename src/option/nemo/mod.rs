//! The options of mobile routers (RFC 3963 and RFC 7148).

mod delegated_mobile_network_prefix;
mod mobile_network_prefix;

pub use delegated_mobile_network_prefix::DelegatedMobileNetworkPrefix;
pub use mobile_network_prefix::MobileNetworkPrefix;
