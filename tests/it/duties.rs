//! What must stand in messages of extensions, against tables that were written from the RFC texts.

use mip6_wire::message::multicast::{
    SubscriptionOptions, SubscriptionQuery, SubscriptionResponse, SubscriptionResponseFlags,
};
use mip6_wire::message::notification::{
    NotificationReason, Subject, UpdateNotification, UpdateNotificationAcknowledgement,
    UpdateNotificationFlags, UpdateNotificationStatus,
};
use mip6_wire::option::dual_stack::Ipv4AddressAcknowledgement;
use mip6_wire::option::multicast::{
    ActiveMulticastSubscriptionIpv4, ActiveMulticastSubscriptionIpv6, IgmpMembership, IgmpType,
    MldMembership, MldRecords, MldType,
};
use mip6_wire::option::route_optimization::cga_parameters;
use mip6_wire::{Ipv4PrefixLen, Options, ParseErrorKind, Writer};

/// An option of each type, without octets of its own: what counts is which are there.
fn area(kinds: &[u8]) -> Vec<u8> {
    kinds.iter().flat_map(|kind| [*kind, 0]).collect()
}

/// RFC 5555 Section 3.2.1: Pref-len "is only valid in case of success and MUST be set to zero and ignored in case of failure";
/// "Values of the Status field greater than or equal to 128 indicate that the binding was rejected".
#[test]
fn pref_len_counts_in_case_of_success_alone() {
    for status in 0..=255_u8 {
        for pref_len in 0..64_u8 {
            let octets = [30, 6, status, pref_len << 2, 192, 0, 2, 5];
            let option = Options::new(&octets, 12).find::<Ipv4AddressAcknowledgement>();
            let option = option.expect("well formed").expect("there");
            assert_eq!(option.prefix_len.get(), pref_len);
            let expected = (status < 128 && pref_len <= 32).then_some(pref_len);
            let allocated = option.allocated_prefix_len().map(Ipv4PrefixLen::get);
            assert_eq!(allocated, expected, "{status} {pref_len}");
        }
    }
}

/// RFC 7077 Sections 5 and 6.2: "either the Mobile Node Identifier option or the Mobile Node Group Identifier option".
/// Sections 4.2 and 6.1: status 129 if reason 3 comes without option 19.
#[test]
fn update_notifications() {
    let flags = UpdateNotificationFlags::empty();
    for (kinds, expected) in [
        (&[][..], Subject::Missing),
        (&[22, 19], Subject::Missing),
        (&[22, 8], Subject::MobileNode),
        (&[50, 19], Subject::Group),
        (&[8, 50], Subject::Both),
        (&[50, 8], Subject::Both),
    ] {
        let octets = area(kinds);
        let options = Options::new(&octets, 12);
        for reason in 0..=300 {
            let reason = NotificationReason(reason);
            let notification = UpdateNotification { sequence: 1, reason, flags, options };
            assert_eq!(notification.subject(), Ok(expected), "{kinds:?}");
            let missing = reason.0 == 3 && !kinds.contains(&19);
            assert_eq!(
                notification.missing_option(),
                Ok(missing.then_some(UpdateNotificationStatus(129))),
                "{kinds:?}, {reason}"
            );
        }
        let status = UpdateNotificationStatus::SUCCESS;
        let answer = UpdateNotificationAcknowledgement { sequence: 1, status, options };
        assert_eq!(answer.subject(), Ok(expected), "{kinds:?}");
    }
    let options = Options::new(&[8, 9], 12);
    let reason = NotificationReason::VENDOR_SPECIFIC_REASON;
    let broken = UpdateNotification { sequence: 1, reason, flags, options };
    assert!(broken.subject().is_err() && broken.missing_option().is_err());
}

/// RFC 7161 Sections 4.3.1.2 and 4.3.2.2: one option 8; 56 or 57 if I is set, and not otherwise.
#[test]
fn subscriptions() {
    use SubscriptionOptions as Found;
    for (kinds, without, with) in [
        (&[][..], Found::MissingIdentifier, Found::MissingIdentifier),
        (&[57], Found::MissingIdentifier, Found::MissingIdentifier),
        (&[8], Found::Valid, Found::MissingSubscription),
        (&[8, 22, 22], Found::Valid, Found::MissingSubscription),
        (&[8, 56], Found::StraySubscription, Found::Valid),
        (&[57, 8, 57, 56], Found::StraySubscription, Found::Valid),
        (&[8, 8], Found::RepeatedIdentifier, Found::RepeatedIdentifier),
        (&[8, 57, 8], Found::RepeatedIdentifier, Found::RepeatedIdentifier),
    ] {
        let octets = area(kinds);
        let options = Options::new(&octets, 8);
        let query = SubscriptionQuery { sequence: 1, options };
        assert_eq!(query.check_options(), Ok(without), "{kinds:?}");
        for (bits, expected) in [(0x00, without), (0x7f, without), (0x80, with), (0xff, with)] {
            let flags = SubscriptionResponseFlags::from_bits_retain(bits);
            let response = SubscriptionResponse { sequence: 1, flags, options };
            assert_eq!(response.check_options(), Ok(expected), "{kinds:?}, {bits:#x}");
        }
    }
    let options = Options::new(&[8, 9], 8);
    assert!(SubscriptionQuery { sequence: 1, options }.check_options().is_err());
}

/// RFC 7161 Section 4.3.1.2: the last number and the 128 before it are old.
#[test]
fn sequence_numbers_of_subscription_queries() {
    for last in 0..=u8::MAX {
        let old: Vec<u8> = (0..=128).map(|back| last.wrapping_sub(back)).collect();
        for sequence in 0..=u8::MAX {
            let query = SubscriptionQuery { sequence, options: Options::EMPTY };
            assert_eq!(query.is_old(last), old.contains(&sequence));
        }
    }
}

/// RFC 4866 Section 5.1.
#[test]
fn chunks_of_cga_parameters() {
    let mut octets = vec![12, 255];
    octets.extend([0xaa; 255]);
    let full = octets.clone();
    octets.extend([12, 2, 0xbb, 0xbc, 13, 1, 0xcc]);
    let all = |octets: &[u8]| -> Result<Vec<usize>, (ParseErrorKind, usize)> {
        cga_parameters(Options::new(octets, 12))
            .map(|chunk| match chunk {
                Ok(chunk) => Ok(chunk.len()),
                Err(error) => Err((error.kind(), error.offset())),
            })
            .collect()
    };
    assert_eq!(all(&octets), Ok(vec![255, 2]));
    assert_eq!(all(&[]), Ok(vec![]));
    let short = [12, 1, 0xaa, 12, 1, 0xbb];
    assert_eq!(all(&short), Err((ParseErrorKind::OptionLength, 13)));
    for between in [&[0][..], &[1, 0], &[13, 0]] {
        let apart = [&full, between, &[12, 1, 0]].concat();
        let at = 12 + 257 + between.len();
        assert_eq!(all(&apart), Err((ParseErrorKind::DuplicateOption, at)));
    }
    assert_eq!(all(&[12, 2, 0]), Err((ParseErrorKind::OptionTruncated, 13)));
}

/// RFC 7161 Sections 4.1.2, 4.1.3 and 6.1; RFC 3810 Section 5.2; RFC 3376 Section 4.2.
#[test]
fn multicast_memberships() {
    let igmp = |igmp_type, context| ActiveMulticastSubscriptionIpv4 {
        igmp_type: IgmpType(igmp_type),
        context,
    };
    let group = [233, 252, 0, 1].into();
    for old in [0x12, 0x16] {
        let one = igmp(old, &[233, 252, 0, 1]).membership();
        assert_eq!(one, Ok(IgmpMembership::Group(group)));
        let error = igmp(old, &[233, 252, 0, 1, 0]).membership().expect_err("5");
        assert_eq!((error.kind(), error.offset()), (ParseErrorKind::OptionLength, 1));
    }
    assert_eq!(igmp(7, &[0; 9]).membership(), Ok(IgmpMembership::Unknown));
    let record = [5, 1, 0, 2, 233, 252, 0, 1, 192, 0, 2, 1, 192, 0, 2, 2, 9, 9, 9, 9];
    let Ok(IgmpMembership::Record(read)) = igmp(0x22, &record).membership() else {
        panic!("a record of IGMPv3");
    };
    assert_eq!((read.record_type.0, read.multicast_address), (5, group));
    let sources: Vec<_> = read.source_addresses().map(|source| source.to_string()).collect();
    assert_eq!(sources, ["192.0.2.1", "192.0.2.2"]);
    assert_eq!(read.auxiliary_data, [9; 4]);
    let mut buffer = [0; 32];
    let mut writer = Writer::new(&mut buffer);
    read.emit(&mut writer).expect("room");
    assert_eq!(writer.written(), record);
    for length in 4..record.len() {
        let error = igmp(0x22, &record[..length]).membership().expect_err("cut off");
        assert_eq!((error.kind(), error.offset()), (ParseErrorKind::Truncated, 3));
    }
    let two = [record, record].concat();
    let error = igmp(0x22, &two).membership().expect_err("two records");
    assert_eq!((error.kind(), error.offset()), (ParseErrorKind::OptionLength, 1));

    let mld = |mld_type, context| ActiveMulticastSubscriptionIpv6 {
        mld_type: MldType(mld_type),
        context,
    };
    let mut old = vec![0; 4];
    old.extend([0xff; 16]);
    let group = [0xff; 16].into();
    assert_eq!(mld(131, &old).membership(), Ok(MldMembership::Group(group)));
    let error = mld(131, &[0; 21]).membership().expect_err("21");
    assert_eq!((error.kind(), error.offset()), (ParseErrorKind::OptionLength, 1));
    assert_eq!(mld(7, &[0; 20]).membership(), Ok(MldMembership::Unknown));
    let mut record = vec![1, 0, 0, 0];
    record.extend([0xff; 16]);
    let Ok(MldMembership::Record(read)) = mld(143, &record).membership() else {
        panic!("a record of MLDv2");
    };
    assert_eq!((read.multicast_address, read.sources.len()), (group, 0));
    let two = [&record[..], &record[..19]].concat();
    let read: Vec<_> = MldRecords::new(&two, 6).collect();
    assert!(read[0].is_ok() && read.len() == 2);
    let error = read[1].expect_err("cut off");
    assert_eq!((error.kind(), error.offset()), (ParseErrorKind::Truncated, 26));
}

/// Below 128 is success, from 128 on failure: RFC 7109 Section 6.1.2, RFC 5568 Sections 6.2.1.2 and 6.2.3, RFC 5846 Section
/// 5.2, RFC 6705 Section 10.2, RFC 7077 Section 4.2, RFC 5555 Section 3.2.1, RFC 5844 Section 3.3.2.
#[test]
fn a_status_from_128_on_is_a_failure() {
    use mip6_wire::message::{fast, flow, proxy};
    use mip6_wire::option::{dual_stack, proxy as option};
    for status in 0..=255 {
        let statuses = [
            flow::FlowBindingStatus(status).is_success(),
            fast::HandoverAcknowledgeCode(status).is_accepted(),
            fast::FastBindingStatus(status).is_accepted(),
            proxy::RevocationStatus(status).is_success(),
            proxy::LocalizedRoutingStatus(status).is_success(),
            UpdateNotificationStatus(status).is_success(),
            dual_stack::Ipv4AddressStatus(status).is_success(),
            option::Ipv4HomeAddressStatus(status).is_success(),
        ];
        assert_eq!(statuses, [status < 128; 8], "{status}");
    }
}
