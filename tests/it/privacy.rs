//! An identity, an address or a key does not get into a log by accident: `Debug` and errors show lengths and
//! types, not the octets that were received.

use mip6_wire::ipv6::MobilityPacket;
use mip6_wire::message::{BindingUpdate, MessageBuilder};
use mip6_wire::name::FqdnBuf;
use mip6_wire::option::{DnsUpdate, MobilityOption, OptionsBuf, RawOption};
use mip6_wire::{ChecksumAddresses, Fqdn, MnIdentity, MobilityHeader, Options};
use std::fmt::Debug;

/// A name whose letters are like nothing else in a `Debug` text.
const NAME: &str = "zqzq.xjxj.vkvk";

fn update() -> Vec<u8> {
    let addresses = ChecksumAddresses::new([0xfd; 16].into(), [0xfe; 16].into());
    let update = BindingUpdate {
        sequence: 1,
        flags: mip6_wire::message::BindingUpdateFlags::empty(),
        lifetime: mip6_wire::message::Lifetime(1),
        options: Options::EMPTY,
    };
    let identity = MnIdentity::from_text(NAME).expect("a name");
    let mut buffer = [0; 64];
    MessageBuilder::new(&mut buffer, &update)
        .and_then(|builder| builder.option(&DnsUpdate::remove(identity)))
        .and_then(|builder| builder.finish(&addresses))
        .expect("room enough")
        .to_vec()
}

/// What of the name shows: as text, as a list of numbers, or in hexadecimal.
fn shows_the_name(value: &dyn Debug) -> bool {
    let numbers = |of: fn(&u8) -> String| -> String {
        let three: Vec<_> = NAME.as_bytes()[..3].iter().map(of).collect();
        three.join(", ")
    };
    [format!("{value:?}"), format!("{value:#?}"), format!("{value:x?}")].iter().any(|text| {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        text.contains("zqzq")
            || flat.contains(&numbers(u8::to_string))
            || flat.contains(&numbers(|octet| format!("{octet:x}")))
            || flat.contains(&numbers(|octet| format!("0x{octet:02x}")))
            || flat.contains("7a717a71")
    })
}

#[test]
fn the_test_can_fail() {
    assert!(shows_the_name(&NAME) && shows_the_name(&NAME.as_bytes()));
}

#[test]
fn names_and_identities() {
    let name = Fqdn::from_text(NAME).expect("a name");
    let identity = MnIdentity::from(name);
    assert!(!shows_the_name(&name));
    assert!(!shows_the_name(&name.labels()));
    assert!(!shows_the_name(&identity));
    assert!(!shows_the_name(&DnsUpdate::remove(identity)));
    assert!(!shows_the_name(&FqdnBuf::<64>::from_fqdn(name)));
    assert!(shows_the_name(&identity.to_string()));
}

#[test]
fn errors() {
    for end in 1..NAME.len() {
        let octets = [&NAME.as_bytes()[..end], &[0xff]].concat();
        let error = Fqdn::from_text_octets(&octets).expect_err("not a name");
        assert!(!shows_the_name(&error));
        assert!(!error.to_string().contains("zq"));
    }
}

/// The views that hold a whole option area, a whole header or a whole packet.
#[test]
fn views() {
    let octets = update();
    let header = MobilityHeader::parse(&octets).expect("what was written");
    let message = header.message().expect("what was written");
    let options = message.options().expect("known");
    let mut packet = vec![0x60, 0, 0, 0, 0, u8::try_from(octets.len()).expect("short"), 135, 64];
    packet.extend([0xfd; 32]);
    packet.extend(&octets);
    let packet = MobilityPacket::parse(&packet).expect("a packet");
    let mut buf = OptionsBuf::<64>::new(12);
    for option in options.iter().flatten() {
        buf.push_any(&option).expect("room enough");
    }
    let raw: Vec<_> = options.raw().collect();
    let unknown =
        MobilityOption::parse(&RawOption::new(mip6_wire::OptionType(200), NAME.as_bytes()));
    let mut shown = Vec::new();
    let values: [(&str, &dyn Debug); 9] = [
        ("MobilityHeader", &header),
        ("Message", &message),
        ("Options", &options),
        ("RawOption", &raw),
        ("RawOptions", &options.raw()),
        ("TypedOptions", &options.iter()),
        ("OptionsBuf", &buf),
        ("MobilityPacket", &packet),
        ("MobilityOption::Unknown", &unknown),
    ];
    for (name, value) in values {
        if shows_the_name(value) {
            shown.push(name);
        }
    }
    assert_eq!(shown, [""; 0], "these show the octets of the identity in Debug");
}

#[test]
fn builders() {
    let octets = update();
    let header = MobilityHeader::parse(&octets).expect("what was written");
    let message = header.message().expect("what was written");
    let mut buffer = [0; 64];
    let builder = MessageBuilder::new(&mut buffer, &message).expect("room enough");
    assert!(!shows_the_name(&builder), "MessageBuilder");
}
