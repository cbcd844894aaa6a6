//! Octets as hexadecimal text, as people write it and as other programs print it.

/// The octets in a text, a piece for each header or packet.
///
/// Strings with escapes and arrays in braces or brackets are a piece each. Else a paragraph is one; if any line begins with the
/// offset zero, lines without an offset are taken for what was printed between the dumps. The error is a sentence with
/// line and column.
pub fn pieces(text: &str) -> Result<Vec<Vec<u8>>, String> {
    let text = text.trim_start_matches('\u{feff}');
    let pieces = if text.contains("\\x") {
        strings(text)?
    } else if let Some(arrays) = arrays(text) {
        arrays
    } else {
        paragraphs(text)?
    };
    Ok(pieces.into_iter().filter(|octets| !octets.is_empty()).collect())
}

/// Strings of C, Python and the like, in quotes or without them; those of a paragraph belong together.
fn strings(text: &str) -> Result<Vec<Vec<u8>>, String> {
    let mut pieces = vec![Vec::new()];
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            pieces.push(Vec::new());
        } else if let Some((column, other)) = bare_character(line) {
            let what = "may be an octet: put the string in quotes";
            return Err(format!("line {number}, column {column}: {other:?} {what}"));
        } else if let Some(piece) = pieces.last_mut() {
            string_line(line, piece);
        }
    }
    Ok(pieces)
}

/// What is neither an escape nor white space in a line of escapes that has no quotes, and its column.
fn bare_character(line: &str) -> Option<(usize, char)> {
    if !line.contains("\\x") || line.contains(['"', '\'']) {
        return None;
    }
    let mut rest = line;
    while let Some(next) = rest.chars().next() {
        let consumed = match next {
            '\\' => escape(rest).0,
            _ if next.is_whitespace() => next.len_utf8(),
            _ => return Some((line[..line.len() - rest.len()].chars().count() + 1, next)),
        };
        rest = &rest[consumed..];
    }
    None
}

/// Outside of quotes, only escapes are octets.
fn string_line(line: &str, octets: &mut Vec<u8>) {
    let mut quote = None;
    let mut rest = line;
    while let Some(next) = rest.chars().next() {
        let (consumed, octet) = match (next, quote) {
            ('\\', _) => escape(rest),
            ('"' | '\'', None) => {
                quote = Some(next);
                (1, None)
            }
            (_, Some(end)) if next == end => {
                quote = None;
                (1, None)
            }
            (_, Some(_)) => (next.len_utf8(), u8::try_from(next).ok()),
            (_, None) => (next.len_utf8(), None),
        };
        octets.extend(octet);
        rest = &rest[consumed..];
    }
}

/// The length of the escape that a text begins with, and its octet.
fn escape(text: &str) -> (usize, Option<u8>) {
    let digits = |from, to, radix| {
        let digits = text.get(from..to)?;
        Some((to, u8::from_str_radix(digits, radix).ok()))
    };
    match text.chars().nth(1) {
        Some('x') => digits(2, 4, 16).unwrap_or((2, None)),
        Some('n') => (2, Some(b'\n')),
        Some('r') => (2, Some(b'\r')),
        Some('t') => (2, Some(b'\t')),
        Some('0'..='7') => {
            let octal = text[1..].chars().take(3);
            let length = octal.take_while(|digit| ('0'..='7').contains(digit)).count();
            digits(1, 1 + length, 8).unwrap_or((2, None))
        }
        Some(other) => (1 + other.len_utf8(), u8::try_from(other).ok()),
        None => (1, None),
    }
}

/// Arrays of C, Rust and the like: what stands between braces or brackets, if it is octets with 0x before each.
fn arrays(text: &str) -> Option<Vec<Vec<u8>>> {
    let without_comments: String = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default().to_owned() + "\n")
        .collect();
    let mut pieces = Vec::new();
    for part in without_comments.split(['{', '[']).skip(1) {
        let Some((inside, _)) = part.split_once(['}', ']']) else {
            continue;
        };
        if !inside.contains("0x") && !inside.contains("0X") {
            continue;
        }
        let elements = inside.split(',').map(|element| {
            // a comment of C may stand around it
            let element = match element.rsplit_once("*/") {
                Some((_, element)) => element,
                None => element.split("/*").next().unwrap_or_default(),
            };
            element.trim()
        });
        let octets: Option<Vec<u8>> = elements
            .filter(|element| !element.is_empty())
            .map(|element| {
                let digits = element.strip_suffix("u8").unwrap_or(element);
                let digits = digits.strip_suffix('_').unwrap_or(digits);
                match digits.strip_prefix("0x").or(digits.strip_prefix("0X")) {
                    Some(digits) => u8::from_str_radix(digits, 16).ok(),
                    None => digits.parse().ok(),
                }
            })
            .collect();
        pieces.extend(octets);
    }
    (pieces.iter().any(|octets| !octets.is_empty())).then_some(pieces)
}

fn paragraphs(text: &str) -> Result<Vec<Vec<u8>>, String> {
    let has_dumps = text.lines().any(|line| dump_in(line, 0).is_some());
    let is_log = !has_dumps && text.lines().any(|line| line.starts_with("| "));
    let mut paragraphs = vec![Paragraph::default()];
    for (number, line) in (1..).zip(text.lines()) {
        let Some(paragraph) = paragraphs.last_mut() else {
            break;
        };
        let located = |(column, what)| format!("line {number}, column {column}: {what}");
        let ends = if line.trim().is_empty() {
            true
        } else if has_dumps {
            let ends = paragraph.dump_line(line).map_err(located)?;
            if ends {
                let mut next = Paragraph::default();
                next.dump_line(line).map_err(located)?;
                paragraphs.push(next);
            }
            false
        } else if is_log {
            !paragraph.log_line(line)
        } else {
            paragraph.line(line).map_err(located)?;
            false
        };
        if ends {
            paragraphs.push(Paragraph::default());
        }
    }
    Ok(paragraphs.into_iter().map(|paragraph| paragraph.octets).collect())
}

/// The IP packet in octets that begin as one does, or in an Ethernet frame. There may be less of it than it says.
pub fn packet(octets: &[u8]) -> Option<&[u8]> {
    // no Mobility Header begins like this, which has 59 there
    let is_ipv6 = |packet: &[u8]| packet.len() >= 40 && packet[0] >> 4 == 6;
    let is_ipv4 = |packet: &[u8]| {
        packet.len() >= 20
            && packet[0] == 0x45
            && usize::from(u16::from_be_bytes([packet[2], packet[3]])) >= packet.len()
    };
    if is_ipv6(octets) || is_ipv4(octets) {
        return Some(octets);
    }
    match octets.get(12..14)? {
        [0x86, 0xdd] => Some(&octets[14..]).filter(|packet| is_ipv6(packet)),
        [0x08, 0x00] => Some(&octets[14..]).filter(|packet| is_ipv4(packet)),
        _ => None,
    }
}

#[derive(Default)]
struct Paragraph {
    octets: Vec<u8>,
}

/// What is wrong, and in which column.
type Fault = (usize, String);

impl Paragraph {
    /// A line of octets alone.
    fn line(&mut self, line: &str) -> Result<(), Fault> {
        let words = words(without_comment(line));
        if words.first().is_some_and(|(_, first)| first.starts_with('@')) {
            return Ok(());
        }
        words.iter().try_for_each(|&(column, word)| self.word(column, word))
    }

    /// A line of a log that has no offsets; whether it is one of octets.
    fn log_line(&mut self, line: &str) -> bool {
        let words = words_from(line, line.find('|').map_or(0, |at| at + 1));
        let mut end = words.first().map_or(0, |(column, _)| *column);
        let mut is_dump = false;
        for (column, word) in words {
            // text stands farther off than octets from each other
            if !is_octet(word) || column - end > 2 {
                break;
            }
            self.octets.extend(u8::from_str_radix(word, 16));
            end = column + 2;
            is_dump = true;
        }
        is_dump
    }

    /// A line of a text in which there are dumps; whether it begins another one.
    fn dump_line(&mut self, line: &str) -> Result<bool, Fault> {
        let start = self.octets.len();
        if let Some(words) = dump_in(line, start) {
            self.dump(&words)?;
            return Ok(false);
        }
        if start > 0 && dump_in(line, 0).is_some() {
            return Ok(true);
        }
        let words = words(without_comment(line));
        // another offset than the one that comes next
        if let Some(&(column, word)) = words.first()
            && words.len() > 1
            && let Some(offset) = offset(word)
            && words[1].1.bytes().all(|digit| digit.is_ascii_hexdigit())
        {
            let what = format!("offset {offset:#x}, but {start:#x} octets stand before it");
            return Err((column, what));
        }
        Ok(false)
    }

    /// The octets behind an offset: they end at the text behind them, which a wider gap or a bar sets off.
    fn dump(&mut self, words: &[(usize, &str)]) -> Result<(), Fault> {
        let start = self.octets.len();
        let mut end = words[0].0 + words[0].1.chars().count();
        // hexdump and od put words there, in the order of the machine
        let is_octal =
            |word: &str| word.len() == 7 && word.bytes().all(|digit| digit.is_ascii_hexdigit());
        if is_octal(words[0].1) && words[1].1.len() == 4 {
            let what = "words of 16 bits, of which nobody knows the order: hexdump -C has octets";
            return Err((words[1].0, what.into()));
        }
        for &(column, word) in &words[1..] {
            let gap = column - end;
            // hexdump and others leave two spaces in the middle
            let middle = gap == 2 && self.octets.len() - start == 8 && is_octet(word);
            if word.starts_with('|') || (gap > 1 && self.octets.len() > start && !middle) {
                break;
            }
            self.word(column, word)?;
            end = column + word.chars().count();
        }
        Ok(())
    }

    /// A word: octets, with or without separators among them.
    fn word(&mut self, column: usize, word: &str) -> Result<(), Fault> {
        let mut column = column;
        for group in word.split([':', ',']) {
            let digits = group.strip_prefix("0x").or(group.strip_prefix("0X")).unwrap_or(group);
            let skipped = group.len() - digits.len();
            self.digits(column + skipped, digits)?;
            column += group.chars().count() + 1;
        }
        Ok(())
    }

    fn digits(&mut self, column: usize, digits: &str) -> Result<(), Fault> {
        if let Some((at, other)) = digits.chars().enumerate().find(|(_, c)| !c.is_ascii_hexdigit())
        {
            return Err((column + at, format!("{other:?} is not a hexadecimal digit")));
        }
        if !digits.len().is_multiple_of(2) {
            return Err((column, format!("'{digits}' has an odd number of digits")));
        }
        for at in (0..digits.len()).step_by(2) {
            // two digits, both just checked
            self.octets.push(u8::from_str_radix(&digits[at..at + 2], 16).unwrap_or_default());
        }
        Ok(())
    }
}

fn without_comment(line: &str) -> &str {
    line.split_once('#').map_or(line, |(before, _)| before)
}

/// The words of the dump in a line, if it has one with the offset `next`. A daemon's log has a prefix before it, as in
/// `charon: 07[ENC] <2>   16: 3b 01`.
fn dump_in(line: &str, next: usize) -> Option<Vec<(usize, &str)>> {
    let line = without_comment(line);
    let prefixes = line.match_indices([']', '>', '|']).map(|(at, _)| at + 1);
    std::iter::once(0)
        .chain(prefixes)
        .map(|start| words_from(line, start))
        .find(|words| is_dump(words, next))
}

/// The words of a line, each with its column, from 1.
fn words(line: &str) -> Vec<(usize, &str)> {
    words_from(line, 0)
}

/// The words of a line from an octet on.
fn words_from(line: &str, start: usize) -> Vec<(usize, &str)> {
    let words = line.get(start..).unwrap_or_default().split_whitespace();
    words
        .map(|word| {
            let at = word.as_ptr().addr() - line.as_ptr().addr();
            (line[..at].chars().count() + 1, word)
        })
        .collect()
}

/// Whether words are the offset that comes next, with octets behind it. IKE daemons count in decimals.
fn is_dump(words: &[(usize, &str)], next: usize) -> bool {
    let &[(_, first), (_, second), ..] = words else {
        // the last line of some dumps is their length
        return false;
    };
    let is_decimal = first.strip_suffix(':').is_some_and(|digits| digits.parse() == Ok(next));
    let is_next = offset(first) == Some(next) || is_decimal;
    let second = second.trim_end_matches([',', ';']);
    let second = second.strip_prefix("0x").unwrap_or(second);
    let has_octets = second
        .split(':')
        .all(|group| group.len() >= 2 && group.bytes().all(|digit| digit.is_ascii_hexdigit()));
    is_next && has_octets
}

/// The offset that a word is: three to eight digits, with or without 0x and a colon.
fn offset(word: &str) -> Option<usize> {
    let digits = word.strip_suffix(':').unwrap_or(word);
    let digits = digits.strip_prefix("0x").unwrap_or(digits);
    let is_offset =
        (3..=8).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_offset.then(|| usize::from_str_radix(digits, 16).ok()).flatten()
}

fn is_octet(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|digit| digit.is_ascii_hexdigit())
}
