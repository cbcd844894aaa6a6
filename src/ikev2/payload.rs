//! The generic payload header and the chain of payloads (RFC 7296 Section 3.2).

use super::{Configuration, IdentificationInitiator, IdentificationResponder, Notify};
use crate::error::{EmitError, ParseError, ParseErrorKind};
use crate::wire::{Writer, code_point, read};
use bitflags::bitflags;
use core::fmt;
use core::hash::{Hash, Hasher};

code_point! {
    /// Payload type (IANA registry "IKEv2 Payload Types").
    ///
    /// ```
    /// use mip6_wire::ikev2::PayloadType;
    ///
    /// assert_eq!(PayloadType(47), PayloadType::CONFIGURATION);
    /// assert_eq!(PayloadType::CONFIGURATION.name(), Some("Configuration"));
    /// assert_eq!(PayloadType(200).name(), None);
    /// ```
    PayloadType(u8) {
        /// RFC 7296: the end of a chain.
        NONE = 0 "No Next Payload",
        /// RFC 7296:
        SECURITY_ASSOCIATION = 33 "Security Association",
        /// RFC 7296:
        KEY_EXCHANGE = 34 "Key Exchange",
        /// RFC 7296:
        IDENTIFICATION_INITIATOR = 35 "Identification - Initiator",
        /// RFC 7296:
        IDENTIFICATION_RESPONDER = 36 "Identification - Responder",
        /// RFC 7296:
        CERTIFICATE = 37 "Certificate",
        /// RFC 7296:
        CERTIFICATE_REQUEST = 38 "Certificate Request",
        /// RFC 7296:
        AUTHENTICATION = 39 "Authentication",
        /// RFC 7296:
        NONCE = 40 "Nonce",
        /// RFC 7296:
        NOTIFY = 41 "Notify",
        /// RFC 7296:
        DELETE = 42 "Delete",
        /// RFC 7296:
        VENDOR_ID = 43 "Vendor ID",
        /// RFC 7296:
        TRAFFIC_SELECTOR_INITIATOR = 44 "Traffic Selector - Initiator",
        /// RFC 7296:
        TRAFFIC_SELECTOR_RESPONDER = 45 "Traffic Selector - Responder",
        /// RFC 7296:
        ENCRYPTED = 46 "Encrypted and Authenticated",
        /// RFC 7296:
        CONFIGURATION = 47 "Configuration",
        /// RFC 7296:
        EXTENSIBLE_AUTHENTICATION = 48 "Extensible Authentication",
        /// RFC 6467:
        GENERIC_SECURE_PASSWORD_METHOD = 49 "Generic Secure Password Method",
        /// RFC 9838:
        GROUP_IDENTIFICATION = 50 "Group Identification",
        /// RFC 9838:
        GROUP_SECURITY_ASSOCIATION = 51 "Group Security Association",
        /// RFC 9838:
        KEY_DOWNLOAD = 52 "Key Download",
        /// RFC 7383:
        ENCRYPTED_FRAGMENT = 53 "Encrypted and Authenticated Fragment",
        /// RFC 8019:
        PUZZLE_SOLUTION = 54 "Puzzle Solution",
    }
}

impl PayloadType {
    /// Whether RFC 7296 defines the type, so that every implementation knows it: 33 to 48.
    #[must_use]
    pub const fn is_mandatory(self) -> bool {
        matches!(self.0, 33..=48)
    }

    /// Whether the type is Encrypted (RFC 7296 Section 3.2) or Encrypted Fragment (RFC 7383 Section 2.5).
    ///
    /// Such a payload is the last of a chain. Its Next Payload is the type of the first payload inside it.
    #[must_use]
    #[inline]
    pub const fn is_encrypted(self) -> bool {
        matches!(self, Self::ENCRYPTED | Self::ENCRYPTED_FRAGMENT)
    }
}

bitflags! {
    /// The flags of a payload, octet 1: the Critical bit and seven RESERVED bits, which are kept.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
    pub struct PayloadFlags: u8 {
        /// C, 0x80: a receiver that does not know the type rejects the whole message. Clear in all types that
        /// RFC 7296 defines, and ignored if the type is known.
        const CRITICAL = 0x80;

        const _ = !0;
    }
}

impl PayloadFlags {
    /// The RESERVED bits, 0x7f. A sender clears them, and a receiver ignores them.
    #[must_use]
    pub const fn reserved_bits(self) -> u8 {
        self.bits() & 0x7f
    }
}

/// A chain of payloads (RFC 7296 Section 3.2), a view of its octets.
///
/// ```
/// use mip6_wire::ikev2::{CfgType, Configuration, Notify, Payload, PayloadType, Payloads};
///
/// // USE_ASSIGNED_HoA, then a Configuration payload without attributes
/// let octets = [47, 0, 0, 8, 0, 0, 0, 42, 0, 0, 0, 8, 2, 0, 0, 0];
/// let payloads = Payloads::new(PayloadType::NOTIFY, &octets);
///
/// assert_eq!(payloads.find::<Notify>()?, Some(Notify::USE_ASSIGNED_HOA));
/// let configuration = payloads.find::<Configuration>()?.unwrap();
/// assert_eq!(configuration.cfg_type, CfgType::REPLY);
///
/// // all payloads, in order
/// assert!(matches!(payloads.iter().next(), Some(Ok(Payload::Notify(_)))));
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
///
/// [`new`](Self::new) checks nothing. Iterators report a fault when they reach it. [`find`](Self::find) and
/// [`check`](Self::check) walk to the end and return an error if the chain is not well formed. Offsets in errors count
/// from the first octet of the chain.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Payloads<'a> {
    first: u8,
    octets: &'a [u8],
}

impl<'a> Payloads<'a> {
    /// A chain that fills all of `octets`. `first` is the type of its first payload.
    #[must_use]
    #[inline]
    pub const fn new(first: PayloadType, octets: &'a [u8]) -> Self {
        Self {
            first: first.0,
            octets,
        }
    }

    /// The type of the first payload, [`NONE`](PayloadType::NONE) if the chain is empty.
    #[must_use]
    #[inline]
    pub const fn first(self) -> PayloadType {
        PayloadType(self.first)
    }

    /// The octets of the chain, verbatim.
    #[must_use]
    #[inline]
    pub const fn as_octets(self) -> &'a [u8] {
        self.octets
    }

    /// Whether there are no payloads.
    #[must_use]
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.octets.is_empty()
    }

    /// An iterator over the payloads, not decoded. Together they are all octets of the chain.
    ///
    /// If the chain is broken, the last item is its error: [`Truncated`] at the end of the octets if fewer than four
    /// are left for a payload, [`PayloadLength`] at a Payload Length that is below 4 or runs past the end,
    /// [`TrailingOctets`] at the first octet after the end of the chain.
    ///
    /// [`Truncated`]: ParseErrorKind::Truncated
    /// [`PayloadLength`]: ParseErrorKind::PayloadLength
    /// [`TrailingOctets`]: ParseErrorKind::TrailingOctets
    #[must_use]
    #[inline]
    pub const fn raw(self) -> RawPayloads<'a> {
        RawPayloads {
            payload_type: PayloadType(self.first),
            rest: self.octets,
            end: self.octets.len(),
        }
    }

    /// An iterator over the payloads, decoded.
    ///
    /// A payload with a bad body is one `Err`, and iteration goes on. A broken chain is an `Err` and the end, as in
    /// [`raw`](Self::raw).
    #[must_use]
    #[inline]
    pub const fn iter(self) -> TypedPayloads<'a> {
        TypedPayloads { raw: self.raw() }
    }

    /// The first payload of type `T`.
    ///
    /// # Errors
    ///
    /// The first error of the chain, or of a payload of type `T`. `Ok(None)` means that the chain is well formed and
    /// has no such payload.
    #[inline]
    pub fn find<T: PayloadBody<'a>>(self) -> Result<Option<T>, ParseError> {
        let mut found = None;
        for item in self.raw() {
            let payload = item?;
            if payload.payload_type == T::TYPE {
                let payload = T::parse_body(&payload)?;
                found = found.or(Some(payload));
            }
        }
        Ok(found)
    }

    /// The first payload of type `payload_type`, not decoded.
    ///
    /// # Errors
    ///
    /// The first error of the chain.
    pub fn find_raw(self, payload_type: PayloadType) -> Result<Option<RawPayload<'a>>, ParseError> {
        let mut found = None;
        for item in self.raw() {
            let payload = item?;
            if payload.payload_type == payload_type {
                found = found.or(Some(payload));
            }
        }
        Ok(found)
    }

    /// Checks that the chain is well formed: each payload ends inside it, and the last one at its end.
    ///
    /// # Errors
    ///
    /// The first error of the chain.
    pub fn check(self) -> Result<(), ParseError> {
        self.raw().try_for_each(|item| item.map(|_| ()))
    }

    /// The type of the first payload that has the Critical bit and a type that RFC 7296 does not define.
    ///
    /// RFC 7296 Section 2.5: "If the critical flag is set and the payload type is unrecognized, the message MUST be
    /// rejected and the response to the IKE request containing that payload MUST include a Notify payload
    /// `UNSUPPORTED_CRITICAL_PAYLOAD`": see [`Notify::unsupported_critical_payload`].
    ///
    /// ```
    /// use mip6_wire::ikev2::{Notify, PayloadType, Payloads};
    ///
    /// let payloads = Payloads::new(PayloadType(200), &[0, 0x80, 0, 4]);
    /// let kind = payloads.unsupported_critical()?.unwrap();
    /// assert_eq!(Notify::unsupported_critical_payload(&kind).data, [200]);
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The first error of the chain.
    pub fn unsupported_critical(self) -> Result<Option<PayloadType>, ParseError> {
        self.unsupported_critical_with(PayloadType::is_mandatory)
    }

    /// [`unsupported_critical`](Self::unsupported_critical) for a node that knows other types: those for which
    /// `is_known` returns `true`.
    ///
    /// # Errors
    ///
    /// The first error of the chain.
    pub fn unsupported_critical_with(
        self,
        is_known: impl Fn(PayloadType) -> bool,
    ) -> Result<Option<PayloadType>, ParseError> {
        let mut found = None;
        for item in self.raw() {
            let payload = item?;
            if payload.flags.contains(PayloadFlags::CRITICAL) && !is_known(payload.payload_type) {
                found = found.or(Some(payload.payload_type));
            }
        }
        Ok(found)
    }
}

impl<'a> IntoIterator for Payloads<'a> {
    type Item = Result<Payload<'a>, ParseError>;
    type IntoIter = TypedPayloads<'a>;

    fn into_iter(self) -> TypedPayloads<'a> {
        self.iter()
    }
}

/// Shows the length, not the octets: they can hold identities and addresses.
impl fmt::Debug for Payloads<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Payloads")
            .field("first", &self.first())
            .field("octets", &self.octets.len())
            .finish()
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
    offset: usize,
}

impl<'a> RawPayload<'a> {
    /// A payload without flags, to write.
    #[must_use]
    #[inline]
    pub const fn new(payload_type: PayloadType, body: &'a [u8]) -> Self {
        Self {
            payload_type,
            next: PayloadType::NONE,
            flags: PayloadFlags::empty(),
            body,
            offset: 0,
        }
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
                Ok(Self {
                    payload_type,
                    next: PayloadType(*next),
                    flags: PayloadFlags::from_bits_retain(*flags),
                    body,
                    offset: 0,
                })
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
            Ok((rest, (next, flags, body))) => Ok((
                Self {
                    payload_type,
                    next: PayloadType(next),
                    flags: PayloadFlags::from_bits_retain(flags),
                    body,
                    offset: 0,
                },
                rest,
            )),
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

    /// Returns an error at octet `at` of the payload, for implementations of [`PayloadBody`]. The body begins at
    /// octet 4.
    #[must_use]
    #[cold]
    pub fn error(&self, kind: ParseErrorKind, at: usize) -> ParseError {
        ParseError::new(kind, at).within(self.offset)
    }

    /// Returns [`PayloadLength`](ParseErrorKind::PayloadLength) at its field: the body has a wrong length for the type.
    #[must_use]
    #[cold]
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

/// Two are equal if their headers and bodies are. Their offsets do not count.
impl PartialEq for RawPayload<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.payload_type, self.next, self.flags, self.body)
            == (other.payload_type, other.next, other.flags, other.body)
    }
}

impl Eq for RawPayload<'_> {}

/// Hashes what is compared.
impl Hash for RawPayload<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.payload_type, self.next, self.flags, self.body).hash(state);
    }
}

/// Shows the length of the body, not its octets.
impl fmt::Debug for RawPayload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawPayload")
            .field("payload_type", &self.payload_type)
            .field("next", &self.next)
            .field("flags", &self.flags)
            .field("body_octets", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// An iterator over the payloads of a chain, not decoded, returned by [`Payloads::raw`].
#[derive(Clone)]
pub struct RawPayloads<'a> {
    /// The type of the next payload, `NONE` at the end.
    payload_type: PayloadType,
    rest: &'a [u8],
    /// The offset of the end. Other offsets are computed from what is left.
    end: usize,
}

impl RawPayloads<'_> {
    /// The offset of the next payload.
    #[must_use]
    #[inline]
    pub const fn offset(&self) -> usize {
        self.end.wrapping_sub(self.rest.len())
    }

    #[cold]
    fn stop(&mut self) {
        self.rest = &[];
        self.payload_type = PayloadType::NONE;
    }
}

impl<'a> Iterator for RawPayloads<'a> {
    type Item = Result<RawPayload<'a>, ParseError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let offset = self.offset();
        let kind = self.payload_type;
        if kind == PayloadType::NONE {
            if self.rest.is_empty() {
                return None;
            }
            self.stop();
            return Some(Err(ParseError::new(ParseErrorKind::TrailingOctets, offset)));
        }
        match read::payload(self.rest) {
            Ok((rest, (next, flags, body))) => {
                self.rest = rest;
                // the Next Payload of an encrypted payload is that of its content
                let next = PayloadType(next);
                self.payload_type = if kind.is_encrypted() {
                    PayloadType::NONE
                } else {
                    next
                };
                Some(Ok(RawPayload {
                    payload_type: kind,
                    next,
                    flags: PayloadFlags::from_bits_retain(flags),
                    body,
                    offset,
                }))
            }
            Err(error) => {
                let error = read::payload_fault(error, self.rest, offset);
                self.stop();
                Some(Err(error))
            }
        }
    }
}

impl core::iter::FusedIterator for RawPayloads<'_> {}

impl fmt::Debug for RawPayloads<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawPayloads")
            .field("payload_type", &self.payload_type)
            .field("offset", &self.offset())
            .finish_non_exhaustive()
    }
}

/// An iterator over the payloads of a chain, decoded, returned by [`Payloads::iter`].
#[derive(Clone, Debug)]
pub struct TypedPayloads<'a> {
    raw: RawPayloads<'a>,
}

impl TypedPayloads<'_> {
    /// The offset of the next payload.
    #[must_use]
    #[inline]
    pub const fn offset(&self) -> usize {
        self.raw.offset()
    }
}

impl<'a> Iterator for TypedPayloads<'a> {
    type Item = Result<Payload<'a>, ParseError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self.raw.next()? {
            Ok(payload) => Some(Payload::parse(&payload)),
            Err(error) => Some(Err(error)),
        }
    }
}

impl core::iter::FusedIterator for TypedPayloads<'_> {}

/// A payload type: how its body is parsed and written.
///
/// Each payload of this crate implements it. Types of other crates can implement it too, for [`Payloads::find`] and
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
}

/// Makes [`Payload`] and what goes with it from one row a payload.
macro_rules! payloads {
    ($( $(#[$meta:meta])* $payload:ident, )*) => {
        /// Any payload, decoded.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum Payload<'a> {
            $( $(#[$meta])* $payload($payload<'a>), )*
            /// A payload of any other type, verbatim. If it is critical, see [`Payloads::unsupported_critical`].
            Unknown(RawPayload<'a>),
        }

        impl<'a> Payload<'a> {
            /// The types that are decoded. Any other is [`Unknown`](Self::Unknown).
            pub const DECODED: &'static [PayloadType] = &[$( $payload::TYPE ),*];

            /// The payload type.
            #[must_use]
            pub const fn payload_type(&self) -> PayloadType {
                match self {
                    $( Self::$payload(_) => $payload::TYPE, )*
                    Self::Unknown(payload) => payload.payload_type,
                }
            }

            /// Decodes a payload.
            ///
            /// # Errors
            ///
            /// Those of [`PayloadBody::parse_body`].
            #[inline]
            pub fn parse(payload: &RawPayload<'a>) -> Result<Self, ParseError> {
                match payload.payload_type {
                    $( $payload::TYPE => $payload::parse_body(payload).map(Self::$payload), )*
                    _ => Ok(Self::Unknown(*payload)),
                }
            }

            /// Writes the octets after the generic header.
            pub(super) fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
                match self {
                    $( Self::$payload(payload) => payload.emit_body(writer), )*
                    Self::Unknown(payload) => writer.octets(payload.body),
                }
            }
        }

        $(
            impl<'a> From<$payload<'a>> for Payload<'a> {
                fn from(payload: $payload<'a>) -> Self {
                    Self::$payload(payload)
                }
            }
        )*
    };
}

payloads! {
    /// Type 35, RFC 7296 Section 3.5.
    IdentificationInitiator,
    /// Type 36, RFC 7296 Section 3.5.
    IdentificationResponder,
    /// Type 41, RFC 7296 Section 3.10.
    Notify,
    /// Type 47, RFC 7296 Section 3.15.
    Configuration,
}

impl<'a> From<RawPayload<'a>> for Payload<'a> {
    fn from(payload: RawPayload<'a>) -> Self {
        Self::Unknown(payload)
    }
}
