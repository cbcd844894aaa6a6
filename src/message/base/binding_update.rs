//! Binding Update (RFC 6275 Section 6.1.7), MH Type 5.

use crate::deviations::Deviations;
use crate::option::{
    AlternateCareOfAddress, BindingAuthorizationData, DnsUpdate, MobilityOptionBody, NonceIndices,
    OptionType,
};
use crate::wire::{Lifetime, flags, is_unicast_routable, layout};

flags! {
    /// The flags of a Binding Update, 16 bits at octet 8 (IANA registry "Binding Update Flags").
    ///
    /// ```
    /// use mip6_wire::message::BindingUpdateFlags;
    ///
    /// let flags = BindingUpdateFlags::from_bits_retain(0xc001);
    /// assert!(flags.contains(BindingUpdateFlags::HOME_REGISTRATION));
    /// assert_eq!(flags.reserved_bits(), 0x0001);
    /// ```
    BindingUpdateFlags(u16) {
        /// The sender asks for a Binding Acknowledgement (RFC 6275).
        ACKNOWLEDGE = 0x8000 "A" "Acknowledge",
        /// The receiver is to be the home agent (RFC 6275).
        HOME_REGISTRATION = 0x4000 "H" "Home Registration",
        /// The home address and the link-local address have the same interface identifier (RFC 6275).
        LINK_LOCAL_ADDRESS_COMPATIBILITY = 0x2000 "L" "Link-Local Address Compatibility",
        /// The IKE security association survives movements (RFC 6275).
        KEY_MANAGEMENT_MOBILITY_CAPABILITY = 0x1000 "K" "Key Management Mobility Capability",
        /// Registration with a mobility anchor point (RFC 5380).
        MAP_REGISTRATION = 0x0800 "M" "MAP Registration",
        /// The sender is a mobile router (RFC 3963).
        MOBILE_ROUTER = 0x0400 "R" "Mobile Router",
        /// Proxy registration, sent by a mobile access gateway (RFC 5213).
        PROXY_REGISTRATION = 0x0200 "P" "Proxy Registration",
        /// UDP encapsulation is asked for, NAT or not (RFC 5555).
        FORCE_UDP_ENCAPSULATION = 0x0100 "F" "Force UDP Encapsulation",
        /// The TLV header is used in the tunnel (RFC 5845).
        TLV_HEADER = 0x0080 "T" "TLV-header Format",
        /// Bulk binding update (RFC 6602), if P is set. RFC 5648 draws its Overwrite flag O on the same bit,
        /// for registrations without P, and never registered it.
        BULK_BINDING_UPDATE = 0x0040 "B" "Bulk Binding Update",
        /// Multicast signaling (RFC 7161; its IANA section and registry, not its figure).
        MULTICAST_SIGNALING = 0x0020 "S" "Multicast Signaling",
        /// Distributed mobility management (RFC 8885).
        DISTRIBUTED_MOBILITY_MANAGEMENT = 0x0010 "D" "Distributed Mobility Management",
    }
}

layout! {
    /// A mobile node says where it is, or that it is back home (RFC 6275 Section 6.1.7).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Checksum            |          Sequence #           |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |A|H|L|K|M|R|P|F|T|B|S|D|  Res. |           Lifetime            |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// ```
    /// use mip6_wire::Options;
    /// use mip6_wire::message::{BindingUpdate, BindingUpdateFlags, Lifetime};
    ///
    /// let home_registration = BindingUpdate {
    ///     sequence: 0x1234,
    ///     flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
    ///     lifetime: Lifetime::from_secs(3600),
    ///     options: Options::EMPTY,
    /// };
    /// # let _ = home_registration;
    /// ```
    #[doc(alias = "BU", alias = "PBU")]
    pub struct BindingUpdate<'a>: message BINDING_UPDATE, options @ 12, audit rules, never [
        // RFC 5648 Section 5.1: a Binding Identifier has the care-of address
        MISPLACED_OPTION: |update| !update.options.lacks(&[OptionType::BINDING_IDENTIFIER])
            && !update.options.lacks(&[OptionType::ALTERNATE_CARE_OF_ADDRESS]),
        // RFC 5213 Section 6.9.1.1, RFC 5844 Section 3.2.3.1; RFC 6602 Section 5.1 has a group in place of a session
        COMPANION_OPTION: |update| update.flags.contains(BindingUpdateFlags::PROXY_REGISTRATION)
            && update.options.lacks(&[OptionType::MOBILE_NODE_GROUP_IDENTIFIER])
            && (update.flags.contains(BindingUpdateFlags::BULK_BINDING_UPDATE)
                || PROXY_OPTIONS.iter().any(|types| update.options.lacks(types))),
    ] {
        /// Sequence #, counted modulo 65536.
        sequence @ 6: u16,
        /// Flags.
        flags @ 8: BindingUpdateFlags,
        /// Lifetime, in units of 4 seconds; zero deletes the binding.
        lifetime @ 10: Lifetime,
    }
}

/// The options that a Proxy Binding Update has, one of each row.
const PROXY_OPTIONS: [&[OptionType]; 4] = [
    &[OptionType::MOBILE_NODE_IDENTIFIER],
    &[OptionType::HOME_NETWORK_PREFIX, OptionType::IPV4_HOME_ADDRESS_REQUEST],
    &[OptionType::HANDOFF_INDICATOR],
    &[OptionType::ACCESS_TECHNOLOGY_TYPE],
];

/// What a Binding Update's flags ask of each other and of its options (RFC 6275 Sections 6.1.7, 6.2.5, 6.2.6, 9.5.1 and
/// 11.7.1, RFC 3963 Section 5.2, RFC 5026 Section 8.1, RFC 5213 Section 6.9.1.5, RFC 5380 Section 4.1, RFC 6602 Section 4.1).
fn rules(update: &BindingUpdate<'_>) -> Deviations {
    let flags = update.flags;
    let to_home_agent = flags.contains(BindingUpdateFlags::HOME_REGISTRATION);
    let alone = |flag, needed| flags.contains(flag) && !flags.contains(needed);
    let mut found = Deviations::FLAGS.when(
        alone(BindingUpdateFlags::HOME_REGISTRATION, BindingUpdateFlags::ACKNOWLEDGE)
            || alone(BindingUpdateFlags::MAP_REGISTRATION, BindingUpdateFlags::ACKNOWLEDGE)
            || alone(BindingUpdateFlags::PROXY_REGISTRATION, BindingUpdateFlags::ACKNOWLEDGE)
            || alone(
                BindingUpdateFlags::KEY_MANAGEMENT_MOBILITY_CAPABILITY,
                BindingUpdateFlags::HOME_REGISTRATION,
            )
            || alone(BindingUpdateFlags::MOBILE_ROUTER, BindingUpdateFlags::HOME_REGISTRATION)
            // the same bit is the Overwrite flag of RFC 5648 in an update with a Binding Identifier
            || alone(BindingUpdateFlags::BULK_BINDING_UPDATE, BindingUpdateFlags::PROXY_REGISTRATION)
                && update.options.lacks(&[OptionType::BINDING_IDENTIFIER]),
    );
    let (mut nonces, mut authorized) = (false, false);
    // `iter` would decode each type of the registry
    let mut raw = update.options.raw();
    while let Some(Ok(option)) = raw.next() {
        match option.option_type {
            AlternateCareOfAddress::TYPE => match AlternateCareOfAddress::parse_body(&option) {
                Ok(alternate) if !is_unicast_routable(alternate.care_of_address) => {
                    found |= Deviations::CARE_OF_ADDRESS;
                }
                _ => {}
            },
            NonceIndices::TYPE if NonceIndices::parse_body(&option).is_ok() => {
                nonces = true;
                if to_home_agent {
                    found |= Deviations::MISPLACED_OPTION;
                }
            }
            // it authorizes as the last option alone
            BindingAuthorizationData::TYPE if raw.offset() == update.options.end() => {
                authorized = BindingAuthorizationData::parse_body(&option).is_ok();
            }
            DnsUpdate::TYPE => {
                if let Ok(dns) = DnsUpdate::parse_body(&option) {
                    if dns.status.0 != 0 {
                        found |= Deviations::DNS_UPDATE_STATUS;
                    }
                    if !to_home_agent {
                        found |= Deviations::MISPLACED_OPTION;
                    }
                }
            }
            _ => {}
        }
    }
    if !to_home_agent && nonces != authorized {
        found |= Deviations::COMPANION_OPTION;
    }
    found
}
