//! What the sources may and may not name: the layers, no circle between files, no words of which there must be none.

// reads the source files, the same on every target
#![cfg(not(miri))]

use proc_macro2::{Ident, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use syn::visit::{self, Visit};
use syn::{Attribute, File, Item, UseTree, Visibility};

/// The layers from the bottom up: a file names files of its own layer and of those below it. A room is a directory, or
/// a file.
const LAYERS: &[&[&str]] = &[
    &["error.rs", "deviations.rs"],
    &["wire/"],
    &["checksum.rs", "identity.rs", "mh_type.rs", "name/"],
    &["option/", "ikev2/"],
    &["message/", "dhcp/"],
    &["header.rs", "receive.rs", "audit.rs"],
    &["ipv6/"],
    &["bootstrap.rs", "bootstrap/"],
    &["lib.rs"],
];

/// Rooms of one layer that do not name each other.
const BESIDE: &[(&str, &str)] = &[("option/", "ikev2/")];

/// The files with a table of kinds: it names each kind's file in its room, and the kinds name what it makes of their
/// rows. This is one idea in several files, and no circle.
const TABLES: &[&str] = &[
    "option/registry.rs",
    "message/registry.rs",
    "ikev2/payload/registry.rs",
    "ikev2/attribute/registry.rs",
];

/// Arrows that are there against the rules, until they are gone.
const KNOWN: &[(&str, &str)] = &[("option/list.rs", "option/select.rs")];

/// A source file.
struct Source {
    /// Its path below `src`.
    file: String,
    text: String,
    parsed: File,
}

/// Every source file.
fn sources() -> Vec<Source> {
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
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source file");
        let name = path.strip_prefix(&root).expect("below src");
        let file = name.to_string_lossy().into_owned();
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("src/{file}: {error}"));
        Source { file, text, parsed }
    };
    paths.into_iter().map(read).collect()
}

// ---------------------------------------------------------------------------
// Words
// ---------------------------------------------------------------------------

/// Every name in a text, with its line. Documentation and other literals have none.
fn names(text: &str) -> Vec<(usize, String)> {
    fn walk(tokens: TokenStream, found: &mut Vec<(usize, String)>) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => found.push((line(&ident), ident.to_string())),
                TokenTree::Group(group) => walk(group.stream(), found),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(text.parse().expect("Rust"), &mut found);
    found
}

fn line(ident: &Ident) -> usize {
    ident.span().start().line
}

/// The places where a word is named, but for one file.
fn named(word: &str, but_in: &str) -> Vec<String> {
    static NAMES: LazyLock<Vec<(String, usize, String)>> = LazyLock::new(|| {
        let of_file = |source: Source| {
            let names = names(&source.text).into_iter();
            names.map(move |(line, name)| (source.file.clone(), line, name))
        };
        sources().into_iter().flat_map(of_file).collect()
    });
    let found = NAMES.iter().filter(|(file, _, name)| name == word && file != but_in);
    found.map(|(file, line, _)| format!("src/{file}:{line}")).collect()
}

#[test]
fn words_are_found() {
    let names =
        names("//! alloc\nuse nom::IResult; // std\nmacro_rules! a { () => { \"std\" b } }");
    let names: Vec<_> = names.iter().map(|(line, name)| (*line, name.as_str())).collect();
    let expected = [(2, "use"), (2, "nom"), (2, "IResult"), (3, "macro_rules"), (3, "a"), (3, "b")];
    // documentation is an attribute: `doc`
    assert_eq!(names[1..], expected);
    assert!(!named("fn", "").is_empty());
}

#[test]
fn nom_is_named_in_one_file() {
    assert_eq!(named("nom", "wire/read.rs"), [""; 0]);
    assert!(!named("nom", "").is_empty());
}

#[test]
fn nothing_is_unsafe_or_unfinished() {
    for word in ["unsafe", "dbg", "println", "eprintln"] {
        assert_eq!(named(word, ""), [""; 0], "{word}");
    }
    // the lints that forbid them are named at the top
    for word in ["todo", "unimplemented"] {
        assert_eq!(named(word, "lib.rs"), [""; 0], "{word}");
    }
}

#[test]
fn neither_std_nor_alloc() {
    for word in ["std", "alloc"] {
        assert_eq!(named(word, ""), [""; 0], "{word}");
    }
    let sources = sources();
    let lib = sources.iter().find(|source| source.file == "lib.rs");
    let attributes = &lib.expect("lib.rs").parsed.attrs;
    assert!(attributes.iter().any(|attribute| attribute.path().is_ident("no_std")));
}

/// Every file says what it is for, and if it is of the RFC's making, of which section.
#[test]
fn every_file_begins_with_its_documentation() {
    for source in sources() {
        let first = source.text.lines().next().unwrap_or("");
        assert!(
            first.starts_with("//! ") && first.len() > 20,
            "src/{} begins with {first:?}",
            source.file
        );
    }
}

/// heapless is an implementation detail: no signature and no public field names it.
#[test]
fn heapless_is_not_public() {
    /// The public places of a file in which one of the names stands.
    struct Public {
        names: BTreeSet<String>,
        found: bool,
    }
    impl<'ast> Visit<'ast> for Public {
        fn visit_path(&mut self, path: &'ast syn::Path) {
            self.found |=
                path.segments.iter().any(|segment| self.names.contains(&segment.ident.to_string()));
            visit::visit_path(self, path);
        }
        fn visit_block(&mut self, _: &'ast syn::Block) {}
        fn visit_field(&mut self, field: &'ast syn::Field) {
            if is_public(&field.vis) {
                visit::visit_field(self, field);
            }
        }
        fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
            if is_public(&item.vis) {
                visit::visit_item_fn(self, item);
            }
        }
        fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
            if is_public(&item.vis) {
                visit::visit_impl_item_fn(self, item);
            }
        }
        fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
            if is_public(&item.vis) {
                visit::visit_item_type(self, item);
            }
        }
        fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
            let names = imports(&item.tree).into_iter().flat_map(|(path, _)| path);
            self.found |= is_public(&item.vis) && names.into_iter().any(|name| name == "heapless");
        }
    }
    let mut seen = 0;
    for source in sources() {
        let mut names = BTreeSet::from(["heapless".to_owned()]);
        for item in &source.parsed.items {
            if let Item::Use(item) = item {
                let imports = imports(&item.tree).into_iter();
                let of_heapless = imports.filter(|(path, _)| path[0] == "heapless");
                names.extend(of_heapless.map(|(_, name)| name));
            }
        }
        seen += usize::from(source.text.contains("heapless::"));
        let mut public = Public { names, found: false };
        public.visit_file(&source.parsed);
        assert!(!public.found, "src/{} shows a type of heapless", source.file);
    }
    assert!(seen > 0, "heapless is used nowhere: this test is not needed");
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// A macro says what it makes, and can be read in one sitting.
#[test]
fn macros_are_short_and_documented() {
    let mut found = 0;
    for source in sources() {
        for item in &source.parsed.items {
            let Item::Macro(item) = item else { continue };
            let Some(name) = &item.ident else { continue };
            let file = &source.file;
            let end = item.mac.delimiter.span().close().end().line;
            let length = end - line(name) + 1;
            assert!(length <= 170, "src/{file}: {name}! has {length} lines");
            let documented = item.attrs.iter().any(|attribute| attribute.path().is_ident("doc"));
            assert!(documented, "src/{file}: {name}! says nothing of itself");
            found += 1;
        }
    }
    assert!(found > 5, "{found} macros");
}

// ---------------------------------------------------------------------------
// Layers and circles
// ---------------------------------------------------------------------------

/// What a `use` brings in: its path, and the name that it has here. A glob is the name `*`.
fn imports(tree: &UseTree) -> Vec<(Vec<String>, String)> {
    let mut found = Vec::new();
    let mut open = vec![(Vec::new(), tree)];
    while let Some((mut path, tree)) = open.pop() {
        match tree {
            UseTree::Path(part) => {
                path.push(part.ident.to_string());
                open.push((path, &part.tree));
            }
            UseTree::Group(group) => {
                open.extend(group.items.iter().map(|tree| (path.clone(), tree)))
            }
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                let here = match name.as_str() {
                    "self" => path.last().expect("of something").clone(),
                    _ => {
                        path.push(name.clone());
                        name
                    }
                };
                found.push((path, here));
            }
            UseTree::Rename(rename) => {
                path.push(rename.ident.to_string());
                found.push((path, rename.rename.to_string()));
            }
            UseTree::Glob(_) => found.push((path, "*".to_owned())),
        }
    }
    found
}

fn is_of_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

/// What a file brings in and what it names, tests aside.
#[derive(Default)]
struct Named {
    /// The name here, its path, and whether others see it: `pub use` and the like.
    imports: Vec<(String, Vec<String>, bool)>,
    /// Paths in the code, in macros, too; those of one part are names alone.
    paths: BTreeSet<Vec<String>>,
}

impl Named {
    /// A module inside the file: its `super` is the file.
    fn inline(&mut self, items: &[Item]) {
        let mut inside = Named::default();
        for item in items {
            inside.visit_item(item);
        }
        let imports = inside.imports.into_iter().map(|(_, path, _)| path);
        for mut path in imports.chain(inside.paths) {
            if path.first().is_some_and(|first| first == "super") {
                path[0] = "self".to_owned();
            }
            self.paths.insert(path);
        }
    }

    /// The paths in tokens that are no Rust of their own: those of macros.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.paths.insert(std::mem::take(&mut path));
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                // `$crate` is `crate`
                TokenTree::Punct(punct) if punct.as_char() == '$' => colons = 0,
                other => {
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.tokens(group.stream());
                    }
                }
            }
        }
        self.paths.insert(path);
    }
}

impl<'ast> Visit<'ast> for Named {
    fn visit_item(&mut self, item: &'ast Item) {
        if let Item::Mod(module) = item {
            if let Some((_, items)) =
                module.content.as_ref().filter(|_| !is_of_tests(&module.attrs))
            {
                self.inline(items);
            }
            return;
        }
        let attributes = match item {
            Item::Use(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_of_tests(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let shown = !matches!(item.vis, Visibility::Inherited);
        let imports = imports(&item.tree).into_iter();
        self.imports.extend(imports.map(|(path, name)| (name, path, shown)));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = path.segments.iter();
        self.paths.insert(segments.map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        // what a definition makes stands where the macro is used
        if item.ident.is_none() {
            self.tokens(item.mac.tokens.clone());
        }
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.tokens(item.tokens.clone());
        visit::visit_macro(self, item);
    }
}

/// The files with what they name, by the path of their module.
struct Tree {
    modules: BTreeMap<Vec<String>, (String, Named)>,
}

impl Tree {
    fn new() -> Self {
        let module = |source: Source| {
            let path = source.file.trim_end_matches(".rs");
            let path = path.trim_end_matches("/mod");
            let path = if path == "lib" { "" } else { path };
            let parts = path.split('/').filter(|part| !part.is_empty());
            let mut named = Named::default();
            named.visit_file(&source.parsed);
            (parts.map(str::to_owned).collect(), (source.file, named))
        };
        Self { modules: sources().into_iter().map(module).collect() }
    }

    /// The file in which stands what a path means in a module; none of another crate, or of a name that is brought in
    /// nowhere. A `pub use` is followed to where the item is.
    fn file(&self, module: &[String], path: &[String], depth: usize) -> Option<&str> {
        assert!(depth < 32, "{module:?}: {path:?}");
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.within(&[], rest, depth),
            "self" => self.within(module, rest, depth),
            "super" => self.within(&module[..module.len().checked_sub(1)?], rest, depth),
            _ => {
                let child = [module, std::slice::from_ref(first)].concat();
                if self.modules.contains_key(&child) {
                    return self.within(&child, rest, depth);
                }
                let (_, named) = self.modules.get(module)?;
                let mut imports = named.imports.iter();
                // a macro that is shown under its own name is no way to anywhere
                let leads = |of: &[String]| of != path && of != std::slice::from_ref(first);
                let (_, of, _) = imports.find(|(name, of, _)| name == first && leads(of))?;
                let of = [of, rest].concat();
                self.file(module, &of, depth + 1)
            }
        }
    }

    /// The file in which stands the item that a path means, seen from inside a module.
    fn within(&self, module: &[String], path: &[String], depth: usize) -> Option<&str> {
        let (file, named) = self.modules.get(module)?;
        let Some((first, _)) = path.split_first() else {
            return Some(file);
        };
        if first == "super" || first == "self" {
            return self.file(module, path, depth + 1);
        }
        if let Some(found) = self.file(module, path, depth + 1) {
            return Some(found);
        }
        // what another module shows here as a whole, else the module's own
        let globs = named.imports.iter().filter(|(name, _, shown)| name == "*" && *shown);
        for (_, of, _) in globs {
            let of = [&of[..], path].concat();
            if let Some(found) = self.file(module, &of, depth + 1).filter(|found| found != file) {
                return Some(found);
            }
        }
        Some(file)
    }

    /// Which file names which other.
    fn arrows_between(&self) -> BTreeSet<(String, String)> {
        let mut found = BTreeSet::new();
        for (module, (file, named)) in &self.modules {
            let used = named.imports.iter().filter(|(name, _, shown)| {
                // what is only handed on is not named here
                !shown || named.paths.iter().any(|path| path.first() == Some(name))
            });
            let used = used.map(|(_, path, _)| path);
            let written = named.paths.iter().filter(|path| path.len() > 1);
            for path in used.chain(written) {
                let to = self.file(module, path, 0).filter(|to| to != file);
                found.extend(to.map(|to| (file.clone(), to.to_owned())));
            }
        }
        found
    }
}

/// Which file names which other.
fn arrows() -> BTreeSet<(String, String)> {
    static ARROWS: LazyLock<BTreeSet<(String, String)>> =
        LazyLock::new(|| Tree::new().arrows_between());
    ARROWS.clone()
}

fn is_in(file: &str, room: &str) -> bool {
    file == room || (room.ends_with('/') && file.starts_with(room))
}

fn layer(file: &str) -> usize {
    let found = LAYERS.iter().position(|rooms| rooms.iter().any(|room| is_in(file, room)));
    found.unwrap_or_else(|| panic!("src/{file} is in no layer"))
}

fn is_up((from, to): &(String, String)) -> bool {
    let beside = |(one, other): &(&str, &str)| {
        is_in(from, one) && is_in(to, other) || is_in(from, other) && is_in(to, one)
    };
    layer(from) < layer(to) || BESIDE.iter().any(beside)
}

/// Whether one gets from a file to another along the arrows.
fn leads(arrows: &BTreeSet<(String, String)>, from: &str, to: &str) -> bool {
    let mut reached = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for (_, next) in arrows.iter().filter(|(start, _)| start == at) {
            if reached.insert(next) {
                open.push(next);
            }
        }
    }
    from != to && reached.contains(to)
}

fn is_of_a_table((from, to): &(String, String)) -> bool {
    let room = from.rsplit_once('/').map_or("", |(room, _)| room);
    TABLES.contains(&from.as_str()) && to.starts_with(&format!("{room}/"))
}

fn is_known((from, to): &(String, String)) -> bool {
    KNOWN.contains(&(from, to))
}

#[test]
fn arrows_are_found() {
    let arrows = arrows();
    let is = |from: &str, to: &str| arrows.contains(&(from.to_owned(), to.to_owned()));
    assert!(is("header.rs", "error.rs"), "{arrows:#?}");
    assert!(is("option/bootstrap/dns_update.rs", "identity.rs"));
    assert!(!is("error.rs", "header.rs"));
    // by way of a name that `crate` hands on
    assert!(arrows.iter().all(|(_, to)| to != "lib.rs"), "{arrows:#?}");
}

#[test]
fn no_arrow_goes_up() {
    let arrows = arrows();
    let up = arrows.iter().filter(|arrow| is_up(arrow) && !is_known(arrow));
    let up: Vec<_> = up.map(|(from, to)| format!("{from} names {to}")).collect();
    assert!(up.is_empty(), "up, or beside:\n{}", up.join("\n"));
}

#[test]
fn no_circle_between_files() {
    let mut arrows = arrows();
    arrows.retain(|arrow| !is_known(arrow) && !is_of_a_table(arrow));
    let circle = arrows.iter().filter(|(from, to)| leads(&arrows, to, from));
    let circle: Vec<_> = circle.map(|(from, to)| format!("{from} names {to}")).collect();
    assert!(circle.is_empty(), "in a circle:\n{}", circle.join("\n"));
}

#[test]
fn what_is_known_is_still_there() {
    let arrows = arrows();
    for table in TABLES {
        let kinds = arrows.iter().filter(|arrow| arrow.0 == *table && is_of_a_table(arrow));
        assert!(kinds.count() > 2, "{table} has no table any more");
    }
    let mut circles = arrows.clone();
    circles.retain(|arrow| !is_of_a_table(arrow));
    for (from, to) in KNOWN {
        let arrow = ((*from).to_owned(), (*to).to_owned());
        assert!(arrows.contains(&arrow), "{from} does not name {to} any more");
        let breaks = is_up(&arrow) || leads(&circles, to, from);
        assert!(breaks, "{from} may name {to}: it is in no circle any more");
    }
}
