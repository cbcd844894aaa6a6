//! The type 2 routing header (RFC 6275 Section 6.4), Next Header 43.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |  Next Header  | Hdr Ext Len=2 | Routing Type=2|Segments Left=1|   0
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                            Reserved                           |   4
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                    Home Address (16 octets)                   |   8
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```

use crate::error::{EmitError, ParseError, ParseErrorKind};
use crate::wire::{Writer, arbitrary, read};
use core::net::Ipv6Addr;

/// The type 2 routing header: the home address of the mobile node that a packet to its care-of address is for.
///
/// ```
/// use mip6_wire::ipv6::Type2RoutingHeader;
///
/// let header = Type2RoutingHeader { next_header: 135, home_address: "2001:db8:1::100".parse()? };
/// let mut buffer = [0; 24];
/// let octets = header.emit(&mut buffer)?;
/// assert_eq!(Type2RoutingHeader::parse(octets)?, header);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Type2RoutingHeader {
    /// Octet 0: Next Header.
    pub next_header: u8,
    /// Octets 8 to 23: the home address of the destination, unicast routable.
    pub home_address: Ipv6Addr,
}

impl Type2RoutingHeader {
    /// The Routing Type, octet 2.
    pub const ROUTING_TYPE: u8 = 2;

    /// The octets of the header.
    pub const OCTETS: usize = 24;

    /// The header that `octets` are, all of them.
    ///
    /// # Errors
    ///
    /// As [`split`](Self::split), and [`TrailingOctets`](ParseErrorKind::TrailingOctets).
    pub fn parse(octets: &[u8]) -> Result<Self, ParseError> {
        match Self::split(octets)? {
            (header, []) => Ok(header),
            _ => Err(ParseError::new(ParseErrorKind::TrailingOctets, Self::OCTETS)),
        }
    }

    /// The header at the start of `octets`, and what follows it.
    ///
    /// # Errors
    ///
    /// [`Truncated`](ParseErrorKind::Truncated), and [`ExtensionHeader`](ParseErrorKind::ExtensionHeader) at
    /// Hdr Ext Len, Routing Type or Segments Left if that is not 2, 2, or 1. RFC 6275 Section 11.3.3
    /// discards such packets silently.
    pub fn split(octets: &[u8]) -> Result<(Self, &[u8]), ParseError> {
        let field = |offset| Err(ParseError::new(ParseErrorKind::ExtensionHeader, offset));
        // the length first: a header of another length ends elsewhere
        match octets {
            [_, length, ..] if *length != 2 => return field(1),
            [_, _, kind, ..] if *kind != Self::ROUTING_TYPE => return field(2),
            [_, _, _, segments_left, ..] if *segments_left != 1 => return field(3),
            _ => {}
        }
        let Ok((rest, [next_header, _, _, _, _, _, _, _, address @ ..])) =
            read::array::<24>(octets)
        else {
            return Err(ParseError::new(ParseErrorKind::Truncated, octets.len()));
        };
        let header = Self { next_header: *next_header, home_address: read::address(address) };
        Ok((header, rest))
    }

    /// Writes the header: 24 octets.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](crate::EmitErrorKind::BufferFull).
    pub fn emit<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], EmitError> {
        let mut writer = Writer::new(buffer);
        writer.array(&[self.next_header, 2, Self::ROUTING_TYPE, 1, 0, 0, 0, 0])?;
        writer.address(self.home_address)?;
        Ok(writer.finish()?)
    }
}

arbitrary! {
    Type2RoutingHeader: |u| Self { next_header: u.arbitrary()?, home_address: u.arbitrary()? };
}
