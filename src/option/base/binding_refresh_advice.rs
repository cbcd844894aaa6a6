//! Binding Refresh Advice (RFC 6275 Section 6.2.4), type 2.

use crate::wire::{Lifetime, layout};

layout! {
    /// When a home agent would like the next Binding Update (RFC 6275 Section 6.2.4).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 2    |   Length = 2  |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |       Refresh Interval        |                                   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// It stands in the Binding Acknowledgement of a home registration.
    ///
    /// ```
    /// use mip6_wire::{Options, message::Lifetime, option::BindingRefreshAdvice};
    ///
    /// let options = Options::new(&[2, 2, 0x02, 0x58], 12);
    /// let advice = options.find::<BindingRefreshAdvice>()?.unwrap();
    /// assert_eq!(advice.refresh_interval, Lifetime::from_secs(2400));
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    pub struct BindingRefreshAdvice: option BINDING_REFRESH_ADVICE {
        /// Refresh Interval, in units of 4 seconds; less than the Lifetime of the same message.
        refresh_interval @ 2: Lifetime,
    }
}
