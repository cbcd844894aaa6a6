//! Delegated Mobile Network Prefix (RFC 7148 Section 4.1), type 55.

use crate::deviations::Deviations;
use crate::error::{EmitError, ParseError, ParseErrorKind};
use crate::option::{MobilityOptionBody, OptionType, RawOption};
use crate::wire::layout::{InOption, field, get};
use crate::wire::{Field, Ipv4PrefixLen, PrefixLen, Value, Writer, arbitrary, format};
use core::net::{Ipv4Addr, Ipv6Addr};

/// A prefix delegated to a mobile router (RFC 7148 Section 4.1): in a Proxy Binding Update, where
/// one of zeros asks for a prefix, and in its answer.
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |   Type = 55   | Option Length |V|  Reserved   | Prefix Length |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     Delegated Mobile Network Prefix (4 or 16 octets)          |   4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// The RFC asks for the alignment 8n+2, which puts the prefix off its natural boundary: it is written so, and any is read.
///
/// Where the RFC is silent: V and Option Length have to agree, 6 with V and 18 without. Another length, and a prefix
/// length above that of an address, are malformed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[doc(alias = "DMNP")]
pub enum DelegatedMobileNetworkPrefix {
    /// V is not set: an IPv6 prefix.
    Ipv6 {
        /// Octet 3: Prefix Length, in bits.
        prefix_len: PrefixLen,
        /// Octets 4 to 19: Delegated Mobile Network Prefix.
        prefix: Ipv6Addr,
    },
    /// V is set: an IPv4 prefix.
    Ipv4 {
        /// Octet 3: Prefix Length, in bits.
        prefix_len: Ipv4PrefixLen,
        /// Octets 4 to 7: Delegated Mobile Network Prefix.
        prefix: Ipv4Addr,
    },
}

/// V, in octet 2.
const IPV4: u8 = 0x80;

impl DelegatedMobileNetworkPrefix {
    /// Whether the option asks for a prefix: all zeros.
    #[must_use]
    pub const fn is_request(&self) -> bool {
        match self {
            Self::Ipv6 { prefix, .. } => prefix.is_unspecified(),
            Self::Ipv4 { prefix, .. } => prefix.is_unspecified(),
        }
    }
}

impl<'a> MobilityOptionBody<'a> for DelegatedMobileNetworkPrefix {
    const TYPE: OptionType = OptionType::DELEGATED_MOBILE_NETWORK_PREFIX;

    fn parse_body(option: &RawOption<'a>) -> Result<Self, ParseError> {
        let body = option.body;
        match body {
            [v, length, _, _, _, _] if v & IPV4 != 0 => Ok(Self::Ipv4 {
                prefix_len: Ipv4PrefixLen::new(*length)
                    .ok_or(ParseError::new(ParseErrorKind::PrefixLength, 3))?,
                prefix: get::<InOption, _>(body, 4)?,
            }),
            [v, _, ..] if v & IPV4 == 0 && body.len() == 18 => Ok(Self::Ipv6 {
                prefix_len: get::<InOption, _>(body, 3)?,
                prefix: get::<InOption, _>(body, 4)?,
            }),
            _ => Err(option.length_error()),
        }
    }

    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        match self {
            Self::Ipv6 { prefix_len, prefix } => {
                writer.array(&[0, prefix_len.get()])?;
                writer.address(*prefix)
            }
            Self::Ipv4 { prefix_len, prefix } => {
                writer.array(&[IPV4, prefix_len.get()])?;
                writer.array(&prefix.octets())
            }
        }
    }

    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        let (ipv4, prefix_len, prefix) = match self {
            Self::Ipv6 { prefix_len, prefix } => (0, prefix_len.get(), field("prefix", 4, prefix)),
            Self::Ipv4 { prefix_len, prefix } => (1, prefix_len.get(), field("prefix", 4, prefix)),
        };
        out(Field::new("ipv4", 2, 1, Value::Number(ipv4)));
        out(field("prefix_len", 3, &prefix_len));
        out(prefix);
    }

    fn audit(&self, body: &[u8]) -> Deviations {
        match body {
            [v, ..] if v & !IPV4 != 0 => Deviations::RESERVED_FIELD,
            _ => Deviations::empty(),
        }
    }
}

arbitrary! {
    DelegatedMobileNetworkPrefix: |u| if u.arbitrary()? {
        Self::Ipv6 { prefix_len: u.arbitrary()?, prefix: u.arbitrary()? }
    } else {
        Self::Ipv4 { prefix_len: u.arbitrary()?, prefix: u.arbitrary()? }
    };
}

format! {
    DelegatedMobileNetworkPrefix as "DelegatedMobileNetworkPrefix";
}
