//! The command line.

use lexopt::prelude::*;
use std::net::Ipv6Addr;
use std::path::PathBuf;

pub const HELP: &str = "\
Shows the Mobility Headers of a capture: every field with its offset, its octets and
its meaning, the checksum, and what is wrong, with the answer that RFC 6275 asks for.

Usage: mip6dump [--json] FILE
       mip6dump [--json] --hex FILE [--src ADDR] [--dst ADDR] [--home-address ADDR]
       mip6dump [--json] --hex FILE --ikev2 TYPE

  FILE                   capture, pcap or pcapng, of either byte order; - is standard
                         input. Link types: Ethernet (with or without VLAN tags), raw IP,
                         Linux cooked v1 and v2, null and loop. Headers inside of IPv6
                         tunnels are found too.
  --hex FILE             octets in hexadecimal instead, one Mobility Header a paragraph.
                         White space, ':', ',' and 0x may stand between octets, offsets
                         before them; # begins a comment. Lines that begin with @ are
                         skipped. The output of this program can be read back.
  --src ADDR             the addresses that the checksum of hex input covers. Without
  --dst ADDR             them the checksum is shown, but not judged.
  --home-address ADDR    the home address of the sender: it takes the place of --src in
                         the checksum, as that of a Home Address option does. (Behind a
                         type 2 routing header, --dst is the home address.)
  --ikev2 TYPE           hex input is a chain of decrypted IKEv2 payloads; TYPE is the
                         number of the first: 47 is Configuration, 41 Notify, 35 IDi.
  --json                 one JSON object a line for each header, and nothing else
  -h, --help             this text
  -V, --version          the version

The lines of octets can be imported into a capture again; all others begin with '#':

    mip6dump FILE | text2pcap -6 2001:db8::1,2001:db8::2 -i 135 - new.pcap

Exit status: 0 all is well; 1 something is malformed; 2 wrong usage, or a file that
cannot be read to its end (what comes before is shown). A message of an unknown type,
or one that a sender should have written otherwise, is not malformed.

JSON objects have these members. Offsets count octets from the start of the Mobility
Header, and octets are strings of hexadecimal digits.

  frame                  number of the frame, or of the paragraph of hex input, from 1
  src, dst               of the IPv6 header in front, on the wire; null where unknown
  home_address           of the Home Address option, or else of the type 2 routing
                         header; null where there is neither
  octets                 the Mobility Header, as much of it as there is
  trailing               octets behind it in the packet; \"\" is the rule
  payload_proto, header_len, mh_type, checksum
                         numbers; null where the header ends before
  name                   of the MH Type; null where it is not registered
  checksum_ok            true, false; null where the addresses are unknown
  message                the fields of the message; null where it cannot be decoded.
                         \"x_name\" is the registered name of the number \"x\",
                         \"x_seconds\" the duration of \"x\" units of 4 seconds
  options                each with kind, name, offset, length (that of the Length octet,
                         0 for Pad1), fields, or data where they cannot be decoded, and
                         error, which is null or as below. Pad1 (kind 0) and PadN (1)
                         are among them
  deviations             names of what a sender should have written otherwise
  error                  null, or kind and offset of the first thing that is wrong;
                         the kind \"Checksum\" is a wrong checksum
  disposition            \"accept\", \"discard\", {\"parameter_problem\": pointer} with the
                         pointer counted from the start of the Mobility Header (ICMPv6
                         counts it from the IPv6 header, as the text output does),
                         {\"binding_error\": status}
  rebuilt                the octets that the decoded values serialise to; null where not
                         all can be decoded. The checksum is computed anew; where the
                         addresses are unknown it is the received one

With --ikev2, an object is of a chain of payloads: frame, octets, first_payload,
payloads (each with kind, name, offset, length, critical, next, fields or data, error;
of a Configuration payload also its attributes), deviations, error, disposition
(\"accept\" or {\"notify\": type}) and rebuilt.

A packet whose Mobility Header cannot be reached (a fragment, or an extension header
that is malformed) gives an object too: octets are those of its IPv6 packet, from whose
start the error's offset counts, and what is unknown is null.
";

/// What to read.
pub enum Input {
    Capture(PathBuf),
    Hex { file: PathBuf, addresses: Addresses },
    Ikev2 { file: PathBuf, first_payload: u8 },
}

/// What the command line tells of the packet that hex input was taken from.
#[derive(Clone, Copy, Default)]
pub struct Addresses {
    pub source: Option<Ipv6Addr>,
    pub destination: Option<Ipv6Addr>,
    pub home_address: Option<Ipv6Addr>,
}

pub enum Command {
    Help,
    Version,
    Show { input: Input, json: bool },
}

/// Reads the command line; the error is a sentence for the user.
pub fn parse() -> Result<Command, String> {
    let mut parser = lexopt::Parser::from_env();
    let mut capture: Option<PathBuf> = None;
    let mut hex: Option<PathBuf> = None;
    let mut first_payload: Option<u8> = None;
    let mut addresses = Addresses::default();
    let mut json = false;
    while let Some(argument) = parser.next().map_err(|error| text(&error))? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Long("json") => json = true,
            Long("hex") => once(
                &mut hex,
                parser.value().map_err(|error| text(&error))?.into(),
                "--hex",
            )?,
            Long("ikev2") => once(
                &mut first_payload,
                value(&mut parser, "--ikev2")?,
                "--ikev2",
            )?,
            Long("src") => once(&mut addresses.source, value(&mut parser, "--src")?, "--src")?,
            Long("dst") => once(
                &mut addresses.destination,
                value(&mut parser, "--dst")?,
                "--dst",
            )?,
            Long("home-address") => {
                let address = value(&mut parser, "--home-address")?;
                once(&mut addresses.home_address, address, "--home-address")?;
            }
            Value(file) => once(&mut capture, file.into(), "FILE")?,
            other => return Err(text(&other.unexpected())),
        }
    }
    let has_addresses = [
        addresses.source,
        addresses.destination,
        addresses.home_address,
    ]
    .iter()
    .any(Option::is_some);
    let input = match (capture, hex, first_payload) {
        (None, None, _) => return Err("no file was given".into()),
        (Some(_), Some(_), _) => return Err("a capture and --hex exclude each other".into()),
        (Some(_), None, Some(_)) => return Err("--ikev2 needs --hex".into()),
        (Some(_), None, None) if has_addresses => {
            return Err("--src, --dst and --home-address need --hex: a capture has its own".into());
        }
        (None, Some(_), Some(_)) if has_addresses => {
            return Err("--src, --dst and --home-address have no meaning with --ikev2".into());
        }
        (Some(file), None, None) => Input::Capture(file),
        (None, Some(file), None) => Input::Hex { file, addresses },
        (None, Some(file), Some(first_payload)) => Input::Ikev2 {
            file,
            first_payload,
        },
    };
    Ok(Command::Show { input, json })
}

fn value<T: std::str::FromStr>(parser: &mut lexopt::Parser, option: &str) -> Result<T, String>
where
    T::Err: std::fmt::Display,
{
    let value = parser.value().map_err(|error| text(&error))?;
    let value = value.to_string_lossy();
    value
        .parse()
        .map_err(|error| format!("{option} '{value}': {error}"))
}

/// Sets what may be given once.
fn once<T>(slot: &mut Option<T>, value: T, what: &str) -> Result<(), String> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(format!("{what} was given twice")),
    }
}

fn text(error: &lexopt::Error) -> String {
    error.to_string()
}
