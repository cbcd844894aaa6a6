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

use super::home_address::split_extension;
use super::{DestinationOptions, Type2RoutingHeader, next_header};
use crate::checksum::{ChecksumAddresses, NEXT_HEADER};
use crate::error::{ParseError, ParseErrorKind};
use crate::option::AlternateCareOfAddress;
use crate::wire::read;
use core::fmt;
use core::net::Ipv6Addr;

/// An IPv6 packet with a Mobility Header in it.
///
/// ```
/// use mip6_wire::{ipv6::MobilityPacket, receive};
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
/// assert_eq!(packet.mobility_header_offset, 40);
/// assert!(receive(packet.mobility_header, &packet.checksum_addresses()).is_ok());
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MobilityPacket<'a> {
    /// Octets 8 to 23: Source Address, as on the wire. Answers go there.
    pub source: Ipv6Addr,
    /// Octets 24 to 39: Destination Address, as on the wire.
    pub destination: Ipv6Addr,
    /// The address in the Home Address option, where there is one.
    pub home_address_option: Option<Ipv6Addr>,
    /// The address in the type 2 routing header, where there is one.
    pub routing_header: Option<Ipv6Addr>,
    /// Where the Mobility Header begins: octets from the start of the IPv6 header. What a Parameter Problem's
    /// Pointer adds to [`Disposition::ParameterProblem`](crate::Disposition::ParameterProblem).
    pub mobility_header_offset: usize,
    /// The rest of the payload, from the Mobility Header on.
    pub mobility_header: &'a [u8],
}

/// Shows all but the octets of the Mobility Header.
impl fmt::Debug for MobilityPacket<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MobilityPacket")
            .field("source", &self.source)
            .field("destination", &self.destination)
            .field("home_address_option", &self.home_address_option)
            .field("routing_header", &self.routing_header)
            .field("mobility_header_offset", &self.mobility_header_offset)
            .finish_non_exhaustive()
    }
}

impl<'a> MobilityPacket<'a> {
    /// Walks from the IPv6 header that `octets` begin with to the Mobility Header.
    ///
    /// Hop-by-Hop Options, Destination Options, Routing and Authentication headers are passed (of a routing header that
    /// is not of type 2, Segments Left is not looked at: what a node makes of it comes before this); a Fragment
    /// header too, where it says that the packet is whole. Octets behind the IPv6 payload are left aside: links
    /// pad short packets.
    ///
    /// # Errors
    ///
    /// [`NotIpv6`](ParseErrorKind::NotIpv6) at 0, [`Truncated`](ParseErrorKind::Truncated) where the packet ends
    /// before its Payload Length or within a header, [`Fragment`](ParseErrorKind::Fragment) and
    /// [`NoMobilityHeader`](ParseErrorKind::NoMobilityHeader) at the header that stops the walk,
    /// [`ExtensionHeader`](ParseErrorKind::ExtensionHeader) at the one with a second Home Address option or at a second
    /// type 2 routing header, and what [`DestinationOptions::home_address`] and [`Type2RoutingHeader::split`] find wrong.
    pub fn parse(octets: &'a [u8]) -> Result<Self, ParseError> {
        let error = |kind, offset| Err(ParseError::new(kind, offset));
        if octets.first().is_some_and(|first| first >> 4 != 6) {
            return error(ParseErrorKind::NotIpv6, 0);
        }
        let Some((fixed, payload)) = octets.split_first_chunk::<40>() else {
            return error(ParseErrorKind::Truncated, octets.len());
        };
        let [_, _, _, _, l0, l1, first_header, _, addresses @ ..] = fixed;
        let (source, destination) = read::halves(addresses);
        let payload_length = usize::from(u16::from_be_bytes([*l0, *l1]));
        let Some(mut rest) = payload.get(..payload_length) else {
            return error(ParseErrorKind::Truncated, octets.len());
        };

        let end = payload_length.saturating_add(40);
        let mut home_address_option = None;
        let mut routing_header = None;
        let mut header = *first_header;
        loop {
            let offset = end.saturating_sub(rest.len());
            let within = |error: ParseError| error.within(offset);
            (header, rest) = match header {
                NEXT_HEADER => {
                    return Ok(Self {
                        source: read::address(source),
                        destination: read::address(destination),
                        home_address_option,
                        routing_header,
                        mobility_header_offset: offset,
                        mobility_header: rest,
                    });
                }
                next_header::DESTINATION_OPTIONS => {
                    let (options, tail) = DestinationOptions::split(rest).map_err(within)?;
                    if let Some(option) = options.home_address().map_err(within)? {
                        // RFC 6275 Section 6.3: at most once in a packet
                        if home_address_option.replace(option.home_address).is_some() {
                            return error(ParseErrorKind::ExtensionHeader, offset);
                        }
                    }
                    (options.next_header(), tail)
                }
                next_header::ROUTING if rest.get(2) == Some(&Type2RoutingHeader::ROUTING_TYPE) => {
                    let (routing, tail) = Type2RoutingHeader::split(rest).map_err(within)?;
                    if routing_header.replace(routing.home_address).is_some() {
                        return error(ParseErrorKind::ExtensionHeader, offset);
                    }
                    (routing.next_header, tail)
                }
                next_header::HOP_BY_HOP_OPTIONS | next_header::ROUTING => {
                    next(split_extension(rest)).map_err(within)?
                }
                next_header::FRAGMENT => match rest.split_first_chunk::<8>() {
                    // neither an offset nor more fragments (RFC 6946)
                    Some((&[next, _, high, low, ..], tail)) if high == 0 && low & 0xf9 == 0 => {
                        (next, tail)
                    }
                    Some(_) => return error(ParseErrorKind::Fragment, offset),
                    None => return error(ParseErrorKind::Truncated, end),
                },
                next_header::AUTHENTICATION => next(split_authentication(rest)).map_err(within)?,
                _ => return error(ParseErrorKind::NoMobilityHeader, offset),
            };
        }
    }

    /// The addresses that the checksum covers: the home addresses, where the packet has them.
    #[must_use]
    pub fn checksum_addresses(&self) -> ChecksumAddresses {
        ChecksumAddresses {
            source: self.home_address(),
            destination: self.routing_header.unwrap_or(self.destination),
        }
    }

    /// The home address for which a Binding Update asks for a binding (RFC 6275 Section 9.5.1): the one in the Home
    /// Address option, where there is one, else the Source Address. Whether it is unicast routable is not looked at.
    #[must_use]
    pub fn home_address(&self) -> Ipv6Addr {
        self.home_address_option.unwrap_or(self.source)
    }

    /// The care-of address that a Binding Update specifies (RFC 6275 Section 9.5.1): the one in its Alternate Care-of
    /// Address option, where it has one, else the Source Address. Whether it is unicast routable is not looked at.
    ///
    /// ```
    /// use mip6_wire::{ipv6::MobilityPacket, message::BindingUpdate, option::AlternateCareOfAddress, receive};
    ///
    /// fn handle(octets: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
    ///     let packet = MobilityPacket::parse(octets)?;
    ///     let header = receive(packet.mobility_header, &packet.checksum_addresses())?;
    ///     let update = header.read::<BindingUpdate>()?;
    ///     let (alternate,) = update.options.select::<(AlternateCareOfAddress,)>()?;
    ///     println!("{} is at {}", packet.home_address(), packet.care_of_address(alternate));
    ///     Ok(())
    /// }
    /// ```
    #[must_use]
    pub fn care_of_address(&self, alternate: Option<AlternateCareOfAddress>) -> Ipv6Addr {
        alternate.map_or(self.source, |option| option.care_of_address)
    }
}

/// An Authentication Header: its length counts 4-octet units without the first two (RFC 4302 Section 2.2).
fn split_authentication(octets: &[u8]) -> Result<(&[u8], &[u8]), ParseError> {
    match octets {
        [_, length, ..] => octets.split_at_checked(usize::from(*length).wrapping_add(2) << 2),
        _ => None,
    }
    .ok_or_else(|| ParseError::new(ParseErrorKind::Truncated, octets.len()))
}

/// The Next Header of a header that was split off, and what follows it.
fn next<'a>(split: Result<(&'a [u8], &'a [u8]), ParseError>) -> Result<(u8, &'a [u8]), ParseError> {
    match split? {
        ([next_header, ..], rest) => Ok((*next_header, rest)),
        _ => Err(ParseError::new(ParseErrorKind::Truncated, 0)),
    }
}
