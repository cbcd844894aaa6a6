//! Binding Update (RFC 6275 Section 6.1.7), MH Type 5.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! | Payload Proto |  Header Len   |   MH Type     |   Reserved    |   0
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |           Checksum            |          Sequence #           |   4
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |A|H|L|K|M|R|P|F|T|B|S|D|  Res. |           Lifetime            |   8
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                                                               |
//! .                       Mobility Options                        .  12
//! |                                                               |
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```
//!
//! Offsets count from the start of the Mobility Header.

use super::Lifetime;
use super::{MessageBody, MhType, sealed::Body};
use crate::error::EmitError;
use crate::option::Options;
use crate::wire::{Writer, read};
use bitflags::bitflags;

bitflags! {
    /// The flags of a Binding Update, 16 bits at octet 8 (IANA registry "Binding Update Flags").
    ///
    /// Unassigned bits are kept, so that they survive a round trip.
    ///
    /// ```
    /// use mip6_wire::message::BindingUpdateFlags;
    ///
    /// let flags = BindingUpdateFlags::from_bits_retain(0xc001);
    /// assert!(flags.contains(BindingUpdateFlags::HOME_REGISTRATION));
    /// assert_eq!(flags.reserved_bits(), 0x0001);
    /// ```
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
    pub struct BindingUpdateFlags: u16 {
        /// A: the sender asks for a Binding Acknowledgement (RFC 6275).
        const ACKNOWLEDGE = 0x8000;
        /// H: the receiver is to be the home agent (RFC 6275).
        const HOME_REGISTRATION = 0x4000;
        /// L: the home address and the link-local address have the same interface identifier (RFC 6275).
        const LINK_LOCAL_ADDRESS_COMPATIBILITY = 0x2000;
        /// K: the IKE security association survives movements (RFC 6275).
        const KEY_MANAGEMENT_MOBILITY_CAPABILITY = 0x1000;
        /// M: registration with a mobility anchor point (RFC 5380).
        const MAP_REGISTRATION = 0x0800;
        /// R: the sender is a mobile router (RFC 3963).
        const MOBILE_ROUTER = 0x0400;
        /// P: proxy registration, sent by a mobile access gateway (RFC 5213).
        const PROXY_REGISTRATION = 0x0200;
        /// F: UDP encapsulation is asked for, NAT or not (RFC 5555).
        const FORCE_UDP_ENCAPSULATION = 0x0100;
        /// T: the TLV header is used in the tunnel (RFC 5845).
        const TLV_HEADER = 0x0080;
        /// B: bulk binding update (RFC 6602), where P is set. RFC 5648 draws its Overwrite flag O on the same bit,
        /// for registrations without P, and never registered it.
        const BULK_BINDING_UPDATE = 0x0040;
        /// S: multicast signaling (RFC 7161; its IANA section and registry, not its figure).
        const MULTICAST_SIGNALING = 0x0020;
        /// D: distributed mobility management (RFC 8885).
        const DISTRIBUTED_MOBILITY_MANAGEMENT = 0x0010;

        const _ = !0;
    }
}

impl BindingUpdateFlags {
    /// The bits that no RFC has assigned, 0x000f, as they are set here. A sender sets none.
    #[must_use]
    pub const fn reserved_bits(self) -> u16 {
        self.bits() & 0x000f
    }
}

/// A mobile node tells where it is, or that it is back home.
///
/// ```
/// use mip6_wire::Options;
/// use mip6_wire::message::{BindingUpdate, BindingUpdateFlags, Lifetime};
///
/// let home_registration = BindingUpdate {
///     sequence: 0x1234,
///     flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
///     lifetime: Lifetime::from_secs(3600),
///     options: Options::EMPTY,
/// };
/// # let _ = home_registration;
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct BindingUpdate<'a> {
    /// Octets 6 and 7: Sequence #, counted modulo 65536.
    pub sequence: u16,
    /// Octets 8 and 9: flags. Unassigned bits are kept.
    pub flags: BindingUpdateFlags,
    /// Octets 10 and 11: Lifetime, in units of 4 seconds; zero deletes the binding.
    pub lifetime: Lifetime,
    /// Octets 12 to the end: mobility options.
    pub options: Options<'a>,
}

impl<'a> MessageBody<'a> for BindingUpdate<'a> {
    const TYPE: MhType = MhType::BINDING_UPDATE;
    const OPTIONS_START: u8 = 12;

    #[inline]
    fn options(&self) -> Options<'a> {
        self.options
    }
}

impl<'a> Body<'a> for BindingUpdate<'a> {
    #[inline(always)]
    fn parse_data(data: &'a [u8]) -> read::Read<'a, Self> {
        let (options, [s0, s1, f0, f1, l0, l1]) = read::array(data)?;
        let message = Self {
            sequence: u16::from_be_bytes([*s0, *s1]),
            flags: BindingUpdateFlags::from_bits_retain(u16::from_be_bytes([*f0, *f1])),
            lifetime: Lifetime(u16::from_be_bytes([*l0, *l1])),
            options: Options::new(options, Self::OPTIONS_START),
        };
        Ok((&[], message))
    }

    #[inline(always)]
    fn emit_fixed(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        let [s0, s1] = self.sequence.to_be_bytes();
        let [f0, f1] = self.flags.bits().to_be_bytes();
        let [l0, l1] = self.lifetime.0.to_be_bytes();
        writer.array(&[s0, s1, f0, f1, l0, l1])
    }
}
