//! Home Agent Switch (RFC 5142 Section 4), MH Type 12.

use crate::deviations::Deviations;
use crate::error::{EmitError, EmitErrorKind, ParseError};
use crate::message::{MessageBody, RawMessage};
use crate::mh_type::MhType;
use crate::option::Options;
use crate::wire::layout::{InMessage, reserved, reserved_field};
use crate::wire::{Field, List, Value, Writer, arbitrary, debug, read};
use core::net::Ipv6Addr;

/// A home agent asks a mobile node to change to another home agent (RFC 5142 Section 4).
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// | Payload Proto |   Header Len  |  MH Type = 12 |    Reserved   |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |            Checksum           | # of Addr. = N|    Reserved   |   4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |             Home Agent Addresses (N of 16 octets)             |   8
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// The mobility options begin behind the addresses, at octet 8 + 16 N. If there are none, the mobile node must discover a
/// home agent. A message has room for 127.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct HomeAgentSwitch<'a> {
    /// Octets 8 on: Home Agent Addresses, 16 octets each. Octet 6 is their number.
    pub addresses: &'a [u8],
    /// Behind the addresses: mobility options.
    pub options: Options<'a>,
}

impl<'a> HomeAgentSwitch<'a> {
    /// The addresses of the home agents.
    #[must_use]
    pub fn home_agents(&self) -> impl ExactSizeIterator<Item = Ipv6Addr> + use<'a> {
        self.addresses
            .chunks_exact(16)
            .map(|octets| octets.first_chunk().map_or(Ipv6Addr::UNSPECIFIED, read::address))
    }
}

impl<'a> MessageBody<'a> for HomeAgentSwitch<'a> {
    const TYPE: MhType = MhType::HOME_AGENT_SWITCH;

    fn parse_body(message: &RawMessage<'a>) -> Result<Self, ParseError> {
        let [count, _, rest @ ..] = message.body else {
            return Err(message.length_error());
        };
        let octets = usize::from(*count) << 4;
        let Some((addresses, options)) = rest.split_at_checked(octets) else {
            return Err(message.length_error());
        };
        let start = u16::from(*count).wrapping_mul(16).wrapping_add(8);
        Ok(Self { addresses, options: Options::new(options, start) })
    }

    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        if !self.addresses.len().is_multiple_of(16) {
            return Err(writer.error(EmitErrorKind::Value));
        }
        let Ok(count) = u8::try_from(self.addresses.len() / 16) else {
            return Err(writer.error(EmitErrorKind::MessageTooLong));
        };
        writer.array(&[count, 0])?;
        writer.octets(self.addresses)
    }

    fn options(&self) -> Option<Options<'a>> {
        Some(self.options)
    }

    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        let count = u64::try_from(self.addresses.len() / 16).unwrap_or(u64::MAX);
        out(Field::new("count", 6, 1, Value::Number(count)));
        out(reserved_field(7, 1));
        let octets = self.addresses;
        let value = Value::List(List::ipv6(octets));
        out(Field::new("addresses", 8, octets.len(), value));
        let options = self.options.as_octets();
        let start = octets.len().saturating_add(8);
        out(Field::new("options", start, options.len(), Value::Options(options)));
    }

    fn audit(&self, body: &[u8]) -> Deviations {
        reserved::<InMessage>(body, 7, 1)
    }
}

arbitrary! {
    HomeAgentSwitch<'a>: |u| {
        let drawn = octets(u, 1024)?;
        let addresses = at_most(drawn.len() & !15, drawn);
        let start = addresses.len().saturating_add(8);
        let options = crate::wire::layout::Tail::arbitrary(u, 0, 255, start)?;
        Self { addresses, options }
    };
}

debug! {
    HomeAgentSwitch<'_>: "HomeAgentSwitch {{ addresses: {}, options: {:?} }}",
        |switch| switch.addresses.len() / 16, switch.options;
}
