//! Shows the Mobility Headers of a capture, field by field: see `mip6dump --help`.

mod args;
mod capture;
mod carrier;
mod filter;
mod hex;
mod ikev2;
mod json;
mod ladder;
mod man;
mod mobility;
mod render;
mod summary;
mod text;

use anstream::{AutoStream, ColorChoice};
use args::{Addresses, Command, Input, Mode};
use capture::{Capture, Event, reason};
use carrier::{Carrier, Content, Found};
use filter::Filter;
use ikev2::Chain;
use ladder::{Ladder, Picture};
use mip6_wire::ParseErrorKind;
use mip6_wire::ikev2::PayloadType;
use mobility::Place;
use render::counted;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::net::IpAddr;
use std::path::Path;
use std::process::ExitCode;
use summary::Summary;
use terminal_size::{Width, terminal_size_of};
use text::Palette;

/// Why the program ends early.
enum Stop {
    /// A sentence for the user.
    Trouble(String),
    /// Standard output cannot be written to.
    Output(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<String> for Stop {
    fn from(sentence: String) -> Self {
        Self::Trouble(sentence)
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        // whoever read the output has seen enough
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Stop::Output(error)) => trouble(&format!("cannot write: {}", reason(&error))),
        Err(Stop::Trouble(sentence)) => trouble(&sentence),
    }
}

fn trouble(sentence: &str) -> ExitCode {
    anstream::eprintln!("mip6dump: {sentence}");
    ExitCode::from(2)
}

const VERSION: &str = concat!("mip6dump ", env!("CARGO_PKG_VERSION"), "\n");

/// Writes what needs no input.
fn say(mut out: impl Write, text: &str) -> Result<ExitCode, Stop> {
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn run() -> Result<ExitCode, Stop> {
    let stdout = io::stdout().lock();
    let palette = match AutoStream::choice(&stdout) {
        ColorChoice::Never => Palette::default(),
        _ => Palette::colours(),
    };
    let columns = terminal_size_of(&stdout).map(|(Width(columns), _)| columns.into());
    let stdout = BufWriter::with_capacity(1 << 16, stdout);
    let (input, mode, filter) = match args::parse() {
        Ok(Command::Help) => return say(stdout, args::HELP),
        Ok(Command::Version) => return say(stdout, VERSION),
        Ok(Command::Man) => return say(stdout, &man::page()),
        Ok(Command::Show { input, mode, filter }) => (input, mode, filter),
        Err(sentence) => return Err(Stop::Trouble(format!("{sentence}; try --help"))),
    };
    let mut show = Show {
        stdout,
        palette,
        columns,
        mode,
        filter,
        ladder: Ladder::default(),
        picture: Picture::default(),
        summary: Summary::default(),
        buffer: String::new(),
        scratch: Vec::new(),
        counts: Counts::default(),
    };
    let troubles = match &input {
        Input::Capture(file) => show_capture(&mut show, file)?,
        Input::Hex { file, addresses } => show_hex(&mut show, file, *addresses)?,
        Input::Ikev2 { file, first_payload } => show_ikev2(&mut show, file, *first_payload)?,
    };
    show.stdout.flush()?;
    for sentence in &troubles {
        trouble(sentence);
    }
    Ok(match (troubles.is_empty(), show.counts.malformed) {
        (false, _) => ExitCode::from(2),
        (true, 0) => ExitCode::SUCCESS,
        (true, _) => ExitCode::from(1),
    })
}

/// Where reports go, and the count of them.
struct Show<W: Write> {
    stdout: W,
    palette: Palette,
    /// How wide the terminal is, if it is one.
    columns: Option<usize>,
    mode: Mode,
    filter: Filter,
    ladder: Ladder,
    picture: Picture,
    summary: Summary,
    /// What is being written, and room for a header that is decoded from a copy.
    buffer: String,
    scratch: Vec<u8>,
    counts: Counts,
}

/// How many of what there were.
#[derive(Default)]
struct Counts {
    headers: usize,
    malformed: usize,
    esp: usize,
    fragments: usize,
    jumbograms: usize,
    cut: usize,
    /// Packets that are malformed before a Mobility Header could be reached.
    unreachable: usize,
}

impl Counts {
    /// What has not been looked into, in words.
    fn unseen(&self) -> Option<String> {
        let counts = [
            (self.esp, "packet", "of ESP, not decrypted"),
            (self.fragments, "fragment", "not reassembled"),
            (self.jumbograms, "jumbogram", "not looked into"),
            (self.cut, "packet", "cut off on the way"),
            (self.unreachable, "IPv6 packet", "malformed before any Mobility Header"),
        ];
        let words = counts.iter().filter(|(count, ..)| *count > 0);
        let words: Vec<_> =
            words.map(|(count, what, why)| format!("{} {why}", counted(*count, what))).collect();
        (!words.is_empty()).then(|| words.join("; "))
    }
}

impl<W: Write> Show<W> {
    /// Shows what was found, or counts it.
    fn found(&mut self, what: &str, place: Place, found: &Found<'_>) -> io::Result<()> {
        let count = match found {
            Found::Carrier(carrier) => return self.carrier(what, place, carrier),
            Found::Esp => &mut self.counts.esp,
            Found::Fragment => &mut self.counts.fragments,
            Found::Jumbogram => &mut self.counts.jumbograms,
            Found::Cut => &mut self.counts.cut,
            Found::Nothing => return Ok(()),
        };
        *count += 1;
        Ok(())
    }

    /// Shows what a packet brought, if the filters let it pass.
    fn carrier(&mut self, what: &str, place: Place, carrier: &Carrier<'_>) -> io::Result<()> {
        if !self.filter.admits(carrier) {
            return Ok(());
        }
        let decoded = mobility::decode(carrier, &mut self.scratch);
        if self.filter.malformed_only && !decoded.is_malformed() {
            return Ok(());
        }
        self.counts.malformed += usize::from(decoded.is_malformed());
        self.counts.cut += usize::from(carrier.cut.is_some());
        match carrier.content {
            Content::MobilityHeader { .. } => self.counts.headers += 1,
            Content::Unreachable { error, .. } if error.kind() == ParseErrorKind::Fragment => {
                self.counts.fragments += 1;
            }
            Content::Unreachable { .. } => {
                self.counts.unreachable += usize::from(decoded.is_malformed());
            }
        }
        let (out, palette) = (&mut self.buffer, &self.palette);
        match self.mode {
            Mode::Tree => text::packet(out, palette, what, place, carrier, &decoded),
            Mode::Line => text::line(out, palette, self.columns, place, carrier, &decoded),
            Mode::Ladder => self.ladder.message(out, palette, place, carrier, &decoded),
            Mode::Json => json::packet(out, place, carrier, &decoded),
            Mode::Svg => self.picture.message(place, carrier, &decoded),
            Mode::Summary => self.summary.message(carrier, &decoded),
        }
        self.write()
    }

    fn write(&mut self) -> io::Result<()> {
        self.stdout.write_all(self.buffer.as_bytes())?;
        self.buffer.clear();
        Ok(())
    }

    /// Writes what is said at the end.
    fn end(&mut self, frames: &str, what: &str, last: Option<Place>) -> io::Result<()> {
        match self.mode {
            Mode::Json => return Ok(()),
            Mode::Svg => return self.picture.write(&mut self.stdout),
            Mode::Summary => self.summary.write(&mut self.buffer, last),
            Mode::Tree | Mode::Line | Mode::Ladder => {}
        }
        if let Some(unseen) = self.counts.unseen() {
            text::comment(&mut self.buffer, &self.palette, "", "", &unseen);
        }
        self.write()?;
        let (headers, malformed) = (counted(self.counts.headers, what), self.counts.malformed);
        writeln!(self.stdout, "# {frames}{headers}, {malformed} malformed")
    }
}

/// Shows a capture; what cannot be read of it is the answer, in sentences.
fn show_capture(show: &mut Show<impl Write>, file: &Path) -> Result<Vec<String>, Stop> {
    let name = name(file);
    let capture = Capture::open(open(file)?).map_err(|what| format!("{name} {what}"))?;
    let mut count = 0;
    let mut start = None;
    let mut last = None;
    let mut unsupported = BTreeSet::new();
    let damage = capture.read(|event| -> Result<(), Stop> {
        let Event::Frame(frame) = event else {
            // what stands in the buffer is not to wait for what comes
            return Ok(show.stdout.flush()?);
        };
        count += 1;
        start = start.or(frame.time);
        let place = Place {
            number: count,
            time: frame.time,
            since_start: (frame.time).and_then(|time| Some(time.saturating_sub(start?))),
        };
        last = Some(place);
        match carrier::find(&frame) {
            Ok(found) => show.found("Frame", place, &found)?,
            Err(link) => {
                unsupported.insert(link);
            }
        }
        Ok(())
    })?;
    show.end(&format!("{}, ", counted(count, "frame")), "Mobility Header", last)?;
    let unsupported = unsupported.iter().map(|&link| {
        let called =
            carrier::link_name(link).map_or(String::new(), |called| format!(" ({called})"));
        format!("{name}: link type {link}{called} is not supported; its frames were left aside")
    });
    let damage = damage.map(|what| format!("{name}: {what} behind frame {count}"));
    let left_out = (show.picture.left_out > 0).then(|| {
        let left_out = counted(show.picture.left_out, "message");
        format!("{name}: there is no room for {left_out} more in the picture; a filter helps")
    });
    Ok(unsupported.chain(damage).chain(left_out).collect())
}

fn show_hex(
    show: &mut Show<impl Write>,
    file: &Path,
    addresses: Addresses,
) -> Result<Vec<String>, Stop> {
    for (number, octets) in (1..).zip(read_hex(file)?) {
        let place = Place { number, time: None, since_start: None };
        let found = match hex::packet(&octets) {
            Some(packet) => carrier::find_in_packet(packet, true),
            None => Found::Carrier(Carrier {
                source: addresses.source.map(IpAddr::V6),
                destination: addresses.destination.map(IpAddr::V6),
                home_address_option: addresses.home_address,
                content: Content::MobilityHeader {
                    octets: &octets,
                    packet: None,
                    offset: None,
                    checksum: carrier::Checksum::Own,
                },
                ..Carrier::default()
            }),
        };
        show.found("Header", place, &found)?;
    }
    show.end("", "Mobility Header", None)?;
    Ok(Vec::new())
}

fn show_ikev2(
    show: &mut Show<impl Write>,
    file: &Path,
    first_payload: PayloadType,
) -> Result<Vec<String>, Stop> {
    for (number, octets) in (1..).zip(read_hex(file)?) {
        let chain = Chain::new(first_payload, &octets);
        show.counts.headers += 1;
        show.counts.malformed += usize::from(!chain.errors.is_empty());
        match show.mode {
            Mode::Json => json::chain(&mut show.buffer, number, &chain),
            _ => text::chain(&mut show.buffer, &show.palette, number, &chain),
        }
        show.write()?;
    }
    show.end("", "payload chain", None)?;
    Ok(Vec::new())
}

fn read_hex(file: &Path) -> Result<Vec<Vec<u8>>, String> {
    let name = name(file);
    let text = String::from_utf8(read(file)?).map_err(|error| {
        format!("{name} is not text: octet {}", error.utf8_error().valid_up_to())
    })?;
    let pieces = hex::pieces(&text).map_err(|what| format!("{name}, {what}"))?;
    if pieces.is_empty() {
        return Err(format!("{name} holds no octets"));
    }
    Ok(pieces)
}

/// How sentences call a file.
fn name(file: &Path) -> String {
    if file == Path::new("-") {
        return "standard input".into();
    }
    format!("'{}'", file.display())
}

/// A file; `-` is standard input.
fn open(file: &Path) -> Result<Box<dyn Read>, String> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    match File::open(file) {
        Ok(file) => Ok(Box::new(file)),
        Err(error) => Err(cannot_read(file, &error)),
    }
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    let mut octets = Vec::new();
    let count = open(file)?.read_to_end(&mut octets);
    count.map_err(|error| cannot_read(file, &error))?;
    Ok(octets)
}

fn cannot_read(file: &Path, error: &io::Error) -> String {
    format!("cannot read {}: {}", name(file), reason(error))
}
