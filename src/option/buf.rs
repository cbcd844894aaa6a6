//! Sender-side storage for options.

use super::{MobilityOption, MobilityOptionBody, Options};
use crate::error::{EmitError, EmitErrorKind};
use crate::wire::{Writer, arbitrary, debug, equal};

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
/// let mut options = OptionsBuf::<64>::new(12);
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
    start: u16,
}

impl<const N: usize> OptionsBuf<N> {
    /// No options yet, for an area that begins at `start`, counted from the start of the Mobility Header: where the fixed
    /// fields of the message end, 12 in a Binding Update.
    #[must_use]
    pub const fn new(start: u16) -> Self {
        Self { octets: heapless::Vec::new(), start }
    }

    /// Adds an option, aligned.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull) if `N` octets do not suffice, and what the option
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
        let ends = |item: Result<super::RawOption<'_>, _>| {
            item.is_ok_and(|option| option.option_type.is_last())
        };
        if self.as_options().raw().any(ends) {
            let kind = EmitErrorKind::AuthorizationDataNotLast;
            return Err(EmitError::new(kind, self.octets.len()));
        }
        let before = self.octets.len();
        // the writer works on a full slice: fill up, write, cut back to what was written
        let _ = self.octets.resize(N, 0);
        let mut writer = Writer::resume(&mut self.octets, before);
        let result = emit(&mut writer);
        let after = if result.is_ok() { writer.position() } else { before };
        self.octets.truncate(after);
        result
    }
}

/// The octets of the longest option, with the padding before it and the longest fixed part of a message.
#[cfg(feature = "arbitrary")]
const LONGEST_OPTION: usize = 7 + 2 + 255 * 4 + 2 + 32;

arbitrary! {
    // as many options as there are octets for, in the buffer and in a message; none of them has to end a message
    OptionsBuf<N> where [const N: usize]: |u| {
        // the areas of all messages begin at 8n, 8n+2 or 8n+4
        let mut options = Self::new(*u.choose(&[16, 10, 12])?);
        for option in u.arbitrary_iter::<MobilityOption<'a>>()? {
            let room = 2048_usize.saturating_sub(options.as_options().as_octets().len());
            let fits = room > LONGEST_OPTION;
            match option? {
                option if option.option_type().is_last() => {}
                option if fits && options.push_any(&option).is_ok() => {}
                _ => break,
            }
        }
        options
    };
}

equal! {
    OptionsBuf<N> where [const N: usize]: |options| options.octets.as_slice();
}

debug! {
    OptionsBuf<N> where [const N: usize]: "OptionsBuf({} of {} octets)",
        |options| options.octets.len(), N;
}
