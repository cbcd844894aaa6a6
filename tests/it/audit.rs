//! Each deviation by an octet sequence that has it, and no other.

use crate::support::under_miri::one_in;
use crate::support::{comparison, oracle};
use mip6_wire::ikev2::{PayloadType, Payloads};
use mip6_wire::{Deviations, MobilityHeader};

/// A header from the octets after the checksum; Header Len is worked out.
fn header(mh_type: u8, rest: &[&[u8]]) -> Vec<u8> {
    let mut octets = vec![59, 0, mh_type, 0, 0, 0];
    octets.extend(rest.concat());
    assert_eq!(octets.len() % 8, 0, "{} octets", octets.len());
    octets[1] = u8::try_from(octets.len() / 8 - 1).expect("short");
    octets
}

/// Pads octets that begin at offset 6 up to a multiple of `n`, plus `y`.
fn pad(octets: &mut Vec<u8>, n: usize, y: usize) {
    let needed = (n + y - (octets.len() + 6) % n) % n;
    match needed.checked_sub(2) {
        None => octets.resize(octets.len() + needed, 0),
        Some(length) => {
            octets.extend([1, u8::try_from(length).expect("few")]);
            octets.resize(octets.len() + length, 0);
        }
    }
}

/// The fixed part of a Binding Update: sequence 1, A and H, 900 units.
const UPDATE: &[u8] = &[0, 1, 0xc0, 0, 3, 0x84];
/// The fixed part of a Binding Acknowledgement: status 0, sequence 1, 900 units.
const ACKNOWLEDGEMENT: &[u8] = &[0, 0, 0, 1, 3, 0x84];
/// DNS Update of "mn.example.com"; 18 octets.
const DNS: &[u8] = b"\x11\x10\x00\x00mn.example.com";
const NONCES: &[u8] = &[4, 4, 0, 10, 0, 20];
/// The same without H: to a correspondent node.
const TO_CORRESPONDENT: &[u8] = &[0, 1, 0x80, 0, 3, 0x84];

/// Options that others ask for: a name, a prefix, a handoff, a technology, a group, addresses, authorization data.
const NAME: &[u8] = &[8, 2, 1, b'a'];
const PREFIX: &[u8] = &[22, 18, 0, 64, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
const HANDOFF: &[u8] = &[23, 2, 0, 4];
const TECHNOLOGY: &[u8] = &[24, 2, 0, 4];
const GROUP: &[u8] = &[50, 6, 1, 0, 0, 0, 0, 1];
const IPV4: &[u8] = &[29, 6, 0x80, 0, 192, 0, 2, 1];
const IPV4_REQUEST: &[u8] = &[36, 6, 0x80, 0, 192, 0, 2, 1];
const LINK_LAYER: &[u8] = &[7, 7, 2, 2, 0, 0, 0, 0, 1];
const CARE_OF: &[u8] = &[3, 16, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9];
const FMIP_DATA: &[u8] = &[21, 16, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7];

/// A message of these fixed fields and options, each where it is aligned.
fn message(mh_type: u8, fixed: &[u8], options: &[&[u8]]) -> Vec<u8> {
    let mut octets = fixed.to_vec();
    for option in options {
        let (n, y) = match option[0] {
            3 | 21 => (8, 6),
            22 | 51 => (8, 4),
            28 | 62 => (4, 2),
            25 | 35 | 45 => (2, 0),
            29 | 36 | 38 | 47 | 52 | 58 => (4, 0),
            _ => (1, 0),
        };
        pad(&mut octets, n, y);
        octets.extend(*option);
    }
    pad(&mut octets, 8, 0);
    header(mh_type, &[&octets])
}

/// What the flags and options of a message ask of one another.
fn companions() -> Vec<(Deviations, Vec<u8>)> {
    const NONE: Deviations = Deviations::empty();
    const FLAGS: Deviations = Deviations::FLAGS;
    const MISSING: Deviations = Deviations::COMPANION_OPTION;
    const MISPLACED: Deviations = Deviations::MISPLACED_OPTION;
    const SESSION: [&[u8]; 4] = [NAME, PREFIX, HANDOFF, TECHNOLOGY];
    let update = |flags: [u8; 2], options: &[&[u8]]| {
        message(5, &[0, 1, flags[0], flags[1], 3, 0x84], options)
    };
    let ack = |status: u8, flags: u8, options: &[&[u8]]| {
        message(6, &[status, flags, 0, 1, 3, 0x84], options)
    };
    let fast = |flags: u8, options: &[&[u8]]| message(8, &[0, 1, flags, 0, 0, 9], options);
    let fast_ack = |status: u8, options: &[&[u8]]| message(9, &[status, 0, 0, 1, 0, 9], options);
    let beat = |flags: u8, options: &[&[u8]]| message(13, &[0, flags, 0, 0, 0, 1], options);
    let initiate =
        |flags: u8, code: u8, options: &[&[u8]]| message(14, &[0, 1, flags, code], options);
    let handover_ack = |flags: u8, options: &[&[u8]]| message(15, &[0, 1, flags, 0], options);
    let revoke = |trigger: u8, flags: u8, options: &[&[u8]]| {
        message(16, &[1, trigger, 0, 1, flags, 0], options)
    };
    let notify = |options: &[&[u8]]| message(19, &[0, 1, 0, 1, 0x80, 0], options);
    let router = &[38, 6, 0, 0, 192, 0, 2, 1][..];
    let restarts = &[28, 4, 0, 0, 0, 9][..];
    let without = |left_out: usize| {
        let mut options = SESSION.to_vec();
        options.remove(left_out);
        update([0x82, 0], &options)
    };
    vec![
        // RFC 3963 Section 5.2: R with H
        (NONE, update([0xc4, 0], &[])),
        (FLAGS, update([0x84, 0], &[])),
        // RFC 5213 Sections 6.9.1.1 and 6.9.1.5: P with A, and four options; RFC 5844 Section 3.2.3.1
        (NONE, update([0x82, 0], &SESSION)),
        (FLAGS, update([0x02, 0], &SESSION)),
        (MISSING, without(0)),
        (MISSING, without(1)),
        (MISSING, without(2)),
        (MISSING, without(3)),
        (NONE, update([0x82, 0], &[NAME, IPV4_REQUEST, HANDOFF, TECHNOLOGY])),
        // RFC 6602 Sections 4.1, 4.2, 5.1: B with P and a group, which an update of a group has alone
        (NONE, update([0x82, 0], &[GROUP])),
        (NONE, update([0x82, 0x40], &[NAME, PREFIX, HANDOFF, TECHNOLOGY, GROUP])),
        (MISSING, update([0x82, 0x40], &SESSION)),
        (FLAGS, update([0xc0, 0x40], &[])),
        (NONE, ack(0, 0x28, &[])),
        (FLAGS, ack(0, 0x08, &[])),
        // RFC 5648 Section 4.2: the same bit with a Binding Identifier
        (NONE, update([0xc0, 0x40], &[&[35, 4, 0, 1, 0, 0]])),
        // RFC 5844 Section 3.1.2.6: a router in no refusal
        (NONE, ack(0, 0x20, &[router])),
        (MISPLACED, ack(128, 0x20, &[router])),
        // RFC 5568 Sections 6.2.2 and 6.2.3
        (NONE, fast(0xc0, &[FMIP_DATA])),
        (FLAGS, fast(0x80, &[FMIP_DATA])),
        (FLAGS, fast(0x40, &[FMIP_DATA])),
        (MISSING, fast(0xc0, &[])),
        (NONE, fast_ack(0, &[FMIP_DATA])),
        (MISSING, fast_ack(0, &[])),
        (NONE, fast_ack(1, &[CARE_OF, FMIP_DATA])),
        (MISSING, fast_ack(1, &[FMIP_DATA])),
        // RFC 5847 Sections 3.3 and 3.4
        (NONE, beat(3, &[restarts])),
        (FLAGS, beat(2, &[])),
        (MISPLACED, beat(0, &[restarts])),
        // RFC 5568 Section 6.2.1.1, RFC 5949 Sections 6.1.1 and 6.1.2
        (NONE, initiate(0x80, 0, &[LINK_LAYER])),
        (FLAGS, initiate(0x80, 1, &[LINK_LAYER])),
        (MISSING, initiate(0, 0, &[NAME])),
        (NONE, initiate(0x20, 0, &[NAME])),
        (FLAGS, initiate(0xa0, 0, &[NAME])),
        (MISSING, initiate(0x20, 0, &[LINK_LAYER])),
        (NONE, handover_ack(0x40, &[NAME])),
        (NONE, handover_ack(0, &[])),
        (MISSING, handover_ack(0x40, &[])),
        // RFC 5846 Sections 5.1, 6.1.1 and 8.1
        (NONE, revoke(1, 0x80, &[NAME, PREFIX])),
        (NONE, revoke(250, 0x20, &[])),
        (FLAGS, revoke(1, 0xa0, &[NAME])),
        (FLAGS, revoke(128, 0, &[])),
        (FLAGS, revoke(249, 0, &[])),
        (NONE, revoke(128, 0xa0, &[])),
        (MISSING, revoke(129, 0xa0, &[])),
        (MISSING, revoke(1, 0x80, &[PREFIX])),
        (MISPLACED, revoke(1, 0, &[PREFIX])),
        (NONE, revoke(1, 0x40, &[IPV4])),
        (MISSING, revoke(1, 0x40, &[])),
        (MISPLACED, revoke(1, 0, &[IPV4])),
        (MISPLACED, revoke(1, 0xc0, &[NAME, IPV4])),
        (NONE, revoke(1, 0xc0, &[NAME, IPV4_REQUEST])),
        (MISPLACED, revoke(1, 0x40, &[IPV4_REQUEST])),
        (MISPLACED, revoke(1, 0x80, &[NAME, IPV4_REQUEST])),
        // RFC 5380 Section 4.1: M with A
        (NONE, update([0x88, 0], &[])),
        (FLAGS, update([0x08, 0], &[])),
        // RFC 5648 Section 5.1: the care-of address stands in the Binding Identifier
        (MISPLACED, update([0xc0, 0], &[&[35, 4, 0, 1, 0, 0], CARE_OF])),
        (NONE, update([0xc0, 0], &[CARE_OF])),
        // RFC 6705 Sections 10.1 and 10.2
        (NONE, message(17, &[0, 1, 0, 0, 0, 9], &[NAME, IPV4])),
        (MISSING, message(17, &[0, 1, 0, 0, 0, 9], &[NAME])),
        (MISSING, message(17, &[0, 1, 0, 0, 0, 9], &[PREFIX])),
        (NONE, message(18, &[0, 1, 0, 0, 0, 9], &[NAME, PREFIX])),
        (MISSING, message(18, &[0, 1, 0, 0, 0, 9], &[PREFIX])),
        (NONE, message(18, &[0, 1, 0, 129, 0, 0], &[])),
        // RFC 7077 Section 5
        (NONE, notify(&[NAME])),
        (NONE, notify(&[GROUP])),
        (MISSING, notify(&[])),
    ]
}

/// Values of options that a sender rules out.
fn values() -> Vec<(Deviations, Vec<u8>)> {
    const NONE: Deviations = Deviations::empty();
    const VALUE: Deviations = Deviations::FIELD_VALUE;
    let update = |option: &[u8]| message(5, UPDATE, &[option]);
    let ack = |option: &[u8]| message(6, ACKNOWLEDGEMENT, &[option]);
    let redirect6 = |first: u8, last: u8| {
        let mut option = vec![47, 18, 0x80, 0, first];
        option.resize(19, 0);
        option.push(last);
        ack(&option)
    };
    let redirect4 = |address: [u8; 4]| ack(&[&[47, 6, 0x40, 0], &address[..]].concat());
    let control = |kind: u8, numbers: [u8; 3]| {
        let [one, two, three] = numbers;
        ack(&[62, 8, kind, 6, 0, one, 0, two, 0, three])
    };
    const TWICE: Deviations = Deviations::DUPLICATE_OPTION;
    let flow = |inside: &[u8]| {
        let length = u8::try_from(6 + inside.len()).expect("short");
        update(&[&[45, length, 0, 1, 0, 1, 0, 0], inside].concat())
    };
    let access = |inside: &[&[u8]]| {
        let inside = inside.concat();
        update(&[&[52, u8::try_from(inside.len()).expect("short")], &inside[..]].concat())
    };
    let quality = |inside: &[&[u8]]| {
        let inside = inside.concat();
        let length = u8::try_from(6 + inside.len()).expect("short");
        update(&[&[58, length, 0, 0, 1, 0, 0, 0], &inside[..]].concat())
    };
    let network: &[u8] = &[1, 4, 0, 1, b'n', 0];
    let place: &[u8] = &[2, 6, 0, 0, 0, 0, 0, 0];
    let operator: &[u8] = &[3, 2, 2, b'o'];
    let group: &[u8] = &[5, 2, 0, 7];
    let rate = |kind: u8| [kind, 6, 0, 0, 0, 0, 0, 9];
    let once = rate(9);
    vec![
        // RFC 6757 Sections 3.1.1 to 3.1.3, RFC 6089 Sections 4.2.1.3 and 4.2.1.4, RFC 7222 Sections 4.2.1 to 4.2.9, RFC 8127
        // Section 3.1.1: one of a kind
        (NONE, access(&[network, place, operator, group, group])),
        (TWICE, access(&[network, network])),
        (TWICE, access(&[place, network, place])),
        (TWICE, access(&[operator, operator])),
        (NONE, flow(&[2, 2, 0, 1])),
        (TWICE, flow(&[2, 2, 0, 1, 2, 2, 0, 2])),
        (TWICE, flow(&[3, 2, 9, 0, 3, 2, 9, 0])),
        (NONE, quality(&[&rate(1), &rate(2), &rate(8), &once])),
        (TWICE, quality(&[&rate(1), &rate(1)])),
        (TWICE, quality(&[&once, &once])),
        (TWICE, ack(&[62, 16, 1, 6, 0, 1, 0, 1, 0, 1, 1, 6, 0, 1, 0, 1, 0, 1])),
        (NONE, ack(&[62, 16, 2, 6, 0, 1, 0, 1, 0, 1, 2, 6, 0, 1, 0, 1, 0, 1])),
        // RFC 6089 Section 4.2.1.4, RFC 7222 Section 4.2.10: no selector of format 0
        (VALUE, flow(&[3, 2, 0, 0])),
        (VALUE, quality(&[&[10, 2, 0, 0]])),
        (NONE, quality(&[&[10, 2, 0, 9]])),
        // RFC 5213 Section 6.9.1.1: no identifier of zeros
        (NONE, update(&[25, 8, 0, 0, 2, 0, 0, 0, 0, 0])),
        (VALUE, update(&[25, 8, 0, 0, 0, 0, 0, 0, 0, 0])),
        // RFC 6463 Section 4.2: a unicast address
        (NONE, redirect6(0x20, 1)),
        (VALUE, redirect6(0xff, 1)),
        (VALUE, redirect6(0, 0)),
        (NONE, redirect4([192, 0, 2, 1])),
        (VALUE, redirect4([224, 0, 0, 1])),
        (VALUE, redirect4([0; 4])),
        (VALUE, redirect4([255; 4])),
        // RFC 8127 Section 5.1: no number is zero
        (NONE, control(1, [1, 1, 1])),
        (VALUE, control(1, [0, 1, 1])),
        (VALUE, control(1, [1, 0, 1])),
        (VALUE, control(1, [1, 1, 0])),
        (NONE, control(2, [1, 1, 1])),
        (VALUE, control(2, [0, 1, 1])),
        (VALUE, control(2, [1, 0, 1])),
        (VALUE, control(2, [1, 1, 0])),
    ]
}

fn found(octets: &[u8]) -> Deviations {
    oracle::mobility_header(octets);
    comparison::deviations(octets);
    MobilityHeader::parse(octets).expect("a whole header").audit()
}

/// One or more headers for each deviation.
fn cases() -> Vec<(Deviations, Vec<u8>)> {
    let with = |at: usize, value: u8, mut octets: Vec<u8>| {
        octets[at] = value;
        octets
    };
    let update = || header(5, &[UPDATE, &[1, 2, 0, 0]]);
    let acknowledgement = || header(6, &[ACKNOWLEDGEMENT, &[1, 2, 0, 0]]);
    let dns = |option: &[u8]| header(5, &[UPDATE, option, &[1, 0]]);
    let address = [&[3, 16], &[0xfd; 16][..]].concat();
    let data = [&[5, 12], &[7; 12][..]].concat();
    let none = Deviations::empty();
    // Mobility Message Authentication of such a subtype: 8 octets, so 4n+1 again behind it
    let proof = |subtype: u8| vec![9, 6, subtype, 0, 0, 1, 0, 0x55];
    let nai = || vec![8, 2, 1, b'a'];
    let service = || vec![20, 2, b's', b't'];
    let chunk = |octets: u8| [vec![12, octets], vec![7; octets.into()]].concat();
    // in this order, the first one at 12, each proof at 4n+1
    let ordered = |mh_type: u8, options: &[Vec<u8>]| {
        let mut octets = match mh_type {
            5 => UPDATE.to_vec(),
            _ => ACKNOWLEDGEMENT.to_vec(),
        };
        for option in options {
            if option[0] == 9 {
                pad(&mut octets, 4, 1);
            }
            octets.extend(option);
        }
        pad(&mut octets, 8, 0);
        header(mh_type, &[&octets])
    };
    // Localized Routing Initiation with a MAG IPv6 Address of such a length
    let route = |length: u8| {
        let address = [&[51, 18, 0, length], &[0xfd; 16][..]].concat();
        message(17, &[0, 1, 0, 0, 0, 9], &[NAME, PREFIX, &address])
    };
    // a Binding Acknowledgement with an answer to an IPv4 Home Address
    let allocated = |status: u8, bits: u8| {
        let option = [30, 6, status, bits << 2, 192, 0, 2, 1];
        header(6, &[ACKNOWLEDGEMENT, &option, &[1, 2, 0, 0]])
    };
    vec![
        (none, header(0, &[&[0, 0]])),
        (none, update()),
        (none, acknowledgement()),
        (none, dns(DNS)),
        (none, header(6, &[ACKNOWLEDGEMENT, &[2, 2, 3, 0x83]])),
        (none, header(5, &[UPDATE, &[1, 0], &address])),
        (none, header(5, &[TO_CORRESPONDENT, NONCES, &data])),
        (none, header(99, &[&[9; 10]])),
        (Deviations::PAYLOAD_PROTO, with(0, 6, update())),
        (Deviations::RESERVED_FIELD, with(3, 1, update())),
        (Deviations::RESERVED_FIELD, with(3, 1, header(99, &[&[9; 10]]))),
        // the reserved fields of the messages that have some
        (Deviations::RESERVED_FIELD, header(0, &[&[1, 0]])),
        (Deviations::RESERVED_FIELD, header(0, &[&[0, 1]])),
        (Deviations::RESERVED_FIELD, header(1, &[&[0, 1], &[9; 8]])),
        (Deviations::RESERVED_FIELD, header(2, &[&[1, 0], &[9; 8]])),
        (Deviations::RESERVED_FIELD, header(7, &[&[1, 1], &[9; 16]])),
        // twice the same deviation is none less
        (Deviations::RESERVED_FIELD, header(0, &[&[1, 1]])),
        (Deviations::RESERVED_FIELD, with(3, 1, header(0, &[&[1, 1]]))),
        (Deviations::RESERVED_FLAGS, with(9, 1, with(15, 1, dns(DNS)))),
        (Deviations::MALFORMED, header(5, &[UPDATE, &[17, 0, 200, 9]])),
        (
            Deviations::PADDING_FORM,
            header(5, &[UPDATE, &[0, 0], &[200, 2, 7, 7], &[1, 4, 0, 0, 0, 0]]),
        ),
        // each unassigned flag
        (Deviations::RESERVED_FLAGS, with(9, 0x01, update())),
        (Deviations::RESERVED_FLAGS, with(9, 0x08, update())),
        (Deviations::RESERVED_FLAGS, with(7, 0x01, acknowledgement())),
        (Deviations::RESERVED_FLAGS, with(15, 0x01, dns(DNS))),
        (Deviations::RESERVED_FLAGS, with(15, 0xc0, dns(DNS))),
        // too short, a cut-off option, a wrong length, something behind the last option
        (Deviations::MALFORMED, header(5, &[&[0, 1]])),
        (Deviations::MALFORMED, header(5, &[UPDATE, &[200, 9, 0, 0]])),
        (Deviations::MALFORMED, header(5, &[UPDATE, &[17, 0, 1, 0]])),
        (Deviations::MALFORMED, header(5, &[UPDATE, &[5, 2, 7, 7], &[200, 6, 0, 0, 0, 0, 0, 0]])),
        (
            Deviations::MISALIGNED_OPTION | Deviations::PADDING_FORM,
            header(5, &[UPDATE, &address, &[1, 0]]),
        ),
        (
            Deviations::MISALIGNED_OPTION | Deviations::PADDING_FORM | Deviations::MISPLACED_OPTION,
            header(5, &[UPDATE, &[0], NONCES, &[1, 3, 0, 0, 0]]),
        ),
        (
            Deviations::DUPLICATE_OPTION | Deviations::MISPLACED_OPTION,
            header(5, &[UPDATE, NONCES, NONCES]),
        ),
        (
            Deviations::DUPLICATE_OPTION,
            header(5, &[UPDATE, DNS, &[200, 0], DNS, &[1, 4, 0, 0, 0, 0]]),
        ),
        // an unknown one may stand twice
        (none, header(5, &[UPDATE, &[200, 0, 200, 0]])),
        (Deviations::MISPLACED_OPTION, header(5, &[UPDATE, &[2, 2, 0, 1]])),
        (Deviations::MISPLACED_OPTION, header(6, &[ACKNOWLEDGEMENT, NONCES, &[1, 4, 0, 0, 0, 0]])),
        (Deviations::MISPLACED_OPTION, header(0, &[&[0, 0], DNS, &[1, 4, 0, 0, 0, 0]])),
        (Deviations::PADDING_CONTENT, header(5, &[UPDATE, &[1, 2, 0, 1]])),
        // in pieces, too much, none needed
        (Deviations::PADDING_FORM, header(5, &[UPDATE, &[0, 0, 0, 0]])),
        (Deviations::PADDING_FORM, header(5, &[UPDATE, &[1, 1, 0, 0]])),
        (Deviations::PADDING_FORM, header(5, &[UPDATE, &[1, 10], &[0; 10]])),
        (Deviations::PADDING_FORM, header(5, &[UPDATE, &[1, 0], &[200, 0]])),
        (
            Deviations::PADDING_FORM,
            header(5, &[TO_CORRESPONDENT, &[1, 6, 0, 0, 0, 0, 0, 0], NONCES, &data]),
        ),
        // RFC 6275 Sections 6.1.7 and 11.7.1: H goes with A, K with H
        (Deviations::FLAGS, with(8, 0x40, update())),
        (Deviations::FLAGS, with(8, 0x90, update())),
        (none, with(8, 0xd0, update())),
        // RFC 6275 Section 6.2.6: only to a correspondent node, and with authorization data; the reverse: 9.5.1
        (Deviations::MISPLACED_OPTION, header(5, &[UPDATE, NONCES, &data])),
        (Deviations::COMPANION_OPTION, header(5, &[TO_CORRESPONDENT, NONCES, &[1, 4, 0, 0, 0, 0]])),
        (Deviations::COMPANION_OPTION, header(5, &[TO_CORRESPONDENT, &[1, 4, 0, 0, 0, 0], &data])),
        // RFC 5026 Section 8.1: to the home agent
        (Deviations::MISPLACED_OPTION, header(5, &[TO_CORRESPONDENT, DNS, &[1, 0]])),
        // RFC 6275 Section 6.2.5: a unicast routable address
        (Deviations::CARE_OF_ADDRESS, header(5, &[UPDATE, &[1, 0], &[3, 16], &[0xff; 16]])),
        // RFC 6275 Section 6.1.9: 1 or 2
        (Deviations::BINDING_ERROR_STATUS, header(7, &[&[0, 0], &[0xfd; 16]])),
        // RFC 5568 Section 6.4.5, by the letter: the SPI is not counted
        (Deviations::AUTHORIZATION_DATA_LENGTH, header(8, &[UPDATE, &[1, 0], &[21, 12], &[7; 16]])),
        (none, header(8, &[UPDATE, &[1, 0], &[21, 16], &[7; 16]])),
        // RFC 6705 Section 11.1: 128; RFC 5555 Section 3.2.1: zero in a refusal
        (none, route(128)),
        (Deviations::FIELD_VALUE, route(127)),
        (Deviations::FIELD_VALUE, route(129)),
        (none, allocated(127, 24)),
        (none, allocated(128, 0)),
        (Deviations::FIELD_VALUE, allocated(128, 24)),
        // RFC 4285 Section 5: MN-HA before MN-AAA, each once, the last one last; RFC 4283 Section 3.2, RFC 5149 Sections 3 and 4.1:
        // identifier, service, authentication
        (none, ordered(5, &[nai(), service(), proof(1), proof(2)])),
        (none, ordered(5, &[proof(1)])),
        (none, ordered(6, &[nai(), proof(1)])),
        (Deviations::OPTION_ORDER, ordered(5, &[proof(2), proof(1)])),
        (Deviations::OPTION_ORDER, ordered(5, &[proof(1), nai()])),
        (Deviations::OPTION_ORDER, ordered(5, &[proof(1), service()])),
        (Deviations::OPTION_ORDER, ordered(5, &[proof(1), vec![200, 0]])),
        (Deviations::OPTION_ORDER, ordered(5, &[service(), nai()])),
        (none, ordered(5, &[service(), vec![8, 2, 2, b'a']])),
        (Deviations::OPTION_ORDER, ordered(5, &[proof(1), nai(), proof(2)])),
        (Deviations::OPTION_ORDER, ordered(5, &[proof(1), service(), proof(2)])),
        // nothing is said of a subtype that is not known
        (none, ordered(5, &[proof(7), vec![200, 0]])),
        (none, ordered(5, &[proof(7), proof(7), proof(1)])),
        // an option of another kind may stand between the two
        (none, ordered(5, &[proof(1), vec![200, 0], proof(2)])),
        (Deviations::DUPLICATE_OPTION, ordered(5, &[proof(1), proof(1)])),
        (Deviations::DUPLICATE_OPTION, ordered(5, &[proof(2), proof(2)])),
        (Deviations::MISPLACED_OPTION, ordered(6, &[proof(1), proof(2)])),
        // RFC 4866 Section 5.1: nothing between two, and only the last is shorter than 255
        (none, ordered(5, &[chunk(255), chunk(255), chunk(9)])),
        (Deviations::FIELD_VALUE, ordered(5, &[chunk(254), chunk(9)])),
        (Deviations::OPTION_ORDER, ordered(5, &[chunk(255), vec![200, 0], chunk(9)])),
        (Deviations::OPTION_ORDER, ordered(5, &[chunk(9), vec![13, 1, 7], chunk(9)])),
        (
            Deviations::OPTION_ORDER | Deviations::PADDING_FORM,
            ordered(5, &[chunk(255), vec![1, 0], chunk(9)]),
        ),
        // RFC 6089 Section 4.2: FID and FID-PRI of 0 are reserved; RFC 6757 Section 3.1.1: a name; RFC 8278 Section 4.1
        (none, ordered(5, &[vec![45, 6, 0, 1, 0, 1, 0, 0]])),
        (Deviations::FIELD_VALUE, ordered(5, &[vec![45, 6, 0, 0, 0, 1, 0, 0]])),
        (Deviations::FIELD_VALUE, ordered(5, &[vec![45, 6, 0, 1, 0, 0, 0, 0]])),
        (none, ordered(5, &[vec![52, 6, 1, 4, 0, 1, b'n', 0]])),
        (Deviations::FIELD_VALUE, ordered(5, &[vec![52, 6, 1, 4, 0, 0, 1, b'a']])),
        (none, ordered(5, &[vec![63, 6, 1, 1, 1, 0x80, 0, 0]])),
        (none, ordered(5, &[vec![63, 6, 1, 1, 1, 0x40, 0, 0]])),
        (Deviations::FLAGS, ordered(5, &[vec![63, 6, 1, 1, 1, 0xc0, 0, 0]])),
        // RFC 6275 Section 6.1.8: the Lifetime of a rejection has no meaning
        (none, with(6, 128, header(6, &[ACKNOWLEDGEMENT, &[2, 2, 3, 0x85]]))),
        // options of types above 31, one that may stand twice and one that may not
        (
            Deviations::DUPLICATE_OPTION,
            header(5, &[UPDATE, &[43, 2, 0, 1], &[43, 2, 0, 1], &[1, 2, 0, 0]]),
        ),
        (none, header(5, &[UPDATE, &[44, 2, 0, 1], &[44, 2, 0, 1], &[1, 2, 0, 0]])),
        (Deviations::DNS_UPDATE_STATUS, with(14, 1, dns(DNS))),
        // in an acknowledgement it is an answer
        (none, with(14, 129, header(6, &[ACKNOWLEDGEMENT, DNS, &[1, 0]]))),
        (Deviations::MN_IDENTITY, header(5, &[UPDATE, &[17, 2, 0, 0]])),
        (Deviations::MN_IDENTITY, with(16, b' ', dns(DNS))),
        (Deviations::MN_IDENTITY, dns(b"\x11\x10\x00\x00\x02mn\x07example\x01c\x00")),
        (Deviations::CHECKSUM_ALL_ONES, with(4, 0xff, with(5, 0xff, update()))),
        (Deviations::REFRESH_INTERVAL, header(6, &[ACKNOWLEDGEMENT, &[2, 2, 3, 0x84]])),
        (Deviations::REFRESH_INTERVAL, header(6, &[ACKNOWLEDGEMENT, &[2, 2, 0xff, 0xff]])),
    ]
}

/// A chain of one payload.
fn payload(payload_type: PayloadType, flags: u8, body: &[u8]) -> Deviations {
    let length = u8::try_from(body.len() + 4).expect("short");
    let octets = [&[0, flags, 0, length], body].concat();
    Payloads::new(payload_type, &octets).audit()
}

/// IKEv2: a deviation each, and what has it.
fn chains() -> Vec<(Deviations, Deviations)> {
    const NONE: Deviations = Deviations::empty();
    const ID: &[u8] = b"\x02\0\0\0mn.example";
    let configuration = |body: &[u8]| payload(PayloadType::CONFIGURATION, 0, body);
    let prefix = |kind: u8, last: u8, length: u8| {
        let mut body = vec![2, 0, 0, 0, 0, kind, 0, 17];
        if kind == 16 {
            body[7] = 21;
            body.extend([0, 0, 0, 9]);
        }
        body.extend([0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last]);
        body.push(length);
        body
    };
    vec![
        (NONE, payload(PayloadType::IDENTIFICATION_INITIATOR, 0, ID)),
        (NONE, payload(PayloadType::NOTIFY, 0, &[0, 0, 0, 42])),
        (NONE, payload(PayloadType(200), 0x80, &[1, 2, 3])),
        (NONE, configuration(&[1, 0, 0, 0, 0, 16, 0, 0])),
        (NONE, configuration(&prefix(16, 0, 127))),
        (NONE, configuration(&prefix(18, 0, 127))),
        // no RFC has the bits behind this prefix zero
        (NONE, configuration(&prefix(15, 1, 127))),
        (Deviations::CRITICAL, payload(PayloadType::NOTIFY, 0x80, &[0, 0, 0, 42])),
        (Deviations::RESERVED_FLAGS, payload(PayloadType::NOTIFY, 1, &[0, 0, 0, 42])),
        (Deviations::RESERVED_FLAGS, payload(PayloadType(200), 0x40, &[])),
        (Deviations::RESERVED_FLAGS, configuration(&[1, 0, 0, 0, 0x80, 16, 0, 0])),
        (Deviations::RESERVED_FLAGS, configuration(&[1, 0, 0, 0, 0x80, 99, 0, 0])),
        (Deviations::RESERVED_FIELD, configuration(&[1, 1, 0, 0])),
        (Deviations::RESERVED_FIELD, configuration(&[1, 0, 1, 0])),
        (Deviations::RESERVED_FIELD, configuration(&[1, 0, 0, 1])),
        (
            Deviations::RESERVED_FIELD,
            payload(PayloadType::IDENTIFICATION_INITIATOR, 0, b"\x02\x01\0\0mn.example"),
        ),
        (
            Deviations::RESERVED_FIELD,
            payload(PayloadType::IDENTIFICATION_RESPONDER, 0, b"\x02\0\0\x01mn.example"),
        ),
        (Deviations::MALFORMED, payload(PayloadType::NOTIFY, 0, &[0, 0, 0])),
        (Deviations::MALFORMED, configuration(&[1, 0, 0, 0, 0, 8, 0, 1, 9])),
        (Deviations::MALFORMED, configuration(&[1, 0, 0, 0, 0, 8, 0])),
        (Deviations::MALFORMED, Payloads::new(PayloadType::NOTIFY, &[0, 0, 0]).audit()),
        (Deviations::PREFIX_BITS, configuration(&prefix(16, 1, 127))),
        (Deviations::PREFIX_BITS, configuration(&prefix(18, 1, 127))),
        (Deviations::ATTRIBUTE_FORM, configuration(&[2, 0, 0, 0, 0, 16, 0, 0])),
        (Deviations::ATTRIBUTE_FORM, configuration(&[1, 0, 0, 0, 0, 2, 0, 4, 255, 255, 255, 0])),
        (NONE, configuration(&[2, 0, 0, 0, 0, 2, 0, 4, 255, 255, 255, 0])),
        // the second payload is looked at, too
        (
            Deviations::RESERVED_FIELD,
            Payloads::new(PayloadType::NOTIFY, &[47, 0, 0, 8, 0, 0, 0, 42, 0, 0, 0, 8, 1, 0, 1, 0])
                .audit(),
        ),
    ]
}

#[test]
fn each_deviation_of_a_chain() {
    for (index, (expected, found)) in chains().into_iter().enumerate() {
        assert_eq!(found, expected, "case {index}");
    }
}

#[test]
fn each_deviation() {
    let mut shown = Deviations::empty();
    for (index, (expected, octets)) in
        cases().into_iter().chain(companions()).chain(values()).enumerate()
    {
        if index % one_in(3) == 0 {
            assert_eq!(found(&octets), expected, "{octets:02x?}");
        }
        shown |= expected;
    }
    for (expected, _) in chains() {
        shown |= expected;
    }
    assert_eq!(shown, Deviations::all(), "a deviation without a case");
}

#[test]
fn several_are_told_together() {
    let octets = [7, 1, 5, 1, 0, 0, 0, 1, 0xc0, 1, 0, 1, 0, 0, 0, 0];
    let found = found(&octets);
    let expected = Deviations::PAYLOAD_PROTO
        | Deviations::RESERVED_FIELD
        | Deviations::RESERVED_FLAGS
        | Deviations::PADDING_FORM;
    assert_eq!(found, expected);
    let words = found.to_string();
    assert_eq!(words.split("; ").count(), 4, "{words}");
    assert!(words.starts_with("Payload Proto is not 59; a reserved field is not zero; "));
}

#[test]
fn each_has_its_words() {
    let mut seen = Vec::new();
    for deviation in Deviations::all() {
        let words = deviation.to_string();
        assert!(!words.is_empty() && !words.contains(';'), "{deviation:?}: {words}");
        assert!(!seen.contains(&words), "{words}");
        seen.push(words);
    }
    assert_eq!(Deviations::empty().to_string(), "");
}

/// Each option is looked at, whatever stands before it.
#[test]
fn the_second_of_two_is_looked_at_too() {
    // the first interval is less than the Lifetime, the second is not
    let two = header(6, &[ACKNOWLEDGEMENT, &[2, 2, 0, 1, 2, 2, 3, 0x84], &[1, 2, 0, 0]]);
    assert_eq!(found(&two), Deviations::REFRESH_INTERVAL | Deviations::DUPLICATE_OPTION);
    // a malformed one in front
    let malformed = header(6, &[ACKNOWLEDGEMENT, &[17, 0, 2, 2, 3, 0x84], &[1, 4, 0, 0, 0, 0]]);
    assert_eq!(found(&malformed), Deviations::REFRESH_INTERVAL | Deviations::MALFORMED);
}
