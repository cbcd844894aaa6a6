#![doc = include_str!("../README.md")]
//!
//! ## Where to start
//!
//! | to | there is |
//! |---|---|
//! | take an IPv6 packet, and check it as a receiver has to | [`ipv6::MobilityPacket::parse`], [`ipv6::MobilityPacket::receive`] |
//! | answer one that is not accepted, if an answer is due | [`ipv6::Refusal::answer`] |
//! | reply to one that is, with a whole IPv6 packet | [`ipv6::Received::reply`], [`ipv6::ReturnPath::reply`] |
//! | send a message of one's own accord in an IPv6 packet | [`ipv6::PacketBuilder`] |
//! | check a Mobility Header that came without its packet | [`receive`], [`receive_without_checksum`], [`Disposition`] |
//! | decode its message | [`MobilityHeader::read`], [`MobilityHeader::message`] |
//! | get at the options | [`Options::find`], [`Options::select`], [`Options::iter`], [`Options::raw`], [`Options::check`] |
//! | get an authenticator, and the octets that it covers | [`MobilityHeader::authenticated`] |
//! | see in what it departs from a sender's rules | [`MobilityHeader::audit`] |
//! | write a message, authenticated or not | [`MessageBuilder`] |
//! | compare sequence numbers, and learn what an acknowledgement answers | [`message::Sequence`], [`message::BindingAcknowledgement::answers`] |
//! | compute keygen tokens and the key of return routability | [`message::KeygenTokenInput`], [`message::BindingKeyInput`] |
//! | write the headers that carry a home address | [`ipv6::HomeAddressOption`], [`ipv6::Type2RoutingHeader`] |
//! | derive the names that the DNS is asked for | [`name::service_name`], [`name::reverse_name`] |
//! | store options, or a name | [`option::OptionsBuf`], [`name::FqdnBuf`] |
//! | read and write IKEv2 payloads | [`ikev2::Payloads`], [`ikev2::PayloadsBuilder`] |
//! | decide what RFC 5026 leaves to a mobile node or a home agent | [`bootstrap`] |
//! | add an option type | [`option::MobilityOptionBody`] |
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
pub use message::{Message, MessageBuilder, MhType, MhTypes};
pub use name::Fqdn;
pub use option::{MobilityOption, OptionType, Options};
pub use receive::{Disposition, receive, receive_with, receive_without_checksum};
pub use wire::{
    Align, Field, Flag, Ipv4PrefixLen, Lifetime, PrefixLen, Seconds16, Seconds32, Tenths, UnixTime,
    Value, Writer, is_unicast_routable,
};
