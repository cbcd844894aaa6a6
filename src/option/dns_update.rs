//! DNS Update (RFC 5026 Section 8.1), type 17.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//!                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//!                                 |   Type = 17   | Option Length |   0
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |    Status     |R|  Reserved   |      MN identity (FQDN) ...       2
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```
//!
//! Option Length is 2 plus the octets of the MN identity. There is no alignment requirement.

use super::{MobilityOptionBody, OptionType, length_error};
use crate::error::{EmitError, ParseError};
use crate::identity::MnIdentity;
use crate::wire::{Align, Writer, code_point};
use bitflags::bitflags;

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
    DnsUpdateStatus(u8) {
        PERFORMED = 0 "DNS update performed",
        REASON_UNSPECIFIED = 128 "Reason unspecified",
        ADMINISTRATIVELY_PROHIBITED = 129 "Administratively prohibited",
        UPDATE_FAILED = 130 "DNS update failed",
    }
}

impl DnsUpdateStatus {
    /// Whether the home agent performed the update: any status below 128, registered or not.
    ///
    /// RFC 5026 Section 8.1: "Values greater than or equal to 128 indicate that the dynamic DNS update was not completed by
    /// the HA."
    #[must_use]
    pub const fn is_performed(self) -> bool {
        self.0 < 128
    }
}

bitflags! {
    /// The flags of the DNS Update option, the octet at offset 3.
    ///
    /// The seven Reserved bits are kept, so that they survive a round trip. A sender sets none; a receiver
    /// looks at none.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
    pub struct DnsUpdateFlags: u8 {
        /// R: the entry is to be removed. Clear: it is to be created or updated.
        const REMOVE = 0x80;

        const _ = !0;
    }
}

impl DnsUpdateFlags {
    /// The Reserved bits, 0x7f, as they are set here.
    #[must_use]
    pub const fn reserved_bits(self) -> u8 {
        self.bits() & 0x7f
    }
}

/// A mobile node asks its home agent to update the DNS, and the home agent tells what came of it.
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct DnsUpdate<'a> {
    /// Octet 2: Status, the result in a Binding Acknowledgement. Zero in a Binding Update, and ignored there.
    pub status: DnsUpdateStatus,
    /// Octet 3: the R flag and seven Reserved bits.
    pub flags: DnsUpdateFlags,
    /// Octets 4 on: MN identity, the FQDN of the mobile node; 0 to 253 octets.
    pub identity: MnIdentity<'a>,
}

impl<'a> DnsUpdate<'a> {
    /// The option with which a mobile node has its DNS entry created or updated.
    #[must_use]
    pub const fn create_or_update(identity: MnIdentity<'a>) -> Self {
        Self {
            status: DnsUpdateStatus::PERFORMED,
            flags: DnsUpdateFlags::empty(),
            identity,
        }
    }

    /// The option with which a mobile node has its DNS entry removed.
    #[must_use]
    pub const fn remove(identity: MnIdentity<'a>) -> Self {
        Self {
            status: DnsUpdateStatus::PERFORMED,
            flags: DnsUpdateFlags::REMOVE,
            identity,
        }
    }

    /// Whether the R flag asks for the entry to be removed.
    #[must_use]
    pub const fn is_removal(&self) -> bool {
        self.flags.contains(DnsUpdateFlags::REMOVE)
    }
}

impl<'a> MobilityOptionBody<'a> for DnsUpdate<'a> {
    const TYPE: OptionType = OptionType::DNS_UPDATE;
    const ALIGN: Align = Align::NONE;

    #[inline(always)]
    fn parse_body(body: &'a [u8]) -> Result<Self, ParseError> {
        match body {
            [status, flags, identity @ ..] => Ok(Self {
                status: DnsUpdateStatus(*status),
                flags: DnsUpdateFlags::from_bits_retain(*flags),
                identity: MnIdentity::from_octets(identity),
            }),
            _ => Err(length_error()),
        }
    }

    #[inline(always)]
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.array(&[self.status.0, self.flags.bits()])?;
        writer.octets(self.identity.as_octets())
    }
}
