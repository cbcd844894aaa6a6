//! The walk from an IPv6 header (RFC 8200 Section 3) through its extension headers to the Mobility Header.
//!
//! ```text
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |Version| Traffic Class |           Flow Label                  |   0
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |         Payload Length        |  Next Header  |   Hop Limit   |   4
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                   Source Address (16 octets)                  |   8
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                Destination Address (16 octets)                |  24
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```

use super::home_address::ExtensionOptions;
use super::{HomeAddressOption, Type2RoutingHeader, next_header};
use crate::checksum::{ChecksumAddresses, NEXT_HEADER};
use crate::error::{ParseError, ParseErrorKind};
use crate::option::AlternateCareOfAddress;
use crate::wire::read;
use crate::wire::{debug, is_routable};
use core::net::Ipv6Addr;

/// An IPv6 packet with a Mobility Header in it: a view, of which nothing is verified.
///
/// Relays and monitors stop here. A receiver goes on with [`receive`](Self::receive); nothing of a message can be read
/// before.
///
/// ```
/// use mip6_wire::ipv6::MobilityPacket;
/// use mip6_wire::message::BindingRefreshRequest;
///
/// // a Binding Refresh Request, 2001:db8:3::7 to 2001:db8:1::100
/// let mut octets = [0; 48];
/// octets[0] = 0x60;
/// octets[4..8].copy_from_slice(&[0, 8, 135, 64]);
/// octets[8..24].copy_from_slice(&[0x20, 1, 0xd, 0xb8, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7]);
/// octets[24..40].copy_from_slice(&[0x20, 1, 0xd, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
/// octets[40..].copy_from_slice(&[0x3b, 0, 0, 0, 0x67, 0xf3, 0, 0]);
///
/// let packet = MobilityPacket::parse(&octets)?;
/// assert_eq!(packet.mobility_header_offset(), 40);
/// let received = packet.receive()?;
/// assert!(received.read::<BindingRefreshRequest>().is_ok());
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
///
/// A message is read after the checks of a receiver, not before:
///
/// ```compile_fail,E0599
/// use mip6_wire::{ParseError, ipv6::MobilityPacket, message::BindingUpdate};
///
/// fn read(octets: &[u8]) -> Result<BindingUpdate<'_>, ParseError> {
///     MobilityPacket::parse(octets)?.read()
/// }
/// ```
// the fault, in which a `Result` has its tag, comes last: what is before it is moved in words
#[repr(C)]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MobilityPacket<'a> {
    octets: &'a [u8],
    /// Source Address and Destination Address.
    addresses: &'a [u8; 32],
    home_address_option: Option<&'a [u8; 16]>,
    routing_header: Option<&'a [u8; 16]>,
    /// The rest of them, from the Mobility Header on.
    mobility: &'a [u8],
    /// The first thing on the way for which RFC 8200 or RFC 6275 discards the packet, and may ask for an answer.
    fault: Option<ParseError>,
}

impl<'a> MobilityPacket<'a> {
    /// Walks from the IPv6 header that `octets` begin with to the Mobility Header, for a node that knows no other IPv6
    /// option than the Home Address option.
    ///
    /// Hop-by-Hop Options, Destination Options, Routing and Authentication headers are passed, and a Fragment header if it
    /// says that the packet is whole. Octets behind the IPv6 payload are left aside: links pad short packets.
    ///
    /// If RFC 8200 or RFC 6275 Section 9.3.1 has a receiver discard the packet for what is on the way, the walk goes on:
    /// [`receive`](Self::receive) says so, and which answer is due.
    ///
    /// # Errors
    ///
    /// None of them is answered. [`NotIpv6`](ParseErrorKind::NotIpv6) at 0, [`Truncated`](ParseErrorKind::Truncated) if
    /// the packet ends before its Payload Length or within a header, [`Fragment`](ParseErrorKind::Fragment),
    /// [`Encrypted`](ParseErrorKind::Encrypted) and [`NoMobilityHeader`](ParseErrorKind::NoMobilityHeader) at the header
    /// that stops the walk, [`ExtensionHeader`](ParseErrorKind::ExtensionHeader) at a second Home Address option, at a
    /// second type 2 routing header, and at the field of either that has none of its legal values,
    /// [`OptionTruncated`](ParseErrorKind::OptionTruncated) at an option that runs past its header.
    pub fn parse(octets: &'a [u8]) -> Result<Self, ParseError> {
        Self::parse_with(octets, |_| false)
    }

    /// [`parse`](Self::parse) for a node that knows other IPv6 options: `knows_option` says whether it knows an Option
    /// Type. The node processes these options itself.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    pub fn parse_with(
        octets: &'a [u8],
        knows_option: impl Fn(u8) -> bool,
    ) -> Result<Self, ParseError> {
        let error = |kind, offset| Err(fault(kind, offset));
        if octets.first().is_some_and(|first| first >> 4 != 6) {
            return error(ParseErrorKind::NotIpv6, 0);
        }
        let Some((fixed, payload)) = octets.split_first_chunk::<40>() else {
            return error(ParseErrorKind::Truncated, octets.len());
        };
        let [_, _, _, _, l0, l1, first_header, _, addresses @ ..] = fixed;
        let length = usize::from(u16::from_be_bytes([*l0, *l1]));
        let end = length.wrapping_add(40);
        let (Some(packet), Some(mut rest)) = (octets.get(..end), payload.get(..length)) else {
            return error(ParseErrorKind::Truncated, octets.len());
        };

        let mut found = Self {
            octets: packet,
            addresses,
            home_address_option: None,
            routing_header: None,
            mobility: rest,
            fault: None,
        };
        let mut header = *first_header;
        while header != NEXT_HEADER {
            let offset = end.wrapping_sub(rest.len());
            // without a second octet no length is short enough
            let length = rest.get(1).map_or(usize::MAX >> 4, |length| (*length).into());
            let octets = match header {
                next_header::HOP_BY_HOP_OPTIONS
                | next_header::DESTINATION_OPTIONS
                | next_header::ROUTING => length.wrapping_add(1) << 3,
                next_header::FRAGMENT => 8,
                // it counts 4-octet units without the first two (RFC 4302 Section 2.2)
                next_header::AUTHENTICATION => length.wrapping_add(2) << 2,
                next_header::ENCAPSULATING_SECURITY_PAYLOAD => {
                    return error(ParseErrorKind::Encrypted, offset);
                }
                _ => return error(ParseErrorKind::NoMobilityHeader, offset),
            };
            // each of them has eight octets at least
            let Some((body @ &[next, _, third, fourth, ..], tail)) = rest.split_at_checked(octets)
            else {
                return error(ParseErrorKind::Truncated, end);
            };
            match header {
                next_header::HOP_BY_HOP_OPTIONS | next_header::DESTINATION_OPTIONS => {
                    found.options(header, ExtensionOptions::new(body, offset), &knows_option)?;
                }
                next_header::ROUTING if third == Type2RoutingHeader::ROUTING_TYPE => {
                    let Ok([_, _, _, segments_left, _, _, _, _, address @ ..]) =
                        <&[u8; 24]>::try_from(body)
                    else {
                        return error(ParseErrorKind::ExtensionHeader, offset.wrapping_add(1));
                    };
                    if *segments_left != 1 {
                        return error(ParseErrorKind::ExtensionHeader, offset.wrapping_add(3));
                    }
                    if found.routing_header.replace(address).is_some() {
                        return error(ParseErrorKind::ExtensionHeader, offset);
                    }
                    // RFC 6275 Section 11.3.3: discarded silently
                    if !is_routable(address) {
                        found.note(ParseErrorKind::ExtensionHeader, offset.wrapping_add(8));
                    }
                }
                // RFC 8200 Section 4.4: ignored only if Segments Left is zero
                next_header::ROUTING if fourth != 0 => {
                    found.note(ParseErrorKind::RoutingType, offset.wrapping_add(2));
                }
                // neither an offset nor more fragments (RFC 6946)
                next_header::FRAGMENT if third != 0 || fourth & 0xf9 != 0 => {
                    return error(ParseErrorKind::Fragment, offset);
                }
                _ => {}
            }
            // the Pointer of Code 1: the octet that announces it
            if next == next_header::HOP_BY_HOP_OPTIONS {
                found.note(ParseErrorKind::HopByHopNotFirst, offset);
            }
            (header, rest) = (next, tail);
        }
        found.mobility = rest;
        Ok(found)
    }

    /// Remembers what is wrong at an offset, if it is the first.
    #[cold]
    #[inline(never)]
    fn note(&mut self, kind: ParseErrorKind, offset: usize) {
        if self.fault.is_none() {
            self.fault = Some(fault(kind, offset));
        }
    }

    pub(super) const fn fault(&self) -> Option<ParseError> {
        self.fault
    }

    /// What the options of a header say.
    #[inline(always)]
    fn options(
        &mut self,
        header: u8,
        options: ExtensionOptions<'a>,
        knows_option: &impl Fn(u8) -> bool,
    ) -> Result<(), ParseError> {
        for option in options {
            let (at, option_type, data) = option?;
            if header == next_header::DESTINATION_OPTIONS
                && option_type == HomeAddressOption::OPTION_TYPE
            {
                let Ok(address) = <&[u8; 16]>::try_from(data) else {
                    return Err(fault(ParseErrorKind::ExtensionHeader, at.wrapping_add(1)));
                };
                // RFC 6275 Section 6.3: at most once in a packet
                if self.home_address_option.replace(address).is_some() {
                    return Err(fault(ParseErrorKind::ExtensionHeader, at));
                }
                if !is_routable(address) {
                    self.note(ParseErrorKind::HomeAddress, at.wrapping_add(2));
                }
            } else if option_type >> 6 != 0 && !knows_option(option_type) {
                self.note(ParseErrorKind::UnrecognizedOption, at);
            }
        }
        Ok(())
    }

    /// All octets of the packet, without what a link padded.
    #[must_use]
    pub const fn as_octets(&self) -> &'a [u8] {
        self.octets
    }

    /// Octets 8 to 23: Source Address, as on the wire. Answers go there.
    #[must_use]
    pub fn source(&self) -> Ipv6Addr {
        read::address(self.source_octets())
    }

    /// Octets 24 to 39: Destination Address, as on the wire.
    #[must_use]
    pub fn destination(&self) -> Ipv6Addr {
        read::address(self.destination_octets())
    }

    /// The address in the Home Address option, if there is one.
    #[must_use]
    pub fn home_address_option(&self) -> Option<Ipv6Addr> {
        self.home_address_option.map(read::address)
    }

    /// The address in the type 2 routing header, if there is one.
    #[must_use]
    pub fn routing_header(&self) -> Option<Ipv6Addr> {
        self.routing_header.map(read::address)
    }

    /// Where the Mobility Header begins: octets from the start of the IPv6 header, 40 at least.
    #[must_use]
    pub const fn mobility_header_offset(&self) -> usize {
        self.octets.len().wrapping_sub(self.mobility.len())
    }

    /// The rest of the packet, from the Mobility Header on, of which nothing is verified: for relays and monitors.
    #[must_use]
    pub fn unverified(&self) -> &'a [u8] {
        self.mobility
    }

    /// The addresses that the checksum covers: the home addresses, if the packet has them.
    #[must_use]
    pub fn checksum_addresses(&self) -> ChecksumAddresses {
        ChecksumAddresses {
            source: read::address(self.sender_octets()),
            destination: read::address(self.recipient_octets()),
        }
    }

    /// The home address for which a Binding Update asks for a binding (RFC 6275 Section 9.5.1): the one in the Home
    /// Address option, if there is one, else the Source Address. A receiver has
    /// [`Received::mobile_node`](super::Received::mobile_node), which looks at whether it is unicast routable.
    #[must_use]
    pub fn home_address(&self) -> Ipv6Addr {
        read::address(self.sender_octets())
    }

    /// The care-of address that a Binding Update specifies (RFC 6275 Section 9.5.1): the one in its Alternate Care-of
    /// Address option, if it has one, else the Source Address. A receiver has
    /// [`Received::mobile_node`](super::Received::mobile_node), which looks at whether it is unicast routable.
    #[must_use]
    pub fn care_of_address(&self, alternate: Option<AlternateCareOfAddress>) -> Ipv6Addr {
        match alternate {
            Some(option) => option.care_of_address,
            None => self.source(),
        }
    }

    #[inline(always)]
    pub(super) const fn source_octets(&self) -> &'a [u8; 16] {
        read::halves(self.addresses).0
    }

    #[inline(always)]
    pub(super) const fn destination_octets(&self) -> &'a [u8; 16] {
        read::halves(self.addresses).1
    }

    pub(super) const fn home_address_octets(&self) -> Option<&'a [u8; 16]> {
        self.home_address_option
    }

    pub(super) const fn routing_header_octets(&self) -> Option<&'a [u8; 16]> {
        self.routing_header
    }

    /// Who sent it: the home address, if there is a Home Address option.
    #[inline(always)]
    pub(super) fn sender_octets(&self) -> &'a [u8; 16] {
        self.home_address_option.unwrap_or_else(|| self.source_octets())
    }

    /// Whom it is for: the home address, if there is a type 2 routing header.
    #[inline(always)]
    pub(super) fn recipient_octets(&self) -> &'a [u8; 16] {
        self.routing_header.unwrap_or_else(|| self.destination_octets())
    }
}

/// Out of line: errors are made in many places.
#[cold]
#[inline(never)]
fn fault(kind: ParseErrorKind, offset: usize) -> ParseError {
    ParseError::new(kind, offset)
}

debug! {
    MobilityPacket<'_>: "MobilityPacket {{ octets: {}, mobility_header_offset: {}, fault: {:?}, .. }}",
        |packet| packet.octets.len(), packet.mobility_header_offset(), packet.fault();
}
