//! The options of multicast in fast handovers (RFC 7411).

mod acknowledgement;
mod mobility;
mod report;

pub use acknowledgement::{MulticastAcknowledgement, MulticastStatus};
pub use mobility::{MulticastMobility, MulticastMobilityCode};
pub use report::{MulticastRecord, MulticastRecordType, ReportPayload};
