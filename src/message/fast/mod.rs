//! The messages of fast handovers (RFC 4068, RFC 5568, RFC 5949).

mod fast_binding_acknowledgment;
mod fast_binding_update;
mod fast_neighbor_advertisement;
mod handover_acknowledge;
mod handover_initiate;

pub use fast_binding_acknowledgment::{
    FastBindingAcknowledgment, FastBindingAcknowledgmentFlags, FastBindingStatus,
};
pub use fast_binding_update::{FastBindingUpdate, FastBindingUpdateFlags};
pub use fast_neighbor_advertisement::FastNeighborAdvertisement;
pub use handover_acknowledge::{
    HandoverAcknowledge, HandoverAcknowledgeCode, HandoverAcknowledgeFlags,
};
pub use handover_initiate::{HandoverInitiate, HandoverInitiateCode, HandoverInitiateFlags};
