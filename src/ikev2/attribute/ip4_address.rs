//! The attributes that hold one IPv4 address (RFC 7296 Section 3.15.1, RFC 7651 Section 3).

use super::content::request_or;
use core::net::Ipv4Addr;

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
            /// |R|       Attribute Type        |        Length = 0 or 4        |   0
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// |                          IPv4 Address                         |   4
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// ```
            $type: $constant {
                /// Octets 4 to 7 of Length 4: the address.
                Address(Ipv4Addr), 4
            }
        }
    )* };
}

addresses! {
    /// `INTERNAL_IP4_ADDRESS`, attribute type 1 (RFC 7296 Section 3.15.1): an address on the internal network, wished
    /// for in a request and assigned in a reply.
    #[doc(alias = "INTERNAL_IP4_ADDRESS")]
    InternalIp4Address: INTERNAL_IP4_ADDRESS;
    /// `INTERNAL_IP4_DNS`, attribute type 3 (RFC 7296 Section 3.15.1): a DNS server.
    #[doc(alias = "INTERNAL_IP4_DNS")]
    InternalIp4Dns: INTERNAL_IP4_DNS;
    /// `INTERNAL_IP4_NBNS`, attribute type 4 (RFC 7296 Section 3.15.1): a `NetBIOS` name server.
    #[doc(alias = "INTERNAL_IP4_NBNS")]
    InternalIp4Nbns: INTERNAL_IP4_NBNS;
    /// `INTERNAL_IP4_DHCP`, attribute type 6 (RFC 7296 Section 3.15.1): where the host sends its DHCP requests.
    #[doc(alias = "INTERNAL_IP4_DHCP")]
    InternalIp4Dhcp: INTERNAL_IP4_DHCP;
    /// `P_CSCF_IP4_ADDRESS`, attribute type 20 (RFC 7651 Section 3): a Proxy-Call Session Control Function of the
    /// network.
    #[doc(alias = "P_CSCF_IP4_ADDRESS")]
    PCscfIp4Address: P_CSCF_IP4_ADDRESS;
}
