//! Reports as JSON, as lines, and as a tree beside the octets, 80 columns wide.

use crate::field::{Fault, Field, Report};
use crate::mobility::Place;
use anstyle::{AnsiColor, Style};
use serde_json::Value;
use std::io::{self, Write};
use textwrap::{Options, wrap};

/// How wide the output is.
pub const WIDTH: usize = 80;
/// How many octets stand on a line: Mobility Headers are built from units of eight.
const LINE: usize = 8;
/// Where the octets begin, and where the text begins.
const OCTETS_COLUMN: usize = 8;
const TEXT_COLUMN: usize = OCTETS_COLUMN + 3 * LINE + 2;

/// How what is said is set off.
#[derive(Clone, Copy, Default)]
pub struct Palette {
    pub quiet: Style,
    pub strong: Style,
    pub note: Style,
    pub fault: Style,
}

impl Palette {
    pub const COLOURS: Self = Self {
        quiet: Style::new().dimmed(),
        strong: Style::new().bold(),
        note: AnsiColor::Yellow.on_default(),
        fault: AnsiColor::Red.on_default().bold(),
    };
}

/// Writes a report as one JSON object on one line, its members in their order.
pub fn json(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let mut before = '{';
    for (key, value) in &report.json {
        write!(out, "{before}{}:{value}", Value::from(*key))?;
        before = ',';
    }
    writeln!(out, "}}")
}

/// Writes a report on one line: when, who, what, and what is wrong.
pub fn line(
    out: &mut impl Write,
    palette: Palette,
    place: Place,
    who: &str,
    report: &Report,
) -> io::Result<()> {
    let Palette { quiet, fault, .. } = palette;
    let (number, name) = (place.number, &report.name);
    write!(
        out,
        "{number:>5} {quiet}{}{quiet:#} {who} {name}",
        seconds(place)
    )?;
    for (before, words) in
        (std::iter::once(": ").chain(std::iter::repeat("; "))).zip(&report.message)
    {
        write!(out, "{before}{words}")?;
    }
    if !report.options.is_empty() {
        write!(out, " [{}]", report.options.join(", "))?;
    }
    for wrong in &report.faults {
        write!(out, " {fault}{}{fault:#}", wrong.words)?;
    }
    if let Some((_, what)) = report.remarks.iter().find(|(heading, _)| *heading == "cut") {
        write!(out, " cut off {what}")?;
    }
    writeln!(out)
}

/// The seconds since the first frame, right-aligned.
pub fn seconds(place: Place) -> String {
    let seconds = place
        .since_start
        .map(|time| format!("{:.6}", time.as_secs_f64()));
    format!("{:>11}", seconds.as_deref().unwrap_or("-"))
}

/// Writes a report for people. Lines that are not octets begin with '#', as text2pcap wants it.
pub fn tree(
    out: &mut impl Write,
    palette: Palette,
    heading: &str,
    report: &Report,
) -> io::Result<()> {
    let Palette { quiet, strong, .. } = palette;
    writeln!(out, "{strong}# {heading}: {}{strong:#}", report.title)?;
    for origin in &report.origin {
        comment(out, palette, "", Style::new(), origin)?;
    }
    let mut tree = Tree {
        out,
        palette,
        octets: &report.octets,
        faults: report.faults.iter().collect(),
        next_fault: 0,
    };
    tree.faults.sort_by_key(|fault| fault.at);
    let mut at = 0;
    for field in &report.fields {
        tree.gap(at, field.at)?;
        tree.field(field)?;
        at = field.at + field.octets;
    }
    tree.gap(at, report.octets.len())?;
    tree.end_marks()?;
    for (heading, text) in &report.remarks {
        let style = match *heading {
            "answer" => palette.fault,
            "note" | "cut" => quiet,
            _ => palette.note,
        };
        comment(out, palette, heading, style, text)?;
    }
    writeln!(out)
}

/// A line that is no octets, as many of them as the text takes; further lines are indented.
pub fn comment(
    out: &mut impl Write,
    palette: Palette,
    heading: &str,
    style: Style,
    text: &str,
) -> io::Result<()> {
    let quiet = palette.quiet;
    let column = if heading.is_empty() { 2 } else { 13 };
    let indent = if heading.is_empty() { "  " } else { "" };
    let options = Options::new(WIDTH - column).subsequent_indent(indent);
    for (row, text) in wrap(text, options).iter().enumerate() {
        let heading = if row == 0 { heading } else { "" };
        write!(out, "{quiet}#{quiet:#} ")?;
        if column > 2 {
            write!(out, "{style}{heading:<10}{style:#} ")?;
        }
        writeln!(out, "{text}")?;
    }
    Ok(())
}

struct Tree<'r, W> {
    out: &'r mut W,
    palette: Palette,
    octets: &'r [u8],
    /// In the order of their octets, and which of them comes next.
    faults: Vec<&'r Fault>,
    next_fault: usize,
}

impl<W: Write> Tree<'_, W> {
    /// Octets that no field covers.
    fn gap(&mut self, from: usize, to: usize) -> io::Result<()> {
        if from >= to {
            return Ok(());
        }
        self.rows(from, to - from, "Not decoded", 0)
    }

    fn field(&mut self, field: &Field) -> io::Result<()> {
        let indent = 2 * field.depth;
        let (label, meaning) = (&field.label, &field.meaning);
        if meaning.is_empty() {
            if field.octets == 0 {
                return Ok(());
            }
            return self.rows(field.at, field.octets, label, indent);
        }
        self.rows(
            field.at,
            field.octets,
            &format!("{label}: {meaning}"),
            indent,
        )
    }

    /// Octets with a text beside them.
    fn rows(&mut self, at: usize, octets: usize, text: &str, indent: usize) -> io::Result<()> {
        let quiet = self.palette.quiet;
        let width = WIDTH - TEXT_COLUMN - indent;
        let lines = match text.len() <= width {
            true => vec![text.into()],
            false => wrap(text, Options::new(width).subsequent_indent("  ")),
        };
        let mut lines = lines.iter();
        let octets = &self.octets[at..at + octets];
        for (at, octets) in (at..).step_by(LINE).zip(octets.chunks(LINE)) {
            write!(self.out, "{quiet}{at:06x}{quiet:#}  ")?;
            self.octets(at, octets)?;
            let column = TEXT_COLUMN - OCTETS_COLUMN + 1 - 3 * octets.len();
            match lines.next() {
                Some(text) => writeln!(self.out, "{:1$}{text}", "", column + indent)?,
                None => writeln!(self.out)?,
            }
            self.marks(at, at + octets.len())?;
        }
        for text in lines {
            let column = TEXT_COLUMN - 1 + indent;
            writeln!(self.out, "{quiet}#{quiet:#}{:column$}{text}", "")?;
        }
        Ok(())
    }

    fn octets(&mut self, at: usize, octets: &[u8]) -> io::Result<()> {
        let fault = self.palette.fault;
        let mut blank = "";
        for (at, octet) in (at..).zip(octets) {
            let next = self.faults[self.next_fault..]
                .iter()
                .take_while(|fault| fault.at <= at);
            let is_wrong = next
                .last()
                .is_some_and(|fault| at < fault.at + fault.octets);
            match is_wrong {
                true => write!(self.out, "{blank}{fault}{octet:02x}{fault:#}")?,
                false => write!(self.out, "{blank}{octet:02x}")?,
            }
            blank = " ";
        }
        Ok(())
    }

    /// The marks of what is wrong in the line before.
    fn marks(&mut self, from: usize, to: usize) -> io::Result<()> {
        while let Some(fault) = self
            .faults
            .get(self.next_fault)
            .filter(|fault| fault.at < to)
        {
            self.next_fault += 1;
            mark(self.out, self.palette, fault, fault.at.saturating_sub(from))?;
        }
        Ok(())
    }

    /// The marks of what is missing behind the last octet.
    fn end_marks(&mut self) -> io::Result<()> {
        let (end, quiet) = (self.octets.len(), self.palette.quiet);
        for fault in &self.faults[self.next_fault..] {
            writeln!(self.out, "{quiet}{end:06x}{quiet:#}")?;
            mark(self.out, self.palette, fault, 0)?;
        }
        Ok(())
    }
}

/// Points at an octet of the line before.
fn mark(
    out: &mut impl Write,
    palette: Palette,
    fault: &Fault,
    octets_before: usize,
) -> io::Result<()> {
    let Palette {
        quiet,
        fault: style,
        ..
    } = palette;
    let column = OCTETS_COLUMN - 1 + 3 * octets_before;
    let carets = "^".repeat(3 * fault.octets - 1);
    let text = format!("{} (octet {})", fault.words, fault.at);
    let width = WIDTH.saturating_sub(1 + column + carets.len() + 1).max(20);
    for (row, text) in wrap(&text, width).iter().enumerate() {
        let carets = match row {
            0 => carets.clone(),
            _ => " ".repeat(carets.len()),
        };
        writeln!(
            out,
            "{quiet}#{quiet:#}{:column$}{style}{carets} {text}{style:#}",
            ""
        )?;
    }
    Ok(())
}
