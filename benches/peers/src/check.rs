//! Rows that do the same job return the same, before anything is measured.

use crate::fields::REJECT;
use crate::inputs::{self, Input, Prng};
use crate::limit::{name, parse};
use crate::measure::{ROOM, Selection, input, rows_of};
use crate::rows::{Job, Row, Scope};

/// Mutated inputs per job.
const MUTATIONS: usize = 20_000;
const STALE: u8 = 0xa5;

/// What one row made of one input.
fn outcome(row: &Row, job: &Job, octets: &[u8]) -> (u64, Vec<u8>) {
    let mut out = vec![STALE; ROOM];
    let digest = (row.run)(octets, &mut out);
    let written = if job.writes && digest != REJECT {
        out.truncate(digest as usize);
        out
    } else {
        Vec::new()
    };
    (digest, written)
}

/// Compares the rows with the first one that does the whole job.
fn agree(rows: &[Row], job: &Job, what: &str, octets: &[u8], accepted: &mut usize) -> bool {
    let Some((first, others)) = rows.split_first() else {
        return true;
    };
    let expected = outcome(first, job, octets);
    *accepted += usize::from(expected.0 != REJECT);
    let mut same = true;
    for row in others {
        let found = outcome(row, job, octets);
        if found != expected {
            same = false;
            eprintln!(
                "{} {what}: {} {:#x} {:02x?}, {} {:#x} {:02x?}, input {octets:02x?}",
                job.name, first.name, expected.0, expected.1, row.name, found.0, found.1,
            );
        }
    }
    same
}

/// The command `check`.
pub fn check(inputs: &[Input], selection: &Selection) -> bool {
    let mut passed = true;
    for job in selection.jobs() {
        let mut accepted = 0;
        let mut compared = 0;
        for name in job.inputs.iter().chain(job.also) {
            let mut rows = rows_of(job, name);
            rows.retain(|row| !matches!(row.scope, Scope::Less(_)));
            let octets = &input(inputs, name).octets;
            compared += rows.len();
            let before = accepted;
            passed &= agree(&rows, job, name, octets, &mut accepted);
            if before == accepted {
                eprintln!("{} {name}: rejected", job.name);
                passed = false;
            }
        }
        let mut rows = rows_of(job, "");
        rows.retain(|row| row.scope == Scope::Same);
        let mut prng = Prng(0x6d69_7036);
        let (mut tried, mut accepted, mut wrong) = (0, 0, 0);
        for _ in 0..MUTATIONS {
            let Some(octets) = mutated(job, inputs, &mut prng) else {
                continue;
            };
            tried += 1;
            if !agree(&rows, job, "mutated", &octets, &mut accepted) {
                wrong += 1;
                if wrong == 5 {
                    break;
                }
            }
        }
        passed &= wrong == 0;
        eprintln!(
            "{}: {compared} results on inputs, {tried} mutated inputs, {accepted} accepted, \
             {} rows",
            job.name,
            rows.len(),
        );
    }
    passed
}

/// An input near a valid one; `None` where the rules of the rows may differ
/// without harm, or the job has nothing to mutate.
fn mutated(job: &Job, inputs: &[Input], prng: &mut Prng) -> Option<Vec<u8>> {
    match job.name {
        "parse" | "message" => Some(update(inputs, prng)),
        "find_dns" => {
            let message = update(inputs, prng);
            // A row may or may not look at the other options' lengths.
            let strict = parse::parse_jump(&message, &mut []);
            let framing = parse::find_dns(&message, &mut []);
            (strict != REJECT || framing == REJECT).then_some(message)
        }
        "parse_checksum" => {
            let mut message = update(inputs, prng);
            if message.len() >= 8 && prng.chance(80) {
                inputs::seal(&mut message);
            }
            Some(message)
        }
        "mix256" => {
            let mut blob = Vec::new();
            for _ in 0..3 {
                let message = update(inputs, prng);
                blob.extend((message.len() as u16).to_le_bytes());
                blob.extend(message);
            }
            Some(blob)
        }
        "ipv6_walk" => {
            let packet = packet(update(inputs, prng), prng);
            received(job, &packet).then_some(packet)
        }
        "home_agent" => {
            let message = update(inputs, prng);
            // A row may or may not look at options that it does not need.
            let strict = parse::parse_jump(&message, &mut []);
            let packet = packet(message, prng);
            (strict != REJECT && received(job, &packet)).then_some(packet)
        }
        "walk" => Some(update(inputs, prng).get(12..)?.to_vec()),
        "checksum" => {
            let count = 8 * (1 + prng.below(256));
            let mut message = match prng.below(8) {
                0 => vec![0; count],
                1 => vec![0xff; count],
                _ => prng.octets(count),
            };
            message = inputs::finish(message);
            if prng.chance(50) {
                let at = 4 + prng.below(count - 4);
                message[at] = message[at].wrapping_add(1);
            }
            Some(message)
        }
        "cp" => configuration(inputs, prng),
        "notify" => {
            let name = ["ike_notify", "ike_notify_spi"][prng.below(2)];
            let mut payload = input(inputs, name).octets.clone();
            for _ in 0..prng.below(3) {
                let count = payload.len();
                payload[prng.below(count.min(9))] = prng.below(32) as u8;
            }
            resize(&mut payload, prng);
            if payload.len() >= 4 && prng.chance(60) {
                let length = payload.len() as u16;
                payload[2..4].copy_from_slice(&length.to_be_bytes());
            }
            // Below the header the peers and the limit agree: too short.
            Some(payload)
        }
        "text_to_labels" => Some(text(prng)).filter(|text| text.last() != Some(&b'.')),
        "labels_check" | "labels_to_text" => wire(prng),
        _ => None,
    }
}

/// Whether the crate accepts a packet, or no row does. It refuses more chains of extension headers than the other
/// rows, which look at neither their order nor their options (RFC 8200, Sections 4.1 and 4.2).
fn received(job: &Job, packet: &[u8]) -> bool {
    let mut rows = rows_of(job, "");
    rows.retain(|row| row.scope == Scope::Same);
    let accepts = |row: &Row| outcome(row, job, packet).0 != REJECT;
    rows.iter().any(|row| row.name == job.name && accepts(row)) || !rows.iter().any(accepts)
}

fn resize(octets: &mut Vec<u8>, prng: &mut Prng) {
    match prng.below(10) {
        0 => octets.truncate(prng.below(octets.len() + 1)),
        1 => {
            let more = prng.below(9);
            octets.extend(prng.octets(more));
        }
        _ => {}
    }
}

/// A Binding Update, a few octets changed. Types are 0, 1, 3, 4, 5, 17 or above
/// 127, so that no row knows one of which the others know nothing.
fn update(inputs: &[Input], prng: &mut Prng) -> Vec<u8> {
    let mut message = if prng.chance(40) {
        let name = ["bu_a", "bu_b", "bu_anodns"][prng.below(3)];
        input(inputs, name).octets.clone()
    } else {
        let mut blob = &input(inputs, "bu_mix256").octets[..];
        for _ in 0..prng.below(256) {
            blob = &blob[2 + usize::from(u16::from_le_bytes([blob[0], blob[1]]))..];
        }
        let length = usize::from(u16::from_le_bytes([blob[0], blob[1]]));
        blob[2..2 + length].to_vec()
    };
    // Where the options start, to aim at types and lengths.
    let mut places = Vec::new();
    let mut at = 12;
    while at < message.len() {
        places.push(at);
        at += match message[at] {
            0 => 1,
            _ => 2 + message.get(at + 1).map_or(0, |&length| usize::from(length)),
        };
    }
    for _ in 0..prng.below(4) {
        let count = message.len();
        let place = places.get(prng.below(places.len() + 1)).copied().unwrap_or(12);
        match prng.below(8) {
            0 => message[prng.below(count)] = prng.draw() as u8,
            1 => message[prng.below(count)] ^= 1 << prng.below(8),
            2 => message[place] = [0, 0, 1, 3, 4, 5, 17, 0xe0][prng.below(8)],
            3 if place + 1 < count => message[place + 1] = prng.below(24) as u8,
            4 if place + 1 < count => {
                let step = [1, 0xff][prng.below(2)];
                message[place + 1] = message[place + 1].wrapping_add(step);
            }
            5 => {
                // An option twice.
                let piece = message[place..count.min(place + 18)].to_vec();
                let at = 12 + prng.below(count - 11);
                message.splice(at..at, piece);
            }
            6 => message[count - 1 - prng.below(count.min(8))] = 0,
            _ => message[12 + prng.below(count - 12)] = 0,
        }
    }
    resize(&mut message, prng);
    if prng.chance(90) {
        message.resize(message.len().div_ceil(8).clamp(1, 32) * 8, 0);
        message[1] = (message.len() / 8 - 1) as u8;
    }
    if prng.chance(90) && message.len() > 2 {
        message[0] = 59;
        message[2] = 5;
    }
    let mut at = 12;
    while at < message.len() {
        let kind = &mut message[at];
        if !matches!(*kind, 0 | 1 | 3 | 4 | 5 | 17) {
            *kind |= 0x80;
        }
        at += match *kind {
            0 => 1,
            _ => 2 + message.get(at + 1).map_or(0, |&length| usize::from(length)),
        };
    }
    message
}

/// A packet with such a Binding Update, the headers before it in any order, some of them damaged.
fn packet(mut message: Vec<u8>, prng: &mut Prng) -> Vec<u8> {
    if message.len() > 8 && prng.chance(90) {
        message[8] |= 0x40;
    }
    let (mut source, mut destination) = (inputs::CARE_OF, inputs::HOME_AGENT);
    let mut extensions = Vec::new();
    for _ in 0..prng.below(4) {
        extensions.push(match prng.below(12) {
            0..5 => {
                source = inputs::HOME;
                inputs::home_address_option(&inputs::HOME)
            }
            5..7 => {
                destination = inputs::SOURCE;
                inputs::routing_header(&inputs::SOURCE)
            }
            7 => (0, vec![0, 1, 4, 0, 0, 0, 0]),
            8 => (43, vec![0, 0, 0, 0, 0, 0, 0]),
            9 => (44, vec![0, 0, [0, 0, 0, 1, 6, 8][prng.below(6)], 0, 0, 0, 1]),
            10 => (51, vec![1, 0, 0, 0, 0, 0, 9, 0, 0, 0, 1]),
            _ => (60, vec![1, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        });
    }
    let octets = message.get(1).map_or(0, |&length| (usize::from(length) + 1) * 8);
    if (8..=message.len()).contains(&octets) && prng.chance(90) {
        message[4..6].fill(0);
        let sum = inputs::checksum_between(&source, &destination, &message[..octets]);
        message[4..6].copy_from_slice(&sum.to_be_bytes());
    }
    let before = extensions.iter().map(|(_, octets)| octets.len() + 1).sum::<usize>();
    let mut packet = inputs::packet(&extensions, &message);
    if prng.chance(30) {
        let at = prng.below(40 + before);
        packet[at] = match prng.below(3) {
            0 => prng.draw() as u8,
            1 => packet[at] ^ 1 << prng.below(8),
            _ => [0, 1, 2, 43, 44, 51, 60, 135, 201][prng.below(9)],
        };
    }
    resize(&mut packet, prng);
    packet
}

fn configuration(inputs: &[Input], prng: &mut Prng) -> Option<Vec<u8>> {
    let mut payload = input(inputs, "ike_cp").octets.clone();
    for _ in 0..prng.below(3) {
        let count = payload.len();
        match prng.below(6) {
            0 => payload[prng.below(count)] = prng.draw() as u8,
            1 => {
                // An attribute less, or another between.
                let at = [8, 29, 54][prng.below(3)];
                if at + 4 <= count {
                    payload.splice(at..at, [0x40, prng.draw() as u8, 0, 0]);
                }
            }
            2 => payload[[9, 30, 55][prng.below(3)].min(count - 1)] = [8, 10, 16][prng.below(3)],
            3 => payload[[11, 32, 57][prng.below(3)].min(count - 1)] = prng.below(30) as u8,
            4 => payload.truncate([8, 29, 54][prng.below(3)].min(count)),
            _ => payload[8.min(count - 1)] ^= 0x80,
        }
    }
    if prng.chance(20) {
        payload.extend([0, [8, 10, 16][prng.below(3)], 0, 0]);
    }
    resize(&mut payload, prng);
    if payload.len() >= 4 && prng.chance(90) {
        let length = payload.len() as u16;
        payload[2..4].copy_from_slice(&length.to_be_bytes());
    }
    // Rows may know more types than these; and no rule says that a CFG Type must
    // be one of the four.
    if payload.get(4).is_some_and(|kind| !(1..=4).contains(kind)) {
        return None;
    }
    let mut at = 8;
    while let Some(&[high, low, one, two]) = payload.get(at..at + 4) {
        let kind = u16::from_be_bytes([high & 0x7f, low]);
        if !matches!(kind, 8 | 10 | 16 | 0x4000..) {
            return None;
        }
        at += 4 + usize::from(u16::from_be_bytes([one, two]));
    }
    Some(payload)
}

fn text(prng: &mut Prng) -> Vec<u8> {
    let count = match prng.below(4) {
        0 => 1 + prng.below(20),
        1 => 240 + prng.below(18),
        _ => 1 + prng.below(253),
    };
    let sparse = [2, 8, 30, 50][prng.below(4)];
    let letter = |prng: &mut Prng| b'a' + prng.below(26) as u8;
    let mut text: Vec<u8> = (0..count).map(|_| letter(prng)).collect();
    // Dots that seldom make a label empty or too long.
    let mut at = prng.below(sparse) + 1;
    while at + 1 < count {
        text[at] = b'.';
        at += 2 + prng.below(sparse);
    }
    if prng.chance(20) {
        text[prng.below(count)] = b'.';
    }
    text
}

fn wire(prng: &mut Prng) -> Option<Vec<u8>> {
    let mut wire = inputs::labels(&text(prng));
    if prng.chance(40) {
        let at = prng.below(wire.len());
        match prng.below(5) {
            0 => wire[at] = prng.draw() as u8,
            1 => wire.truncate(at),
            2 => wire.push(0),
            3 => {
                let last = wire.len() - 1;
                wire[last] = prng.below(3) as u8;
            }
            _ => wire[0] = prng.below(80) as u8,
        }
    }
    // The root alone, and characters that only some rows mind.
    if wire.len() < 3 {
        return None;
    }
    let mut out = vec![0; ROOM];
    if name::labels_check(&wire, &mut out) != REJECT {
        let length = name::labels_to_text(&wire, &mut out);
        let text = out.get(..length as usize)?;
        if !text.iter().all(|&octet| octet.is_ascii_lowercase() || octet == b'.')
            || inputs::labels(text) != wire
        {
            return None;
        }
    }
    Some(wire)
}
