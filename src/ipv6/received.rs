//! A packet that passed a receiver's checks, and the reply to it.

use super::builder::Carrier;
use super::{MobileNode, MobilityPacket, PacketBuilder, Refusal, is_unicast_routable};
use crate::checksum::{self, NEXT_HEADER};
use crate::error::{EmitError, ParseError, ParseErrorKind};
use crate::header::MobilityHeader;
use crate::message::{
    BindingAcknowledgement, BindingUpdate, CareOfTest, EmitMessage, HomeTest, MessageBody, MhType,
    MhTypes,
};
use crate::option::{AlternateCareOfAddress, MacInput};
use crate::wire::{debug, is_routable, is_unicast, read};
use core::net::Ipv6Addr;

/// A packet that this node can act upon: headers, checksum, MH Type and length are right, and source and destination are
/// unicast addresses.
///
/// Whether it is for this node, [`recipient`](Self::recipient) says; whether its sender is who it says it is, `IPsec` or an
/// [`authenticator`](Self::authenticated).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Received<'a> {
    pub(super) packet: MobilityPacket<'a>,
    pub(super) header: MobilityHeader<'a>,
}

impl<'a> MobilityPacket<'a> {
    /// Takes the packet through what a receiver checks, for a node that knows the messages of RFC 6275.
    ///
    /// The order is that of the headers: what RFC 8200 Section 4 and RFC 6275 Section 9.3.1 have a node discard on the way,
    /// the length of the Mobility Header, its checksum, MH Type, Payload Proto, least Header Len. The options are not looked
    /// into: a malformed one shows when they are walked, and is not answered.
    ///
    /// # Errors
    ///
    /// [`Refusal`]: why the packet is not accepted, and which answer is due, if any.
    #[inline]
    pub fn receive(self) -> Result<Received<'a>, Refusal<'a>> {
        self.receive_with(|mh_type| MhTypes::RFC_6275.contains(mh_type))
    }

    /// [`receive`](Self::receive) for a node that knows other messages: `is_known` says which. If a message beyond RFC 6275
    /// is too short, [`Received::read`] says so, and [`Received::refuse`] makes the answer of that.
    ///
    /// # Errors
    ///
    /// As [`receive`](Self::receive).
    #[inline]
    pub fn receive_with(
        self,
        is_known: impl FnOnce(MhType) -> bool,
    ) -> Result<Received<'a>, Refusal<'a>> {
        let mh_type = self.unverified().get(2).copied().unwrap_or_default();
        match self.check(is_known(MhType(mh_type))) {
            Ok(header) => Ok(Received { packet: self, header }),
            Err(cause) => Err(Refusal { packet: self, cause }),
        }
    }

    #[inline(never)]
    fn check(&self, is_known: bool) -> Result<MobilityHeader<'a>, ParseError> {
        if let Some(fault) = self.fault() {
            return Err(fault);
        }
        let at = self.mobility_header_offset();
        let Ok((header, _)) = MobilityHeader::split(self.unverified()) else {
            return Err(ParseError::new(ParseErrorKind::Truncated, self.as_octets().len()));
        };
        let mh_type = header.mh_type();
        let (source, destination) = (self.sender_octets(), self.recipient_octets());
        let is_test = matches!(mh_type, MhType::HOME_TEST_INIT | MhType::CARE_OF_TEST_INIT);
        let (kind, offset) =
            if checksum::of_packet(NEXT_HEADER, source, destination, header.as_octets()) != 0 {
                (ParseErrorKind::Checksum, at.wrapping_add(4))
            } else if !is_known {
                (ParseErrorKind::UnrecognizedMhType, at.wrapping_add(2))
            } else if header.payload_proto() != 59 {
                (ParseErrorKind::PayloadProto, at)
            } else if header.header_len() < least_header_len(mh_type) {
                (ParseErrorKind::HeaderLen, at.wrapping_add(1))
            } else if !is_unicast(self.source_octets()) {
                (ParseErrorKind::NotUnicast, 8)
            } else if !is_unicast(self.destination_octets()) {
                (ParseErrorKind::NotUnicast, 24)
            } else if is_test && self.home_address_octets().is_some() {
                (ParseErrorKind::HomeAddressOption, at.wrapping_add(2))
            } else {
                return Ok(header);
            };
        Err(ParseError::new(kind, offset))
    }
}

/// The least Header Len of a message of RFC 6275 (Section 6.1); zero for any other.
const fn least_header_len(mh_type: MhType) -> u8 {
    match mh_type {
        MhType::HOME_TEST_INIT
        | MhType::CARE_OF_TEST_INIT
        | MhType::BINDING_UPDATE
        | MhType::BINDING_ACKNOWLEDGEMENT => 1,
        MhType::HOME_TEST | MhType::CARE_OF_TEST | MhType::BINDING_ERROR => 2,
        _ => 0,
    }
}

impl<'a> Received<'a> {
    /// The packet.
    #[must_use]
    pub const fn packet(&self) -> &MobilityPacket<'a> {
        &self.packet
    }

    /// The Mobility Header.
    #[must_use]
    pub const fn header(&self) -> MobilityHeader<'a> {
        self.header
    }

    /// The type of the message.
    #[must_use]
    #[inline]
    pub const fn mh_type(&self) -> MhType {
        self.header.mh_type()
    }

    /// The message of type `M`.
    ///
    /// # Errors
    ///
    /// As [`MobilityHeader::read`]: a message of RFC 6275 is long enough for its type.
    #[inline(always)]
    pub fn read<M: MessageBody<'a>>(&self) -> Result<M, ParseError> {
        self.header.read()
    }

    /// Who sent it: the home address, if there is a Home Address option, else the Source Address.
    #[must_use]
    pub fn sender(&self) -> Ipv6Addr {
        read::address(self.packet.sender_octets())
    }

    /// Whom it is for: the home address, if there is a type 2 routing header, else the Destination Address.
    ///
    /// A mobile node looks at whether that is one of its home addresses (RFC 6275 Section 11.3.3).
    #[must_use]
    pub fn recipient(&self) -> Ipv6Addr {
        read::address(self.packet.recipient_octets())
    }

    /// The mobile node that a Binding Update speaks of, with its Alternate Care-of Address, if it has one (RFC 6275
    /// Section 9.5.1).
    ///
    /// # Errors
    ///
    /// [`HomeAddress`](ParseErrorKind::HomeAddress) or [`CareOfAddress`](ParseErrorKind::CareOfAddress), if that is not
    /// unicast routable: the Binding Update is discarded, and nothing is answered.
    #[inline(always)]
    pub fn mobile_node(
        &self,
        alternate: Option<AlternateCareOfAddress>,
    ) -> Result<MobileNode, ParseError> {
        let care_of_address = self.packet.care_of_address(alternate);
        if !is_routable(self.packet.sender_octets()) {
            return Err(ParseError::new(ParseErrorKind::HomeAddress, 8));
        }
        if !is_unicast_routable(care_of_address) {
            return Err(ParseError::new(ParseErrorKind::CareOfAddress, 8));
        }
        Ok(MobileNode { home_address: self.sender(), care_of_address })
    }

    /// The authenticator of the message, if it has `N` octets, 12 with return routability, and what it has to cover. `None`:
    /// it has none.
    ///
    /// `care_of_address` is as in [`Authenticated::mac_input`]. The correspondent is known: it is whom a Binding Update is
    /// for, and who sent any other message.
    ///
    /// # Errors
    ///
    /// As [`MobilityHeader::authenticated`].
    ///
    /// [`Authenticated::mac_input`]: crate::option::Authenticated::mac_input
    #[inline]
    pub fn authenticated<const N: usize>(
        &self,
        care_of_address: Ipv6Addr,
    ) -> Result<Option<(MacInput<'a>, &'a [u8; N])>, ParseError> {
        let found = self.header.authenticated::<N>()?;
        let correspondent = match self.mh_type() {
            MhType::BINDING_UPDATE => self.recipient(),
            _ => self.sender(),
        };
        Ok(found.map(|found| {
            let input = found.mac_input(care_of_address, correspondent);
            (input, found.authenticator())
        }))
    }

    /// The answer to what [`read`](Self::read) found wrong with a message beyond RFC 6275: one that is too short for its
    /// type is answered as RFC 6275 Section 9.2 says.
    #[must_use]
    pub fn refuse(self, error: ParseError) -> Refusal<'a> {
        Refusal { packet: self.packet, cause: error.within(self.packet.mobility_header_offset()) }
    }

    /// Begins the reply, on the way on which the packet came.
    ///
    /// It goes to the Source Address. A Binding Acknowledgement to a Binding Update with a Home Address option takes a
    /// type 2 routing header, without it none (RFC 6275 Section 9.5.4); a Binding Update that answers a Binding Refresh
    /// Request in a type 2 routing header takes a Home Address option. A Home Test and a Care-of Test take neither.
    ///
    /// A [`BindingError`](crate::message::BindingError) replies to nothing that was accepted:
    ///
    /// ```compile_fail,E0277
    /// use mip6_wire::{EmitError, ipv6::Received, message::BindingError};
    ///
    /// fn reply(packet: Received<'_>, error: BindingError<'_>, tx: &mut [u8]) -> Result<(), EmitError> {
    ///     packet.reply(tx, &error)?.finish()?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// The checksum addresses are those of the packet, and there is no way to give others:
    ///
    /// ```compile_fail,E0061
    /// use mip6_wire::ipv6::Received;
    /// use mip6_wire::message::BindingAcknowledgement;
    /// use mip6_wire::{ChecksumAddresses, EmitError};
    ///
    /// fn reply(
    ///     packet: Received<'_>,
    ///     acknowledgement: BindingAcknowledgement<'_>,
    ///     addresses: &ChecksumAddresses,
    ///     tx: &mut [u8],
    /// ) -> Result<(), EmitError> {
    ///     packet.reply(tx, &acknowledgement)?.finish(addresses)?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`MessageBuilder::new`](crate::message::MessageBuilder::new).
    #[inline(always)]
    pub fn reply<'b, M: Reply>(
        &self,
        buffer: &'b mut [u8],
        message: &M,
    ) -> Result<PacketBuilder<'b>, EmitError> {
        let packet = &self.packet;
        reply(
            buffer,
            message,
            packet.source_octets(),
            packet.destination_octets(),
            packet.home_address_octets(),
            packet.routing_header_octets(),
        )
    }

    /// The way of the reply, for one that is sent later, when the octets of the packet are gone.
    #[must_use]
    pub fn return_path(&self) -> ReturnPath {
        let own = |address: &[u8; 16]| read::by_number(*address);
        let packet = &self.packet;
        ReturnPath {
            source: own(packet.source_octets()),
            destination: own(packet.destination_octets()),
            home_address_option: packet.home_address_octets().map(own),
            routing_header: packet.routing_header_octets().map(own),
        }
    }
}

/// The way back to the sender of a packet that was received: owned, for a reply that comes after the answer of a DNS server.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReturnPath {
    source: [u8; 16],
    destination: [u8; 16],
    home_address_option: Option<[u8; 16]>,
    routing_header: Option<[u8; 16]>,
}

impl ReturnPath {
    /// Begins the reply, as [`Received::reply`].
    ///
    /// # Errors
    ///
    /// As [`Received::reply`].
    #[inline(always)]
    pub fn reply<'b, M: Reply>(
        &self,
        buffer: &'b mut [u8],
        message: &M,
    ) -> Result<PacketBuilder<'b>, EmitError> {
        reply(
            buffer,
            message,
            &self.source,
            &self.destination,
            self.home_address_option.as_ref(),
            self.routing_header.as_ref(),
        )
    }
}

/// Begins the reply to a packet with these addresses.
#[inline(always)]
fn reply<'b, M: Reply>(
    buffer: &'b mut [u8],
    message: &M,
    source: &[u8; 16],
    destination: &[u8; 16],
    home_address_option: Option<&[u8; 16]>,
    routing_header: Option<&[u8; 16]>,
) -> Result<PacketBuilder<'b>, EmitError> {
    let (from, carrier) = match (home_address_option, routing_header) {
        (Some(home), _) if M::CARRIES_HOME_ADDRESS => (destination, Carrier::RoutingHeader(home)),
        (None, Some(home)) if M::CARRIES_HOME_ADDRESS => {
            (destination, Carrier::HomeAddressOption(home))
        }
        // plainly, from whom the packet was for
        _ => (routing_header.unwrap_or(destination), Carrier::None),
    };
    PacketBuilder::begin(buffer, from, source, carrier, message)
}

/// A message that replies to another.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not reply to a message that was accepted",
    note = "a `BindingError` is written by `Answer::write`, a message of one's own accord by `PacketBuilder`"
)]
pub trait Reply: EmitMessage {
    /// Whether the reply carries the home address that came in a Home Address option, or in a type 2 routing header, in the
    /// other of the two.
    const CARRIES_HOME_ADDRESS: bool;
}

impl Reply for BindingAcknowledgement<'_> {
    const CARRIES_HOME_ADDRESS: bool = true;
}

impl Reply for BindingUpdate<'_> {
    const CARRIES_HOME_ADDRESS: bool = true;
}

impl Reply for HomeTest<'_> {
    const CARRIES_HOME_ADDRESS: bool = false;
}

impl Reply for CareOfTest<'_> {
    const CARRIES_HOME_ADDRESS: bool = false;
}

debug! {
    Received<'_>: "Received({:?})", |received| received.header;
    ReturnPath: "ReturnPath {{ home_address_option: {}, routing_header: {}, .. }}",
        |path| path.home_address_option.is_some(), path.routing_header.is_some();
}
