//! The messages of Proxy Mobile IPv6 (RFC 5213) and of its extensions, and what their receivers check.

mod binding_revocation;
mod heartbeat;
mod localized_routing_acknowledgment;
mod localized_routing_initiation;

pub use binding_revocation::{
    BindingRevocation, BindingRevocationAcknowledgement, BindingRevocationFlags,
    BindingRevocationIndication, BindingRevocationType, RevocationStatus, RevocationTrigger,
};
pub use heartbeat::{Heartbeat, HeartbeatFlags};
pub use localized_routing_acknowledgment::{
    LocalizedRoutingAcknowledgment, LocalizedRoutingAcknowledgmentFlags, LocalizedRoutingStatus,
};
pub use localized_routing_initiation::LocalizedRoutingInitiation;
