//! Turns every vector file into a slice of octets with the addresses of its checksum.

use std::fmt::Write;
use std::net::Ipv6Addr;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors");
    println!("cargo::rerun-if-changed={}", directory.display());
    let mut files = Vec::new();
    for group in fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().path()) {
        if group.is_dir() {
            files.extend(fs::read_dir(group).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    files.retain(|path: &PathBuf| path.extension().is_some_and(|extension| extension == "hex"));
    files.sort();

    let mut out = "pub static VECTORS: &[(&[u8], [u8; 16], [u8; 16])] = &[\n".to_owned();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let address = |key: &str| {
            let value = text.lines().find_map(|line| line.strip_prefix(key));
            value.map_or(Ipv6Addr::UNSPECIFIED, |value| value.trim().parse().unwrap()).octets()
        };
        let (source, destination) = (address("@source "), address("@destination "));
        writeln!(out, "    (&{:?}, {source:?}, {destination:?}),", octets(&text)).unwrap();
    }
    out.push_str("];\n");
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
