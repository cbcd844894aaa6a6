//! Messages of the Mobility Header (RFC 6275 Section 6.1): the registry, one file a message, and the builder.
//!
//! One struct a message serves reading and writing: fixed fields are decoded, the options stay a view
//! ([`Options`](crate::Options)) that is checked as it is walked. [`Message`] is any of them. [`MhType`] names them all; a
//! type that is not decoded is kept verbatim ([`RawMessage`]).

pub mod base;
mod body;
mod builder;
pub mod fast;
pub mod flow;
pub mod generic;
pub mod home_agent;
pub mod multicast;
pub mod notification;
pub mod proxy;
mod registry;
mod return_routability;
mod sequence;
mod two_bodies;

pub use crate::mh_type::{MhType, MhTypes};
pub use crate::wire::Lifetime;
#[doc(inline)]
pub use base::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingError, BindingErrorStatus,
    BindingRefreshRequest, BindingStatus, BindingUpdate, BindingUpdateFlags, CareOfTest,
    CareOfTestInit, HomeTest, HomeTestInit,
};
pub use body::{EmitMessage, MessageBody, RawMessage};
pub use builder::{MessageBuilder, Unsigned, UnsignedTwice};
pub use registry::Message;
pub(crate) use registry::audit as audit_message;
pub use return_routability::{BindingKeyInput, KeygenTokenInput};
pub use sequence::{Acknowledged, Sequence, Sequence8};
