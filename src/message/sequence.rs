//! Sequence numbers, and what an acknowledgement answers (RFC 6275 Sections 9.5.1, 9.5.4 and 11.7.3).

use super::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingStatus, BindingUpdate, Lifetime,
};
use crate::option::Options;

/// Makes a sequence number.
macro_rules! sequence {
    ($(#[$meta:meta])* $name:ident($number:ident), $half:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        pub struct $name(pub $number);

        impl $name {
            /// Whether this number is later than `last`: neither `last` itself nor one of the numbers before it that count
            /// as less, half of all.
            #[must_use]
            pub const fn is_after(self, last: Self) -> bool {
                matches!(self.0.wrapping_sub(last.0), 1..$half)
            }

            /// The number of the next message.
            #[must_use]
            pub const fn next(self) -> Self {
                Self(self.0.wrapping_add(1))
            }
        }

        impl From<$number> for $name {
            fn from(number: $number) -> Self {
                Self(number)
            }
        }
    };
}

sequence! {
    /// Sequence # of 16 bits, counted modulo 65536 (RFC 6275 Section 9.5.1).
    ///
    /// It is not `Ord`: the numbers are a circle, on which each of three can be later than the one before.
    ///
    /// ```
    /// use mip6_wire::message::Sequence;
    ///
    /// assert!(Sequence(16).is_after(Sequence(15)));
    /// assert!(Sequence(32782).is_after(Sequence(15)));
    /// assert!(!Sequence(32783).is_after(Sequence(15)));
    /// assert_eq!(Sequence(65535).next(), Sequence(0));
    /// ```
    ///
    /// ```compile_fail,E0369
    /// use mip6_wire::message::Sequence;
    ///
    /// let later = Sequence(16) > Sequence(15);
    /// ```
    Sequence(u16), 0x8000
}

sequence! {
    /// Sequence # of 8 bits, counted modulo 256: that of a Subscription Query (RFC 7161 Section 4.3.1).
    Sequence8(u8), 0x80
}

/// What a Binding Acknowledgement says of a Binding Update: from [`BindingAcknowledgement::answers`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Acknowledged {
    /// The update is accepted, for this lifetime.
    Accepted(Lifetime),
    /// The update is rejected.
    Rejected(BindingStatus),
    /// Status 135: the sequence number that the peer accepted last. The next update takes the number behind it.
    ///
    /// The acknowledgement names no update of its own. It counts only if it is authentic. If the number is that of an
    /// outstanding update, or before it, a duplicate of that update may have been answered before the update itself: wait
    /// for its acknowledgement, and do not send the next update at once.
    OutOfWindow(Sequence),
    /// The acknowledgement is of another update: it is ignored.
    Another,
}

impl BindingAcknowledgement<'_> {
    /// What this message says of the outstanding Binding Update that was sent with `sequence` (RFC 6275 Section 11.7.3).
    ///
    /// Whether it is authentic is checked before: with a home agent by `IPsec`, with a correspondent node by
    /// [`MobilityHeader::authenticated`](crate::MobilityHeader::authenticated).
    ///
    /// ```
    /// use mip6_wire::Options;
    /// use mip6_wire::message::{
    ///     Acknowledged, BindingAcknowledgement, BindingAcknowledgementFlags, BindingStatus, Lifetime,
    ///     Sequence,
    /// };
    ///
    /// let acknowledgement = BindingAcknowledgement {
    ///     status: BindingStatus::ACCEPTED,
    ///     flags: BindingAcknowledgementFlags::empty(),
    ///     sequence: 7,
    ///     lifetime: Lifetime(900),
    ///     options: Options::EMPTY,
    /// };
    /// assert_eq!(acknowledgement.answers(7), Acknowledged::Accepted(Lifetime(900)));
    /// assert_eq!(acknowledgement.answers(Sequence(8)), Acknowledged::Another);
    /// ```
    #[must_use]
    pub fn answers(&self, sequence: impl Into<Sequence>) -> Acknowledged {
        let own = Sequence::from(self.sequence);
        if self.status == BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW {
            Acknowledged::OutOfWindow(own)
        } else if own != sequence.into() {
            Acknowledged::Another
        } else if self.status.is_accepted() {
            Acknowledged::Accepted(self.lifetime)
        } else {
            Acknowledged::Rejected(self.status)
        }
    }
}

impl BindingUpdate<'_> {
    /// The acknowledgement that accepts this update, for no more than the lifetime that it asks for (RFC 6275
    /// Section 9.5.2).
    #[must_use]
    pub fn accept(&self, lifetime: Lifetime) -> BindingAcknowledgement<'static> {
        let lifetime = self.lifetime.min(lifetime);
        acknowledgement(BindingStatus::ACCEPTED, self.sequence, lifetime)
    }

    /// The acknowledgement that rejects this update. Status 135 is written by [`out_of_window`](Self::out_of_window).
    #[must_use]
    pub fn reject(&self, status: BindingStatus) -> BindingAcknowledgement<'static> {
        acknowledgement(status, self.sequence, Lifetime::DELETE)
    }

    /// The acknowledgement of an update whose sequence number is not after `last`, the one that was accepted last: Status
    /// 135 (RFC 6275 Section 9.5.1).
    #[must_use]
    pub fn out_of_window(&self, last: impl Into<Sequence>) -> BindingAcknowledgement<'static> {
        let status = BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW;
        acknowledgement(status, last.into().0, Lifetime::DELETE)
    }
}

fn acknowledgement(
    status: BindingStatus,
    sequence: u16,
    lifetime: Lifetime,
) -> BindingAcknowledgement<'static> {
    BindingAcknowledgement {
        status,
        flags: BindingAcknowledgementFlags::empty(),
        sequence,
        lifetime,
        options: Options::EMPTY,
    }
}
