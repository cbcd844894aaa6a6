//! What stands in home network information of DHCPv6 (RFC 6610 Section 3).

use crate::option::SubOptionBody;
use crate::option::sub_option::sub_options;
use crate::wire::{PrefixLen, layout};
use core::net::{Ipv4Addr, Ipv6Addr};

sub_options! {
    /// The code of an option that stands in home network information, its first two octets. Offsets count from the code of
    /// the option around it.
    HomeNetworkType(u16), start 4, head 4, padded false;
    RawHomeNetworkOption and HomeNetworkOption of "option in home network information";
    49 HOME_NETWORK_IDENTIFIER "OPTION_MIP6_HNIDF", "RFC 6610 Section 3.1" => HomeNetworkIdentifier<'a>;
    71 HOME_NETWORK_PREFIX "OPTION_MIP6_HNP", "RFC 6610 Section 3.3" => HomeNetworkPrefix;
    72 HOME_AGENT_ADDRESS "OPTION_MIP6_HAA", "RFC 6610 Section 3.4" => HomeAgentAddress;
    73 HOME_AGENT_FQDN "OPTION_MIP6_HAF", "RFC 6610 Section 3.5" => HomeAgentFqdn<'a>;
}

/// Makes the options that are a domain name.
macro_rules! names {
    ($( $(#[$meta:meta])* $type:ident $code:ident::$constant:ident; )*) => { $(
        $crate::wire::layout! {
            $(#[$meta])*
            ///
            /// ```text
            ///  0                   1                   2                   3
            ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// |          Option-code          |           Option-len          |   0
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// |                           FQDN ...                                4
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// ```
            pub struct $type<'a>: dhcpv6 $code::$constant {
                1..
                /// The name as DNS labels, uncompressed.
                name @ 4: &'a [u8],
            }
        }

        impl<'a> $type<'a> {
            /// The option of a name; `None` if the name is not in the form of labels.
            #[must_use]
            pub const fn from_fqdn(name: $crate::name::Fqdn<'a>) -> Option<Self> {
                match name.as_labels() {
                    Some(name) => Some(Self { name }),
                    None => None,
                }
            }

            /// The name.
            ///
            /// # Errors
            ///
            /// As [`Fqdn::from_labels`](crate::Fqdn::from_labels), with offsets from the code of the option.
            pub fn fqdn(&self) -> Result<$crate::name::Fqdn<'a>, $crate::ParseError> {
                $crate::name::Fqdn::from_labels(self.name).map_err(|error| error.within(4))
            }
        }
    )* };
}

pub(super) use names;

names! {
    /// The home network that an Identified Home Network Information is about (RFC 6610 Section 3.1): the name that the mobile
    /// node has sent.
    HomeNetworkIdentifier HomeNetworkType::HOME_NETWORK_IDENTIFIER;
    /// The name of a home agent, of which the DNS has the addresses (RFC 6610 Section 3.5).
    HomeAgentFqdn HomeNetworkType::HOME_AGENT_FQDN;
}

layout! {
    /// The prefix of a home network (RFC 6610 Section 3.3).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |        OPTION_MIP6_HNP        |        Option-len = 17        |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  Prefix-len   |                  Prefix ...                       4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// # Where the RFC is silent
    ///
    /// It gives no number for Option-len, and the figure draws 128 bits of Prefix: the prefix has all 16 octets.
    pub struct HomeNetworkPrefix: dhcpv6 HomeNetworkType::HOME_NETWORK_PREFIX {
        /// Prefix-len, in bits.
        prefix_len @ 4: PrefixLen,
        /// Prefix.
        prefix @ 5: Ipv6Addr,
    }
}

layout! {
    /// The address of a home agent (RFC 6610 Section 3.4).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |        OPTION_MIP6_HAA        |        Option-len = 16        |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                          Address ...                              4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct HomeAgentAddress: dhcpv6 HomeNetworkType::HOME_AGENT_ADDRESS {
        /// Address. An IPv4 address is the end of one in `64:ff9b::/96`.
        address @ 4: Ipv6Addr,
    }
}

impl HomeAgentAddress {
    /// `64:ff9b::/96`, in which IPv4 addresses stand.
    const IPV4: u128 = 0x64_ff9b << 96;

    /// A home agent that is reached over IPv4.
    #[must_use]
    pub fn from_ipv4(address: Ipv4Addr) -> Self {
        let end = u128::from(u32::from(address));
        Self { address: Ipv6Addr::from(Self::IPV4 | end) }
    }

    /// The IPv4 address in `64:ff9b::/96`; `None` if the address is none of those.
    #[must_use]
    pub fn ipv4(&self) -> Option<Ipv4Addr> {
        u32::try_from(u128::from(self.address) ^ Self::IPV4).ok().map(Ipv4Addr::from)
    }
}
