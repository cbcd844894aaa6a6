//! Plain safe Rust that uses no crate: what one writes by hand who knows the job.

use crate::fields::{
    Binding, CREATE, NOTHING, REFUSED, REJECT, REMOVE, Registered, packet_digest, registered,
    walk_digest,
};

/// A safe iterator without a thought for runs of Pad1; the checks are those of the crate.
pub fn walk(mut input: &[u8], _: &mut [u8]) -> u64 {
    let mut sum = 0;
    loop {
        match *input {
            [] => return sum,
            [0, ref rest @ ..] => input = rest,
            [kind, length, ref rest @ ..] => {
                let Some((data, rest)) = rest.split_at_checked(length.into()) else {
                    return REJECT;
                };
                match kind {
                    1 => {}
                    5 if !rest.is_empty() => return REJECT,
                    _ => sum += walk_digest(kind, data.len()),
                }
                input = rest;
            }
            [_] => return REJECT,
        }
    }
}

struct Packet<'a> {
    source: &'a [u8; 16],
    destination: &'a [u8; 16],
    home_address_option: Option<&'a [u8; 16]>,
    routing_header: Option<&'a [u8; 16]>,
    mobility: &'a [u8],
}

impl<'a> Packet<'a> {
    fn home_address(&self) -> &'a [u8; 16] {
        self.home_address_option.unwrap_or(self.source)
    }
}

fn home_address_option(mut rest: &[u8]) -> Option<Option<&[u8; 16]>> {
    let mut found = None;
    loop {
        match *rest {
            [] => return Some(found),
            [0, ref tail @ ..] => rest = tail,
            [kind, length, ref tail @ ..] => {
                let (data, tail) = tail.split_at_checked(length.into())?;
                if kind == 201 && found.replace(data.try_into().ok()?).is_some() {
                    return None;
                }
                rest = tail;
            }
            [_] => return None,
        }
    }
}

fn packet(input: &[u8]) -> Option<Packet<'_>> {
    let (fixed, rest) = input.split_first_chunk::<40>()?;
    if fixed[0] >> 4 != 6 {
        return None;
    }
    let mut rest = rest.get(..u16::from_be_bytes([fixed[4], fixed[5]]).into())?;
    let mut header = fixed[6];
    let mut found = Packet {
        source: fixed[8..24].try_into().ok()?,
        destination: fixed[24..].try_into().ok()?,
        home_address_option: None,
        routing_header: None,
        mobility: &[],
    };
    loop {
        if header == 135 {
            found.mobility = rest;
            return Some(found);
        }
        let [next, length, ..] = *rest else {
            return None;
        };
        let octets = match header {
            0 | 43 | 60 => (usize::from(length) + 1) * 8,
            51 => (usize::from(length) + 2) * 4,
            44 => 8,
            _ => return None,
        };
        let (this, tail) = rest.split_at_checked(octets)?;
        match (header, this) {
            (60, [_, _, options @ ..]) => {
                if let Some(address) = home_address_option(options)?
                    && found.home_address_option.replace(address).is_some()
                {
                    return None;
                }
            }
            (43, [_, _, 2, segments_left, _, _, _, _, address @ ..]) => {
                let address = address.try_into().ok()?;
                if *segments_left != 1 || found.routing_header.replace(address).is_some() {
                    return None;
                }
            }
            (44, [_, _, high, low, ..]) if *high != 0 || low & 0xf9 != 0 => return None,
            _ => {}
        }
        (header, rest) = (next, tail);
    }
}

/// The walk to the Mobility Header.
pub fn ipv6_walk(input: &[u8], _: &mut [u8]) -> u64 {
    packet(input)
        .map_or(REJECT, |packet| packet_digest(input, packet.mobility, packet.home_address()))
}

/// Words of eight octets into a sum whose carries are counted apart.
fn checksum(from: &[u8; 16], to: &[u8; 16], message: &[u8]) -> u16 {
    let mut sum = message.len() as u128 + 135;
    for part in [from.as_slice(), to.as_slice(), message] {
        for word in part.chunks(8) {
            let mut octets = [0; 8];
            octets[..word.len()].copy_from_slice(word);
            sum += u128::from(u64::from_be_bytes(octets));
        }
    }
    let sum = (sum as u64 as u128) + (sum >> 64);
    let mut sum = (sum as u64 & 0xffff_ffff) + (sum as u64 >> 32) + (sum >> 64) as u64;
    while sum >> 16 != 0 {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !(sum as u16)
}

fn is_label_octet(octet: u8) -> bool {
    matches!(octet, 0x21..=0x7e) && octet != b'.' && octet != b'\\'
}

/// The labels of a name as text or on the wire; none where the octets are no name.
fn is_wire(mut octets: &[u8]) -> bool {
    loop {
        octets = match *octets {
            [0] => return true,
            [length @ 1..=63, ref rest @ ..] => match rest.split_at_checked(length.into()) {
                Some((_, rest)) => rest,
                None => return false,
            },
            _ => return false,
        }
    }
}

fn is_label(label: &[u8]) -> bool {
    (1..=63).contains(&label.len()) && label.iter().all(|&octet| is_label_octet(octet))
}

/// 0 where the octets are the registered name, 129 where they are another, 128 where they are none.
fn judge(known: &Registered, octets: &[u8]) -> u8 {
    if is_wire(octets) {
        if !(3..=255).contains(&octets.len()) {
            return 128;
        }
        let mut own = known.name().split(|&octet| octet == b'.');
        let (mut rest, mut same) = (octets, true);
        while let [length, ref tail @ ..] = *rest
            && length != 0
        {
            let (label, tail) = tail.split_at(length.into());
            if !is_label(label) {
                return 128;
            }
            same &= own.next().is_some_and(|own| own.eq_ignore_ascii_case(label));
            rest = tail;
        }
        return if same && own.next().is_none() { 0 } else { 129 };
    }
    let text = octets.strip_suffix(b".").unwrap_or(octets);
    if text.len() > 253 || !text.split(|&octet| octet == b'.').all(is_label) {
        128
    } else if text.eq_ignore_ascii_case(known.name()) {
        0
    } else {
        129
    }
}

/// The home agent's path, from the packet to the acknowledgement.
pub fn home_agent(input: &[u8], out: &mut [u8]) -> u64 {
    answer(input, out).unwrap_or(REJECT)
}

fn answer(input: &[u8], out: &mut [u8]) -> Option<u64> {
    let known = registered();
    let packet = packet(input)?;
    let home = packet.home_address();
    let agent = packet.routing_header.unwrap_or(packet.destination);
    let octets = (usize::from(*packet.mobility.get(1)?) + 1) * 8;
    let message = packet.mobility.get(..octets)?;
    if checksum(home, agent, message) != 0 {
        return None;
    }
    let (&[proto, _, kind, _, _, _, s0, s1, flags, _, l0, l1], mut rest) =
        message.split_first_chunk::<12>()?;
    if proto != 59 || kind != 5 || flags & 0x40 == 0 {
        return None;
    }
    let (mut alternate, mut dns) = (None, None);
    loop {
        match *rest {
            [] => break,
            [0, ref tail @ ..] => rest = tail,
            [kind, length, ref tail @ ..] => {
                let (data, tail) = tail.split_at_checked(length.into())?;
                match (kind, data) {
                    (3, _) => {
                        let address: &[u8; 16] = data.try_into().ok()?;
                        if alternate.replace(address).is_some() {
                            return None;
                        }
                    }
                    (17, [_, flags, name @ ..]) => {
                        dns = dns.or(Some((flags & 0x80, name)));
                    }
                    (2, [_, _]) | (4, [_, _, _, _]) => {}
                    (2 | 4 | 17, _) => return None,
                    (5, _) if !tail.is_empty() => return None,
                    _ => {}
                }
                rest = tail;
            }
            [_] => return None,
        }
    }
    let lifetime = u16::from_be_bytes([l0, l1]).min(known.granted);
    let dns_status = dns.map_or(0, |(_, name)| judge(known, name));
    let dns_action = match dns {
        None => NOTHING,
        Some(_) if dns_status != 0 => REFUSED,
        Some((0, _)) => CREATE,
        Some(_) => REMOVE,
    };
    let binding = Binding {
        home_address: home,
        care_of_address: alternate.unwrap_or(packet.source),
        lifetime,
        dns_action,
        dns_status,
    };
    let (stored, reply) = out.split_first_chunk_mut()?;
    binding.store(stored);
    if flags & 0x80 == 0 {
        return Some(Binding::OCTETS as u64);
    }
    let [l0, l1] = lifetime.to_be_bytes();
    let (fixed, body) = reply.split_first_chunk_mut::<12>()?;
    *fixed = [59, 0, 6, 0, 0, 0, 0, 0, s0, s1, l0, l1];
    let mut end = 12;
    if let Some((remove, name)) = dns {
        let (head, rest) = body.split_first_chunk_mut::<4>()?;
        *head = [17, name.len() as u8 + 2, dns_status, remove];
        rest.get_mut(..name.len())?.copy_from_slice(name);
        end += 4 + name.len();
    }
    let padding = end.next_multiple_of(8) - end;
    match reply.get_mut(end..end + padding)? {
        [] => {}
        [one] => *one = 0,
        [one, two, rest @ ..] => {
            *one = 1;
            *two = rest.len() as u8;
            rest.fill(0);
        }
    }
    end += padding;
    reply[1] = (end / 8 - 1) as u8;
    let sum = checksum(agent, home, &reply[..end]);
    reply[4..6].copy_from_slice(&sum.to_be_bytes());
    Some((Binding::OCTETS + end) as u64)
}
