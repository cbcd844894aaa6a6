//! What the sources may and may not name, and how long their registries may grow.

// searches the source files, the same on every target
#![cfg(not(miri))]

use std::fs;
use std::path::{Path, PathBuf};

/// Every source file: its path below `src`, and its text.
fn sources() -> Vec<(String, String)> {
    fn collect(directory: &Path, paths: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(directory).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                collect(&path, paths);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                paths.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    assert!(paths.len() > 30, "where are the sources?");
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source file");
            let name = path.strip_prefix(&root).expect("below src");
            (name.to_string_lossy().into_owned(), text)
        })
        .collect()
}

/// The lines that are not comments, with their numbers.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(index, line)| (index + 1, line))
}

/// Whether `word` stands in the line as a word of its own.
fn names(line: &str, word: &str) -> bool {
    let of_word = |character: char| character.is_alphanumeric() || character == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !before.is_some_and(of_word) && !after.is_some_and(of_word)
    })
}

/// The places where a word is named, but for one file.
fn named(word: &str, but_in: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (file, text) in sources() {
        if file == but_in {
            continue;
        }
        for (number, line) in code(&text) {
            // the lints that forbid a word name it
            if names(line, word) && !line.trim_start().starts_with("clippy::") {
                found.push(format!("src/{file}:{number}: {}", line.trim()));
            }
        }
    }
    found
}

#[test]
fn words_are_found() {
    assert!(names("use nom::IResult;", "nom"));
    assert!(!names("let nominal = anom_nom;", "nom"));
    assert!(!named("fn", "").is_empty());
    let read = sources()
        .into_iter()
        .find(|(file, _)| file == "wire/read.rs");
    let (_, text) = read.expect("src/wire/read.rs");
    assert!(code(&text).any(|(_, line)| names(line, "nom")));
}

#[test]
fn nom_is_named_in_one_file() {
    assert_eq!(named("nom", "wire/read.rs"), [""; 0]);
}

#[test]
fn nothing_is_unsafe_or_unfinished() {
    for word in [
        "unsafe",
        "todo",
        "unimplemented",
        "dbg",
        "println",
        "eprintln",
    ] {
        assert_eq!(named(word, ""), [""; 0], "{word}");
    }
}

#[test]
fn neither_std_nor_alloc() {
    for word in ["std", "alloc"] {
        assert_eq!(named(word, ""), [""; 0], "{word}");
    }
    let lib = sources()
        .into_iter()
        .find(|(file, _)| file == "lib.rs")
        .expect("lib.rs")
        .1;
    assert!(lib.contains("#![no_std]"));
}

/// Every file says what it is for, and if it is of the RFC's making, of which section.
#[test]
fn every_file_begins_with_its_documentation() {
    for (file, text) in sources() {
        let first = text.lines().next().unwrap_or("");
        let readme = file == "lib.rs" && first.contains("include_str!(\"../README.md\")");
        assert!(
            readme || (first.starts_with("//! ") && first.len() > 20),
            "src/{file} begins with {first:?}"
        );
    }
}

/// heapless is an implementation detail: no signature and no public field names it.
#[test]
fn heapless_is_not_public() {
    let mut seen = 0;
    for (file, text) in sources() {
        // an item's head goes on until its body or its end
        let mut head: Option<(usize, String)> = None;
        for (number, line) in code(&text) {
            let line = line.trim();
            seen += usize::from(names(line, "heapless"));
            let begins = [
                "pub fn",
                "pub const fn",
                "pub use",
                "pub type",
                "pub trait",
                "impl",
            ]
            .iter()
            .any(|start| line.starts_with(start));
            let field = line.starts_with("pub ") && line.contains(": ") && line.ends_with(',');
            assert!(
                !(field && names(line, "heapless")),
                "src/{file}:{number}: {line}"
            );
            match &mut head {
                Some((_, text)) => text.push_str(line),
                None if begins => head = Some((number, line.to_owned())),
                None => {}
            }
            if line.ends_with(['{', ';', '}']) {
                if let Some((number, text)) = head.take() {
                    assert!(!names(&text, "heapless"), "src/{file}:{number}: {text}");
                }
            }
        }
    }
    assert!(
        seen > 0,
        "heapless is used nowhere: this test is not needed"
    );
}

/// A macro that makes an enum of its rows is at most 60 lines long, documentation included.
#[test]
fn registry_macros_are_short() {
    let mut found = Vec::new();
    for (file, text) in sources() {
        let lines: Vec<_> = text.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            let Some(name) = line.strip_prefix("macro_rules! ") else {
                continue;
            };
            let name = name.trim_end_matches([' ', '{']);
            if !["messages", "options", "payloads", "attributes"].contains(&name) {
                continue;
            }
            let length = lines[index..]
                .iter()
                .position(|line| *line == "}")
                .expect("an end")
                + 1;
            found.push(name.to_owned());
            assert!(length <= 60, "src/{file}: {name}! has {length} lines");
            let documented = lines[index - 1].trim_start().starts_with("///");
            assert!(documented, "src/{file}: {name}! says nothing of itself");
        }
    }
    found.sort_unstable();
    assert_eq!(found, ["attributes", "messages", "options", "payloads"]);
}
