//! Wrong and odd input: the exact error, its offset and the answer, and what is still seen behind it.

use crate::support::hex_vectors::{self, Disposition as Expected, Vector};
use crate::support::inside::{self, Part};
use crate::support::oracle;
use crate::support::under_miri::one_in;
use mip6_wire::ipv6::MobilityPacket;
use mip6_wire::message::{BindingErrorStatus, BindingUpdate, Lifetime, MessageBuilder};
use mip6_wire::option::route_optimization::cga_parameters;
use mip6_wire::option::{
    AlternateCareOfAddress, BindingAuthorizationData, BindingRefreshAdvice, DnsUpdate,
    DnsUpdateFlags, DnsUpdateStatus, NonceIndices, RawOption,
};
use mip6_wire::{
    ChecksumAddresses, Deviations, Disposition, EmitErrorKind, Message, MnIdentity, MobilityHeader,
    MobilityOption, OptionType, Options, ParseError, ParseErrorKind, receive, receive_with,
};

type Kind = ParseErrorKind;

fn vector(number: &str) -> Vector {
    let found = hex_vectors::by_kind("mobility-header")
        .into_iter()
        .find(|vector| vector.id.starts_with(number));
    found.unwrap_or_else(|| panic!("no vector {number}"))
}

fn malformed() -> Vec<Vector> {
    let mut vectors = hex_vectors::by_kind("mobility-header");
    vectors.retain(|vector| vector.is_in("malformed"));
    vectors
}

fn addresses(vector: &Vector) -> ChecksumAddresses {
    let source = vector.source().expect("@source");
    let destination = vector.destination().expect("@destination");
    ChecksumAddresses::new(source, destination)
}

fn is<T: std::fmt::Debug>(result: Result<T, ParseError>, kind: Kind, offset: usize) {
    let error = result.expect_err("malformed");
    assert_eq!((error.kind(), error.offset()), (kind, offset));
}

/// The options of a header that is otherwise sound.
fn options(vector: &Vector) -> Options<'_> {
    let (header, _) = MobilityHeader::split(&vector.octets).expect(&vector.id);
    header.read::<BindingUpdate<'_>>().expect(&vector.id).options
}

fn items(options: Options<'_>) -> Vec<Result<MobilityOption<'_>, ParseError>> {
    options.iter().collect()
}

fn dns(flags: u8, identity: &[u8]) -> MobilityOption<'_> {
    MobilityOption::DnsUpdate(DnsUpdate {
        status: DnsUpdateStatus(0),
        flags: DnsUpdateFlags::from_bits_retain(flags),
        identity: MnIdentity::from_octets(identity),
    })
}

/// What the files say, as far as they say it.
#[test]
fn dispositions_and_offsets_are_as_the_files_say() {
    let vectors = malformed();
    assert!(vectors.len() >= 250);
    for vector in &vectors {
        // as a node that implements every message of the registry
        let known = |mh_type| Message::DECODED.contains(&mh_type);
        let answer = match receive_with(&vector.octets, &addresses(vector), known) {
            // the options of a message that is accepted are looked at by whoever walks them
            Ok(header) => options_of(header).iter().find_map(Result::err).map(Disposition::from),
            Err(answer) => Some(answer),
        };
        let expected = match vector.disposition().expect("@disposition") {
            Expected::Accept => None,
            Expected::Discard => Some(Disposition::Discard),
            Expected::BindingError(status) => {
                Some(Disposition::BindingError { status: BindingErrorStatus(status) })
            }
            Expected::ParameterProblem(pointer) => Some(Disposition::ParameterProblem { pointer }),
        };
        assert_eq!(answer, expected, "{}", vector.id);

        let good = vector.get("checksum").expect("@checksum");
        if good != "unchecked" {
            let (header, rest) = MobilityHeader::split(&vector.octets).expect(&vector.id);
            assert_eq!(header.checksum_ok(&addresses(vector)), good == "good");
            let trailing = vector.get("trailing").unwrap_or("0");
            assert_eq!(rest.len().to_string(), trailing);
        }
    }
}

/// The options of a header whose message is known.
fn options_of(header: MobilityHeader<'_>) -> Options<'_> {
    let message = header.message().expect("a sound message");
    message.options().unwrap_or_default()
}

/// What is wrong with a vector: in it, or inside of one of its options.
fn faults(vector: &Vector) -> (Vec<ParseError>, Vec<ParseError>) {
    let header = match MobilityHeader::split(&vector.octets) {
        Ok((header, _)) => header,
        Err(error) => return (vec![error], vec![]),
    };
    if vector.get("checksum") == Some("bad") {
        assert!(!header.checksum_ok(&addresses(vector)));
        return (vec![ParseError::new(Kind::Checksum, 4)], vec![]);
    }
    let options = match header.message() {
        Ok(Message::Unknown(_)) => {
            return (vec![ParseError::new(Kind::UnrecognizedMhType, 2)], vec![]);
        }
        Ok(message) => message.options().unwrap_or_default(),
        Err(error) => return (vec![error], vec![]),
    };
    let outside: Vec<_> = options.iter().filter_map(Result::err).collect();
    if options.check().is_err() {
        return (outside, vec![]);
    }
    let parts = parts_of(options)
        .into_iter()
        .filter_map(|part| part.fault)
        .chain(cga_parameters(options).filter_map(Result::err));
    (outside, parts.collect())
}

/// The parts of all options. Offsets count from the start of the header.
fn parts_of(options: Options<'_>) -> Vec<Part> {
    let mut raw = options.raw();
    let mut parts = Vec::new();
    loop {
        let offset = raw.offset();
        let Some(Ok(option)) = raw.next() else {
            return parts;
        };
        if option.option_type.is_padding() {
            continue;
        }
        if let Ok(option) = MobilityOption::parse(&option) {
            let inside = inside::parts(&option).into_iter();
            parts.extend(inside.map(|part| part.within(offset)));
        }
    }
}

/// Kind and offset are those of the file, and nothing else is wrong.
#[test]
fn kinds_and_offsets_are_as_the_files_say() {
    let mut inner = 0;
    for vector in &malformed() {
        let (outside, inside) = faults(vector);
        let found = |faults: &[ParseError]| -> Vec<(String, usize)> {
            let each = faults.iter();
            each.map(|error| (format!("{:?}", error.kind()), error.offset())).collect()
        };
        let said = |key| {
            let offset = vector.get(key)?.parse::<usize>().expect("an offset");
            let kind = vector.error_kind().expect("@error-kind").to_owned();
            Some((kind, offset))
        };
        let (outer_said, inner_said) = (said("error-offset"), said("inside-error-offset"));
        assert_eq!(found(&outside), Vec::from_iter(outer_said.clone()), "{}", vector.id);
        assert_eq!(found(&inside), Vec::from_iter(inner_said.clone()), "{}", vector.id);
        let once = usize::from(outer_said.is_some()) + usize::from(inner_said.is_some());
        assert_eq!(once, usize::from(vector.error_kind().is_some()), "{}", vector.id);
        inner += usize::from(inner_said.is_some());
    }
    assert!(inner >= 90, "{inner}");
}

/// P9 by hand: behind an option of a wrong length or value another is read, and behind a sub-option, too.
#[test]
fn what_follows_a_bad_one_is_read() {
    let (mut options_read, mut parts_read) = (0, 0);
    for vector in &malformed() {
        // o: options
        if !vector.id.starts_with('o') {
            continue;
        }
        let (outside, inside) = faults(vector);
        let options = options(vector);
        let framing = |error: &&ParseError| error.kind() == Kind::OptionTruncated;
        if outside.iter().any(|error| framing(&error)) {
            continue;
        }
        // the sound option behind: a Binding Refresh Advice if the bad one is Nonce Indices
        let last = options.iter().last().expect("an option");
        let expected: MobilityOption<'_> = match vector.octets[12] {
            4 => {
                let refresh_interval = Lifetime(600);
                BindingRefreshAdvice { refresh_interval }.into()
            }
            _ => NonceIndices { home: 10, care_of: 20 }.into(),
        };
        assert_eq!(last, Ok(expected), "{}", vector.id);
        options_read += 1;

        let parts = parts_of(options);
        let fault = inside.first().copied();
        let bad = parts.iter().position(|part| part.fault == fault && fault.is_some());
        // a record that is cut off ends its list, as a sub-option does that runs past the end
        let of_one = |part: &Part| part.number.is_some() || part.depth > 1;
        if let Some(bad) = bad
            && of_one(&parts[bad])
        {
            let behind = &parts[bad + 1..];
            let is_read =
                |part: &Part| part.depth == 1 && part.number.is_some() && part.fault.is_none();
            assert!(behind.iter().any(is_read), "{}", vector.id);
            parts_read += 1;
        }
    }
    assert!(options_read >= 200 && parts_read >= 60, "{options_read}, {parts_read}");
}

#[test]
fn n01_checksum() {
    let vector = vector("n01");
    let header = MobilityHeader::parse(&vector.octets).expect("framed");
    assert!(header.message().is_ok());
    assert!(!header.checksum_ok(&addresses(&vector)));
    assert_eq!(receive(&vector.octets, &addresses(&vector)), Err(Disposition::Discard));
}

#[test]
fn n02_unknown_type() {
    let vector = vector("n02");
    let header = MobilityHeader::parse(&vector.octets).expect("framed");
    let Ok(Message::Unknown(message)) = header.message() else {
        panic!("type 99 is not known");
    };
    assert_eq!((message.mh_type.0, message.body), (99, &[0; 10][..]));
    let status = BindingErrorStatus::UNRECOGNIZED_MH_TYPE;
    assert_eq!(
        receive(&vector.octets, &addresses(&vector)),
        Err(Disposition::BindingError { status })
    );
    is(header.read::<BindingUpdate<'_>>(), Kind::MhType, 2);
}

#[test]
fn n03_payload_proto() {
    let vector = vector("n03");
    let header = MobilityHeader::parse(&vector.octets).expect("framed");
    is(header.message(), Kind::PayloadProto, 0);
    is(header.read::<BindingUpdate<'_>>(), Kind::PayloadProto, 0);
    is(header.authenticated::<12>(), Kind::PayloadProto, 0);
    assert_eq!(header.audit(), Deviations::PAYLOAD_PROTO);
    assert_eq!(
        receive(&vector.octets, &addresses(&vector)),
        Err(Disposition::ParameterProblem { pointer: 0 })
    );
}

#[test]
fn n04_header_len() {
    let vector = vector("n04");
    let header = MobilityHeader::parse(&vector.octets).expect("framed");
    is(header.message(), Kind::HeaderLen, 1);
    is(header.read::<BindingUpdate<'_>>(), Kind::HeaderLen, 1);
    assert_eq!(header.audit(), Deviations::MALFORMED);
    assert_eq!(
        receive(&vector.octets, &addresses(&vector)),
        Err(Disposition::ParameterProblem { pointer: 1 })
    );
}

#[test]
fn n05_and_n06_a_dns_update_too_short() {
    for number in ["n05", "n06"] {
        let vector = vector(number);
        let options = options(&vector);
        let error = ParseError::new(Kind::OptionLength, 13);
        assert_eq!(items(options), [Err(error)]);
        assert_eq!(options.find::<DnsUpdate<'_>>(), Err(error));
        assert_eq!(options.select::<(DnsUpdate<'_>,)>(), Err(error));
        // its framing is sound, and others are not concerned
        assert_eq!(options.check(), Ok(()));
        assert_eq!(options.find::<NonceIndices>(), Ok(None));
        assert_eq!(options.raw().filter(Result::is_ok).count(), 2);
        assert!(receive(&vector.octets, &addresses(&vector)).is_ok());
        assert_eq!(Disposition::from(error), Disposition::Discard);
    }
}

#[test]
fn n07_and_n08_a_cut_off_option() {
    for (number, offset) in [("n07", 13), ("n08", 15)] {
        let vector = vector(number);
        let options = options(&vector);
        let error = ParseError::new(Kind::OptionTruncated, offset);
        assert_eq!(items(options), [Err(error)]);
        // no answer from a broken area, for any type
        assert_eq!(options.check(), Err(error));
        assert_eq!(options.find::<DnsUpdate<'_>>(), Err(error));
        assert_eq!(options.find::<NonceIndices>(), Err(error));
        assert_eq!(options.select::<(NonceIndices,)>(), Err(error));
        assert_eq!(options.raw().last(), Some(Err(error)));
        let header = MobilityHeader::parse(&vector.octets).expect("framed");
        is(header.authenticated::<12>(), Kind::OptionTruncated, offset);
        assert!(header.audit().contains(Deviations::MALFORMED));
        let message = header.message().expect("a Binding Update");
        let error = MessageBuilder::measuring(&message).expect_err("cannot be copied");
        assert_eq!(error.kind(), EmitErrorKind::MalformedOptions);
    }
}

#[test]
fn n09_an_unknown_option_is_passed() {
    let vector = vector("n09");
    let unknown =
        MobilityOption::Unknown(RawOption { option_type: OptionType(200), body: &[0xaa, 0xaa] });
    assert_eq!(items(options(&vector)), [Ok(unknown), Ok(dns(0x80, b""))]);
    let found = options(&vector).find::<DnsUpdate<'_>>().expect("sound").expect("present");
    assert!(found.is_removal() && found.identity.is_empty());
    let header = MobilityHeader::parse(&vector.octets).expect("framed");
    assert_eq!(header.audit(), Deviations::MN_IDENTITY);
}

#[test]
fn n10_something_after_authorization_data() {
    let vector = vector("n10");
    let options = options(&vector);
    let error = ParseError::new(Kind::AuthorizationDataNotLast, 32);
    let nonces = MobilityOption::NonceIndices(NonceIndices { home: 10, care_of: 20 });
    assert_eq!(items(options), [Ok(nonces), Err(error)]);
    assert_eq!(options.check(), Err(error));
    assert_eq!(options.find::<NonceIndices>(), Err(error));
    assert_eq!(options.select::<(BindingAuthorizationData<'_>, NonceIndices)>(), Err(error));
    // the framing is sound: all is seen uninterpreted
    assert_eq!(options.raw().filter(Result::is_ok).count(), 10);
    let header = MobilityHeader::parse(&vector.octets).expect("framed");
    is(header.authenticated::<12>(), Kind::AuthorizationDataNotLast, 32);
    assert!(header.audit().contains(Deviations::MALFORMED));
}

#[test]
fn n11_a_wrong_fixed_length() {
    let vector = vector("n11");
    let options = options(&vector);
    let error = ParseError::new(Kind::OptionLength, 15);
    assert_eq!(items(options), [Err(error)]);
    assert_eq!(options.find::<AlternateCareOfAddress>(), Err(error));
    assert_eq!(options.find::<DnsUpdate<'_>>(), Ok(None));
}

#[test]
fn n12_reserved_bits_are_kept() {
    let vector = vector("n12");
    assert_eq!(items(options(&vector)), [Ok(dns(0x7f, b"mn.example.com"))]);
    let found = options(&vector).find::<DnsUpdate<'_>>().expect("sound").expect("present");
    assert!(!found.is_removal());
    assert_eq!(found.flags.reserved_bits(), 0x7f);
    let header = MobilityHeader::parse(&vector.octets).expect("framed");
    assert_eq!(header.audit(), Deviations::RESERVED_FLAGS);
    assert_eq!(header.audit().to_string(), "an unassigned flag is set");
}

#[test]
fn n13_a_header_that_is_cut_off() {
    let vector = vector("n13");
    is(MobilityHeader::parse(&vector.octets), Kind::Truncated, 24);
    is(MobilityHeader::split(&vector.octets), Kind::Truncated, 24);
    assert_eq!(receive(&vector.octets, &addresses(&vector)), Err(Disposition::Discard));
}

#[test]
fn n14_octets_after_the_header() {
    let vector = vector("n14");
    is(MobilityHeader::parse(&vector.octets), Kind::TrailingOctets, 16);
    let (header, rest) = MobilityHeader::split(&vector.octets).expect("framed");
    assert_eq!(rest, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(receive(&vector.octets, &addresses(&vector)), Ok(header));
}

/// A bad option in front of a good one, of each type, and of each of the faults that leave framing sound.
#[test]
fn options_after_a_bad_one_are_seen() {
    let bad: [&[u8]; 8] = [
        &[2, 0],
        &[2, 1, 9],
        &[2, 3, 9, 9, 9],
        &[3, 15, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        &[3, 0],
        &[4, 3, 1, 2, 3],
        &[17, 1, 0],
        &[17, 0],
    ];
    for bad in bad {
        let octets = [bad, &[4, 4, 0, 10, 0, 20], bad, &[200, 1, 7]].concat();
        let options = Options::new(&octets, 12);
        let first = ParseError::new(Kind::OptionLength, 13);
        let second = ParseError::new(Kind::OptionLength, 13 + bad.len() + 6);
        let nonces = NonceIndices { home: 10, care_of: 20 };
        let unknown = RawOption { option_type: OptionType(200), body: &[7] };
        assert_eq!(
            items(options),
            [Err(first), Ok(nonces.into()), Err(second), Ok(unknown.into())]
        );
        assert_eq!(options.check(), Ok(()));
        let found = options.find::<NonceIndices>();
        assert_eq!(found, if bad[0] == 4 { Err(first) } else { Ok(Some(nonces)) });
        oracle::options(&octets, 12);
    }
}

#[test]
fn absent_present_and_malformed_are_told_apart() {
    let area = [2, 2, 0, 9, 17, 1, 0];
    let options = Options::new(&area, 12);
    let advice = options.find::<BindingRefreshAdvice>().expect("sound").expect("present");
    assert_eq!(advice.refresh_interval.0, 9);
    assert_eq!(options.find::<NonceIndices>(), Ok(None));
    is(options.find::<DnsUpdate<'_>>(), Kind::OptionLength, 17);
    is(options.select::<(BindingRefreshAdvice, DnsUpdate<'_>)>(), Kind::OptionLength, 17);
    // a second one
    let area = [2, 2, 0, 9, 0, 2, 2, 0, 8];
    let options = Options::new(&area, 12);
    assert_eq!(options.find::<BindingRefreshAdvice>(), Ok(Some(advice)));
    is(options.select::<(BindingRefreshAdvice,)>(), Kind::DuplicateOption, 17);
    assert_eq!(options.select::<(NonceIndices,)>(), Ok((None,)));
}

/// Every strict prefix and every single-bit flip of every vector; of those of one malformed option each eighth, as they
/// differ in that alone, and `exhaustive.rs` has every type and length.
#[test]
fn prefixes_and_flipped_bits_of_headers() {
    let (of_options, others): (Vec<_>, Vec<_>) = hex_vectors::by_kind("mobility-header")
        .into_iter()
        .partition(|vector| vector.id.starts_with('o'));
    let of_options = of_options.into_iter().step_by(8);
    for vector in others.into_iter().chain(of_options).step_by(one_in(3)) {
        let addresses = addresses(&vector);
        each_damage(&vector.octets, |octets| {
            oracle::mobility_header_between(octets, &addresses);
            oracle::receive_both(octets, &addresses);
        });
    }
}

#[test]
fn prefixes_and_flipped_bits_of_packets() {
    for vector in hex_vectors::by_kind("ipv6-packet") {
        each_damage(&vector.octets, |octets| {
            oracle::ipv6_packet(octets);
            if octets.len() < vector.octets.len() {
                is(MobilityPacket::parse(octets), Kind::Truncated, octets.len());
            }
        });
    }
}

#[test]
fn prefixes_and_flipped_bits_of_options_and_extension_headers() {
    for vector in hex_vectors::all() {
        match vector.kind() {
            Some("mobility-option") => each_damage(&vector.octets, |octets| {
                oracle::options(octets, 8);
                oracle::options(octets, 12);
                oracle::options(octets, 255);
            }),
            Some("destination-options" | "routing-header") => {
                each_damage(&vector.octets, oracle::extension);
            }
            _ => {}
        }
    }
}

#[test]
fn prefixes_and_flipped_bits_of_names() {
    for vector in hex_vectors::by_kind("dns-name").into_iter().step_by(one_in(3)) {
        each_damage(&vector.octets, oracle::names);
        let text = vector.get("text").expect("@text").as_bytes();
        each_damage(text, oracle::names);
    }
}

#[test]
fn prefixes_and_flipped_bits_of_payloads() {
    for vector in hex_vectors::by_kind("ikev2-payloads")
        .into_iter()
        // long ones of other implementations have no payload that the short ones lack
        .filter(|vector| vector.octets.len() < 128)
        .step_by(one_in(3))
    {
        let first = vector.get("first-payload").expect("@first-payload").parse().expect("a type");
        each_damage(&vector.octets, |octets| {
            oracle::payload_chain(first, octets);
            if let Some(body) = octets.get(4..) {
                oracle::notify(body);
                oracle::configuration(body, 8);
            }
        });
    }
    for vector in hex_vectors::by_kind("ikev2-attribute") {
        each_damage(&vector.octets, |octets| oracle::configuration(octets, 8));
    }
}

fn each_damage(octets: &[u8], check: impl Fn(&[u8])) {
    for length in (0..=octets.len()).rev().step_by(one_in(127)) {
        check(&octets[..length]);
    }
    let mut damaged = octets.to_vec();
    for bit in (0..8 * octets.len()).step_by(one_in(379)) {
        damaged[bit / 8] ^= 1 << (bit % 8);
        check(&damaged);
        damaged[bit / 8] ^= 1 << (bit % 8);
    }
}
