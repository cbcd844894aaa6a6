//! The Lifetime of a binding (RFC 6275 Sections 6.1.7 and 6.1.8): 16 bits that count units of 4 seconds.

/// How long a binding lives, in the units of the wire: 4 seconds.
///
/// Zero in a Binding Update asks to delete the binding. There is no infinite lifetime: 65535 units are
/// 262140 seconds, a little over three days.
///
/// ```
/// use mip6_wire::message::Lifetime;
///
/// assert_eq!(Lifetime(900).as_secs(), 3600);
/// assert_eq!(Lifetime::from_secs(3600), Lifetime(900));
/// assert_eq!(Lifetime::from_secs(7), Lifetime(1));
/// assert_eq!(Lifetime::from_secs(1), Lifetime(1)); // never a deletion by mistake
/// assert_eq!(Lifetime::from_secs(0), Lifetime::DELETE);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Lifetime(pub u16);

impl Lifetime {
    /// Zero, the request to delete a binding.
    pub const DELETE: Self = Self(0);

    /// The longest lifetime, 262140 seconds.
    pub const MAX: Self = Self(u16::MAX);

    /// The lifetime in seconds.
    #[must_use]
    pub fn as_secs(self) -> u32 {
        u32::from(self.0).saturating_mul(4)
    }

    /// The longest lifetime that is no longer than `seconds`: rounded down to 4, and at most [`MAX`](Self::MAX). Below 4
    /// seconds it is zero: what a home agent grants must not outlive what is left of the prefix (RFC 6275 Section 10.3.1).
    ///
    /// ```
    /// use mip6_wire::message::Lifetime;
    ///
    /// assert_eq!(Lifetime::from_secs_down(3600), Lifetime(900));
    /// assert_eq!(Lifetime::from_secs_down(7), Lifetime(1));
    /// assert_eq!(Lifetime::from_secs_down(3), Lifetime(0));
    /// ```
    #[must_use]
    pub fn from_secs_down(seconds: u32) -> Self {
        u16::try_from(seconds.wrapping_div(4)).map_or(Self::MAX, Self)
    }

    /// The lifetime to ask for: as [`from_secs_down`](Self::from_secs_down), but one to
    /// three seconds are one unit, since zero would delete the binding.
    #[must_use]
    pub fn from_secs(seconds: u32) -> Self {
        let units = seconds.wrapping_div(4).max(seconds.min(1));
        u16::try_from(units).map_or(Self::MAX, Self)
    }
}
