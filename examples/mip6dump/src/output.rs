//! Reports on standard output: as a tree beside the octets, or as JSON.

use crate::field::{Fault, Field, Report};
use anstyle::{AnsiColor, Style};
use serde_json::Value;
use std::io::{self, Write};

const QUIET: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();
const NOTE: Style = AnsiColor::Yellow.on_default();
const FAULT: Style = AnsiColor::Red.on_default().bold();

/// How many octets stand on a line: Mobility Headers are built from units of eight.
const LINE: usize = 8;
/// Where the octets begin, where the labels begin, and how wide these are.
const OCTETS_COLUMN: usize = 8;
const LABEL_COLUMN: usize = OCTETS_COLUMN + 3 * LINE + 2;
const LABEL_WIDTH: usize = 28;

/// Writes a report as one JSON object on one line, its members in their order.
pub fn json(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let members = report
        .json
        .iter()
        .map(|(key, value)| format!("{}:{value}", Value::from(*key)));
    writeln!(out, "{{{}}}", members.collect::<Vec<_>>().join(","))
}

/// Writes a report for people. Lines that are not octets begin with '#', as text2pcap wants it.
pub fn tree(out: &mut impl Write, heading: &str, report: &Report) -> io::Result<()> {
    writeln!(out, "{STRONG}# {heading}: {}{STRONG:#}", report.title)?;
    for line in &report.origin {
        writeln!(out, "{QUIET}#{QUIET:#} {line}")?;
    }
    let mut at = 0;
    for field in &report.fields {
        gap(out, report, at, field.at)?;
        field_lines(out, report, field)?;
        at = field.at + field.octets;
    }
    gap(out, report, at, report.octets.len())?;
    end_marks(out, report)?;
    for (heading, text) in &report.remarks {
        let style = if *heading == "answer" { FAULT } else { NOTE };
        writeln!(
            out,
            "{QUIET}#{QUIET:#} {style}{heading:<10}{style:#} {text}"
        )?;
    }
    writeln!(out)
}

/// Octets that no field covers.
fn gap(out: &mut impl Write, report: &Report, from: usize, to: usize) -> io::Result<()> {
    if from >= to {
        return Ok(());
    }
    let field = Field {
        at: from,
        octets: to - from,
        depth: 0,
        label: "Not decoded".into(),
        meaning: String::new(),
        values: Vec::new(),
    };
    field_lines(out, report, &field)
}

fn field_lines(out: &mut impl Write, report: &Report, field: &Field) -> io::Result<()> {
    let label = format!("{:depth$}{}", "", field.label, depth = 2 * field.depth);
    let meaning = &field.meaning;
    let text = format!("{label:<LABEL_WIDTH$} {meaning}");
    let mut text = text.trim_end();
    if field.octets == 0 {
        if meaning.is_empty() {
            return Ok(());
        }
        let column = LABEL_COLUMN - 1;
        return writeln!(out, "{QUIET}#{QUIET:#}{:column$}{text}", "");
    }
    let octets = &report.octets[field.at..field.at + field.octets];
    for (at, octets) in (field.at..).step_by(LINE).zip(octets.chunks(LINE)) {
        write!(out, "{QUIET}{at:06x}{QUIET:#}  ")?;
        let mut blank = "";
        for (at, octet) in (at..).zip(octets) {
            let faulty = report.faults.iter().any(|fault| covers(fault, at));
            let style = if faulty { FAULT } else { Style::new() };
            write!(out, "{blank}{style}{octet:02x}{style:#}")?;
            blank = " ";
        }
        let column = LABEL_COLUMN - OCTETS_COLUMN + 1 - 3 * octets.len();
        writeln!(
            out,
            "{:width$}{text}",
            "",
            width = if text.is_empty() { 0 } else { column }
        )?;
        text = "";
        for fault in &report.faults {
            if (at..at + octets.len()).contains(&fault.at) {
                mark(out, fault, fault.at - at)?;
            }
        }
    }
    Ok(())
}

fn covers(fault: &Fault, at: usize) -> bool {
    (fault.at..fault.at + fault.octets).contains(&at)
}

/// The marks of what is missing behind the last octet.
fn end_marks(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let end = report.octets.len();
    for fault in report.faults.iter().filter(|fault| fault.at >= end) {
        writeln!(out, "{QUIET}{end:06x}{QUIET:#}")?;
        mark(out, fault, 0)?;
    }
    Ok(())
}

/// Points at an octet of the line before.
fn mark(out: &mut impl Write, fault: &Fault, octets_before: usize) -> io::Result<()> {
    let column = OCTETS_COLUMN - 1 + 3 * octets_before;
    let carets = "^".repeat(3 * fault.octets - 1);
    let words = &fault.words;
    writeln!(
        out,
        "{QUIET}#{QUIET:#}{:column$}{FAULT}{carets} {words}, octet {}{FAULT:#}",
        "", fault.at
    )
}
