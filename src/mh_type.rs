//! MH Type: which message a Mobility Header holds. It stands below options and messages, which both name it.

use crate::wire::code_point;

code_point! {
    /// MH Type, the octet at offset 2 of a Mobility Header (IANA registry "Mobility Header Types").
    ///
    /// ```
    /// use mip6_wire::MhType;
    ///
    /// assert_eq!(MhType(5), MhType::BINDING_UPDATE);
    /// assert_eq!(MhType::BINDING_UPDATE.name(), Some("Binding Update"));
    /// assert_eq!(MhType(200).to_string(), "200");
    /// ```
    MhType(u8) {
        BINDING_REFRESH_REQUEST = 0 "Binding Refresh Request": "RFC 6275 Section 6.1.2",
        HOME_TEST_INIT = 1 "Home Test Init": "RFC 6275 Section 6.1.3",
        CARE_OF_TEST_INIT = 2 "Care-of Test Init": "RFC 6275 Section 6.1.4",
        HOME_TEST = 3 "Home Test": "RFC 6275 Section 6.1.5",
        CARE_OF_TEST = 4 "Care-of Test": "RFC 6275 Section 6.1.6",
        BINDING_UPDATE = 5 "Binding Update": "RFC 6275 Section 6.1.7",
        BINDING_ACKNOWLEDGEMENT = 6 "Binding Acknowledgement": "RFC 6275 Section 6.1.8",
        BINDING_ERROR = 7 "Binding Error": "RFC 6275 Section 6.1.9",
        FAST_BINDING_UPDATE = 8 "Fast Binding Update": "RFC 5568 Section 6.2.2",
        FAST_BINDING_ACKNOWLEDGMENT = 9 "Fast Binding Acknowledgment": "RFC 5568 Section 6.2.3",
        FAST_NEIGHBOR_ADVERTISEMENT = 10 "Fast Neighbor Advertisement": "RFC 4068 Section 6.3.3",
        EXPERIMENTAL = 11 "Experimental Mobility Header": "RFC 5096 Section 3",
        HOME_AGENT_SWITCH = 12 "Home Agent Switch": "RFC 5142 Section 4",
        HEARTBEAT = 13 "Heartbeat": "RFC 5847 Section 3.3",
        HANDOVER_INITIATE = 14 "Handover Initiate": "RFC 5568 Section 6.2.1.1",
        HANDOVER_ACKNOWLEDGE = 15 "Handover Acknowledge": "RFC 5568 Section 6.2.1.2",
        BINDING_REVOCATION = 16 "Binding Revocation": "RFC 5846 Section 5",
        LOCALIZED_ROUTING_INITIATION = 17 "Localized Routing Initiation": "RFC 6705 Section 10.1",
        LOCALIZED_ROUTING_ACKNOWLEDGMENT = 18 "Localized Routing Acknowledgment": "RFC 6705 Section 10.2",
        UPDATE_NOTIFICATION = 19 "Update Notification": "RFC 7077 Section 4.1",
        UPDATE_NOTIFICATION_ACKNOWLEDGEMENT = 20 "Update Notification Acknowledgement": "RFC 7077 Section 4.2",
        FLOW_BINDING = 21 "Flow Binding": "RFC 7109 Section 6.1",
        SUBSCRIPTION_QUERY = 22 "Subscription Query": "RFC 7161 Section 4.3.1",
        SUBSCRIPTION_RESPONSE = 23 "Subscription Response": "RFC 7161 Section 4.3.2",
    }
}

/// A set of MH Types: those that a node implements, and so accepts.
///
/// A node answers a message of any other type with a Binding Error of status 2 (RFC 6275 Section 9.2). The constants name
/// what each role has to accept; a node that implements more adds to them:
///
/// ```
/// use mip6_wire::{MhType, MhTypes};
///
/// const KNOWN: MhTypes = MhTypes::HOME_AGENT.and(&[MhType::BINDING_REVOCATION, MhType::HEARTBEAT]);
/// assert!(KNOWN.contains(MhType::BINDING_UPDATE));
/// assert!(!KNOWN.contains(MhType::HOME_TEST));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct MhTypes(u32);

impl MhTypes {
    /// No type.
    pub const NONE: Self = Self(0);

    /// The messages of RFC 6275, types 0 to 7.
    pub const RFC_6275: Self = Self::MOBILE_NODE.and(&[
        MhType::HOME_TEST_INIT,
        MhType::CARE_OF_TEST_INIT,
        MhType::BINDING_UPDATE,
    ]);

    /// What a mobile node is sent (RFC 6275 Section 11).
    pub const MOBILE_NODE: Self = Self::NONE.and(&[
        MhType::BINDING_REFRESH_REQUEST,
        MhType::HOME_TEST,
        MhType::CARE_OF_TEST,
        MhType::BINDING_ACKNOWLEDGEMENT,
        MhType::BINDING_ERROR,
    ]);

    /// What a home agent is sent (RFC 6275 Section 10): it forwards the messages of return routability, which are in its
    /// tunnels.
    pub const HOME_AGENT: Self = Self::NONE.and(&[MhType::BINDING_UPDATE, MhType::BINDING_ERROR]);

    /// What a correspondent node is sent (RFC 6275 Section 9).
    pub const CORRESPONDENT_NODE: Self = Self::NONE.and(&[
        MhType::HOME_TEST_INIT,
        MhType::CARE_OF_TEST_INIT,
        MhType::BINDING_UPDATE,
        MhType::BINDING_ERROR,
    ]);

    /// What a mobile access gateway is sent (RFC 5213 Section 6, RFC 5846, RFC 5847, RFC 6705, RFC 7077).
    pub const MOBILE_ACCESS_GATEWAY: Self = Self::NONE.and(&[
        MhType::BINDING_ACKNOWLEDGEMENT,
        MhType::BINDING_ERROR,
        MhType::HEARTBEAT,
        MhType::BINDING_REVOCATION,
        MhType::LOCALIZED_ROUTING_INITIATION,
        MhType::LOCALIZED_ROUTING_ACKNOWLEDGMENT,
        MhType::UPDATE_NOTIFICATION,
    ]);

    /// What a local mobility anchor is sent (RFC 5213 Section 5, RFC 5846, RFC 5847, RFC 6705, RFC 7077).
    pub const LOCAL_MOBILITY_ANCHOR: Self = Self::NONE.and(&[
        MhType::BINDING_UPDATE,
        MhType::BINDING_ERROR,
        MhType::HEARTBEAT,
        MhType::BINDING_REVOCATION,
        MhType::LOCALIZED_ROUTING_INITIATION,
        MhType::LOCALIZED_ROUTING_ACKNOWLEDGMENT,
        MhType::UPDATE_NOTIFICATION_ACKNOWLEDGEMENT,
    ]);

    /// The set with more types. A type above 31, which no RFC defines, is left out: `receive_with` takes a function for
    /// those.
    #[must_use]
    pub const fn and(self, more: &[MhType]) -> Self {
        let mut bits = self.0;
        let mut left = more;
        while let [mh_type, rest @ ..] = left {
            if mh_type.0 < 32 {
                bits |= 1 << mh_type.0;
            }
            left = rest;
        }
        Self(bits)
    }

    /// Whether the type is in the set.
    #[must_use]
    #[inline]
    pub const fn contains(self, mh_type: MhType) -> bool {
        mh_type.0 < 32 && self.0 >> mh_type.0 & 1 != 0
    }
}
