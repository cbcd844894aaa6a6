//! NAT Detection (RFC 5555 Section 3.2.2), type 31.

use crate::wire::{Seconds32, flags, layout};

flags! {
    /// The flags of the NAT Detection option, 16 bits at octet 2.
    NatDetectionFlags(u16) {
        /// UDP encapsulation is required, NAT or not.
        FORCE_UDP_ENCAPSULATION = 0x8000 "F" "Force UDP Encapsulation",
    }
}

layout! {
    /// A home agent says whether a NAT is on the path, and how often its binding is to be refreshed
    /// (RFC 5555 Section 3.2.2): in a Binding Acknowledgement.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 31   |   Length = 6  |F|           Reserved          |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                          Refresh time                         |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "DSMIPv6")]
    pub struct NatDetection: option NAT_DETECTION {
        /// The F flag and 15 Reserved bits.
        flags @ 2: NatDetectionFlags,
        /// Refresh Time, in seconds. Zero is ignored; [`NO_NAT`](NatDetection::NO_NAT) says that there is none.
        refresh_time @ 4: Seconds32,
    }
}

impl NatDetection {
    /// The Refresh Time of all ones: no NAT was detected, and keepalives are not needed.
    pub const NO_NAT: Seconds32 = Seconds32::MAX;

    /// The time after which the mobile node is to refresh the NAT binding; `None` if the option suggests none.
    #[must_use]
    pub const fn suggested_refresh_time(&self) -> Option<Seconds32> {
        match self.refresh_time {
            Seconds32(0 | u32::MAX) => None,
            time => Some(time),
        }
    }
}
