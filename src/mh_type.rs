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
