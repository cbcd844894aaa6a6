//! Vendor Specific (RFC 5094 Section 3), type 19.

use crate::wire::layout;

layout! {
    /// Data of a vendor (RFC 5094 Section 3). Several may stand in any message, before the Binding
    /// Authorization Data.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 19   | Option Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                           Vendor ID                           |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |    Sub-Type   |                    Data ...                   |   6
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "private enterprise number")]
    pub struct VendorSpecific<'a>: option VENDOR_SPECIFIC {
        /// Vendor ID, the private enterprise number that IANA gave the vendor.
        vendor_id @ 2: u32,
        /// Sub-Type, by which the vendor tells its data apart.
        sub_type @ 6: u8,
        0..
        /// Data; only the vendor says what it is.
        data @ 7: &'a [u8],
    }
}
