//! Alignment requirements of options (RFC 6275 Section 6.2.1, in the notation of RFC 8200 Appendix A).

/// An alignment requirement `xn+y`: the Option Type octet is at a multiple of `x` octets from the start of the
/// header, plus `y` (RFC 6275 Section 6.2.1, RFC 8200 Appendix A).
///
/// A sender aligns options, as [`MessageBuilder`] does. A receiver does not check.
///
/// ```
/// use mip6_wire::Align;
///
/// let alternate_care_of_address = Align::new(8, 6);
/// assert_eq!(alternate_care_of_address.padding(12), 2); // the first option of a Binding Update
/// assert_eq!(Align::NONE.padding(13), 0);
/// ```
///
/// [`MessageBuilder`]: crate::message::MessageBuilder
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Align {
    multiple: u8,
    offset: u8,
}

impl Align {
    /// The end of every header: a multiple of 8 octets.
    pub(crate) const END: Self = Self { multiple: 8, offset: 0 };

    /// No requirement.
    pub const NONE: Self = Self { multiple: 1, offset: 0 };

    /// The requirement `multiple` n + `offset`.
    ///
    /// # Panics
    ///
    /// If `multiple` is not 1, 2, 4 or 8, or if `offset` is not below it. In a constant this is an error at compile
    /// time.
    #[must_use]
    pub const fn new(multiple: u8, offset: u8) -> Self {
        assert!(
            matches!(multiple, 1 | 2 | 4 | 8) && offset < multiple,
            "alignment is xn+y with x of 1, 2, 4, 8 and y < x"
        );
        Self { multiple, offset }
    }

    /// `==`, which cannot be asked in a constant.
    pub(crate) const fn is(self, other: Self) -> bool {
        self.multiple == other.multiple && self.offset == other.offset
    }

    /// What this requirement asks of the octet `behind` octets before the one that it is asked of.
    pub(crate) const fn before(self, behind: usize) -> Self {
        let [low, ..] = behind.to_le_bytes();
        Self {
            multiple: self.multiple,
            offset: self.offset.wrapping_sub(low) & self.multiple.wrapping_sub(1),
        }
    }

    /// The stricter one of two requirements for the same octet; `None` if they contradict each other.
    pub(crate) fn and(self, other: Self) -> Option<Self> {
        let (less, more) =
            if other.multiple < self.multiple { (other, self) } else { (self, other) };
        (less.padding(more.offset.into()) == 0).then_some(more)
    }

    /// The number of octets of padding, 0 to 7, between `position`, an octet offset in the header, and the next aligned
    /// octet.
    #[must_use]
    #[inline(always)]
    pub const fn padding(self, position: usize) -> u8 {
        // `multiple` is a power of two, so the remainder is a mask, and only the lowest octet counts
        let [low, ..] = position.to_le_bytes();
        self.offset.wrapping_sub(low) & self.multiple.wrapping_sub(1)
    }
}
