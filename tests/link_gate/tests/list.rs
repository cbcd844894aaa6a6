//! `list.txt` names every public function of the library, and the entry that holds it or the reason why none does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Traits whose functions the library's users call. The others are formatting, or sealed.
const TRAITS: &[&str] = &[
    "Default",
    "EmitMessage",
    "From",
    "IntoIterator",
    "Iterator",
    "MessageBody",
    "MobilityOptionBody",
    "PartialEq",
    "ConfigAttributeBody",
    "PayloadBody",
    "TryFrom",
    "ExactSizeIterator",
    "DoubleEndedIterator",
    "FromStr",
    "AsRef",
    "PartialOrd",
    "Ord",
    "Extend",
];

/// Every function of one source file that is public, as `Type::function` or `Trait for Type::function`, and
/// `Trait::function` for those that a public trait has.
fn functions(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut scopes: Vec<(usize, String, bool)> = Vec::new(); // depth, name, whether all its functions count
    let mut depth = 0_usize;
    let mut header = String::new();
    for line in source.lines() {
        let line = line.split("//").next().unwrap_or_default().trim();
        if line.starts_with("mod tests") || line == "#[cfg(test)]" {
            break;
        }
        if line.starts_with('#') {
            continue;
        }
        let inherent =
            line.starts_with("impl") || line.starts_with("pub trait") || !header.is_empty();
        if inherent {
            header.push_str(line);
            header.push(' ');
            if line.contains('{') || line.ends_with(';') {
                if line.contains('{') && !line.ends_with('}') {
                    scopes.push((
                        depth,
                        name(&header),
                        header.contains(" for ") || header.starts_with("pub trait"),
                    ));
                }
                header.clear();
            }
        } else if let Some((is_pub, function)) = function(line) {
            let scope = scopes.last();
            let counts = match scope {
                Some((at, _, all)) if depth == at + 1 => is_pub || *all,
                _ => is_pub && scopes.is_empty(),
            };
            if counts {
                let scope = scope.map_or(String::new(), |(_, name, _)| format!("{name}::"));
                if !scope.contains('?') {
                    found.push(format!("{scope}{function}"));
                }
            }
        }
        for character in line.chars() {
            match character {
                '{' => depth += 1,
                '}' => {
                    depth = depth.saturating_sub(1);
                    if scopes.last().is_some_and(|(at, ..)| *at == depth) {
                        scopes.pop();
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// The function that a line declares, and whether it is public.
fn function(line: &str) -> Option<(bool, &str)> {
    let is_pub = line.starts_with("pub ");
    let mut rest = line.strip_prefix("pub ").unwrap_or(line);
    for word in ["const ", "unsafe "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let rest = rest.strip_prefix("fn ")?;
    let end = rest.find(|character: char| !character.is_alphanumeric() && character != '_')?;
    Some((is_pub, &rest[..end]))
}

/// The name of an `impl` or a trait: without generics, with a `?` where its trait is none of [`TRAITS`].
fn name(header: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_usize;
    let mut before = ' ';
    for character in header.split(" where ").next().unwrap_or_default().chars() {
        match character {
            '<' => depth += 1,
            '>' if before != '-' => depth = depth.saturating_sub(1),
            '{' => break,
            _ if depth == 0 => plain.push(character),
            _ => {}
        }
        before = character;
    }
    let mut words = plain.split_whitespace().peekable();
    let trait_of_crate = words.next_if_eq(&"pub").is_some() && words.next_if_eq(&"trait").is_some();
    if trait_of_crate {
        return words
            .next()
            .unwrap_or_default()
            .trim_end_matches(':')
            .to_owned();
    }
    let _ = words.next_if_eq(&"impl");
    let words: Vec<_> = words.collect();
    let last = |path: &str| path.rsplit("::").next().unwrap_or_default().to_owned();
    match words.as_slice() {
        [of, "for", rest @ ..] => {
            let of = last(of);
            let target = rest.first().copied().unwrap_or_default();
            if TRAITS.contains(&of.as_str()) && !target.starts_with('(') {
                format!("{of} for {}", last(target))
            } else {
                "?".to_owned()
            }
        }
        [of, ..] => last(of),
        [] => "?".to_owned(),
    }
}

fn scan(directory: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            scan(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("format.rs")
        {
            found.extend(functions(&fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn every_public_function_has_an_entry_or_a_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    scan(&root.join("../../src"), &mut found);
    assert!(
        found.len() > 50,
        "the scan finds next to nothing: {found:?}"
    );

    let mut names = BTreeSet::new();
    for file in fs::read_dir(root.join("src")).unwrap() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        names.extend(source.lines().filter_map(|line| {
            Some(
                line.strip_prefix("    ")?
                    .split_once(": |job|")?
                    .0
                    .to_owned(),
            )
        }));
    }

    let mut listed = BTreeMap::new();
    let mut used = BTreeSet::from(["control", "whole", "whole_receive"].map(str::to_owned));
    let mut faults = Vec::new();
    let list = fs::read_to_string(root.join("list.txt")).unwrap_or_default();
    for line in list
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let holder = if let Some((function, entry)) = line.split_once(" = ") {
            for entry in entry.split(' ') {
                if !names.contains(entry) {
                    faults.push(format!(
                        "list.txt names the entry {entry}, which is not there"
                    ));
                }
                used.insert(entry.to_owned());
            }
            function
        } else if let Some((function, _)) = line.split_once(" ! ") {
            function
        } else {
            faults.push(format!(
                "list.txt: {line:?} has neither an entry nor a reason"
            ));
            continue;
        };
        if listed.insert(holder.to_owned(), ()).is_some() {
            faults.push(format!("list.txt names {holder} twice"));
        }
    }
    faults.extend(
        found
            .iter()
            .filter(|name| !listed.contains_key(*name))
            .map(|name| format!("not in list.txt: {name}")),
    );
    faults.extend(
        listed
            .keys()
            .filter(|name| !found.contains(*name))
            .map(|name| format!("not in the sources: {name}")),
    );
    faults.extend(
        names
            .difference(&used)
            .map(|name| format!("no line of list.txt needs the entry {name}")),
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_public_type_has_a_defmt_format() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src");
    let by_hand = fs::read_to_string(root.join("format.rs")).unwrap();
    let mut files = vec![root];
    let mut types = 0;
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(
                fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        let mut attributes = String::new();
        for line in source.lines().map(str::trim) {
            if line.starts_with("#[") {
                attributes.push_str(line);
                continue;
            }
            let declared = ["pub struct ", "pub enum "]
                .iter()
                .find_map(|word| line.strip_prefix(word));
            if let Some(declared) = declared {
                let name: String = declared
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric() || *letter == '$')
                    .collect();
                let shown = attributes.contains("derive(defmt::Format)")
                    || [
                        format!("defmt::Format for {name} {{"),
                        format!("defmt::Format for {name}<'_> {{"),
                        format!("defmt::Format for {name}<'_, N> {{"),
                    ]
                    .iter()
                    .any(|text| source.contains(text.as_str()))
                    || [
                        format!("    {name}: "),
                        format!("    {name}<'_>: "),
                        format!("    {name}<'_>:\n"),
                        format!("Format for {name}<N>"),
                    ]
                    .iter()
                    .any(|text| by_hand.contains(text.as_str()));
                // the error of the readers leaves no function of the library
                assert!(
                    shown || name == "Fault",
                    "{}: {name} has no defmt::Format",
                    path.display()
                );
                types += 1;
            }
            if !line.starts_with("//") {
                attributes.clear();
            }
        }
    }
    assert!(types > 40, "the scan finds next to nothing");
}
