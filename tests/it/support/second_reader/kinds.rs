//! What the second reader knows of each kind: a row a kind, written from the RFC that the row names.
//!
//! To add a kind, write its row: number, where it is defined, the rules, and its layout as [`super::layout`] describes
//! it, read off the figure. A structure whose fields no layout describes gets a function of octets in place of the
//! text: [`Layout::Code`]. Names are those that the crate lists the fields under.

use super::layout::{self, Field, Misfit};
use super::sub_options::{self, Family};

/// How a structure is taken apart.
#[derive(Debug)]
pub enum Layout {
    /// By the text.
    Text(&'static str),
    /// By the text, of which the last field is sub-options.
    SubOptions(&'static str, &'static Family),
    /// By hand.
    Code {
        /// Takes the octets of the whole structure, as its figure has them.
        read: fn(&[u8]) -> Result<Vec<Field>, Misfit>,
        /// Makes octets that can be read, from the first field on, of those that it is given.
        sample: fn(&mut dyn FnMut() -> u8) -> Vec<u8>,
    },
}

impl Layout {
    /// Reads the structure. Its fields begin at octet `start`.
    ///
    /// # Errors
    ///
    /// See [`Misfit`].
    pub fn read(&self, octets: &[u8], start: usize) -> Result<Vec<Field>, Misfit> {
        match self {
            Layout::Text(text) => layout::read(text, octets, start),
            Layout::SubOptions(text, family) => {
                let mut fields = layout::read(text, octets, start)?;
                let area = fields.pop().expect("the sub-options");
                fields.extend(sub_options::read(
                    family,
                    &octets[area.offset..],
                    area.offset,
                ));
                Ok(fields)
            }
            Layout::Code { read, .. } => read(octets),
        }
    }

    /// Octets of this layout, from octet `start` up to octet `most`, of those that `next` gives.
    #[must_use]
    pub fn sample(&self, start: usize, most: usize, next: &mut dyn FnMut() -> u8) -> Vec<u8> {
        match self {
            Layout::Text(text) => layout::sample(text, start, most, next),
            Layout::SubOptions(text, family) => {
                let (fixed, _) = text.rsplit_once(' ').unwrap_or_default();
                let mut octets = layout::sample(fixed, start, most, next);
                octets.extend(sub_options::sample(family, next));
                octets
            }
            Layout::Code { sample, .. } => sample(next),
        }
    }
}

/// A mobility option.
#[derive(Debug)]
pub struct OptionRow {
    /// Its number.
    pub kind: u8,
    /// Where it is defined.
    pub source: &'static str,
    /// Whether a message has it once at most.
    pub once: bool,
    /// The MH Types of the messages that it may stand in; none are all.
    pub messages: &'static [u8],
    /// From the Type octet on.
    pub layout: Layout,
}

const fn once(
    kind: u8,
    source: &'static str,
    messages: &'static [u8],
    layout: &'static str,
) -> OptionRow {
    OptionRow {
        kind,
        source,
        once: true,
        messages,
        layout: Layout::Text(layout),
    }
}

const fn many(
    kind: u8,
    source: &'static str,
    messages: &'static [u8],
    layout: &'static str,
) -> OptionRow {
    OptionRow {
        once: false,
        ..once(kind, source, messages, layout)
    }
}

const fn sub_options(row: OptionRow, family: &'static Family) -> OptionRow {
    match row.layout {
        Layout::Text(text) => OptionRow {
            layout: Layout::SubOptions(text, family),
            ..row
        },
        _ => row,
    }
}

/// The mobility options, Pad1 aside, which has no Length octet. The framing is read already: the octets of an option
/// are as many as its Length says.
#[rustfmt::skip] // a table
pub const OPTIONS: &[OptionRow] = &[
    many(1, "RFC 6275, 6.2.3", &[], "padding@2:.."),
    once(2, "RFC 6275, 6.2.4; RFC 5142, 4", &[6, 12], "refresh_interval@2:u16"),
    once(3, "RFC 6275, 6.2.5; RFC 5568, 6.2.2, 6.2.3; RFC 5846, 5.1", &[5, 8, 9, 16], "care_of_address@2:16"),
    once(4, "RFC 6275, 6.2.6", &[5], "home@2:u16 care_of@4:u16"),
    once(5, "RFC 6275, 6.2.7", &[5, 6], "authenticator@2:.."),
    once(17, "RFC 5026, 8.1", &[5, 6], "status@2:u8 flags@3:u8&80 identity@4:.."),
    many(35, "RFC 5648, 4.3; RFC 6089, 4.1; RFC 5846, 5.1", &[0, 2, 4, 5, 6, 16],
        "binding_id@2:u16 status@4:u8 priority@5:u8 care_of_address@6:16 \
         | binding_id@2:u16 status@4:u8 priority@5:u8 care_of_address@6:4 \
         | binding_id@2:u16 status@4:u8 priority@5:u8 care_of_address@6:0"),
    many(44, "RFC 6089, 4.2.2", &[5], "flow_identifiers@2:2..%2"),
    sub_options(
        many(45, "RFC 6089, 4.2; RFC 7109, 6.1", &[5, 6, 16, 21],
            "flow_identifier@2:u16 priority@4:u16 reserved@6:u8 status@7:u8 sub_options@8:.."),
        &sub_options::FLOW,
    ),
    sub_options(once(52, "RFC 6757, 3", &[5, 6], "sub_options@2:2.."), &sub_options::ANI),
    sub_options(many(53, "RFC 6909, 3.1", &[5, 6], "flags@2:u32&80000000 sub_options@6:.."), &sub_options::OFFLOAD),
    sub_options(
        many(58, "RFC 7222, 4.1", &[5, 6, 19, 20],
            "service_request_identifier@2:u8 traffic_class@3:u8&fc operation@4:u8 reserved@5:u24 attributes@8:.."),
        &sub_options::QOS,
    ),
    sub_options(once(62, "RFC 8127, 3", &[6], "sub_options@2:2.."), &sub_options::LCMP),
];

/// Flow Binding, RFC 7109, 6.1: the first two octets say which of two messages it is.
fn flow_binding(octets: &[u8]) -> Result<Vec<Field>, Misfit> {
    let layout = match octets.get(6..8) {
        Some([0, 1]) => {
            "flow_binding_type@6:u16 sequence@8:u16 trigger@10:u8 flags@11:u8&80 options@12:.."
        }
        Some([0, 2]) => {
            "flow_binding_type@6:u16 sequence@8:u16 status@10:u8 reserved@11:u8 options@12:.."
        }
        _ => "flow_binding_type@6:u16 body@8:..",
    };
    layout::read(layout, octets, 6)
}

fn flow_binding_sample(next: &mut dyn FnMut() -> u8) -> Vec<u8> {
    let mut octets = vec![0, 1 + next() % 2];
    octets.extend((0..4).map(|_| next()));
    octets
}

/// A Mobility Header message.
#[derive(Debug)]
pub struct MessageRow {
    /// Its MH Type.
    pub kind: u8,
    /// Where it is defined.
    pub source: &'static str,
    /// From the first octet of the Mobility Header on; the mobility options are its last field, `options`.
    pub layout: Layout,
}

const fn message(kind: u8, source: &'static str, layout: &'static str) -> MessageRow {
    MessageRow {
        kind,
        source,
        layout: Layout::Text(layout),
    }
}

/// The messages.
#[rustfmt::skip] // a table
pub const MESSAGES: &[MessageRow] = &[
    message(0, "RFC 6275, 6.1.2", "reserved@6:u16 options@8:.."),
    message(1, "RFC 6275, 6.1.3", "reserved@6:u16 home_init_cookie@8:8 options@16:.."),
    message(2, "RFC 6275, 6.1.4", "reserved@6:u16 care_of_init_cookie@8:8 options@16:.."),
    message(3, "RFC 6275, 6.1.5",
        "home_nonce_index@6:u16 home_init_cookie@8:8 home_keygen_token@16:8 options@24:.."),
    message(4, "RFC 6275, 6.1.6",
        "care_of_nonce_index@6:u16 care_of_init_cookie@8:8 care_of_keygen_token@16:8 options@24:.."),
    message(5, "RFC 6275, 6.1.7", "sequence@6:u16 flags@8:u16&fff0 lifetime@10:u16 options@12:.."),
    message(6, "RFC 6275, 6.1.8",
        "status@6:u8 flags@7:u8&fe sequence@8:u16 lifetime@10:u16 options@12:.."),
    message(7, "RFC 6275, 6.1.9", "status@6:u8 reserved@7:u8 home_address@8:16 options@24:.."),
    MessageRow {
        kind: 21,
        source: "RFC 7109, 6.1",
        layout: Layout::Code { read: flow_binding, sample: flow_binding_sample },
    },
];

/// A configuration attribute of `IKEv2`.
#[derive(Debug)]
pub struct AttributeRow {
    /// Its type.
    pub kind: u16,
    /// Where it is defined.
    pub source: &'static str,
    /// From the Attribute Type field on.
    pub layout: Layout,
}

const fn attribute(kind: u16, source: &'static str, layout: &'static str) -> AttributeRow {
    AttributeRow {
        kind,
        source,
        layout: Layout::Text(layout),
    }
}

/// The configuration attributes.
#[rustfmt::skip] // a table
pub const ATTRIBUTES: &[AttributeRow] = &[
    attribute(7, "RFC 7296, 3.15.1", "version@4:.."),
    attribute(8, "RFC 7296, 3.15.1", "- | address@4:16 prefix_len@20:u8<=128"),
    attribute(10, "RFC 7296, 3.15.1", "- | address@4:16"),
    attribute(14, "RFC 7296, 3.15.1", "attribute_types@4:..%2"),
    attribute(15, "RFC 7296, 3.15.1", "- | prefix@4:16 prefix_len@20:u8<=128"),
    attribute(16, "RFC 5026, 8.2", "- | lifetime@4:u32 prefix@8:16 prefix_len@24:u8<=128"),
    attribute(18, "RFC 5739, 5.2", "- | prefix@4:16 prefix_len@20:u8<=128"),
    attribute(19, "3GPP TS 24.302, 8.2.4.1", "- | ipv6@4:16 | ipv6@4:16 ipv4@20:4"),
];
