//! A packet that a receiver does not accept, and the answer that it owes.

use super::builder::{self, Carrier};
use super::{MobilityPacket, next_header};
use crate::checksum::NEXT_HEADER;
use crate::error::{EmitError, ParseError, ParseErrorKind};
use crate::message::{BindingErrorStatus, MhType};
use crate::wire::is_unicast;
use crate::wire::{Writer, debug, read};
use core::fmt;
use core::net::Ipv6Addr;

/// Why a packet is not accepted.
///
/// ```
/// use mip6_wire::ipv6::{AnswerKind, MobilityPacket};
/// use mip6_wire::message::BindingErrorStatus;
///
/// // a message of MH Type 99, 2001:db8:3::7 to 2001:db8:1::1
/// let mut octets = [0; 56];
/// octets[0] = 0x60;
/// octets[4..8].copy_from_slice(&[0, 16, 135, 64]);
/// octets[8..24].copy_from_slice(&[0x20, 1, 0xd, 0xb8, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7]);
/// octets[24..40].copy_from_slice(&[0x20, 1, 0xd, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
/// octets[40..46].copy_from_slice(&[0x3b, 1, 99, 0, 0x05, 0xe9]);
///
/// let refusal = MobilityPacket::parse(&octets)?.receive().unwrap_err();
/// let answer = refusal.answer().expect("RFC 6275 Section 9.2 wants a Binding Error");
/// assert_eq!(answer.kind(), AnswerKind::BindingError(BindingErrorStatus::UNRECOGNIZED_MH_TYPE));
///
/// let mut buffer = [0; 1280];
/// let packet = answer.write("2001:db8:1::1".parse()?, &mut buffer)?; // an IPv6 packet, complete
/// assert_eq!(packet.len(), 40 + 24);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Refusal<'a> {
    pub(super) packet: MobilityPacket<'a>,
    pub(super) cause: ParseError,
}

impl fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

impl core::error::Error for Refusal<'_> {}

/// With `?`, a refused packet is discarded and the answer, if one was due, is not sent.
impl From<Refusal<'_>> for ParseError {
    fn from(refusal: Refusal<'_>) -> Self {
        refusal.cause
    }
}

impl<'a> Refusal<'a> {
    /// Why; the offset counts from the start of the IPv6 header.
    #[must_use]
    pub const fn cause(&self) -> ParseError {
        self.cause
    }

    /// The packet.
    #[must_use]
    pub const fn packet(&self) -> &MobilityPacket<'a> {
        &self.packet
    }

    /// The answer that is due and may be sent, or `None`.
    ///
    /// | what is wrong | answer | source |
    /// |---|---|---|
    /// | Hop-by-Hop Options not first | Parameter Problem, Code 1, at the octet that announces it | RFC 8200 Section 4.1 |
    /// | unrecognized option, action bits 10 | Parameter Problem, Code 2, for a multicast destination too | RFC 8200 Section 4.2 |
    /// | unrecognized option, action bits 11 | Parameter Problem, Code 2 | RFC 8200 Section 4.2 |
    /// | unrecognized Routing Type, Segments Left not 0 | Parameter Problem, Code 0 | RFC 8200 Section 4.4 |
    /// | home address in the option not unicast routable | Binding Error, Status 1 | RFC 6275 Section 9.3.1 |
    /// | unknown MH Type | Binding Error, Status 2 | RFC 6275 Section 9.2 |
    /// | Payload Proto, Header Len | Parameter Problem, Code 0 | RFC 6275 Section 9.2 |
    /// | anything else | none | |
    ///
    /// No answer goes to a source that is not unicast (RFC 6275 Section 9.3.3, RFC 4443 Section 2.4 e.6), and but for
    /// action bits 10 no Parameter Problem is sent for a multicast destination (RFC 4443 Section 2.4 e.3).
    ///
    /// What the packet does not say is left to the caller: whether the packet was for this node at all, whether it came as
    /// a multicast of the link (e.4, e.5), and the rate: answers MUST be limited in rate (RFC 4443 Section 2.4 f).
    ///
    /// There is no way to send a refusal that is owed no answer:
    ///
    /// ```compile_fail,E0599
    /// use core::net::Ipv6Addr;
    /// use mip6_wire::ipv6::Refusal;
    ///
    /// fn send(refusal: Refusal<'_>, own: Ipv6Addr, tx: &mut [u8]) {
    ///     let _ = refusal.write(own, tx);
    /// }
    /// ```
    #[must_use]
    #[inline(never)]
    pub fn answer(&self) -> Option<Answer<'_>> {
        let packet = &self.packet;
        let offset = self.cause.offset();
        let parameter_problem = |code| AnswerKind::ParameterProblem {
            code,
            pointer: u32::try_from(offset).unwrap_or(u32::MAX),
        };
        // whether it may be sent for a packet to a multicast address
        let (kind, multicast) = match self.cause.kind() {
            ParseErrorKind::HopByHopNotFirst => (parameter_problem(1), false),
            ParseErrorKind::UnrecognizedOption => {
                match packet.as_octets().get(offset).map(|option_type| option_type >> 6) {
                    Some(0b10) => (parameter_problem(2), true),
                    Some(0b11) => (parameter_problem(2), false),
                    _ => return None,
                }
            }
            ParseErrorKind::RoutingType
            | ParseErrorKind::PayloadProto
            | ParseErrorKind::HeaderLen => (parameter_problem(0), false),
            ParseErrorKind::HomeAddress => {
                let status = BindingErrorStatus::UNKNOWN_BINDING;
                (AnswerKind::BindingError(status), true)
            }
            ParseErrorKind::UnrecognizedMhType => {
                let status = BindingErrorStatus::UNRECOGNIZED_MH_TYPE;
                (AnswerKind::BindingError(status), true)
            }
            _ => return None,
        };
        let may = is_unicast(packet.source_octets())
            && (multicast || is_unicast(packet.destination_octets()));
        may.then_some(Answer { packet, kind })
    }
}

/// What an [`Answer`] says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum AnswerKind {
    /// An `ICMPv6` Parameter Problem (RFC 4443 Section 3.4).
    ParameterProblem {
        /// Code: 0 for a field, 1 for a Next Header, 2 for an option.
        code: u8,
        /// Pointer: the octet at fault, from the start of the IPv6 header.
        pointer: u32,
    },
    /// A Binding Error (RFC 6275 Section 9.3.3) with this Status.
    BindingError(BindingErrorStatus),
}

/// The answer in words.
impl fmt::Display for AnswerKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ParameterProblem { code, pointer } => {
                write!(f, "ICMPv6 Parameter Problem, Code {code}, octet {pointer}")
            }
            Self::BindingError(status) => write!(f, "Binding Error, Status {status}"),
        }
    }
}

/// An answer that is due and may be sent, subject to a limit of rate: from [`Refusal::answer`].
#[derive(Clone, Copy, PartialEq, Eq)]
#[must_use = "the answer is due"]
pub struct Answer<'a> {
    packet: &'a MobilityPacket<'a>,
    kind: AnswerKind,
}

impl Answer<'_> {
    /// The most octets that an answer takes: the minimum IPv6 MTU.
    pub const MAX_OCTETS: usize = 1280;

    /// What it says.
    #[must_use]
    pub const fn kind(&self) -> AnswerKind {
        self.kind
    }

    /// Writes the answer: an IPv6 packet from the packet's Destination Address to its Source Address, without a routing
    /// header. A Parameter Problem holds as much of the packet as fits into 1280 octets (RFC 4443 Section 2.4 c).
    ///
    /// `own` is an address of this node: the source of the answer if the packet's destination was multicast (RFC 4443
    /// Section 2.2 b).
    ///
    /// # Errors
    ///
    /// [`BufferFull`](crate::EmitErrorKind::BufferFull): [`MAX_OCTETS`](Self::MAX_OCTETS) are always enough.
    #[inline(never)]
    pub fn write<'b>(&self, own: Ipv6Addr, buffer: &'b mut [u8]) -> Result<&'b [u8], EmitError> {
        let packet = self.packet;
        let own = own.octets();
        let source = match packet.destination_octets() {
            destination if is_unicast(destination) => destination,
            _ => &own,
        };
        let next_header = match self.kind {
            AnswerKind::ParameterProblem { .. } => next_header::ICMPV6,
            AnswerKind::BindingError(_) => NEXT_HEADER,
        };
        let destination = packet.source_octets();
        let start = builder::headers(buffer, next_header, source, destination, Carrier::None)?;
        let mut writer = Writer::resume(buffer, start);
        match self.kind {
            AnswerKind::ParameterProblem { code, pointer } => {
                let [a, b, c, d] = pointer.to_be_bytes();
                writer.array(&[4, code, 0, 0, a, b, c, d])?;
                let octets = packet.as_octets();
                // octet by octet: no need for speed, and less code
                for octet in octets.iter().take(Self::MAX_OCTETS.wrapping_sub(48)) {
                    writer.u8(*octet)?;
                }
            }
            AnswerKind::BindingError(status) => {
                let mh_type = MhType::BINDING_ERROR.0;
                writer.array(&[59, 2, mh_type, 0, 0, 0, status.0, 0])?;
                let home_address = packet.home_address_octets().unwrap_or(&[0; 16]);
                writer.array(&read::by_number(*home_address))?;
            }
        }
        Ok(builder::seal(writer.finish()?, next_header))
    }
}

debug! {
    Refusal<'_>: "Refusal {{ cause: {:?}, .. }}", |refusal| refusal.cause;
    Answer<'_>: "Answer({:?})", |answer| answer.kind;
}
