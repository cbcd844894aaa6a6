//! Each vector file: it reads as the values written out here, and these are written as its octets.
//!
//! The values were taken from the RFC's field definitions and the annotations, not from what the crate makes
//! of the octets. Of the extensions none are written out: their fields are those that the second reader finds.

use crate::support::comparison;
use crate::support::hex_vectors::{self, Disposition, Vector};
use crate::support::oracle;
use crate::support::under_miri::one_in;
use hmac::{Hmac, KeyInit, Mac};
use mip6_wire::ipv6::{DestinationOptions, HomeAddressOption, MobilityPacket, Type2RoutingHeader};
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingError, BindingErrorStatus,
    BindingRefreshRequest, BindingStatus, BindingUpdate, BindingUpdateFlags, CareOfTest,
    CareOfTestInit, HomeTest, HomeTestInit, Lifetime, RawMessage,
};
use mip6_wire::name::{FqdnBuf, reverse_name, service_name};
use mip6_wire::option::{
    AlternateCareOfAddress, BindingAuthorizationData, BindingRefreshAdvice, DnsUpdate,
    DnsUpdateFlags, DnsUpdateStatus, MacInput, NonceIndices, RawOption,
};
use mip6_wire::{
    ChecksumAddresses, Deviations, Fqdn, Message, MessageBuilder, MhType, MnIdentity,
    MobilityHeader, MobilityOption, OptionType, Options, receive, receive_with,
};
use sha1::{Digest, Sha1};
use std::net::Ipv6Addr;

const HA: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 1);
const HOA: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0x100);
const COA: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 2, 0, 0, 0, 0, 0x55);
const CN: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 3, 0, 0, 0, 0, 7);
const NONE: Options<'static> = Options::EMPTY;

fn update(sequence: u16, flags: u16, lifetime: u16) -> Message<'static> {
    Message::BindingUpdate(BindingUpdate {
        sequence,
        flags: BindingUpdateFlags::from_bits_retain(flags),
        lifetime: Lifetime(lifetime),
        options: NONE,
    })
}

fn acknowledgement(status: u8, sequence: u16, lifetime: u16) -> Message<'static> {
    Message::BindingAcknowledgement(BindingAcknowledgement {
        status: BindingStatus(status),
        flags: BindingAcknowledgementFlags::empty(),
        sequence,
        lifetime: Lifetime(lifetime),
        options: NONE,
    })
}

fn alternate() -> MobilityOption<'static> {
    MobilityOption::AlternateCareOfAddress(AlternateCareOfAddress { care_of_address: COA })
}

fn dns(status: u8, flags: u8, identity: &[u8]) -> MobilityOption<'_> {
    MobilityOption::DnsUpdate(DnsUpdate {
        status: DnsUpdateStatus(status),
        flags: DnsUpdateFlags::from_bits_retain(flags),
        identity: MnIdentity::from_octets(identity),
    })
}

const NAME: &[u8] = b"mn.example.com";
const HOME_COOKIE: [u8; 8] = [1, 2, 3, 4, 5, 6, 7, 8];
const CARE_OF_COOKIE: [u8; 8] = [0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18];
const HOME_TOKEN: [u8; 8] = [0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77];
const CARE_OF_TOKEN: [u8; 8] = [0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff];
const AUTHENTICATOR: [u8; 12] =
    [0x27, 0x39, 0xd1, 0xed, 0x94, 0xe1, 0x8b, 0xce, 0xa2, 0x00, 0x67, 0x7a];

/// 63 of a, b and c and 61 of d, separated by dots: 253 characters.
fn longest_name() -> Vec<u8> {
    [[b'a'; 63].as_slice(), &[b'b'; 63], &[b'c'; 63], &[b'd'; 61]].join(&b'.')
}

/// What a message vector holds: the message, its options, the checksum.
fn expected<'a>(
    vector: &'a Vector,
    longest: &'a [u8],
) -> (Message<'a>, Vec<MobilityOption<'a>>, u16) {
    const AH: u16 = 0xc000;
    match vector.id.as_str() {
        "v01-binding-update-dns-create" => {
            (update(0x1234, AH, 900), vec![alternate(), dns(0, 0, NAME)], 0xbcfc)
        }
        "v02-binding-update-dns-remove" => {
            (update(0x1235, AH, 0), vec![dns(0, 0x80, NAME)], 0xf23e)
        }
        "v03-binding-update-dns-remove-away" => {
            (update(0x1236, AH, 900), vec![alternate(), dns(0, 0x80, NAME)], 0xbc7a)
        }
        "v04-binding-acknowledgement-dns-performed" => {
            (acknowledgement(0, 0x1234, 900), vec![dns(0, 0, NAME)], 0xae3c)
        }
        "v05-binding-acknowledgement-dns-unspecified" => {
            (acknowledgement(0, 0x1234, 900), vec![dns(128, 0, NAME)], 0x2e3c)
        }
        "v06-binding-acknowledgement-dns-prohibited" => {
            (acknowledgement(0, 0x1234, 900), vec![dns(129, 0, NAME)], 0x2d3c)
        }
        "v07-binding-acknowledgement-dns-failed" => {
            (acknowledgement(0, 0x1234, 900), vec![dns(130, 0, NAME)], 0x2c3c)
        }
        "v08-binding-acknowledgement-dns-empty-identity" => {
            (acknowledgement(0, 0x1234, 900), vec![dns(0, 0, b"")], 0x3b38)
        }
        "v09-binding-acknowledgement-dad-failed" => {
            (acknowledgement(134, 0x1234, 0), vec![], 0xc8bb)
        }
        "v10-binding-acknowledgement-refresh-advice" => (
            acknowledgement(0, 0x1234, 900),
            vec![MobilityOption::BindingRefreshAdvice(BindingRefreshAdvice {
                refresh_interval: Lifetime(600),
            })],
            0x47e0,
        ),
        "v11-binding-refresh-request" => {
            (BindingRefreshRequest { options: NONE }.into(), vec![], 0x67f3)
        }
        "v12-home-test-init" => {
            (HomeTestInit { home_init_cookie: HOME_COOKIE, options: NONE }.into(), vec![], 0x56d6)
        }
        "v13-care-of-test-init" => (
            CareOfTestInit { care_of_init_cookie: CARE_OF_COOKIE, options: NONE }.into(),
            vec![],
            0x1640,
        ),
        "v14-home-test" => (
            HomeTest {
                home_nonce_index: 10,
                home_init_cookie: HOME_COOKIE,
                home_keygen_token: HOME_TOKEN,
                options: NONE,
            }
            .into(),
            vec![],
            0x87b2,
        ),
        "v15-care-of-test" => (
            CareOfTest {
                care_of_nonce_index: 20,
                care_of_init_cookie: CARE_OF_COOKIE,
                care_of_keygen_token: CARE_OF_TOKEN,
                options: NONE,
            }
            .into(),
            vec![],
            0x24f0,
        ),
        "v16-binding-update-authorization" => (
            update(1, 0x8000, 105),
            vec![
                MobilityOption::NonceIndices(NonceIndices { home: 10, care_of: 20 }),
                MobilityOption::BindingAuthorizationData(BindingAuthorizationData {
                    authenticator: &AUTHENTICATOR,
                }),
            ],
            0xb5ed,
        ),
        "v17-binding-error-unknown-type" => (
            BindingError {
                status: BindingErrorStatus(2),
                home_address: Ipv6Addr::UNSPECIFIED,
                options: NONE,
            }
            .into(),
            vec![],
            0x5f93,
        ),
        "v18-binding-error-unknown-binding" => (
            BindingError { status: BindingErrorStatus(1), home_address: HOA, options: NONE }.into(),
            vec![],
            0x31d1,
        ),
        "v19-binding-update-dns-longest-identity" => {
            (update(7, AH, 900), vec![alternate(), dns(0, 0, longest)], 0x48fe)
        }
        "v20-binding-update-dns-label-identity" => (
            update(0x1234, AH, 900),
            vec![alternate(), dns(0, 0, b"\x02mn\x07example\x03com\x00")],
            0x6b9e,
        ),
        // a message of an extension, or with an option of one
        _ => {
            comparison::message(&vector.octets);
            comparison::options(&vector.octets);
            let header = MobilityHeader::parse(&vector.octets).expect(&vector.id);
            let message = header.message().expect(&vector.id);
            let options = message.options().unwrap_or_default().iter();
            let options: Vec<_> = options.map(|option| option.expect(&vector.id)).collect();
            let checksum = u16::from_be_bytes([vector.octets[4], vector.octets[5]]);
            (oracle::without_options(&message), options, checksum)
        }
    }
}

fn messages() -> Vec<Vector> {
    let mut vectors = hex_vectors::by_kind("mobility-header");
    vectors.retain(|vector| vector.is_in("message") && vector.id.starts_with('v'));
    vectors
}

fn addresses(vector: &Vector) -> ChecksumAddresses {
    let source = vector.source().expect("@source");
    let destination = vector.destination().expect("@destination");
    ChecksumAddresses::new(source, destination)
}

#[test]
fn messages_read_as_expected() {
    let longest = longest_name();
    for vector in &messages() {
        let (message, options, checksum) = expected(vector, &longest);
        let header = MobilityHeader::parse(&vector.octets).expect(&vector.id);
        assert_eq!(header.payload_proto(), 59, "{}", vector.id);
        assert_eq!(header.reserved(), 0, "{}", vector.id);
        assert_eq!(header.checksum(), checksum, "{}", vector.id);
        let mh_type: u8 = vector.get("mh-type").expect("@mh-type").parse().expect("a number");
        assert_eq!(header.mh_type(), MhType(mh_type), "{}", vector.id);

        let read = header.message().expect(&vector.id);
        assert_eq!(oracle::without_options(&read), message, "{}", vector.id);
        let area = read.options().unwrap_or_default();
        let read: Result<Vec<_>, _> = area.iter().collect();
        assert_eq!(read, Ok(options), "{}", vector.id);
    }
}

/// Of the extensions, which the second reader reads: each is written from its values as it stands.
#[test]
fn messages_of_the_families_are_written_as_they_stand() {
    let mut vectors = hex_vectors::by_kind("mobility-header");
    vectors.retain(|vector| vector.is_in("message") && !vector.id.starts_with('v'));
    for vector in &vectors {
        let (id, addresses) = (&vector.id, addresses(vector));
        let header = MobilityHeader::parse(&vector.octets).expect(id);
        assert!(header.checksum_ok(&addresses), "{id}");
        let received = receive_with(&vector.octets, &addresses, |_| true);
        assert_eq!(received, Ok(header), "{id}");
        assert_eq!(header.audit(), Deviations::empty(), "{id}");
        comparison::mobility_header(&vector.octets, &addresses);
        let message = header.message().expect(id);
        assert!(!matches!(message, Message::Unknown(_)), "{id}");
        let area = message.options().unwrap_or_default();
        let options: Result<Vec<_>, _> = area.iter().collect();
        let (message, options) = (oracle::without_options(&message), options.expect(id));
        let written = oracle::output(vector.octets.len(), |buffer| {
            oracle::build(&message, &options, &addresses, buffer)
        });
        assert_eq!(written, vector.octets, "{id}");
    }
}

#[test]
fn messages_are_written_as_they_stand() {
    let longest = longest_name();
    for vector in &messages() {
        let (message, options, _) = expected(vector, &longest);
        let addresses = addresses(vector);
        let measured = oracle::measure(&message, &options).expect(&vector.id);
        let written = oracle::output(measured, |buffer| {
            oracle::build(&message, &options, &addresses, buffer)
        });
        assert_eq!(written, vector.octets, "{}", vector.id);
    }
}

#[test]
fn every_shorter_buffer_is_refused() {
    let longest = longest_name();
    for vector in &messages() {
        let (message, options, _) = expected(vector, &longest);
        let addresses = addresses(vector);
        for length in (0..vector.octets.len()).step_by(one_in(7)) {
            let mut buffer = vec![0xee; length];
            let error = oracle::build(&message, &options, &addresses, &mut buffer)
                .expect_err("a buffer that is too small");
            assert_eq!(error.kind(), mip6_wire::EmitErrorKind::BufferFull, "{length}");
            assert!(error.offset() <= length);
            // what was written ends where the error is
            assert!(buffer[error.offset()..].iter().all(|octet| *octet == 0xee));
        }
    }
}

#[test]
fn only_the_odd_vectors_deviate() {
    for vector in &messages() {
        let header = MobilityHeader::parse(&vector.octets).expect(&vector.id);
        let expected = match vector.id.as_str() {
            "v08-binding-acknowledgement-dns-empty-identity"
            | "v20-binding-update-dns-label-identity" => Deviations::MN_IDENTITY,
            // no identifier of a mobile node or of a group
            "v61-update-notification-vendor" => Deviations::COMPANION_OPTION,
            _ => Deviations::empty(),
        };
        assert_eq!(header.audit(), expected, "{}", vector.id);
    }
}

#[test]
fn checksums_and_dispositions_are_as_the_files_say() {
    for vector in &messages() {
        let header = MobilityHeader::parse(&vector.octets).expect(&vector.id);
        let addresses = addresses(vector);
        assert_eq!(vector.get("checksum"), Some("good"), "{}", vector.id);
        assert!(header.checksum_ok(&addresses), "{}", vector.id);
        assert!(header.checksum_ok(&addresses.reversed()), "a sum has no order");
        let other = ChecksumAddresses::new(addresses.source, Ipv6Addr::LOCALHOST);
        assert!(!header.checksum_ok(&other), "{}", vector.id);

        assert_eq!(vector.disposition(), Some(Disposition::Accept), "{}", vector.id);
        assert_eq!(receive_with(&vector.octets, &addresses, |_| true), Ok(header), "{}", vector.id);
    }
}

#[test]
fn flags_and_names_of_the_first_update() {
    let vector = hex_vectors::all()
        .iter()
        .find(|vector| vector.id == "v01-binding-update-dns-create")
        .expect("V01");
    let header = MobilityHeader::parse(&vector.octets).expect("V01");
    let update: BindingUpdate<'_> = header.read().expect("a Binding Update");
    assert_eq!(
        update.flags,
        BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION
    );
    assert_eq!(update.lifetime.as_secs(), 3600);
    let (address, dns) =
        update.options.select::<(AlternateCareOfAddress, DnsUpdate<'_>)>().expect("sound options");
    assert_eq!(address.expect("option 3").care_of_address, COA);
    let dns = dns.expect("option 17");
    assert!(!dns.is_removal());
    assert_eq!(dns.identity.as_text(), Ok("mn.example.com"));
    assert_eq!(
        dns,
        DnsUpdate::create_or_update(MnIdentity::from_text("mn.example.com").expect("a name"))
    );
}

#[test]
fn packets_lead_to_their_messages() {
    let vectors = hex_vectors::by_kind("ipv6-packet");
    assert_eq!(vectors.len(), 3);
    for vector in &vectors {
        let (source, destination, home_address_option, routing_header, at, inside) =
            match vector.id.as_str() {
                "v01-binding-update-dns-create-packet" => {
                    (COA, HA, Some(HOA), None, 64, "v01-binding-update-dns-create")
                }
                "v02-binding-update-dns-remove-packet" => {
                    (HOA, HA, None, None, 40, "v02-binding-update-dns-remove")
                }
                "v04-binding-acknowledgement-dns-performed-packet" => {
                    (HA, COA, None, Some(HOA), 64, "v04-binding-acknowledgement-dns-performed")
                }
                other => panic!("no expected values for the vector {other}"),
            };
        let packet = MobilityPacket::parse(&vector.octets).expect(&vector.id);
        assert_eq!(packet.source(), source, "{}", vector.id);
        assert_eq!(packet.destination(), destination, "{}", vector.id);
        assert_eq!(packet.home_address_option(), home_address_option);
        assert_eq!(packet.routing_header(), routing_header);
        assert_eq!(packet.mobility_header_offset(), at);
        assert_eq!(packet.unverified(), &vector.octets[at..]);
        assert_eq!(packet.as_octets(), vector.octets);
        let received = packet.receive().expect(&vector.id);
        assert_eq!(received.header().as_octets(), packet.unverified());
        assert_eq!(packet.checksum_addresses(), addresses(vector), "{}", vector.id);
        let message = messages().into_iter().find(|message| message.id == inside);
        assert_eq!(packet.unverified(), message.expect("the message").octets);
        assert!(receive(packet.unverified(), &packet.checksum_addresses()).is_ok());
        oracle::ipv6_packet(&vector.octets);
        // the wire's own addresses do not verify where a home address stands in
        let on_wire = ChecksumAddresses::new(source, destination);
        let header = MobilityHeader::parse(packet.unverified()).expect("whole");
        assert_eq!(header.checksum_ok(&on_wire), at == 40, "{}", vector.id);

        let mut rebuilt = vector.octets[..40].to_vec();
        let mut buffer = [0; 24];
        if let Some(home_address) = home_address_option {
            let option = HomeAddressOption { home_address };
            rebuilt.extend(option.emit_header(135, &mut buffer).expect("24 octets"));
        }
        if let Some(home_address) = routing_header {
            let header = Type2RoutingHeader { next_header: 135, home_address };
            rebuilt.extend(header.emit(&mut buffer).expect("24 octets"));
        }
        rebuilt.extend(packet.unverified());
        assert_eq!(rebuilt, vector.octets, "{}", vector.id);
    }
}

#[test]
fn extension_headers() {
    let vectors: Vec<_> =
        hex_vectors::all().iter().filter(|vector| vector.is_in("extension")).collect();
    assert_eq!(vectors.len(), 2);
    for vector in &vectors {
        oracle::extension(&vector.octets);
        match vector.kind() {
            Some("destination-options") => {
                let header = DestinationOptions::parse(&vector.octets).expect(&vector.id);
                assert_eq!(header.next_header(), 135);
                let option = HomeAddressOption { home_address: HOA };
                assert_eq!(header.home_address(), Ok(Some(option)));
                let written = oracle::output(24, |buffer| option.emit_header(135, buffer));
                assert_eq!(written, vector.octets);
            }
            Some("routing-header") => {
                let header = Type2RoutingHeader { next_header: 135, home_address: HOA };
                assert_eq!(Type2RoutingHeader::parse(&vector.octets), Ok(header));
                let written = oracle::output(24, |buffer| header.emit(buffer));
                assert_eq!(written, vector.octets);
            }
            other => panic!("{other:?} is no extension header"),
        }
    }
}

#[test]
fn options() {
    for vector in &hex_vectors::by_kind("mobility-option") {
        let value = match vector.id.as_str() {
            "0-pad1" | "1-padn" => None,
            "2-binding-refresh-advice" => {
                Some(BindingRefreshAdvice { refresh_interval: Lifetime(600) }.into())
            }
            "3-alternate-care-of-address" => Some(alternate()),
            "4-nonce-indices" => Some(NonceIndices { home: 10, care_of: 20 }.into()),
            "5-binding-authorization-data" => {
                Some(BindingAuthorizationData { authenticator: &AUTHENTICATOR }.into())
            }
            "17-dns-update" => Some(dns(0, 0, NAME)),
            "200-unknown" => Some(MobilityOption::Unknown(RawOption {
                option_type: OptionType(200),
                body: &[0xaa, 0xaa],
            })),
            // an option of an extension
            _ => {
                let option = RawOption::new(OptionType(vector.octets[0]), &vector.octets[2..]);
                let option = MobilityOption::parse(&option).expect(&vector.id);
                comparison::option(&option, &vector.octets);
                Some(option)
            }
        };
        let kind: u8 = vector.id.split('-').next().expect("a type").parse().expect("a type");
        for start in (0..=64).step_by(one_in(63)) {
            let area = Options::new(&vector.octets, start);
            let raw: Result<Vec<_>, _> = area.raw().collect();
            let body = vector.octets.get(2..).unwrap_or_default();
            let kind = OptionType(kind);
            assert_eq!(raw, Ok(vec![RawOption { option_type: kind, body }]), "{}", vector.id);
            let typed: Result<Vec<_>, _> = area.iter().collect();
            assert_eq!(typed, Ok(Vec::from_iter(value)), "{}", vector.id);
            oracle::options(&vector.octets, u8::try_from(start).expect("a start"));
        }
        let Some(value) = value else { continue };
        assert_eq!(value.option_type(), OptionType(kind));
        // written where its alignment wants it, it is the vector without padding
        let message = BindingRefreshRequest { options: NONE };
        let mut buffer = [0; 2048];
        let octets =
            oracle::build(&message, &[value], &oracle::ADDRESSES, &mut buffer).expect(&vector.id);
        let found = octets.windows(vector.octets.len()).position(|window| window == vector.octets);
        let align = OptionType(kind).align(vector.octets.len() - 2);
        let at = match kind {
            // the end of the header
            _ if value.option_type().is_last() => octets.len() - vector.octets.len(),
            _ => 8 + usize::from(align.padding(8)),
        };
        assert_eq!(found, Some(at), "{}: {octets:02x?}", vector.id);
    }
}

/// Kbm of RFC 6275 Section 5.2.5: SHA1 over both keygen tokens.
fn binding_management_key() -> Vec<u8> {
    Sha1::new().chain_update(HOME_TOKEN).chain_update(CARE_OF_TOKEN).finalize().to_vec()
}

fn hmac_sha1(input: &MacInput<'_>) -> Vec<u8> {
    let mut hmac = Hmac::<Sha1>::new_from_slice(&binding_management_key()).expect("any length");
    for piece in input.pieces() {
        hmac.update(piece);
    }
    hmac.finalize().into_bytes().to_vec()
}

fn authorized() -> Vector {
    hex_vectors::all()
        .iter()
        .find(|vector| vector.id == "v16-binding-update-authorization")
        .expect("V16")
        .clone()
}

#[test]
fn an_authenticator_is_made() {
    let vector = authorized();
    let (message, options, _) = expected(&vector, &[]);
    let MobilityOption::NonceIndices(nonces) = options[0] else {
        panic!("V16 begins with Nonce Indices");
    };
    assert_eq!(binding_management_key()[..4], [0x73, 0x9e, 0x0e, 0x84], "Kbm of the vector");
    let mut buffer = [0; 32];
    let unsigned = MessageBuilder::new(&mut buffer, &message)
        .and_then(|builder| builder.option(&nonces))
        .and_then(|builder| builder.authorize(12))
        .expect("room for V16");
    let mac = hmac_sha1(&unsigned.mac_input(COA, CN));
    // the whole HMAC, as another implementation gives it
    assert_eq!(
        mac,
        [
            0x27, 0x39, 0xd1, 0xed, 0x94, 0xe1, 0x8b, 0xce, 0xa2, 0x00, 0x67, 0x7a, 0xc6, 0xb5,
            0x22, 0xea, 0x2e, 0x58, 0x16, 0xb1
        ]
    );
    let octets = unsigned.sign(&mac[..12], &ChecksumAddresses::new(HOA, CN)).expect("12 octets");
    assert_eq!(octets, authorized().octets);
}

#[test]
fn an_authenticator_is_verified() {
    let vector = authorized();
    let verifies = |octets: &[u8]| {
        let header = MobilityHeader::parse(octets).expect("V16");
        let received = header.authenticated::<12>().expect("sound").expect("authorized");
        hmac_sha1(&received.mac_input(COA, CN))[..12] == *received.authenticator()
    };
    assert!(verifies(&vector.octets));
    // the checksum is not covered, every other octet is
    for at in 6..vector.octets.len() {
        let mut octets = vector.octets.clone();
        octets[at] ^= 1;
        // type and length of the options: other options, or none that is sound
        if [12, 13, 18, 19].contains(&at) {
            continue;
        }
        assert!(!verifies(&octets), "octet {at}");
    }
    let mut octets = vector.octets;
    octets[4] ^= 0xff;
    octets[5] ^= 0xff;
    assert!(verifies(&octets));
    let header = MobilityHeader::parse(&octets).expect("V16");
    let received = header.authenticated::<12>().expect("sound").expect("authorized");
    assert_ne!(hmac_sha1(&received.mac_input(HOA, CN))[..12], AUTHENTICATOR);
    assert_ne!(hmac_sha1(&received.mac_input(CN, COA))[..12], AUTHENTICATOR);
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex"))
        .collect()
}

/// Messages and options of extensions, between 2001:db8::1 and 2001:db8::2: kept octet for octet.
#[test]
fn messages_of_extensions_are_kept() {
    let addresses = ChecksumAddresses::new(
        "2001:db8::1".parse().expect("an address"),
        "2001:db8::2".parse().expect("an address"),
    );
    let heartbeat = "3b020d003dd200010000000701001c040000000901020000";
    let revocation = "3b011000b61a01800055a00001020000";
    let handover = "3b020e009f81123430030806016140622e63010400000000";
    for (text, mh_type) in [(heartbeat, 13), (revocation, 16), (handover, 14)] {
        let octets = hex(text);
        let header = MobilityHeader::parse(&octets).expect(text);
        assert!(header.checksum_ok(&addresses), "{text}");
        header.message().expect(text);
        let expected = RawMessage { mh_type: MhType(mh_type), body: &octets[6..] };
        let written = oracle::output(octets.len(), |buffer| {
            MessageBuilder::new(buffer, &expected)?.finish(&addresses)
        });
        assert_eq!(written, octets);
        oracle::mobility_header_between(&octets, &addresses);
    }

    let raw = |kind: u8, body: &[u8]| (kind, body.to_vec());
    let several = [
        // A, H and 0x0040, the O flag of RFC 5648; Binding Identifier at 8n+2 behind a PadN of 6 octets
        (
            "3b04050050920001c040000a01040000000023140005008a20010db8ffff00000000000000000099",
            vec![raw(35, &hex("0005008a20010db8ffff00000000000000000099"))],
        ),
        // A and P; Access Network Identifier without the options of a session
        (
            "3b050500e3c400018200000a3421010980047373696402617002061a8000f48000030c026578616d706c\
             652e6f726700",
            vec![raw(
                52,
                &hex("010980047373696402617002061a8000f48000030c026578616d706c652e6f7267"),
            )],
        ),
        // IPv4 Home Address Reply, IPv4 DHCP Support Mode
        (
            "3b0206000c5400200001000a250600600a00000127020001",
            vec![raw(37, &hex("00600a000001")), raw(39, &hex("0001"))],
        ),
    ];
    for (text, expected) in several {
        let octets = hex(&text.replace([' ', '\n'], ""));
        let header = MobilityHeader::parse(&octets).expect(text);
        assert!(header.checksum_ok(&addresses), "{text}");
        let message = header.message().expect(text);
        let options: Vec<_> = message
            .options()
            .expect("a known message")
            .raw()
            .map(|option| option.expect("sound"))
            .filter(|option| !option.option_type.is_padding())
            .map(|option| (option.option_type.0, option.body.to_vec()))
            .collect();
        assert_eq!(options, expected, "{text}");
        let lonely = header.mh_type().0 == 5 && octets[8] == 0x82;
        let deviations = if lonely { Deviations::COMPANION_OPTION } else { Deviations::empty() };
        assert_eq!(header.audit(), deviations, "{text}");
        let values: Vec<_> = expected
            .iter()
            .map(|(kind, body)| {
                MobilityOption::Unknown(RawOption { option_type: OptionType(*kind), body })
            })
            .collect();
        let bare = oracle::without_options(&message);
        let written = oracle::output(octets.len(), |buffer| {
            oracle::build(&bare, &values, &addresses, buffer)
        });
        assert_eq!(written, octets, "{text}");
        oracle::mobility_header_between(&octets, &addresses);
    }
}

/// The names in both forms, and what derives them.
#[test]
fn names() {
    let vectors = hex_vectors::by_kind("dns-name");
    assert_eq!(vectors.len(), 10);
    let longest = String::from_utf8(longest_name()).expect("ASCII");
    let run = |letter: &str, times: usize| letter.repeat(times);
    let (a, b, c, d) = (&run("a", 63)[..], &run("b", 63)[..], &run("c", 63)[..], &run("d", 61)[..]);
    let (x, y) = (&run("x", 63)[..], &run("y", 48)[..]);
    for vector in &vectors {
        let labels: &[&str] = match vector.id.as_str() {
            "d02-reverse-home-address" => &[
                "0", "0", "1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0",
                "0", "0", "0", "0", "1", "0", "0", "0", "8", "b", "d", "0", "1", "0", "0", "2",
                "ip6", "arpa",
            ],
            "d03-fqdn" => &["mn", "example", "com"],
            "d04-home-agent-service" => &["_mip6", "_ipv6", "example", "com"],
            // the root names no node: see below
            "d05-root" => continue,
            "d06-single-label" => &["a"],
            "d07-longest-label" => &[x, "example"],
            "d08-longest-name" => &[a, b, c, d],
            "d09-label-length-like-digit" => &[y, "example"],
            "d10-a-label" => &["xn--bcher-kva", "example"],
            "d11-mixed-case" => &["MN", "Example", "COM"],
            other => panic!("no expected values for the vector {other}"),
        };
        let text = labels.join(".");
        assert_eq!(vector.get("text"), Some(&text[..]), "{}", vector.id);
        let name = Fqdn::from_labels(&vector.octets).expect(&vector.id);
        assert!(name.labels().eq(labels.iter().map(|label| label.as_bytes())));
        assert_eq!(name.to_string(), text);
        assert_eq!((name.text_len(), name.labels_len()), (text.len(), text.len() + 2));
        let from_text = Fqdn::from_text(&text).expect(&vector.id);
        assert_eq!(from_text, name);
        let written = oracle::output(vector.octets.len(), |buffer| from_text.to_labels(buffer));
        assert_eq!(written, vector.octets, "{}", vector.id);
        let stored = FqdnBuf::<253>::from_fqdn(name).expect("the longest fits");
        assert_eq!(stored.to_string(), text);
        oracle::names(&vector.octets);
        oracle::names(text.as_bytes());
    }
    let of = |id: &str| vectors.iter().find(|vector| vector.id == id).expect(id);
    let root = of("d05-root");
    assert!(Fqdn::from_labels(&root.octets).is_err());
    assert!(Fqdn::from_text(root.get("text").expect("@text")).is_err());

    let reverse = Fqdn::from_labels(&of("d02-reverse-home-address").octets).expect("D02");
    assert_eq!(reverse_name(HOA).as_fqdn(), reverse);
    let example = Fqdn::from_text("example.com").expect("a name");
    let service = Fqdn::from_labels(&of("d04-home-agent-service").octets).expect("D04");
    assert_eq!(service_name::<64>(example).expect("it fits").as_fqdn(), service);
    // without regard to case, across the forms
    let mixed = MnIdentity::from_octets(&of("d11-mixed-case").octets);
    assert!(mixed.matches(MnIdentity::from_octets(NAME)));
    assert_eq!(of("d08-longest-name").get("text"), Some(&longest[..]));
}

/// The question for the home agents of example.com.
#[test]
fn a_dns_question() {
    let vectors = hex_vectors::by_kind("dns-message");
    assert_eq!(vectors.len(), 1);
    let question = &vectors[0].octets[12..];
    let (name, rest) = Fqdn::split_labels(question).expect("a name");
    // QTYPE SRV, QCLASS IN
    assert_eq!(rest, [0, 33, 0, 1]);
    let example = Fqdn::from_text("example.com").expect("a name");
    assert_eq!(service_name::<64>(example).expect("it fits").as_fqdn(), name);
}
