//! The body of a mobility option, both ways, and how it is framed.

use super::{OptionType, pad};
use crate::deviations::Deviations;
use crate::error::{EmitError, EmitErrorKind, ParseError};
use crate::wire::layout::{InOption, length_error};
use crate::wire::{Align, Field, Writer, arbitrary, debug};

/// The body of a mobility option of one type, both ways.
///
/// Implemented by each option of this crate; a type from outside joins them:
///
/// ```
/// use mip6_wire::option::{MobilityOptionBody, RawOption};
/// use mip6_wire::{Align, EmitError, OptionType, Options, ParseError, Writer};
///
/// /// An option of a type that IANA has not assigned: a 32-bit counter, aligned at 4n+2.
/// #[derive(Debug, PartialEq)]
/// struct Counter(u32);
///
/// impl<'a> MobilityOptionBody<'a> for Counter {
///     const TYPE: OptionType = OptionType(200);
///
///     fn parse_body(option: &RawOption<'a>) -> Result<Self, ParseError> {
///         match option.body.try_into() {
///             Ok(octets) => Ok(Self(u32::from_be_bytes(octets))),
///             Err(_) => Err(option.length_error()),
///         }
///     }
///
///     fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
///         writer.u32(self.0)
///     }
///
///     fn align(&self) -> Align {
///         const { Align::new(4, 2) }
///     }
/// }
///
/// let options = Options::new(&[200, 4, 0, 0, 0, 9], 14);
/// assert_eq!(options.find::<Counter>()?, Some(Counter(9)));
/// # Ok::<(), ParseError>(())
/// ```
pub trait MobilityOptionBody<'a>: Sized {
    /// The option's type; neither padding, which is skipped.
    const TYPE: OptionType;

    /// Decodes the octets after Option Length.
    ///
    /// # Errors
    ///
    /// An offset counts from the Option Type octet: a wrong length is
    /// [`OptionLength`](crate::ParseErrorKind::OptionLength) at 1, and the first octet of the body is at 2.
    fn parse_body(option: &RawOption<'a>) -> Result<Self, ParseError>;

    /// Writes the octets after Option Length. Type, length and alignment are the caller's work.
    ///
    /// It is called with a writer that counts, then, if the message is not only measured, with one that has room for just as
    /// many octets. A body that writes more the second time is [`BufferFull`](EmitErrorKind::BufferFull), one that writes
    /// fewer [`Value`](EmitErrorKind::Value). [`Writer::position`] counts from the Option Type octet: it is 2 at the start.
    ///
    /// # Errors
    ///
    /// What the writer reports, or [`EmitErrorKind::Value`].
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError>;

    /// The alignment of the option, counted from the start of the Mobility Header; by default that of the registry.
    #[must_use]
    #[inline(always)]
    fn align(&self) -> Align {
        const { Self::TYPE.align(0) }
    }

    /// Lists the fields, in wire order. Offsets count from the Option Type octet. By default there are none.
    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        let _ = out;
    }

    /// The sender rules that `body` breaks, the octets that this value was decoded from. By default there are none.
    fn audit(&self, body: &[u8]) -> Deviations {
        let _ = body;
        Deviations::empty()
    }
}

/// A mobility option of any type: its type and its body, uninterpreted. The body is written unchecked, whether or not
/// the type allows it.
///
/// ```
/// use mip6_wire::{OptionType, Options, option::RawOption};
///
/// let options = Options::new(&[0, 200, 2, 0xaa, 0xaa, 1, 0, 0], 8);
/// let kinds: Vec<_> = options.raw().map(|option| option.unwrap().option_type).collect();
/// assert_eq!(kinds, [OptionType::PAD1, OptionType(200), OptionType::PADN, OptionType::PAD1]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RawOption<'a> {
    /// Octet 0: Option Type.
    pub option_type: OptionType,
    /// Octets 2 on: as many as Option Length, octet 1, says. Empty for Pad1, which has neither.
    pub body: &'a [u8],
}

impl<'a> RawOption<'a> {
    /// An option to be written, or to be decoded.
    #[must_use]
    #[inline(always)]
    pub const fn new(option_type: OptionType, body: &'a [u8]) -> Self {
        Self { option_type, body }
    }

    /// How many octets the option takes, type and length included.
    #[must_use]
    pub const fn wire_len(&self) -> usize {
        match self.option_type {
            OptionType::PAD1 => 1,
            _ => self.body.len().saturating_add(2),
        }
    }

    /// [`OptionLength`](crate::ParseErrorKind::OptionLength) at the Option Length octet, for implementations of
    /// [`MobilityOptionBody`]: the body is not as long as the type wants.
    #[must_use]
    #[cold]
    pub fn length_error(&self) -> ParseError {
        length_error::<InOption>()
    }

    /// Writes the option: aligned if its type asks for that, a Pad1 as its one octet.
    pub(crate) fn emit(&self, writer: &mut Writer<'_>, start: usize) -> Result<(), EmitError> {
        match (self.option_type, self.body) {
            (OptionType::PAD1, []) => writer.u8(0),
            (OptionType::PAD1, _) => Err(writer.error(EmitErrorKind::Value)),
            (option_type, body) => {
                let position = start.wrapping_add(writer.position());
                let align = option_type.align(body.len());
                let padding = padding(option_type, align, position, body.len());
                match emit_head(writer, padding, option_type, body.len())? {
                    Some((mut part, _)) => part.octets(body),
                    None => Ok(()),
                }
            }
        }
    }
}

/// Writes an option with the padding that aligns it. `start` is the header offset of the writer's first octet:
/// alignment counts from the start of the header.
#[inline(always)]
pub(crate) fn emit<'a, O: MobilityOptionBody<'a>>(
    writer: &mut Writer<'_>,
    start: usize,
    option: &O,
) -> Result<(), EmitError> {
    if O::TYPE.is_padding() {
        return Err(writer.error(EmitErrorKind::Value));
    }
    // measured first, the option asks for its room once and has the right length from the start; a length that
    // the compiler can know is a constant, and so is each position in the part that begins at the type
    let at = writer.position();
    let align = option.align();
    let aligned = at.wrapping_add(align.padding(start.wrapping_add(at)).into());
    let mut measure = Writer::measuring_from(2);
    if let Err(error) = option.emit_body(&mut measure) {
        return Err(error.within(aligned));
    }
    let length = measure.position().wrapping_sub(2);
    let padding = padding(O::TYPE, align, start.wrapping_add(at), length);
    let Some((mut part, at)) = emit_head(writer, padding, O::TYPE, length)? else {
        return Ok(());
    };
    match option.emit_body(&mut part).and_then(|()| part.filled()) {
        Ok(()) => Ok(()),
        Err(error) => Err(error.within(at)),
    }
}

/// Writes an option whose body `body` writes: [`emit`] for a type that is known only when the program runs. A typed
/// `emit` by way of this would cost half as much again, as the closure is not inlined as surely.
pub(super) fn emit_framed(
    writer: &mut Writer<'_>,
    start: usize,
    option_type: OptionType,
    align: Align,
    body: impl Fn(&mut Writer<'_>) -> Result<(), EmitError>,
) -> Result<(), EmitError> {
    let at = writer.position();
    let aligned = at.wrapping_add(align.padding(start.wrapping_add(at)).into());
    let mut measure = Writer::measuring_from(2);
    if let Err(error) = body(&mut measure) {
        return Err(error.within(aligned));
    }
    let length = measure.position().wrapping_sub(2);
    let padding = padding(option_type, align, start.wrapping_add(at), length);
    let Some((mut part, at)) = emit_head(writer, padding, option_type, length)? else {
        return Ok(());
    };
    match body(&mut part).and_then(|()| part.filled()) {
        Ok(()) => Ok(()),
        Err(error) => Err(error.within(at)),
    }
}

/// The padding before an option at `position`, whose body has `length` octets.
#[inline(always)]
pub(super) fn padding(option_type: OptionType, align: Align, position: usize, length: usize) -> u8 {
    if option_type.is_last() {
        // nothing can follow it, so it ends where the header does
        Align::END.padding(position.wrapping_add(2).wrapping_add(length))
    } else {
        align.padding(position)
    }
}

/// Writes padding, type and length of an option. Gives a writer that begins at the type, with room for just the body, and the
/// type's position; `None` if `writer` only counts, and the body is counted then.
#[inline(always)]
pub(super) fn emit_head<'w>(
    writer: &'w mut Writer<'_>,
    padding: u8,
    option_type: OptionType,
    length: usize,
) -> Result<Option<(Writer<'w>, usize)>, EmitError> {
    let at = writer.position().wrapping_add(padding.into());
    let octet = match option_length(option_type, length) {
        Ok(octet) => octet,
        Err(kind) => return Err(EmitError::new(kind, at)),
    };
    // asked for its room once, the writer spares checks inside of it
    let octets = length.wrapping_add(2).wrapping_add(padding.into());
    let Some(part) = writer.part(octets)? else {
        return Ok(None);
    };
    let Some((before, part)) = part.split_at_mut_checked(padding.into()) else {
        return Ok(None);
    };
    pad(before);
    let mut part = Writer::new(part);
    part.array(&[option_type.0, octet])?;
    Ok(Some((part, at)))
}

/// The Option Length of a body.
#[inline(always)]
fn option_length(option_type: OptionType, length: usize) -> Result<u8, EmitErrorKind> {
    let number = if option_type.counts_words() {
        match length.checked_sub(2) {
            Some(octets) if octets.is_multiple_of(4) => octets >> 2,
            _ => return Err(EmitErrorKind::Value),
        }
    } else {
        length
    };
    u8::try_from(number).map_err(|_| EmitErrorKind::OptionTooLong)
}

arbitrary! {
    // of a type that is not decoded, and no padding, which belongs to those that write
    RawOption<'a>: |u| {
        let drawn = u.arbitrary::<OptionType>()?;
        let taken = super::MobilityOption::DECODED.contains(&drawn)
            || drawn.is_padding()
            || drawn.is_last()
            || drawn.counts_words();
        let option_type = if taken { OptionType(u8::MAX) } else { drawn };
        Self::new(option_type, octets(u, 255)?)
    };
}

debug! {
    RawOption<'_>: "RawOption({:?}, {} octets)", |option| option.option_type, option.body.len();
}
