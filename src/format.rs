//! `defmt::Format` of what does not have it in its own file: feature `defmt`.

use crate::ipv6::{DestinationOptions, MobilityPacket};
use crate::option::Authenticated;
use crate::wire::format;

format! {
    Authenticated<'_>: "Authenticated({=usize} octets)", |message| message.covered.len();
    DestinationOptions<'_>: "DestinationOptions {{ next_header: {=u8}, octets: {=usize} }}",
        |header| header.next_header(), header.as_octets().len();
    MobilityPacket<'_>: "MobilityPacket {{ source: {}, destination: {}, home_address_option: {}, \
        routing_header: {}, mobility_header_offset: {=usize}, mobility_header: {=usize} octets }}",
        |packet| packet.source, packet.destination, packet.home_address_option,
        packet.routing_header, packet.mobility_header_offset, packet.mobility_header.len();
}
