//! Turns the vector files that the checks name into constants: the octets that are compared come from the
//! annotated files, not from the library.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

/// The constant's name and the file it comes from.
const VECTORS: &[(&str, &str)] = &[
    ("BINDING_UPDATE_PACKET", "message/v01-binding-update-dns-create-packet"),
    ("BINDING_UPDATE", "message/v01-binding-update-dns-create"),
    ("BINDING_UPDATE_REMOVE", "message/v02-binding-update-dns-remove"),
    ("BINDING_ACKNOWLEDGEMENT_PACKET", "message/v04-binding-acknowledgement-dns-performed-packet"),
    ("BINDING_ACKNOWLEDGEMENT", "message/v04-binding-acknowledgement-dns-performed"),
    ("BINDING_UPDATE_AUTHORIZED", "message/v16-binding-update-authorization"),
    ("UNKNOWN_TYPE", "malformed/n02-unknown-type"),
    ("HEADER_LEN_TOO_SMALL", "malformed/n04-header-len-too-small"),
    ("OPTION_OVERRUN", "malformed/n07-dns-update-overrun"),
    ("CONFIGURATION_REQUEST", "ikev2/i03-configuration-request"),
    ("CONFIGURATION_REPLY", "ikev2/i04-configuration-reply-home-prefix"),
];

fn main() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors");
    println!("cargo::rerun-if-changed={}", directory.display());
    let mut out = String::new();
    for (name, file) in VECTORS {
        let path = directory.join(file).with_extension("hex");
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let octets = octets(&text);
        writeln!(
            out,
            "/// {file}.hex\npub static {name}: [u8; {}] = {octets:#04x?};",
            octets.len()
        )
        .unwrap();
    }
    fs::write(Path::new(&env::var_os("OUT_DIR").unwrap()).join("vectors.rs"), out).unwrap();
}

/// The octets of an annotated file: what stands before `#` on each line that is neither comment nor metadata.
fn octets(text: &str) -> Vec<u8> {
    let mut octets = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with(['#', '@'])) {
        let digits: String = line.split('#').next().unwrap().split_whitespace().collect();
        octets.extend(
            (0..digits.len())
                .step_by(2)
                .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()),
        );
    }
    octets
}
