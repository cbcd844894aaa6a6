//! IPv4 Home Address (RFC 5555 Section 3.1.1), type 29.

use crate::deviations::Deviations;
use crate::error::{EmitError, ParseError};
use crate::option::{MobilityOptionBody, OptionType, RawOption};
use crate::wire::layout::{Fixed, InOption, field, get, reserved, reserved_field};
use crate::wire::{Field, Ipv4PrefixLen, Writer, arbitrary, format};
use core::net::Ipv4Addr;

/// The IPv4 home address or prefix that a mobile node registers or asks for (RFC 5555 Section
/// 3.1.1): in a Binding Update. Two such options may ask for both.
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |   Type = 29   |  Length = 6   |Prefix-len |P|    Reserved     |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                       IPv4 home address                       |   4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// Where the RFC is silent: a prefix length above 32 is malformed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[doc(alias = "DSMIPv6")]
pub struct Ipv4HomeAddress {
    /// Octet 2, the six high bits: Prefix-len, 32 for a single address. See
    /// [`is_prefix_len_valid`](Self::is_prefix_len_valid).
    pub prefix_len: Ipv4PrefixLen,
    /// Octet 2, the next bit: P, a mobile network prefix is asked for.
    pub prefix_requested: bool,
    /// Octets 4 to 7: IPv4 home address; 0.0.0.0 asks for one.
    pub home_address: Ipv4Addr,
}

impl Ipv4HomeAddress {
    /// Whether Prefix-len is not zero, which a receiver has to take as an error (RFC 5555 Section 3.1.1).
    #[must_use]
    pub const fn is_prefix_len_valid(&self) -> bool {
        self.prefix_len.get() != 0
    }

    /// Whether the option asks for an address: 0.0.0.0.
    #[must_use]
    pub const fn is_request(&self) -> bool {
        self.home_address.is_unspecified()
    }
}

/// P, in octet 2.
const PREFIX_REQUESTED: u8 = 0x02;

impl<'a> MobilityOptionBody<'a> for Ipv4HomeAddress {
    const TYPE: OptionType = OptionType::IPV4_HOME_ADDRESS;

    fn parse_body(option: &RawOption<'a>) -> Result<Self, ParseError> {
        let [word, _, _, _, _, _] = option.body else {
            return Err(option.length_error());
        };
        Ok(Self {
            prefix_len: get::<InOption, _>(option.body, 2)?,
            prefix_requested: word & PREFIX_REQUESTED != 0,
            home_address: get::<InOption, _>(option.body, 4)?,
        })
    }

    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        let mut word = [0; 2];
        self.prefix_len.put(&mut word);
        if let ([octet, _], true) = (&mut word, self.prefix_requested) {
            *octet |= PREFIX_REQUESTED;
        }
        writer.array(&word)?;
        writer.array(&self.home_address.octets())
    }

    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        out(field("prefix_len", 2, &self.prefix_len));
        out(field("prefix_requested", 2, &u8::from(self.prefix_requested)));
        out(reserved_field(3, 1));
        out(field("home_address", 4, &self.home_address));
    }

    fn audit(&self, body: &[u8]) -> Deviations {
        match body {
            [word, ..] if word & 1 != 0 => Deviations::RESERVED_FIELD,
            _ => reserved::<InOption>(body, 3, 1),
        }
    }
}

arbitrary! {
    Ipv4HomeAddress: |u| Self {
        prefix_len: u.arbitrary()?,
        prefix_requested: u.arbitrary()?,
        home_address: u.arbitrary()?,
    };
}

format! {
    Ipv4HomeAddress as "Ipv4HomeAddress";
}
