//! IPv4 DHCP Support Mode (RFC 5844 Section 3.3.4), type 39.

use crate::wire::{flags, layout};

flags! {
    /// The flags of the IPv4 DHCP Support Mode option, 16 bits at offset 2.
    Ipv4DhcpSupportModeFlags(u16) {
        /// The gateway is to be a DHCP server. Clear: a DHCP relay.
        SERVER = 0x0001 "S" "DHCP Server",
    }
}

layout! {
    /// Whether the mobile access gateway is a DHCP server or a DHCP relay for the mobile node (RFC
    /// 5844 Section 3.3.4).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 39   |   Length = 2  |           Reserved          |S|   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct Ipv4DhcpSupportMode: option IPV4_DHCP_SUPPORT_MODE {
        /// The S flag and fifteen Reserved bits.
        flags @ 2: Ipv4DhcpSupportModeFlags,
    }
}
