//! A second reader of the wire formats, written from the RFC texts alone.
//!
//! It shares nothing with the crate: a bug in one of the two shows up as a
//! difference between them. It is slow and plain on purpose. Every structure
//! has one function, every function moves an octet index by hand, and every
//! result is owned data.
//!
//! An offset always counts from the first octet of the input of the function
//! that returns it.
//!
//! | part | text |
//! |---|---|
//! | Mobility Header, messages, options | RFC 6275, sections 6.1 and 6.2 |
//! | checks on reception | RFC 6275, section 9.2 |
//! | DNS Update option | RFC 5026, section 8.1 |
//! | domain names | RFC 1035, sections 2.3.4 and 3.1 |
//! | `IKEv2` payloads | RFC 7296, sections 3.2, 3.5, 3.10 and 3.15 |
//! | `MIP6_HOME_PREFIX` | RFC 5026, section 8.2 |
//! | access network identifiers and home network information in DHCP | RFC 7839 sections 4 and 5, RFC 6610 section 3 |
//! | IPv6 and its extension headers | RFC 8200, RFC 6275 sections 6.3 and 6.4 |

pub mod dhcp;
pub mod inside;
pub mod kinds;
pub mod layout;
pub mod sub_options;

use kinds::{
    ATTRIBUTES, AttributeRow, MESSAGES, MessageRow, OPTIONS, OptionRow, PAYLOADS, PayloadRow,
};
use layout::{Field, Misfit, Value};

// ---------------------------------------------------------------------------
// Faults and integers
// ---------------------------------------------------------------------------

/// What is wrong with an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// The input ends before the structure does.
    Truncated,
    /// Octets follow the end of the structure.
    TrailingOctets,
    /// Payload Proto is not 59.
    PayloadProto,
    /// Header Len is below the minimum of the MH Type.
    HeaderLen,
    /// A mobility option runs past the option area.
    OptionTruncated,
    /// A mobility option has a length its type does not allow.
    OptionLength,
    /// Something follows the Binding Authorization Data option.
    AuthorizationDataNotLast,
    /// An `IKEv2` Payload Length is below 4 or runs past the input.
    PayloadLength,
    /// A configuration attribute has a length that does not fit.
    AttributeLength,
    /// A prefix length is above 128.
    PrefixLength,
    /// An SPI runs past its Notify payload.
    SpiSize,
}

/// A fault and the octet it is reported at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where, counted from the first octet of the input.
    pub offset: usize,
}

fn fault(kind: FaultKind, offset: usize) -> Fault {
    Fault { kind, offset }
}

/// Two octets, most significant first.
fn two(octets: &[u8], at: usize) -> u16 {
    u16::from(octets[at]) * 256 + u16::from(octets[at + 1])
}

/// Sixteen octets as they are.
fn sixteen(octets: &[u8], at: usize) -> [u8; 16] {
    let mut result = [0; 16];
    result.copy_from_slice(&octets[at..at + 16]);
    result
}

// ---------------------------------------------------------------------------
// Mobility Header: RFC 6275, section 6.1.1
// ---------------------------------------------------------------------------

/// IPv6 Next Header value of the Mobility Header (RFC 6275, section 6.1.1).
pub const MOBILITY_HEADER: u8 = 135;

/// IPv6 No Next Header, the only Payload Proto (RFC 6275, section 9.2).
pub const NO_NEXT_HEADER: u8 = 59;

/// The six octets every Mobility Header starts with (RFC 6275, section 6.1.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Octet 0.
    pub payload_proto: u8,
    /// Octet 1, in units of 8 octets, not counting the first 8.
    pub header_len: u8,
    /// Octet 2.
    pub mh_type: u8,
    /// Octet 3.
    pub reserved: u8,
    /// Octets 4 and 5.
    pub checksum: u16,
}

/// Octets of a Mobility Header with this Header Len (RFC 6275, section 6.1.1).
#[must_use]
pub fn total_octets(header_len: u8) -> usize {
    8 * (usize::from(header_len) + 1)
}

/// Reads the common part of a Mobility Header that fills the whole input
/// (RFC 6275, section 6.1.1).
///
/// # Errors
///
/// `Truncated` at the end of a short input, `TrailingOctets` at the first
/// octet the Header Len does not cover.
pub fn mobility_header(octets: &[u8]) -> Result<Header, Fault> {
    if octets.len() < 8 {
        return Err(fault(FaultKind::Truncated, octets.len()));
    }
    let total = total_octets(octets[1]);
    if octets.len() < total {
        return Err(fault(FaultKind::Truncated, octets.len()));
    }
    if octets.len() > total {
        return Err(fault(FaultKind::TrailingOctets, total));
    }
    Ok(Header {
        payload_proto: octets[0],
        header_len: octets[1],
        mh_type: octets[2],
        reserved: octets[3],
        checksum: two(octets, 4),
    })
}

// ---------------------------------------------------------------------------
// Messages: RFC 6275, section 6.1
// ---------------------------------------------------------------------------

/// A Mobility Header with its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Octets 0 to 5.
    pub header: Header,
    /// The octets from 6 to the end.
    pub data: Vec<u8>,
    /// They taken apart, where the MH Type is one of [`MESSAGES`]. The last field is `options`.
    pub fields: Option<Vec<Field>>,
}

/// What is known of an MH Type.
#[must_use]
pub fn message_row(mh_type: u8) -> Option<&'static MessageRow> {
    MESSAGES.iter().find(|row| row.kind == mh_type)
}

/// Reads a message that fills the whole input (RFC 6275, section 6.1; the
/// two checks are the last two of section 9.2).
///
/// # Errors
///
/// The faults of [`mobility_header`], then `PayloadProto` at 0, then
/// `HeaderLen` at 1.
pub fn message(octets: &[u8]) -> Result<Message, Fault> {
    let header = mobility_header(octets)?;
    if header.payload_proto != NO_NEXT_HEADER {
        return Err(fault(FaultKind::PayloadProto, 0));
    }
    let fields = match message_row(header.mh_type).map(|row| row.layout.read(octets, 6)) {
        None => None,
        Some(Ok(fields)) => Some(fields),
        Some(Err(Misfit::Length)) => return Err(fault(FaultKind::HeaderLen, 1)),
        Some(Err(Misfit::Number(offset))) => return Err(fault(FaultKind::PrefixLength, offset)),
    };
    Ok(Message { header, data: octets[6..].to_vec(), fields })
}

/// Octet the mobility options of a Mobility Header start at; none if the MH
/// Type is unknown, or the header too short to have an option area.
#[must_use]
pub fn option_area_start(octets: &[u8]) -> Option<usize> {
    let fields = message_row(octets[2])?.layout.read(octets, 6).ok()?;
    let options = fields.iter().find(|field| field.name == "options")?;
    Some(options.offset)
}

// ---------------------------------------------------------------------------
// Mobility options: RFC 6275, section 6.2, and RFC 5026, section 8.1
// ---------------------------------------------------------------------------

/// A mobility option (RFC 6275, section 6.2.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MobilityOption {
    /// The Type octet.
    pub kind: u8,
    /// Offset of the Type octet.
    pub offset: usize,
    /// The Length octet; Pad1 has none.
    pub length: Option<u8>,
    /// The octets behind the Length octet.
    pub data: Vec<u8>,
    /// The option taken apart, where its type is one of [`OPTIONS`].
    pub fields: Option<Vec<Field>>,
}

impl MobilityOption {
    /// Whether it is Pad1 or `PadN`.
    #[must_use]
    pub fn is_padding(&self) -> bool {
        self.kind <= 1
    }

    /// The number in a field.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<u64> {
        let mut fields = self.fields.iter().flatten();
        match fields.find(|field| field.name == name)?.value {
            Value::Number(number) => Some(number),
            Value::Octets(_) => None,
        }
    }
}

/// One step through the option area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A well-formed option.
    Option(MobilityOption),
    /// A malformed one.
    Fault(Fault),
}

/// Reads the mobility options of a message; the input is the whole Mobility
/// Header (RFC 6275, section 6.2).
///
/// The list is empty for an unknown MH Type, and for an input that does not
/// hold the Mobility Header or is too short to have an option area. Octets
/// after the Mobility Header are not looked at.
#[must_use]
pub fn options(octets: &[u8]) -> Vec<Item> {
    if octets.len() < 8 {
        return Vec::new();
    }
    let end = total_octets(octets[1]);
    if octets.len() < end {
        return Vec::new();
    }
    match option_area_start(&octets[..end]) {
        Some(start) => option_area(&octets[..end], start),
        None => Vec::new(),
    }
}

/// Reads the mobility options from an octet to the end of the input (RFC
/// 6275, section 6.2.1).
#[must_use]
pub fn option_area(octets: &[u8], start: usize) -> Vec<Item> {
    let mut items = Vec::new();
    let end = octets.len();
    let mut at = start;
    while at < end {
        let kind = octets[at];

        // Section 6.2.2: Pad1 is a Type octet and nothing else.
        if kind == 0 {
            items.push(Item::Option(MobilityOption {
                kind,
                offset: at,
                length: None,
                data: Vec::new(),
                fields: Some(Vec::new()),
            }));
            at += 1;
            continue;
        }

        // Section 6.2.1: every other option has a Length octet and that many
        // octets of data, all of it inside the area.
        if at + 1 == end {
            items.push(Item::Fault(fault(FaultKind::OptionTruncated, at)));
            break;
        }
        let length = octets[at + 1];
        let next = option_end(octets, at, end);
        if next > end {
            items.push(Item::Fault(fault(FaultKind::OptionTruncated, at + 1)));
            break;
        }

        items.push(match option_fields(kind, &octets[at..next], next == end) {
            Ok(fields) => Item::Option(MobilityOption {
                kind,
                offset: at,
                length: Some(length),
                data: octets[at + 2..next].to_vec(),
                fields,
            }),
            Err(fault) => Item::Fault(Fault { offset: at + fault.offset, ..fault }),
        });
        at = next;
    }
    items
}

/// Where the option at octet `at` ends, in an area that ends at octet `end`.
#[must_use]
pub fn option_end(octets: &[u8], at: usize, end: usize) -> usize {
    let length = usize::from(octets[at + 1]);
    match octets[at] {
        // RFC 7411, sections 5.3 and 5.4: 32-bit words behind the first two octets of data.
        60 | 61 => at + 4 + 4 * length,
        // RFC 5568, section 6.4.5: the Length of the Authenticator, behind an SPI; read as that of both if they end there.
        21 if at + 2 + length + 4 == end => end,
        _ => at + 2 + length,
    }
}

/// Whether an option must be the last of its message (RFC 6275, section 6.2; RFC 5568, section 6.4.5).
#[must_use]
pub fn must_be_last(kind: u8) -> bool {
    kind == 5 || kind == 21
}

/// What is known of an option type.
#[must_use]
pub fn option_row(kind: u8) -> Option<&'static OptionRow> {
    OPTIONS.iter().find(|row| row.kind == kind)
}

/// The fields of one option; none for an unknown type. `last` says that
/// nothing follows it in the area.
///
/// # Errors
///
/// `AuthorizationDataNotLast` behind the option, `OptionLength` at its Length
/// octet, `PrefixLength` at the field.
fn option_fields(kind: u8, option: &[u8], last: bool) -> Result<Option<Vec<Field>>, Fault> {
    // RFC 6275, section 6.2: it "MUST be the last option and MUST NOT have
    // trailing padding".
    if must_be_last(kind) && !last {
        return Err(fault(FaultKind::AuthorizationDataNotLast, option.len()));
    }
    match option_row(kind).map(|row| row.layout.read(option, 2)) {
        None => Ok(None),
        Some(Ok(fields)) => Ok(Some(fields)),
        Some(Err(Misfit::Length)) => Err(fault(FaultKind::OptionLength, 1)),
        Some(Err(Misfit::Number(offset))) => Err(fault(FaultKind::PrefixLength, offset)),
    }
}

// ---------------------------------------------------------------------------
// Names: RFC 1035, sections 2.3.4 and 3.1
// ---------------------------------------------------------------------------

/// The two ways an MN identity can be coded. RFC 5026 does not choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// Characters and dots: the octets as they are.
    Text(Vec<u8>),
    /// Length octets and labels (RFC 1035, section 3.1): the labels, without
    /// the root.
    Labels(Vec<Vec<u8>>),
}

/// Tells the two forms apart.
#[must_use]
pub fn identity(octets: &[u8]) -> Identity {
    match labels(octets) {
        Some(labels) => Identity::Labels(labels),
        None => Identity::Text(octets.to_vec()),
    }
}

/// The labels of a name in label form, or nothing if the octets are not
/// exactly one such name (RFC 1035, section 3.1; limits of section 2.3.4).
#[must_use]
pub fn labels(octets: &[u8]) -> Option<Vec<Vec<u8>>> {
    if octets.is_empty() || octets.len() > 255 {
        return None;
    }
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        if at >= octets.len() {
            return None;
        }
        let length = usize::from(octets[at]);
        if length == 0 {
            // The root label must be the last octet of all.
            if at + 1 == octets.len() {
                return Some(found);
            }
            return None;
        }
        if length > 63 || at + 1 + length > octets.len() {
            return None;
        }
        found.push(octets[at + 1..at + 1 + length].to_vec());
        at += 1 + length;
    }
}

/// Whether an octet may stand in a label: ASCII graphic, neither a dot nor a
/// backslash.
fn octet_is_valid(octet: u8) -> bool {
    (0x21..=0x7e).contains(&octet) && octet != b'.' && octet != b'\\'
}

/// Whether a name in text form is valid: 1 to 253 octets once a trailing dot
/// is gone, every label 1 to 63 octets (RFC 1035, section 2.3.4).
#[must_use]
pub fn text_is_valid(octets: &[u8]) -> bool {
    let mut end = octets.len();
    if end > 0 && octets[end - 1] == b'.' {
        end -= 1;
    }
    if end == 0 || end > 253 {
        return false;
    }
    let mut label = 0;
    for &octet in &octets[..end] {
        if octet == b'.' {
            if label == 0 {
                return false;
            }
            label = 0;
        } else {
            label += 1;
            if label > 63 || !octet_is_valid(octet) {
                return false;
            }
        }
    }
    label != 0
}

/// Whether every octet of every label is valid; the lengths were checked when
/// the labels were found. The root name has no label and passes.
#[must_use]
pub fn labels_are_valid(labels: &[Vec<u8>]) -> bool {
    for label in labels {
        for &octet in label {
            if !octet_is_valid(octet) {
                return false;
            }
        }
    }
    true
}

/// Whether an MN identity is a valid name in the form it is in.
#[must_use]
pub fn identity_is_valid(octets: &[u8]) -> bool {
    match identity(octets) {
        Identity::Text(text) => text_is_valid(&text),
        Identity::Labels(labels) => labels_are_valid(&labels),
    }
}

/// The name an MN identity holds, in text form without a trailing dot;
/// nothing if it is not valid. The root name gives the empty string.
#[must_use]
pub fn identity_name(octets: &[u8]) -> Option<String> {
    if !identity_is_valid(octets) {
        return None;
    }
    let mut name = String::new();
    match identity(octets) {
        Identity::Text(text) => {
            for octet in text {
                name.push(char::from(octet));
            }
            if name.ends_with('.') {
                name.pop();
            }
        }
        Identity::Labels(labels) => {
            for (index, label) in labels.iter().enumerate() {
                if index > 0 {
                    name.push('.');
                }
                for &octet in label {
                    name.push(char::from(octet));
                }
            }
        }
    }
    Some(name)
}

// ---------------------------------------------------------------------------
// Checksum: RFC 6275, section 6.1.1, and RFC 8200, section 8.1
// ---------------------------------------------------------------------------

/// The pseudo-header (RFC 8200, section 8.1) followed by the octets.
fn summed_octets(octets: &[u8], source: [u8; 16], destination: [u8; 16]) -> Vec<u8> {
    let mut all = Vec::new();
    all.extend(source);
    all.extend(destination);
    let length = octets.len();
    for shift in [24, 16, 8, 0] {
        all.push(u8::try_from((length >> shift) % 256).unwrap_or(0));
    }
    all.extend([0, 0, 0, MOBILITY_HEADER]);
    all.extend(octets);
    all
}

/// 16-bit one's complement sum; an odd last octet is the high half of a word
/// whose low half is zero.
fn ones_complement_sum(octets: &[u8]) -> u16 {
    let mut sum: u16 = 0;
    let mut at = 0;
    while at < octets.len() {
        let high = octets[at];
        let low = if at + 1 < octets.len() { octets[at + 1] } else { 0 };
        let (added, carry) = sum.overflowing_add(u16::from(high) * 256 + u16::from(low));
        // The end-around carry. A carry leaves at most 0xfffe.
        sum = if carry { added + 1 } else { added };
        at += 2;
    }
    sum
}

/// Whether the checksum of a Mobility Header, which fills the whole input, is
/// right: pseudo-header and header sum up to all ones (RFC 8200, section 8.1,
/// with the length of the Mobility Header and Next Header 135).
#[must_use]
pub fn checksum_ok(octets: &[u8], source: [u8; 16], destination: [u8; 16]) -> bool {
    ones_complement_sum(&summed_octets(octets, source, destination)) == 0xffff
}

/// The checksum a Mobility Header, which fills the whole input, should carry;
/// what its checksum field holds now counts as zero (RFC 6275, section 6.1.1).
///
/// # Panics
///
/// If the input is too short to have a checksum field.
#[must_use]
pub fn checksum(octets: &[u8], source: [u8; 16], destination: [u8; 16]) -> u16 {
    assert!(octets.len() >= 6, "no checksum field in {octets:02x?}");
    let mut cleared = octets.to_vec();
    cleared[4] = 0;
    cleared[5] = 0;
    !ones_complement_sum(&summed_octets(&cleared, source, destination))
}

// ---------------------------------------------------------------------------
// Reception: RFC 6275, section 9.2
// ---------------------------------------------------------------------------

/// What a receiver does with a Mobility Header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disposition {
    /// Process it.
    Accept,
    /// Drop it and say nothing.
    Discard,
    /// Drop it and send a Binding Error with this Status.
    BindingError(u8),
    /// Drop it and send an ICMP Parameter Problem, Code 0, for this octet of
    /// the Mobility Header.
    ParameterProblem(usize),
}

/// Applies the checks on reception, in the order of the text (RFC 6275,
/// section 9.2), between a check of the input length and a check of the
/// options, on which the text is silent. Octets after the Mobility Header are
/// ignored.
#[must_use]
pub fn receive(octets: &[u8], source: [u8; 16], destination: [u8; 16]) -> Disposition {
    if octets.len() < 8 {
        return Disposition::Discard;
    }
    let total = total_octets(octets[1]);
    if octets.len() < total {
        return Disposition::Discard;
    }
    let header = &octets[..total];
    if !checksum_ok(header, source, destination) {
        return Disposition::Discard;
    }
    // the messages of RFC 6275
    let Some(row) = message_row(header[2]).filter(|row| row.kind <= 7) else {
        return Disposition::BindingError(2);
    };
    if header[0] != NO_NEXT_HEADER {
        return Disposition::ParameterProblem(0);
    }
    if row.layout.read(header, 6).is_err() {
        return Disposition::ParameterProblem(1);
    }
    for item in options(header) {
        if let Item::Fault(_) = item {
            return Disposition::Discard;
        }
    }
    Disposition::Accept
}

// ---------------------------------------------------------------------------
// IKEv2 payloads: RFC 7296, section 3.2
// ---------------------------------------------------------------------------

/// A payload behind its generic header (RFC 7296, section 3.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payload {
    /// Type, as named by whatever stands in front.
    pub kind: u8,
    /// Offset of the generic header.
    pub offset: usize,
    /// Octet 0: type of the next payload.
    pub next: u8,
    /// Most significant bit of octet 1.
    pub critical: bool,
    /// The other seven bits of octet 1.
    pub reserved: u8,
    /// Octets 2 and 3, generic header included.
    pub length: u16,
    /// The octets after the generic header.
    pub body: Vec<u8>,
}

/// One step along a payload chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayloadItem {
    /// A well-formed payload.
    Payload(Payload),
    /// The fault that ends the chain.
    Fault(Fault),
}

/// Walks a chain of payloads that fills the whole input (RFC 7296, section
/// 3.2). The Next Payload of an Encrypted payload gets no special treatment.
#[must_use]
pub fn payload_chain(first_type: u8, octets: &[u8]) -> Vec<PayloadItem> {
    let mut items = Vec::new();
    let mut kind = first_type;
    let mut at = 0;
    while kind != 0 {
        if octets.len() - at < 4 {
            items.push(PayloadItem::Fault(fault(FaultKind::Truncated, octets.len())));
            return items;
        }
        let length = two(octets, at + 2);
        let end = at + usize::from(length);
        if length < 4 || end > octets.len() {
            items.push(PayloadItem::Fault(fault(FaultKind::PayloadLength, at + 2)));
            return items;
        }
        let next = octets[at];
        items.push(PayloadItem::Payload(Payload {
            kind,
            offset: at,
            next,
            critical: octets[at + 1] >= 0x80,
            reserved: octets[at + 1] % 0x80,
            length,
            body: octets[at + 4..end].to_vec(),
        }));
        kind = next;
        at = end;
    }
    if at < octets.len() {
        items.push(PayloadItem::Fault(fault(FaultKind::TrailingOctets, at)));
    }
    items
}

// ---------------------------------------------------------------------------
// Configuration payload: RFC 7296, section 3.15, and RFC 5026, section 8.2
// ---------------------------------------------------------------------------

/// A configuration attribute (RFC 7296, section 3.15.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Attribute Type without the reserved bit.
    pub kind: u16,
    /// Offset of the first octet.
    pub offset: usize,
    /// The reserved bit.
    pub reserved: bool,
    /// The Length field.
    pub length: u16,
    /// The value.
    pub value: Vec<u8>,
    /// The attribute taken apart, where its type is one of [`ATTRIBUTES`], or
    /// what is wrong with it. A value of no octets has no fields.
    pub fields: Result<Option<Vec<Field>>, Fault>,
}

/// One step through a list of attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeItem {
    /// An attribute that lies inside the input.
    Attribute(Attribute),
    /// The fault that ends the list.
    Fault(Fault),
}

/// Configuration payload, after its generic header (RFC 7296, section 3.15).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configuration {
    /// Octet 0.
    pub cfg_type: u8,
    /// Octets 1 to 3.
    pub reserved: [u8; 3],
    /// The attributes, in order.
    pub attributes: Vec<AttributeItem>,
}

/// Reads a Configuration payload after its generic header (RFC 7296, section
/// 3.15).
///
/// # Errors
///
/// `Truncated` at the end of a body below 4 octets. Faults of attributes stand
/// in the list.
pub fn configuration(body: &[u8]) -> Result<Configuration, Fault> {
    if body.len() < 4 {
        return Err(fault(FaultKind::Truncated, body.len()));
    }
    Ok(Configuration {
        cfg_type: body[0],
        reserved: [body[1], body[2], body[3]],
        attributes: attributes_from(body, 4),
    })
}

/// Reads attributes that fill the whole input (RFC 7296, section 3.15.1).
#[must_use]
pub fn attributes(octets: &[u8]) -> Vec<AttributeItem> {
    attributes_from(octets, 0)
}

/// Reads attributes from an octet to the end of the input (RFC 7296, section
/// 3.15.1).
fn attributes_from(octets: &[u8], start: usize) -> Vec<AttributeItem> {
    let mut items = Vec::new();
    let mut at = start;
    while at < octets.len() {
        if octets.len() - at < 4 {
            items.push(AttributeItem::Fault(fault(FaultKind::Truncated, at)));
            break;
        }
        let kind = two(octets, at) & 0x7fff;
        let length = two(octets, at + 2);
        let end = at + 4 + usize::from(length);
        if end > octets.len() {
            items.push(AttributeItem::Fault(fault(FaultKind::AttributeLength, at + 2)));
            break;
        }
        let value = octets[at + 4..end].to_vec();
        items.push(AttributeItem::Attribute(Attribute {
            kind,
            offset: at,
            reserved: octets[at] >= 0x80,
            length,
            fields: attribute_fields(kind, &octets[at..end], at),
            value,
        }));
        at = end;
    }
    items
}

/// What is known of an attribute type.
#[must_use]
pub fn attribute_row(kind: u16) -> Option<&'static AttributeRow> {
    ATTRIBUTES.iter().find(|row| row.kind == kind)
}

/// What is known of a payload type.
#[must_use]
pub fn payload_row(kind: u8) -> Option<&'static PayloadRow> {
    PAYLOADS.iter().find(|row| row.kind == kind)
}

impl Payload {
    /// The payload taken apart, where its type is one of [`PAYLOADS`], or what is wrong with it: `PayloadLength` at
    /// octet 2 of a body that is too short for the fields before the variable ones, `SpiSize` at octet 5 when the SPI
    /// runs past the body.
    ///
    /// # Errors
    ///
    /// As above, offsets from the start of the chain.
    pub fn fields(&self) -> Result<Option<Vec<Field>>, Fault> {
        let mut octets = vec![0; 4];
        octets.extend(&self.body);
        match payload_row(self.kind).map(|row| row.layout.read(&octets, 4)) {
            None => Ok(None),
            Some(Ok(fields)) => Ok(Some(fields)),
            Some(Err(_)) if self.body.len() < 4 => {
                Err(fault(FaultKind::PayloadLength, self.offset + 2))
            }
            Some(Err(_)) => Err(fault(FaultKind::SpiSize, self.offset + 5)),
        }
    }
}

/// Takes the attribute that starts at `offset` apart (RFC 7296, section
/// 3.15.1; RFC 5026, section 8.2).
fn attribute_fields(
    kind: u16,
    attribute: &[u8],
    offset: usize,
) -> Result<Option<Vec<Field>>, Fault> {
    match attribute_row(kind).map(|row| row.layout.read(attribute, 4)) {
        None => Ok(None),
        Some(Ok(fields)) => Ok(Some(fields)),
        Some(Err(Misfit::Length)) => Err(fault(FaultKind::AttributeLength, offset + 2)),
        Some(Err(Misfit::Number(at))) => Err(fault(FaultKind::PrefixLength, offset + at)),
    }
}

// ---------------------------------------------------------------------------
// Notify and Identification payloads: RFC 7296, sections 3.10 and 3.5
// ---------------------------------------------------------------------------

/// Notify payload, after its generic header (RFC 7296, section 3.10).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notify {
    /// Octet 0.
    pub protocol_id: u8,
    /// Octet 1.
    pub spi_size: u8,
    /// Octets 2 and 3.
    pub message_type: u16,
    /// SPI Size octets from 4.
    pub spi: Vec<u8>,
    /// The rest.
    pub data: Vec<u8>,
}

/// Reads a Notify payload after its generic header (RFC 7296, section 3.10).
///
/// # Errors
///
/// `Truncated` at the end of a body below 4 octets, `SpiSize` at 1 when the
/// SPI runs past the body.
pub fn notify(body: &[u8]) -> Result<Notify, Fault> {
    if body.len() < 4 {
        return Err(fault(FaultKind::Truncated, body.len()));
    }
    let data = 4 + usize::from(body[1]);
    if data > body.len() {
        return Err(fault(FaultKind::SpiSize, 1));
    }
    Ok(Notify {
        protocol_id: body[0],
        spi_size: body[1],
        message_type: two(body, 2),
        spi: body[4..data].to_vec(),
        data: body[data..].to_vec(),
    })
}

/// Identification payload, after its generic header (RFC 7296, section 3.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identification {
    /// Octet 0.
    pub id_type: u8,
    /// Octets 1 to 3.
    pub reserved: [u8; 3],
    /// The rest.
    pub data: Vec<u8>,
}

/// Reads an Identification payload after its generic header (RFC 7296,
/// section 3.5).
///
/// # Errors
///
/// `Truncated` at the end of a body below 4 octets.
pub fn identification(body: &[u8]) -> Result<Identification, Fault> {
    if body.len() < 4 {
        return Err(fault(FaultKind::Truncated, body.len()));
    }
    Ok(Identification {
        id_type: body[0],
        reserved: [body[1], body[2], body[3]],
        data: body[4..].to_vec(),
    })
}

// ---------------------------------------------------------------------------
// IPv6: RFC 8200, sections 3 and 4; RFC 6275, sections 6.3 and 6.4
// ---------------------------------------------------------------------------

/// Why a walk did not reach a Mobility Header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The Version field is not 6.
    Version,
    /// A header runs past the end of the packet, which is here.
    Truncated {
        /// End of the packet.
        offset: usize,
    },
    /// A destination option runs past its header.
    OptionTruncated {
        /// Its Type octet when there is no Length octet, else its Length octet.
        offset: usize,
    },
    /// A Fragment header that says there is more than this fragment.
    Fragment {
        /// Its first octet.
        offset: usize,
    },
    /// An Encapsulating Security Payload (RFC 4303).
    Encrypted {
        /// Its first octet.
        offset: usize,
    },
    /// A header the walk does not know.
    OtherHeader {
        /// Its Next Header value.
        next_header: u8,
        /// Its first octet.
        offset: usize,
    },
}

/// Why a receiver discards a packet that can be walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Violation {
    /// RFC 8200, section 4.1: Hop-by-Hop Options elsewhere than first.
    HopByHopNotFirst,
    /// RFC 8200, section 4.2: an unrecognized option; its action bits.
    UnknownOption(u8),
    /// RFC 8200, section 4.4: an unrecognized Routing Type.
    RoutingType,
    /// RFC 6275, section 9.3.1: a home address that is not unicast routable.
    HomeAddress,
    /// RFC 6275, section 11.3.3: the same in a routing header.
    RoutingHomeAddress,
}

/// A packet walked to its Mobility Header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// First octet of the Mobility Header; may be the end of the packet.
    pub mobility_header: usize,
    /// End of the packet: by Payload Length, or of the input if it is shorter.
    pub end: usize,
    /// Source Address of the IPv6 header.
    pub source: [u8; 16],
    /// Destination Address of the IPv6 header.
    pub destination: [u8; 16],
    /// The first Home Address option (RFC 6275, section 6.3).
    pub home_address_option: Option<[u8; 16]>,
    /// The first type 2 routing header with Segments Left 1 (RFC 6275,
    /// section 6.4).
    pub routing_home_address: Option<[u8; 16]>,
    /// Source Address of the pseudo-header (RFC 6275, section 6.1.1).
    pub checksum_source: [u8; 16],
    /// Destination Address of the pseudo-header (RFC 8200, section 8.1).
    pub checksum_destination: [u8; 16],
    /// What is wrong on the way, in its order, each with the octet it is about.
    pub violations: Vec<(Violation, usize)>,
}

/// Walks an IPv6 packet to its Mobility Header (RFC 8200, section 4).
///
/// # Errors
///
/// The reason the walk stopped before a Mobility Header.
pub fn ipv6(octets: &[u8]) -> Result<Walk, Stop> {
    // Section 3: the IPv6 header.
    if octets.len() < 40 {
        return Err(Stop::Truncated { offset: octets.len() });
    }
    if octets[0] / 16 != 6 {
        return Err(Stop::Version);
    }
    let mut end = 40 + usize::from(two(octets, 4));
    if end > octets.len() {
        end = octets.len();
    }
    let source = sixteen(octets, 8);
    let destination = sixteen(octets, 24);
    let mut home_address_option = None;
    let mut routing_home_address = None;

    let mut violations = Vec::new();
    let mut next_header = octets[6];
    let mut next_header_at = 6;
    let mut at = 40;
    while next_header != MOBILITY_HEADER {
        if next_header == 50 {
            return Err(Stop::Encrypted { offset: at });
        }
        if !matches!(next_header, 0 | 43 | 44 | 51 | 60) {
            return Err(Stop::OtherHeader { next_header, offset: at });
        }
        // All of them start with Next Header and a length octet, and none is
        // shorter than 8 octets.
        if at + 8 > end {
            return Err(Stop::Truncated { offset: end });
        }
        let after = at
            + match next_header {
                // Section 4.5: fixed size.
                44 => 8,
                // RFC 4302, section 2.2: in units of 4 octets, minus 2.
                51 => 4 * (usize::from(octets[at + 1]) + 2),
                // Sections 4.3, 4.4, 4.6: in units of 8 octets, minus 1.
                _ => 8 * (usize::from(octets[at + 1]) + 1),
            };
        if after > end {
            return Err(Stop::Truncated { offset: end });
        }
        match next_header {
            0 => {
                if next_header_at != 6 {
                    violations.push((Violation::HopByHopNotFirst, next_header_at));
                }
                destination_options(octets, at, after, false, &mut violations)?;
            }
            43 => {
                let home_address = type_2_routing_header(octets, at, after);
                if routing_home_address.is_none() {
                    routing_home_address = home_address;
                }
                if octets[at + 2] != 2 && octets[at + 3] > 0 {
                    violations.push((Violation::RoutingType, at + 2));
                }
                if home_address.is_some_and(|address| !unicast_routable(address)) {
                    violations.push((Violation::RoutingHomeAddress, at + 8));
                }
            }
            44 => {
                // 13 bits of Fragment Offset, 2 reserved bits, the M flag.
                let field = two(octets, at + 2);
                if field & 0xfff8 != 0 || field & 1 != 0 {
                    return Err(Stop::Fragment { offset: at });
                }
            }
            60 => {
                let home_address = destination_options(octets, at, after, true, &mut violations)?;
                if home_address_option.is_none() {
                    home_address_option = home_address;
                }
            }
            _ => {}
        }
        next_header = octets[at];
        next_header_at = at;
        at = after;
    }

    Ok(Walk {
        violations,
        mobility_header: at,
        end,
        source,
        destination,
        home_address_option,
        routing_home_address,
        checksum_source: home_address_option.unwrap_or(source),
        checksum_destination: routing_home_address.unwrap_or(destination),
    })
}

/// The Home Address in a type 2 routing header with Segments Left 1 (RFC
/// 6275, section 6.4.1); nothing for any other routing header.
fn type_2_routing_header(octets: &[u8], at: usize, after: usize) -> Option<[u8; 16]> {
    if after - at == 24 && octets[at + 2] == 2 && octets[at + 3] == 1 {
        Some(sixteen(octets, at + 8))
    } else {
        None
    }
}

/// Section 3.1: a global or a unique local address, thus neither unspecified,
/// loopback, link-local nor multicast (RFC 4291, section 2.4).
fn unicast_routable(address: [u8; 16]) -> bool {
    let leading_zeros = address.iter().take_while(|octet| **octet == 0).count();
    let unspecified = leading_zeros == 16;
    let loopback = leading_zeros == 15 && address[15] == 1;
    let link_local = address[0] == 0xfe && address[1] & 0xc0 == 0x80;
    let multicast = address[0] == 0xff;
    !(unspecified || loopback || link_local || multicast)
}

/// The address in the first Home Address option of a Destination Options
/// header (RFC 8200, sections 4.2 and 4.6; RFC 6275, section 6.3).
fn destination_options(
    octets: &[u8],
    header: usize,
    after: usize,
    for_destination: bool,
    violations: &mut Vec<(Violation, usize)>,
) -> Result<Option<[u8; 16]>, Stop> {
    let mut found = None;
    let mut at = header + 2;
    while at < after {
        if octets[at] == 0 {
            at += 1;
            continue;
        }
        if at + 1 == after {
            return Err(Stop::OptionTruncated { offset: at });
        }
        let next = at + 2 + usize::from(octets[at + 1]);
        if next > after {
            return Err(Stop::OptionTruncated { offset: at + 1 });
        }
        if octets[at] == 201 && for_destination {
            if octets[at + 1] == 16 {
                let home_address = sixteen(octets, at + 2);
                if !unicast_routable(home_address) {
                    violations.push((Violation::HomeAddress, at + 2));
                }
                found = found.or(Some(home_address));
            }
        } else if octets[at] >= 0x40 {
            violations.push((Violation::UnknownOption(octets[at] / 64), at));
        }
        at = next;
    }
    Ok(found)
}

// not under Miri, which would run them in each binary that has this file
#[cfg(all(test, not(miri)))]
mod tests {
    use super::*;

    const HA: &str = "20010db8000100000000000000000001";
    const HOA: &str = "20010db8000100000000000000000100";
    const COA: &str = "20010db8000200000000000000000055";
    const CN: &str = "20010db8000300000000000000000007";

    const V01: &str = "3b060500bcfc1234c000038401000310\
                       20010db8000200000000000000000055\
                       111000006d6e2e6578616d706c652e63\
                       6f6d010400000000";
    const V02: &str = "3b030500f23e1235c000000011100080\
                       6d6e2e6578616d706c652e636f6d0100";
    const V04: &str = "3b030600ae3c00001234038411100000\
                       6d6e2e6578616d706c652e636f6d0100";
    const V08: &str = "3b0106003b3800001234038411020000";
    const V16: &str = "3b030500b5ed0001800000690404000a\
                       0014050c2739d1ed94e18bcea200677a";
    const V20: &str = "3b0605006b9e1234c000038401000310\
                       20010db8000200000000000000000055\
                       11120000026d6e076578616d706c6503\
                       636f6d0001020000";
    const V01_PACKET: &str = "600000000050 3c40 20010db8000200000000000000000055\
                              20010db8000100000000000000000001\
                              870201020000c91020010db8000100000000000000000100";
    const V04_PACKET: &str = "600000000038 2b40 20010db8000100000000000000000001\
                              20010db8000200000000000000000055\
                              870202010000000020010db8000100000000000000000100";

    fn hex(text: &str) -> Vec<u8> {
        let digits: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(digits.len() % 2, 0, "half an octet in {text}");
        let mut octets = Vec::new();
        for pair in digits.chunks(2) {
            let high = pair[0].to_digit(16).expect("a hex digit");
            let low = pair[1].to_digit(16).expect("a hex digit");
            octets.push(u8::try_from(high * 16 + low).expect("one octet"));
        }
        octets
    }

    fn address(text: &str) -> [u8; 16] {
        sixteen(&hex(text), 0)
    }

    fn received(text: &str, source: &str, destination: &str) -> Disposition {
        receive(&hex(text), address(source), address(destination))
    }

    fn faults(items: &[Item]) -> Vec<Fault> {
        let mut found = Vec::new();
        for item in items {
            if let Item::Fault(fault) = item {
                found.push(*fault);
            }
        }
        found
    }

    fn number(name: &'static str, offset: usize, width: usize, number: u64) -> Field {
        Field { name, offset, width, value: Value::Number(number), stray: 0 }
    }

    fn octets(name: &'static str, offset: usize, octets: &[u8]) -> Field {
        Field { name, offset, width: octets.len(), value: Value::Octets(octets.to_vec()), stray: 0 }
    }

    /// An option whose data are its fields.
    fn option(kind: u8, offset: usize, length: u8, fields: Vec<Field>) -> Item {
        let octets = |field: &Field| field.value.octets(field.width);
        Item::Option(MobilityOption {
            kind,
            offset,
            length: Some(length),
            data: fields.iter().flat_map(octets).collect(),
            fields: Some(fields),
        })
    }

    fn pad_n(offset: usize, padding: &[u8]) -> Item {
        let length = u8::try_from(padding.len()).expect("one octet");
        option(1, offset, length, vec![octets("padding", 2, padding)])
    }

    fn care_of(address: &[u8]) -> Vec<Field> {
        vec![octets("care_of_address", 2, address)]
    }

    fn nonce_indices(home: u64, care_of: u64) -> Vec<Field> {
        vec![number("home", 2, 2, home), number("care_of", 4, 2, care_of)]
    }

    fn update(remove: bool, reserved: u8, identity: &[u8]) -> Vec<Field> {
        let flags = u64::from(remove) * 0x80 + u64::from(reserved);
        vec![
            number("status", 2, 1, 0),
            Field { stray: reserved.into(), ..number("flags", 3, 1, flags) },
            octets("identity", 4, identity),
        ]
    }

    /// The fields of a message, but for the last, its options.
    fn body(text: &str) -> Vec<Field> {
        let read = message(&hex(text)).expect("a message");
        let mut fields = read.fields.expect("a known type");
        assert_eq!(fields.pop().map(|field| field.name), Some("options"));
        fields
    }

    #[test]
    fn v01_binding_update_with_dns_update() {
        let octets = hex(V01);
        assert_eq!(
            mobility_header(&octets),
            Ok(Header {
                payload_proto: 59,
                header_len: 6,
                mh_type: 5,
                reserved: 0,
                checksum: 0xbcfc,
            })
        );
        assert_eq!(
            body(V01),
            [
                number("sequence", 6, 2, 4660),
                number("flags", 8, 2, 0xc000),
                number("lifetime", 10, 2, 900),
            ]
        );
        assert_eq!(
            options(&octets),
            [
                pad_n(12, &[]),
                option(3, 14, 16, care_of(&address(COA))),
                option(17, 32, 16, update(false, 0, b"mn.example.com")),
                pad_n(50, &[0; 4]),
            ]
        );
        assert!(checksum_ok(&octets, address(HOA), address(HA)));
        assert!(!checksum_ok(&octets, address(COA), address(HA)));
        assert_eq!(checksum(&octets, address(HOA), address(HA)), 0xbcfc);
        assert_eq!(received(V01, HOA, HA), Disposition::Accept);
    }

    #[test]
    fn v02_and_v04_and_v08_and_v20() {
        assert_eq!(received(V02, HOA, HA), Disposition::Accept);
        assert_eq!(options(&hex(V02))[0], option(17, 12, 16, update(true, 0, b"mn.example.com")));
        assert_eq!(received(V04, HA, HOA), Disposition::Accept);
        assert_eq!(received(V08, HA, HOA), Disposition::Accept);
        assert_eq!(options(&hex(V08)), [option(17, 12, 2, update(false, 0, b""))]);
        assert_eq!(
            body(V08),
            [
                number("status", 6, 1, 0),
                number("flags", 7, 1, 0),
                number("sequence", 8, 2, 0x1234),
                number("lifetime", 10, 2, 900),
            ]
        );
        assert_eq!(received(V20, HOA, HA), Disposition::Accept);
        assert_eq!(
            options(&hex(V20))[2],
            option(17, 32, 18, update(false, 0, b"\x02mn\x07example\x03com\0"))
        );
    }

    #[test]
    fn v09_to_v15_and_v17_and_v18() {
        let rows = [
            ("3b010600c8bb86001234000001020000", HA, HOA),
            ("3b01060047e000001234038402020258", HA, HOA),
            ("3b00000067f30000", CN, HOA),
            ("3b01010056d600000102030405060708", HOA, CN),
            ("3b010200164000001112131415161718", COA, CN),
            ("3b02030087b2000a01020304050607080011223344556677", CN, HOA),
            ("3b02040024f0001411121314151617188899aabbccddeeff", CN, COA),
            ("3b0207005f93020000000000000000000000000000000000", HA, COA),
            ("3b02070031d1010020010db8000100000000000000000100", CN, COA),
        ];
        for (text, source, destination) in rows {
            assert_eq!(received(text, source, destination), Disposition::Accept, "{text}");
        }
        let body = |row: usize| body(rows[row].0);
        assert_eq!(
            options(&hex(rows[1].0)),
            [option(2, 12, 2, vec![number("refresh_interval", 2, 2, 600)])]
        );
        assert_eq!(body(2), [number("reserved", 6, 2, 0)]);
        let (cookie, token) = (hex("0102030405060708"), hex("0011223344556677"));
        assert_eq!(body(3), [number("reserved", 6, 2, 0), octets("home_init_cookie", 8, &cookie),]);
        assert_eq!(
            body(5),
            [
                number("home_nonce_index", 6, 2, 10),
                octets("home_init_cookie", 8, &cookie),
                octets("home_keygen_token", 16, &token),
            ]
        );
        let (cookie, token) = (hex("1112131415161718"), hex("8899aabbccddeeff"));
        assert_eq!(
            body(4),
            [number("reserved", 6, 2, 0), octets("care_of_init_cookie", 8, &cookie),]
        );
        assert_eq!(
            body(6),
            [
                number("care_of_nonce_index", 6, 2, 20),
                octets("care_of_init_cookie", 8, &cookie),
                octets("care_of_keygen_token", 16, &token),
            ]
        );
        assert_eq!(
            body(8),
            [
                number("status", 6, 1, 1),
                number("reserved", 7, 1, 0),
                octets("home_address", 8, &address(HOA)),
            ]
        );
    }

    #[test]
    fn v16_authorization_data_is_last() {
        let octets = hex(V16);
        assert_eq!(
            options(&octets),
            [
                option(4, 12, 4, nonce_indices(10, 20)),
                option(5, 18, 12, vec![self::octets("authenticator", 2, &octets[20..])]),
            ]
        );
        assert_eq!(received(V16, HOA, CN), Disposition::Accept);
    }

    #[test]
    fn v19_longest_identity() {
        let mut octets = hex("3b24050048fe 0007c0000384 0100\
                              0310 20010db8000200000000000000000055 11ff0000");
        let mut name = vec![b'a'; 63];
        name.push(b'.');
        name.extend([b'b'; 63]);
        name.push(b'.');
        name.extend([b'c'; 63]);
        name.push(b'.');
        name.extend([b'd'; 61]);
        octets.extend(&name);
        octets.extend(hex("01050000000000"));
        assert_eq!(octets.len(), 296);
        assert_eq!(receive(&octets, address(HOA), address(HA)), Disposition::Accept);
        assert_eq!(options(&octets)[2], option(17, 32, 255, update(false, 0, &name)));
        assert!(identity_is_valid(&name));
    }

    #[test]
    fn n01_to_n14() {
        let rows = [
            (
                "3b030500f23f1235c0000000111000806d6e2e6578616d706c652e636f6d0100",
                Disposition::Discard,
            ),
            ("3b01630004f200000000000000000000", Disposition::BindingError(2)),
            ("0601050096e500010000000a01020000", Disposition::ParameterProblem(0)),
            ("3b00050062fa0001", Disposition::ParameterProblem(1)),
            ("3b01050091e50001c000000a11010000", Disposition::Discard),
            ("3b01050090e60001c000000a11000100", Disposition::Discard),
            ("3b01050091d60001c000000a11100000", Disposition::Discard),
            ("3b010500a1d40001c000000a01010011", Disposition::Discard),
            ("3b0205001dac0001c000000ac802aaaa1102008001020000", Disposition::Accept),
            (
                "3b0305006d900001c00003840100030f20010db8000200000000000000000000",
                Disposition::Discard,
            ),
            (
                "3b030500f23f1235c00000001110007f6d6e2e6578616d706c652e636f6d0100",
                Disposition::Accept,
            ),
            ("3b030500fd7c1235c0000000111000806d6e2e6578616d70", Disposition::Discard),
            ("3b01050061e500010000000a010200000102030405060708", Disposition::Accept),
        ];
        for (text, expected) in rows {
            assert_eq!(received(text, HOA, HA), expected, "{text}");
        }
        // N10 goes to a correspondent node.
        let n10 = "3b040500b5e40001800000690404000a\
                   0014050c2739d1ed94e18bcea200677a0000000000000000";
        assert_eq!(received(n10, HOA, CN), Disposition::Discard);
        assert!(checksum_ok(&hex(n10), address(HOA), address(CN)));

        // All but N01 carry the right checksum, and the faults are these.
        let only = |text: &str| faults(&options(&hex(text)));
        assert_eq!(only(rows[4].0), [fault(FaultKind::OptionLength, 13)]);
        assert_eq!(only(rows[5].0), [fault(FaultKind::OptionLength, 13)]);
        assert_eq!(only(rows[6].0), [fault(FaultKind::OptionTruncated, 13)]);
        assert_eq!(only(rows[7].0), [fault(FaultKind::OptionTruncated, 15)]);
        assert_eq!(only(rows[9].0)[0], fault(FaultKind::OptionLength, 15));
        assert_eq!(only(n10), [fault(FaultKind::AuthorizationDataNotLast, 32)]);
        assert_eq!(options(&hex(n10)).len(), 10);
        assert_eq!(
            options(&hex(rows[8].0)),
            [
                Item::Option(MobilityOption {
                    kind: 200,
                    offset: 12,
                    length: Some(2),
                    data: vec![0xaa, 0xaa],
                    fields: None,
                }),
                option(17, 16, 2, update(true, 0, b"")),
                pad_n(20, &[0, 0]),
            ]
        );
        assert_eq!(
            options(&hex(rows[10].0))[0],
            option(17, 12, 16, update(false, 0x7f, b"mn.example.com"))
        );
        for row in [1, 2, 3, 4, 5, 6, 7, 9] {
            assert!(checksum_ok(&hex(rows[row].0), address(HOA), address(HA)));
        }

        let broken = |text: &str| message(&hex(text)).expect_err("a fault");
        assert_eq!(broken(rows[2].0), fault(FaultKind::PayloadProto, 0));
        assert_eq!(broken(rows[3].0), fault(FaultKind::HeaderLen, 1));
        assert_eq!(broken(rows[11].0), fault(FaultKind::Truncated, 24));
        assert_eq!(broken(rows[12].0), fault(FaultKind::TrailingOctets, 16));
        let unknown = message(&hex(rows[1].0)).expect("a message");
        assert_eq!((unknown.data, unknown.fields), (vec![0; 10], None));
        assert_eq!(options(&hex(rows[1].0)), []);
        assert_eq!(options(&hex(rows[3].0)), []);
    }

    #[test]
    fn n11_goes_on_after_a_body_fault() {
        let octets = hex("3b0305006d900001c00003840100030f20010db8000200000000000000000000");
        assert_eq!(
            options(&octets),
            [
                pad_n(12, &[]),
                Item::Fault(fault(FaultKind::OptionLength, 15)),
                Item::Option(MobilityOption {
                    kind: 0,
                    offset: 31,
                    length: None,
                    data: vec![],
                    fields: Some(vec![]),
                }),
            ]
        );
    }

    #[test]
    fn a_bare_option_area() {
        assert_eq!(option_area(&[], 0), []);
        assert_eq!(option_area(&[4, 4, 0, 1, 0, 2], 0), [option(4, 0, 4, nonce_indices(1, 2))]);
        assert_eq!(
            option_area(&[4, 3, 0, 1, 0], 0),
            [Item::Fault(fault(FaultKind::OptionLength, 1))]
        );
    }

    #[test]
    fn every_prefix_of_a_header_is_truncated() {
        let octets = hex(V01);
        for length in 0..octets.len() {
            assert_eq!(
                mobility_header(&octets[..length]),
                Err(fault(FaultKind::Truncated, length))
            );
            assert_eq!(options(&octets[..length]), []);
        }
    }

    #[test]
    fn authorization_data_may_be_empty() {
        let octets = hex("3b01050000000001 80000069 01000500");
        assert_eq!(
            options(&octets)[1],
            option(5, 14, 0, vec![self::octets("authenticator", 2, &[])])
        );
        // Not last, and what follows is broken in its own way.
        let octets = hex("3b01050000000001 80000069 05001105");
        assert_eq!(
            options(&octets),
            [
                Item::Fault(fault(FaultKind::AuthorizationDataNotLast, 14)),
                Item::Fault(fault(FaultKind::OptionTruncated, 15)),
            ]
        );
    }

    #[test]
    fn checksum_of_odd_input_and_negative_zero() {
        assert_eq!(ones_complement_sum(&[0x01]), 0x0100);
        assert_eq!(ones_complement_sum(&[0xff, 0xff, 0x00, 0x01]), 0x0001);
        // A message whose checksum is zero also sums up with all ones.
        let mut octets = hex("3b00000000000000");
        let needed = checksum(&octets, address(CN), address(HOA));
        octets[6..8].copy_from_slice(&needed.to_be_bytes());
        assert_eq!(checksum(&octets, address(CN), address(HOA)), 0);
        assert!(checksum_ok(&octets, address(CN), address(HOA)));
        octets[4..6].copy_from_slice(&[0xff, 0xff]);
        assert!(checksum_ok(&octets, address(CN), address(HOA)));
    }

    #[test]
    fn identities_are_told_apart() {
        let labelled = b"\x02mn\x07example\x03com\0";
        let Identity::Labels(found) = identity(labelled) else {
            panic!("not label form");
        };
        assert_eq!(found, [&b"mn"[..], b"example", b"com"]);
        assert_eq!(identity_name(labelled).as_deref(), Some("mn.example.com"));
        assert_eq!(identity_name(b"mn.example.com.").as_deref(), Some("mn.example.com"));
        assert_eq!(identity(b"\0"), Identity::Labels(vec![]));
        assert_eq!(identity_name(b"\0").as_deref(), Some(""));
        for text in [&b""[..], b"mn", b"\x02mn", b"\x02mn\0\0", b"\x03mn\0", b"0123", b"\0mn"] {
            assert_eq!(identity(text), Identity::Text(text.to_vec()));
        }
        // Label form, with an octet no label may hold.
        assert_eq!(identity(b"\x02m\0\0"), Identity::Labels(vec![vec![b'm', 0]]));
        assert!(!identity_is_valid(b"\x02m\0\0"));
        assert!(!identity_is_valid(b"\x03m.n\0"));
        assert!(identity_is_valid(b"\x02mn\0"));
        let mut long = vec![64];
        long.extend([b'a'; 64]);
        long.push(0);
        assert_eq!(labels(&long), None);
    }

    #[test]
    fn label_form_ends_at_255_octets() {
        let name = |last: usize| {
            let mut octets = Vec::new();
            for length in [63, 63, 63, last] {
                octets.push(u8::try_from(length).expect("one octet"));
                octets.extend(vec![b'a'; length]);
            }
            octets.push(0);
            octets
        };
        assert_eq!(name(61).len(), 255);
        assert!(labels(&name(61)).is_some());
        assert_eq!(labels(&name(62)), None);
    }

    #[test]
    fn text_names() {
        let label = |length: usize| vec![b'a'; length];
        for good in [&b"a"[..], b"a.", b"mn.example.com", b"*.~!", b"A-1_"] {
            assert!(text_is_valid(good), "{good:?}");
        }
        for bad in [
            &b""[..],
            b".",
            b"..",
            b"a..",
            b".a",
            b"a..b",
            b"a b",
            b"a\\b",
            b"a\0",
            b"a\x7f",
            b"\xc3\xa4",
        ] {
            assert!(!text_is_valid(bad), "{bad:?}");
        }
        assert!(text_is_valid(&label(63)));
        assert!(!text_is_valid(&label(64)));
        let mut long = [label(63), label(63), label(63), label(61)].join(&b'.');
        assert_eq!(long.len(), 253);
        assert!(text_is_valid(&long));
        long.push(b'.');
        assert!(text_is_valid(&long));
        let long = [label(63), label(63), label(63), label(62)].join(&b'.');
        assert!(!text_is_valid(&long));
    }

    #[test]
    fn dns_update_needs_two_octets() {
        let short = |area: &[u8]| faults(&option_area(area, 0));
        assert_eq!(short(&[17, 0]), [fault(FaultKind::OptionLength, 1)]);
        assert_eq!(short(&[17, 1, 0]), [fault(FaultKind::OptionLength, 1)]);
        assert_eq!(option_area(&[17, 2, 0, 0x81], 0), [option(17, 0, 2, update(true, 1, b""))]);
    }

    fn only_payload(kind: u8, text: &str) -> Payload {
        let mut items = payload_chain(kind, &hex(text));
        assert_eq!(items.len(), 1, "{items:?}");
        match items.remove(0) {
            PayloadItem::Payload(payload) => payload,
            PayloadItem::Fault(fault) => panic!("{fault:?}"),
        }
    }

    fn attribute(items: &[AttributeItem], index: usize) -> &Attribute {
        match &items[index] {
            AttributeItem::Attribute(attribute) => attribute,
            AttributeItem::Fault(fault) => panic!("{fault:?}"),
        }
    }

    fn home_prefix() -> Vec<Field> {
        vec![
            number("lifetime", 4, 4, 86400),
            octets("prefix", 8, &address("20010db8000100000000000000000000")),
            number("prefix_len", 24, 1, 64),
        ]
    }

    fn home_address() -> Vec<Field> {
        vec![octets("address", 4, &address(HOA)), number("prefix_len", 20, 1, 64)]
    }

    #[test]
    fn i01_and_i02_attributes() {
        let items = attributes(&hex("00100000"));
        assert_eq!(items.len(), 1);
        assert_eq!(
            *attribute(&items, 0),
            Attribute {
                kind: 16,
                offset: 0,
                reserved: false,
                length: 0,
                value: vec![],
                fields: Ok(Some(vec![])),
            }
        );
        let items = attributes(&hex("001000150001518020010db800010000000000000000000040"));
        assert_eq!(items.len(), 1);
        assert_eq!(attribute(&items, 0).fields, Ok(Some(home_prefix())));
        assert_eq!(attributes(&[]), []);
    }

    #[test]
    fn i03_and_i04_configuration_payloads() {
        let payload = only_payload(47, "00000010010000000008000000100000");
        assert_eq!(payload.length, 16);
        let read = configuration(&payload.body).expect("a configuration");
        assert_eq!((read.cfg_type, read.reserved), (1, [0; 3]));
        assert_eq!(read.attributes.len(), 2);
        assert_eq!(attribute(&read.attributes, 0).fields, Ok(Some(vec![])));
        assert_eq!(attribute(&read.attributes, 1).offset, 8);
        assert_eq!(attribute(&read.attributes, 1).fields, Ok(Some(vec![])));

        let payload =
            only_payload(47, "0000002102000000001000150001518020010db800010000000000000000000040");
        let read = configuration(&payload.body).expect("a configuration");
        assert_eq!(read.cfg_type, 2);
        assert_eq!(read.attributes.len(), 1);
        assert_eq!(attribute(&read.attributes, 0).fields, Ok(Some(home_prefix())));
    }

    #[test]
    fn i05_notify_then_configuration() {
        let octets = hex("2f0000080000002a0000001d020000000008001120010db8\
                          00010000000000000000010040");
        let items = payload_chain(41, &octets);
        let [PayloadItem::Payload(first), PayloadItem::Payload(second)] = &items[..] else {
            panic!("{items:?}");
        };
        assert_eq!((first.kind, first.offset, first.next), (41, 0, 47));
        assert_eq!((second.kind, second.offset, second.next), (47, 8, 0));
        assert_eq!(
            notify(&first.body),
            Ok(Notify { protocol_id: 0, spi_size: 0, message_type: 42, spi: vec![], data: vec![] })
        );
        let read = configuration(&second.body).expect("a configuration");
        assert_eq!(attribute(&read.attributes, 0).fields, Ok(Some(home_address())));
    }

    #[test]
    fn i06_identification() {
        let payload = only_payload(35, "00000016020000006d6e2e6578616d706c652e636f6d");
        assert_eq!(
            identification(&payload.body),
            Ok(Identification { id_type: 2, reserved: [0; 3], data: b"mn.example.com".to_vec() })
        );
        assert_eq!(identification(&[2, 0, 0]), Err(fault(FaultKind::Truncated, 3)));
    }

    #[test]
    fn i07_reserved_bit_is_not_part_of_the_type() {
        let payload = only_payload(47, "0000000c0100000080100000");
        let read = configuration(&payload.body).expect("a configuration");
        let found = attribute(&read.attributes, 0);
        assert_eq!((found.kind, found.reserved, found.length), (16, true, 0));
        assert_eq!(found.fields, Ok(Some(vec![])));
    }

    #[test]
    fn i08_suggested_address() {
        let payload =
            only_payload(47, "0000001d010000000008001120010db800010000000000000000010040");
        let read = configuration(&payload.body).expect("a configuration");
        assert_eq!(attribute(&read.attributes, 0).fields, Ok(Some(home_address())));
    }

    #[test]
    fn n15_to_n19() {
        let fields = |text: &str| attribute(&attributes(&hex(text)), 0).fields.clone();
        assert_eq!(
            fields("001000140001518020010db8000100000000000000000000"),
            Err(fault(FaultKind::AttributeLength, 2))
        );
        assert_eq!(
            fields("001000150001518020010db800010000000000000000000081"),
            Err(fault(FaultKind::PrefixLength, 24))
        );
        assert_eq!(
            fields("0008001020010db8000100000000000000000100"),
            Err(fault(FaultKind::AttributeLength, 2))
        );
        let read = |text: &str| {
            configuration(&only_payload(47, text).body).expect("a configuration").attributes
        };
        assert_eq!(
            read("0000000c0200000000100015"),
            [AttributeItem::Fault(fault(FaultKind::AttributeLength, 6))]
        );
        let items = read("0000000e01000000001000000008");
        assert_eq!(items.len(), 2);
        assert_eq!(items[1], AttributeItem::Fault(fault(FaultKind::Truncated, 8)));
    }

    #[test]
    fn other_attributes() {
        let fields = |kind: u8, length: u8| {
            let mut octets = vec![0, kind, 0, length];
            octets.extend(0..length);
            attribute(&attributes(&octets), 0).fields.clone()
        };
        let wrong = Err(fault(FaultKind::AttributeLength, 2));
        for (kind, lengths) in [
            (8, &[0, 17][..]),
            (10, &[0, 16]),
            (14, &[0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]),
            (15, &[0, 17]),
            (16, &[0, 21]),
            (18, &[0, 17]),
            (19, &[0, 16, 20]),
        ] {
            for length in 0..24 {
                assert_eq!(
                    fields(kind, length) != wrong,
                    lengths.contains(&length),
                    "type {kind}, length {length}"
                );
            }
        }
        let types = octets("attribute_types", 4, &[0, 1, 2, 3]);
        assert_eq!(fields(14, 4), Ok(Some(vec![types])));
        assert_eq!(fields(7, 2), Ok(Some(vec![octets("version", 4, &[0, 1])])));
        assert_eq!(fields(5, 3), Ok(None));
        let Ok(Some(found)) = fields(19, 20) else {
            panic!("not a home agent address");
        };
        assert_eq!(found[1], octets("ipv4", 20, &[16, 17, 18, 19]));
    }

    #[test]
    fn payload_chain_faults() {
        let end = |first: u8, text: &str| {
            let items = payload_chain(first, &hex(text));
            match items.last() {
                Some(PayloadItem::Fault(fault)) => Some((items.len() - 1, *fault)),
                _ => None,
            }
        };
        assert_eq!(payload_chain(0, &[]), []);
        assert_eq!(end(0, "00"), Some((0, fault(FaultKind::TrailingOctets, 0))));
        assert_eq!(end(41, ""), Some((0, fault(FaultKind::Truncated, 0))));
        assert_eq!(end(41, "000000"), Some((0, fault(FaultKind::Truncated, 3))));
        assert_eq!(end(41, "00000003"), Some((0, fault(FaultKind::PayloadLength, 2))));
        assert_eq!(end(41, "00000005"), Some((0, fault(FaultKind::PayloadLength, 2))));
        assert_eq!(end(41, "00000004"), None);
        assert_eq!(end(41, "0000000400"), Some((1, fault(FaultKind::TrailingOctets, 4))));
        assert_eq!(end(41, "290000040000"), Some((1, fault(FaultKind::Truncated, 6))));
        assert_eq!(end(41, "29000004 00000009"), Some((1, fault(FaultKind::PayloadLength, 6))));
        let payload = only_payload(200, "00850004");
        assert_eq!((payload.critical, payload.reserved), (true, 5));
    }

    #[test]
    fn notify_faults() {
        assert_eq!(notify(&[0, 0, 0]), Err(fault(FaultKind::Truncated, 3)));
        assert_eq!(notify(&[3, 4, 0x40, 9, 1, 2, 3]), Err(fault(FaultKind::SpiSize, 1)));
        let read = notify(&[3, 4, 0x40, 9, 1, 2, 3, 4, 5]).expect("a notify");
        assert_eq!(read.message_type, 16393);
        assert_eq!((read.spi, read.data), (vec![1, 2, 3, 4], vec![5]));
        assert_eq!(configuration(&[1]), Err(fault(FaultKind::Truncated, 1)));
    }

    #[test]
    fn v01_and_v04_packets() {
        let packet = hex(&[V01_PACKET, V01].concat());
        let walk = ipv6(&packet).expect("a mobility header");
        assert_eq!((walk.mobility_header, walk.end), (64, 120));
        assert_eq!(walk.source, address(COA));
        assert_eq!(walk.destination, address(HA));
        assert_eq!(walk.home_address_option, Some(address(HOA)));
        assert_eq!(walk.routing_home_address, None);
        assert_eq!(
            receive(
                &packet[walk.mobility_header..walk.end],
                walk.checksum_source,
                walk.checksum_destination
            ),
            Disposition::Accept
        );

        let packet = hex(&[V04_PACKET, V04].concat());
        let walk = ipv6(&packet).expect("a mobility header");
        assert_eq!((walk.mobility_header, walk.end), (64, 96));
        assert_eq!(walk.home_address_option, None);
        assert_eq!(walk.routing_home_address, Some(address(HOA)));
        assert_eq!(walk.checksum_source, address(HA));
        assert_eq!(walk.checksum_destination, address(HOA));
        assert_eq!(
            receive(
                &packet[walk.mobility_header..walk.end],
                walk.checksum_source,
                walk.checksum_destination
            ),
            Disposition::Accept
        );

        // Cut anywhere in front of the Mobility Header.
        for length in 0..64 {
            assert_eq!(ipv6(&packet[..length]), Err(Stop::Truncated { offset: length }));
        }
    }

    fn packet(next_header: u8, rest: &str) -> Vec<u8> {
        let rest = hex(rest);
        let mut octets = vec![0x60, 0, 0, 0, 0];
        octets.push(u8::try_from(rest.len()).expect("a short packet"));
        octets.extend([next_header, 64]);
        octets.extend(hex(CN));
        octets.extend(hex(HOA));
        octets.extend(rest);
        octets
    }

    #[test]
    fn packets_with_other_headers() {
        let reached = |next_header: u8, rest: &str| {
            ipv6(&packet(next_header, rest)).map(|walk| walk.mobility_header)
        };
        assert_eq!(reached(135, "3b00000067f30000"), Ok(40));
        assert_eq!(reached(0, "8700010400000000"), Ok(48));
        // Hop-by-Hop, Authentication of 12 octets, then a whole fragment.
        assert_eq!(
            reached(0, "3300010400000000 2c0100000000000000000001 8700000000000001"),
            Ok(68)
        );
        assert_eq!(reached(44, "8700000100000001"), Err(Stop::Fragment { offset: 40 }));
        assert_eq!(reached(44, "8700000800000001"), Err(Stop::Fragment { offset: 40 }));
        // Reserved bits of the Fragment header do not matter.
        assert_eq!(reached(44, "87ff000600000001"), Ok(48));
        assert_eq!(reached(60, "3200010400000000"), Err(Stop::Encrypted { offset: 48 }));
        assert_eq!(reached(60, "8701010400000000"), Err(Stop::Truncated { offset: 48 }));
        assert_eq!(reached(60, "8700010500000000"), Err(Stop::OptionTruncated { offset: 43 }));
        assert_eq!(reached(60, "8700010300000001"), Err(Stop::OptionTruncated { offset: 47 }));
        let mut other = packet(135, "");
        other[0] = 0x45;
        assert_eq!(ipv6(&other), Err(Stop::Version));
        // Payload Length ends the packet before the input does.
        let mut long = packet(60, "8700010400000000");
        long[5] = 0;
        assert_eq!(ipv6(&long), Err(Stop::Truncated { offset: 40 }));
    }

    #[test]
    fn headers_that_do_not_carry_a_home_address() {
        let found = |next_header: u8, rest: &str| {
            let walk = ipv6(&packet(next_header, rest)).expect("a mobility header");
            (walk.home_address_option, walk.routing_home_address)
        };
        // Segments Left 0, then Routing Type 0.
        assert_eq!(found(43, &["8702020000000000", HOA].concat()), (None, None));
        assert_eq!(found(43, &["8702000100000000", HOA].concat()), (None, None));
        // Too short for an address.
        assert_eq!(found(43, "8700020100000000"), (None, None));
        // Home Address option of 17 octets, then one in a Hop-by-Hop header.
        assert_eq!(found(60, &["8702010100c911", HOA, "00"].concat()), (None, None));
        assert_eq!(found(0, &["870201020000c910", HOA].concat()), (None, None));
        // The first of two counts.
        let two = ["3c0201020000c910", HOA, "870201020000c910", COA].concat();
        assert_eq!(found(60, &two), (Some(address(HOA)), None));
    }
}
