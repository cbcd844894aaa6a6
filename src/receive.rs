//! What a receiver checks, in its order, and what it answers (RFC 6275 Section 9.2).

use crate::checksum::ChecksumAddresses;
use crate::error::{ParseError, ParseErrorKind};
use crate::header::MobilityHeader;
use crate::message::{BindingErrorStatus, MhType, MhTypes};
use core::fmt;

/// What RFC 6275 asks of a node that received octets it cannot accept.
///
/// Whether the answer may be sent depends on the addresses of the IPv6 header, which are not looked at here: no answer goes to
/// a source that is not unicast, and no Parameter Problem is sent for a multicast destination (RFC 6275 Section 9.3.3, RFC
/// 4443 Section 2.4 e). [`Refusal::answer`](crate::ipv6::Refusal::answer) knows the packet, obeys this, and writes the answer.
///
/// ```
/// use core::net::Ipv6Addr;
/// use mip6_wire::message::{BindingError, MessageBuilder};
/// use mip6_wire::{ChecksumAddresses, Disposition, MhType, MobilityHeader, Options, receive};
///
/// // the packet had no Home Address option, and a message of MH Type 99
/// let (source, destination) = ("2001:db8:1::100".parse()?, "2001:db8:1::1".parse()?);
/// let unknown = [0x3b, 1, 99, 0, 4, 0xf2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/// let received = receive(&unknown, &ChecksumAddresses::new(source, destination));
/// let Err(Disposition::BindingError { status }) = received else { panic!("{received:?}") };
///
/// let error = BindingError { status, home_address: Ipv6Addr::UNSPECIFIED, options: Options::EMPTY };
/// let mut buffer = [0; 24];
/// // back to the packet's own source address: an answer like this takes no routing header
/// let addresses = ChecksumAddresses::new(destination, source);
/// let octets = MessageBuilder::new(&mut buffer, &error)?.finish(&addresses)?;
/// assert_eq!(MobilityHeader::parse(octets)?.mh_type(), MhType::BINDING_ERROR);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Disposition {
    /// Discard them and answer nothing.
    Discard,
    /// Discard them and, as a SHOULD, send an `ICMPv6` Parameter Problem, Code 0.
    ParameterProblem {
        /// The octet at fault, from the start of the Mobility Header. The Pointer of the ICMPv6 message counts
        /// from the start of the IPv6 header: add the Mobility Header's offset in the packet.
        pointer: usize,
    },
    /// Discard them and, rate-limited, send a Binding Error to the packet's IPv6 Source Address, with the
    /// Home Address of the Home Address option, or `::` if there was none; not if that source is not
    /// unicast.
    BindingError {
        /// The Status of the Binding Error.
        status: BindingErrorStatus,
    },
}

/// The answer in words.
impl fmt::Display for Disposition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Discard => f.write_str("silent discard"),
            Self::ParameterProblem { pointer } => {
                write!(f, "ICMPv6 Parameter Problem, Code 0, octet {pointer}")
            }
            Self::BindingError { status } => write!(f, "Binding Error, Status {status}"),
        }
    }
}

impl core::error::Error for Disposition {}

/// The answer to what parsing a received Mobility Header brought up.
///
/// An option that is malformed has no answer of its own in RFC 6275: the message is discarded, as by the
/// implementations in use.
impl From<ParseError> for Disposition {
    fn from(error: ParseError) -> Self {
        match error.kind() {
            ParseErrorKind::PayloadProto | ParseErrorKind::HeaderLen => {
                Self::ParameterProblem { pointer: error.offset() }
            }
            _ => Self::Discard,
        }
    }
}

/// Takes a received Mobility Header through the checks of RFC 6275 Section 9.2, for a node that knows the
/// message types of RFC 6275.
///
/// `octets` are the rest of the IPv6 payload from the Mobility Header on; what follows the header is ignored,
/// as its Payload Proto says that nothing does. The options are not looked into: a malformed one shows when
/// they are walked, and its answer is `Disposition::from(error)`.
///
/// The order is: length, checksum, MH Type, Payload Proto, least Header Len. RFC 6275 lists the checksum first;
/// nothing that is corrupted is answered.
///
/// ```
/// use mip6_wire::{ChecksumAddresses, Disposition, message::BindingErrorStatus, receive};
///
/// let addresses = ChecksumAddresses::new("2001:db8:1::100".parse()?, "2001:db8:1::1".parse()?);
/// let unknown = [0x3b, 1, 99, 0, 4, 0xf2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]; // MH Type 99
/// assert_eq!(
///     receive(&unknown, &addresses),
///     Err(Disposition::BindingError { status: BindingErrorStatus::UNRECOGNIZED_MH_TYPE }),
/// );
/// # Ok::<(), core::net::AddrParseError>(())
/// ```
///
/// # Errors
///
/// The answer that RFC 6275 asks for.
pub fn receive<'a>(
    octets: &'a [u8],
    addresses: &ChecksumAddresses,
) -> Result<MobilityHeader<'a>, Disposition> {
    receive_with(octets, addresses, |mh_type| MhTypes::RFC_6275.contains(mh_type))
}

/// [`receive`] for a node that knows other message types: `is_known` says which. [`MhTypes`](crate::MhTypes) has those of each
/// role.
///
/// # Errors
///
/// The answer that RFC 6275 asks for.
pub fn receive_with<'a>(
    octets: &'a [u8],
    addresses: &ChecksumAddresses,
    is_known: impl FnOnce(MhType) -> bool,
) -> Result<MobilityHeader<'a>, Disposition> {
    let (header, _) = MobilityHeader::split(octets)?;
    // "The checksum must be verified as per Section 6.1. If invalid, the node MUST silently discard the message."
    if !header.checksum_ok(addresses) {
        return Err(Disposition::Discard);
    }
    accept(header, is_known)
}

/// [`receive_with`] for a Mobility Header in UDP over IPv4, port 5436: Checksum is ignored (RFC 5844 Sections 4.1.3.1 and
/// 4.1.3.2). The UDP checksum stands for it; with a `payload` whose UDP checksum is zero or wrong this is not to be called.
///
/// What is sent there is ended by [`MessageBuilder::finish_without_checksum`](crate::MessageBuilder::finish_without_checksum).
///
/// ```
/// use mip6_wire::{MhType, receive_without_checksum};
///
/// let payload = [0x3b, 1, 5, 0, 0, 0, 0, 1, 0xc0, 0, 3, 0x84, 1, 2, 0, 0];
/// let header = receive_without_checksum(&payload, |mh_type| mh_type == MhType::BINDING_UPDATE)?;
/// assert!(header.message().is_ok());
/// # Ok::<(), mip6_wire::Disposition>(())
/// ```
///
/// # Errors
///
/// The answer that RFC 6275 asks for. There is no IPv6 packet that a Parameter Problem could hold.
pub fn receive_without_checksum(
    payload: &[u8],
    is_known: impl FnOnce(MhType) -> bool,
) -> Result<MobilityHeader<'_>, Disposition> {
    let (header, _) = MobilityHeader::split(payload)?;
    accept(header, is_known)
}

/// What is checked behind the checksum.
#[inline(always)]
fn accept(
    header: MobilityHeader<'_>,
    is_known: impl FnOnce(MhType) -> bool,
) -> Result<MobilityHeader<'_>, Disposition> {
    // "The MH Type field MUST have a known value (Section 6.1.1). Otherwise, the node MUST discard the message and
    // issue a Binding Error message as described in Section 9.3.3, with the Status field set to 2"
    if !is_known(header.mh_type()) {
        let status = BindingErrorStatus::UNRECOGNIZED_MH_TYPE;
        return Err(Disposition::BindingError { status });
    }
    // "The Payload Proto field MUST be IPPROTO_NONE (59 decimal)." and "The Header Len field in the Mobility
    // Header MUST NOT be less than the length specified for this particular type of message"
    header.message()?;
    Ok(header)
}
