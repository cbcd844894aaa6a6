//! From a frame to the Mobility Header in it, through links, tunnels, UDP and the packets that ICMPv6 errors quote.

use crate::capture::Frame;
use etherparse::{
    EtherType, Ethernet2Slice, Icmpv4Slice, Icmpv6Slice, IpNumber, LaxIpSlice, SingleVlanSlice,
    UdpSlice, ether_type,
};
use mip6_wire::ipv6::MobilityPacket;
use mip6_wire::{ChecksumAddresses, ParseError, ParseErrorKind};
use std::net::{IpAddr, Ipv6Addr};

/// What brought a Mobility Header, or what stopped the way to it.
#[derive(Default)]
pub struct Carrier<'a> {
    /// What stands around the packet, the outermost first.
    pub layers: Vec<Layer>,
    pub source: Option<IpAddr>,
    pub destination: Option<IpAddr>,
    pub home_address_option: Option<Ipv6Addr>,
    pub routing_header: Option<Ipv6Addr>,
    pub content: Content<'a>,
    /// Who cut the packet off, if somebody on the way did: its sender did not.
    pub cut: Option<Cut>,
}

/// A packet around a packet.
pub struct Layer {
    pub kind: LayerKind,
    pub source: IpAddr,
    pub destination: IpAddr,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LayerKind {
    /// IPv6 or IPv4 in IPv6 or IPv4.
    Tunnel,
    Gre,
    /// A packet in UDP with this port (RFC 5555).
    Udp(u16),
    /// The same, behind a TLV header (RFC 5845 Section 7.2).
    UdpTlv(u16),
    /// The packet that an ICMPv6 or ICMPv4 error is about.
    IcmpError {
        version: IcmpVersion,
        icmp_type: u8,
        code: u8,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum IcmpVersion {
    V4,
    V6,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    Capture,
    IcmpError(IcmpVersion),
}

impl Cut {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Capture => "the capture",
            Self::IcmpError(IcmpVersion::V6) => "the ICMPv6 error",
            Self::IcmpError(IcmpVersion::V4) => "the ICMPv4 error",
        }
    }
}

#[derive(Clone, Copy)]
pub enum Content<'a> {
    /// The octets from a Mobility Header on, the IPv6 packet if all of it is there, and where in it they begin.
    MobilityHeader {
        octets: &'a [u8],
        packet: Option<MobilityPacket<'a>>,
        offset: Option<usize>,
        checksum: Checksum,
    },
    /// An IPv6 packet whose Mobility Header cannot be reached.
    Unreachable { packet: &'a [u8], error: ParseError },
}

impl Default for Content<'_> {
    fn default() -> Self {
        Self::MobilityHeader { octets: &[], packet: None, offset: None, checksum: Checksum::Own }
    }
}

/// What protects a Mobility Header on its way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Checksum {
    /// Its own checksum, over the addresses too.
    Own,
    /// That of UDP: its own is zero (RFC 5844 Section 4.2.2.1).
    Udp,
}

/// What a frame holds.
pub enum Found<'a> {
    Nothing,
    /// ESP, in which there may be anything.
    Esp,
    /// A fragment of a packet in which there may be one.
    Fragment,
    /// A packet of more than 65,535 octets (RFC 2675).
    Jumbogram,
    /// So little of a frame that nobody knows what it held.
    Cut,
    Carrier(Carrier<'a>),
}

impl Carrier<'_> {
    /// The addresses that the checksum covers.
    pub fn checksum_addresses(&self) -> Option<ChecksumAddresses> {
        Some(ChecksumAddresses::new(
            self.home_address()?,
            self.routing_header.or(v6(self.destination))?,
        ))
    }

    /// The address of the mobile node that sent this (RFC 6275 Section 9.5.1).
    pub fn home_address(&self) -> Option<Ipv6Addr> {
        self.home_address_option.or(v6(self.source))
    }

    /// Whether UDP protects the Mobility Header.
    pub fn is_in_udp(&self) -> bool {
        matches!(self.content, Content::MobilityHeader { checksum: Checksum::Udp, .. })
    }

    /// All addresses of the packet, and of those around it.
    pub fn addresses(&self) -> impl Iterator<Item = IpAddr> {
        let outer = self.layers.iter().flat_map(|layer| [layer.source, layer.destination]);
        let home = [self.home_address_option, self.routing_header];
        let inner = [self.source, self.destination].into_iter().flatten();
        outer.chain(inner).chain(home.into_iter().flatten().map(IpAddr::V6))
    }

    /// Whether the packet is only quoted, so that nobody answers it.
    pub fn is_quoted(&self) -> bool {
        self.layers.iter().any(|layer| matches!(layer.kind, LayerKind::IcmpError { .. }))
    }
}

/// An IPv6 address, if it is one.
pub fn v6(address: Option<IpAddr>) -> Option<Ipv6Addr> {
    match address {
        Some(IpAddr::V6(address)) => Some(address),
        _ => None,
    }
}

/// Finds the Mobility Header in a frame. `Err` is a link type that is not supported.
pub fn find<'a>(frame: &Frame<'a>) -> Result<Found<'a>, u16> {
    Ok(match ip_packet(frame)? {
        Some(packet) => find_in_packet(packet, frame.is_cut),
        None if frame.is_cut && frame.octets.len() < 14 => Found::Cut,
        None => Found::Nothing,
    })
}

/// The IP packet in a frame, if there is one. `Err` is a link type that is not supported.
fn ip_packet<'a>(frame: &Frame<'a>) -> Result<Option<&'a [u8]>, u16> {
    let octets = frame.octets;
    let behind = |header: usize| octets.get(header..);
    let typed = |at: usize, header: usize| {
        let ether_type = octets.get(at..)?.first_chunk::<2>()?;
        behind_tags(EtherType(u16::from_be_bytes(*ether_type)), octets.get(header..)?)
    };
    Ok(match frame.link {
        0 | 108 => behind(4),
        1 => behind_ethernet(octets),
        9 | 50 => behind_ppp(octets),
        12 | 14 | 101 | 228 | 229 => Some(octets),
        51 => behind(6).and_then(behind_ppp),
        113 => typed(14, 16),
        276 => typed(0, 20),
        link => return Err(link),
    })
}

/// What a link type that is not supported is called, if people capture it often.
pub fn link_name(link: u16) -> Option<&'static str> {
    Some(match link {
        104 => "Cisco HDLC",
        105 => "802.11",
        107 => "Frame Relay",
        119 => "802.11 with Prism header",
        127 => "802.11 with radiotap",
        163 => "802.11 with AVS header",
        187 | 201 => "Bluetooth",
        189 | 220 | 249 => "USB",
        192 => "PPI",
        195 | 215 | 230 | 283 => "802.15.4",
        _ => return None,
    })
}

fn behind_ethernet(octets: &[u8]) -> Option<&[u8]> {
    let ethernet = Ethernet2Slice::from_slice_without_fcs(octets).ok()?;
    behind_tags(ethernet.ether_type(), ethernet.payload_slice())
}

/// The IP packet behind any VLAN tags, a PPP header or MPLS labels.
fn behind_tags(mut ether_type: EtherType, mut octets: &[u8]) -> Option<&[u8]> {
    loop {
        match ether_type {
            ether_type::IPV4 | ether_type::IPV6 => return Some(octets),
            ether_type::VLAN_TAGGED_FRAME
            | ether_type::PROVIDER_BRIDGING
            | ether_type::VLAN_DOUBLE_TAGGED_FRAME => {
                let tag = SingleVlanSlice::from_slice(octets).ok()?;
                ether_type = tag.ether_type();
                octets = octets.get(4..)?;
            }
            PPP_OVER_ETHERNET => return behind_ppp(octets.get(6..)?),
            MPLS => return behind_labels(octets),
            _ => return None,
        }
    }
}

/// The IP packet behind MPLS labels (RFC 3032 Section 2.1): what follows the last one is known by its version alone.
fn behind_labels(octets: &[u8]) -> Option<&[u8]> {
    let last = octets.chunks_exact(4).position(|label| label[2] & 1 != 0)?;
    let packet = octets.get(4 * (last + 1)..)?;
    matches!(packet.first()? >> 4, 4 | 6).then_some(packet)
}

/// The session stage (RFC 2516).
const PPP_OVER_ETHERNET: EtherType = EtherType(0x8864);
/// Labels of unicast packets (RFC 3032 Section 5).
const MPLS: EtherType = EtherType(0x8847);
/// A whole Ethernet frame in GRE.
const TRANSPARENT_ETHERNET_BRIDGING: EtherType = EtherType(0x6558);

/// The IP packet behind a PPP header, without address and control or with them (RFC 1662 Section 3.1), and behind a
/// protocol of two octets or of one.
fn behind_ppp(octets: &[u8]) -> Option<&[u8]> {
    let octets = octets.strip_prefix(&[0xff, 0x03]).unwrap_or(octets);
    let octets = octets.strip_prefix(&[0]).unwrap_or(octets);
    let ipv6 = octets.strip_prefix(&[0x57]);
    ipv6.or_else(|| octets.strip_prefix(&[0x21]))
}

/// Finds the Mobility Header in an IPv6 or IPv4 packet, of which less may be there than it says.
pub fn find_in_packet(mut packet: &[u8], is_cut: bool) -> Found<'_> {
    let mut layers = Vec::new();
    let mut quoted = None;
    loop {
        if is_jumbogram(packet) {
            return Found::Jumbogram;
        }
        // not even the type of what follows
        if is_cut && packet.len() < 7 {
            return Found::Cut;
        }
        let missing = is_shortened(packet);
        let cut = match (missing, is_cut, quoted) {
            (true, true, _) => Some(Cut::Capture),
            (true, false, Some(version)) => Some(Cut::IcmpError(version)),
            _ => None,
        };
        match walk(packet, missing) {
            Ok(carrier) => {
                return Found::Carrier(Carrier { layers, cut, ..carrier });
            }
            Err(error) if leads_elsewhere(packet, error) => {
                match next(packet) {
                    Next::Packet(layer, inner) => {
                        if let LayerKind::IcmpError { version, .. } = layer.kind {
                            quoted = Some(version);
                        }
                        layers.push(layer);
                        packet = inner;
                    }
                    Next::MobilityHeader { source, destination, octets } => {
                        return Found::Carrier(Carrier {
                            layers,
                            source: Some(source),
                            destination: Some(destination),
                            content: Content::MobilityHeader {
                                octets,
                                packet: None,
                                offset: None,
                                checksum: Checksum::Udp,
                            },
                            cut,
                            ..Carrier::default()
                        });
                    }
                    Next::Esp => return Found::Esp,
                    Next::Fragment => return Found::Fragment,
                    Next::Nothing => return Found::Nothing,
                };
            }
            Err(error) => {
                return Found::Carrier(Carrier {
                    layers,
                    source: address(packet, 8),
                    destination: address(packet, 24),
                    content: Content::Unreachable { packet, error },
                    cut: cut.filter(|_| error.kind() == ParseErrorKind::Truncated),
                    ..Carrier::default()
                });
            }
        }
    }
}

/// Whether a packet says its length in a Jumbo Payload option, where every sender puts it.
fn is_jumbogram(packet: &[u8]) -> bool {
    let is_ipv6 = packet.first().is_some_and(|first| first >> 4 == 6);
    // Payload Length 0, Next Header 0; then two octets of the Hop-by-Hop Options header
    is_ipv6 && packet.get(4..7) == Some(&[0; 3]) && packet.get(42..44) == Some(&[0xc2, 4])
}

/// Whether an IP packet is shorter than it says.
fn is_shortened(packet: &[u8]) -> bool {
    let length = |high: &u8, low: &u8| usize::from(u16::from_be_bytes([*high, *low]));
    match packet {
        [version, _, _, _, high, low, ..] if version >> 4 == 6 => {
            packet.len() < 40 + length(high, low)
        }
        [version, _, high, low, ..] if version >> 4 == 4 => packet.len() < length(high, low),
        _ => false,
    }
}

/// Walks to the Mobility Header, in a copy that says what there is of a packet that is shorter than it says.
fn walk(packet: &[u8], missing: bool) -> Result<Carrier<'_>, ParseError> {
    let length = packet.len().checked_sub(40).filter(|_| missing);
    let Some(length) = length else {
        let found = MobilityPacket::parse(packet)?;
        return Ok(carrier(&found, found.unverified(), Some(found)));
    };
    let mut shortened = packet.to_vec();
    // less than the 16 bits that it says
    let length = u16::try_from(length).unwrap_or(u16::MAX);
    shortened[4..6].copy_from_slice(&length.to_be_bytes());
    let found = MobilityPacket::parse(&shortened)?;
    let octets = packet.get(found.mobility_header_offset()..).unwrap_or_default();
    Ok(carrier(&found, octets, None))
}

fn carrier<'a>(
    found: &MobilityPacket<'_>,
    octets: &'a [u8],
    packet: Option<MobilityPacket<'a>>,
) -> Carrier<'a> {
    Carrier {
        source: Some(found.source().into()),
        destination: Some(found.destination().into()),
        home_address_option: found.home_address_option(),
        routing_header: found.routing_header(),
        content: Content::MobilityHeader {
            octets,
            packet,
            offset: Some(found.mobility_header_offset()),
            checksum: Checksum::Own,
        },
        ..Carrier::default()
    }
}

/// Whether the walk ended at something that a Mobility Header cannot follow.
fn leads_elsewhere(packet: &[u8], error: ParseError) -> bool {
    let next_header = match error.kind() {
        ParseErrorKind::NotIpv6 | ParseErrorKind::NoMobilityHeader | ParseErrorKind::Encrypted => {
            return true;
        }
        ParseErrorKind::Fragment => packet.get(error.offset()),
        // not even the IPv6 header is whole
        ParseErrorKind::Truncated if packet.len() < 40 => packet.get(6),
        _ => return false,
    };
    // Hop-by-Hop Options, IPv6, Routing, Fragment, Authentication, Destination Options, Mobility
    !next_header.is_some_and(|next_header| [0, 41, 43, 44, 51, 60, 135].contains(next_header))
}

/// What a packet without a Mobility Header of its own leads to.
enum Next<'a> {
    Packet(Layer, &'a [u8]),
    /// A Mobility Header that UDP carries.
    MobilityHeader {
        source: IpAddr,
        destination: IpAddr,
        octets: &'a [u8],
    },
    Esp,
    Fragment,
    Nothing,
}

/// Mobile IPv6 with IPv4 support carries packets there (RFC 5555), Proxy Mobile IPv6 Mobility Headers (RFC 5844).
const DSMIPV6_PORT: u16 = 4191;
const PMIPV6_CONTROL_PORT: u16 = 5436;
/// IPsec behind an address translator.
const ESP_IN_UDP_PORT: u16 = 4500;

fn next(packet: &[u8]) -> Next<'_> {
    inside(packet).unwrap_or(Next::Nothing)
}

fn inside(packet: &[u8]) -> Option<Next<'_>> {
    let (outer, _) = LaxIpSlice::from_slice(packet).ok()?;
    let payload = outer.payload();
    if payload.fragmented {
        let may_lead = [
            IpNumber::IPV6,
            IpNumber::IPV4,
            IpNumber::GRE,
            IpNumber::UDP,
            IpNumber::ENCAPSULATING_SECURITY_PAYLOAD,
        ];
        return may_lead.contains(&payload.ip_number).then_some(Next::Fragment);
    }
    let (source, destination) = (outer.source_addr(), outer.destination_addr());
    let octets = payload.payload;
    let layer = |kind| Layer { kind, source, destination };
    match payload.ip_number {
        IpNumber::IPV6 | IpNumber::IPV4 => Some(Next::Packet(layer(LayerKind::Tunnel), octets)),
        IpNumber::GRE => Some(Next::Packet(layer(LayerKind::Gre), behind_gre(octets)?)),
        IpNumber::ENCAPSULATING_SECURITY_PAYLOAD => Some(Next::Esp),
        IpNumber::UDP => {
            let udp = UdpSlice::from_slice_lax(octets).ok()?;
            let ports = [udp.destination_port(), udp.source_port()];
            let inner = udp.payload();
            if ports.contains(&PMIPV6_CONTROL_PORT) {
                return Some(Next::MobilityHeader { source, destination, octets: inner });
            }
            if ports.contains(&DSMIPV6_PORT) {
                return match inner.first()? >> 4 {
                    0 => {
                        let kind = LayerKind::UdpTlv(DSMIPV6_PORT);
                        Some(Next::Packet(layer(kind), behind_tlv_header(inner)?))
                    }
                    4 | 6 => Some(Next::Packet(layer(LayerKind::Udp(DSMIPV6_PORT)), inner)),
                    _ => None,
                };
            }
            // four octets of zero would be IKE, a single one is there to keep the translator's entry
            let is_esp = inner.len() > 8 && !inner.starts_with(&[0; 4]);
            (ports.contains(&ESP_IN_UDP_PORT) && is_esp).then_some(Next::Esp)
        }
        IpNumber::IPV6_ICMP => {
            let icmp = Icmpv6Slice::from_slice(octets).ok()?;
            let (icmp_type, code) = (icmp.type_u8(), icmp.code_u8());
            let kind = LayerKind::IcmpError { version: IcmpVersion::V6, icmp_type, code };
            // errors have a type below 128
            (icmp_type < 128).then(|| Next::Packet(layer(kind), icmp.payload()))
        }
        IpNumber::ICMP => {
            let icmp = Icmpv4Slice::from_slice(octets).ok()?;
            let (icmp_type, code) = (icmp.type_u8(), icmp.code_u8());
            let kind = LayerKind::IcmpError { version: IcmpVersion::V4, icmp_type, code };
            // what quotes a packet (RFC 792), a redirect among them
            matches!(icmp_type, 3 | 4 | 5 | 11 | 12)
                .then(|| Next::Packet(layer(kind), icmp.payload()))
        }
        _ => None,
    }
}

/// The packet behind a GRE header (RFC 2784, RFC 2890), perhaps in a frame.
fn behind_gre(octets: &[u8]) -> Option<&[u8]> {
    let (&[flags, version, high, low], rest) = octets.split_first_chunk::<4>()?;
    // checksum, key, sequence number, four octets each; all else is of another version
    if flags & 0x4f != 0 || version != 0 {
        return None;
    }
    let optional = (flags & 0xb0).count_ones();
    let behind = rest.get(4 * usize::try_from(optional).ok()?..)?;
    match EtherType(u16::from_be_bytes([high, low])) {
        TRANSPARENT_ETHERNET_BRIDGING => behind_ethernet(behind),
        protocol => behind_tags(protocol, behind),
    }
}

/// The packet behind a TLV header (RFC 5845 Section 7.2): type 0, the number of what follows, its length.
fn behind_tlv_header(octets: &[u8]) -> Option<&[u8]> {
    let (&[_, next_header, high, low], rest) = octets.split_first_chunk::<4>()?;
    let length = usize::from(u16::from_be_bytes([high, low]));
    let packet = rest.get(..length).unwrap_or(rest);
    match IpNumber(next_header) {
        IpNumber::IPV6 | IpNumber::IPV4 => Some(packet),
        IpNumber::GRE => behind_gre(packet),
        _ => None,
    }
}

fn address(packet: &[u8], at: usize) -> Option<IpAddr> {
    packet.get(at..)?.first_chunk::<16>().map(|octets| Ipv6Addr::from(*octets).into())
}
