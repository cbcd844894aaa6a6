//! Flow Identification (RFC 6089 Section 4.2, RFC 7109 Section 6.2), type 45, and its sub-options.

use super::lists::{AddressOctets, Identifiers};
use crate::deviations::Deviations;
use crate::option::sub_option::sub_options;
use crate::option::{OptionType, SubOptionBody, SubOptions};
use crate::wire::{Align, code_point, layout};

code_point! {
    /// Status of a flow binding, the octet at offset 7; read in a Binding Acknowledgement alone.
    FlowStatus(u8) {
        SUCCESSFUL = 0 "Flow binding successful",
        ADMINISTRATIVELY_PROHIBITED = 128 "Administratively prohibited",
        REASON_UNSPECIFIED = 129 "Flow binding rejected, reason unspecified",
        MALFORMED = 130 "Flow identification mobility option malformed",
        BID_NOT_FOUND = 131 "BID not found",
        FID_NOT_FOUND = 132 "FID not found",
        FORMAT_NOT_SUPPORTED = 133 "Traffic selector format not supported",
    }
}

layout! {
    /// A flow, and where it goes (RFC 6089 Section 4.2).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 45   | Option Length |              FID              |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |            FID-PRI            |   Reserved    |    Status     |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                  Sub-options (optional) ...                       8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// The option is aligned at 2n, or as its strictest sub-option needs it: sub-options are aligned, counted from the start of
    /// the Mobility Header (RFC 6089 Section 4.2.1, RFC 6088 Sections 3.1 and 3.2).
    ///
    /// Where the RFC contradicts itself: the text of `PadN` counts its type and length, its data do not. It is read as any
    /// other sub-option, as that of RFC 6275 is.
    #[doc(alias = "FID")]
    pub struct FlowIdentification<'a>: option FLOW_IDENTIFICATION, audit rules {
        /// FID; zero is reserved.
        flow_identifier @ 2: u16 where |fid| fid != 0, else FIELD_VALUE,
        /// FID-PRI: the lower, the higher the priority. Zero is reserved.
        priority @ 4: u16 where |priority| priority != 0, else FIELD_VALUE,
        _ @ 6: [u8; 1],
        /// Status.
        status @ 7: FlowStatus,
        0..
        /// The sub-options.
        sub_options @ 8: SubOptions<'a, FlowSubOptionType>,
    }
}

fn rules(option: &FlowIdentification<'_>) -> Deviations {
    let own = const { OptionType::FLOW_IDENTIFICATION.align(0) };
    let (_, aligned) = option.sub_options.alignment(own);
    Deviations::MISALIGNED_OPTION.when(!aligned)
}

sub_options! {
    /// The type of a flow identification sub-option, its first octet (IANA registry "Flow Identification Sub-Options").
    FlowSubOptionType(u8), start 8, head 2, padded true, align align;
    RawFlowSubOption and FlowSubOption of "flow identification sub-option";
    0 PAD1 "Pad", "RFC 6089 Section 4.2.1.1";
    1 PADN "PadN", "RFC 6089 Section 4.2.1.2";
    2 BINDING_REFERENCE "BID Reference", "RFC 6089 Section 4.2.1.3" once => BindingReference<'a>;
    3 TRAFFIC_SELECTOR "Traffic Selector", "RFC 6089 Section 4.2.1.4" once => TrafficSelector<'a>;
    4 FLOW_BINDING_ACTION "Flow Binding Action", "RFC 7109 Section 6.2.1" => FlowBindingAction;
    5 TARGET_CARE_OF_ADDRESS "Target Care-of Address", "RFC 7109 Section 6.2.2" => TargetCareOfAddress<'a>;
}

/// A list of identifiers is aligned at 2n, a binary selector for its first field, which is the widest.
fn align(raw: &RawFlowSubOption<'_>) -> Align {
    let (format, flags) = match (raw.sub_option_type, raw.body) {
        (FlowSubOptionType::BINDING_REFERENCE, _) => return const { Align::new(2, 0) },
        (FlowSubOptionType::TRAFFIC_SELECTOR, [format, _, flags @ ..]) => {
            (TrafficSelectorFormat(*format), flags)
        }
        _ => return Align::NONE,
    };
    let first = flags.first_chunk().map_or(32, |flags| u32::from_be_bytes(*flags).leading_zeros());
    match (format, first) {
        (TrafficSelectorFormat::IPV6_BINARY, 0..=3) => const { Align::new(8, 0) },
        (TrafficSelectorFormat::IPV6_BINARY, 4..=7)
        | (TrafficSelectorFormat::IPV4_BINARY, 0..=5) => const { Align::new(4, 0) },
        (TrafficSelectorFormat::IPV6_BINARY, 8..=11)
        | (TrafficSelectorFormat::IPV4_BINARY, 6..=9) => const { Align::new(2, 0) },
        _ => Align::NONE,
    }
}

layout! {
    /// The bindings that the flow goes to (RFC 6089 Section 4.2.1.3).
    pub struct BindingReference<'a>: sub_option FlowSubOptionType::BINDING_REFERENCE {
        2..
        /// BIDs, one at least.
        binding_ids @ 2: Identifiers<'a>,
    }
}

code_point! {
    /// The format of a traffic selector (IANA registry "Traffic Selector Format"); zero is reserved.
    TrafficSelectorFormat(u8) {
        IPV4_BINARY = 1 "IPv4 binary traffic selector": "RFC 6088 Section 3.1",
        IPV6_BINARY = 2 "IPv6 binary traffic selector": "RFC 6088 Section 3.2",
    }
}

layout! {
    /// The packets that are of the flow (RFC 6089 Section 4.2.1.4).
    pub struct TrafficSelector<'a>: sub_option FlowSubOptionType::TRAFFIC_SELECTOR, never [
        FIELD_VALUE: |holder| holder.format.0 == 0,
    ] {
        /// TS Format.
        format @ 2: TrafficSelectorFormat,
        _ @ 3: [u8; 1],
        0..
        /// Traffic Selector, by its format.
        selector @ 4: &'a [u8] => Self::list_selector,
    }
}

code_point! {
    /// The action for a flow binding, by its number (RFC 7109 Section 6.2.1).
    FlowBindingActionCode(u8) {
        ADD = 11 "Add",
        DELETE = 12 "Delete",
        MODIFY = 13 "Modify",
        REFRESH = 14 "Refresh",
        MOVE = 15 "Move",
        REVOKE = 16 "Revoke",
    }
}

layout! {
    /// The sub-option with the action for a flow binding (RFC 7109 Section 6.2.1).
    ///
    /// Where the RFC contradicts itself: the figure draws 7 and 9 bits, the text says 8 for the action.
    pub struct FlowBindingAction: sub_option FlowSubOptionType::FLOW_BINDING_ACTION {
        _ @ 2: [u8; 1],
        /// Action.
        action @ 3: FlowBindingActionCode,
    }
}

layout! {
    /// Where the flow is moved to (RFC 7109 Section 6.2.2).
    pub struct TargetCareOfAddress<'a>: sub_option FlowSubOptionType::TARGET_CARE_OF_ADDRESS {
        _ @ 2: [u8; 2],
        1..
        /// Target Care-of Address, IPv4 or IPv6.
        address @ 4: AddressOctets<'a>,
    }
}
