//! The crate against the second reader, which was written from the RFC texts alone.
//!
//! Where the two differ on purpose, it says so here:
//!
//! | case | crate | second reader |
//! |---|---|---|
//! | the version is not 6 and the packet has less than 40 octets | `NotIpv6` | `Truncated` |
//! | the packet ends before its Payload Length | `Truncated` | goes as far as it can |
//! | type 2 routing header with Hdr Ext Len not 2 or Segments Left not 1 | `ExtensionHeader`, or `Truncated` where less than 24 octets are left | carries no address |
//! | Home Address option whose length is not 16 | `ExtensionHeader` | carries no address |
//! | second Home Address option | `ExtensionHeader` | the first counts |
//! | second type 2 routing header | the last counts | the first counts |
//! | malformed option in a message that is otherwise in order | `receive` does not look: `Disposition::from` the error of the option | `Discard` |
//! | the root as labels | no name | a name without labels |
//! | Encrypted payload | ends the chain | a payload like others |
//! | body of a payload too short for its fixed fields | `PayloadLength` at the field | `Truncated` at the end of the body |
//!
//! What is compared of a value are its fields, as the crate lists them and as the second reader finds them: nothing
//! here knows a kind. A kind that only one of the two takes apart is a difference.

use super::listing::{self, Listed};
use super::second_reader::layout::Field;
use super::second_reader::{
    self as second, AttributeItem, Fault, FaultKind, Identity, Item, PayloadItem, Stop, Violation,
};
use mip6_wire::ikev2::{ConfigAttributes, Payload, PayloadType, Payloads};
use mip6_wire::ipv6::{AnswerKind, MobilityPacket};
use mip6_wire::{
    ChecksumAddresses, Deviations, Disposition, Fqdn, Message, MnIdentity, MobilityHeader,
    MobilityOption, OptionType, Options, ParseError, ParseErrorKind,
};

/// Everything that takes a Mobility Header.
pub fn mobility_header(octets: &[u8], addresses: &ChecksumAddresses) {
    message(octets);
    options(octets);
    receive(octets, addresses);
    deviations(octets);
}

fn kind(fault: FaultKind) -> ParseErrorKind {
    match fault {
        FaultKind::Truncated => ParseErrorKind::Truncated,
        FaultKind::TrailingOctets => ParseErrorKind::TrailingOctets,
        FaultKind::PayloadProto => ParseErrorKind::PayloadProto,
        FaultKind::HeaderLen => ParseErrorKind::HeaderLen,
        FaultKind::OptionTruncated => ParseErrorKind::OptionTruncated,
        FaultKind::OptionLength => ParseErrorKind::OptionLength,
        FaultKind::AuthorizationDataNotLast => ParseErrorKind::AuthorizationDataNotLast,
        FaultKind::PayloadLength => ParseErrorKind::PayloadLength,
        FaultKind::AttributeLength => ParseErrorKind::AttributeLength,
        FaultKind::PrefixLength => ParseErrorKind::PrefixLength,
        FaultKind::SpiSize => ParseErrorKind::SpiSize,
    }
}

/// The crate's error for a fault of the second reader.
#[must_use]
pub fn error(fault: Fault) -> ParseError {
    ParseError::new(kind(fault.kind), fault.offset)
}

/// The header and the fixed fields of the message.
pub fn message(octets: &[u8]) {
    let ours = MobilityHeader::parse(octets);
    match (&ours, second::mobility_header(octets)) {
        (Ok(header), Ok(theirs)) => {
            assert_eq!(header.payload_proto(), theirs.payload_proto);
            assert_eq!(header.header_len(), theirs.header_len);
            assert_eq!(header.mh_type().0, theirs.mh_type);
            assert_eq!(header.reserved(), theirs.reserved);
            assert_eq!(header.checksum(), theirs.checksum);
            assert_eq!(header.as_octets().len(), second::total_octets(theirs.header_len));
        }
        (ours, theirs) => {
            assert_eq!(ours.as_ref().err().copied(), theirs.err().map(error), "{octets:02x?}")
        }
    }
    let ours = ours.and_then(|header| header.message());
    let theirs = second::message(octets);
    let (ours, theirs) = match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => (ours, theirs),
        (ours, theirs) => {
            assert_eq!(ours.err(), theirs.err().map(error), "{octets:02x?}");
            return;
        }
    };
    let what = format!("MH Type {}", theirs.header.mh_type);
    same_fields(&what, listing::message(&ours), theirs.fields.as_deref());
    if let Message::Unknown(ours) = ours {
        assert_eq!(ours.body, theirs.data);
    }
}

/// Compares the fields of a value, where both sides take it apart.
fn same_fields(what: &str, ours: Option<Vec<Listed>>, theirs: Option<&[Field]>) {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => listing::same(what, &ours, theirs),
        (None, None) => {}
        (Some(_), None) => panic!("{what}: the second reader has no row for it"),
        (None, Some(_)) => panic!("{what}: the second reader has a row for it, the crate has not"),
    }
}

/// The options of a message, with their offsets.
pub fn options(octets: &[u8]) {
    let Ok((header, _)) = MobilityHeader::split(octets) else {
        assert_eq!(second::options(octets), []);
        return;
    };
    let Ok(message) = header.message() else {
        return;
    };
    let theirs = second::options(octets);
    match message.options() {
        Some(ours) => items(ours, &theirs),
        None => assert_eq!(theirs, []),
    }
}

/// The options of an area that begins at the header offset `start`.
pub fn option_area(area: &[u8], start: u8) {
    let mut octets = vec![0xff; usize::from(start)];
    octets.extend(area);
    let theirs = second::option_area(&octets, usize::from(start));
    items(Options::new(area, start.into()), &theirs);
}

fn items(ours: Options<'_>, theirs: &[Item]) {
    // uninterpreted: offset, type, length
    let mut raw = ours.raw();
    for item in theirs {
        match item {
            Item::Option(option) => {
                assert_eq!(raw.offset(), option.offset);
                let ours = raw.next().expect("an option").expect("a sound one");
                assert_eq!(ours.option_type.0, option.kind);
                assert_eq!(ours.body, option.data);
            }
            Item::Fault(fault) => {
                let framing = fault.kind == FaultKind::OptionTruncated;
                assert_eq!(raw.next().expect("an option").is_err(), framing);
            }
        }
    }
    assert_eq!(raw.next(), None);

    // decoded, padding left out
    let mut typed = ours.iter();
    for item in theirs {
        let expected = match item {
            Item::Option(option) if option.is_padding() => continue,
            Item::Option(option) => Ok(option),
            Item::Fault(fault) => Err(error(*fault)),
        };
        let ours = typed.next().expect("as many options");
        match (ours, expected) {
            (Ok(ours), Ok(theirs)) => {
                assert_eq!(ours.option_type().0, theirs.kind);
                let what = format!("option {}", theirs.kind);
                same_fields(&what, listing::option(&ours), theirs.fields.as_deref());
            }
            (ours, expected) => assert_eq!(ours.err(), expected.err()),
        }
    }
    assert_eq!(typed.next(), None);
}

/// One option: the crate's value, and its octets from the Type octet on.
pub fn option(ours: &MobilityOption<'_>, octets: &[u8]) {
    let kind = octets[0];
    assert_eq!(ours.option_type().0, kind);
    let read = second::option_row(kind).map(|row| row.layout.read(octets, 2));
    let theirs = read.map(|read| read.expect("an option that the crate accepts"));
    let what = format!("option {kind}");
    same_fields(&what, listing::option(ours), theirs.as_deref());
}

/// What a receiver does.
pub fn receive(octets: &[u8], addresses: &ChecksumAddresses) {
    let (source, destination) = (addresses.source.octets(), addresses.destination.octets());
    let ours = match mip6_wire::receive(octets, addresses) {
        Ok(header) => {
            let message = header.message().expect("an accepted header");
            let mut items = message.options().unwrap_or_default().iter();
            // the crate leaves the options to whoever walks them
            match items.find_map(Result::err) {
                None => second::Disposition::Accept,
                Some(error) => disposition(error.into()),
            }
        }
        Err(answer) => disposition(answer),
    };
    assert_eq!(ours, second::receive(octets, source, destination), "{octets:02x?}");
    if let Ok((header, _)) = MobilityHeader::split(octets) {
        let octets = header.as_octets();
        assert_eq!(header.checksum_ok(addresses), second::checksum_ok(octets, source, destination));
    }
}

fn disposition(answer: Disposition) -> second::Disposition {
    match answer {
        Disposition::Discard => second::Disposition::Discard,
        Disposition::BindingError { status } => second::Disposition::BindingError(status.0),
        Disposition::ParameterProblem { pointer } => second::Disposition::ParameterProblem(pointer),
        other => panic!("no rule for {other:?}"),
    }
}

/// The walk from an IPv6 header.
pub fn ipv6(octets: &[u8]) {
    let ours = MobilityPacket::parse(octets);
    let theirs = second::ipv6(octets);
    let error = match ours {
        Ok(ours) => {
            let theirs = theirs.unwrap_or_else(|stop| panic!("{stop:?}\n{ours:?}"));
            assert_eq!(ours.mobility_header_offset(), theirs.mobility_header);
            assert_eq!(ours.unverified(), &octets[theirs.mobility_header..theirs.end]);
            assert_eq!(ours.source().octets(), theirs.source);
            assert_eq!(ours.destination().octets(), theirs.destination);
            let home_address = ours.home_address_option().map(|address| address.octets());
            assert_eq!(home_address, theirs.home_address_option);
            let addresses = ours.checksum_addresses();
            assert_eq!(addresses.source.octets(), theirs.checksum_source);
            let routing = ours.routing_header().map(|address| address.octets());
            if routing != theirs.routing_home_address {
                // a second type 2 routing header: the last counts
                assert!(routing.is_some() && theirs.routing_home_address.is_some());
                return;
            }
            assert_eq!(addresses.destination.octets(), theirs.checksum_destination);
            let header = &octets[theirs.mobility_header..theirs.end];
            receive(header, &addresses);
            refused(ours, &theirs, octets);
            return;
        }
        Err(error) => error,
    };
    let (kind, offset) = (error.kind(), error.offset());
    let too_short = octets.len() < 40
        || octets.len() < 40 + usize::from(u16::from_be_bytes([octets[4], octets[5]]));
    match kind {
        ParseErrorKind::NotIpv6 => {
            assert_eq!(offset, 0);
            assert_ne!(octets[0] >> 4, 6);
            assert!(octets.len() < 40 || theirs == Err(Stop::Version));
        }
        _ if too_short => assert_eq!((kind, offset), (ParseErrorKind::Truncated, octets.len())),
        ParseErrorKind::ExtensionHeader => {
            let stopped = match theirs {
                Ok(walk) => walk.mobility_header,
                Err(
                    Stop::Truncated { offset }
                    | Stop::OptionTruncated { offset }
                    | Stop::Fragment { offset }
                    | Stop::Encrypted { offset }
                    | Stop::OtherHeader { offset, .. },
                ) => offset,
                Err(Stop::Version) => panic!("{error}"),
            };
            assert!(stopped > offset, "{error}, the second reader: {stopped}");
            assert!(wrong_extension(octets, offset), "{error}: {octets:02x?}");
        }
        ParseErrorKind::Truncated if theirs != Err(Stop::Truncated { offset }) => {
            // a type 2 routing header of less than 24 octets at the end of the packet
            let short = (1..24).any(|octets_left| {
                let at = offset.wrapping_sub(octets_left);
                matches!(octets.get(at..), Some([_, length, 2, ..]) if *length != 2)
            });
            assert!(short, "{error}, the second reader: {theirs:?}");
        }
        _ => {
            let expected = match theirs {
                Ok(walk) => panic!("{error}, the second reader: {walk:?}"),
                Err(Stop::Version) => (ParseErrorKind::NotIpv6, 0),
                Err(Stop::Truncated { offset }) => (ParseErrorKind::Truncated, offset),
                Err(Stop::OptionTruncated { offset }) => (ParseErrorKind::OptionTruncated, offset),
                Err(Stop::Fragment { offset }) => (ParseErrorKind::Fragment, offset),
                Err(Stop::Encrypted { offset }) => (ParseErrorKind::Encrypted, offset),
                Err(Stop::OtherHeader { offset, .. }) => (ParseErrorKind::NoMobilityHeader, offset),
            };
            assert_eq!((kind, offset), expected, "{octets:02x?}");
        }
    }
}

/// Whether one of the things that the crate refuses, and the second reader does not, stands at `offset`.
fn wrong_extension(octets: &[u8], offset: usize) -> bool {
    let at = |index: usize| octets.get(index).copied();
    let option_length = at(offset - 1) == Some(201) && at(offset) != Some(16);
    let second_option = at(offset) == Some(201);
    let ext_len = at(offset + 1) == Some(2) && at(offset) != Some(2);
    let segments_left =
        at(offset - 1) == Some(2) && at(offset - 2) == Some(2) && at(offset) != Some(1);
    option_length || second_option || ext_len || segments_left
}

/// What a receiver makes of a packet, and what it answers, by the second reader's walk and its rules.
fn refused(ours: MobilityPacket<'_>, theirs: &second::Walk, octets: &[u8]) {
    let at = theirs.mobility_header;
    // what the IPv6 headers call for comes before the message
    let expected = match theirs.violations.first() {
        Some(&(violation, offset)) => match violation {
            Violation::HopByHopNotFirst => Some((1, offset)),
            Violation::UnknownOption(2 | 3) => Some((2, offset)),
            Violation::UnknownOption(_) | Violation::RoutingHomeAddress => None,
            Violation::RoutingType => Some((0, offset)),
            Violation::HomeAddress => Some((0x101, 0)),
        },
        None => {
            let header = &octets[at..theirs.end];
            let (source, destination) = (theirs.checksum_source, theirs.checksum_destination);
            match second::receive(header, source, destination) {
                second::Disposition::ParameterProblem(pointer) => Some((0, at + pointer)),
                second::Disposition::BindingError(status) => Some((0x100 | u32::from(status), 0)),
                second::Disposition::Discard | second::Disposition::Accept => None,
            }
        }
    };
    let multicast = |address: [u8; 16]| address[0] == 0xff;
    // RFC 4443, section 2.4 (e.3) and (e.6); RFC 6275, section 9.3.3
    let exempt = matches!(
        theirs.violations.first(),
        Some((Violation::UnknownOption(2) | Violation::HomeAddress, _))
    ) || matches!(expected, Some((0x100.., _)));
    let expected = expected
        .filter(|_| !multicast(theirs.source) && theirs.source != [0; 16])
        .filter(|_| exempt || !multicast(theirs.destination) && theirs.destination != [0; 16]);
    let refusal = ours.receive().err();
    let answer = refusal.as_ref().and_then(|refusal| refusal.answer());
    let found = answer.map(|answer| match answer.kind() {
        AnswerKind::ParameterProblem { code, pointer } => {
            (code.into(), usize::try_from(pointer).expect("a packet"))
        }
        AnswerKind::BindingError(status) => (0x100 | u32::from(status.0), 0),
        other => panic!("no rule for {other:?}"),
    });
    assert_eq!(found, expected, "{refusal:?}: {octets:02x?}");
    if !theirs.violations.is_empty() {
        assert!(refusal.is_some(), "{octets:02x?}");
    }
}

/// What a sender must not do, found by the second reader's items.
pub fn deviations(octets: &[u8]) {
    let Ok(header) = MobilityHeader::parse(octets) else {
        return;
    };
    let found = header.audit();
    let mut expected = Deviations::empty();
    let mut readable = octets.to_vec();
    readable[0] = 59;
    expected.set(Deviations::PAYLOAD_PROTO, octets[0] != 59);
    expected.set(Deviations::RESERVED_FIELD, octets[3] != 0);
    // zero is sent as 0x0000, and no sum comes to 0xffff
    expected.set(Deviations::CHECKSUM_ALL_ONES, octets[4..6] == [0xff, 0xff]);
    let Ok(message) = second::message(&readable) else {
        assert_eq!(found, expected | Deviations::MALFORMED);
        return;
    };
    expected |= field_deviations(message.fields.iter().flatten());
    if let Some(start) = second::option_area_start(octets) {
        expected |= option_deviations(octets, start, &second::options(&readable));
        expected |= message_rules(octets, start);
        expected |= companions(octets, start);
        expected |= order_rules(octets, start);
    }
    // padding around an option that stands in a wrong place has no right form
    let moot = if expected.contains(Deviations::MISALIGNED_OPTION) {
        Deviations::PADDING_FORM
    } else {
        Deviations::empty()
    };
    // the second reader has a row only for what it reads
    let unknown = second::option_area_start(octets).is_some_and(|start| {
        let raw = Options::new(&octets[start..], 0).raw().flatten();
        raw.map(|option| option.option_type.0)
            .any(|kind| kind > 1 && second::option_row(kind).is_none())
    });
    let moot = if unknown {
        moot | Deviations::MISPLACED_OPTION | Deviations::DUPLICATE_OPTION
    } else {
        moot
    };
    assert_eq!(found - moot, expected - moot, "{octets:02x?}");
}

/// What a sender leaves zero, and did not.
fn field_deviations<'a>(fields: impl Iterator<Item = &'a Field>) -> Deviations {
    let mut found = Deviations::empty();
    for field in fields {
        // what the second reader calls a sub-option that does not fit its layout
        found.set(
            Deviations::MALFORMED,
            found.contains(Deviations::MALFORMED) || field.name == "malformed",
        );
        if field.is_reserved() && !field.is_zero() {
            found |= Deviations::RESERVED_FIELD;
        }
        if field.stray != 0 {
            found |= Deviations::RESERVED_FLAGS;
        }
    }
    found
}

/// What RFC 6275 Sections 6.1.7, 6.1.9, 6.2.5, 6.2.6, 9.5.1 and 11.7.1 and RFC 5026 Section 8.1 ask of the sender of a
/// message as a whole.
fn message_rules(octets: &[u8], start: usize) -> Deviations {
    let mut found = Deviations::empty();
    if octets[2] == 7 && octets[6] == 0 {
        found |= Deviations::BINDING_ERROR_STATUS;
    }
    if octets[2] != 5 {
        return found;
    }
    let [acknowledge, home, _, key_management] = [7, 6, 5, 4].map(|bit| octets[8] >> bit & 1 == 1);
    if home && !acknowledge || key_management && !home {
        found |= Deviations::FLAGS;
    }
    let (mut nonce_indices, mut authorized) = (false, false);
    let mut rest = &octets[start..];
    while let Some((&option, after)) = rest.split_first() {
        if option == 0 {
            rest = after;
            continue;
        }
        let Some((&length, _)) = after.split_first() else {
            break;
        };
        let end = second::option_end(rest, 0, rest.len());
        let Some((whole, after)) = rest.split_at_checked(end) else {
            break;
        };
        let body = &whole[2..];
        rest = after;
        match (option, body) {
            (3, [first, second, ..]) if length == 16 => {
                let address = std::net::Ipv6Addr::from(<[u8; 16]>::try_from(body).expect("16"));
                // ff00::/8, fe80::/10, ::, ::1
                if *first == 0xff
                    || *first == 0xfe && *second & 0xc0 == 0x80
                    || address.to_bits() < 2
                {
                    found |= Deviations::CARE_OF_ADDRESS;
                }
            }
            (4, [_, _, _, _]) => {
                nonce_indices = true;
                if home {
                    found |= Deviations::MISPLACED_OPTION;
                }
            }
            (5, _) => authorized |= rest.is_empty(),
            (17, [_, _, ..]) if !home => found |= Deviations::MISPLACED_OPTION,
            _ => {}
        }
    }
    if !home && nonce_indices != authorized {
        found |= Deviations::COMPANION_OPTION;
    }
    found
}

/// The flags and options that go with one another, or do not, a message at a time.
fn companions(octets: &[u8], start: usize) -> Deviations {
    let mut kinds = Vec::new();
    let mut at = start;
    while at < octets.len() {
        let kind = octets[at];
        let end = match kind {
            0 => at + 1,
            _ if at + 1 == octets.len() => break,
            _ => second::option_end(octets, at, octets.len()),
        };
        if end > octets.len() {
            break;
        }
        kinds.push(kind);
        at = end;
    }
    let has = |kind: u8| kinds.contains(&kind);
    let bit = |at: usize, mask: u8| octets[at] & mask != 0;
    let (mut flags, mut missing, mut misplaced) = (false, false, false);
    match octets[2] {
        5 => {
            let [ack, home, map, router, proxy] =
                [0x80, 0x40, 0x08, 0x04, 0x02].map(|mask| bit(8, mask));
            let bulk = bit(9, 0x40);
            // RFC 3963, 5.2; RFC 5213, 6.9.1.5; RFC 5380, 4.1; RFC 6602, 4.1, but for the O flag of RFC 5648
            flags = router && !home || (map || proxy) && !ack || bulk && !proxy && !has(35);
            // RFC 5213, 6.9.1.1; RFC 5844, 3.2.3.1; RFC 6602, 5.1.2: B needs a group, which an update of a group has alone
            let session = has(8) && (has(22) || has(36)) && has(23) && has(24);
            missing = proxy && !has(50) && (bulk || !session);
            // RFC 5648, 5.1
            misplaced = has(35) && has(3);
        }
        6 => {
            // RFC 6602, 4.2; RFC 5844, 3.1.2.6
            flags = bit(7, 0x08) && !bit(7, 0x20);
            misplaced = octets[6] >= 128 && has(38);
        }
        // RFC 5568, 6.2.2 and 6.2.3
        8 => {
            flags = !(bit(8, 0x80) && bit(8, 0x40));
            missing = !has(21);
        }
        9 => missing = !has(21) || octets[6] == 1 && !has(3),
        // RFC 5847, 3.3 and 3.4
        13 => {
            flags = bit(7, 2) && !bit(7, 1);
            misplaced = has(28) && !bit(7, 1);
        }
        // RFC 5568, 6.2.1.1; RFC 5949, 6.1.1 and 6.1.2
        14 => {
            let proxy = bit(8, 0x20);
            flags = bit(8, 0x80) && (proxy || octets[9] == 1);
            missing = !has(if proxy { 8 } else { 7 });
        }
        15 => missing = bit(8, 0x40) && !has(8),
        // RFC 5846, 5.1, 6.1.1, 8.1: a B.R. Type of 1
        16 if octets[6] == 1 => {
            let [proxy, ipv4, global] = [0x80, 0x40, 0x20].map(|mask| bit(10, mask));
            let trigger = octets[7];
            flags = if global { trigger < 128 } else { (128..250).contains(&trigger) };
            misplaced =
                has(22) && !proxy || has(29) && (proxy || !ipv4) || has(36) && !(ipv4 && proxy);
            missing =
                proxy && !(global && trigger == 128) && !has(8) || ipv4 && !has(29) && !has(36);
        }
        // RFC 6705, 10.1 and 10.2
        17 => missing = !has(8) || !has(22) && !has(29),
        18 => missing = octets[9] == 0 && (!has(8) || !has(22) && !has(29)),
        // RFC 7077, 5
        19 => missing = !has(8) && !has(50),
        _ => {}
    }
    let mut found = Deviations::empty();
    found.set(Deviations::FLAGS, flags);
    found.set(Deviations::COMPANION_OPTION, missing);
    found.set(Deviations::MISPLACED_OPTION, misplaced);
    found
}

/// What RFC 4283 Section 3.2, RFC 4285 Section 5, RFC 4866 Section 5.1 and RFC 5149 Sections 3 and 4.1 say of the order of options.
fn order_rules(octets: &[u8], start: usize) -> Deviations {
    // type, first octet of the body, octets of the body; padding too
    let mut options = Vec::new();
    let mut at = start;
    while at < octets.len() {
        let end = match octets[at] {
            0 => at + 1,
            _ if at + 1 == octets.len() => break,
            _ => second::option_end(octets, at, octets.len()),
        };
        if end > octets.len() {
            break;
        }
        let body = octets.get(at + 2..end).unwrap_or_default();
        options.push((octets[at], body.first().copied(), body.len()));
        at = end;
    }
    let whole = at == octets.len();
    // where such options stand: of a type, and of a subtype if one is asked for
    let place = |kind: u8, subtype: Option<u8>| {
        let wanted = |at: &usize| {
            let (found, first, _) = options[*at];
            found == kind && (subtype.is_none() || first == subtype)
        };
        (0..options.len()).filter(wanted).collect::<Vec<_>>()
    };
    let authentication = place(9, None);
    let (mn_ha, mn_aaa) = (place(9, Some(1)), place(9, Some(2)));
    let mut identifiers = place(8, None);
    identifiers.retain(|&at| options[at].2 > 0);
    let access_identifiers = place(8, Some(1));
    let service = place(20, None);
    let chunks = place(12, None);
    let last = (0..options.len()).rfind(|&at| options[at].0 > 1);

    let behind = |late: &[usize], early: &[usize]| match (late.last(), early.first()) {
        (Some(late), Some(early)) => late > early,
        _ => false,
    };
    let mut found = Deviations::empty();
    found.set(
        Deviations::OPTION_ORDER,
        behind(&identifiers, &authentication)
            || behind(&service, &authentication)
            || behind(&access_identifiers, &service)
            || behind(&mn_ha, &mn_aaa)
            || whole
                && !(mn_ha.is_empty() && mn_aaa.is_empty())
                && last.is_some_and(|last| options[last].0 != 9)
            || chunks.windows(2).any(|pair| pair[1] - pair[0] != 1),
    );
    found.set(Deviations::DUPLICATE_OPTION, mn_ha.len() > 1 || mn_aaa.len() > 1);
    found.set(Deviations::MISPLACED_OPTION, octets[2] == 6 && !mn_aaa.is_empty());
    found.set(
        Deviations::FIELD_VALUE,
        chunks.windows(2).any(|pair| pair[1] - pair[0] == 1 && options[pair[0]].2 != 255),
    );
    found
}

fn option_deviations(octets: &[u8], start: usize, items: &[Item]) -> Deviations {
    let (update, acknowledgement) = (octets[2] == 5, octets[2] == 6);
    let mut found = Deviations::empty();
    let mut seen = Vec::new();
    // where the padding began that ends here, and its pieces
    let (mut padding, mut pieces) = (start, 0);
    let mut at = start;
    for item in items {
        let option = octets[at];
        let end = match option {
            0 => at + 1,
            _ if at + 1 == octets.len() => at + 2,
            _ => second::option_end(octets, at, octets.len()),
        };
        let length = end.saturating_sub(at + 2);
        if let Item::Fault(fault) = item {
            found |= Deviations::MALFORMED;
            if fault.kind == FaultKind::OptionTruncated {
                return found;
            }
        }
        if option == 21 && usize::from(octets[at + 1]) != length {
            found |= Deviations::AUTHORIZATION_DATA_LENGTH;
        }
        if option <= 1 {
            pieces += 1;
            if octets[at..end].iter().skip(2).any(|&octet| octet != 0) {
                found |= Deviations::PADDING_CONTENT;
            }
            at = end;
            continue;
        }
        let right = |offset: usize| match option {
            // the last option: it ends where the header does, and so does one of type 9 without padding behind it
            9 if end == octets.len() => (offset + 2 + length).is_multiple_of(8),
            _ if second::must_be_last(option) => (offset + 2 + length).is_multiple_of(8),
            45 if length >= 6 => flow_places(&octets[at..end]).0.contains(&(offset % 8)),
            _ => OptionType(option).align(length).padding(offset) == 0,
        };
        let needed = (0..8).find(|needed| right(padding + needed)).expect("one of 8");
        if at - padding != needed || pieces > 1 {
            found |= Deviations::PADDING_FORM;
        }
        let apart = option == 45 && length >= 6 && !flow_places(&octets[at..end]).1;
        let misaligned = match option {
            9 => at % 4 != 1,
            _ => !second::must_be_last(option) && !right(at),
        };
        if apart || misaligned {
            found |= Deviations::MISALIGNED_OPTION;
        }
        if let Some(row) = second::option_row(option) {
            if row.once && seen.contains(&option) {
                found |= Deviations::DUPLICATE_OPTION;
            }
            // RFC 7077 Section 4: Update Notification and its acknowledgement hold any option
            let anywhere = row.messages.is_empty() || matches!(octets[2], 19 | 20);
            if !anywhere && !row.messages.contains(&octets[2]) {
                found |= Deviations::MISPLACED_OPTION;
            }
        }
        seen.push(option);
        let read = match item {
            Item::Option(read) => Some(read),
            Item::Fault(_) => None,
        };
        if let Some(read) = read {
            found |= field_deviations(read.fields.iter().flatten());
            let padding = second::option_row(option)
                .is_some_and(|row| row.layout.padding_content(&octets[at..end]));
            found.set(
                Deviations::PADDING_CONTENT,
                found.contains(Deviations::PADDING_CONTENT) || padding,
            );
        }
        // rules of a kind's own: RFC 6275 Section 6.2.4, less than the Lifetime of the same message
        if let Some(interval) = read.and_then(|read| read.number("refresh_interval")) {
            let lifetime = u16::from_be_bytes([octets[10], octets[11]]);
            if acknowledgement && octets[6] < 128 && interval >= lifetime.into() {
                found |= Deviations::REFRESH_INTERVAL;
            }
        }
        // RFC 6705 Section 11.1, RFC 5555 Section 3.2.1
        if let Some(read) = read {
            let one_value = match read.kind {
                51 => read.data[1] == 128,
                30 => read.data[0] < 128 || read.data[1] >> 2 == 0,
                // RFC 6089 Section 4.2: FID and FID-PRI of 0 are reserved
                45 => read.data[..2] != [0, 0] && read.data[2..4] != [0, 0],
                // RFC 6757 Section 3.1.1: Net-Name Length is not 0
                52 => !nameless(&read.data),
                // RFC 5213 Section 6.9.1.1: left out if it is all zeros
                25 => read.data[2..].iter().any(|octet| *octet != 0),
                // RFC 6463 Section 4.2: unicast
                47 => match &read.data[2..] {
                    [first, ..] if read.data.len() == 18 => {
                        *first != 0xff && read.data[2..] != [0; 16]
                    }
                    address => {
                        !(224..=239).contains(&address[0])
                            && address != [255; 4]
                            && address != [0; 4]
                    }
                },
                // RFC 8127 Section 5.1: none of the three numbers is zero
                62 => !idle(&read.data),
                _ => true,
            };
            // RFC 6089 Sections 4.2.1.3 and 4.2.1.4, RFC 6757 Section 3.1, RFC 7222 Section 4.2, RFC 8127 Section 3.1.1
            let (area, once): (_, &[u8]) = match read.kind {
                45 => (6, &[2, 3]),
                52 => (0, &[1, 2, 3]),
                58 => (6, &[1, 2, 3, 4, 5, 6, 7, 8, 9]),
                62 => (0, &[1]),
                _ => (read.data.len(), &[]),
            };
            let inside = sub_option_parts(&read.data[area..], read.kind == 45);
            let twice = |kind: &u8| inside.iter().filter(|part| part.0 == *kind).count() > 1;
            found.set(
                Deviations::DUPLICATE_OPTION,
                found.contains(Deviations::DUPLICATE_OPTION) || once.iter().any(twice),
            );
            // RFC 6089 Section 4.2.1.4, RFC 7222 Section 4.2.10: no TS Format of 0
            let formless = inside.iter().any(|part| {
                matches!((read.kind, part), (45, (3, [0, _, ..])) | (58, (10, [_, 0, ..])))
            });
            if !one_value || formless {
                found |= Deviations::FIELD_VALUE;
            }
        }
        // RFC 8278 Section 4.1: not B and O
        if read.is_some_and(|read| read.kind == 63 && read.data[3] & 0xc0 == 0xc0) {
            found |= Deviations::FLAGS;
        }
        // RFC 5026 Section 8.1
        if let Some(dns) = read.filter(|read| read.kind == 17) {
            if update && dns.number("status") != Some(0) {
                found |= Deviations::DNS_UPDATE_STATUS;
            }
            if !second::text_is_valid(&dns.data[2..]) {
                found |= Deviations::MN_IDENTITY;
            }
        }
        at = end;
        padding = end;
        pieces = 0;
    }
    if at - padding != (8 - padding % 8) % 8 || pieces > 1 {
        found |= Deviations::PADDING_FORM;
    }
    found
}

/// Where a Flow Identification option may begin, 0 to 7 octets behind a multiple of 8, so that each of its sub-options is
/// aligned, and whether all of them can be: RFC 6089 Section 4.2.1.3, RFC 6088 Sections 3.1 and 3.2. A sub-option that
/// leaves no place has no say.
pub fn flow_places(option: &[u8]) -> (Vec<usize>, bool) {
    let (mut places, mut all) = (vec![0, 2, 4, 6], true);
    let mut at = 8;
    while let Some(&kind) = option.get(at) {
        let body = match option.get(at + 1) {
            _ if kind == 0 => &[],
            Some(&length) => match option.get(at + 2..at + 2 + usize::from(length)) {
                Some(body) => body,
                None => break,
            },
            None => break,
        };
        let multiple = match (kind, body) {
            (2, _) => 2,
            (3, [format, _, flags @ ..]) => {
                let set = |letters: &str| {
                    letters
                        .bytes()
                        .map(|letter| usize::from(letter - b'A'))
                        .any(|bit| flags.len() >= 4 && flags[bit / 8] >> (7 - bit % 8) & 1 == 1)
                };
                match format {
                    1 if set("ABCDEF") => 4,
                    1 if set("GHIJ") => 2,
                    2 if set("ABCD") => 8,
                    2 if set("EFGH") => 4,
                    2 if set("IJKL") => 2,
                    _ => 1,
                }
            }
            _ => 1,
        };
        let mut left = places.clone();
        left.retain(|place| (place + at).is_multiple_of(multiple));
        if left.is_empty() {
            all = false;
        } else {
            places = left;
        }
        at += if kind == 0 { 1 } else { 2 + body.len() };
    }
    (places, all)
}

/// The sub-options in octets, padding aside: type and body each.
fn sub_option_parts(area: &[u8], padded: bool) -> Vec<(u8, &[u8])> {
    let (mut found, mut rest) = (Vec::new(), area);
    while let [kind, after @ ..] = rest {
        rest = after;
        if padded && *kind == 0 {
            continue;
        }
        let Some((body, next)) = after
            .split_first()
            .and_then(|(length, after)| after.split_at_checked(usize::from(*length)))
        else {
            break;
        };
        rest = next;
        if !padded || *kind != 1 {
            found.push((*kind, body));
        }
    }
    found
}

/// Whether a sub-option of LMA-Controlled MAG Parameters has a zero among its three numbers.
fn idle(body: &[u8]) -> bool {
    let mut rest = body;
    while let [kind, length, after @ ..] = rest {
        let Some((content, next)) = after.split_at_checked(usize::from(*length)) else {
            return false;
        };
        let known = matches!(kind, 1 | 2) && content.len() == 6;
        if known && content.chunks(2).any(|number| number == [0, 0]) {
            return true;
        }
        rest = next;
    }
    false
}

/// Whether one of these sub-options is a network identifier without a network name.
fn nameless(mut sub_options: &[u8]) -> bool {
    while let [kind, length, rest @ ..] = sub_options {
        let Some((body, rest)) = rest.split_at_checked((*length).into()) else {
            return false;
        };
        // E and Reserved, Net-Name Length 0, AP-Name Length and as many octets
        if let (1, [_, 0, more, name @ ..]) = (*kind, body)
            && name.len() == usize::from(*more)
        {
            return true;
        }
        sub_options = rest;
    }
    false
}

/// The name in an MN identity, or in octets of either form.
pub fn identity(octets: &[u8]) {
    let identity = MnIdentity::from_octets(octets);
    let root = octets == [0];
    let ours = identity.fqdn().ok().map(|name| name.to_string());
    let theirs = second::identity_name(octets).filter(|_| !root);
    assert_eq!(ours, theirs, "{octets:02x?}");
    assert_eq!(identity.as_text().is_ok(), second::text_is_valid(octets));
    let labels = second::labels(octets)
        .filter(|labels| !root && second::labels_are_valid(labels) && octets.len() <= 255);
    assert_eq!(identity.as_labels().is_ok(), labels.is_some());
    if let (Ok(name), Some(labels)) = (Fqdn::from_labels(octets), labels) {
        assert!(name.labels().eq(labels.iter().map(Vec::as_slice)));
    }
    // which form it is taken for
    if let (Ok(name), Identity::Labels(_)) = (identity.fqdn(), second::identity(octets)) {
        assert!(name.as_labels().is_some());
    }
}

/// A chain of payloads and what the decoded ones hold.
pub fn payload_chain(first: u8, octets: &[u8]) {
    let chain = Payloads::new(PayloadType(first), octets);
    let mut ours = chain.raw();
    let mut read = chain.iter();
    for item in second::payload_chain(first, octets) {
        let ours = ours.next();
        let read = read.next();
        match item {
            PayloadItem::Payload(theirs) => {
                let ours = ours.expect("a payload").expect("a sound one");
                assert_eq!(ours.payload_type.0, theirs.kind);
                assert_eq!(ours.offset(), theirs.offset);
                assert_eq!(ours.next.0, theirs.next);
                assert_eq!(ours.flags.reserved_bits(), theirs.reserved);
                assert_eq!(ours.flags.bits() >= 0x80, theirs.critical);
                assert_eq!(ours.wire_len(), usize::from(theirs.length));
                assert_eq!(ours.body, theirs.body);
                payload(read.expect("a payload"), &theirs);
                if ours.payload_type.is_encrypted() {
                    // the chain ends here: what follows is left over
                    let end = ours.offset() + ours.wire_len();
                    let left = chain.raw().nth(count(chain));
                    let wanted = (end < octets.len())
                        .then(|| Err(ParseError::new(ParseErrorKind::TrailingOctets, end)));
                    assert_eq!(left, wanted);
                    return;
                }
            }
            PayloadItem::Fault(fault) => {
                assert_eq!(ours, Some(Err(error(fault))));
                assert_eq!(read, Some(Err(error(fault))));
            }
        }
    }
    assert_eq!(ours.next(), None);
    assert_eq!(read.next(), None);
}

fn count(chain: Payloads<'_>) -> usize {
    chain.raw().filter(Result::is_ok).count()
}

fn payload(ours: Result<Payload<'_>, ParseError>, theirs: &second::Payload) {
    match (ours, theirs.fields()) {
        (Ok(ours), Ok(fields)) => {
            let what = format!("payload {}", theirs.kind);
            same_fields(&what, listing::payload(&ours), fields.as_deref());
            if let Payload::Configuration(ours) = ours {
                let read = second::configuration(&theirs.body).expect("sound");
                // its offsets count from the body, ours from the chain
                attribute_items(ours.attributes, &read.attributes, theirs.offset + 4);
            }
        }
        (Err(ours), Ok(_)) => panic!("payload {}: {ours}", theirs.kind),
        (ours, Err(fault)) => assert_eq!(ours.err(), Some(error(fault))),
    }
}

/// Configuration attributes, which begin at octet `start`.
pub fn attributes(octets: &[u8], start: usize) {
    let items = second::attributes(octets);
    attribute_items(ConfigAttributes::new(octets, start), &items, start);
}

fn attribute_items(ours: ConfigAttributes<'_>, theirs: &[AttributeItem], start: usize) {
    let mut raw = ours.raw();
    let mut read = ours.iter();
    for item in theirs {
        let (ours, read) = (raw.next(), read.next());
        let theirs = match item {
            AttributeItem::Attribute(theirs) => theirs,
            AttributeItem::Fault(fault) => {
                assert_eq!(ours, Some(Err(error(*fault).within(start))));
                assert_eq!(read, Some(Err(error(*fault).within(start))));
                continue;
            }
        };
        let ours = ours.expect("an attribute").expect("a sound one");
        assert_eq!(ours.attribute_type.0, theirs.kind);
        assert_eq!(ours.reserved_bit, theirs.reserved);
        assert_eq!(ours.body, theirs.value);
        assert_eq!(ours.body.len(), usize::from(theirs.length));
        match (read.expect("an attribute"), &theirs.fields) {
            (Ok(ours), Ok(fields)) => {
                let what = format!("attribute {}", theirs.kind);
                same_fields(&what, listing::attribute(&ours), fields.as_deref());
            }
            (Err(error), Ok(_)) => panic!("attribute {}: {error}", theirs.kind),
            (ours, Err(fault)) => assert_eq!(ours.err(), Some(error(*fault).within(start))),
        }
    }
    assert_eq!(raw.next(), None);
    assert_eq!(read.next(), None);
}
