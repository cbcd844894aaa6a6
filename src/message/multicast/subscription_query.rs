//! Subscription Query (RFC 7161 Section 4.3.1), MH Type 22.

use super::SubscriptionOptions;
use crate::error::ParseError;
use crate::wire::layout;

layout! {
    /// A local mobility anchor or a mobile access gateway asks for the multicast subscriptions of a
    /// mobile node (RFC 7161 Section 4.3.1).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |   Header Len  |  MH Type = 22 |    Reserved   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |            Checksum           |   Sequence #  |    Reserved   |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct SubscriptionQuery<'a>: message SUBSCRIPTION_QUERY, options @ 8 {
        /// Sequence #, counted modulo 256.
        sequence @ 6: u8,
        _ @ 7: [u8; 1],
    }
}

impl SubscriptionQuery<'_> {
    /// Whether the Sequence # is less than or equal to the last one received, counted modulo 256: within the 128 values
    /// before it, or equal (RFC 7161 Section 4.3.1.2).
    ///
    /// ```
    /// use mip6_wire::Options;
    /// use mip6_wire::message::multicast::SubscriptionQuery;
    ///
    /// let query = |sequence| SubscriptionQuery { sequence, options: Options::EMPTY };
    /// assert!(query(0).is_old(15) && query(15).is_old(15) && query(143).is_old(15));
    /// assert!(!query(16).is_old(15) && !query(142).is_old(15));
    /// ```
    #[must_use]
    pub const fn is_old(&self, last: u8) -> bool {
        last.wrapping_sub(self.sequence) <= 128
    }

    /// Whether the options are those that the message has to hold.
    ///
    /// # Errors
    ///
    /// What is wrong with the framing of the options.
    pub fn check_options(&self) -> Result<SubscriptionOptions, ParseError> {
        SubscriptionOptions::of(self.options, false)
    }
}
