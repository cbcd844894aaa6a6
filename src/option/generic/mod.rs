//! The options for data of any kind: experimental (RFC 5096), of a vendor (RFC 5094), the service asked for (RFC 5149).

mod experimental;
mod service_selection;
mod vendor_specific;

pub use experimental::Experimental;
pub use service_selection::ServiceSelection;
pub use vendor_specific::VendorSpecific;
