//! What the second reader knows of the inside of options that no layout describes: traffic selectors (RFC 6088) and the
//! records of multicast memberships (RFC 3376, 4.2.4; RFC 3810, 5.2.4).

/// What is wrong with a selector, and the octet, counted from the first of its flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SelectorFault {
    /// It ends before a field that its flags name.
    Truncated(usize),
    /// Octets follow the last field.
    LeftOver(usize),
    /// The end of a range is there, and its start is not.
    EndWithoutStart,
}

/// The octets of the fields in the order of their flags, of which A is the highest bit: RFC 6088, 3.1 and 3.2.
const WIDTHS: [(u8, &[usize]); 2] = [
    (1, &[4, 4, 4, 4, 4, 4, 2, 2, 2, 2, 1, 1, 1, 1]),
    (2, &[16, 16, 16, 16, 4, 4, 4, 4, 2, 2, 2, 2, 1, 1, 1, 1]),
];

/// The fields of a selector, each by its letter, its place and its octets; and how many flags are set that have no
/// meaning.
pub type SelectorFields = (Vec<(char, usize, Vec<u8>)>, u32);

/// Reads a binary traffic selector; `None` if the format is another.
#[must_use]
pub fn selector(format: u8, octets: &[u8]) -> Option<Result<SelectorFields, SelectorFault>> {
    let (_, widths) = WIDTHS.iter().find(|row| row.0 == format)?;
    if octets.len() < 4 {
        return Some(Err(SelectorFault::Truncated(octets.len())));
    }
    let mut flags = Vec::new();
    for bit in 0..32 {
        flags.push(octets[bit / 8] & (0x80 >> (bit % 8)) != 0);
    }
    let mut stray = 0;
    for (bit, set) in flags.iter().enumerate() {
        stray += u32::from(*set && bit >= widths.len());
    }
    let mut fields = Vec::new();
    let mut at = 4;
    for (bit, width) in widths.iter().enumerate() {
        if !flags[bit] {
            continue;
        }
        // the odd ones are the ends
        if bit % 2 == 1 && !flags[bit - 1] {
            // which of two faults is named is nobody's rule: the first
            return Some(Err(if at + width > octets.len() {
                SelectorFault::Truncated(octets.len())
            } else {
                SelectorFault::EndWithoutStart
            }));
        }
        if at + width > octets.len() {
            return Some(Err(SelectorFault::Truncated(octets.len())));
        }
        let letter = char::from(b'A' + u8::try_from(bit).expect("few"));
        fields.push((letter, at, octets[at..at + width].to_vec()));
        at += width;
    }
    Some(if at < octets.len() { Err(SelectorFault::LeftOver(at)) } else { Ok((fields, stray)) })
}

/// A record of a membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its first octet.
    pub at: usize,
    /// Record Type.
    pub record_type: u8,
    /// Multicast Address.
    pub group: Vec<u8>,
    /// The sources, one after another.
    pub sources: Vec<u8>,
    /// Auxiliary Data.
    pub data: Vec<u8>,
}

/// The record at octet `at`, of addresses of `width` octets, and where it ends; `None` if the octets end in it.
#[must_use]
pub fn record(octets: &[u8], at: usize, width: usize) -> Option<(Record, usize)> {
    let head = octets.get(at..at + 4)?;
    let sources = at + 4 + width;
    let data = sources + width * (usize::from(head[2]) * 256 + usize::from(head[3]));
    let end = data + 4 * usize::from(head[1]);
    let record = Record {
        at,
        record_type: head[0],
        group: octets.get(at + 4..sources)?.to_vec(),
        sources: octets.get(sources..data)?.to_vec(),
        data: octets.get(data..end)?.to_vec(),
    };
    Some((record, end))
}

/// The records that fill octets; and where one is that is cut off.
#[must_use]
pub fn records(octets: &[u8], width: usize) -> (Vec<Record>, Option<usize>) {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < octets.len() {
        let Some((record, end)) = record(octets, at, width) else {
            return (found, Some(at));
        };
        found.push(record);
        at = end;
    }
    (found, None)
}

/// What is wrong with the payload of a report, and the octet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFault {
    /// It ends before its records do.
    Truncated(usize),
    /// Octets follow the last record.
    LeftOver(usize),
}

/// As many records as `count` says, of which the first is at octet `at`, and nothing behind them (RFC 7028, 5.1.2: the
/// number of records "present in this option"; RFC 7411, 5.3: "an integer number").
#[must_use]
pub fn counted(
    octets: &[u8],
    mut at: usize,
    count: u16,
    width: usize,
) -> (Vec<Record>, Option<ReportFault>) {
    let mut found = Vec::new();
    for _ in 0..count {
        let Some((record, end)) = record(octets, at, width) else {
            return (found, Some(ReportFault::Truncated(at)));
        };
        found.push(record);
        at = end;
    }
    let left = (at < octets.len()).then_some(ReportFault::LeftOver(at));
    (found, left)
}

/// As many groups of `IGMPv1` or `IGMPv2` as `count` says, and nothing behind them (RFC 7028, 8).
#[must_use]
pub fn groups(octets: &[u8], count: u16) -> (Vec<[u8; 4]>, Option<ReportFault>) {
    let mut found = Vec::new();
    for index in 0..usize::from(count) {
        let &[a, b, c, d, ..] = &octets[4 * index..] else {
            return (found, Some(ReportFault::Truncated(4 * index)));
        };
        found.push([a, b, c, d]);
    }
    let end = 4 * found.len();
    (found, (end < octets.len()).then_some(ReportFault::LeftOver(end)))
}

/// The payload of a report: a reserved word, the number of records, the records.
#[must_use]
pub fn report(octets: &[u8], width: usize) -> (Vec<Record>, Option<ReportFault>) {
    match octets {
        [_, _, high, low, ..] => {
            let count = u16::from(*high) * 256 + u16::from(*low);
            counted(octets, 4, count, width)
        }
        _ => (Vec::new(), Some(ReportFault::Truncated(0))),
    }
}
