//! The Home Address option (RFC 6275 Section 6.3), type 201, in a Destination Options header (RFC 8200
//! Section 4.6), Next Header 60.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//!                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//!                                 |  Type = 201   |  Length = 16  |   0
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                    Home Address (16 octets)                   |   2
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```
//!
//! It is aligned at 8n+6 from the start of the Destination Options header.

use crate::error::{EmitError, ParseError, ParseErrorKind};
use crate::wire::{Writer, arbitrary, debug, read};
use core::net::Ipv6Addr;

/// The Home Address option: the home address of a mobile node that sends from its care-of address.
///
/// ```
/// use mip6_wire::ipv6::{DestinationOptions, HomeAddressOption};
///
/// let option = HomeAddressOption { home_address: "2001:db8:1::100".parse()? };
/// let mut buffer = [0; 24];
/// let octets = option.emit_header(135, &mut buffer)?; // a whole header, a Mobility Header to follow
/// assert_eq!(octets.len(), 24);
///
/// let header = DestinationOptions::parse(octets)?;
/// assert_eq!(header.next_header(), 135);
/// assert_eq!(header.home_address()?, Some(option));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct HomeAddressOption {
    /// Octets 2 to 17 of the option: the home address, unicast routable.
    pub home_address: Ipv6Addr,
}

impl HomeAddressOption {
    /// The type of the option, 201. Its highest bits, 110, have a node that does not know it discard the packet.
    pub const OPTION_TYPE: u8 = 201;

    /// The octets of a Destination Options header that holds this option alone.
    pub const HEADER_OCTETS: usize = 24;

    /// Writes a Destination Options header that holds this option alone, aligned: 24 octets.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](crate::EmitErrorKind::BufferFull).
    pub fn emit_header<'b>(
        &self,
        next_header: u8,
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8], EmitError> {
        let mut writer = Writer::new(buffer);
        // Hdr Ext Len 2, and a PadN that brings the option to 8n+6
        writer.array(&[next_header, 2, 1, 2, 0, 0, Self::OPTION_TYPE, 16])?;
        writer.address(self.home_address)?;
        Ok(writer.finish()?)
    }
}

/// A Destination Options header: a view of its octets.
///
/// ```text
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  Next Header  |  Hdr Ext Len  |  options...                       0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// Hdr Ext Len counts 8-octet units without the first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DestinationOptions<'a> {
    next_header: u8,
    octets: &'a [u8],
}

impl<'a> DestinationOptions<'a> {
    /// The header that `octets` are, all of them.
    ///
    /// # Errors
    ///
    /// [`Truncated`](ParseErrorKind::Truncated) or [`TrailingOctets`](ParseErrorKind::TrailingOctets), if
    /// Hdr Ext Len says another length.
    pub fn parse(octets: &'a [u8]) -> Result<Self, ParseError> {
        match Self::split(octets)? {
            (header, []) => Ok(header),
            (header, _) => {
                Err(ParseError::new(ParseErrorKind::TrailingOctets, header.octets.len()))
            }
        }
    }

    /// The header at the start of `octets`, and what follows it.
    ///
    /// # Errors
    ///
    /// [`Truncated`](ParseErrorKind::Truncated).
    pub fn split(octets: &'a [u8]) -> Result<(Self, &'a [u8]), ParseError> {
        let (header, rest) = split_extension(octets)?;
        match header {
            [next_header, ..] => Ok((Self { next_header: *next_header, octets: header }, rest)),
            [] => Err(ParseError::new(ParseErrorKind::Truncated, 0)),
        }
    }

    /// Octet 0: Next Header.
    #[must_use]
    pub const fn next_header(&self) -> u8 {
        self.next_header
    }

    /// All octets of the header.
    #[must_use]
    pub const fn as_octets(&self) -> &'a [u8] {
        self.octets
    }

    /// The Home Address option, if there is one.
    ///
    /// # Errors
    ///
    /// [`OptionTruncated`](ParseErrorKind::OptionTruncated) if an option runs past the header,
    /// [`ExtensionHeader`](ParseErrorKind::ExtensionHeader) at the Option Length of a Home Address option
    /// that has not 16 octets, and at a second one.
    pub fn home_address(&self) -> Result<Option<HomeAddressOption>, ParseError> {
        let mut found = None;
        for option in ExtensionOptions::new(self.octets, 0) {
            let (offset, option_type, body) = option?;
            if option_type == HomeAddressOption::OPTION_TYPE {
                let Ok(address) = <&[u8; 16]>::try_from(body) else {
                    let offset = offset.saturating_add(1);
                    return Err(ParseError::new(ParseErrorKind::ExtensionHeader, offset));
                };
                // RFC 6275 Section 6.3: at most once
                if found.replace(address).is_some() {
                    return Err(ParseError::new(ParseErrorKind::ExtensionHeader, offset));
                }
            }
        }
        Ok(found.map(|address| HomeAddressOption { home_address: read::address(address) }))
    }
}

/// The options of a Hop-by-Hop Options or a Destination Options header that stands at an offset, without Pad1: each
/// with its offset, its type and its body. After an error nothing follows.
pub(super) struct ExtensionOptions<'a> {
    /// The offset of the end.
    end: usize,
    rest: &'a [u8],
}

impl<'a> ExtensionOptions<'a> {
    #[inline(always)]
    pub(super) fn new(header: &'a [u8], offset: usize) -> Self {
        Self { end: offset.wrapping_add(header.len()), rest: header.get(2..).unwrap_or_default() }
    }
}

impl<'a> Iterator for ExtensionOptions<'a> {
    type Item = Result<(usize, u8, &'a [u8]), ParseError>;

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        while let [0, tail @ ..] = self.rest {
            self.rest = tail;
        }
        if self.rest.is_empty() {
            return None;
        }
        let offset = self.end.wrapping_sub(self.rest.len());
        if let Ok((tail, (option_type, body))) = read::tlv(self.rest) {
            self.rest = tail;
            Some(Ok((offset, option_type, body)))
        } else {
            let error = read::tlv_fault(self.rest, offset);
            self.rest = &[];
            Some(Err(error))
        }
    }
}

/// Splits off an extension header whose second octet counts 8-octet units without the first.
fn split_extension(octets: &[u8]) -> Result<(&[u8], &[u8]), ParseError> {
    match octets {
        [_, length, ..] => octets.split_at_checked(usize::from(*length).wrapping_add(1) << 3),
        _ => None,
    }
    .ok_or_else(|| ParseError::new(ParseErrorKind::Truncated, octets.len()))
}

arbitrary! {
    HomeAddressOption: |u| Self { home_address: u.arbitrary()? };
}

debug! {
    DestinationOptions<'_>: "DestinationOptions {{ next_header: {}, octets: {}, .. }}",
        |header| header.next_header, header.octets.len();
}
