//! The chain of payloads (RFC 7296 Section 3.2).

use super::{Payload, PayloadBody, PayloadFlags, PayloadType, RawPayload};
use crate::deviations::Deviations;
use crate::error::{ParseError, ParseErrorKind};
use crate::wire::{arbitrary, debug, list, read};

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
        Self { first: first.0, octets }
    }

    /// The type of the first payload, [`NONE`](PayloadType::NONE) if the chain is empty.
    #[must_use]
    #[inline]
    pub const fn first(self) -> PayloadType {
        PayloadType(self.first)
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
        self.first_that(|payload| payload.payload_type == payload_type)
    }

    /// The first payload that `is` is true of, if the chain is well formed.
    fn first_that(
        self,
        is: impl Fn(&RawPayload<'a>) -> bool,
    ) -> Result<Option<RawPayload<'a>>, ParseError> {
        let mut found = None;
        for item in self.raw() {
            found = found.or(Some(item?).filter(&is));
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

    /// The sender rules that the payloads break, though a receiver accepts them: see [`RawPayload::audit`]. A broken
    /// chain is [`MALFORMED`](Deviations::MALFORMED).
    ///
    /// ```
    /// use mip6_wire::Deviations;
    /// use mip6_wire::ikev2::{PayloadType, Payloads};
    ///
    /// // the R bit of MIP6_HOME_PREFIX is set
    /// let octets = [0, 0, 0, 12, 1, 0, 0, 0, 0x80, 16, 0, 0];
    /// let payloads = Payloads::new(PayloadType::CONFIGURATION, &octets);
    /// assert_eq!(payloads.audit(), Deviations::RESERVED_FLAGS);
    /// ```
    #[must_use]
    pub fn audit(self) -> Deviations {
        self.raw().fold(Deviations::empty(), |found, item| {
            found | item.map_or(Deviations::MALFORMED, |payload| payload.audit())
        })
    }

    /// The type of the first payload that has the Critical bit and a type that RFC 7296 does not define.
    ///
    /// RFC 7296 Section 2.5: "If the critical flag is set and the payload type is unrecognized, the message MUST be
    /// rejected and the response to the IKE request containing that payload MUST include a Notify payload
    /// `UNSUPPORTED_CRITICAL_PAYLOAD`": see [`Notify::unsupported_critical_payload`](super::Notify::unsupported_critical_payload).
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
        let found = self.first_that(|payload| {
            payload.flags.contains(PayloadFlags::CRITICAL) && !is_known(payload.payload_type)
        })?;
        Ok(found.map(|payload| payload.payload_type))
    }
}

list! { Payloads of Payload: RawPayloads, TypedPayloads by raw }

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
            Ok((rest, parts)) => {
                self.rest = rest;
                let payload = RawPayload::of(kind, parts, offset);
                // the Next Payload of an encrypted payload is that of its content
                let encrypted = kind.is_encrypted();
                self.payload_type = if encrypted { PayloadType::NONE } else { payload.next };
                Some(Ok(payload))
            }
            Err(error) => {
                let error = read::payload_fault(error, self.rest, offset);
                self.stop();
                Some(Err(error))
            }
        }
    }
}

/// An iterator over the payloads of a chain, decoded, returned by [`Payloads::iter`].
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct TypedPayloads<'a> {
    raw: RawPayloads<'a>,
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

debug! {
    Payloads<'_>: "Payloads {{ first: {:?}, octets: {} }}",
        |payloads| payloads.first(), payloads.octets.len();
    RawPayloads<'_>: "RawPayloads {{ payload_type: {:?}, offset: {}, .. }}",
        |raw| raw.payload_type, raw.offset();
}

arbitrary! {
    // the longest start of the octets drawn that is a whole chain; no payloads if there is none
    Payloads<'a>: |u| {
        let first = u.arbitrary()?;
        let octets = octets(u, 0xffff)?;
        let mut raw = Self::new(first, octets).raw();
        loop {
            match raw.next() {
                Some(Ok(last)) if last.next == PayloadType::NONE || last.payload_type.is_encrypted() => {
                    break Self::new(first, at_most(raw.offset(), octets));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => break Self::default(),
            }
        }
    };
}
