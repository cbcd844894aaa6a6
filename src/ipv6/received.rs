//! A packet that passed a receiver's checks, and the reply to it.

use super::address::is_routable;
use super::builder::Carrier;
use super::{MobilityPacket, PacketBuilder, Refusal, is_unicast_routable};
use crate::error::{EmitError, ParseError, ParseErrorKind};
use crate::header::MobilityHeader;
use crate::message::{
    BindingAcknowledgement, BindingUpdate, CareOfTest, EmitMessage, HomeTest, MessageBody, MhType,
};
use crate::option::{AlternateCareOfAddress, MacInput};
use crate::wire::read;
use core::fmt;
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

/// Says which message it is, and how long. Addresses are left out.
impl fmt::Debug for Received<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Received").field(&self.header).finish()
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Received<'_> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "Received({})", self.header);
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
        Ok(MobileNode {
            home_address: self.sender(),
            care_of_address,
        })
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
        Refusal {
            packet: self.packet,
            cause: error.within(self.packet.mobility_header_offset()),
        }
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

/// Leaves the addresses out.
impl fmt::Debug for ReturnPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReturnPath")
            .field("home_address_option", &self.home_address_option.is_some())
            .field("routing_header", &self.routing_header.is_some())
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for ReturnPath {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(
            f,
            "ReturnPath {{ home_address_option: {=bool}, routing_header: {=bool} }}",
            self.home_address_option.is_some(),
            self.routing_header.is_some()
        );
    }
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

/// A mobile node: who it is, and where.
///
/// ```
/// use mip6_wire::ipv6::MobileNode;
///
/// let node = MobileNode {
///     home_address: "2001:db8:1::100".parse()?,
///     care_of_address: "2001:db8:2::55".parse()?,
/// };
/// assert!(!node.is_at_home());
/// # Ok::<(), core::net::AddrParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MobileNode {
    /// Its home address.
    pub home_address: Ipv6Addr,
    /// Its care-of address; the home address, if it is at home.
    pub care_of_address: Ipv6Addr,
}

/// Says whether the node is at home. Its addresses are left out: they identify a person.
impl fmt::Debug for MobileNode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MobileNode")
            .field("is_at_home", &self.is_at_home())
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for MobileNode {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "MobileNode {{ is_at_home: {=bool} }}", self.is_at_home());
    }
}

impl MobileNode {
    /// Whether it is at home: its care-of address is its home address.
    #[must_use]
    pub fn is_at_home(&self) -> bool {
        // numbers, where arrays are compared by `memcmp`
        let number = |address: Ipv6Addr| u128::from_ne_bytes(address.octets());
        number(self.home_address) == number(self.care_of_address)
    }
}
