//! CFG Type (RFC 7296 Section 3.15): what attributes are there for.

use crate::wire::code_point;

code_point! {
    /// CFG Type: request, reply, set or acknowledgement (IANA registry "IKEv2 Configuration Payload CFG Types").
    CfgType(u8) {
        REQUEST = 1 "CFG_REQUEST",
        REPLY = 2 "CFG_REPLY",
        SET = 3 "CFG_SET",
        ACK = 4 "CFG_ACK",
    }
}
