//! Nothing allocates: a counting allocator sees what reading, walking and writing ask of it.

use crate::support::hex_vectors::{self, Vector};
use crate::support::oracle::{self, ADDRESSES};
use allocation_counter::{AllocationInfo, measure};
use mip6_wire::ikev2::{
    CfgType, ConfigAttribute, Configuration, InternalIp6Address, Mip6HomePrefix, Notify, Payload,
    PayloadType, Payloads, PayloadsBuilder,
};
use mip6_wire::ipv6::{HomeAddressOption, MobilityPacket, Type2RoutingHeader};
use mip6_wire::message::{BindingUpdate, Message, MessageBuilder};
use mip6_wire::name::{FqdnBuf, reverse_name, service_name};
use mip6_wire::option::{
    AlternateCareOfAddress, BindingAuthorizationData, DnsUpdate, NonceIndices, OptionsBuf,
};
use mip6_wire::{Fqdn, MnIdentity, MobilityHeader, Options, receive};
use std::fmt::Write;
use std::hint::black_box;

/// Text that goes nowhere, so that formatting has something to write to.
struct Sink(usize);

impl Write for Sink {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

fn none(what: &str, run: impl FnOnce()) {
    let AllocationInfo { count_total, bytes_total, .. } = measure(run);
    assert_eq!((count_total, bytes_total), (0, 0), "{what}");
}

fn vectors(kind: &str) -> Vec<Vector> {
    hex_vectors::by_kind(kind)
}

/// The test can fail.
#[test]
fn an_allocation_is_seen() {
    let seen = measure(|| {
        black_box(vec![0_u8; 100]);
    });
    assert_eq!((seen.count_total, seen.bytes_total), (1, 100));
}

#[test]
fn reading_a_header() {
    for vector in vectors("mobility-header") {
        none(&vector.id, || {
            let mut sink = Sink(0);
            let Ok((header, _)) = MobilityHeader::split(&vector.octets) else {
                let _ = receive(&vector.octets, &ADDRESSES);
                return;
            };
            let _ = black_box(receive(&vector.octets, &ADDRESSES));
            let _ = black_box(header.authenticated::<12>());
            let _ = write!(sink, "{header:?} {} {:?}", header.audit(), header.audit());
            match header.message() {
                Ok(message) => {
                    let _ = write!(sink, "{message:?}");
                    if let Some(options) = message.options() {
                        walk(options, &mut sink);
                    }
                }
                Err(error) => {
                    let _ = write!(sink, "{error} {error:?}");
                }
            }
            black_box(sink.0);
        });
    }
}

fn walk(options: Options<'_>, sink: &mut Sink) {
    for option in options.raw() {
        let _ = write!(sink, "{option:?}");
    }
    for option in options {
        match option {
            Ok(option) => {
                let _ = write!(sink, "{option:?} {}", option.option_type());
            }
            Err(error) => {
                let _ = write!(sink, "{error}");
            }
        }
    }
    let _ = black_box(options.check());
    let _ = black_box(options.find::<DnsUpdate<'_>>());
    let _ = black_box(options.select::<(
        DnsUpdate<'_>,
        NonceIndices,
        AlternateCareOfAddress,
        BindingAuthorizationData<'_>,
    )>());
}

#[test]
fn writing_a_message() {
    for vector in vectors("mobility-header") {
        let Ok((header, _)) = MobilityHeader::split(&vector.octets) else {
            continue;
        };
        let Ok(message) = header.message() else {
            continue;
        };
        let mut buffer = [0; 512];
        none(&vector.id, || {
            if let Ok(builder) = MessageBuilder::new(&mut buffer, &message) {
                let _ = black_box(builder.finish(&ADDRESSES));
            }
            let bare = oracle::without_options(&message);
            let mut builder = MessageBuilder::new(&mut buffer, &bare).ok();
            for option in message.options().unwrap_or_default().iter().flatten() {
                builder = builder.and_then(|builder| builder.any_option(&option).ok());
            }
            if let Some(builder) = builder {
                let _ = black_box(builder.finish(&ADDRESSES));
            }
            let _ = black_box(MessageBuilder::measuring(&message).map(MessageBuilder::measure));
        });
    }
}

#[test]
fn authorizing_and_collecting() {
    let mut buffer = [0; 128];
    let care_of_address = ADDRESSES.source;
    none("authorize, sign, OptionsBuf", || {
        let mut options = OptionsBuf::<64>::new(12);
        let identity = MnIdentity::from_text("mn.example.com").expect("a name");
        let pushed = [
            options.push(&AlternateCareOfAddress { care_of_address }),
            options.push(&DnsUpdate::create_or_update(identity)),
            options.push(&DnsUpdate::remove(identity)),
            options.push(&DnsUpdate::remove(identity)),
        ];
        assert!(pushed[0].is_ok() && pushed[3].is_err());
        let message: Message<'_> = BindingUpdate {
            sequence: 1,
            flags: mip6_wire::message::BindingUpdateFlags::ACKNOWLEDGE,
            lifetime: mip6_wire::message::Lifetime(900),
            options: options.as_options(),
        }
        .into();
        let unsigned = MessageBuilder::new(&mut buffer, &message)
            .and_then(|builder| builder.option(&NonceIndices { home: 1, care_of: 2 }))
            .and_then(|builder| builder.authorize(12))
            .expect("room enough");
        black_box(unsigned.mac_input(care_of_address, care_of_address).pieces());
        let octets = unsigned.sign(&[7; 12], &ADDRESSES).expect("12 octets");
        let header = MobilityHeader::parse(octets).expect("what was written");
        assert!(header.authenticated::<12>().expect("sound").is_some());
    });
}

#[test]
fn carriers() {
    for vector in vectors("ipv6-packet") {
        none(&vector.id, || {
            let packet = MobilityPacket::parse(&vector.octets).expect("a packet");
            let _ = write!(Sink(0), "{packet:?}");
            let _ = black_box(receive(packet.unverified(), &packet.checksum_addresses()));
        });
    }
    let mut buffer = [0; 24];
    none("extension headers", || {
        let home_address = ADDRESSES.source;
        let option = HomeAddressOption { home_address };
        black_box(option.emit_header(135, &mut buffer).expect("24 octets"));
        let header = Type2RoutingHeader { next_header: 135, home_address };
        black_box(header.emit(&mut buffer).expect("24 octets"));
    });
}

#[test]
fn names() {
    for vector in vectors("dns-name") {
        let text = vector.get("text").expect("@text");
        none(&vector.id, || {
            let mut buffer = [0; 255];
            let mut sink = Sink(0);
            for name in [Fqdn::from_labels(&vector.octets), Fqdn::from_text(text)] {
                let Ok(name) = name else { continue };
                let _ = write!(sink, "{name} {name:?} {}", name.labels().count());
                let _ = black_box(name.to_labels(&mut buffer).is_ok());
                let _ = black_box(name.to_text(&mut buffer).is_ok());
                let _ = black_box(FqdnBuf::<253>::from_fqdn(name).is_ok());
                let _ = black_box(service_name::<253>(name).is_ok());
            }
            let identity = MnIdentity::from_octets(&vector.octets);
            let _ = write!(sink, "{identity} {identity:?}");
            assert_eq!(identity.matches(identity), identity.fqdn().is_ok());
        });
    }
    none("reverse name", || {
        let _ = write!(Sink(0), "{}", reverse_name(ADDRESSES.source));
    });
}

#[test]
fn ikev2() {
    for vector in vectors("ikev2-payloads") {
        let first = vector.get("first-payload").expect("@first-payload").parse().expect("a type");
        let mut buffer = [0; 512];
        none(&vector.id, || {
            let mut sink = Sink(0);
            let chain = Payloads::new(PayloadType(first), &vector.octets);
            for payload in chain.raw() {
                let _ = write!(sink, "{payload:?}");
            }
            for payload in chain {
                let _ = write!(sink, "{payload:?}");
                if let Ok(Payload::Configuration(read)) = payload {
                    for attribute in read.attributes {
                        let _ = write!(sink, "{attribute:?}");
                        if let Ok(ConfigAttribute::Mip6HomePrefix(prefix)) = attribute {
                            black_box(prefix);
                        }
                    }
                    let _ = black_box(read.home_prefix());
                }
            }
            let _ = black_box(chain.find::<Configuration<'_>>());
            let _ = black_box(chain.unsupported_critical());
            let _ = black_box(
                PayloadsBuilder::new(&mut buffer)
                    .verbatim(chain)
                    .and_then(PayloadsBuilder::finish)
                    .is_ok(),
            );
        });
    }
    let mut buffer = [0; 64];
    none("building a request", || {
        let chain = PayloadsBuilder::new(&mut buffer)
            .configuration(CfgType::REQUEST)
            .and_then(|builder| builder.attribute(&InternalIp6Address::Request))
            .and_then(|builder| builder.attribute(&Mip6HomePrefix::Request))
            .and_then(mip6_wire::ikev2::ConfigurationBuilder::end)
            .and_then(|builder| builder.payload(&Notify::USE_ASSIGNED_HOA))
            .and_then(PayloadsBuilder::finish);
        assert!(chain.is_ok());
    });
}
