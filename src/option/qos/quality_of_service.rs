//! Quality of Service (RFC 7222 Section 4.1), type 58, and its attributes.

use crate::deviations::Deviations;
use crate::option::flow::TrafficSelectorFormat;
use crate::option::sub_option::sub_options;
use crate::option::{SubOptionBody, SubOptions};
use crate::wire::{Value, arbitrary, code_point, fixed, flags, layout};

/// Traffic Class, the octet at offset 3 of Quality of Service: a code point of 6 bits, and 2 Reserved bits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct TrafficClass(pub u8);

impl TrafficClass {
    /// The class of a code point, 0 to 63; `None` above.
    #[must_use]
    pub const fn from_code_point(code_point: u8) -> Option<Self> {
        match code_point {
            0..=63 => Some(Self(code_point << 2)),
            _ => None,
        }
    }

    /// The Differentiated Services Code Point, 6 bits.
    #[must_use]
    #[doc(alias = "DSCP")]
    pub const fn code_point(self) -> u8 {
        self.0 >> 2
    }
}

/// The three parts of an allocation and retention priority, the octet at offset 3.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct RetentionPriority(pub u8);

impl RetentionPriority {
    /// The octet of a level, 1 to 15, of which 1 is the highest; `None` outside.
    #[must_use]
    pub const fn new(level: u8, may_preempt: bool, may_be_preempted: bool) -> Option<Self> {
        // in both, 0 is enabled and 1 disabled
        let capability = if may_preempt { 0 } else { 4 };
        let vulnerability = if may_be_preempted { 0 } else { 1 };
        match level {
            1..=15 => Some(Self(level << 4 | capability | vulnerability)),
            _ => None,
        }
    }

    /// Priority-Level, 4 bits: 1 is the highest, 0 is not defined.
    #[must_use]
    pub const fn level(self) -> u8 {
        self.0 >> 4
    }

    /// Preemption-Capability: whether the flow may take resources of flows with a lower priority; `None` if reserved.
    #[must_use]
    pub const fn may_preempt(self) -> Option<bool> {
        Self::enabled(self.0 >> 2)
    }

    /// Preemption-Vulnerability: whether flows with a higher priority may take the resources; `None` if reserved.
    #[must_use]
    pub const fn may_be_preempted(self) -> Option<bool> {
        Self::enabled(self.0)
    }

    /// What the two lowest bits say.
    const fn enabled(bits: u8) -> Option<bool> {
        match bits & 3 {
            0 => Some(true),
            1 => Some(false),
            _ => None,
        }
    }
}

fixed! {
    TrafficClass, 1: |octets| { let [octet] = *octets; Ok(Self(octet)) }, |this| [this.0], Value::Number(this.0.into()),
        match this.0 & 3 { 0 => Deviations::empty(), _ => Deviations::RESERVED_FLAGS };
    RetentionPriority, 1: |octets| { let [octet] = *octets; Ok(Self(octet)) }, |this| [this.0], Value::Number(this.0.into());
}

arbitrary! {
    TrafficClass: |u| Self(u.arbitrary()?);
    RetentionPriority: |u| Self(u.arbitrary()?);
}

code_point! {
    /// Operational Code, the octet at offset 4 of Quality of Service. A receiver ignores an option with any other.
    QosOperation(u8) {
        RESPONSE = 0 "RESPONSE",
        ALLOCATE = 1 "ALLOCATE",
        DE_ALLOCATE = 2 "DE-ALLOCATE",
        MODIFY = 3 "MODIFY",
        QUERY = 4 "QUERY",
        NEGOTIATE = 5 "NEGOTIATE",
    }
}

layout! {
    /// One request for quality of service, or the answer to it (RFC 7222 Section 4.1).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 58   | Option Length |     SR-ID     |       TC      |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |       OC      |                   Reserved                    |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Attribute(s) ...                             8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "QoS", alias = "DSCP")]
    pub struct QualityOfService<'a>: option QUALITY_OF_SERVICE {
        /// Service Request Identifier, which the local mobility anchor gives out; 0 in the first request of a gateway.
        service_request_identifier @ 2: u8,
        /// Traffic Class.
        traffic_class @ 3: TrafficClass,
        /// Operational Code.
        operation @ 4: QosOperation,
        _ @ 5: [u8; 3],
        0..
        /// The attributes, in any order. Of those from 1 to 9 there is one at most.
        attributes @ 8: SubOptions<'a, QosAttributeType>,
    }
}

sub_options! {
    /// The type of an attribute of Quality of Service, its first octet (IANA registry "Quality-of-Service Attributes").
    QosAttributeType(u8), start 8, head 2, padded false;
    RawQosAttribute and QosAttribute of "attribute of Quality of Service";
    1 PER_MN_AGG_MAX_DL_BIT_RATE "Per-MN-Agg-Max-DL-Bit-Rate", "RFC 7222 Section 4.2.1" once => PerMnAggMaxDlBitRate;
    2 PER_MN_AGG_MAX_UL_BIT_RATE "Per-MN-Agg-Max-UL-Bit-Rate", "RFC 7222 Section 4.2.2" once => PerMnAggMaxUlBitRate;
    3 PER_SESSION_AGG_MAX_DL_BIT_RATE "Per-Session-Agg-Max-DL-Bit-Rate", "RFC 7222 Section 4.2.3" once => PerSessionAggMaxDlBitRate;
    4 PER_SESSION_AGG_MAX_UL_BIT_RATE "Per-Session-Agg-Max-UL-Bit-Rate", "RFC 7222 Section 4.2.4" once => PerSessionAggMaxUlBitRate;
    5 ALLOCATION_RETENTION_PRIORITY "Allocation-Retention-Priority", "RFC 7222 Section 4.2.5" once => AllocationRetentionPriority;
    6 AGGREGATE_MAX_DL_BIT_RATE "Aggregate-Max-DL-Bit-Rate", "RFC 7222 Section 4.2.6" once => AggregateMaxDlBitRate;
    7 AGGREGATE_MAX_UL_BIT_RATE "Aggregate-Max-UL-Bit-Rate", "RFC 7222 Section 4.2.7" once => AggregateMaxUlBitRate;
    8 GUARANTEED_DL_BIT_RATE "Guaranteed-DL-Bit-Rate", "RFC 7222 Section 4.2.8" once => GuaranteedDlBitRate;
    9 GUARANTEED_UL_BIT_RATE "Guaranteed-UL-Bit-Rate", "RFC 7222 Section 4.2.9" once => GuaranteedUlBitRate;
    10 QOS_TRAFFIC_SELECTOR "QoS-Traffic-Selector", "RFC 7222 Section 4.2.10" => QosTrafficSelector<'a>;
    11 QOS_VENDOR_SPECIFIC_ATTRIBUTE "QoS-Vendor-Specific-Attribute", "RFC 7222 Section 4.2.11" => QosVendorSpecificAttribute<'a>;
}

/// Makes the attributes that are a bit rate behind two Reserved octets.
macro_rules! bit_rates {
    ($( $(#[$meta:meta])* $type:ident $constant:ident; )*) => { $(
        layout! {
            $(#[$meta])*
            ///
            /// ```text
            ///  0                   1                   2                   3
            ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// |     Type      |   Length = 6  |           Reserved            |   0
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// |                           Bit Rate                            |   4
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// ```
            pub struct $type: sub_option QosAttributeType::$constant {
                _ @ 2: [u8; 2],
                /// The rate in bits per second.
                bit_rate @ 4: u32,
            }
        }
    )* };
}

bit_rates! {
    /// The maximum rate downlink of all sessions of a mobile node (RFC 7222 Section 4.2.1).
    PerMnAggMaxDlBitRate PER_MN_AGG_MAX_DL_BIT_RATE;
    /// The maximum rate uplink of all sessions of a mobile node (RFC 7222 Section 4.2.2).
    PerMnAggMaxUlBitRate PER_MN_AGG_MAX_UL_BIT_RATE;
    /// The maximum rate downlink of the selected flows (RFC 7222 Section 4.2.6).
    AggregateMaxDlBitRate AGGREGATE_MAX_DL_BIT_RATE;
    /// The maximum rate uplink of the selected flows (RFC 7222 Section 4.2.7).
    AggregateMaxUlBitRate AGGREGATE_MAX_UL_BIT_RATE;
    /// The guaranteed rate downlink of the selected flows (RFC 7222 Section 4.2.8).
    GuaranteedDlBitRate GUARANTEED_DL_BIT_RATE;
    /// The guaranteed rate uplink of the selected flows (RFC 7222 Section 4.2.9).
    GuaranteedUlBitRate GUARANTEED_UL_BIT_RATE;
}

flags! {
    /// The flags of the maximum rates of a session, 16 bits at octet 2.
    BitRateFlags(u16) {
        /// The rate is that of all sessions with the same service identifier.
        SERVICE = 0x8000 "S" "Service",
        /// Flows with a guaranteed rate do not count.
        EXCLUDE = 0x4000 "E" "Exclude",
    }
}

/// Makes the attributes that are flags and the bit rate of a session.
macro_rules! session_bit_rates {
    ($( $(#[$meta:meta])* $type:ident $constant:ident; )*) => { $(
        layout! {
            $(#[$meta])*
            ///
            /// ```text
            ///  0                   1                   2                   3
            ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// |     Type      |   Length = 6  |S|E|         Reserved          |   0
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// |                           Bit Rate                            |   4
            /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
            /// ```
            pub struct $type: sub_option QosAttributeType::$constant {
                /// Flags.
                flags @ 2: BitRateFlags,
                /// The rate in bits per second.
                bit_rate @ 4: u32,
            }
        }
    )* };
}

session_bit_rates! {
    /// The maximum rate downlink of a mobility session (RFC 7222 Section 4.2.3).
    PerSessionAggMaxDlBitRate PER_SESSION_AGG_MAX_DL_BIT_RATE;
    /// The maximum rate uplink of a mobility session (RFC 7222 Section 4.2.4).
    PerSessionAggMaxUlBitRate PER_SESSION_AGG_MAX_UL_BIT_RATE;
}

layout! {
    /// Which flows yield to which if resources are short (RFC 7222 Section 4.2.5).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |    Type = 5   |   Length = 2  |    Reserved   |   PL  | PC| PV|   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "ARP")]
    pub struct AllocationRetentionPriority: sub_option QosAttributeType::ALLOCATION_RETENTION_PRIORITY {
        _ @ 2: [u8; 1],
        /// Priority-Level, Preemption-Capability, Preemption-Vulnerability.
        priority @ 3: RetentionPriority,
    }
}

layout! {
    /// The flows that the option is about (RFC 7222 Section 4.2.10).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 10   |     Length    |    Reserved   |   TS Format   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                     Traffic Selector ...                          4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct QosTrafficSelector<'a>: sub_option QosAttributeType::QOS_TRAFFIC_SELECTOR, never [
        FIELD_VALUE: |holder| holder.format.0 == 0,
    ] {
        _ @ 2: [u8; 1],
        /// TS Format, behind the Reserved octet and not before it as in RFC 6089.
        format @ 3: TrafficSelectorFormat,
        0..
        /// Traffic Selector, by its format.
        selector @ 4: &'a [u8] => Self::list_selector,
    }
}

layout! {
    /// What a vendor defines (RFC 7222 Section 4.2.11).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 11   |     Length    |            Reserved           |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                           Vendor ID                           |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |    Sub-Type   |      ...                                          8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct QosVendorSpecificAttribute<'a>: sub_option QosAttributeType::QOS_VENDOR_SPECIFIC_ATTRIBUTE {
        _ @ 2: [u8; 2],
        /// Vendor ID, a Private Enterprise Number.
        vendor_id @ 4: u32,
        /// Sub-Type, a number of the vendor.
        sub_type @ 8: u8,
        0..
        /// What the vendor defines.
        data @ 9: &'a [u8],
    }
}
