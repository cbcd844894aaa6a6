//! What has to hold for any input, as functions over octets and values.
//!
//! The ordinary tests call them with vectors, with everything a vector can be damaged into and with random
//! values; the fuzz targets call the same functions with whatever the fuzzer comes up with. They panic where
//! a property does not hold.
//!
//! | | property |
//! |---|---|
//! | P1 | no function of the crate panics |
//! | P2 | `as_octets()` and the concatenation of `raw()` are the input |
//! | P3 | what was written reads back as the value it was written from |
//! | P4 | where `audit()` is empty, writing what was read gives the input, octet for octet |
//! | P5 | measuring gives the number of octets that are written |
//! | P6 | every shorter buffer gives `BufferFull`, and octets behind what was written are not touched |
//! | P7 | every strict prefix fails |
//! | P8 | the offset of an error is not above the length of the input |
//! | P9 | a bad body does not hide the options after it |
//! | P10 | each step advances: there are no more items than octets |
//! | P11 | every accessor, iterator, `Debug` and `Display` of accepted input returns |
//!
//! Nothing here needs more than the standard library and the crate, so that the fuzz targets can include it.

use mip6_wire::ikev2::{
    ApplicationVersion, CfgType, ConfigAttribute, ConfigAttributeBody, ConfigAttributes,
    Configuration, HomeAgentAddress, Identification, IdentificationInitiator,
    IdentificationResponder, InternalIp6Address, InternalIp6Dns, InternalIp6Prefix,
    InternalIp6Subnet, Ipv6Prefix, Mip6HomePrefix, Notify, Payload, PayloadBody, PayloadType,
    Payloads, PayloadsBuilder, PrefixLen, RawConfigAttribute, RawPayload, SupportedAttributes,
};
use mip6_wire::ipv6::{DestinationOptions, HomeAddressOption, MobilityPacket, Type2RoutingHeader};
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingError, BindingErrorStatus,
    BindingRefreshRequest, BindingStatus, BindingUpdate, BindingUpdateFlags, CareOfTest,
    CareOfTestInit, EmitMessage, HomeTest, HomeTestInit, Lifetime, MessageBody, RawMessage,
};
use mip6_wire::name::{FqdnBuf, service_name};
use mip6_wire::option::{
    AlternateCareOfAddress, BindingAuthorizationData, BindingRefreshAdvice, DnsUpdate,
    DnsUpdateFlags, DnsUpdateStatus, MobilityOptionBody, NonceIndices, OptionsBuf, RawOption,
};
use mip6_wire::{
    ChecksumAddresses, Deviations, Disposition, EmitError, EmitErrorKind, Fqdn, Message,
    MessageBuilder, MhType, MnIdentity, MobilityHeader, MobilityOption, OptionType, Options,
    ParseError, ParseErrorKind, Writer, receive_with,
};
use std::collections::hash_map::DefaultHasher;
use std::fmt::{Debug, Display};
use std::hash::{Hash, Hasher};
use std::hint::black_box;
use std::net::Ipv6Addr;

/// The addresses of a fuzz input or a test that has none of its own.
pub const ADDRESSES: ChecksumAddresses = ChecksumAddresses::new(
    Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0x100),
    Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 1),
);

// ---------------------------------------------------------------------------
// Tools
// ---------------------------------------------------------------------------

/// P11: formats the value both ways that `Debug` has. Under Miri in one: it would spend most of its time here.
pub fn debug(value: &dyn Debug) -> String {
    if !cfg!(miri) {
        black_box(format!("{value:#?}"));
    }
    format!("{value:?}")
}

/// P11: a text that is not empty.
pub fn display(value: &dyn Display) -> String {
    let text = value.to_string();
    assert!(!text.is_empty(), "an empty Display");
    text
}

/// P8 and P11 of an error of an input of `length` octets.
pub fn parse_error(error: &ParseError, length: usize) {
    assert!(
        error.offset() <= length,
        "{error}, in an input of {length} octets"
    );
    let text = display(error);
    assert!(text.ends_with(&format!(" at octet {}", error.offset())));
    assert!(text.starts_with(error.kind().as_str()));
    debug(error);
    debug(&Disposition::from(*error));
    assert_eq!(ParseError::new(error.kind(), error.offset()), *error);
    assert_eq!(error.within(0), *error);
    assert_eq!(error.within(7).offset(), error.offset() + 7);
}

/// P11 of an error of writing.
pub fn emit_error(error: &EmitError) {
    let text = display(error);
    assert!(text.starts_with(error.kind().as_str()));
    debug(error);
}

/// The lengths below `end`: all where they are few, else the first, the last and some between.
pub fn below(end: usize) -> impl Iterator<Item = usize> {
    let step = end / 12 + 1;
    (0..end)
        .filter(move |length| end <= 24 || *length < 10 || end - *length <= 6 || length % step == 0)
}

/// The checksum that a Mobility Header should carry; its Checksum field counts as zero. Plainly summed in
/// 16-bit words, unlike the crate's.
#[must_use]
pub fn internet_checksum(header: &[u8], addresses: &ChecksumAddresses) -> u16 {
    let mut sum: u64 = 135 + header.len() as u64;
    let (source, destination) = (addresses.source.octets(), addresses.destination.octets());
    for (index, pair) in source
        .chunks(2)
        .chain(destination.chunks(2))
        .chain(header.chunks(2))
        .enumerate()
    {
        // 16 words of addresses, then the header's; the third of these is the Checksum
        if index != 18 {
            sum += u64::from(pair[0]) << 8 | u64::from(*pair.get(1).unwrap_or(&0));
        }
    }
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !u16::try_from(sum).expect("folded")
}

/// P5 and P6 of whatever `write` writes, `measured` octets as it was measured. Gives the octets.
pub fn output(
    measured: usize,
    write: impl for<'b> Fn(&'b mut [u8]) -> Result<&'b [u8], EmitError>,
) -> Vec<u8> {
    let mut roomy = vec![0xa5; measured + 9];
    let octets = write(&mut roomy)
        .expect("a buffer that is large enough")
        .to_vec();
    assert_eq!(octets.len(), measured, "measured otherwise than written");
    assert_eq!(roomy[..measured], octets, "not at the start of the buffer");
    assert_eq!(roomy[measured..], [0xa5; 9], "octets behind were touched");
    // what the buffer held before is not part of the output
    let mut exact = vec![0x5a; measured];
    assert_eq!(write(&mut exact), Ok(&octets[..]));
    for length in below(measured) {
        let error = write(&mut roomy[..length]).expect_err("a buffer that is too small");
        assert_eq!(error.kind(), EmitErrorKind::BufferFull, "{length} octets");
        assert!(error.offset() <= length, "{error}, in {length} octets");
        emit_error(&error);
    }
    octets
}

/// The message with no options of its own.
#[must_use]
pub fn without_options<'a>(message: &Message<'a>) -> Message<'a> {
    let options = Options::EMPTY;
    match *message {
        Message::BindingRefreshRequest(_) => BindingRefreshRequest { options }.into(),
        Message::HomeTestInit(message) => HomeTestInit { options, ..message }.into(),
        Message::CareOfTestInit(message) => CareOfTestInit { options, ..message }.into(),
        Message::HomeTest(message) => HomeTest { options, ..message }.into(),
        Message::CareOfTest(message) => CareOfTest { options, ..message }.into(),
        Message::BindingUpdate(message) => BindingUpdate { options, ..message }.into(),
        Message::BindingAcknowledgement(message) => {
            BindingAcknowledgement { options, ..message }.into()
        }
        Message::BindingError(message) => BindingError { options, ..message }.into(),
        Message::Unknown(message) => message.into(),
        ref other => panic!("no rule for {other:?}: add it to the oracles"),
    }
}

/// Builds a message from typed values, with its checksum.
///
/// # Errors
///
/// Those of the builder.
pub fn build<'b>(
    message: &impl EmitMessage,
    options: &[MobilityOption<'_>],
    addresses: &ChecksumAddresses,
    buffer: &'b mut [u8],
) -> Result<&'b [u8], EmitError> {
    let mut builder = MessageBuilder::new(buffer, message)?;
    for option in options {
        builder = builder.any_option(option)?;
    }
    builder.finish(addresses)
}

/// How long [`build`] makes the message.
///
/// # Errors
///
/// Those of the builder.
pub fn measure(
    message: &impl EmitMessage,
    options: &[MobilityOption<'_>],
) -> Result<usize, EmitError> {
    let mut builder = MessageBuilder::measuring(message)?;
    for option in options {
        builder = builder.any_option(option)?;
    }
    builder.measure()
}

// ---------------------------------------------------------------------------
// Mobility Header and messages
// ---------------------------------------------------------------------------

/// All properties of octets that are taken for a Mobility Header.
pub fn mobility_header(octets: &[u8]) {
    mobility_header_between(octets, &ADDRESSES);
}

/// [`mobility_header`] with the addresses of its checksum.
pub fn mobility_header_between(octets: &[u8], addresses: &ChecksumAddresses) {
    match (MobilityHeader::parse(octets), MobilityHeader::split(octets)) {
        (Ok(header), Ok((same, rest))) => {
            assert_eq!(rest, []);
            assert_eq!(header, same);
            assert_eq!(header.as_octets(), octets);
            accepted(&header, addresses);
        }
        (Err(error), Ok((header, rest))) => {
            parse_error(&error, octets.len());
            let length = header.as_octets().len();
            assert_eq!(
                error,
                ParseError::new(ParseErrorKind::TrailingOctets, length)
            );
            assert_eq!([header.as_octets(), rest].concat(), octets);
            assert_ne!(rest, []);
            accepted(&header, addresses);
        }
        (Err(error), Err(same)) => {
            parse_error(&error, octets.len());
            assert_eq!(error, same);
            let at_the_end = ParseError::new(ParseErrorKind::Truncated, octets.len());
            assert_eq!(error, at_the_end);
        }
        (Ok(_), Err(error)) => panic!("parse takes what split refuses: {error}"),
    }
}

/// The properties of a header of the right length.
fn accepted(header: &MobilityHeader<'_>, addresses: &ChecksumAddresses) {
    let octets = header.as_octets();
    // P2
    assert_eq!(octets.len(), 8 * (usize::from(header.header_len()) + 1));
    assert_eq!(header.payload_proto(), octets[0]);
    assert_eq!(header.header_len(), octets[1]);
    assert_eq!(header.mh_type(), MhType(octets[2]));
    assert_eq!(header.reserved(), octets[3]);
    assert_eq!(header.checksum().to_be_bytes(), octets[4..6]);
    assert_eq!(header.data(), &octets[6..]);
    // P11
    debug(header);
    debug(&header.mh_type());
    display(&header.mh_type());
    // P7
    for length in below(octets.len()) {
        let error = ParseError::new(ParseErrorKind::Truncated, length);
        assert_eq!(MobilityHeader::parse(&octets[..length]), Err(error));
        assert_eq!(MobilityHeader::split(&octets[..length]), Err(error));
    }
    // zero has two forms in one's complement, and 0xffff verifies where zero is right
    let right = internet_checksum(octets, addresses);
    assert_eq!(
        header.checksum_ok(addresses),
        header.checksum() == right || (right == 0 && header.checksum() == 0xffff),
        "checksum {:04x}, {right:04x} is right",
        header.checksum()
    );

    let message = header.message();
    read_typed(header, &message);
    audited(header, &message);
    authenticated(header, &message);
    match &message {
        Ok(message) => {
            debug(message);
            assert_eq!(message.mh_type(), header.mh_type());
            assert_eq!(
                Message::DECODED.contains(&header.mh_type()),
                message.options().is_some()
            );
            if let Some(area) = message.options() {
                assert!(octets.ends_with(area.as_octets()));
                assert_eq!(area.start() + area.as_octets().len(), octets.len());
                options(
                    area.as_octets(),
                    u8::try_from(area.start()).expect("below 256"),
                );
            }
            rebuilt(header, message, addresses);
        }
        Err(error) => {
            parse_error(error, octets.len());
            let expected = match error.kind() {
                ParseErrorKind::PayloadProto => 0,
                ParseErrorKind::HeaderLen => 1,
                other => panic!("message() reports {other:?}"),
            };
            assert_eq!(error.offset(), expected);
            let answer = Disposition::ParameterProblem { pointer: expected };
            assert_eq!(Disposition::from(*error), answer);
        }
    }
}

/// `read` of each type agrees with `message`.
fn read_typed(header: &MobilityHeader<'_>, message: &Result<Message<'_>, ParseError>) {
    fn one<'a, M: MessageBody<'a> + Debug>(
        header: &MobilityHeader<'a>,
        message: &Result<Message<'a>, ParseError>,
    ) where
        Message<'a>: From<M>,
    {
        let read = header.read::<M>();
        if M::TYPE == header.mh_type() {
            if let Ok(read) = &read {
                debug(read);
                assert_eq!(read.options().start(), usize::from(M::OPTIONS_START));
            }
            assert_eq!(read.map(Message::from), *message);
        } else {
            let error = read.expect_err("another type");
            assert_eq!((error.kind(), error.offset()), (ParseErrorKind::MhType, 2));
        }
    }
    one::<BindingRefreshRequest<'_>>(header, message);
    one::<HomeTestInit<'_>>(header, message);
    one::<CareOfTestInit<'_>>(header, message);
    one::<HomeTest<'_>>(header, message);
    one::<CareOfTest<'_>>(header, message);
    one::<BindingUpdate<'_>>(header, message);
    one::<BindingAcknowledgement<'_>>(header, message);
    one::<BindingError<'_>>(header, message);
}

/// What `audit` must say whatever else it says.
fn audited(header: &MobilityHeader<'_>, message: &Result<Message<'_>, ParseError>) {
    let found = header.audit();
    debug(&found);
    assert_eq!(found.to_string().is_empty(), found.is_empty());
    assert_eq!(
        found.iter_names().count(),
        found.bits().count_ones() as usize
    );
    assert_eq!(
        found.contains(Deviations::PAYLOAD_PROTO),
        header.payload_proto() != 59
    );
    assert_eq!(
        found.contains(Deviations::CHECKSUM_ALL_ONES),
        header.checksum() == 0xffff
    );
    if let Ok(message) = message {
        let malformed = message
            .options()
            .is_some_and(|options| options.iter().any(|item| item.is_err()));
        assert_eq!(found.contains(Deviations::MALFORMED), malformed);
    }
}

/// `authenticated` and the octets that an authenticator covers.
fn authenticated(header: &MobilityHeader<'_>, message: &Result<Message<'_>, ParseError>) {
    let octets = header.as_octets();
    let present = match message {
        Ok(message) => match message.options() {
            Some(options) => options.find::<BindingAuthorizationData<'_>>(),
            None => Ok(None),
        },
        Err(error) => Err(*error),
    };
    // of 12 octets, or of none that anyone has asked for
    let found = header.authenticated::<12>();
    assert_eq!(
        found.map(|found| found.map(|found| &found.authenticator()[..])),
        present.and_then(|present| match present.map(|data| data.authenticator) {
            Some(authenticator) if authenticator.len() != 12 => {
                let offset = octets.len() - authenticator.len() - 1;
                Err(ParseError::new(ParseErrorKind::OptionLength, offset))
            }
            found => Ok(found),
        })
    );
    let Ok(Some(found)) = found else { return };
    debug(&found);
    let covered = octets.len() - found.authenticator().len();
    assert_eq!(found.authenticator(), &octets[covered..]);
    let (care_of, correspondent) = (Ipv6Addr::LOCALHOST, Ipv6Addr::from([0xfd; 16]));
    let input = found.mac_input(care_of, correspondent);
    debug(&input);
    let mut expected = [care_of.octets(), correspondent.octets()].concat();
    expected.extend(&octets[..4]);
    expected.extend([0, 0]);
    expected.extend(&octets[6..covered]);
    assert_eq!(input.pieces().concat(), expected);
}

/// P3 to P6: the message written again, with its options as they are and one by one.
fn rebuilt(header: &MobilityHeader<'_>, message: &Message<'_>, addresses: &ChecksumAddresses) {
    let octets = header.as_octets();
    let mut sent = octets.to_vec();
    clear_unsent(&mut sent);

    let verbatim = MessageBuilder::measuring(message);
    match message.options().map_or(Ok(()), Options::check) {
        Ok(()) => {
            let measured = verbatim
                .expect("sound options")
                .measure()
                .expect("sound options");
            let written = output(measured, |buffer| {
                MessageBuilder::new(buffer, message)?.finish_without_checksum()
            });
            assert_eq!(written, sent, "verbatim");
        }
        Err(_) => {
            let error = verbatim.expect_err("malformed options");
            assert_eq!(error.kind(), EmitErrorKind::MalformedOptions);
            emit_error(&error);
        }
    }

    let items: Result<Vec<_>, _> = message.options().unwrap_or_default().iter().collect();
    let Ok(items) = items else { return };
    let bare = without_options(message);
    let faithful = header.audit().is_empty();
    let measured = match measure(&bare, &items) {
        Ok(measured) => measured,
        // options that stood too close together can need more room than there is
        Err(error) => {
            assert_eq!(error.kind(), EmitErrorKind::MessageTooLong);
            assert!(!faithful, "{error}");
            emit_error(&error);
            return;
        }
    };
    let written = output(measured, |buffer| build(&bare, &items, addresses, buffer));
    let again = MobilityHeader::parse(&written).expect("what the builder wrote");
    assert!(again.checksum_ok(addresses));
    let read = again.message().expect("what the builder wrote");
    assert_eq!(without_options(&read), bare, "P3");
    let read: Result<Vec<_>, _> = read.options().unwrap_or_default().iter().collect();
    assert_eq!(read.as_deref(), Ok(&items[..]), "P3");
    // the builder itself leaves nothing to be desired but what the values bring along
    let from_values = Deviations::RESERVED_FLAGS
        | Deviations::DUPLICATE_OPTION
        | Deviations::MISPLACED_OPTION
        | Deviations::DNS_UPDATE_STATUS
        | Deviations::REFRESH_INTERVAL
        | Deviations::MN_IDENTITY;
    assert_eq!(again.audit() - from_values, Deviations::empty());
    assert!(header.audit().contains(again.audit()));
    if faithful {
        assert_eq!(written[6..], octets[6..], "P4");
        assert_eq!(written[..4], octets[..4], "P4");
        if header.checksum_ok(addresses) {
            assert_eq!(written, octets, "P4");
        }
    }
}

/// Makes zero what is sent as zero whatever came: reserved fields, and the checksum here.
fn clear_unsent(octets: &mut [u8]) {
    octets[3..6].fill(0);
    match octets[2] {
        0..=2 => octets[6..8].fill(0),
        7 => octets[7] = 0,
        _ => {}
    }
}

/// What RFC 6275 Section 9.2 has a receiver do, and that `receive` comes to it from the same steps.
pub fn receive(octets: &[u8], addresses: &ChecksumAddresses) {
    let decide = |known: fn(MhType) -> bool| -> Result<MobilityHeader<'_>, Disposition> {
        let (header, _) = MobilityHeader::split(octets).map_err(|_| Disposition::Discard)?;
        if !header.checksum_ok(addresses) {
            return Err(Disposition::Discard);
        }
        if !known(header.mh_type()) {
            let status = BindingErrorStatus::UNRECOGNIZED_MH_TYPE;
            return Err(Disposition::BindingError { status });
        }
        match header.message() {
            Ok(_) => Ok(header),
            Err(error) => Err(Disposition::ParameterProblem {
                pointer: error.offset(),
            }),
        }
    };
    let answer = mip6_wire::receive(octets, addresses);
    assert_eq!(answer, decide(|mh_type| mh_type.0 <= 7));
    assert_eq!(
        receive_with(octets, addresses, |_| true),
        decide(|_| true),
        "every type known"
    );
    assert_eq!(
        receive_with(octets, addresses, |_| false),
        decide(|_| false),
        "no type known"
    );
    if let Err(disposition) = answer {
        debug(&disposition);
    }
}

/// [`receive`] of the octets as they are, and with the checksum that is right for them.
pub fn receive_both(octets: &[u8], addresses: &ChecksumAddresses) {
    receive(octets, addresses);
    if let Some(sealed) = seal(octets, addresses) {
        receive(&sealed, addresses);
    }
}

/// The same octets with the right checksum; none where they are no whole header.
#[must_use]
pub fn seal(octets: &[u8], addresses: &ChecksumAddresses) -> Option<Vec<u8>> {
    let length = 8 * (usize::from(*octets.get(1)?) + 1);
    let checksum = internet_checksum(octets.get(..length)?, addresses);
    let mut sealed = octets.to_vec();
    sealed[4..6].copy_from_slice(&checksum.to_be_bytes());
    Some(sealed)
}

// ---------------------------------------------------------------------------
// Options
// ---------------------------------------------------------------------------

/// All properties of octets that are taken for an option area at the header offset `start`.
pub fn options(area: &[u8], start: u8) {
    let view = Options::new(area, start);
    let start = usize::from(start);
    assert_eq!(view.as_octets(), area);
    assert_eq!(view.is_empty(), area.is_empty());
    assert_eq!(view.start(), start);
    debug(&view);

    // P2, P10: framed are the offset in the area, the kind and the body
    let mut framed: Vec<(usize, OptionType, &[u8])> = Vec::new();
    let mut fault = None;
    let mut at = 0;
    let mut raw = view.raw();
    let mut items = 0;
    loop {
        assert_eq!(raw.offset(), start + at);
        let Some(item) = raw.next() else { break };
        items += 1;
        match item {
            Ok(option) => {
                assert_eq!(option.option_type.0, area[at]);
                let octets = option.wire_len();
                let expected = match option.option_type {
                    OptionType::PAD1 => &[][..],
                    _ => {
                        assert_eq!(usize::from(area[at + 1]), option.body.len());
                        &area[at + 2..at + octets]
                    }
                };
                assert_eq!(option.body, expected);
                assert!(octets > 0);
                framed.push((at, option.option_type, option.body));
                at += octets;
            }
            Err(error) => {
                fault = Some(error);
                break;
            }
        }
    }
    assert!(items <= area.len(), "P10");
    for _ in 0..2 {
        assert_eq!(raw.next(), None, "not fused");
    }
    debug(&raw);
    match fault {
        None => assert_eq!(at, area.len(), "P2"),
        Some(error) => {
            parse_error(&error, start + area.len());
            let rest = &area[at..];
            let offset = start + at + usize::from(rest.len() > 1);
            let expected = ParseError::new(ParseErrorKind::OptionTruncated, offset);
            assert_eq!(error, expected);
            assert!(rest[0] != 0 && (rest.len() == 1 || usize::from(rest[1]) + 2 > rest.len()));
        }
    }

    typed(view, &framed, fault);
}

/// One option that is not padding: its header offset, its kind and what reading it should give.
type Typed<'a> = (usize, OptionType, Result<MobilityOption<'a>, ParseError>);

/// P9: the typed readers agree with the raw one, option for option.
fn typed<'a>(
    view: Options<'a>,
    framed: &[(usize, OptionType, &'a [u8])],
    fault: Option<ParseError>,
) {
    let (start, end) = (view.start(), view.start() + view.as_octets().len());
    let mut expected: Vec<Typed<'a>> = Vec::new();
    for &(at, kind, body) in framed {
        let (offset, next) = (start + at, start + at + 2 + body.len());
        if kind.0 <= 1 {
            assert!(kind.is_padding());
            continue;
        }
        assert!(!kind.is_padding());
        let item = if kind.0 == 5 && next != end {
            let kind = ParseErrorKind::AuthorizationDataNotLast;
            Err(ParseError::new(kind, next))
        } else {
            MobilityOption::parse(kind, body).map_err(|error| {
                parse_error(&error, body.len() + 2);
                error.within(offset)
            })
        };
        if let Ok(option) = &item {
            assert_eq!(option.option_type(), kind);
            assert_eq!(
                matches!(option, MobilityOption::Unknown(_)),
                !MobilityOption::DECODED.contains(&kind)
            );
            debug(option);
        }
        debug(&kind);
        display(&kind);
        debug(&kind.align(body.len()));
        expected.push((offset, kind, item));
    }

    let mut walk = view.iter();
    for (offset, _, item) in &expected {
        assert!(walk.offset() <= *offset);
        assert_eq!(walk.next().as_ref(), Some(item), "P9");
        assert!(walk.offset() > *offset, "P10");
    }
    assert_eq!(walk.next(), fault.map(Err));
    assert_eq!(walk.next(), None, "not fused");
    debug(&walk);
    assert_eq!(
        view.into_iter().count(),
        expected.len() + usize::from(fault.is_some())
    );

    // what stops every walk: the first of the area's own faults
    let stop = expected
        .iter()
        .find_map(|(_, _, item)| {
            item.as_ref()
                .err()
                .filter(|error| error.kind() == ParseErrorKind::AuthorizationDataNotLast)
        })
        .copied()
        .or(fault);
    assert_eq!(view.check(), stop.map_or(Ok(()), Err));

    found::<BindingRefreshAdvice>(view, &expected, stop);
    found::<AlternateCareOfAddress>(view, &expected, stop);
    found::<NonceIndices>(view, &expected, stop);
    found::<BindingAuthorizationData<'_>>(view, &expected, stop);
    found::<DnsUpdate<'_>>(view, &expected, stop);
    found::<AnyBody<'_, 200>>(view, &expected, stop);
    selected(view, &expected, stop);
}

/// `find` answers as a walk over the typed items would.
fn found<'a, T>(view: Options<'a>, items: &[Typed<'a>], stop: Option<ParseError>)
where
    T: MobilityOptionBody<'a> + Debug,
    MobilityOption<'a>: From<T>,
{
    let mut wanted = Ok(None);
    for (_, kind, item) in items {
        match item {
            Err(error) if Some(*error) == stop => break,
            Err(error) if *kind == T::TYPE => {
                wanted = Err(*error);
                break;
            }
            Ok(option) if *kind == T::TYPE => {
                wanted = wanted.map(|first: Option<MobilityOption<'a>>| first.or(Some(*option)));
            }
            _ => {}
        }
    }
    // an answer needs the whole area to be sound
    if let (Ok(_), Some(stop)) = (&wanted, stop) {
        wanted = Err(stop);
    }
    let answer = view
        .find::<T>()
        .map(|found| found.map(MobilityOption::from));
    assert_eq!(answer, wanted, "{}", T::TYPE);
}

/// `select` does too, and refuses a second option of a type.
fn selected(view: Options<'_>, items: &[Typed<'_>], stop: Option<ParseError>) {
    let kinds = [
        OptionType::DNS_UPDATE,
        OptionType::NONCE_INDICES,
        OptionType::BINDING_AUTHORIZATION_DATA,
        OptionType::ALTERNATE_CARE_OF_ADDRESS,
        OptionType::BINDING_REFRESH_ADVICE,
    ];
    let mut wanted = Ok([None; 5]);
    for (offset, kind, item) in items {
        let slot = kinds.iter().position(|wanted| wanted == kind);
        let (Some(slot), Ok(taken)) = (slot, &mut wanted) else {
            continue;
        };
        if item.is_err() && item.as_ref().err() == stop.as_ref() {
            break;
        }
        if taken[slot].is_some() {
            let kind = ParseErrorKind::DuplicateOption;
            wanted = Err(ParseError::new(kind, *offset));
            break;
        }
        match item {
            Ok(option) => taken[slot] = Some(*option),
            Err(error) => {
                wanted = Err(*error);
                break;
            }
        }
    }
    if let (Ok(_), Some(stop)) = (&wanted, stop) {
        wanted = Err(stop);
    }
    // the same, with the others handed over
    let mut others = Vec::new();
    let one = view.select_with::<(NonceIndices,)>(|option| others.push(option));
    assert_eq!(one, view.select::<(NonceIndices,)>());
    if one.is_ok() {
        let wanted: Vec<_> = view
            .raw()
            .flatten()
            .filter(|option| {
                !option.option_type.is_padding() && option.option_type != NonceIndices::TYPE
            })
            .collect();
        assert_eq!(others, wanted);
    }
    type All<'a> = (
        DnsUpdate<'a>,
        NonceIndices,
        BindingAuthorizationData<'a>,
        AlternateCareOfAddress,
        BindingRefreshAdvice,
    );
    let answer = view
        .select::<All<'_>>()
        .map(|(dns, nonces, data, address, advice)| {
            [
                dns.map(MobilityOption::from),
                nonces.map(MobilityOption::from),
                data.map(MobilityOption::from),
                address.map(MobilityOption::from),
                advice.map(MobilityOption::from),
            ]
        });
    assert_eq!(answer, wanted);
}

/// An option from outside the crate: any body, of type `TYPE`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AnyBody<'a, const TYPE: u8>(pub &'a [u8]);

impl<'a, const TYPE: u8> MobilityOptionBody<'a> for AnyBody<'a, TYPE> {
    const TYPE: OptionType = OptionType(TYPE);
    const ALIGN: mip6_wire::Align = mip6_wire::Align::NONE;

    fn parse_body(body: &'a [u8]) -> Result<Self, ParseError> {
        Ok(Self(body))
    }

    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.octets(self.0)
    }
}

impl<'a, const TYPE: u8> From<AnyBody<'a, TYPE>> for MobilityOption<'a> {
    fn from(option: AnyBody<'a, TYPE>) -> Self {
        Self::Unknown(RawOption {
            option_type: OptionType(TYPE),
            body: option.0,
        })
    }
}

// ---------------------------------------------------------------------------
// Carriers
// ---------------------------------------------------------------------------

/// All properties of octets that are taken for an IPv6 packet.
pub fn ipv6_packet(octets: &[u8]) {
    match MobilityPacket::parse(octets) {
        Ok(packet) => {
            debug(&packet);
            let at = packet.mobility_header_offset();
            assert!(at >= 40);
            assert!(octets[at..].starts_with(packet.unverified()));
            assert_eq!(packet.source().octets(), octets[8..24]);
            assert_eq!(packet.destination().octets(), octets[24..40]);
            let end = 40 + usize::from(u16::from_be_bytes([octets[4], octets[5]]));
            assert_eq!(at + packet.unverified().len(), end);
            let addresses = packet.checksum_addresses();
            let home = |option: Option<Ipv6Addr>, otherwise| option.unwrap_or(otherwise);
            assert_eq!(
                addresses.source,
                home(packet.home_address_option(), packet.source())
            );
            assert_eq!(
                addresses.destination,
                home(packet.routing_header(), packet.destination())
            );
            receive_both(packet.unverified(), &addresses);
            // P7: cut anywhere, the packet is refused; what lies behind it is not looked at
            for length in below(end) {
                let error = MobilityPacket::parse(&octets[..length]).expect_err("a strict prefix");
                parse_error(&error, length);
            }
            assert_eq!(MobilityPacket::parse(&octets[..end]), Ok(packet));
        }
        Err(error) => {
            parse_error(&error, octets.len());
            assert!(
                matches!(
                    error.kind(),
                    ParseErrorKind::NotIpv6
                        | ParseErrorKind::Truncated
                        | ParseErrorKind::Fragment
                        | ParseErrorKind::NoMobilityHeader
                        | ParseErrorKind::Encrypted
                        | ParseErrorKind::ExtensionHeader
                        | ParseErrorKind::OptionTruncated
                ),
                "{error}"
            );
            assert_eq!(Disposition::from(error), Disposition::Discard);
        }
    }
    // the headers behind the fixed one are tried as what they may be
    extension(octets);
    if let Some(rest) = octets.get(40..) {
        extension(rest);
    }
}

/// All properties of octets that are taken for either extension header.
pub fn extension(octets: &[u8]) {
    match (
        DestinationOptions::parse(octets),
        DestinationOptions::split(octets),
    ) {
        (Ok(header), Ok((same, []))) => {
            assert_eq!(header, same);
            assert_eq!(header.as_octets(), octets);
            destination_options(&header);
        }
        (Err(error), Ok((header, rest))) => {
            parse_error(&error, octets.len());
            let length = header.as_octets().len();
            assert_eq!(
                error,
                ParseError::new(ParseErrorKind::TrailingOctets, length)
            );
            assert_eq!([header.as_octets(), rest].concat(), octets);
            destination_options(&header);
        }
        (Err(error), Err(same)) => {
            parse_error(&error, octets.len());
            assert_eq!(error, same);
            let at_the_end = ParseError::new(ParseErrorKind::Truncated, octets.len());
            assert_eq!(error, at_the_end);
        }
        (parsed, split) => panic!("parse {parsed:?}, split {split:?}"),
    }
    match (
        Type2RoutingHeader::parse(octets),
        Type2RoutingHeader::split(octets),
    ) {
        (Ok(header), Ok((same, []))) => {
            assert_eq!(header, same);
            routing_header(&header, octets);
        }
        (Err(error), Ok((header, rest))) => {
            parse_error(&error, octets.len());
            assert_eq!(error, ParseError::new(ParseErrorKind::TrailingOctets, 24));
            assert_eq!(octets.len(), 24 + rest.len());
            routing_header(&header, &octets[..24]);
        }
        (Err(error), Err(same)) => {
            parse_error(&error, octets.len());
            assert_eq!(error, same);
        }
        (parsed, split) => panic!("parse {parsed:?}, split {split:?}"),
    }
}

fn destination_options(header: &DestinationOptions<'_>) {
    debug(header);
    let octets = header.as_octets();
    assert_eq!(header.next_header(), octets[0]);
    assert_eq!(octets.len(), 8 * (usize::from(octets[1]) + 1));
    for length in below(octets.len()) {
        let error = ParseError::new(ParseErrorKind::Truncated, length);
        assert_eq!(DestinationOptions::parse(&octets[..length]), Err(error));
    }
    match header.home_address() {
        Ok(None) => {}
        Ok(Some(option)) => {
            debug(&option);
            let written = output(24, |buffer| option.emit_header(octets[0], buffer));
            let again = DestinationOptions::parse(&written).expect("what was written");
            assert_eq!(again.home_address(), Ok(Some(option)));
            assert_eq!(again.next_header(), octets[0]);
            // the usual form: PadN of 4 octets, then the option
            if octets.len() == 24 && octets[2..8] == [1, 2, 0, 0, 201, 16] {
                assert_eq!(written, octets, "P4");
            }
        }
        Err(error) => parse_error(&error, octets.len()),
    }
}

fn routing_header(header: &Type2RoutingHeader, octets: &[u8]) {
    debug(header);
    let written = output(24, |buffer| header.emit(buffer));
    assert_eq!(Type2RoutingHeader::parse(&written), Ok(*header));
    let mut sent = octets.to_vec();
    sent[4..8].fill(0);
    assert_eq!(written, sent);
    for length in below(24) {
        let error = ParseError::new(ParseErrorKind::Truncated, length);
        assert_eq!(Type2RoutingHeader::parse(&octets[..length]), Err(error));
    }
}

// ---------------------------------------------------------------------------
// Plans: messages that are built
// ---------------------------------------------------------------------------

/// A message to be built.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// The fixed fields.
    pub message: MessagePlan,
    /// The options, in order.
    pub options: Vec<OptionPlan>,
    /// Source and destination of the checksum.
    pub addresses: [[u8; 16]; 2],
}

/// The fixed fields of a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MessagePlan {
    /// MH Type 0.
    BindingRefreshRequest,
    /// MH Type 1: cookie.
    HomeTestInit([u8; 8]),
    /// MH Type 2: cookie.
    CareOfTestInit([u8; 8]),
    /// MH Type 3: nonce index, cookie, token.
    HomeTest(u16, [u8; 8], [u8; 8]),
    /// MH Type 4: nonce index, cookie, token.
    CareOfTest(u16, [u8; 8], [u8; 8]),
    /// MH Type 5: sequence, flags, lifetime.
    BindingUpdate(u16, u16, u16),
    /// MH Type 6: status, flags, sequence, lifetime.
    BindingAcknowledgement(u8, u8, u16, u16),
    /// MH Type 7: status, home address.
    BindingError(u8, [u8; 16]),
    /// Another MH Type: type, data.
    Unknown(u8, Vec<u8>),
}

/// An option.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OptionPlan {
    /// Type 2.
    BindingRefreshAdvice(u16),
    /// Type 3.
    AlternateCareOfAddress([u8; 16]),
    /// Type 4.
    NonceIndices(u16, u16),
    /// Type 5.
    BindingAuthorizationData(Vec<u8>),
    /// Type 17: status, flags, identity.
    DnsUpdate(u8, u8, Vec<u8>),
    /// Another type: type, body.
    Unknown(u8, Vec<u8>),
}

impl MessagePlan {
    /// The value to be written.
    #[must_use]
    pub fn value(&self) -> Message<'_> {
        let options = Options::EMPTY;
        match *self {
            Self::BindingRefreshRequest => BindingRefreshRequest { options }.into(),
            Self::HomeTestInit(home_init_cookie) => HomeTestInit {
                home_init_cookie,
                options,
            }
            .into(),
            Self::CareOfTestInit(care_of_init_cookie) => CareOfTestInit {
                care_of_init_cookie,
                options,
            }
            .into(),
            Self::HomeTest(home_nonce_index, home_init_cookie, home_keygen_token) => HomeTest {
                home_nonce_index,
                home_init_cookie,
                home_keygen_token,
                options,
            }
            .into(),
            Self::CareOfTest(care_of_nonce_index, care_of_init_cookie, care_of_keygen_token) => {
                CareOfTest {
                    care_of_nonce_index,
                    care_of_init_cookie,
                    care_of_keygen_token,
                    options,
                }
                .into()
            }
            Self::BindingUpdate(sequence, flags, lifetime) => BindingUpdate {
                sequence,
                flags: BindingUpdateFlags::from_bits_retain(flags),
                lifetime: Lifetime(lifetime),
                options,
            }
            .into(),
            Self::BindingAcknowledgement(status, flags, sequence, lifetime) => {
                BindingAcknowledgement {
                    status: BindingStatus(status),
                    flags: BindingAcknowledgementFlags::from_bits_retain(flags),
                    sequence,
                    lifetime: Lifetime(lifetime),
                    options,
                }
                .into()
            }
            Self::BindingError(status, home_address) => BindingError {
                status: BindingErrorStatus(status),
                home_address: home_address.into(),
                options,
            }
            .into(),
            Self::Unknown(mh_type, ref data) => RawMessage {
                mh_type: MhType(mh_type),
                body: data,
            }
            .into(),
        }
    }

    /// The octets from 6 on, written out by hand.
    #[must_use]
    pub fn octets(&self) -> Vec<u8> {
        match self {
            Self::BindingRefreshRequest => vec![0, 0],
            Self::HomeTestInit(cookie) | Self::CareOfTestInit(cookie) => {
                [&[0, 0], &cookie[..]].concat()
            }
            Self::HomeTest(index, cookie, token) | Self::CareOfTest(index, cookie, token) => {
                [&index.to_be_bytes(), &cookie[..], &token[..]].concat()
            }
            Self::BindingUpdate(sequence, flags, lifetime) => [sequence, flags, lifetime]
                .map(|field| field.to_be_bytes())
                .concat(),
            Self::BindingAcknowledgement(status, flags, sequence, lifetime) => [
                [*status, *flags],
                sequence.to_be_bytes(),
                lifetime.to_be_bytes(),
            ]
            .concat(),
            Self::BindingError(status, address) => [&[*status, 0], &address[..]].concat(),
            Self::Unknown(_, data) => data.clone(),
        }
    }

    /// The MH Type.
    #[must_use]
    pub fn mh_type(&self) -> u8 {
        match self {
            Self::BindingRefreshRequest => 0,
            Self::HomeTestInit(_) => 1,
            Self::CareOfTestInit(_) => 2,
            Self::HomeTest(..) => 3,
            Self::CareOfTest(..) => 4,
            Self::BindingUpdate(..) => 5,
            Self::BindingAcknowledgement(..) => 6,
            Self::BindingError(..) => 7,
            Self::Unknown(mh_type, _) => *mh_type,
        }
    }
}

impl OptionPlan {
    /// The value to be written.
    #[must_use]
    pub fn value(&self) -> MobilityOption<'_> {
        match *self {
            Self::BindingRefreshAdvice(interval) => BindingRefreshAdvice {
                refresh_interval: Lifetime(interval),
            }
            .into(),
            Self::AlternateCareOfAddress(address) => AlternateCareOfAddress {
                care_of_address: address.into(),
            }
            .into(),
            Self::NonceIndices(home, care_of) => NonceIndices { home, care_of }.into(),
            Self::BindingAuthorizationData(ref authenticator) => {
                BindingAuthorizationData { authenticator }.into()
            }
            Self::DnsUpdate(status, flags, ref identity) => DnsUpdate {
                status: DnsUpdateStatus(status),
                flags: DnsUpdateFlags::from_bits_retain(flags),
                identity: MnIdentity::from_octets(identity),
            }
            .into(),
            Self::Unknown(kind, ref body) => MobilityOption::Unknown(RawOption {
                option_type: OptionType(kind),
                body,
            }),
        }
    }

    /// The type.
    #[must_use]
    pub fn kind(&self) -> u8 {
        match self {
            Self::BindingRefreshAdvice(_) => 2,
            Self::AlternateCareOfAddress(_) => 3,
            Self::NonceIndices(..) => 4,
            Self::BindingAuthorizationData(_) => 5,
            Self::DnsUpdate(..) => 17,
            Self::Unknown(kind, _) => *kind,
        }
    }

    /// The octets after Option Length, written out by hand.
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        match self {
            Self::BindingRefreshAdvice(interval) => interval.to_be_bytes().to_vec(),
            Self::AlternateCareOfAddress(address) => address.to_vec(),
            Self::NonceIndices(home, care_of) => {
                [home.to_be_bytes(), care_of.to_be_bytes()].concat()
            }
            Self::BindingAuthorizationData(authenticator) => authenticator.clone(),
            Self::DnsUpdate(status, flags, identity) => {
                [&[*status, *flags], &identity[..]].concat()
            }
            Self::Unknown(_, body) => body.clone(),
        }
    }
}

impl Plan {
    /// A plan from the octets of a fuzz input: each field takes what it needs, and where they have run out
    /// it is zero.
    #[must_use]
    pub fn from_octets(octets: &[u8]) -> Self {
        let mut source = Source(octets);
        let addresses = match source.octet() % 4 {
            0 => [source.array(), source.array()],
            _ => [ADDRESSES.source.octets(), ADDRESSES.destination.octets()],
        };
        let message = match source.octet() % 10 {
            0 => MessagePlan::BindingRefreshRequest,
            1 => MessagePlan::HomeTestInit(source.array()),
            2 => MessagePlan::CareOfTestInit(source.array()),
            3 => MessagePlan::HomeTest(source.two(), source.array(), source.array()),
            4 => MessagePlan::CareOfTest(source.two(), source.array(), source.array()),
            5 => MessagePlan::BindingUpdate(source.two(), source.two(), source.two()),
            6 => MessagePlan::BindingAcknowledgement(
                source.octet(),
                source.octet(),
                source.two(),
                source.two(),
            ),
            7 => MessagePlan::BindingError(source.octet(), source.array()),
            _ => {
                let mh_type = source.octet();
                let mh_type = if mh_type < 8 { mh_type + 8 } else { mh_type };
                let units = usize::from(source.octet());
                let stray = usize::from(source.octet() % 16 == 1);
                MessagePlan::Unknown(mh_type, source.take(8 * units + 2 + stray))
            }
        };
        let mut options = Vec::new();
        while !source.0.is_empty() && options.len() < 300 {
            options.push(match source.octet() % 8 {
                0 => OptionPlan::BindingRefreshAdvice(source.two()),
                1 => OptionPlan::AlternateCareOfAddress(source.array()),
                2 => OptionPlan::NonceIndices(source.two(), source.two()),
                3 => {
                    let length = source.octet();
                    OptionPlan::BindingAuthorizationData(source.take(usize::from(length)))
                }
                4 | 5 => {
                    let (status, flags) = (source.octet(), source.octet());
                    let length = usize::from(source.octet());
                    OptionPlan::DnsUpdate(status, flags, source.take(length))
                }
                _ => {
                    let kind = source.octet();
                    let kind = if [0, 1, 2, 3, 4, 5, 17].contains(&kind) {
                        kind + 18
                    } else {
                        kind
                    };
                    let length = usize::from(source.octet());
                    // 255 octets are the most; one more must be refused
                    let stray = usize::from(length == 255 && source.octet() % 4 == 1);
                    OptionPlan::Unknown(kind, source.take(length + stray))
                }
            });
        }
        Self {
            message,
            options,
            addresses,
        }
    }
}

/// Octets that fields are taken from.
struct Source<'a>(&'a [u8]);

impl Source<'_> {
    fn octet(&mut self) -> u8 {
        match self.0.split_first() {
            Some((octet, rest)) => {
                self.0 = rest;
                *octet
            }
            None => 0,
        }
    }

    fn two(&mut self) -> u16 {
        u16::from_be_bytes([self.octet(), self.octet()])
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.octet())
    }

    fn take(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.octet()).collect()
    }
}

/// [`plan`] of a fuzz input.
pub fn build_plan(octets: &[u8]) {
    plan(&Plan::from_octets(octets));
}

/// Builds what is planned, in each way there is, and reads it back.
pub fn plan(plan: &Plan) {
    let [source, destination] = plan.addresses;
    let addresses = ChecksumAddresses::new(source.into(), destination.into());
    let message = plan.message.value();
    let values: Vec<MobilityOption<'_>> = plan.options.iter().map(OptionPlan::value).collect();

    let expected = expect(plan);
    let measured = match (measure(&message, &values), &expected) {
        (Ok(measured), Ok(_)) => measured,
        (Err(error), Err(kinds)) => {
            emit_error(&error);
            assert!(kinds.contains(&error.kind()), "{error}, not {kinds:?}");
            // a large buffer is refused for the same reason
            let mut buffer = vec![0xa5; 1 << 17];
            let written = build(&message, &values, &addresses, &mut buffer);
            assert_eq!(written.map(<[u8]>::len), Err(error));
            return;
        }
        (measured, expected) => panic!("{measured:?}, where {expected:?} is right"),
    };
    let expected = expected.expect("checked");
    let octets = output(measured, |buffer| {
        build(&message, &values, &addresses, buffer)
    });

    // by hand: the header, the fixed part, the options
    let mut by_hand = expected;
    let checksum = internet_checksum(&by_hand, &addresses);
    by_hand[4..6].copy_from_slice(&checksum.to_be_bytes());
    assert_eq!(octets, by_hand);

    // P3
    let header = MobilityHeader::parse(&octets).expect("what the builder wrote");
    assert!(header.checksum_ok(&addresses));
    let read = header.message().expect("what the builder wrote");
    assert_eq!(without_options(&read), message);
    let items: Result<Vec<_>, _> = read.options().unwrap_or_default().iter().collect();
    assert_eq!(items.as_deref(), Ok(&values[..]));

    // the options of the read message, copied as they are
    let measured = MessageBuilder::measuring(&read).and_then(MessageBuilder::measure);
    assert_eq!(measured, Ok(octets.len()));
    let verbatim = output(octets.len(), |buffer| {
        MessageBuilder::new(buffer, &read)?.finish(&addresses)
    });
    assert_eq!(verbatim, octets);
    let verbatim = output(octets.len(), |buffer| {
        let options = read.options().unwrap_or_default();
        MessageBuilder::new(buffer, &message)?
            .verbatim(options)?
            .finish(&addresses)
    });
    assert_eq!(verbatim, octets);

    collected(plan, &addresses, &octets);
    signed(plan, &addresses, &octets);
}

/// What a plan should come to: the octets with a Checksum of zero, or the errors it may meet.
fn expect(plan: &Plan) -> Result<Vec<u8>, Vec<EmitErrorKind>> {
    let mut octets = vec![59, 0, plan.message.mh_type(), 0, 0, 0];
    octets.extend(plan.message.octets());
    let opaque = matches!(plan.message, MessagePlan::Unknown(..));
    let mut authorized = false;
    for option in &plan.options {
        let body = option.body();
        if opaque {
            return Err(vec![EmitErrorKind::MessageLength]);
        }
        if authorized {
            return Err(vec![EmitErrorKind::AuthorizationDataNotLast]);
        }
        let kind = OptionType(option.kind());
        if kind == OptionType::BINDING_AUTHORIZATION_DATA {
            authorized = true;
            pad(&mut octets, |length| (length + 2 + body.len()) % 8 == 0);
        } else {
            let align = kind.align(body.len());
            pad(&mut octets, |length| align.padding(length) == 0);
        }
        let Ok(length) = u8::try_from(body.len()) else {
            return Err(vec![EmitErrorKind::OptionTooLong]);
        };
        octets.extend([kind.0, length]);
        octets.extend(body);
    }
    if opaque && octets.len() % 8 != 0 {
        return Err(vec![EmitErrorKind::MessageLength]);
    }
    pad(&mut octets, |length| length % 8 == 0);
    match u8::try_from(octets.len() / 8 - 1) {
        Ok(header_len) => octets[1] = header_len,
        Err(_) => return Err(vec![EmitErrorKind::MessageTooLong]),
    }
    Ok(octets)
}

/// One Pad1 or one PadN, until `enough`.
fn pad(octets: &mut Vec<u8>, enough: impl Fn(usize) -> bool) {
    let missing = (0..8)
        .find(|missing| enough(octets.len() + missing))
        .expect("within 8 octets");
    match missing {
        0 => {}
        1 => octets.push(0),
        _ => {
            octets.extend([1, u8::try_from(missing - 2).expect("small")]);
            octets.resize(octets.len() + missing - 2, 0);
        }
    }
}

/// The same options by way of an `OptionsBuf`.
fn collected(plan: &Plan, addresses: &ChecksumAddresses, octets: &[u8]) {
    fn all<'a, M: MessageBody<'a>>(plan: &Plan, addresses: &ChecksumAddresses, octets: &[u8]) {
        let mut buf = OptionsBuf::<2048>::for_message::<M>();
        for option in &plan.options {
            buf.push_any(&option.value()).expect("room enough");
        }
        debug(&buf);
        let mut small = OptionsBuf::<20>::for_message::<M>();
        for option in &plan.options {
            let before = small.clone();
            if let Err(error) = small.push_any(&option.value()) {
                assert_eq!(error.kind(), EmitErrorKind::BufferFull);
                assert_eq!(small, before, "something was added");
                break;
            }
        }
        let message = plan.message.value();
        let written = output(octets.len(), |buffer| {
            MessageBuilder::new(buffer, &message)?
                .verbatim(buf.as_options())?
                .finish(addresses)
        });
        assert_eq!(written, octets);
    }
    match plan.message {
        MessagePlan::BindingUpdate(..) => all::<BindingUpdate<'_>>(plan, addresses, octets),
        MessagePlan::BindingAcknowledgement(..) => {
            all::<BindingAcknowledgement<'_>>(plan, addresses, octets);
        }
        MessagePlan::BindingRefreshRequest => {
            all::<BindingRefreshRequest<'_>>(plan, addresses, octets);
        }
        _ => {}
    }
}

/// The same message by way of `authorize` and `sign`.
fn signed(plan: &Plan, addresses: &ChecksumAddresses, octets: &[u8]) {
    let Some((OptionPlan::BindingAuthorizationData(authenticator), rest)) =
        plan.options.split_last()
    else {
        return;
    };
    let message = plan.message.value();
    let length = u8::try_from(authenticator.len()).expect("it was written");
    let (care_of, correspondent) = (addresses.source, addresses.destination);
    let covered = octets.len() - authenticator.len();
    assert_eq!(&octets[covered..], authenticator);
    let mut input = [care_of.octets(), correspondent.octets()].concat();
    input.extend(&octets[..4]);
    input.extend([0, 0]);
    input.extend(&octets[6..covered]);

    let written = output(octets.len(), |buffer| {
        let mut builder = MessageBuilder::new(buffer, &message)?;
        for option in rest {
            builder = builder.any_option(&option.value())?;
        }
        let unsigned = builder.authorize(length)?;
        debug(&unsigned);
        // the sender's input to the authenticator is the receiver's
        assert_eq!(
            unsigned.mac_input(care_of, correspondent).pieces().concat(),
            input
        );
        unsigned.sign(authenticator, addresses)
    });
    assert_eq!(written, octets);

    let mut buffer = vec![0; octets.len()];
    let mut builder = MessageBuilder::new(&mut buffer, &message).expect("it was written");
    for option in rest {
        builder = builder.any_option(&option.value()).expect("it was written");
    }
    let unsigned = builder.authorize(length).expect("it was written");
    let other = vec![0; authenticator.len() + 1];
    let error = unsigned
        .sign(&other, addresses)
        .expect_err("another length");
    assert_eq!(error.kind(), EmitErrorKind::AuthenticatorLength);
}

// ---------------------------------------------------------------------------
// The home address of a carrier, written
// ---------------------------------------------------------------------------

/// Wraps a Mobility Header in an IPv6 packet with the carriers that the addresses ask for, and walks it.
pub fn carried(
    header: &[u8],
    home_address_option: Option<Ipv6Addr>,
    routing_header: Option<Ipv6Addr>,
) {
    let mut extensions = Vec::new();
    let mut buffer = [0; 24];
    if let Some(home_address) = routing_header {
        let next_header = if home_address_option.is_some() {
            60
        } else {
            135
        };
        let header = Type2RoutingHeader {
            next_header,
            home_address,
        };
        extensions.extend(header.emit(&mut buffer).expect("24 octets"));
    }
    if let Some(home_address) = home_address_option {
        let option = HomeAddressOption { home_address };
        extensions.extend(option.emit_header(135, &mut buffer).expect("24 octets"));
    }
    let first = match (routing_header, home_address_option) {
        (Some(_), _) => 43,
        (None, Some(_)) => 60,
        (None, None) => 135,
    };
    let length = u16::try_from(extensions.len() + header.len()).expect("one packet");
    let mut packet = vec![0x60, 0, 0, 0];
    packet.extend(length.to_be_bytes());
    packet.extend([first, 64]);
    packet.extend(ADDRESSES.source.octets());
    packet.extend(ADDRESSES.destination.octets());
    packet.extend(&extensions);
    packet.extend(header);

    let walked = MobilityPacket::parse(&packet).expect("a packet that was written so");
    assert_eq!(walked.unverified(), header);
    assert_eq!(walked.mobility_header_offset(), 40 + extensions.len());
    assert_eq!(walked.home_address_option(), home_address_option);
    assert_eq!(walked.routing_header(), routing_header);
    ipv6_packet(&packet);
}

// ---------------------------------------------------------------------------
// Names and identities
// ---------------------------------------------------------------------------

/// All properties of octets that are taken for a name, in either form, and for an MN identity.
pub fn names(octets: &[u8]) {
    let text = Fqdn::from_text_octets(octets);
    let labels = Fqdn::from_labels(octets);
    let split = Fqdn::split_labels(octets);
    assert_eq!(
        std::str::from_utf8(octets).ok().map(Fqdn::from_text),
        std::str::from_utf8(octets).ok().map(|_| text)
    );
    match text {
        Ok(text) => {
            let dot = usize::from(octets.ends_with(b"."));
            assert_eq!(text.as_octets(), &octets[..octets.len() - dot]);
            assert_eq!(text.as_text().map(str::as_bytes), Some(text.as_octets()));
            assert_eq!(text.as_labels(), None);
            assert!(labels.is_err(), "both forms");
            name(text);
        }
        Err(error) => name_error(&error, octets.len()),
    }
    match split {
        Ok((name_in_front, rest)) => {
            assert_eq!([name_in_front.as_octets(), rest].concat(), octets);
            let whole = name_in_front.as_octets();
            assert_eq!(name_in_front.as_labels(), Some(whole));
            assert_eq!(name_in_front.as_text(), None);
            if rest.is_empty() {
                assert_eq!(labels, Ok(name_in_front));
            } else {
                let kind = ParseErrorKind::TrailingOctets;
                assert_eq!(labels, Err(ParseError::new(kind, whole.len())));
            }
            name(name_in_front);
            // P7
            for length in below(whole.len()) {
                assert!(Fqdn::split_labels(&whole[..length]).is_err());
            }
        }
        Err(error) => {
            name_error(&error, octets.len());
            assert_eq!(labels, Err(error));
        }
    }
    identity(octets);
}

fn name_error(error: &ParseError, length: usize) {
    parse_error(error, length);
    assert!(
        matches!(
            error.kind(),
            ParseErrorKind::LabelLength
                | ParseErrorKind::NameLength
                | ParseErrorKind::NameCharacter
                | ParseErrorKind::Truncated
        ),
        "{error}"
    );
}

/// A name in one of its forms: the other form, its labels, and what is derived from it.
fn name(name: Fqdn<'_>) {
    let octets = name.as_octets();
    let text = display(&name);
    let form = if octets.ends_with(&[0]) {
        "labels"
    } else {
        "text"
    };
    // nothing of the name
    let shown = format!("Fqdn({form}, {} octets)", octets.len());
    assert_eq!(debug(&name), shown);
    assert_eq!(text.len(), name.text_len());
    assert!((1..=253).contains(&name.text_len()));
    assert_eq!(name.labels_len(), name.text_len() + 2);

    // P10
    let mut labels = name.labels();
    let mut count = 0;
    let mut joined = Vec::new();
    while let Some(label) = labels.next() {
        count += 1;
        assert!((1..=63).contains(&label.len()));
        debug(&labels);
        joined.extend(label);
        joined.push(b'.');
    }
    assert_eq!(labels.next(), None, "not fused");
    assert!(count <= octets.len());
    joined.pop();
    assert_eq!(joined, text.as_bytes());

    // P3, P5, P6
    let as_labels = output(name.labels_len(), |buffer| name.to_labels(buffer));
    let as_text = output(name.text_len(), |buffer| name.to_text_octets(buffer));
    assert_eq!(as_text, text.as_bytes());
    let again = output(name.text_len(), |buffer| {
        name.to_text(buffer).map(str::as_bytes)
    });
    assert_eq!(again, as_text);
    let other = [
        Fqdn::from_labels(&as_labels).expect("what was written"),
        Fqdn::from_text(&text).expect("what was written"),
    ];
    let hash = |name: Fqdn<'_>| {
        let mut state = DefaultHasher::new();
        name.hash(&mut state);
        state.finish()
    };
    for other in other {
        assert_eq!(other, name);
        assert_eq!(name, other);
        assert_eq!(hash(other), hash(name));
        assert!(other.is_subdomain_of(name) && name.is_subdomain_of(other));
        assert!(MnIdentity::from(other).matches_fqdn(name));
    }
    let upper = text.to_ascii_uppercase();
    assert_eq!(Fqdn::from_text(&upper), Ok(name), "without regard to case");
    assert_eq!(hash(Fqdn::from_text(&upper).expect("a name")), hash(name));
    if let Some((_, domain)) = text.split_once('.') {
        let domain = Fqdn::from_text(domain).expect("the rest of a name");
        assert!(name.is_subdomain_of(domain) && !domain.is_subdomain_of(name));
        assert_ne!(name, domain);
    }

    let stored = FqdnBuf::<253>::from_fqdn(name).expect("the longest fits");
    assert_eq!(stored.as_fqdn(), name);
    assert_eq!(display(&stored), text);
    debug(&stored);
    assert_eq!(FqdnBuf::<9>::from_fqdn(name).is_ok(), text.len() <= 9);
    match service_name::<253>(name) {
        Ok(service) => {
            assert_eq!(display(&service), format!("_mip6._ipv6.{text}"));
            assert!(service.as_fqdn().is_subdomain_of(name));
        }
        Err(error) => {
            assert_eq!(error.kind(), EmitErrorKind::Value);
            assert!(text.len() > 241);
        }
    }
}

fn identity(octets: &[u8]) {
    let identity = MnIdentity::from_octets(octets);
    assert_eq!(identity.as_octets(), octets);
    assert_eq!(identity.is_empty(), octets.is_empty());
    // nothing of the name
    assert_eq!(
        debug(&identity),
        format!("MnIdentity({} octets)", octets.len())
    );
    let shown = identity.to_string();
    assert_eq!(shown.is_empty(), octets.is_empty());
    assert!(
        shown.bytes().all(|octet| octet.is_ascii_graphic()),
        "{shown:?}"
    );

    let (text, labels) = (identity.as_text(), identity.as_labels());
    assert!(text.is_err() || labels.is_err());
    if let Ok(text) = text {
        assert!(octets.starts_with(text.as_bytes()));
        assert_eq!(
            MnIdentity::from_text(text).map(MnIdentity::as_octets),
            Ok(text.as_bytes())
        );
    }
    match identity.fqdn() {
        Ok(name) => {
            assert!(text.is_ok() || labels.is_ok());
            assert_eq!(shown, name.to_string());
            assert!(identity.matches(identity) && identity.matches_fqdn(name));
            assert_eq!(MnIdentity::from(name).fqdn(), Ok(name));
        }
        Err(error) => {
            name_error(&error, octets.len());
            assert!(text.is_err() && labels.is_err());
            assert!(!identity.matches(identity));
        }
    }
    let asserted = Identification {
        id_type: mip6_wire::ikev2::IdType::FQDN,
        data: octets,
    };
    assert_eq!(asserted.matches(identity), text.is_ok());
}

// ---------------------------------------------------------------------------
// IKEv2
// ---------------------------------------------------------------------------

/// All properties of octets that are taken for a chain of payloads, the first of which is of type `first`.
pub fn payload_chain(first: u8, octets: &[u8]) {
    let chain = Payloads::new(PayloadType(first), octets);
    assert_eq!(chain.first(), PayloadType(first));
    assert_eq!(chain.as_octets(), octets);
    debug(&chain);

    // P2, P10
    let mut raw = chain.raw();
    let mut found: Vec<RawPayload<'_>> = Vec::new();
    let mut fault = None;
    let mut at = 0;
    loop {
        assert_eq!(raw.offset(), at);
        debug(&raw);
        match raw.next() {
            None => break,
            Some(Ok(payload)) => {
                debug(&payload);
                display(&payload.payload_type);
                assert_eq!(payload.offset(), at);
                assert!(payload.wire_len() >= 4);
                let end = at + payload.wire_len();
                assert_eq!(octets[at], payload.next.0);
                assert_eq!(octets[at + 1], payload.flags.bits());
                assert_eq!(
                    octets[at + 2..at + 4],
                    (payload.wire_len() as u16).to_be_bytes()
                );
                assert_eq!(&octets[at + 4..end], payload.body);
                found.push(payload);
                at = end;
            }
            Some(Err(error)) => {
                fault = Some(error);
                break;
            }
        }
    }
    assert_eq!(raw.next(), None, "not fused");
    assert!(found.len() <= octets.len(), "P10");
    match fault {
        None => assert_eq!(at, octets.len(), "P2"),
        Some(error) => parse_error(&error, octets.len()),
    }
    assert_eq!(chain.check(), fault.map_or(Ok(()), Err));

    // P9
    let expected: Vec<_> = found
        .iter()
        .map(Payload::parse)
        .chain(fault.map(Err))
        .collect();
    assert_eq!(chain.iter().collect::<Vec<_>>(), expected);
    assert_eq!(chain.into_iter().count(), expected.len());
    for (item, payload) in expected.iter().zip(&found) {
        match item {
            Ok(read) => {
                debug(read);
                assert_eq!(read.payload_type(), payload.payload_type);
                if let Payload::Configuration(configuration) = read {
                    configured(configuration);
                }
            }
            Err(error) => {
                parse_error(error, payload.offset() + payload.wire_len());
                assert!(error.offset() >= payload.offset());
            }
        }
    }
    find_payload::<IdentificationInitiator<'_>>(chain, &expected, fault);
    find_payload::<IdentificationResponder<'_>>(chain, &expected, fault);
    find_payload::<Notify<'_>>(chain, &expected, fault);
    find_payload::<Configuration<'_>>(chain, &expected, fault);
    for kind in [first, 41, 46, 200] {
        let payload = found.iter().find(|payload| payload.payload_type.0 == kind);
        let wanted = fault.map_or(Ok(payload.copied()), Err);
        assert_eq!(chain.find_raw(PayloadType(kind)), wanted);
    }
    let critical = found.iter().find(|payload| {
        payload.flags.bits() >= 0x80 && !(33..=48).contains(&payload.payload_type.0)
    });
    let wanted = fault.map_or(Ok(critical.map(|payload| payload.payload_type)), Err);
    assert_eq!(chain.unsupported_critical(), wanted);

    chain_rebuilt(chain, fault, &expected);
}

fn find_payload<'a, T>(
    chain: Payloads<'a>,
    items: &[Result<Payload<'a>, ParseError>],
    fault: Option<ParseError>,
) where
    T: PayloadBody<'a>,
    Payload<'a>: From<T>,
{
    let kinds: Vec<_> = chain
        .raw()
        .flatten()
        .map(|payload| payload.payload_type)
        .collect();
    let of_kind = items.iter().zip(kinds).filter(|(_, kind)| *kind == T::TYPE);
    let mut wanted = Ok(None);
    for (item, _) in of_kind {
        match item {
            Ok(payload) => {
                wanted = wanted.map(|first: Option<Payload<'a>>| first.or(Some(*payload)))
            }
            Err(error) => {
                wanted = Err(*error);
                break;
            }
        }
    }
    if let (Ok(_), Some(fault)) = (&wanted, fault) {
        wanted = Err(fault);
    }
    assert_eq!(
        chain.find::<T>().map(|found| found.map(Payload::from)),
        wanted
    );
}

/// P3 to P7 of a chain.
fn chain_rebuilt(
    chain: Payloads<'_>,
    fault: Option<ParseError>,
    items: &[Result<Payload<'_>, ParseError>],
) {
    let verbatim = PayloadsBuilder::measuring().verbatim(chain);
    if fault.is_some() {
        let error = verbatim.expect_err("a broken chain");
        assert_eq!(error.kind(), EmitErrorKind::MalformedOptions);
        return;
    }
    let measured = verbatim.expect("a sound chain").measure();
    let written = output(measured, |buffer| {
        Ok(PayloadsBuilder::new(buffer)
            .verbatim(chain)?
            .finish()?
            .as_octets())
    });
    assert_eq!(written, chain.as_octets(), "verbatim");
    for length in below(chain.as_octets().len()) {
        let prefix = Payloads::new(chain.first(), &chain.as_octets()[..length]);
        assert!(prefix.check().is_err(), "P7");
    }

    let Ok(items) = items.iter().copied().collect::<Result<Vec<_>, _>>() else {
        return;
    };
    let build = |mut builder: PayloadsBuilder<'_>| {
        for payload in &items {
            builder = match builder.any_payload(payload) {
                Ok(builder) => builder,
                Err(error) => return Err(error),
            };
        }
        Ok(builder.measure())
    };
    let measured = match build(PayloadsBuilder::measuring()) {
        Ok(measured) => measured,
        Err(error) => {
            // attributes are copied into a Configuration payload only where their list is sound
            assert_eq!(error.kind(), EmitErrorKind::MalformedOptions);
            let broken = |payload: &Payload<'_>| matches!(payload, Payload::Configuration(read) if read.attributes.check().is_err());
            assert!(items.iter().any(broken));
            return;
        }
    };
    let written = output(measured, |buffer| {
        let mut builder = PayloadsBuilder::new(buffer);
        for payload in &items {
            builder = builder.any_payload(payload)?;
        }
        Ok(builder.finish()?.as_octets())
    });
    let again = Payloads::new(chain.first(), &written);
    let read: Result<Vec<_>, _> = again.iter().collect();
    assert_eq!(read.as_deref(), Ok(&items[..]), "P3");
    let unsent = chain.raw().flatten().any(|payload| {
        let known = Payload::DECODED.contains(&payload.payload_type);
        let reserved = !matches!(payload.payload_type.0, 35 | 36 | 47)
            || matches!(payload.body, [_, 0, 0, 0, ..]);
        known && (payload.flags.bits() != 0 || !reserved)
    });
    if !unsent {
        assert_eq!(written, chain.as_octets(), "P4");
    }
}

/// A Configuration payload that was read.
fn configured(configuration: &Configuration<'_>) {
    let attributes = configuration.attributes;
    display(&configuration.cfg_type);
    let found = attributes.find::<Mip6HomePrefix>();
    let asks = found.map(|found| found.is_some() && configuration.cfg_type == CfgType::REQUEST);
    assert_eq!(configuration.asks_for_home_prefix(), asks);
    match (configuration.home_prefix(), found) {
        (Ok(None), Ok(_)) => {}
        (Ok(Some(prefix)), Ok(Some(_))) => {
            assert_eq!(configuration.cfg_type, CfgType::REPLY);
            display(&prefix);
            debug(&prefix);
            assert_eq!(prefix.has_stray_bits(), prefix.network() != prefix.prefix);
        }
        (prefix, found) => assert_eq!(prefix.err(), found.err()),
    }
}

/// All properties of octets that are taken for the attributes of a Configuration payload.
pub fn configuration(octets: &[u8], start: usize) {
    let list = ConfigAttributes::new(octets, start);
    assert_eq!(list.as_octets(), octets);
    assert_eq!(list.is_empty(), octets.is_empty());
    debug(&list);

    let mut raw = list.raw();
    let mut found: Vec<(usize, RawConfigAttribute<'_>)> = Vec::new();
    let mut fault = None;
    let mut at = 0;
    loop {
        assert_eq!(raw.offset(), start + at);
        debug(&raw);
        match raw.next() {
            None => break,
            Some(Ok(attribute)) => {
                debug(&attribute);
                display(&attribute.attribute_type);
                let end = at + attribute.wire_len();
                assert!(attribute.attribute_type.0 < 0x8000);
                let kind = attribute.attribute_type.0 | u16::from(attribute.reserved_bit) << 15;
                assert_eq!(octets[at..at + 2], kind.to_be_bytes());
                let length = attribute.body.len() as u16;
                assert_eq!(octets[at + 2..at + 4], length.to_be_bytes());
                assert_eq!(&octets[at + 4..end], attribute.body);
                let written = emitted(attribute.wire_len(), |writer| attribute.emit(writer));
                assert_eq!(written, octets[at..end]);
                found.push((at, attribute));
                at = end;
            }
            Some(Err(error)) => {
                fault = Some(error);
                break;
            }
        }
    }
    assert_eq!(raw.next(), None, "not fused");
    assert!(found.len() <= octets.len(), "P10");
    match fault {
        None => assert_eq!(at, octets.len(), "P2"),
        Some(error) => {
            parse_error(&error, start + octets.len());
            let expected = match octets.len() - at {
                0..4 => ParseError::new(ParseErrorKind::Truncated, start + at),
                _ => ParseError::new(ParseErrorKind::AttributeLength, start + at + 2),
            };
            assert_eq!(error, expected);
        }
    }
    assert_eq!(list.check(), fault.map_or(Ok(()), Err));

    // P9
    let expected: Vec<_> = found
        .iter()
        .map(|(at, attribute)| {
            ConfigAttribute::parse(attribute).map_err(|error| {
                parse_error(&error, attribute.wire_len());
                error.within(start + at)
            })
        })
        .chain(fault.map(Err))
        .collect();
    assert_eq!(list.iter().collect::<Vec<_>>(), expected);
    debug(&list.iter());
    for ((at, raw), item) in found.iter().zip(&expected) {
        let Ok(read) = item else { continue };
        debug(read);
        assert_eq!(read.attribute_type(), raw.attribute_type);
        let written = emitted(raw.wire_len(), |writer| read.emit(writer));
        if raw.reserved_bit && ConfigAttribute::DECODED.contains(&raw.attribute_type) {
            assert_eq!(written[1..], octets[at + 1..at + raw.wire_len()]);
        } else {
            assert_eq!(written, octets[*at..at + raw.wire_len()], "P4");
        }
        attribute(read);
    }
    found_attributes::<ApplicationVersion<'_>>(list, &found, fault);
    found_attributes::<InternalIp6Address>(list, &found, fault);
    found_attributes::<InternalIp6Dns>(list, &found, fault);
    found_attributes::<SupportedAttributes<'_>>(list, &found, fault);
    found_attributes::<InternalIp6Subnet>(list, &found, fault);
    found_attributes::<Mip6HomePrefix>(list, &found, fault);
    found_attributes::<InternalIp6Prefix>(list, &found, fault);
    found_attributes::<HomeAgentAddress>(list, &found, fault);
    for cfg_type in [CfgType::REQUEST, CfgType::REPLY, CfgType(77)] {
        configured(&Configuration {
            cfg_type,
            attributes: list,
        });
    }
}

/// The accessors of an attribute that was read.
fn attribute(attribute: &ConfigAttribute<'_>) {
    let prefixed = |prefix: &Ipv6Prefix| {
        display(prefix);
        assert_eq!(prefix.has_stray_bits(), prefix.network() != prefix.prefix);
        assert!(prefix.prefix_len <= PrefixLen::P128);
    };
    match attribute {
        ConfigAttribute::ApplicationVersion(version) => {
            black_box(version.as_text());
        }
        ConfigAttribute::InternalIp6Address(address) => {
            let wanted = matches!(address, InternalIp6Address::Address { .. });
            assert_eq!(address.address().is_some(), wanted);
        }
        ConfigAttribute::SupportedAttributes(supported) => {
            let octets = supported.as_octets();
            assert_eq!(supported.kinds().count(), octets.len() / 2);
            assert_eq!(SupportedAttributes::from_octets(octets), Ok(*supported));
            assert!(supported.kinds().all(|kind| supported.contains(kind)));
            debug(&supported.kinds());
        }
        ConfigAttribute::InternalIp6Subnet(InternalIp6Subnet::Subnet(prefix))
        | ConfigAttribute::InternalIp6Prefix(InternalIp6Prefix::Prefix(prefix)) => prefixed(prefix),
        ConfigAttribute::Mip6HomePrefix(prefix) => {
            for cfg_type in 0..=5 {
                let cfg_type = CfgType(cfg_type);
                assert_eq!(prefix.asks_in(cfg_type), cfg_type == CfgType::REQUEST);
                if prefix.assigned_in(cfg_type).is_some() {
                    assert!(prefix.is_proper_in(cfg_type));
                }
            }
        }
        _ => {}
    }
}

fn found_attributes<'a, T>(
    list: ConfigAttributes<'a>,
    found: &[(usize, RawConfigAttribute<'a>)],
    fault: Option<ParseError>,
) where
    T: ConfigAttributeBody<'a> + Debug + Copy,
    ConfigAttribute<'a>: From<T>,
{
    let start = list.raw().offset();
    let wanted: Vec<_> = found
        .iter()
        .filter(|(_, attribute)| attribute.attribute_type == T::TYPE)
        .map(|(at, attribute)| {
            ConfigAttribute::parse(attribute).map_err(|error| error.within(start + at))
        })
        .chain(fault.map(Err))
        .collect();
    let all = list.all::<T>();
    debug(&all);
    let all: Vec<_> = all.map(|item| item.map(ConfigAttribute::from)).collect();
    assert_eq!(all, wanted);
    let first: Result<Vec<_>, _> = wanted.into_iter().collect();
    let first = first.map(|all| all.first().copied());
    assert_eq!(
        list.find::<T>()
            .map(|found| found.map(ConfigAttribute::from)),
        first
    );
}

/// P5 and P6 of what goes through a `Writer`.
fn emitted(length: usize, emit: impl Fn(&mut Writer<'_>) -> Result<(), EmitError>) -> Vec<u8> {
    let mut measuring = Writer::measuring();
    assert_eq!(emit(&mut measuring), Ok(()));
    assert!(measuring.is_measuring() && measuring.written().is_empty());
    assert_eq!(measuring.position(), length, "P5");
    let mut buffer = vec![0xa5; length + 5];
    let mut writer = Writer::new(&mut buffer);
    assert_eq!(emit(&mut writer), Ok(()));
    assert_eq!(writer.position(), length, "P5");
    let written = writer.written().to_vec();
    assert_eq!(buffer[length..], [0xa5; 5], "P6");
    for shorter in below(length) {
        let error = emit(&mut Writer::new(&mut buffer[..shorter])).expect_err("too small");
        assert_eq!(error.kind(), EmitErrorKind::BufferFull, "P6");
        assert!(error.offset() <= shorter);
    }
    written
}

/// All properties of octets that are taken for the body of a Notify payload, and of an Identification payload.
pub fn notify(octets: &[u8]) {
    let payload = RawPayload::new(PayloadType::NOTIFY, octets);
    match Notify::parse_body(&payload) {
        Ok(notify) => {
            debug(&notify);
            display(&notify.notify_type);
            display(&notify.protocol_id);
            assert_ne!(
                notify.notify_type.is_error(),
                notify.notify_type.is_status()
            );
            black_box(notify.notify_type.is_private_use());
            assert_eq!(usize::from(octets[1]), notify.spi.len());
            let written = emitted(octets.len(), |writer| notify.emit_body(writer));
            assert_eq!(written, octets);
            for length in below(4 + notify.spi.len()) {
                let prefix = RawPayload::new(PayloadType::NOTIFY, &octets[..length]);
                assert!(Notify::parse_body(&prefix).is_err(), "P7");
            }
        }
        Err(error) => {
            parse_error(&error, octets.len() + 4);
            let at = match error.kind() {
                ParseErrorKind::PayloadLength => 2,
                ParseErrorKind::SpiSize => 5,
                other => panic!("{other:?}"),
            };
            assert_eq!(error.offset(), at);
        }
    }
    let payload = RawPayload::new(PayloadType::IDENTIFICATION_INITIATOR, octets);
    match IdentificationInitiator::parse_body(&payload) {
        Ok(IdentificationInitiator(id)) => {
            debug(&id);
            black_box(id.to_string());
            display(&id.id_type);
            match id.identity() {
                Ok(identity) => {
                    debug(&identity);
                    black_box(identity.to_string());
                    assert_eq!(identity.id_type(), id.id_type);
                }
                Err(error) => parse_error(&error, octets.len() + 4),
            }
            let mut sent = octets.to_vec();
            sent[1..4].fill(0);
            let written = emitted(octets.len(), |writer| {
                IdentificationInitiator(id).emit_body(writer)
            });
            assert_eq!(written, sent);
        }
        Err(error) => {
            assert!(octets.len() < 4);
            assert_eq!(error, payload.length_error());
        }
    }
}
