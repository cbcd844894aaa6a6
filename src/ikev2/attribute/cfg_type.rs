//! CFG Type (RFC 7296 Section 3.15): what attributes are there for.

use crate::wire::code_point;

code_point! {
    /// CFG Type: request, reply, set or acknowledgement (IANA registry "IKEv2 Configuration Payload CFG Types").
    ///
    /// ```
    /// use mip6_wire::ikev2::CfgType;
    ///
    /// assert_eq!(CfgType(2), CfgType::REPLY);
    /// assert_eq!(CfgType::REPLY.name(), Some("CFG_REPLY"));
    /// ```
    CfgType(u8) {
        REQUEST = 1 "CFG_REQUEST",
        REPLY = 2 "CFG_REPLY",
        SET = 3 "CFG_SET",
        ACK = 4 "CFG_ACK",
    }
}
