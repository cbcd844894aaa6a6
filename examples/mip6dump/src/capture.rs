//! Capture files: from the file to its frames, and from a frame to the Mobility Header in it.

use etherparse::{EtherType, IpNumber, LaxIpSlice, LaxSlicedPacket, ether_type};
use mip6_wire::ipv6::MobilityPacket;
use mip6_wire::{ChecksumAddresses, ParseError, ParseErrorKind};
use pcap_parser::pcapng::Block;
use pcap_parser::{
    LegacyPcapBlock, PcapBlockOwned, PcapError, PcapNGSlice, parse_pcap_frame, parse_pcap_frame_be,
    parse_pcap_frame_modified, parse_pcap_header,
};
use std::net::{IpAddr, Ipv6Addr};

/// A frame as captured.
pub struct Frame<'a> {
    /// The LINKTYPE number of the interface that it came from.
    pub link: u16,
    pub octets: &'a [u8],
}

/// The frames of a capture file. The item after damage is a sentence on it, and the last.
pub struct Frames<'a> {
    blocks: Blocks<'a>,
    /// The link types of a pcapng section's interfaces.
    interfaces: Vec<u16>,
    damaged: bool,
}

enum Blocks<'a> {
    Pcap {
        rest: &'a [u8],
        parse: ParseFrame,
        link: u16,
    },
    PcapNg(PcapNGSlice<'a>),
}

type Parsed<'a, T> = Result<T, pcap_parser::nom::Err<PcapError<&'a [u8]>>>;
type ParseFrame = for<'a> fn(&'a [u8]) -> Parsed<'a, (&'a [u8], LegacyPcapBlock<'a>)>;

impl<'a> Frames<'a> {
    pub fn of(file: &'a [u8]) -> Result<Self, &'static str> {
        let blocks = if let Ok(blocks) = PcapNGSlice::from_slice(file) {
            Blocks::PcapNg(blocks)
        } else {
            let (rest, header) = parse_pcap_header(file).map_err(
                |_| "not a capture file, neither pcap nor pcapng; hexadecimal text needs --hex",
            )?;
            let parse = match (header.is_modified_format(), header.is_bigendian()) {
                (true, _) => parse_pcap_frame_modified,
                (false, true) => parse_pcap_frame_be,
                (false, false) => parse_pcap_frame,
            };
            Blocks::Pcap {
                rest,
                parse,
                link: link_type(header.network),
            }
        };
        Ok(Self {
            blocks,
            interfaces: Vec::new(),
            damaged: false,
        })
    }

    /// The next frame, or nothing where the next block is none.
    fn next_block(&mut self) -> Option<Parsed<'a, Option<Frame<'a>>>> {
        match &mut self.blocks {
            Blocks::Pcap { rest: [], .. } => None,
            Blocks::Pcap { rest, parse, link } => Some(parse(rest).map(|(tail, block)| {
                *rest = tail;
                Some(Frame {
                    link: *link,
                    octets: block.data,
                })
            })),
            Blocks::PcapNg(blocks) => {
                let block = blocks.next()?;
                Some(block.map(|block| match block {
                    PcapBlockOwned::NG(block) => self.frame(&block),
                    _ => None,
                }))
            }
        }
    }

    fn frame(&mut self, block: &Block<'a>) -> Option<Frame<'a>> {
        let (interface, data, length) = match block {
            Block::SectionHeader(_) => {
                self.interfaces.clear();
                return None;
            }
            Block::InterfaceDescription(interface) => {
                self.interfaces.push(link_type(interface.linktype));
                return None;
            }
            Block::EnhancedPacket(packet) => (packet.if_id, packet.data, packet.caplen),
            Block::SimplePacket(packet) => (0, packet.data, packet.origlen),
            _ => return None,
        };
        let link = *self.interfaces.get(usize::try_from(interface).ok()?)?;
        // the data of a block are padded
        let octets = usize::try_from(length)
            .ok()
            .and_then(|length| data.get(..length));
        Some(Frame {
            link,
            octets: octets.unwrap_or(data),
        })
    }
}

impl<'a> Iterator for Frames<'a> {
    type Item = Result<Frame<'a>, &'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.damaged {
            match self.next_block()? {
                Ok(None) => {}
                Ok(Some(frame)) => return Some(Ok(frame)),
                Err(error) => {
                    self.damaged = true;
                    return Some(Err(match error {
                        pcap_parser::nom::Err::Incomplete(_) => "the file is cut off",
                        _ => "the file is damaged",
                    }));
                }
            }
        }
        None
    }
}

/// The LINKTYPE number; the bits above tell of frame check sequences.
fn link_type(link: pcap_parser::Linktype) -> u16 {
    u16::try_from(link.0 & 0xffff).unwrap_or(u16::MAX)
}

/// The IP packet in a frame, where there is one. `Err` is a link type that is not supported.
fn ip_packet<'a>(frame: &Frame<'a>) -> Result<Option<&'a [u8]>, u16> {
    let octets = frame.octets;
    let behind = |header: usize| octets.get(header..);
    let typed = |at: usize, header: usize| {
        let ether_type = octets.get(at..)?.first_chunk::<2>()?;
        let ether_type = EtherType(u16::from_be_bytes(*ether_type));
        ether_payload(&LaxSlicedPacket::from_ether_type(
            ether_type,
            behind(header)?,
        ))
    };
    Ok(match frame.link {
        0 | 108 => behind(4),
        1 => LaxSlicedPacket::from_ethernet(octets)
            .ok()
            .and_then(|packet| ether_payload(&packet)),
        12 | 14 | 101 | 228 | 229 => Some(octets),
        113 => typed(14, 16),
        276 => typed(0, 20),
        link => return Err(link),
    })
}

/// The IP packet behind Ethernet, cooked or VLAN headers.
fn ether_payload<'a>(packet: &LaxSlicedPacket<'a>) -> Option<&'a [u8]> {
    let payload = packet.ether_payload()?;
    matches!(payload.ether_type, ether_type::IPV4 | ether_type::IPV6).then_some(payload.payload)
}

/// What brought a Mobility Header, or what stopped the way to it.
pub struct Carrier {
    /// Source and destination of each tunnel around the packet, the outermost first.
    pub tunnels: Vec<(IpAddr, IpAddr)>,
    pub source: Option<Ipv6Addr>,
    pub destination: Option<Ipv6Addr>,
    pub home_address_option: Option<Ipv6Addr>,
    pub routing_header: Option<Ipv6Addr>,
    pub content: Content,
}

pub enum Content {
    /// The octets from a Mobility Header on, and where in the IPv6 packet they begin, if there is one.
    MobilityHeader {
        octets: Vec<u8>,
        offset: Option<usize>,
    },
    /// An IPv6 packet whose Mobility Header cannot be reached.
    Unreachable { packet: Vec<u8>, error: ParseError },
}

impl Carrier {
    /// The addresses that the checksum covers.
    pub fn checksum_addresses(&self) -> Option<ChecksumAddresses> {
        Some(ChecksumAddresses::new(
            self.home_address_option.or(self.source)?,
            self.routing_header.or(self.destination)?,
        ))
    }
}

/// Finds the Mobility Header in a frame, in tunnels too. `Err` is a link type that is not supported.
pub fn find(frame: &Frame<'_>) -> Result<Option<Carrier>, u16> {
    Ok(ip_packet(frame)?.and_then(find_in_packet))
}

fn find_in_packet(mut packet: &[u8]) -> Option<Carrier> {
    let mut tunnels = Vec::new();
    loop {
        let shortened = shorten(packet);
        match MobilityPacket::parse(&shortened) {
            Ok(found) => {
                return Some(Carrier {
                    tunnels,
                    source: Some(found.source),
                    destination: Some(found.destination),
                    home_address_option: found.home_address_option,
                    routing_header: found.routing_header,
                    content: Content::MobilityHeader {
                        octets: found.mobility_header.to_vec(),
                        offset: Some(found.mobility_header_offset),
                    },
                });
            }
            Err(error) if leads_elsewhere(&shortened, error) => {
                let (source, destination, payload) = tunnel(packet)?;
                tunnels.push((source, destination));
                packet = payload;
            }
            Err(error) => {
                return Some(Carrier {
                    tunnels,
                    source: address(packet, 8),
                    destination: address(packet, 24),
                    home_address_option: None,
                    routing_header: None,
                    content: Content::Unreachable {
                        packet: packet.to_vec(),
                        error,
                    },
                });
            }
        }
    }
}

/// A packet that was captured in part, with its Payload Length set to what is there.
fn shorten(packet: &[u8]) -> Vec<u8> {
    let mut packet = packet.to_vec();
    let payload = packet.len().saturating_sub(40);
    if let [version, _, _, _, high, low, ..] = &mut packet[..] {
        let announced = u16::from_be_bytes([*high, *low]);
        match u16::try_from(payload) {
            Ok(payload) if *version >> 4 == 6 && payload < announced => {
                [*high, *low] = payload.to_be_bytes();
            }
            _ => {}
        }
    }
    packet
}

/// Whether the walk ended at something that a Mobility Header cannot follow.
fn leads_elsewhere(packet: &[u8], error: ParseError) -> bool {
    let next_header = match error.kind() {
        ParseErrorKind::NotIpv6 | ParseErrorKind::NoMobilityHeader => return true,
        ParseErrorKind::Fragment => packet.get(error.offset()),
        // not even the IPv6 header is whole
        ParseErrorKind::Truncated if packet.len() < 40 => packet.get(6),
        _ => return false,
    };
    // Hop-by-Hop Options, IPv6, Routing, Fragment, Authentication, Destination Options, Mobility
    !next_header.is_some_and(|next_header| [0, 41, 43, 44, 51, 60, 135].contains(next_header))
}

/// The addresses of a packet that is a tunnel's, and the IPv6 packet in it.
fn tunnel(packet: &[u8]) -> Option<(IpAddr, IpAddr, &[u8])> {
    let (outer, _) = LaxIpSlice::from_slice(packet).ok()?;
    let payload = outer.payload().clone();
    (payload.ip_number == IpNumber::IPV6 && !payload.fragmented).then(|| {
        (
            outer.source_addr(),
            outer.destination_addr(),
            payload.payload,
        )
    })
}

fn address(packet: &[u8], at: usize) -> Option<Ipv6Addr> {
    packet
        .get(at..)?
        .first_chunk::<16>()
        .map(|octets| Ipv6Addr::from(*octets))
}
