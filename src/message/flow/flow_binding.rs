//! Flow Binding (RFC 7109 Section 6.1), MH Type 21: two bodies, told apart by their first two octets.

use crate::message::two_bodies::two_bodies;
use crate::option::Options;
use crate::wire::{code_point, flags, layout};

code_point! {
    /// Flow Binding Type, 16 bits at offset 6 of a Flow Binding. 0 is reserved.
    FlowBindingType(u16) {
        INDICATION = 1 "Flow Binding Indication",
        ACKNOWLEDGEMENT = 2 "Flow Binding Acknowledgement",
    }
}

code_point! {
    /// Trigger, the octet at offset 10 of a Flow Binding Indication. 0 is reserved, 250 to 255 are for tests.
    FlowBindingTrigger(u8) {
        UNSPECIFIED = 1 "Unspecified",
        ADMINISTRATIVE_REASON = 2 "Administrative Reason",
        POSSIBLE_OUT_OF_SYNC_BCE_STATE = 3 "Possible Out-of-Sync BCE State",
    }
}

code_point! {
    /// Status of a Flow Binding Acknowledgement, the octet at offset 10.
    FlowBindingStatus(u8), is_success below 128: "the indication was carried out" {
        SUCCESS = 0 "Success",
        TARGET_BINDING_DOES_NOT_EXIST = 128 "Binding (target CoA) Does NOT Exist",
        ACTION_NOT_AUTHORIZED = 129 "Action NOT Authorized",
    }
}

flags! {
    /// The flags of a Flow Binding Indication, the octet at offset 11.
    FlowBindingFlags(u8) {
        /// An acknowledgement is asked for.
        ACKNOWLEDGE = 0x80 "A" "Acknowledge",
    }
}

layout! {
    /// A home agent asks for an action on flow bindings (RFC 7109 Section 6.1.1).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |   Header Len  |    MH Type    |    Reserved   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |            Checksum           |     Flow Binding Type = 1     |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Sequence #          |    Trigger    |A|  Reserved   |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "FBI")]
    pub struct FlowBindingIndication<'a>: message FLOW_BINDING {
        = @ 6: FlowBindingType::INDICATION,
        /// Sequence #.
        sequence @ 8: u16,
        /// Trigger.
        trigger @ 10: FlowBindingTrigger,
        /// Flags.
        flags @ 11: FlowBindingFlags,
        0..
        /// Mobility options, of which Flow Identification is one.
        options @ 12: Options<'a>,
    }
}

layout! {
    /// The answer to a [`FlowBindingIndication`] (RFC 7109 Section 6.1.2).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |   Header Len  |    MH Type    |    Reserved   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |            Checksum           |     Flow Binding Type = 2     |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Sequence #          |     Status    |    Reserved   |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  12
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "FBA")]
    pub struct FlowBindingAcknowledgement<'a>: message FLOW_BINDING {
        = @ 6: FlowBindingType::ACKNOWLEDGEMENT,
        /// Sequence #, that of the indication.
        sequence @ 8: u16,
        /// Status.
        status @ 10: FlowBindingStatus,
        _ @ 11: [u8; 1],
        0..
        /// Mobility options, of which Flow Identification is one.
        options @ 12: Options<'a>,
    }
}

two_bodies! {
    /// A Flow Binding of either type (RFC 7109 Section 6.1).
    ///
    /// # Where the RFC is silent
    ///
    /// It gives no answer to a Flow Binding Type that is reserved or unknown: such a message is kept verbatim.
    pub enum FlowBinding: FLOW_BINDING, by FlowBindingType {
        /// Flow Binding Type 1.
        Indication(FlowBindingIndication),
        /// Flow Binding Type 2.
        Acknowledgement(FlowBindingAcknowledgement),
    }
}
