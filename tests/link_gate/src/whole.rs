//! What a home agent does with a home registration: read it, and answer it.

use mip6_wire::ipv6::{MobilityPacket, Received};
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingStatus, BindingUpdate, Lifetime,
    MessageBuilder,
};
use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate};
use mip6_wire::{ChecksumAddresses, EmitError, MobilityHeader, Options};

fn answer(
    buffer: &mut [u8],
    addresses: ChecksumAddresses,
    update: &BindingUpdate<'_>,
    dns: Option<DnsUpdate<'_>>,
) -> Result<usize, EmitError> {
    let acknowledgement = BindingAcknowledgement {
        status: BindingStatus::ACCEPTED,
        flags: BindingAcknowledgementFlags::empty(),
        sequence: update.sequence,
        lifetime: update.lifetime,
        options: Options::EMPTY,
    };
    let mut builder = MessageBuilder::new(buffer, &acknowledgement)?;
    if let Some(dns) = dns {
        builder = builder.option(&dns)?;
    }
    Ok(builder.finish(&addresses.reversed())?.len())
}

/// A home registration in a packet, and the packet that acknowledges it.
fn acknowledge(received: &Received<'_>, buffer: &mut [u8]) -> usize {
    let Ok(update) = received.read::<BindingUpdate<'_>>() else {
        return 0;
    };
    let Ok((dns, care_of)) = update.options.select::<(DnsUpdate<'_>, AlternateCareOfAddress)>()
    else {
        return 0;
    };
    let Ok(node) = received.mobile_node(care_of) else {
        return 0;
    };
    let lifetime = match node.is_at_home() {
        true => Lifetime::DELETE,
        false => update.lifetime,
    };
    let acknowledgement = update.accept(lifetime);
    let builder = received.reply(buffer, &acknowledgement);
    let octets =
        builder.and_then(|builder| builder.options(dns)).and_then(|builder| builder.finish());
    octets.map_or(0, <[u8]>::len)
}

entries! {
    /// From an IPv6 packet to an IPv6 packet: walk, all checks, two options, both addresses, the acknowledgement.
    whole_packet: |job| {
        let Ok(packet) = MobilityPacket::parse(job.input) else { return 0 };
        let Ok(received) = packet.receive() else { return 0 };
        acknowledge(&received, job.buffer)
    };
    /// The same with each answer that is owed.
    whole_packet_answers: |job| {
        let own = job.destination.into();
        let Ok(packet) = MobilityPacket::parse(job.input) else { return 0 };
        match packet.receive() {
            Ok(received) => acknowledge(&received, job.buffer),
            Err(refusal) => match refusal.answer() {
                Some(answer) => answer.write(own, job.buffer).map_or(0, <[u8]>::len),
                None => 0,
            },
        }
    };
    /// Checksum, the Binding Update, its DNS Update option; the answer with its checksum.
    whole: |job| {
        let addresses = job.addresses();
        let Ok((header, _)) = MobilityHeader::split(job.input) else { return 0 };
        if !header.checksum_ok(&addresses) {
            return 0;
        }
        let Ok(update) = header.read::<BindingUpdate<'_>>() else { return 0 };
        let Ok(dns) = update.options.find::<DnsUpdate<'_>>() else { return 0 };
        answer(job.buffer, addresses, &update, dns).unwrap_or(0)
    };
    /// The same with all checks of RFC 6275 Section 9.2 for all its messages, and with two options.
    whole_receive: |job| {
        let addresses = job.addresses();
        let Ok(header) = mip6_wire::receive(job.input, &addresses) else { return 0 };
        let Ok(update) = header.read::<BindingUpdate<'_>>() else { return 0 };
        let Ok((dns, care_of)) =
            update.options.select::<(DnsUpdate<'_>, AlternateCareOfAddress)>() else { return 0 };
        crate::out(care_of);
        answer(job.buffer, addresses, &update, dns).unwrap_or(0)
    };
}
