//! What DHCP carries for Mobile IPv6: the access network identifiers of RFC 7839, twins of option 52, and the home network
//! information of RFC 6610.
//!
//! Nothing protects them between relay agent and server unless IPsec is configured there (RFC 8213). RFC 7839 Section 9 has
//! administrators disable them where that is not so.

mod access_network;
mod home_network;

pub use access_network::{
    Dhcpv6AccessPointBssid, Dhcpv6AccessPointName, Dhcpv6AccessTechnology, Dhcpv6NetworkName,
    Dhcpv6Operator, Dhcpv6OperatorRealm, Dhcpv6Option, Dhcpv6Type, IdentifiedHomeNetwork,
    RawDhcpv6Option, RawRelayAgentSubOption, RelayAccessPointBssid, RelayAccessPointName,
    RelayAccessTechnology, RelayAgentSubOption, RelayAgentType, RelayNetworkName, RelayOperator,
    RelayOperatorRealm, RequestedHomeNetwork, UnrestrictedHomeNetwork, VisitedHomeNetwork,
};
pub use home_network::{
    HomeAgentAddress, HomeAgentFqdn, HomeNetworkIdentifier, HomeNetworkOption, HomeNetworkPrefix,
    HomeNetworkType, RawHomeNetworkOption,
};
