//! The command line.

use crate::filter::Filter;
use lexopt::prelude::*;
use mip6_wire::ikev2::PayloadType;
use std::net::Ipv6Addr;
use std::path::PathBuf;

pub const HELP: &str = "\
Shows the Mobility Headers of a capture: every field with its offset, its octets
and its meaning, the checksum, and what is wrong, with the answer that RFC 6275
asks for.

Usage: mip6dump [MODE] [FILTER]... FILE
       mip6dump [MODE] [FILTER]... --hex FILE [ADDRESS]...
       mip6dump [--json] --hex FILE --ikev2 TYPE

  FILE                   capture: pcap or pcapng, of either byte order, also
                         compressed with gzip; - is standard input, and what
                         comes is shown as it comes:
                             tcpdump -U -w - ip6 | mip6dump --line -

Modes
  (none)                 each field beside its octets
  --line                 a line for each message, which a terminal shows on as
                         many of its lines as it takes
  --ladder               who sends what to whom
  --svg                  the ladder as a picture (SVG), for a report
  --summary              how many of what, and from whom to whom
  --json                 a JSON object a line for each message, nothing else

Filters
  --type TYPE            messages of this MH Type only: its number, its name or
                         its first letters, such as 5, 'binding update' or BU.
                         Given twice, messages of either.
  --address ADDR[/LEN]   messages from or to this address or prefix, as the
                         address of a packet, a tunnel or a home address
  --malformed            malformed messages only

Hexadecimal text
  --hex FILE             octets as text: Mobility Headers, IPv6 or IPv4 packets,
                         Ethernet frames, each a paragraph or from offset 0 on.
                         As tcpdump -x, xxd, hexdump and IKE daemons print them;
                         as arrays of C, Rust or Python with 0x before each
                         octet; as strings with \\x. White space, ':' and ','
                         may stand between octets; # begins a comment; lines
                         that begin with @ are skipped. The output of this
                         program can be read back.
  --src ADDR             the source address that the checksum covers, for
                         Mobility Headers alone
  --dst ADDR             the destination address. Without these two the checksum
                         is shown, but not judged.
  --home-address ADDR    the home address of the sender: it takes the place of
                         --src in the checksum, as that of a Home Address option
                         does. (Behind a type 2 routing header, --dst is the
                         home address.)
  --ikev2 TYPE           the text is a chain of decrypted IKEv2 payloads; TYPE
                         is the first: CP or 47, N or 41, IDi or 35, and so on

About this program
  -h, --help             this text
  -V, --version          the version
  --man                  this text as a manual page: mip6dump --man | man -l -

What is looked into
Mobility Headers are found behind Ethernet (with VLAN tags, MPLS labels or PPP),
raw IP, Linux cooked v1 and v2, PPP, null and loop; in tunnels of IP in IP and
GRE, in UDP (ports 4191, RFC 5555, and 5436, RFC 5844), and in packets that
ICMPv6 and ICMPv4 errors quote. ESP is not decrypted, fragments are not
reassembled and jumbograms are not looked into: they are counted. Frames of
other links, such as 802.11, are left aside, and the status is 2.

The answer
It is that of a node that implements all messages that this program
decodes. An answer that may not be sent is not named: none goes to a source that
is not unicast, and no Parameter Problem is sent for a multicast destination.

Octets as input
The lines of octets can be imported into a capture again; all others begin with
'#':

    mip6dump FILE | text2pcap -6 2001:db8::1,2001:db8::2 -i 135 - new.pcap

Exit status
  0                      all is well
  1                      something is malformed. A message, an IPv6 option or a
                         routing header of an unknown type is not malformed, and
                         neither is what a sender should have written otherwise,
                         or what the capture cut off.
  2                      wrong usage, or a file that cannot be read to its end
                         (what comes before is shown) or has frames of other
                         links

JSON objects
They have these members. Offsets count octets from the start of the Mobility
Header, and octets are strings of hexadecimal digits.

  frame                  number of the frame, or of the paragraph of hex input,
                         from 1
  time                   UTC as RFC 3339 writes it; null where unknown
  layers                 the packets around it, the outermost first, each with
                         kind, src and dst
  src, dst               of the packet in front, on the wire; null where unknown
  home_address           of the Home Address option, or else of the type 2
                         routing header; null where there is neither
  cut                    null, or what cut the packet off: \"the capture\",
                         \"the ICMPv6 error\" or \"the ICMPv4 error\"
  octets                 the Mobility Header, as much of it as there is
  trailing               octets behind it in the packet; \"\" is the rule
  payload_proto, header_len, mh_type, checksum
                         numbers; null where the header ends before
  name                   of the MH Type; null where it is not registered
  checksum_ok            true, false; null where the addresses are unknown. In
                         UDP, whether it is 0; it is ignored there
  message                the fields of the message; null where it cannot be
                         decoded. \"x_name\" is the registered name of the number
                         \"x\", \"x_names\" those of the flags in \"xs\",
                         \"x_seconds\" how long the time \"x\" is, \"x_octets\" the
                         octets of the text \"x\". \"x_form\" is how a mobile
                         node wrote its name \"x\": \"text\", \"labels\" (of DNS),
                         \"octets\" (no name) or \"empty\". Records are lists of
                         objects with kind, name and fields; octets with fields
                         of their own are an object, and of hexadecimal digits
                         if they are malformed
  options                each with kind, name, offset, length (that of the
                         Length octet, 0 for Pad1), fields, or data where they
                         cannot be decoded, and error, which is null or as
                         below. Pad1 (kind 0) and PadN (1) are among them
  deviations             names of what a sender should have written otherwise
  error                  null, or kind and offset of the first thing that is
                         wrong; the kind \"Checksum\" is a wrong checksum, and
                         what is wrong in a header before has a negative offset
  disposition            \"accept\", \"discard\", {\"parameter_problem\": pointer}
                         with the pointer counted from the start of the Mobility
                         Header, so that it can be negative (ICMPv6 counts it
                         from the IPv6 header, as the text output does),
                         {\"binding_error\": status}; null where it cannot be
                         known, and of a packet that an error quotes
  dns_update             what an accepted Binding Update asks of the DNS: action
                         (\"create_or_update\" or \"remove\"), name and address
                         (null where unknown); {\"refused\": status} if the
                         identity is no name; null where nothing is asked
  rebuilt                the octets that the decoded values serialise to; null
                         where not all can be decoded. The checksum is computed
                         anew; where the addresses are unknown it is the
                         received one

With --ikev2, an object is of a chain of payloads: frame, octets, first_payload,
payloads (each with kind, name, offset, length, critical, next, fields or data,
error; of a Configuration payload also its attributes), deviations, error,
disposition (\"accept\" or {\"notify\": type}), assignment and rebuilt.
assignment is what the chain makes of a mobile node's home address:
{\"use_assigned\": address}, {\"auto_configure\": \"prefix/length\"} or
{\"refused\": reason}; null of a chain that a mobile node sent (it has IDi or a
CFG_REQUEST).

A packet whose Mobility Header cannot be reached (a fragment, or an extension
header that is malformed) gives an object too: octets are those of its IPv6
packet, from whose start the error's offset counts, and what is unknown is null.
";

/// What to read.
pub enum Input {
    Capture(PathBuf),
    Hex { file: PathBuf, addresses: Addresses },
    Ikev2 { file: PathBuf, first_payload: PayloadType },
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
    Man,
    Show { input: Input, mode: Mode, filter: Filter },
}

/// How messages are shown.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    #[default]
    Tree,
    Line,
    Ladder,
    Svg,
    Summary,
    Json,
}

/// Reads the command line; the error is a sentence for the user.
pub fn parse() -> Result<Command, String> {
    let mut parser = lexopt::Parser::from_env();
    let mut capture: Option<PathBuf> = None;
    let mut hex: Option<PathBuf> = None;
    let mut first_payload: Option<FirstPayload> = None;
    let mut addresses = Addresses::default();
    let mut mode: Option<Mode> = None;
    let mut filter = Filter::default();
    while let Some(argument) = parser.next().map_err(|error| text(&error))? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Long("man") => return Ok(Command::Man),
            Long("type") => filter.types.push(value(&mut parser, "--type")?),
            Long("address") => filter.networks.push(value(&mut parser, "--address")?),
            Long("malformed") => filter.malformed_only = true,
            Long(name) if mode_of(name).is_some() => {
                once(&mut mode, mode_of(name).unwrap_or_default(), "a mode")?;
            }
            Long("hex") => {
                once(&mut hex, parser.value().map_err(|error| text(&error))?.into(), "--hex")?
            }
            Long("ikev2") => once(&mut first_payload, value(&mut parser, "--ikev2")?, "--ikev2")?,
            Long("src") => once(&mut addresses.source, value(&mut parser, "--src")?, "--src")?,
            Long("dst") => once(&mut addresses.destination, value(&mut parser, "--dst")?, "--dst")?,
            Long("home-address") => {
                let address = value(&mut parser, "--home-address")?;
                once(&mut addresses.home_address, address, "--home-address")?;
            }
            Value(file) => once(&mut capture, file.into(), "FILE")?,
            other => return Err(text(&other.unexpected())),
        }
    }
    let has_addresses = [addresses.source, addresses.destination, addresses.home_address]
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
        (None, Some(_), Some(_)) if filter.is_set() => {
            return Err("--type, --address and --malformed have no meaning with --ikev2".into());
        }
        (None, Some(_), Some(_)) if !matches!(mode, None | Some(Mode::Json)) => {
            return Err("--ikev2 has no mode but --json".into());
        }
        (None, Some(file), None) => Input::Hex { file, addresses },
        (None, Some(file), Some(FirstPayload(first_payload))) => {
            Input::Ikev2 { file, first_payload }
        }
    };
    let mode = mode.unwrap_or_default();
    Ok(Command::Show { input, mode, filter })
}

fn mode_of(option: &str) -> Option<Mode> {
    Some(match option {
        "line" => Mode::Line,
        "ladder" => Mode::Ladder,
        "svg" => Mode::Svg,
        "summary" => Mode::Summary,
        "json" => Mode::Json,
        _ => return None,
    })
}

/// The type of a payload: its number, its name, or its notation (RFC 7296 Section 3.2).
struct FirstPayload(PayloadType);

/// The notation of the payload types from 33 on.
const NOTATIONS: [&str; 16] = [
    "SA", "KE", "IDi", "IDr", "CERT", "CERTREQ", "AUTH", "Ni", "N", "D", "V", "TSi", "TSr", "SK",
    "CP", "EAP",
];

impl std::str::FromStr for FirstPayload {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_text = |name: &str| name.eq_ignore_ascii_case(text);
        let of_notation = |number: u8| {
            let notation = NOTATIONS.get(usize::from(number).checked_sub(33)?)?;
            is_text(notation).then_some(number)
        };
        let of_name =
            |number: u8| PayloadType(number).name().is_some_and(is_text).then_some(number);
        let number = (text.parse().ok())
            .or_else(|| (0..=u8::MAX).find_map(of_notation))
            .or_else(|| (0..=u8::MAX).find_map(of_name));
        let number = number.ok_or("neither the number nor the name of a payload")?;
        Ok(Self(PayloadType(number)))
    }
}

fn value<T: std::str::FromStr>(parser: &mut lexopt::Parser, option: &str) -> Result<T, String>
where
    T::Err: std::fmt::Display,
{
    let value = parser.value().map_err(|error| text(&error))?;
    let value = value.to_string_lossy();
    value.parse().map_err(|error| format!("{option} '{value}': {error}"))
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
