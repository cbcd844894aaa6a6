//! `arbitrary::Arbitrary` for every value that can be written: feature `arbitrary`, for the fuzz campaigns of those
//! who build on this crate.
//!
//! Only values that can be written come out: what is drawn is cut to the longest part that goes into a message, or
//! replaced where the format has no such value. Each of them reads back as it was. Octets are borrowed from the
//! input, so that a fuzzer sees them in its corpus.

use crate::bootstrap::HomeAddressPolicy;
use crate::ikev2::{
    ApplicationVersion, CfgType, ConfigAttribute, ConfigAttributeType, ConfigAttributes,
    Configuration, HomeAgentAddress, HomePrefix, IdType, Identification, IdentificationInitiator,
    IdentificationResponder, InternalIp6Address, InternalIp6Dns, InternalIp6Prefix,
    InternalIp6Subnet, Ipv6Prefix, Mip6HomePrefix, Notify, NotifyType, Payload, PayloadFlags,
    PayloadType, Payloads, PrefixLen, ProtocolId, RawConfigAttribute, RawPayload,
    SupportedAttributes,
};
use crate::ipv6::{HomeAddressOption, Type2RoutingHeader};
use crate::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingError, BindingErrorStatus,
    BindingRefreshRequest, BindingStatus, BindingUpdate, BindingUpdateFlags, CareOfTest,
    CareOfTestInit, HomeTest, HomeTestInit, Lifetime, MessageBody, RawMessage,
};
use crate::name::FqdnBuf;
use crate::option::{
    AlternateCareOfAddress, BindingAuthorizationData, BindingRefreshAdvice, DnsUpdate,
    DnsUpdateFlags, DnsUpdateStatus, NonceIndices, OptionsBuf, RawOption,
};
use crate::{
    Align, ChecksumAddresses, Fqdn, Message, MhType, MnIdentity, MobilityOption, OptionType,
    Options,
};
use arbitrary::{Arbitrary, Error, Result, Unstructured};

/// The octets of the longest Mobility Header.
const LONGEST_HEADER: usize = 2048;

/// The octets of the longest option, with the padding before it.
const LONGEST_OPTION: usize = 7 + 2 + 255;

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
    // code points and flags: any number, any bits
    MhType: |u| Self(u.arbitrary()?);
    BindingStatus: |u| Self(u.arbitrary()?);
    BindingErrorStatus: |u| Self(u.arbitrary()?);
    DnsUpdateStatus: |u| Self(u.arbitrary()?);
    OptionType: |u| Self(u.arbitrary()?);
    PayloadType: |u| Self(u.arbitrary()?);
    CfgType: |u| Self(u.arbitrary()?);
    IdType: |u| Self(u.arbitrary()?);
    ProtocolId: |u| Self(u.arbitrary()?);
    NotifyType: |u| Self(u.arbitrary()?);
    ConfigAttributeType: |u| Self(u.int_in_range(0..=0x7fff)?);
    BindingUpdateFlags: |u| Self::from_bits_retain(u.arbitrary()?);
    BindingAcknowledgementFlags: |u| Self::from_bits_retain(u.arbitrary()?);
    DnsUpdateFlags: |u| Self::from_bits_retain(u.arbitrary()?);
    PayloadFlags: |u| Self::from_bits_retain(u.arbitrary()?);

    // small values
    Lifetime: |u| Self(u.arbitrary()?);
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
    HomeAddressPolicy: |u| match u.int_in_range(0..=2)? {
        0 => Self::AutoConfiguration(u.arbitrary()?),
        1 => Self::Assigned { address: u.arbitrary()?, prefix_len: u.arbitrary()? },
        _ => Self::NoneAvailable,
    };

    // names and identities
    Fqdn<'a>: |u| if u.arbitrary()? { name_as_text(u)? } else { name_as_labels(u)? };
    MnIdentity<'a>: |u| if u.arbitrary()? {
        Self::from_octets(at_most(Self::MAX_LEN, Fqdn::arbitrary(u)?.as_octets()))
    } else {
        Self::from_octets(octets(u, Self::MAX_LEN)?)
    };

    // messages
    BindingRefreshRequest<'a>: |u| Self { options: options_of::<Self>(u)? };
    HomeTestInit<'a>: |u| Self {
        home_init_cookie: u.arbitrary()?,
        options: options_of::<Self>(u)?,
    };
    CareOfTestInit<'a>: |u| Self {
        care_of_init_cookie: u.arbitrary()?,
        options: options_of::<Self>(u)?,
    };
    HomeTest<'a>: |u| Self {
        home_nonce_index: u.arbitrary()?,
        home_init_cookie: u.arbitrary()?,
        home_keygen_token: u.arbitrary()?,
        options: options_of::<Self>(u)?,
    };
    CareOfTest<'a>: |u| Self {
        care_of_nonce_index: u.arbitrary()?,
        care_of_init_cookie: u.arbitrary()?,
        care_of_keygen_token: u.arbitrary()?,
        options: options_of::<Self>(u)?,
    };
    BindingUpdate<'a>: |u| Self {
        sequence: u.arbitrary()?,
        flags: u.arbitrary()?,
        lifetime: u.arbitrary()?,
        options: options_of::<Self>(u)?,
    };
    BindingAcknowledgement<'a>: |u| Self {
        status: u.arbitrary()?,
        flags: u.arbitrary()?,
        sequence: u.arbitrary()?,
        lifetime: u.arbitrary()?,
        options: options_of::<Self>(u)?,
    };
    BindingError<'a>: |u| Self {
        status: u.arbitrary()?,
        home_address: u.arbitrary()?,
        options: options_of::<Self>(u)?,
    };
    RawMessage<'a>: |u| Self {
        mh_type: other_than(Message::DECODED, u.arbitrary()?, MhType(u8::MAX)),
        body: message_data(octets(u, LONGEST_HEADER - 6)?),
    };
    Message<'a>: |u| match u.int_in_range(0..=8)? {
        0 => Self::BindingRefreshRequest(u.arbitrary()?),
        1 => Self::HomeTestInit(u.arbitrary()?),
        2 => Self::CareOfTestInit(u.arbitrary()?),
        3 => Self::HomeTest(u.arbitrary()?),
        4 => Self::CareOfTest(u.arbitrary()?),
        5 => Self::BindingUpdate(u.arbitrary()?),
        6 => Self::BindingAcknowledgement(u.arbitrary()?),
        7 => Self::BindingError(u.arbitrary()?),
        _ => Self::Unknown(u.arbitrary()?),
    };

    // mobility options
    Options<'a>: |u| {
        let start = u.arbitrary()?;
        // a message may have to pad to where the area is to stand, behind 24 octets
        area(start, octets(u, LONGEST_HEADER - 24 - 7)?)
    };
    BindingRefreshAdvice: |u| Self { refresh_interval: u.arbitrary()? };
    AlternateCareOfAddress: |u| Self { care_of_address: u.arbitrary()? };
    NonceIndices: |u| Self { home: u.arbitrary()?, care_of: u.arbitrary()? };
    BindingAuthorizationData<'a>: |u| Self { authenticator: octets(u, 255)? };
    DnsUpdate<'a>: |u| Self {
        status: u.arbitrary()?,
        flags: u.arbitrary()?,
        identity: u.arbitrary()?,
    };
    // of a type that is not decoded, and no padding, which belongs to those that write
    RawOption<'a>: |u| Self {
        option_type: match other_than(MobilityOption::DECODED, u.arbitrary()?, OptionType(u8::MAX)) {
            OptionType::PAD1 | OptionType::PADN => OptionType(u8::MAX),
            kind => kind,
        },
        body: octets(u, 255)?,
    };
    MobilityOption<'a>: |u| match u.int_in_range(0..=5)? {
        0 => Self::BindingRefreshAdvice(u.arbitrary()?),
        1 => Self::AlternateCareOfAddress(u.arbitrary()?),
        2 => Self::NonceIndices(u.arbitrary()?),
        3 => Self::BindingAuthorizationData(u.arbitrary()?),
        4 => Self::DnsUpdate(u.arbitrary()?),
        _ => Self::Unknown(u.arbitrary()?),
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

/// As many options as there are octets for, in the buffer and in a message; none is Binding Authorization Data,
/// which has to end a message.
impl<'a, const N: usize> Arbitrary<'a> for OptionsBuf<N> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        // the areas of all messages begin at 8n or at 8n+4
        let mut options = if u.arbitrary()? {
            Self::for_message::<HomeTestInit<'_>>()
        } else {
            Self::for_message::<BindingUpdate<'_>>()
        };
        for option in u.arbitrary_iter()? {
            let room = LONGEST_HEADER.saturating_sub(options.as_options().as_octets().len());
            let fits = room > LONGEST_OPTION.saturating_add(32);
            match option? {
                MobilityOption::BindingAuthorizationData(_) => {}
                option if fits && options.push_any(&option).is_ok() => {}
                _ => break,
            }
        }
        Ok(options)
    }
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

/// The data of a message that ends on a multiple of 8 octets: the longest start of 8n+2 octets.
fn message_data(octets: &[u8]) -> &[u8] {
    match octets.len().checked_sub(2) {
        Some(more) => at_most((more & !7) | 2, octets),
        None => &[0, 0],
    }
}

/// The options of a message of type `M`. Where no message can be without any octet of options, the padding that
/// stands in for them.
fn options_of<'a, M: MessageBody<'a>>(u: &mut Unstructured<'a>) -> Result<Options<'a>> {
    let start = M::OPTIONS_START;
    let longest = LONGEST_HEADER.saturating_sub(start.into());
    let options = area(start, octets(u, longest)?);
    Ok(
        if options.is_empty() && Align::END.padding(start.into()) == 4 {
            Options::new(&[1, 2, 0, 0], start)
        } else {
            options
        },
    )
}

/// The longest start of the octets that is an area of whole options, and ends on a multiple of 8 octets: no padding
/// has to follow it.
fn area(start: u8, octets: &[u8]) -> Options<'_> {
    let mut end = 0;
    let mut raw = Options::new(octets, start).raw();
    while let Some(Ok(option)) = raw.next() {
        if Align::END.padding(raw.offset()) == 0 {
            end = raw.offset().saturating_sub(start.into());
        }
        if option.option_type == OptionType::BINDING_AUTHORIZATION_DATA {
            break;
        }
    }
    Options::new(at_most(end, octets), start)
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
