//! `list.txt` names every public function of the library, and the entry that holds it or the reason why none does.
//!
//! What is public says rustdoc, which sees what macros make, too.

mod rustdoc;

use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// Traits whose functions the library's users call. The others are formatting, or derived.
const TRAITS: &[&str] = &[
    "AsRef",
    "ConfigAttributeBody",
    "Default",
    "DoubleEndedIterator",
    "EmitMessage",
    "ExactSizeIterator",
    "Extend",
    "From",
    "FromStr",
    "IntoIterator",
    "Iterator",
    "MessageBody",
    "MobilityOptionBody",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "PayloadBody",
    "TryFrom",
];

/// The functions that bitflags gives to a type.
const OF_BITFLAGS: &[&str] = &[
    "all",
    "bits",
    "complement",
    "contains",
    "difference",
    "empty",
    "extend",
    "from_bits",
    "from_bits_retain",
    "from_bits_truncate",
    "from_name",
    "insert",
    "intersection",
    "intersects",
    "into_iter",
    "is_all",
    "is_empty",
    "iter",
    "iter_names",
    "remove",
    "set",
    "symmetric_difference",
    "toggle",
    "union",
];

/// What rustdoc says of each public item.
static ITEMS: LazyLock<Map<String, Value>> = LazyLock::new(|| {
    let text = fs::read_to_string(rustdoc::json()).expect("what rustdoc wrote");
    let Value::Object(mut whole) = serde_json::from_str(&text).expect("JSON") else {
        panic!("no object");
    };
    match whole.remove("index") {
        Some(Value::Object(items)) => items,
        _ => panic!("no index: the format is {}", whole["format_version"]),
    }
});

/// The last part of a path.
fn last(path: &Value) -> &str {
    let path = path.as_str().unwrap_or_default();
    path.rsplit("::").next().unwrap_or_default()
}

/// The functions of an `impl` or a trait; of those, if `all`, also what is not marked as public.
fn functions(of: &Value, all: bool) -> impl Iterator<Item = &str> {
    let ids = of["items"].as_array().into_iter().flatten();
    let items = ids.filter_map(|id| ITEMS.get(&id.to_string()));
    items
        .filter(move |item| {
            !item["inner"]["function"].is_null() && (all || item["visibility"] == "public")
        })
        .filter_map(|item| item["name"].as_str())
}

/// The implementations that somebody wrote, each with its trait and its type.
fn implementations() -> impl Iterator<Item = (&'static Value, &'static str, &'static str)> {
    ITEMS.values().filter_map(|item| {
        let of = &item["inner"]["impl"];
        let derived = item["attrs"].to_string().contains("automatically_derived");
        if of.is_null() || derived || !of["blanket_impl"].is_null() || of["is_synthetic"] == true {
            return None;
        }
        let target = &of["for"];
        let target = match target["primitive"].as_str() {
            Some(primitive) => primitive,
            None => last(&target["resolved_path"]["path"]),
        };
        (!target.is_empty()).then(|| (of, last(&of["trait"]["path"]), target))
    })
}

/// Every function that users call, as `Type::function` or `Trait for Type::function`, and `Trait::function` for those
/// that a public trait has.
fn public() -> BTreeSet<String> {
    let with_flags = implementations().filter(|(_, of, _)| *of == "Flags");
    let flags: BTreeSet<_> = with_flags.map(|(_, _, target)| target).collect();
    let mut found = BTreeSet::new();
    let mut methods = BTreeSet::new();
    for (of, name, target) in implementations() {
        if !name.is_empty() && !TRAITS.contains(&name) {
            continue;
        }
        let scope = match name {
            "" => target.to_owned(),
            name => format!("{name} for {target}"),
        };
        for function in functions(of, !name.is_empty()) {
            if !(flags.contains(target) && OF_BITFLAGS.contains(&function)) {
                found.insert(format!("{scope}::{function}"));
            }
        }
    }
    for item in ITEMS.values() {
        let inner = &item["inner"];
        for of in [&inner["impl"], &inner["trait"]] {
            methods.extend(of["items"].as_array().into_iter().flatten().map(Value::to_string));
        }
        if let Some(name) = item["name"].as_str().filter(|_| !inner["trait"].is_null()) {
            let functions = functions(&inner["trait"], true);
            found.extend(functions.map(|function| format!("{name}::{function}")));
        }
    }
    for (_, item) in ITEMS.iter().filter(|(id, _)| !methods.contains(*id)) {
        if !item["inner"]["function"].is_null() {
            found.insert(last(&item["name"]).to_owned());
        }
    }
    found
}

/// Whether a name is the one of a line, in which `*` stands for any type.
fn is(name: &str, line: &str) -> bool {
    match line.split_once('*') {
        Some((start, end)) => {
            name.strip_prefix(start).and_then(|rest| rest.strip_suffix(end)).is_some_and(|part| {
                part.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
            })
        }
        None => name == line,
    }
}

#[test]
fn every_public_function_has_an_entry_or_a_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = public();
    assert!(found.len() > 250, "next to nothing is found: {found:?}");
    for of_macros in ["BindingStatus::name", "MhType::name", "MobilityOption::parse"] {
        assert!(found.contains(of_macros), "{of_macros} is not found");
    }

    let mut names = BTreeSet::new();
    for file in fs::read_dir(root.join("src")).unwrap() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        names.extend(source.lines().filter_map(|line| {
            Some(line.strip_prefix("    ")?.split_once(": |job|")?.0.to_owned())
        }));
    }

    let mut listed = BTreeSet::new();
    let mut used = BTreeSet::from(["control", "whole", "whole_receive"].map(str::to_owned));
    let mut faults = Vec::new();
    let list = fs::read_to_string(root.join("list.txt")).unwrap_or_default();
    for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let holder = if let Some((function, entry)) = line.split_once(" = ") {
            for entry in entry.split(' ') {
                if !names.contains(entry) {
                    faults.push(format!("list.txt names the entry {entry}, which is not there"));
                }
                used.insert(entry.to_owned());
            }
            function
        } else if let Some((function, _)) = line.split_once(" ! ") {
            function
        } else {
            faults.push(format!("list.txt: {line:?} has neither an entry nor a reason"));
            continue;
        };
        if !listed.insert(holder.to_owned()) {
            faults.push(format!("list.txt names {holder} twice"));
        }
    }
    faults.extend(
        found
            .iter()
            .filter(|name| !listed.iter().any(|line| is(name, line)))
            .map(|name| format!("not in list.txt: {name}")),
    );
    faults.extend(
        listed
            .iter()
            .filter(|line| !found.iter().any(|name| is(name, line)))
            .map(|line| format!("not in the library: {line}")),
    );
    faults.extend(
        names.difference(&used).map(|name| format!("no line of list.txt needs the entry {name}")),
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_public_type_has_a_defmt_format() {
    let shown: BTreeSet<_> = ITEMS
        .values()
        .map(|item| &item["inner"]["impl"])
        .filter(|of| last(&of["trait"]["path"]) == "Format")
        .map(|of| last(&of["for"]["resolved_path"]["path"]))
        .collect();
    let types = ITEMS.values().filter(|item| {
        let inner = &item["inner"];
        !inner["struct"].is_null() || !inner["enum"].is_null()
    });
    let types: BTreeSet<_> = types.map(|item| last(&item["name"])).collect();
    assert!(types.len() > 40, "next to nothing is found: {types:?}");
    // the error of the readers leaves no function of the library
    let missing = types.difference(&shown).filter(|name| **name != "Fault");
    let missing: Vec<_> = missing.collect();
    assert!(missing.is_empty(), "no defmt::Format: {missing:?}");
}
