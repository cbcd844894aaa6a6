//! Flow Summary (RFC 6089 Section 4.2.2), type 44.

use super::lists::Identifiers;
use crate::wire::layout;

layout! {
    /// The flow bindings that a Binding Update refreshes without a change (RFC 6089 Section 4.2.2).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 44   | Option Length |              FID ...              0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "FID")]
    pub struct FlowSummary<'a>: option FLOW_SUMMARY {
        2..
        /// FIDs, one at least.
        flow_identifiers @ 2: Identifiers<'a>,
    }
}
