//! Sender-side storage for options.

use super::{MobilityOption, MobilityOptionBody, Options};
use crate::error::{EmitError, EmitErrorKind};
use crate::message::MessageBody;
use crate::wire::Writer;
use core::fmt;

/// Options that are collected before the message they belong to is written: up to `N` octets of them, aligned
/// for the message they are collected for.
///
/// The builder takes options one by one and needs no such storage; this is for those that are kept, and put
/// into several messages.
///
/// ```
/// use mip6_wire::message::{BindingUpdate, BindingUpdateFlags, Lifetime, MessageBuilder};
/// use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate, OptionsBuf};
/// use mip6_wire::{ChecksumAddresses, MnIdentity};
///
/// let mut options = OptionsBuf::<64>::for_message::<BindingUpdate>();
/// options.push(&AlternateCareOfAddress { care_of_address: "2001:db8:2::55".parse()? })?;
/// options.push(&DnsUpdate::create_or_update(MnIdentity::from_text("mn.example.com")?))?;
///
/// let update = BindingUpdate {
///     sequence: 1,
///     flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
///     lifetime: Lifetime(900),
///     options: options.as_options(),
/// };
/// let addresses = ChecksumAddresses::new("2001:db8:1::100".parse()?, "2001:db8:1::1".parse()?);
/// let mut buffer = [0; 128];
/// let octets = MessageBuilder::new(&mut buffer, &update)?.finish(&addresses)?;
/// assert_eq!(octets.len(), 56);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct OptionsBuf<const N: usize> {
    octets: heapless::Vec<u8, N>,
    start: u8,
}

impl<const N: usize> OptionsBuf<N> {
    /// No options yet, for messages of type `M`.
    #[must_use]
    pub const fn for_message<'a, M: MessageBody<'a>>() -> Self {
        Self {
            octets: heapless::Vec::new(),
            start: M::OPTIONS_START,
        }
    }

    /// Adds an option, aligned.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull) where `N` octets do not suffice, and what the option
    /// reports. Nothing was added then.
    pub fn push<'o, O: MobilityOptionBody<'o>>(&mut self, option: &O) -> Result<(), EmitError> {
        let start = self.start;
        self.append(|writer| super::emit(writer, start.into(), option))
    }

    /// Adds an option of any type, aligned.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push).
    pub fn push_any(&mut self, option: &MobilityOption<'_>) -> Result<(), EmitError> {
        let start = self.start;
        self.append(|writer| option.emit(writer, start.into()))
    }

    /// The options collected so far.
    #[must_use]
    pub fn as_options(&self) -> Options<'_> {
        Options::new(&self.octets, self.start)
    }

    fn append(
        &mut self,
        emit: impl FnOnce(&mut Writer<'_>) -> Result<(), EmitError>,
    ) -> Result<(), EmitError> {
        if self
            .as_options()
            .find::<super::BindingAuthorizationData<'_>>()
            .ok()
            .flatten()
            .is_some()
        {
            let kind = EmitErrorKind::AuthorizationDataNotLast;
            return Err(EmitError::new(kind, self.octets.len()));
        }
        let before = self.octets.len();
        // the writer works on a full slice: fill up, write, cut back to what was written
        let _ = self.octets.resize(N, 0);
        let mut writer = Writer::resume(&mut self.octets, before);
        let result = emit(&mut writer);
        let after = if result.is_ok() {
            writer.position()
        } else {
            before
        };
        self.octets.truncate(after);
        result
    }
}

/// Says how many octets there are, not which.
impl<const N: usize> fmt::Debug for OptionsBuf<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OptionsBuf({} of {N} octets)", self.octets.len())
    }
}

/// Two are equal where their octets are.
impl<const N: usize> PartialEq for OptionsBuf<N> {
    fn eq(&self, other: &Self) -> bool {
        self.octets == other.octets
    }
}

impl<const N: usize> Eq for OptionsBuf<N> {}
