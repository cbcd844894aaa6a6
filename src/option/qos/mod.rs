//! Quality of service (RFC 7222) and offload of IPv4 traffic (RFC 6909) in Proxy Mobile IPv6.

mod ipv4_traffic_offload_selector;
mod quality_of_service;

pub use ipv4_traffic_offload_selector::{
    Ipv4TrafficOffloadSelector, OffloadFlags, OffloadSubOption, OffloadSubOptionType,
    OffloadTrafficSelector, RawOffloadSubOption,
};
pub use quality_of_service::{
    AggregateMaxDlBitRate, AggregateMaxUlBitRate, AllocationRetentionPriority, BitRateFlags,
    GuaranteedDlBitRate, GuaranteedUlBitRate, PerMnAggMaxDlBitRate, PerMnAggMaxUlBitRate,
    PerSessionAggMaxDlBitRate, PerSessionAggMaxUlBitRate, QosAttribute, QosAttributeType,
    QosOperation, QosTrafficSelector, QosVendorSpecificAttribute, QualityOfService,
    RawQosAttribute, RetentionPriority, TrafficClass,
};
