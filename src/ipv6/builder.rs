//! Writing whole packets: the IPv6 header, the header that carries a home address, the message, its checksum.

use super::{HomeAddressOption, MobileNode, Type2RoutingHeader, next_header};
use crate::checksum::{self, NEXT_HEADER};
use crate::error::{EmitError, EmitErrorKind};
use crate::message::{
    BindingAcknowledgement, BindingRefreshRequest, BindingUpdate, EmitMessage, MessageBuilder,
    MhType, Unsigned,
};
use crate::option::{MacInput, MobilityOption, MobilityOptionBody, Options};
use crate::wire::{Writer, debug, read};
use core::net::Ipv6Addr;

/// Writes an IPv6 packet that holds one message.
///
/// | the message | is begun by |
/// |---|---|
/// | replies to a packet | [`Received::reply`](super::Received::reply), [`ReturnPath::reply`](super::ReturnPath::reply) |
/// | goes from a mobile node: a Binding Update | [`from_mobile_node`](Self::from_mobile_node) |
/// | goes to a mobile node: a Binding Acknowledgement, a Binding Refresh Request | [`to_mobile_node`](Self::to_mobile_node) |
/// | any other, and without a home address to carry | [`new`](Self::new) |
///
/// Hop Limit is 64, Traffic Class and Flow Label are zero unless they are set. The checksum takes the addresses that RFC 6275
/// Section 6.1.1 names.
///
/// ```
/// use mip6_wire::{Options, ParseError};
/// use mip6_wire::ipv6::{MobileNode, MobilityPacket, PacketBuilder};
/// use mip6_wire::message::{BindingUpdate, BindingUpdateFlags, Lifetime};
/// use mip6_wire::option::AlternateCareOfAddress;
///
/// let node = MobileNode {
///     home_address: "2001:db8:1::100".parse()?,
///     care_of_address: "2001:db8:2::55".parse()?,
/// };
/// let update = BindingUpdate {
///     sequence: 0x1234,
///     flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
///     lifetime: Lifetime(900),
///     options: Options::EMPTY,
/// };
/// let mut buffer = [0; 128];
/// let octets = PacketBuilder::from_mobile_node(&mut buffer, &node, "2001:db8:1::1".parse()?, &update)?
///     .option(&AlternateCareOfAddress { care_of_address: node.care_of_address })?
///     .finish()?;
/// assert_eq!(octets.len(), 40 + 24 + 32); // with a Home Address option
///
/// let received = MobilityPacket::parse(octets)?.receive().map_err(ParseError::from)?;
/// assert_eq!(received.sender(), node.home_address);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use = "a packet is complete only when it is finished"]
pub struct PacketBuilder<'b> {
    message: MessageBuilder<'b>,
    /// Where the message begins: 40 or 64.
    start: usize,
}

/// What carries a home address.
#[derive(Clone, Copy)]
pub(super) enum Carrier<'a> {
    None,
    HomeAddressOption(&'a [u8; 16]),
    RoutingHeader(&'a [u8; 16]),
}

impl<'b> PacketBuilder<'b> {
    /// Begins a packet between two addresses, without a Home Address option and without a routing header.
    ///
    /// # Errors
    ///
    /// As [`MessageBuilder::new`].
    #[inline]
    pub fn new(
        buffer: &'b mut [u8],
        source: Ipv6Addr,
        destination: Ipv6Addr,
        message: &impl EmitMessage,
    ) -> Result<Self, EmitError> {
        let (source, destination) = (source.octets(), destination.octets());
        Self::begin(buffer, &source, &destination, Carrier::None, message)
    }

    /// Begins a packet from a mobile node: with a Home Address option, unless the node is at home.
    ///
    /// # Errors
    ///
    /// As [`MessageBuilder::new`].
    #[inline]
    pub fn from_mobile_node(
        buffer: &'b mut [u8],
        node: &MobileNode,
        destination: Ipv6Addr,
        message: &impl FromMobileNode,
    ) -> Result<Self, EmitError> {
        let home = node.home_address.octets();
        let carrier =
            if node.is_at_home() { Carrier::None } else { Carrier::HomeAddressOption(&home) };
        let (source, destination) = (node.care_of_address.octets(), destination.octets());
        Self::begin(buffer, &source, &destination, carrier, message)
    }

    /// Begins a packet to a mobile node at its care-of address: with a type 2 routing header, unless the node is at home.
    ///
    /// A Binding Error never takes a routing header:
    ///
    /// ```compile_fail,E0277
    /// use core::net::Ipv6Addr;
    /// use mip6_wire::EmitError;
    /// use mip6_wire::ipv6::{MobileNode, PacketBuilder};
    /// use mip6_wire::message::BindingError;
    ///
    /// fn send(own: Ipv6Addr, to: &MobileNode, error: BindingError<'_>, tx: &mut [u8]) -> Result<(), EmitError> {
    ///     PacketBuilder::to_mobile_node(tx, own, to, &error)?.finish()?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`MessageBuilder::new`].
    #[inline]
    pub fn to_mobile_node(
        buffer: &'b mut [u8],
        source: Ipv6Addr,
        node: &MobileNode,
        message: &impl ToMobileNode,
    ) -> Result<Self, EmitError> {
        let home = node.home_address.octets();
        let carrier = if node.is_at_home() { Carrier::None } else { Carrier::RoutingHeader(&home) };
        let (source, destination) = (source.octets(), node.care_of_address.octets());
        Self::begin(buffer, &source, &destination, carrier, message)
    }

    #[inline(always)]
    pub(super) fn begin(
        buffer: &'b mut [u8],
        source: &[u8; 16],
        destination: &[u8; 16],
        carrier: Carrier<'_>,
        message: &impl EmitMessage,
    ) -> Result<Self, EmitError> {
        let start = headers(buffer, NEXT_HEADER, source, destination, carrier)?;
        let message = MessageBuilder::begin(Writer::resume(buffer, start), message)?;
        Ok(Self { message, start })
    }

    /// Sets Hop Limit.
    pub fn hop_limit(mut self, hop_limit: u8) -> Self {
        self.message.writer_mut().patch(7, [hop_limit]);
        self
    }

    /// Sets Traffic Class.
    pub fn traffic_class(mut self, traffic_class: u8) -> Self {
        let [_, second, ..] = self.first_word();
        let [high, low] = (0x6000 | u16::from(traffic_class) << 4).to_be_bytes();
        let octets = [high, low | second & 0x0f];
        self.message.writer_mut().patch(0, octets);
        self
    }

    /// Sets Flow Label, the lowest 20 bits of `flow_label`.
    pub fn flow_label(mut self, flow_label: u32) -> Self {
        let [first, second, ..] = self.first_word();
        let [_, high, third, fourth] = flow_label.to_be_bytes();
        let octets = [first, second & 0xf0 | high & 0x0f, third, fourth];
        self.message.writer_mut().patch(0, octets);
        self
    }

    fn first_word(&self) -> [u8; 4] {
        let written = self.message.writer().written();
        written.first_chunk().copied().unwrap_or_default()
    }

    /// Adds an option, as [`MessageBuilder::option`].
    ///
    /// # Errors
    ///
    /// As [`MessageBuilder::option`].
    #[inline(always)]
    pub fn option<'o, O: MobilityOptionBody<'o>>(self, option: &O) -> Result<Self, EmitError> {
        let message = self.message.option(option)?;
        Ok(Self { message, ..self })
    }

    /// Adds the options that there are: an `Option`, an array.
    ///
    /// # Errors
    ///
    /// As [`MessageBuilder::option`].
    #[inline(always)]
    pub fn options<'o, O: MobilityOptionBody<'o>>(
        mut self,
        options: impl IntoIterator<Item = O>,
    ) -> Result<Self, EmitError> {
        for option in options {
            self = self.option(&option)?;
        }
        Ok(self)
    }

    /// Adds an option of any type, as [`MessageBuilder::any_option`].
    ///
    /// # Errors
    ///
    /// As [`MessageBuilder::any_option`].
    #[inline(always)]
    pub fn any_option(self, option: &MobilityOption<'_>) -> Result<Self, EmitError> {
        let message = self.message.any_option(option)?;
        Ok(Self { message, ..self })
    }

    /// Adds an option area as it is, as [`MessageBuilder::verbatim`].
    ///
    /// # Errors
    ///
    /// As [`MessageBuilder::verbatim`].
    #[inline(always)]
    pub fn verbatim(self, options: Options<'_>) -> Result<Self, EmitError> {
        let message = self.message.verbatim(options)?;
        Ok(Self { message, ..self })
    }

    /// Ends the packet: padding, lengths and checksum.
    ///
    /// # Errors
    ///
    /// As [`MessageBuilder::finish`].
    #[inline(always)]
    pub fn finish(self) -> Result<&'b [u8], EmitError> {
        let octets = self.message.end(self.start)?.finish()?;
        Ok(seal(octets, NEXT_HEADER))
    }

    /// Ends the packet with a Binding Authorization Data option of `length` octets (12 with return routability), whose
    /// authenticator is still to be computed.
    ///
    /// # Errors
    ///
    /// As [`MessageBuilder::authorize`].
    #[inline(always)]
    pub fn authorize(self, length: u8) -> Result<UnsignedPacket<'b>, EmitError> {
        let message = self.message.authorize_from(self.start, length)?;
        let start = self.start;
        Ok(UnsignedPacket { message, start })
    }
}

/// A complete packet but for its authenticator and its checksum: see [`PacketBuilder::authorize`].
#[must_use = "an unsigned packet cannot be sent"]
pub struct UnsignedPacket<'b> {
    message: Unsigned<'b>,
    start: usize,
}

impl<'b> UnsignedPacket<'b> {
    /// The octets that the authenticator has to cover: see
    /// [`Authenticated::mac_input`](crate::option::Authenticated::mac_input). The correspondent is known: it is whom a Binding
    /// Update is for, and who sends any other message.
    #[must_use]
    pub fn mac_input(&self, care_of_address: Ipv6Addr) -> MacInput<'_> {
        let octets = self.message.octets();
        let covered = octets.get(self.start..).unwrap_or_default();
        let correspondent = parts(octets).map(|parts| match covered.get(2) {
            Some(&mh_type) if mh_type == MhType::BINDING_UPDATE.0 => parts.destination,
            _ => parts.source,
        });
        let correspondent = correspondent.map_or(Ipv6Addr::UNSPECIFIED, read::address);
        MacInput::new(care_of_address, correspondent, covered)
    }

    /// Puts the authenticator and the checksum in their places, and gives the octets of the packet.
    ///
    /// # Errors
    ///
    /// As [`Unsigned::sign`].
    pub fn sign(self, authenticator: &[u8]) -> Result<&'b [u8], EmitError> {
        Ok(seal(self.message.with_authenticator(authenticator)?, NEXT_HEADER))
    }
}

/// A message that a mobile node sends from its care-of address, with a Home Address option.
#[diagnostic::on_unimplemented(message = "`{Self}` is never sent with a Home Address option")]
pub trait FromMobileNode: EmitMessage {}

impl FromMobileNode for BindingUpdate<'_> {}

/// A message that is sent to a mobile node at its care-of address, with a type 2 routing header.
#[diagnostic::on_unimplemented(message = "`{Self}` is never sent with a type 2 routing header")]
pub trait ToMobileNode: EmitMessage {}

impl ToMobileNode for BindingAcknowledgement<'_> {}

impl ToMobileNode for BindingRefreshRequest<'_> {}

/// Writes the IPv6 header, with Payload Length zero, and the header that carries a home address. Returns where the rest
/// of the packet begins.
#[inline(never)]
pub(super) fn headers(
    buffer: &mut [u8],
    next_header: u8,
    source: &[u8; 16],
    destination: &[u8; 16],
    carrier: Carrier<'_>,
) -> Result<usize, EmitError> {
    let full = || EmitError::new(EmitErrorKind::BufferFull, 0);
    let (fixed, rest) = buffer.split_first_chunk_mut::<40>().ok_or_else(full)?;
    // numbers, which stay whole in registers; what carries a home address carries a Mobility Header
    let number = u64::from_ne_bytes;
    let (first, start, home) = match carrier {
        Carrier::None => (next_header, 0, None),
        Carrier::HomeAddressOption(home) => {
            let option_type = HomeAddressOption::OPTION_TYPE;
            let start = number([NEXT_HEADER, 2, 1, 2, 0, 0, option_type, 16]);
            (next_header::DESTINATION_OPTIONS, start, Some(home))
        }
        Carrier::RoutingHeader(home) => {
            let routing_type = Type2RoutingHeader::ROUTING_TYPE;
            let start = number([NEXT_HEADER, 2, routing_type, 1, 0, 0, 0, 0]);
            (next_header::ROUTING, start, Some(home))
        }
    };
    let mut writer = Writer::new(fixed);
    writer.array(&[0x60, 0, 0, 0, 0, 0, first, 64])?;
    writer.array(&read::by_number(*source))?;
    writer.array(&read::by_number(*destination))?;
    let Some(home) = home else {
        return Ok(40);
    };
    let mut writer = Writer::new(rest.first_chunk_mut::<24>().ok_or_else(full)?);
    writer.array(&start.to_ne_bytes())?;
    writer.array(&read::by_number(*home))?;
    Ok(64)
}

/// A packet that [`headers`] began: the addresses that the checksum covers, and what it covers.
struct Parts<'a> {
    source: &'a [u8; 16],
    destination: &'a [u8; 16],
    message: &'a [u8],
}

#[inline(always)]
fn parts(octets: &[u8]) -> Option<Parts<'_>> {
    let (fixed, message) = octets.split_first_chunk::<40>()?;
    let [_, _, _, _, _, _, first, _, addresses @ ..] = fixed;
    let (source, destination) = read::halves(addresses);
    let plain = Parts { source, destination, message };
    if !matches!(*first, next_header::DESTINATION_OPTIONS | next_header::ROUTING) {
        return Some(plain);
    }
    let (carrier, message) = message.split_first_chunk::<24>()?;
    let [_, _, _, _, _, _, _, _, home @ ..] = carrier;
    Some(match *first {
        next_header::ROUTING => Parts { destination: home, message, ..plain },
        _ => Parts { source: home, message, ..plain },
    })
}

/// Writes Payload Length and the checksum into a packet that is otherwise finished.
#[inline(never)]
pub(super) fn seal(octets: &mut [u8], next_header: u8) -> &[u8] {
    let Some(parts) = parts(octets) else {
        return octets;
    };
    let at = match next_header {
        next_header::ICMPV6 => 2,
        _ => 4,
    };
    let at = octets.len().wrapping_sub(parts.message.len()).wrapping_add(at);
    let sum = checksum::of_packet(next_header, parts.source, parts.destination, parts.message);
    let length = u16::try_from(octets.len().wrapping_sub(40)).unwrap_or_default();
    let mut writer = Writer::resume(octets, 0);
    writer.patch(4, length.to_be_bytes());
    writer.patch(at, sum.to_be_bytes());
    octets
}

debug! {
    UnsignedPacket<'_>: "UnsignedPacket({:?})", |packet| packet.message;
}
