//! What DHCP carries for Mobile IPv6: the access network identifiers of RFC 7839, twins of option 52, and the home network
//! information of RFC 6610.
//!
//! Nothing protects them between relay agent and server unless IPsec is configured there (RFC 8213). RFC 7839 Section 9 has
//! administrators disable them if it is not.
//!
//! # With a DHCP library
//!
//! The messages of DHCP and all other options are for a library of your choice. Give its octets to
//! [`SubOptions`](crate::option::SubOptions): with [`Dhcpv6Type`] the options of a DHCPv6 message,
//! behind the message's own header; with [`RelayAgentType`] the value of option 82 of DHCPv4. Other
//! options among them are skipped. What [`SubOptionsBuilder`](crate::option::SubOptionsBuilder)
//! writes goes into the message verbatim.
//!
//! ```
//! use mip6_wire::dhcp::{Dhcpv6NetworkName, Dhcpv6Type};
//! use mip6_wire::option::{SubOptions, SubOptionsBuilder};
//!
//! // a Client Identifier, and the name of the access network
//! let octets = b"\x00\x01\x00\x03abc\x00\x6a\x00\x04ssid";
//! let name: Dhcpv6NetworkName = SubOptions::new(octets).find()?.unwrap();
//! assert_eq!(name.network_name, b"ssid");
//!
//! // for the Access Network Identifier option of a Proxy Binding Update
//! let identifier = name.to_network_identifier(None);
//! assert_eq!(identifier.network_name, b"ssid");
//!
//! // and written
//! let mut buffer = [0; 64];
//! let options = SubOptionsBuilder::<Dhcpv6Type>::new(&mut buffer).push(&name)?.finish()?;
//! assert_eq!(options.as_octets(), &octets[7..]);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

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
