//! The attributes that hold one IPv6 address without a prefix length (RFC 7296 Section 3.15.1, RFC 7651 Section 4).

use super::content::request_or;
use core::net::Ipv6Addr;

/// Declares such attributes. They differ in what the address is for.
macro_rules! addresses {
    ($( $(#[$meta:meta])* $type:ident: $constant:ident; )*) => { $(
        request_or! {
            $(#[$meta])*
            ///
            /// ```text
            ///  0                   1                   2                   3
            ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// |R|       Attribute Type        |        Length = 0 or 16       |   0
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// |                    IPv6 Address (16 octets)                   |   4
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// ```
            $type: $constant {
                /// Octets 4 to 19 of Length 16: the address.
                Address(Ipv6Addr), 16
            }
        }
    )* };
}

addresses! {
    /// `INTERNAL_IP6_DNS`, attribute type 10 (RFC 7296 Section 3.15.1): the address of a DNS server. There can be
    /// several.
    #[doc(alias = "INTERNAL_IP6_DNS")]
    InternalIp6Dns: INTERNAL_IP6_DNS;
    /// `INTERNAL_IP6_DHCP`, attribute type 12 (RFC 7296 Section 3.15.1): where the host sends its DHCP requests.
    #[doc(alias = "INTERNAL_IP6_DHCP")]
    InternalIp6Dhcp: INTERNAL_IP6_DHCP;
    /// `P_CSCF_IP6_ADDRESS`, attribute type 21 (RFC 7651 Section 4): a Proxy-Call Session Control Function of the
    /// network.
    #[doc(alias = "P_CSCF_IP6_ADDRESS")]
    PCscfIp6Address: P_CSCF_IP6_ADDRESS;
}
