//! What has to hold for a Mobility Header and its message.

use super::*;

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
            assert_eq!(error, ParseError::new(ParseErrorKind::TrailingOctets, length));
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
pub(super) fn accepted(header: &MobilityHeader<'_>, addresses: &ChecksumAddresses) {
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
                second_reader::option_area_start(octets).is_some(),
                message.options().is_some()
            );
            if let Some(area) = message.options() {
                assert!(octets.ends_with(area.as_octets()));
                assert_eq!(area.start() + area.as_octets().len(), octets.len());
                // behind more than 15 addresses of a Home Agent Switch it is greater
                if let Ok(start) = u8::try_from(area.start()) {
                    options(area.as_octets(), start);
                }
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
pub(super) fn read_typed(header: &MobilityHeader<'_>, message: &Result<Message<'_>, ParseError>) {
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
                let begins = |options: Options<'_>| options.start() + options.as_octets().len();
                assert!(
                    read.options()
                        .is_none_or(|options| begins(options) == header.as_octets().len())
                );
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
    one::<FlowBinding<'_>>(header, message);
}

/// Whether an option, or one of its sub-options, is malformed.
fn is_malformed(item: Result<MobilityOption<'_>, ParseError>) -> bool {
    let mut inside = false;
    if let Ok(option) = &item {
        option.fields(&mut |field| inside |= field.name == "malformed");
    }
    item.is_err() || inside
}

/// What `audit` must say whatever else it says.
pub(super) fn audited(header: &MobilityHeader<'_>, message: &Result<Message<'_>, ParseError>) {
    let found = header.audit();
    debug(&found);
    assert_eq!(found.to_string().is_empty(), found.is_empty());
    assert_eq!(found.iter_names().count(), found.bits().count_ones() as usize);
    assert_eq!(found.contains(Deviations::PAYLOAD_PROTO), header.payload_proto() != 59);
    assert_eq!(found.contains(Deviations::CHECKSUM_ALL_ONES), header.checksum() == 0xffff);
    if let Ok(message) = message {
        let malformed = message.options().is_some_and(|options| options.iter().any(is_malformed));
        assert_eq!(found.contains(Deviations::MALFORMED), malformed);
    }
}

/// `authenticated` and the octets that an authenticator covers.
pub(super) fn authenticated(
    header: &MobilityHeader<'_>,
    message: &Result<Message<'_>, ParseError>,
) {
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
pub(super) fn rebuilt(
    header: &MobilityHeader<'_>,
    message: &Message<'_>,
    addresses: &ChecksumAddresses,
) {
    let octets = header.as_octets();
    let mut sent = octets.to_vec();
    clear_unsent(&mut sent);

    let verbatim = MessageBuilder::measuring(message);
    match message.options().map_or(Ok(()), Options::check) {
        Ok(()) => {
            let measured = verbatim.expect("sound options").measure().expect("sound options");
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
    // sub-options are written verbatim
    let nested = |option: &MobilityOption<'_>| {
        let mut found = false;
        option.fields(&mut |field| {
            found |=
                matches!(field.value, mip6_wire::Value::Record(..)) || field.name == "malformed"
        });
        found
    };
    let within = if items.iter().any(nested) {
        Deviations::MALFORMED | Deviations::RESERVED_FIELD
    } else {
        Deviations::empty()
    };
    // padding between options is the builder's, that inside of one came with the value
    let start = second_reader::option_area_start(&written).unwrap_or(written.len());
    let mut within = within;
    for option in Options::new(&written[start..], 0).raw().flatten() {
        if option.option_type.is_padding() {
            assert!(option.body.iter().all(|octet| *octet == 0));
        } else if let Some(row) = second_reader::option_row(option.option_type.0) {
            // the layout has offsets from the type on
            let whole = [&[0, 0], option.body].concat();
            within.set(
                Deviations::PADDING_CONTENT,
                within.contains(Deviations::PADDING_CONTENT) || row.layout.padding_content(&whole),
            );
            let apart =
                option.option_type.0 == 45 && !crate::support::comparison::flow_places(&whole).1;
            within.set(
                Deviations::MISALIGNED_OPTION,
                within.contains(Deviations::MISALIGNED_OPTION) || apart,
            );
        }
    }
    // the builder itself leaves nothing to be desired but what the values bring along
    let from_values = Deviations::RESERVED_FLAGS
        | within
        | Deviations::DUPLICATE_OPTION
        | Deviations::MISPLACED_OPTION
        | Deviations::DNS_UPDATE_STATUS
        | Deviations::REFRESH_INTERVAL
        | Deviations::MN_IDENTITY
        | Deviations::FLAGS
        | Deviations::COMPANION_OPTION
        | Deviations::CARE_OF_ADDRESS
        | Deviations::FIELD_VALUE
        | Deviations::OPTION_ORDER
        | Deviations::BINDING_ERROR_STATUS;
    assert_eq!(again.audit() - from_values, Deviations::empty());
    // without the padding between them, CGA Parameters are judged as pieces of one
    let pieces =
        items.iter().filter(|item| matches!(item, MobilityOption::CgaParameters(_))).count();
    let mut before = header.audit();
    before.set(Deviations::FIELD_VALUE, before.contains(Deviations::FIELD_VALUE) || pieces > 1);
    assert!(before.contains(again.audit()));
    if faithful {
        assert_eq!(written[6..], octets[6..], "P4");
        assert_eq!(written[..4], octets[..4], "P4");
        if header.checksum_ok(addresses) {
            assert_eq!(written, octets, "P4");
        }
    }
}

/// Makes zero what is sent as zero whatever came: reserved fields, and the checksum here.
pub(super) fn clear_unsent(octets: &mut [u8]) {
    octets[3..6].fill(0);
    let Some(row) = second_reader::message_row(octets[2]) else {
        return;
    };
    for field in row.layout.read(octets, 6).iter().flatten() {
        if field.is_reserved() {
            octets[field.offset..field.offset + field.width].fill(0);
        }
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
            Err(error) => Err(Disposition::ParameterProblem { pointer: error.offset() }),
        }
    };
    let answer = mip6_wire::receive(octets, addresses);
    assert_eq!(answer, decide(|mh_type| mh_type.0 <= 7), "the types of RFC 6275");
    assert_eq!(receive_with(octets, addresses, |_| true), decide(|_| true), "every type known");
    assert_eq!(receive_with(octets, addresses, |_| false), decide(|_| false), "no type known");
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
