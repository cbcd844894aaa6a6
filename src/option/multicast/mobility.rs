//! Multicast Mobility (RFC 7411 Section 5.3), type 60.

use super::ReportPayload;
use crate::wire::{Field, code_point, layout};

code_point! {
    /// Which report the payload is of (RFC 7411 Section 5.3).
    MulticastMobilityCode(u8) {
        IGMPV3 = 1 "IGMPv3 Payload Type",
        MLDV2 = 2 "MLDv2 Payload Type",
        IGMPV3_FROM_IGMPV2 = 3 "IGMPv3 Payload Type from IGMPv2 Compatibility Mode",
        MLDV2_FROM_MLDV1 = 4 "MLDv2 Payload Type from MLDv1 Compatibility Mode",
    }
}

layout! {
    /// What the mobile node listens to (RFC 7411 Section 5.3).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 60   |    Length     |  Option-Code  |   Reserved    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                 MLD or IGMP Report Payload ...                |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// Length counts the 32-bit words of the payload, so the option has up to 1024 octets.
    pub struct MulticastMobility<'a>: option MULTICAST_MOBILITY {
        /// Option-Code.
        option_code @ 2: MulticastMobilityCode,
        _ @ 3: [u8; 1],
        4..
        /// MLD or IGMP Report Payload.
        report @ 4: ReportPayload<'a> => Self::list_report,
    }
}

impl MulticastMobility<'_> {
    fn list_report<F: FnMut(Field<'_>) + ?Sized>(&self, field: Field<'_>, out: &mut F) {
        match self.option_code {
            MulticastMobilityCode::MLDV2 | MulticastMobilityCode::MLDV2_FROM_MLDV1 => {
                self.report.list_mldv2(field, out);
            }
            MulticastMobilityCode::IGMPV3 | MulticastMobilityCode::IGMPV3_FROM_IGMPV2 => {
                self.report.list_igmpv3(field, out);
            }
            _ => out(field),
        }
    }
}
