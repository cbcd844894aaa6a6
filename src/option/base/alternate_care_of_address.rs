//! Alternate Care-of Address (RFC 6275 Section 6.2.5), type 3.

use crate::wire::layout;
use core::net::Ipv6Addr;

layout! {
    /// The care-of address of a Binding Update, if it is not the packet's source (RFC 6275 Section 6.2.5).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 3    |  Length = 16  |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |             Alternate Care-of Address (16 octets)             |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// RFC 6275 Section 11.7.1 wants it in every home registration: ESP does not protect the IPv6 header.
    ///
    /// The alignment of the struct in memory is no promise.
    #[doc(alias = "ACoA")]
    // so aligned, the address moves as two words
    #[repr(align(8))]
    pub struct AlternateCareOfAddress: option ALTERNATE_CARE_OF_ADDRESS {
        /// Alternate Care-of Address, unicast routable.
        care_of_address @ 2: Ipv6Addr,
    }
}
