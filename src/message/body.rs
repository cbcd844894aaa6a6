//! The body of a message, both ways.

use crate::deviations::Deviations;
use crate::error::{EmitError, ParseError};
use crate::mh_type::MhType;
use crate::option::{Options, OptionsBuf};
use crate::wire::layout::{InMessage, length_error};
use crate::wire::{Field, Writer, arbitrary, debug};

/// The message of one MH Type, both ways: what [`MobilityHeader::read`] and [`MessageBuilder`] take.
///
/// Implemented by each message of this crate; a type from outside joins them:
///
/// ```
/// use mip6_wire::message::{MessageBody, MessageBuilder, RawMessage};
/// use mip6_wire::{ChecksumAddresses, EmitError, MhType, MobilityHeader, Options, ParseError, Writer};
///
/// /// A message of a type that IANA has not assigned: a 16-bit number, no options.
/// #[derive(Debug, PartialEq)]
/// struct Number(u16);
///
/// impl<'a> MessageBody<'a> for Number {
///     const TYPE: MhType = MhType(200);
///
///     fn parse_body(message: &RawMessage<'a>) -> Result<Self, ParseError> {
///         match message.body {
///             [high, low] => Ok(Self(u16::from_be_bytes([*high, *low]))),
///             _ => Err(message.length_error()),
///         }
///     }
///
///     fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
///         writer.u16(self.0)
///     }
///
///     fn options(&self) -> Option<Options<'a>> {
///         None
///     }
/// }
///
/// let addresses = ChecksumAddresses::new("2001:db8::1".parse()?, "2001:db8::2".parse()?);
/// let mut buffer = [0; 8];
/// let octets = MessageBuilder::new(&mut buffer, &Number(7))?.finish(&addresses)?;
/// assert_eq!(MobilityHeader::parse(octets)?.read::<Number>()?, Number(7));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// [`MobilityHeader::read`]: crate::MobilityHeader::read
/// [`MessageBuilder`]: crate::message::MessageBuilder
pub trait MessageBody<'a>: Sized {
    /// The MH Type of the message.
    const TYPE: MhType;

    /// Decodes what follows the first six octets of a header.
    ///
    /// # Errors
    ///
    /// An offset counts from the start of the Mobility Header: of too short a message, it is
    /// [`HeaderLen`](crate::ParseErrorKind::HeaderLen) at 1 (RFC 6275 Section 9.2), and the first octet of the body is at 6.
    fn parse_body(message: &RawMessage<'a>) -> Result<Self, ParseError>;

    /// Writes the fixed fields, from octet 6 on. The options are the builder's work.
    ///
    /// # Errors
    ///
    /// What the writer reports, or [`EmitErrorKind::Value`](crate::EmitErrorKind::Value).
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError>;

    /// The options; `None` if the message has no place for any.
    fn options(&self) -> Option<Options<'a>>;

    /// Lists the fields, in wire order. Offsets count from the start of the Mobility Header. By default there are none.
    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        let _ = out;
    }

    /// The sender rules that the octets break, of which this is the value. By default there are none.
    fn audit(&self, body: &[u8]) -> Deviations {
        let _ = body;
        Deviations::empty()
    }
}

/// What a [`MessageBuilder`](crate::message::MessageBuilder) can begin with: each [`MessageBody`],
/// [`Message`](crate::Message) and [`RawMessage`].
pub trait EmitMessage: sealed::Emit {
    /// The MH Type of the message.
    fn mh_type(&self) -> MhType;
}

impl<'a, M: MessageBody<'a>> EmitMessage for M {
    #[inline]
    fn mh_type(&self) -> MhType {
        M::TYPE
    }
}

/// The part of [`EmitMessage`] that is this crate's own.
pub(crate) mod sealed {
    use crate::error::EmitError;
    use crate::option::Options;
    use crate::wire::Writer;

    pub trait Emit {
        /// Writes the fixed fields, from octet 6 on.
        fn emit_data(&self, writer: &mut Writer<'_>) -> Result<(), EmitError>;

        /// Hands on the options that the message holds; `None` if it has no place for any.
        fn with_options<T: Then>(&self, then: T) -> T::Done;
    }

    /// What is done with the options of a message. A closure would do, but a closure cannot be marked as inlined, and only so
    /// does the compiler see that a message holds no options.
    pub trait Then {
        type Done;

        fn then(self, options: Option<Options<'_>>) -> Self::Done;
    }
}

impl<'a, M: MessageBody<'a>> sealed::Emit for M {
    #[inline(always)]
    fn emit_data(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        self.emit_body(writer)
    }

    #[inline(always)]
    fn with_options<T: sealed::Then>(&self, then: T) -> T::Done {
        then.then(self.options())
    }
}

impl<const N: usize> OptionsBuf<N> {
    /// No options yet, for a message with the fixed fields of this one.
    ///
    /// # Errors
    ///
    /// What the message reports for its fixed fields.
    pub fn for_message(message: &impl EmitMessage) -> Result<Self, EmitError> {
        let mut fixed = Writer::measuring_from(6);
        message.emit_data(&mut fixed)?;
        Ok(Self::new(u16::try_from(fixed.position()).unwrap_or(u16::MAX)))
    }
}

/// A message of any MH Type: its type and its body, uninterpreted. The body is written unchecked.
///
/// ```
/// use mip6_wire::{Message, MhType, MobilityHeader};
///
/// let octets = [59, 1, 200, 0, 0, 0, 0, 1, 0, 0, 0, 7, 1, 2, 0, 0]; // of a type that is not assigned
/// let Message::Unknown(message) = MobilityHeader::parse(&octets)?.message()? else { panic!() };
/// assert_eq!(message.mh_type, MhType(200));
/// assert_eq!(message.body, &octets[6..]);
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RawMessage<'a> {
    /// Octet 2: MH Type.
    pub mh_type: MhType,
    /// Octets 6 to the end of the header: 2 to 2042 octets, 8n+2 of them.
    pub body: &'a [u8],
}

impl<'a> RawMessage<'a> {
    /// A message to be written, or to be decoded.
    #[must_use]
    #[inline(always)]
    pub const fn new(mh_type: MhType, body: &'a [u8]) -> Self {
        Self { mh_type, body }
    }

    /// [`HeaderLen`](crate::ParseErrorKind::HeaderLen) at the Header Len octet, for implementations of [`MessageBody`]: the
    /// header is not as long as the type wants (RFC 6275 Section 9.2).
    #[must_use]
    #[cold]
    pub fn length_error(&self) -> ParseError {
        length_error::<InMessage>()
    }
}

impl EmitMessage for RawMessage<'_> {
    fn mh_type(&self) -> MhType {
        self.mh_type
    }
}

impl sealed::Emit for RawMessage<'_> {
    fn emit_data(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.octets(self.body)
    }

    fn with_options<T: sealed::Then>(&self, then: T) -> T::Done {
        then.then(None)
    }
}

arbitrary! {
    // of a type that is not decoded
    RawMessage<'a>: |u| {
        let drawn = u.arbitrary()?;
        let known = super::Message::DECODED.contains(&drawn);
        let octets: &[u8] = u.arbitrary()?;
        // the longest start that ends a message on a multiple of 8 octets
        let body = match octets.len().min(2042).checked_sub(2) {
            Some(more) => octets.get(..(more & !7) | 2).unwrap_or(octets),
            None => &[0, 0],
        };
        Self::new(if known { MhType(u8::MAX) } else { drawn }, body)
    };
}

debug! {
    RawMessage<'_>: "RawMessage {{ mh_type: {:?}, octets: {}, .. }}",
        |message| message.mh_type, message.body.len();
}
