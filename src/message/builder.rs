//! Writing messages: one pass into the caller's buffer.
//!
//! The builder knows its position, so it aligns and pads by itself, patches Header Len, and seals the message
//! with its checksum. Binding Authorization Data is a state of its own ([`Unsigned`]): it must be the last
//! option, unpadded, and it covers the finished message, so nothing can be added behind it.

use super::EmitMessage;
use super::body::sealed::Then;
use crate::checksum::ChecksumAddresses;
use crate::error::{EmitError, EmitErrorKind};
use crate::option::auth::AuthenticationSubtype;
use crate::option::{
    self, MacInput, MobilityOption, MobilityOptionBody, OptionType, Options, emit_padding,
};
use crate::wire::{Align, Writer, copy, debug};
use core::net::Ipv6Addr;

/// Writes one message into the caller's buffer: fixed fields, aligned options, checksum.
///
/// ```
/// use mip6_wire::message::{BindingUpdate, BindingUpdateFlags, Lifetime, MessageBuilder};
/// use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate};
/// use mip6_wire::{ChecksumAddresses, MnIdentity, Options};
///
/// let update = BindingUpdate {
///     sequence: 0x1234,
///     flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
///     lifetime: Lifetime(900),
///     options: Options::EMPTY,
/// };
/// let home_address = "2001:db8:1::100".parse()?;
/// let home_agent = "2001:db8:1::1".parse()?;
///
/// let mut buffer = [0; 64];
/// let octets = MessageBuilder::new(&mut buffer, &update)?
///     .option(&AlternateCareOfAddress { care_of_address: "2001:db8:2::55".parse()? })?
///     .option(&DnsUpdate::create_or_update(MnIdentity::from_text("mn.example.com")?))?
///     .finish(&ChecksumAddresses::new(home_address, home_agent))?;
/// assert_eq!(octets.len(), 56);
/// assert_eq!(octets[4..6], [0xbc, 0xfc]); // the checksum
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use = "a message is complete only when it is finished"]
pub struct MessageBuilder<'b> {
    writer: Writer<'b>,
    tail: Tail,
}

/// A message whose fixed fields are written.
struct Begun<'b>(Writer<'b>);

impl<'b> Then for Begun<'b> {
    type Done = Result<MessageBuilder<'b>, EmitError>;

    #[inline(always)]
    fn then(self, options: Option<Options<'_>>) -> Self::Done {
        let tail = if options.is_some() { Tail::Open } else { Tail::Opaque };
        let builder = MessageBuilder { writer: self.0, tail };
        match options {
            Some(options) => builder.verbatim(options),
            None => Ok(builder),
        }
    }
}

/// What may follow what is written so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
enum Tail {
    /// Options and padding.
    Open,
    /// Nothing: the last option is Binding Authorization Data.
    Authorized,
    /// Nothing: the layout of the message is not known.
    Opaque,
}

impl<'b> MessageBuilder<'b> {
    /// Begins `message` at the start of `buffer`: its fixed fields, and the options that it holds, verbatim.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull), and what [`verbatim`](Self::verbatim) reports.
    #[inline(always)]
    pub fn new(buffer: &'b mut [u8], message: &impl EmitMessage) -> Result<Self, EmitError> {
        Self::begin(Writer::new(buffer), message)
    }

    /// Begins `message` without a buffer, to [`measure`](Self::measure) it.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), but for `BufferFull`.
    pub fn measuring(message: &impl EmitMessage) -> Result<Self, EmitError> {
        Self::begin(Writer::measuring(), message)
    }

    /// Begins `message` where `writer` is: at a multiple of 8 octets, so that options are aligned.
    #[inline(always)]
    pub(crate) fn begin(
        mut writer: Writer<'b>,
        message: &impl EmitMessage,
    ) -> Result<Self, EmitError> {
        // Header Len is patched at the end; until then the greatest one stands there, so that a message that
        // was left half written is cut short for whoever reads it
        writer.array(&[59, 0xff, message.mh_type().0, 0, 0, 0])?;
        message.emit_data(&mut writer)?;
        message.with_options(Begun(writer))
    }

    /// Adds an option, with the padding that aligns it.
    ///
    /// Binding Authorization Data is rejected at compile time: see [`authorize`](Self::authorize).
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull), [`OptionTooLong`](EmitErrorKind::OptionTooLong), and what
    /// the option reports.
    #[inline(always)]
    pub fn option<'o, O: MobilityOptionBody<'o>>(mut self, option: &O) -> Result<Self, EmitError> {
        const {
            assert!(
                !O::TYPE.is_last(),
                "Binding Authorization Data is written by MessageBuilder::authorize"
            );
        }
        self.check_open()?;
        option::emit(&mut self.writer, 0, option)?;
        Ok(self)
    }

    /// Adds an option of any type, aligned. After one of the types with [`OptionType::is_last`](crate::OptionType::is_last), which is written with
    /// the authenticator it holds, nothing can be added.
    ///
    /// # Errors
    ///
    /// As [`option`](Self::option), and
    /// [`AuthorizationDataNotLast`](EmitErrorKind::AuthorizationDataNotLast).
    #[inline(always)]
    pub fn any_option(mut self, option: &MobilityOption<'_>) -> Result<Self, EmitError> {
        self.check_open()?;
        // only this arm is worth inlining: it is the one way to write an authenticator that is known
        if let MobilityOption::BindingAuthorizationData(data) = option {
            self.tail = Tail::Authorized;
            option::emit(&mut self.writer, 0, data)?;
        } else {
            self.any_other(option)?;
        }
        Ok(self)
    }

    #[inline(never)]
    fn any_other(&mut self, option: &MobilityOption<'_>) -> Result<(), EmitError> {
        if option.option_type().is_last() {
            self.tail = Tail::Authorized;
        }
        option.emit(&mut self.writer, 0)
    }

    /// Adds an option area as it is, padding included, at an offset that keeps each option's alignment.
    ///
    /// # Errors
    ///
    /// [`MalformedOptions`](EmitErrorKind::MalformedOptions) if [`Options::check`] finds fault with it, and
    /// as [`any_option`](Self::any_option).
    #[inline(always)]
    pub fn verbatim(mut self, options: Options<'_>) -> Result<Self, EmitError> {
        if !options.is_empty() {
            self.append(options)?;
        }
        Ok(self)
    }

    fn append(&mut self, options: Options<'_>) -> Result<(), EmitError> {
        self.check_open()?;
        if options.check().is_err() {
            return Err(self.writer.error(EmitErrorKind::MalformedOptions));
        }
        let last = options.raw().last();
        if matches!(last, Some(Ok(last)) if last.option_type.is_last()) {
            self.tail = Tail::Authorized;
        }
        let padding = Align::END.padding(self.writer.position().wrapping_sub(options.start()));
        emit_padding(&mut self.writer, padding)?;
        self.writer.octets(options.as_octets())
    }

    /// Ends the message: pads it to a multiple of 8 octets, writes Header Len and the checksum, and gives its
    /// octets.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull), [`MessageTooLong`](EmitErrorKind::MessageTooLong) above 2048
    /// octets, and [`MessageLength`](EmitErrorKind::MessageLength) or
    /// [`AuthorizationDataNotLast`](EmitErrorKind::AuthorizationDataNotLast) if padding would be needed in
    /// a place that has none.
    #[inline(always)]
    pub fn finish(self, addresses: &ChecksumAddresses) -> Result<&'b [u8], EmitError> {
        Ok(seal(self.end(0)?.finish()?, addresses))
    }

    /// Ends the message with Checksum zero, for carriers that protect it otherwise: UDP over IPv4 (RFC 5844
    /// Section 4).
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish).
    #[inline]
    pub fn finish_without_checksum(self) -> Result<&'b [u8], EmitError> {
        Ok(self.end(0)?.finish()?)
    }

    /// How many octets the message takes, with its final padding.
    ///
    /// ```
    /// use mip6_wire::{Options, message::{BindingRefreshRequest, MessageBuilder}};
    ///
    /// let request = BindingRefreshRequest { options: Options::EMPTY };
    /// assert_eq!(MessageBuilder::measuring(&request)?.measure()?, 8);
    /// # Ok::<(), mip6_wire::EmitError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish).
    pub fn measure(self) -> Result<usize, EmitError> {
        Ok(self.end(0)?.position())
    }

    /// Ends the message with a Binding Authorization Data option of `length` octets (12 with return
    /// routability), whose authenticator is still to be computed.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish).
    #[inline(always)]
    pub fn authorize(self, length: u8) -> Result<Unsigned<'b>, EmitError> {
        self.authorize_from(0, length)
    }

    /// [`authorize`](Self::authorize) for a message that begins at `start`.
    #[inline(always)]
    pub(crate) fn authorize_from(
        mut self,
        start: usize,
        length: u8,
    ) -> Result<Unsigned<'b>, EmitError> {
        self.check_open()?;
        self.pad_for_last(usize::from(length).saturating_add(2))?;
        self.writer.array(&[OptionType::BINDING_AUTHORIZATION_DATA.0, length])?;
        self.tail = Tail::Authorized;
        self.writer.zeros(length)?;
        let writer = self.end(start)?;
        Ok(Unsigned { writer, length })
    }

    #[inline]
    pub(crate) const fn writer(&self) -> &Writer<'b> {
        &self.writer
    }

    #[inline]
    pub(crate) const fn writer_mut(&mut self) -> &mut Writer<'b> {
        &mut self.writer
    }

    /// Ends the message with Binding Authorization Data for FMIPv6, of an authenticator of `length` octets (12 by default)
    /// that is still to be computed, and covers the SPI.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish), and [`OptionTooLong`](EmitErrorKind::OptionTooLong) above 251 octets.
    pub fn authorize_fmipv6(self, spi: u32, length: u8) -> Result<Unsigned<'b>, EmitError> {
        let option_type = OptionType::BINDING_AUTHORIZATION_DATA_FOR_FMIPV6;
        self.end_with(option_type, &spi.to_be_bytes(), length)
    }

    /// Ends the message with Mobility Message Authentication (RFC 4285 Section 5), of `length` octets of authentication data
    /// (12 with MN-HA) that are still to be computed, and cover the SPI.
    ///
    /// The correspondent of [`Unsigned::mac_input`] is the home address here.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish), [`OptionTooLong`](EmitErrorKind::OptionTooLong) above 250 octets, and
    /// [`Value`](EmitErrorKind::Value) if `length` is 0 or no multiple of 4: the option could not be aligned and be the last.
    pub fn authenticate(
        self,
        subtype: AuthenticationSubtype,
        spi: u32,
        length: u8,
    ) -> Result<Unsigned<'b>, EmitError> {
        let head = self.authentication_head(subtype, spi, length)?;
        self.end_with(OptionType::MOBILITY_MESSAGE_AUTHENTICATION, &head, length)
    }

    /// Ends a Binding Update with two Mobility Message Authentication options: MN-HA and, behind it, MN-AAA. Each is given by
    /// its SPI and by how many octets its authentication data has. MN-HA is computed first: MN-AAA covers it.
    ///
    /// A Binding Acknowledgement has no MN-AAA (RFC 4285 Section 5.2).
    ///
    /// # Errors
    ///
    /// As [`authenticate`](Self::authenticate).
    pub fn authenticate_twice(
        mut self,
        mn_ha: (u32, u8),
        mn_aaa: (u32, u8),
    ) -> Result<UnsignedTwice<'b>, EmitError> {
        self.check_open()?;
        let (spi, length) = mn_ha;
        let head = self.authentication_head(AuthenticationSubtype::MN_HA, spi, length)?;
        let option_type = OptionType::MOBILITY_MESSAGE_AUTHENTICATION;
        let padding = option_type.align(0).padding(self.writer.position());
        emit_padding(&mut self.writer, padding)?;
        self.slot(option_type, &head, length)?;
        let end = self.writer.position();
        let (spi, behind) = mn_aaa;
        let unsigned = self.authenticate(AuthenticationSubtype::MN_AAA, spi, behind)?;
        Ok(UnsignedTwice { start: end.saturating_sub(length.into()), end, unsigned })
    }

    /// Subtype and SPI of a Mobility Message Authentication whose data has so many octets.
    fn authentication_head(
        &self,
        subtype: AuthenticationSubtype,
        spi: u32,
        length: u8,
    ) -> Result<[u8; 5], EmitError> {
        if length == 0 || length & 3 != 0 {
            return Err(self.writer.error(EmitErrorKind::Value));
        }
        let [first, second, third, fourth] = spi.to_be_bytes();
        Ok([subtype.0, first, second, third, fourth])
    }

    /// Ends the message with an option of `head` and `length` octets of authenticator.
    fn end_with(
        mut self,
        option_type: OptionType,
        head: &[u8],
        length: u8,
    ) -> Result<Unsigned<'b>, EmitError> {
        self.check_open()?;
        let octets = head.len().wrapping_add(length.into()).wrapping_add(2);
        self.pad_for_last(octets)?;
        self.slot(option_type, head, length)?;
        self.tail = Tail::Authorized;
        let writer = self.end(0)?;
        Ok(Unsigned { writer, length })
    }

    /// Writes an option of `head` and `length` octets that are still to be computed.
    fn slot(&mut self, option_type: OptionType, head: &[u8], length: u8) -> Result<(), EmitError> {
        let Ok(option_length) = u8::try_from(head.len().wrapping_add(length.into())) else {
            return Err(self.writer.error(EmitErrorKind::OptionTooLong));
        };
        self.writer.array(&[option_type.0, option_length])?;
        self.writer.octets(head)?;
        self.writer.zeros(length)
    }

    #[inline(always)]
    fn check_open(&self) -> Result<(), EmitError> {
        match self.tail {
            Tail::Open => Ok(()),
            tail => Err(self.writer.error(tail.error())),
        }
    }

    /// Pads so that a last option of `octets` ends on a multiple of 8.
    #[inline(always)]
    fn pad_for_last(&mut self, octets: usize) -> Result<(), EmitError> {
        let padding = Align::END.padding(self.writer.position().wrapping_add(octets));
        emit_padding(&mut self.writer, padding)
    }

    /// Pads to a multiple of 8 octets and writes Header Len of the message that begins at `start`.
    #[inline(always)]
    pub(crate) fn end(mut self, start: usize) -> Result<Writer<'b>, EmitError> {
        let padding = Align::END.padding(self.writer.position());
        if padding != 0 {
            if self.tail != Tail::Open {
                return Err(self.writer.error(self.tail.error()));
            }
            emit_padding(&mut self.writer, padding)?;
        }
        let octets = self.writer.position().wrapping_sub(start);
        match u8::try_from((octets >> 3).wrapping_sub(1)) {
            Ok(header_len) => self.writer.patch(start.wrapping_add(1), [header_len]),
            Err(_) => return Err(self.writer.error(EmitErrorKind::MessageTooLong)),
        }
        Ok(self.writer)
    }
}

impl Tail {
    const fn error(self) -> EmitErrorKind {
        match self {
            Self::Opaque => EmitErrorKind::MessageLength,
            Self::Open | Self::Authorized => EmitErrorKind::AuthorizationDataNotLast,
        }
    }
}

/// A complete message but for its authenticator and its checksum: see [`MessageBuilder::authorize`].
///
/// ```
/// use mip6_wire::message::{BindingUpdate, BindingUpdateFlags, Lifetime, MessageBuilder};
/// use mip6_wire::{ChecksumAddresses, Options, option::NonceIndices};
///
/// # fn hmac_sha1_96(pieces: [&[u8]; 5]) -> [u8; 12] {
/// #     [0x27, 0x39, 0xd1, 0xed, 0x94, 0xe1, 0x8b, 0xce, 0xa2, 0x00, 0x67, 0x7a]
/// # }
/// let update = BindingUpdate {
///     sequence: 1,
///     flags: BindingUpdateFlags::ACKNOWLEDGE,
///     lifetime: Lifetime::from_secs(420),
///     options: Options::EMPTY,
/// };
/// let (home_address, care_of_address) = ("2001:db8:1::100".parse()?, "2001:db8:2::55".parse()?);
/// let correspondent = "2001:db8:3::7".parse()?;
///
/// let mut buffer = [0; 64];
/// let unsigned = MessageBuilder::new(&mut buffer, &update)?
///     .option(&NonceIndices { home: 10, care_of: 20 })?
///     .authorize(12)?;
/// let authenticator = hmac_sha1_96(unsigned.mac_input(care_of_address, correspondent).pieces());
/// let octets =
///     unsigned.sign(&authenticator, &ChecksumAddresses::new(home_address, correspondent))?;
/// assert_eq!(octets[18..20], [5, 12]); // the option that nothing follows
/// assert_eq!(octets.len(), 32);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "an unsigned message cannot be sent"]
pub struct Unsigned<'b> {
    writer: Writer<'b>,
    length: u8,
}

impl<'b> Unsigned<'b> {
    /// How many octets the message takes, with its authenticator.
    #[must_use]
    pub const fn measure(&self) -> usize {
        self.writer.position()
    }

    /// The octets that the authenticator has to cover: see [`Authenticated::mac_input`]. Of a message that is only
    /// measured there are none.
    ///
    /// [`Authenticated::mac_input`]: crate::option::Authenticated::mac_input
    #[must_use]
    pub fn mac_input(&self, care_of_address: Ipv6Addr, correspondent: Ipv6Addr) -> MacInput<'_> {
        MacInput::new(care_of_address, correspondent, self.octets())
    }

    /// Puts the authenticator and the checksum in their places, and gives the octets of the message.
    ///
    /// # Errors
    ///
    /// [`AuthenticatorLength`](EmitErrorKind::AuthenticatorLength) if the authenticator has not the length that
    /// [`MessageBuilder::authorize`] was given, [`BufferFull`](EmitErrorKind::BufferFull) if the message is only measured.
    pub fn sign(
        self,
        authenticator: &[u8],
        addresses: &ChecksumAddresses,
    ) -> Result<&'b [u8], EmitError> {
        Ok(seal(self.with_authenticator(authenticator)?, addresses))
    }

    /// What is written before the authenticator.
    #[inline]
    pub(crate) fn octets(&self) -> &[u8] {
        let written = self.writer.written();
        written.get(..self.covered()).unwrap_or_default()
    }

    /// What is written, with the authenticator in its place.
    #[inline]
    pub(crate) fn with_authenticator(
        self,
        authenticator: &[u8],
    ) -> Result<&'b mut [u8], EmitError> {
        let covered = self.covered();
        let octets = self.writer.finish()?;
        match octets.get_mut(covered..) {
            Some(slot) if slot.len() == authenticator.len() => copy(slot, authenticator),
            _ => return Err(EmitError::new(EmitErrorKind::AuthenticatorLength, covered)),
        }
        Ok(octets)
    }

    #[inline]
    fn covered(&self) -> usize {
        self.measure().saturating_sub(usize::from(self.length))
    }
}

/// A complete message but for two authenticators and its checksum: see [`MessageBuilder::authenticate_twice`].
#[derive(Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use = "an unsigned message cannot be sent"]
pub struct UnsignedTwice<'b> {
    unsigned: Unsigned<'b>,
    /// The offsets where the data of MN-HA begins and ends.
    start: usize,
    end: usize,
}

impl<'b> UnsignedTwice<'b> {
    /// How many octets the message takes, with its authenticators.
    #[must_use]
    pub const fn measure(&self) -> usize {
        self.unsigned.measure()
    }

    /// The octets that MN-HA has to cover. Header Len, among them, counts MN-AAA.
    #[must_use]
    pub fn mac_input(&self, care_of_address: Ipv6Addr, home_address: Ipv6Addr) -> MacInput<'_> {
        let written = self.unsigned.writer.written();
        let covered = written.get(..self.start).unwrap_or_default();
        MacInput::new(care_of_address, home_address, covered)
    }

    /// Puts the authentication data of MN-HA in its place. What is left to be computed is that of MN-AAA.
    ///
    /// # Errors
    ///
    /// As [`Unsigned::sign`].
    pub fn sign_mn_ha(mut self, authentication_data: &[u8]) -> Result<Unsigned<'b>, EmitError> {
        let slot = self.unsigned.writer.written_mut().get_mut(self.start..self.end);
        match slot {
            Some(slot) if slot.len() == authentication_data.len() => {
                copy(slot, authentication_data);
            }
            Some(_) => {
                return Err(EmitError::new(EmitErrorKind::AuthenticatorLength, self.start));
            }
            None => return Err(EmitError::new(EmitErrorKind::BufferFull, self.start)),
        }
        Ok(self.unsigned)
    }
}

/// Writes the checksum into a message that is otherwise finished and has zero in its place.
#[inline]
fn seal<'b>(octets: &'b mut [u8], addresses: &ChecksumAddresses) -> &'b [u8] {
    let sum = addresses.checksum(octets).to_be_bytes();
    Writer::resume(octets, 0).patch(4, sum);
    octets
}

debug! {
    Unsigned<'_>: "Unsigned({} octets, {} of them the authenticator)",
        |unsigned| unsigned.measure(), unsigned.length;
}
