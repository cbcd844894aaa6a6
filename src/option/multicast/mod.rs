//! The options of multicast in Proxy Mobile IPv6 (RFC 7028 and RFC 7161).

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
    DynamicIpMulticastSelector, DynamicIpMulticastSelectorFlags,
};
pub use record::{IgmpRecord, IgmpRecords, MldRecord, MldRecords, RecordType};
