//! What the registry says of each option, held against a table that was written from the RFC texts, and that all 24
//! messages and 71 options are decoded.
//!
//! Names and alignments are in the tables of the module `registry`.

use mip6_wire::{Message, MhType, MobilityOption, OptionType};
use std::collections::BTreeSet;
use std::fs;

/// How often an option may stand in a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Count {
    /// A sentence of the RFC forbids a second, or the nature of the option.
    Once,
    /// Once, and nothing may follow it.
    Last,
    /// No sentence forbids a second.
    Many,
}
use Count::{Last, Many, Once};

/// By number: where the option is defined, how often it may stand in a message, and the MH Types of the messages that
/// an RFC names for it; none are all. Doubtful are 29 and 36 in 17 and 18 (RFC 6705 Section 9 speaks of an "IPv4 HoA
/// option"), 64 in 6 (RFC 8278 Section 4.2 against 4.4) and 68 in 6 (RFC 8885 Section 4.6 against 3.2).
#[rustfmt::skip] // a table
const OPTIONS: [(&str, Count, &[u8]); 71] = [
    ("RFC 6275 Section 6.2.2", Many, &[]),
    ("RFC 6275 Section 6.2.3", Many, &[]),
    ("RFC 6275 Section 6.2.4", Once, &[6, 12]),
    ("RFC 6275 Section 6.2.5", Once, &[5, 8, 9, 16]),
    ("RFC 6275 Section 6.2.6", Once, &[5]),
    ("RFC 6275 Section 6.2.7", Last, &[5, 6]),
    ("RFC 3963 Section 4.3", Many, &[5]),
    ("RFC 5568 Section 6.4.4", Many, &[5, 8, 10, 14]),
    ("RFC 4283 Section 3", Many, &[]),
    ("RFC 4285 Section 5", Many, &[5, 6]),
    ("RFC 4285 Section 6", Many, &[5, 6]),
    ("RFC 4866 Section 5.6", Many, &[5]),
    ("RFC 4866 Section 5.1", Many, &[5, 6]),
    ("RFC 4866 Section 5.2", Many, &[5, 6]),
    ("RFC 4866 Section 5.3", Many, &[6]),
    ("RFC 4866 Section 5.4", Many, &[5]),
    ("RFC 4866 Section 5.5", Many, &[6]),
    ("RFC 5026 Section 8.1", Once, &[5, 6]),
    ("RFC 5096 Section 4", Many, &[]),
    ("RFC 5094 Section 3", Many, &[]),
    ("RFC 5149 Section 3", Once, &[5]),
    ("RFC 5568 Section 6.4.5", Last, &[8, 9]),
    ("RFC 5213 Section 8.3", Many, &[5, 6, 14, 15, 16, 17, 18, 22, 23]),
    ("RFC 5213 Section 8.4", Once, &[5, 6]),
    ("RFC 5213 Section 8.5", Once, &[5, 6]),
    ("RFC 5213 Section 8.6", Once, &[5, 6, 14, 15]),
    ("RFC 5213 Section 8.7", Once, &[5, 6, 14, 15]),
    ("RFC 5213 Section 8.8", Once, &[5, 6]),
    ("RFC 5847 Section 3.4", Many, &[13]),
    ("RFC 5555 Section 3.1.1", Many, &[5, 16, 17, 18]),
    ("RFC 5555 Section 3.2.1", Many, &[6]),
    ("RFC 5555 Section 3.2.2", Many, &[6]),
    ("RFC 5555 Section 3.1.2", Many, &[5]),
    ("RFC 5845 Section 6.1", Many, &[5, 6, 14, 15]),
    ("RFC 5568 Section 6.4.2", Many, &[14, 15]),
    ("RFC 5648 Section 4.3", Many, &[0, 2, 4, 5, 6, 16]),
    ("RFC 5844 Section 3.3.1", Many, &[5, 14, 15, 16, 17, 18]),
    ("RFC 5844 Section 3.3.2", Many, &[6]),
    ("RFC 5844 Section 3.3.3", Many, &[6]),
    ("RFC 5844 Section 3.3.4", Many, &[6]),
    ("RFC 5949 Section 6.2.1", Many, &[14]),
    ("RFC 5949 Section 6.2.2", Many, &[14, 15]),
    ("RFC 5949 Section 6.2.3", Many, &[14, 15]),
    ("RFC 6058 Section 5.1", Once, &[5, 6]),
    ("RFC 6089 Section 4.2.2", Many, &[5]),
    ("RFC 6089 Section 4.2", Many, &[5, 6, 16, 21]),
    ("RFC 6463 Section 4.1", Once, &[5]),
    ("RFC 6463 Section 4.2", Once, &[6]),
    ("RFC 6463 Section 4.3", Many, &[6]),
    ("RFC 6463 Section 4.4", Many, &[5, 6]),
    ("RFC 6602 Section 4.3", Many, &[5, 6, 16]),
    ("RFC 6705 Section 11.1", Many, &[17]),
    ("RFC 6757 Section 3", Once, &[5, 6]),
    ("RFC 6909 Section 3.1", Many, &[5, 6]),
    ("RFC 7028 Section 5.1", Many, &[6]),
    ("RFC 7148 Section 4.1", Many, &[5, 6]),
    ("RFC 7161 Section 6.1", Many, &[5, 6, 23]),
    ("RFC 7161 Section 4.1.2", Many, &[5, 6, 23]),
    ("RFC 7222 Section 4.1", Many, &[5, 6]),
    ("RFC 7389 Section 4", Many, &[5, 6]),
    ("RFC 7411 Section 5.3", Many, &[8, 14]),
    ("RFC 7411 Section 5.4", Many, &[9, 15]),
    ("RFC 8127 Section 3", Once, &[6]),
    ("RFC 8278 Section 4.1", Many, &[5, 6]),
    ("RFC 8278 Section 4.2", Many, &[5, 6]),
    ("RFC 8885 Section 4.3", Many, &[5, 6]),
    ("RFC 8885 Section 4.4", Many, &[5, 6]),
    ("RFC 8885 Section 4.5", Many, &[6]),
    ("RFC 8885 Section 4.6", Many, &[5, 6]),
    ("RFC 8885 Section 4.7", Many, &[6]),
    ("RFC 8885 Section 4.8", Many, &[6]),
];

#[test]
fn each_row_is_that_of_the_rfcs() {
    for (kind, (source, count, messages)) in (0_u8..).zip(OPTIONS) {
        let option = OptionType(kind);
        assert_eq!(option.source(), Some(source), "{kind}");
        let found = match (option.is_repeatable(), option.is_last()) {
            (true, false) => Many,
            (false, false) => Once,
            (false, true) => Last,
            (true, true) => panic!("{kind} is last, and repeatable"),
        };
        assert_eq!(found, count, "{kind}");
        for mh_type in 0..=u8::MAX {
            // RFC 7077 Section 4: "Any of the Mobility Header options" may stand in 19 and 20. Of messages that are
            // not registered nothing is known.
            let expected = messages.is_empty()
                || messages.contains(&mh_type)
                || matches!(mh_type, 19 | 20 | 24..);
            assert_eq!(
                option.may_stand_in(MhType(mh_type)),
                expected,
                "option {kind} in message {mh_type}"
            );
        }
        // RFC 7411 Sections 5.3 and 5.4
        assert_eq!(option.counts_words(), matches!(kind, 60 | 61), "{kind}");
    }
    for kind in 71..=u8::MAX {
        let option = OptionType(kind);
        assert_eq!(option.source(), None);
        assert!(option.is_repeatable() && !option.is_last() && !option.counts_words());
        assert!((0..=u8::MAX).all(|mh_type| option.may_stand_in(MhType(mh_type))));
    }
}

#[test]
fn every_option_and_message_is_decoded() {
    // apart from the two paddings, which have no value
    let options: BTreeSet<_> = MobilityOption::DECODED.iter().map(|kind| kind.0).collect();
    assert_eq!(options, (2..71).collect());
    let messages: BTreeSet<_> = Message::DECODED.iter().map(|mh_type| mh_type.0).collect();
    assert_eq!(messages, (0..24).collect());
}

/// The docs in front of a type in one of the files of a family, as one line.
fn docs(family: &str, kind: &str) -> String {
    for entry in fs::read_dir(family).expect("the directory of a family") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("text");
        for end in [" {", "<", ":"] {
            for item in ["struct", "enum"] {
                if let Some((before, _)) = text.split_once(&format!("pub {item} {kind}{end}")) {
                    let docs = before.rsplit("\n\n").next().unwrap_or_default();
                    let lines = docs.lines().map(|line| line.trim().trim_start_matches("/// "));
                    return lines.collect::<Vec<_>>().join(" ");
                }
            }
        }
    }
    panic!("{family}: no {kind}");
}

/// A row of the registry begins with the number and ends with `=> family::Type;`.
#[test]
#[cfg_attr(miri, ignore = "reads files, the same on every target")]
fn the_docs_of_each_option_name_its_source() {
    let options = concat!(env!("CARGO_MANIFEST_DIR"), "/src/option");
    let registry = fs::read_to_string(format!("{options}/registry.rs")).expect("the registry");
    let mut read = BTreeSet::new();
    for (row, decoded) in registry.lines().filter_map(|line| line.split_once("=> ")) {
        let kind = row.split_whitespace().next().map(str::parse);
        let (Some(Ok(kind)), Some((family, name))) = (kind, decoded.split_once("::")) else {
            continue;
        };
        let source = OptionType(kind).source().expect("a registered number");
        let name = name.split(['<', ';']).next().unwrap_or_default();
        let docs = docs(&format!("{options}/{family}"), name);
        assert!(docs.contains(source), "{kind}, {name}: {source}: {docs}");
        read.insert(kind);
    }
    assert_eq!(read, (2..71).collect());
}
