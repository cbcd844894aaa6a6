//! Who sends what to whom: a column for each node, an arrow for each message.

use crate::carrier::Carrier;
use crate::mobility::{Decoded, Place};
use crate::render::put;
use crate::text::{Palette, WIDTH, comment, seconds, width};
use std::collections::HashMap;
use std::io::{self, Write};
use std::net::IpAddr;
use svg::Document;
use svg::node::element::{Group, Line, Polygon, Rectangle, Text};
use textwrap::wrap;

/// How many nodes have a column of their own, with room for the messages beside; the last column is for all others.
const COLUMNS: usize = 7;
/// How many addresses are remembered: an attack may have made up millions.
const ADDRESSES: usize = 10_000;
/// How many messages a picture has: nobody looks at more.
const PICTURED: usize = 2_000;
/// Where the first column stands, and how far one is from the next.
const FIRST_COLUMN: usize = 13;
const GAP: usize = 6;

/// The nodes in the order in which they appear. The addresses of a mobile node are one node's.
#[derive(Default)]
struct Nodes {
    columns: HashMap<IpAddr, usize>,
    names: Vec<String>,
}

/// What is new when a message is looked at.
enum News {
    Node(usize, IpAddr),
    Address(usize, IpAddr),
    Others,
}

impl Nodes {
    /// The column of a node that sends from, or receives at, these addresses.
    fn column(&mut self, address: IpAddr, home: Option<IpAddr>, news: &mut Vec<News>) -> usize {
        let known = |columns: &HashMap<_, _>, address| columns.get(&address).copied();
        let home = home.unwrap_or(address);
        let column = known(&self.columns, home).or_else(|| known(&self.columns, address));
        let column = match column {
            Some(column) => column,
            None if self.names.len() < COLUMNS => {
                self.names.push(home.to_string());
                self.columns.insert(home, self.names.len() - 1);
                news.push(News::Node(self.names.len() - 1, home));
                self.names.len() - 1
            }
            None if self.names.len() == COLUMNS => {
                self.names.push("others".into());
                news.push(News::Others);
                COLUMNS
            }
            None => COLUMNS,
        };
        for one in [address, home] {
            let has_room = column < COLUMNS && self.columns.len() < ADDRESSES;
            if has_room && known(&self.columns, one) != Some(column) {
                self.columns.insert(one, column);
                news.push(News::Address(column, one));
            }
        }
        column
    }

    fn ends(&mut self, carrier: &Carrier<'_>, news: &mut Vec<News>) -> Option<(usize, usize)> {
        let home = carrier.home_address_option.map(IpAddr::V6);
        let from = self.column(carrier.source?, home, news);
        let home = carrier.routing_header.map(IpAddr::V6);
        let to = self.column(carrier.destination?, home, news);
        Some((from, to))
    }
}

/// The letter of a column.
fn letter(column: usize) -> char {
    match column {
        COLUMNS => '*',
        _ => (b'A'..=b'Z').nth(column).map_or('?', char::from),
    }
}

/// A ladder of text, written as messages come.
#[derive(Default)]
pub struct Ladder {
    nodes: Nodes,
}

impl Ladder {
    pub fn message(
        &mut self,
        out: &mut String,
        palette: &Palette,
        place: Place,
        carrier: &Carrier<'_>,
        decoded: &Decoded<'_>,
    ) {
        let mut news = Vec::new();
        let Some((from, to)) = self.nodes.ends(carrier, &mut news) else {
            return;
        };
        let mut is_wider = false;
        for news in &news {
            let text = match news {
                News::Node(column, address) => format!("{} is {address}", letter(*column)),
                News::Address(column, address) => format!("{} is also {address}", letter(*column)),
                News::Others => "* is all others".into(),
            };
            is_wider |= !matches!(news, News::Address(..));
            comment(out, palette, "", "", &text);
        }
        let columns = self.nodes.names.len();
        if is_wider {
            let letters = (0..columns).map(|column| format!("{:<GAP$}", letter(column)));
            let letters: String = letters.collect();
            put(out, format_args!("#{:1$}{2}\n", "", FIRST_COLUMN - 1, letters.trim_end()));
        }

        let Palette { quiet, fault, plain, .. } = palette;
        let column = FIRST_COLUMN + GAP * (columns - 1) + 3;
        let label = label(place, decoded);
        let style = if decoded.is_malformed() { &fault[..] } else { "" };
        let mut arrow = Some((from, to));
        for label in wrap(&label, width(WIDTH.saturating_sub(column))) {
            let seconds = match arrow {
                Some(_) => seconds(place),
                None => " ".repeat(FIRST_COLUMN - 2),
            };
            let rungs = rungs(columns, arrow.take());
            put(out, format_args!("{quiet}{seconds}{plain}  {rungs}  {style}{label}{plain}\n"));
        }
    }
}

/// A line of the ladder: the columns, and an arrow from one to another.
fn rungs(columns: usize, arrow: Option<(usize, usize)>) -> String {
    let mut line = vec![b' '; GAP * (columns - 1) + 1];
    line.iter_mut().step_by(GAP).for_each(|place| *place = b'|');
    if let Some((from, to)) = arrow {
        let (start, end) = (GAP * from.min(to), GAP * from.max(to));
        if start == end {
            line[start] = b'o';
        } else {
            line[start + 1..end].fill(b'-');
            match from < to {
                true => line[end - 1] = b'>',
                false => line[start + 1] = b'<',
            }
        }
    }
    String::from_utf8(line).unwrap_or_default()
}

/// What an arrow is called.
fn label(place: Place, decoded: &Decoded<'_>) -> String {
    let malformed = if !decoded.is_malformed() { "" } else { ", malformed" };
    format!("{} {}{malformed}", place.number, decoded.name())
}

/// A ladder that becomes a picture at the end.
#[derive(Default)]
pub struct Picture {
    nodes: Nodes,
    rows: Vec<Row>,
    /// How many messages there was no room for.
    pub left_out: usize,
}

struct Row {
    from: usize,
    to: usize,
    time: String,
    label: String,
    is_malformed: bool,
}

impl Picture {
    pub fn message(&mut self, place: Place, carrier: &Carrier<'_>, decoded: &Decoded<'_>) {
        if self.rows.len() == PICTURED {
            self.left_out += 1;
            return;
        }
        if let Some((from, to)) = self.nodes.ends(carrier, &mut Vec::new()) {
            self.rows.push(Row {
                from,
                to,
                time: seconds(place).trim_start().into(),
                label: label(place, decoded),
                is_malformed: decoded.is_malformed(),
            });
        }
    }

    /// The picture, as SVG.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        const ROW: usize = 26;
        const COLUMN: usize = 260;
        const LEFT: usize = 200;
        const TOP: usize = 60;
        let x = |column: usize| LEFT + COLUMN * column;
        let width = x(self.nodes.names.len().saturating_sub(1)) + LEFT - 60;
        let height = TOP + ROW * (self.rows.len() + 1);
        let mut document = Document::new()
            .set("viewBox", (0, 0, width, height))
            .set("width", width)
            .set("height", height)
            .set("font-family", "sans-serif")
            .set("font-size", 13)
            .add(Rectangle::new().set("width", "100%").set("height", "100%").set("fill", "white"));
        for (column, name) in self.nodes.names.iter().enumerate() {
            let rail = Line::new()
                .set("x1", x(column))
                .set("x2", x(column))
                .set("y1", TOP - 20)
                .set("y2", height - ROW / 2)
                .set("stroke", "#999");
            let name = Text::new(name)
                .set("x", x(column))
                .set("y", TOP - 30)
                .set("text-anchor", "middle")
                .set("font-weight", "bold");
            document = document.add(rail).add(name);
        }
        for (row, message) in self.rows.iter().enumerate() {
            document = document.add(message.picture(TOP + ROW * (row + 1) - 8, x));
        }
        writeln!(out, "{document}")
    }
}

impl Row {
    fn picture(&self, y: usize, x: impl Fn(usize) -> usize) -> Group {
        let colour = if self.is_malformed { "#c00" } else { "#036" };
        let (from, to) = (x(self.from), x(self.to));
        let time = Text::new(&self.time)
            .set("x", 80)
            .set("y", y + 4)
            .set("text-anchor", "end")
            .set("fill", "#666");
        let (end, back) = match from < to {
            true => (to - 2, to - 10),
            false => (to + 2, to + 10),
        };
        let head = Polygon::new()
            .set("points", format!("{end},{y} {back},{} {back},{}", y - 4, y + 4))
            .set("fill", colour);
        let line = Line::new()
            .set("x1", from)
            .set("x2", back)
            .set("y1", y)
            .set("y2", y)
            .set("stroke", colour)
            .set("stroke-width", 1.5);
        let label = Text::new(&self.label)
            .set("x", from.midpoint(to))
            .set("y", y - 5)
            .set("text-anchor", "middle")
            .set("fill", colour)
            // legible where it crosses a line
            .set("stroke", "white")
            .set("stroke-width", 4)
            .set("paint-order", "stroke");
        Group::new().add(time).add(line).add(head).add(label)
    }
}
