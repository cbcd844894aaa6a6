//! `INTERNAL_IP6_SUBNET` (RFC 7296 Sections 3.15.1 and 3.15.2), attribute type 15.

use super::Ipv6Prefix;
use super::content::request_or;

request_or! {
    /// `INTERNAL_IP6_SUBNET`, attribute type 15 (RFC 7296 Sections 3.15.1 and 3.15.2): a network that the peer reaches
    /// through the home agent.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |R|     Attribute Type = 15     |       Length = 0 or 17        |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                       Prefix (16 octets)                      |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Prefix Length |                                                  20
    /// +-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// The table of RFC 7296 gives Length 17 only. An empty attribute in a request follows the rule for all attributes.
    ///
    /// ```
    /// use mip6_wire::ikev2::{ConfigAttributes, InternalIp6Subnet};
    ///
    /// let octets = [0, 15, 0, 17, 0x20, 1, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 64];
    /// let attributes = ConfigAttributes::new(&octets, 8);
    /// let Some(InternalIp6Subnet::Subnet(prefix)) = attributes.find()? else { panic!() };
    /// assert_eq!(prefix.to_string(), "2001:db8:1::/64");
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[doc(alias = "INTERNAL_IP6_SUBNET")]
    InternalIp6Subnet: INTERNAL_IP6_SUBNET {
        /// Length 17.
        Subnet(Ipv6Prefix), 17
    }
}
