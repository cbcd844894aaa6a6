//! Redirect (RFC 6463 Section 4.2), type 47.

use crate::deviations::Deviations;
use crate::error::{EmitError, EmitErrorKind, ParseError};
use crate::option::{MobilityOptionBody, OptionType, RawOption};
use crate::wire::layout::{Fixed, InOption, Tail, field, get};
use crate::wire::{Field, Writer, arbitrary, flags, is_unicast};
use core::net::IpAddr;

flags! {
    /// The flags of the Redirect option, 16 bits at offset 2: which address follows.
    RedirectFlags(u16) {
        /// An IPv6 address follows.
        IPV6 = 0x8000 "K" "IPv6 address",
        /// An IPv4 address follows.
        IPV4 = 0x4000 "N" "IPv4 address",
    }
}

/// The anchor that the mobile access gateway is to turn to from now on (RFC 6463 Section 4.2).
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |   Type = 47   | Length = 18, 6|K|N|          Reserved         |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// .                   IPv6 or IPv4 r2LMA Address                  .   4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// Exactly one of the flags is set, and the address is of its family: anything else is refused, and not written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Redirect {
    /// Octets 2 and 3: the K and N flags and fourteen Reserved bits.
    pub flags: RedirectFlags,
    /// Octets 4 to 19, or 4 to 7: r2LMA Address, of the family that carries the message.
    pub address: IpAddr,
}

impl Redirect {
    /// The option for an address, with the flag of its family.
    #[must_use]
    pub const fn new(address: IpAddr) -> Self {
        let flags = match address {
            IpAddr::V6(_) => RedirectFlags::IPV6,
            IpAddr::V4(_) => RedirectFlags::IPV4,
        };
        Self { flags, address }
    }

    /// Whether the flags are those of the address, whatever the Reserved bits are.
    fn agrees(&self) -> bool {
        let both = RedirectFlags::IPV6.union(RedirectFlags::IPV4);
        self.flags & both == Self::new(self.address).flags
    }
}

impl<'a> MobilityOptionBody<'a> for Redirect {
    const TYPE: OptionType = OptionType::REDIRECT;

    fn parse_body(option: &RawOption<'a>) -> Result<Self, ParseError> {
        let address = match option.body.len() {
            18 => IpAddr::V6(get::<InOption, _>(option.body, 4)?),
            6 => IpAddr::V4(get::<InOption, _>(option.body, 4)?),
            _ => return Err(option.length_error()),
        };
        let flags = get::<InOption, _>(option.body, 2)?;
        let redirect = Self { flags, address };
        // each flag has a length of its own
        if redirect.agrees() { Ok(redirect) } else { Err(option.length_error()) }
    }

    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        if !self.agrees() {
            return Err(writer.error(EmitErrorKind::Value));
        }
        writer.u16(self.flags.bits())?;
        Some(self.address).write(writer)
    }

    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        out(field("flags", 2, &self.flags));
        Some(self.address).list("address", 4, out);
    }

    fn audit(&self, _: &[u8]) -> Deviations {
        let unicast = match self.address {
            IpAddr::V6(address) => is_unicast(&address.octets()),
            IpAddr::V4(address) => {
                !(address.is_multicast() || address.is_broadcast() || address.is_unspecified())
            }
        };
        self.flags.deviations() | Deviations::FIELD_VALUE.when(!unicast)
    }
}

arbitrary! {
    Redirect: |u| Self::new(u.arbitrary()?);
}
