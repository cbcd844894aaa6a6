//! IPv4 Home Address Reply (RFC 5844 Section 3.3.2), type 37.

use crate::wire::{Ipv4PrefixLen, code_point, layout};
use core::net::Ipv4Addr;

code_point! {
    /// Status of the IPv4 Home Address Reply option, the octet at offset 2. Below 128 the address was assigned.
    Ipv4HomeAddressStatus(u8), is_success below 128: "the address was assigned" {
        SUCCESS = 0 "Success",
        REASON_UNSPECIFIED = 128 "Failure, reason unspecified",
        ADMINISTRATIVELY_PROHIBITED = 129 "Administratively prohibited",
        INCORRECT_IPV4_HOME_ADDRESS = 130 "Incorrect IPv4 home address",
        INVALID_IPV4_ADDRESS = 131 "Invalid IPv4 address",
        DYNAMIC_ASSIGNMENT_NOT_AVAILABLE = 132 "Dynamic IPv4 home address assignment not available",
    }
}

layout! {
    /// The IPv4 home address that the mobile node got, or why it got none (RFC 5844 Section 3.3.2).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 37   |   Length = 6  |     Status    |  Pref-len |Res|   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                       IPv4 Home Address                       |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// # Where the RFC is silent
    ///
    /// No answer is given to a Prefix-len above 32: the option is refused.
    pub struct Ipv4HomeAddressReply: option IPV4_HOME_ADDRESS_REPLY {
        /// Status.
        status @ 2: Ipv4HomeAddressStatus,
        /// The six high bits: Prefix-len.
        prefix_len @ 3: Ipv4PrefixLen,
        /// IPv4 home address.
        home_address @ 4: Ipv4Addr,
    }
}
