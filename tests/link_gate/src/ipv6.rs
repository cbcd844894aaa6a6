//! Extension headers and the walk through them.

use crate::out;
use mip6_wire::ipv6::{DestinationOptions, HomeAddressOption, MobilityPacket, Type2RoutingHeader};
use mip6_wire::option::AlternateCareOfAddress;

entries! {
    packet: |job| match MobilityPacket::parse(job.input) {
        Ok(packet) => out((packet.checksum_addresses(), packet)),
        Err(error) => error.offset(),
    };
    packet_addresses: |job| match MobilityPacket::parse(job.input) {
        Ok(packet) => {
            let care_of_address = job.address();
            let alternate = Some(AlternateCareOfAddress { care_of_address });
            out((packet.home_address(), packet.care_of_address(alternate), packet.care_of_address(None)))
        }
        Err(error) => error.offset(),
    };
    destination_options: |job| match DestinationOptions::parse(job.input) {
        Ok(header) => out((header.home_address(), header.next_header(), header.as_octets())),
        Err(error) => error.offset(),
    };
    destination_options_split: |job| out(DestinationOptions::split(job.input));
    home_address_emit: |job| {
        let home_address = job.address();
        HomeAddressOption { home_address }.emit_header(135, job.buffer).map_or(0, <[u8]>::len)
    };
    routing_header: |job| out(Type2RoutingHeader::parse(job.input));
    routing_header_split: |job| out(Type2RoutingHeader::split(job.input));
    routing_header_emit: |job| {
        let home_address = job.address();
        Type2RoutingHeader { next_header: 135, home_address }.emit(job.buffer).map_or(0, <[u8]>::len)
    };
}
