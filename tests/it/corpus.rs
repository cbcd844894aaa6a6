//! What fuzzing found worth keeping, on the stable toolchain: each input of `fuzz/corpus`, and each that once
//! broke something, of `fuzz/regressions`, goes through the function that its target calls.

use crate::support::hex_vectors::{self, Vector};
use crate::support::inside;
use crate::support::oracle;
use crate::support::second_reader;
use crate::support::targets::{self, Target};
use crate::support::under_miri::one_in;
use mip6_wire::{MhType, OptionType};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// Whether this is the package as cargo publishes it: that leaves out the packages inside it, `fuzz` among them, and the
/// tests of what is in `fuzz` have nothing to look at. Only cargo puts this file there.
pub fn is_published() -> bool {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml.orig").is_file()
}

/// The names in a directory; none if it is absent.
fn names(directory: &Path) -> BTreeSet<String> {
    let Ok(entries) = fs::read_dir(directory) else {
        return BTreeSet::new();
    };
    entries
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"))
        .filter(|name| !name.starts_with('.'))
        .collect()
}

fn target(name: &str) -> Target {
    let found = targets::ALL.iter().find(|(target, _)| *target == name);
    found.unwrap_or_else(|| panic!("no target is called {name}")).1
}

/// Replays every input below `fuzz/<directory>/<target>`; gives their number and their octets.
fn replay(directory: &str) -> (usize, usize) {
    let directory = fuzz().join(directory);
    let (mut inputs, mut octets) = (0, 0);
    for name in names(&directory) {
        let run = target(&name);
        let directory = directory.join(&name);
        for file in names(&directory).into_iter().step_by(one_in(101)) {
            let path = directory.join(file);
            let input = fs::read(&path).expect("a file");
            (inputs, octets) = (inputs + 1, octets + input.len());
            // shown where it panics
            println!("{}", path.display());
            run(&input);
        }
    }
    (inputs, octets)
}

#[test]
fn corpus() {
    if is_published() {
        return;
    }
    let (inputs, octets) = replay("corpus");
    for (target, _) in targets::ALL {
        let present = names(&fuzz().join("corpus").join(target));
        assert!(!present.is_empty(), "fuzz/corpus/{target} is empty");
    }
    assert!(inputs >= targets::ALL.len());
    assert!(octets < 300 * 1024, "{octets} octets: minimise the corpus");
}

#[test]
fn regressions() {
    replay("regressions");
}

/// Each target has its file, its binary, and no other is there.
#[test]
fn targets_are_complete() {
    if is_published() {
        return;
    }
    let wanted: BTreeSet<String> =
        targets::ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
    let files: BTreeSet<String> = names(&fuzz().join("fuzz_targets"))
        .iter()
        .map(|file| file.trim_end_matches(".rs").to_owned())
        .collect();
    assert_eq!(files, wanted, "fuzz/fuzz_targets");
    let manifest = fs::read_to_string(fuzz().join("Cargo.toml")).expect("fuzz/Cargo.toml");
    let binaries: BTreeSet<String> = manifest
        .lines()
        .filter_map(|line| line.strip_prefix("path = \"fuzz_targets/")?.strip_suffix(".rs\""))
        .map(str::to_owned)
        .collect();
    assert_eq!(binaries, wanted, "fuzz/Cargo.toml");
    for name in wanted {
        let path = fuzz().join("fuzz_targets").join(&name).with_extension("rs");
        let source = fs::read_to_string(path).expect("a target");
        assert!(source.contains(&format!("targets::{name}")), "{name} calls another function");
    }
    for kept in names(&fuzz().join("corpus")).union(&names(&fuzz().join("regressions"))) {
        target(kept);
    }
}

/// Writes the vectors as seeds, where they are missing:
///
/// ```text
/// cargo test --test it -- --ignored write_seeds
/// ```
#[test]
#[ignore = "writes to fuzz/corpus"]
fn write_seeds() {
    let write = |target: &str, name: &str, input: &[u8]| {
        let directory = fuzz().join("corpus").join(target);
        fs::create_dir_all(&directory).expect("a directory");
        fs::write(directory.join(name), input).expect("a file");
        // a seed that breaks something is not to be committed
        self::target(target)(input);
    };
    for (name, what, octets) in inside_of_vectors() {
        write("sub_options", &name, &[&[what], &octets[..]].concat());
    }
    // a fault of one option is a seed of the target that looks into it alone
    let of_a_rule = |vector: &&Vector| vector.is_in("malformed") && vector.id.starts_with('o');
    for vector in hex_vectors::all().iter().filter(|vector| !of_a_rule(vector)) {
        let (name, octets) = (&vector.id[..], &vector.octets[..]);
        let prefixed = |prefix: &[u8]| [prefix, octets].concat();
        match vector.kind() {
            Some("mobility-header") => {
                write("mobility_header", name, octets);
                let source = vector.source().expect("@source").octets();
                let destination = vector.destination().expect("@destination").octets();
                write("receive", name, &prefixed(&[source, destination].concat()));
                write("differential", name, &prefixed(&[0]));
                // what stands behind the fixed part of a Binding Update or Acknowledgement
                if let (Some(area), 5 | 6) = (octets.get(12..), octets[2]) {
                    write("options", name, &[&[12], area].concat());
                }
            }
            Some("mobility-option") => {
                write("options", name, &prefixed(&[12]));
                write("differential", name, &prefixed(&[2, 12]));
            }
            Some("ipv6-packet") => {
                write("ipv6_packet", name, octets);
                write("differential", name, &prefixed(&[3]));
            }
            Some("destination-options" | "routing-header") => {
                let mut packet = vec![0x60, 0, 0, 0, 0, 32, 60, 64];
                if vector.kind() == Some("routing-header") {
                    packet[6] = 43;
                }
                packet.extend(oracle::ADDRESSES.source.octets());
                packet.extend(oracle::ADDRESSES.destination.octets());
                packet.extend(octets);
                packet.extend([59, 0, 0, 0, 0, 0, 0, 0]);
                write("ipv6_packet", name, &packet);
            }
            Some("dns-name") => {
                write("names", name, octets);
                let text = vector.get("text").expect("@text").as_bytes();
                write("names", &format!("{name}-text"), text);
                write("differential", name, &prefixed(&[4]));
            }
            Some("ikev2-payloads") => {
                let first = vector.get("first-payload").expect("@first-payload");
                let first = first.parse().expect("a type");
                write("ikev2_payloads", name, &prefixed(&[first]));
                write("differential", name, &prefixed(&[first]));
                write("decisions", name, &prefixed(&[first]));
                if let (Some(body), 35 | 36 | 41) = (octets.get(4..), first) {
                    write("ikev2_notify", name, body);
                }
                if let (Some(body), 47) = (octets.get(8..), first) {
                    write("ikev2_configuration", name, body);
                }
            }
            Some("ikev2-attribute") => {
                write("ikev2_configuration", name, octets);
                write("differential", name, &prefixed(&[5]));
            }
            Some("dhcpv4-relay-agent") => write("dhcp", name, &[&[0], &octets[2..]].concat()),
            Some("dhcpv6-options") => write("dhcp", name, &prefixed(&[1])),
            Some("dhcpv6-home-network") => write("dhcp", name, &prefixed(&[2])),
            Some("dns-message") => {}
            other => panic!("{}: no seed is made of @kind {other:?}", vector.id),
        }
    }
    // decisions about the DNS: flags, status, IDi, then the options
    let idi = [&[2, 14], &b"mn.example.com"[..]].concat();
    for (file, start, option) in [
        ("update", [0, 0xc0, 0, 0], &b"\x11\x10\0\0mn.example.com"[..]),
        ("removal", [0, 0x40, 0, 0], b"\x11\x12\0\x80\x02MN\x07example\x03com\0"),
        ("prohibited", [0, 0xff, 0xff, 1], b"\x11\x11\x80\xffwww.example.com"),
        ("no-name", [0, 0xc0, 0, 0], b"\x11\x02\0\0"),
        ("rejected", [0, 0xc0, 0, 134], b"\x11\x10\0\0mn.example.com"),
        ("twice", [0, 0xc0, 0, 0], b"\x11\x02\0\0\x11\x02\0\0"),
    ] {
        write("decisions", file, &[&start[..], &idi, option].concat());
    }
    // plans: the message, then its options
    let name = b"mn.example.com";
    let dns = |status: u8, flags: u8| [&[4, status, flags, 14], &name[..]].concat();
    let care_of = [&[1], &oracle::ADDRESSES.source.octets()[..]].concat();
    for (file, plan) in [
        ("update", [&[1, 5, 0x12, 0x34, 0xc0, 0, 3, 0x84], &care_of[..], &dns(0, 0)].concat()),
        ("acknowledgement", [&[1, 6, 0, 0, 0x12, 0x34, 3, 0x84], &dns(129, 0x80)[..]].concat()),
        (
            "authorized",
            [&[1, 5, 0, 1, 0x80, 0, 0, 105, 2, 0, 10, 0, 20, 3, 12], &[0x27; 12][..]].concat(),
        ),
        ("refresh-request", vec![1, 0]),
        ("home-test", [&[1, 3, 0, 10], &[0x11; 16][..]].concat()),
        ("error", [&[1, 7, 2], &[0; 16][..]].concat()),
        ("unknown", vec![1, 8, 13, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8]),
    ] {
        write("build_plan", file, &plan);
    }
}

/// What `inside::check` takes of the vectors: the bodies of options that have parts, and messages that have two bodies.
fn inside_of_vectors() -> Vec<(String, u8, Vec<u8>)> {
    let mut seeds = Vec::new();
    for vector in hex_vectors::all() {
        let octets = &vector.octets;
        let option = match vector.kind() {
            Some("mobility-option") => octets,
            // the option stands behind the fixed part of a Binding Update
            Some("mobility-header") if vector.get("inside-error-offset").is_some() => {
                let end = second_reader::option_end(octets, 12, octets.len());
                &octets[12..end].to_vec()
            }
            Some("mobility-header") if matches!(octets[2], 16 | 21) && octets.len() > 8 => {
                let (which, rest) = match octets[2] {
                    16 => (octets[6] << 1, &octets[7..]),
                    _ => (octets[6] << 7 | octets[7] << 1 | 1, &octets[8..]),
                };
                seeds.push((vector.id.clone(), 15, [&[which], rest].concat()));
                continue;
            }
            _ => continue,
        };
        let holder = inside::HOLDERS.iter().position(|kind| *kind == option[0]);
        if let Some(holder) = holder {
            let what = u8::try_from(holder).expect("few");
            seeds.push((vector.id.clone(), what, option[2..].to_vec()));
        }
    }
    seeds
}

/// Every prefix and every flipped bit of them.
#[test]
fn the_inside_of_vectors_damaged() {
    let seeds = inside_of_vectors();
    assert!(seeds.len() > 100, "{}", seeds.len());
    for (name, what, octets) in seeds.into_iter().step_by(one_in(11)) {
        // shown where it panics
        println!("{name}");
        for length in (0..=octets.len()).step_by(one_in(19)) {
            inside::check(what, &octets[..length]);
        }
        let mut damaged = octets.clone();
        for bit in (0..8 * octets.len()).step_by(one_in(211)) {
            damaged[bit / 8] ^= 1 << (bit % 8);
            inside::check(what, &damaged);
            damaged[bit / 8] ^= 1 << (bit % 8);
        }
    }
}

/// The words of the dictionary that the registry gives: for each MH Type the first four octets of a header, for each
/// option its type and the length of its first vector.
fn registered_words() -> String {
    let word = |name: &str| name.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "_");
    let octets =
        |octets: &[u8]| octets.iter().map(|octet| format!("\\x{octet:02x}")).collect::<String>();
    let mut messages = hex_vectors::by_kind("mobility-header");
    messages.retain(|vector| vector.is_in("message"));
    let options = hex_vectors::by_kind("mobility-option");
    let mut words = String::new();
    for mh_type in MhType::REGISTERED {
        let len = messages.iter().find(|vector| vector.octets[2] == mh_type.0);
        let len = len.map_or(1, |vector| vector.octets[1]);
        let name = word(mh_type.name().expect("registered"));
        let head = octets(&[59, len, mh_type.0, 0]);
        words += &format!("message_{name}=\"{head}\"\n");
    }
    for option_type in OptionType::REGISTERED {
        let length = options.iter().find(|vector| vector.octets[0] == option_type.0);
        let length = length.and_then(|vector| vector.octets.get(1).copied()).unwrap_or(0);
        let name = word(option_type.name().expect("registered"));
        words += &format!("option_{name}=\"{}\"\n", octets(&[option_type.0, length]));
    }
    words
}

/// Writes the dictionary of the registry for a campaign; it is not kept in the repository.
///
/// ```text
/// cargo test --test it -- --ignored write_dictionary
/// cargo fuzz run options -- -dict=fuzz/dict/registry.dict
/// ```
#[test]
#[ignore = "writes fuzz/dict/registry.dict"]
fn write_dictionary() {
    fs::write(fuzz().join("dict/registry.dict"), registered_words()).expect("written");
}

#[test]
fn the_dictionary_has_every_kind() {
    let words = registered_words();
    assert!(words.contains("message_home_test=\"\\x3b\\x02\\x03\\x00\"\n"), "{words}");
    assert!(words.contains("option_dns_update=\"\\x11\\x10\"\n"), "{words}");
    let kinds = MhType::REGISTERED.len() + OptionType::REGISTERED.len();
    assert_eq!(words.lines().count(), kinds);
}
