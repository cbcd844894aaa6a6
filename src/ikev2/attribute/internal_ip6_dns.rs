//! `INTERNAL_IP6_DNS` (RFC 7296 Section 3.15.1), attribute type 10.

use super::content::request_or;
use core::net::Ipv6Addr;

request_or! {
    /// `INTERNAL_IP6_DNS`, attribute type 10 (RFC 7296 Section 3.15.1): the address of a DNS server. There can be
    /// several.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |R|     Attribute Type = 10     |       Length = 0 or 16        |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                    IPv6 Address (16 octets)                   |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// ```
    /// use mip6_wire::ikev2::{ConfigAttributes, InternalIp6Dns};
    ///
    /// let attributes = ConfigAttributes::new(&[0, 10, 0, 0], 8);
    /// assert_eq!(attributes.find()?, Some(InternalIp6Dns::Request));
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[doc(alias = "INTERNAL_IP6_DNS")]
    InternalIp6Dns: INTERNAL_IP6_DNS {
        /// Octets 4 to 19 of Length 16: the address.
        Address(Ipv6Addr), 16
    }
}
