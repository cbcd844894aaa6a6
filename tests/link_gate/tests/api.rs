//! `api.txt`, in the root of the repository, lists every public item, so that no change of the API goes unseen.

mod rustdoc;

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

#[test]
fn the_public_api_is_that_of_its_listing() {
    let items = public_api::Builder::from_rustdoc_json(rustdoc::json())
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .expect("the format of Rust 1.95");
    let found: String = items.items().map(|item| format!("{item}\n")).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../api.txt");
    if env::var_os("WRITE_API").is_some() {
        fs::write(&path, found).expect("api.txt");
        return;
    }
    let listed = fs::read_to_string(&path).expect("api.txt");
    let (found, listed): (BTreeSet<_>, BTreeSet<_>) =
        (found.lines().collect(), listed.lines().collect());
    let new = found.difference(&listed).map(|line| format!("+ {line}\n"));
    let gone = listed.difference(&found).map(|line| format!("- {line}\n"));
    let changes: String = gone.chain(new).collect();
    assert!(changes.is_empty(), "the API has changed:\n{changes}");
}
