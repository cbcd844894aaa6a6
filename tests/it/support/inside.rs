//! What is inside of options: sub-options, selectors, records, requests, each with its place and its fault.
//!
//! Offsets count from the Option Type octet, or from the first octet of a sub-option, as those of the crate's errors do.

use super::oracle;
use mip6_wire::option::access::{AniType, LcmpType};
use mip6_wire::option::fast::ContextRequest;
use mip6_wire::option::flow::{BinaryTrafficSelector, FlowSubOption, FlowSubOptionType};
use mip6_wire::option::multicast::{IgmpMembership, MldMembership, MulticastMobilityCode};
use mip6_wire::option::qos::{
    OffloadSubOption, OffloadSubOptionType, QosAttribute, QosAttributeType,
};
use mip6_wire::option::{SubOptionType, SubOptions, SubOptionsBuilder};
use mip6_wire::{MobilityOption, ParseError};

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
        Self {
            at,
            depth: 1,
            number,
            fault: result.err(),
        }
    }

    /// The part, inside of what begins `octets` octets farther out.
    #[must_use]
    pub fn within(self, octets: usize) -> Self {
        Self {
            at: self.at + octets,
            fault: self.fault.map(|error| error.within(octets)),
            ..self
        }
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
            parts.push(Part::new(
                at,
                Some(raw.sub_option_type.number()),
                decoded.map(drop),
            ));
            if let Ok(decoded) = &decoded {
                parts.extend(deeper(decoded).into_iter().map(|part| Part {
                    depth: part.depth + 1,
                    ..part.within(at)
                }));
            }
        }
        at += if is_pad1 { 1 } else { T::HEAD + raw.body.len() };
    }
    assert_eq!(typed.next(), None);
    let first = parts
        .iter()
        .find_map(|part| part.fault.filter(|_| part.depth == 1));
    assert_eq!(area.check(), first.map_or(Ok(()), Err));
    parts
}

/// P3 to P6 of sub-options that are sound: written again they are the same, octet for octet if nothing `deviates`.
pub fn rewritten<T: SubOptionType>(view: SubOptions<'_, T>, deviates: bool) {
    let octets = view.as_octets();
    let written = oracle::output(octets.len(), |buffer| {
        let mut builder = SubOptionsBuilder::<T>::new(buffer);
        for raw in view.raw() {
            let raw = raw.expect("sound");
            let decoded = T::decode(&raw).expect("sound");
            builder = if raw.is_padding() {
                builder.raw(&raw)?
            } else {
                builder.any(&decoded)?
            };
        }
        Ok(builder.finish()?.as_octets())
    });
    assert!(SubOptions::<T>::new(&written).iter().eq(view.iter()), "P3");
    if !deviates {
        assert_eq!(written, octets, "P4");
    }
}

fn no_deeper<T>(_: &T) -> Vec<Part> {
    Vec::new()
}

fn selector(found: Option<Result<BinaryTrafficSelector, ParseError>>) -> Vec<Part> {
    found
        .map(|result| Part::new(4, None, result))
        .into_iter()
        .collect()
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
    let requests = option
        .requests
        .iter()
        .map(|request| request.map_err(|error| error.within(4)));
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
            let octets = |record: &mip6_wire::option::multicast::MldRecord<'_>| {
                20 + record.sources.len() + record.auxiliary_data.len()
            };
            option
                .mld_records()
                .map_or_else(Vec::new, |found| records(found, 6, octets))
        }
        MobilityOption::MulticastMobility(option) => match option.option_code {
            MulticastMobilityCode::IGMPV3 | MulticastMobilityCode::IGMPV3_FROM_IGMPV2 => {
                let found = option.report.igmpv3();
                let found = found.map(|record| record.map_err(|error| error.within(4)));
                records(found, 8, |record| {
                    8 + record.sources.len() + record.auxiliary_data.len()
                })
            }
            MulticastMobilityCode::MLDV2 | MulticastMobilityCode::MLDV2_FROM_MLDV1 => {
                let found = option.report.mldv2();
                let found = found.map(|record| record.map_err(|error| error.within(4)));
                records(found, 8, |record| {
                    20 + record.sources.len() + record.auxiliary_data.len()
                })
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
