//! The help text as a manual page: one text, so that the two cannot differ.

use crate::args::HELP;

/// The indentation of an entry, of an example, and of the text of an entry. More than that is an example, too.
const ENTRY: usize = 2;
const EXAMPLE: usize = 4;
const ENTRY_TEXT: usize = 25;

/// The page, in the language of `man`.
pub fn page() -> String {
    let mut blocks = HELP.trim_end().split("\n\n");
    let (description, usage) = (blocks.next(), blocks.next());
    let mut page = format!(
        ".TH MIP6DUMP 1 \"\" \"mip6dump {}\" \"User Commands\"\n\
         .SH NAME\nmip6dump \\- shows the Mobility Headers of a capture\n.SH SYNOPSIS\n.EX\n",
        env!("CARGO_PKG_VERSION"),
    );
    let usage = usage.unwrap_or_default().trim_start_matches("Usage:");
    for line in usage.lines() {
        page.push_str(&escaped(line.trim_start()));
    }
    page.push_str(".EE\n.SH DESCRIPTION\n");
    for block in description.into_iter().chain(blocks) {
        add(block, &mut page);
    }
    page
}

/// Adds lines between empty lines: a heading, text, entries, examples.
fn add(block: &str, page: &mut String) {
    let mut is_example = false;
    for (number, line) in block.lines().enumerate() {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        let was_example = is_example;
        is_example = indent == EXAMPLE || indent > ENTRY_TEXT;
        match (was_example, is_example) {
            (false, true) if indent > ENTRY_TEXT => page.push_str(".RS 11\n.EX\n"),
            (false, true) => page.push_str(".RS 4\n.EX\n"),
            (true, false) => page.push_str(".EE\n.RE\n"),
            _ => {}
        }
        if is_heading(line) {
            page.push_str(".SH ");
            page.push_str(&escaped(&text.to_uppercase()));
        } else if indent == ENTRY {
            // its text follows behind a gap, or on the next line
            let (term, text) = text.split_once("  ").unwrap_or((text, ""));
            page.push_str(".TP\n.B ");
            page.push_str(&escaped(term));
            page.push_str(&escaped(text.trim_start()));
        } else {
            if number == 0 && indent == 0 {
                page.push_str(".PP\n");
            }
            page.push_str(&escaped(text));
        }
    }
    if is_example {
        page.push_str(".EE\n.RE\n");
    }
}

/// Whether a line is a heading: a few words at the margin, which end no sentence.
fn is_heading(line: &str) -> bool {
    line.len() < 30 && !line.starts_with(' ') && !line.ends_with(['.', ':', ','])
}

/// A line of text, or nothing for an empty one.
fn escaped(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let guard = if text.starts_with(['.', '\'']) { "\\&" } else { "" };
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    format!("{guard}{text}\n")
}
