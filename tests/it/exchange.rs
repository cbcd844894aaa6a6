//! What both ends of an exchange need: sequence numbers, what an acknowledgement answers, what keys are computed from,
//! messages over UDP. Written from RFC 6275 Sections 5.2.5, 5.2.6, 9.5.1, 10.3.1 and 11.7.3, RFC 7161 Section 4.3.1.2 and
//! RFC 5844 Section 4.1.3; the authenticators are those of another implementation.

use hmac::{Hmac, KeyInit, Mac};
use mip6_wire::ipv6::MobilityPacket;
use mip6_wire::message::{
    Acknowledged, BindingAcknowledgement, BindingAcknowledgementFlags, BindingKeyInput,
    BindingRefreshRequest, BindingStatus, BindingUpdate, BindingUpdateFlags, CareOfTest, HomeTest,
    KeygenTokenInput, Lifetime, MessageBuilder, Sequence, Sequence8,
};
use mip6_wire::option::{DnsUpdate, NonceIndices};
use mip6_wire::{
    ChecksumAddresses, Disposition, EmitErrorKind, MhType, MnIdentity, Options,
    receive_without_checksum,
};
use sha1::{Digest, Sha1};
use std::collections::BTreeMap;
use std::net::Ipv6Addr;

/// "if its value lies in the range of the last received number and the preceding 32768 values, inclusive"
#[test]
fn sequence_numbers_of_16_bits() {
    for last in [0_u16, 1, 15, 0x7fff, 0x8000, 0xffff] {
        let less_or_equal: Vec<u16> = (0..=32768_u32)
            .map(|before| {
                let number = (u32::from(last) + 65536 - before) % 65536;
                u16::try_from(number).expect("below 65536")
            })
            .collect();
        let mut expected = vec![true; 65536];
        for number in less_or_equal {
            expected[usize::from(number)] = false;
        }
        for number in 0..=u16::MAX {
            let after = Sequence(number).is_after(Sequence(last));
            assert_eq!(after, expected[usize::from(number)], "{number} after {last}");
        }
        assert!(Sequence(last).next().is_after(Sequence(last)));
        assert_eq!(u32::from(Sequence(last).next().0), (u32::from(last) + 1) % 65536);
    }
    // the example of Section 9.5.1
    let last = Sequence(15);
    let less = |number: u16| !Sequence::from(number).is_after(last);
    assert!((0..=15).all(less) && (32783..=65535).all(less));
    assert!(!(16..=32782).any(less));
}

/// The same modulo 256, with the example of RFC 7161.
#[test]
fn sequence_numbers_of_8_bits() {
    let last = Sequence8(15);
    let less = |number: u8| !Sequence8::from(number).is_after(last);
    assert!((0..=15).all(less) && (143..=255).all(less));
    assert!(!(16..=142).any(less));
    assert_eq!(Sequence8(255).next(), Sequence8(0));
}

/// Every Status, with the number of the update and with another.
#[test]
fn what_an_acknowledgement_answers() {
    for status in 0..=255_u8 {
        let acknowledgement = BindingAcknowledgement {
            status: BindingStatus(status),
            flags: BindingAcknowledgementFlags::empty(),
            sequence: 7,
            lifetime: Lifetime(100),
            options: Options::EMPTY,
        };
        for sequence in [6, 7, 8] {
            let expected = match (status, sequence) {
                // "The Sequence Number field matches [..], and the Status field is not 135": that one says which number
                // was accepted last
                (135, _) => Acknowledged::OutOfWindow(Sequence(7)),
                (0..=127, 7) => Acknowledged::Accepted(Lifetime(100)),
                (_, 7) => Acknowledged::Rejected(BindingStatus(status)),
                _ => Acknowledged::Another,
            };
            assert_eq!(acknowledgement.answers(sequence), expected);
            assert_eq!(acknowledgement.answers(Sequence(sequence)), expected);
        }
    }
}

#[test]
fn acknowledgements_of_an_update() {
    let update = BindingUpdate {
        sequence: 7,
        flags: BindingUpdateFlags::ACKNOWLEDGE,
        lifetime: Lifetime(100),
        options: Options::EMPTY,
    };
    for (granted, expected) in [(0, 0), (99, 99), (100, 100), (101, 100), (65535, 100)] {
        let accepted = update.accept(Lifetime(granted));
        // "MUST NOT be greater than the Lifetime value specified in the Binding Update"
        assert_eq!(accepted.answers(7), Acknowledged::Accepted(Lifetime(expected)));
    }
    let status = BindingStatus::NOT_HOME_SUBNET;
    assert_eq!(update.reject(status).answers(7), Acknowledged::Rejected(status));
    let out = update.out_of_window(Sequence(900));
    assert_eq!((out.status.0, out.sequence), (135, 900));
}

/// What a home agent grants is no longer than what is left; what a mobile node asks for is no deletion by mistake.
#[test]
fn lifetimes_are_rounded() {
    for seconds in 0..=20_u32 {
        assert_eq!(u32::from(Lifetime::from_secs_down(seconds).0), seconds / 4);
        assert!(Lifetime::from_secs_down(seconds).as_secs() <= seconds);
        assert_eq!(Lifetime::from_secs(seconds) == Lifetime::DELETE, seconds == 0);
    }
    for seconds in [262_139, 262_140, 262_143, 262_144, u32::MAX] {
        let expected = u16::try_from(seconds / 4).unwrap_or(u16::MAX);
        assert_eq!(Lifetime::from_secs_down(seconds), Lifetime(expected));
    }
}

/// A message with an authenticator can be measured, whatever stands before it.
#[test]
fn a_measured_authenticator() {
    let update = BindingUpdate {
        sequence: 7,
        flags: BindingUpdateFlags::ACKNOWLEDGE,
        lifetime: Lifetime(100),
        options: Options::EMPTY,
    };
    let name = MnIdentity::from_text("mn.example.com").expect("a name");
    let addresses = ChecksumAddresses::new(Ipv6Addr::LOCALHOST, Ipv6Addr::LOCALHOST);
    for length in [0, 1, 12, 20, 32, 255] {
        let measured = MessageBuilder::measuring(&update)
            .and_then(|message| message.option(&DnsUpdate::create_or_update(name)))
            .and_then(|message| message.authorize(length))
            .expect("nothing is written");
        let mut buffer = [0; 400];
        let unsigned = MessageBuilder::new(&mut buffer, &update)
            .and_then(|message| message.option(&DnsUpdate::create_or_update(name)))
            .and_then(|message| message.authorize(length))
            .expect("400 octets");
        assert_eq!(measured.measure(), unsigned.measure());
        let authenticator = vec![1; usize::from(length)];
        let octets = unsigned.sign(&authenticator, &addresses).expect("as announced");
        assert_eq!(measured.measure(), octets.len());
        let error = measured.sign(&authenticator, &addresses).expect_err("only measured");
        assert_eq!(error.kind(), EmitErrorKind::BufferFull);
    }
}

/// RFC 5844: "The Mobility Header Checksum field MUST be set to zero" by the sender, and "MUST be ignored" by the receiver.
#[test]
fn messages_over_udp() {
    let update = BindingUpdate {
        sequence: 7,
        flags: BindingUpdateFlags::ACKNOWLEDGE,
        lifetime: Lifetime(100),
        options: Options::EMPTY,
    };
    let mut buffer = [0; 32];
    let octets = MessageBuilder::new(&mut buffer, &update)
        .and_then(MessageBuilder::finish_without_checksum)
        .expect("32 octets");
    assert_eq!(octets[4..6], [0, 0]);
    let known = |mh_type| mh_type == MhType::BINDING_UPDATE;
    for checksum in [[0, 0], [0xff, 0xff], [0x12, 0x34]] {
        let mut payload = octets.to_vec();
        payload[4..6].copy_from_slice(&checksum);
        let header = receive_without_checksum(&payload, known).expect("sound");
        let read: BindingUpdate<'_> = header.read().expect("a Binding Update");
        assert_eq!((read.sequence, read.lifetime), (7, Lifetime(100)));
        // the other checks of RFC 6275 Section 9.2 stay
        assert_eq!(receive_without_checksum(&payload[..15], known), Err(Disposition::Discard));
        payload[0] = 58;
        assert_eq!(
            receive_without_checksum(&payload, known),
            Err(Disposition::ParameterProblem { pointer: 0 })
        );
        payload[0] = 59;
        payload[1] = 0;
        assert_eq!(
            receive_without_checksum(&payload, known),
            Err(Disposition::ParameterProblem { pointer: 1 })
        );
        payload[2] = 4;
        let answer = receive_without_checksum(&payload, known).expect_err("unknown");
        assert!(matches!(answer, Disposition::BindingError { status } if status.0 == 2));
    }
}

/// `First (64, HMAC_SHA1 (Kcn, (address | nonce | 0 or 1)))`
#[test]
fn keygen_token_input() {
    let address: Ipv6Addr = "2001:db8:1::100".parse().expect("an address");
    let nonce = [9; 8];
    let mut expected = address.octets().to_vec();
    expected.extend(nonce);
    let home = KeygenTokenInput::home(address);
    let care_of = KeygenTokenInput::care_of(address);
    assert_eq!(home.pieces(&nonce).concat(), [&expected[..], &[0]].concat());
    assert_eq!(care_of.pieces(&nonce).concat(), [&expected[..], &[1]].concat());
}

/// The packets of `tests/captures/umip-correspondent.hex` by the number of their frame.
fn umip() -> BTreeMap<u32, Vec<u8>> {
    let text = include_str!("../captures/umip-correspondent.hex");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (frame, digits) = line.split_once(' ').expect("a number and octets");
            let octets = (0..digits.len()).step_by(2);
            let octets = octets.map(|at| u8::from_str_radix(&digits[at..at + 2], 16));
            let octets = octets.collect::<Result<_, _>>().expect("hexadecimal");
            (frame.parse().expect("a number"), octets)
        })
        .collect()
}

/// UMIP's authenticators follow from the tokens that it handed out: registration with one care-of address, with another,
/// and deletion from home.
#[test]
fn authenticators_of_umip() {
    let packets = umip();
    let received = |frame: u32| {
        let packet = MobilityPacket::parse(&packets[&frame]).expect("a packet");
        packet.receive().unwrap_or_else(|refusal| panic!("{frame}: {refusal}"))
    };
    let home_test: HomeTest<'_> = received(8).read().expect("a Home Test");
    let mut verified = 0;
    for (test, messages) in [(10, &[11, 12][..]), (150, &[151, 152])] {
        let care_of_test: CareOfTest<'_> = received(test).read().expect("a Care-of Test");
        let key = BindingKeyInput::registration(
            home_test.home_keygen_token,
            care_of_test.care_of_keygen_token,
        );
        // where the test was sent to
        let care_of_address = received(test).recipient();
        for frame in messages {
            assert!(verifies(&received(*frame), &key, care_of_address), "frame {frame}");
            // neither with the other key, nor for another address
            let other = BindingKeyInput::deletion(home_test.home_keygen_token);
            assert!(!verifies(&received(*frame), &other, care_of_address));
            assert!(!verifies(&received(*frame), &key, Ipv6Addr::LOCALHOST));
            verified += 1;
        }
        // the care-of address of the update is the one that was tested, and its nonce indices are those of the tests
        let update = received(messages[0]);
        let node = update.mobile_node(None).expect("routable");
        assert_eq!(node.care_of_address, care_of_address);
        let message: BindingUpdate<'_> = update.read().expect("a Binding Update");
        let (nonces,) = message.options.select::<(NonceIndices,)>().expect("sound");
        let nonces = nonces.expect("present");
        assert_eq!(nonces.home, home_test.home_nonce_index);
        assert_eq!(nonces.care_of, care_of_test.care_of_nonce_index);
        // and the acknowledgement answers it
        let acknowledgement: BindingAcknowledgement<'_> =
            received(messages[1]).read().expect("an acknowledgement");
        assert_eq!(
            acknowledgement.answers(message.sequence),
            Acknowledged::Accepted(message.lifetime)
        );
    }
    // back home: the care-of address is the home address, the key follows from the home keygen token alone
    let deletion = received(244);
    let node = deletion.mobile_node(None).expect("routable");
    assert!(node.is_at_home());
    let key = BindingKeyInput::deletion(home_test.home_keygen_token);
    assert!(verifies(&deletion, &key, node.home_address));
    assert_eq!(verified, 4);
    assert!(received(99).read::<BindingRefreshRequest<'_>>().is_ok());
}

fn verifies(
    received: &mip6_wire::ipv6::Received<'_>,
    key: &BindingKeyInput,
    care_of_address: Ipv6Addr,
) -> bool {
    let mut sha1 = Sha1::new();
    for piece in key.pieces() {
        sha1.update(piece);
    }
    let mut hmac = Hmac::<Sha1>::new_from_slice(&sha1.finalize()).expect("any length");
    let (input, authenticator) =
        received.authenticated::<12>(care_of_address).expect("sound").expect("authorized");
    for piece in input.pieces() {
        hmac.update(piece);
    }
    hmac.verify_truncated_left(authenticator).is_ok()
}
