//! Random values for property tests: messages, options, names, packets, and octets that are almost right.

// each test uses its part
#![allow(dead_code)]

use super::support::oracle::{self, MessagePlan, OptionPlan, Plan};
use super::support::second_reader;
use super::support::second_reader::kinds::{MESSAGES, MessageRow, OPTIONS, OptionRow};
use mip6_wire::ChecksumAddresses;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::net::Ipv6Addr;

/// Any address; the usual documentation ones more often than chance has it.
pub fn address() -> impl Strategy<Value = Ipv6Addr> {
    prop_oneof![
        any::<[u8; 16]>().prop_map(Ipv6Addr::from),
        select(vec![
            Ipv6Addr::UNSPECIFIED,
            Ipv6Addr::from([0xff; 16]),
            Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0x100),
            Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 1),
        ]),
    ]
}

/// The addresses of a checksum.
pub fn addresses() -> impl Strategy<Value = ChecksumAddresses> {
    (address(), address())
        .prop_map(|(source, destination)| ChecksumAddresses::new(source, destination))
}

/// A label that may stand in a name.
pub fn label() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        9 => select(b"abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_".to_vec()),
        1 => (0x21_u8..=0x7e).prop_filter("dot, backslash", |octet| !b".\\".contains(octet)),
    ];
    prop_oneof![
        9 => vec(character.clone(), 1..12),
        1 => vec(character, 50..=63),
    ]
    .prop_map(|octets| String::from_utf8(octets).expect("ASCII"))
}

/// A name as text: at most 253 characters, no trailing dot.
pub fn name() -> impl Strategy<Value = String> {
    vec(label(), 1..8)
        .prop_map(|labels| labels.join("."))
        .prop_filter("longer than a name can be", |name| name.len() <= 253)
}

/// The label form of a name.
#[must_use]
pub fn labels(name: &str) -> Vec<u8> {
    let mut octets = Vec::new();
    for label in name.split('.').filter(|label| !label.is_empty()) {
        octets.push(u8::try_from(label.len()).expect("63 at most"));
        octets.extend(label.as_bytes());
    }
    octets.push(0);
    octets
}

/// The octets of an MN identity: a name in one of its forms, or anything.
pub fn identity() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => name().prop_map(String::into_bytes),
        2 => name().prop_map(|name| labels(&name)).prop_filter("fits", |octets| octets.len() <= 253),
        1 => vec(any::<u8>(), 0..=253),
        1 => vec(select(vec![0, 1, 2, 3, 48, 63, 64, 192, b'a', b'.', b'\\', b' ', 0x7f]), 0..12),
    ]
}

/// An option of any type but padding and Binding Authorization Data. A DNS Update has more often than chance a name.
pub fn option() -> impl Strategy<Value = OptionPlan> {
    let rows: Vec<&OptionRow> = oracle::option_rows().collect();
    let decoded = (select(rows), octets(300))
        .prop_map(|(row, octets)| OptionPlan::sample(row, &mut from(octets)));
    let named = (any::<u8>(), any::<u8>(), identity()).prop_map(|(status, flags, identity)| {
        let body = [&[status, flags], &identity[..]].concat();
        OptionPlan { kind: 17, body }
    });
    let unknown = (unknown_kind(), body()).prop_map(|(kind, body)| OptionPlan { kind, body });
    prop_oneof![4 => decoded, 1 => named, 1 => unknown]
}

/// Octets that a layout is filled with.
fn octets(most: usize) -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), most)
}

/// One octet after the other, then zeros.
fn from(octets: Vec<u8>) -> impl FnMut() -> u8 {
    let mut octets = octets.into_iter();
    move || octets.next().unwrap_or(0)
}

/// A type that the crate does not decode.
pub fn unknown_kind() -> impl Strategy<Value = u8> {
    any::<u8>().prop_filter("decoded, or padding", |kind| {
        *kind > 1 && second_reader::option_row(*kind).is_none()
    })
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![9 => vec(any::<u8>(), 0..24), 1 => vec(any::<u8>(), 24..=255)]
}

/// Binding Authorization Data.
pub fn authorization() -> impl Strategy<Value = OptionPlan> {
    prop_oneof![3 => vec(any::<u8>(), 12), 1 => vec(any::<u8>(), 0..=255)]
        .prop_map(|body| OptionPlan { kind: 5, body })
}

/// The fixed fields of a message of a type that the crate decodes; half are of the two that have most options.
pub fn known_message() -> impl Strategy<Value = MessagePlan> {
    let rows: Vec<&MessageRow> = MESSAGES.iter().collect();
    let binding = rows.iter().filter(|row| [5, 6].contains(&row.kind));
    let binding: Vec<_> = binding.copied().collect();
    (prop_oneof![select(rows), select(binding)], octets(64))
        .prop_map(|(row, octets)| MessagePlan::sample(row, &mut from(octets)))
}

/// An MH Type that the crate does not decode.
pub fn unknown_mh_type() -> impl Strategy<Value = u8> {
    any::<u8>().prop_filter("decoded", |mh_type| second_reader::message_row(*mh_type).is_none())
}

/// A message of another type, whose length fits.
pub fn unknown_message() -> impl Strategy<Value = MessagePlan> {
    (unknown_mh_type(), 0_usize..=12, vec(any::<u8>(), 98)).prop_map(
        |(mh_type, units, mut data)| {
            data.truncate(8 * units + 2);
            MessagePlan::new(mh_type, &data)
        },
    )
}

/// A message that can be written.
pub fn plan() -> impl Strategy<Value = Plan> {
    let known = (known_message(), vec(option(), 0..6), proptest::option::of(authorization()));
    let known = known.prop_map(|(message, mut options, authorization)| {
        options.extend(authorization);
        (message, options)
    });
    let unknown = unknown_message().prop_map(|message| (message, Vec::new()));
    (prop_oneof![9 => known, 1 => unknown], any::<[[u8; 16]; 2]>())
        .prop_map(|((message, options), addresses)| Plan { message, options, addresses })
}

/// A plan that cannot always be written: options after the last one, after an unknown message, too many or
/// too long.
pub fn wild_plan() -> impl Strategy<Value = Plan> {
    let wild = prop_oneof![
        4 => option(),
        1 => authorization(),
        1 => (unknown_kind(), vec(any::<u8>(), 250..260))
            .prop_map(|(kind, body)| OptionPlan { kind, body }),
    ];
    let stray = (unknown_mh_type(), vec(any::<u8>(), 0..40))
        .prop_map(|(mh_type, data)| MessagePlan::new(mh_type, &data));
    (prop_oneof![4 => known_message(), 1 => stray], vec(wild, 0..14), any::<[[u8; 16]; 2]>())
        .prop_map(|(message, options, addresses)| Plan { message, options, addresses })
}

/// An option area: options that fit, with octets here and there that do not.
pub fn option_area() -> impl Strategy<Value = Vec<u8>> {
    let sound = option().prop_map(|option| {
        let body = option.body;
        let length = u8::try_from(body.len()).expect("255 at most");
        [&[option.kind, length], &body[..]].concat()
    });
    let any_sound = (any::<u8>(), vec(any::<u8>(), 0..20)).prop_map(|(kind, body)| {
        let length = u8::try_from(body.len()).expect("20 at most");
        [&[kind.max(1), length], &body[..]].concat()
    });
    let kinds: Vec<u8> = OPTIONS.iter().map(|row| row.kind).collect();
    let decoded = (select(kinds), 0_u8..20).prop_map(|(kind, length)| {
        let mut octets = vec![kind, length];
        octets.resize(usize::from(length) + 2, 0x5a);
        octets
    });
    let piece = prop_oneof![
        4 => sound,
        2 => any_sound,
        2 => decoded,
        2 => select(vec![vec![0], vec![1, 0], vec![1, 2, 0, 0], vec![0; 11]]),
        1 => vec(any::<u8>(), 1..4),
    ];
    vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// Octets that begin like a Mobility Header and are as long as its Header Len says, most of the time.
pub fn header() -> impl Strategy<Value = Vec<u8>> {
    let mh_type = prop_oneof![9 => 0_u8..=8, 1 => any::<u8>()];
    let first = prop_oneof![9 => Just(59_u8), 1 => any::<u8>()];
    let fixed = vec(any::<u8>(), 20);
    let surplus = prop_oneof![9 => Just(0_usize), 1 => 0_usize..20];
    (first, mh_type, fixed, option_area(), surplus, any::<bool>()).prop_map(
        |(first, mh_type, fixed, area, surplus, short)| {
            let start = match mh_type {
                0 => 8,
                1 | 2 => 16,
                5 | 6 => 12,
                _ => 24,
            };
            let mut octets = vec![first, 0, mh_type, 0];
            octets.extend(&fixed[..start - 4]);
            octets.extend(area);
            if short {
                octets.truncate(octets.len() / 8 * 8);
            } else {
                octets.resize(octets.len().next_multiple_of(8), 0);
            }
            let units = octets.len() / 8;
            octets[1] = u8::try_from(units - 1).unwrap_or(255);
            octets.truncate(8 * 256);
            octets.resize(octets.len() + surplus, 0xa5);
            octets
        },
    )
}

/// An IPv6 packet of any chain of headers, a Mobility Header at its end more often than not.
pub fn packet() -> impl Strategy<Value = Vec<u8>> {
    let destination_option = prop_oneof![
        Just(vec![0]),
        Just(vec![1, 0]),
        any::<[u8; 16]>().prop_map(|address| [&[201, 16], &address[..]].concat()),
        (any::<u8>(), vec(any::<u8>(), 0..20)).prop_map(|(kind, body)| {
            let length = u8::try_from(body.len()).expect("20 at most");
            [&[kind, length], &body[..]].concat()
        }),
        vec(any::<u8>(), 1..4),
    ];
    // what follows Next Header and Hdr Ext Len, and the Next Header value of the header itself
    let options = vec(destination_option, 0..3).prop_map(|options| options.concat());
    let routing = (
        prop_oneof![4 => Just(2_u8), 1 => any::<u8>()],
        prop_oneof![4 => Just(1_u8), 1 => any::<u8>()],
        any::<[u8; 20]>(),
    )
        .prop_map(|(kind, segments, rest)| [&[kind, segments], &rest[..]].concat());
    let extension = prop_oneof![
        4 => options.clone().prop_map(|body| (60, body)),
        1 => options.prop_map(|body| (0, body)),
        4 => routing.prop_map(|body| (43, body)),
        1 => vec(any::<u8>(), 6..30).prop_map(|body| (43, body)),
        1 => prop_oneof![
            (0_u8..8).prop_map(|low| vec![0, low, 0, 0, 0, 7]),
            vec(any::<u8>(), 6),
        ]
            .prop_map(|body| (44, body)),
        1 => vec(any::<u8>(), 6..30).prop_map(|body| (51, body)),
        1 => (any::<u8>(), vec(any::<u8>(), 6..30)),
    ];
    (
        vec(extension, 0..4),
        header(),
        any::<[u8; 32]>(),
        prop_oneof![20 => Just(135_u8), 1 => any::<u8>()],
        prop_oneof![9 => Just(0_i32), 1 => -12_i32..12],
        prop_oneof![30 => Just(0x60_u8), 1 => any::<u8>()],
    )
        .prop_map(|(extensions, header, addresses, last, wrong, version)| {
            let mut octets = vec![version, 0, 0, 0, 0, 0, last, 64];
            octets.extend(addresses);
            let mut next_at = 6;
            for (kind, body) in extensions {
                octets[next_at] = kind;
                next_at = octets.len();
                let mut header = vec![last, 0];
                header.extend(body);
                let units = if kind == 51 {
                    header.resize(header.len().next_multiple_of(4).max(8), 0);
                    header.len() / 4 - 2
                } else {
                    header.resize(header.len().next_multiple_of(8), 0);
                    header.len() / 8 - 1
                };
                // the Fragment header's second octet is Reserved
                header[1] = u8::try_from(units).expect("short");
                octets.extend(header);
            }
            octets.extend(header);
            let length = i32::try_from(octets.len()).expect("short") - 40 + wrong;
            let length = u16::try_from(length.max(0)).expect("short");
            octets[4..6].copy_from_slice(&length.to_be_bytes());
            octets
        })
}

/// Configuration attributes: sound ones of the right and of other lengths, and octets in between.
pub fn attributes() -> impl Strategy<Value = Vec<u8>> {
    let kind = prop_oneof![
        9 => select(vec![1_u16, 7, 8, 10, 14, 15, 16, 18, 19, 25, 16384]),
        1 => any::<u16>(),
    ];
    let length = prop_oneof![
        9 => select(vec![0_usize, 2, 4, 16, 17, 20, 21]),
        1 => 0_usize..40,
    ];
    let attribute = (kind, any::<bool>(), length, vec(any::<u8>(), 40), 0_u8..=140).prop_map(
        |(kind, reserved, length, mut value, last)| {
            let kind = kind | u16::from(reserved) << 15;
            value.truncate(length);
            if let Some(octet) = value.last_mut() {
                *octet = last;
            }
            let length = u16::try_from(length).expect("short");
            [&kind.to_be_bytes(), &length.to_be_bytes(), &value[..]].concat()
        },
    );
    let piece = prop_oneof![9 => attribute, 1 => vec(any::<u8>(), 1..5)];
    vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// A chain of payloads and the type of the first.
pub fn payload_chain() -> impl Strategy<Value = (u8, Vec<u8>)> {
    let reserved = prop_oneof![4 => Just([0; 3]), 1 => any::<[u8; 3]>()];
    let configuration = (0_u8..5, reserved.clone(), attributes())
        .prop_map(|(kind, reserved, list)| (47, [&[kind], &reserved[..], &list].concat()));
    let identification =
        (35_u8..=36, 0_u8..16, reserved, identity()).prop_map(|(kind, id_type, reserved, data)| {
            (kind, [&[id_type], &reserved[..], &data].concat())
        });
    let notify = (any::<u8>(), 0_u8..9, any::<u16>(), vec(any::<u8>(), 0..12)).prop_map(
        |(protocol, spi_size, kind, rest)| {
            let [high, low] = kind.to_be_bytes();
            (41, [&[protocol, spi_size, high, low], &rest[..]].concat())
        },
    );
    let other = (any::<u8>(), vec(any::<u8>(), 0..12));
    let encrypted = (select(vec![46_u8, 53]), vec(any::<u8>(), 0..12));
    let payload = prop_oneof![
        4 => configuration,
        2 => identification,
        4 => notify,
        2 => other,
        1 => encrypted,
    ];
    let flags = prop_oneof![4 => Just(0_u8), 1 => Just(0x80), 1 => any::<u8>()];
    let surplus = prop_oneof![9 => Just(0_usize), 1 => 0_usize..6];
    let last = prop_oneof![9 => Just(0_u8), 1 => any::<u8>()];
    (vec((payload, flags), 0..5), surplus, last).prop_map(|(payloads, surplus, last)| {
        let kinds: Vec<u8> = payloads.iter().map(|((kind, _), _)| *kind).collect();
        let mut octets = Vec::new();
        for (index, ((_, body), flags)) in payloads.into_iter().enumerate() {
            let next = kinds.get(index + 1).copied().unwrap_or(last);
            let length = u16::try_from(body.len() + 4).expect("short");
            octets.extend([next, flags]);
            octets.extend(length.to_be_bytes());
            octets.extend(body);
        }
        octets.resize(octets.len() + surplus, 0);
        (kinds.first().copied().unwrap_or(last), octets)
    })
}

/// A change to octets: where, and what.
pub fn mutation() -> impl Strategy<Value = (prop::sample::Index, Mutation)> {
    let change = prop_oneof![
        4 => any::<u8>().prop_map(Mutation::Set),
        2 => (0_u32..8).prop_map(Mutation::Flip),
        1 => Just(Mutation::Remove),
        1 => any::<u8>().prop_map(Mutation::Insert),
        1 => (0_usize..40).prop_map(Mutation::Repeat),
    ];
    (any::<prop::sample::Index>(), change)
}

/// What a [`mutation`] does.
#[derive(Clone, Copy, Debug)]
pub enum Mutation {
    /// The octet is set.
    Set(u8),
    /// One bit of it is flipped.
    Flip(u32),
    /// It is taken out.
    Remove,
    /// One is put before it.
    Insert(u8),
    /// As many octets from there on stand twice.
    Repeat(usize),
}

impl Mutation {
    /// Changes the octets.
    pub fn apply(self, octets: &mut Vec<u8>, at: usize) {
        match self {
            Self::Set(octet) => octets[at] = octet,
            Self::Flip(bit) => octets[at] ^= 1 << bit,
            Self::Remove => {
                octets.remove(at);
            }
            Self::Insert(octet) => octets.insert(at, octet),
            Self::Repeat(length) => {
                let end = (at + length).min(octets.len());
                let piece = octets[at..end].to_vec();
                octets.splice(at..at, piece);
            }
        }
    }
}

/// The octets after some changes.
#[must_use]
pub fn mutated(octets: &[u8], mutations: &[(prop::sample::Index, Mutation)]) -> Vec<u8> {
    let mut octets = octets.to_vec();
    for (index, mutation) in mutations {
        if !octets.is_empty() {
            let at = index.index(octets.len());
            mutation.apply(&mut octets, at);
        }
    }
    octets
}
