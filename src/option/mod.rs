//! Mobility options (RFC 6275 Section 6.2): the registry, one file an option, and the area they stand in.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |  Option Type  | Option Length |   Option Data...
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```
//!
//! Option Length counts the octets after itself. Pad1 (type 0) is a single octet with neither length nor data. The table
//! of all options, with their alignment, is in the docs of [`OptionType`].
//!
//! An option that this crate does not decode can be added from outside: implement [`MobilityOptionBody`], and
//! [`Options::find`], [`Options::select`] and the builder take it like the others.

pub mod access;
pub mod auth;
pub mod base;
mod body;
pub mod bootstrap;
mod buf;
pub mod bulk;
pub mod dual_stack;
pub mod fast;
pub mod flow;
pub mod generic;
mod list;
pub mod maar;
pub mod multicast;
pub mod multipath;
pub mod nemo;
pub mod proxy;
pub mod qos;
mod registry;
pub mod route_optimization;
mod select;
pub(crate) mod sub_option;
pub mod user_plane;

#[doc(inline)]
pub use base::{
    AlternateCareOfAddress, Authenticated, BindingAuthorizationData, BindingRefreshAdvice,
    MacInput, NonceIndices,
};
pub(crate) use base::{emit_padding, pad};
pub(crate) use body::emit;
use body::emit_framed;
pub use body::{MobilityOptionBody, RawOption};
#[doc(inline)]
pub use bootstrap::{DnsUpdate, DnsUpdateFlags, DnsUpdateStatus};
pub use buf::OptionsBuf;
pub use list::{AllOptions, Options, RawOptions, TypedOptions};
pub use registry::{MobilityOption, OptionType};
pub use select::Selection;
pub use sub_option::{
    RawSubOption, RawSubOptions, SubOptionBody, SubOptionIter, SubOptionType, SubOptions,
    SubOptionsBuilder,
};
