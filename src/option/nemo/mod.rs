//! The options of mobile routers (RFC 3963 and RFC 7148).

mod mobile_network_prefix;

pub use mobile_network_prefix::MobileNetworkPrefix;
