//! DNS Update (RFC 5026 Section 8.1), type 17.

use crate::identity::MnIdentity;
use crate::wire::{code_point, flags, layout};

code_point! {
    /// Status of the DNS Update option, the octet at offset 2 (IANA registry "DNS Update Status").
    ///
    /// It speaks of the DNS only, and independently of the Status of the Binding Acknowledgement that carries
    /// it: a binding can be accepted and the DNS left alone.
    ///
    /// ```
    /// use mip6_wire::option::DnsUpdateStatus;
    ///
    /// assert!(DnsUpdateStatus(7).is_performed()); // unassigned, but below 128
    /// assert!(!DnsUpdateStatus::ADMINISTRATIVELY_PROHIBITED.is_performed());
    /// ```
    DnsUpdateStatus(u8), is_performed below 128: "the home agent performed the update" {
        PERFORMED = 0 "DNS update performed",
        REASON_UNSPECIFIED = 128 "Reason unspecified",
        ADMINISTRATIVELY_PROHIBITED = 129 "Administratively prohibited",
        UPDATE_FAILED = 130 "DNS update failed",
    }
}

flags! {
    /// The flags of the DNS Update option, the octet at offset 3.
    DnsUpdateFlags(u8) {
        /// The entry is to be removed. Clear: it is to be created or updated.
        REMOVE = 0x80 "R" "Remove",
    }
}

layout! {
    /// The DNS Update option (RFC 5026 Section 8.1): a mobile node's request to its home agent, or the answer.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 17   | Option Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |    Status     |R|  Reserved   |      MN identity (FQDN) ...       2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// ```
    /// use mip6_wire::{MnIdentity, Options};
    /// use mip6_wire::option::{DnsUpdate, DnsUpdateFlags, DnsUpdateStatus};
    ///
    /// let octets = *b"\x11\x10\x00\x80mn.example.com";
    /// let update = Options::new(&octets, 12).find::<DnsUpdate>()?.unwrap();
    /// assert!(update.flags.contains(DnsUpdateFlags::REMOVE));
    /// assert_eq!(update.identity.as_text()?, "mn.example.com");
    ///
    /// // the same, to be written
    /// assert_eq!(update, DnsUpdate::remove(MnIdentity::from_text("mn.example.com")?));
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[doc(alias = "FQDN")]
    pub struct DnsUpdate<'a>: option DNS_UPDATE {
        /// Status, the result in a Binding Acknowledgement. Zero in a Binding Update, and ignored there.
        status @ 2: DnsUpdateStatus,
        /// The R flag and seven Reserved bits.
        flags @ 3: DnsUpdateFlags,
        0..
        /// MN identity, the FQDN of the mobile node; 0 to 253 octets.
        identity @ 4: MnIdentity<'a>,
    }
}

impl<'a> DnsUpdate<'a> {
    /// The option with which a mobile node has its DNS entry created or updated.
    #[must_use]
    pub const fn create_or_update(identity: MnIdentity<'a>) -> Self {
        Self { status: DnsUpdateStatus::PERFORMED, flags: DnsUpdateFlags::empty(), identity }
    }

    /// The option with which a mobile node has its DNS entry removed.
    #[must_use]
    pub const fn remove(identity: MnIdentity<'a>) -> Self {
        Self { status: DnsUpdateStatus::PERFORMED, flags: DnsUpdateFlags::REMOVE, identity }
    }

    /// Whether the R flag asks for the entry to be removed.
    #[must_use]
    pub const fn is_removal(&self) -> bool {
        self.flags.contains(DnsUpdateFlags::REMOVE)
    }
}
