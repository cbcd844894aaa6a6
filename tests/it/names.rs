//! Domain names and identities, through the public API: vectors written by hand, and all small inputs against a
//! second reading of the rules.

use crate::support::under_miri::one_in;
use core::net::Ipv6Addr;
use mip6_wire::ikev2::{IdType, Identification};
use mip6_wire::name::{FqdnBuf, reverse_name, service_name};
use mip6_wire::{EmitErrorKind, Fqdn, MnIdentity, ParseErrorKind};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use ParseErrorKind::{LabelLength, NameCharacter, NameLength, TrailingOctets, Truncated};

/// The same names in both forms.
const PAIRS: &[(&str, &[u8])] = &[
    ("a", b"\x01a\x00"),
    ("com", b"\x03com\x00"),
    ("mn.example.com", b"\x02\x6d\x6e\x07\x65\x78\x61\x6d\x70\x6c\x65\x03\x63\x6f\x6d\x00"),
    ("_mip6._ipv6.example.com", b"\x05_mip6\x05_ipv6\x07example\x03com\x00"),
    ("xn--tmonesimerkki-bfbb.example.net", b"\x16xn--tmonesimerkki-bfbb\x07example\x03net\x00"),
    ("mn1.a.test", b"\x03mn1\x01a\x04test\x00"),
    ("!.~", b"\x01!\x01~\x00"),
];

/// What is wrong, and at which octet.
type Fault = (ParseErrorKind, usize);

fn text_error(octets: &[u8]) -> Fault {
    let error = Fqdn::from_text_octets(octets).unwrap_err();
    (error.kind(), error.offset())
}

fn labels_error(octets: &[u8]) -> Fault {
    let error = Fqdn::from_labels(octets).unwrap_err();
    (error.kind(), error.offset())
}

/// The label form, written down anew.
fn labels_of(text: &[u8]) -> Vec<u8> {
    let mut labels = Vec::new();
    for label in text.split(|octet| *octet == b'.') {
        labels.push(u8::try_from(label.len()).unwrap());
        labels.extend(label);
    }
    labels.push(0);
    labels
}

/// A text of labels with these lengths.
fn text_of(lengths: &[usize]) -> Vec<u8> {
    let labels: Vec<_> = lengths.iter().map(|length| vec![b'a'; *length]).collect();
    labels.join(&b'.')
}

fn is_character(octet: u8) -> bool {
    octet > b' ' && octet < 0x7f && octet != b'.' && octet != b'\\'
}

/// The rules for text, octet by octet.
fn naive_text(octets: &[u8]) -> Result<Vec<Vec<u8>>, Fault> {
    let text = octets.strip_suffix(b".").unwrap_or(octets);
    if text.is_empty() {
        return Err((NameLength, 0));
    }
    if text.len() > 253 {
        return Err((NameLength, 253));
    }
    let (mut labels, mut label, mut start) = (vec![], vec![], 0);
    let mut faults = vec![];
    for (at, octet) in text.iter().copied().chain([b'.']).enumerate() {
        if octet == b'.' {
            if label.is_empty() || label.len() > 63 {
                faults.push((start, LabelLength));
            }
            labels.push(std::mem::take(&mut label));
            start = at + 1;
        } else {
            if !is_character(octet) {
                faults.push((at, NameCharacter));
            }
            label.push(octet);
        }
    }
    // at the same octet, the length of the label comes first
    match faults.iter().min_by_key(|(at, kind)| (*at, *kind != LabelLength)) {
        Some((at, kind)) => Err((*kind, *at)),
        None => Ok(labels),
    }
}

/// The rules for labels, octet by octet: the labels, and how many octets they take.
fn naive_split(octets: &[u8]) -> Result<(Vec<Vec<u8>>, usize), Fault> {
    let (mut labels, mut at) = (vec![], 0);
    let mut fault = None;
    loop {
        if at >= 255 && octets.len() > 255 {
            return Err((NameLength, 255));
        }
        if at >= octets.len() {
            return Err((Truncated, octets.len()));
        }
        let length = usize::from(octets[at]);
        match length {
            0 if at == 0 => return Err((NameLength, 0)),
            0 => break,
            64.. => return Err((LabelLength, at)),
            _ => {}
        }
        let mut label = vec![];
        for (position, octet) in octets.iter().enumerate().skip(at + 1).take(length) {
            if !is_character(*octet) && fault.is_none() {
                fault = Some((NameCharacter, position));
            }
            label.push(*octet);
        }
        labels.push(label);
        at += 1 + length;
    }
    match fault {
        Some(fault) => Err(fault),
        None => Ok((labels, at + 1)),
    }
}

/// Compares everything that is said about `octets` as text and as labels with the naive reading.
fn compare(octets: &[u8]) {
    let text = Fqdn::from_text_octets(octets);
    match (text, naive_text(octets)) {
        (Ok(name), Ok(labels)) => {
            assert!(name.labels().eq(labels.iter().map(Vec::as_slice)), "{octets:x?}");
            round_trip(name, &labels);
        }
        (Err(error), Err(naive)) => {
            assert_eq!((error.kind(), error.offset()), naive, "{octets:x?}");
            assert!(error.offset() <= octets.len());
        }
        (name, naive) => panic!("{octets:x?}: {name:?}, {naive:?}"),
    }
    let split = Fqdn::split_labels(octets);
    match (split, naive_split(octets)) {
        (Ok((name, rest)), Ok((labels, length))) => {
            assert_eq!(name.as_labels(), Some(&octets[..length]));
            assert_eq!(rest, &octets[length..]);
            round_trip(name, &labels);
            match Fqdn::from_labels(octets) {
                Ok(whole) => assert!(rest.is_empty() && whole == name),
                Err(error) => {
                    assert!(!rest.is_empty());
                    assert_eq!((error.kind(), error.offset()), (TrailingOctets, length));
                }
            }
        }
        (Err(error), Err(naive)) => {
            assert_eq!((error.kind(), error.offset()), naive, "{octets:x?}");
            assert!(error.offset() <= octets.len());
            assert_eq!(Fqdn::from_labels(octets).unwrap_err(), error);
        }
        (name, naive) => panic!("{octets:x?}: {name:?}, {naive:?}"),
    }
    let identity = MnIdentity::from_octets(octets);
    let (text, labels) = (identity.as_text().is_ok(), identity.as_labels().is_ok());
    assert!(!(text && labels));
    assert_eq!(identity.fqdn().is_ok(), text || labels);
    assert_eq!(identity.matches(identity), text || labels);
}

fn round_trip(name: Fqdn<'_>, labels: &[Vec<u8>]) {
    let text = labels.join(&b'.');
    let form = labels_of(&text);
    assert_eq!((name.text_len(), name.labels_len()), (text.len(), form.len()));

    let mut buffer = [0xa5; 260];
    assert_eq!(name.to_text_octets(&mut buffer), Ok(&text[..]));
    assert!(buffer[text.len()..].iter().all(|octet| *octet == 0xa5));
    let again = Fqdn::from_text_octets(&text).unwrap();
    assert_eq!(name, again);

    let mut buffer = [0xa5; 260];
    assert_eq!(name.to_labels(&mut buffer), Ok(&form[..]));
    assert!(buffer[form.len()..].iter().all(|octet| *octet == 0xa5));
    let again = Fqdn::from_labels(&form).unwrap();
    assert_eq!(name, again);
}

#[test]
fn vectors() {
    for (text, octets) in PAIRS {
        let name = Fqdn::from_text(text).unwrap();
        let labels = Fqdn::from_labels(octets).unwrap();
        assert_eq!((name.as_text(), name.as_labels()), (Some(*text), None));
        assert_eq!((labels.as_text(), labels.as_labels()), (None, Some(*octets)));
        assert_eq!(name.as_octets(), text.as_bytes());
        assert_eq!(labels.as_octets(), *octets);
        for form in [name, labels] {
            let mut buffer = [0xff; 64];
            assert_eq!(form.to_labels(&mut buffer), Ok(*octets));
            assert_eq!(form.to_text(&mut buffer), Ok(*text));
            assert_eq!(form.to_text_octets(&mut buffer), Ok(text.as_bytes()));
            assert_eq!(form.to_string(), *text);
            assert_eq!((form.text_len(), form.labels_len()), (text.len(), octets.len()));
            assert!(form.labels().eq(text.split('.').map(str::as_bytes)));
        }
        assert_eq!(name, labels);
        compare(text.as_bytes());
        compare(octets);
    }
}

#[test]
fn a_label_has_63_octets_at_most() {
    for before in [&b""[..], b"mn.", b"a.b.c."] {
        for after in
            [&b""[..], b".com", b".a.very.long.domain.that.makes.sure.of.a.second.block.of.octets"]
        {
            let text = [before, &[b'x'; 63], after].concat();
            assert!(Fqdn::from_text_octets(&text).is_ok());
            compare(&text);
            compare(&labels_of(&text));
            let text = [before, &[b'x'; 64], after].concat();
            assert_eq!(text_error(&text), (LabelLength, before.len()));
            compare(&text);
            compare(&labels_of(&text));
        }
    }
    let labels = [&[64][..], &[b'x'; 64], &[0]].concat();
    assert_eq!(labels_error(&labels), (LabelLength, 0));
    assert_eq!(labels_error(&[b"\x02mn", &labels[..]].concat()), (LabelLength, 3));
}

#[test]
fn a_text_has_253_octets_at_most() {
    let longest = text_of(&[63, 63, 63, 61]);
    assert_eq!(longest.len(), Fqdn::MAX_TEXT);
    let name = Fqdn::from_text_octets(&longest).unwrap();
    assert_eq!(name.labels_len(), Fqdn::MAX_LABELS);
    let with_dot = [&longest[..], b"."].concat();
    assert_eq!(Fqdn::from_text_octets(&with_dot).unwrap().as_octets(), longest);
    assert_eq!(text_error(&[&with_dot[..], b"."].concat()), (NameLength, 253));

    let long = text_of(&[63, 63, 63, 62]);
    assert_eq!(text_error(&long), (NameLength, 253));
    // the length comes before all else
    assert_eq!(text_error(&[b' '; 254]), (NameLength, 253));
    assert_eq!(text_error(&[b'.'; 254]), (LabelLength, 0)); // 253 after the trailing dot
    assert_eq!(text_error(&[b'x'; 4096]), (NameLength, 253));

    let many = text_of(&[1; 127]);
    assert_eq!(many.len(), 253);
    compare(&many);
    compare(&labels_of(&many));
}

#[test]
fn labels_have_255_octets_at_most() {
    let longest = labels_of(&text_of(&[63, 63, 63, 61]));
    assert_eq!(longest.len(), 255);
    assert!(Fqdn::from_labels(&longest).is_ok());
    let (name, rest) = Fqdn::split_labels(&[&longest[..], b"rest"].concat())
        .map(|(name, rest)| (name.labels_len(), rest.to_vec()))
        .unwrap();
    assert_eq!((name, &rest[..]), (255, &b"rest"[..]));

    let long = labels_of(&text_of(&[63, 63, 63, 62]));
    assert_eq!(long.len(), 256);
    assert_eq!(labels_error(&long), (NameLength, 255));
    assert_eq!(labels_error(&long[..255]), (Truncated, 255));
    let longer = labels_of(&text_of(&[63; 63]));
    assert_eq!(labels_error(&longer), (NameLength, 255));
    for octets in [&longest, &long, &longer] {
        compare(octets);
    }
}

#[test]
fn every_error_has_its_offset() {
    for (text, expected) in [
        (&b""[..], (NameLength, 0)),
        (b".", (NameLength, 0)),
        (b"..", (LabelLength, 0)),
        (b".a", (LabelLength, 0)),
        (b"a..", (LabelLength, 2)),
        (b"a..b", (LabelLength, 2)),
        (b"mn..example.com", (LabelLength, 3)),
        (b"mn.example.com\0", (NameCharacter, 14)),
        (b"mn.example.com..", (LabelLength, 15)),
        (b"mn example.com", (NameCharacter, 2)),
        (b"mn\\.example.com", (NameCharacter, 2)),
        (b"m\xc3\xbc.example.com", (NameCharacter, 1)),
        (b"mn.example.com\r\n", (NameCharacter, 14)),
        (b" ..", (NameCharacter, 0)),
        (b".. ", (LabelLength, 0)),
        (b"\x02mn\x00", (NameCharacter, 0)),
    ] {
        assert_eq!(text_error(text), expected, "{text:x?}");
        compare(text);
    }
    for (octets, expected) in [
        (&b""[..], (Truncated, 0)),
        (b"\x00", (NameLength, 0)),
        (b"\x00\x00", (NameLength, 0)),
        (b"\x03com", (Truncated, 4)),
        (b"\x03co", (Truncated, 3)),
        (b"\x03", (Truncated, 1)),
        (b"\x03com\x00\x00", (TrailingOctets, 5)),
        (b"\x03com\x00x", (TrailingOctets, 5)),
        (b"\x02mn\xc0\x0c", (LabelLength, 3)), // a pointer
        (b"\xc0\x0c", (LabelLength, 0)),
        (b"\x40", (LabelLength, 0)),
        (b"\x02mn\x80", (LabelLength, 3)),
        (b"\x02m\x00\x03com\x00", (NameCharacter, 2)),
        (b"\x03m.n\x00", (NameCharacter, 2)),
        (b"\x02mn\x03c\\m\x00", (NameCharacter, 5)),
        (b"\x01 \x05", (Truncated, 3)), // the lengths come before the characters
        (b"mn.example.com", (LabelLength, 0)),
    ] {
        assert_eq!(labels_error(octets), expected, "{octets:x?}");
        compare(octets);
    }
}

#[test]
fn every_octet_value_at_every_place() {
    // lengths around the block sizes of the check; in long names, the octets at the limits of the rule
    for length in [1, 2, 8, 63, 64, 65, 66, 129, 193, 253] {
        let octets: Vec<u8> = if length < 67 {
            (0..=255).collect()
        } else {
            b"\0\x01\x20!-./?@[\\]`~\x7f\x80\xa0\xa1\xdc\xff".to_vec()
        };
        let mut text = vec![b'x'; length];
        for dot in (40..length.saturating_sub(1)).step_by(41) {
            text[dot] = b'.';
        }
        let labels = labels_of(&text);
        for octet in octets.into_iter().step_by(one_in(17)) {
            for at in (0..length).step_by(one_in(41)) {
                let mut text = text.clone();
                text[at] = octet;
                let (fast, naive) = (Fqdn::from_text_octets(&text), naive_text(&text));
                let fast = fast.map_err(|error| (error.kind(), error.offset()));
                assert_eq!(fast.map(|_| ()), naive.map(|_| ()), "{octet:#x} at {at} of {length}");
            }
            for at in (0..labels.len()).step_by(one_in(41)) {
                let mut labels = labels.clone();
                labels[at] = octet;
                let (fast, naive) = (Fqdn::split_labels(&labels), naive_split(&labels));
                let fast = fast.map_err(|error| (error.kind(), error.offset()));
                assert_eq!(fast.map(|_| ()), naive.map(|_| ()), "{octet:#x} at {at} of {length}");
            }
        }
    }
}

#[test]
fn every_pair_of_octets() {
    // at the start, across the words and at the end of what is checked eight or sixteen octets at a time
    for (length, places) in [(12, [0, 7, 10]), (30, [15, 23, 28])] {
        let text = vec![b'x'; length];
        let labels = labels_of(&text);
        for pair in (0..=u16::MAX).step_by(one_in(4093)) {
            let pair = pair.to_be_bytes();
            let good = pair.map(|octet| is_character(octet) || octet == b'.');
            for at in places {
                let mut text = text.clone();
                text[at..at + 2].copy_from_slice(&pair);
                let whole = text.strip_suffix(b".").unwrap_or(&text);
                let sound = good == [true; 2]
                    && pair != *b".."
                    && !whole.starts_with(b".")
                    && !whole.ends_with(b".");
                assert_eq!(Fqdn::from_text_octets(&text).is_ok(), sound, "{text:x?}");

                let mut labels = labels.clone();
                labels[at + 1..at + 3].copy_from_slice(&pair);
                let sound = pair.iter().all(|octet| is_character(*octet));
                assert_eq!(Fqdn::from_labels(&labels).is_ok(), sound, "{labels:x?}");
            }
        }
    }
}

#[test]
fn two_faults_are_no_name() {
    // at any distance, the width of the check's blocks among them
    for octet in [0, b' ', b'\\', 0x7f, 0x80, 0xff] {
        for distance in (1..60).step_by(one_in(15)) {
            for at in (1..60).step_by(one_in(31)) {
                let mut text = text_of(&[60, 60, 60]);
                if text[at + distance] == b'.' {
                    continue;
                }
                text[at] = octet;
                text[at + distance] = octet;
                let error = (NameCharacter, at);
                assert_eq!(text_error(&text), error, "{octet:#x}, {distance}");
                let error = (NameCharacter, at + 1);
                assert_eq!(labels_error(&labels_of(&text)), error, "{octet:#x}, {distance}");
            }
        }
    }
}

#[test]
fn no_fault_hides_a_length_that_is_a_dot() {
    // 46, the length of the second label, is a dot as a character
    for length in (1..=63).step_by(one_in(31)) {
        for octet in (0x80..=0xff).step_by(one_in(61)) {
            let mut text = text_of(&[length, 46, 3]);
            text[length - 1] = octet;
            assert_eq!(labels_error(&labels_of(&text)), (NameCharacter, length), "{octet:#x}");
            let mut text = text_of(&[length, 46]);
            text[length - 1] = octet;
            assert_eq!(labels_error(&labels_of(&text)), (NameCharacter, length), "{octet:#x}");
        }
    }
}

#[test]
fn names_of_controls() {
    // as many characters as length octets, or about as many
    for lengths in [&[63][..], &[20], &[15], &[7, 7], &[7], &[7, 20]] {
        for characters in 0..4 {
            let mut labels = labels_of(&text_of(lengths));
            let first = lengths[0];
            labels[1 + characters..=first].fill(1);
            if let [_, second] = lengths {
                labels[first + 2..first + 2 + second].fill(1);
            }
            assert_eq!(labels_error(&labels), (NameCharacter, 1 + characters), "{labels:x?}");
        }
    }
}

#[test]
fn all_labels_of_every_length() {
    // every length octet, 1 to 63, those that are characters among them
    for length in (1..=63).step_by(one_in(31)) {
        for character in [b'a', b'.', b' ', 0x2f, 0] {
            let mut labels = vec![length];
            labels.extend(vec![b'a'; usize::from(length)]);
            labels.extend([2, character, b'b', 0]);
            compare(&labels);
            labels[1] = character;
            compare(&labels);
        }
    }
}

#[test]
fn all_inputs_of_up_to_two_octets_and_many_of_three() {
    compare(&[]);
    for first in (0..=255).step_by(one_in(17)) {
        compare(&[first]);
        for second in (0..=255).step_by(one_in(51)) {
            compare(&[first, second]);
        }
    }
    // of three octets, the last one from all classes
    for first in (0..=255).step_by(one_in(51)) {
        for second in (0..=255).step_by(one_in(51)) {
            for third in [0, 1, 0x20, b'.', b'0', b'\\', b'a', 0xff] {
                compare(&[first, second, third]);
            }
        }
    }
}

#[test]
fn all_labels_of_three_octets() {
    // the verdict alone, for every input of three octets
    for number in (0..1_u32 << 24).step_by(one_in(65_521)) {
        let [_, octets @ ..] = number.to_be_bytes();
        let expected = matches!(octets, [1, character, 0] if is_character(character));
        assert_eq!(Fqdn::from_labels(&octets).is_ok(), expected, "{octets:x?}");
    }
}

#[test]
fn all_places_of_dots() {
    // all texts of `a` and `.` of up to 16 octets: each way in which labels can be empty
    for length in 1..=16 {
        for dots in (0..1_u32 << length).step_by(one_in(1021)) {
            let text: Vec<u8> =
                (0..length).map(|at| if dots >> at & 1 == 1 { b'.' } else { b'a' }).collect();
            let fast =
                Fqdn::from_text_octets(&text).map_err(|error| (error.kind(), error.offset()));
            match (fast, naive_text(&text)) {
                (Ok(name), Ok(labels)) => {
                    let mut buffer = [0; 32];
                    assert_eq!(
                        name.to_labels(&mut buffer),
                        Ok(&labels_of(&labels.join(&b'.'))[..])
                    );
                }
                (fast, naive) => assert_eq!(fast.err(), naive.err()),
            }
        }
    }
}

#[test]
fn two_dots_anywhere_are_an_empty_label() {
    for length in (2..=253).step_by(one_in(125)) {
        let mut text = vec![b'x'; length];
        for dot in (31..length - 1).step_by(32) {
            text[dot] = b'.';
        }
        compare(&text);
        compare(&labels_of(&text));
        for at in (0..length - 1).step_by(one_in(31)) {
            let mut text = text.clone();
            text[at] = b'.';
            text[at + 1] = b'.';
            let fast = Fqdn::from_text_octets(&text).map(|_| ());
            let fast = fast.map_err(|error| (error.kind(), error.offset()));
            assert_eq!(fast, naive_text(&text).map(|_| ()));
        }
    }
}

#[test]
fn a_short_buffer_stays_untouched() {
    for (text, octets) in PAIRS {
        for name in [Fqdn::from_text(text).unwrap(), Fqdn::from_labels(octets).unwrap()] {
            for length in 0..octets.len() {
                let mut buffer = vec![0xa5; length];
                let error = name.to_labels(&mut buffer).unwrap_err();
                assert_eq!(error.kind(), EmitErrorKind::BufferFull);
                assert!(buffer.iter().all(|octet| *octet == 0xa5));
            }
            for length in 0..text.len() {
                let mut buffer = vec![0xa5; length];
                let error = name.to_text(&mut buffer).unwrap_err();
                assert_eq!(error.kind(), EmitErrorKind::BufferFull);
                assert!(buffer.iter().all(|octet| *octet == 0xa5));
            }
            let mut exact = vec![0xa5; octets.len()];
            assert_eq!(name.to_labels(&mut exact), Ok(*octets));
            let mut exact = vec![0xa5; text.len()];
            assert_eq!(name.to_text(&mut exact), Ok(*text));
        }
    }
}

#[test]
fn equality_does_not_see_form_or_case() {
    let same = [
        Fqdn::from_text("mn.example.com").unwrap(),
        Fqdn::from_text("MN.EXAMPLE.COM.").unwrap(),
        Fqdn::from_labels(b"\x02mn\x07example\x03com\x00").unwrap(),
        Fqdn::from_labels(b"\x02mN\x07exAmple\x03coM\x00").unwrap(),
    ];
    let others = [
        Fqdn::from_text("mn.example.org").unwrap(),
        Fqdn::from_text("mn.example.co").unwrap(),
        Fqdn::from_text("mnxexample.com").unwrap(),
        Fqdn::from_text("example.com").unwrap(),
        Fqdn::from_labels(b"\x02mn\x0bexample-com\x00").unwrap(),
        Fqdn::from_labels(b"\x07example\x02mn\x03com\x00").unwrap(),
        Fqdn::from_labels(b"\x02nm\x07example\x03com\x00").unwrap(),
    ];
    for one in same {
        for other in same {
            assert_eq!(one, other);
        }
        for other in others {
            assert_ne!(one, other);
            assert_ne!(other, one);
        }
    }
    assert_eq!(HashSet::from(same).len(), 1);
    assert_eq!(HashSet::from(others).len(), others.len());
    // only letters have two cases: `@` and the backquote, `[` and `{` are a bit apart too
    assert_ne!(Fqdn::from_text("a@b").unwrap(), Fqdn::from_text("a`b").unwrap());
    assert_ne!(Fqdn::from_text("[").unwrap(), Fqdn::from_text("{").unwrap());
}

#[test]
fn subdomains() {
    let forms = |text: &str| (text.as_bytes().to_vec(), labels_of(text.as_bytes()));
    for (name, domain, expected) in [
        ("mn.example.com", "example.com", true),
        ("mn.example.com", "EXAMPLE.com", true),
        ("mn.example.com", "com", true),
        ("mn.example.com", "mn.example.com", true),
        ("a.b.c.d", "c.d", true),
        ("example.com", "mn.example.com", false),
        ("counterexample.com", "example.com", false),
        ("mn.example.com", "ample.com", false),
        ("mn.example.com", "example.org", false),
        ("mn.example.com", "example", false),
        ("mn.example.com", "n.example.com", false),
    ] {
        let (name, domain) = (forms(name), forms(domain));
        let text = Fqdn::from_text_octets(&name.0).unwrap();
        let labels = Fqdn::from_labels(&name.1).unwrap();
        let domain_text = Fqdn::from_text_octets(&domain.0).unwrap();
        let domain_labels = Fqdn::from_labels(&domain.1).unwrap();
        for name in [text, labels] {
            for domain in [domain_text, domain_labels] {
                assert_eq!(name.is_subdomain_of(domain), expected, "{name} {domain}");
            }
        }
    }
}

#[test]
fn labels_end_for_good() {
    for name in [Fqdn::from_text("a.b").unwrap(), Fqdn::from_labels(b"\x01a\x01b\x00").unwrap()] {
        let mut labels = name.labels();
        assert_eq!(labels.next(), Some(&b"a"[..]));
        let mut fork = labels.clone();
        assert_eq!((labels.next(), fork.next()), (Some(&b"b"[..]), Some(&b"b"[..])));
        assert_eq!((labels.next(), labels.next()), (None, None));
        assert!(format!("{labels:?}").starts_with("Labels("));
    }
}

#[test]
fn debug_shows_no_name() {
    let text = Fqdn::from_text("secret.example").unwrap();
    let labels = Fqdn::from_labels(b"\x06secret\x07example\x00").unwrap();
    let buf = FqdnBuf::<32>::from_fqdn(text).unwrap();
    assert_eq!(format!("{text:?}"), "Fqdn(text, 14 octets)");
    assert_eq!(format!("{labels:?}"), "Fqdn(labels, 16 octets)");
    assert_eq!(format!("{buf:?}"), "FqdnBuf(14 octets)");
    assert_eq!(format!("{:?}", text.labels()), "Labels(14 octets)");
    assert_eq!(format!("{:?}", MnIdentity::from(text)), "MnIdentity(14 octets)");
    assert_eq!(
        format!("{:>16}|{:<16}|{:>16}", text, labels, buf),
        "  secret.example|secret.example  |  secret.example"
    );
}

#[test]
fn owned_names() {
    for (text, octets) in PAIRS {
        for name in [Fqdn::from_text(text).unwrap(), Fqdn::from_labels(octets).unwrap()] {
            let buf = FqdnBuf::<253>::from_fqdn(name).unwrap();
            assert_eq!(buf.as_fqdn().as_text(), Some(*text));
            assert_eq!(buf.to_string(), *text);
            assert_eq!(buf, buf.clone());
        }
    }
    let name = Fqdn::from_labels(b"\x02mn\x07example\x03com\x00").unwrap();
    assert!(FqdnBuf::<14>::from_fqdn(name).is_ok());
    let error = FqdnBuf::<13>::from_fqdn(name).unwrap_err();
    assert_eq!(error.kind(), EmitErrorKind::BufferFull);
    let upper = Fqdn::from_text("MN.EXAMPLE.COM").unwrap();
    assert_eq!(FqdnBuf::<14>::from_fqdn(name), FqdnBuf::<14>::from_fqdn(upper));
}

#[test]
fn owned_names_from_text() {
    for (text, _) in PAIRS {
        let name: FqdnBuf<253> = text.parse().unwrap();
        assert_eq!(name.as_fqdn().as_text_octets(), Some(text.as_bytes()));
    }
    // the trailing dot takes no room
    let name: FqdnBuf<14> = "mn.example.com.".parse().unwrap();
    assert_eq!(name.to_string(), "mn.example.com");
    for (text, fault) in [
        ("", (NameLength, 0)),
        ("mn..com", (LabelLength, 3)),
        ("mn example.com", (NameCharacter, 2)),
        ("mn.example.comm", (NameLength, 14)),
    ] {
        let error = text.parse::<FqdnBuf<14>>().unwrap_err();
        assert_eq!((error.kind(), error.offset()), fault, "{text}");
    }
    let labels = Fqdn::from_labels(b"\x01a\x00").unwrap();
    assert_eq!(labels.as_text_octets(), None);
}

#[test]
fn equal_names_hash_alike() {
    fn hash(value: impl Hash) -> u64 {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        hasher.finish()
    }
    for (text, octets) in PAIRS {
        let upper = text.to_ascii_uppercase();
        let name = Fqdn::from_text(text).unwrap();
        let expected = hash(name);
        assert_eq!(hash(Fqdn::from_labels(octets).unwrap()), expected);
        assert_eq!(hash(Fqdn::from_text(&upper).unwrap()), expected);
        // a map that is asked for a view finds what is stored
        assert_eq!(hash(FqdnBuf::<253>::from_fqdn(name).unwrap()), expected);
        assert_eq!(hash(upper.parse::<FqdnBuf<253>>().unwrap()), expected);
    }
    // labels are hashed with their ends
    let text = |text| hash(Fqdn::from_text(text).unwrap());
    assert_ne!(text("ab.c"), text("a.bc"));
    assert_ne!(text("a.b"), text("a"));
}

#[test]
fn service_names() {
    let mut buffer = [0; 64];
    let name = service_name::<64>(Fqdn::from_text("example.com").unwrap()).unwrap();
    assert_eq!(name.to_string(), "_mip6._ipv6.example.com");
    assert_eq!(
        name.as_fqdn().to_labels(&mut buffer).unwrap(),
        b"\x05_mip6\x05_ipv6\x07example\x03com\x00"
    );
    let labels = Fqdn::from_labels(b"\x07example\x03com\x00").unwrap();
    assert_eq!(service_name::<64>(labels).unwrap(), name);
    assert!(service_name::<23>(labels).is_ok());
    let error = service_name::<22>(labels).unwrap_err();
    assert_eq!(error.kind(), EmitErrorKind::BufferFull);

    let longest = text_of(&[63, 63, 63, 49]);
    assert_eq!(longest.len(), 241);
    let name = service_name::<253>(Fqdn::from_text_octets(&longest).unwrap()).unwrap();
    let text = name.to_string();
    assert_eq!(text.len(), 253);
    assert_eq!(Fqdn::from_text(&text).unwrap(), name.as_fqdn());

    let long = text_of(&[63, 63, 63, 50]);
    for domain in
        [Fqdn::from_text_octets(&long).unwrap(), Fqdn::from_labels(&labels_of(&long)).unwrap()]
    {
        let error = service_name::<300>(domain).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (EmitErrorKind::Value, 253));
    }
}

#[test]
fn reverse_names() {
    for (address, expected) in [
        (
            "2001:db8:1::100",
            "0.0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
        ),
        // the example of RFC 3596 Section 2.5
        (
            "4321:0:1:2:3:4:567:89ab",
            "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa",
        ),
        ("::", "0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa"),
        (
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.ip6.arpa",
        ),
    ] {
        let name = reverse_name(address.parse().unwrap());
        assert_eq!(name.to_string(), expected);
        assert_eq!(Fqdn::from_text(expected).unwrap(), name.as_fqdn());
    }
    // each nibble of each octet
    for at in 0..16 {
        for octet in (0..=255_u8).step_by(one_in(255)) {
            let mut octets = [0; 16];
            octets[at] = octet;
            let digits: Vec<String> = format!("{:032x}", u128::from_be_bytes(octets))
                .chars()
                .rev()
                .map(String::from)
                .collect();
            let name = reverse_name(Ipv6Addr::from(octets));
            assert_eq!(name.to_string(), format!("{}.ip6.arpa", digits.join(".")));
        }
    }
}

#[test]
fn identity_tells_the_forms_apart() {
    // `0` is a digit, and the length 48
    let mut labels = vec![b'0'];
    labels.extend([b'a'; 48]);
    assert_eq!(MnIdentity::from_octets(&labels).as_text().unwrap().len(), 49);
    labels.push(0);
    let identity = MnIdentity::from_octets(&labels);
    assert_eq!(identity.fqdn().unwrap().to_string(), "a".repeat(48));
    assert_eq!(identity.as_labels(), Ok(&labels[..]));
    assert!(identity.as_text().is_err());

    let text = MnIdentity::from_octets(b"0.example.com");
    assert_eq!(text.fqdn().unwrap().as_text(), Some("0.example.com"));
    assert!(text.as_labels().is_err());

    for (octets, expected) in [
        // lengths that do not lead to the end: text, and wrong as that
        (&b"mn.example.com\0"[..], (NameCharacter, 14)),
        (b"\x02mn\x00\x00", (NameCharacter, 0)),
        (b"\x03mn\x00", (NameCharacter, 0)),
        (b"mn\xc0\x00", (NameCharacter, 2)),
        (b"", (NameLength, 0)),
        (b".", (NameLength, 0)),
        // labels, and wrong as these
        (b"\x00", (NameLength, 0)),
        (b"\x02m \x00", (NameCharacter, 2)),
    ] {
        let error = MnIdentity::from_octets(octets).fqdn().unwrap_err();
        assert_eq!((error.kind(), error.offset()), expected, "{octets:x?}");
    }
}

#[test]
fn identities_compare_by_name() {
    let text = MnIdentity::from_text("mn.example.com.").unwrap();
    assert_eq!(text.as_octets(), b"mn.example.com");
    let labels = MnIdentity::from_octets(b"\x02MN\x07example\x03com\x00");
    let dotted = MnIdentity::from_octets(b"mn.Example.com.");
    for one in [text, labels, dotted] {
        for other in [text, labels, dotted] {
            assert!(one.matches(other));
            assert!(one.matches_fqdn(other.fqdn().unwrap()));
        }
        assert!(!one.matches(MnIdentity::from_octets(b"mn.example.org")));
        assert!(!one.matches(MnIdentity::from_octets(b"")));
    }
    assert_ne!(text, labels);
    assert_ne!(text, dotted);
    assert_eq!(text, MnIdentity::from_octets(b"mn.example.com"));
    assert_eq!(dotted.as_text(), Ok("mn.Example.com"));

    let empty = MnIdentity::from_octets(b"");
    assert!(empty.is_empty() && !text.is_empty());
    assert!(!empty.matches(empty));
    let broken = MnIdentity::from_octets(b"no name");
    assert!(!broken.matches(broken));

    let name = Fqdn::from_labels(b"\x03com\x00").unwrap();
    assert_eq!(MnIdentity::from(name).as_octets(), b"\x03com\x00");
    // no octets are a name, so none are equal to those of one
    assert!(!empty.matches_fqdn(name) && !broken.matches_fqdn(name));
}

#[test]
fn an_initiator_compares_as_text() {
    let idi = |data| Identification { id_type: IdType::FQDN, data };
    let text = Fqdn::from_text("mn.example.com").unwrap();
    let labels = Fqdn::from_labels(b"\x02mn\x07example\x03com\x00").unwrap();
    for name in [text, labels] {
        for data in [&b"mn.example.com"[..], b"MN.Example.com", b"mn.example.com."] {
            assert!(idi(data).matches_fqdn(name));
            assert!(idi(data).matches(name.into()));
        }
        // the same octets as the name are no text if they are labels
        for data in [labels.as_octets(), b"mn.example.org", b"", b"mn example.com"] {
            assert!(!idi(data).matches_fqdn(name), "{data:x?}");
            assert!(!idi(data).matches(name.into()), "{data:x?}");
        }
        // the same octets under another type are no name
        let key = Identification { id_type: IdType::KEY_ID, data: text.as_octets() };
        assert!(!key.matches_fqdn(name) && !key.matches(name.into()));
    }
    assert!(!idi(b"no name").matches(MnIdentity::from_octets(b"no name")));
}

#[test]
fn identities_show() {
    for (octets, shown) in [
        (&b"mn.example.com"[..], "mn.example.com"),
        (b"mn.example.com.", "mn.example.com"),
        (b"\x02mn\x07example\x03com\x00", "mn.example.com"),
        (b"", ""),
        (b"user name\\\n\xff", r"user\x20name\x5c\x0a\xff"),
    ] {
        let identity = MnIdentity::from_octets(octets);
        assert_eq!(identity.to_string(), shown);
        assert_eq!(format!("{identity:?}"), format!("MnIdentity({} octets)", octets.len()));
    }
    assert_eq!(MnIdentity::MAX_LEN, Fqdn::MAX_TEXT);
}
