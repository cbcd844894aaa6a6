//! The checksum next to the textbook loop, where carries are many.

use crate::support::under_miri::one_in;
use mip6_wire::ChecksumAddresses;

/// RFC 1071, one word after the other.
fn textbook(source: [u8; 16], destination: [u8; 16], message: &[u8]) -> u16 {
    let length = u32::try_from(message.len()).unwrap().to_be_bytes();
    let octets = [&source, &destination, &length[..], &[0, 0, 0, 135], message].concat();
    let mut sum = 0_u32;
    for word in octets.chunks(2) {
        sum += u32::from(word[0]) << 8 | word.get(1).map_or(0, |low| u32::from(*low));
        sum = (sum >> 16) + (sum & 0xffff);
    }
    !u16::try_from(sum).unwrap()
}

#[track_caller]
fn same(source: [u8; 16], destination: [u8; 16], message: &[u8]) {
    let addresses = ChecksumAddresses::new(source.into(), destination.into());
    assert_eq!(
        addresses.checksum(message),
        textbook(source, destination, message),
        "{source:x?} {destination:x?} {} octets",
        message.len()
    );
}

#[test]
fn carries_go_round() {
    for length in [0, 1, 7, 8, 9, 16, 24, 72, 504, 511, 512, 513, 520, 2047, 2048] {
        for octet in [0, 1, 0x80, 0xfe, 0xff].into_iter().step_by(one_in(4)) {
            for edge in [0, 1, 0xff].into_iter().step_by(one_in(2)) {
                let mut message = vec![octet; length];
                message.iter_mut().step_by(13).for_each(|octet| *octet = edge);
                same([octet; 16], [0xff; 16], &message);
                same([0xff; 16], [edge; 16], &message);
            }
        }
    }
}

/// Sums that fall one short of the next power of two, or just reach it, after any fold.
#[test]
fn sums_at_the_edge() {
    for below in 0..=3_u64 {
        for length in [0_usize, 8, 16, 24, 72, 512] {
            let [.., l1, l0] = u32::try_from(length).unwrap().to_be_bytes();
            let fields = u64::from(u32::from_ne_bytes([l1, l0, 0, 135]));
            let high = 0_u64.wrapping_sub(fields).wrapping_add(1).wrapping_sub(below);
            for low in [u64::MAX, u64::MAX - 1] {
                let mut address = [0; 16];
                address[..8].copy_from_slice(&low.to_ne_bytes());
                address[8..].copy_from_slice(&high.to_ne_bytes());
                same(address, [0; 16], &vec![0; length]);
                same([0; 16], address, &vec![0; length]);
                same(address, [0xff; 16], &vec![0; length]);
            }
        }
    }
}
