#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(missing_copy_implementations, unreachable_pub, clippy::pedantic)]
#![allow(
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

#[cfg(feature = "arbitrary")]
mod arbitrary;
mod audit;
mod checksum;
mod error;
#[cfg(feature = "defmt")]
mod format;
mod header;
mod identity;
mod receive;
mod wire;

pub mod bootstrap;
pub mod extension;
pub mod ikev2;
pub mod message;
pub mod name;
pub mod option;

pub use audit::Deviations;
pub use checksum::{ChecksumAddresses, NEXT_HEADER};
pub use error::{EmitError, EmitErrorKind, ParseError, ParseErrorKind};
pub use header::MobilityHeader;
pub use identity::MnIdentity;
pub use message::{Message, MessageBuilder, MhType};
pub use name::Fqdn;
pub use option::{MobilityOption, OptionKind, Options};
pub use receive::{Disposition, receive, receive_with};
pub use wire::{Align, Writer};
