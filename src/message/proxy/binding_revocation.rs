//! Binding Revocation (RFC 5846 Section 5), MH Type 16: two bodies, told apart by their first octet.

use crate::deviations::Deviations;
use crate::message::two_bodies::two_bodies;
use crate::option::OptionType;
use crate::wire::{code_point, flags, layout};

code_point! {
    /// Binding Revocation Type, the octet at offset 6 of a Binding Revocation. 0 is reserved.
    BindingRevocationType(u8) {
        INDICATION = 1 "Binding Revocation Indication",
        ACKNOWLEDGEMENT = 2 "Binding Revocation Acknowledgement",
    }
}

code_point! {
    /// Revocation Trigger, the octet at offset 7 of a Binding Revocation Indication.
    ///
    /// 250 to 255 are for tests; those without a name are reserved.
    RevocationTrigger(u8) {
        UNSPECIFIED = 0 "Unspecified",
        ADMINISTRATIVE_REASON = 1 "Administrative Reason",
        INTER_MAG_HANDOVER_SAME_ACCESS_TYPE = 2 "Inter-MAG Handover - same Access Type",
        INTER_MAG_HANDOVER_DIFFERENT_ACCESS_TYPE = 3 "Inter-MAG Handover - different Access Type",
        INTER_MAG_HANDOVER_UNKNOWN = 4 "Inter-MAG Handover - Unknown",
        USER_INITIATED_SESSION_TERMINATION = 5 "User-Initiated Session(s) Termination",
        ACCESS_NETWORK_SESSION_TERMINATION = 6 "Access Network Session(s) Termination",
        POSSIBLE_OUT_OF_SYNC_BCE_STATE = 7 "Possible Out-of-Sync BCE State",
        PER_PEER_POLICY = 128 "Per-Peer Policy",
        REVOKING_MOBILITY_NODE_LOCAL_POLICY = 129 "Revoking Mobility Node Local Policy",
    }
}

impl RevocationTrigger {
    /// Whether it goes with the G flag: 128 to 249. RFC 5846 Section 5.1 says "greater than 128", and defines 128.
    #[must_use]
    pub const fn is_global(self) -> bool {
        matches!(self.0, 128..=249)
    }
}

code_point! {
    /// Status of a Binding Revocation Acknowledgement, the octet at offset 7.
    RevocationStatus(u8), is_success below 128: "the revocation was carried out" {
        SUCCESS = 0 "success",
        PARTIAL_SUCCESS = 1 "partial success",
        BINDING_DOES_NOT_EXIST = 128 "Binding Does NOT Exist",
        IPV4_HOME_ADDRESS_OPTION_REQUIRED = 129 "IPv4 Home Address Option Required",
        GLOBAL_REVOCATION_NOT_AUTHORIZED = 130 "Global Revocation NOT Authorized",
        REVOKED_MOBILE_NODES_IDENTITY_REQUIRED = 131 "Revoked Mobile Nodes Identity Required",
        MN_IS_ATTACHED = 132 "Revocation Failed - MN is Attached",
        REVOCATION_TRIGGER_NOT_SUPPORTED = 133 "Revocation Trigger NOT Supported",
        REVOCATION_FUNCTION_NOT_SUPPORTED = 134 "Revocation Function NOT Supported",
        PROXY_BINDING_REVOCATION_NOT_SUPPORTED = 135 "Proxy Binding Revocation NOT Supported",
    }
}

flags! {
    /// The flags of a Binding Revocation, 16 bits at octet 10. An acknowledgement has those of the indication.
    BindingRevocationFlags(u16) {
        /// The binding is one of Proxy Mobile IPv6.
        PROXY_BINDING = 0x8000 "P" "Proxy Binding",
        /// The binding of the IPv4 home address alone ends.
        IPV4_HOME_ADDRESS_BINDING_ONLY = 0x4000 "V" "IPv4 HoA Binding Only",
        /// All bindings that the two peers share, or those with a common identifier.
        GLOBAL = 0x2000 "G" "Global",
    }
}

layout! {
    /// The request to end one or more bindings (RFC 5846 Section 5.1).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |   Header Len  |    MH Type    |    Reserved   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |            Checksum           | B.R. Type = 1 |   R. Trigger  |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Sequence #          |P|V|G|         Reserved        |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "BRI")]
    pub struct BindingRevocationIndication<'a>: message BINDING_REVOCATION, options @ 12, audit rules, never [
        // RFC 5846 Section 6.1.1; triggers from 250 on are for tests
        FLAGS: |indication| indication.trigger.0 < 250
            && indication.trigger.is_global() != indication.flags.contains(BindingRevocationFlags::GLOBAL),
    ] {
        = @ 6: BindingRevocationType::INDICATION,
        /// Revocation Trigger.
        trigger @ 7: RevocationTrigger,
        /// Sequence #.
        sequence @ 8: u16,
        /// Flags.
        flags @ 10: BindingRevocationFlags,
    }
}

/// What its flags ask of its options (RFC 5846 Sections 5.1, 6.1.1 and 8.1).
fn rules(indication: &BindingRevocationIndication<'_>) -> Deviations {
    let [proxy, ipv4, global] = [
        BindingRevocationFlags::PROXY_BINDING,
        BindingRevocationFlags::IPV4_HOME_ADDRESS_BINDING_ONLY,
        BindingRevocationFlags::GLOBAL,
    ]
    .map(|flag| indication.flags.contains(flag));
    let whole_peer = global && indication.trigger == RevocationTrigger::PER_PEER_POLICY;
    let has = |option_type| !indication.options.lacks(&[option_type]);
    let address = has(OptionType::IPV4_HOME_ADDRESS);
    let request = has(OptionType::IPV4_HOME_ADDRESS_REQUEST);
    let misplaced = !proxy && has(OptionType::HOME_NETWORK_PREFIX)
        || address && (proxy || !ipv4)
        || request && !(proxy && ipv4);
    let nameless = proxy && !whole_peer && !has(OptionType::MOBILE_NODE_IDENTIFIER);
    Deviations::MISPLACED_OPTION.when(misplaced)
        | Deviations::COMPANION_OPTION.when(nameless || ipv4 && !address && !request)
}

layout! {
    /// The answer to a [`BindingRevocationIndication`].
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |   Header Len  |    MH Type    |    Reserved   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |            Checksum           | B.R. Type = 2 |     Status    |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Sequence #          |P|V|G|         Reserved        |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "BRA")]
    pub struct BindingRevocationAcknowledgement<'a>: message BINDING_REVOCATION, options @ 12 {
        = @ 6: BindingRevocationType::ACKNOWLEDGEMENT,
        /// Status.
        status @ 7: RevocationStatus,
        /// Sequence #, that of the indication.
        sequence @ 8: u16,
        /// Flags, those of the indication.
        flags @ 10: BindingRevocationFlags,
    }
}

two_bodies! {
    /// A Binding Revocation of either type (RFC 5846 Section 5).
    ///
    /// # Where the RFC is silent
    ///
    /// It gives no answer to a Binding Revocation Type that is reserved or unknown: such a message is kept verbatim.
    pub enum BindingRevocation: BINDING_REVOCATION, by BindingRevocationType {
        /// B.R. Type 1.
        Indication(BindingRevocationIndication),
        /// B.R. Type 2.
        Acknowledgement(BindingRevocationAcknowledgement),
    }
}
