//! What is inside of options: sub-options, selectors, records, requests, each with its place and its fault.
//!
//! Offsets count from the Option Type octet, or from the first octet of a sub-option, as those of the crate's errors do.

use super::second_reader::inside::{self as second, Record, ReportFault, SelectorFault};
use super::second_reader::{self, layout};
use super::{comparison, oracle};
use mip6_wire::option::access::{AniType, LcmpType};
use mip6_wire::option::fast::ContextRequest;
use mip6_wire::option::flow::{
    BinaryTrafficSelector, FlowSubOption, FlowSubOptionType, TrafficSelectorFormat,
};
use mip6_wire::option::multicast::{
    IgmpMembership, IgmpRecord, IgmpRecords, MldMembership, MldRecord, MldRecords,
    MulticastMobilityCode, ReportPayload,
};
use mip6_wire::option::qos::{
    OffloadSubOption, OffloadSubOptionType, QosAttribute, QosAttributeType,
};
use mip6_wire::option::{RawOption, SubOptionType, SubOptions, SubOptionsBuilder};
use mip6_wire::{
    Deviations, EmitError, Field, MobilityOption, OptionType, ParseError, ParseErrorKind, Value,
    Writer,
};

/// A part of an option, or of a sub-option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its first octet.
    pub at: usize,
    /// How deep it is: 1 in an option, 2 in a sub-option.
    pub depth: usize,
    /// Its number, of a sub-option.
    pub number: Option<u16>,
    /// What is wrong with it.
    pub fault: Option<ParseError>,
}

impl Part {
    fn new<T>(at: usize, number: Option<u16>, result: Result<T, ParseError>) -> Self {
        Self { at, depth: 1, number, fault: result.err() }
    }

    /// The part, inside of what begins `octets` octets farther out.
    #[must_use]
    pub fn within(self, octets: usize) -> Self {
        Self { at: self.at + octets, fault: self.fault.map(|error| error.within(octets)), ..self }
    }
}

/// The sub-options of an area, padding aside; `deeper` gives the parts of one. The walk of `iter` has to agree.
pub fn sub_options<'a, T: SubOptionType>(
    area: SubOptions<'a, T>,
    deeper: impl Fn(&T::SubOption<'a>) -> Vec<Part>,
) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = T::START;
    let mut typed = area.iter();
    for raw in area.raw() {
        let raw = match raw {
            Ok(raw) => raw,
            Err(error) => {
                assert_eq!(typed.next(), Some(Err(error)));
                parts.push(Part::new::<()>(at, None, Err(error)));
                break;
            }
        };
        let is_pad1 = T::PADDED && raw.sub_option_type.number() == 0;
        if !raw.is_padding() {
            let decoded = T::decode(&raw).map_err(|error| error.within(at));
            assert_eq!(typed.next(), Some(decoded));
            parts.push(Part::new(at, Some(raw.sub_option_type.number()), decoded.map(drop)));
            if let Ok(decoded) = &decoded {
                parts.extend(
                    deeper(decoded)
                        .into_iter()
                        .map(|part| Part { depth: part.depth + 1, ..part.within(at) }),
                );
            }
        }
        at += if is_pad1 { 1 } else { T::HEAD + raw.body.len() };
    }
    assert_eq!(typed.next(), None);
    let first = parts.iter().find_map(|part| part.fault.filter(|_| part.depth == 1));
    assert_eq!(area.check(), first.map_or(Ok(()), Err));
    parts
}

/// P3 to P6 of sub-options that are sound: uninterpreted, they are written octet for octet; decoded, they read the same,
/// and are the same octets if nothing `deviates` and no padding is added.
pub fn rewritten<T: SubOptionType>(view: SubOptions<'_, T>, deviates: bool) {
    fn write<'b, T: SubOptionType>(
        view: SubOptions<'_, T>,
        typed: bool,
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8], EmitError> {
        let mut builder = SubOptionsBuilder::<T>::new(buffer);
        for raw in view.raw() {
            let raw = raw.expect("sound");
            builder = match T::decode(&raw).expect("sound") {
                _ if !typed => builder.raw(&raw)?,
                // the builder pads by itself
                _ if raw.is_padding() => builder,
                decoded => builder.any(&decoded)?,
            };
        }
        Ok(builder.finish()?.as_octets())
    }
    let octets = view.as_octets();
    let written = oracle::output(octets.len(), |buffer| write(view, false, buffer));
    assert_eq!(written, octets, "P4");

    let mut room = vec![0; 8 * octets.len()];
    let measured = write(view, true, &mut room).expect("room enough").len();
    let written = oracle::output(measured, |buffer| write(view, true, buffer));
    assert!(SubOptions::<T>::new(&written).iter().eq(view.iter()), "P3");
    // a sound area without padding keeps its octets, but for the padding that aligns it
    let padded = view.raw().any(|raw| raw.expect("sound").is_padding());
    if !deviates && !padded && measured == octets.len() {
        assert_eq!(written, octets, "P4");
    }
}

fn no_deeper<T>(_: &T) -> Vec<Part> {
    Vec::new()
}

fn selector(found: Option<Result<BinaryTrafficSelector, ParseError>>) -> Vec<Part> {
    found.map(|result| Part::new(4, None, result)).into_iter().collect()
}

/// Records, of which the first begins at `at`. `octets` says how many a sound one has.
fn records<R>(
    records: impl Iterator<Item = Result<R, ParseError>>,
    mut at: usize,
    octets: impl Fn(&R) -> usize,
) -> Vec<Part> {
    let mut parts = Vec::new();
    for record in records {
        let next = at + record.as_ref().map_or(0, &octets);
        parts.push(Part::new(at, None, record));
        at = next;
    }
    parts
}

fn requests(option: &ContextRequest<'_>) -> Vec<Part> {
    let requests = option.requests.iter().map(|request| request.map_err(|error| error.within(4)));
    records(requests, 4, |request| 2 + request.data.len())
}

/// The parts of an option, in order; none if it has no inner structure.
#[must_use]
pub fn parts(option: &MobilityOption<'_>) -> Vec<Part> {
    match option {
        MobilityOption::FlowIdentification(option) => {
            sub_options::<FlowSubOptionType>(option.sub_options, |sub_option| match sub_option {
                FlowSubOption::TrafficSelector(holder) => selector(holder.binary()),
                _ => Vec::new(),
            })
        }
        MobilityOption::Ipv4TrafficOffloadSelector(option) => {
            sub_options::<OffloadSubOptionType>(option.sub_options, |sub_option| match sub_option {
                OffloadSubOption::OffloadTrafficSelector(holder) => selector(holder.binary()),
                _ => Vec::new(),
            })
        }
        MobilityOption::QualityOfService(option) => {
            sub_options::<QosAttributeType>(option.attributes, |attribute| match attribute {
                QosAttribute::QosTrafficSelector(holder) => selector(holder.binary()),
                _ => Vec::new(),
            })
        }
        MobilityOption::AccessNetworkIdentifier(option) => {
            sub_options::<AniType>(option.sub_options, no_deeper)
        }
        MobilityOption::LmaControlledMagParameters(option) => {
            sub_options::<LcmpType>(option.sub_options, no_deeper)
        }
        MobilityOption::ContextRequest(option) => requests(option),
        MobilityOption::ActiveMulticastSubscriptionIpv4(option) => match option.membership() {
            Ok(IgmpMembership::Unknown) => Vec::new(),
            membership => vec![Part::new(3, None, membership)],
        },
        MobilityOption::ActiveMulticastSubscriptionIpv6(option) => match option.membership() {
            Ok(MldMembership::Unknown) => Vec::new(),
            membership => vec![Part::new(3, None, membership)],
        },
        MobilityOption::DynamicIpMulticastSelector(option) => {
            if let Some(found) = option.mld_records() {
                records(found, 6, |record| 20 + record.sources.len() + record.auxiliary_data.len())
            } else if let Some(found) = option.igmp_records() {
                records(found, 6, |record| 8 + record.sources.len() + record.auxiliary_data.len())
            } else {
                option.igmp_groups().map_or_else(Vec::new, |found| records(found, 6, |_| 4))
            }
        }
        MobilityOption::MulticastMobility(option) => match option.option_code {
            MulticastMobilityCode::IGMPV3 | MulticastMobilityCode::IGMPV3_FROM_IGMPV2 => {
                let found = option.report.igmpv3();
                let found = found.map(|record| record.map_err(|error| error.within(4)));
                records(found, 8, |record| 8 + record.sources.len() + record.auxiliary_data.len())
            }
            MulticastMobilityCode::MLDV2 | MulticastMobilityCode::MLDV2_FROM_MLDV1 => {
                let found = option.report.mldv2();
                let found = found.map(|record| record.map_err(|error| error.within(4)));
                records(found, 8, |record| 20 + record.sources.len() + record.auxiliary_data.len())
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The options that have parts, and 61, whose report nobody says the protocol of.
pub const HOLDERS: [u8; 11] = [40, 45, 52, 53, 54, 56, 57, 58, 60, 61, 62];

/// Checks an input of the fuzz target: `what` says as what the octets are read. 0 to 10 is an option with parts and the
/// octets are its body, 11 and 12 are traffic selectors, 13 and 14 records and reports of IGMPv3 and of MLDv2, 15 a message
/// that has two bodies.
pub fn check(what: u8, octets: &[u8]) {
    match what % 16 {
        13 => {
            records_of(4, octets);
            report_of(4, octets);
        }
        14 => {
            records_of(16, octets);
            report_of(16, octets);
        }
        15 => two_bodies(octets),
        format @ 11.. => selector_of(format - 10, octets),
        holder => option(HOLDERS[usize::from(holder)], octets),
    }
}

/// An option and what is inside of it, by its type and body: the properties, and what the second reader says.
pub fn option(kind: u8, body: &[u8]) {
    let kind = OptionType(kind);
    // a Length says no other number of octets
    let (body, length) = match body.len() {
        octets @ 2.. if kind.counts_words() => {
            let words = ((octets - 2) / 4).min(255);
            (&body[..2 + 4 * words], words)
        }
        octets => (&body[..octets.min(255)], octets.min(255)),
    };
    let octets = [&[kind.0, length.to_le_bytes()[0]], body].concat();
    let row = second_reader::option_row(kind.0).expect("a row");
    let theirs = row.layout.read(&octets, 2);
    let option = match MobilityOption::parse(&RawOption::new(kind, body)) {
        Ok(option) => option,
        Err(error) => {
            oracle::parse_error(&error, octets.len());
            assert_eq!(theirs, Err(layout::Misfit::Length), "{octets:02x?}");
            assert_eq!(error, ParseError::new(ParseErrorKind::OptionLength, 1));
            return;
        }
    };
    oracle::debug(&option);
    comparison::option(&option, &octets);
    let parts = parts(&option);
    for part in &parts {
        assert!(part.at <= octets.len(), "P8");
        if let Some(fault) = part.fault {
            oracle::parse_error(&fault, octets.len());
        }
    }
    // what is inside of another is behind its first octet, and the others follow one another: P10
    assert!(parts.is_sorted_by(|one, next| one.at < next.at || one.depth > next.depth));
    deeper(&option, &parts);
}

/// The same for what stands inside: written again, and held against the second reader.
fn deeper(option: &MobilityOption<'_>, parts: &[Part]) {
    fn of<T: SubOptionType>(area: SubOptions<'_, T>, parts: &[Part]) {
        if parts.iter().all(|part| part.depth > 1 || part.fault.is_none()) {
            let each = area.raw().map(|raw| raw.expect("sound"));
            let deviations = each.fold(Deviations::empty(), |found, raw| {
                T::decode(&raw).expect("sound");
                found | T::deviations(&raw)
            });
            // a Pad1 and a PadN are written as they were read
            rewritten(area, !deviations.is_empty());
        }
    }
    match option {
        MobilityOption::FlowIdentification(option) => {
            of(option.sub_options, parts);
            for sub_option in option.sub_options.into_iter().flatten() {
                if let FlowSubOption::TrafficSelector(holder) = sub_option {
                    selector_of(holder.format.0, holder.selector);
                }
            }
        }
        MobilityOption::Ipv4TrafficOffloadSelector(option) => {
            of(option.sub_options, parts);
            for sub_option in option.sub_options.into_iter().flatten() {
                if let OffloadSubOption::OffloadTrafficSelector(holder) = sub_option {
                    selector_of(holder.format.0, holder.selector);
                }
            }
        }
        MobilityOption::QualityOfService(option) => {
            of(option.attributes, parts);
            for attribute in option.attributes.into_iter().flatten() {
                if let QosAttribute::QosTrafficSelector(holder) = attribute {
                    selector_of(holder.format.0, holder.selector);
                }
            }
        }
        MobilityOption::AccessNetworkIdentifier(option) => of(option.sub_options, parts),
        MobilityOption::LmaControlledMagParameters(option) => of(option.sub_options, parts),
        MobilityOption::ActiveMulticastSubscriptionIpv4(option) => {
            membership(option.igmp_type.0, 4, option.context, parts);
        }
        MobilityOption::ActiveMulticastSubscriptionIpv6(option) => {
            membership(option.mld_type.0, 16, option.context, parts);
        }
        MobilityOption::DynamicIpMulticastSelector(option) => {
            records_of(4, option.records);
            records_of(16, option.records);
            // behind the six octets of the option in front of its records
            let error = |fault: Option<ReportFault>| fault.map(|f| report_error(f).within(6));
            let theirs = |width| second::counted(option.records, 0, option.record_count, width);
            let protocol = option.protocol.0;
            assert_eq!(option.mld_records().is_some(), protocol == 143);
            assert_eq!(option.igmp_records().is_some(), protocol == 0x22);
            assert_eq!(option.igmp_groups().is_some(), [0x12, 0x16].contains(&protocol));
            if let Some(found) = option.mld_records() {
                let (theirs, fault) = theirs(16);
                agree(found, &theirs, error(fault), mld);
            }
            if let Some(found) = option.igmp_records() {
                let (theirs, fault) = theirs(4);
                agree(found, &theirs, error(fault), igmp);
            }
            if let Some(found) = option.igmp_groups() {
                let (groups, fault) = second::groups(option.records, option.record_count);
                let theirs = groups.into_iter().map(|group| Ok(group.into()));
                assert!(found.eq(theirs.chain(error(fault).map(Err))));
            }
        }
        MobilityOption::MulticastMobility(option) => {
            report_of(4, option.report.as_octets());
            report_of(16, option.report.as_octets());
        }
        _ => {}
    }
}

/// RFC 7161, 4.1.2 and 6.1: a group alone up to IGMPv2, behind a reserved word in MLDv1; else one record.
fn membership(protocol: u8, width: usize, context: &[u8], parts: &[Part]) {
    let sound = match (protocol, width) {
        (0x12 | 0x16, 4) => context.len() == 4,
        (131, 16) => context.len() == 20,
        (0x22, 4) | (143, 16) => {
            second::record(context, 0, width).is_some_and(|(_, end)| end == context.len())
        }
        _ => {
            assert!(parts.is_empty());
            return;
        }
    };
    let faults: Vec<_> = parts.iter().map(|part| part.fault.is_none()).collect();
    assert_eq!(faults, [sound], "{context:02x?}");
}

/// The names of the fields of a selector by the letters of RFC 6088, 3.1 and 3.2.
fn letters(format: u8) -> &'static [&'static str] {
    match format {
        1 => &[
            "source_address",
            "destination_address",
            "spi",
            "source_port",
            "destination_port",
            "ds",
            "protocol",
        ],
        _ => &[
            "source_address",
            "destination_address",
            "spi",
            "flow_label",
            "source_port",
            "destination_port",
            "traffic_class",
            "next_header",
        ],
    }
}

/// A traffic selector, held against the second reader, and written again.
pub fn selector_of(format: u8, octets: &[u8]) {
    let ours = TrafficSelectorFormat(format).parse(octets);
    let theirs = second::selector(format, octets);
    let (ours, theirs) = match (ours, theirs) {
        (Some(ours), Some(theirs)) => (ours, theirs),
        (ours, theirs) => return assert_eq!((ours, theirs), (None, None)),
    };
    let (ours, (fields, stray)) = match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => (ours, theirs),
        (Err(error), Err(fault)) => {
            oracle::parse_error(&error, octets.len());
            let (kind, at) = match fault {
                SelectorFault::Truncated(at) => (ParseErrorKind::Truncated, at),
                SelectorFault::LeftOver(at) => (ParseErrorKind::TrailingOctets, at),
                SelectorFault::EndWithoutStart => (ParseErrorKind::OptionValue, 0),
            };
            return assert_eq!(error, ParseError::new(kind, at), "{octets:02x?}");
        }
        (ours, theirs) => panic!("{octets:02x?}: {ours:?}, {theirs:?}"),
    };
    oracle::debug(&ours);
    let mut listed = Vec::new();
    ours.fields(&mut |field| {
        if field.name != "flags" {
            listed.push((field.name.to_owned(), field.offset, octets_of(&field)));
        }
    });
    let named = fields.into_iter().map(|(letter, at, octets)| {
        let index = usize::from(u8::try_from(letter).expect("ASCII") - b'A');
        let end = ["start", "end"][index % 2];
        (format!("{end}_{}", letters(format)[index / 2]), at, octets)
    });
    assert_eq!(listed, Vec::from_iter(named));
    let written = oracle::output(octets.len(), |buffer| match &ours {
        BinaryTrafficSelector::Ipv4(selector) => selector.emit(buffer),
        BinaryTrafficSelector::Ipv6(selector) => selector.emit(buffer),
        other => panic!("{other:?}"),
    });
    assert_eq!(TrafficSelectorFormat(format).parse(&written), Some(Ok(ours)), "P3");
    if stray == 0 {
        assert_eq!(written, octets, "P4");
    }
}

fn octets_of(field: &Field<'_>) -> Vec<u8> {
    match field.value {
        Value::Number(number) => number.to_be_bytes()[8 - field.octets..].to_vec(),
        Value::Ipv4(address) => address.octets().to_vec(),
        Value::Ipv6(address) => address.octets().to_vec(),
        other => panic!("{other:?}"),
    }
}

/// The record as the second reader has it.
fn mld(record: &MldRecord<'_>, at: usize) -> Record {
    Record {
        at,
        record_type: record.record_type.0,
        group: record.multicast_address.octets().to_vec(),
        sources: record.sources.to_vec(),
        data: record.auxiliary_data.to_vec(),
    }
}

fn igmp(record: &IgmpRecord<'_>, at: usize) -> Record {
    Record {
        at,
        record_type: record.record_type.0,
        group: record.multicast_address.octets().to_vec(),
        sources: record.sources.to_vec(),
        data: record.auxiliary_data.to_vec(),
    }
}

/// Writes what `emit` writes into a buffer of the octets' length: P5 and P6.
fn written_again(octets: &[u8], emit: impl Fn(&mut Writer<'_>) -> Result<(), EmitError>) {
    let written = oracle::output(octets.len(), |buffer| {
        let mut writer = Writer::new(buffer);
        emit(&mut writer)?;
        let end = writer.position();
        Ok(&buffer[..end])
    });
    assert_eq!(written, octets, "P4");
}

/// A walk as the crate does it, against what the second reader found: the records, then perhaps a fault.
fn agree<R: std::fmt::Debug>(
    ours: impl Iterator<Item = Result<R, ParseError>>,
    theirs: &[Record],
    fault: Option<ParseError>,
    as_theirs: impl Fn(&R, usize) -> Record,
) {
    let mut ours = ours;
    for record in theirs {
        let found = ours.next().expect("a record").expect("sound");
        oracle::debug(&found);
        assert_eq!(&as_theirs(&found, record.at), record);
    }
    assert_eq!(ours.next().map(Result::err), fault.map(Some));
    assert!(ours.next().is_none(), "not fused");
}

/// Records that fill octets, of addresses of `width` octets.
pub fn records_of(width: usize, octets: &[u8]) {
    let (theirs, cut) = second::records(octets, width);
    let fault = cut.map(|at| ParseError::new(ParseErrorKind::Truncated, at));
    let end = cut.unwrap_or(octets.len());
    if width == 4 {
        agree(IgmpRecords::new(octets, 0), &theirs, fault, igmp);
        written_again(&octets[..end], |writer| {
            let sound = IgmpRecords::new(&octets[..end], 0).flatten();
            sound.into_iter().try_for_each(|record| record.emit(writer))
        });
    } else {
        agree(MldRecords::new(octets, 0), &theirs, fault, mld);
        written_again(&octets[..end], |writer| {
            let sound = MldRecords::new(&octets[..end], 0).flatten();
            sound.into_iter().try_for_each(|record| record.emit(writer))
        });
    }
}

fn report_error(fault: ReportFault) -> ParseError {
    match fault {
        ReportFault::Truncated(at) => ParseError::new(ParseErrorKind::Truncated, at),
        ReportFault::LeftOver(at) => ParseError::new(ParseErrorKind::TrailingOctets, at),
    }
}

/// The payload of a report.
pub fn report_of(width: usize, octets: &[u8]) {
    let (theirs, fault) = second::report(octets, width);
    let fault = fault.map(report_error);
    let report = ReportPayload::new(octets);
    if width == 4 {
        agree(report.igmpv3(), &theirs, fault, igmp);
    } else {
        agree(report.mldv2(), &theirs, fault, mld);
    }
}

/// A Binding Revocation or a Flow Binding. The first octet says which, and which of its bodies: the rest follows the octets
/// that tell them apart, with padding up to whole words of 8 octets.
fn two_bodies(octets: &[u8]) {
    let Some((which, rest)) = octets.split_first() else {
        return;
    };
    let mut header = vec![59, 0, 16, 0, 0, 0];
    if which & 1 == 0 {
        header.push(which >> 1);
    } else {
        header[2] = 21;
        header.extend([which >> 7, which >> 1 & 0x3f]);
    }
    header.extend(&rest[..rest.len().min(2000)]);
    header.resize(header.len().next_multiple_of(8), 0);
    header[1] = (header.len() / 8 - 1).to_le_bytes()[0];
    oracle::mobility_header(&header);
    comparison::mobility_header(&header, &oracle::ADDRESSES);
}
