//! The attributes that hold one IPv6 prefix (RFC 7296 Sections 3.15.1 and 3.15.2, RFC 5739 Section 5.2).

use super::Ipv6Prefix;
use super::content::request_or;

/// Declares such attributes. They differ in what the prefix is for, and in whether the bits after it have to be zero.
macro_rules! prefixes {
    ($( $(#[$meta:meta])* $type:ident: $constant:ident, $variant:ident $(, audit $rules:path)?; )*) => { $(
        request_or! {
            $(#[$meta])*
            ///
            /// ```text
            ///  0                   1                   2                   3
            ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// |R|       Attribute Type        |       Length = 0 or 17        |   0
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// |                       Prefix (16 octets)                      |   4
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// | Prefix Length |                                                  20
            /// +-+-+-+-+-+-+-+-+
            /// ```
            ///
            /// The RFC gives Length 17 only. An empty attribute in a request follows the rule for all attributes.
            $type: $constant {
                /// Length 17.
                $variant(Ipv6Prefix), 17 $(, audit $rules)?
            }
        }
    )* };
}

prefixes! {
    /// `INTERNAL_IP6_SUBNET`, attribute type 15 (RFC 7296 Sections 3.15.1 and 3.15.2): a network that the peer reaches
    /// through the home agent.
    #[doc(alias = "INTERNAL_IP6_SUBNET")]
    InternalIp6Subnet: INTERNAL_IP6_SUBNET, Subnet;
    /// `INTERNAL_IP6_PREFIX`, attribute type 18 (RFC 5739 Section 5.2): a prefix of the virtual link, all of it for the
    /// peer.
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
    InternalIp6Prefix: INTERNAL_IP6_PREFIX, Prefix, audit Ipv6Prefix::stray_bits;
}
