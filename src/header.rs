//! The Mobility Header (RFC 6275 Section 6.1.1), IPv6 Next Header 135.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |           Checksum            |                               |   4
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               |
//! .                          Message Data                         .
//! |                                                               |
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```
//!
//! Header Len counts 8-octet units without the first: a header has 8 x (Header Len + 1) octets, 8 to 2048.

use crate::checksum::ChecksumAddresses;
use crate::error::{ParseError, ParseErrorKind};
use crate::message::{Message, MessageBody, MhType, RawMessage};
use crate::option::auth::{AuthenticationSubtype, MobilityMessageAuthentication};
use crate::option::fast::BindingAuthorizationDataForFmipv6;
use crate::option::{Authenticated, BindingAuthorizationData, MobilityOptionBody};
use crate::wire::debug;

/// A Mobility Header: a view of its octets, as many as Header Len says.
///
/// ```
/// use mip6_wire::{ChecksumAddresses, Message, MobilityHeader, option::DnsUpdate};
///
/// // a Binding Acknowledgement with a DNS Update option, home agent to mobile node
/// let octets = [
///     0x3b, 0x03, 0x06, 0x00, 0xae, 0x3c, 0x00, 0x00, 0x12, 0x34, 0x03, 0x84, 0x11, 0x10, 0x00, 0x00,
///     b'm', b'n', b'.', b'e', b'x', b'a', b'm', b'p', b'l', b'e', b'.', b'c', b'o', b'm', 0x01, 0x00,
/// ];
/// let header = MobilityHeader::parse(&octets)?;
/// let addresses = ChecksumAddresses::new("2001:db8:1::1".parse()?, "2001:db8:1::100".parse()?);
/// assert!(header.checksum_ok(&addresses));
///
/// let Message::BindingAcknowledgement(ack) = header.message()? else { panic!() };
/// assert!(ack.status.is_accepted());
/// assert!(ack.options.find::<DnsUpdate>()?.unwrap().status.is_performed());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct MobilityHeader<'a> {
    octets: &'a [u8],
    /// The first eight of the octets, which every header has.
    first: &'a [u8; 8],
}

impl PartialEq for MobilityHeader<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.octets == other.octets
    }
}

impl Eq for MobilityHeader<'_> {}

impl<'a> MobilityHeader<'a> {
    /// The header that `octets` are, all of them.
    ///
    /// Only the length is checked here; each of the other rules belongs to [`receive`](crate::receive),
    /// [`message`](Self::message) or [`audit`](Self::audit).
    ///
    /// # Errors
    ///
    /// [`Truncated`](ParseErrorKind::Truncated) at the end of `octets` if Header Len says more than there
    /// are, [`TrailingOctets`](ParseErrorKind::TrailingOctets) at the end of the header if it says less.
    #[inline(always)]
    pub fn parse(octets: &'a [u8]) -> Result<Self, ParseError> {
        match octets.first_chunk::<8>() {
            Some(first) if header_octets(*first) == octets.len() => Ok(Self { octets, first }),
            _ => match Self::split(octets) {
                Ok((header, _)) => {
                    Err(ParseError::new(ParseErrorKind::TrailingOctets, header.octets.len()))
                }
                Err(error) => Err(error),
            },
        }
    }

    /// The header at the start of `octets`, and what follows it.
    ///
    /// # Errors
    ///
    /// [`Truncated`](ParseErrorKind::Truncated), as [`parse`](Self::parse).
    pub fn split(octets: &'a [u8]) -> Result<(Self, &'a [u8]), ParseError> {
        octets
            .first_chunk::<8>()
            .and_then(|first| {
                let (octets, rest) = octets.split_at_checked(header_octets(*first))?;
                Some((Self { octets, first }, rest))
            })
            .ok_or_else(|| ParseError::new(ParseErrorKind::Truncated, octets.len()))
    }

    /// Octet 0: Payload Proto, 59 (no next header).
    #[must_use]
    pub const fn payload_proto(&self) -> u8 {
        let [payload_proto, ..] = *self.first;
        payload_proto
    }

    /// Octet 1: Header Len, in units of 8 octets without the first.
    #[must_use]
    pub const fn header_len(&self) -> u8 {
        let [_, header_len, ..] = *self.first;
        header_len
    }

    /// Octet 2: MH Type.
    #[must_use]
    #[inline]
    pub const fn mh_type(&self) -> MhType {
        let [_, _, mh_type, ..] = *self.first;
        MhType(mh_type)
    }

    /// Octet 3: Reserved, sent as zero and ignored.
    #[must_use]
    pub const fn reserved(&self) -> u8 {
        let [_, _, _, reserved, ..] = *self.first;
        reserved
    }

    /// Octets 4 and 5: Checksum.
    #[must_use]
    pub const fn checksum(&self) -> u16 {
        let [_, _, _, _, high, low, ..] = *self.first;
        u16::from_be_bytes([high, low])
    }

    /// Octets 6 to the end: Message Data.
    #[must_use]
    #[inline]
    pub fn data(&self) -> &'a [u8] {
        self.octets.get(6..).unwrap_or_default()
    }

    /// All octets of the header, for relaying it verbatim.
    #[must_use]
    pub const fn as_octets(&self) -> &'a [u8] {
        self.octets
    }

    /// Whether the checksum is right between these addresses.
    #[must_use]
    pub fn checksum_ok(&self, addresses: &ChecksumAddresses) -> bool {
        addresses.checksum(self.octets) == 0
    }

    /// The message, decoded: the fixed fields now, the options as they are walked.
    ///
    /// # Errors
    ///
    /// [`PayloadProto`](ParseErrorKind::PayloadProto) at 0, [`HeaderLen`](ParseErrorKind::HeaderLen) at 1
    /// if the header is too short for its type.
    #[inline]
    pub fn message(&self) -> Result<Message<'a>, ParseError> {
        self.check_payload_proto()?;
        Message::parse(&RawMessage::new(self.mh_type(), self.data()))
    }

    /// The message of type `M`. Only the code of this type is linked.
    ///
    /// ```
    /// use mip6_wire::{MobilityHeader, ParseErrorKind, message::{BindingRefreshRequest, BindingUpdate}};
    ///
    /// let octets = [0x3b, 0, 0, 0, 0x67, 0xf3, 0, 0];
    /// let header = MobilityHeader::parse(&octets)?;
    /// assert!(header.read::<BindingRefreshRequest>().is_ok());
    /// let error = header.read::<BindingUpdate>().unwrap_err();
    /// assert_eq!((error.kind(), error.offset()), (ParseErrorKind::MhType, 2));
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`message`](Self::message), and [`MhType`](ParseErrorKind::MhType) at 2 for a message of another type.
    #[inline(always)]
    pub fn read<M: MessageBody<'a>>(&self) -> Result<M, ParseError> {
        if self.mh_type() != M::TYPE {
            return Err(ParseError::new(ParseErrorKind::MhType, 2));
        }
        self.check_payload_proto()?;
        M::parse_body(&RawMessage::new(M::TYPE, self.data()))
    }

    /// The message's authenticator of `N` octets, 12 with return routability, and what it covers. `None`: it has no
    /// Binding Authorization Data option, or is of a type whose options this crate does not find.
    ///
    /// # Errors
    ///
    /// [`OptionLength`](ParseErrorKind::OptionLength) at the length of an authenticator that has not `N` octets: it
    /// proves less, or something else, and is not handed out. And as [`message`](Self::message) and
    /// [`Options::find`](crate::Options::find).
    #[inline]
    pub fn authenticated<const N: usize>(
        &self,
    ) -> Result<Option<Authenticated<'a, N>>, ParseError> {
        let Some(data) = self.authorization_data()? else {
            return Ok(None);
        };
        // the walk has made sure that the option is the last thing in the header
        self.ending_at(self.octets.len(), data.authenticator)
    }

    /// [`authenticated`](Self::authenticated) of a message with Binding Authorization Data for FMIPv6 (RFC 5568 Section 6.4.5).
    /// The SPI is the option's.
    ///
    /// # Errors
    ///
    /// As [`authenticated`](Self::authenticated).
    pub fn authenticated_fmipv6<const N: usize>(
        &self,
    ) -> Result<Option<Authenticated<'a, N>>, ParseError> {
        let options = self.message()?.options().unwrap_or_default();
        match options.find::<BindingAuthorizationDataForFmipv6<'a>>()? {
            Some(data) => self.ending_at(self.octets.len(), data.authenticator),
            None => Ok(None),
        }
    }

    /// The authentication data of `subtype`, of `N` octets, and what it covers (RFC 4285 Section 5); `None` if the message
    /// has no such option. The SPI is the option's. The correspondent of [`Authenticated::mac_input`] is the home address
    /// here.
    ///
    /// # Errors
    ///
    /// As [`authenticated`](Self::authenticated).
    pub fn authenticated_by<const N: usize>(
        &self,
        subtype: AuthenticationSubtype,
    ) -> Result<Option<Authenticated<'a, N>>, ParseError> {
        let options = self.message()?.options().unwrap_or_default();
        options.check()?;
        let mut raw = options.raw();
        while let Some(item) = raw.next() {
            let option = item?;
            if option.option_type == MobilityMessageAuthentication::TYPE {
                let start = raw.offset().saturating_sub(option.wire_len());
                let data = MobilityMessageAuthentication::parse_body(&option)
                    .map_err(|error| error.within(start))?;
                if data.subtype == subtype {
                    return self.ending_at(raw.offset(), data.authentication_data);
                }
            }
        }
        Ok(None)
    }

    /// An authenticator of `N` octets that ends at `end`, and what stands before it.
    fn ending_at<const N: usize>(
        &self,
        end: usize,
        authenticator: &[u8],
    ) -> Result<Option<Authenticated<'a, N>>, ParseError> {
        let octets = self.octets.get(..end).unwrap_or_default();
        match octets.split_last_chunk::<N>() {
            Some((covered, found)) if authenticator.len() == N => {
                Ok(Some(Authenticated { covered, authenticator: found }))
            }
            _ => {
                let behind = authenticator.len().saturating_add(1);
                let offset = end.saturating_sub(behind);
                Err(ParseError::new(ParseErrorKind::OptionLength, offset))
            }
        }
    }

    fn authorization_data(&self) -> Result<Option<BindingAuthorizationData<'a>>, ParseError> {
        match self.message()?.options() {
            Some(options) => options.find(),
            None => Ok(None),
        }
    }

    #[inline]
    fn check_payload_proto(&self) -> Result<(), ParseError> {
        match self.payload_proto() {
            59 => Ok(()),
            _ => Err(ParseError::new(ParseErrorKind::PayloadProto, 0)),
        }
    }
}

/// The octets of the header that begins with these.
#[inline]
fn header_octets([_, header_len, ..]: [u8; 8]) -> usize {
    usize::from(header_len).wrapping_add(1) << 3
}

debug! {
    MobilityHeader<'_>: "MobilityHeader {{ mh_type: {:?}, octets: {}, .. }}",
        |header| header.mh_type(), header.octets.len();
}
