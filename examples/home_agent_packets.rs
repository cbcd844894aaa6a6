//! A home agent, IPv6 packet in to IPv6 packet out, that chooses no checksum address, no header and no pointer.

use mip6_wire::ipv6::MobilityPacket;
use mip6_wire::message::{BindingStatus, BindingUpdate, BindingUpdateFlags, Lifetime, Sequence};
use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate, DnsUpdateStatus, NonceIndices};
use mip6_wire::{MhType, ParseError};
use std::{collections::HashMap, error::Error, net::Ipv6Addr};

const OWN: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 1);
/// The care-of address and the last sequence number of each home address.
type Bindings = HashMap<Ipv6Addr, (Ipv6Addr, Sequence)>;
type Outcome<T> = Result<T, Box<dyn Error>>;

/// The packet that answers `rx`, if one is due: 1280 octets of `tx` are always enough.
fn answer<'t>(bindings: &mut Bindings, rx: &[u8], tx: &'t mut [u8]) -> Outcome<Option<&'t [u8]>> {
    let packet = match MobilityPacket::parse(rx)?.receive() {
        Ok(packet) => packet,
        Err(refusal) => match refusal.answer() {
            Some(answer) => return Ok(Some(answer.write(OWN, tx)?)), // limit the rate
            None => return Err(ParseError::from(refusal).into()),
        },
    };
    if packet.recipient() != OWN || packet.mh_type() != MhType::BINDING_UPDATE {
        return Ok(None);
    }
    let update = packet.read::<BindingUpdate<'_>>()?;
    type Found<'a> = (AlternateCareOfAddress, NonceIndices, DnsUpdate<'a>);
    let (alternate, nonces, dns) = update.options.select::<Found<'_>>()?;
    let node = packet.mobile_node(alternate)?;
    if nonces.is_some() || !update.flags.contains(BindingUpdateFlags::HOME_REGISTRATION) {
        return Ok(None);
    }
    let sequence = Sequence::from(update.sequence);
    let deletes = update.lifetime == Lifetime::DELETE || node.is_at_home();
    let reply = match bindings.get(&node.home_address) {
        Some((_, last)) if !sequence.is_after(*last) => update.out_of_window(*last),
        None if deletes => update.reject(BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE),
        _ if deletes => update.accept(Lifetime::DELETE),
        _ => update.accept(Lifetime::from_secs_down(3600)),
    };
    if reply.status.is_accepted() {
        bindings.insert(node.home_address, (node.care_of_address, sequence));
    }
    // this home agent updates no DNS
    let status = DnsUpdateStatus::ADMINISTRATIVELY_PROHIBITED;
    let dns = dns.map(|asked| DnsUpdate { status, ..asked });
    let dns = dns.filter(|_| reply.status.is_accepted());
    Ok(Some(packet.reply(tx, &reply)?.options(dns)?.finish()?))
}

/// Takes packets as hexadecimal digits from the standard input, one a line.
fn main() -> Outcome<()> {
    let (mut bindings, mut tx) = (Bindings::new(), [0; 1280]);
    for line in std::io::stdin().lines() {
        let line = line?;
        let octets = (0..line.len() / 2).map(|i| u8::from_str_radix(&line[2 * i..2 * i + 2], 16));
        println!(
            "{:02x?}",
            answer(&mut bindings, &octets.collect::<Result<Vec<_>, _>>()?, &mut tx)
        );
    }
    Ok(())
}
