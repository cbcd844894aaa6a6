//! Bindings and flows: several care-of addresses (RFC 5648), and which flow goes to which (RFC 6089, RFC 7109).

mod binding_identifier;
mod flow_identification;
mod flow_summary;
mod lists;
mod traffic_selector;

pub use binding_identifier::{BindingIdentifier, BindingPriority};
pub use flow_identification::{
    BindingReference, FlowBindingAction, FlowBindingActionCode, FlowIdentification, FlowStatus,
    FlowSubOption, FlowSubOptionType, RawFlowSubOption, TargetCareOfAddress, TrafficSelector,
    TrafficSelectorFormat,
};
pub use flow_summary::FlowSummary;
pub use lists::{AddressOctets, Identifiers};
pub use traffic_selector::{
    BinaryTrafficSelector, Ipv4TrafficSelector, Ipv6TrafficSelector, SelectorRange,
};
