//! The body of a payload, both ways, and the generic header before it (RFC 7296 Section 3.2).

use super::{Payload, PayloadType};
use crate::deviations::Deviations;
use crate::error::{EmitError, ParseError, ParseErrorKind};
use crate::wire::{Field, Writer, arbitrary, debug, equal, flags, read};

flags! {
    /// The flags of a payload, octet 1: the Critical bit and seven RESERVED bits, which are kept.
    PayloadFlags(u8) {
        /// A receiver that does not know the type rejects the whole message. Clear in all types that RFC 7296 defines, and
        /// ignored if the type is known.
        CRITICAL = 0x80 "C" "Critical",
    }
}

/// A payload type: how its body is parsed and written.
///
/// Each payload of this crate implements it. Types of other crates can implement it too, for [`Payloads::find`](super::Payloads::find) and
/// [`PayloadsBuilder::payload`](super::PayloadsBuilder::payload):
///
/// ```
/// use mip6_wire::ikev2::{PayloadBody, PayloadType, Payloads, PayloadsBuilder, RawPayload};
/// use mip6_wire::{EmitError, ParseError, Writer};
///
/// /// Vendor ID, RFC 7296 Section 3.12.
/// #[derive(Debug, PartialEq)]
/// struct VendorId<'a>(&'a [u8]);
///
/// impl<'a> PayloadBody<'a> for VendorId<'a> {
///     const TYPE: PayloadType = PayloadType::VENDOR_ID;
///
///     fn parse_body(payload: &RawPayload<'a>) -> Result<Self, ParseError> {
///         match payload.body {
///             [] => Err(payload.length_error()),
///             id => Ok(Self(id)),
///         }
///     }
///
///     fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
///         writer.octets(self.0)
///     }
/// }
///
/// let mut buffer = [0; 16];
/// let payloads = PayloadsBuilder::new(&mut buffer).payload(&VendorId(b"abc"))?.finish()?;
/// assert_eq!(payloads.find()?, Some(VendorId(b"abc")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait PayloadBody<'a>: Sized {
    /// The payload type.
    const TYPE: PayloadType;

    /// Parses the octets after the generic header, `payload.body`.
    ///
    /// # Errors
    ///
    /// If the body is not valid. Offsets count from the start of the chain: use [`RawPayload::error`] and
    /// [`RawPayload::length_error`].
    fn parse_body(payload: &RawPayload<'a>) -> Result<Self, ParseError>;

    /// Writes the octets after the generic header. The caller writes the header.
    ///
    /// # Errors
    ///
    /// The errors of the writer, or [`EmitErrorKind::Value`](crate::EmitErrorKind::Value) if a field is not valid.
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError>;

    /// Lists the fields, in wire order. Offsets count from the first octet of the generic header, which is not listed.
    /// By default there are none.
    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        let _ = out;
    }

    /// The sender rules that the octets after the generic header break, of which this is the value. By default there
    /// are none.
    fn audit(&self, body: &[u8]) -> Deviations {
        let _ = body;
        Deviations::empty()
    }
}

/// A payload of any type, not decoded: its generic header (RFC 7296 Section 3.2) and its body.
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// | Next Payload  |C|  RESERVED   |         Payload Length        |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// Next Payload is the type of the *following* payload, 0 in the last one. The type of the first payload is in the
/// IKE header or in the header of the Encrypted payload. Payload Length counts this header too, so it is 4 or more.
/// Payloads are not aligned.
///
/// ```
/// use mip6_wire::ikev2::{PayloadFlags, PayloadType, Payloads};
///
/// let payloads = Payloads::new(PayloadType(200), &[43, 0x80, 0, 5, 0xaa, 0, 0, 0, 4]);
/// let payload = payloads.raw().next().unwrap()?;
/// assert_eq!((payload.payload_type, payload.next), (PayloadType(200), PayloadType::VENDOR_ID));
/// assert_eq!(payload.flags, PayloadFlags::CRITICAL);
/// assert_eq!((payload.offset(), payload.body), (0, &[0xaa][..]));
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy)]
pub struct RawPayload<'a> {
    /// The type. It is in the Next Payload field of the payload before.
    pub payload_type: PayloadType,
    /// Octet 0: Next Payload. It is written only if the payload is [encrypted](PayloadType::is_encrypted). In any other
    /// payload the builder writes the type of the payload after it.
    pub next: PayloadType,
    /// Octet 1: the Critical bit and the RESERVED bits.
    pub flags: PayloadFlags,
    /// Octets 4 on. Payload Length, octets 2 and 3, gives their number plus 4.
    pub body: &'a [u8],
    pub(super) offset: usize,
}

impl<'a> RawPayload<'a> {
    /// A payload without flags, to write.
    #[must_use]
    #[inline]
    pub const fn new(payload_type: PayloadType, body: &'a [u8]) -> Self {
        Self::of(payload_type, (0, 0, body), 0)
    }

    /// The payload at `offset` that has these parts: the first two octets of its header, and its body.
    #[inline(always)]
    pub(super) const fn of(
        payload_type: PayloadType,
        (next, flags, body): (u8, u8, &'a [u8]),
        offset: usize,
    ) -> Self {
        let (next, flags) = (PayloadType(next), PayloadFlags::from_bits_retain(flags));
        Self { payload_type, next, flags, body, offset }
    }

    /// Parses a payload that fills all of `octets`, for an IKE implementation that walks the chain itself.
    ///
    /// ```
    /// use mip6_wire::ikev2::{Notify, PayloadBody, PayloadType, RawPayload};
    ///
    /// let payload = RawPayload::parse(PayloadType::NOTIFY, &[47, 0, 0, 8, 0, 0, 0, 42])?;
    /// assert_eq!(Notify::parse_body(&payload)?, Notify::USE_ASSIGNED_HOA);
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`split`](Self::split), and [`TrailingOctets`](ParseErrorKind::TrailingOctets) at the first octet
    /// after the payload.
    #[inline(always)]
    pub fn parse(payload_type: PayloadType, octets: &'a [u8]) -> Result<Self, ParseError> {
        // one comparison, where `split` needs two, a lower and an upper bound
        match octets {
            [next, flags, l0, l1, body @ ..]
                if usize::from(u16::from_be_bytes([*l0, *l1])) == octets.len() =>
            {
                Ok(Self::of(payload_type, (*next, *flags, body), 0))
            }
            _ => Err(not_one_payload(payload_type, octets)),
        }
    }

    /// Parses a payload at the start of `octets`, and returns it and the octets after it.
    ///
    /// # Errors
    ///
    /// [`Truncated`](ParseErrorKind::Truncated) at the end if there are fewer than four octets,
    /// [`PayloadLength`](ParseErrorKind::PayloadLength) at 2 if Payload Length is below 4 or runs past the end.
    #[inline]
    pub fn split(
        payload_type: PayloadType,
        octets: &'a [u8],
    ) -> Result<(Self, &'a [u8]), ParseError> {
        match read::payload(octets) {
            Ok((rest, parts)) => Ok((Self::of(payload_type, parts, 0), rest)),
            Err(error) => Err(read::payload_fault(error, octets, 0)),
        }
    }

    /// The octet offset of the payload in its chain.
    #[must_use]
    #[inline]
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// The length of the payload on the wire, in octets, with its header.
    #[must_use]
    pub const fn wire_len(&self) -> usize {
        self.body.len().saturating_add(4)
    }

    /// The sender rules that the payload breaks, though a receiver accepts it: of its header, of its body, and of the
    /// attributes in it. A body that its type does not allow is [`MALFORMED`](Deviations::MALFORMED).
    ///
    /// ```
    /// use mip6_wire::Deviations;
    /// use mip6_wire::ikev2::{PayloadType, RawPayload};
    ///
    /// // a Configuration payload with a RESERVED octet that is not zero
    /// let payload = RawPayload::parse(PayloadType::CONFIGURATION, &[0, 0, 0, 8, 1, 0, 0, 1])?;
    /// assert_eq!(payload.audit(), Deviations::RESERVED_FIELD);
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[must_use]
    pub fn audit(&self) -> Deviations {
        let mut found = Payload::deviations(self);
        if self.flags.reserved_bits() != 0 {
            found |= Deviations::RESERVED_FLAGS;
        }
        if self.flags.contains(PayloadFlags::CRITICAL) && self.payload_type.is_mandatory() {
            found |= Deviations::CRITICAL;
        }
        found
    }

    /// Returns an error at octet `at` of the payload, for implementations of [`PayloadBody`]. The body begins at
    /// octet 4.
    // inline, so that the payload itself stays in registers
    #[must_use]
    #[inline(always)]
    pub fn error(&self, kind: ParseErrorKind, at: usize) -> ParseError {
        ParseError::new(kind, at).within(self.offset)
    }

    /// Returns [`PayloadLength`](ParseErrorKind::PayloadLength) at its field: the body has a wrong length for the type.
    #[must_use]
    #[inline(always)]
    pub fn length_error(&self) -> ParseError {
        self.error(ParseErrorKind::PayloadLength, 2)
    }
}

/// What is wrong with octets that are not one payload.
#[cold]
fn not_one_payload(payload_type: PayloadType, octets: &[u8]) -> ParseError {
    match RawPayload::split(payload_type, octets) {
        Ok((payload, _)) => ParseError::new(ParseErrorKind::TrailingOctets, payload.wire_len()),
        Err(error) => error,
    }
}

/// The octets of the longest body.
#[cfg(feature = "arbitrary")]
pub(super) const LONGEST_BODY: usize = 0xffff - 4;

equal! {
    RawPayload<'_>: |payload| (payload.payload_type, payload.next, payload.flags, payload.body);
}

debug! {
    RawPayload<'_>: "RawPayload {{ payload_type: {:?}, next: {:?}, flags: {:?}, body_octets: {}, .. }}",
        |payload| payload.payload_type, payload.next, payload.flags, payload.body.len();
}

arbitrary! {
    // of a type that is not decoded
    RawPayload<'a>: |u| {
        let drawn: PayloadType = u.arbitrary()?;
        let taken = drawn == PayloadType::NONE || Payload::DECODED.contains(&drawn);
        let payload_type = if taken { PayloadType::VENDOR_ID } else { drawn };
        let mut payload = Self::new(payload_type, &[]);
        payload.flags = u.arbitrary()?;
        if payload_type.is_encrypted() {
            payload.next = u.arbitrary()?;
        }
        payload.body = octets(u, LONGEST_BODY)?;
        payload
    };
}
