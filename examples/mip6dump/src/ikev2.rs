//! What there is to be said of a chain of IKEv2 payloads.

use mip6_wire::bootstrap::{HomeAddressAssignment, home_address_assignment};
use mip6_wire::ikev2::{
    CfgType, ConfigAttribute, ConfigAttributes, Configuration, Mip6HomePrefix, NotifyType, Payload,
    PayloadFlags, PayloadType, Payloads, PayloadsBuilder, RawConfigAttribute, RawPayload,
};
use mip6_wire::{EmitError, ParseError};
use std::net::Ipv6Addr;

/// A chain of payloads, and what is wrong with it.
pub struct Chain<'a> {
    pub payloads: Payloads<'a>,
    /// In the order of their octets.
    pub errors: Vec<ParseError>,
    pub deviations: Vec<String>,
    pub refusal: Option<NotifyType>,
    /// What the chain assigns to a mobile node; `None` if a mobile node sent it.
    pub assignment: Option<Assignment>,
}

/// What a reply makes of a mobile node's home address.
pub enum Assignment {
    UseAssigned(Ipv6Addr),
    /// A prefix, and its length.
    AutoConfigure(Ipv6Addr, u8),
    /// There is none; why.
    Refused(String),
}

impl<'a> Chain<'a> {
    /// The chain that `octets` are; its first payload is of the type `first`.
    pub fn new(first: PayloadType, octets: &'a [u8]) -> Self {
        let payloads = Payloads::new(first, octets);
        let errors = errors(payloads);
        Self {
            refusal: refusal(payloads, &errors),
            assignment: assignment(payloads),
            deviations: sound(payloads).flat_map(|payload| deviations(&payload)).collect(),
            payloads,
            errors,
        }
    }

    /// Hands the payloads to `each`, one by one.
    pub fn payloads(&self, mut each: impl FnMut(&Element<'a>)) {
        for raw in sound(self.payloads) {
            let at = raw.offset();
            let end = at + raw.wire_len();
            let decoded = Payload::parse(&raw).ok();
            let decoded = decoded.filter(|payload| !matches!(payload, Payload::Unknown(_)));
            each(&Element { raw, at, decoded, error: first_within(&self.errors, at, end) });
        }
    }

    /// Hands the attributes of a payload to `each`, one by one.
    pub fn attributes(&self, payload: &Element<'a>, mut each: impl FnMut(&Attribute<'a>)) {
        let Some(Payload::Configuration(Configuration { attributes, .. })) = payload.decoded else {
            return;
        };
        let mut raw = ConfigAttributes::raw(attributes);
        loop {
            let at = raw.offset();
            let Some(Ok(attribute)) = raw.next() else {
                return;
            };
            let decoded = ConfigAttribute::parse(&attribute).ok();
            each(&Attribute {
                raw: attribute,
                at,
                decoded: decoded.filter(|one| !matches!(one, ConfigAttribute::Unknown(_))),
                error: first_within(&self.errors, at, raw.offset()),
            });
        }
    }
}

/// A payload.
pub struct Element<'a> {
    pub raw: RawPayload<'a>,
    pub at: usize,
    /// `None` if it cannot be decoded.
    pub decoded: Option<Payload<'a>>,
    pub error: Option<ParseError>,
}

impl Element<'_> {
    pub fn is_critical(&self) -> bool {
        self.raw.flags.contains(PayloadFlags::CRITICAL)
    }

    pub fn has_attributes(&self) -> bool {
        matches!(self.decoded, Some(Payload::Configuration(_)))
    }
}

/// A configuration attribute.
pub struct Attribute<'a> {
    pub raw: RawConfigAttribute<'a>,
    pub at: usize,
    /// `None` if it cannot be decoded.
    pub decoded: Option<ConfigAttribute<'a>>,
    pub error: Option<ParseError>,
}

/// The first error at octets of a range.
fn first_within(errors: &[ParseError], from: usize, to: usize) -> Option<ParseError> {
    let next = errors.partition_point(|error| error.offset() < from);
    errors.get(next).filter(|error| error.offset() < to).copied()
}

/// The payloads of which type and length are sound.
fn sound(payloads: Payloads<'_>) -> impl Iterator<Item = RawPayload<'_>> {
    payloads.raw().filter_map(Result::ok)
}

/// All that is wrong in a chain, in the order of its octets.
fn errors(payloads: Payloads<'_>) -> Vec<ParseError> {
    let mut errors = Vec::new();
    for payload in payloads {
        match payload {
            Ok(Payload::Configuration(configuration)) => {
                errors.extend(configuration.attributes.iter().filter_map(Result::err));
            }
            Ok(_) => {}
            Err(error) => errors.push(error),
        }
    }
    errors
}

/// The notification with which RFC 7296 rejects a message with this chain.
fn refusal(payloads: Payloads<'_>, errors: &[ParseError]) -> Option<NotifyType> {
    if !errors.is_empty() {
        return Some(NotifyType::INVALID_SYNTAX);
    }
    let critical = payloads.unsupported_critical().ok().flatten();
    critical.map(|_| NotifyType::UNSUPPORTED_CRITICAL_PAYLOAD)
}

fn assignment(payloads: Payloads<'_>) -> Option<Assignment> {
    let mut is_request = false;
    for payload in payloads.iter().filter_map(Result::ok) {
        match payload {
            Payload::IdentificationInitiator(_) => is_request = true,
            Payload::Configuration(configuration) => {
                is_request |= configuration.cfg_type == CfgType::REQUEST;
            }
            _ => {}
        }
    }
    if is_request {
        return None;
    }
    Some(match home_address_assignment(payloads) {
        Ok(HomeAddressAssignment::UseAssigned(address)) => Assignment::UseAssigned(address),
        Ok(HomeAddressAssignment::AutoConfigure(prefix)) => {
            Assignment::AutoConfigure(prefix.network(), prefix.prefix_len.get())
        }
        Ok(HomeAddressAssignment::Refused(reason)) => Assignment::Refused(reason.to_string()),
        Err(error) => Assignment::Refused(error.to_string()),
    })
}

/// The chain put together again from its values, without a look at the octets.
pub fn rebuild(payloads: Payloads<'_>) -> Result<Option<Vec<u8>>, EmitError> {
    let mut buffer = vec![0; payloads.as_octets().len()];
    let mut builder = PayloadsBuilder::new(&mut buffer);
    for payload in payloads {
        builder = match payload {
            Ok(Payload::Configuration(configuration)) => {
                let mut attributes = builder.configuration(configuration.cfg_type)?;
                for attribute in configuration.attributes {
                    let Ok(attribute) = attribute else {
                        return Ok(None);
                    };
                    attributes = attributes.any_attribute(&attribute)?;
                }
                attributes.end()?
            }
            Ok(payload) => builder.any_payload(&payload)?,
            Err(_) => return Ok(None),
        };
    }
    Ok(Some(builder.finish()?.as_octets().to_vec()))
}

/// What a sender should have written otherwise.
fn deviations(payload: &RawPayload<'_>) -> Vec<String> {
    let mut deviations = Vec::new();
    let at = payload.offset();
    if payload.flags.reserved_bits() != 0 {
        deviations.push(format!("a reserved bit of the payload at octet {at} is set"));
    }
    if payload.payload_type.is_mandatory() && payload.flags.contains(PayloadFlags::CRITICAL) {
        deviations
            .push(format!("the payload at octet {at} is critical, though everybody knows it"));
    }
    // the payloads with a type octet have three RESERVED ones behind it
    let typed = [
        PayloadType::IDENTIFICATION_INITIATOR,
        PayloadType::IDENTIFICATION_RESPONDER,
        PayloadType::CONFIGURATION,
    ];
    let reserved = payload.body.get(1..4).unwrap_or_default();
    if typed.contains(&payload.payload_type) && reserved.iter().any(|&octet| octet != 0) {
        deviations.push(format!("a reserved field of the payload at octet {at} is not zero"));
    }
    if let Ok(Payload::Configuration(configuration)) = Payload::parse(payload) {
        for attribute in configuration.attributes.raw().filter_map(Result::ok) {
            let name = attribute.attribute_type;
            if attribute.reserved_bit {
                deviations.push(format!("the R bit of {name} is set"));
            }
            if let Ok(ConfigAttribute::Mip6HomePrefix(prefix)) = ConfigAttribute::parse(&attribute)
            {
                deviations.extend(home_prefix_deviations(&prefix, configuration.cfg_type));
            }
        }
    }
    deviations
}

fn home_prefix_deviations(prefix: &Mip6HomePrefix, cfg_type: CfgType) -> Vec<String> {
    let mut deviations = Vec::new();
    if !prefix.is_proper_in(cfg_type) {
        let form = match prefix {
            Mip6HomePrefix::Request => "an empty",
            Mip6HomePrefix::Assigned(_) => "a filled",
        };
        deviations.push(format!("{form} MIP6_HOME_PREFIX in {cfg_type}"));
    }
    if matches!(prefix, Mip6HomePrefix::Assigned(prefix) if prefix.has_stray_bits()) {
        deviations.push("bits behind the prefix of MIP6_HOME_PREFIX are set".into());
    }
    deviations
}
