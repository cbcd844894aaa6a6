//! Writing a chain of payloads, in one pass into the caller's buffer.

use super::{Payload, PayloadBody, PayloadFlags, PayloadType, Payloads, RawPayload};
use crate::error::{EmitError, EmitErrorKind};
use crate::ikev2::attribute::{
    CfgType, ConfigAttribute, ConfigAttributeBody, ConfigAttributes, RawConfigAttribute,
};
use crate::wire::Writer;

/// Writes a chain of payloads into the caller's buffer.
///
/// It writes the type of each payload into the Next Payload field of the payload before, and each length when the
/// payload is complete.
///
/// ```
/// use mip6_wire::ikev2::{
///     CfgType, InternalIp6Address, Mip6HomePrefix, Notify, NotifyType, PayloadType, PayloadsBuilder,
/// };
///
/// let mut buffer = [0; 64];
/// let payloads = PayloadsBuilder::new(&mut buffer)
///     .configuration(CfgType::REQUEST)?
///     .attribute(&InternalIp6Address::Request)?
///     .attribute(&Mip6HomePrefix::Request)?
///     .end()?
///     .payload(&Notify::new(NotifyType::INITIAL_CONTACT, &[]))?
///     .finish()?;
/// assert_eq!(payloads.first(), PayloadType::CONFIGURATION);
/// assert_eq!(
///     payloads.as_octets(),
///     [41, 0, 0, 16, 1, 0, 0, 0, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 8, 0, 0, 0x40, 0],
/// );
/// # Ok::<(), mip6_wire::EmitError>(())
/// ```
#[derive(Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use = "a chain is complete only when it is finished"]
pub struct PayloadsBuilder<'b> {
    writer: Writer<'b>,
    first: PayloadType,
    /// Where the last payload begins, which is where its Next Payload field is.
    last: Option<usize>,
    /// The last payload is encrypted: nothing can follow.
    closed: bool,
}

impl<'b> PayloadsBuilder<'b> {
    /// Begins a chain at the start of `buffer`.
    #[inline]
    pub const fn new(buffer: &'b mut [u8]) -> Self {
        Self::begin(Writer::new(buffer))
    }

    /// Begins a chain without a buffer, to [`measure`](Self::measure) its length.
    ///
    /// ```
    /// use mip6_wire::ikev2::{Notify, PayloadsBuilder};
    ///
    /// let octets = PayloadsBuilder::measuring().payload(&Notify::USE_ASSIGNED_HOA)?.measure();
    /// assert_eq!(octets, 8);
    /// # Ok::<(), mip6_wire::EmitError>(())
    /// ```
    pub const fn measuring() -> Self {
        Self::begin(Writer::measuring())
    }

    const fn begin(writer: Writer<'b>) -> Self {
        Self { writer, first: PayloadType::NONE, last: None, closed: false }
    }

    /// Adds a payload.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull), [`MessageTooLong`](EmitErrorKind::MessageTooLong) if the payload is
    /// longer than 65535 octets, [`EncryptedNotLast`](EmitErrorKind::EncryptedNotLast) after an Encrypted payload,
    /// and the errors of the payload.
    #[inline]
    pub fn payload<'p, P: PayloadBody<'p>>(mut self, payload: &P) -> Result<Self, EmitError> {
        let at = self.open(P::TYPE, PayloadFlags::empty(), PayloadType::NONE)?;
        payload.emit_body(&mut self.writer)?;
        self.close(at)
    }

    /// Adds a payload of any type.
    ///
    /// # Errors
    ///
    /// Those of [`payload`](Self::payload) and [`raw`](Self::raw).
    pub fn any_payload(mut self, payload: &Payload<'_>) -> Result<Self, EmitError> {
        if let Payload::Unknown(raw) = payload {
            return self.raw(raw);
        }
        let at = self.open(payload.payload_type(), PayloadFlags::empty(), PayloadType::NONE)?;
        payload.emit_body(&mut self.writer)?;
        self.close(at)
    }

    /// Adds a payload verbatim: its flags, its body, and the Next Payload of an encrypted one.
    ///
    /// # Errors
    ///
    /// Those of [`payload`](Self::payload), and [`Value`](EmitErrorKind::Value) for type 0, which ends a chain.
    pub fn raw(mut self, payload: &RawPayload<'_>) -> Result<Self, EmitError> {
        let inner =
            if payload.payload_type.is_encrypted() { payload.next } else { PayloadType::NONE };
        let at = self.open(payload.payload_type, payload.flags, inner)?;
        self.writer.octets(payload.body)?;
        self.close(at)
    }

    /// Adds all payloads of a chain verbatim.
    ///
    /// # Errors
    ///
    /// Those of [`raw`](Self::raw), and [`MalformedOptions`](EmitErrorKind::MalformedOptions) if
    /// [`Payloads::check`] returns an error.
    pub fn verbatim(self, payloads: Payloads<'_>) -> Result<Self, EmitError> {
        payloads.raw().try_fold(self, |builder, item| match item {
            Ok(payload) => builder.raw(&payload),
            Err(_) => Err(builder.writer.error(EmitErrorKind::MalformedOptions)),
        })
    }

    /// Begins a Configuration payload. Its attributes are added one by one.
    ///
    /// # Errors
    ///
    /// Those of [`payload`](Self::payload).
    #[inline]
    pub fn configuration(
        mut self,
        cfg_type: CfgType,
    ) -> Result<ConfigurationBuilder<'b>, EmitError> {
        let at = self
            .begin_payload(PayloadType::CONFIGURATION, &[0, 0, 0xff, 0xff, cfg_type.0, 0, 0, 0])?;
        Ok(ConfigurationBuilder { chain: self, at })
    }

    /// Ends the chain and returns it.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull) if the builder only [measures](Self::measuring).
    #[inline]
    pub fn finish(self) -> Result<Payloads<'b>, EmitError> {
        let first = self.first;
        Ok(Payloads::new(first, self.writer.finish()?))
    }

    /// The length of the chain, in octets.
    #[must_use]
    pub const fn measure(self) -> usize {
        self.writer.position()
    }

    /// Writes a generic header and returns its position.
    #[inline(always)]
    fn open(
        &mut self,
        kind: PayloadType,
        flags: PayloadFlags,
        next: PayloadType,
    ) -> Result<usize, EmitError> {
        self.begin_payload(kind, &[next.0, flags.bits(), 0xff, 0xff])
    }

    /// Writes the start of a payload, from its generic header on, and its type into the Next Payload field before it.
    /// Returns its position.
    ///
    /// The length is patched in when it is known. Until then it is the greatest one, so that a payload that is only
    /// half written cannot be read.
    #[inline(always)]
    fn begin_payload<const N: usize>(
        &mut self,
        kind: PayloadType,
        start: &[u8; N],
    ) -> Result<usize, EmitError> {
        if self.closed {
            return Err(self.writer.error(EmitErrorKind::EncryptedNotLast));
        }
        // type 0 in the payload before would end the chain there
        if kind == PayloadType::NONE {
            return Err(self.writer.error(EmitErrorKind::Value));
        }
        let at = self.writer.position();
        self.writer.array(start)?;
        match self.last {
            None => self.first = kind,
            Some(last) => self.writer.patch(last, [kind.0]),
        }
        self.last = Some(at);
        self.closed = kind.is_encrypted();
        Ok(at)
    }

    /// Writes Payload Length of the payload that began at `at`.
    #[inline(always)]
    fn close(mut self, at: usize) -> Result<Self, EmitError> {
        match u16::try_from(self.writer.position().wrapping_sub(at)) {
            Ok(length) => self.writer.patch(at.wrapping_add(2), length.to_be_bytes()),
            Err(_) => return Err(EmitError::new(EmitErrorKind::MessageTooLong, at)),
        }
        Ok(self)
    }
}

/// Writes the attributes of a Configuration payload: see [`PayloadsBuilder::configuration`].
#[derive(Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use = "a payload is complete only when it is ended"]
pub struct ConfigurationBuilder<'b> {
    chain: PayloadsBuilder<'b>,
    /// Where the payload begins.
    at: usize,
}

impl<'b> ConfigurationBuilder<'b> {
    /// Adds an attribute.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull), [`MessageTooLong`](EmitErrorKind::MessageTooLong) if the value is
    /// longer than 65535 octets, and the errors of the attribute.
    #[inline]
    pub fn attribute<'p, A: ConfigAttributeBody<'p>>(
        mut self,
        attribute: &A,
    ) -> Result<Self, EmitError> {
        attribute.emit(&mut self.chain.writer)?;
        Ok(self)
    }

    /// Adds an attribute of any type.
    ///
    /// # Errors
    ///
    /// Those of [`attribute`](Self::attribute) and [`raw`](Self::raw).
    pub fn any_attribute(mut self, attribute: &ConfigAttribute<'_>) -> Result<Self, EmitError> {
        attribute.emit(&mut self.chain.writer)?;
        Ok(self)
    }

    /// Adds an attribute verbatim, with its reserved bit.
    ///
    /// # Errors
    ///
    /// Those of [`RawConfigAttribute::emit`].
    pub fn raw(mut self, attribute: &RawConfigAttribute<'_>) -> Result<Self, EmitError> {
        attribute.emit(&mut self.chain.writer)?;
        Ok(self)
    }

    /// Adds all attributes of a list verbatim.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull), and [`MalformedOptions`](EmitErrorKind::MalformedOptions) if
    /// [`ConfigAttributes::check`] returns an error.
    pub fn verbatim(mut self, attributes: ConfigAttributes<'_>) -> Result<Self, EmitError> {
        if attributes.check().is_err() {
            return Err(self.chain.writer.error(EmitErrorKind::MalformedOptions));
        }
        self.chain.writer.octets(attributes.as_octets())?;
        Ok(self)
    }

    /// Ends the payload and returns the builder of the chain.
    ///
    /// # Errors
    ///
    /// [`MessageTooLong`](EmitErrorKind::MessageTooLong) if the payload is longer than 65535 octets.
    #[inline]
    pub fn end(self) -> Result<PayloadsBuilder<'b>, EmitError> {
        self.chain.close(self.at)
    }
}
