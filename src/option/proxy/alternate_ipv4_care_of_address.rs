//! Alternate IPv4 Care-of Address (RFC 6463 Section 4.4), type 49.

use crate::wire::layout;
use core::net::Ipv4Addr;

layout! {
    /// A proxy care-of address of IPv4 other than the source address of the packet (RFC 6463
    /// Section 4.4). The anchor sends it back unchanged.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 49   |   Length = 4  |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                 Alternate IPv4 Care-of Address                |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "A4CoA")]
    pub struct AlternateIpv4CareOfAddress: option ALTERNATE_IPV4_CARE_OF_ADDRESS {
        /// Alternate IPv4 Care-of Address.
        care_of_address @ 2: Ipv4Addr,
    }
}
