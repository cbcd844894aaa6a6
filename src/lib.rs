//! Typed parsers and serializers for Mobile IPv6: the Mobility Header with its messages and options, the IPv6 packets that
//! carry it, the IKEv2 payloads and the decisions of bootstrapping.
//!
//! ## Where to start
//!
//! | to | use |
//! |---|---|
//! | check an IPv6 packet as a receiver must | [`MobilityPacket::parse`](ipv6::MobilityPacket::parse), [`MobilityPacket::receive`](ipv6::MobilityPacket::receive) |
//! | answer a packet that is not accepted | [`Refusal::answer`](ipv6::Refusal::answer) |
//! | reply with an IPv6 packet, at once or later | [`Received::reply`](ipv6::Received::reply), [`ReturnPath::reply`](ipv6::ReturnPath::reply) |
//! | accept or reject a Binding Update | [`BindingUpdate::accept`](message::BindingUpdate::accept), [`reject`](message::BindingUpdate::reject) |
//! | send a message in an IPv6 packet | [`PacketBuilder`](ipv6::PacketBuilder) |
//! | check a Mobility Header without its packet | [`receive`], [`receive_without_checksum`], [`Disposition`] |
//! | receive the messages of a role, or beyond RFC 6275 | [`MhTypes`], [`MobilityPacket::receive_with`](ipv6::MobilityPacket::receive_with), [`receive_with`] |
//! | decode a message | [`MobilityHeader::read`], [`MobilityHeader::message`] |
//! | read options | [`Options::find`], [`Options::select`], [`Options::all`], [`Options::iter`], [`Options::raw`] |
//! | verify an authenticator, with the HMAC of any library | [`MacInput`](option::MacInput), [`MobilityHeader::authenticated`], [`Received::authenticated`](ipv6::Received::authenticated) |
//! | find the sender rules that a message breaks | [`MobilityHeader::audit`] |
//! | list the fields of any value, for a dump or a log | [`Message::fields`], [`MobilityOption::fields`], [`Field`] |
//! | write a message, authenticated or not | [`MessageBuilder`] |
//! | compare sequence numbers, match an acknowledgement | [`Sequence`](message::Sequence), [`BindingAcknowledgement::answers`](message::BindingAcknowledgement::answers) |
//! | compute the tokens and the key of return routability | [`KeygenTokenInput`](message::KeygenTokenInput), [`BindingKeyInput`](message::BindingKeyInput) |
//! | write the headers that carry a home address | [`HomeAddressOption`](ipv6::HomeAddressOption), [`Type2RoutingHeader`](ipv6::Type2RoutingHeader) |
//! | derive the names to ask the DNS for | [`service_name`](name::service_name), [`reverse_name`](name::reverse_name) |
//! | store options, or a name | [`OptionsBuf`](option::OptionsBuf), [`FqdnBuf`](name::FqdnBuf) |
//! | read and write options of DHCP, beside a DHCP library | [`dhcp`] |
//! | read and write IKEv2 payloads | [`Payloads`](ikev2::Payloads), [`PayloadsBuilder`](ikev2::PayloadsBuilder) |
//! | decide what RFC 5026 asks a node to decide | [`bootstrap`] |
//! | add an option or a message type from another crate | [`MobilityOptionBody`](option::MobilityOptionBody), [`MessageBody`](message::MessageBody) |
//!
//! [SECURITY.md]: https://docs.rs/crate/mip6-wire/latest/source/SECURITY.md
//! [TESTING.md]: https://docs.rs/crate/mip6-wire/latest/source/docs/TESTING.md
//! [COST.md]: https://docs.rs/crate/mip6-wire/latest/source/docs/COST.md
//! [DESIGN.md]: https://docs.rs/crate/mip6-wire/latest/source/docs/DESIGN.md
//! [CONTRIBUTING.md]: https://docs.rs/crate/mip6-wire/latest/source/CONTRIBUTING.md
//!
#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(missing_copy_implementations, unreachable_pub, clippy::pedantic)]
#![expect(
    clippy::inline_always,
    reason = "the readers vanish into their callers only where every one of them is inlined; measured"
)]
#![deny(
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::todo,
    clippy::unimplemented,
    clippy::std_instead_of_core,
    clippy::alloc_instead_of_core,
    clippy::wildcard_imports
)]

mod audit;
mod checksum;
mod deviations;
mod error;
mod header;
mod identity;
mod mh_type;
mod receive;
mod wire;

pub mod bootstrap;
pub mod dhcp;
pub mod ikev2;
pub mod ipv6;
pub mod message;
pub mod name;
pub mod option;

pub use checksum::{ChecksumAddresses, NEXT_HEADER};
pub use deviations::Deviations;
pub use error::{EmitError, EmitErrorKind, ParseError, ParseErrorKind};
pub use header::MobilityHeader;
pub use identity::MnIdentity;
#[doc(inline)]
pub use message::{Message, MessageBuilder, MhType, MhTypes};
#[doc(inline)]
pub use name::Fqdn;
#[doc(inline)]
pub use option::{MobilityOption, OptionType, Options};
pub use receive::{Disposition, receive, receive_with, receive_without_checksum};
pub use wire::{
    Align, Field, Flag, Ipv4PrefixLen, Lifetime, List, PrefixLen, Seconds16, Seconds32, Tenths,
    UnixTime, Value, Writer, is_unicast_routable,
};
