//! Whole IPv6 packets: the walk to the Mobility Header, the answers that a receiver owes, and packets to send (RFC 6275
//! Sections 6.3, 6.4, 9.2 and 9.3, RFC 8200 Section 4, RFC 4443).
//!
//! | step | use | answered |
//! |---|---|---|
//! | the walk; relays and monitors stop here | [`MobilityPacket::parse`] | no: `?` discards the packet |
//! | what a receiver checks | [`MobilityPacket::receive`] | [`Refusal::answer`] |
//! | the message and its options | [`Received::read`] | no: `?` discards the packet |
//! | the reply | [`Received::reply`], [`ReturnPath::reply`] | |
//! | a message of one's own accord | [`PacketBuilder`] | |
//!
//! The headers between:
//!
//! | Next Header | header | what it does here |
//! |---|---|---|
//! | 60 | Destination Options, with a [`HomeAddressOption`] | the checksum's source |
//! | 43 | [`Type2RoutingHeader`] | the checksum's destination |
//! | 135 | Mobility Header | [`MobilityHeader`](crate::MobilityHeader) |
//!
//! What comes to UDP port 4191 is an IPv6 packet too (RFC 5555 Section 5.1): it is parsed in the same way. What comes to UDP
//! port 5436 is a Mobility Header alone (RFC 5844 Section 4.1.3): [`receive_without_checksum`](crate::receive_without_checksum).

mod builder;
mod home_address;
mod mobile_node;
mod packet;
mod received;
mod refusal;
mod routing;

pub use crate::wire::is_unicast_routable;
pub use builder::{FromMobileNode, PacketBuilder, ToMobileNode, UnsignedPacket};
pub use home_address::{DestinationOptions, HomeAddressOption};
pub use mobile_node::MobileNode;
pub use packet::MobilityPacket;
pub use received::{Received, Reply, ReturnPath};
pub use refusal::{Answer, AnswerKind, Refusal};
pub use routing::Type2RoutingHeader;

/// The Next Header values that the walk knows (RFC 8200 Section 4).
mod next_header {
    pub(super) const HOP_BY_HOP_OPTIONS: u8 = 0;
    pub(super) const ROUTING: u8 = 43;
    pub(super) const FRAGMENT: u8 = 44;
    pub(super) const ENCAPSULATING_SECURITY_PAYLOAD: u8 = 50;
    pub(super) const AUTHENTICATION: u8 = 51;
    pub(super) const ICMPV6: u8 = 58;
    pub(super) const DESTINATION_OPTIONS: u8 = 60;
}
