//! What a lenient parse let through: each departure from a sender's rules, by name.
//!
//! The parser obeys the rules for receivers, which ignore most of what a sender gets wrong. The audit is for
//! monitors, test suites and relays that want to know. A header without deviations is the very octets that
//! its typed values serialise to.

use crate::header::MobilityHeader;
use crate::message::{EmitMessage, Message, MhType};
use crate::option::{MobilityOption, OptionType, Options, RawOption};
use crate::wire::Align;
use bitflags::bitflags;
use core::fmt;

bitflags! {
    /// Departures from what RFC 6275 and RFC 5026 ask of a sender.
    ///
    /// ```
    /// use mip6_wire::{Deviations, MobilityHeader};
    ///
    /// // a Binding Refresh Request with a Reserved octet that is not zero
    /// let header = MobilityHeader::parse(&[59, 0, 0, 7, 0, 0, 0, 0])?;
    /// assert_eq!(header.audit(), Deviations::RESERVED_FIELD);
    /// assert_eq!(header.audit().to_string(), "a reserved field is not zero");
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
    pub struct Deviations: u16 {
        /// Payload Proto is not 59.
        const PAYLOAD_PROTO = 1 << 0;
        /// A reserved field of the header or of the message is not zero.
        const RESERVED_FIELD = 1 << 1;
        /// An unassigned flag is set.
        const RESERVED_FLAGS = 1 << 2;
        /// The header is too short for its message, or an option is malformed.
        const MALFORMED = 1 << 3;
        /// An option does not stand where its alignment wants it.
        const MISALIGNED_OPTION = 1 << 4;
        /// An option that has a place once stands twice.
        const DUPLICATE_OPTION = 1 << 5;
        /// An option in a message that it is not defined for.
        const MISPLACED_OPTION = 1 << 6;
        /// Padding that is not zero.
        const PADDING_CONTENT = 1 << 7;
        /// More padding than alignment needs, or in another form than one Pad1 or one PadN.
        const PADDING_FORM = 1 << 8;
        /// A DNS Update option in a Binding Update has a Status that is not zero.
        const DNS_UPDATE_STATUS = 1 << 9;
        /// The MN identity is empty, no valid name, or not coded as text.
        const MN_IDENTITY = 1 << 10;
        /// Checksum is 0xffff, which no sum comes to: a sender writes zero as 0x0000.
        const CHECKSUM_ALL_ONES = 1 << 11;
        /// The Refresh Interval of a Binding Refresh Advice is not less than the Lifetime.
        const REFRESH_INTERVAL = 1 << 12;
    }
}

impl Deviations {
    const WORDS: [(Self, &'static str); 13] = [
        (Self::PAYLOAD_PROTO, "Payload Proto is not 59"),
        (Self::RESERVED_FIELD, "a reserved field is not zero"),
        (Self::RESERVED_FLAGS, "an unassigned flag is set"),
        (Self::MALFORMED, "malformed"),
        (Self::MISALIGNED_OPTION, "an option is not aligned"),
        (Self::DUPLICATE_OPTION, "an option stands twice"),
        (
            Self::MISPLACED_OPTION,
            "an option is not defined for this message",
        ),
        (Self::PADDING_CONTENT, "padding is not zero"),
        (
            Self::PADDING_FORM,
            "padding is longer than needed or in several pieces",
        ),
        (
            Self::DNS_UPDATE_STATUS,
            "DNS Update in a Binding Update has a Status",
        ),
        (Self::MN_IDENTITY, "the MN identity is not a name as text"),
        (Self::CHECKSUM_ALL_ONES, "the Checksum is minus zero"),
        (
            Self::REFRESH_INTERVAL,
            "the Refresh Interval is not less than the Lifetime",
        ),
    ];
}

/// The deviations in words, separated by semicolons; nothing where there is none.
impl fmt::Display for Deviations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (deviation, words) in Self::WORDS {
            if self.contains(deviation) {
                write!(f, "{separator}{words}")?;
                separator = "; ";
            }
        }
        Ok(())
    }
}

pub(crate) fn audit(header: &MobilityHeader<'_>) -> Deviations {
    let mut found = Deviations::empty();
    found.set(Deviations::PAYLOAD_PROTO, header.payload_proto() != 59);
    found.set(Deviations::RESERVED_FIELD, header.reserved() != 0);
    found.set(Deviations::CHECKSUM_ALL_ONES, header.checksum() == 0xffff);
    let Ok(message) = Message::parse(header.mh_type(), header.data()) else {
        return found | Deviations::MALFORMED;
    };
    // the reserved octets of the messages that have some begin the message data
    let reserved = match (&message, header.data()) {
        (
            Message::BindingRefreshRequest(_)
            | Message::HomeTestInit(_)
            | Message::CareOfTestInit(_),
            [first, second, ..],
        ) => first | second,
        (Message::BindingError(_), [_, second, ..]) => *second,
        _ => 0,
    };
    let flags = match &message {
        Message::BindingUpdate(update) => update.flags.reserved_bits(),
        Message::BindingAcknowledgement(ack) => ack.flags.reserved_bits().into(),
        _ => 0,
    };
    if reserved != 0 {
        found |= Deviations::RESERVED_FIELD;
    }
    if flags != 0 {
        found |= Deviations::RESERVED_FLAGS;
    }
    match message.options() {
        Some(options) => found | audit_options(&message, options),
        None => found,
    }
}

fn audit_options(message: &Message<'_>, options: Options<'_>) -> Deviations {
    let mut found = Deviations::empty();
    let mut padding = Padding::default();
    let mut seen: u32 = 0;
    let mut raw = options.raw();
    loop {
        let offset = raw.offset();
        let Some(item) = raw.next() else {
            break found | padding.judge(Align::END.padding(padding.from(offset)));
        };
        let Ok(option) = item else {
            break found | Deviations::MALFORMED;
        };
        if option.option_type.is_padding() {
            found |= padding.take(&option);
            continue;
        }
        let start = padding.from(offset);
        let needed = if option.option_type == OptionType::BINDING_AUTHORIZATION_DATA {
            Align::END.padding(start.wrapping_add(option.wire_len()))
        } else {
            let align = option.option_type.align(option.body.len());
            found.set(
                Deviations::MISALIGNED_OPTION,
                found.contains(Deviations::MISALIGNED_OPTION) || align.padding(offset) != 0,
            );
            align.padding(start)
        };
        found |= padding.judge(needed);
        padding = Padding::default();

        let bit = 1_u32.checked_shl(option.option_type.0.into()).unwrap_or(0);
        if MobilityOption::DECODED.contains(&option.option_type) && seen & bit != 0 {
            found |= Deviations::DUPLICATE_OPTION;
        }
        seen |= bit;
        found |= audit_body(message, &option, options);
    }
}

fn audit_body(message: &Message<'_>, option: &RawOption<'_>, options: Options<'_>) -> Deviations {
    let mut found = Deviations::empty();
    let mh_type = message.mh_type();
    let to_update = mh_type == MhType::BINDING_UPDATE;
    let in_place = match option.option_type {
        OptionType::BINDING_REFRESH_ADVICE => mh_type == MhType::BINDING_ACKNOWLEDGEMENT,
        OptionType::ALTERNATE_CARE_OF_ADDRESS | OptionType::NONCE_INDICES => to_update,
        OptionType::BINDING_AUTHORIZATION_DATA | OptionType::DNS_UPDATE => {
            to_update || mh_type == MhType::BINDING_ACKNOWLEDGEMENT
        }
        _ => true,
    };
    found.set(Deviations::MISPLACED_OPTION, !in_place);
    match MobilityOption::parse(option.option_type, option.body) {
        Ok(MobilityOption::BindingRefreshAdvice(advice)) => {
            // RFC 6275 Section 6.2.4: less than the Lifetime of the same message
            if let Message::BindingAcknowledgement(ack) = message {
                let late = advice.refresh_interval >= ack.lifetime;
                found.set(Deviations::REFRESH_INTERVAL, late);
            }
        }
        Ok(MobilityOption::DnsUpdate(update)) => {
            found.set(
                Deviations::RESERVED_FLAGS,
                update.flags.reserved_bits() != 0,
            );
            found.set(
                Deviations::DNS_UPDATE_STATUS,
                to_update && update.status.0 != 0,
            );
            found.set(Deviations::MN_IDENTITY, update.identity.as_text().is_err());
        }
        // only the last octets of the area may be an authenticator
        Ok(MobilityOption::BindingAuthorizationData(data)) => {
            let last =
                options.as_octets().as_ptr_range().end == data.authenticator.as_ptr_range().end;
            found.set(Deviations::MALFORMED, !last);
        }
        Ok(_) => {}
        Err(_) => found |= Deviations::MALFORMED,
    }
    found
}

/// The padding since the last option.
#[derive(Clone, Copy, Default)]
struct Padding {
    pieces: u16,
    octets: usize,
}

impl Padding {
    fn take(&mut self, option: &RawOption<'_>) -> Deviations {
        self.pieces = self.pieces.saturating_add(1);
        self.octets = self.octets.saturating_add(option.wire_len());
        if option.body.iter().all(|&octet| octet == 0) {
            Deviations::empty()
        } else {
            Deviations::PADDING_CONTENT
        }
    }

    /// Where the padding that ends at `offset` began.
    const fn from(&self, offset: usize) -> usize {
        offset.wrapping_sub(self.octets)
    }

    fn judge(&self, needed: u8) -> Deviations {
        if self.octets == usize::from(needed) && self.pieces <= 1 {
            Deviations::empty()
        } else {
            Deviations::PADDING_FORM
        }
    }
}
