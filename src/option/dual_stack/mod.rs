//! The options of dual-stack Mobile IPv6 (RFC 5555).

mod ipv4_address_acknowledgement;
mod ipv4_care_of_address;
mod ipv4_home_address;
mod nat_detection;

pub use ipv4_address_acknowledgement::{Ipv4AddressAcknowledgement, Ipv4AddressStatus, PrefLen};
pub use ipv4_care_of_address::Ipv4CareOfAddress;
pub use ipv4_home_address::Ipv4HomeAddress;
pub use nat_detection::{NatDetection, NatDetectionFlags};
