//! Access network identifiers in DHCP (RFC 7839): relay agent sub-options of DHCPv4, options of DHCPv6; beside the latter
//! those of home network information (RFC 6610).

use super::home_network::{HomeNetworkType, names};
use crate::option::access::{
    NetworkIdentifier, NetworkIdentifierFlags, OperatorIdentifier, OperatorIdentifierType,
};
use crate::option::sub_option::sub_options;
use crate::option::{SubOptionBody, SubOptions};
use crate::wire::layout;

sub_options! {
    /// The code of a sub-option of the Relay Agent Information option of DHCPv4, its first octet (RFC 3046). Offsets count
    /// from the code of that option, 82.
    RelayAgentType(u8), start 2, head 2, padded false;
    RawRelayAgentSubOption and RelayAgentSubOption of "relay agent sub-option of RFC 7839";
    13 ACCESS_TECHNOLOGY_TYPE "Access-Technology-Type", "RFC 7839 Section 4.2" => RelayAccessTechnology;
    14 ACCESS_NETWORK_NAME "Access-Network-Name", "RFC 7839 Section 4.3.1" => RelayNetworkName<'a>;
    15 ACCESS_POINT_NAME "Access-Point-Name", "RFC 7839 Section 4.3.2" => RelayAccessPointName<'a>;
    16 ACCESS_POINT_BSSID "Access-Point-BSSID", "RFC 7839 Section 4.3.3" => RelayAccessPointBssid;
    17 OPERATOR_IDENTIFIER "Operator-Identifier", "RFC 7839 Section 4.4.1" => RelayOperator;
    18 OPERATOR_REALM "Operator-Realm", "RFC 7839 Section 4.4.2" => RelayOperatorRealm<'a>;
}

/// Makes the identifiers of one protocol. What is the same in both stands once.
macro_rules! identifiers {
    (
        $protocol:literal, $frame:ident $code:ident, at $at:literal $second:literal;
        $technology:ident $name:ident $point:ident $bssid:ident $operator:ident $realm:ident
    ) => {
        layout! {
            #[doc = concat!("The access technology, in ", $protocol, ": a number of option 24.")]
            pub struct $technology: $frame $code::ACCESS_TECHNOLOGY_TYPE {
                _ @ $at: [u8; 1],
                /// ATT, of the registry "Access Technology Type Option type values".
                access_technology_type @ $second: u8,
            }
        }

        layout! {
            #[doc = concat!("The name of the access network, in ", $protocol, ".")]
            pub struct $name<'a>: $frame $code::ACCESS_NETWORK_NAME {
                0..
                /// Network-Name, UTF-8: an SSID or a PLMN.
                network_name @ $at: &'a [u8],
            }
        }

        layout! {
            #[doc = concat!("The name of the access point, in ", $protocol, ".")]
            pub struct $point<'a>: $frame $code::ACCESS_POINT_NAME {
                0..
                /// Access-Point-Name, UTF-8.
                access_point_name @ $at: &'a [u8],
            }
        }

        layout! {
            #[doc = concat!("The BSSID of the access point, in ", $protocol, ".")]
            pub struct $bssid: $frame $code::ACCESS_POINT_BSSID {
                /// Access-Point-BSSID, in network order.
                bssid @ $at: [u8; 6],
            }
        }

        layout! {
            #[doc = concat!("The operator by its Private Enterprise Number, in ", $protocol, ".")]
            pub struct $operator: $frame $code::OPERATOR_IDENTIFIER {
                /// Operator-Identifier, most significant octet first.
                identifier @ $at: [u8; 4],
            }
        }

        layout! {
            #[doc = concat!("The realm of the operator, in ", $protocol, ".")]
            pub struct $realm<'a>: $frame $code::OPERATOR_REALM {
                0..
                /// Operator-Realm, US-ASCII.
                realm @ $at: &'a [u8],
            }
        }

        impl<'a> $name<'a> {
            /// The network name of a network identifier of option 52; `None` if it is not UTF-8, which DHCP asks for.
            #[must_use]
            pub fn from_network_identifier(identifier: &NetworkIdentifier<'a>) -> Option<Self> {
                let network_name = identifier.network_name;
                core::str::from_utf8(network_name).ok().map(|_| Self { network_name })
            }

            /// The same names as a network identifier of option 52.
            #[must_use]
            pub fn to_network_identifier(
                self,
                access_point: Option<$point<'a>>,
            ) -> NetworkIdentifier<'a> {
                NetworkIdentifier {
                    flags: NetworkIdentifierFlags::UTF_8,
                    network_name: self.network_name,
                    access_point_name: access_point.map_or(&[], |name| name.access_point_name),
                }
            }
        }

        impl<'a> $point<'a> {
            /// The name of the access point in a network identifier of option 52; `None` if it has none, or if it is not
            /// UTF-8.
            #[must_use]
            pub fn from_network_identifier(identifier: &NetworkIdentifier<'a>) -> Option<Self> {
                let access_point_name = identifier.access_point_name;
                let text = core::str::from_utf8(access_point_name).ok()?;
                (!text.is_empty()).then_some(Self { access_point_name })
            }
        }

        impl $operator {
            /// The operator of option 52; `None` if that is no Private Enterprise Number of at most 32 bits.
            #[must_use]
            pub fn from_operator_identifier(identifier: &OperatorIdentifier<'_>) -> Option<Self> {
                let identifier = identifier.as_private_enterprise_number()?.to_be_bytes();
                Some(Self { identifier })
            }

            /// The same operator in option 52.
            #[must_use]
            pub const fn to_operator_identifier(&self) -> OperatorIdentifier<'_> {
                OperatorIdentifier::private_enterprise_number(&self.identifier)
            }
        }

        impl<'a> $realm<'a> {
            /// The operator of option 52; `None` if that is no realm.
            #[must_use]
            pub fn from_operator_identifier(identifier: &OperatorIdentifier<'a>) -> Option<Self> {
                let realm = identifier.identifier;
                (identifier.identifier_type == OperatorIdentifierType::REALM)
                    .then_some(Self { realm })
            }

            /// The same operator in option 52.
            #[must_use]
            pub const fn to_operator_identifier(self) -> OperatorIdentifier<'a> {
                OperatorIdentifier::realm(self.realm)
            }
        }
    };
}

identifiers! {
    "DHCPv4", sub_option RelayAgentType, at 2 3;
    RelayAccessTechnology RelayNetworkName RelayAccessPointName RelayAccessPointBssid RelayOperator RelayOperatorRealm
}

sub_options! {
    /// The code of an option of DHCPv6, its first two octets. Offsets count from the first octet of the area.
    Dhcpv6Type(u16), start 0, head 4, padded false;
    RawDhcpv6Option and Dhcpv6Option of "DHCPv6 option of RFC 7839 or RFC 6610";
    49 HOME_NETWORK_IDENTIFIER "OPTION_MIP6_HNIDF", "RFC 6610 Section 3.1" => RequestedHomeNetwork<'a>;
    50 VISITED_HOME_NETWORK "OPTION_MIP6_VDINF", "RFC 6610 Section 3.2.1" => VisitedHomeNetwork<'a>;
    69 IDENTIFIED_HOME_NETWORK "OPTION_MIP6_IDINF", "RFC 6610 Section 3.2.2" => IdentifiedHomeNetwork<'a>;
    70 UNRESTRICTED_HOME_NETWORK "OPTION_MIP6_UDINF", "RFC 6610 Section 3.2.3" => UnrestrictedHomeNetwork<'a>;
    105 ACCESS_TECHNOLOGY_TYPE "OPTION_ANI_ATT", "RFC 7839 Section 5.1" => Dhcpv6AccessTechnology;
    106 ACCESS_NETWORK_NAME "OPTION_ANI_NETWORK_NAME", "RFC 7839 Section 5.2.1" => Dhcpv6NetworkName<'a>;
    107 ACCESS_POINT_NAME "OPTION_ANI_AP_NAME", "RFC 7839 Section 5.2.2" => Dhcpv6AccessPointName<'a>;
    108 ACCESS_POINT_BSSID "OPTION_ANI_AP_BSSID", "RFC 7839 Section 5.2.3" => Dhcpv6AccessPointBssid;
    109 OPERATOR_IDENTIFIER "OPTION_ANI_OPERATOR_ID", "RFC 7839 Section 5.3.1" => Dhcpv6Operator;
    110 OPERATOR_REALM "OPTION_ANI_OPERATOR_REALM", "RFC 7839 Section 5.3.2" => Dhcpv6OperatorRealm<'a>;
}

identifiers! {
    "DHCPv6", dhcpv6 Dhcpv6Type, at 4 5;
    Dhcpv6AccessTechnology Dhcpv6NetworkName Dhcpv6AccessPointName Dhcpv6AccessPointBssid Dhcpv6Operator Dhcpv6OperatorRealm
}

names! {
    /// The home network that a mobile node asks for (RFC 6610 Section 3.1).
    RequestedHomeNetwork Dhcpv6Type::HOME_NETWORK_IDENTIFIER;
}

/// Makes the options that hold home network information.
macro_rules! information {
    ($( $(#[$meta:meta])* $type:ident $constant:ident; )*) => { $(
        layout! {
            $(#[$meta])*
            ///
            /// ```text
            ///  0                   1                   2                   3
            ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// |          Option-code          |           Option-len          |   0
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// |                          Options ...                              4
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// ```
            pub struct $type<'a>: dhcpv6 Dhcpv6Type::$constant {
                4..
                /// The options, one at least.
                options @ 4: SubOptions<'a, HomeNetworkType>,
            }
        }
    )* };
}

information! {
    /// Visited Home Network Information: of the network that the mobile node is in (RFC 6610 Section 3.2.1).
    VisitedHomeNetwork VISITED_HOME_NETWORK;
    /// Identified Home Network Information: of the network that the mobile node has named (RFC 6610 Section 3.2.2).
    IdentifiedHomeNetwork IDENTIFIED_HOME_NETWORK;
    /// Unrestricted Home Network Information: of a network that the administrator chose (RFC 6610 Section 3.2.3).
    UnrestrictedHomeNetwork UNRESTRICTED_HOME_NETWORK;
}
