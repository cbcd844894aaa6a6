//! The messages of flows (RFC 7109).

mod flow_binding;

pub use flow_binding::{
    FlowBinding, FlowBindingAcknowledgement, FlowBindingFlags, FlowBindingIndication,
    FlowBindingStatus, FlowBindingTrigger, FlowBindingType,
};
