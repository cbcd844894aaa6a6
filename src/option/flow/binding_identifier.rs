//! Binding Identifier (RFC 5648 Section 4.3, RFC 6089 Section 4.1), type 35.

use super::lists::AddressOctets;
use crate::wire::{Value, arbitrary, fixed, layout};

/// The H flag and the priority of a binding, the octet at offset 5.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct BindingPriority(pub u8);

impl BindingPriority {
    /// The H flag: the mobile node is at home and registers other bindings beside that.
    #[must_use]
    pub const fn is_simultaneous(self) -> bool {
        self.0 & 0x80 != 0
    }

    /// BID-PRI, 7 bits: the lower, the higher the priority. Zero is reserved, and what a sender of RFC 5648 has here.
    #[must_use]
    pub const fn priority(self) -> u8 {
        self.0 & 0x7f
    }
}

fixed! {
    BindingPriority, 1: |octets| { let [octet] = *octets; Ok(Self(octet)) }, |this| [this.0], Value::Number(this.0.into());
}

arbitrary! {
    BindingPriority: |u| Self(u.arbitrary()?);
}

layout! {
    /// One of several bindings of a mobile node, and its care-of address (RFC 5648 Section 4.3).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 35   | Option Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |       Binding ID (BID)        |    Status     |H|   BID-PRI   |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |            IPv4 or IPv6 Care-of Address (CoA) ...                 6
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// A home agent that knows the option answers a wrong length with status 164, MCOA MALFORMED (RFC 5648 Section 6.2).
    ///
    /// Aligned at 2n without a care-of address, and at 8n + 2 with one.
    ///
    /// Where the RFC contradicts itself: Section 4.3 has a care-of address in Binding Updates alone, Section 6.2 lets a
    /// Binding Acknowledgement omit it. Send none there, and accept one.
    #[doc(alias = "BID", alias = "MCoA")]
    pub struct BindingIdentifier<'a>: option BINDING_IDENTIFIER {
        /// Binding ID; zero is reserved.
        binding_id @ 2: u16,
        /// Status of this binding, with the codes of a Binding Acknowledgement; zero: that of the message counts.
        status @ 4: u8,
        /// The H flag and BID-PRI.
        priority @ 5: BindingPriority,
        0..
        /// Care-of Address; none, IPv4 or IPv6, so that Option Length is 4, 8 or 20.
        care_of_address @ 6: AddressOctets<'a>,
    }
}
