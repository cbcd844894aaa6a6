//! Access Technology Type (RFC 5213 Section 8.5), type 24.

use crate::wire::{code_point, layout};

code_point! {
    /// An access technology, the octet at offset 3 of the Access Technology Type option (IANA registry "Access
    /// Technology Type Option type values").
    ///
    /// 0 is reserved.
    AccessTechnology(u8) {
        VIRTUAL = 1 "Virtual",
        PPP = 2 "PPP",
        IEEE_802_3 = 3 "IEEE 802.3",
        IEEE_802_11 = 4 "IEEE 802.11a/b/g",
        IEEE_802_16E = 5 "IEEE 802.16e",
        GERAN = 6 "3GPP GERAN",
        UTRAN = 7 "3GPP UTRAN",
        E_UTRAN = 8 "3GPP E-UTRAN",
        EHRPD = 9 "3GPP2 eHRPD",
        HRPD = 10 "3GPP2 HRPD",
        CDMA2000_1XRTT = 11 "3GPP2 1xRTT",
        UMB = 12 "3GPP2 UMB",
        NB_IOT = 13 "3GPP NB-IoT",
    }
}

layout! {
    /// The access technology by which the mobile node is attached (RFC 5213 Section 8.5).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 24   |   Length = 2  |    Reserved   |      ATT      |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "ATT")]
    pub struct AccessTechnologyType: option ACCESS_TECHNOLOGY_TYPE {
        _ @ 2: [u8; 1],
        /// Access Technology Type.
        technology @ 3: AccessTechnology,
    }
}
