//! The options of distributed mobility anchoring with Proxy Mobile IPv6 (RFC 8885).

mod anchored_prefix;
mod dlif_link_layer_address;
mod dlif_link_local_address;
mod local_prefix;
mod previous_maar;
mod serving_maar;

pub use anchored_prefix::AnchoredPrefix;
pub use dlif_link_layer_address::DlifLinkLayerAddress;
pub use dlif_link_local_address::DlifLinkLocalAddress;
pub use local_prefix::LocalPrefix;
pub use previous_maar::PreviousMaar;
pub use serving_maar::ServingMaar;
