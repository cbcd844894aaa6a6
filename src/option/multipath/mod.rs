//! The options of mobile access gateways with several care-of addresses (RFC 8278).

mod mag_identifier;
mod mag_multipath_binding;

pub use mag_identifier::MagIdentifier;
pub use mag_multipath_binding::{MagMultipathBinding, MagMultipathBindingFlags};
