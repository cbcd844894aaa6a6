//! Writing: a cursor over the caller's buffer, or without a buffer, to measure.

use crate::error::{EmitError, EmitErrorKind};
use crate::wire::debug;
use crate::wire::read::by_number;
use core::net::Ipv6Addr;

/// Writes octets into the caller's buffer, in order.
///
/// All that this crate writes goes through a `Writer`. A [measuring](Self::measuring) one has no buffer and only counts,
/// so the code that writes a value also measures it. Octets after the written part of the buffer are never touched.
///
/// ```
/// use mip6_wire::Writer;
///
/// let mut buffer = [0; 8];
/// let mut writer = Writer::new(&mut buffer);
/// writer.u16(0x1234)?;
/// writer.octets(b"abc")?;
/// assert_eq!(writer.position(), 5);
/// assert_eq!(writer.written(), b"\x12\x34abc");
/// assert!(writer.u32(0).is_err()); // three octets are left
/// # Ok::<(), mip6_wire::EmitError>(())
/// ```
pub struct Writer<'b> {
    buffer: &'b mut [u8],
    position: usize,
    measuring: bool,
}

/// Copies octets into a slice of the same length: whole blocks from the front, and the last one as a block that may
/// overlap the one before.
///
/// This is here for speed and for the link gate. `copy_from_slice` takes as many instructions at opt-level 3 but 5 to
/// 7 % more time. At opt-level z it keeps a panic for slices of unequal length.
#[inline(always)]
pub(crate) fn copy(to: &mut [u8], from: &[u8]) {
    if copy_blocks(to, from).is_none() && copy_words(to, from).is_none() {
        to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
    }
}

#[inline(always)]
fn copy_blocks(to: &mut [u8], from: &[u8]) -> Option<()> {
    set_last(to, by_number(last(from)?))?;
    let (mut to, mut from) = (to, from);
    while let (Some((block, to_rest)), Some((octets, from_rest))) =
        (to.split_first_chunk_mut(), from.split_first_chunk())
    {
        *block = by_number(*octets);
        (to, from) = (to_rest, from_rest);
    }
    Some(())
}

#[inline]
fn copy_words(to: &mut [u8], from: &[u8]) -> Option<()> {
    set_last(to, u64::from_ne_bytes(last(from)?).to_ne_bytes())?;
    *to.first_chunk_mut()? = u64::from_ne_bytes(*from.first_chunk()?).to_ne_bytes();
    Some(())
}

/// The last `N` octets. `last_chunk` keeps a panic if the compiler does not know the length.
#[inline(always)]
fn last<const N: usize>(octets: &[u8]) -> Option<[u8; N]> {
    let start = octets.len().checked_sub(N)?;
    let (_, end) = octets.split_at_checked(start)?;
    end.first_chunk().copied()
}

/// Overwrites the last `N` octets; `None` if there are fewer.
#[inline(always)]
pub(crate) fn set_last<const N: usize>(octets: &mut [u8], value: [u8; N]) -> Option<()> {
    let start = octets.len().checked_sub(N)?;
    let (_, end) = octets.split_at_mut_checked(start)?;
    *end.first_chunk_mut()? = value;
    Some(())
}

impl<'b> Writer<'b> {
    /// A writer to the start of `buffer`.
    #[must_use]
    #[inline]
    pub const fn new(buffer: &'b mut [u8]) -> Self {
        Self { buffer, position: 0, measuring: false }
    }

    /// A writer that continues at `position`. The octets before it count as written.
    pub(crate) const fn resume(buffer: &'b mut [u8], position: usize) -> Self {
        Self { buffer, position, measuring: false }
    }

    /// A writer without a buffer, which only counts octets.
    #[must_use]
    pub const fn measuring() -> Self {
        Self::measuring_from(0)
    }

    /// A writer that counts on from `position`.
    pub(crate) const fn measuring_from(position: usize) -> Self {
        Self { buffer: &mut [], position, measuring: true }
    }

    /// The number of octets written so far.
    #[must_use]
    #[inline]
    pub const fn position(&self) -> usize {
        self.position
    }

    /// Whether the writer only counts.
    #[must_use]
    pub const fn is_measuring(&self) -> bool {
        self.measuring
    }

    /// The octets written so far, none if the writer is measuring.
    #[must_use]
    #[inline]
    pub fn written(&self) -> &[u8] {
        self.buffer.get(..self.position).unwrap_or_default()
    }

    /// The octets written so far, to be changed; none if the writer is measuring.
    pub(crate) fn written_mut(&mut self) -> &mut [u8] {
        self.buffer.get_mut(..self.position).unwrap_or_default()
    }

    /// Writes one octet.
    ///
    /// # Errors
    ///
    /// [`EmitErrorKind::BufferFull`].
    #[inline(always)]
    pub fn u8(&mut self, value: u8) -> Result<(), EmitError> {
        self.array(&[value])
    }

    /// Writes two octets, big-endian.
    ///
    /// # Errors
    ///
    /// [`EmitErrorKind::BufferFull`].
    #[inline(always)]
    pub fn u16(&mut self, value: u16) -> Result<(), EmitError> {
        self.array(&value.to_be_bytes())
    }

    /// Writes four octets, big-endian.
    ///
    /// # Errors
    ///
    /// [`EmitErrorKind::BufferFull`].
    #[inline(always)]
    pub fn u32(&mut self, value: u32) -> Result<(), EmitError> {
        self.array(&value.to_be_bytes())
    }

    /// Writes the 16 octets of an address.
    ///
    /// # Errors
    ///
    /// [`EmitErrorKind::BufferFull`].
    #[inline(always)]
    pub fn address(&mut self, address: Ipv6Addr) -> Result<(), EmitError> {
        self.array(&by_number(address.octets()))
    }

    /// Writes `N` octets.
    ///
    /// # Errors
    ///
    /// [`EmitErrorKind::BufferFull`].
    #[inline(always)]
    pub fn array<const N: usize>(&mut self, octets: &[u8; N]) -> Result<(), EmitError> {
        match self.slot(N).and_then(|slot| slot.first_chunk_mut::<N>()) {
            Some(slot) => *slot = *octets,
            None => self.full()?,
        }
        self.position = self.position.wrapping_add(N);
        Ok(())
    }

    /// Writes any number of octets.
    ///
    /// # Errors
    ///
    /// [`EmitErrorKind::BufferFull`].
    #[inline(always)]
    pub fn octets(&mut self, octets: &[u8]) -> Result<(), EmitError> {
        match self.slot(octets.len()) {
            Some(slot) => copy(slot, octets),
            None => self.full()?,
        }
        self.position = self.position.wrapping_add(octets.len());
        Ok(())
    }

    /// The next `octets` octets, counted as written and still to be filled; `None` if the writer only counts.
    #[inline(always)]
    pub(crate) fn part(&mut self, octets: usize) -> Result<Option<&mut [u8]>, EmitError> {
        let position = self.position;
        let end = position.wrapping_add(octets);
        let written = self.buffer.get_mut(..end);
        let part = written.and_then(|written| written.get_mut(position..));
        if part.is_none() && !self.measuring {
            return Err(EmitError::new(EmitErrorKind::BufferFull, position));
        }
        self.position = end;
        Ok(part)
    }

    /// Whether the buffer is full; an error if it is not.
    #[inline(always)]
    pub(crate) fn filled(&self) -> Result<(), EmitError> {
        if self.position == self.buffer.len() {
            Ok(())
        } else {
            Err(self.error(EmitErrorKind::Value))
        }
    }

    /// Writes `count` zero octets.
    #[inline(always)]
    pub(crate) fn zeros(&mut self, count: u8) -> Result<(), EmitError> {
        let mut left = count;
        while let Some(rest) = left.checked_sub(8) {
            self.array(&[0; 8])?;
            left = rest;
        }
        if left & 4 != 0 {
            self.array(&[0; 4])?;
        }
        if left & 2 != 0 {
            self.array(&[0; 2])?;
        }
        if left & 1 != 0 {
            self.array(&[0; 1])?;
        }
        Ok(())
    }

    /// Goes back to `position`, before which octets were written.
    pub(crate) fn back_to(&mut self, position: usize) {
        self.position = position;
    }

    /// Overwrites octets that were written before.
    #[inline(always)]
    pub(crate) fn patch<const N: usize>(&mut self, position: usize, octets: [u8; N]) {
        let slot = self.buffer.get_mut(position..position.wrapping_add(N));
        if let Some(slot) = slot.and_then(|slot| slot.first_chunk_mut::<N>()) {
            *slot = octets;
        }
    }

    /// The written octets, with the lifetime of the buffer.
    #[inline(always)]
    pub(crate) fn finish(self) -> Result<&'b mut [u8], EmitError> {
        match self.buffer.get_mut(..self.position) {
            Some(written) => Ok(written),
            None => Err(EmitError::new(EmitErrorKind::BufferFull, 0)),
        }
    }

    /// An error at the present position.
    #[inline(always)]
    pub(crate) fn error(&self, kind: EmitErrorKind) -> EmitError {
        EmitError::new(kind, self.position)
    }

    #[inline(always)]
    fn slot(&mut self, octets: usize) -> Option<&mut [u8]> {
        // in two steps: of no octets at all, none are left, and what would be written there is not compiled
        self.buffer.get_mut(self.position..)?.get_mut(..octets)
    }

    #[inline(always)]
    fn full(&self) -> Result<(), EmitError> {
        // a call that took the writer's address would keep it out of registers
        if self.measuring { Ok(()) } else { Err(self.error(EmitErrorKind::BufferFull)) }
    }
}

debug! {
    Writer<'_>: "Writer {{ position: {}, buffer_octets: {}, measuring: {} }}",
        |writer| writer.position, writer.buffer.len(), writer.measuring;
}
