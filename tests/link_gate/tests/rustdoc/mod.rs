//! What rustdoc says of the library. Its JSON is not stable: what is read of it is as of Rust 1.95.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Has rustdoc write what is public, with the feature `defmt`. Returns the file.
pub fn json() -> PathBuf {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let target = library.join("target/list");
    let done = Command::new(env!("CARGO"))
        .args(["rustdoc", "--quiet", "--lib", "--features", "defmt", "--manifest-path"])
        .arg(library.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .args(["--", "-Z", "unstable-options", "--output-format", "json"])
        .env("RUSTC_BOOTSTRAP", "1")
        .status();
    assert!(done.expect("cargo").success(), "rustdoc fails");
    target.join("doc/mip6_wire.json")
}
