//! Shows the Mobility Headers of a capture, field by field: see `mip6dump --help`.

mod args;
mod capture;
mod content;
mod field;
mod hex;
mod ikev2;
mod mobility;
mod output;

use args::{Addresses, Command, Input};
use capture::{Carrier, Content, Frames};
use field::{Report, counted};
use mip6_wire::ikev2::PayloadType;
use std::collections::BTreeSet;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::process::ExitCode;

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
        Err(Stop::Output(error)) => trouble(&format!("cannot write: {error}")),
        Err(Stop::Trouble(sentence)) => trouble(&sentence),
    }
}

fn trouble(sentence: &str) -> ExitCode {
    anstream::eprintln!("mip6dump: {sentence}");
    ExitCode::from(2)
}

fn run() -> Result<ExitCode, Stop> {
    let mut stdout = BufWriter::new(anstream::stdout().lock());
    let (input, json) = match args::parse() {
        Ok(Command::Help) => {
            write!(stdout, "{}", args::HELP)?;
            stdout.flush()?;
            return Ok(ExitCode::SUCCESS);
        }
        Ok(Command::Version) => {
            writeln!(stdout, "mip6dump {}", env!("CARGO_PKG_VERSION"))?;
            stdout.flush()?;
            return Ok(ExitCode::SUCCESS);
        }
        Ok(Command::Show { input, json }) => (input, json),
        Err(sentence) => return Err(Stop::Trouble(format!("{sentence}; --help tells more"))),
    };
    let mut show = Show {
        stdout,
        json,
        headers: 0,
        malformed: 0,
    };
    let troubles = match &input {
        Input::Capture(file) => show_capture(&mut show, file)?,
        Input::Hex { file, addresses } => show_hex(&mut show, file, *addresses)?,
        Input::Ikev2 {
            file,
            first_payload,
        } => show_ikev2(&mut show, file, *first_payload)?,
    };
    show.stdout.flush()?;
    for sentence in &troubles {
        trouble(sentence);
    }
    Ok(match (troubles.is_empty(), show.malformed) {
        (false, _) => ExitCode::from(2),
        (true, 0) => ExitCode::SUCCESS,
        (true, _) => ExitCode::from(1),
    })
}

/// Where reports go, and the count of them.
struct Show<W: Write> {
    stdout: W,
    json: bool,
    headers: usize,
    malformed: usize,
}

impl<W: Write> Show<W> {
    fn report(&mut self, heading: &str, report: &Report) -> io::Result<()> {
        self.headers += 1;
        self.malformed += usize::from(!report.faults.is_empty());
        if self.json {
            output::json(&mut self.stdout, report)
        } else {
            output::tree(&mut self.stdout, heading, report)
        }
    }

    fn summary(&mut self, frames: &str, what: &str) -> io::Result<()> {
        if self.json {
            return Ok(());
        }
        let (headers, malformed) = (counted(self.headers, what), self.malformed);
        writeln!(self.stdout, "# {frames}{headers}, {malformed} malformed")
    }
}

/// Shows a capture; what cannot be read of it is the answer, in sentences.
fn show_capture(show: &mut Show<impl Write>, file: &Path) -> Result<Vec<String>, Stop> {
    let octets = read(file)?;
    let name = name(file);
    let frames = Frames::of(&octets).map_err(|what| format!("{name} is {what}"))?;
    let mut count = 0;
    let mut damage = None;
    let mut unsupported = BTreeSet::new();
    for frame in frames {
        let frame = match frame {
            Ok(frame) => frame,
            Err(what) => {
                damage = Some(format!("{name}: {what} behind frame {count}"));
                break;
            }
        };
        count += 1;
        match capture::find(&frame) {
            Ok(Some(carrier)) => {
                show.report(
                    &format!("Frame {count}"),
                    &mobility::report(count, &carrier),
                )?;
            }
            Ok(None) => {}
            Err(link) => {
                unsupported.insert(link);
            }
        }
    }
    show.summary(&format!("{}, ", counted(count, "frame")), "Mobility Header")?;
    let unsupported = unsupported.iter().map(|link| {
        format!("{name}: frames of link type {link} were left aside, it is not supported")
    });
    Ok(unsupported.chain(damage).collect())
}

fn show_hex(
    show: &mut Show<impl Write>,
    file: &Path,
    addresses: Addresses,
) -> Result<Vec<String>, Stop> {
    for (number, octets) in (1..).zip(read_hex(file)?) {
        let carrier = Carrier {
            tunnels: Vec::new(),
            source: addresses.source,
            destination: addresses.destination,
            home_address_option: addresses.home_address,
            routing_header: None,
            content: Content::MobilityHeader {
                octets,
                offset: None,
            },
        };
        show.report(
            &format!("Header {number}"),
            &mobility::report(number, &carrier),
        )?;
    }
    show.summary("", "Mobility Header")?;
    Ok(Vec::new())
}

fn show_ikev2(
    show: &mut Show<impl Write>,
    file: &Path,
    first_payload: u8,
) -> Result<Vec<String>, Stop> {
    for (number, octets) in (1..).zip(read_hex(file)?) {
        let report = ikev2::report(number, PayloadType(first_payload), &octets);
        show.report(&format!("Chain {number}"), &report)?;
    }
    show.summary("", "payload chain")?;
    Ok(Vec::new())
}

fn read_hex(file: &Path) -> Result<Vec<Vec<u8>>, String> {
    let name = name(file);
    let text = String::from_utf8(read(file)?).map_err(|error| {
        format!(
            "{name} is not text: octet {}",
            error.utf8_error().valid_up_to()
        )
    })?;
    let paragraphs = hex::paragraphs(&text).map_err(|what| format!("{name}, {what}"))?;
    if paragraphs.is_empty() {
        return Err(format!("{name} holds no octets"));
    }
    Ok(paragraphs)
}

/// How sentences call a file.
fn name(file: &Path) -> String {
    if file == Path::new("-") {
        return "standard input".into();
    }
    format!("'{}'", file.display())
}

/// A whole file; `-` is standard input.
fn read(file: &Path) -> Result<Vec<u8>, String> {
    let mut octets = Vec::new();
    let result = if file == Path::new("-") {
        io::stdin().lock().read_to_end(&mut octets).map(|_| octets)
    } else {
        std::fs::read(file)
    };
    result.map_err(|error| format!("cannot read {}: {}", name(file), reason(&error)))
}

/// The system's words for an error, without its number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}
