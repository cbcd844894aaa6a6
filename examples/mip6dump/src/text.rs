//! Reports for people: as a line, and as a tree beside the octets, 80 columns wide.

use crate::carrier::Carrier;
use crate::ikev2::{Assignment, Attribute, Chain, Element as Payload};
use crate::mobility::{Decoded, Element, Place, Verdict, origin};
use crate::render::{Fault, Group, Groups, counted, label, put, short, text};
use anstyle::{AnsiColor, Style};
use data_encoding::HEXLOWER;
use mip6_wire::{Field, Message, MhType, Value};
use std::fmt::Display;
use std::net::{IpAddr, Ipv6Addr};
use textwrap::{Options, WordSplitter, wrap};

/// How wide the output is.
pub const WIDTH: usize = 80;
/// How many octets stand on a line: Mobility Headers are built from units of eight.
const LINE: usize = 8;
/// Where the octets begin, and where the text begins.
const OCTETS_COLUMN: usize = 8;
const TEXT_COLUMN: usize = OCTETS_COLUMN + 3 * LINE + 2;
/// How far the further lines of a line are indented, and how narrow a terminal is taken for at least.
const LINE_INDENT: usize = 6;
const NARROW: usize = 40;
/// How deep a record in a record is indented at most.
const DEPTH: usize = 6;
const BLANKS: &str =
    "                                                                                ";

/// How what is said is set off: what comes before it, and what after.
#[derive(Clone, Default)]
pub struct Palette {
    pub quiet: String,
    pub strong: String,
    pub note: String,
    pub fault: String,
    pub plain: String,
}

impl Palette {
    pub fn colours() -> Self {
        Self {
            quiet: Style::new().dimmed().to_string(),
            strong: Style::new().bold().to_string(),
            note: AnsiColor::Yellow.on_default().to_string(),
            fault: AnsiColor::Red.on_default().bold().to_string(),
            plain: anstyle::Reset.to_string(),
        }
    }
}

/// How lines are broken: between words alone, not behind the hyphen of "Care-of".
pub fn width(columns: usize) -> Options<'static> {
    Options::new(columns).word_splitter(WordSplitter::NoHyphenation)
}

/// Appends a packet on one line: when, who, what, and what is wrong. For a terminal, the line is broken to so many columns.
pub fn line(
    out: &mut String,
    palette: &Palette,
    columns: Option<usize>,
    place: Place,
    carrier: &Carrier<'_>,
    decoded: &Decoded<'_>,
) {
    let start = out.len();
    put(out, format_args!("{:>5} {} ", place.number, seconds(place)));
    who(out, carrier);
    out.push(' ');
    out.push_str(&decoded.name());
    if let Some(message) = &decoded.message {
        let mut before = ": ";
        message.fields(&mut |field: Field<'_>| {
            let start = out.len();
            out.push_str(before);
            short(out, &field);
            if out.len() == start + before.len() {
                out.truncate(start);
            } else {
                before = ", ";
            }
        });
    }
    let mut before = " [";
    decoded.options(|option| {
        if !option.option_type.is_padding() {
            out.push_str(before);
            match option.option_type.name() {
                Some(name) => out.push_str(name),
                None => put(out, format_args!("option {}", option.option_type.0)),
            }
            before = ", ";
        }
    });
    if before == ", " {
        out.push(']');
    }
    let way_fault = decoded.way_fault().map(Fault::from);
    let mut before = " -- ";
    for fault in way_fault.iter().chain(&decoded.faults) {
        let Palette { fault: style, plain, .. } = palette;
        put(out, format_args!("{before}{style}{}{plain}", fault.words()));
        before = ", ";
    }
    if let Some(cut) = carrier.cut {
        put(out, format_args!(" (cut off by {})", cut.as_str()));
    }
    if let Some(columns) = columns {
        let line = out.split_off(start);
        let options = width(columns.max(NARROW)).subsequent_indent(&BLANKS[..LINE_INDENT]);
        out.push_str(&wrap(&line, options).join("\n"));
    }
    out.push('\n');
}

/// Sender and receiver of a line, with their home addresses.
fn who(out: &mut String, carrier: &Carrier<'_>) {
    party(out, carrier.source, carrier.home_address_option);
    out.push_str(" > ");
    party(out, carrier.destination, carrier.routing_header);
    if carrier.is_quoted() {
        out.push_str(" quoted:");
    }
}

fn party(out: &mut String, address: Option<IpAddr>, home: Option<Ipv6Addr>) {
    match address {
        Some(address) => put(out, address),
        None => out.push('?'),
    }
    if let Some(home) = home {
        put(out, format_args!(" ({home})"));
    }
}

/// The seconds since the first frame, right-aligned.
pub fn seconds(place: Place) -> String {
    match place.since_start {
        Some(time) => format!("{:>4}.{:06}", time.as_secs(), time.subsec_micros()),
        None => format!("{:>11}", "-"),
    }
}

/// Appends a line that is no octets, as many of them as the text takes; further lines are indented. With a heading, in
/// its style.
pub fn comment(out: &mut String, palette: &Palette, heading: &str, style: &str, words: &str) {
    let Palette { quiet, plain, .. } = palette;
    let (column, indent) = match heading {
        "" => (2, "  "),
        _ => (13, ""),
    };
    let mut is_first = true;
    let mut one = |words: &str| {
        put(out, format_args!("{quiet}#{plain} "));
        if column > 2 {
            let heading = if is_first { heading } else { "" };
            put(out, format_args!("{style}{heading:<10}{plain} "));
        }
        out.push_str(words);
        out.push('\n');
        is_first = false;
    };
    if words.len() <= WIDTH - column {
        one(words);
    } else {
        let options = width(WIDTH - column).subsequent_indent(indent);
        wrap(words, options).iter().for_each(|words| one(words));
    }
}

/// Appends a packet as a tree. Lines that are not octets begin with '#', as text2pcap wants it.
pub fn packet(
    out: &mut String,
    palette: &Palette,
    what: &str,
    place: Place,
    carrier: &Carrier<'_>,
    decoded: &Decoded<'_>,
) {
    let Palette { strong, plain, .. } = palette;
    let (number, name) = (place.number, decoded.name());
    let octets = counted(decoded.octets.len(), "octet");
    put(out, format_args!("{strong}# {what} {number}: {name}, {octets}{plain}\n"));
    for line in origin(place, carrier) {
        comment(out, palette, "", "", &line);
    }
    let mut tree = Tree::new(out, palette, decoded.octets, &decoded.faults);
    if decoded.is_header {
        tree.header(decoded);
    }
    if let Some(message) = &decoded.message {
        message.fields(&mut |field: Field<'_>| tree.field(0, 0, &field));
        if matches!(message, Message::Unknown(_)) {
            let data = decoded.octets.len().saturating_sub(6);
            tree.row(6, data, 0, "Message data", counted(data, "octet"));
        }
    }
    decoded.options(|option| tree.option(option));
    tree.end();
    for (heading, words) in decoded.remarks(carrier) {
        let style = match heading {
            "answer" | "fault" => &palette.fault,
            "note" | "cut" | "fragment" | "DNS" => &palette.quiet,
            _ => &palette.note,
        };
        comment(out, palette, heading, style, &words);
    }
    out.push('\n');
}

/// Appends a chain of payloads as a tree.
pub fn chain(out: &mut String, palette: &Palette, number: usize, chain: &Chain<'_>) {
    let Palette { strong, plain, .. } = palette;
    let octets = chain.payloads.as_octets();
    let length = counted(octets.len(), "octet");
    put(out, format_args!("{strong}# Chain {number}: IKEv2 payloads, {length}{plain}\n"));
    let first = format!("the first payload is of type {}", chain.payloads.first());
    comment(out, palette, "", "", &first);
    let faults: Vec<Fault> = chain.errors.iter().copied().map(Fault::from).collect();
    let mut tree = Tree::new(out, palette, octets, &faults);
    chain.payloads(|payload| {
        tree.payload(payload);
        chain.attributes(payload, |attribute| tree.attribute(attribute));
    });
    tree.end();
    for deviation in &chain.deviations {
        comment(out, palette, "deviation", &palette.note, deviation);
    }
    if let Some(refusal) = chain.refusal {
        let words = format!("reject the message with {refusal}");
        comment(out, palette, "answer", &palette.fault, &words);
    }
    if let Some(assignment) = &chain.assignment {
        let words = match assignment {
            Assignment::UseAssigned(address) => format!("the home address is {address}"),
            Assignment::AutoConfigure(prefix, length) => {
                format!("a home address is formed from the prefix {prefix}/{length}")
            }
            Assignment::Refused(reason) => format!("no home address: {reason}"),
        };
        comment(out, palette, "assignment", "", &words);
    }
    out.push('\n');
}

struct Tree<'r> {
    out: &'r mut String,
    palette: &'r Palette,
    octets: &'r [u8],
    /// In the order of their octets; those that have been marked are taken away.
    faults: Vec<Fault>,
    /// How many octets have been shown.
    at: usize,
    /// What stands beside the octets.
    text: String,
    /// Those of which fields come.
    groups: Groups,
    /// The one that has begun last, if none of its fields has come yet.
    begun: Option<Begun>,
}

/// A group that is not shown yet: where its first field begins, and so how long its own head is, comes with that field.
struct Begun {
    at: usize,
    end: usize,
    indent: usize,
    text: String,
}

impl<'r> Tree<'r> {
    fn new(out: &'r mut String, palette: &'r Palette, octets: &'r [u8], faults: &[Fault]) -> Self {
        let mut faults = faults.to_vec();
        faults.sort_by_key(|fault| std::cmp::Reverse(fault.at));
        Self {
            out,
            palette,
            octets,
            faults,
            at: 0,
            text: String::new(),
            groups: Groups::default(),
            begun: None,
        }
    }

    /// What every Mobility Header begins with, as far as there are octets for it.
    fn header(&mut self, decoded: &Decoded<'_>) {
        let octets = self.octets;
        if let Some(&proto) = octets.first() {
            let name = if proto == 59 { ", no next header" } else { "" };
            self.row(0, 1, 0, "Payload Proto", format_args!("{proto}{name}"));
        }
        if let Some(&length) = octets.get(1) {
            let whole = 8 * (usize::from(length) + 1);
            self.row(1, 1, 0, "Header Len", format_args!("{length}, {whole} octets"));
        }
        if let Some(&number) = octets.get(2) {
            let name = MhType(number).name().unwrap_or("not registered");
            self.row(2, 1, 0, "MH Type", format_args!("{number}, {name}"));
        }
        match octets.get(3) {
            Some(0) => self.row(3, 1, 0, "Reserved", "0"),
            Some(_) => self.row(3, 1, 0, "Reserved", "not 0, ignored"),
            None => {}
        }
        if let Some(&[high, low]) = octets.get(4..6) {
            let sum = u16::from_be_bytes([high, low]);
            let mut row = |verdict: &dyn Display| {
                self.row(4, 2, 0, "Checksum", format_args!("{sum:#06x}, {verdict}"));
            };
            match decoded.checksum {
                Verdict::Good => row(&"good"),
                Verdict::Bad { expected } => row(&format_args!("bad, {expected:#06x} expected")),
                Verdict::GoodInUdp => row(&"good: UDP has its own"),
                Verdict::IgnoredInUdp => row(&"ignored, 0 expected in UDP"),
                Verdict::Unknown => row(&"not checked, the addresses are unknown"),
                Verdict::Missing => row(&"not checked, octets are missing"),
            }
        }
    }

    fn option(&mut self, option: &Element<'_>) {
        let Element { at, head, .. } = *option;
        let is_padding = option.option_type.is_padding();
        // padding is on one line with its head
        let octets = if is_padding { option.octets.len() } else { head };
        let name = option.option_type.name().unwrap_or("Unknown option");
        let number = option.option_type.0;
        match option.length {
            Some(length) if head > 1 => {
                let length = counted(length.into(), "octet");
                self.row(at, octets, 0, name, format_args!("option {number}, {length}"));
            }
            _ => self.row(at, octets, 0, name, format_args!("option {number}")),
        }
        match &option.decoded {
            _ if is_padding => {}
            Some(decoded) => decoded.fields(&mut |field: Field<'_>| self.field(at, 2, &field)),
            None => self.data(at + head, option.data().len(), 2),
        }
    }

    fn payload(&mut self, payload: &Payload<'_>) {
        let raw = &payload.raw;
        let (kind, next) = (raw.payload_type.0, raw.next.0);
        let critical = if payload.is_critical() { ", critical" } else { "" };
        let length = counted(raw.wire_len(), "octet");
        let words = format_args!("payload {kind}, {length}{critical}, next {next}");
        let name = raw.payload_type.name().unwrap_or("Unknown payload");
        self.row(payload.at, 4, 0, name, words);
        match &payload.decoded {
            Some(decoded) => {
                decoded.fields(&mut |field: Field<'_>| self.field(payload.at, 2, &field));
            }
            None => self.data(payload.at + 4, raw.body.len(), 2),
        }
    }

    fn attribute(&mut self, attribute: &Attribute<'_>) {
        let raw = &attribute.raw;
        let kind = raw.attribute_type.0;
        let reserved = if raw.reserved_bit { ", R bit set" } else { "" };
        let length = counted(raw.body.len(), "octet");
        let words = format_args!("attribute {kind}, {length}{reserved}");
        let name = raw.attribute_type.name().unwrap_or("Unknown attribute");
        self.row(attribute.at, 4, 2, name, words);
        match &attribute.decoded {
            Some(decoded) => {
                decoded.fields(&mut |field: Field<'_>| self.field(attribute.at, 4, &field));
            }
            None => self.data(attribute.at + 4, raw.body.len(), 4),
        }
    }

    fn data(&mut self, at: usize, octets: usize, indent: usize) {
        if octets > 0 {
            self.row(at, octets, indent, "Data", counted(octets, "octet"));
        }
    }

    /// A field of the element that begins at `base`.
    fn field(&mut self, base: usize, indent: usize, field: &Field<'_>) {
        let at = base + field.offset;
        // they come one by one
        if matches!(field.value, Value::Options(_) | Value::Attributes(_)) {
            return;
        }
        self.begin(at);
        while self.groups.end_before(field).is_some() {}
        let indent = indent + 2 * self.groups.depth().min(DEPTH);
        let group = Group::of(field);
        self.text.clear();
        label(&mut self.text, field.name);
        self.text.push_str(": ");
        let octets = self.octets.get(at..at + field.octets).unwrap_or_default();
        text(&mut self.text, field, octets);
        if let Some(group) = group {
            self.groups.begin(group, field);
            let end = at + octets.len();
            let text = std::mem::take(&mut self.text);
            self.begun = Some(Begun { at, end, indent, text });
        } else {
            self.rows(at, octets.len(), indent);
        }
    }

    /// Shows the group that has begun, with the octets before `to`.
    fn begin(&mut self, to: usize) {
        if let Some(begun) = self.begun.take() {
            self.text = begun.text;
            let octets = to.min(begun.end).saturating_sub(begun.at);
            self.rows(begun.at, octets, begun.indent);
        }
    }

    /// What is no field; the groups before it have ended.
    fn row(&mut self, at: usize, octets: usize, indent: usize, label: &str, words: impl Display) {
        self.begin(at);
        self.groups = Groups::default();
        self.text.clear();
        self.text.push_str(label);
        self.text.push_str(": ");
        put(&mut self.text, words);
        self.rows(at, octets, indent);
    }

    /// Octets, those before that no field covers, and the text beside them.
    fn rows(&mut self, at: usize, octets: usize, indent: usize) {
        self.gap(at);
        let text = std::mem::take(&mut self.text);
        let columns = WIDTH - TEXT_COLUMN - indent;
        if text.len() <= columns {
            self.lines(at, octets, indent, &mut std::iter::once(&text[..]));
        } else {
            let lines = wrap(&text, width(columns).subsequent_indent("  "));
            let mut lines = lines.iter().map(|line| &line[..]);
            self.lines(at, octets, indent, &mut lines);
        }
        self.text = text;
    }

    fn gap(&mut self, to: usize) {
        if self.at < to {
            let from = self.at;
            self.lines(from, to - from, 0, &mut std::iter::once("Not decoded"));
        }
    }

    fn lines(
        &mut self,
        at: usize,
        octets: usize,
        indent: usize,
        text: &mut dyn Iterator<Item = &str>,
    ) {
        let palette = self.palette;
        let end = (at + octets).min(self.octets.len());
        let shown = self.octets.get(at..end).unwrap_or_default();
        for (at, octets) in (at..).step_by(LINE).zip(shown.chunks(LINE)) {
            self.out.push_str(&palette.quiet);
            offset(self.out, at);
            self.out.push_str(&palette.plain);
            self.out.push_str("  ");
            self.octets(at, octets);
            match text.next() {
                Some(text) => {
                    let column = TEXT_COLUMN - OCTETS_COLUMN + 1 - 3 * octets.len();
                    self.out.push_str(&BLANKS[..column + indent]);
                    self.out.push_str(text);
                    self.out.push('\n');
                }
                None => self.out.push('\n'),
            }
            self.marks(at, at + octets.len());
        }
        for text in text {
            let Palette { quiet, plain, .. } = palette;
            let column = &BLANKS[..TEXT_COLUMN - 1 + indent];
            put(self.out, format_args!("{quiet}#{plain}{column}{text}\n"));
        }
        self.at = self.at.max(end);
    }

    /// Up to a line of octets.
    fn octets(&mut self, at: usize, octets: &[u8]) {
        let next = self.faults.last();
        if next.is_none_or(|fault| fault.at >= at + octets.len()) {
            return hex_pairs(self.out, octets);
        }
        for (at, octet) in (at..).zip(octets.chunks(1)) {
            if at > 0 && !self.out.ends_with(' ') {
                self.out.push(' ');
            }
            // two faults in a line are rare
            let mut faults = self.faults.iter().rev().take_while(|fault| fault.at <= at);
            let is_wrong = faults.any(|fault| at < fault.at + fault.octets);
            if is_wrong {
                self.out.push_str(&self.palette.fault);
            }
            hex_pairs(self.out, octet);
            if is_wrong {
                self.out.push_str(&self.palette.plain);
            }
        }
    }

    /// The marks of what is wrong in the line before.
    fn marks(&mut self, from: usize, to: usize) {
        while let Some(fault) = self.faults.pop_if(|fault| fault.at < to) {
            mark(self.out, self.palette, fault, fault.at.saturating_sub(from));
        }
    }

    /// The octets that no field covers, and the marks of what is missing behind the last octet.
    fn end(&mut self) {
        let end = self.octets.len();
        self.begin(end);
        self.gap(end);
        while let Some(fault) = self.faults.pop() {
            self.out.push_str(&self.palette.quiet);
            offset(self.out, end);
            self.out.push_str(&self.palette.plain);
            self.out.push('\n');
            mark(self.out, self.palette, fault, 0);
        }
    }
}

/// Points at an octet of the line before.
fn mark(out: &mut String, palette: &Palette, fault: Fault, octets_before: usize) {
    let Palette { quiet, plain, fault: style, .. } = palette;
    let column = &BLANKS[..OCTETS_COLUMN - 1 + 3 * octets_before];
    let mut carets = "^".repeat(3 * fault.octets - 1);
    let words = format!("{} (octet {})", fault.words(), fault.at);
    let columns = WIDTH.saturating_sub(column.len() + carets.len() + 2).max(20);
    for words in wrap(&words, width(columns)) {
        put(out, format_args!("{quiet}#{plain}{column}{style}{carets} {words}{plain}\n"));
        carets = " ".repeat(carets.len());
    }
}

/// Up to a line of octets, with a blank between them.
fn hex_pairs(out: &mut String, octets: &[u8]) {
    let mut digits = [0; 2 * LINE];
    let mut line = [b' '; 3 * LINE];
    let digits = &mut digits[..2 * octets.len()];
    HEXLOWER.encode_mut(octets, digits);
    for (place, pair) in line.chunks_mut(3).zip(digits.chunks(2)) {
        place[..2].copy_from_slice(pair);
    }
    let length = (3 * octets.len()).saturating_sub(1);
    out.push_str(std::str::from_utf8(&line[..length]).unwrap_or_default());
}

/// Six hexadecimal digits, or more.
fn offset(out: &mut String, at: usize) {
    match u32::try_from(at) {
        Ok(at) if at <= 0xff_ffff => HEXLOWER.encode_append(&at.to_be_bytes()[1..], out),
        _ => put(out, format_args!("{at:06x}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tests::nested;

    #[test]
    fn records_lie_in_records() {
        let octets: Vec<u8> = (0..12).collect();
        let mut out = String::new();
        let palette = Palette::default();
        let mut tree = Tree::new(&mut out, &palette, &octets, &[]);
        nested(&mut |field| tree.field(0, 2, &field));
        tree.end();
        // an open record, and what follows: its fields are counted anew, and lie in none of these
        let open = Field::new("open", 0, 12, Value::Record(0, None));
        tree.groups.begin(Group::Record("open"), &open);
        tree.row(11, 1, 0, "Next", "1");
        nested(&mut |field| {
            if field.name == "number" {
                tree.field(0, 2, &field);
            }
        });
        let expected = "\
000000  00                          Count: 0
#                                   Parts: 1, One
000001  01 02                         Lifetime: 5 = 20 s
#                                     Inner: 7, not registered
000003  03                              Number: 3
#                                     Inner: 7, not registered
000004  04                              Number: 4
000005  05                          Parts: 2, Two
000006  06                            Inner: 7, not registered
000007  07                              Number: 7
000008  08                            Other: 7, not registered
000009  09                              Number: 9
00000a  0a                        Not decoded
#                                     Data: none
00000b  0b                          Last: 1 octet
00000b  0b                        Next: 1
000003  03                          Number: 3
000004  04                          Number: 4
000007  07                          Number: 7
000009  09                          Number: 9
";
        assert_eq!(out, expected);
    }

    #[test]
    fn a_line_is_broken_for_a_terminal_alone() {
        let octets = [59, 1, 2, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8];
        let carrier = Carrier {
            source: Some(Ipv6Addr::LOCALHOST.into()),
            content: crate::carrier::Content::MobilityHeader {
                octets: &octets,
                packet: None,
                offset: None,
                checksum: crate::carrier::Checksum::Own,
            },
            cut: Some(crate::carrier::Cut::Capture),
            ..Carrier::default()
        };
        let place = Place { number: 7, time: None, since_start: None };
        let mut scratch = Vec::new();
        let decoded = crate::mobility::decode(&carrier, &mut scratch);
        let line = |columns| {
            let mut out = String::new();
            line(&mut out, &Palette::default(), columns, place, &carrier, &decoded);
            out
        };
        assert_eq!(
            line(None),
            "    7           - ::1 > ? Care-of Test Init: care-of init cookie 0102030405060708 \
             (cut off by the capture)\n"
        );
        assert_eq!(
            line(Some(53)),
            "    7           - ::1 > ? Care-of Test Init: care-of\n      \
             init cookie 0102030405060708 (cut off by the\n      capture)\n"
        );
        assert_eq!(line(Some(0)), line(Some(NARROW)));
    }
}
