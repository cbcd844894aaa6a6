//! The registry of mobility options: one row an option. What is known of an option apart from what its octets mean
//! is in its row, and nowhere else.

use super::{
    MobilityOptionBody, RawOption, access, auth, base, bootstrap, bulk, dual_stack, emit_framed,
    fast, flow, generic, maar, multicast, multipath, nemo, proxy, qos, route_optimization,
    user_plane,
};
use crate::error::EmitError;
use crate::mh_type::MhType;
use crate::wire::registry::{source, typed_enum};
use crate::wire::{Align, Writer, code_point};

/// An alignment as the RFCs write it: `xn` or `xn + y`; `-` if there is none.
macro_rules! align {
    ($length:ident -) => {
        Align::NONE
    };
    ($length:ident 2n) => {
        const { Align::new(2, 0) }
    };
    ($length:ident 4n) => {
        const { Align::new(4, 0) }
    };
    ($length:ident 4n + $offset:literal) => {
        const { Align::new(4, $offset) }
    };
    ($length:ident 8n + $offset:literal) => {
        const { Align::new(8, $offset) }
    };
    ($length:ident 2n up to $most:literal, 8n + $offset:literal) => {
        if $length > $most { const { Align::new(8, $offset) } } else { const { Align::new(2, 0) } }
    };
}

/// Whether a row's mark is the one asked for.
macro_rules! is {
    (many many) => {
        true
    };
    (last last) => {
        true
    };
    (words words) => {
        true
    };
    ($asked:ident $($mark:ident)?) => {
        false
    };
}

/// The registry. A row:
///
/// ```text
/// number CONSTANT "Name", RFC number "section", [alignment], once|many|last in MESSAGES => family::Type;
/// ```
///
/// `last` is once, and nothing may follow it. `, words` behind the messages says that Option Length counts 32-bit words.
/// `=> family::Type` is left out if the option is not decoded.
macro_rules! options_registry {
    ($(
        $number:literal $const:ident $name:literal, RFC $rfc:literal $section:literal, [$($align:tt)*],
        $count:ident in $messages:expr $(, $unit:ident)? $( => $family:ident::$type:ident $(<$life:lifetime>)? )?;
    )*) => {
        code_point! {
            /// The type of a mobility option, its first octet (IANA registry "Mobility Options").
            ///
            /// ```
            /// use mip6_wire::OptionType;
            ///
            /// assert_eq!(OptionType(17), OptionType::DNS_UPDATE);
            /// assert_eq!(OptionType(8).name(), Some("Mobile Node Identifier"));
            /// assert_eq!(OptionType(17).source(), Some("RFC 5026 Section 8.1"));
            /// assert_eq!(OptionType(200).name(), None);
            /// ```
            ///
            /// | type | option | defined in | alignment | in a message |
            /// |---|---|---|---|---|
            $(
                #[doc = concat!(
                    "| ", $number, " | ", $name, " | RFC ", $rfc, " Section ", $section, " | ", stringify!($($align)*), " | ",
                    stringify!($count), " |",
                )]
            )*
            OptionType(u8) {
                $( $const = $number $name, )*
            }
        }

        source! { OptionType: $( $number concat!("RFC ", $rfc, " Section ", $section), )* }

        impl OptionType {
            /// The alignment that a sender gives an option of this type and of `length` octets of body: only that of
            /// Binding Identifier (35) depends on it. [`Align::NONE`] if the definition asks for none, or the type is unknown.
            ///
            /// Binding Authorization Data (5) states none: it is the last option, and the header ends with it.
            #[must_use]
            pub const fn align(self, length: usize) -> Align {
                match self.0 {
                    $( $number => align!(length $($align)*), )*
                    _ => Align::NONE,
                }
            }

            /// Whether the alignment of the option depends on its length.
            pub(crate) const fn align_depends_on_length(self) -> bool {
                !self.align(0).is(self.align(usize::MAX))
            }

            /// Whether a message may hold several options of this type; true if the type is unknown.
            #[must_use]
            pub const fn is_repeatable(self) -> bool {
                match self.0 {
                    $( $number => is!(many $count), )*
                    _ => true,
                }
            }

            /// Whether nothing may follow the option in its message.
            #[must_use]
            #[inline(always)]
            pub const fn is_last(self) -> bool {
                false $( || (is!(last $count) && self.0 == $number) )*
            }

            /// Whether Option Length may count something else than the octets of the body, or the option may be one that nothing
            /// follows: one question, of the type's low five bits, that tells most types from the few that are so.
            #[inline(always)]
            pub(super) const fn may_be_unusual(self) -> bool {
                const UNUSUAL: u32 =
                    0 $( | if is!(last $count) || is!(words $($unit)?) { 1 << ($number % 32) } else { 0 } )*;
                UNUSUAL >> (self.0 % 32) & 1 == 1
            }

            /// How many octets the body has, of the `behind` octets that follow Option Length.
            #[inline(always)]
            pub(super) const fn body_octets(self, length: usize, behind: usize) -> usize {
                if !self.counts_words() && self.0 != Self::BINDING_AUTHORIZATION_DATA_FOR_FMIPV6.0 {
                    length
                } else {
                    self.unusual_body_octets(length, behind)
                }
            }

            /// Whether Option Length counts 32-bit words of what follows the first two octets of the body, as in
            /// RFC 7411; in all other options it counts the octets of the body.
            #[must_use]
            #[inline(always)]
            pub const fn counts_words(self) -> bool {
                match self.0 {
                    $( $number => is!(words $($unit)?), )*
                    _ => false,
                }
            }

            /// Whether the option is defined for messages of a type; true if either is unknown.
            ///
            /// Update Notification and its acknowledgement may hold any option (RFC 7077 Section 4).
            #[must_use]
            pub const fn may_stand_in(self, mh_type: MhType) -> bool {
                let messages: u32 = match self.0 {
                    $( $number => $messages, )*
                    _ => ANY,
                };
                mh_type.0 > MhType::SUBSCRIPTION_RESPONSE.0 || (messages | UPN | UPA) >> mh_type.0 & 1 != 0
            }
        }

        const _: () = assert!(ascending(&[$( $number ),*]), "the rows of the registry are not in the order of their numbers");

        typed_enum! {
            /// Any mobility option but padding, decoded.
            MobilityOption: OptionType (option_type), else RawOption, inline always;
            $( $( #[doc = concat!("Type ", $number, ", RFC ", $rfc, " Section ", $section, ".")] $number $family::$type $(<$life>)?, )? )*
        }

        impl MobilityOption<'_> {
            /// Writes the option, aligned. The framing is there once, for all types.
            pub(crate) fn emit(&self, writer: &mut Writer<'_>, start: usize) -> Result<(), EmitError> {
                if let Self::Unknown(option) = self {
                    return option.emit(writer, start);
                }
                emit_framed(writer, start, self.option_type(), self.align(), |writer| self.emit_body(writer))
            }

            fn align(&self) -> Align {
                match self {
                    $( $( Self::$type(option) => option.align(), )? )*
                    Self::Unknown(option) => option.option_type.align(option.body.len()),
                }
            }
        }
    };
}

options_registry! {
    // number, constant, name, RFC and section, alignment, how often in which messages, decoded type
     0 PAD1 "Pad1", RFC 6275 "6.2.2", [-], many in ANY;
     1 PADN "PadN", RFC 6275 "6.2.3", [-], many in ANY;
     2 BINDING_REFRESH_ADVICE "Binding Refresh Advice", RFC 6275 "6.2.4", [2n], once in BA | HAS => base::BindingRefreshAdvice;
     3 ALTERNATE_CARE_OF_ADDRESS "Alternate Care-of Address", RFC 6275 "6.2.5", [8n + 6], once in BU | FBU | FBACK | BR => base::AlternateCareOfAddress;
     4 NONCE_INDICES "Nonce Indices", RFC 6275 "6.2.6", [2n], once in BU => base::NonceIndices;
     5 BINDING_AUTHORIZATION_DATA "Binding Authorization Data", RFC 6275 "6.2.7", [-], last in BU | BA => base::BindingAuthorizationData<'a>;
     6 MOBILE_NETWORK_PREFIX "Mobile Network Prefix", RFC 3963 "4.3", [8n + 4], many in BU => nemo::MobileNetworkPrefix;
     7 MOBILITY_HEADER_LINK_LAYER_ADDRESS "Mobility Header Link-Layer Address", RFC 5568 "6.4.4", [-], many in BU | FBU | FNA | HI => fast::MobilityHeaderLinkLayerAddress<'a>;
     8 MOBILE_NODE_IDENTIFIER "Mobile Node Identifier", RFC 4283 "3", [-], many in ANY => auth::MobileNodeIdentifier<'a>;
     9 MOBILITY_MESSAGE_AUTHENTICATION "Mobility Message Authentication", RFC 4285 "5", [4n + 1], many in BU | BA => auth::MobilityMessageAuthentication<'a>;
    10 REPLAY_PROTECTION "Replay Protection (MESG-ID)", RFC 4285 "6", [8n + 2], many in BU | BA => auth::ReplayProtection;
    11 CGA_PARAMETERS_REQUEST "CGA Parameters Request", RFC 4866 "5.6", [-], many in BU => route_optimization::CgaParametersRequest;
    12 CGA_PARAMETERS "CGA Parameters", RFC 4866 "5.1", [-], many in BU | BA => route_optimization::CgaParameters<'a>;
    13 SIGNATURE "Signature", RFC 4866 "5.2", [-], many in BU | BA => route_optimization::Signature<'a>;
    14 PERMANENT_HOME_KEYGEN_TOKEN "Permanent Home Keygen Token", RFC 4866 "5.3", [-], many in BA => route_optimization::PermanentHomeKeygenToken<'a>;
    15 CARE_OF_TEST_INIT "Care-of Test Init", RFC 4866 "5.4", [-], many in BU => route_optimization::CareOfTestInitOption;
    16 CARE_OF_TEST "Care-of Test", RFC 4866 "5.5", [-], many in BA => route_optimization::CareOfTestOption;
    17 DNS_UPDATE "DNS Update", RFC 5026 "8.1", [-], once in BU | BA => bootstrap::DnsUpdate<'a>;
    18 EXPERIMENTAL_MOBILITY_OPTION "Experimental Mobility Option", RFC 5096 "4", [-], many in ANY => generic::Experimental<'a>;
    19 VENDOR_SPECIFIC "Vendor Specific", RFC 5094 "3", [4n + 2], many in ANY => generic::VendorSpecific<'a>;
    20 SERVICE_SELECTION "Service Selection", RFC 5149 "3", [-], once in BU => generic::ServiceSelection<'a>;
    21 BINDING_AUTHORIZATION_DATA_FOR_FMIPV6 "Binding Authorization Data for FMIPv6", RFC 5568 "6.4.5", [-], last in FBU | FBACK => fast::BindingAuthorizationDataForFmipv6<'a>;
    22 HOME_NETWORK_PREFIX "Home Network Prefix", RFC 5213 "8.3", [8n + 4], many in BU | BA | BR | LRI | LRA | SQ | SR | HI | HACK => proxy::HomeNetworkPrefix;
    23 HANDOFF_INDICATOR "Handoff Indicator", RFC 5213 "8.4", [-], once in BU | BA => proxy::HandoffIndicator;
    24 ACCESS_TECHNOLOGY_TYPE "Access Technology Type", RFC 5213 "8.5", [-], once in BU | BA => proxy::AccessTechnologyType;
    25 MOBILE_NODE_LINK_LAYER_IDENTIFIER "Mobile Node Link-layer Identifier", RFC 5213 "8.6", [2n], once in BU | BA | HI | HACK => proxy::MobileNodeLinkLayerIdentifier<'a>;
    26 LINK_LOCAL_ADDRESS "Link-local Address", RFC 5213 "8.7", [8n + 6], once in BU | BA | HI | HACK => proxy::LinkLocalAddress;
    27 TIMESTAMP "Timestamp", RFC 5213 "8.8", [8n + 2], once in BU | BA => proxy::Timestamp;
    28 RESTART_COUNTER "Restart Counter", RFC 5847 "3.4", [4n + 2], many in HB => proxy::RestartCounter;
    29 IPV4_HOME_ADDRESS "IPv4 Home Address", RFC 5555 "3.1.1", [4n], many in BU | BR | LRI | LRA => dual_stack::Ipv4HomeAddress;
    30 IPV4_ADDRESS_ACKNOWLEDGEMENT "IPv4 Address Acknowledgement", RFC 5555 "3.2.1", [4n], many in BA => dual_stack::Ipv4AddressAcknowledgement;
    31 NAT_DETECTION "NAT Detection", RFC 5555 "3.2.2", [4n], many in BA => dual_stack::NatDetection;
    32 IPV4_CARE_OF_ADDRESS "IPv4 Care-of Address", RFC 5555 "3.1.2", [4n], many in BU => dual_stack::Ipv4CareOfAddress;
    33 GRE_KEY "GRE Key", RFC 5845 "6.1", [4n], many in BU | BA | HI | HACK => proxy::GreKey;
    34 MOBILITY_HEADER_IPV6_ADDRESS_PREFIX "Mobility Header IPv6 Address/Prefix", RFC 5568 "6.4.2", [8n + 4], many in HI | HACK => fast::MobilityHeaderIpv6AddressPrefix;
    35 BINDING_IDENTIFIER "Binding Identifier", RFC 5648 "4.3", [2n up to 4, 8n + 2], many in BU | BA | BRR | COTI | COT | BR => flow::BindingIdentifier<'a>;
    36 IPV4_HOME_ADDRESS_REQUEST "IPv4 Home Address Request", RFC 5844 "3.3.1", [4n], many in BU | BR | HI | HACK | LRI | LRA => proxy::Ipv4HomeAddressRequest;
    37 IPV4_HOME_ADDRESS_REPLY "IPv4 Home Address Reply", RFC 5844 "3.3.2", [4n], many in BA => proxy::Ipv4HomeAddressReply;
    38 IPV4_DEFAULT_ROUTER_ADDRESS "IPv4 Default-Router Address", RFC 5844 "3.3.3", [4n], many in BA => proxy::Ipv4DefaultRouterAddress;
    39 IPV4_DHCP_SUPPORT_MODE "IPv4 DHCP Support Mode", RFC 5844 "3.3.4", [-], many in BA => proxy::Ipv4DhcpSupportMode;
    40 CONTEXT_REQUEST "Context Request", RFC 5949 "6.2.1", [-], many in HI => fast::ContextRequest<'a>;
    41 LOCAL_MOBILITY_ANCHOR_ADDRESS "Local Mobility Anchor Address", RFC 5949 "6.2.2", [-], many in HI | HACK => fast::LocalMobilityAnchorAddress;
    42 MOBILE_NODE_LINK_LOCAL_ADDRESS_INTERFACE_IDENTIFIER "Mobile Node Link-local Address Interface Identifier", RFC 5949 "6.2.3", [-], many in HI | HACK => fast::MobileNodeLinkLocalAddressInterfaceIdentifier;
    43 TRANSIENT_BINDING "Transient Binding", RFC 6058 "5.1", [-], once in BU | BA => proxy::TransientBinding;
    44 FLOW_SUMMARY "Flow Summary", RFC 6089 "4.2.2", [2n], many in BU => flow::FlowSummary<'a>;
    45 FLOW_IDENTIFICATION "Flow Identification", RFC 6089 "4.2", [2n], many in BU | BA | FB | BR => flow::FlowIdentification<'a>;
    46 REDIRECT_CAPABILITY "Redirect-Capability", RFC 6463 "4.1", [4n], once in BU => proxy::RedirectCapability;
    47 REDIRECT "Redirect", RFC 6463 "4.2", [4n], once in BA => proxy::Redirect;
    48 LOAD_INFORMATION "Load Information", RFC 6463 "4.3", [4n], many in BA => proxy::LoadInformation;
    49 ALTERNATE_IPV4_CARE_OF_ADDRESS "Alternate IPv4 Care-of Address", RFC 6463 "4.4", [4n + 2], many in BU | BA => proxy::AlternateIpv4CareOfAddress;
    50 MOBILE_NODE_GROUP_IDENTIFIER "Mobile Node Group Identifier", RFC 6602 "4.3", [-], many in BU | BA | BR => bulk::MobileNodeGroupIdentifier;
    51 MAG_IPV6_ADDRESS "MAG IPv6 Address", RFC 6705 "11.1", [8n + 4], many in LRI => proxy::MagIpv6Address;
    52 ACCESS_NETWORK_IDENTIFIER "Access Network Identifier", RFC 6757 "3", [4n], once in BU | BA => access::AccessNetworkIdentifier<'a>;
    53 IPV4_TRAFFIC_OFFLOAD_SELECTOR "IPv4 Traffic Offload Selector", RFC 6909 "3.1", [4n], many in BU | BA => qos::Ipv4TrafficOffloadSelector<'a>;
    54 DYNAMIC_IP_MULTICAST_SELECTOR "Dynamic IP Multicast Selector", RFC 7028 "5.1", [-], many in BA => multicast::DynamicIpMulticastSelector<'a>;
    55 DELEGATED_MOBILE_NETWORK_PREFIX "Delegated Mobile Network Prefix", RFC 7148 "4.1", [8n + 2], many in BU | BA => nemo::DelegatedMobileNetworkPrefix;
    56 ACTIVE_MULTICAST_SUBSCRIPTION_IPV4 "Active Multicast Subscription IPv4", RFC 7161 "6.1", [4n + 1], many in BU | BA | SR => multicast::ActiveMulticastSubscriptionIpv4<'a>;
    57 ACTIVE_MULTICAST_SUBSCRIPTION_IPV6 "Active Multicast Subscription IPv6", RFC 7161 "4.1.2", [8n + 1], many in BU | BA | SR => multicast::ActiveMulticastSubscriptionIpv6<'a>;
    58 QUALITY_OF_SERVICE "Quality-of-Service", RFC 7222 "4.1", [4n], many in BU | BA | UPN | UPA => qos::QualityOfService<'a>;
    59 LMA_USER_PLANE_ADDRESS "LMA User-Plane Address", RFC 7389 "4", [8n + 2], many in BU | BA => user_plane::LmaUserPlaneAddress;
    60 MULTICAST_MOBILITY "Multicast Mobility", RFC 7411 "5.3", [-], many in FBU | HI, words => multicast::MulticastMobility<'a>;
    61 MULTICAST_ACKNOWLEDGEMENT "Multicast Acknowledgement", RFC 7411 "5.4", [-], many in FBACK | HACK, words => multicast::MulticastAcknowledgement<'a>;
    62 LMA_CONTROLLED_MAG_PARAMETERS "LMA-Controlled MAG Parameters", RFC 8127 "3", [4n + 2], once in BA => access::LmaControlledMagParameters<'a>;
    63 MAG_MULTIPATH_BINDING "MAG Multipath Binding", RFC 8278 "4.1", [-], many in BU | BA => multipath::MagMultipathBinding;
    64 MAG_IDENTIFIER "MAG Identifier", RFC 8278 "4.2", [-], many in BU | BA => multipath::MagIdentifier<'a>;
    65 ANCHORED_PREFIX "Anchored Prefix", RFC 8885 "4.3", [8n + 4], many in BU | BA => maar::AnchoredPrefix;
    66 LOCAL_PREFIX "Local Prefix", RFC 8885 "4.4", [8n + 4], many in BU | BA => maar::LocalPrefix;
    67 PREVIOUS_MAAR "Previous MAAR", RFC 8885 "4.5", [8n + 4], many in BA => maar::PreviousMaar;
    68 SERVING_MAAR "Serving MAAR", RFC 8885 "4.6", [8n + 6], many in BU | BA => maar::ServingMaar;
    69 DLIF_LINK_LOCAL_ADDRESS "DLIF Link-Local Address", RFC 8885 "4.7", [8n + 6], many in BA => maar::DlifLinkLocalAddress;
    70 DLIF_LINK_LAYER_ADDRESS "DLIF Link-Layer Address", RFC 8885 "4.8", [2n], many in BA => maar::DlifLinkLayerAddress<'a>;
}

// the messages of the table, as bits
const ANY: u32 = !0;
const BRR: u32 = 1 << MhType::BINDING_REFRESH_REQUEST.0;
const COTI: u32 = 1 << MhType::CARE_OF_TEST_INIT.0;
const COT: u32 = 1 << MhType::CARE_OF_TEST.0;
const BU: u32 = 1 << MhType::BINDING_UPDATE.0;
const BA: u32 = 1 << MhType::BINDING_ACKNOWLEDGEMENT.0;
const FBU: u32 = 1 << MhType::FAST_BINDING_UPDATE.0;
const FBACK: u32 = 1 << MhType::FAST_BINDING_ACKNOWLEDGMENT.0;
const FNA: u32 = 1 << MhType::FAST_NEIGHBOR_ADVERTISEMENT.0;
const HAS: u32 = 1 << MhType::HOME_AGENT_SWITCH.0;
const HB: u32 = 1 << MhType::HEARTBEAT.0;
const HI: u32 = 1 << MhType::HANDOVER_INITIATE.0;
const HACK: u32 = 1 << MhType::HANDOVER_ACKNOWLEDGE.0;
const BR: u32 = 1 << MhType::BINDING_REVOCATION.0;
const LRI: u32 = 1 << MhType::LOCALIZED_ROUTING_INITIATION.0;
const LRA: u32 = 1 << MhType::LOCALIZED_ROUTING_ACKNOWLEDGMENT.0;
const UPN: u32 = 1 << MhType::UPDATE_NOTIFICATION.0;
const UPA: u32 = 1 << MhType::UPDATE_NOTIFICATION_ACKNOWLEDGEMENT.0;
const FB: u32 = 1 << MhType::FLOW_BINDING.0;
const SQ: u32 = 1 << MhType::SUBSCRIPTION_QUERY.0;
const SR: u32 = 1 << MhType::SUBSCRIPTION_RESPONSE.0;

impl OptionType {
    /// [`body_octets`](Self::body_octets) of an option whose Length counts 32-bit words, or the octets of an authenticator.
    #[cold]
    #[inline(never)]
    const fn unusual_body_octets(self, length: usize, behind: usize) -> usize {
        if self.counts_words() {
            length.wrapping_mul(4).wrapping_add(2)
        } else if self.0 == Self::BINDING_AUTHORIZATION_DATA_FOR_FMIPV6.0
            && behind == length.wrapping_add(4)
        {
            // RFC 5568 Section 6.4.5 leaves the SPI out of the count, and no octet may follow the option
            behind
        } else {
            length
        }
    }

    /// Whether the type is Pad1 or PadN.
    #[must_use]
    #[inline]
    pub const fn is_padding(self) -> bool {
        self.0 <= 1
    }
}

/// Whether each number is greater than the one before.
const fn ascending(numbers: &[u8]) -> bool {
    let mut left = numbers;
    while let [first, rest @ ..] = left {
        if matches!(rest, [second, ..] if *second <= *first) {
            return false;
        }
        left = rest;
    }
    true
}
