//! Payloads (RFC 7296 Section 3.2): the registry, one file a payload, and the chain they stand in.

mod body;
mod builder;
mod configuration;
mod identification;
mod list;
mod notify;
mod registry;

pub use body::{PayloadBody, PayloadFlags, RawPayload};
pub use builder::{ConfigurationBuilder, PayloadsBuilder};
pub use configuration::Configuration;
pub use identification::{
    IdType, Identification, IdentificationInitiator, IdentificationResponder, Identity,
};
pub use list::{Payloads, RawPayloads, TypedPayloads};
pub use notify::{Notify, NotifyType, ProtocolId};
pub use registry::{Payload, PayloadType};
