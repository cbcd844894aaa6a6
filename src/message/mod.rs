//! Messages of the Mobility Header (RFC 6275 Section 6.1): the registry, one file a message, and the builder.
//!
//! One struct a message serves reading and writing: fixed fields are decoded, the options stay a view
//! ([`Options`](crate::Options)) that is checked as it is walked. [`Message`] is any of them. [`MhType`] names them all; a
//! type that is not decoded is kept verbatim ([`RawMessage`]).

pub mod base;
mod body;
mod builder;
pub mod flow;
mod registry;

pub use crate::mh_type::MhType;
pub use crate::wire::Lifetime;
pub use base::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingError, BindingErrorStatus,
    BindingRefreshRequest, BindingStatus, BindingUpdate, BindingUpdateFlags, CareOfTest,
    CareOfTestInit, HomeTest, HomeTestInit,
};
pub use body::{EmitMessage, MessageBody, RawMessage};
pub use builder::{MessageBuilder, Unsigned};
pub use registry::Message;
