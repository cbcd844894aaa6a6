//! `arbitrary::Arbitrary` for every value that can be written: feature `arbitrary`, for the fuzz campaigns of those
//! who build on this crate.
//!
//! Only values that can be written come out: what is drawn is cut to the longest part that goes into a message, or
//! replaced where the format has no such value. Each of them reads back as it was. Octets are borrowed from the
//! input, so that a fuzzer sees them in its corpus.

use crate::bootstrap::HomeAddressPolicy;
use crate::ikev2::{
    ApplicationVersion, ConfigAttribute, ConfigAttributeType, ConfigAttributes, Configuration,
    HomeAgentAddress, HomePrefix, IdType, Identification, IdentificationInitiator,
    IdentificationResponder, InternalIp6Address, InternalIp6Dns, InternalIp6Prefix,
    InternalIp6Subnet, Ipv6Prefix, Mip6HomePrefix, Notify, Payload, PayloadType, Payloads,
    PrefixLen, RawConfigAttribute, RawPayload, SupportedAttributes,
};
use crate::ipv6::{HomeAddressOption, Type2RoutingHeader};
use crate::name::FqdnBuf;
use crate::{ChecksumAddresses, Fqdn, Ipv4PrefixLen, MnIdentity};
use arbitrary::{Arbitrary, Error, Result, Unstructured};

/// The octets of the longest body of an IKEv2 payload.
const LONGEST_BODY: usize = 0xffff - 4;

/// The longest name as text. What follows any of its characters but the dots is a name, too.
const TEXT: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789-abcdefghijklmnopqrstuvwxyz.\
    ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZ.\
    mobile-node.home-agent.abcdefghijklmnopqrstuvwxyz.0123456789.ab.\
    a.bc.def.ghij.klmno.pqrstu.vwxyz01.23456789.mn.local.examples";

/// A name as labels. What begins at an even octet, the root excepted, is a name, too.
const LABELS: &[u8] = b"\x01m\x01o\x01b\x01i\x01l\x01e\x01n\x01o\x01d\x01e\x01h\x01o\x01m\x01e\x00";

/// Implements [`Arbitrary`] for types, each with the expression that draws a value.
macro_rules! arbitrary {
    ($( $type:ty: |$u:ident| $value:expr; )*) => {
        $(
            impl<'a> Arbitrary<'a> for $type {
                fn arbitrary($u: &mut Unstructured<'a>) -> Result<Self> {
                    Ok($value)
                }
            }
        )*
    };
}

arbitrary! {
    // small values
    Ipv4PrefixLen: |u| Self::new(u.int_in_range(0..=32)?).ok_or(Error::IncorrectFormat)?;
    PrefixLen: |u| Self::new(u.int_in_range(0..=128)?).unwrap_or(Self::P128);
    Ipv6Prefix: |u| Self { prefix: u.arbitrary()?, prefix_len: u.arbitrary()? };
    HomePrefix: |u| Self {
        prefix: u.arbitrary()?,
        lifetime: u.arbitrary()?,
        prefix_len: u.arbitrary()?,
    };
    ChecksumAddresses: |u| Self::new(u.arbitrary()?, u.arbitrary()?);
    HomeAddressOption: |u| Self { home_address: u.arbitrary()? };
    Type2RoutingHeader: |u| Self { next_header: u.arbitrary()?, home_address: u.arbitrary()? };
    HomeAddressPolicy: |u| if u.arbitrary()? {
        Self::AutoConfiguration(u.arbitrary()?)
    } else {
        Self::Assigned { address: u.arbitrary()?, prefix_len: u.arbitrary()? }
    };

    // names and identities
    Fqdn<'a>: |u| if u.arbitrary()? { name_as_text(u)? } else { name_as_labels(u)? };
    MnIdentity<'a>: |u| if u.arbitrary()? {
        Self::from_octets(at_most(Self::MAX_LEN, Fqdn::arbitrary(u)?.as_octets()))
    } else {
        Self::from_octets(octets(u, Self::MAX_LEN)?)
    };

    // IKEv2
    Notify<'a>: |u| Self {
        protocol_id: u.arbitrary()?,
        notify_type: u.arbitrary()?,
        spi: octets(u, 255)?,
        data: octets(u, LONGEST_BODY - 4 - 255)?,
    };
    Identification<'a>: |u| if u.arbitrary()? {
        Self { id_type: IdType::FQDN, data: name_as_text(u)?.as_octets() }
    } else {
        Self { id_type: u.arbitrary()?, data: octets(u, LONGEST_BODY - 4)? }
    };
    IdentificationInitiator<'a>: |u| Self(u.arbitrary()?);
    IdentificationResponder<'a>: |u| Self(u.arbitrary()?);
    Configuration<'a>: |u| Self { cfg_type: u.arbitrary()?, attributes: u.arbitrary()? };
    RawPayload<'a>: |u| {
        let kind = other_than(&[PayloadType::NONE], u.arbitrary()?, PayloadType::VENDOR_ID);
        let mut payload = Self::new(kind, &[]);
        payload.flags = u.arbitrary()?;
        if kind.is_encrypted() {
            payload.next = u.arbitrary()?;
        }
        payload.body = octets(u, LONGEST_BODY)?;
        payload
    };
    Payload<'a>: |u| match u.int_in_range(0..=4)? {
        0 => Self::IdentificationInitiator(u.arbitrary()?),
        1 => Self::IdentificationResponder(u.arbitrary()?),
        2 => Self::Notify(u.arbitrary()?),
        3 => Self::Configuration(u.arbitrary()?),
        _ => {
            let mut payload = RawPayload::arbitrary(u)?;
            payload.payload_type = other_than(Self::DECODED, payload.payload_type, PayloadType::VENDOR_ID);
            Self::Unknown(payload)
        }
    };
    Payloads<'a>: |u| chain(u.arbitrary()?, octets(u, 0xffff)?);

    // configuration attributes
    ConfigAttributes<'a>: |u| list(octets(u, LONGEST_BODY - 4)?);
    RawConfigAttribute<'a>: |u| Self {
        attribute_type: u.arbitrary()?,
        reserved_bit: u.arbitrary()?,
        body: octets(u, LONGEST_BODY - 8)?,
    };
    ApplicationVersion<'a>: |u| Self { version: octets(u, LONGEST_BODY - 8)? };
    SupportedAttributes<'a>: |u| {
        let octets = octets(u, LONGEST_BODY - 8)?;
        Self::from_octets(at_most(octets.len() & !1, octets)).unwrap_or(Self::REQUEST)
    };
    InternalIp6Address: |u| if u.arbitrary()? {
        Self::Address { address: u.arbitrary()?, prefix_len: u.arbitrary()? }
    } else {
        Self::Request
    };
    InternalIp6Dns: |u| Option::arbitrary(u)?.map_or(Self::Request, Self::Address);
    InternalIp6Subnet: |u| Option::arbitrary(u)?.map_or(Self::Request, Self::Subnet);
    InternalIp6Prefix: |u| Option::arbitrary(u)?.map_or(Self::Request, Self::Prefix);
    Mip6HomePrefix: |u| Option::arbitrary(u)?.map_or(Self::Request, Self::Assigned);
    HomeAgentAddress: |u| if u.arbitrary()? {
        Self::Address { ipv6: u.arbitrary()?, ipv4: u.arbitrary()? }
    } else {
        Self::Request
    };
    ConfigAttribute<'a>: |u| match u.int_in_range(0..=8)? {
        0 => Self::ApplicationVersion(u.arbitrary()?),
        1 => Self::InternalIp6Address(u.arbitrary()?),
        2 => Self::InternalIp6Dns(u.arbitrary()?),
        3 => Self::SupportedAttributes(u.arbitrary()?),
        4 => Self::InternalIp6Subnet(u.arbitrary()?),
        5 => Self::Mip6HomePrefix(u.arbitrary()?),
        6 => Self::InternalIp6Prefix(u.arbitrary()?),
        7 => Self::HomeAgentAddress(u.arbitrary()?),
        _ => {
            let mut attribute = RawConfigAttribute::arbitrary(u)?;
            let instead = ConfigAttributeType(0x7fff);
            attribute.attribute_type = other_than(Self::DECODED, attribute.attribute_type, instead);
            Self::Unknown(attribute)
        }
    };
}

/// A name of at most `N` octets. Where `N` is 0 there is none.
impl<'a, const N: usize> Arbitrary<'a> for FqdnBuf<N> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let name = Fqdn::arbitrary(u)?;
        Self::from_fqdn(name)
            .or_else(|_| Self::from_fqdn(Fqdn::from_text("a").unwrap_or(name)))
            .map_err(|_| Error::IncorrectFormat)
    }
}

/// The first `max` of the octets, or all of them.
fn at_most(max: usize, octets: &[u8]) -> &[u8] {
    octets.get(..max).unwrap_or(octets)
}

/// Any octets, `max` at most.
fn octets<'a>(u: &mut Unstructured<'a>, max: usize) -> Result<&'a [u8]> {
    u.arbitrary().map(|octets| at_most(max, octets))
}

/// What was drawn, unless it is among the `excluded`.
fn other_than<T: PartialEq>(excluded: &[T], drawn: T, instead: T) -> T {
    if excluded.contains(&drawn) {
        instead
    } else {
        drawn
    }
}

/// The longest start of the octets that is a whole chain; no payloads where there is none.
fn chain(first: PayloadType, octets: &[u8]) -> Payloads<'_> {
    let mut raw = Payloads::new(first, octets).raw();
    while let Some(Ok(payload)) = raw.next() {
        if payload.next == PayloadType::NONE || payload.payload_type.is_encrypted() {
            let end = payload.offset().saturating_add(payload.wire_len());
            return Payloads::new(first, at_most(end, octets));
        }
    }
    Payloads::default()
}

/// The longest start of the octets that is a list of whole attributes.
fn list(octets: &[u8]) -> ConfigAttributes<'_> {
    let mut end = 0;
    let mut raw = ConfigAttributes::new(octets, 0).raw();
    while let Some(Ok(_)) = raw.next() {
        end = raw.offset();
    }
    ConfigAttributes::new(at_most(end, octets), 8)
}

/// The longest start of the octets drawn that is the text of a name, or else a name of any length.
fn name_as_text<'a>(u: &mut Unstructured<'a>) -> Result<Fqdn<'a>> {
    let octets = octets(u, Fqdn::MAX_TEXT)?;
    Fqdn::from_text_octets(octets)
        .or_else(|error| Fqdn::from_text_octets(at_most(error.offset(), octets)))
        .or_else(|_| {
            let start = u.choose_index(TEXT.len())?;
            let text = TEXT.get(start..).unwrap_or(TEXT);
            Fqdn::from_text_octets(text.strip_prefix(b".").unwrap_or(text)).or_else(|_| unnamed())
        })
}

/// The labels at the start of the octets drawn, or else labels of any length.
fn name_as_labels<'a>(u: &mut Unstructured<'a>) -> Result<Fqdn<'a>> {
    let octets = octets(u, Fqdn::MAX_LABELS)?;
    if let Ok((name, _)) = Fqdn::split_labels(octets) {
        return Ok(name);
    }
    let start = u.choose_index(LABELS.len())? & !1;
    let labels = LABELS.get(start..).unwrap_or(LABELS);
    Fqdn::from_labels(labels).or_else(|_| unnamed())
}

/// The name that stands in where none was found.
fn unnamed<'a>() -> Result<Fqdn<'a>> {
    Fqdn::from_text("mn.example.com").map_err(|_| Error::IncorrectFormat)
}
