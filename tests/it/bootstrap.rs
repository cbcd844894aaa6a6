//! What RFC 5026 makes a mobile node and a home agent decide: a test for each sentence that is enforced, named
//! after its section, and for each stand that is taken where the text is silent.

use crate::support::under_miri::one_in;
use mip6_wire::bootstrap::{
    AssignmentError, DnsAction, DnsUpdateRefusal, DnsUpdateResult, HomeAddressAssignment,
    HomeAddressPolicy, NewHomeAddressStep, PrefixTooLong, ReplyError, after_duplicate_address,
    auto_configure, dns_update_reply, dns_update_request, dns_update_request_with,
    dns_update_result, home_address_assignment, home_address_reply, request_home_prefix,
};
use mip6_wire::ikev2::{
    CfgType, ConfigAttributes, Configuration, HomePrefix, IdType, Identification,
    InternalIp6Address, InternalIp6Dns, Mip6HomePrefix, Notify, NotifyType, PayloadType, Payloads,
    PayloadsBuilder, PrefixLen,
};
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingStatus, BindingUpdate,
    BindingUpdateFlags, Lifetime,
};
use mip6_wire::option::{DnsUpdate, DnsUpdateFlags, DnsUpdateStatus};
use mip6_wire::{EmitError, EmitErrorKind, Fqdn, MnIdentity, Options, ParseErrorKind};
use std::net::Ipv6Addr;

type Assignment = Result<HomeAddressAssignment, AssignmentError>;

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
    InternalIp6Address::Address {
        address,
        prefix_len: PrefixLen::P64,
    }
}

/// What a mobile node makes of the payloads that `build` writes.
fn assignment(
    build: impl FnOnce(PayloadsBuilder<'_>) -> Result<PayloadsBuilder<'_>, EmitError>,
) -> Assignment {
    let mut buffer = [0; 256];
    home_address_assignment(
        build(PayloadsBuilder::new(&mut buffer))
            .unwrap()
            .finish()
            .unwrap(),
    )
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
    assert_eq!(
        assigned,
        Ok(HomeAddressAssignment::AutoConfigure(home_prefix()))
    );
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
    let refused = Err(AssignmentError::UseAssignedWithoutAddress);
    assert_eq!(
        assignment(|payloads| payloads.payload(&Notify::USE_ASSIGNED_HOA)),
        refused
    );
    // an empty attribute is no address, and a prefix of length 0 no prefix
    let empty = assignment(|payloads| {
        payloads
            .payload(&Notify::USE_ASSIGNED_HOA)?
            .configuration(CfgType::REPLY)?
            .attribute(&InternalIp6Address::Request)?
            .attribute(&Mip6HomePrefix::Request)?
            .end()
    });
    assert_eq!(empty, refused);
    // nor is an address in a request that came back
    let request = assignment(|payloads| {
        payloads
            .payload(&Notify::USE_ASSIGNED_HOA)?
            .configuration(CfgType::REQUEST)?
            .attribute(&address(home_address()))?
            .end()
    });
    assert_eq!(request, refused);
}

#[test]
fn section_5_3_2_both_prefix_and_use_assigned_hoa() {
    for with_address in [false, true] {
        let both = assignment(|payloads| {
            let mut reply = payloads
                .payload(&Notify::USE_ASSIGNED_HOA)?
                .configuration(CfgType::REPLY)?
                .attribute(&Mip6HomePrefix::Assigned(home_prefix()))?;
            if with_address {
                reply = reply.attribute(&address(home_address()))?;
            }
            reply.end()
        });
        assert_eq!(both, Err(AssignmentError::Both));
    }
}

#[test]
fn section_5_3_2_neither_prefix_nor_address() {
    assert_eq!(
        assignment(|payloads| payloads.verbatim(Payloads::default())),
        Err(AssignmentError::Neither)
    );
    let other = assignment(|payloads| {
        payloads
            .payload(&Notify::new(NotifyType::INITIAL_CONTACT, &[]))?
            .configuration(CfgType::REPLY)?
            .attribute(&InternalIp6Dns::Address(home_address()))?
            .attribute(&Mip6HomePrefix::Request)?
            .end()
    });
    assert_eq!(other, Err(AssignmentError::Neither));
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
    assert_eq!(
        assigned,
        Ok(HomeAddressAssignment::AutoConfigure(home_prefix()))
    );
}

#[test]
fn section_5_3_1_address_alone() {
    let assigned = assignment(|payloads| {
        payloads
            .configuration(CfgType::REPLY)?
            .attribute(&address(home_address()))?
            .end()
    });
    assert_eq!(
        assigned,
        Ok(HomeAddressAssignment::UseAssigned(home_address()))
    );
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
    assert_eq!(
        assigned,
        Ok(HomeAddressAssignment::AutoConfigure(home_prefix()))
    );
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
            Err(AssignmentError::Refused(notify_type))
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
        assert_eq!(assigned, Err(AssignmentError::Refused(notify_type)));

        // an error of the configuration counts more, wherever it stands
        let failed = Notify::new(NotifyType::FAILED_CP_REQUIRED, &[]);
        let expected = Err(AssignmentError::Refused(NotifyType::FAILED_CP_REQUIRED));
        for pair in [[&failure, &failed], [&failed, &failure]] {
            let assigned = assignment(|payloads| payloads.payload(pair[0])?.payload(pair[1]));
            assert_eq!(assigned, expected, "{notify_type}");
        }

        // of two, the first
        for other in [14, 34, 38].map(|number| Notify::new(NotifyType(number), &[])) {
            let assigned = assignment(|payloads| payloads.payload(&failure)?.payload(&other));
            assert_eq!(assigned, Err(AssignmentError::Refused(notify_type)));
        }

        let assigned = assignment(|payloads| {
            payloads
                .payload(&Notify::USE_ASSIGNED_HOA)?
                .payload(&failure)
        });
        assert_eq!(assigned, Err(AssignmentError::UseAssignedWithoutAddress));
    }
}

#[test]
fn rfc_7296_section_3_10_1_error_next_to_use_assigned_hoa() {
    let failure = NotifyType::INTERNAL_ADDRESS_FAILURE;
    let assigned = assignment(|payloads| {
        payloads
            .payload(&Notify::USE_ASSIGNED_HOA)?
            .payload(&Notify::new(failure, &[]))
    });
    assert_eq!(assigned, Err(AssignmentError::Refused(failure)));
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
    assert_eq!(
        read(&good),
        Ok(HomeAddressAssignment::UseAssigned(home_address()))
    );
    for length in 0..good.len() {
        assert!(matches!(
            read(&good[..length]),
            Err(AssignmentError::Malformed(_))
        ));
    }
    let mut octets = good;
    octets[36] = 129;
    let Err(AssignmentError::Malformed(error)) = read(&octets) else {
        panic!()
    };
    assert_eq!(
        (error.kind(), error.offset()),
        (ParseErrorKind::PrefixLength, 36)
    );
    // an address without its prefix length
    octets = good;
    (octets[11], octets[19]) = (28, 16);
    let Err(AssignmentError::Malformed(error)) = read(&octets[..36]) else {
        panic!()
    };
    assert_eq!(
        (error.kind(), error.offset()),
        (ParseErrorKind::AttributeLength, 18)
    );
}

#[test]
fn section_5_3_2_request_includes_mip6_home_prefix() {
    let mut buffer = [0; 16];
    let request = request_home_prefix(PayloadsBuilder::new(&mut buffer))
        .unwrap()
        .finish()
        .unwrap();
    let request = request.find::<Configuration<'_>>().unwrap().unwrap();
    assert_eq!(request.cfg_type, CfgType::REQUEST);
    assert_eq!(request.attributes.find(), Ok(Some(Mip6HomePrefix::Request)));
    // RFC 7296 Section 2.19
    assert_eq!(
        request.attributes.find(),
        Ok(Some(InternalIp6Address::Request))
    );
}

#[test]
fn section_8_2_home_address_from_prefix() {
    let interface_id = [0x02, 0, 0, 0xff, 0xfe, 0, 0, 1];
    let formed = |prefix: &HomePrefix| auto_configure(prefix, interface_id).map(|a| a.to_string());
    assert_eq!(
        formed(&home_prefix()).unwrap(),
        "2001:db8:1:0:200:ff:fe00:1"
    );
    // stray bits do not get into the address, on either side of bit 64
    let stray = prefix("2001:db8:1::7:0:0:9", 64);
    assert_eq!(formed(&stray).unwrap(), "2001:db8:1:0:200:ff:fe00:1");
    let short = prefix("2001:db8:1:ffff::", 48);
    assert_eq!(formed(&short).unwrap(), "2001:db8:1:0:200:ff:fe00:1");
    let none = prefix("2001:db8::", 0);
    assert_eq!(formed(&none).unwrap(), "::200:ff:fe00:1");
    for bits in 65..=128 {
        let long = prefix("2001:db8:1::", bits);
        assert_eq!(
            auto_configure(&long, interface_id),
            Err(PrefixTooLong(long.prefix_len))
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

// ----- mobile node: DNS

fn acknowledgement(status: BindingStatus, options: &[u8]) -> BindingAcknowledgement<'_> {
    BindingAcknowledgement {
        status,
        flags: BindingAcknowledgementFlags::empty(),
        sequence: 1,
        lifetime: Lifetime(900),
        options: Options::new(options, 12),
    }
}

#[test]
fn section_8_1_status_by_class() {
    for status in 0..=255 {
        let octets = [17, 2, status, 0x80];
        // the Status of the binding is another matter
        for binding in [BindingStatus::ACCEPTED, BindingStatus(128)] {
            let result = dns_update_result(&acknowledgement(binding, &octets)).unwrap();
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
    let result = dns_update_result(&acknowledgement(BindingStatus::ACCEPTED, &[1, 2, 0, 0]));
    assert_eq!(result, Ok(DnsUpdateResult::NotDone));
}

#[test]
fn section_8_1_first_of_several_results() {
    let octets = [17, 2, 130, 0, 17, 2, 0, 0];
    let result = dns_update_result(&acknowledgement(BindingStatus::ACCEPTED, &octets));
    assert_eq!(
        result,
        Ok(DnsUpdateResult::NotCompleted(
            DnsUpdateStatus::UPDATE_FAILED
        ))
    );
}

#[test]
fn section_8_1_malformed_options_tell_nothing() {
    let octets = [17, 2, 0, 0, 17];
    let result = dns_update_result(&acknowledgement(BindingStatus::ACCEPTED, &octets));
    assert!(result.is_err());
}

// ----- home agent: DNS

fn update(options: &[u8]) -> BindingUpdate<'_> {
    BindingUpdate {
        sequence: 1,
        flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
        lifetime: Lifetime(900),
        options: Options::new(options, 12),
    }
}

/// A DNS Update option.
fn option(status: u8, flags: u8, identity: &[u8]) -> Vec<u8> {
    let length = u8::try_from(identity.len() + 2).unwrap();
    [&[17, length, status, flags], identity].concat()
}

/// What a home agent makes of a DNS Update option, from a mobile node with the identity `mn.example.com`.
fn decide(octets: &[u8]) -> Result<Option<(DnsAction, String, Ipv6Addr)>, DnsUpdateRefusal> {
    let idi = Identification::fqdn("mn.example.com").unwrap();
    let request = dns_update_request(&update(octets), home_address(), &idi)?;
    Ok(request.map(|request| {
        (
            request.action,
            request.fqdn.to_string(),
            request.home_address,
        )
    }))
}

#[test]
fn section_6_update_without_r_flag() {
    let expected = (
        DnsAction::CreateOrUpdate,
        "mn.example.com".to_owned(),
        home_address(),
    );
    assert_eq!(decide(&option(0, 0, b"mn.example.com")), Ok(Some(expected)));
}

#[test]
fn section_6_removal_with_r_flag() {
    let expected = (
        DnsAction::Remove,
        "mn.example.com".to_owned(),
        home_address(),
    );
    assert_eq!(
        decide(&option(0, 0x80, b"mn.example.com")),
        Ok(Some(expected))
    );
}

#[test]
fn section_6_no_option_asks_for_nothing() {
    assert_eq!(decide(&[]), Ok(None));
    assert_eq!(decide(&[1, 2, 0, 0]), Ok(None));
}

#[test]
fn section_6_lifetime_zero_is_no_removal() {
    let octets = option(0, 0, b"mn.example.com");
    let update = BindingUpdate {
        lifetime: Lifetime::DELETE,
        ..update(&octets)
    };
    let idi = Identification::fqdn("mn.example.com").unwrap();
    let request = dns_update_request(&update, home_address(), &idi)
        .unwrap()
        .unwrap();
    assert_eq!(request.action, DnsAction::CreateOrUpdate);
}

#[test]
fn section_6_binding_update_to_a_correspondent() {
    let octets = option(0, 0, b"mn.example.com");
    let update = BindingUpdate {
        flags: BindingUpdateFlags::ACKNOWLEDGE,
        ..update(&octets)
    };
    let idi = Identification::fqdn("mn.example.com").unwrap();
    assert_eq!(dns_update_request(&update, home_address(), &idi), Ok(None));
    let reply = dns_update_reply(&update, BindingStatus::ACCEPTED, DnsUpdateStatus::PERFORMED);
    assert_eq!(reply, Ok(None));
}

#[test]
fn section_8_1_status_in_a_binding_update_is_ignored() {
    let expected = (
        DnsAction::CreateOrUpdate,
        "mn.example.com".to_owned(),
        home_address(),
    );
    for status in 0..=255 {
        assert_eq!(
            decide(&option(status, 0, b"mn.example.com")),
            Ok(Some(expected.clone()))
        );
    }
}

#[test]
fn section_8_1_reserved_bits_are_ignored() {
    for reserved in 0..0x80 {
        let decided = decide(&option(0, reserved, b"mn.example.com"))
            .unwrap()
            .unwrap();
        assert_eq!(decided.0, DnsAction::CreateOrUpdate);
        let decided = decide(&option(0, reserved | 0x80, b"mn.example.com"))
            .unwrap()
            .unwrap();
        assert_eq!(decided.0, DnsAction::Remove);
    }
}

#[test]
fn section_9_5_name_of_somebody_else() {
    let prohibited = DnsUpdateStatus::ADMINISTRATIVELY_PROHIBITED;
    for name in [
        &b"www.example.com"[..],
        b"example.com",
        b"mn.example.com.evil.example",
        b"m",
    ] {
        for flags in [0, 0x80] {
            let refusal = decide(&option(0, flags, name));
            assert_eq!(
                refusal,
                Err(DnsUpdateRefusal::Status(prohibited)),
                "{name:?}"
            );
        }
    }
}

#[test]
fn section_9_5_initiator_must_use_an_fqdn() {
    let octets = option(0, 0, b"mn.example.com");
    let prohibited = DnsUpdateStatus::ADMINISTRATIVELY_PROHIBITED;
    for id_type in (0..=255).filter(|&id_type| id_type != 2) {
        let idi = Identification {
            id_type: IdType(id_type),
            data: b"mn.example.com",
        };
        let refusal = dns_update_request(&update(&octets), home_address(), &idi);
        assert_eq!(
            refusal,
            Err(DnsUpdateRefusal::Status(prohibited)),
            "{id_type}"
        );
    }
}

#[test]
fn section_9_5_same_name_in_other_spelling() {
    for name in [
        &b"MN.Example.COM"[..],
        b"mn.example.com.",
        b"\x02mn\x07example\x03com\x00",
    ] {
        assert!(decide(&option(0, 0, name)).unwrap().is_some(), "{name:?}");
    }
}

#[test]
fn section_9_5_no_name() {
    let unspecified = DnsUpdateStatus::REASON_UNSPECIFIED;
    for name in [
        &b""[..],
        b".",
        b"mn..com",
        b"mn.example.com\0",
        b"mn example",
        b"\xff",
        b"\x02mn",
    ] {
        let refusal = decide(&option(0, 0, name));
        assert_eq!(
            refusal,
            Err(DnsUpdateRefusal::Status(unspecified)),
            "{name:?}"
        );
    }
}

#[test]
fn section_9_5_authorization_from_elsewhere() {
    let octets = option(0, 0, b"mn.example.com");
    let allowed = Fqdn::from_text("MN.example.com").unwrap();
    let decide = |allow: bool| {
        dns_update_request_with(&update(&octets), home_address(), |name| {
            name == allowed && allow
        })
        .map(|request| request.unwrap().action)
    };
    assert_eq!(decide(true), Ok(DnsAction::CreateOrUpdate));
    let prohibited = DnsUpdateStatus::ADMINISTRATIVELY_PROHIBITED;
    assert_eq!(decide(false), Err(DnsUpdateRefusal::Status(prohibited)));
    // checked prior to anything else, and not where there is nothing to check
    let none = dns_update_request_with(&update(&[]), home_address(), |_| panic!());
    assert_eq!(none, Ok(None));
    let empty = option(0, 0, b"");
    let refused = dns_update_request_with(&update(&empty), home_address(), |_| panic!());
    assert!(refused.is_err());
}

#[test]
fn section_8_1_first_of_several_options() {
    let octets = [
        option(0, 0x80, b"mn.example.com"),
        option(0, 0, b"www.example.com"),
    ]
    .concat();
    assert_eq!(decide(&octets).unwrap().unwrap().0, DnsAction::Remove);
}

#[test]
fn section_8_1_malformed_options_update_nothing() {
    let good = option(0, 0, b"mn.example.com");
    for length in 1..good.len() {
        assert!(matches!(
            decide(&good[..length]),
            Err(DnsUpdateRefusal::Malformed(_))
        ));
    }
    for octets in [&[17, 0][..], &[17, 1, 0]] {
        let Err(DnsUpdateRefusal::Malformed(error)) = decide(octets) else {
            panic!()
        };
        assert_eq!(
            (error.kind(), error.offset()),
            (ParseErrorKind::OptionLength, 13)
        );
    }
    let after = [&good[..], &[200]].concat();
    assert!(matches!(
        decide(&after),
        Err(DnsUpdateRefusal::Malformed(_))
    ));
}

#[test]
fn section_6_acknowledgement_includes_the_option() {
    // Status is the result's, R and the identity are the request's, Reserved is zero
    for flags in 0..=255 {
        let octets = option(77, flags, b"\x02MN\x07example\x03com\x00");
        for status in [0, 1, 128, 129, 130] {
            let status = DnsUpdateStatus(status);
            let reply = dns_update_reply(&update(&octets), BindingStatus::ACCEPTED, status);
            let expected = DnsUpdate {
                status,
                flags: DnsUpdateFlags::from_bits_retain(flags & 0x80),
                identity: MnIdentity::from_octets(b"\x02MN\x07example\x03com\x00"),
            };
            assert_eq!(reply, Ok(Some(expected)));
        }
    }
}

#[test]
fn section_6_no_reply_without_request() {
    let reply = dns_update_reply(
        &update(&[]),
        BindingStatus::ACCEPTED,
        DnsUpdateStatus::PERFORMED,
    );
    assert_eq!(reply, Ok(None));
}

#[test]
fn section_6_rejected_binding_has_no_dns_result() {
    let octets = option(0, 0, b"mn.example.com");
    for status in 0..=255 {
        let result = DnsUpdateStatus::ADMINISTRATIVELY_PROHIBITED;
        let reply = dns_update_reply(&update(&octets), BindingStatus(status), result).unwrap();
        assert_eq!(reply.is_some(), status < 128);
    }
}

// ----- home agent: home address

const PREFIX_REQUEST: &[u8] = &[0, 16, 0, 0];
const ADDRESS_REQUEST: &[u8] = &[0, 8, 0, 0];
const BOTH_REQUESTS: &[u8] = &[0, 8, 0, 0, 0, 16, 0, 0];

fn request(attributes: &[u8]) -> Configuration<'_> {
    Configuration {
        cfg_type: CfgType::REQUEST,
        attributes: ConfigAttributes::new(attributes, 8),
    }
}

/// The octets with which a home agent answers, and their first type.
fn reply(request: &Configuration<'_>, policy: &HomeAddressPolicy) -> (PayloadType, Vec<u8>) {
    let mut buffer = [0; 64];
    let builder = home_address_reply(PayloadsBuilder::new(&mut buffer), request, policy).unwrap();
    let payloads = builder.finish().unwrap();
    let measured = home_address_reply(PayloadsBuilder::measuring(), request, policy).unwrap();
    assert_eq!(measured.measure(), payloads.as_octets().len());
    (payloads.first(), payloads.as_octets().to_vec())
}

fn assigned() -> HomeAddressPolicy {
    HomeAddressPolicy::Assigned {
        address: home_address(),
        prefix_len: PrefixLen::P64,
    }
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
            assert_eq!(
                (first, &octets[..]),
                (PayloadType::CONFIGURATION, &expected[..])
            );
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
    assert_eq!(
        configuration.attributes.find(),
        Ok(Some(address(home_address())))
    );
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
    for (configuration, policy) in [
        (request(&[]), auto),
        (request(&[]), assigned()),
        (request(&[0, 10, 0, 0]), assigned()),
        (request(ADDRESS_REQUEST), auto),
        (
            Configuration {
                cfg_type: CfgType::SET,
                ..request(BOTH_REQUESTS)
            },
            assigned(),
        ),
        (
            Configuration {
                cfg_type: CfgType::REPLY,
                ..request(BOTH_REQUESTS)
            },
            auto,
        ),
    ] {
        assert_eq!(reply(&configuration, &policy), (PayloadType::NONE, vec![]));
    }
}

#[test]
fn a_reply_that_cannot_be_written() {
    let policy = HomeAddressPolicy::AutoConfiguration(home_prefix());
    for attributes in [&[0, 16, 0][..], &[0, 16, 0, 9], &[0, 16, 0, 1, 0]] {
        let builder = PayloadsBuilder::measuring();
        let error = home_address_reply(builder, &request(attributes), &policy).unwrap_err();
        assert!(matches!(error, ReplyError::Malformed(_)));
    }
    for length in 0..37 {
        let mut buffer = vec![0; length];
        let builder = PayloadsBuilder::new(&mut buffer);
        let Err(ReplyError::Emit(error)) =
            home_address_reply(builder, &request(PREFIX_REQUEST), &assigned())
        else {
            panic!()
        };
        assert_eq!(error.kind(), EmitErrorKind::BufferFull);
    }
}

#[test]
fn both_sides_agree() {
    let auto = HomeAddressPolicy::AutoConfiguration(home_prefix());
    let use_prefix = HomeAddressAssignment::AutoConfigure(home_prefix());
    let use_address = HomeAddressAssignment::UseAssigned(home_address());
    for (policy, expected) in [(auto, use_prefix), (assigned(), use_address)] {
        let mut buffer = [0; 64];
        let asked = request_home_prefix(PayloadsBuilder::new(&mut buffer)).unwrap();
        let asked = asked
            .finish()
            .unwrap()
            .find::<Configuration<'_>>()
            .unwrap()
            .unwrap();
        let (first, octets) = reply(&asked, &policy);
        assert_eq!(
            home_address_assignment(Payloads::new(first, &octets)),
            Ok(expected)
        );
    }
}

#[test]
fn errors_in_words() {
    let error = AssignmentError::Refused(NotifyType::INTERNAL_ADDRESS_FAILURE);
    assert_eq!(
        error.to_string(),
        "the home agent reports INTERNAL_ADDRESS_FAILURE (36)"
    );
    for error in [
        AssignmentError::Both,
        AssignmentError::Neither,
        AssignmentError::UseAssignedWithoutAddress,
    ] {
        assert!(!error.to_string().is_empty());
    }
    let refusal = DnsUpdateRefusal::Status(DnsUpdateStatus::ADMINISTRATIVELY_PROHIBITED);
    assert_eq!(refusal.to_string(), "Administratively prohibited (129)");
    let long = PrefixTooLong(PrefixLen::P128);
    assert_eq!(
        long.to_string(),
        "no room for an interface identifier behind 128 bits"
    );
}
