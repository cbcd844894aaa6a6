//! Local Mobility Anchor Address (RFC 5949 Section 6.2.2), type 41.

use crate::deviations::Deviations;
use crate::error::{EmitError, ParseError};
use crate::option::{MobilityOptionBody, OptionType, RawOption};
use crate::wire::layout::{Tail, field, reserved_field};
use crate::wire::{Field, Writer, arbitrary, format, read};
use core::net::IpAddr;

/// The local mobility anchor with which the mobile node is registered (RFC 5949 Section 6.2.2).
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |   Type = 41   | Option-Length |  Option-Code  |   Reserved    |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |              Local Mobility Anchor Address ...                    4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// Option-Code, octet 2, says which family the address is of: 1 of IPv6, 2 of IPv4.
///
/// # Where the RFC is silent
///
/// Another Option-Code, or one of the other length, is an error of Option Length, as the two have to agree.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[doc(alias = "LMAA")]
pub struct LocalMobilityAnchorAddress {
    /// Octets 4 to the end: Local Mobility Anchor Address.
    pub address: IpAddr,
}

impl LocalMobilityAnchorAddress {
    const fn option_code(&self) -> u8 {
        match self.address {
            IpAddr::V6(_) => 1,
            IpAddr::V4(_) => 2,
        }
    }
}

impl<'a> MobilityOptionBody<'a> for LocalMobilityAnchorAddress {
    const TYPE: OptionType = OptionType::LOCAL_MOBILITY_ANCHOR_ADDRESS;

    fn parse_body(option: &RawOption<'a>) -> Result<Self, ParseError> {
        let address = match option.body {
            [1, _, address @ ..] => {
                address.try_into().map(|octets| read::address(octets).into()).ok()
            }
            [2, _, address @ ..] => <[u8; 4]>::try_from(address).map(IpAddr::from).ok(),
            _ => None,
        };
        match address {
            Some(address) => Ok(Self { address }),
            None => Err(option.length_error()),
        }
    }

    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.array(&[self.option_code(), 0])?;
        Some(self.address).write(writer)
    }

    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        out(field("option_code", 2, &self.option_code()));
        out(reserved_field(3, 1));
        Some(self.address).list("address", 4, out);
    }

    fn audit(&self, body: &[u8]) -> Deviations {
        // with `reserved` the audit of all options takes 3 % more instructions at opt-level z
        match body {
            [_, 0, ..] => Deviations::empty(),
            _ => Deviations::RESERVED_FIELD,
        }
    }
}

arbitrary! {
    LocalMobilityAnchorAddress: |u| Self { address: u.arbitrary()? };
}

format! {
    LocalMobilityAnchorAddress as "LocalMobilityAnchorAddress";
}
