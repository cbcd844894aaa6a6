//! What can be wrong with received octets, and what can stand in the way of writing some.
//!
//! Both errors are a *kind* and an *octet offset*, are `Copy`, and never hold octets of the input: an
//! identity or an address cannot leak through a log line (RFC 8371 Section 5 asks for as much).

use core::fmt;

/// What is wrong with received octets.
///
/// The kinds are grouped by the protocol object that they speak of. [`Disposition`] tells which answer
/// RFC 6275 asks for.
///
/// [`Disposition`]: crate::Disposition
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// The input ends before a field, or before the length that a header announces.
    Truncated,
    /// Octets are left over where the object should have ended.
    TrailingOctets,

    /// Payload Proto is not 59 (RFC 6275 Section 9.2).
    PayloadProto,
    /// Header Len is less than the minimum of the message's type (RFC 6275 Section 9.2).
    HeaderLen,
    /// The message is of another MH Type than the one asked for.
    MhType,
    /// MH Type is not known to the receiver (RFC 6275 Section 9.2).
    UnrecognizedMhType,
    /// The Checksum is wrong (RFC 6275 Section 9.2).
    Checksum,

    /// An option is cut off by the end of the option area: no further option can be found.
    OptionTruncated,
    /// Option Length is none of the values that the option's type allows.
    OptionLength,
    /// A field inside an option has a value that its definition rules out.
    OptionValue,
    /// A second option of a type that was asked for as a single one.
    DuplicateOption,
    /// Something follows the Binding Authorization Data option (RFC 6275 Section 6.2.7).
    AuthorizationDataNotLast,

    /// The octets are not an IPv6 packet.
    NotIpv6,
    /// The packet is a fragment: its Mobility Header cannot be read without reassembly.
    Fragment,
    /// No Mobility Header is in the packet.
    NoMobilityHeader,
    /// The walk ends at an Encapsulating Security Payload: what follows must be decrypted first.
    Encrypted,
    /// A Hop-by-Hop Options header stands elsewhere than right behind the IPv6 header (RFC 8200 Section 4.1).
    HopByHopNotFirst,
    /// An IPv6 option is not recognized, and its type says that the packet is discarded (RFC 8200 Section 4.2).
    UnrecognizedOption,
    /// A Routing Type is not recognized, and Segments Left is not zero (RFC 8200 Section 4.4).
    RoutingType,
    /// A home address is not unicast routable (RFC 6275 Sections 9.3.1 and 11.3.3).
    HomeAddress,
    /// The message is not accepted with a Home Address option (RFC 6275 Sections 9.4.1 and 9.4.2).
    HomeAddressOption,
    /// A care-of address is not unicast routable (RFC 6275 Section 6.1.7).
    CareOfAddress,
    /// The Source Address or the Destination Address is not unicast.
    NotUnicast,
    /// Hdr Ext Len, Option Length or Segments Left of an extension header is none of the legal values.
    ExtensionHeader,

    /// Payload Length of an IKEv2 payload is below its minimum or runs past the end.
    PayloadLength,
    /// Length of a configuration attribute is not allowed for its type, or runs past the payload.
    AttributeLength,
    /// SPI Size of a Notify payload runs past the payload.
    SpiSize,
    /// A prefix length is above 128.
    PrefixLength,

    /// A label of a domain name is empty or longer than 63 octets.
    LabelLength,
    /// A domain name is empty or longer than 253 characters of text, 255 octets of labels.
    NameLength,
    /// A character that a name as text cannot hold: a control, a space, a backslash, or not ASCII.
    NameCharacter,
}

impl ParseErrorKind {
    /// The kind in words, as [`ParseError`] displays it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Truncated => "input ends too early",
            Self::TrailingOctets => "octets left over",
            Self::PayloadProto => "Payload Proto is not 59",
            Self::HeaderLen => "Header Len is too small for the message",
            Self::MhType => "the message is of another MH Type",
            Self::UnrecognizedMhType => "MH Type is not recognized",
            Self::Checksum => "checksum is wrong",
            Self::OptionTruncated => "option runs past the end of the header",
            Self::OptionLength => "Option Length is not valid for the option",
            Self::OptionValue => "option holds a value that is not valid",
            Self::DuplicateOption => "option appears twice",
            Self::AuthorizationDataNotLast => "Binding Authorization Data is not the last option",
            Self::NotIpv6 => "not an IPv6 packet",
            Self::Fragment => "the packet is a fragment",
            Self::NoMobilityHeader => "no Mobility Header",
            Self::Encrypted => "the rest of the packet is encrypted",
            Self::HopByHopNotFirst => "Hop-by-Hop Options header is not the first",
            Self::UnrecognizedOption => "IPv6 option is not recognized",
            Self::RoutingType => "Routing Type is not recognized",
            Self::HomeAddress => "home address is not unicast routable",
            Self::HomeAddressOption => "the message takes no Home Address option",
            Self::CareOfAddress => "care-of address is not unicast routable",
            Self::NotUnicast => "an address of the IPv6 header is not unicast",
            Self::ExtensionHeader => "extension header is not valid",
            Self::PayloadLength => "Payload Length is not valid",
            Self::AttributeLength => "attribute Length is not valid",
            Self::SpiSize => "SPI Size runs past the payload",
            Self::PrefixLength => "prefix length is above 128",
            Self::LabelLength => "a label is empty or longer than 63 octets",
            Self::NameLength => "the name is empty or too long",
            Self::NameCharacter => "a character cannot stand in a name",
        }
    }
}

/// Octets that are not what they should be: what is wrong, and where.
///
/// ```
/// use mip6_wire::{MobilityHeader, ParseErrorKind};
///
/// let error = MobilityHeader::parse(&[59, 1, 5, 0]).unwrap_err();
/// assert_eq!((error.kind(), error.offset()), (ParseErrorKind::Truncated, 4));
/// assert_eq!(error.to_string(), "input ends too early at octet 4");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ParseError {
    kind: ParseErrorKind,
    offset: Offset,
}

impl ParseError {
    /// An error at `offset`, for implementations of [`MobilityOptionBody`] outside this crate.
    ///
    /// [`MobilityOptionBody`]: crate::option::MobilityOptionBody
    #[must_use]
    #[inline(always)]
    pub fn new(kind: ParseErrorKind, offset: usize) -> Self {
        Self {
            kind,
            offset: Offset::new(offset),
        }
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> ParseErrorKind {
        self.kind
    }

    /// Where: the octet offset from the start of the slice given to the outermost `parse`, never more
    /// than its length.
    ///
    /// It is the offset that the protocol's answer needs: a message that is too short for its type
    /// points at Header Len, a length that does not fit at the Length octet, a missing octet at the end.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset.get()
    }

    /// The same error, seen from the start of an object in which the faulty one begins at `base`.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn within(self, base: usize) -> Self {
        Self::new(self.kind, self.offset().saturating_add(base))
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at octet {}", self.kind.as_str(), self.offset())
    }
}

impl core::error::Error for ParseError {}

/// What stands in the way of writing a value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum EmitErrorKind {
    /// The buffer ends before the value does.
    BufferFull,
    /// The body of an option is longer than its one-octet length can tell (255).
    OptionTooLong,
    /// The message is longer than Header Len can tell (2048 octets), or a payload than its length field.
    MessageTooLong,
    /// The data of an [`RawMessage`] do not end on a multiple of 8 octets, and nothing may be added
    /// to them.
    ///
    /// [`RawMessage`]: crate::message::RawMessage
    MessageLength,
    /// An option, or padding, would follow the Binding Authorization Data option.
    AuthorizationDataNotLast,
    /// An option area to be copied, or a list of configuration attributes, is itself malformed.
    MalformedOptions,
    /// A payload would follow the Encrypted payload, which ends a chain (RFC 7296 Section 3.2).
    EncryptedNotLast,
    /// The authenticator is not as long as [`authorize`] was told.
    ///
    /// [`authorize`]: crate::message::MessageBuilder::authorize
    AuthenticatorLength,
    /// A field has a value that its definition rules out.
    Value,
}

impl EmitErrorKind {
    /// The kind in words, as [`EmitError`] displays it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BufferFull => "buffer is too small",
            Self::OptionTooLong => "option is longer than 255 octets",
            Self::MessageTooLong => "message is too long for its length field",
            Self::MessageLength => "message length is not a multiple of 8",
            Self::AuthorizationDataNotLast => "nothing can follow Binding Authorization Data",
            Self::MalformedOptions => "what was to be copied is malformed",
            Self::EncryptedNotLast => "nothing can follow the Encrypted payload",
            Self::AuthenticatorLength => "authenticator has another length than announced",
            Self::Value => "value is not valid",
        }
    }
}

/// A value that could not be written: what stood in the way, and at which octet of the output.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct EmitError {
    kind: EmitErrorKind,
    offset: Offset,
}

impl EmitError {
    /// An error at `offset`, for implementations of [`MobilityOptionBody`] outside this crate.
    ///
    /// [`MobilityOptionBody`]: crate::option::MobilityOptionBody
    #[must_use]
    #[inline(always)]
    pub fn new(kind: EmitErrorKind, offset: usize) -> Self {
        Self {
            kind,
            offset: Offset::new(offset),
        }
    }

    /// What stood in the way.
    #[must_use]
    pub const fn kind(&self) -> EmitErrorKind {
        self.kind
    }

    /// The octet offset in the output at which writing stopped.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset.get()
    }
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at octet {}", self.kind.as_str(), self.offset())
    }
}

impl core::error::Error for EmitError {}

/// An octet offset in 24 bits: more than any datagram has, and an error is one word.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Offset([u8; 3]);

impl Offset {
    #[inline(always)]
    fn new(offset: usize) -> Self {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX).min(0x00ff_ffff);
        let [_, bits @ ..] = offset.to_be_bytes();
        Self(bits)
    }

    fn get(self) -> usize {
        let [high, middle, low] = self.0;
        usize::try_from(u32::from_be_bytes([0, high, middle, low])).unwrap_or(usize::MAX)
    }
}

impl fmt::Debug for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Offset {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{=usize}", self.get());
    }
}
