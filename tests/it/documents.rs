//! The documents of the repository: where their links lead, and how long their lines are.

// reads files, the same on every target; a published package has not all of them
#![cfg(not(miri))]

use crate::corpus::is_published;
use std::fs;
use std::path::{Path, PathBuf};

/// Every document, but for what is built.
fn documents(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && name != "target" && name != ".git" {
            documents(&path, found);
        } else if name.ends_with(".md") {
            found.push(path);
        }
    }
}

/// The places that a document leads to: what stands in round brackets behind square ones, or behind a name and a colon.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let behind = text.split("](").skip(1);
    let behind = behind.filter_map(|rest| rest.split_once(')').map(|(link, _)| link));
    let lines = text.lines().filter(|line| line.starts_with('['));
    behind.chain(lines.filter_map(|line| line.split_once("]: ").map(|(_, link)| link)))
}

#[test]
fn links_lead_to_files() {
    if is_published() {
        return;
    }
    let mut found = Vec::new();
    documents(Path::new(env!("CARGO_MANIFEST_DIR")), &mut found);
    assert!(found.len() > 10, "{found:?}");
    let mut followed = 0;
    for document in &found {
        let text = fs::read_to_string(document).expect("text");
        for link in links(&text).filter(|link| !link.contains("://")) {
            let (path, _) = link.split_once('#').unwrap_or((link, ""));
            let target = document.parent().expect("a directory").join(path);
            assert!(target.exists(), "{}: {link}", document.display());
            followed += 1;
        }
    }
    assert!(followed > 10, "{followed}");
}

/// Lines of a table and of code are as long as they are.
#[test]
fn lines_of_prose_are_short() {
    let mut found = Vec::new();
    documents(Path::new(env!("CARGO_MANIFEST_DIR")), &mut found);
    for document in &found {
        let text = fs::read_to_string(document).expect("text");
        let mut is_code = false;
        for (number, line) in text.lines().enumerate() {
            is_code ^= line.starts_with("```");
            let is_prose = !is_code && !line.starts_with('|') && !line.starts_with("    ");
            let length = line.chars().count();
            assert!(
                !is_prose || length <= 160,
                "{}:{}: {length} columns",
                document.display(),
                number + 1
            );
        }
    }
}
