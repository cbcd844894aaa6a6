//! Times on the wire: a type for each unit, so that they cannot be mixed.

use crate::wire::arbitrary;
use core::time::Duration;

/// The lifetime of a binding, 16 bits in units of 4 seconds (RFC 6275 Sections 6.1.7 and 6.1.8).
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

/// Makes a time unit: the type, its number, the milliseconds that one stands for, and how to make a time of that many.
macro_rules! time {
    ($( $(#[$meta:meta])* $type:ident($number:ident) = $millis:literal ms )*) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        pub struct $type(pub $number);

        impl $type {
            /// The longest time.
            pub const MAX: Self = Self($number::MAX);
        }

        time! { @duration $type($number) = $millis ms }
    )* };
    (@duration $type:ident($number:ident) = $millis:literal ms) => {
        /// How long it is.
        impl From<$type> for Duration {
            fn from(time: $type) -> Self {
                Self::from_millis(u64::from(time.0).wrapping_mul($millis))
            }
        }

        /// The longest time that is no longer than the duration, at most `MAX`.
        impl From<Duration> for $type {
            fn from(duration: Duration) -> Self {
                $number::try_from(duration.as_millis() / $millis).map_or(Self::MAX, Self)
            }
        }

        arbitrary! {
            $type: |u| Self(u.arbitrary()?);
        }
    };
}

time! {
    /// A time of up to 65535 seconds.
    Seconds16(u16) = 1000 ms
    /// A time of up to 2^32 - 1 seconds.
    Seconds32(u32) = 1000 ms
    /// A time of up to 255 tenths of a second.
    Tenths(u8) = 100 ms
}

time! { @duration Lifetime(u16) = 4000 ms }

/// A time since 1970-01-01 00:00 UTC: 48 bits of seconds and 16 bits of their fraction, in units of 1/65536 s
/// (RFC 5213 Section 8.8).
///
/// ```
/// use core::time::Duration;
/// use mip6_wire::UnixTime;
///
/// let time = UnixTime::from(Duration::from_millis(1_500));
/// assert_eq!(time, UnixTime(0x0001_8000));
/// assert_eq!(Duration::from(time), Duration::from_millis(1_500));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct UnixTime(pub u64);

/// How long it is, rounded up to a nanosecond, so that the way back leads to the same fraction.
impl From<UnixTime> for Duration {
    fn from(time: UnixTime) -> Self {
        let nanos = (time.0 & 0xffff).wrapping_mul(1_000_000_000).div_ceil(0x1_0000);
        Self::from_secs(time.0 >> 16).saturating_add(Self::from_nanos(nanos))
    }
}

/// The latest time that is no later; seconds are counted modulo 2^48.
impl From<Duration> for UnixTime {
    fn from(time: Duration) -> Self {
        let fraction = u64::from(time.subsec_nanos()).wrapping_mul(0x1_0000) / 1_000_000_000;
        Self(time.as_secs() << 16 | fraction)
    }
}

arbitrary! {
    UnixTime: |u| Self(u.arbitrary()?);
}
