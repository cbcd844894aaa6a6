//! What there is to be said of a Mobility Header: what it holds, what is wrong with it, and what RFC 6275 answers.

use crate::carrier::{Carrier, Checksum, Content, Cut, Layer, LayerKind};
use crate::render::{Fault, counted, hex};
use mip6_wire::message::{
    BindingAcknowledgement, BindingError, BindingErrorStatus, BindingRefreshRequest, BindingUpdate,
    CareOfTest, CareOfTestInit, HomeTest, HomeTestInit, MessageBuilder,
};
use mip6_wire::option::RawOption;
use mip6_wire::{
    ChecksumAddresses, Deviations, Disposition, EmitError, Message, MhType, MobilityHeader,
    MobilityOption, OptionType, Options, ParseError, ParseErrorKind, receive,
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
    pub disposition: Outcome,
    /// What is wrong with options, in the order of their octets.
    pub option_errors: Vec<ParseError>,
    /// Where the header begins in its packet.
    offset: Option<usize>,
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
    BadInUdp,
    /// The addresses are unknown.
    Unknown,
    /// Not all octets are there.
    Missing,
}

impl Verdict {
    pub fn is_ok(self) -> Option<bool> {
        match self {
            Self::Good | Self::GoodInUdp => Some(true),
            Self::Bad { .. } | Self::BadInUdp => Some(false),
            Self::Unknown | Self::Missing => None,
        }
    }
}

/// What RFC 6275 asks a receiver to do.
#[derive(Clone, Copy)]
pub enum Outcome {
    Accept,
    Refuse(Disposition),
    /// Nobody knows: not all of it is there.
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
                    true => Outcome::Refuse(Disposition::Discard),
                    false => Outcome::Unknown,
                },
                ..Decoded::nothing_of(packet)
            }
        }
        Content::MobilityHeader {
            octets,
            offset,
            checksum,
        } => {
            let addresses = carrier.checksum_addresses();
            let decoded = match MobilityHeader::split(octets) {
                Ok((header, trailing)) => Decoded {
                    trailing,
                    ..Decoded::whole(header, addresses, checksum, scratch)
                },
                Err(_) if carrier.cut.is_some() => Decoded::nothing_of(octets),
                Err(error) => Decoded {
                    faults: vec![error.into()],
                    error: Some(error.into()),
                    disposition: Outcome::Refuse(error.into()),
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
            disposition: Outcome::Unknown,
            option_errors: Vec::new(),
            offset: None,
            header: None,
            addresses: None,
        }
    }

    fn whole(
        header: MobilityHeader<'a>,
        addresses: Option<ChecksumAddresses>,
        protection: Checksum,
        scratch: &'a mut Vec<u8>,
    ) -> Self {
        let octets = header.as_octets();
        let by_udp = protection == Checksum::Udp;
        let addresses = addresses.filter(|_| !by_udp);
        let checksum = match &addresses {
            Some(addresses) if header.checksum_ok(addresses) => Verdict::Good,
            Some(addresses) => Verdict::Bad {
                expected: expected_checksum(octets, addresses),
            },
            None if by_udp && header.checksum() == 0 => Verdict::GoodInUdp,
            None if by_udp => Verdict::BadInUdp,
            None => Verdict::Unknown,
        };

        let read = header.message();
        let message = match read {
            Ok(message) => Some(message),
            Err(_) => {
                scratch.clear();
                scratch.extend_from_slice(octets);
                scratch[0] = 59;
                MobilityHeader::parse(scratch)
                    .and_then(|header| header.message())
                    .ok()
            }
        };
        let options = message.and_then(|message| message.options());
        let option_errors: Vec<ParseError> = options
            .into_iter()
            .flat_map(Options::iter)
            .filter_map(Result::err)
            .collect();

        let checksum_fault = (checksum.is_ok() == Some(false)).then_some(Fault {
            kind: None,
            at: 4,
            octets: 2,
        });
        let faults = (checksum_fault.into_iter())
            .chain(read.err().map(Fault::from))
            .chain(option_errors.iter().copied().map(Fault::from));
        let faults: Vec<Fault> = faults.collect();
        let refusal = match checksum {
            Verdict::BadInUdp => Some(Disposition::Discard),
            _ => refusal(&header, addresses.as_ref()),
        };
        let refusal = refusal.or_else(|| option_errors.first().copied().map(Disposition::from));
        Self {
            message,
            checksum,
            deviations: header.audit(),
            error: faults.first().copied(),
            faults,
            disposition: refusal.map_or(Outcome::Accept, Outcome::Refuse),
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
        !self.faults.is_empty()
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
            let end = if option.is_ok() {
                raw.offset()
            } else {
                self.octets.len()
            };
            let mut error = None;
            while let Some((first, rest)) = errors
                .split_first()
                .filter(|(first, _)| first.offset() < end)
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
        if self.checksum.is_ok() == Some(false) {
            remarks.extend(self.checksum_hint(carrier).map(|hint| ("hint", hint)));
        }
        // that it is malformed is said at the octet at fault
        for deviation in self
            .deviations
            .difference(Deviations::MALFORMED | Deviations::PAYLOAD_PROTO)
        {
            remarks.push(("deviation", deviation.to_string()));
        }
        match self.disposition {
            _ if carrier.is_quoted() => {}
            // an extension that a node does not implement: nothing is wrong
            Outcome::Refuse(Disposition::BindingError { status }) if self.faults.is_empty() => {
                let status = code_words(status);
                let words = "a node that does not implement this type answers with a";
                remarks.push(("note", format!("{words} Binding Error, Status {status}")));
            }
            Outcome::Refuse(disposition) => {
                remarks.push(("answer", answer(disposition, carrier, self.offset)));
            }
            Outcome::Unknown if !self.is_header && carrier.cut.is_none() => {
                let words = "the Mobility Header is in more than one packet: not reassembled";
                remarks.push(("fragment", words.into()));
            }
            Outcome::Accept | Outcome::Unknown => {}
        }
        remarks
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
            (
                self.octets,
                on_the_wire,
                "over the addresses of the IPv6 header",
            ),
            (
                &whole[..],
                on_the_wire,
                "over the payload and the addresses of the IPv6 header",
            ),
        ];
        // what is right sums up to zero
        let right = would_be
            .iter()
            .find(|(octets, addresses, _)| addresses.checksum(octets) == 0)?;
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
    format!(
        "by {}: what is missing is no fault of the sender",
        cut.as_str()
    )
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
    if let Content::MobilityHeader {
        checksum: Checksum::Udp,
        ..
    } = carrier.content
    {
        packet.push("in UDP".into());
    }
    let addresses = [
        ("Home Address option", carrier.home_address_option),
        ("type 2 routing header", carrier.routing_header),
    ];
    packet.extend(
        addresses
            .iter()
            .filter_map(|(what, address)| Some(format!("{what} {}", (*address)?))),
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
        LayerKind::Icmpv6Error { icmp_type, code } => {
            let name = match icmp_type {
                1 => "Destination Unreachable",
                2 => "Packet Too Big",
                3 => "Time Exceeded",
                4 => "Parameter Problem",
                _ => "error",
            };
            format!("ICMPv6 {name} ({icmp_type}, code {code}) that quotes this,")
        }
    }
}

/// What RFC 6275 has a receiver do, in words.
fn answer(disposition: Disposition, carrier: &Carrier<'_>, offset: Option<usize>) -> String {
    let to = carrier
        .source
        .map_or(String::new(), |source| format!(" to {source}"));
    match disposition {
        Disposition::ParameterProblem { pointer } => {
            let counted_from = match offset {
                Some(offset) => format!("Pointer {}", offset + pointer),
                None => format!("Pointer at octet {pointer} of the Mobility Header"),
            };
            format!("discard, ICMPv6 Parameter Problem Code 0{to}, {counted_from}")
        }
        Disposition::BindingError { status } => {
            let home_address = carrier.home_address_option.unwrap_or(Ipv6Addr::UNSPECIFIED);
            format!(
                "discard, Binding Error{to}, Status {}, Home Address {home_address}",
                code_words(status)
            )
        }
        _ => "silent discard".into(),
    }
}

fn code_words(status: BindingErrorStatus) -> String {
    format!(
        "{} ({})",
        status.0,
        status.name().unwrap_or("not registered")
    )
}

/// What RFC 6275 says against a header, its options aside. Without addresses, nothing speaks against the
/// checksum.
fn refusal(
    header: &MobilityHeader<'_>,
    addresses: Option<&ChecksumAddresses>,
) -> Option<Disposition> {
    if let Some(addresses) = addresses {
        return receive(header.as_octets(), addresses).err();
    }
    if !Message::DECODED.contains(&header.mh_type()) {
        let status = BindingErrorStatus::UNRECOGNIZED_MH_TYPE;
        return Some(Disposition::BindingError { status });
    }
    header.message().err().map(Disposition::from)
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
    let mut builder = MessageBuilder::new(&mut buffer, &without_options(message))?;
    for option in &options {
        builder = builder.any_option(option)?;
    }
    let Some(addresses) = addresses else {
        let mut octets = builder.finish_without_checksum()?.to_vec();
        octets[4..6].copy_from_slice(&header.checksum().to_be_bytes());
        return Ok(Some(octets));
    };
    Ok(Some(builder.finish(addresses)?.to_vec()))
}

fn without_options(message: Message<'_>) -> Message<'_> {
    let options = Options::EMPTY;
    match message {
        Message::BindingRefreshRequest(_) => BindingRefreshRequest { options }.into(),
        Message::HomeTestInit(message) => HomeTestInit { options, ..message }.into(),
        Message::CareOfTestInit(message) => CareOfTestInit { options, ..message }.into(),
        Message::HomeTest(message) => HomeTest { options, ..message }.into(),
        Message::CareOfTest(message) => CareOfTest { options, ..message }.into(),
        Message::BindingUpdate(message) => BindingUpdate { options, ..message }.into(),
        Message::BindingAcknowledgement(message) => {
            BindingAcknowledgement { options, ..message }.into()
        }
        Message::BindingError(message) => BindingError { options, ..message }.into(),
        other => other,
    }
}
