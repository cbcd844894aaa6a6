//! IPv4 Care-of Address (RFC 5555 Section 3.1.2), type 32.

use crate::wire::layout;
use core::net::Ipv4Addr;

layout! {
    /// The IPv4 address of a mobile node in a network without IPv6 (RFC 5555 Section 3.1.2): in a
    /// Binding Update.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 32   |   Length = 6  |            Reserved           |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      IPv4 Care-of address                     |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "DSMIPv6")]
    pub struct Ipv4CareOfAddress: option IPV4_CARE_OF_ADDRESS {
        _ @ 2: [u8; 2],
        /// IPv4 care-of address.
        care_of_address @ 4: Ipv4Addr,
    }
}
