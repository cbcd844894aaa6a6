//! What has to hold for IPv6 packets and the headers that carry a home address.

use super::*;

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
            assert_eq!(addresses.source, home(packet.home_address_option(), packet.source()));
            assert_eq!(addresses.destination, home(packet.routing_header(), packet.destination()));
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
    match (DestinationOptions::parse(octets), DestinationOptions::split(octets)) {
        (Ok(header), Ok((same, []))) => {
            assert_eq!(header, same);
            assert_eq!(header.as_octets(), octets);
            destination_options(&header);
        }
        (Err(error), Ok((header, rest))) => {
            parse_error(&error, octets.len());
            let length = header.as_octets().len();
            assert_eq!(error, ParseError::new(ParseErrorKind::TrailingOctets, length));
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
    match (Type2RoutingHeader::parse(octets), Type2RoutingHeader::split(octets)) {
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

pub(super) fn destination_options(header: &DestinationOptions<'_>) {
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

pub(super) fn routing_header(header: &Type2RoutingHeader, octets: &[u8]) {
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

/// Wraps a Mobility Header in an IPv6 packet with the carriers that the addresses ask for, and walks it.
pub fn carried(
    header: &[u8],
    home_address_option: Option<Ipv6Addr>,
    routing_header: Option<Ipv6Addr>,
) {
    let mut extensions = Vec::new();
    let mut buffer = [0; 24];
    if let Some(home_address) = routing_header {
        let next_header = if home_address_option.is_some() { 60 } else { 135 };
        let header = Type2RoutingHeader { next_header, home_address };
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
