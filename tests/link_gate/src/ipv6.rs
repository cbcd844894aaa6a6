//! Whole packets: the walk, what a receiver checks, answers, replies; and the extension headers.

use crate::out;
use mip6_wire::ipv6::{
    DestinationOptions, HomeAddressOption, MobileNode, MobilityPacket, PacketBuilder,
    Type2RoutingHeader, is_unicast_routable,
};
use mip6_wire::message::{
    BindingAcknowledgement, BindingKeyInput, BindingRefreshRequest, BindingStatus, BindingUpdate,
    HomeTest, KeygenTokenInput, Lifetime, Sequence, Sequence8,
};
use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate, MobilityOption};
use mip6_wire::{EmitError, MhType, Options};

const REQUEST: BindingRefreshRequest<'_> = BindingRefreshRequest { options: Options::EMPTY };

impl crate::Job<'_> {
    fn node(&self) -> MobileNode {
        MobileNode { home_address: self.source.into(), care_of_address: self.destination.into() }
    }
}

/// How many octets were written.
fn written(result: Result<&[u8], EmitError>) -> usize {
    result.map_or(0, <[u8]>::len)
}

entries! {
    packet: |job| match MobilityPacket::parse(job.input) {
        Ok(packet) => out((packet.checksum_addresses(), packet)),
        Err(error) => error.offset(),
    };
    packet_with: |job| out(MobilityPacket::parse_with(job.input, |option_type| option_type == 0x63));
    packet_addresses: |job| match MobilityPacket::parse(job.input) {
        Ok(packet) => {
            let care_of_address = job.address();
            let alternate = Some(AlternateCareOfAddress { care_of_address });
            out((packet.source(), packet.destination(), packet.home_address_option(), packet.routing_header()));
            out((packet.as_octets(), packet.unverified(), packet.mobility_header_offset()));
            out((packet.home_address(), packet.care_of_address(alternate), packet.care_of_address(None)))
        }
        Err(error) => error.offset(),
    };
    packet_receive: |job| match MobilityPacket::parse(job.input) {
        Ok(packet) => out(packet.receive()),
        Err(error) => error.offset(),
    };
    received: |job| {
        let Ok(packet) = MobilityPacket::parse(job.input) else { return 0 };
        let Ok(received) = packet.receive_with(|mh_type| mh_type == MhType::BINDING_UPDATE) else { return 0 };
        let care_of_address = job.address();
        let alternate = Some(AlternateCareOfAddress { care_of_address });
        out((received.packet().source(), received.header(), received.mh_type()));
        out((received.sender(), received.recipient(), received.mobile_node(alternate)));
        out(received.authenticated::<12>(care_of_address));
        match received.read::<BindingUpdate<'_>>() {
            Ok(update) => out(update),
            Err(error) => out(received.refuse(error)),
        }
    };
    refusal: |job| {
        let Ok(packet) = MobilityPacket::parse(job.input) else { return 0 };
        let Err(refusal) = packet.receive() else { return 0 };
        out((refusal.cause(), refusal.packet().source()));
        out(mip6_wire::ParseError::from(refusal));
        let Some(answer) = refusal.answer() else { return 0 };
        out(answer.kind());
        let own = job.address();
        written(answer.write(own, job.buffer))
    };
    reply: |job| {
        let Ok(packet) = MobilityPacket::parse(job.input) else { return 0 };
        let Ok(received) = packet.receive() else { return 0 };
        let Ok(update) = received.read::<BindingUpdate<'_>>() else { return 0 };
        let acknowledgement = update.accept(Lifetime(900));
        let Ok(builder) = received.reply(job.buffer, &acknowledgement) else { return 0 };
        written(builder.finish())
    };
    reply_later: |job| {
        let Ok(packet) = MobilityPacket::parse(job.input) else { return 0 };
        let Ok(received) = packet.receive() else { return 0 };
        let path = received.return_path();
        let test = HomeTest {
            home_nonce_index: 1,
            home_init_cookie: [0; 8],
            home_keygen_token: [0; 8],
            options: Options::EMPTY,
        };
        let Ok(builder) = path.reply(job.buffer, &test) else { return 0 };
        written(builder.finish())
    };
    build_packet: |job| {
        let (source, destination) = (job.source.into(), job.destination.into());
        let Ok(builder) = PacketBuilder::new(job.buffer, source, destination, &REQUEST) else { return 0 };
        written(builder.hop_limit(255).traffic_class(0xb8).flow_label(0x12345).finish())
    };
    build_packet_to_mobile_node: |job| {
        let (source, node) = (job.address(), job.node());
        let Ok(builder) = PacketBuilder::to_mobile_node(job.buffer, source, &node, &REQUEST) else { return 0 };
        written(builder.finish())
    };
    build_packet_from_mobile_node: |job| {
        let (destination, node) = (job.address(), job.node());
        let Ok(update) = mip6_wire::MobilityHeader::split(job.input)
            .and_then(|(header, _)| header.read::<BindingUpdate<'_>>()) else { return 0 };
        let options = update.options;
        let bare = BindingUpdate { options: Options::EMPTY, ..update };
        let Ok(mut builder) = PacketBuilder::from_mobile_node(job.buffer, &node, destination, &bare) else { return 0 };
        let Ok(dns) = options.find::<DnsUpdate<'_>>() else { return 0 };
        builder = match builder.options(dns) {
            Ok(builder) => builder,
            Err(error) => return error.offset(),
        };
        let care_of_address = node.care_of_address;
        builder = match builder.option(&AlternateCareOfAddress { care_of_address }) {
            Ok(builder) => builder,
            Err(error) => return error.offset(),
        };
        let Ok(unsigned) = builder.authorize(12) else { return 0 };
        out(unsigned.mac_input(care_of_address).pieces());
        written(unsigned.sign(&[7; 12]))
    };
    build_packet_verbatim: |job| {
        let (source, destination) = (job.source.into(), job.destination.into());
        let Ok(options) = mip6_wire::MobilityHeader::split(job.input)
            .and_then(|(header, _)| header.read::<BindingUpdate<'_>>())
            .map(|update| update.options) else { return 0 };
        let Ok(mut builder) = PacketBuilder::new(job.buffer, source, destination, &REQUEST) else { return 0 };
        for option in options.iter().flatten() {
            let option: MobilityOption<'_> = option;
            builder = match builder.any_option(&option) {
                Ok(builder) => builder,
                Err(error) => return error.offset(),
            };
        }
        written(builder.verbatim(options).and_then(PacketBuilder::finish))
    };
    exchange: |job| {
        let Ok(packet) = MobilityPacket::parse(job.input) else { return 0 };
        let Ok(received) = packet.receive() else { return 0 };
        if let Ok(acknowledgement) = received.read::<BindingAcknowledgement<'_>>() {
            return out(acknowledgement.answers(u16::from(job.source[0])));
        }
        let Ok(update) = received.read::<BindingUpdate<'_>>() else { return 0 };
        let (last, short) = (Sequence::from(7), Sequence8::from(7));
        out((Sequence(update.sequence).is_after(last), last.next(), short.is_after(Sequence8(9)), short.next()));
        out((update.accept(Lifetime::from_secs_down(9)), update.reject(BindingStatus(129)), update.out_of_window(last)));
        received.mobile_node(None).map_or(0, |node| node.is_at_home().into())
    };
    keys: |job| {
        let address = job.address();
        out(KeygenTokenInput::home(address).pieces(job.input));
        out(KeygenTokenInput::care_of(address).pieces(job.input));
        let [token, ..] = job.source.as_chunks::<8>().0 else { return 0 };
        out(BindingKeyInput::registration(*token, *token).pieces());
        out(BindingKeyInput::deletion(*token).pieces())
    };
    receive_without_checksum: |job| {
        let known = |mh_type| mh_type == MhType::BINDING_UPDATE;
        out(mip6_wire::receive_without_checksum(job.input, known))
    };
    unicast_routable: |job| usize::from(is_unicast_routable(job.address()));
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
