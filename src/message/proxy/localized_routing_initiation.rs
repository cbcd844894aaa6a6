//! Localized Routing Initiation (RFC 6705 Section 10.1), MH Type 17.

use crate::option::OptionType;
use crate::wire::{Seconds16, layout};

layout! {
    /// Asks to route between two mobile nodes without the detour over their anchor (RFC 6705
    /// Section 10.1, MH Type 17). For each of the two it carries a
    /// [`MobileNodeIdentifier`](crate::option::auth::MobileNodeIdentifier) and then its prefixes.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |   Header Len  |    MH Type    |    Reserved   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |            Checksum           |           Sequence #          |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |            Reserved           |            Lifetime           |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "LRI")]
    pub struct LocalizedRoutingInitiation<'a>: message LOCALIZED_ROUTING_INITIATION, options @ 12, never [
        COMPANION_OPTION: |initiation| initiation.options.lacks(&[OptionType::MOBILE_NODE_IDENTIFIER])
            || initiation.options.lacks(&[OptionType::HOME_NETWORK_PREFIX, OptionType::IPV4_HOME_ADDRESS]),
    ] {
        /// Sequence #.
        sequence @ 6: u16,
        _ @ 8: [u8; 2],
        /// Lifetime in seconds; 0xffff is infinite, and zero stops localized routing.
        lifetime @ 10: Seconds16,
    }
}
