//! Octets as hexadecimal text, as people write it and as other programs print it.

/// The paragraphs of a text, each as the octets that it stands for.
///
/// A paragraph whose first line begins with the offset zero has an offset before each line; what stands
/// behind the octets of its lines is left aside. The error is a sentence with line and column.
pub fn paragraphs(text: &str) -> Result<Vec<Vec<u8>>, String> {
    let mut paragraphs = vec![Paragraph::default()];
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            paragraphs.push(Paragraph::default());
        } else if let Some(paragraph) = paragraphs.last_mut() {
            paragraph
                .line(line)
                .map_err(|(column, what)| format!("line {number}, column {column}: {what}"))?;
        }
    }
    paragraphs.retain(|paragraph| !paragraph.octets.is_empty());
    Ok(paragraphs
        .into_iter()
        .map(|paragraph| paragraph.octets)
        .collect())
}

#[derive(Default)]
struct Paragraph {
    octets: Vec<u8>,
    /// Whether offsets stand before the octets: known from the first line with anything on it.
    offsets: Option<bool>,
}

/// What is wrong, and in which column.
type Fault = (usize, String);

impl Paragraph {
    fn line(&mut self, line: &str) -> Result<(), Fault> {
        let line = match line.split_once('#') {
            Some((before, _)) => before,
            None => line,
        };
        let words = words(line);
        let Some(&(column, first)) = words.first() else {
            return Ok(());
        };
        if first.starts_with('@') {
            return Ok(());
        }
        let offsets = *self
            .offsets
            .get_or_insert_with(|| words.len() > 1 && offset(first) == Some(0));
        if !offsets {
            return words
                .iter()
                .try_for_each(|&(column, word)| self.word(column, word));
        }
        match offset(first) {
            Some(offset) if offset == self.octets.len() => self.dump_line(&words),
            Some(offset) => {
                let before = self.octets.len();
                Err((
                    column,
                    format!("offset {offset:#x}, but {before:#x} octets stand before it"),
                ))
            }
            None => Err((
                column,
                format!("'{first}' is no offset, unlike the paragraph's first line"),
            )),
        }
    }

    /// The octets behind an offset: they end at the text behind them, which a wider gap or a bar sets off.
    fn dump_line(&mut self, words: &[(usize, &str)]) -> Result<(), Fault> {
        let start = self.octets.len();
        let mut end = words[0].0 + words[0].1.chars().count();
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
            let digits = group
                .strip_prefix("0x")
                .or(group.strip_prefix("0X"))
                .unwrap_or(group);
            let skipped = group.len() - digits.len();
            self.digits(column + skipped, digits)?;
            column += group.chars().count() + 1;
        }
        Ok(())
    }

    fn digits(&mut self, column: usize, digits: &str) -> Result<(), Fault> {
        if let Some((at, other)) = digits
            .chars()
            .enumerate()
            .find(|(_, c)| !c.is_ascii_hexdigit())
        {
            return Err((column + at, format!("'{other}' is not a hexadecimal digit")));
        }
        if !digits.len().is_multiple_of(2) {
            return Err((column, format!("'{digits}' has an odd number of digits")));
        }
        for at in (0..digits.len()).step_by(2) {
            // two digits, both just checked
            self.octets
                .push(u8::from_str_radix(&digits[at..at + 2], 16).unwrap_or_default());
        }
        Ok(())
    }
}

/// The words of a line, each with its column, from 1.
fn words(line: &str) -> Vec<(usize, &str)> {
    line.split_whitespace()
        .map(|word| {
            let at = word.as_ptr().addr() - line.as_ptr().addr();
            (line[..at].chars().count() + 1, word)
        })
        .collect()
}

/// The offset that a word is: three to eight digits, with or without 0x and a colon.
fn offset(word: &str) -> Option<usize> {
    let digits = word.strip_suffix(':').unwrap_or(word);
    let digits = digits.strip_prefix("0x").unwrap_or(digits);
    let is_offset =
        (3..=8).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_offset
        .then(|| usize::from_str_radix(digits, 16).ok())
        .flatten()
}

fn is_octet(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|digit| digit.is_ascii_hexdigit())
}
