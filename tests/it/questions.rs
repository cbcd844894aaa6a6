//! What values of the extensions say of themselves, each question asked of octets written by hand from the RFC's figure.

use mip6_wire::dhcp::HomeAgentAddress;
use mip6_wire::message::fast::{HandoverAcknowledge, HandoverInitiate};
use mip6_wire::message::home_agent::HomeAgentSwitch;
use mip6_wire::message::proxy::RevocationTrigger;
use mip6_wire::option::MobilityOptionBody;
use mip6_wire::option::access::{
    BindingReregistrationControl, HeartbeatControl, LmaControlledMagParameters,
};
use mip6_wire::option::dual_stack::{Ipv4AddressAcknowledgement, Ipv4HomeAddress, NatDetection};
use mip6_wire::option::flow::{AddressOctets, BindingIdentifier};
use mip6_wire::option::multipath::MagMultipathBinding;
use mip6_wire::option::nemo::DelegatedMobileNetworkPrefix;
use mip6_wire::option::proxy::HomeNetworkPrefix;
use mip6_wire::{Deviations, MobilityHeader, Options, Seconds32};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The one option of these octets.
fn option<'a, T: MobilityOptionBody<'a>>(octets: &'a [u8]) -> T {
    Options::new(octets, 12).find().expect("well formed").expect("present")
}

/// RFC 5568 Section 6.2.1 and RFC 5949 Section 6.1: P is bit 2 of a Handover Initiate's octet 8, and bit 1 of an
/// acknowledgement's.
#[test]
fn a_handover_is_one_of_proxy_mobile_ipv6_by_one_bit() {
    for bit in 0..8 {
        let flags = 0x80 >> bit;
        let initiate = [59, 1, 14, 0, 0, 0, 0, 1, flags, 0, 1, 4, 0, 0, 0, 0];
        let initiate = MobilityHeader::parse(&initiate).expect("a header");
        let initiate: HandoverInitiate<'_> = initiate.read().expect("a message");
        assert_eq!(initiate.is_proxy(), bit == 2, "{bit}");
        let answer = [59, 1, 15, 0, 0, 0, 0, 1, flags, 0, 1, 4, 0, 0, 0, 0];
        let answer = MobilityHeader::parse(&answer).expect("a header");
        let answer: HandoverAcknowledge<'_> = answer.read().expect("a message");
        assert_eq!(answer.is_proxy(), bit == 1, "{bit}");
    }
}

/// RFC 5142 Section 4: as many addresses as octet 6 says, and the options behind them; octet 7 is zero.
#[test]
fn a_home_agent_switch_has_addresses() {
    let [first, second] = [[0x20; 16], [0xfd; 16]];
    let padding = [1, 6, 0, 0, 0, 0, 0, 0];
    let octets = [&[59, 5, 12, 0, 0, 0, 2, 0][..], &first, &second, &padding].concat();
    let header = MobilityHeader::parse(&octets).expect("a header");
    let switch: HomeAgentSwitch<'_> = header.read().expect("a message");
    let agents: Vec<_> = switch.home_agents().collect();
    assert_eq!(agents, [Ipv6Addr::from(first), Ipv6Addr::from(second)]);
    assert_eq!((switch.options.start(), switch.options.as_octets()), (40, &padding[..]));
    let shown = format!("{switch:?}");
    assert_eq!(shown, "HomeAgentSwitch { addresses: 2, options: Options(8 octets from 40) }");

    let octets = [59, 0, 12, 0, 0, 0, 0, 1];
    let reserved = MobilityHeader::parse(&octets).expect("a header");
    assert_eq!(reserved.audit(), Deviations::RESERVED_FIELD);
}

/// RFC 5846 Section 5.1: the triggers of a global revocation are 128 and above; 250 to 255 are for tests.
#[test]
fn triggers_that_go_with_the_g_flag() {
    for trigger in 0..=255 {
        assert_eq!(RevocationTrigger(trigger).is_global(), (128..250).contains(&trigger));
    }
}

/// RFC 8127 Section 5.2: no parameter may be zero, but for HB-Retransmission-Delay.
#[test]
fn parameters_of_a_gateway_that_are_zero() {
    for (at, zero) in
        [(0, false), (6, true), (8, true), (10, true), (14, true), (16, false), (18, true)]
    {
        let mut octets = [62, 16, 1, 6, 0, 0, 0, 0, 0, 0, 2, 6, 0, 0, 0, 0, 0, 0];
        for value in [4, 6, 8, 12, 14, 16] {
            octets[value + 1] = u8::from(value + 2 != at);
        }
        let parameters: LmaControlledMagParameters<'_> = option(&octets);
        let binding = parameters.sub_options.find::<BindingReregistrationControl>();
        let heartbeat = parameters.sub_options.find::<HeartbeatControl>();
        let (binding, heartbeat) = (binding.unwrap().unwrap(), heartbeat.unwrap().unwrap());
        assert_eq!(binding.has_zero() || heartbeat.has_zero(), zero, "zero before {at}");
        assert_eq!(binding.has_zero(), zero && at < 12, "zero before {at}");
    }
}

/// RFC 5555 Section 3.1.1: six bits of prefix length, which zero is an error in, then P; 0.0.0.0 asks for an address.
#[test]
fn ipv4_home_address() {
    let address: Ipv4HomeAddress = option(&[29, 6, 32 << 2, 0, 192, 0, 2, 1]);
    assert!(address.is_prefix_len_valid() && !address.is_request());
    let request: Ipv4HomeAddress = option(&[29, 6, 0x02, 0, 0, 0, 0, 0]);
    assert!(!request.is_prefix_len_valid() && request.is_request() && request.prefix_requested);

    // the last bit of octet 2 and all of octet 3 are reserved
    for (octets, reserved) in
        [([0x80, 0], false), ([0x82, 0], false), ([0x81, 0], true), ([0x80, 1], true)]
    {
        let octets = [29, 6, octets[0], octets[1], 192, 0, 2, 1, 1, 2, 0, 0];
        let update = [&[59, 2, 5, 0, 0, 0, 0, 1, 0xc0, 0, 3, 0x84][..], &octets].concat();
        let audit = MobilityHeader::parse(&update).expect("a header").audit();
        assert_eq!(audit.contains(Deviations::RESERVED_FIELD), reserved, "{octets:?}");
    }
}

/// A home agent that writes an answer gives Pref-len from the prefix length of an address.
#[test]
fn a_prefix_length_goes_into_an_answer() {
    let answer: Ipv4AddressAcknowledgement = option(&[30, 6, 0, 24 << 2, 192, 0, 2, 1]);
    let length = answer.allocated_prefix_len().expect("in case of success");
    assert_eq!(length.get(), 24);
    assert_eq!(answer.prefix_len, length.into());
}

/// RFC 5555 Section 3.2.2: zero is ignored, and all ones say that no keepalives are needed.
#[test]
fn nat_detection_suggests_a_time() {
    let time = |octets: [u8; 4]| {
        let octets = [&[31, 6, 0x80, 0][..], &octets].concat();
        option::<NatDetection>(&octets).suggested_refresh_time()
    };
    assert_eq!(time([0, 0, 0, 0]), None);
    assert_eq!(time([0xff; 4]), None);
    assert_eq!(time([0, 0, 0, 110]), Some(Seconds32(110)));
    assert_eq!(time([0xff, 0xff, 0xff, 0xfe]), Some(Seconds32(0xffff_fffe)));
}

/// RFC 5648 Section 4.3 and RFC 6089 Section 4.1: H, then seven bits of BID-PRI; no address, one of IPv4, or one of IPv6.
#[test]
fn binding_identifier() {
    let octets = [35, 4, 0, 7, 0, 0x85];
    let binding: BindingIdentifier<'_> = option(&octets);
    assert!(binding.priority.is_simultaneous());
    assert_eq!((binding.priority.priority(), binding.care_of_address.address()), (5, None));

    let ipv4 = [192, 0, 2, 9];
    let octets = [&[35, 8, 0, 7, 0, 0x7f][..], &ipv4].concat();
    let binding: BindingIdentifier<'_> = option(&octets);
    assert!(!binding.priority.is_simultaneous());
    assert_eq!(binding.priority.priority(), 127);
    assert_eq!(binding.care_of_address, AddressOctets::v4(&ipv4));
    assert_eq!(binding.care_of_address.address(), Some(IpAddr::V4(Ipv4Addr::from(ipv4))));

    let ipv6 = [0xfd; 16];
    let octets = [&[35, 20, 0, 7, 0, 1][..], &ipv6].concat();
    let binding: BindingIdentifier<'_> = option(&octets);
    assert_eq!(binding.care_of_address, AddressOctets::v6(&ipv6));
    assert_eq!(binding.care_of_address.address(), Some(IpAddr::V6(Ipv6Addr::from(ipv6))));
}

/// RFC 8278 Section 4.1: B and O exclude each other, and O is not set when de-registering.
#[test]
fn flags_of_a_multipath_binding() {
    for (flags, registering, de_registering) in
        [(0, true, true), (0x80, true, true), (0x40, true, false), (0xc0, false, false)]
    {
        let binding: MagMultipathBinding = option(&[63, 6, 4, 1, 1, flags, 0, 0]);
        assert_eq!(binding.are_flags_valid(false), registering, "{flags:#x}");
        assert_eq!(binding.are_flags_valid(true), de_registering, "{flags:#x}");
    }
}

/// RFC 7148 Section 4.1: V and the length agree; all zeros ask for a prefix; the bits behind V are reserved.
#[test]
fn delegated_mobile_network_prefix() {
    let ipv4 = |v: u8, address: [u8; 4]| [&[55, 6, v, 24][..], &address].concat();
    let ipv6 = |v: u8, address: [u8; 16]| [&[55, 18, v, 56][..], &address].concat();
    let mut prefix = [0; 16];
    for (octets, request) in
        [(ipv4(0x80, [0; 4]), true), (ipv4(0x80, [192, 0, 2, 0]), false), (ipv6(0, prefix), true)]
    {
        assert_eq!(option::<DelegatedMobileNetworkPrefix>(&octets).is_request(), request);
    }
    prefix[0] = 0x20;
    assert!(!option::<DelegatedMobileNetworkPrefix>(&ipv6(0, prefix)).is_request());

    for octets in [ipv4(0, [0; 4]), ipv6(0x80, prefix)] {
        let found = Options::new(&octets, 12).find::<DelegatedMobileNetworkPrefix>();
        assert_eq!(found.expect_err("V and the length disagree").offset(), 13);
    }

    // in a Proxy Binding Update, behind two octets of padding: 8n + 2
    for (v, reserved) in [(0, false), (1, true), (0x40, true)] {
        let option = ipv6(v, prefix);
        let head = [59, 4, 5, 0, 0, 0, 0, 1, 0x82, 0, 3, 0x84, 1, 4, 0, 0, 0, 0];
        let octets = [&head[..], &option, &[1, 0]].concat();
        let audit = MobilityHeader::parse(&octets).expect("a header").audit();
        assert_eq!(audit.contains(Deviations::RESERVED_FIELD), reserved, "{v:#x}");
    }
}

/// RFC 5213 Section 6.9.1.1: a Home Network Prefix of zeros asks for prefixes.
#[test]
fn home_network_prefix() {
    let mut octets = [&[22, 18, 0, 0][..], &[0; 16]].concat();
    assert_eq!(option::<HomeNetworkPrefix>(&octets), HomeNetworkPrefix::ALL_ZERO);
    octets[3] = 64;
    assert!(option::<HomeNetworkPrefix>(&octets).is_all_zero());
    octets[19] = 1;
    assert!(!option::<HomeNetworkPrefix>(&octets).is_all_zero());
}

/// RFC 6610 Section 3.4, RFC 6052 Section 2.1: `64:ff9b::/96`, and the IPv4 address behind it.
#[test]
fn a_home_agent_that_is_reached_over_ipv4() {
    let ipv4 = Ipv4Addr::new(192, 0, 2, 33);
    let address = "64:ff9b::c000:221".parse().expect("an address");
    assert_eq!(HomeAgentAddress::from_ipv4(ipv4), HomeAgentAddress { address });
    assert_eq!(HomeAgentAddress { address }.ipv4(), Some(ipv4));
    let address = "64:ff9b::1:c000:221".parse().expect("an address");
    assert_eq!(HomeAgentAddress { address }.ipv4(), None);
}
