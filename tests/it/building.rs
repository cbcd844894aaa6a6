//! What the builder refuses, and what it makes of values that no message should have.

use crate::support::oracle::{self, ADDRESSES, AnyBody};
use crate::support::under_miri::one_in;
use mip6_wire::message::{
    BindingRefreshRequest, BindingUpdate, BindingUpdateFlags, Lifetime, MessageBuilder, RawMessage,
};
use mip6_wire::option::{
    AlternateCareOfAddress, BindingAuthorizationData, BindingRefreshAdvice, DnsUpdate,
    MobilityOptionBody, NonceIndices, OptionsBuf, RawOption,
};
use mip6_wire::{
    Align, ChecksumAddresses, Deviations, EmitError, EmitErrorKind, Message, MhType, MnIdentity,
    MobilityHeader, MobilityOption, OptionType, Options, ParseError, ParseErrorKind, Writer,
};

const UPDATE: BindingUpdate<'static> = BindingUpdate {
    sequence: 1,
    flags: BindingUpdateFlags::ACKNOWLEDGE,
    lifetime: Lifetime(105),
    options: Options::EMPTY,
};

fn raw(kind: u8, body: &[u8]) -> MobilityOption<'_> {
    MobilityOption::Unknown(RawOption { option_type: OptionType(kind), body })
}

/// The same options in any order: each stands where its alignment wants it, with as little padding as can be.
#[test]
fn any_order_of_options() {
    let identity = MnIdentity::from_octets(b"mn.example.org");
    let all = [
        MobilityOption::from(DnsUpdate::remove(identity)),
        AlternateCareOfAddress { care_of_address: ADDRESSES.source }.into(),
        NonceIndices { home: 1, care_of: 2 }.into(),
        raw(200, &[7]),
    ];
    let mut seen = 0;
    for order in 0..256_usize {
        let order = [order % 4, order / 4 % 4, order / 16 % 4, order / 64];
        if (0..4).any(|index| !order.contains(&index)) {
            continue;
        }
        seen += 1;
        let options = order.map(|index| all[index]);
        let mut buffer = [0; 128];
        let message = Message::from(UPDATE);
        let octets = oracle::build(&message, &options, &ADDRESSES, &mut buffer).expect("128");
        let header = MobilityHeader::parse(octets).expect("what was written");
        // Nonce Indices without an authenticator
        let brought = Deviations::COMPANION_OPTION | Deviations::MISPLACED_OPTION;
        assert_eq!(header.audit() - brought, Deviations::empty(), "{order:?}");
        let read = header.message().expect("what was written").options().expect("known");
        assert_eq!(read.iter().collect::<Result<Vec<_>, _>>(), Ok(options.to_vec()));
        if seen % one_in(12) == 0 {
            oracle::mobility_header(octets);
        }
    }
    assert_eq!(seen, 24);
}

#[test]
fn nothing_follows_authorization_data() {
    let data = MobilityOption::from(BindingAuthorizationData { authenticator: &[7; 12] });
    let mut buffer = [0; 64];
    let builder =
        || MessageBuilder::measuring(&UPDATE).and_then(|builder| builder.any_option(&data));
    let advice = BindingRefreshAdvice { refresh_interval: Lifetime(9) };
    let not_last = EmitErrorKind::AuthorizationDataNotLast;
    let kind = |result: Result<MessageBuilder<'_>, EmitError>| {
        result.map(|_| ()).map_err(|error| error.kind())
    };
    assert_eq!(kind(builder().and_then(|it| it.option(&advice))), Err(not_last));
    assert_eq!(kind(builder().and_then(|it| it.any_option(&data))), Err(not_last));
    assert_eq!(kind(builder().and_then(|it| it.any_option(&raw(0, &[])))), Err(not_last));
    let area = Options::new(&[200, 0], 12);
    assert_eq!(kind(builder().and_then(|it| it.verbatim(area))), Err(not_last));
    // nothing is not something
    assert_eq!(kind(builder().and_then(|it| it.verbatim(Options::EMPTY))), Ok(()));
    let twice = builder().and_then(|it| it.authorize(12)).map(|_| ());
    assert_eq!(twice.map_err(|error| error.kind()), Err(not_last));

    // copied with the options it came in
    let mut area = vec![4, 4, 0, 10, 0, 20, 5, 12];
    area.extend([7; 12]);
    let copied = MessageBuilder::new(&mut buffer, &UPDATE)
        .and_then(|it| it.verbatim(Options::new(&area, 12)))
        .and_then(|it| it.option(&advice));
    assert_eq!(kind(copied), Err(not_last));

    let mut buf = OptionsBuf::<64>::new(12);
    buf.push_any(&data).expect("room enough");
    let before = buf.clone();
    let error = buf.push(&advice).expect_err("nothing may follow");
    assert_eq!(error.kind(), not_last);
    assert_eq!(buf, before);
}

/// An option that finds no room leaves nothing behind, not even its padding.
#[test]
fn a_full_options_buf_is_what_it_was() {
    let indices = NonceIndices { home: 10, care_of: 20 };
    let name = MnIdentity::from_octets(b"mn");
    let mut buf = OptionsBuf::<13>::new(12);
    buf.push(&DnsUpdate::remove(MnIdentity::from_octets(b"m"))).expect("room enough");
    let before = buf.clone();
    let error = buf
        .push(&AlternateCareOfAddress { care_of_address: [0xee; 16].into() })
        .expect_err("20 octets");
    assert_eq!(error.kind(), EmitErrorKind::BufferFull);
    assert_eq!(buf, before);
    let too_long = buf.push(&DnsUpdate::remove(MnIdentity::from_octets(&[b'm'; 254])));
    assert_eq!(too_long.map_err(|error| error.kind()), Err(EmitErrorKind::OptionTooLong));
    assert_eq!(buf, before);

    buf.push(&indices).expect("an octet of padding, and six");
    assert_eq!(buf.as_options().as_octets(), [17, 3, 0, 0x80, b'm', 0, 4, 4, 0, 10, 0, 20]);
    assert!(buf.push(&DnsUpdate::remove(name)).is_err());
}

/// Type 5 handed over uninterpreted is Binding Authorization Data all the same.
#[test]
fn raw_authorization_data_closes_the_message() {
    let data = raw(5, &[7; 12]);
    let error = MessageBuilder::measuring(&UPDATE)
        .and_then(|builder| builder.any_option(&data))
        .and_then(|builder| builder.any_option(&raw(200, &[7])))
        .map(|_| ())
        .expect_err("something would follow Binding Authorization Data");
    assert_eq!(error.kind(), EmitErrorKind::AuthorizationDataNotLast);

    let mut buffer = [0; 64];
    let octets = oracle::build(&UPDATE, &[raw(200, &[7]), data], &ADDRESSES, &mut buffer);
    let header = MobilityHeader::parse(octets.expect("64 octets")).expect("what was written");
    let received = header.authenticated::<12>().expect("the last option").expect("present");
    assert_eq!(received.authenticator(), &[7; 12]);
}

/// A Pad1 has no body: one that is given is not dropped without a word.
#[test]
fn padding_with_a_body_is_refused() {
    for octets in [&[7][..], &[1, 2, 3]] {
        let written = MessageBuilder::measuring(&UPDATE)
            .and_then(|builder| builder.any_option(&raw(0, octets)))
            .map(|_| ());
        assert_eq!(written.map_err(|error| error.kind()), Err(EmitErrorKind::Value));
    }
    // a Pad1 and a PadN as they are
    let options = [raw(0, &[]), raw(1, &[0])];
    let mut buffer = [0; 64];
    let octets = oracle::build(&UPDATE, &options, &ADDRESSES, &mut buffer).expect("64 octets");
    assert_eq!(octets[12..], [0, 1, 1, 0]);
}

/// An option from outside whose type is that of padding would not be read as an option.
#[test]
fn a_body_of_the_type_of_padding_is_refused() {
    let error = MessageBuilder::measuring(&UPDATE)
        .and_then(|builder| builder.option(&AnyBody::<0>(&[1, 2, 3])))
        .map(|_| ())
        .expect_err("type 0 has neither length nor body");
    assert_eq!(error.kind(), EmitErrorKind::Value);
}

/// A body of two octets that goes on as `0` says when it is counted, and as `1` says when it is written: two octets more,
/// none, or a refusal. It is aligned at 8n.
struct Unsteady(More, More);

#[derive(Clone, Copy)]
enum More {
    Octets,
    Nothing,
    Refusal,
}

impl<'a> MobilityOptionBody<'a> for Unsteady {
    const TYPE: OptionType = OptionType(200);

    fn parse_body(option: &RawOption<'a>) -> Result<Self, ParseError> {
        Err(option.length_error())
    }

    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        // from the type on
        assert_eq!(writer.position(), 2);
        writer.u16(7)?;
        match if writer.is_measuring() { self.0 } else { self.1 } {
            More::Octets => writer.u16(7),
            More::Nothing => Ok(()),
            More::Refusal => Err(EmitError::new(EmitErrorKind::Value, writer.position())),
        }
    }

    fn align(&self) -> Align {
        const { Align::new(8, 0) }
    }
}

/// The error of a body counts from the start of the message, as any other: 12 octets, 4 of padding, type and length, two of
/// the body.
#[test]
fn the_error_of_a_body_says_where_in_the_message() {
    use EmitErrorKind::{BufferFull, Value};
    for (body, kind) in [
        (Unsteady(More::Refusal, More::Nothing), Value),
        (Unsteady(More::Nothing, More::Refusal), Value),
        (Unsteady(More::Octets, More::Nothing), Value),
        (Unsteady(More::Nothing, More::Octets), BufferFull),
    ] {
        let mut buffer = [0; 64];
        let error = MessageBuilder::new(&mut buffer, &UPDATE)
            .and_then(|builder| builder.option(&body))
            .map(|_| ())
            .expect_err("counted and written are not the same");
        assert_eq!((error.kind(), error.offset()), (kind, 20));
    }
}

#[test]
fn lengths_at_their_limits() {
    let body = [7; 256];
    let measure = |option: &MobilityOption<'_>| {
        let built = MessageBuilder::measuring(&UPDATE).and_then(|it| it.any_option(option));
        built.map(|_| ()).map_err(|error| (error.kind(), error.offset()))
    };
    assert_eq!(measure(&raw(200, &body[..255])), Ok(()));
    let too_long = Err((EmitErrorKind::OptionTooLong, 12));
    assert_eq!(measure(&raw(200, &body)), too_long);
    let identity = MnIdentity::from_octets(&body[..253]);
    assert_eq!(measure(&DnsUpdate::remove(identity).into()), Ok(()));
    let identity = MnIdentity::from_octets(&body[..254]);
    assert_eq!(measure(&DnsUpdate::remove(identity).into()), too_long);
    let authenticator = &body[..255];
    assert_eq!(measure(&BindingAuthorizationData { authenticator }.into()), Ok(()));
}

#[test]
fn unknown_messages_end_where_they_end() {
    let data = [7; 4096];
    for length in (0..=2050).step_by(one_in(17)) {
        let message = RawMessage { mh_type: MhType(99), body: &data[..length] };
        let measured = MessageBuilder::measuring(&message).and_then(MessageBuilder::measure);
        let expected = if (length + 6) % 8 != 0 || length < 2 {
            Err(EmitErrorKind::MessageLength)
        } else if length + 6 > 2048 {
            Err(EmitErrorKind::MessageTooLong)
        } else {
            Ok(length + 6)
        };
        assert_eq!(measured.map_err(|error| error.kind()), expected, "{length} octets");
        // its options are its own affair
        let added =
            MessageBuilder::measuring(&message).and_then(|it| it.any_option(&raw(200, &[])));
        let kind = added.map(|_| ()).map_err(|error| error.kind());
        assert_eq!(kind, Err(EmitErrorKind::MessageLength));
    }
}

#[test]
fn a_checksum_of_zero_where_another_layer_protects() {
    let mut buffer = [0xff; 16];
    let octets = MessageBuilder::new(&mut buffer, &UPDATE)
        .and_then(MessageBuilder::finish_without_checksum)
        .expect("16 octets");
    assert_eq!(octets[4..6], [0, 0]);
}

/// In one's complement zero has two forms. A sum of this kind never comes to 0xffff, so no sender writes it,
/// but a receiver takes it for zero: such a header is not the octets that its values serialise to.
#[test]
fn a_checksum_of_all_ones_is_a_deviation() {
    // a source for which the right checksum is zero
    let mut buffer = [0; 8];
    let request = BindingRefreshRequest { options: Options::EMPTY };
    let octets = oracle::build(&request, &[], &ADDRESSES, &mut buffer).expect("8 octets");
    let checksum = u16::from_be_bytes([octets[4], octets[5]]);
    let mut source = ADDRESSES.source.octets();
    // 2001 + checksum, end around carry
    let first = u16::from_be_bytes([source[0], source[1]]);
    let (sum, carry) = first.overflowing_add(checksum);
    source[..2].copy_from_slice(&(sum + u16::from(carry)).to_be_bytes());
    let addresses = ChecksumAddresses::new(source.into(), ADDRESSES.destination);
    let mut buffer = [0; 8];
    let octets = oracle::build(&request, &[], &addresses, &mut buffer).expect("8 octets");
    assert_eq!(octets[4..6], [0, 0], "zero is sent as zero");
    let mut octets = octets.to_vec();
    octets[4..6].copy_from_slice(&[0xff, 0xff]);
    let header = MobilityHeader::parse(&octets).expect("8 octets");
    assert!(header.checksum_ok(&addresses), "minus zero is zero");
    assert_ne!(header.audit(), Deviations::empty());
}

/// A message that is left half written is cut short for whoever reads it.
#[test]
fn half_written_messages_do_not_parse() {
    let mut buffer = [0; 64];
    let identity = MnIdentity::from_octets(b"mn.example.org");
    let builder = MessageBuilder::new(&mut buffer, &UPDATE)
        .and_then(|builder| builder.option(&DnsUpdate::remove(identity)))
        .expect("64 octets");
    drop(builder);
    assert!(MobilityHeader::split(&buffer).is_err());
}

#[test]
fn an_authenticator_of_another_length() {
    let mut buffer = [0; 64];
    for length in [0, 1, 11, 13, 255] {
        let unsigned = MessageBuilder::new(&mut buffer, &UPDATE)
            .and_then(|builder| builder.authorize(12))
            .expect("64 octets");
        let error = unsigned.sign(&vec![7; length], &ADDRESSES).expect_err("12 were announced");
        assert_eq!(error.kind(), EmitErrorKind::AuthenticatorLength);
    }
    // any length can be announced
    for length in [0, 1, 20, 32, 255] {
        let mut buffer = [0; 300];
        let unsigned = MessageBuilder::new(&mut buffer, &UPDATE)
            .and_then(|builder| builder.authorize(length))
            .expect("300 octets");
        let authenticator = vec![7; usize::from(length)];
        let octets = unsigned.sign(&authenticator, &ADDRESSES).expect("as announced");
        let header = MobilityHeader::parse(octets).expect("what was written");
        let options = header.message().expect("sound").options().expect("known");
        let data: BindingAuthorizationData<'_> = options.find().expect("sound").expect("present");
        assert_eq!(data.authenticator, authenticator);
        oracle::mobility_header(octets);
    }
}

fn message_vector(id: &str) -> crate::support::hex_vectors::Vector {
    let mut vectors = crate::support::hex_vectors::all().iter();
    vectors.find(|vector| vector.id == id).expect(id).clone()
}

/// The Fast Binding Update of the vector, by way of its state.
#[test]
fn a_fast_binding_update_is_authorized_last() {
    use mip6_wire::message::fast::FastBindingUpdate;
    use mip6_wire::option::fast::{
        BindingAuthorizationDataForFmipv6, MobilityHeaderLinkLayerAddress,
    };
    let vector = message_vector("m08-fast-binding-update");
    let addresses = ChecksumAddresses::new(
        vector.source().expect("@source"),
        vector.destination().expect("@destination"),
    );
    let received = MobilityHeader::parse(&vector.octets).expect("whole");
    let update: FastBindingUpdate<'_> = received.read().expect("an update");
    let (address, link_layer, data) = update
        .options
        .select::<(
            AlternateCareOfAddress,
            MobilityHeaderLinkLayerAddress<'_>,
            BindingAuthorizationDataForFmipv6<'_>,
        )>()
        .expect("sound options");
    let (address, link_layer) = (address.expect("option 3"), link_layer.expect("option 7"));
    let data = data.expect("option 21");
    assert_eq!((data.spi, data.authenticator.len()), (256, 12));

    let mut buffer = [0; 64];
    let update = FastBindingUpdate { options: Options::EMPTY, ..update };
    let unsigned = MessageBuilder::new(&mut buffer, &update)
        .and_then(|builder| builder.option(&address)?.option(&link_layer))
        .and_then(|builder| builder.authorize_fmipv6(256, 12))
        .expect("room enough");
    // what is covered ends with the SPI, on both sides
    let covered = received.authenticated_fmipv6::<12>().expect("sound").expect("present");
    assert_eq!(covered.authenticator(), &vector.octets[52..]);
    let (care_of, router) = (addresses.source, addresses.destination);
    let theirs = covered.mac_input(care_of, router).pieces().concat();
    let mut by_hand = [care_of.octets(), router.octets()].concat();
    by_hand.extend(&vector.octets[..4]);
    by_hand.extend([0, 0]);
    by_hand.extend(&vector.octets[6..52]);
    assert_eq!(theirs, by_hand);
    assert_eq!(unsigned.mac_input(care_of, router).pieces().concat(), by_hand);
    let octets = unsigned.sign(data.authenticator, &addresses).expect("12 octets");
    assert_eq!(octets, vector.octets);

    // by the letter of the RFC, the Length is that of the authenticator
    let mut letter = vector.octets.clone();
    letter[47] = 12;
    let header = MobilityHeader::parse(&letter).expect("whole");
    let again = header.authenticated_fmipv6::<12>().expect("sound").expect("present");
    assert_eq!(again.authenticator(), covered.authenticator());
    // one that is not the last is an error, whatever it counts
    letter[47] = 11;
    let header = MobilityHeader::parse(&letter).expect("whole");
    let error = header.authenticated_fmipv6::<12>().expect_err("not the last");
    assert_eq!((error.kind(), error.offset()), (ParseErrorKind::AuthorizationDataNotLast, 59));
}

/// RFC 4285 Section 5: aligned at 4n+1, the last, and over all up to the SPI.
#[test]
fn an_update_is_authenticated_last() {
    use mip6_wire::option::auth::AuthenticationSubtype;
    let addresses = ADDRESSES;
    let update = BindingUpdate {
        sequence: 1,
        flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
        lifetime: Lifetime(2),
        options: Options::EMPTY,
    };
    for (length, expected) in [(12, 32), (16, 40), (20, 40), (4, 24)] {
        let mut buffer = [0; 64];
        let unsigned = MessageBuilder::new(&mut buffer, &update)
            .and_then(|builder| builder.authenticate(AuthenticationSubtype::MN_HA, 0x1234, length))
            .expect("room enough");
        let input = unsigned.mac_input(addresses.source, addresses.destination);
        let input = input.pieces().concat();
        let data = vec![7; length.into()];
        let octets = unsigned.sign(&data, &addresses).expect("as long as promised");
        assert_eq!(octets.len(), expected);
        let start = expected - 7 - usize::from(length);
        assert_eq!(start % 4, 1);
        assert_eq!(octets[start..start + 7], [9, 5 + length, 1, 0, 0, 0x12, 0x34]);
        let header = MobilityHeader::parse(octets).expect("whole");
        assert!(header.audit().is_empty(), "{}", header.audit());
        let read = match length {
            12 => authenticated_by::<12>(&header, &addresses),
            16 => authenticated_by::<16>(&header, &addresses),
            20 => authenticated_by::<20>(&header, &addresses),
            _ => authenticated_by::<4>(&header, &addresses),
        };
        assert_eq!(read, (data, input.clone()));
        assert_eq!(input[input.len() - 4..], [0, 0, 0x12, 0x34]);
        assert_eq!(header.authenticated_by::<12>(AuthenticationSubtype::MN_AAA), Ok(None));
    }
    for length in [0, 1, 2, 3, 5, 252] {
        let mut buffer = [0; 512];
        let refused = MessageBuilder::new(&mut buffer, &update)
            .and_then(|builder| builder.authenticate(AuthenticationSubtype::MN_AAA, 3, length));
        let kind = if length == 252 { EmitErrorKind::OptionTooLong } else { EmitErrorKind::Value };
        assert_eq!(refused.expect_err("no such option").kind(), kind, "{length}");
    }
}

/// RFC 4285 Section 5: MN-HA before MN-AAA, which covers it; both cover the Header Len of the whole message. By hand, of a
/// Binding Update without other options: MN-HA at 13, MN-AAA at 37, so that it ends at 64.
#[test]
fn an_update_is_authenticated_twice() {
    use mip6_wire::option::auth::AuthenticationSubtype;
    let update = BindingUpdate {
        sequence: 1,
        flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
        lifetime: Lifetime(2),
        options: Options::EMPTY,
    };
    let (care_of, home) = (ADDRESSES.source, ADDRESSES.destination);
    fn begin<'b>(buffer: &'b mut [u8], update: &BindingUpdate<'_>) -> MessageBuilder<'b> {
        MessageBuilder::new(buffer, update).expect("room")
    }
    let mut buffer = [0xee; 80];
    let unsigned =
        begin(&mut buffer, &update).authenticate_twice((0x1234, 12), (3, 20)).expect("room enough");
    assert_eq!(unsigned.measure(), 64);
    let head = [
        &care_of.octets()[..],
        &home.octets(),
        &[59, 7, 5, 0, 0, 0, 0, 1, 0xc0, 0, 0, 2],
        &[0, 9, 17, 1, 0, 0, 0x12, 0x34],
    ]
    .concat();
    assert_eq!(unsigned.mac_input(care_of, home).pieces().concat(), head);
    let refused = begin(&mut [0; 80], &update)
        .authenticate_twice((0x1234, 12), (3, 20))
        .and_then(|unsigned| unsigned.sign_mn_ha(&[1; 11]))
        .expect_err("too short");
    assert_eq!((refused.kind(), refused.offset()), (EmitErrorKind::AuthenticatorLength, 20));
    let unsigned = unsigned.sign_mn_ha(&[0xaa; 12]).expect("as long as promised");
    let second = [&head[..], &[0xaa; 12], &[1, 3, 0, 0, 0, 9, 25, 2, 0, 0, 0, 3]].concat();
    assert_eq!(unsigned.mac_input(care_of, home).pieces().concat(), second);
    let octets = unsigned.sign(&[0xbb; 20], &ADDRESSES).expect("as long as promised");
    assert_eq!(octets[..4], [59, 7, 5, 0]);
    assert_eq!(octets[6..], [&second[38..], &[0xbb; 20]].concat());

    let header = MobilityHeader::parse(octets).expect("whole");
    assert!(header.audit().is_empty(), "{}", header.audit());
    assert!(header.checksum_ok(&ADDRESSES));
    let covered = |input: mip6_wire::option::MacInput<'_>| input.pieces().concat();
    let first = header.authenticated_by::<12>(AuthenticationSubtype::MN_HA);
    let first = first.expect("sound").expect("present");
    assert_eq!(
        (first.authenticator(), covered(first.mac_input(care_of, home))),
        (&[0xaa; 12], head)
    );
    let last = header.authenticated_by::<20>(AuthenticationSubtype::MN_AAA);
    let last = last.expect("sound").expect("present");
    assert_eq!(
        (last.authenticator(), covered(last.mac_input(care_of, home))),
        (&[0xbb; 20], second)
    );

    // measured, too small, and lengths that do not fit
    let measured = MessageBuilder::measuring(&update).expect("fixed fields");
    let measured = measured.authenticate_twice((0x1234, 12), (3, 20)).expect("measured");
    assert_eq!(measured.measure(), 64);
    assert_eq!(
        measured.sign_mn_ha(&[1; 12]).expect_err("no buffer").kind(),
        EmitErrorKind::BufferFull
    );
    for short in 12..64 {
        let mut buffer = [0xee; 80];
        let refused = begin(&mut buffer[..short], &update)
            .authenticate_twice((1, 12), (3, 20))
            .expect_err("too small");
        assert_eq!(refused.kind(), EmitErrorKind::BufferFull);
        assert!(buffer[short..].iter().all(|octet| *octet == 0xee));
    }
    for (first, second) in [(0, 20), (12, 0), (3, 20), (12, 5)] {
        let refused = begin(&mut [0; 80], &update)
            .authenticate_twice((1, first), (3, second))
            .expect_err("no such length");
        assert_eq!(refused.kind(), EmitErrorKind::Value);
    }
}

/// The authentication data of MN-HA, and the octets that it covers.
fn authenticated_by<const N: usize>(
    header: &MobilityHeader<'_>,
    addresses: &ChecksumAddresses,
) -> (Vec<u8>, Vec<u8>) {
    let read = header.authenticated_by::<N>(mip6_wire::option::auth::AuthenticationSubtype::MN_HA);
    let read = read.expect("sound").expect("present");
    let input = read.mac_input(addresses.source, addresses.destination);
    (read.authenticator().to_vec(), input.pieces().concat())
}

/// Records of an `MLDv2` and of an `IGMPv3` report, and what is wrong with some (RFC 7411 Section 5.3).
#[test]
fn records_of_reports() {
    use mip6_wire::option::multicast::ReportPayload;
    let vector = crate::support::hex_vectors::all().iter();
    let report = vector.clone().find(|vector| vector.id == "60-multicast-mobility").expect("60");
    let report = ReportPayload::new(&report.octets[4..]);
    let records: Result<Vec<_>, _> = report.mldv2().collect();
    let records = records.expect("whole records");
    assert_eq!(records.len(), 1);
    assert_eq!(
        (records[0].record_type.0, records[0].multicast_address.octets()[..2].to_vec()),
        (2, vec![0xff, 0x3e])
    );
    assert_eq!(
        records[0].source_addresses().map(|source| source.octets()[15]).collect::<Vec<_>>(),
        [1]
    );
    assert_eq!(records[0].auxiliary_data, [] as [u8; 0]);

    let first = |octets: &[u8]| {
        ReportPayload::new(octets).igmpv3().last().map(|item| {
            item.map(|record| record.multicast_address.octets())
                .map_err(|error| (error.kind(), error.offset()))
        })
    };
    assert_eq!(first(&[0, 0, 0, 0]), None);
    assert_eq!(first(&[0, 0]), Some(Err((ParseErrorKind::Truncated, 0))));
    let record = [0, 0, 0, 1, 1, 0, 0, 0, 232, 1, 1, 1];
    assert_eq!(first(&record), Some(Ok([232, 1, 1, 1])));
    // a second one that is not there, one too many, a source and auxiliary data that are not there
    let with = |at: usize, value| {
        let mut octets = record;
        octets[at] = value;
        octets
    };
    assert_eq!(first(&with(3, 2)), Some(Err((ParseErrorKind::Truncated, 12))));
    assert_eq!(first(&with(3, 0)), Some(Err((ParseErrorKind::TrailingOctets, 4))));
    assert_eq!(first(&with(7, 1)), Some(Err((ParseErrorKind::Truncated, 4))));
    assert_eq!(first(&with(5, 1)), Some(Err((ParseErrorKind::Truncated, 4))));
}
