//! IPv4 Traffic Offload Selector (RFC 6909 Section 3.1), type 53, and its sub-option.

use crate::option::flow::TrafficSelectorFormat;
use crate::option::sub_option::sub_options;
use crate::option::{SubOptionBody, SubOptions};
use crate::wire::{flags, layout};

flags! {
    /// The flags of IPv4 Traffic Offload Selector, 32 bits at octet 2.
    OffloadFlags(u32) {
        /// The selected flows go to the anchor, and all others are offloaded. Clear: the selected flows are offloaded.
        OFFLOAD_MODE = 0x8000_0000 "M" "Offload Mode",
    }
}

layout! {
    /// The IPv4 flows of a mobility session that leave the tunnel at the mobile access gateway (RFC
    /// 6909 Section 3.1).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 53   | Option Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |M|                          Reserved                           |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                  Traffic Selector Sub-option ...                  6
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// # Where the RFC is silent
    ///
    /// The sub-option is that of RFC 6089, so its padding may stand here too. The figure begins at 4n+2, the text asks for
    /// 4n: the option is written at 4n.
    pub struct Ipv4TrafficOffloadSelector<'a>: option IPV4_TRAFFIC_OFFLOAD_SELECTOR {
        /// Flags.
        flags @ 2: OffloadFlags,
        0..
        /// The sub-options: a traffic selector, which an update alone can leave out.
        sub_options @ 6: SubOptions<'a, OffloadSubOptionType>,
    }
}

sub_options! {
    /// The type of a sub-option of IPv4 Traffic Offload Selector, its first octet: a number of the IANA registry "Flow
    /// Identification Sub-Options".
    OffloadSubOptionType(u8), start 6, head 2, padded true;
    RawOffloadSubOption and OffloadSubOption of "sub-option of IPv4 Traffic Offload Selector";
    0 PAD1 "Pad", "RFC 6089 Section 4.2.1.1";
    1 PADN "PadN", "RFC 6089 Section 4.2.1.2";
    3 TRAFFIC_SELECTOR "Traffic Selector", "RFC 6089 Section 4.2.1.4" => OffloadTrafficSelector<'a>;
}

layout! {
    /// The packets that are selected (RFC 6909 Section 3.1, RFC 6089 Section 4.2.1.4).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |Sub-Opt Type=3 |  Sub-Opt Len  |   TS Format   |   Reserved    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                     Traffic Selector ...                          4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct OffloadTrafficSelector<'a>: sub_option OffloadSubOptionType::TRAFFIC_SELECTOR {
        /// TS Format. RFC 6909 uses the IPv4 binary traffic selector alone.
        format @ 2: TrafficSelectorFormat,
        _ @ 3: [u8; 1],
        0..
        /// Traffic Selector, by its format.
        selector @ 4: &'a [u8] => Self::list_selector,
    }
}
