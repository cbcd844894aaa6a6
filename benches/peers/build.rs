//! Compiles the C rows, always at -O2, whatever the profile of the Rust rows.

fn main() {
    println!("cargo::rerun-if-changed=c/limit.c");
    cc::Build::new()
        .file("c/limit.c")
        .opt_level(2)
        .std("c11")
        .warnings(true)
        .extra_warnings(true)
        .compile("mip6_peers_limit");
}
