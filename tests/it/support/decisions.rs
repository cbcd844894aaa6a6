//! The decisions of RFC 5026 a second time: read by the second reader, decided in the order of the RFC's sentences, and
//! compared with the library's.

use super::second_reader::{self, AttributeItem, Item, PayloadItem, identity_name};
use mip6_wire::bootstrap::{
    AddressFault, AssignmentRefusal, DnsAction, DnsUpdateDecision, DnsUpdateOutcome,
    HomeAddressAssignment, HomeAddressPolicy, HomeAddressReply, PrefixFault, dns_update_decision,
    dns_update_decision_with, dns_update_of, dns_update_result, home_address_assignment,
    home_address_reply, initiator_name,
};
use mip6_wire::ikev2::{
    HomePrefix, IdType, Identification, PayloadType, Payloads, PayloadsBuilder, PrefixLen,
};
use mip6_wire::message::{BindingStatus, BindingUpdate, BindingUpdateFlags, Lifetime};
use mip6_wire::{MnIdentity, Options};
use std::net::Ipv6Addr;

/// Its octets, its length, its lifetime.
type Prefix = (u128, u8, u32);

/// What a chain of payloads holds that decides about a home address; `None` if it is malformed.
#[derive(Default)]
struct Held {
    /// Unknown types with the Critical bit.
    critical: Vec<u8>,
    notifies: Vec<u16>,
    /// CFG Type, and the prefix.
    prefixes: Vec<(u8, Option<Prefix>)>,
    /// CFG Type, and the address.
    addresses: Vec<(u8, Option<u128>)>,
}

fn held(first: u8, octets: &[u8]) -> Option<Held> {
    let mut held = Held::default();
    for item in second_reader::payload_chain(first, octets) {
        let PayloadItem::Payload(payload) = item else {
            return None;
        };
        if payload.critical && !(33..=48).contains(&payload.kind) {
            held.critical.push(payload.kind);
        } else if payload.kind == 41 {
            let notify = second_reader::notify(&payload.body).ok()?;
            held.notifies.push(notify.message_type);
        } else if payload.kind == 47 {
            let configuration = second_reader::configuration(&payload.body).ok()?;
            let cfg_type = configuration.cfg_type;
            for item in configuration.attributes {
                let AttributeItem::Attribute(attribute) = item else {
                    return None;
                };
                let number = |octets: &[u8]| {
                    octets.iter().fold(0_u128, |number, octet| number << 8 | u128::from(*octet))
                };
                match (attribute.kind, attribute.fields, &attribute.value[..]) {
                    (8, Ok(_), []) => held.addresses.push((cfg_type, None)),
                    (8, Ok(_), [address @ .., _]) => {
                        held.addresses.push((cfg_type, Some(number(address))));
                    }
                    (16, Ok(_), []) => held.prefixes.push((cfg_type, None)),
                    (16, Ok(_), [l0, l1, l2, l3, prefix @ .., length]) => {
                        let lifetime = u32::from_be_bytes([*l0, *l1, *l2, *l3]);
                        let prefix = (number(prefix), *length, lifetime);
                        held.prefixes.push((cfg_type, Some(prefix)));
                    }
                    (8 | 16, ..) => return None,
                    _ => {}
                }
            }
        } else if matches!(payload.kind, 35 | 36) {
            second_reader::identification(&payload.body).ok()?;
        }
        // the Next Payload of an encrypted payload is that of its content
        if matches!(payload.kind, 46 | 53) {
            let end = payload.offset + usize::from(payload.length);
            return (end == octets.len()).then_some(held);
        }
    }
    Some(held)
}

/// What the reply assigns: its octets in words.
fn expected_assignment(first: u8, octets: &[u8]) -> String {
    let Some(held) = held(first, octets) else {
        return "malformed".to_owned();
    };
    // RFC 7296 Section 2.5
    if let Some(critical) = held.critical.first() {
        return format!("critical {critical}");
    }
    // RFC 7296 Sections 3.10.1 and 1.2
    let child_sa = |number: &&u16| [14, 34, 38].contains(*number);
    let error = |number: &&u16| **number < 16384 && **number != 42 && !child_sa(number);
    if let Some(error) = held.notifies.iter().find(error) {
        return format!("reports {error}");
    }
    // RFC 7296 Section 3.15.1: what is assigned stands in a CFG_REPLY
    let mut prefixes = held.prefixes.iter().filter(|(cfg_type, _)| *cfg_type == 2);
    let mut addresses = held.addresses.iter().filter(|(cfg_type, _)| *cfg_type == 2);
    let prefix = prefixes.find_map(|(_, prefix)| *prefix);
    let address = addresses.find_map(|(_, address)| *address);
    // RFC 5026 Section 5.3.2
    let use_assigned = held.notifies.contains(&42);
    if use_assigned && address.is_none() {
        return "USE_ASSIGNED_HoA alone".to_owned();
    }
    if let (false, Some((octets, length, lifetime))) = (use_assigned, prefix) {
        let network = octets & u128::MAX.checked_shl(128 - u32::from(length)).unwrap_or_default();
        return if length == 0 {
            "length 0".to_owned()
        } else if network >> 120 == 0 || network >> 118 == 0x3fa || network >> 120 == 0xff {
            "not global".to_owned()
        } else {
            format!("form {octets:x}/{length}, {lifetime}")
        };
    }
    if let Some(address) = address {
        return match address {
            0 => "unspecified".to_owned(),
            1 => "loopback".to_owned(),
            _ if address >> 118 == 0x3fa => "link-local".to_owned(),
            _ if address >> 120 == 0xff => "multicast".to_owned(),
            _ => format!("use {address:x}"),
        };
    }
    match held.notifies.iter().find(child_sa) {
        Some(number) => format!("reports {number}"),
        None => "nothing".to_owned(),
    }
}

/// What the library makes of it, in the same words.
fn assignment_in_words(first: u8, octets: &[u8]) -> String {
    let payloads = Payloads::new(PayloadType(first), octets);
    let Ok(assignment) = home_address_assignment(payloads) else {
        return "malformed".to_owned();
    };
    let refusal = match assignment {
        HomeAddressAssignment::AutoConfigure(prefix) => {
            let octets = u128::from(prefix.prefix);
            let length = prefix.prefix_len.get();
            return format!("form {octets:x}/{length}, {}", prefix.lifetime);
        }
        HomeAddressAssignment::UseAssigned(address) => {
            return format!("use {:x}", u128::from(address));
        }
        HomeAddressAssignment::Refused(refusal) => refusal,
    };
    match refusal {
        AssignmentRefusal::UnsupportedCriticalPayload(kind) => format!("critical {}", kind.0),
        AssignmentRefusal::Reported(number) => format!("reports {}", number.0),
        AssignmentRefusal::NothingAssigned => "nothing".to_owned(),
        AssignmentRefusal::UseAssignedWithoutAddress => "USE_ASSIGNED_HoA alone".to_owned(),
        AssignmentRefusal::Address(fault) => match fault {
            AddressFault::Unspecified => "unspecified".to_owned(),
            AddressFault::Loopback => "loopback".to_owned(),
            AddressFault::LinkLocal => "link-local".to_owned(),
            AddressFault::Multicast => "multicast".to_owned(),
        },
        AssignmentRefusal::Prefix(PrefixFault::LengthZero) => "length 0".to_owned(),
        AssignmentRefusal::Prefix(PrefixFault::NotGlobalUnicast) => "not global".to_owned(),
        other => format!("{other:?}"),
    }
}

/// A chain of payloads, as a mobile node reads it in a reply and a home agent in a request.
pub fn payloads(first: u8, octets: &[u8]) {
    assert_eq!(assignment_in_words(first, octets), expected_assignment(first, octets));

    let (address, prefix_len) = (Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 1), PrefixLen::P64);
    let prefix = HomePrefix {
        lifetime: 86400,
        prefix: Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0),
        prefix_len,
    };
    let payloads = Payloads::new(PayloadType(first), octets);
    let held = held(first, octets);
    for policy in [
        HomeAddressPolicy::AutoConfiguration(prefix),
        HomeAddressPolicy::Assigned { address, prefix_len },
        HomeAddressPolicy::NoneAvailable,
    ] {
        let decided = home_address_reply(payloads, &policy);
        let Some(held) = &held else {
            assert!(decided.is_err());
            continue;
        };
        let decided = decided.expect("well formed");
        let asks_prefix = held.prefixes.iter().any(|(cfg_type, _)| *cfg_type == 1);
        let asks_address = held.addresses.iter().any(|(cfg_type, _)| *cfg_type == 1);
        let expected = match (held.critical.first(), asks_prefix, asks_address, policy) {
            (Some(kind), ..) => HomeAddressReply::UnsupportedCriticalPayload(PayloadType(*kind)),
            (None, false, false, _) => HomeAddressReply::NotAsked,
            (None, true, _, HomeAddressPolicy::AutoConfiguration(prefix)) => {
                HomeAddressReply::HomePrefix(prefix)
            }
            (None, true, _, HomeAddressPolicy::Assigned { .. }) => {
                HomeAddressReply::UseAssigned { address, prefix_len }
            }
            (None, false, true, HomeAddressPolicy::Assigned { .. }) => {
                HomeAddressReply::Address { address, prefix_len }
            }
            _ => HomeAddressReply::AddressFailure,
        };
        assert_eq!(decided, expected);

        // what a mobile node reads in the answer
        let mut buffer = [0; 64];
        let written = decided.emit(PayloadsBuilder::new(&mut buffer)).expect("fits");
        let written = written.finish().expect("fits");
        let read = assignment_in_words(written.first().0, written.as_octets());
        let expected = match decided {
            HomeAddressReply::NotAsked => "nothing".to_owned(),
            HomeAddressReply::HomePrefix(_) => {
                "form 20010db8000100000000000000000000/64, 86400".to_owned()
            }
            HomeAddressReply::UseAssigned { .. } | HomeAddressReply::Address { .. } => {
                "use 20010db8000100000000000000000001".to_owned()
            }
            HomeAddressReply::AddressFailure => "reports 36".to_owned(),
            HomeAddressReply::UnsupportedCriticalPayload(_) => "reports 1".to_owned(),
        };
        assert_eq!(read, expected);
    }
}

/// What a DNS Update option asks for (RFC 5026 Section 8.1).
struct Sent {
    status: u8,
    remove: bool,
    identity: Vec<u8>,
}

/// A home registration with these options, which `binding` answers, from a mobile node whose `IDi` is `id_data`.
pub fn dns_update(flags: u16, binding: u8, id_type: u8, id_data: &[u8], area: &[u8]) {
    let mut message = vec![0; 12];
    message.extend(area);
    let mut options = Vec::new();
    let mut malformed = false;
    for item in second_reader::option_area(&message, 12) {
        match item {
            Item::Fault(_) => malformed = true,
            Item::Option(option) => {
                if let (17, [status, flags, identity @ ..]) = (option.kind, &option.data[..]) {
                    options.push(Sent {
                        status: *status,
                        remove: flags & 0x80 != 0,
                        identity: identity.to_vec(),
                    });
                }
            }
        }
    }
    let found = dns_update_of(Options::new(area, 12));
    if malformed || options.len() > 1 {
        assert!(found.is_err());
        return;
    }
    let option = found.expect("well formed");
    let sent = options.first();
    assert_eq!(option.is_some(), sent.is_some());
    assert_eq!(
        dns_update_result(option).is_performed(),
        sent.is_some_and(|sent| sent.status < 128)
    );

    let update = BindingUpdate {
        sequence: 1,
        flags: BindingUpdateFlags::from_bits_retain(flags),
        lifetime: Lifetime(flags),
        options: Options::new(area, 12),
    };
    let home_address = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 1);
    let initiator = Identification { id_type: IdType(id_type), data: id_data };
    let authorized = initiator_name(&initiator);
    // RFC 7296 Section 3.5: ID_FQDN is text
    let text = second_reader::text_is_valid(id_data)
        .then(|| identity_name(id_data))
        .flatten()
        .filter(|name| id_type == 2 && !name.is_empty());
    assert_eq!(authorized.map(|name| name.to_string()), text);

    let status = BindingStatus(binding);
    let decisions = [
        dns_update_decision(&update, status, option, home_address, authorized),
        dns_update_decision_with(&update, status, option, home_address, |name| {
            initiator.matches(MnIdentity::from(name))
        }),
    ];
    for decision in decisions {
        let Some(sent) = sent.filter(|_| flags & 0x4000 != 0 && binding < 128) else {
            assert_eq!(decision, DnsUpdateDecision::NotAsked);
            continue;
        };
        let name = identity_name(&sent.identity).filter(|name| !name.is_empty());
        let refusal = match (&name, &text) {
            (None, _) => Some(128),
            (Some(name), Some(text)) if name.eq_ignore_ascii_case(text) => None,
            _ => Some(129),
        };
        let answer = match decision {
            DnsUpdateDecision::NotAsked => panic!("an option was sent"),
            DnsUpdateDecision::Refuse(answer) => {
                assert_eq!(Some(answer.status.0), refusal);
                answer
            }
            DnsUpdateDecision::Perform(task) => {
                assert_eq!(refusal, None);
                assert_eq!(task.action == DnsAction::Remove, sent.remove);
                assert_eq!(task.aaaa_record().1, home_address);
                let name = task.fqdn.to_string();
                assert!(text.as_ref().is_some_and(|text| text.eq_ignore_ascii_case(&name)));
                let failed = task.reply(DnsUpdateOutcome::ReverseNotPerformed);
                assert_eq!(failed.status.0, 130);
                task.reply(DnsUpdateOutcome::Performed)
            }
        };
        assert_eq!(answer.flags.bits(), if sent.remove { 0x80 } else { 0 });
        assert_eq!(answer.identity.as_octets(), sent.identity);
    }
}
