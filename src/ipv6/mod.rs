//! The extension headers that carry a home address (RFC 6275 Sections 6.3 and 6.4), and the walk from an IPv6
//! header to the Mobility Header behind them.
//!
//! | Next Header | header | what it does here |
//! |---|---|---|
//! | 60 | Destination Options, with a [`HomeAddressOption`] | the checksum's source |
//! | 43 | [`Type2RoutingHeader`] | the checksum's destination |
//! | 135 | Mobility Header | [`MobilityHeader`](crate::MobilityHeader) |

mod home_address;
mod packet;
mod routing;

pub use home_address::{DestinationOptions, HomeAddressOption};
pub use packet::MobilityPacket;
pub use routing::Type2RoutingHeader;

/// The Next Header values that the walk knows (RFC 8200 Section 4).
mod next_header {
    pub(super) const HOP_BY_HOP_OPTIONS: u8 = 0;
    pub(super) const ROUTING: u8 = 43;
    pub(super) const FRAGMENT: u8 = 44;
    pub(super) const AUTHENTICATION: u8 = 51;
    pub(super) const DESTINATION_OPTIONS: u8 = 60;
}
