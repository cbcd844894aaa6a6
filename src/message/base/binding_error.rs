//! Binding Error (RFC 6275 Section 6.1.9), MH Type 7.

use crate::wire::{code_point, layout};
use core::net::Ipv6Addr;

code_point! {
    /// Status of a Binding Error, the octet at offset 6.
    BindingErrorStatus(u8) {
        UNKNOWN_BINDING = 1 "Unknown binding for Home Address destination option",
        UNRECOGNIZED_MH_TYPE = 2 "Unrecognized MH Type value",
    }
}

layout! {
    /// A correspondent node, or any receiver, reports a mobility error (RFC 6275 Section 6.1.9).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |           Checksum            |    Status     |   Reserved    |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                    Home Address (16 octets)                   |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |  24
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "BE")]
    pub struct BindingError<'a>: message BINDING_ERROR, options @ 24 {
        /// Status; RFC 6275 gives no meaning to 0.
        status @ 6: BindingErrorStatus where |status| status.0 != 0, else BINDING_ERROR_STATUS,
        _ @ 7: [u8; 1],
        /// The address in the Home Address option of the packet that caused the error, or `::`.
        home_address @ 8: Ipv6Addr,
    }
}
