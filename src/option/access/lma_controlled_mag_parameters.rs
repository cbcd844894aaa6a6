//! LMA-Controlled MAG Parameters (RFC 8127 Section 3), type 62, and its sub-options.

use crate::option::sub_option::sub_options;
use crate::option::{SubOptionBody, SubOptions};
use crate::wire::{Lifetime, Seconds16, layout};

layout! {
    /// How a mobile access gateway is to time its messages (RFC 8127 Section 3): in a Proxy Binding
    /// Acknowledgement, at most once.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 62   | Option Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                   LCMP Sub-option(s) ...                          2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "LCMP")]
    pub struct LmaControlledMagParameters<'a>: option LMA_CONTROLLED_MAG_PARAMETERS {
        2..
        /// The sub-options, one at least, in any order.
        sub_options @ 2: SubOptions<'a, LcmpType>,
    }
}

sub_options! {
    /// The type of a sub-option of LMA-Controlled MAG Parameters, its first octet (IANA registry "LMA-Controlled MAG
    /// Parameters (LCMP) Sub-Option Type").
    LcmpType(u8), start 2, head 2, padded false;
    RawLcmp and Lcmp of "sub-option of LMA-Controlled MAG Parameters";
    1 BINDING_REREGISTRATION_CONTROL "Binding Re-registration Control", "RFC 8127 Section 3.1.1" once => BindingReregistrationControl;
    2 HEARTBEAT_CONTROL "Heartbeat Control", "RFC 8127 Section 3.1.2" => HeartbeatControl;
}

layout! {
    /// When a binding is registered anew (RFC 8127 Section 3.1.1).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | LCMP Type = 1 |LCMP Length = 6|  Re-registration-Start-Time   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  Initial-Retransmission-Time  |  Maximum-Retransmission-Time  |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct BindingReregistrationControl: sub_option LcmpType::BINDING_REREGISTRATION_CONTROL, never [
        FIELD_VALUE: |control| control.has_zero(),
    ] {
        /// Re-registration-Start-Time: how long before the binding expires, in units of 4 seconds.
        start_time @ 2: Lifetime,
        /// Initial-Retransmission-Time, in seconds.
        initial_retransmission_time @ 4: Seconds16,
        /// Maximum-Retransmission-Time, in seconds.
        maximum_retransmission_time @ 6: Seconds16,
    }
}

impl BindingReregistrationControl {
    /// Whether a parameter is zero: a gateway ignores the whole message and logs it (RFC 8127 Section 5.2).
    #[must_use]
    pub const fn has_zero(&self) -> bool {
        self.start_time.0 == 0
            || self.initial_retransmission_time.0 == 0
            || self.maximum_retransmission_time.0 == 0
    }
}

layout! {
    /// When heartbeats are sent (RFC 8127 Section 3.1.2).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | LCMP Type = 2 |LCMP Length = 6|          HB-Interval          |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |    HB-Retransmission-Delay    |     HB-Max-Retransmissions    |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct HeartbeatControl: sub_option LcmpType::HEARTBEAT_CONTROL, never [
        // RFC 8127 Section 5.1 has all three other than zero, a gateway does not look at the delay
        FIELD_VALUE: |control| control.has_zero() || control.retransmission_delay.0 == 0,
    ] {
        /// HB-Interval, in seconds.
        interval @ 2: Seconds16,
        /// HB-Retransmission-Delay, in seconds.
        retransmission_delay @ 4: Seconds16,
        /// HB-Max-Retransmissions, a count.
        max_retransmissions @ 6: u16,
    }
}

impl HeartbeatControl {
    /// Whether a parameter other than the retransmission delay is zero: a gateway ignores the whole message and logs it
    /// (RFC 8127 Section 5.2).
    #[must_use]
    pub const fn has_zero(&self) -> bool {
        self.interval.0 == 0 || self.max_retransmissions == 0
    }
}
