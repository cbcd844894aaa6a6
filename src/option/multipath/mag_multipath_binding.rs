//! MAG Multipath Binding (RFC 8278 Section 4.1), type 63.

use crate::wire::{flags, layout};

flags! {
    /// The flags of the MAG Multipath Binding option, the octet at offset 5.
    MagMultipathBindingFlags(u8) {
        /// The lifetime of all bindings of the mobile node is to be updated. Not together with O.
        BULK_RE_REGISTRATION = 0x80 "B" "Bulk Re-registration",
        /// This binding replaces all others of the mobile node. Not together with B, and not when de-registering.
        REGISTRATION_OVERWRITE = 0x40 "O" "Registration Overwrite",
    }
}

layout! {
    /// A mobile access gateway registers one of several care-of addresses (RFC 8278 Section 4.1):
    /// in a Proxy Binding Update, and in its answer.
    ///
    /// Where the RFC is silent: it sets no length. Another than 6 is malformed.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 63   |   Length = 6  |     If-ATT    |    If-Label   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Binding ID  |B|O|                  Reserved                 |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "MCoA")]
    pub struct MagMultipathBinding: option MAG_MULTIPATH_BINDING, never [
        FLAGS: |option| !option.are_flags_valid(false),
    ] {
        /// If-ATT, a number of the registry "Access Technology Type": that of the interface of the mobile node.
        access_technology @ 2: u8,
        /// If-Label, which the gateway gave the interface; several may have the same.
        label @ 3: u8,
        /// Binding ID, 1 to 254.
        binding_id @ 4: u8,
        /// The B and O flags, and six Reserved bits.
        flags @ 5: MagMultipathBindingFlags,
        _ @ 6: [u8; 2],
    }
}

impl MagMultipathBinding {
    /// Whether the flags are such as a sender sets: not both B and O, and O only when registering (RFC 8278 Section 4.1).
    #[must_use]
    pub const fn are_flags_valid(&self, de_registration: bool) -> bool {
        let bulk = self.flags.contains(MagMultipathBindingFlags::BULK_RE_REGISTRATION);
        let overwrite = self.flags.contains(MagMultipathBindingFlags::REGISTRATION_OVERWRITE);
        !(overwrite && (bulk || de_registration))
    }
}
