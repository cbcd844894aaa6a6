//! Binding Acknowledgement (RFC 6275 Section 6.1.8), MH Type 6.

use crate::deviations::Deviations;
use crate::option::{BindingRefreshAdvice, OptionType};
use crate::wire::{Lifetime, code_point, flags, layout};

code_point! {
    /// Status of a Binding Acknowledgement, the octet at offset 6 (IANA registry "Status Codes" of Mobile IPv6).
    ///
    /// ```
    /// use mip6_wire::message::BindingStatus;
    ///
    /// assert!(BindingStatus(1).is_accepted());
    /// assert!(!BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED.is_accepted());
    /// assert_eq!(BindingStatus(255).name(), None); // unassigned, a rejection all the same
    /// ```
    BindingStatus(u8), is_accepted below 128: "the Binding Update was accepted" {
        ACCEPTED = 0 "Binding Update accepted": "RFC 6275",
        ACCEPTED_PREFIX_DISCOVERY_NECESSARY = 1 "Accepted but prefix discovery necessary": "RFC 6275",
        GRE_KEY_OPTION_NOT_REQUIRED = 2 "GRE_KEY_OPTION_NOT_REQUIRED": "RFC 5845",
        GRE_TUNNELING_BUT_TLV_HEADER_NOT_SUPPORTED = 3 "GRE_TUNNELING_BUT_TLV_HEADER_NOT_SUPPORTED": "RFC 5845",
        MCOA_NOT_COMPLETE = 4 "MCOA NOTCOMPLETE": "RFC 5648",
        MCOA_RETURN_HOME_WITHOUT_NDP = 5 "MCOA RETURNHOME WO/NDP": "RFC 5648",
        PBU_ACCEPTED_TB_IGNORED_SETTINGS_MISMATCH = 6 "PBU_ACCEPTED_TB_IGNORED_SETTINGSMISMATCH": "RFC 6058",
        REASON_UNSPECIFIED = 128 "Reason unspecified": "RFC 6275",
        ADMINISTRATIVELY_PROHIBITED = 129 "Administratively prohibited": "RFC 6275",
        INSUFFICIENT_RESOURCES = 130 "Insufficient resources": "RFC 6275",
        HOME_REGISTRATION_NOT_SUPPORTED = 131 "Home registration not supported": "RFC 6275",
        NOT_HOME_SUBNET = 132 "Not home subnet": "RFC 6275",
        NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE = 133 "Not home agent for this mobile node": "RFC 6275",
        DUPLICATE_ADDRESS_DETECTION_FAILED = 134 "Duplicate Address Detection failed": "RFC 6275",
        SEQUENCE_NUMBER_OUT_OF_WINDOW = 135 "Sequence number out of window": "RFC 6275",
        EXPIRED_HOME_NONCE_INDEX = 136 "Expired home nonce index": "RFC 6275",
        EXPIRED_CARE_OF_NONCE_INDEX = 137 "Expired care-of nonce index": "RFC 6275",
        EXPIRED_NONCES = 138 "Expired nonces": "RFC 6275",
        REGISTRATION_TYPE_CHANGE_DISALLOWED = 139 "Registration type change disallowed": "RFC 6275",
        MOBILE_ROUTER_OPERATION_NOT_PERMITTED = 140 "Mobile Router Operation not permitted": "RFC 3963",
        INVALID_PREFIX = 141 "Invalid Prefix": "RFC 3963",
        NOT_AUTHORIZED_FOR_PREFIX = 142 "Not Authorized for Prefix": "RFC 3963",
        FORWARDING_SETUP_FAILED = 143 "Forwarding Setup failed": "RFC 3963",
        MIPV6_ID_MISMATCH = 144 "MIPV6-ID-MISMATCH": "RFC 4285",
        MIPV6_MESG_ID_REQD = 145 "MIPV6-MESG-ID-REQD": "RFC 4285",
        MIPV6_AUTH_FAIL = 146 "MIPV6-AUTH-FAIL": "RFC 4285",
        PERMANENT_HOME_KEYGEN_TOKEN_UNAVAILABLE = 147 "Permanent home keygen token unavailable": "RFC 4866",
        CGA_AND_SIGNATURE_VERIFICATION_FAILED = 148 "CGA and signature verification failed": "RFC 4866",
        PERMANENT_HOME_KEYGEN_TOKEN_EXISTS = 149 "Permanent home keygen token exists": "RFC 4866",
        NON_NULL_HOME_NONCE_INDEX_EXPECTED = 150 "Non-null home nonce index expected": "RFC 4866",
        SERVICE_AUTHORIZATION_FAILED = 151 "SERVICE_AUTHORIZATION_FAILED": "RFC 5149",
        PROXY_REG_NOT_ENABLED = 152 "PROXY_REG_NOT_ENABLED": "RFC 5213",
        NOT_LMA_FOR_THIS_MOBILE_NODE = 153 "NOT_LMA_FOR_THIS_MOBILE_NODE": "RFC 5213",
        MAG_NOT_AUTHORIZED_FOR_PROXY_REG = 154 "MAG_NOT_AUTHORIZED_FOR_PROXY_REG": "RFC 5213",
        NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX = 155 "NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX": "RFC 5213",
        TIMESTAMP_MISMATCH = 156 "TIMESTAMP_MISMATCH": "RFC 5213",
        TIMESTAMP_LOWER_THAN_PREV_ACCEPTED = 157 "TIMESTAMP_LOWER_THAN_PREV_ACCEPTED": "RFC 5213",
        MISSING_HOME_NETWORK_PREFIX_OPTION = 158 "MISSING_HOME_NETWORK_PREFIX_OPTION": "RFC 5213",
        BCE_PBU_PREFIX_SET_DO_NOT_MATCH = 159 "BCE_PBU_PREFIX_SET_DO_NOT_MATCH": "RFC 5213",
        MISSING_MN_IDENTIFIER_OPTION = 160 "MISSING_MN_IDENTIFIER_OPTION": "RFC 5213",
        MISSING_HANDOFF_INDICATOR_OPTION = 161 "MISSING_HANDOFF_INDICATOR_OPTION": "RFC 5213",
        MISSING_ACCESS_TECH_TYPE_OPTION = 162 "MISSING_ACCESS_TECH_TYPE_OPTION": "RFC 5213",
        GRE_KEY_OPTION_REQUIRED = 163 "GRE_KEY_OPTION_REQUIRED": "RFC 5845",
        MCOA_MALFORMED = 164 "MCOA MALFORMED": "RFC 5648",
        MCOA_NON_MCOA_BINDING_EXISTS = 165 "MCOA NON-MCOA BINDING EXISTS": "RFC 5648",
        MCOA_PROHIBITED = 166 "MCOA PROHIBITED": "RFC 5648",
        MCOA_UNKNOWN_COA = 167 "MCOA UNKNOWN COA": "RFC 5648",
        MCOA_BULK_REGISTRATION_PROHIBITED = 168 "MCOA BULK REGISTRATION PROHIBITED": "RFC 5648",
        MCOA_SIMULTANEOUS_HOME_AND_FOREIGN_PROHIBITED = 169 "MCOA SIMULTANEOUS HOME AND FOREIGN PROHIBITED": "RFC 5648",
        NOT_AUTHORIZED_FOR_IPV4_MOBILITY_SERVICE = 170 "NOT_AUTHORIZED_FOR_IPV4_MOBILITY_SERVICE": "RFC 5844",
        NOT_AUTHORIZED_FOR_IPV4_HOME_ADDRESS = 171 "NOT_AUTHORIZED_FOR_IPV4_HOME_ADDRESS": "RFC 5844",
        NOT_AUTHORIZED_FOR_IPV6_MOBILITY_SERVICE = 172 "NOT_AUTHORIZED_FOR_IPV6_MOBILITY_SERVICE": "RFC 5844",
        MULTIPLE_IPV4_HOME_ADDRESS_ASSIGNMENT_NOT_SUPPORTED = 173 "MULTIPLE_IPV4_HOME_ADDRESS_ASSIGNMENT_NOT_SUPPORTED": "RFC 5844",
        INVALID_CARE_OF_ADDRESS = 174 "Invalid Care-of Address": "RFC 6275",
        INVALID_MOBILE_NODE_GROUP_IDENTIFIER = 175 "INVALID_MOBILE_NODE_GROUP_IDENTIFIER": "RFC 6602",
        REINIT_SA_WITH_HAC = 176 "REINIT_SA_WITH_HAC": "RFC 6618",
        NOT_AUTHORIZED_FOR_DELEGATED_MNP = 177 "NOT_AUTHORIZED_FOR_DELEGATED_MNP": "RFC 7148",
        REQUESTED_DMNP_IN_USE = 178 "REQUESTED_DMNP_IN_USE": "RFC 7148",
        CANNOT_MEET_QOS_SERVICE_REQUEST = 179 "CANNOT_MEET_QOS_SERVICE_REQUEST": "RFC 7222",
        CANNOT_SUPPORT_MULTIPATH_BINDING = 180 "CANNOT_SUPPORT_MULTIPATH_BINDING": "RFC 8278",
    }
}

flags! {
    /// The flags of a Binding Acknowledgement, 8 bits at octet 7 (IANA registry "Binding Acknowledgement Flags").
    BindingAcknowledgementFlags(u8) {
        /// The IKE security association survives movements (RFC 6275).
        KEY_MANAGEMENT_MOBILITY_CAPABILITY = 0x80 "K" "Key Management Mobility Capability",
        /// The home agent accepted a mobile router (RFC 3963).
        MOBILE_ROUTER = 0x40 "R" "Mobile Router",
        /// Proxy registration (RFC 5213).
        PROXY_REGISTRATION = 0x20 "P" "Proxy Registration",
        /// The TLV header is used in the tunnel (RFC 5845).
        TLV_HEADER = 0x10 "T" "TLV-header Format",
        /// Bulk binding update (RFC 6602).
        BULK_BINDING_UPDATE = 0x08 "B" "Bulk Binding Update",
        /// Multicast signaling (RFC 7161; its IANA section and registry, not its figure).
        MULTICAST_SIGNALING = 0x04 "S" "Multicast Signaling",
        /// Distributed mobility management (RFC 8885).
        DISTRIBUTED_MOBILITY_MANAGEMENT = 0x02 "D" "Distributed Mobility Management",
    }
}

layout! {
    /// The answer to a Binding Update (RFC 6275 Section 6.1.8).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Checksum            |    Status     |K|R|P|T|B|S|D|.|   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |          Sequence #           |           Lifetime            |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// ```
    /// use mip6_wire::Options;
    /// use mip6_wire::message::{
    ///     BindingAcknowledgement, BindingAcknowledgementFlags, BindingStatus, Lifetime,
    /// };
    ///
    /// let accepted = BindingAcknowledgement {
    ///     status: BindingStatus::ACCEPTED,
    ///     flags: BindingAcknowledgementFlags::empty(),
    ///     sequence: 0x1234,
    ///     lifetime: Lifetime(900),
    ///     options: Options::EMPTY,
    /// };
    /// # let _ = accepted;
    /// ```
    #[doc(alias = "BA", alias = "PBA", alias = "Binding Ack")]
    pub struct BindingAcknowledgement<'a>: message BINDING_ACKNOWLEDGEMENT, options @ 12, audit rules, never [
        // RFC 6602 Section 4.2
        FLAGS: |ack| ack.flags.contains(BindingAcknowledgementFlags::BULK_BINDING_UPDATE)
            && !ack.flags.contains(BindingAcknowledgementFlags::PROXY_REGISTRATION),
        // RFC 5844 Section 3.1.2.6
        MISPLACED_OPTION: |ack| !ack.status.is_accepted()
            && !ack.options.lacks(&[OptionType::IPV4_DEFAULT_ROUTER_ADDRESS]),
    ] {
        /// Status, below 128 if the Binding Update was accepted.
        status @ 6: BindingStatus,
        /// Flags.
        flags @ 7: BindingAcknowledgementFlags,
        /// Sequence #, copied from the Binding Update; with status 135 the last one accepted.
        sequence @ 8: u16,
        /// Lifetime granted, in units of 4 seconds; undefined if the status is 128 or more.
        lifetime @ 10: Lifetime,
    }
}

/// RFC 6275 Section 6.2.4: the Refresh Interval is less than the Lifetime, which a rejection does not have.
fn rules(ack: &BindingAcknowledgement<'_>) -> Deviations {
    let late = |advice: BindingRefreshAdvice| advice.refresh_interval >= ack.lifetime;
    let mut advices = ack.options.all::<BindingRefreshAdvice>().flatten();
    Deviations::REFRESH_INTERVAL.when(ack.status.is_accepted() && advices.any(late))
}
