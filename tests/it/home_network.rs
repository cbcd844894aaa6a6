//! Home network information in DHCPv6 (RFC 6610), from octets laid out by hand after its figures.

use mip6_wire::dhcp::{
    Dhcpv6Option, Dhcpv6Type, HomeAgentAddress, HomeAgentFqdn, HomeNetworkIdentifier,
    HomeNetworkOption, HomeNetworkPrefix, HomeNetworkType, IdentifiedHomeNetwork,
    RequestedHomeNetwork, UnrestrictedHomeNetwork, VisitedHomeNetwork,
};
use mip6_wire::option::{SubOptions, SubOptionsBuilder};
use mip6_wire::{Fqdn, ParseError, ParseErrorKind as Kind};

/// Sections 3.1 to 3.5: a name asked for; 69 with that name, a prefix, a home agent and its name; 50 with a home agent over
/// IPv4; 70 with an option that is not defined there.
const OCTETS: &[u8] = b"\x00\x31\x00\x09\x04home\x02ex\x00\
    \x00\x45\x00\x43\
    \x00\x31\x00\x09\x04home\x02ex\x00\
    \x00\x47\x00\x11\x40\x20\x01\x0d\xb8\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\
    \x00\x48\x00\x10\x20\x01\x0d\xb8\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\
    \x00\x49\x00\x09\x02ha\x04home\x00\
    \x00\x32\x00\x14\
    \x00\x48\x00\x10\x00\x64\xff\x9b\x00\x00\x00\x00\x00\x00\x00\x00\xc0\x00\x02\x01\
    \x00\x46\x00\x05\
    \x00\x32\x00\x01\x07";

fn error<T: std::fmt::Debug>(result: Result<T, ParseError>) -> (Kind, usize) {
    let error = result.expect_err("malformed");
    (error.kind(), error.offset())
}

#[test]
fn every_option() {
    let area = SubOptions::<Dhcpv6Type>::new(OCTETS);
    let asked: RequestedHomeNetwork<'_> = area.find().expect("sound").expect("present");
    let home = Fqdn::from_text("home.ex").expect("a name");
    assert_eq!(asked.fqdn(), Ok(home));
    assert_eq!(asked.name, b"\x04home\x02ex\0");
    assert_eq!(RequestedHomeNetwork::from_fqdn(asked.fqdn().expect("a name")), Some(asked));
    assert_eq!(RequestedHomeNetwork::from_fqdn(home), None);

    let identified: IdentifiedHomeNetwork<'_> = area.find().expect("sound").expect("present");
    let items: Vec<_> = identified.options.iter().map(Result::unwrap).collect();
    assert_eq!(
        items,
        [
            HomeNetworkOption::HomeNetworkIdentifier(HomeNetworkIdentifier { name: asked.name }),
            HomeNetworkOption::HomeNetworkPrefix(HomeNetworkPrefix {
                prefix_len: 64.try_into().expect("a length"),
                prefix: "2001:db8:1::".parse().expect("a prefix"),
            }),
            HomeNetworkOption::HomeAgentAddress(HomeAgentAddress {
                address: "2001:db8:1::1".parse().expect("an address"),
            }),
            HomeNetworkOption::HomeAgentFqdn(HomeAgentFqdn { name: b"\x02ha\x04home\0" }),
        ]
    );

    let visited: VisitedHomeNetwork<'_> = area.find().expect("sound").expect("present");
    let agent: HomeAgentAddress = visited.options.find().expect("sound").expect("present");
    assert_eq!(agent.ipv4(), Some([192, 0, 2, 1].into()));
    assert_eq!(HomeAgentAddress::from_ipv4([192, 0, 2, 1].into()), agent);
    let native = HomeAgentAddress { address: "64:ff9b:0:1::1".parse().expect("an address") };
    assert_eq!(native.ipv4(), None);

    // home network information does not nest
    let unrestricted: UnrestrictedHomeNetwork<'_> = area.find().expect("sound").expect("present");
    assert!(matches!(
        unrestricted.options.iter().next(),
        Some(Ok(HomeNetworkOption::Unknown(raw))) if raw.body == [7]
    ));
}

#[test]
fn written_as_they_were_read() {
    let mut buffer = [0; 160];
    let mut builder = SubOptionsBuilder::<Dhcpv6Type>::new(&mut buffer);
    for option in SubOptions::<Dhcpv6Type>::new(OCTETS) {
        builder = builder.any(&option.expect("sound")).expect("room");
    }
    assert_eq!(builder.finish().expect("room").as_octets(), OCTETS);

    let area = SubOptions::<Dhcpv6Type>::new(OCTETS);
    let inside: IdentifiedHomeNetwork<'_> = area.find().expect("sound").expect("present");
    let mut buffer = [0; 80];
    let mut builder = SubOptionsBuilder::<HomeNetworkType>::new(&mut buffer);
    for option in inside.options {
        builder = builder.any(&option.expect("sound")).expect("room");
    }
    assert_eq!(builder.finish().expect("room"), inside.options);
}

#[test]
fn faults_point_at_their_octet() {
    let outside = |octets| error(SubOptions::<Dhcpv6Type>::new(octets).check());
    assert_eq!(outside(&[0, 49, 0, 0]), (Kind::OptionLength, 2));
    assert_eq!(outside(&[0, 50, 0, 3, 0, 72, 0]), (Kind::OptionLength, 2));

    let inside = |code: u8, length: u8| {
        let mut octets = vec![0, code, 0, length];
        octets.resize(4 + usize::from(length), 0);
        error(SubOptions::<HomeNetworkType>::new(&octets).check())
    };
    for (code, lengths) in [(71, [0, 16, 18]), (72, [0, 15, 17]), (73, [0; 3]), (49, [0; 3])] {
        for length in lengths {
            assert_eq!(inside(code, length), (Kind::OptionLength, 6), "{code}");
        }
    }
    let mut prefix = [0; 21];
    prefix[..5].copy_from_slice(&[0, 71, 0, 17, 129]);
    let found = SubOptions::<HomeNetworkType>::new(&prefix).check();
    assert_eq!(error(found), (Kind::PrefixLength, 8));

    // a label runs past the end
    let name = HomeAgentFqdn { name: b"\x02h" };
    let alone = error(Fqdn::from_labels(name.name));
    assert_eq!(error(name.fqdn()), (alone.0, alone.1 + 4));
    assert!(matches!(
        SubOptions::<Dhcpv6Type>::new(&[0, 71, 0, 0]).iter().next(),
        Some(Ok(Dhcpv6Option::Unknown(_)))
    ));
}
