//! What a lenient parse let through: each sender rule that a header breaks, by name.
//!
//! The parser obeys the rules for receivers, which ignore most of what a sender gets wrong. The audit is for
//! monitors, test suites and relays that want to know. What a message or an option says of itself is in its own file; here
//! is what the header, the padding and the registry say.

use crate::deviations::Deviations;
use crate::header::MobilityHeader;
use crate::message::{MhType, RawMessage, audit_message};
use crate::option::auth::{AuthenticationSubtype, MnIdentifierSubtype};
use crate::option::flow::FlowIdentification;
use crate::option::{MobilityOption, MobilityOptionBody, OptionType, Options, RawOption};
use crate::wire::Align;

impl MobilityHeader<'_> {
    /// The sender rules that the header breaks, though a receiver accepts it.
    ///
    /// Octets are written from decoded values exactly as they were received, but for the Checksum, if there are no
    /// deviations.
    #[must_use]
    pub fn audit(&self) -> Deviations {
        let mut found = Deviations::empty();
        found.set(Deviations::PAYLOAD_PROTO, self.payload_proto() != 59);
        found.set(Deviations::RESERVED_FIELD, self.reserved() != 0);
        found.set(Deviations::CHECKSUM_ALL_ONES, self.checksum() == 0xffff);
        let raw = RawMessage::new(self.mh_type(), self.data());
        let Ok((options, deviations)) = audit_message(&raw) else {
            return found | Deviations::MALFORMED;
        };
        found |= deviations;
        if let Some(options) = options {
            found |= audit_options(self.mh_type(), options);
        }
        found
    }
}

fn audit_options(mh_type: MhType, options: Options<'_>) -> Deviations {
    let mut found = Deviations::empty();
    let mut padding = Padding::default();
    let mut seen = Seen::default();
    let mut order = Order::default();
    let mut raw = options.raw();
    loop {
        let offset = raw.offset();
        let Some(item) = raw.next() else {
            break found | order.end() | padding.judge(Align::END.padding(padding.from(offset)));
        };
        let Ok(option) = item else {
            break found | Deviations::MALFORMED;
        };
        if option.option_type.is_padding() {
            found |= padding.take(&option);
            continue;
        }
        let start = padding.from(offset);
        let ends = raw.offset() == options.end();
        let authentication = OptionType::MOBILITY_MESSAGE_AUTHENTICATION;
        let mut needed = Align::END.padding(start.wrapping_add(option.wire_len()));
        if option.option_type.is_last() {
            found |= authorization_data_length(options, offset, &option);
            if !ends {
                found |= Deviations::MALFORMED;
            }
        } else {
            let align = align(&option);
            if align.padding(offset) != 0 {
                found |= Deviations::MISALIGNED_OPTION;
            }
            // it is to be the last option, so the padding may stand before it
            if !ends || option.option_type != authentication {
                needed = align.padding(start);
            }
        }
        found |= padding.judge(needed) | order.take(mh_type, &seen, &option, padding.octets);
        padding = Padding::default();

        found |= MobilityOption::deviations(&option);
        if !option.option_type.may_stand_in(mh_type) {
            found |= Deviations::MISPLACED_OPTION;
        }
        if seen.twice(option.option_type) && !option.option_type.is_repeatable() {
            found |= Deviations::DUPLICATE_OPTION;
        }
    }
}

/// Whether Option Length of the authorization option at `offset` leaves octets of its body out.
fn authorization_data_length(
    options: Options<'_>,
    offset: usize,
    option: &RawOption<'_>,
) -> Deviations {
    let length = offset.wrapping_sub(options.start()).wrapping_add(1);
    match options.as_octets().get(length) {
        Some(length) if usize::from(*length) == option.body.len() => Deviations::empty(),
        _ => Deviations::AUTHORIZATION_DATA_LENGTH,
    }
}

/// The alignment of an option. That of Flow Identification depends on its sub-options.
fn align(option: &RawOption<'_>) -> Align {
    let own = option.option_type.align(option.body.len());
    if option.option_type != FlowIdentification::TYPE {
        return own;
    }
    FlowIdentification::parse_body(option).map_or(own, |flow| flow.align())
}

/// What the rules of order depend on beside the types that were seen: RFC 4285 Section 5, RFC 4283 Section 3.2, RFC 5149
/// Sections 3 and 4.1, RFC 4866 Section 5.1.
#[derive(Default)]
struct Order {
    mn_ha: bool,
    mn_aaa: bool,
    /// The last option, and how many octets its body has.
    last: Option<(OptionType, usize)>,
}

impl Order {
    /// Takes the next option, behind `padding` octets of padding.
    fn take(
        &mut self,
        mh_type: MhType,
        seen: &Seen,
        option: &RawOption<'_>,
        padding: usize,
    ) -> Deviations {
        let mut found = Deviations::empty();
        let authenticated = seen.has(OptionType::MOBILITY_MESSAGE_AUTHENTICATION);
        match (option.option_type, option.body) {
            (OptionType::MOBILITY_MESSAGE_AUTHENTICATION, [subtype, ..]) => {
                match AuthenticationSubtype(*subtype) {
                    AuthenticationSubtype::MN_HA => {
                        found.set(Deviations::DUPLICATE_OPTION, self.mn_ha);
                        found.set(Deviations::OPTION_ORDER, self.mn_aaa);
                        self.mn_ha = true;
                    }
                    AuthenticationSubtype::MN_AAA => {
                        found.set(Deviations::DUPLICATE_OPTION, self.mn_aaa);
                        found.set(
                            Deviations::MISPLACED_OPTION,
                            mh_type == MhType::BINDING_ACKNOWLEDGEMENT,
                        );
                        self.mn_aaa = true;
                    }
                    _ => {}
                }
            }
            (OptionType::MOBILE_NODE_IDENTIFIER, [subtype, ..]) => {
                let access = MnIdentifierSubtype(*subtype) == MnIdentifierSubtype::NAI;
                let late = access && seen.has(OptionType::SERVICE_SELECTION);
                found.set(Deviations::OPTION_ORDER, authenticated || late);
            }
            (OptionType::SERVICE_SELECTION, _) => {
                found.set(Deviations::OPTION_ORDER, authenticated);
            }
            (OptionType::CGA_PARAMETERS, _) => match self.last {
                Some((OptionType::CGA_PARAMETERS, octets)) if padding == 0 => {
                    found.set(Deviations::FIELD_VALUE, octets != 255);
                }
                _ => found.set(Deviations::OPTION_ORDER, seen.has(OptionType::CGA_PARAMETERS)),
            },
            _ => {}
        }
        self.last = Some((option.option_type, option.body.len()));
        found
    }

    /// The last Mobility Message Authentication is the last option.
    fn end(&self) -> Deviations {
        let authentication = OptionType::MOBILITY_MESSAGE_AUTHENTICATION;
        match self.last {
            Some((last, _)) if last != authentication && (self.mn_ha || self.mn_aaa) => {
                Deviations::OPTION_ORDER
            }
            _ => Deviations::empty(),
        }
    }
}

/// The option types that were seen, a bit each.
#[derive(Default)]
struct Seen([u8; 32]);

impl Seen {
    /// Whether the type was seen.
    fn has(&self, option_type: OptionType) -> bool {
        let octet = self.0.get(usize::from(option_type.0 >> 3));
        octet.is_some_and(|octet| octet >> (option_type.0 & 7) & 1 == 1)
    }

    /// Whether the type was seen before.
    fn twice(&mut self, option_type: OptionType) -> bool {
        let bit = 1 << (option_type.0 & 7);
        let Some(octet) = self.0.get_mut(usize::from(option_type.0 >> 3)) else {
            return false;
        };
        let before = *octet & bit != 0;
        *octet |= bit;
        before
    }
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
