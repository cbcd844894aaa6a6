//! The options of multicast (RFC 7028, RFC 7161 and RFC 7411).

mod active_multicast_subscription_ipv4;
mod active_multicast_subscription_ipv6;
mod dynamic_ip_multicast_selector;
mod record;

pub use active_multicast_subscription_ipv4::{
    ActiveMulticastSubscriptionIpv4, IgmpMembership, IgmpType,
};
pub use active_multicast_subscription_ipv6::{
    ActiveMulticastSubscriptionIpv6, MldMembership, MldType,
};
pub use dynamic_ip_multicast_selector::{
    DynamicIpMulticastSelector, DynamicIpMulticastSelectorFlags, MulticastProtocol,
};
pub use record::{IgmpRecord, IgmpRecords, MldRecord, MldRecords, RecordType};

mod acknowledgement;
mod mobility;
mod report;

pub use acknowledgement::{MulticastAcknowledgement, MulticastStatus};
pub use mobility::{MulticastMobility, MulticastMobilityCode};
pub use report::ReportPayload;
