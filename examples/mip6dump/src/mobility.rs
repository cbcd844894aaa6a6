//! What there is to be said of a Mobility Header: what it holds, what is wrong with it, and what RFC 6275 answers.

use crate::carrier::{Carrier, Checksum, Content, Cut, IcmpVersion, Layer, LayerKind, v6};
use crate::render::{Fault, counted, hex};
use mip6_wire::bootstrap::{DnsAction, DnsUpdateDecision, dns_update_decision_with, dns_update_of};
use mip6_wire::ipv6::{AnswerKind, HomeAddressOption, MobilityPacket, Type2RoutingHeader};
use mip6_wire::message::{BindingStatus, MessageBuilder, RawMessage};
use mip6_wire::option::{DnsUpdateStatus, OptionsBuf, RawOption};
use mip6_wire::{
    ChecksumAddresses, Deviations, Disposition, EmitError, Message, MhType, MobilityHeader,
    MobilityOption, OptionType, Options, ParseError, ParseErrorKind, receive_without_checksum,
};
use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, UNIX_EPOCH};

/// Where a packet stands in the capture, or a paragraph in hex input.
#[derive(Clone, Copy)]
pub struct Place {
    /// From 1.
    pub number: usize,
    /// Since 1970.
    pub time: Option<Duration>,
    /// Since the first frame.
    pub since_start: Option<Duration>,
}

/// What a packet holds, or as much of it as there is.
pub struct Decoded<'a> {
    /// The Mobility Header; the whole packet if that cannot be reached.
    pub octets: &'a [u8],
    /// What follows the header in its packet.
    pub trailing: &'a [u8],
    pub is_header: bool,
    /// The message; `None` if it cannot be decoded.
    pub message: Option<Message<'a>>,
    pub checksum: Verdict,
    pub deviations: Deviations,
    /// All that is wrong, in the order of RFC 6275 Section 9.2.
    pub faults: Vec<Fault>,
    /// The first thing that is wrong, or that stopped the way to the header.
    pub error: Option<Fault>,
    /// What is wrong in the headers before; the offset counts from the start of the packet.
    pub way: Option<ParseError>,
    pub disposition: Outcome,
    /// What is wrong with options, in the order of their octets.
    pub option_errors: Vec<ParseError>,
    /// Where the header begins in its packet.
    pub offset: Option<usize>,
    /// The whole header, and the addresses that its checksum covers.
    header: Option<MobilityHeader<'a>>,
    addresses: Option<ChecksumAddresses>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Good,
    Bad {
        expected: u16,
    },
    /// In UDP, it is zero.
    GoodInUdp,
    /// In UDP, it is not zero, as it should be.
    IgnoredInUdp,
    /// The addresses are unknown.
    Unknown,
    /// Not all octets are there.
    Missing,
}

impl Verdict {
    pub fn is_ok(self) -> Option<bool> {
        match self {
            Self::Good | Self::GoodInUdp => Some(true),
            Self::Bad { .. } | Self::IgnoredInUdp => Some(false),
            Self::Unknown | Self::Missing => None,
        }
    }
}

/// What is asked of a receiver.
#[derive(Clone, Copy)]
pub enum Outcome {
    Accept,
    /// Discard it and send this. The Pointer counts from the start of the IPv6 packet, or of the Mobility Header if there
    /// is no packet.
    Answer(AnswerKind),
    /// Discard it without an answer; why, if one would be due.
    Discard(Option<&'static str>),
    /// Nobody knows: not all of it is there, or it is only quoted.
    Unknown,
}

/// Looks into what a packet, or hex input, holds. A header with another Payload Proto is copied to `scratch` and decoded
/// there: it is malformed, but its fields are there to be shown.
pub fn decode<'a>(carrier: &Carrier<'a>, scratch: &'a mut Vec<u8>) -> Decoded<'a> {
    match carrier.content {
        Content::Unreachable { packet, error } => {
            let is_fault = error.kind() != ParseErrorKind::Fragment && carrier.cut.is_none();
            let fault = Fault::from(error);
            Decoded {
                is_header: false,
                faults: Vec::from_iter(is_fault.then_some(fault)),
                error: Some(fault),
                disposition: match is_fault {
                    true if !carrier.is_quoted() => Outcome::Discard(None),
                    _ => Outcome::Unknown,
                },
                ..Decoded::nothing_of(packet)
            }
        }
        Content::MobilityHeader { octets, offset, .. } => {
            let decoded = match MobilityHeader::split(octets) {
                Ok((header, trailing)) => {
                    Decoded { trailing, ..Decoded::whole(header, carrier, scratch) }
                }
                Err(_) if carrier.cut.is_some() => Decoded::nothing_of(octets),
                Err(error) => Decoded {
                    faults: vec![error.into()],
                    error: Some(error.into()),
                    // what is too short is not answered
                    disposition: match carrier.is_quoted() {
                        true => Outcome::Unknown,
                        false => Outcome::Discard(None),
                    },
                    ..Decoded::nothing_of(octets)
                },
            };
            Decoded { offset, ..decoded }
        }
    }
}

impl<'a> Decoded<'a> {
    fn nothing_of(octets: &'a [u8]) -> Self {
        Self {
            octets,
            trailing: &[],
            is_header: true,
            message: None,
            checksum: Verdict::Missing,
            deviations: Deviations::empty(),
            faults: Vec::new(),
            error: None,
            way: None,
            disposition: Outcome::Unknown,
            option_errors: Vec::new(),
            offset: None,
            header: None,
            addresses: None,
        }
    }

    fn whole(header: MobilityHeader<'a>, carrier: &Carrier<'a>, scratch: &'a mut Vec<u8>) -> Self {
        let octets = header.as_octets();
        let by_udp = carrier.is_in_udp();
        let addresses = carrier.checksum_addresses().filter(|_| !by_udp);
        let checksum = match &addresses {
            Some(addresses) if header.checksum_ok(addresses) => Verdict::Good,
            Some(addresses) => Verdict::Bad { expected: expected_checksum(octets, addresses) },
            None if by_udp && header.checksum() == 0 => Verdict::GoodInUdp,
            None if by_udp => Verdict::IgnoredInUdp,
            None => Verdict::Unknown,
        };

        let read = header.message();
        let message = match read {
            Ok(message) => Some(message),
            Err(_) => {
                scratch.clear();
                scratch.extend_from_slice(octets);
                scratch[0] = 59;
                MobilityHeader::parse(scratch).and_then(|header| header.message()).ok()
            }
        };
        let options = message.and_then(|message| message.options());
        let option_errors: Vec<ParseError> =
            options.into_iter().flat_map(Options::iter).filter_map(Result::err).collect();

        let checksum_fault = matches!(checksum, Verdict::Bad { .. }).then_some(Fault {
            kind: None,
            at: 4,
            octets: 2,
        });
        let received = Receipt::of(&header, carrier);
        let faults = (checksum_fault.into_iter())
            .chain(read.err().map(Fault::from))
            .chain(received.misplaced)
            .chain(option_errors.iter().copied().map(Fault::from));
        let faults: Vec<Fault> = faults.collect();
        let disposition = match received.outcome {
            _ if carrier.is_quoted() => Outcome::Unknown,
            // RFC 6275 has no answer for a malformed option
            Outcome::Accept if !option_errors.is_empty() => Outcome::Discard(None),
            outcome => outcome,
        };
        Self {
            message,
            checksum,
            deviations: header.audit(),
            error: faults.first().copied(),
            faults,
            way: received.way,
            disposition,
            option_errors,
            header: Some(header),
            addresses,
            ..Self::nothing_of(octets)
        }
    }

    pub fn mh_type(&self) -> Option<MhType> {
        let mh_type = self.octets.get(2).filter(|_| self.is_header);
        mh_type.map(|&number| MhType(number))
    }

    /// What it is, in a few words.
    pub fn name(&self) -> String {
        let is_fragment =
            (self.error).is_some_and(|error| error.kind == Some(ParseErrorKind::Fragment));
        match self.mh_type() {
            Some(mh_type) => match mh_type.name() {
                Some(name) => name.into(),
                None => format!("MH Type {}", mh_type.0),
            },
            None if self.is_header => "Mobility Header".into(),
            None if is_fragment => "Fragment".into(),
            None => "IPv6 packet".into(),
        }
    }

    pub fn is_malformed(&self) -> bool {
        !self.faults.is_empty() || self.way_fault().is_some()
    }

    /// What the sender did wrong in the headers before. That a node does not know an IPv6 option or a type of routing
    /// header is no fault of the sender.
    pub fn way_fault(&self) -> Option<ParseError> {
        self.way.filter(|error| {
            !matches!(
                error.kind(),
                ParseErrorKind::UnrecognizedOption | ParseErrorKind::RoutingType
            )
        })
    }

    /// What a Binding Update asks of the DNS, if its name is one that the mobile node may use.
    pub fn dns_update(&self, carrier: &Carrier<'_>) -> Option<DnsUpdateDecision<'a>> {
        let Some(Message::BindingUpdate(update)) = &self.message else {
            return None;
        };
        if !matches!(self.disposition, Outcome::Accept) {
            return None;
        }
        let option = dns_update_of(update.options).ok()?;
        // without addresses, nobody knows it
        let home_address = carrier.home_address().unwrap_or(Ipv6Addr::UNSPECIFIED);
        let accepted = BindingStatus::ACCEPTED;
        match dns_update_decision_with(update, accepted, option, home_address, |_| true) {
            DnsUpdateDecision::NotAsked => None,
            decision => Some(decision),
        }
    }

    /// Hands the options to `each`, one by one, padding among them.
    pub fn options(&self, mut each: impl FnMut(&Element<'_>)) {
        let Some(options) = self.message.and_then(|message| message.options()) else {
            return;
        };
        let mut raw = options.raw();
        let mut errors = &self.option_errors[..];
        loop {
            let at = raw.offset();
            let Some(option) = raw.next() else {
                return;
            };
            // nothing follows an option that is cut off
            let end = if option.is_ok() { raw.offset() } else { self.octets.len() };
            let mut error = None;
            while let Some((first, rest)) =
                errors.split_first().filter(|(first, _)| first.offset() < end)
            {
                error = error.or(Some(*first));
                errors = rest;
            }
            each(&Element::new(&self.octets[at..end], at, option.ok(), error));
        }
    }

    /// What is to be said at the end, each with a heading.
    pub fn remarks(&self, carrier: &Carrier<'_>) -> Vec<(&'static str, String)> {
        let mut remarks = Vec::new();
        if !self.trailing.is_empty() {
            let mut words = counted(self.trailing.len(), "octet");
            words.push_str(" behind the header, ignored: ");
            hex(&mut words, self.trailing);
            remarks.push(("trailing", words));
        }
        if let Some(cut) = carrier.cut {
            remarks.push(("cut", cut_words(cut)));
        }
        if self.checksum == Verdict::IgnoredInUdp {
            let words = "the Checksum is not zero: UDP has its own";
            remarks.push(("deviation", words.into()));
        }
        if matches!(self.checksum, Verdict::Bad { .. }) {
            remarks.extend(self.checksum_hint(carrier).map(|hint| ("hint", hint)));
        }
        // that it is malformed is said at the octet at fault
        for deviation in
            self.deviations.difference(Deviations::MALFORMED | Deviations::PAYLOAD_PROTO)
        {
            remarks.push(("deviation", deviation.to_string()));
        }
        if let Some(error) = self.way {
            let heading = if self.way_fault().is_some() { "fault" } else { "note" };
            let words =
                format!("{} (octet {} of the packet)", error.kind().as_str(), error.offset());
            remarks.push((heading, words));
        }
        match self.disposition {
            _ if carrier.is_quoted() => {}
            // an extension that a node does not implement: nothing is wrong
            outcome @ (Outcome::Answer(_) | Outcome::Discard(_)) if !self.is_malformed() => {
                let answer = self.answer(outcome, carrier);
                let words = format!("a node that does not implement this: {answer}");
                remarks.push(("note", words));
            }
            outcome @ (Outcome::Answer(_) | Outcome::Discard(_)) => {
                remarks.push(("answer", self.answer(outcome, carrier)));
            }
            Outcome::Unknown if !self.is_header && carrier.cut.is_none() => {
                let words = "the Mobility Header is in more than one packet: not reassembled";
                remarks.push(("fragment", words.into()));
            }
            Outcome::Accept | Outcome::Unknown => {}
        }
        if let Some(decision) = self.dns_update(carrier) {
            remarks.push(("DNS", dns_words(&decision)));
        }
        remarks
    }

    /// What a receiver does, in words.
    fn answer(&self, outcome: Outcome, carrier: &Carrier<'_>) -> String {
        let to = match carrier.source {
            Some(source) => format!("to {source}"),
            None => "to its source".into(),
        };
        match outcome {
            Outcome::Answer(AnswerKind::ParameterProblem { code, pointer }) => {
                let counted_from = match self.offset {
                    Some(_) => "",
                    None => " of the Mobility Header",
                };
                let pointer = format!("pointer {pointer}{counted_from}");
                format!("discard, ICMPv6 Parameter Problem code {code}, {pointer}, {to}")
            }
            Outcome::Answer(AnswerKind::BindingError(status)) => {
                let home_address = carrier.home_address_option.unwrap_or(Ipv6Addr::UNSPECIFIED);
                let name = status.name().unwrap_or("not registered");
                let number = status.0;
                format!(
                    "discard, Binding Error {number} {to} ({name}), Home Address {home_address}"
                )
            }
            Outcome::Discard(Some(why)) => format!("silent discard: {why}"),
            _ => "silent discard".into(),
        }
    }

    /// What the decoded values serialise to.
    pub fn rebuilt(&self) -> Option<Vec<u8>> {
        rebuild(self.header.as_ref()?, self.addresses.as_ref()).ok()?
    }

    /// Over what else the checksum would be right: what its sender may have had in mind.
    fn checksum_hint(&self, carrier: &Carrier<'_>) -> Option<String> {
        let addresses = carrier.checksum_addresses()?;
        let (Some(IpAddr::V6(source)), Some(IpAddr::V6(destination))) =
            (carrier.source, carrier.destination)
        else {
            return None;
        };
        let on_the_wire = ChecksumAddresses::new(source, destination);
        let whole = [self.octets, self.trailing].concat();
        let would_be = [
            (&whole[..], addresses, "over all octets of the payload"),
            (self.octets, on_the_wire, "over the addresses of the IPv6 header"),
            (&whole[..], on_the_wire, "over the payload and the addresses of the IPv6 header"),
        ];
        // what is right sums up to zero
        let right =
            would_be.iter().find(|(octets, addresses, _)| addresses.checksum(octets) == 0)?;
        Some(format!("the checksum would be right {}", right.2))
    }
}

/// An option: its type, its length, its content.
pub struct Element<'a> {
    pub option_type: OptionType,
    /// That of the Length octet, if there is one.
    pub length: Option<u8>,
    /// Where it begins in the Mobility Header, and all its octets.
    pub at: usize,
    pub octets: &'a [u8],
    /// How many of them are type and length.
    pub head: usize,
    /// `None` if it cannot be decoded.
    pub decoded: Option<MobilityOption<'a>>,
    pub error: Option<ParseError>,
}

impl<'a> Element<'a> {
    fn new(
        octets: &'a [u8],
        at: usize,
        option: Option<RawOption<'a>>,
        error: Option<ParseError>,
    ) -> Self {
        let option_type = OptionType(octets.first().copied().unwrap_or_default());
        let (length, head) = match option_type {
            OptionType::PAD1 => (Some(0), 1),
            _ => (octets.get(1).copied(), octets.len().min(2)),
        };
        let decoded = option.and_then(|option| MobilityOption::parse(&option).ok());
        Self {
            option_type,
            length,
            at,
            octets,
            head,
            decoded: decoded.filter(|option| !matches!(option, MobilityOption::Unknown(_))),
            error,
        }
    }

    pub fn data(&self) -> &'a [u8] {
        self.octets.get(self.head..).unwrap_or_default()
    }
}

pub fn cut_words(cut: Cut) -> String {
    format!("by {}: what is missing is no fault of the sender", cut.as_str())
}

/// A time in UTC, as RFC 3339 writes it.
pub fn utc(time: Duration) -> impl std::fmt::Display {
    humantime::format_rfc3339_micros(UNIX_EPOCH + time)
}

/// How many of the packets around a packet are shown; hundreds of thousands can be in one frame.
const LAYERS_SHOWN: usize = 8;

/// Where it comes from, a line each.
pub fn origin(place: Place, carrier: &Carrier<'_>) -> Vec<String> {
    let time = place.time.map(|time| {
        let since_start = place.since_start.unwrap_or_default();
        format!("{}, {:.6} s", utc(time), since_start.as_secs_f64())
    });
    let layers = &carrier.layers[..carrier.layers.len().min(LAYERS_SHOWN)];
    let more = (carrier.layers.len() > layers.len()).then(|| {
        let more = counted(carrier.layers.len() - layers.len(), "more packet");
        format!("{more} around it")
    });
    let layers = layers.iter().map(|layer| {
        let (source, destination) = (layer.source, layer.destination);
        format!("{} {source} -> {destination}", layer_words(layer))
    });

    let text = |address: Option<IpAddr>| address.map_or("?".into(), |address| address.to_string());
    let mut packet = match (carrier.source, carrier.destination) {
        (None, None) => Vec::new(),
        (source, destination) => vec![format!("{} -> {}", text(source), text(destination))],
    };
    if let Content::MobilityHeader { checksum: Checksum::Udp, .. } = carrier.content {
        packet.push("in UDP".into());
    }
    let addresses = [
        ("Home Address option", carrier.home_address_option),
        ("type 2 routing header", carrier.routing_header),
    ];
    packet.extend(
        addresses.iter().filter_map(|(what, address)| Some(format!("{what} {}", (*address)?))),
    );
    time.into_iter()
        .chain(layers)
        .chain(more)
        .chain((!packet.is_empty()).then(|| packet.join(", ")))
        .collect()
}

pub fn layer_words(layer: &Layer) -> String {
    match layer.kind {
        LayerKind::Tunnel => "tunnel".into(),
        LayerKind::Gre => "GRE tunnel".into(),
        LayerKind::Udp(port) => format!("UDP {port}"),
        LayerKind::UdpTlv(port) => format!("UDP {port} with a TLV header"),
        LayerKind::IcmpError { version, icmp_type, code } => {
            let (protocol, name) = match version {
                IcmpVersion::V6 => (
                    "ICMPv6",
                    match icmp_type {
                        1 => "Destination Unreachable",
                        2 => "Packet Too Big",
                        3 => "Time Exceeded",
                        4 => "Parameter Problem",
                        _ => "error",
                    },
                ),
                IcmpVersion::V4 => (
                    "ICMPv4",
                    match icmp_type {
                        3 => "Destination Unreachable",
                        4 => "Source Quench",
                        5 => "Redirect",
                        11 => "Time Exceeded",
                        _ => "Parameter Problem",
                    },
                ),
            };
            format!("{protocol} {name} ({icmp_type}, code {code}) that quotes this,")
        }
    }
}

/// What is asked of the DNS, in words.
fn dns_words(decision: &DnsUpdateDecision<'_>) -> String {
    match decision {
        DnsUpdateDecision::Perform(task) => {
            let what = match task.action {
                DnsAction::CreateOrUpdate => "create or update",
                DnsAction::Remove => "remove",
            };
            let (name, address) = task.aaaa_record();
            let of = match address {
                Ipv6Addr::UNSPECIFIED => "its home address".into(),
                address => address.to_string(),
            };
            format!("{what} the AAAA record of {name} with {of}, and the PTR record back")
        }
        DnsUpdateDecision::Refuse(option) => {
            let DnsUpdateStatus(status) = option.status;
            format!("nothing: the identity is no name, Status {status} is due")
        }
        DnsUpdateDecision::NotAsked => "nothing".into(),
    }
}

/// What a receiver makes of a header and its packet, the options of the header aside.
struct Receipt {
    outcome: Outcome,
    /// What is wrong before the header.
    way: Option<ParseError>,
    /// That there is a Home Address option with a message that has none.
    misplaced: Option<Fault>,
}

const NOT_UNICAST: &str = "no answer goes to a source that is not unicast";
const MULTICAST: &str = "no Parameter Problem is sent for a multicast destination";
const NO_PACKET: &str = "there is no IPv6 packet that a Parameter Problem could hold";

impl Receipt {
    /// For a node that implements all messages that the library decodes.
    fn of(header: &MobilityHeader<'_>, carrier: &Carrier<'_>) -> Self {
        let is_known = |mh_type| Message::DECODED.contains(&mh_type);
        let Content::MobilityHeader { packet: whole, offset, .. } = carrier.content else {
            return Self::without_way(Outcome::Unknown);
        };
        if carrier.is_in_udp() {
            let received = receive_without_checksum(header.as_octets(), is_known);
            return Self::without_way(match received {
                Ok(_) => Outcome::Accept,
                Err(Disposition::ParameterProblem { .. }) => Outcome::Discard(Some(NO_PACKET)),
                Err(Disposition::BindingError { .. })
                    if !carrier.source.is_some_and(is_unicast) =>
                {
                    Outcome::Discard(Some(NOT_UNICAST))
                }
                Err(disposition) => disposition_of(disposition),
            });
        }
        let Some(addresses) = carrier.checksum_addresses() else {
            // nothing speaks against the checksum
            let received = receive_without_checksum(header.as_octets(), is_known);
            return Self::without_way(received.map_or_else(disposition_of, |_| Outcome::Accept));
        };
        let mut made = Vec::new();
        let packet = match whole {
            Some(packet) => packet,
            None => {
                let written = write_packet(&mut made, header, carrier, &addresses);
                match written.ok().map(|()| MobilityPacket::parse(&made)) {
                    Some(Ok(packet)) => packet,
                    _ => return Self::without_way(Outcome::Unknown),
                }
            }
        };
        // how much further the header begins in the packet that is shown
        let (at, shown_at) = (packet.mobility_header_offset(), offset.unwrap_or_default());
        let refusal = match packet.receive_with(is_known) {
            Ok(received) => match received.header().message() {
                Ok(_) => return Self::without_way(Outcome::Accept),
                Err(error) => received.refuse(error),
            },
            Err(refusal) => refusal,
        };
        let cause = refusal.cause();
        let outcome = match refusal.answer().map(|answer| answer.kind()) {
            Some(AnswerKind::ParameterProblem { code, pointer }) => {
                let pointer = usize::try_from(pointer).unwrap_or_default() + shown_at - at;
                let pointer = u32::try_from(pointer).unwrap_or(u32::MAX);
                Outcome::Answer(AnswerKind::ParameterProblem { code, pointer })
            }
            Some(kind) => Outcome::Answer(kind),
            None => Outcome::Discard(withheld(&packet, cause)),
        };
        let way = Some(cause).filter(|error| error.offset() < at && whole.is_some());
        let is_misplaced = cause.kind() == ParseErrorKind::HomeAddressOption;
        let misplaced = is_misplaced.then(|| Fault { at: cause.offset() - at, ..cause.into() });
        Self { outcome, way, misplaced }
    }

    fn without_way(outcome: Outcome) -> Self {
        Self { outcome, way: None, misplaced: None }
    }
}

/// The answer of a node to a header without a packet.
fn disposition_of(disposition: Disposition) -> Outcome {
    match disposition {
        Disposition::ParameterProblem { pointer } => {
            Outcome::Answer(AnswerKind::ParameterProblem {
                code: 0,
                pointer: u32::try_from(pointer).unwrap_or(u32::MAX),
            })
        }
        Disposition::BindingError { status } => Outcome::Answer(AnswerKind::BindingError(status)),
        _ => Outcome::Discard(None),
    }
}

/// Why a packet is not answered though its fault asks for an answer.
fn withheld(packet: &MobilityPacket<'_>, cause: ParseError) -> Option<&'static str> {
    let is_answered = match cause.kind() {
        ParseErrorKind::UnrecognizedOption => {
            let option_type = packet.as_octets().get(cause.offset());
            option_type.is_some_and(|option_type| option_type >> 6 >= 0b10)
        }
        ParseErrorKind::HopByHopNotFirst
        | ParseErrorKind::RoutingType
        | ParseErrorKind::HomeAddress
        | ParseErrorKind::UnrecognizedMhType
        | ParseErrorKind::PayloadProto
        | ParseErrorKind::HeaderLen => true,
        _ => false,
    };
    is_answered.then(|| match is_unicast(packet.source().into()) {
        true => MULTICAST,
        false => NOT_UNICAST,
    })
}

fn is_unicast(address: IpAddr) -> bool {
    let is_broadcast = matches!(address, IpAddr::V4(address) if address.is_broadcast());
    !(address.is_unspecified() || address.is_multicast() || is_broadcast)
}

/// Writes the packet that a header was taken from, as far as it is known.
fn write_packet(
    out: &mut Vec<u8>,
    header: &MobilityHeader<'_>,
    carrier: &Carrier<'_>,
    addresses: &ChecksumAddresses,
) -> Result<(), EmitError> {
    const MOBILITY: u8 = 135;
    let (source, destination) = (v6(carrier.source), v6(carrier.destination));
    let mut first = MOBILITY;
    let mut before = Vec::new();
    let mut buffer = [0; HomeAddressOption::HEADER_OCTETS];
    // an address that stands in for one that is unknown takes no header
    if let (Some(home_address), Some(_)) = (carrier.home_address_option, source) {
        let option = HomeAddressOption { home_address };
        before.extend_from_slice(option.emit_header(first, &mut buffer)?);
        first = 60;
    }
    if let (Some(home_address), Some(_)) = (carrier.routing_header, destination) {
        let header = Type2RoutingHeader { next_header: first, home_address };
        before.splice(..0, header.emit(&mut buffer)?.iter().copied());
        first = 43;
    }
    let octets = header.as_octets();
    // 2048 octets and two headers at most
    let length = u16::try_from(before.len() + octets.len()).unwrap_or(u16::MAX);
    let [high, low] = length.to_be_bytes();
    out.extend([0x60, 0, 0, 0, high, low, first, 64]);
    out.extend(source.unwrap_or(addresses.source).octets());
    out.extend(destination.unwrap_or(addresses.destination).octets());
    out.extend(before);
    out.extend_from_slice(octets);
    Ok(())
}

/// The Checksum that would be right.
fn expected_checksum(header: &[u8], addresses: &ChecksumAddresses) -> u16 {
    let mut octets = header.to_vec();
    octets[4..6].fill(0);
    addresses.checksum(&octets)
}

/// The message and its options put together again from their values, without a look at the octets.
fn rebuild(
    header: &MobilityHeader<'_>,
    addresses: Option<&ChecksumAddresses>,
) -> Result<Option<Vec<u8>>, EmitError> {
    let Ok(message) = header.message() else {
        return Ok(None);
    };
    let options: Result<Vec<_>, _> = message.options().unwrap_or_default().iter().collect();
    let Ok(options) = options else {
        return Ok(None);
    };

    let mut buffer = [0; 2048];
    let mut fixed = MessageBuilder::new(&mut buffer, &message)?.finish_without_checksum()?;
    let mut body = Vec::new();
    if let Some(area) = message.options() {
        let start = area.start();
        let mut fresh = OptionsBuf::<2048>::new(u16::try_from(start).unwrap_or(u16::MAX));
        for option in &options {
            fresh.push_any(option)?;
        }
        fixed = fixed.get(..start).unwrap_or_default();
        body.extend_from_slice(fresh.as_options().as_octets());
        pad(&mut body, start);
    }
    body.splice(..0, fixed.get(6..).unwrap_or_default().iter().copied());

    let mut buffer = [0; 2048];
    let message = RawMessage::new(header.mh_type(), &body);
    let builder = MessageBuilder::new(&mut buffer, &message)?;
    let Some(addresses) = addresses else {
        let mut octets = builder.finish_without_checksum()?.to_vec();
        octets[4..6].copy_from_slice(&header.checksum().to_be_bytes());
        return Ok(Some(octets));
    };
    Ok(Some(builder.finish(addresses)?.to_vec()))
}

/// Pads options that begin at `start` to the end of a header (RFC 6275 Sections 6.2.2 and 6.2.3).
fn pad(options: &mut Vec<u8>, start: usize) {
    let ends = Options::new(options, 0).raw().last();
    if matches!(ends, Some(Ok(option)) if option.option_type.is_last()) {
        return;
    }
    match (start + options.len()).next_multiple_of(8) - start - options.len() {
        0 => {}
        1 => options.push(0),
        more => {
            let length = u8::try_from(more - 2).unwrap_or_default();
            options.extend([1, length]);
            options.resize(options.len() + more - 2, 0);
        }
    }
}
