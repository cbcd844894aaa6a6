//! `INTERNAL_IP6_PREFIX` (RFC 5739 Section 5.2), attribute type 18.

use super::Ipv6Prefix;
use super::content::request_or;

request_or! {
    /// `INTERNAL_IP6_PREFIX`, attribute type 18 (RFC 5739 Section 5.2): a prefix of the virtual link, all of it for the
    /// peer.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |R|     Attribute Type = 18     |       Length = 0 or 17        |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                       Prefix (16 octets)                      |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Prefix Length |                                                  20
    /// +-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// RFC 5739 gives Length 17 only. An empty attribute in a request follows the rule for all attributes.
    ///
    /// ```
    /// use mip6_wire::ikev2::{ConfigAttributes, InternalIp6Prefix};
    ///
    /// let octets = [0, 18, 0, 17, 0x20, 1, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 64];
    /// let attributes = ConfigAttributes::new(&octets, 8);
    /// let Some(InternalIp6Prefix::Prefix(prefix)) = attributes.find()? else { panic!() };
    /// assert_eq!(prefix.to_string(), "2001:db8:1::/64");
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[doc(alias = "INTERNAL_IP6_PREFIX")]
    InternalIp6Prefix: INTERNAL_IP6_PREFIX {
        /// Length 17.
        Prefix(Ipv6Prefix), 17, audit Ipv6Prefix::stray_bits
    }
}
