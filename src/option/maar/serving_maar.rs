//! Serving MAAR (RFC 8885 Section 4.6), type 68.

use crate::wire::layout;
use core::net::Ipv6Addr;

layout! {
    /// The present MAAR of a mobile node (RFC 8885 Section 4.6): in a Proxy Binding Update of the
    /// central mobility database to an earlier MAAR.
    ///
    /// Section 4.6 names that message alone; in Section 3.2 the answer to it holds the option too.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 68   |  Length = 16  |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                  S-MAAR's Address (16 octets)                 |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct ServingMaar: option SERVING_MAAR {
        /// Serving MAAR, its global address.
        serving_maar @ 2: Ipv6Addr,
    }
}
