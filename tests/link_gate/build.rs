//! Compiles one entry alone where the environment variable `ENTRY` names it.

fn main() {
    println!("cargo::rerun-if-env-changed=ENTRY");
    if let Ok(entry) = std::env::var("ENTRY") {
        println!("cargo::rustc-cfg=single\ncargo::rustc-cfg={entry}");
    }
}
