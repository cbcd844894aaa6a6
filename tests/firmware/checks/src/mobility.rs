//! The Mobility Header: a Binding Update with DNS Update in, a Binding Acknowledgement with DNS Update out.

use crate::{Check, vectors};
use core::hint::black_box;
use core::net::Ipv6Addr;
use mip6_wire::ipv6::{HomeAddressOption, MobilityPacket, Type2RoutingHeader};
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingErrorStatus, BindingStatus,
    BindingUpdate, BindingUpdateFlags, Lifetime, MessageBuilder,
};
use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate, NonceIndices};
use mip6_wire::{
    ChecksumAddresses, Disposition, MnIdentity, MobilityHeader, Options, ParseErrorKind, receive,
};

const HOME_ADDRESS: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0x100);
const HOME_AGENT: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 1);
const CARE_OF_ADDRESS: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 2, 0, 0, 0, 0, 0x55);
const TO_HOME_AGENT: ChecksumAddresses = ChecksumAddresses::new(HOME_ADDRESS, HOME_AGENT);

pub(crate) const CHECKS: &[Check] = &[
    ("a home agent answers the Binding Update octet by octet", || answer().is_some()),
    ("a mobile node sends the Binding Update octet by octet", || update().is_some()),
    ("a mobile node reads the Binding Acknowledgement", || acknowledgement().is_some()),
    ("a removal asks for a removal", || removal().is_some()),
    ("an authenticator covers what it has to", || authenticator().is_some()),
    ("what is malformed gets its answer", malformed),
    ("every strict prefix of a message is refused", prefixes),
];

/// The octets, as ones that the compiler knows nothing about.
fn received(octets: &'static [u8]) -> &'static [u8] {
    black_box(octets)
}

fn answer() -> Option<()> {
    let packet = MobilityPacket::parse(received(&vectors::BINDING_UPDATE_PACKET)).ok()?;
    let addresses = packet.checksum_addresses();
    (addresses == TO_HOME_AGENT && packet.source() == CARE_OF_ADDRESS).then_some(())?;
    let header = receive(packet.unverified(), &addresses).ok()?;
    let update: BindingUpdate<'_> = header.read().ok()?;
    let (dns, care_of) = update.options.select::<(DnsUpdate<'_>, AlternateCareOfAddress)>().ok()?;
    let (dns, care_of) = (dns?, care_of?);
    #[cfg(feature = "defmt")]
    defmt::println!("{} {} {} {}", header, update, dns, care_of);
    let wanted = BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION;
    (update.flags == wanted && update.lifetime == Lifetime(900)).then_some(())?;
    (care_of.care_of_address == CARE_OF_ADDRESS && !dns.is_removal()).then_some(())?;
    (dns.identity.as_octets() == b"mn.example.com" && header.audit().is_empty()).then_some(())?;

    let accepted = BindingAcknowledgement {
        status: BindingStatus::ACCEPTED,
        flags: BindingAcknowledgementFlags::empty(),
        sequence: update.sequence,
        lifetime: update.lifetime,
        options: Options::EMPTY,
    };
    let mut buffer = [0xaa; 128];
    let routing =
        Type2RoutingHeader { next_header: mip6_wire::NEXT_HEADER, home_address: addresses.source };
    let at = routing.emit(&mut buffer).ok()?.len();
    let length = MessageBuilder::new(buffer.get_mut(at..)?, &accepted)
        .and_then(|builder| builder.option(&dns))
        .and_then(|builder| builder.finish(&addresses.reversed()))
        .ok()?
        .len();
    let (written, untouched) = buffer.split_at_checked(at + length)?;
    let expected = vectors::BINDING_ACKNOWLEDGEMENT_PACKET.get(40..)?;
    (written == expected && untouched.iter().all(|&octet| octet == 0xaa)).then_some(())
}

fn update() -> Option<()> {
    let update = BindingUpdate {
        sequence: 0x1234,
        flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
        lifetime: Lifetime::from_secs(3600),
        options: Options::EMPTY,
    };
    let identity = MnIdentity::from_text("mn.example.com").ok()?;
    let mut buffer = [0xaa; 128];
    let option = HomeAddressOption { home_address: HOME_ADDRESS };
    let at = option.emit_header(mip6_wire::NEXT_HEADER, &mut buffer).ok()?.len();
    let length = MessageBuilder::new(buffer.get_mut(at..)?, &update)
        .and_then(|builder| {
            builder.option(&AlternateCareOfAddress { care_of_address: CARE_OF_ADDRESS })
        })
        .and_then(|builder| builder.option(&DnsUpdate::create_or_update(identity)))
        .and_then(|builder| builder.finish(&TO_HOME_AGENT))
        .ok()?
        .len();
    (buffer.get(..at + length)? == vectors::BINDING_UPDATE_PACKET.get(40..)?).then_some(())
}

fn acknowledgement() -> Option<()> {
    let octets = received(&vectors::BINDING_ACKNOWLEDGEMENT);
    let header = receive(octets, &TO_HOME_AGENT.reversed()).ok()?;
    let acknowledgement: BindingAcknowledgement<'_> = header.read().ok()?;
    let dns = acknowledgement.options.find::<DnsUpdate<'_>>().ok()??;
    #[cfg(feature = "defmt")]
    defmt::println!("{} {}", acknowledgement, dns);
    (acknowledgement.status.is_accepted() && dns.status.is_performed()).then_some(())
}

fn removal() -> Option<()> {
    let header = MobilityHeader::parse(received(&vectors::BINDING_UPDATE_REMOVE)).ok()?;
    let update: BindingUpdate<'_> = header.read().ok()?;
    let dns = update.options.find::<DnsUpdate<'_>>().ok()??;
    (dns.is_removal() && update.lifetime == Lifetime::DELETE).then_some(())
}

fn authenticator() -> Option<()> {
    let octets = received(&vectors::BINDING_UPDATE_AUTHORIZED);
    let header = MobilityHeader::parse(octets).ok()?;
    let update: BindingUpdate<'_> = header.read().ok()?;
    let indices = update.options.find::<NonceIndices>().ok()??;
    let message = header.authenticated::<12>().ok()??;
    let input = message.mac_input(CARE_OF_ADDRESS, HOME_AGENT);
    let [care_of, correspondent, before, zeros, after] = input.pieces();
    let covered = octets.get(6..octets.len().checked_sub(message.authenticator().len())?)?;
    (care_of == CARE_OF_ADDRESS.octets() && correspondent == HOME_AGENT.octets()).then_some(())?;
    (Some(before) == octets.get(..4) && zeros == [0, 0] && after == covered).then_some(())?;

    // the same message, written
    let bare = BindingUpdate { options: Options::EMPTY, ..update };
    let mut buffer = [0xaa; 64];
    let unsigned =
        MessageBuilder::new(&mut buffer, &bare).ok()?.option(&indices).ok()?.authorize(12).ok()?;
    let written = unsigned.sign(message.authenticator(), &TO_HOME_AGENT).ok()?;
    (written.len() == octets.len() && written.get(6..) == octets.get(6..)).then_some(())
}

fn malformed() -> bool {
    let unknown = Disposition::BindingError { status: BindingErrorStatus::UNRECOGNIZED_MH_TYPE };
    let disposition = |octets| receive(received(octets), &TO_HOME_AGENT).err();
    let overrun = MobilityHeader::parse(received(&vectors::OPTION_OVERRUN))
        .and_then(|header| header.read::<BindingUpdate<'_>>())
        .and_then(|update| update.options.check());
    disposition(&vectors::UNKNOWN_TYPE) == Some(unknown)
        && disposition(&vectors::HEADER_LEN_TOO_SMALL)
            == Some(Disposition::ParameterProblem { pointer: 1 })
        && overrun.is_err_and(|error| error.kind() == ParseErrorKind::OptionTruncated)
}

fn prefixes() -> bool {
    let octets = received(&vectors::BINDING_UPDATE);
    MobilityHeader::parse(octets).is_ok()
        && (0..octets.len()).all(|length| {
            octets.get(..length).is_some_and(|octets| MobilityHeader::parse(octets).is_err())
        })
}
