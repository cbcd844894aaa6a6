//! Experimental Mobility Header (RFC 5096 Section 3), MH Type 11.

use crate::error::{EmitError, ParseError};
use crate::message::{MessageBody, RawMessage};
use crate::mh_type::MhType;
use crate::option::Options;
use crate::wire::{Field, Value, Writer, arbitrary, debug};

/// Data of an experiment, to the end of the message (RFC 5096 Section 3): it has no place for
/// options.
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// | Payload Proto |   Header Len  |  MH Type = 11 |    Reserved   |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |            Checksum           |        Message Data ...       |   4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// Without data, two octets of padding stand in their place: a receiver cannot tell them from data.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Experimental<'a> {
    /// Octets 6 to the end: Message Data, 8n+2 octets.
    pub data: &'a [u8],
}

impl<'a> MessageBody<'a> for Experimental<'a> {
    const TYPE: MhType = MhType::EXPERIMENTAL;

    fn parse_body(message: &RawMessage<'a>) -> Result<Self, ParseError> {
        Ok(Self { data: message.body })
    }

    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.octets(self.data)
    }

    fn options(&self) -> Option<Options<'a>> {
        None
    }

    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        let value = Value::Octets(self.data);
        out(Field::new("data", 6, self.data.len(), value));
    }
}

arbitrary! {
    Experimental<'a>: |u| Self { data: u.arbitrary::<RawMessage<'a>>()?.body };
}

debug! {
    Experimental<'_>: "Experimental({} octets)", |message| message.data.len();
}
