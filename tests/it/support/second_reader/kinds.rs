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
                fields.extend(sub_options::read(family, &octets[area.offset..], area.offset));
                Ok(fields)
            }
            Layout::Code { read, .. } => read(octets),
        }
    }

    /// Whether padding inside of the structure holds anything but zeros.
    #[must_use]
    pub fn padding_content(&self, octets: &[u8]) -> bool {
        let Layout::SubOptions(text, family) = self else {
            return false;
        };
        let area = layout::read(text, octets, 2).ok().and_then(|mut fields| fields.pop());
        area.is_some_and(|area| sub_options::padding_content(family, &octets[area.offset..]))
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
    OptionRow { kind, source, once: true, messages, layout: Layout::Text(layout) }
}

const fn many(
    kind: u8,
    source: &'static str,
    messages: &'static [u8],
    layout: &'static str,
) -> OptionRow {
    OptionRow { once: false, ..once(kind, source, messages, layout) }
}

const fn sub_options(row: OptionRow, family: &'static Family) -> OptionRow {
    match row.layout {
        Layout::Text(text) => OptionRow { layout: Layout::SubOptions(text, family), ..row },
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
    many(6, "RFC 3963, 4.3", &[5], "reserved@2:u8 prefix_len@3:u8<=128 prefix@4:16"),
    many(7, "RFC 5568, 6.4.4; RFC 4068, 6.3.3; RFC 5648, 5.6.2", &[5, 8, 10, 14], "option_code@2:u8 link_layer_address@3:1.."),
    many(8, "RFC 4283, 3; RFC 5213, 5.3.1", &[], "subtype@2:u8 identifier@3:.."),
    many(9, "RFC 4285, 5", &[5, 6], "subtype@2:u8 spi@3:u32 authentication_data@7:1.."),
    many(10, "RFC 4285, 6", &[5, 6], "timestamp@2:u64"),
    many(11, "RFC 4866, 5.6", &[5], "-"),
    many(12, "RFC 4866, 5.1", &[5, 6], "cga_parameters@2:.."),
    many(13, "RFC 4866, 5.2", &[5, 6], "signature@2:.."),
    many(14, "RFC 4866, 5.3", &[6], "permanent_home_keygen_token@2:8.."),
    many(15, "RFC 4866, 5.4", &[5], "-"),
    many(16, "RFC 4866, 5.5", &[6], "care_of_keygen_token@2:8"),
    once(17, "RFC 5026, 8.1", &[5, 6], "status@2:u8 flags@3:u8&80 identity@4:.."),
    many(18, "RFC 5096, 4", &[], "data@2:.."),
    many(19, "RFC 5094, 3", &[], "vendor_id@2:u32 sub_type@6:u8 data@7:.."),
    once(20, "RFC 5149, 3", &[5], "identifier@2:1.."),
    once(21, "RFC 5568, 6.4.5", &[8, 9], "spi@2:u32 authenticator@6:.."),
    many(22, "RFC 5213, 8.3; RFC 7864, 4.1; RFC 5846, 5; RFC 6705, 10; RFC 7161, 4.3; RFC 5949, 4.1",
        &[5, 6, 14, 15, 16, 17, 18, 22, 23], "flags@2:u8&80 prefix_len@3:u8<=128 prefix@4:16"),
    once(23, "RFC 5213, 8.4", &[5, 6], "reserved@2:u8 indicator@3:u8"),
    once(24, "RFC 5213, 8.5", &[5, 6], "reserved@2:u8 technology@3:u8"),
    once(25, "RFC 5213, 8.6; RFC 5949, 6.2.1", &[5, 6, 14, 15], "reserved@2:u16 identifier@4:1.."),
    once(26, "RFC 5213, 8.7; RFC 5949, 6.2.5", &[5, 6, 14, 15], "address@2:16"),
    once(27, "RFC 5213, 8.8", &[5, 6], "timestamp@2:u64"),
    many(28, "RFC 5847, 3.4", &[13], "counter@2:u32"),
    many(29, "RFC 5555, 3.1.1; RFC 5846, 5.1; RFC 6705, 9", &[5, 16, 17, 18],
        "prefix_len@2.0:b6<=32 prefix_requested@2.6:b1 reserved@2.7:b9 home_address@4:4"),
    many(30, "RFC 5555, 3.2.1", &[6],
        "status@2:u8 prefix_len@3.0:b6 reserved@3.6:b2 home_address@4:4"),
    many(31, "RFC 5555, 3.2.2", &[6], "flags@2:u16&8000 refresh_time@4:u32"),
    many(32, "RFC 5555, 3.1.2", &[5], "reserved@2:u16 care_of_address@4:4"),
    many(33, "RFC 5845, 6.1; RFC 5949, 6.2.6", &[5, 6, 14, 15], "reserved@2:u16 | reserved@2:u16 key@4:u32"),
    many(34, "RFC 5568, 6.4.2", &[14, 15], "option_code@2:u8 prefix_len@3:u8<=128 address@4:16"),
    many(35, "RFC 5648, 4.3; RFC 6089, 4.1; RFC 5846, 5.1", &[0, 2, 4, 5, 6, 16],
        "binding_id@2:u16 status@4:u8 priority@5:u8 care_of_address@6:16 \
         | binding_id@2:u16 status@4:u8 priority@5:u8 care_of_address@6:4 \
         | binding_id@2:u16 status@4:u8 priority@5:u8 care_of_address@6:0"),
    many(36, "RFC 5844, 3.3.1; RFC 5846, 5.1; RFC 5949, 6.2.7; RFC 6705, 9", &[5, 14, 15, 16, 17, 18],
        "prefix_len@2.0:b6<=32 reserved@2.6:b10 home_address@4:4"),
    many(37, "RFC 5844, 3.3.2", &[6], "status@2:u8 prefix_len@3.0:b6<=32 reserved@3.6:b2 home_address@4:4"),
    many(38, "RFC 5844, 3.3.3", &[6], "reserved@2:u16 address@4:4"),
    many(39, "RFC 5844, 3.3.4", &[6], "flags@2:u16&1"),
    many(40, "RFC 5949, 6.2.1", &[14], "reserved@2:2 requests@4:.."),
    OptionRow {
        layout: Layout::Code { read: local_mobility_anchor_address, sample: a_local_mobility_anchor_address },
        ..many(41, "RFC 5949, 6.2.2", &[14, 15], "")
    },
    many(42, "RFC 5949, 6.2.3", &[14, 15], "reserved@2:2 interface_identifier@4:8"),
    once(43, "RFC 6058, 5.1", &[5, 6], "flags@2:u8&1 lifetime@3:u8"),
    many(44, "RFC 6089, 4.2.2", &[5], "flow_identifiers@2:2..%2"),
    sub_options(
        many(45, "RFC 6089, 4.2; RFC 7109, 6.1", &[5, 6, 16, 21],
            "flow_identifier@2:u16 priority@4:u16 reserved@6:u8 status@7:u8 sub_options@8:.."),
        &sub_options::FLOW,
    ),
    once(46, "RFC 6463, 4.1", &[5], "reserved@2:u16"),
    OptionRow {
        kind: 47,
        source: "RFC 6463, 4.2",
        once: true,
        messages: &[6],
        layout: Layout::Code { read: redirect, sample: redirect_sample },
    },
    many(48, "RFC 6463, 4.3", &[6],
        "priority@2:u16 sessions_in_use@4:u32 maximum_sessions@8:u32 used_capacity@12:u32 maximum_capacity@16:u32"),
    many(49, "RFC 6463, 4.4", &[5, 6], "care_of_address@2:4"),
    many(50, "RFC 6602, 4.3", &[5, 6, 16], "sub_type@2:u8 reserved@3:u8 group@4:u32"),
    many(51, "RFC 6705, 11.1", &[17], "reserved@2:u8 address_len@3:u8 address@4:16"),
    sub_options(once(52, "RFC 6757, 3", &[5, 6], "sub_options@2:2.."), &sub_options::ANI),
    sub_options(many(53, "RFC 6909, 3.1", &[5, 6], "flags@2:u32&80000000 sub_options@6:.."), &sub_options::OFFLOAD),
    many(54, "RFC 7028, 5.1.2", &[6], "protocol@2:u8 flags@3:u8&80 record_count@4:u16 records@6:.."),
    OptionRow {
        kind: 55,
        source: "RFC 7148, 4.1",
        once: false,
        messages: &[5, 6],
        layout: Layout::Code { read: delegated_prefix, sample: delegated_prefix_sample },
    },
    many(56, "RFC 7161, 6.1", &[5, 6, 23], "igmp_type@2:u8 context@3:4.."),
    many(57, "RFC 7161, 4.1.2, 4.1.3", &[5, 6, 23], "mld_type@2:u8 context@3:20.."),
    sub_options(
        many(58, "RFC 7222, 4.1", &[5, 6, 19, 20],
            "service_request_identifier@2:u8 traffic_class@3:u8&fc operation@4:u8 reserved@5:u24 attributes@8:.."),
        &sub_options::QOS,
    ),
    many(59, "RFC 7389, 4", &[5, 6],
        "reserved@2:u16 | reserved@2:u16 address@4:4 | reserved@2:u16 address@4:16"),
    many(60, "RFC 7411, 5.3", &[8, 14], "option_code@2:u8 reserved@3:u8 report@4:4..%4"),
    many(61, "RFC 7411, 5.4", &[9, 15], "option_code@2:u8 status@3:u8 report@4:4..%4"),
    sub_options(once(62, "RFC 8127, 3", &[6], "sub_options@2:2.."), &sub_options::LCMP),
    many(63, "RFC 8278, 4.1", &[5, 6],
        "access_technology@2:u8 label@3:u8 binding_id@4:u8 flags@5:u8&c0 reserved@6:u16"),
    many(64, "RFC 8278, 4.2", &[5, 6], "subtype@2:u8 reserved@3:u8 identifier@4:1.."),
    many(65, "RFC 8885, 4.3", &[5, 6], "reserved@2:u8 prefix_len@3:u8<=128 prefix@4:16"),
    many(66, "RFC 8885, 4.4", &[5, 6], "reserved@2:u8 prefix_len@3:u8<=128 prefix@4:16"),
    many(67, "RFC 8885, 4.5", &[6],
        "reserved@2:u8 prefix_len@3:u8<=128 previous_maar@4:16 home_network_prefix@20:16"),
    many(68, "RFC 8885, 4.6, 3.2", &[5, 6], "serving_maar@2:16"),
    many(69, "RFC 8885, 4.7", &[6], "link_local_address@2:16"),
    many(70, "RFC 8885, 4.8", &[6], "reserved@2:u16 link_layer_address@4:1.."),
];

/// Delegated Mobile Network Prefix, RFC 7148, 4.1: V says whether the prefix has 4 octets or 16.
fn delegated_prefix(octets: &[u8]) -> Result<Vec<Field>, Misfit> {
    let layout = if octets.get(2).ok_or(Misfit::Length)? & 0x80 == 0 {
        "ipv4@2.0:b1 reserved@2.1:b7 prefix_len@3:u8<=128 prefix@4:16"
    } else {
        "ipv4@2.0:b1 reserved@2.1:b7 prefix_len@3:u8<=32 prefix@4:4"
    };
    layout::read(layout, octets, 2)
}

fn delegated_prefix_sample(next: &mut dyn FnMut() -> u8) -> Vec<u8> {
    let (v, most, length) = if next() & 1 == 0 { (0, 129, 16) } else { (0x80, 33, 4) };
    let mut octets = vec![v, next() % most];
    octets.extend((0..length).map(|_| next()));
    octets
}

/// Redirect, RFC 6463, 4.2: K alone goes with an IPv6 address, N alone with an IPv4 address, and nothing else may be.
fn redirect(octets: &[u8]) -> Result<Vec<Field>, Misfit> {
    match octets.get(2).ok_or(Misfit::Length)? >> 6 {
        0b10 => layout::read("flags@2:u16&c000 address@4:16", octets, 2),
        0b01 => layout::read("flags@2:u16&c000 address@4:4", octets, 2),
        _ => Err(Misfit::Length),
    }
}

fn redirect_sample(next: &mut dyn FnMut() -> u8) -> Vec<u8> {
    let (flags, length) = if next() & 1 == 0 { (0x80, 16) } else { (0x40, 4) };
    let mut octets = vec![flags, 0];
    octets.extend((0..length).map(|_| next()));
    octets
}

/// Binding Revocation, RFC 5846, 5: the first octet says which of two messages it is.
fn revocation(octets: &[u8]) -> Result<Vec<Field>, Misfit> {
    let layout = match octets.get(6) {
        Some(1) => "type@6:u8 trigger@7:u8 sequence@8:u16 flags@10:u16&e000 options@12:..",
        Some(2) => "type@6:u8 status@7:u8 sequence@8:u16 flags@10:u16&e000 options@12:..",
        _ => "type@6:u8 body@7:..",
    };
    layout::read(layout, octets, 6)
}

/// Flow Binding, RFC 7109, 6.1: the first two octets say which of two messages it is.
fn flow_binding(octets: &[u8]) -> Result<Vec<Field>, Misfit> {
    let layout = match octets.get(6..8) {
        Some([0, 1]) => "type@6:u16 sequence@8:u16 trigger@10:u8 flags@11:u8&80 options@12:..",
        Some([0, 2]) => "type@6:u16 sequence@8:u16 status@10:u8 reserved@11:u8 options@12:..",
        _ => "type@6:u16 body@8:..",
    };
    layout::read(layout, octets, 6)
}

fn flow_binding_sample(next: &mut dyn FnMut() -> u8) -> Vec<u8> {
    let (kind, mask) = [(1, 0x80), (2, 0)][usize::from(next() & 1)];
    vec![0, kind, next(), next(), next(), next() & mask]
}

fn revocation_sample(next: &mut dyn FnMut() -> u8) -> Vec<u8> {
    let mut octets = vec![1 + next() % 2];
    octets.extend((0..5).map(|_| next()));
    octets
}

/// RFC 5949, 6.2.2: the Option-Code says which address it is.
fn local_mobility_anchor_address(octets: &[u8]) -> Result<Vec<Field>, Misfit> {
    match octets.get(2) {
        Some(1) => layout::read("option_code@2:u8 reserved@3:u8 address@4:16", octets, 2),
        Some(2) => layout::read("option_code@2:u8 reserved@3:u8 address@4:4", octets, 2),
        _ => Err(Misfit::Length),
    }
}

fn a_local_mobility_anchor_address(next: &mut dyn FnMut() -> u8) -> Vec<u8> {
    let (code, length) = if next() & 1 == 0 { (1, 16) } else { (2, 4) };
    let mut octets = vec![code, 0];
    octets.extend((0..length).map(|_| next()));
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
    MessageRow { kind, source, layout: Layout::Text(layout) }
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
    message(8, "RFC 5568, 6.2.2", "sequence@6:u16 flags@8:u16&f000 lifetime@10:u16 options@12:.."),
    message(9, "RFC 5568, 6.2.3",
        "status@6:u8 flags@7:u8&80 sequence@8:u16 lifetime@10:u16 options@12:.."),
    message(10, "RFC 4068, 6.3.3", "reserved@6:u16 options@8:.."),
    message(11, "RFC 5096, 3", "data@6:.."),
    message(12, "RFC 5142, 4", "count@6:u8 reserved@7:u8 addresses@8:16*count options@+:.."),
    message(13, "RFC 5847, 3.3", "flags@6:u16&3 sequence@8:u32 options@12:.."),
    message(14, "RFC 5568, 6.2.1.1; RFC 5949, 6.1.1", "sequence@6:u16 flags@8:u8&f0 code@9:u8 options@10:.."),
    message(15, "RFC 5568, 6.2.1.2; RFC 5949, 6.1.2", "sequence@6:u16 flags@8:u8&e0 code@9:u8 options@10:.."),
    MessageRow {
        kind: 16,
        source: "RFC 5846, 5",
        layout: Layout::Code { read: revocation, sample: revocation_sample },
    },
    message(17, "RFC 6705, 10.1", "sequence@6:u16 reserved@8:u16 lifetime@10:u16 options@12:.."),
    message(18, "RFC 6705, 10.2", "sequence@6:u16 flags@8:u8&80 status@9:u8 lifetime@10:u16 options@12:.."),
    message(19, "RFC 7077, 4.1", "sequence@6:u16 reason@8:u16 flags@10:u16&c000 options@12:.."),
    message(20, "RFC 7077, 4.2", "sequence@6:u16 status@8:u8 reserved@9:u24 options@12:.."),
    MessageRow {
        kind: 21,
        source: "RFC 7109, 6.1",
        layout: Layout::Code { read: flow_binding, sample: flow_binding_sample },
    },
    message(22, "RFC 7161, 4.3.1.2", "sequence@6:u8 reserved@7:u8 options@8:.."),
    message(23, "RFC 7161, 4.3.2.2", "sequence@6:u8 flags@7:u8&80 options@8:.."),
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
    AttributeRow { kind, source, layout: Layout::Text(layout) }
}

/// The configuration attributes.
#[rustfmt::skip] // a table
pub const ATTRIBUTES: &[AttributeRow] = &[
    attribute(1, "RFC 7296, 3.15.1", "- | address@4:4"),
    attribute(2, "RFC 7296, 3.15.1", "- | address@4:4"),
    attribute(3, "RFC 7296, 3.15.1", "- | address@4:4"),
    attribute(4, "RFC 7296, 3.15.1", "- | address@4:4"),
    attribute(6, "RFC 7296, 3.15.1", "- | address@4:4"),
    attribute(7, "RFC 7296, 3.15.1", "version@4:.."),
    attribute(8, "RFC 7296, 3.15.1", "- | address@4:16 prefix_len@20:u8<=128"),
    attribute(10, "RFC 7296, 3.15.1", "- | address@4:16"),
    attribute(12, "RFC 7296, 3.15.1", "- | address@4:16"),
    attribute(13, "RFC 7296, 3.15.1", "- | address@4:4 netmask@8:4"),
    attribute(14, "RFC 7296, 3.15.1", "attribute_types@4:..%2"),
    attribute(15, "RFC 7296, 3.15.1", "- | prefix@4:16 prefix_len@20:u8<=128"),
    attribute(16, "RFC 5026, 8.2", "- | lifetime@4:u32 prefix@8:16 prefix_len@24:u8<=128"),
    attribute(18, "RFC 5739, 5.2", "- | prefix@4:16 prefix_len@20:u8<=128"),
    attribute(19, "3GPP TS 24.302, 8.2.4.1", "- | ipv6@4:16 | ipv6@4:16 ipv4@20:4"),
    attribute(20, "RFC 7651, 3", "- | address@4:4"),
    attribute(21, "RFC 7651, 4", "- | address@4:16"),
];

/// An `IKEv2` payload.
#[derive(Debug)]
pub struct PayloadRow {
    /// Its type.
    pub kind: u8,
    /// Where it is defined.
    pub source: &'static str,
    /// From the first octet of the generic header on.
    pub layout: Layout,
}

const fn payload(kind: u8, source: &'static str, layout: &'static str) -> PayloadRow {
    PayloadRow { kind, source, layout: Layout::Text(layout) }
}

/// The payloads.
#[rustfmt::skip] // a table
pub const PAYLOADS: &[PayloadRow] = &[
    payload(35, "RFC 7296, 3.5", "id_type@4:u8 reserved@5:u24 data@8:.."),
    payload(36, "RFC 7296, 3.5", "id_type@4:u8 reserved@5:u24 data@8:.."),
    payload(41, "RFC 7296, 3.10", "protocol_id@4:u8 spi_size@5:u8 notify_type@6:u16 spi@8:1*spi_size data@+:.."),
    payload(47, "RFC 7296, 3.15", "cfg_type@4:u8 reserved@5:u24 attributes@8:.."),
];
