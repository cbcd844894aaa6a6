//! The requirements of the RFCs and the tests that hold them: `rfc_requirements.md` has no dead reference and leaves no
//! requirement out. Requirements that no other test is about have theirs here.

use crate::support::under_miri::one_in;
use mip6_wire::ikev2::{
    ApplicationVersion, CfgType, ConfigAttribute, HomeAgentAddress, HomePrefix, InternalIp6Address,
    InternalIp6Dns, InternalIp6Prefix, InternalIp6Subnet, Ipv6Prefix, Mip6HomePrefix,
    PayloadsBuilder, PrefixLen, SupportedAttributes,
};
use mip6_wire::ipv6::{DestinationOptions, HomeAddressOption, MobilityPacket, Type2RoutingHeader};
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingError, BindingErrorStatus,
    BindingRefreshRequest, BindingStatus, BindingUpdate, BindingUpdateFlags, CareOfTest,
    CareOfTestInit, HomeTest, HomeTestInit, Lifetime,
};
use mip6_wire::option::{
    AlternateCareOfAddress, BindingAuthorizationData, BindingRefreshAdvice, DnsUpdate,
    NonceIndices, RawOption,
};
use mip6_wire::{
    ChecksumAddresses, Deviations, Disposition, EmitErrorKind, Message, MessageBuilder, MhType,
    MhTypes, MnIdentity, MobilityHeader, MobilityOption, OptionType, Options, ParseErrorKind,
    receive, receive_with,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::Ipv6Addr;
use std::path::Path;

// ---------------------------------------------------------------------------
// The table
// ---------------------------------------------------------------------------

/// The words of RFC 2119.
const WORDS: [&str; 11] = [
    "MUST",
    "MUST NOT",
    "SHALL",
    "SHALL NOT",
    "SHOULD",
    "SHOULD NOT",
    "REQUIRED",
    "RECOMMENDED",
    "NOT RECOMMENDED",
    "MAY",
    "OPTIONAL",
];

/// The sections that the table is about, with all below them.
const SECTIONS: [(&str, &[&str]); 5] = [
    ("5026", &["5.3", "6", "8", "9"]),
    (
        "6275",
        &[
            "6.1", "6.2", "6.3", "6.4", "9.2", "9.3.1", "9.3.3", "9.5.1", "10.3.1", "10.3.2",
            "11.7.1", "11.7.2", "11.7.3",
        ],
    ),
    ("7296", &["2.5"]),
    ("4443", &["2.4"]),
    ("8200", &["4.1", "4.2"]),
];

struct Row {
    section: (String, String),
    quote: String,
    tests: Vec<String>,
    reason: String,
}

/// The cells of the rows of a Markdown table below a heading.
fn cells(heading: &str) -> Vec<Vec<String>> {
    let table = include_str!("../rfc_requirements.md");
    let rows =
        table.split("\n## ").find_map(|part| part.strip_prefix(heading)).expect("the heading");
    rows.lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix('|'))
        .skip(1)
        .map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect())
        .collect()
}

fn rows() -> Vec<Row> {
    cells("Requirements")
        .into_iter()
        .map(|cells| {
            let [rfc, section, quote, tests, reason] =
                <[String; 5]>::try_from(cells).expect("five cells");
            Row {
                section: (rfc, section),
                quote,
                tests: tests
                    .split("; ")
                    .filter(|test| !test.is_empty())
                    .map(|test| test.trim_matches('`').to_owned())
                    .collect(),
                reason,
            }
        })
        .collect()
}

/// How many words of RFC 2119 each section has, as the table says.
fn counts() -> BTreeMap<(String, String), usize> {
    cells("Words in each section")
        .into_iter()
        .map(|cells| {
            let [rfc, section, words] = <[String; 3]>::try_from(cells).expect("three cells");
            ((rfc, section), words.parse().expect("a number"))
        })
        .collect()
}

/// Where the words of RFC 2119 stand in a text; "MUST NOT" is one.
fn words(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    for token in text.split_inclusive(' ') {
        let bare = token.trim_matches(|character: char| !character.is_ascii_alphanumeric());
        let after_not = text[..at].ends_with("NOT ") && bare == "RECOMMENDED";
        if WORDS.contains(&bare) && !after_not {
            found.push(at + token.find(bare).expect("in its token"));
        } else if bare == "NOT" && text[at..].starts_with("NOT RECOMMENDED") {
            found.push(at);
        }
        at += token.len();
    }
    found
}

/// Whether the file has a test of this name.
fn has_test(file: &str, function: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(file);
    let Ok(text) = fs::read_to_string(&path) else {
        return false;
    };
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    lines.iter().enumerate().any(|(index, line)| {
        line.starts_with(&format!("fn {function}("))
            && lines[..index]
                .iter()
                .rev()
                .take_while(|line| !matches!(**line, "" | "}"))
                .any(|line| *line == "#[test]")
    })
}

#[test]
#[cfg_attr(miri, ignore = "reads and searches the sources of the tests, the same on every target")]
fn every_row_is_held_or_not_this_crates() {
    let mut seen = BTreeSet::new();
    let rows = rows();
    assert!(rows.len() > 100, "{} rows", rows.len());
    let (mut by_tests, mut by_reason) = (0, 0);
    for row in rows {
        let Row { section, quote, tests, reason } = row;
        assert_ne!(tests.is_empty(), reason.is_empty(), "{section:?} {quote}: tests or a reason");
        let length = quote.split_whitespace().count();
        assert!((3..=15).contains(&length), "{quote}: {length} words");
        for test in &tests {
            let (file, function) = test.split_once("::").expect("file::function");
            assert!(has_test(file, function), "{section:?} {quote}: no {test}");
        }
        if tests.is_empty() {
            by_reason += 1;
        } else {
            by_tests += 1;
        }
        assert!(seen.insert((section.clone(), quote.clone())), "{section:?} {quote}: twice");
        let (rfc, number) = section;
        let (_, roots) =
            SECTIONS.iter().find(|(number, _)| *number == rfc).expect("an RFC of the table");
        assert!(roots.iter().any(|root| below(&number, root)), "{number}");
    }
    println!("{by_tests} held by tests, {by_reason} not this crate's");
}

#[test]
#[cfg_attr(miri, ignore = "searches texts, the same on every target")]
fn no_word_is_left_out() {
    let mut quoted: BTreeMap<_, usize> = BTreeMap::new();
    for row in rows() {
        *quoted.entry(row.section).or_default() += words(&row.quote).len();
    }
    quoted.retain(|_, words| *words > 0);
    let mut counts = counts();
    counts.retain(|_, words| *words > 0);
    assert_eq!(quoted, counts);
}

#[test]
#[cfg_attr(miri, ignore = "reads and searches the sources of the tests, the same on every target")]
fn a_dead_reference_is_seen() {
    assert!(has_test("traceability.rs", "a_dead_reference_is_seen"));
    assert!(!has_test("traceability.rs", "has_test"));
    assert!(!has_test("traceability.rs", "nowhere"));
    assert!(!has_test("nowhere.rs", "a_dead_reference_is_seen"));
    let text = "It MUST be so and MUST NOT be NOT RECOMMENDED, or (MAY) be must.";
    let found: Vec<_> = words(text).iter().map(|at| &text[*at..*at + 3]).collect();
    assert_eq!(found, ["MUS", "MUS", "NOT", "MAY"]);
}

/// SECURITY.md names the tests that show each defence.
#[test]
#[cfg_attr(miri, ignore = "reads and searches the sources of the tests, the same on every target")]
fn security_md_names_tests_that_exist() {
    let mut named = 0;
    for (index, piece) in include_str!("../../SECURITY.md").split('`').enumerate() {
        // every other piece stands between two of them
        if let Some((file, function)) = piece.split_once(".rs::").filter(|_| index % 2 == 1) {
            assert!(has_test(&format!("{file}.rs"), function), "no {piece}");
            named += 1;
        }
    }
    assert!(named > 30, "{named} tests");
}

/// Whether a section is `root` or stands below it.
fn below(section: &str, root: &str) -> bool {
    section.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The sections of an RFC with their text on one line, page headers and footers left out.
fn sections(text: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut section = String::new();
    for line in text.lines().map(|line| line.trim_matches('\x0c')) {
        let footer = line.ends_with(']') && line.contains("[Page ");
        let year = line.get(line.len().saturating_sub(4)..).unwrap_or_default();
        let header = line.starts_with("RFC ") && year.parse::<u16>().is_ok();
        if footer || header {
            continue;
        }
        let number = line.split_whitespace().next().unwrap_or_default();
        let is_number = number.ends_with('.')
            && number.split_terminator('.').all(|part| part.parse::<u8>().is_ok());
        // not the table of contents
        if line.starts_with(number) && is_number && !line.contains(". .") && !line.contains("....")
        {
            number.trim_end_matches('.').clone_into(&mut section);
        } else if line.starts_with("Appendix") {
            section.clear();
        } else {
            let text = found.entry(section.clone()).or_default();
            for word in line.split_whitespace() {
                text.push_str(word);
                text.push(' ');
            }
        }
    }
    found
}

#[test]
#[ignore = "needs the texts of the RFCs in the directory that RFC_DIR names"]
fn the_table_is_that_of_the_rfcs() {
    let directory = std::env::var("RFC_DIR").expect("RFC_DIR names a directory");
    let rows = rows();
    let mut found = BTreeMap::new();
    for (rfc, roots) in SECTIONS {
        let path = Path::new(&directory).join(format!("rfc{rfc}.txt"));
        let octets = fs::read(&path).expect("the text of the RFC");
        for (number, text) in sections(&String::from_utf8_lossy(&octets)) {
            if !roots.iter().any(|root| below(&number, root)) {
                continue;
            }
            let section = (rfc.to_owned(), number);
            let mut missing: BTreeSet<_> = words(&text).into_iter().collect();
            found.insert(section.clone(), missing.len());
            for row in rows.iter().filter(|row| row.section == section) {
                let quote = &row.quote;
                let places: Vec<_> = text.match_indices(quote.as_str()).collect();
                assert_eq!(places.len(), 1, "{section:?}: {quote}");
                for word in words(quote) {
                    let at = places[0].0 + word;
                    assert!(missing.remove(&at), "{section:?}: {quote}: twice");
                }
            }
            let missing: Vec<_> = missing.iter().map(|at| text[*at..].get(..60)).collect();
            assert!(missing.is_empty(), "{section:?}: {missing:?}");
        }
    }
    found.retain(|_, words| *words > 0);
    let mut counts = counts();
    counts.retain(|_, words| *words > 0);
    assert_eq!(found, counts);
    println!("{} requirements", found.values().sum::<usize>());
}

// ---------------------------------------------------------------------------
// RFC 5026
// ---------------------------------------------------------------------------

const HOME_ADDRESS: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0x100);
const HOME_AGENT: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 1);
const CARE_OF: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 2, 0, 0, 0, 0, 0x55);
const ADDRESSES: ChecksumAddresses = ChecksumAddresses::new(HOME_ADDRESS, HOME_AGENT);

/// One of each message of RFC 6275, in the order of the types, without options.
fn messages() -> [Message<'static>; 8] {
    let options = Options::EMPTY;
    [
        BindingRefreshRequest { options }.into(),
        HomeTestInit { home_init_cookie: [0x11; 8], options }.into(),
        CareOfTestInit { care_of_init_cookie: [0x22; 8], options }.into(),
        HomeTest {
            home_nonce_index: 0x3333,
            home_init_cookie: [0x34; 8],
            home_keygen_token: [0x35; 8],
            options,
        }
        .into(),
        CareOfTest {
            care_of_nonce_index: 0x4444,
            care_of_init_cookie: [0x45; 8],
            care_of_keygen_token: [0x46; 8],
            options,
        }
        .into(),
        BindingUpdate {
            sequence: 0x5555,
            flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
            lifetime: Lifetime(900),
            options,
        }
        .into(),
        BindingAcknowledgement {
            status: BindingStatus::ACCEPTED,
            flags: BindingAcknowledgementFlags::KEY_MANAGEMENT_MOBILITY_CAPABILITY,
            sequence: 0x6666,
            lifetime: Lifetime(900),
            options,
        }
        .into(),
        BindingError {
            status: BindingErrorStatus::UNKNOWN_BINDING,
            home_address: HOME_ADDRESS,
            options,
        }
        .into(),
    ]
}

/// Where the options of each of [`messages`] begin (the figures of RFC 6275 Section 6.1).
const STARTS: [usize; 8] = [8, 16, 16, 24, 24, 12, 12, 24];

/// The octets of the message with the options.
fn written(message: &Message<'_>, options: &[MobilityOption<'_>]) -> Vec<u8> {
    let mut buffer = [0xa5; 1024];
    let mut builder = MessageBuilder::new(&mut buffer, message).expect("begins");
    for option in options {
        builder = builder.any_option(option).expect("fits");
    }
    builder.finish(&ADDRESSES).expect("ends").to_vec()
}

/// A DNS Update option of so many octets of identity.
fn dns(octets: &[u8]) -> MobilityOption<'_> {
    DnsUpdate::create_or_update(MnIdentity::from_octets(octets)).into()
}

fn alternate() -> MobilityOption<'static> {
    AlternateCareOfAddress { care_of_address: CARE_OF }.into()
}

fn nonces() -> MobilityOption<'static> {
    NonceIndices { home: 10, care_of: 20 }.into()
}

fn advice() -> MobilityOption<'static> {
    BindingRefreshAdvice { refresh_interval: Lifetime(600) }.into()
}

/// The Internet checksum over the pseudo-header and the header, its Checksum counted as zero, word by word.
fn checksum(header: &[u8]) -> [u8; 2] {
    let length = u32::try_from(header.len()).expect("2048 at most");
    let octets = [
        &HOME_ADDRESS.octets()[..],
        &HOME_AGENT.octets(),
        &length.to_be_bytes(),
        &[0, 0, 0, 135],
        &header[..4],
        &[0, 0],
        &header[6..],
    ]
    .concat();
    let words = octets.chunks(2);
    let mut sum: u32 = words.map(|word| u32::from(u16::from_be_bytes([word[0], word[1]]))).sum();
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    (!u16::try_from(sum).expect("folded")).to_be_bytes()
}

/// Puts the right checksum in.
fn sealed(mut octets: Vec<u8>) -> Vec<u8> {
    let sum = checksum(&octets);
    octets[4..6].copy_from_slice(&sum);
    octets
}

#[test]
fn dns_update_requests_have_status_and_reserved_zero() {
    let identity = MnIdentity::from_octets(b"mn.example.com");
    for (option, flags) in
        [(DnsUpdate::create_or_update(identity), 0), (DnsUpdate::remove(identity), 0x80)]
    {
        let octets = written(&messages()[5], &[option.into()]);
        assert_eq!(octets[12..16], [17, 16, 0, flags]);
    }
}

#[test]
fn typed_attributes_have_the_reserved_bit_zero() {
    let prefix = Ipv6Prefix { prefix: HOME_AGENT, prefix_len: PrefixLen::P64 };
    let assigned =
        HomePrefix { prefix: HOME_AGENT, lifetime: u32::MAX, prefix_len: PrefixLen::P64 };
    let attributes: [ConfigAttribute<'_>; 9] = [
        ApplicationVersion { version: &[0xff] }.into(),
        InternalIp6Address::Request.into(),
        InternalIp6Dns::Address(HOME_AGENT).into(),
        SupportedAttributes::REQUEST.into(),
        InternalIp6Subnet::Subnet(prefix).into(),
        Mip6HomePrefix::Request.into(),
        Mip6HomePrefix::Assigned(assigned).into(),
        InternalIp6Prefix::Prefix(prefix).into(),
        HomeAgentAddress::Request.into(),
    ];
    for attribute in attributes {
        let mut buffer = [0xff; 64];
        let payloads = PayloadsBuilder::new(&mut buffer)
            .configuration(CfgType::REPLY)
            .and_then(|payload| payload.any_attribute(&attribute))
            .and_then(mip6_wire::ikev2::ConfigurationBuilder::end)
            .and_then(PayloadsBuilder::finish)
            .expect("64 octets");
        let kind = attribute.attribute_type().0;
        assert_eq!(payloads.as_octets()[8..10], kind.to_be_bytes());
        assert_eq!(payloads.as_octets()[8] & 0x80, 0);
    }
}

// ---------------------------------------------------------------------------
// RFC 6275 Section 6.1
// ---------------------------------------------------------------------------

#[test]
fn headers_have_59_and_a_multiple_of_8_octets() {
    for message in &messages() {
        for length in 0..20 {
            let octets = written(message, &[dns(&[b'a'; 20][..length])]);
            assert_eq!(octets[0], 59);
            assert_eq!(octets.len() % 8, 0);
            assert_eq!(octets.len(), 8 * (usize::from(octets[1]) + 1));
        }
    }
}

#[test]
fn checksum_is_over_the_pseudo_header_of_the_whole_header() {
    assert_eq!(mip6_wire::NEXT_HEADER, 135);
    for message in &messages() {
        for length in [0, 1, 7, 8, 100, 253] {
            let octets = written(message, &[dns(&[b'a'; 253][..length])]);
            assert_eq!(octets[4..6], checksum(&octets));
            let header = MobilityHeader::parse(&octets).expect("a header");
            assert!(header.checksum_ok(&ADDRESSES));
        }
    }
}

/// Reserved fields of the header and of the messages, and reserved flags.
#[test]
fn reserved_fields_of_messages_are_zero_and_ignored() {
    for message in &messages() {
        let octets = written(message, &[alternate()]);
        let fields: &[usize] = match octets[2] {
            0..=2 => &[3, 6, 7],
            7 => &[3, 7],
            _ => &[3],
        };
        let as_read =
            MobilityHeader::parse(&octets).expect("a header").message().expect("a message");
        for &field in fields {
            assert_eq!(octets[field], 0, "octet {field} of {message:?}");
            for value in [1, 0x80, 0xff] {
                let mut odd = octets.clone();
                odd[field] = value;
                let odd = sealed(odd);
                let header = receive(&odd, &ADDRESSES).expect("accepted");
                assert_eq!(header.message(), Ok(as_read), "octet {field}");
                assert!(header.audit().contains(Deviations::RESERVED_FIELD));
            }
        }
        // the flags that no RFC has assigned
        let (field, reserved) = match octets[2] {
            5 => (9, 0x0f),
            6 => (7, 0x01),
            _ => continue,
        };
        assert_eq!(octets[field] & reserved, 0);
        let mut odd = octets.clone();
        odd[field] |= reserved;
        let odd = sealed(odd);
        let header = receive(&odd, &ADDRESSES).expect("accepted");
        assert!(header.audit().contains(Deviations::RESERVED_FLAGS));
        match (header.message().expect("a message"), as_read) {
            (Message::BindingUpdate(odd), Message::BindingUpdate(even)) => {
                let flags = BindingUpdateFlags::from_bits_retain(odd.flags.reserved_bits());
                assert_eq!(odd.flags.difference(flags), even.flags);
                assert_eq!((odd.sequence, odd.options), (even.sequence, even.options));
            }
            (Message::BindingAcknowledgement(odd), Message::BindingAcknowledgement(even)) => {
                let flags =
                    BindingAcknowledgementFlags::from_bits_retain(odd.flags.reserved_bits());
                assert_eq!(odd.flags.difference(flags), even.flags);
                assert_eq!((odd.status, odd.options), (even.status, even.options));
            }
            (other, _) => panic!("{other:?}"),
        }
    }
}

#[test]
fn named_flags_leave_reserved_bits_zero() {
    let mut update = BindingUpdateFlags::default();
    for (_, flag) in BindingUpdateFlags::all().iter_names() {
        update |= flag;
    }
    assert_eq!((update.bits(), update.reserved_bits()), (0xfff0, 0));
    let mut ack = BindingAcknowledgementFlags::default();
    for (_, flag) in BindingAcknowledgementFlags::all().iter_names() {
        ack |= flag;
    }
    assert_eq!((ack.bits(), ack.reserved_bits()), (0xfe, 0));
}

#[test]
fn options_begin_behind_the_fixed_part() {
    for (message, start) in messages().iter().zip(STARTS) {
        let octets = written(message, &[]);
        for more in 0..4 {
            // 8n octets of Pad1 more than the message needs
            let mut longer = octets.clone();
            longer.resize(octets.len() + 8 * more, 0);
            longer[1] += u8::try_from(more).expect("small");
            let header = MobilityHeader::parse(&longer).expect("a header");
            let read = header.message().expect("a message");
            let options = read.options().expect("known");
            assert_eq!(options.start(), start);
            assert_eq!(options.as_octets(), &longer[start..]);
        }
    }
}

#[test]
fn messages_without_options_have_their_header_len() {
    let header_len = [0, 1, 1, 2, 2, 1, 1, 2];
    for ((message, start), header_len) in messages().iter().zip(STARTS).zip(header_len) {
        let octets = written(message, &[]);
        assert_eq!(octets[1], header_len, "{message:?}");
        let padding: &[u8] = match octets[2] {
            5 | 6 => &[1, 2, 0, 0],
            _ => &[],
        };
        assert_eq!(&octets[start..], padding, "{message:?}");
    }
}

#[test]
fn deletion_is_lifetime_zero() {
    let delete = BindingUpdate {
        sequence: 1,
        flags: BindingUpdateFlags::ACKNOWLEDGE,
        lifetime: Lifetime::DELETE,
        options: Options::EMPTY,
    };
    let octets = written(&delete.into(), &[]);
    assert_eq!(octets[10..12], [0, 0]);
    let header = MobilityHeader::parse(&octets).expect("a header");
    let read: BindingUpdate<'_> = header.read().expect("a Binding Update");
    assert_eq!(read.lifetime, Lifetime::DELETE);
    assert_eq!(read.lifetime.as_secs(), 0);
}

// ---------------------------------------------------------------------------
// RFC 6275 Section 6.2
// ---------------------------------------------------------------------------

#[test]
fn unknown_options_are_skipped_in_every_message() {
    let unknown = |kind, body| MobilityOption::from(RawOption { option_type: kind, body });
    for message in &messages() {
        for kind in (71..=255).step_by(one_in(46)).map(OptionType) {
            let options = [unknown(kind, &[1, 2, 3]), nonces(), unknown(kind, &[])];
            let octets = written(message, &options);
            let header = receive(&octets, &ADDRESSES).expect("accepted");
            let read = header.message().expect("a message");
            let read = read.options().expect("known");
            assert_eq!(read.find::<NonceIndices>().map(|found| found.is_some()), Ok(true));
            assert!(read.iter().eq(options.map(Ok)));
            assert!(header.authenticated::<12>() == Ok(None));
        }
    }
}

#[test]
fn options_stand_in_any_order() {
    let options = [alternate(), nonces(), dns(b"mn.example.com")];
    for [a, b, c] in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let octets = written(&messages()[5], &[options[a], options[b], options[c]]);
        let header = receive(&octets, &ADDRESSES).expect("accepted");
        let update: BindingUpdate<'_> = header.read().expect("a Binding Update");
        let (address, indices, name) = update
            .options
            .select::<(AlternateCareOfAddress, NonceIndices, DnsUpdate<'_>)>()
            .expect("sound");
        assert_eq!(address.map(MobilityOption::from), Some(options[0]));
        assert_eq!(indices.map(MobilityOption::from), Some(options[1]));
        assert_eq!(name.map(MobilityOption::from), Some(options[2]));
    }
}

/// The header offset, the type and the body of each option, padding included.
fn layout(octets: &[u8]) -> Vec<(usize, OptionType, Vec<u8>)> {
    let header = MobilityHeader::parse(octets).expect("a header");
    let message = header.message().expect("a message");
    let mut raw = message.options().expect("known").raw();
    let mut found = Vec::new();
    loop {
        let offset = raw.offset();
        let Some(option) = raw.next() else { break };
        let option = option.expect("sound");
        found.push((offset, option.option_type, option.body.to_vec()));
    }
    found
}

/// Messages with each option behind each length of what stands before it.
fn shifted() -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for message in &messages() {
        for length in 0..9 {
            for option in [alternate(), nonces(), advice()] {
                found.push(written(message, &[dns(&[b'a'; 9][..length]), option]));
            }
        }
    }
    found
}

#[test]
fn options_are_aligned_wherever_they_are_added() {
    let mut seen = BTreeSet::new();
    for octets in shifted() {
        for (offset, kind, _) in layout(&octets) {
            let (multiple, at) = match kind {
                OptionType::ALTERNATE_CARE_OF_ADDRESS => (8, 6),
                OptionType::NONCE_INDICES | OptionType::BINDING_REFRESH_ADVICE => (2, 0),
                _ => continue,
            };
            assert_eq!(offset % multiple, at, "{kind}");
            seen.insert(kind);
        }
    }
    assert_eq!(seen.len(), 3);
}

#[test]
fn padding_is_one_pad1_or_one_padn_of_zeros() {
    let mut seen = BTreeSet::new();
    for octets in shifted() {
        let layout = layout(&octets);
        for pair in layout.windows(2) {
            assert!(!(pair[0].1.is_padding() && pair[1].1.is_padding()));
        }
        for (_, kind, body) in layout {
            if kind.is_padding() {
                assert!(body.iter().all(|octet| *octet == 0));
                seen.insert((kind, body.len()));
            }
        }
    }
    let padn = (0..=5).map(|length| (OptionType::PADN, length));
    let expected: BTreeSet<_> = padn.chain([(OptionType::PAD1, 0)]).collect();
    assert_eq!(seen, expected);
}

#[test]
fn padn_data_is_ignored() {
    let octets = written(&messages()[5], &[nonces()]);
    assert_eq!(octets[18..], [1, 4, 0, 0, 0, 0]);
    for at in 20..24 {
        let mut odd = octets.clone();
        odd[at] = 0xff;
        let odd = sealed(odd);
        let header = receive(&odd, &ADDRESSES).expect("accepted");
        let update: BindingUpdate<'_> = header.read().expect("a Binding Update");
        assert!(update.options.iter().eq([Ok(nonces())]));
        assert!(header.audit().contains(Deviations::PADDING_CONTENT));
    }
}

#[test]
fn nothing_follows_authorization_data() {
    let data = BindingAuthorizationData { authenticator: &[0xaa; 12] };
    for message in &messages()[5..=6] {
        for length in 0..9 {
            let before = dns(&[b'a'; 9][..length]);
            let mut buffer = [0xa5; 128];
            let unsigned = MessageBuilder::new(&mut buffer, message)
                .and_then(|builder| builder.any_option(&before))
                .and_then(|builder| builder.authorize(12))
                .expect("fits");
            let octets = unsigned.sign(data.authenticator, &ADDRESSES).expect("12 octets");
            // the last option, at 8n+2, with nothing behind it
            assert!(octets.ends_with(&[&[5, 12][..], data.authenticator].concat()));
            assert_eq!((octets.len() - 14) % 8, 2);
            assert_eq!(octets, written(message, &[before, data.into()]));
        }
        let mut buffer = [0xa5; 128];
        let error = MessageBuilder::new(&mut buffer, message)
            .and_then(|builder| builder.any_option(&data.into()))
            .and_then(|builder| builder.any_option(&nonces()))
            .expect_err("nothing can follow");
        assert_eq!(error.kind(), EmitErrorKind::AuthorizationDataNotLast);
    }
}

// ---------------------------------------------------------------------------
// RFC 6275 Sections 6.3 and 6.4
// ---------------------------------------------------------------------------

#[test]
fn extension_headers_keep_the_mobility_header_aligned() {
    assert_eq!(HomeAddressOption::HEADER_OCTETS % 8, 0);
    assert_eq!(Type2RoutingHeader::OCTETS % 8, 0);
    let octets = packet(60, &[&home_address_header(135, HOME_ADDRESS), &update()]);
    let packet = MobilityPacket::parse(&octets).expect("a packet");
    assert_eq!(packet.mobility_header_offset() % 8, 0);
}

/// An IPv6 packet from the care-of address to the home agent.
fn packet(next_header: u8, payload: &[&[u8]]) -> Vec<u8> {
    let payload = payload.concat();
    let length = u16::try_from(payload.len()).expect("short").to_be_bytes();
    let fixed = [0x60, 0, 0, 0, length[0], length[1], next_header, 64];
    [&fixed[..], &CARE_OF.octets(), &HOME_AGENT.octets(), &payload].concat()
}

fn update() -> Vec<u8> {
    written(&messages()[5], &[])
}

/// A Destination Options header with a Home Address option.
fn home_address_header(next_header: u8, home_address: Ipv6Addr) -> Vec<u8> {
    let mut buffer = [0xa5; 24];
    HomeAddressOption { home_address }
        .emit_header(next_header, &mut buffer)
        .expect("24 octets")
        .to_vec()
}

#[test]
fn home_address_option_has_16_octets_once() {
    let octets = home_address_header(135, HOME_ADDRESS);
    assert_eq!(octets[6..8], [201, 16]);
    let header = DestinationOptions::parse(&octets).expect("a header");
    let option = HomeAddressOption { home_address: HOME_ADDRESS };
    assert_eq!(header.home_address(), Ok(Some(option)));

    for length in (0..=255_u8).filter(|length| *length != 16) {
        let mut octets = vec![135, 0, 201, length];
        octets.resize(4 + usize::from(length), 0);
        octets.resize(octets.len().next_multiple_of(8), 0);
        octets[1] = u8::try_from(octets.len() / 8 - 1).expect("33 at most");
        let header = DestinationOptions::parse(&octets).expect("a header");
        let error = header.home_address().expect_err("16 alone");
        let expected = (ParseErrorKind::ExtensionHeader, 3);
        assert_eq!((error.kind(), error.offset()), expected);
    }

    // twice in a header, and in two headers of a packet
    let mut twice = octets.clone();
    twice[1] = 4;
    twice.extend([&octets[6..], &[0; 6]].concat());
    twice.resize(40, 0);
    let header = DestinationOptions::parse(&twice).expect("a header");
    assert!(header.home_address().is_err());
    let again = home_address_header(60, HOME_ADDRESS);
    let packet = packet(60, &[&again, &octets, &update()]);
    let error = MobilityPacket::parse(&packet).expect_err("twice");
    assert_eq!(error.kind(), ParseErrorKind::ExtensionHeader);
}

#[test]
fn a_tunnel_has_a_home_address_option_of_its_own() {
    let inner = packet(60, &[&home_address_header(135, HOME_ADDRESS), &update()]);
    let outer = packet(60, &[&home_address_header(41, CARE_OF), &inner]);
    // the walk is that of one packet
    let error = MobilityPacket::parse(&outer).expect_err("a tunnel");
    assert_eq!((error.kind(), error.offset()), (ParseErrorKind::NoMobilityHeader, 64));
    let packet = MobilityPacket::parse(&outer[64..]).expect("a packet");
    assert_eq!(packet.home_address_option(), Some(HOME_ADDRESS));
    assert!(receive(packet.unverified(), &packet.checksum_addresses()).is_ok());
}

#[test]
fn type_2_routing_header_has_its_fixed_fields() {
    let header = Type2RoutingHeader { next_header: 135, home_address: HOME_ADDRESS };
    let mut buffer = [0xa5; 24];
    let octets = header.emit(&mut buffer).expect("24 octets").to_vec();
    assert_eq!(octets[..8], [135, 2, 2, 1, 0, 0, 0, 0]);
    // Reserved is not looked at
    let mut odd = octets.clone();
    odd[4..8].fill(0xff);
    assert_eq!(Type2RoutingHeader::parse(&odd), Ok(header));
    // Hdr Ext Len and Segments Left are
    for (at, right) in [(1, 2), (3, 1)] {
        for value in (0..=255).filter(|value| *value != right) {
            let mut odd = octets.clone();
            odd[at] = value;
            let error = Type2RoutingHeader::split(&odd).expect_err("a fixed field");
            let expected = (ParseErrorKind::ExtensionHeader, at);
            assert_eq!((error.kind(), error.offset()), expected);
        }
    }
}

// ---------------------------------------------------------------------------
// RFC 6275 Section 9.2
// ---------------------------------------------------------------------------

/// Everything is wrong with the header at first, and then less and less.
#[test]
fn receive_checks_in_the_order_of_section_9_2() {
    let mut octets = vec![6, 0, 99, 0, 0, 0, 0, 0];
    octets[4..6].copy_from_slice(&[0xde, 0xad]);
    assert_eq!(receive(&octets, &ADDRESSES), Err(Disposition::Discard));

    let mut octets = sealed(octets);
    let status = BindingErrorStatus(2);
    let unknown = Disposition::BindingError { status };
    assert_eq!(receive(&octets, &ADDRESSES), Err(unknown));

    octets[2] = 5;
    let mut octets = sealed(octets);
    let at = |pointer| Err(Disposition::ParameterProblem { pointer });
    assert_eq!(receive(&octets, &ADDRESSES), at(0));

    octets[0] = 59;
    let mut octets = sealed(octets);
    assert_eq!(receive(&octets, &ADDRESSES), at(1));

    octets[1] = 1;
    octets.resize(16, 0);
    let octets = sealed(octets);
    assert!(receive(&octets, &ADDRESSES).is_ok());
}

/// What each role is sent (RFC 6275 Sections 9 to 11, RFC 5213 Sections 5 and 6, RFC 5846 to 5847, RFC 6705, RFC 7077); the
/// others are answered with a Binding Error (RFC 6275 Section 9.2).
#[test]
fn a_node_accepts_what_its_role_is_sent() {
    let roles: [(MhTypes, &[u8]); 7] = [
        (MhTypes::NONE, &[]),
        (MhTypes::RFC_6275, &[0, 1, 2, 3, 4, 5, 6, 7]),
        (MhTypes::MOBILE_NODE, &[0, 3, 4, 6, 7]),
        (MhTypes::HOME_AGENT, &[5, 7]),
        (MhTypes::CORRESPONDENT_NODE, &[1, 2, 5, 7]),
        (MhTypes::MOBILE_ACCESS_GATEWAY, &[6, 7, 13, 16, 17, 18, 19]),
        (MhTypes::LOCAL_MOBILITY_ANCHOR, &[5, 7, 13, 16, 17, 18, 20]),
    ];
    for (role, accepted) in roles {
        for mh_type in 0..=u8::MAX {
            assert_eq!(role.contains(MhType(mh_type)), accepted.contains(&mh_type));
            let octets = sealed(vec![59, 1, mh_type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0]);
            let answer = receive_with(&octets, &ADDRESSES, |known| role.contains(known));
            let status = BindingErrorStatus::UNRECOGNIZED_MH_TYPE;
            let unknown = answer == Err(Disposition::BindingError { status });
            assert_eq!(unknown, !accepted.contains(&mh_type), "{mh_type}");
        }
    }
    assert_eq!(MhTypes::NONE.and(&[MhType(32), MhType(255)]), MhTypes::NONE);
}
