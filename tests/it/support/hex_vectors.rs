//! Reader for the hex vector files under `tests/vectors`.
//!
//! A vector file is text:
//!
//! ```text
//! # Free text; the first such line is the title.
//! @kind message
//! @source 2001:db8:1::1
//! 3b 01 06 00  # 0 Payload Proto, Header Len, MH Type, Reserved
//! 3b38         # 4 Checksum
//! ```
//!
//! - A line that starts with `#` is a comment.
//! - A line that starts with `@` is metadata: a key, a space, a value.
//! - Any other line that is not blank is hex octets, `#`, the decimal offset
//!   of the first of them, and what they are.
//!
//! Keys compare as if `_` were `-`. These have a typed helper:
//!
//! | key | value | helper |
//! |---|---|---|
//! | `title` | text; without it the first comment counts | the field `title` |
//! | `kind` | a word | [`Vector::kind`], [`by_kind`] |
//! | `source` | IPv6 address | [`Vector::source`] |
//! | `destination` | IPv6 address | [`Vector::destination`] |
//! | `disposition` | see [`Disposition`] | [`Vector::disposition`] |
//! | `error-offset` | decimal | [`Vector::error_offset`] |
//! | `error-kind` | a variant of `ParseErrorKind` | [`Vector::error_kind`] |
//!
//! Everything here panics on a malformed file and says where it is malformed.

use std::collections::BTreeMap;
use std::fs;
use std::net::Ipv6Addr;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// One vector file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vector {
    /// The file.
    pub path: PathBuf,
    /// The name of the file without its extension.
    pub id: String,
    /// The metadata, keys as written.
    pub meta: BTreeMap<String, String>,
    /// The octets of all hex lines, in order.
    pub octets: Vec<u8>,
    /// What the vector is; the id if the file does not say.
    pub title: String,
}

/// What a receiver is expected to do with a vector: `accept`, `discard`,
/// `binding-error 2` or `parameter-problem 0`, with any number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disposition {
    /// Process it.
    Accept,
    /// Drop it and say nothing.
    Discard,
    /// Drop it and send a Binding Error with this Status.
    BindingError(u8),
    /// Drop it and send an ICMP Parameter Problem, Code 0, for this octet of
    /// the Mobility Header.
    ParameterProblem(usize),
}

impl Vector {
    /// A metadata value; `_` and `-` in keys are the same.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.meta
            .iter()
            .find(|(present, _)| is_same_key(present, key))
            .map(|(_, value)| value.as_str())
    }

    /// Whether its file is in a directory of this name.
    #[must_use]
    pub fn is_in(&self, directory: &str) -> bool {
        self.path.parent().and_then(Path::file_name) == Some(directory.as_ref())
    }

    /// `@kind`.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.get("kind")
    }

    /// `@source`, the Source Address of the pseudo-header.
    ///
    /// # Panics
    ///
    /// If it is not an IPv6 address.
    #[must_use]
    pub fn source(&self) -> Option<Ipv6Addr> {
        self.address("source")
    }

    /// `@destination`, the Destination Address of the pseudo-header.
    ///
    /// # Panics
    ///
    /// If it is not an IPv6 address.
    #[must_use]
    pub fn destination(&self) -> Option<Ipv6Addr> {
        self.address("destination")
    }

    /// `@disposition`. Case, and what separates the words and the number, do
    /// not matter.
    ///
    /// # Panics
    ///
    /// If it is not one of the four dispositions.
    #[must_use]
    pub fn disposition(&self) -> Option<Disposition> {
        let value = self.get("disposition")?;
        let mut name = String::new();
        let mut number = String::new();
        for character in value.chars() {
            if character.is_ascii_digit() {
                number.push(character);
            } else if character.is_ascii_alphabetic() {
                assert!(
                    number.is_empty(),
                    "{}: @disposition {value:?} has words after its number",
                    self.path.display()
                );
                name.push(character.to_ascii_lowercase());
            }
        }
        let found = match (name.as_str(), number.as_str()) {
            ("accept", "") => Some(Disposition::Accept),
            ("discard", "") => Some(Disposition::Discard),
            ("bindingerror", number) => number.parse().ok().map(Disposition::BindingError),
            ("parameterproblem", number) => number.parse().ok().map(Disposition::ParameterProblem),
            _ => None,
        };
        assert!(
            found.is_some(),
            "{}: @disposition {value:?} is none of accept, discard, binding-error N, \
             parameter-problem N",
            self.path.display()
        );
        found
    }

    /// `@error-offset`.
    ///
    /// # Panics
    ///
    /// If it is not a decimal number.
    #[must_use]
    pub fn error_offset(&self) -> Option<usize> {
        let value = self.get("error-offset")?;
        match value.parse() {
            Ok(offset) => Some(offset),
            Err(error) => {
                panic!("{}: @error-offset {value:?} is not an offset: {error}", self.path.display())
            }
        }
    }

    /// `@error-kind`.
    #[must_use]
    pub fn error_kind(&self) -> Option<&str> {
        self.get("error-kind")
    }

    fn address(&self, key: &str) -> Option<Ipv6Addr> {
        let value = self.get(key)?;
        match value.parse() {
            Ok(address) => Some(address),
            Err(error) => {
                panic!("{}: @{key} {value:?} is not an IPv6 address: {error}", self.path.display())
            }
        }
    }
}

/// Reads one vector file.
///
/// # Panics
///
/// If the file cannot be read, a line is malformed, or an annotated offset is
/// not the offset of its line.
#[must_use]
pub fn load(path: impl AsRef<Path>) -> Vector {
    let path = path.as_ref();
    match fs::read_to_string(path) {
        Ok(text) => parse(path, &text),
        Err(error) => panic!("{}: cannot be read: {error}", path.display()),
    }
}

/// Reads every vector file, sorted by path.
///
/// # Panics
///
/// If there is no vector file, or one of them is malformed.
#[must_use]
pub fn all() -> &'static [Vector] {
    &ALL
}

/// Read once in a process.
static ALL: LazyLock<Vec<Vector>> = LazyLock::new(|| {
    let directory = directory();
    let mut paths = Vec::new();
    collect(&directory, &mut paths);
    // as octets: comparing component by component takes a quarter of a minute under Miri
    paths.sort_by(|one, other| one.as_os_str().cmp(other.as_os_str()));
    assert!(!paths.is_empty(), "{}: holds no .hex file", directory.display());
    paths.iter().map(load).collect()
});

/// Reads every vector file of one `@kind`, sorted by path.
///
/// # Panics
///
/// If there is none: a misspelt kind is no test.
#[must_use]
pub fn by_kind(kind: &str) -> Vec<Vector> {
    let of_kind = |vector: &&Vector| vector.kind() == Some(kind);
    let vectors: Vec<_> = ALL.iter().filter(of_kind).cloned().collect();
    assert!(!vectors.is_empty(), "no vector is of @kind {kind}");
    vectors
}

/// `tests/vectors` of the package that includes this file, or of the
/// directory above it: a fuzz crate lies inside the package it tests.
fn directory() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tried = Vec::new();
    for root in package.ancestors().take(2) {
        let directory = root.join("tests").join("vectors");
        if directory.is_dir() {
            return directory;
        }
        tried.push(directory);
    }
    panic!("no directory of vectors, neither of {tried:?}");
}

/// The `.hex` files below a directory.
fn collect(directory: &Path, paths: &mut Vec<PathBuf>) {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) => panic!("{}: cannot be listed: {error}", directory.display()),
    };
    for entry in entries {
        let path = match entry {
            Ok(entry) => entry.path(),
            Err(error) => panic!("{}: cannot be listed: {error}", directory.display()),
        };
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "hex") {
            paths.push(path);
        }
    }
}

/// Reads the text of a vector file.
fn parse(path: &Path, text: &str) -> Vector {
    let mut meta: BTreeMap<String, String> = BTreeMap::new();
    let mut octets = Vec::new();
    let mut comment = None;

    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        let malformed = |problem: &str| -> ! {
            panic!("{}:{}: {problem}: {line:?}", path.display(), index + 1)
        };
        if line.is_empty() {
            continue;
        }
        if let Some(rest) = line.strip_prefix('#') {
            let rest = rest.trim();
            if comment.is_none() && !rest.is_empty() {
                comment = Some(rest.to_owned());
            }
            continue;
        }
        if let Some(rest) = line.strip_prefix('@') {
            let (key, value) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            if key.is_empty() {
                malformed("metadata without a key");
            }
            if meta.keys().any(|present| is_same_key(present, key)) {
                malformed("a key for the second time");
            }
            meta.insert(key.to_owned(), value.trim().to_owned());
            continue;
        }

        let Some((hex, annotation)) = line.split_once('#') else {
            malformed("hex octets without # and an offset");
        };
        let annotation = annotation.trim();
        let word = annotation.split_ascii_whitespace().next().unwrap_or("");
        if word.is_empty() || !word.bytes().all(|octet| octet.is_ascii_digit()) {
            malformed("no decimal offset after #");
        }
        if word.parse() != Ok(octets.len()) {
            malformed(&format!("the offset is {}, not the annotated {word}", octets.len()));
        }
        for group in hex.split_ascii_whitespace() {
            match group_octets(group) {
                Ok(group) => octets.extend(group),
                Err(problem) => malformed(problem),
            }
        }
    }

    let id = match path.file_stem() {
        Some(stem) => stem.to_string_lossy().into_owned(),
        None => panic!("{}: has no file name", path.display()),
    };
    let title = meta.get("title").cloned().or(comment);
    Vector { path: path.to_owned(), title: title.unwrap_or_else(|| id.clone()), id, meta, octets }
}

/// Hex digits without a space between them.
fn group_octets(group: &str) -> Result<Vec<u8>, &'static str> {
    let mut nibbles = Vec::with_capacity(group.len());
    for digit in group.bytes() {
        nibbles.push(match digit {
            b'0'..=b'9' => digit - b'0',
            b'a'..=b'f' => digit - b'a' + 10,
            b'A'..=b'F' => digit - b'A' + 10,
            _ => return Err("not a hex digit"),
        });
    }
    if nibbles.len() % 2 != 0 {
        return Err("half an octet");
    }
    Ok(nibbles.chunks(2).map(|pair| pair[0] * 16 + pair[1]).collect())
}

fn is_same_key(one: &str, other: &str) -> bool {
    let normal = |octet| if octet == b'_' { b'-' } else { octet };
    one.len() == other.len() && one.bytes().map(normal).eq(other.bytes().map(normal))
}

// not under Miri, which would run them in each binary that has this file
#[cfg(all(test, not(miri)))]
mod tests {
    use super::*;

    fn read(text: &str) -> Vector {
        parse(Path::new("some/where/v00-name.hex"), text)
    }

    #[test]
    fn a_whole_file() {
        let vector = read(
            "# Binding Acknowledgement\r\n\
             # and more\n\
             \n\
             @kind message\n\
             @source 2001:db8:1::1\n\
             @destination   2001:db8:1::100\n\
             @disposition parameter-problem 1\n\
             @error_offset 13\n\
             @error-kind OptionLength\n\
             3b 01 06 00  # 0 Payload Proto: 59 # really\n\
             \t3B38 # 4 Checksum\n\
             00001234 0384 # 6\n",
        );
        assert_eq!(vector.id, "v00-name");
        assert_eq!(vector.path, Path::new("some/where/v00-name.hex"));
        assert_eq!(vector.title, "Binding Acknowledgement");
        assert_eq!(
            vector.octets,
            [0x3b, 0x01, 0x06, 0x00, 0x3b, 0x38, 0, 0, 0x12, 0x34, 0x03, 0x84]
        );
        assert_eq!(vector.kind(), Some("message"));
        assert_eq!(vector.source(), Some(Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 1)));
        assert_eq!(vector.destination(), Some(Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0x100)));
        assert_eq!(vector.disposition(), Some(Disposition::ParameterProblem(1)));
        assert_eq!(vector.error_offset(), Some(13));
        assert_eq!(vector.error_kind(), Some("OptionLength"));
        assert_eq!(vector.get("error-offset"), Some("13"));
        assert_eq!(vector.get("absent"), None);
    }

    #[test]
    fn dispositions() {
        for (text, expected) in [
            ("accept", Disposition::Accept),
            ("Discard", Disposition::Discard),
            ("binding-error 2", Disposition::BindingError(2)),
            ("BindingError(2)", Disposition::BindingError(2)),
            ("parameter-problem 0", Disposition::ParameterProblem(0)),
        ] {
            let vector = read(&format!("@disposition {text}"));
            assert_eq!(vector.disposition(), Some(expected), "{text}");
        }
        assert_eq!(read("").disposition(), None);
    }

    #[test]
    fn titles() {
        assert_eq!(read("").title, "v00-name");
        assert_eq!(read("#\n# first\n# second").title, "first");
        assert_eq!(read("# first\n@title given").title, "given");
    }

    #[test]
    fn an_empty_file_is_an_empty_vector() {
        let vector = read("# nothing on the wire\n@flag\n");
        assert_eq!(vector.octets, []);
        assert_eq!(vector.get("flag"), Some(""));
    }

    #[test]
    #[should_panic(expected = "v00-name.hex:2: the offset is 2, not the annotated 3")]
    fn a_wrong_offset() {
        let _ = read("3b01 # 0\n06 # 3 MH Type");
    }

    #[test]
    #[should_panic(expected = "v00-name.hex:2: half an octet")]
    fn half_an_octet() {
        let _ = read("\n3b 1 # 0");
    }

    #[test]
    #[should_panic(expected = "v00-name.hex:1: not a hex digit")]
    fn not_a_digit() {
        let _ = read("3g # 0");
    }

    #[test]
    #[should_panic(expected = "v00-name.hex:1: hex octets without # and an offset")]
    fn no_annotation() {
        let _ = read("3b01");
    }

    #[test]
    #[should_panic(expected = "v00-name.hex:1: no decimal offset after #")]
    fn no_offset() {
        let _ = read("3b01 # Payload Proto");
    }

    #[test]
    #[should_panic(expected = "v00-name.hex:1: metadata without a key")]
    fn no_key() {
        let _ = read("@ value");
    }

    #[test]
    #[should_panic(expected = "v00-name.hex:2: a key for the second time")]
    fn a_repeated_key() {
        let _ = read("@error-offset 1\n@error_offset 2");
    }

    #[test]
    #[should_panic(expected = "@source \"2001:db8\" is not an IPv6 address")]
    fn a_wrong_address() {
        let _ = read("@source 2001:db8").source();
    }

    #[test]
    #[should_panic(expected = "@disposition \"binding-error\" is none of")]
    fn a_disposition_without_its_number() {
        let _ = read("@disposition binding-error").disposition();
    }

    #[test]
    #[should_panic(expected = "@error-offset \"-1\" is not an offset")]
    fn a_wrong_error_offset() {
        let _ = read("@error-offset -1").error_offset();
    }

    #[test]
    #[should_panic(expected = "absent.hex: cannot be read")]
    fn a_missing_file() {
        let _ = load("absent.hex");
    }
}
