//! Every frame of the captures: what is found in it, the checksum's verdict, and what a receiver does.
//!
//! The expected lists were written from `captures/README.md`.

use etherparse::{EtherType, LinuxSllProtocolType, SlicedPacket};
use mip6_wire::bootstrap::dns_update_of;
use mip6_wire::ipv6::MobilityPacket;
use mip6_wire::ipv6::Received;
use mip6_wire::message::proxy::{BindingRevocation, Heartbeat};
use mip6_wire::message::{BindingAcknowledgement, BindingErrorStatus, BindingUpdate};
use mip6_wire::option::access::{AccessNetworkIdentifier, NetworkIdentifier};
use mip6_wire::option::auth::MobileNodeIdentifier;
use mip6_wire::option::proxy::{HandoffIndicator, HomeNetworkPrefix, RestartCounter};
use mip6_wire::option::{BindingAuthorizationData, DnsUpdate, NonceIndices};
use mip6_wire::{
    Disposition, MhType, MhTypes, MobilityHeader, Options, ParseError, ParseErrorKind, receive,
};
use pcap_parser::{Linktype, PcapBlockOwned, PcapError};
use std::fs::File;
use std::net::Ipv6Addr;
use std::path::Path;

/// A frame: its link type and its octets.
type Frame = (Linktype, Vec<u8>);

/// The frames of a capture file of either format.
fn frames(name: &str) -> Vec<Frame> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/captures").join(name);
    let file = File::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut reader = pcap_parser::create_reader(1 << 12, file).expect("a capture");
    let mut link = Linktype(-1);
    let mut frames = Vec::new();
    loop {
        match reader.next() {
            Ok((consumed, block)) => {
                match block {
                    PcapBlockOwned::LegacyHeader(header) => link = header.network,
                    PcapBlockOwned::Legacy(packet) => frames.push((link, packet.data.to_vec())),
                    PcapBlockOwned::NG(pcap_parser::Block::InterfaceDescription(interface)) => {
                        link = interface.linktype;
                    }
                    PcapBlockOwned::NG(pcap_parser::Block::EnhancedPacket(packet)) => {
                        let length = usize::try_from(packet.caplen).expect("a length");
                        frames.push((link, packet.data[..length].to_vec()));
                    }
                    PcapBlockOwned::NG(_) => {}
                }
                reader.consume(consumed);
            }
            Err(PcapError::Eof) => return frames,
            Err(PcapError::Incomplete(_)) => reader.refill().expect("more of the file"),
            Err(error) => panic!("{name}: {error}"),
        }
    }
}

/// The IPv6 packet in a frame. The link layers are another crate's reading.
fn ipv6((link, frame): &Frame) -> Vec<u8> {
    match link.0 {
        1 => {
            let sliced = SlicedPacket::from_ethernet(frame).expect("Ethernet");
            let payload = sliced.ether_payload().expect("a payload");
            assert_eq!(payload.ether_type, EtherType::IPV6);
            payload.payload.to_vec()
        }
        101 | 229 => frame.clone(),
        113 => {
            let (header, packet) = etherparse::LinuxSllHeader::from_slice(frame).expect("cooked");
            let ipv6 = LinuxSllProtocolType::EtherType(EtherType::IPV6);
            assert_eq!(header.protocol_type, ipv6);
            packet.to_vec()
        }
        // version 2: the protocol is the first field, the header has 20 octets
        276 => {
            assert_eq!(frame[..2], [0x86, 0xdd]);
            frame[20..].to_vec()
        }
        other => panic!("link type {other}"),
    }
}

/// The walk of a frame: that of the packet inside where IPv6 is in IPv6.
fn walk(packet: &[u8]) -> Result<MobilityPacket<'_>, ParseError> {
    match MobilityPacket::parse(packet) {
        Err(error) if error.kind() == ParseErrorKind::NoMobilityHeader && packet[6] == 41 => {
            assert_eq!(error.offset(), 40);
            MobilityPacket::parse(&packet[40..])
        }
        walk => walk,
    }
}

/// What becomes of a frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verdict {
    /// No Mobility Header in it.
    Other,
    /// A message of this type that is processed.
    Accept(u8),
    /// A message of this type that is dropped: whether its checksum is right, and the answer.
    Drop(u8, bool, Disposition),
    /// A message of this type that `receive` lets pass, with an option that is malformed.
    Option(u8, ParseErrorKind, usize),
}

use Verdict::{Accept, Drop, Option as BadOption, Other};

const BINDING_ERROR_2: Disposition =
    Disposition::BindingError { status: BindingErrorStatus::UNRECOGNIZED_MH_TYPE };

/// The frames of `bootstrap.pcap`, in order.
const BOOTSTRAP: [Verdict; 34] = [
    // 1, 2: DNS
    Other,
    Other,
    // 3 to 12: updates and acknowledgements
    Accept(5),
    Accept(6),
    Accept(5),
    Accept(6),
    Accept(5),
    Accept(6),
    Accept(5),
    Accept(6),
    Accept(5),
    Accept(6),
    // 13 to 18: return routability; 13 and 17 in the tunnel
    Accept(1),
    Accept(1),
    Accept(2),
    Accept(3),
    Accept(3),
    Accept(4),
    // 19 to 21: correspondent node
    Accept(5),
    Accept(6),
    Accept(0),
    // 22, 23: an echo request without a binding, and its Binding Error
    Other,
    Accept(7),
    // 24, 25: an unknown type, and its Binding Error
    Drop(99, true, BINDING_ERROR_2),
    Accept(7),
    // 26, 27: back home
    Accept(5),
    Accept(6),
    // 28 to 32: malformed
    BadOption(5, ParseErrorKind::OptionTruncated, 13),
    Drop(5, false, Disposition::Discard),
    Drop(5, true, Disposition::ParameterProblem { pointer: 1 }),
    Drop(5, true, Disposition::ParameterProblem { pointer: 0 }),
    BadOption(5, ParseErrorKind::OptionLength, 15),
    // 33, 34: echo
    Other,
    Other,
];

fn verdict(packet: &[u8]) -> Verdict {
    let packet = match walk(packet) {
        Ok(packet) => packet,
        Err(error) => {
            assert_eq!(error.kind(), ParseErrorKind::NoMobilityHeader);
            return Other;
        }
    };
    let addresses = packet.checksum_addresses();
    let header = MobilityHeader::parse(packet.unverified()).expect("nothing behind it");
    let checksum_ok = header.checksum_ok(&addresses);
    let mh_type = header.mh_type().0;
    match receive(packet.unverified(), &addresses) {
        Ok(received) => {
            assert_eq!(received, header);
            assert!(checksum_ok);
            let message = received.message().expect("it was accepted");
            let mut options = message.options().expect("a known type").iter();
            match options.find_map(Result::err) {
                None => Accept(mh_type),
                Some(error) => BadOption(mh_type, error.kind(), error.offset()),
            }
        }
        Err(answer) => Drop(mh_type, checksum_ok, answer),
    }
}

#[test]
fn bootstrap() {
    // pcap-parser 0.17 reads pcapng on little-endian machines only: there, what it does to the type of a block once it
    // has read it is nothing for a little-endian file and the right swap for the other
    let pcapng = cfg!(target_endian = "little").then_some("bootstrap.pcapng");
    for name in ["bootstrap.pcap"].into_iter().chain(pcapng) {
        let verdicts: Vec<_> = frames(name).iter().map(|frame| verdict(&ipv6(frame))).collect();
        assert_eq!(verdicts, BOOTSTRAP, "{name}");
    }
}

/// Frames 3, 4 and 34 on other links and in other file formats.
#[test]
fn other_links() {
    let all: Vec<_> = frames("bootstrap.pcap").iter().map(ipv6).collect();
    for (name, link) in [
        ("raw-ip.pcap", 101),
        ("raw-ipv6.pcap", 229),
        ("linux-cooked.pcap", 113),
        ("linux-cooked-v2.pcap", 276),
        ("vlan.pcap", 1),
        ("big-endian.pcap", 1),
        ("nanosecond.pcap", 1),
    ] {
        let frames = frames(name);
        assert!(frames.iter().all(|(found, _)| found.0 == link), "{name}");
        let packets: Vec<_> = frames.iter().map(ipv6).collect();
        assert_eq!(packets, [&all[2][..], &all[3], &all[33]], "{name}");
        let verdicts: Vec<_> = packets.iter().map(|packet| verdict(packet)).collect();
        assert_eq!(verdicts, [Accept(5), Accept(6), Other], "{name}");
    }
}

/// The outcomes of the four DNS updates, as a mobile node reads them.
#[test]
fn dns_update_outcomes() {
    let packets: Vec<_> = frames("bootstrap.pcap").iter().map(ipv6).collect();
    for (frame, status) in [(4, 0), (6, 128), (8, 129), (10, 130)] {
        let packet = walk(&packets[frame - 1]).expect("a message");
        let header = MobilityHeader::parse(packet.unverified()).expect("whole");
        assert_eq!(header.mh_type(), MhType::BINDING_ACKNOWLEDGEMENT);
        let options = header.message().expect("sound").options().expect("known");
        let dns = options.find::<DnsUpdate<'_>>().expect("sound").expect("present");
        assert_eq!(dns.status.0, status);
        assert_eq!(dns.status.is_performed(), status == 0);
        assert_eq!(dns.identity.as_text(), Ok("mn.example.com"));
    }
    for (frame, removal) in [(3, false), (11, true), (26, true), (32, false)] {
        let packet = walk(&packets[frame - 1]).expect("a message");
        let header = MobilityHeader::parse(packet.unverified()).expect("whole");
        let update: BindingUpdate<'_> = header.read().expect("a Binding Update");
        let dns = update.options.find::<DnsUpdate<'_>>().expect("framed").expect("present");
        assert_eq!(dns.is_removal(), removal, "frame {frame}");
        // the home address is in the option while away, and in the IPv6 header at home
        let home_address = packet.home_address_option().unwrap_or(packet.source());
        assert_eq!(home_address, Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0x100));
    }
}

/// A run over sockets, with each message as tshark reads it.
#[test]
fn recorded_run() {
    let packets: Vec<_> = frames("split-scenario.pcap").iter().map(ipv6).collect();
    let mut read = Vec::new();
    for packet in &packets {
        let packet = walk(packet).expect("a message").receive().expect("accepted");
        read.push(match packet.mh_type() {
            MhType::BINDING_UPDATE => {
                let update: BindingUpdate<'_> = packet.read().expect("sound");
                dns_update_of(update.options).expect("every option is well formed");
                format!("5 {} {}", update.sequence, update.lifetime.0)
            }
            MhType::BINDING_ACKNOWLEDGEMENT => {
                let ack: BindingAcknowledgement<'_> = packet.read().expect("sound");
                dns_update_of(ack.options).expect("every option is well formed");
                format!("6 {} {} {}", ack.status.0, ack.sequence, ack.lifetime.0)
            }
            other => panic!("{other:?}"),
        });
    }
    let tshark: Vec<_> = include_str!("../captures/split-scenario.tshark.txt").lines().collect();
    assert_eq!(read, tshark);
}

/// The own fields of a message of Proxy Mobile IPv6, and its options.
fn proxy_message<'a>(packet: &Received<'a>) -> Result<(String, Options<'a>), ParseError> {
    Ok(match packet.mh_type() {
        MhType::BINDING_UPDATE => {
            let update: BindingUpdate<'_> = packet.read()?;
            let fields = format!("5 {} {}", update.sequence, update.lifetime.0);
            (fields, update.options)
        }
        MhType::BINDING_ACKNOWLEDGEMENT => {
            let ack: BindingAcknowledgement<'_> = packet.read()?;
            let fields = format!("6 {} {} {}", ack.status.0, ack.sequence, ack.lifetime.0);
            (fields, ack.options)
        }
        MhType::HEARTBEAT => {
            let heartbeat: Heartbeat<'_> = packet.read()?;
            (format!("13 {}", heartbeat.sequence), heartbeat.options)
        }
        MhType::BINDING_REVOCATION => match packet.read()? {
            BindingRevocation::Indication(message) => {
                (format!("16 1 {} {}", message.trigger.0, message.sequence), message.options)
            }
            BindingRevocation::Acknowledgement(message) => {
                (format!("16 2 {} {}", message.status.0, message.sequence), message.options)
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    })
}

/// What is shown of the options: prefix, mobile node, Handoff Indicator, Restart Counter, name of the access network.
fn proxy_options(options: Options<'_>) -> Result<Vec<String>, ParseError> {
    options.check()?;
    let (node, handoff, counter, network) = options.select::<(
        MobileNodeIdentifier<'_>,
        HandoffIndicator,
        RestartCounter,
        AccessNetworkIdentifier<'_>,
    )>()?;
    let prefix = options.find::<HomeNetworkPrefix>()?;
    let network = match network {
        Some(network) => network.sub_options.find::<NetworkIdentifier<'_>>()?,
        None => None,
    };
    let text = |octets: &[u8]| String::from_utf8(octets.to_vec()).expect("text");
    Ok([
        prefix.map(|option| option.prefix.to_string()),
        node.map(|option| text(option.identifier)),
        handoff.map(|option| option.indicator.0.to_string()),
        counter.map(|option| option.counter.to_string()),
        network.map(|option| text(option.network_name)),
    ]
    .into_iter()
    .flatten()
    .collect())
}

/// A run of gateways and an anchor, with each message as tshark reads it.
#[test]
fn recorded_proxy_run() {
    let known = |mh_type| {
        MhTypes::LOCAL_MOBILITY_ANCHOR.contains(mh_type)
            || MhTypes::MOBILE_ACCESS_GATEWAY.contains(mh_type)
    };
    let packets: Vec<_> = frames("proxy.pcap").iter().map(ipv6).collect();
    let mut read = Vec::new();
    for packet in &packets {
        let packet = walk(packet).expect("a message");
        let packet = packet.receive_with(known).expect("accepted");
        let (fields, options) = proxy_message(&packet).expect("sound");
        let options = proxy_options(options).expect("every option is well formed");
        read.push([&[fields], &options[..]].concat().join(" "));
    }
    let tshark: Vec<_> = include_str!("../captures/proxy.tshark.txt").lines().collect();
    assert_eq!(read, tshark);
}

/// The registration with the correspondent node and its answer carry an authenticator.
#[test]
fn authorized_messages() {
    let packets: Vec<_> = frames("bootstrap.pcap").iter().map(ipv6).collect();
    for frame in [19, 20] {
        let packet = walk(&packets[frame - 1]).expect("a message");
        let header = MobilityHeader::parse(packet.unverified()).expect("whole");
        let received = header.authenticated::<12>().expect("sound").expect("present");
        assert_eq!(received.authenticator().len(), 12);
        let options = header.message().expect("sound").options().expect("known");
        let (nonces, data) =
            options.select::<(NonceIndices, BindingAuthorizationData<'_>)>().expect("sound");
        assert_eq!(
            nonces.map(|nonces| (nonces.home, nonces.care_of)),
            match frame {
                19 => Some((10, 20)),
                _ => None,
            }
        );
        assert_eq!(data.expect("present").authenticator, received.authenticator());
    }
}
