//! IPv4 Address Acknowledgement (RFC 5555 Section 3.2.1), type 30.

use crate::wire::{Ipv4PrefixLen, code_point, layout};
use core::net::Ipv4Addr;

code_point! {
    /// Status of the IPv4 Address Acknowledgement option, the octet at offset 2 (IANA registry "IPv4 Address
    /// Acknowledgement Status Codes").
    Ipv4AddressStatus(u8) {
        SUCCESS = 0 "Success",
        REASON_UNSPECIFIED = 128 "Failure, reason unspecified",
        ADMINISTRATIVELY_PROHIBITED = 129 "Administratively prohibited",
        INCORRECT_IPV4_HOME_ADDRESS = 130 "Incorrect IPv4 home address",
        INVALID_IPV4_ADDRESS = 131 "Invalid IPv4 address",
        DYNAMIC_ASSIGNMENT_NOT_AVAILABLE = 132 "Dynamic IPv4 home address assignment not available",
        PREFIX_ALLOCATION_UNAUTHORIZED = 133 "Prefix allocation unauthorized",
    }
}

impl Ipv4AddressStatus {
    /// Whether the binding was made: any status below 128, registered or not.
    #[must_use]
    pub const fn is_success(self) -> bool {
        self.0 < 128
    }
}

layout! {
    /// A home agent answers an IPv4 Home Address option: in a Binding Acknowledgement.
    ///
    /// Where the RFC is silent: a prefix length above 32 is malformed.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 30   |   Length = 6  |     Status    |  Pref-len |Res|   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                       IPv4 home address                       |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "DSMIPv6")]
    pub struct Ipv4AddressAcknowledgement: option IPV4_ADDRESS_ACKNOWLEDGEMENT {
        /// Status of the IPv4 home address binding.
        status @ 2: Ipv4AddressStatus,
        /// Pref-len, the six high bits: the prefix length of the address allocated. Zero in case of failure, and ignored.
        prefix_len @ 3: Ipv4PrefixLen,
        /// IPv4 home address that the home agent put into its binding cache.
        home_address @ 4: Ipv4Addr,
    }
}
