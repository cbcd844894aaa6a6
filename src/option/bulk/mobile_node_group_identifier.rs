//! Mobile Node Group Identifier (RFC 6602 Section 4.3), type 50.

use crate::wire::{code_point, layout};

code_point! {
    /// Sub-type of the Mobile Node Group Identifier option, the octet at offset 2 (IANA registry "Mobile Node Group
    /// Identifier Type").
    MobileNodeGroupSubType(u8) {
        BULK_BINDING_UPDATE_GROUP = 1 "Bulk Binding Update Group",
    }
}

layout! {
    /// The group that mobility sessions belong to (RFC 6602 Section 4.3): in messages of Proxy
    /// Mobile IPv6, several with different sub-types.
    ///
    /// The RFC's figure draws Sub-type seven bits wide; its text says eight.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 50   |   Length = 6  |    Sub-type   |    Reserved   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                  Mobile Node Group Identifier                 |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct MobileNodeGroupIdentifier: option MOBILE_NODE_GROUP_IDENTIFIER {
        /// Sub-type, what the group is for.
        sub_type @ 2: MobileNodeGroupSubType,
        _ @ 3: [u8; 1],
        /// Mobile Node Group Identifier; zero is reserved.
        group @ 4: u32,
    }
}

impl MobileNodeGroupIdentifier {
    /// ALL-SESSIONS: the group of all sessions between a local mobility anchor and a mobile access gateway.
    pub const ALL_SESSIONS: u32 = 1;
}
