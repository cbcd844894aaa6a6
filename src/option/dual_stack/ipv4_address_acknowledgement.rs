//! IPv4 Address Acknowledgement (RFC 5555 Section 3.2.1), type 30.

use crate::wire::{Ipv4PrefixLen, Value, arbitrary, code_point, fixed, layout};
use core::net::Ipv4Addr;

code_point! {
    /// Status of the IPv4 Address Acknowledgement option, the octet at offset 2 (IANA registry "IPv4 Address
    /// Acknowledgement Status Codes").
    Ipv4AddressStatus(u8), is_success below 128: "the binding was made" {
        SUCCESS = 0 "Success",
        REASON_UNSPECIFIED = 128 "Failure, reason unspecified",
        ADMINISTRATIVELY_PROHIBITED = 129 "Administratively prohibited",
        INCORRECT_IPV4_HOME_ADDRESS = 130 "Incorrect IPv4 home address",
        INVALID_IPV4_ADDRESS = 131 "Invalid IPv4 address",
        DYNAMIC_ASSIGNMENT_NOT_AVAILABLE = 132 "Dynamic IPv4 home address assignment not available",
        PREFIX_ALLOCATION_UNAUTHORIZED = 133 "Prefix allocation unauthorized",
    }
}

layout! {
    /// A home agent answers an IPv4 Home Address option (RFC 5555 Section 3.2.1): in a Binding
    /// Acknowledgement.
    ///
    /// Where the RFC is silent: a prefix length above 32 in an answer of success is none; the address stands for itself.
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
    pub struct Ipv4AddressAcknowledgement: option IPV4_ADDRESS_ACKNOWLEDGEMENT, never [
        FIELD_VALUE: |option| !option.status.is_success() && option.prefix_len != PrefLen(0),
    ] {
        /// Status of the IPv4 home address binding.
        status @ 2: Ipv4AddressStatus,
        /// Pref-len, the six high bits: the prefix length of the address allocated, to be zero in case of failure. See
        /// [`allocated_prefix_len`](Self::allocated_prefix_len).
        prefix_len @ 3: PrefLen,
        /// IPv4 home address that the home agent put into its binding cache.
        home_address @ 4: Ipv4Addr,
    }
}

impl Ipv4AddressAcknowledgement {
    /// The prefix length of the address allocated; `None` in case of failure, when Pref-len is to be ignored, and above 32.
    #[must_use]
    pub const fn allocated_prefix_len(&self) -> Option<Ipv4PrefixLen> {
        if self.status.is_success() { Ipv4PrefixLen::new(self.prefix_len.get()) } else { None }
    }
}

/// Pref-len of an [`Ipv4AddressAcknowledgement`], as it stands on the wire: six bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct PrefLen(u8);

impl PrefLen {
    /// The number, 0 to 63.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl From<Ipv4PrefixLen> for PrefLen {
    fn from(length: Ipv4PrefixLen) -> Self {
        Self(length.get())
    }
}

fixed! {
    PrefLen, 1 without 0x03: |octets| { let [octet] = *octets; Ok(Self(octet >> 2)) }, |this| [this.0 << 2],
        Value::Number(this.0.into());
}

arbitrary! {
    PrefLen: |u| Self(u.int_in_range(0..=63)?);
}
