//! Access network identifiers in DHCP (RFC 7839), from octets laid out by hand after its figures.

use mip6_wire::dhcp::{
    Dhcpv6AccessPointName, Dhcpv6NetworkName, Dhcpv6Operator, Dhcpv6Option, Dhcpv6Type,
    RelayAccessPointBssid, RelayAccessTechnology, RelayAgentType, RelayNetworkName, RelayOperator,
    RelayOperatorRealm,
};
use mip6_wire::option::access::{NetworkIdentifier, NetworkIdentifierFlags, OperatorIdentifier};
use mip6_wire::option::{SubOptions, SubOptionsBuilder};
use mip6_wire::{ParseError, ParseErrorKind as Kind};

/// Sections 4.2 to 4.4: access technology 4, "ssid", a BSSID, PEN 10415, a realm.
const RELAY: &[u8] = b"\x0d\x02\x00\x04\x0e\x04ssid\x10\x06\x02\x00\x5e\x10\x20\x30\x11\x04\x00\x00\x28\xaf\x12\x0bexample.org";

/// Sections 5.2.1, 5.2.2, 5.3.1: "ssid", "ap", PEN 10415.
const DHCPV6: &[u8] = b"\x00\x6a\x00\x04ssid\x00\x6b\x00\x02ap\x00\x6d\x00\x04\x00\x00\x28\xaf";

fn find<'a, S>(octets: &'a [u8]) -> Option<S>
where
    S: mip6_wire::option::SubOptionBody<'a>,
{
    SubOptions::new(octets).find().expect("sound")
}

#[test]
fn relay_agent_sub_options() {
    let technology: RelayAccessTechnology = find(RELAY).expect("present");
    assert_eq!(technology.access_technology_type, 4);
    let name: RelayNetworkName<'_> = find(RELAY).expect("present");
    assert_eq!(name.network_name, b"ssid");
    let bssid: RelayAccessPointBssid = find(RELAY).expect("present");
    assert_eq!(bssid.bssid, [2, 0, 0x5e, 0x10, 0x20, 0x30]);
    let operator: RelayOperator = find(RELAY).expect("present");
    let of_option_52 = operator.to_operator_identifier();
    assert_eq!(of_option_52.as_private_enterprise_number(), Some(10415));
    assert_eq!(
        RelayOperator::from_operator_identifier(&of_option_52),
        Some(operator)
    );
    assert_eq!(
        RelayOperatorRealm::from_operator_identifier(&of_option_52),
        None
    );
    let realm: RelayOperatorRealm<'_> = find(RELAY).expect("present");
    assert_eq!(
        realm.to_operator_identifier(),
        OperatorIdentifier::realm(b"example.org")
    );
}

#[test]
fn dhcpv6_options_and_option_52() {
    let name: Dhcpv6NetworkName<'_> = find(DHCPV6).expect("present");
    let point: Dhcpv6AccessPointName<'_> = find(DHCPV6).expect("present");
    let identifier = name.to_network_identifier(Some(point));
    let expected = NetworkIdentifier {
        flags: NetworkIdentifierFlags::UTF_8,
        network_name: b"ssid",
        access_point_name: b"ap",
    };
    assert_eq!(identifier, expected);
    assert_eq!(
        Dhcpv6NetworkName::from_network_identifier(&identifier),
        Some(name)
    );
    assert_eq!(
        Dhcpv6AccessPointName::from_network_identifier(&identifier),
        Some(point)
    );
    let latin_1 = NetworkIdentifier {
        network_name: b"caf\xe9",
        access_point_name: b"",
        ..identifier
    };
    assert_eq!(Dhcpv6NetworkName::from_network_identifier(&latin_1), None);
    assert_eq!(
        Dhcpv6AccessPointName::from_network_identifier(&latin_1),
        None
    );
    let wide = OperatorIdentifier {
        identifier: &[0, 0, 0, 0x28, 0xaf],
        ..OperatorIdentifier::private_enterprise_number(&[0; 4])
    };
    let operator: Dhcpv6Operator = find(DHCPV6).expect("present");
    assert_eq!(
        Dhcpv6Operator::from_operator_identifier(&wide),
        Some(operator)
    );
}

#[test]
fn written_as_they_were_read() {
    let mut buffer = [0; 64];
    let mut builder = SubOptionsBuilder::<Dhcpv6Type>::new(&mut buffer);
    for option in SubOptions::<Dhcpv6Type>::new(DHCPV6) {
        builder = builder.any(&option.expect("sound")).expect("room");
    }
    assert_eq!(builder.finish().expect("room").as_octets(), DHCPV6);
    let mut buffer = [0; 64];
    let mut builder = SubOptionsBuilder::<RelayAgentType>::new(&mut buffer);
    for option in SubOptions::<RelayAgentType>::new(RELAY) {
        builder = builder.any(&option.expect("sound")).expect("room");
    }
    assert_eq!(builder.finish().expect("room").as_octets(), RELAY);
}

#[test]
fn wrong_lengths_point_at_the_length() {
    let error = |result: Result<(), ParseError>| {
        let error = result.expect_err("malformed");
        (error.kind(), error.offset())
    };
    let dhcpv6 = |octets| error(SubOptions::<Dhcpv6Type>::new(octets).check());
    assert_eq!(dhcpv6(&[0, 109, 0, 3, 1, 2, 3]), (Kind::OptionLength, 2));
    assert_eq!(dhcpv6(&[0, 106, 0, 9, 1]), (Kind::OptionTruncated, 2));
    assert_eq!(dhcpv6(&[0, 106, 0]), (Kind::OptionTruncated, 0));
    let relay = |octets| error(SubOptions::<RelayAgentType>::new(octets).check());
    assert_eq!(relay(&[16, 5, 1, 2, 3, 4, 5]), (Kind::OptionLength, 3));
    assert_eq!(relay(&[13, 1, 4]), (Kind::OptionLength, 3));
}

#[test]
fn debug_shows_no_identifier() {
    for option in SubOptions::<Dhcpv6Type>::new(DHCPV6) {
        let text = format!("{:?}", option.expect("sound"));
        assert!(
            !text.contains("115, 115") && !text.contains("ssid"),
            "{text}"
        );
        assert!(
            !text.contains("40, 175") && !text.contains("10415"),
            "{text}"
        );
        assert!(text.contains("octets"), "{text}");
    }
    let bssid = format!("{:?}", find::<RelayAccessPointBssid>(RELAY));
    assert!(
        !bssid.contains("94") && bssid.contains("6 octets"),
        "{bssid}"
    );
    assert!(matches!(
        SubOptions::<Dhcpv6Type>::new(&[1, 0, 0, 1, 7])
            .iter()
            .next(),
        Some(Ok(Dhcpv6Option::Unknown(_)))
    ));
}
