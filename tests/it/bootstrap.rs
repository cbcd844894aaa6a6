//! What RFC 5026 makes a mobile node and a home agent decide: a test for each sentence that is enforced, named
//! after its section, and for each stand that is taken where the text is silent.

use crate::support::under_miri::one_in;
use crate::support::{decisions, hex_vectors};
use mip6_wire::bootstrap::{
    AddressFault, AssignmentRefusal, AutoConfigureError, DnsAction, DnsUpdateDecision,
    DnsUpdateOutcome, DnsUpdateResult, DnsUpdateTask, HomeAddressAssignment, HomeAddressPolicy,
    HomeAddressReply, NewHomeAddressStep, PrefixFault, after_duplicate_address, auto_configure,
    dns_update_decision, dns_update_decision_with, dns_update_of, dns_update_result,
    home_address_assignment, home_address_assignment_with, home_address_reply,
    home_address_reply_with, initiator_name, request_home_prefix,
};
use mip6_wire::ikev2::{
    CfgType, Configuration, HomePrefix, IdType, Identification, InternalIp6Address, InternalIp6Dns,
    Mip6HomePrefix, Notify, NotifyType, PayloadType, Payloads, PayloadsBuilder, PrefixLen,
};
use mip6_wire::message::{BindingStatus, BindingUpdate, BindingUpdateFlags, Lifetime};
use mip6_wire::name::FqdnBuf;
use mip6_wire::option::{DnsUpdate, DnsUpdateFlags, DnsUpdateStatus, MobilityOptionBody};
use mip6_wire::{EmitError, EmitErrorKind, Fqdn, MnIdentity, Options, ParseError, ParseErrorKind};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::net::Ipv6Addr;
use std::slice;

type Assignment = Result<HomeAddressAssignment, ParseError>;

/// A reply that is well formed, and assigns nothing.
fn refused(refusal: AssignmentRefusal) -> Assignment {
    Ok(HomeAddressAssignment::Refused(refusal))
}

fn home_address() -> Ipv6Addr {
    "2001:db8:1::100".parse().unwrap()
}

fn prefix(prefix: &str, bits: u8) -> HomePrefix {
    HomePrefix {
        lifetime: 86400,
        prefix: prefix.parse().unwrap(),
        prefix_len: PrefixLen::new(bits).unwrap(),
    }
}

fn home_prefix() -> HomePrefix {
    prefix("2001:db8:1::", 64)
}

fn address(address: Ipv6Addr) -> InternalIp6Address {
    InternalIp6Address::Address { address, prefix_len: PrefixLen::P64 }
}

/// What a mobile node makes of the payloads that `build` writes.
fn assignment(
    build: impl FnOnce(PayloadsBuilder<'_>) -> Result<PayloadsBuilder<'_>, EmitError>,
) -> Assignment {
    let mut buffer = [0; 256];
    home_address_assignment(build(PayloadsBuilder::new(&mut buffer)).unwrap().finish().unwrap())
}

// ----- mobile node: home address

#[test]
fn section_5_3_2_prefix_in_reply_is_auto_configured() {
    let assigned = assignment(|payloads| {
        payloads
            .configuration(CfgType::REPLY)?
            .attribute(&Mip6HomePrefix::Assigned(home_prefix()))?
            .end()
    });
    assert_eq!(assigned, Ok(HomeAddressAssignment::AutoConfigure(home_prefix())));
}

#[test]
fn section_5_3_2_use_assigned_hoa_in_either_order() {
    let expected = Ok(HomeAddressAssignment::UseAssigned(home_address()));
    let notify_first = assignment(|payloads| {
        payloads
            .payload(&Notify::USE_ASSIGNED_HOA)?
            .configuration(CfgType::REPLY)?
            .attribute(&address(home_address()))?
            .end()
    });
    assert_eq!(notify_first, expected);
    let notify_last = assignment(|payloads| {
        payloads
            .configuration(CfgType::REPLY)?
            .attribute(&address(home_address()))?
            .end()?
            .payload(&Notify::USE_ASSIGNED_HOA)
    });
    assert_eq!(notify_last, expected);
}

#[test]
fn section_5_3_2_use_assigned_hoa_without_address() {
    let expected = refused(AssignmentRefusal::UseAssignedWithoutAddress);
    assert_eq!(assignment(|payloads| payloads.payload(&Notify::USE_ASSIGNED_HOA)), expected);
    // an empty attribute is no address, and a prefix of length 0 no prefix
    let empty = assignment(|payloads| {
        payloads
            .payload(&Notify::USE_ASSIGNED_HOA)?
            .configuration(CfgType::REPLY)?
            .attribute(&InternalIp6Address::Request)?
            .attribute(&Mip6HomePrefix::Request)?
            .end()
    });
    assert_eq!(empty, expected);
    // nor is an address in a request that came back
    let request = assignment(|payloads| {
        payloads
            .payload(&Notify::USE_ASSIGNED_HOA)?
            .configuration(CfgType::REQUEST)?
            .attribute(&address(home_address()))?
            .end()
    });
    assert_eq!(request, expected);
}

#[test]
fn section_5_3_2_neither_prefix_nor_address() {
    assert_eq!(
        assignment(|payloads| payloads.verbatim(Payloads::default())),
        refused(AssignmentRefusal::NothingAssigned)
    );
    let other = assignment(|payloads| {
        payloads
            .payload(&Notify::new(NotifyType::INITIAL_CONTACT, &[]))?
            .configuration(CfgType::REPLY)?
            .attribute(&InternalIp6Dns::Address(home_address()))?
            .attribute(&Mip6HomePrefix::Request)?
            .end()
    });
    assert_eq!(other, refused(AssignmentRefusal::NothingAssigned));
}

#[test]
fn section_5_3_2_prefix_next_to_address() {
    let assigned = assignment(|payloads| {
        payloads
            .configuration(CfgType::REPLY)?
            .attribute(&address(home_address()))?
            .attribute(&Mip6HomePrefix::Assigned(home_prefix()))?
            .end()
    });
    assert_eq!(assigned, Ok(HomeAddressAssignment::AutoConfigure(home_prefix())));
}

#[test]
fn section_5_3_1_address_alone() {
    let assigned = assignment(|payloads| {
        payloads.configuration(CfgType::REPLY)?.attribute(&address(home_address()))?.end()
    });
    assert_eq!(assigned, Ok(HomeAddressAssignment::UseAssigned(home_address())));
}

#[test]
fn section_5_3_2_first_of_several_prefixes() {
    let second = prefix("2001:db8:2::", 64);
    let assigned = assignment(|payloads| {
        payloads
            .configuration(CfgType::REPLY)?
            .attribute(&Mip6HomePrefix::Request)?
            .attribute(&Mip6HomePrefix::Assigned(home_prefix()))?
            .attribute(&Mip6HomePrefix::Assigned(second))?
            .end()
    });
    assert_eq!(assigned, Ok(HomeAddressAssignment::AutoConfigure(home_prefix())));
}

#[test]
fn rfc_7296_section_3_10_1_other_errors_end_the_exchange() {
    for number in (0..=u16::MAX).step_by(one_in(2039)) {
        let notify_type = NotifyType(number);
        let assigned = assignment(|payloads| {
            payloads
                .payload(&Notify::new(notify_type, &[]))?
                .configuration(CfgType::REPLY)?
                .attribute(&address(home_address()))?
                .end()
        });
        // 42 lies in the range of errors and is none, others are about the Child SA; status types are ignored
        let expected = if number <= 16383 && ![14, 34, 38, 42].contains(&number) {
            refused(AssignmentRefusal::Reported(notify_type))
        } else {
            Ok(HomeAddressAssignment::UseAssigned(home_address()))
        };
        assert_eq!(assigned, expected, "{notify_type}");
    }
}

/// RFC 7296 Section 1.2: no Child SA, and yet an IKE SA.
#[test]
fn rfc_7296_section_1_2_errors_of_the_child_sa() {
    for notify_type in [14, 34, 38].map(NotifyType) {
        let failure = Notify::new(notify_type, &[]);
        let assigned = assignment(|payloads| {
            payloads
                .payload(&failure)?
                .configuration(CfgType::REPLY)?
                .attribute(&Mip6HomePrefix::Assigned(home_prefix()))?
                .end()
        });
        let expected = HomeAddressAssignment::AutoConfigure(home_prefix());
        assert_eq!(assigned, Ok(expected), "{notify_type}");

        let assigned = assignment(|payloads| payloads.payload(&failure));
        assert_eq!(assigned, refused(AssignmentRefusal::Reported(notify_type)));

        // an error of the configuration counts more, wherever it stands
        let failed = Notify::new(NotifyType::FAILED_CP_REQUIRED, &[]);
        let expected = refused(AssignmentRefusal::Reported(NotifyType::FAILED_CP_REQUIRED));
        for pair in [[&failure, &failed], [&failed, &failure]] {
            let assigned = assignment(|payloads| payloads.payload(pair[0])?.payload(pair[1]));
            assert_eq!(assigned, expected, "{notify_type}");
        }

        // of two, the first
        for other in [14, 34, 38].map(|number| Notify::new(NotifyType(number), &[])) {
            let assigned = assignment(|payloads| payloads.payload(&failure)?.payload(&other));
            assert_eq!(assigned, refused(AssignmentRefusal::Reported(notify_type)));
        }

        let assigned =
            assignment(|payloads| payloads.payload(&Notify::USE_ASSIGNED_HOA)?.payload(&failure));
        assert_eq!(assigned, refused(AssignmentRefusal::UseAssignedWithoutAddress));
    }
}

#[test]
fn rfc_7296_section_3_10_1_error_next_to_use_assigned_hoa() {
    let failure = NotifyType::INTERNAL_ADDRESS_FAILURE;
    let assigned = assignment(|payloads| {
        payloads.payload(&Notify::USE_ASSIGNED_HOA)?.payload(&Notify::new(failure, &[]))
    });
    assert_eq!(assigned, refused(AssignmentRefusal::Reported(failure)));
}

#[test]
fn a_malformed_reply_assigns_nothing() {
    // USE_ASSIGNED_HoA and the address are there; the chain, the list or the value is broken
    let good = [
        47, 0, 0, 8, 0, 0, 0, 42, 0, 0, 0, 29, 2, 0, 0, 0, 0, 8, 0, 17, 0x20, 1, 0x0d, 0xb8, 0, 1,
        0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 64,
    ];
    let read = |octets: &[u8]| {
        let payloads = Payloads::new(PayloadType::NOTIFY, octets);
        home_address_assignment(payloads)
    };
    assert_eq!(read(&good), Ok(HomeAddressAssignment::UseAssigned(home_address())));
    for length in 0..good.len() {
        assert!(read(&good[..length]).is_err());
    }
    let mut octets = good;
    octets[36] = 129;
    let error = read(&octets).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (ParseErrorKind::PrefixLength, 36));
    // an address without its prefix length
    octets = good;
    (octets[11], octets[19]) = (28, 16);
    let error = read(&octets[..36]).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (ParseErrorKind::AttributeLength, 18));
}

#[test]
fn section_5_3_2_request_includes_mip6_home_prefix() {
    let mut buffer = [0; 16];
    let request = request_home_prefix(PayloadsBuilder::new(&mut buffer)).unwrap().finish().unwrap();
    let request = request.find::<Configuration<'_>>().unwrap().unwrap();
    assert_eq!(request.cfg_type, CfgType::REQUEST);
    assert_eq!(request.attributes.find(), Ok(Some(Mip6HomePrefix::Request)));
    // RFC 7296 Section 2.19
    assert_eq!(request.attributes.find(), Ok(Some(InternalIp6Address::Request)));
}

#[test]
fn section_8_2_home_address_from_prefix() {
    let interface_id = [0x02, 0, 0, 0xff, 0xfe, 0, 0, 1];
    let formed = |prefix: &HomePrefix| auto_configure(prefix, interface_id).map(|a| a.to_string());
    assert_eq!(formed(&home_prefix()).unwrap(), "2001:db8:1:0:200:ff:fe00:1");
    // stray bits do not get into the address, on either side of bit 64
    let stray = prefix("2001:db8:1::7:0:0:9", 64);
    assert_eq!(formed(&stray).unwrap(), "2001:db8:1:0:200:ff:fe00:1");
    let short = prefix("2001:db8:1:ffff::", 48);
    assert_eq!(formed(&short).unwrap(), "2001:db8:1:0:200:ff:fe00:1");
    for bits in 65..=128 {
        let long = prefix("2001:db8:1::", bits);
        assert_eq!(
            auto_configure(&long, interface_id),
            Err(AutoConfigureError::PrefixTooLong(long.prefix_len))
        );
    }
}

#[test]
fn section_5_3_2_status_134_asks_for_a_new_home_address() {
    for status in 0..=255 {
        let steps = after_duplicate_address(BindingStatus(status));
        if status == 134 {
            let expected = [
                NewHomeAddressStep::StopUsing,
                NewHomeAddressStep::Configure,
                NewHomeAddressStep::CreateChildSa,
                NewHomeAddressStep::SendBindingUpdate,
            ];
            assert_eq!(steps, expected);
        } else {
            assert!(steps.is_empty(), "{status}");
        }
    }
}

// ----- mobile node: home address, octet by octet

/// Payloads in a row; gives the type of the first, too.
fn chain(payloads: &[(u8, u8, Vec<u8>)]) -> (PayloadType, Vec<u8>) {
    let mut octets = Vec::new();
    for (index, (_, flags, body)) in payloads.iter().enumerate() {
        let next = payloads.get(index + 1).map_or(0, |(next, ..)| *next);
        let length = u16::try_from(body.len() + 4).unwrap().to_be_bytes();
        octets.extend([next, *flags, length[0], length[1]]);
        octets.extend(body);
    }
    let first = payloads.first().map_or(0, |(first, ..)| *first);
    (PayloadType(first), octets)
}

fn assigned_by(payloads: &[(u8, u8, Vec<u8>)]) -> Assignment {
    let (first, octets) = chain(payloads);
    home_address_assignment(Payloads::new(first, &octets))
}

/// A Notify payload with a type and data.
fn notify(notify_type: u16, data: &[u8]) -> (u8, u8, Vec<u8>) {
    let [t0, t1] = notify_type.to_be_bytes();
    (41, 0, [&[0, 0, t0, t1], data].concat())
}

fn cp(cfg_type: u8, attributes: &[impl AsRef<[u8]>]) -> (u8, u8, Vec<u8>) {
    let mut body = vec![cfg_type, 0, 0, 0];
    for attribute in attributes {
        body.extend(attribute.as_ref());
    }
    (47, 0, body)
}

fn address_attribute(address: &str) -> Vec<u8> {
    let address: Ipv6Addr = address.parse().unwrap();
    [&[0, 8, 0, 17][..], &address.octets(), &[64]].concat()
}

fn prefix_attribute(prefix: &str, bits: u8) -> Vec<u8> {
    let prefix: Ipv6Addr = prefix.parse().unwrap();
    [&[0, 16, 0, 21, 0, 1, 0x51, 0x80][..], &prefix.octets(), &[bits]].concat()
}

const MALFORMED_ADDRESSES: [&[u8]; 3] = [
    &[0, 8, 0, 1, 0],
    &[0, 8, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    // Prefix Length 129
    &[0, 8, 0, 17, 0x20, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 129],
];

/// "MUST use the address contained in it": a prefix beside the address, in whatever payload, changes nothing.
#[test]
fn section_5_3_2_use_assigned_hoa_next_to_a_prefix() {
    let (prefix, address) =
        (prefix_attribute("2001:db8:9::", 64), address_attribute("2001:db8:1::100"));
    let expected = Ok(HomeAddressAssignment::UseAssigned(home_address()));
    for data in [&[][..], &[1, 2, 3]] {
        let use_assigned = notify(42, data);
        let configurations = [
            vec![cp(2, &[prefix.clone(), address.clone()])],
            vec![cp(2, &[address.clone(), prefix.clone()])],
            vec![cp(2, &[&prefix]), cp(2, &[&address])],
        ];
        for payloads in configurations {
            let before = [slice::from_ref(&use_assigned), &payloads].concat();
            assert_eq!(assigned_by(&before), expected);
            let after = [&payloads, slice::from_ref(&use_assigned)].concat();
            assert_eq!(assigned_by(&after), expected);
        }
        // a prefix is no address
        let without = assigned_by(&[use_assigned, cp(2, &[&prefix])]);
        assert_eq!(without, refused(AssignmentRefusal::UseAssignedWithoutAddress));
    }
}

/// The reply is rejected, whatever it assigns, and the Notify names the type of the first such payload.
#[test]
fn rfc_7296_section_2_5_critical_payload_in_a_reply() {
    let good = [notify(42, &[]), cp(2, &[address_attribute("2001:db8:1::100")])];
    let expected = Ok(HomeAddressAssignment::UseAssigned(home_address()));
    for number in 1..=255 {
        for at in 0..=good.len() {
            for flags in [0, 0x7f, 0x80, 0xff] {
                let mut payloads = good.to_vec();
                payloads.insert(at, (number, flags, vec![0; 8]));
                payloads.push((250, flags, vec![]));
                let assigned = assigned_by(&payloads);
                if (33..=48).contains(&number) || flags & 0x80 == 0 {
                    continue;
                }
                // an encrypted fragment ends the chain
                if number == 53 {
                    assert!(assigned.is_err());
                    continue;
                }
                let refusal = AssignmentRefusal::UnsupportedCriticalPayload(PayloadType(number));
                assert_eq!(assigned, refused(refusal));
                let notify = refusal.notify().unwrap();
                assert_eq!(notify.notify_type, NotifyType(1));
                assert_eq!((notify.data, notify.spi), (&[number][..], &[][..]));
            }
        }
    }
    let insert = |payload: (u8, u8, Vec<u8>)| [&[payload], &good[..]].concat();
    // recognized types may have the bit, unrecognized ones without it are skipped
    for known in [33, 34, 37, 38, 39, 40, 42, 43, 44, 45, 48] {
        assert_eq!(assigned_by(&insert((known, 0x80, vec![0; 8]))), expected);
    }
    for unknown in [1, 32, 49, 128, 255] {
        assert_eq!(assigned_by(&insert((unknown, 0x7f, vec![0; 8]))), expected);
    }
    let (first, octets) = chain(&insert((200, 0x80, vec![])));
    let chain = Payloads::new(first, &octets);
    let with = |known: u8| home_address_assignment_with(chain, |payload| payload.0 == known);
    assert_eq!(with(200), expected);
    let refusal = AssignmentRefusal::UnsupportedCriticalPayload(PayloadType(200));
    assert_eq!(with(201), refused(refusal));
    // a reply that assigns nothing for another reason is not rejected
    assert_eq!(AssignmentRefusal::NothingAssigned.notify(), None);
    assert_eq!(AssignmentRefusal::Reported(NotifyType(36)).notify(), None);
}

/// Neither an error, nor a prefix, nor an address is looked at in a message that is rejected.
#[test]
fn rfc_7296_section_2_5_critical_payload_goes_first() {
    let refusal = AssignmentRefusal::UnsupportedCriticalPayload(PayloadType(200));
    for other in [notify(36, &[]), notify(14, &[]), cp(2, &[prefix_attribute("2001:db8::", 64)])] {
        let mut payloads = vec![other, (200, 0x80, vec![])];
        for _ in 0..2 {
            assert_eq!(assigned_by(&payloads), refused(refusal));
            payloads.reverse();
        }
    }
    // of two, the first
    let payloads = [(200, 0x80, vec![]), (201, 0x80, vec![])];
    assert_eq!(assigned_by(&payloads), refused(refusal));
}

#[test]
fn rfc_7296_section_3_15_1_only_a_cfg_reply_assigns() {
    let attributes = [address_attribute("2001:db8:1::100"), prefix_attribute("2001:db8:1::", 64)];
    for cfg_type in (0..=255).filter(|cfg_type| *cfg_type != 2) {
        for attributes in [&attributes[..], &attributes[..1], &attributes[1..]] {
            let nothing = refused(AssignmentRefusal::NothingAssigned);
            assert_eq!(assigned_by(&[cp(cfg_type, attributes)]), nothing);
        }
        // next to a CFG_REPLY it changes nothing, wherever it stands
        let reply = cp(2, &[address_attribute("2001:db8:1::200")]);
        let other = cp(cfg_type, &attributes);
        let expected = HomeAddressAssignment::UseAssigned("2001:db8:1::200".parse().unwrap());
        assert_eq!(assigned_by(&[reply.clone(), other.clone()]), Ok(expected));
        assert_eq!(assigned_by(&[other, reply]), Ok(expected));
    }
}

/// What is malformed next to something good spoils the reply.
#[test]
fn a_malformed_neighbour_assigns_nothing() {
    let good = prefix_attribute("2001:db8:1::", 64);
    let address = address_attribute("2001:db8:1::100");
    for malformed in MALFORMED_ADDRESSES {
        for attributes in [
            [good.clone(), malformed.to_vec()],
            [malformed.to_vec(), good.clone()],
            [address.clone(), malformed.to_vec()],
            [malformed.to_vec(), address.clone()],
        ] {
            assert!(assigned_by(&[cp(2, &attributes)]).is_err());
            // the same in two payloads, the second of any type
            for cfg_type in [1, 2, 3, 4, 9] {
                let [first, second] = &attributes;
                let payloads = [cp(2, &[&first]), cp(cfg_type, &[&second])];
                let is_sound = assigned_by(&payloads).is_ok();
                assert!(!is_sound, "{cfg_type}");
            }
        }
    }
    let mut short = good.clone();
    short[3] = 20;
    short.pop();
    let mut long = good.clone();
    long[24] = 129;
    for malformed in [short, long, vec![0, 16, 0], vec![0, 16, 0, 9], vec![0, 99, 0, 1]] {
        for cfg_type in [1, 2, 3, 4, 9] {
            let payloads = [cp(2, &[&address]), cp(cfg_type, &[&malformed])];
            assert!(assigned_by(&payloads).is_err(), "{malformed:?}");
            let payloads = [notify(42, &[]), payloads[1].clone(), payloads[0].clone()];
            assert!(assigned_by(&payloads).is_err(), "{malformed:?}");
        }
    }
    // a Configuration payload without its four octets, a Notify whose SPI runs over the end, an IDr of three octets
    for malformed in [(47, 0, vec![2, 0, 0]), (41, 0, vec![0, 1, 0, 42]), (36, 0, vec![2, 0, 0])] {
        for assigning in [cp(2, &[&good]), cp(2, &[&address])] {
            assert!(assigned_by(&[assigning.clone(), malformed.clone()]).is_err());
            assert!(assigned_by(&[malformed.clone(), assigning]).is_err());
        }
    }
    // an attribute that was not asked for is not looked into: INTERNAL_IP6_DNS of three octets
    let attributes = [vec![0, 10, 0, 3, 0, 0, 0], good];
    let expected = HomeAddressAssignment::AutoConfigure(home_prefix());
    assert_eq!(assigned_by(&[cp(2, &attributes)]), Ok(expected));
}

#[test]
fn section_5_3_1_first_of_several_addresses() {
    let addresses = [address_attribute("2001:db8:1::100"), address_attribute("2001:db8:1::200")];
    let expected = Ok(HomeAddressAssignment::UseAssigned(home_address()));
    let [first, second] = addresses.clone();
    let empty = vec![0, 8, 0, 0];
    for payloads in [
        vec![cp(2, &addresses)],
        vec![cp(2, &[&first]), cp(2, &[&second])],
        vec![cp(2, &[empty, first.clone(), second])],
        vec![cp(2, &[first, address_attribute("::")])],
    ] {
        assert_eq!(assigned_by(&payloads), expected);
        let payloads = [&payloads[..], &[notify(42, &[])]].concat();
        assert_eq!(assigned_by(&payloads), expected);
    }
}

#[test]
fn section_5_3_2_first_prefix_of_several_payloads() {
    let payloads = [
        cp(2, &[vec![0, 16, 0, 0]]),
        cp(2, &[prefix_attribute("2001:db8:1::", 64)]),
        cp(2, &[prefix_attribute("2001:db8:2::", 64)]),
        cp(2, &[prefix_attribute("fe80::", 64)]),
    ];
    let expected = HomeAddressAssignment::AutoConfigure(home_prefix());
    assert_eq!(assigned_by(&payloads), Ok(expected));
}

#[test]
fn section_5_3_2_use_assigned_hoa_with_data_or_spi() {
    let address = cp(2, &[address_attribute("2001:db8:1::100")]);
    let prefix = cp(2, &[prefix_attribute("2001:db8:1::", 64)]);
    let with_spi = (41, 0, vec![3, 4, 0, 42, 0xc0, 0xff, 0xee, 1, 9]);
    for use_assigned in [notify(42, &[]), notify(42, &[0]), notify(42, &[7; 40]), with_spi] {
        let assigned = assigned_by(&[use_assigned.clone(), prefix.clone(), address.clone()]);
        assert_eq!(assigned, Ok(HomeAddressAssignment::UseAssigned(home_address())));
        let assigned = assigned_by(&[prefix.clone(), use_assigned]);
        assert_eq!(assigned, refused(AssignmentRefusal::UseAssignedWithoutAddress));
    }
}

/// RFC 6275 Section 6.3: the home address is unicast routable.
#[test]
fn assigned_addresses_that_are_not_routable() {
    let faults = [
        ("::", Some(AddressFault::Unspecified)),
        ("::1", Some(AddressFault::Loopback)),
        ("::2", None),
        ("fe80::", Some(AddressFault::LinkLocal)),
        ("fe80::1", Some(AddressFault::LinkLocal)),
        ("febf:ffff::1", Some(AddressFault::LinkLocal)),
        ("fe7f::1", None),
        ("fec0::1", None),
        ("ff00::", Some(AddressFault::Multicast)),
        ("ff02::1", Some(AddressFault::Multicast)),
        ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", Some(AddressFault::Multicast)),
        ("feff::1", None),
        // RFC 6275 Section 3.1: unique local addresses are routable
        ("fd00::1", None),
        ("2001:db8:1::100", None),
    ];
    for (address, fault) in faults {
        let parsed = address.parse().unwrap();
        let expected = match fault {
            Some(fault) => HomeAddressAssignment::Refused(AssignmentRefusal::Address(fault)),
            None => HomeAddressAssignment::UseAssigned(parsed),
        };
        assert_eq!(AddressFault::of(parsed), fault);
        // alone, after the Notify, and before an address that is better
        let attribute = address_attribute(address);
        let better = address_attribute("2001:db8:1::100");
        for payloads in [
            vec![cp(2, &[&attribute])],
            vec![notify(42, &[]), cp(2, &[&attribute])],
            vec![cp(2, &[attribute.clone(), better])],
        ] {
            assert_eq!(assigned_by(&payloads), Ok(expected), "{address}");
        }
        // next to a prefix that counts, it does not matter
        let prefix = prefix_attribute("2001:db8:1::", 64);
        let expected = HomeAddressAssignment::AutoConfigure(home_prefix());
        assert_eq!(assigned_by(&[cp(2, &[attribute, prefix])]), Ok(expected));
    }
}

#[test]
fn home_prefixes_of_no_use() {
    let outside = Some(PrefixFault::NotGlobalUnicast);
    for (address, bits, fault) in [
        ("2001:db8:1::", 0, Some(PrefixFault::LengthZero)),
        ("::", 0, Some(PrefixFault::LengthZero)),
        ("2001:db8:1::", 1, outside), // 0000::/1: nothing is left of it
        ("2001:db8:1::", 3, None),
        ("::", 64, outside),
        ("::ffff:0:0", 96, outside),
        ("ff:ffff::", 64, outside),
        ("100::", 64, None),
        ("fe80::", 64, outside),
        ("fe80::", 10, outside),
        ("febf::", 64, outside),
        ("fec0::", 64, None),
        ("fe80::", 8, None), // fe00::/8
        ("ff00::", 8, outside),
        ("ff00::", 7, None), // fe00::/7
        ("ffff::", 16, outside),
        ("fd00::", 64, None),
        ("2001:db8:1::", 64, None),
        ("2001:db8:1::", 128, None),
    ] {
        let prefix = prefix(address, bits);
        assert_eq!(PrefixFault::of(&prefix), fault, "{address}/{bits}");
        let expected = match fault {
            Some(fault) => HomeAddressAssignment::Refused(AssignmentRefusal::Prefix(fault)),
            None => HomeAddressAssignment::AutoConfigure(prefix),
        };
        let attribute = prefix_attribute(address, bits);
        let better = prefix_attribute("2001:db8:1::", 64);
        let address_attribute = address_attribute("2001:db8:1::100");
        for attributes in [
            vec![attribute.clone()],
            vec![attribute.clone(), better],
            vec![attribute.clone(), address_attribute],
        ] {
            assert_eq!(assigned_by(&[cp(2, &attributes)]), Ok(expected));
        }
        let formed = auto_configure(&prefix, [0, 0, 0, 0, 0, 0, 1, 0]);
        match fault {
            Some(fault) => assert_eq!(formed, Err(AutoConfigureError::Prefix(fault))),
            None if bits > 64 => assert!(formed.is_err()),
            None => assert!(formed.is_ok()),
        }
    }
}

/// RFC 4291 Section 2.6.1: identifier 0 is the anycast address of the routers.
#[test]
fn interface_identifier_zero() {
    // shorter prefixes are in ::/8
    for bits in 3..=64 {
        let formed = |interface_id| auto_configure(&prefix("2001:db8:1::", bits), interface_id);
        assert_eq!(formed([0; 8]), Err(AutoConfigureError::InterfaceIdZero));
        for at in 0..64 {
            let address = u128::from(formed((1_u64 << at).to_be_bytes()).unwrap());
            assert_eq!(address & u128::from(u64::MAX), 1 << at);
        }
    }
}

/// The table of Section 5.3.2 and of RFC 7296 Sections 1.2, 2.5, 3.10.1 and 3.15, over every combination.
#[test]
#[expect(clippy::too_many_lines, reason = "a table, and the loops over it")]
fn assignments_as_in_the_table() {
    #[derive(Clone, Copy, PartialEq, Debug)]
    enum Attribute {
        Absent,
        Empty,
        Good,
        Faulty,
        Malformed,
    }
    use Attribute::{Absent, Empty, Faulty, Good, Malformed};
    let attributes = [Absent, Empty, Good, Faulty, Malformed];
    let notifies: [&[u16]; 12] = [
        &[],
        &[42],
        &[36],
        &[38],
        &[16384],
        &[42, 36],
        &[36, 42],
        &[42, 38],
        &[14, 42],
        &[34, 37],
        &[37, 36],
        &[9999],
    ];
    let mut combinations = 0;
    for notifies in notifies {
        for data in [&[][..], &[0, 1]] {
            for cfg_type in [0, 1, 2, 3, 4, 255] {
                for prefix in attributes {
                    for address in attributes {
                        for critical in [0, 0x7f, 0x80] {
                            for order in 0..4 {
                                combinations += 1;
                                let mut pair = [
                                    match prefix {
                                        Absent => vec![],
                                        Empty => vec![0, 16, 0, 0],
                                        Good => prefix_attribute("2001:db8:1::", 64),
                                        Faulty => prefix_attribute("fe80::", 64),
                                        Malformed => vec![0, 16, 0, 1, 0],
                                    },
                                    match address {
                                        Absent => vec![],
                                        Empty => vec![0x80, 8, 0, 0],
                                        Good => address_attribute("2001:db8:1::100"),
                                        Faulty => address_attribute("ff02::1"),
                                        Malformed => vec![0, 8, 0, 1, 0],
                                    },
                                ];
                                if order & 1 == 1 {
                                    pair.reverse();
                                }
                                let mut payloads: Vec<_> =
                                    notifies.iter().map(|number| notify(*number, data)).collect();
                                payloads.push((200, critical, vec![1, 2]));
                                payloads.insert(
                                    if order & 2 == 2 { payloads.len() } else { 0 },
                                    cp(cfg_type, &pair),
                                );
                                let assigned = assigned_by(&payloads);

                                // an attribute counts in a CFG_REPLY that holds a value
                                let counts =
                                    |state| cfg_type == 2 && [Good, Faulty].contains(&state);
                                let error = notifies.iter().find(|number| {
                                    **number < 16384 && ![14, 34, 38, 42].contains(*number)
                                });
                                let child =
                                    notifies.iter().find(|number| [14, 34, 38].contains(*number));
                                if prefix == Malformed || address == Malformed {
                                    assert!(assigned.is_err());
                                    continue;
                                }
                                let expected = if critical == 0x80 {
                                    AssignmentRefusal::UnsupportedCriticalPayload(PayloadType(200))
                                } else if let Some(number) = error {
                                    AssignmentRefusal::Reported(NotifyType(*number))
                                } else if notifies.contains(&42) && !counts(address) {
                                    AssignmentRefusal::UseAssignedWithoutAddress
                                } else if counts(prefix) && !notifies.contains(&42) {
                                    if prefix == Good {
                                        let prefix =
                                            HomeAddressAssignment::AutoConfigure(home_prefix());
                                        assert_eq!(assigned, Ok(prefix));
                                        continue;
                                    }
                                    AssignmentRefusal::Prefix(PrefixFault::NotGlobalUnicast)
                                } else if counts(address) {
                                    if address == Good {
                                        let address =
                                            HomeAddressAssignment::UseAssigned(home_address());
                                        assert_eq!(assigned, Ok(address));
                                        continue;
                                    }
                                    AssignmentRefusal::Address(AddressFault::Multicast)
                                } else if let Some(number) = child {
                                    AssignmentRefusal::Reported(NotifyType(*number))
                                } else {
                                    AssignmentRefusal::NothingAssigned
                                };
                                assert_eq!(
                                    assigned,
                                    refused(expected),
                                    "{notifies:?} {cfg_type} {prefix:?} {address:?}"
                                );
                            }
                        }
                    }
                }
            }
        }
    }
    assert_eq!(combinations, 12 * 2 * 6 * 5 * 5 * 3 * 4);
}

// ----- both: what other implementations sent

/// The decisions that the payloads of strongSwan and of racoon2 call for, as their files say.
#[test]
fn decisions_about_payloads_of_other_implementations() {
    let mut decided = 0;
    for vector in hex_vectors::all() {
        let Some(first) = vector.get("first-payload") else {
            continue;
        };
        let first = first.parse().unwrap();
        let payloads = Payloads::new(PayloadType(first), &vector.octets);
        let assignment = home_address_assignment(payloads);
        if let Some(expected) = vector.get("assignment") {
            decided += 1;
            let in_words = match assignment {
                Err(error) => {
                    assert_eq!(Some(error.offset()), vector.error_offset());
                    "malformed".to_owned()
                }
                Ok(HomeAddressAssignment::AutoConfigure(prefix)) => {
                    format!("auto-configure {prefix}")
                }
                Ok(HomeAddressAssignment::UseAssigned(address)) => {
                    format!("use-assigned {address}")
                }
                Ok(HomeAddressAssignment::Refused(AssignmentRefusal::Reported(notify_type))) => {
                    format!("refused {}", notify_type.0)
                }
                Ok(other) => panic!("{other:?}"),
            };
            assert_eq!(in_words, expected, "{}", vector.id);
        }
        if let Some(expected) = vector.get("reply") {
            decided += 1;
            let auto = HomeAddressPolicy::AutoConfiguration(home_prefix());
            let answers = [auto, assigned(), HomeAddressPolicy::NoneAvailable]
                .map(|policy| home_address_reply(payloads, &policy).unwrap());
            let (address, prefix_len) = (home_address(), PrefixLen::P64);
            let failure = HomeAddressReply::AddressFailure;
            let asked = match expected {
                "home-prefix" => [
                    HomeAddressReply::HomePrefix(home_prefix()),
                    HomeAddressReply::UseAssigned { address, prefix_len },
                    failure,
                ],
                "address" => [failure, HomeAddressReply::Address { address, prefix_len }, failure],
                other => panic!("{other}"),
            };
            assert_eq!(answers, asked, "{}", vector.id);
        }
    }
    assert_eq!(decided, 9);
}

// ----- mobile node: DNS

#[test]
fn section_8_1_status_by_class() {
    for status in 0..=255 {
        for flags in [0, 0x80, 0xff] {
            let octets = [17, 2, status, flags];
            let option = dns_update_of(Options::new(&octets, 12)).unwrap();
            let result = dns_update_result(option);
            let expected = if status < 128 {
                DnsUpdateResult::Performed
            } else {
                DnsUpdateResult::NotCompleted(DnsUpdateStatus(status))
            };
            assert_eq!(result, expected);
            assert_eq!(result.is_performed(), status < 128);
        }
    }
}

#[test]
fn section_8_1_absent_option_is_not_done() {
    let option = dns_update_of(Options::new(&[1, 2, 0, 0], 12)).unwrap();
    assert_eq!(dns_update_result(option), DnsUpdateResult::NotDone);
    assert!(!dns_update_result(option).is_performed());
}

/// An acknowledgement is discarded for any malformed option, on either side of a sound DNS Update option.
#[test]
fn section_8_1_acknowledgement_with_another_malformed_option() {
    let sound = &[17, 2, 0, 0][..];
    for malformed in [
        &[2, 1, 0][..], // Binding Refresh Advice of one octet
        &[3, 2, 0, 0],  // Alternate Care-of Address of two
        &[4, 1, 0],     // Nonce Indices of one
        &[17, 1, 0],    // a second DNS Update, of one
    ] {
        for options in [[sound, malformed].concat(), [malformed, sound].concat()] {
            let found = dns_update_of(Options::new(&options, 12));
            assert!(found.is_err(), "{options:?}");
        }
    }
    // what is unknown is skipped
    let unknown = [&[200, 1, 7][..], sound].concat();
    let found = dns_update_of(Options::new(&unknown, 12)).unwrap();
    assert!(dns_update_result(found).is_performed());
    for cut in [&[17, 2, 0, 0, 17][..], &[17, 2, 0, 0, 200, 9]] {
        assert!(dns_update_of(Options::new(cut, 12)).is_err());
    }
}

// ----- both: the option

/// One rule, in what finds the option for a decision and in `select`: a second one is refused, at its place.
#[test]
fn section_8_1_a_second_option_is_refused() {
    let first = option(0, 0x80, b"mn.example.com");
    for second in [option(0, 0, b"www.example.com"), option(0, 0x80, b"mn.example.com")] {
        let octets = [&first[..], &[1, 0], &second].concat();
        let options = Options::new(&octets, 12);
        let error = dns_update_of(options).unwrap_err();
        assert_eq!(error.kind(), ParseErrorKind::DuplicateOption);
        assert_eq!(error.offset(), 12 + first.len() + 2);
        assert_eq!(options.select::<(DnsUpdate<'_>,)>(), Err(error));
    }
}

#[test]
fn section_8_1_malformed_options_update_nothing() {
    let good = option(0, 0, b"mn.example.com");
    for length in 1..good.len() {
        assert!(dns_update_of(Options::new(&good[..length], 12)).is_err());
    }
    for octets in [&[17, 0][..], &[17, 1, 0]] {
        let error = dns_update_of(Options::new(octets, 12)).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (ParseErrorKind::OptionLength, 13));
    }
    let after = [&good[..], &[200]].concat();
    assert!(dns_update_of(Options::new(&after, 12)).is_err());
}

// ----- home agent: DNS

const NAME: &str = "mn.example.com";
const LABELS: &[u8] = b"\x02mn\x07example\x03com\x00";

fn name() -> Fqdn<'static> {
    Fqdn::from_text(NAME).unwrap()
}

fn update() -> BindingUpdate<'static> {
    BindingUpdate {
        sequence: 1,
        flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
        lifetime: Lifetime(900),
        options: Options::EMPTY,
    }
}

/// A DNS Update option.
fn option(status: u8, flags: u8, identity: &[u8]) -> Vec<u8> {
    let length = u8::try_from(identity.len() + 2).unwrap();
    [&[17, length, status, flags], identity].concat()
}

fn dns_update(status: u8, flags: u8, identity: &[u8]) -> DnsUpdate<'_> {
    DnsUpdate {
        status: DnsUpdateStatus(status),
        flags: DnsUpdateFlags::from_bits_retain(flags),
        identity: MnIdentity::from_octets(identity),
    }
}

/// What a home agent makes of an option in an accepted home registration, from the mobile node `mn.example.com`.
fn decide<'a>(option: DnsUpdate<'a>) -> DnsUpdateDecision<'a> {
    let accepted = BindingStatus::ACCEPTED;
    dns_update_decision(&update(), accepted, Some(option), home_address(), Some(name()))
}

fn task(decision: DnsUpdateDecision<'_>) -> DnsUpdateTask<'_> {
    match decision {
        DnsUpdateDecision::Perform(task) => task,
        other => panic!("{other:?}"),
    }
}

/// The Status of a refusal; its R and identity are those that were sent, its Reserved bits zero.
fn refusal(decision: DnsUpdateDecision<'_>, sent: &DnsUpdate<'_>) -> u8 {
    match decision {
        DnsUpdateDecision::Refuse(option) => {
            assert_eq!(option.flags.bits(), sent.flags.bits() & 0x80);
            assert_eq!(option.identity, sent.identity);
            option.status.0
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn section_6_update_without_r_flag() {
    let task = task(decide(dns_update(0, 0, NAME.as_bytes())));
    assert_eq!(task.action, DnsAction::CreateOrUpdate);
    assert_eq!(task.aaaa_record(), (name(), home_address()));
    assert_eq!((task.fqdn, task.home_address), (name(), home_address()));
}

#[test]
fn section_6_removal_with_r_flag() {
    let task = task(decide(dns_update(0, 0x80, NAME.as_bytes())));
    assert_eq!(task.action, DnsAction::Remove);
    assert_eq!(task.aaaa_record(), (name(), home_address()));
}

/// The reverse entry: from the 32 nibbles of the home address, the last one first, to the name.
#[test]
fn section_6_reverse_entry() {
    for flags in [0, 0x80] {
        let task = task(decide(dns_update(0, flags, NAME.as_bytes())));
        let (owner, target) = task.ptr_record();
        let expected = "0.0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa";
        assert_eq!(owner.to_string(), expected);
        assert_eq!(target, name());
    }
}

#[test]
fn section_6_no_option_asks_for_nothing() {
    let decision =
        dns_update_decision(&update(), BindingStatus::ACCEPTED, None, home_address(), Some(name()));
    assert_eq!(decision, DnsUpdateDecision::NotAsked);
}

#[test]
fn section_6_lifetime_zero_is_no_removal() {
    let deletion = BindingUpdate { lifetime: Lifetime::DELETE, ..update() };
    for (flags, action) in [(0, DnsAction::CreateOrUpdate), (0x80, DnsAction::Remove)] {
        let option = Some(dns_update(0, flags, NAME.as_bytes()));
        let decision = dns_update_decision(
            &deletion,
            BindingStatus::ACCEPTED,
            option,
            home_address(),
            Some(name()),
        );
        assert_eq!(task(decision).action, action);
    }
}

#[test]
fn section_6_expiry_may_remove() {
    for registered in [name(), Fqdn::from_labels(LABELS).unwrap()] {
        let task = DnsUpdateTask::on_expiry(registered, home_address());
        assert_eq!(task.action, DnsAction::Remove);
        assert_eq!(task.aaaa_record(), (name(), home_address()));
        let reply = task.reply(DnsUpdateOutcome::Performed);
        assert_eq!(reply, dns_update(0, 0x80, registered.as_octets()));
    }
}

/// Section 6: the acknowledgement follows the update of the DNS. What a home agent kept of the task, without the message,
/// answers as the task itself.
#[test]
fn section_6_the_answer_comes_later() {
    for flags in [0, 0x80] {
        let option = dns_update(0, flags, NAME.as_bytes());
        let status = BindingStatus::ACCEPTED;
        let decision =
            dns_update_decision(&update(), status, Some(option), home_address(), Some(name()));
        let at_once = task(decision);
        let kept = FqdnBuf::<253>::from_fqdn(at_once.fqdn).unwrap();
        let later = DnsUpdateTask::new(at_once.action, kept.as_fqdn(), at_once.home_address);
        assert_eq!(later.aaaa_record(), at_once.aaaa_record());
        assert_eq!(later.ptr_record(), at_once.ptr_record());
        let reply = later.reply(DnsUpdateOutcome::Refused);
        assert_eq!(reply, dns_update(130, flags, NAME.as_bytes()));
    }
}

#[test]
fn section_9_5_authorization_from_elsewhere() {
    let accepted = BindingStatus::ACCEPTED;
    let allowed = Fqdn::from_text("MN.example.com").unwrap();
    let sent = dns_update(0, 0, LABELS);
    let decide = |sent, allow: bool| {
        dns_update_decision_with(&update(), accepted, sent, home_address(), |name| {
            name == allowed && allow
        })
    };
    let decision = decide(Some(sent), true);
    assert_eq!(task(decision).action, DnsAction::CreateOrUpdate);
    // the name is that of the option
    assert_eq!(task(decision).fqdn.as_labels(), Some(LABELS));
    assert_eq!(refusal(decide(Some(sent), false), &sent), 129);
    // not asked if there is nothing to authorize
    let never = |sent, status, update: &BindingUpdate<'_>| {
        dns_update_decision_with(update, status, sent, home_address(), |_| panic!())
    };
    let not_asked = DnsUpdateDecision::NotAsked;
    assert_eq!(never(None, accepted, &update()), not_asked);
    assert_eq!(never(Some(sent), BindingStatus(128), &update()), not_asked);
    let to_a_correspondent = BindingUpdate { flags: BindingUpdateFlags::ACKNOWLEDGE, ..update() };
    assert_eq!(never(Some(sent), accepted, &to_a_correspondent), not_asked);
    let empty = dns_update(0, 0x80, b"");
    assert_eq!(refusal(never(Some(empty), accepted, &update()), &empty), 128);
}

#[test]
fn section_9_5_initiator_must_use_an_fqdn() {
    for id_type in 0..=255 {
        let initiator = Identification { id_type: IdType(id_type), data: NAME.as_bytes() };
        let expected = if id_type == 2 { Some(name()) } else { None };
        assert_eq!(initiator_name(&initiator), expected, "{id_type}");
    }
    // RFC 7296 Section 3.5: text, without any terminator
    for data in [LABELS, b"", b"mn.example.com\0", b"mn..com"] {
        let initiator = Identification { id_type: IdType::FQDN, data };
        assert_eq!(initiator_name(&initiator), None);
    }
    let sent = dns_update(0, 0, NAME.as_bytes());
    let accepted = BindingStatus::ACCEPTED;
    let decision = dns_update_decision(&update(), accepted, Some(sent), home_address(), None);
    assert_eq!(refusal(decision, &sent), 129);
}

/// A refusal leaves the binding accepted: `?` has nothing to do with it, and the acknowledgement says 129.
#[test]
fn section_9_5_refusal_keeps_the_binding() {
    fn acknowledge(options: &[u8]) -> Result<(u8, Vec<u8>), ParseError> {
        let update = BindingUpdate { options: Options::new(options, 12), ..update() };
        let (option,) = update.options.select::<(DnsUpdate<'_>,)>()?;
        let accepted = BindingStatus::ACCEPTED;
        let answer =
            match dns_update_decision(&update, accepted, option, home_address(), Some(name())) {
                DnsUpdateDecision::NotAsked => None,
                DnsUpdateDecision::Perform(task) => Some(task.reply(DnsUpdateOutcome::Performed)),
                DnsUpdateDecision::Refuse(option) => Some(option),
            };
        let mut buffer = [0; 64];
        let mut writer = mip6_wire::Writer::new(&mut buffer);
        if let Some(answer) = answer {
            answer.emit_body(&mut writer).unwrap();
        }
        Ok((accepted.0, writer.written().to_vec()))
    }
    let other = b"www.example.com";
    let expected = [&[129, 0], &other[..]].concat();
    assert_eq!(acknowledge(&option(0, 0x7f, other)), Ok((0, expected)));
    assert_eq!(acknowledge(&[]), Ok((0, vec![])));
    // what is malformed is discarded
    assert!(acknowledge(&[17, 1, 0]).is_err());
}

#[test]
fn section_9_5_name_of_somebody_else() {
    for name in [
        &b"www.example.com"[..],
        b"example.com",
        b"mn.example.com.evil.example",
        b"m",
        b"mn.example.org",
        b"\x02mm\x07example\x03com\x00",
    ] {
        for flags in [0, 0x80] {
            let sent = dns_update(0, flags, name);
            assert_eq!(refusal(decide(sent), &sent), 129, "{name:?}");
        }
    }
}

#[test]
fn section_9_5_same_name_in_other_spelling() {
    for same in [&b"MN.Example.COM"[..], b"mn.example.com.", LABELS] {
        let task = task(decide(dns_update(0, 0, same)));
        // the DNS gets the name that was authenticated, the mobile node what it sent
        assert_eq!(task.fqdn.as_text(), Some(NAME));
        let reply = task.reply(DnsUpdateOutcome::Performed);
        assert_eq!(reply.identity.as_octets(), same);
    }
}

#[test]
fn section_9_5_no_name() {
    for name in [&b""[..], b".", b"mn..com", b"mn.example.com\0", b"mn example", b"\xff", b"\x02mn"]
    {
        for authorized in [Some(self::name()), None] {
            let sent = dns_update(0, 0, name);
            let accepted = BindingStatus::ACCEPTED;
            let decision =
                dns_update_decision(&update(), accepted, Some(sent), home_address(), authorized);
            assert_eq!(refusal(decision, &sent), 128, "{name:?}");
        }
    }
}

#[test]
fn section_8_1_status_of_each_outcome() {
    for (outcome, status) in [
        (DnsUpdateOutcome::Performed, 0),
        (DnsUpdateOutcome::Refused, 130),
        (DnsUpdateOutcome::ReverseNotPerformed, 130),
        (DnsUpdateOutcome::NoAnswer, 130),
    ] {
        assert_eq!(outcome.status().0, status);
        for flags in 0..=255 {
            let reply = task(decide(dns_update(77, flags, LABELS))).reply(outcome);
            assert_eq!(reply, dns_update(status, flags & 0x80, LABELS));
        }
    }
}

/// The table of Sections 6, 8.1 and 9.5, over every combination.
///
/// | | |
/// |---|---|
/// | no option | Section 6: nothing to update |
/// | no H | RFC 6275 Section 10.3.1: no home registration, so the receiver is no home agent |
/// | a status that rejects | no binding, nothing to register |
/// | identity is no FQDN | Section 8.1: "identity of the Mobile Node in FQDN format" |
/// | identity is not that of `IDi` | Section 9.5: "MUST be the same" |
/// | R | Section 6: removal, else update |
#[test]
fn dns_decisions_as_in_the_table() {
    // identity, whether it is a name, and whether it is mn.example.com
    let identities: [(&[u8], bool, bool); 15] = [
        (b"mn.example.com", true, true),
        (b"MN.EXAMPLE.com", true, true),
        (b"mn.example.com.", true, true),
        (LABELS, true, true),
        (b"\x02mN\x07EXAMPLE\x03com\x00", true, true),
        (b"nm.example.com", true, false),
        (b"mn.example.co", true, false),
        (b"n.example.com", true, false),
        (b"a.mn.example.com", true, false),
        (b"example.com", true, false),
        (b"\x01a\x02mn\x07example\x03com\x00", true, false),
        (b"", false, false),
        (b".", false, false),
        (b"mn.example.com..", false, false),
        (b"\x02mn\x07example\x03com", false, false),
    ];
    let elsewhere = Fqdn::from_text("mn.example.org").unwrap();
    let mut combinations = 0;
    for flags in [0_u16, 0x8000, 0x4000, 0xc000, 0xbfff, 0xffff] {
        for lifetime in [0, 1, 900, 0xffff] {
            for binding in [0, 1, 127, 128, 129, 133, 134, 135, 255] {
                for authorized in [Some(name()), Some(elsewhere), None] {
                    let update = BindingUpdate {
                        flags: BindingUpdateFlags::from_bits_retain(flags),
                        lifetime: Lifetime(lifetime),
                        ..update()
                    };
                    let status = BindingStatus(binding);
                    let decide = |option| {
                        dns_update_decision(&update, status, option, home_address(), authorized)
                    };
                    assert_eq!(decide(None), DnsUpdateDecision::NotAsked);
                    for (identity, is_name, is_same) in identities {
                        for (octet, in_update) in
                            [(0, 0), (0x80, 0), (0x7f, 130), (0xff, 255), (0x40, 128)]
                        {
                            combinations += 1;
                            let sent = dns_update(in_update, octet, identity);
                            let decision = decide(Some(sent));
                            let is_mine = is_same && authorized == Some(name());
                            if flags & 0x4000 == 0 || binding >= 128 {
                                assert_eq!(decision, DnsUpdateDecision::NotAsked);
                            } else if !is_name {
                                assert_eq!(refusal(decision, &sent), 128);
                            } else if !is_mine {
                                assert_eq!(refusal(decision, &sent), 129);
                            } else {
                                let task = task(decision);
                                let removes = task.action == DnsAction::Remove;
                                assert_eq!(removes, octet & 0x80 != 0);
                                assert_eq!(task.fqdn.as_octets(), NAME.as_bytes());
                                assert_eq!(task.home_address, home_address());
                                let reply = task.reply(DnsUpdateOutcome::Performed);
                                assert_eq!(reply, dns_update(0, octet & 0x80, identity));
                            }
                        }
                    }
                }
            }
        }
    }
    assert_eq!(combinations, 6 * 4 * 9 * 3 * 15 * 5);
}

// ----- home agent: home address

const PREFIX_REQUEST: &[u8] = &[0, 16, 0, 0];
const ADDRESS_REQUEST: &[u8] = &[0, 8, 0, 0];
const BOTH_REQUESTS: &[u8] = &[0, 8, 0, 0, 0, 16, 0, 0];

/// A Configuration payload, alone in its chain.
fn configuration(cfg_type: u8, attributes: &[u8]) -> Vec<u8> {
    let length = u8::try_from(attributes.len() + 8).unwrap();
    [&[0, 0, 0, length, cfg_type, 0, 0, 0], attributes].concat()
}

fn request(attributes: &[u8]) -> Vec<u8> {
    configuration(1, attributes)
}

/// The octets with which a home agent answers a Configuration payload, and their first type.
fn reply(request: &[u8], policy: &HomeAddressPolicy) -> (PayloadType, Vec<u8>) {
    let request = Payloads::new(PayloadType::CONFIGURATION, request);
    written(&home_address_reply(request, policy).unwrap())
}

fn written(reply: &HomeAddressReply) -> (PayloadType, Vec<u8>) {
    let mut buffer = [0; 64];
    let builder = reply.emit(PayloadsBuilder::new(&mut buffer)).unwrap();
    let payloads = builder.finish().unwrap();
    let measured = reply.emit(PayloadsBuilder::measuring()).unwrap();
    assert_eq!(measured.measure(), payloads.as_octets().len());
    (payloads.first(), payloads.as_octets().to_vec())
}

fn assigned() -> HomeAddressPolicy {
    HomeAddressPolicy::Assigned { address: home_address(), prefix_len: PrefixLen::P64 }
}

#[test]
fn section_5_3_2_reply_has_one_prefix() {
    let expected = [
        0, 0, 0, 33, 2, 0, 0, 0, 0, 16, 0, 21, 0, 1, 0x51, 0x80, 0x20, 1, 0x0d, 0xb8, 0, 1, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 64,
    ];
    // stray bits are not sent
    for home_prefix in [home_prefix(), prefix("2001:db8:1::1:2:3", 64)] {
        let policy = HomeAddressPolicy::AutoConfiguration(home_prefix);
        for attributes in [PREFIX_REQUEST, BOTH_REQUESTS] {
            let (first, octets) = reply(&request(attributes), &policy);
            assert_eq!((first, &octets[..]), (PayloadType::CONFIGURATION, &expected[..]));
        }
    }
}

#[test]
fn section_5_3_2_reply_has_use_assigned_hoa_and_address() {
    let expected = [
        47, 0, 0, 8, 0, 0, 0, 42, 0, 0, 0, 29, 2, 0, 0, 0, 0, 8, 0, 17, 0x20, 1, 0x0d, 0xb8, 0, 1,
        0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 64,
    ];
    for attributes in [PREFIX_REQUEST, BOTH_REQUESTS] {
        let (first, octets) = reply(&request(attributes), &assigned());
        assert_eq!((first, &octets[..]), (PayloadType::NOTIFY, &expected[..]));
    }
}

#[test]
fn section_5_3_1_reply_to_a_request_for_an_address() {
    let (first, octets) = reply(&request(ADDRESS_REQUEST), &assigned());
    assert_eq!(first, PayloadType::CONFIGURATION);
    let payloads = Payloads::new(first, &octets);
    let configuration = payloads.find::<Configuration<'_>>().unwrap().unwrap();
    assert_eq!(configuration.cfg_type, CfgType::REPLY);
    assert_eq!(configuration.attributes.find(), Ok(Some(address(home_address()))));
    assert_eq!(payloads.find::<Notify<'_>>(), Ok(None));
}

#[test]
fn section_8_2_prefix_in_a_request_is_a_request() {
    let mut octets = vec![0x80, 16, 0, 21];
    octets.extend([0; 20]);
    octets.push(64);
    let policy = HomeAddressPolicy::AutoConfiguration(home_prefix());
    let (_, octets) = reply(&request(&octets), &policy);
    assert_eq!(octets.len(), 33);
}

#[test]
fn section_5_3_nothing_asked_nothing_answered() {
    let auto = HomeAddressPolicy::AutoConfiguration(home_prefix());
    for policy in [auto, assigned(), HomeAddressPolicy::NoneAvailable] {
        for octets in [
            request(&[]),
            request(&[0, 10, 0, 0]),
            configuration(2, BOTH_REQUESTS),
            configuration(3, BOTH_REQUESTS),
            configuration(4, BOTH_REQUESTS),
            configuration(0, BOTH_REQUESTS),
        ] {
            assert_eq!(reply(&octets, &policy), (PayloadType::NONE, vec![]));
        }
        let none = home_address_reply(Payloads::default(), &policy);
        assert_eq!(none, Ok(HomeAddressReply::NotAsked));
    }
}

/// RFC 7296 Section 3.15.4: no address to give, where one is asked for.
#[test]
fn rfc_7296_section_3_15_4_address_failure() {
    let failure = (PayloadType::NOTIFY, vec![0, 0, 0, 8, 0, 0, 0, 36]);
    let auto = HomeAddressPolicy::AutoConfiguration(home_prefix());
    assert_eq!(reply(&request(ADDRESS_REQUEST), &auto), failure);
    for attributes in [PREFIX_REQUEST, ADDRESS_REQUEST, BOTH_REQUESTS] {
        let none = HomeAddressPolicy::NoneAvailable;
        assert_eq!(reply(&request(attributes), &none), failure);
    }
}

/// RFC 7296 Section 2.5: the request is rejected, whatever else it asks for, and the answer names the first type.
#[test]
fn rfc_7296_section_2_5_critical_payload_in_a_request() {
    let answer = (PayloadType::NOTIFY, vec![0, 0, 0, 9, 0, 0, 0, 1, 200]);
    let asks = request(BOTH_REQUESTS);
    for policy in [
        HomeAddressPolicy::AutoConfiguration(home_prefix()),
        assigned(),
        HomeAddressPolicy::NoneAvailable,
    ] {
        let before = [&[47, 0x80, 0, 4], &asks[..]].concat();
        let chain = Payloads::new(PayloadType(200), &before);
        let decided = home_address_reply(chain, &policy).unwrap();
        assert_eq!(decided, HomeAddressReply::UnsupportedCriticalPayload(PayloadType(200)));
        assert_eq!(written(&decided), answer);
        let mut after = [&asks[..], &[201, 0xff, 0, 4, 0, 0x80, 0, 4]].concat();
        after[0] = 200;
        let chain = Payloads::new(PayloadType::CONFIGURATION, &after);
        let decided = home_address_reply(chain, &policy).unwrap();
        assert_eq!(written(&decided), answer);
        // known to this node, and so not looked at
        let known = |payload_type: PayloadType| payload_type.0 >= 200;
        let decided = home_address_reply_with(chain, &policy, known).unwrap();
        assert_eq!(written(&decided), reply(&asks, &policy));
        // not critical: skipped
        after[asks.len() + 1] = 0x7f;
        after[asks.len() + 5] = 0;
        let chain = Payloads::new(PayloadType::CONFIGURATION, &after);
        let decided = home_address_reply(chain, &policy).unwrap();
        assert_eq!(written(&decided), reply(&asks, &policy));
    }
}

/// The table of Sections 5.3.1 and 5.3.2, over every combination.
#[test]
fn replies_as_in_the_table() {
    #[derive(Clone, Copy, PartialEq)]
    enum Attribute {
        Absent,
        Empty,
        Filled,
        Malformed,
    }
    use Attribute::{Absent, Empty, Filled, Malformed};
    let prefix_reply = [
        0, 0, 0, 33, 2, 0, 0, 0, 0, 16, 0, 21, 0, 1, 0x51, 0x80, 0x20, 1, 0x0d, 0xb8, 0, 1, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 64,
    ];
    let address_reply = [
        0, 0, 0, 29, 2, 0, 0, 0, 0, 8, 0, 17, 0x20, 1, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1,
        0, 64,
    ];
    let use_assigned = [47, 0, 0, 8, 0, 0, 0, 42];
    let failure = [0, 0, 0, 8, 0, 0, 0, 36];
    let auto = HomeAddressPolicy::AutoConfiguration(home_prefix());
    let policies = [auto, assigned(), HomeAddressPolicy::NoneAvailable];
    for prefix in [Absent, Empty, Filled, Malformed] {
        for address in [Absent, Empty, Filled, Malformed] {
            for swapped in [false, true] {
                for cfg_type in [0, 1, 2, 3, 4, 255] {
                    let attribute = |kind: u8, length: u8, state| match state {
                        Absent => vec![],
                        Empty => vec![0x80, kind, 0, 0],
                        Filled => [&[0, kind, 0, length], &vec![0x20; length.into()][..]].concat(),
                        Malformed => vec![0, kind, 0, 1, 0],
                    };
                    let mut both = [attribute(16, 21, prefix), attribute(8, 17, address)];
                    if swapped {
                        both.reverse();
                    }
                    let octets = configuration(cfg_type, &both.concat());
                    for (index, policy) in policies.iter().enumerate() {
                        let chain = Payloads::new(PayloadType::CONFIGURATION, &octets);
                        let decided = home_address_reply(chain, policy);
                        if prefix == Malformed || address == Malformed {
                            assert!(decided.is_err());
                            continue;
                        }
                        let asks_prefix = cfg_type == 1 && prefix != Absent;
                        let asks_address = cfg_type == 1 && address != Absent;
                        let expected = match (asks_prefix, asks_address, index) {
                            (false, false, _) => vec![],
                            (true, _, 0) => prefix_reply.to_vec(),
                            (true, _, 1) => [&use_assigned[..], &address_reply].concat(),
                            (false, true, 1) => address_reply.to_vec(),
                            _ => failure.to_vec(),
                        };
                        assert_eq!(written(&decided.unwrap()).1, expected);
                    }
                }
            }
        }
    }
}

/// Several Configuration payloads are read as one, and one that is malformed spoils the request.
#[test]
fn requests_in_several_payloads() {
    let second = |octets: &[u8]| {
        let mut first = configuration(1, ADDRESS_REQUEST);
        first[0] = 47;
        [&first[..], octets].concat()
    };
    let (none, prefix, address) = (vec![], PREFIX_REQUEST.to_vec(), ADDRESS_REQUEST.to_vec());
    for (asked, octets_written) in [
        ([&address, &prefix, &none], 37),
        ([&prefix, &address, &none], 37),
        ([&none, &prefix, &none], 37),
        ([&prefix, &prefix, &none], 37),
        ([&address, &address, &none], 29),
        ([&address, &none, &none], 29),
        ([&none, &none, &address], 29),
    ] {
        let payloads = asked.map(|attributes| cp(1, &[attributes]));
        let (first, octets) = chain(&payloads);
        assert_eq!(first, PayloadType::CONFIGURATION);
        assert_eq!(reply(&octets, &assigned()).1.len(), octets_written);
    }
    for malformed in [
        configuration(1, &[0, 16, 0, 1, 0]),
        configuration(3, &[0, 8, 0, 1, 0]),
        configuration(3, &[0, 8, 0, 9]),
        vec![0, 0, 0, 7, 1, 0, 0],
    ] {
        let octets = second(&malformed);
        let chain = Payloads::new(PayloadType::CONFIGURATION, &octets);
        assert!(home_address_reply(chain, &assigned()).is_err());
    }
}

#[test]
fn a_reply_that_cannot_be_written() {
    let octets = request(PREFIX_REQUEST);
    let chain = Payloads::new(PayloadType::CONFIGURATION, &octets);
    let decided = home_address_reply(chain, &assigned()).unwrap();
    for length in 0..37 {
        let mut buffer = vec![0; length];
        let error = decided.emit(PayloadsBuilder::new(&mut buffer)).unwrap_err();
        assert_eq!(error.kind(), EmitErrorKind::BufferFull);
    }
}

#[test]
fn both_sides_agree() {
    let auto = HomeAddressPolicy::AutoConfiguration(home_prefix());
    let use_prefix = HomeAddressAssignment::AutoConfigure(home_prefix());
    let use_address = HomeAddressAssignment::UseAssigned(home_address());
    let failure = AssignmentRefusal::Reported(NotifyType::INTERNAL_ADDRESS_FAILURE);
    for (policy, expected) in [
        (auto, use_prefix),
        (assigned(), use_address),
        (HomeAddressPolicy::NoneAvailable, HomeAddressAssignment::Refused(failure)),
    ] {
        let mut buffer = [0; 64];
        let asked = request_home_prefix(PayloadsBuilder::new(&mut buffer)).unwrap();
        let (first, octets) =
            written(&home_address_reply(asked.finish().unwrap(), &policy).unwrap());
        assert_eq!(home_address_assignment(Payloads::new(first, &octets)), Ok(expected));
    }
}

// ----- both: against the second reader

/// The payloads of the vectors, whole, cut off anywhere and with any one bit flipped.
#[test]
fn decisions_about_damaged_payloads() {
    for vector in hex_vectors::by_kind("ikev2-payloads") {
        let first = vector.get("first-payload").unwrap().parse().unwrap();
        let mut octets = vector.octets.clone();
        for length in (0..=octets.len()).step_by(one_in(127)) {
            decisions::payloads(first, &octets[..length]);
        }
        for bit in (0..8 * octets.len()).step_by(one_in(379)) {
            octets[bit / 8] ^= 1 << (bit % 8);
            decisions::payloads(first, &octets);
            octets[bit / 8] ^= 1 << (bit % 8);
        }
    }
}

/// An attribute: of those that decide, of another, or of any octets.
fn any_attribute() -> impl Strategy<Value = Vec<u8>> {
    let addresses = select(vec!["::", "::1", "fe80::1", "ff02::1", "2001:db8:1::100", "fd00::1"]);
    let prefixes = select(vec!["::", "fe80::", "ff00::", "2001:db8:1::", "2001:db8:2::ffff"]);
    prop_oneof![
        addresses.prop_map(address_attribute),
        (prefixes, select(vec![0, 3, 7, 10, 48, 64, 65, 128, 129]))
            .prop_map(|(prefix, bits)| prefix_attribute(prefix, bits)),
        select(vec![8, 16, 10]).prop_map(|kind| vec![0x80, kind, 0, 0]),
        Just(vec![0, 10, 0, 1, 7]),
        (select(vec![8_u8, 16]), vec(any::<u8>(), 0..24)).prop_map(|(kind, body)| {
            let length = u8::try_from(body.len()).unwrap();
            [&[0, kind, 0, length], &body[..]].concat()
        }),
        vec(any::<u8>(), 0..5),
    ]
}

fn any_payload() -> impl Strategy<Value = (u8, u8, Vec<u8>)> {
    let types = select(vec![42, 42, 14, 34, 38, 36, 37, 24, 1, 16383, 16384, 42]);
    prop_oneof![
        (types, vec(any::<u8>(), 0..3)).prop_map(|(number, data)| notify(number, &data)),
        (select(vec![1, 1, 2, 2, 2, 2, 3, 4, 0]), vec(any_attribute(), 0..4))
            .prop_map(|(cfg_type, attributes)| cp(cfg_type, &attributes)),
        (select(vec![35, 36, 39, 43, 46, 53, 200]), any::<u8>(), vec(any::<u8>(), 0..8)),
    ]
}

proptest! {
    #[test]
    fn decisions_about_any_payloads(payloads in vec(any_payload(), 0..6)) {
        let (first, octets) = chain(&payloads);
        decisions::payloads(first.0, &octets);
    }

    #[test]
    fn decisions_about_any_options(
        flags in select(vec![0, 0x4000, 0x4000, 0xc000, 0xffff, 0x8000]),
        binding in select(vec![0, 0, 1, 127, 128, 255]),
        id_type in select(vec![2, 2, 2, 3, 11]),
        id_data in select(vec![&b"mn.example.com"[..], b"MN.example.com.", LABELS, b"", b"a..b"]),
        options in vec((
            select(vec![&b"mn.example.com"[..], b"mN.example.com.", LABELS, b"", b"a..b", b"m"]),
            any::<u8>(),
            any::<u8>(),
        ), 0..3),
        rest in vec(any::<u8>(), 0..6),
    ) {
        let area = options.iter().map(|(name, status, flags)| option(*status, *flags, name));
        let area = [area.collect::<Vec<_>>().concat(), rest].concat();
        decisions::dns_update(flags, binding, id_type, id_data, &area);
    }
}
