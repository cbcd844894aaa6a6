//! Every value that the feature `arbitrary` makes can be written, and reads back as it was.

use crate::support::under_miri::one_in;
use arbitrary::{Arbitrary, Unstructured};
use mip6_wire::bootstrap::{HomeAddressPolicy, home_address_assignment, home_address_reply};
use mip6_wire::ikev2::{
    ApplicationVersion, CfgType, ConfigAttribute, ConfigAttributeType, ConfigAttributes,
    Configuration, ConfigurationBuilder, HomeAgentAddress, IdType, Identification,
    IdentificationInitiator, IdentificationResponder, InternalIp6Address, InternalIp6Dns,
    InternalIp6Prefix, InternalIp6Subnet, Mip6HomePrefix, Notify, NotifyType, Payload,
    PayloadFlags, PayloadType, Payloads, PayloadsBuilder, ProtocolId, RawConfigAttribute,
    RawPayload, SupportedAttributes,
};
use mip6_wire::ipv6::{DestinationOptions, HomeAddressOption, Type2RoutingHeader};
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingError, BindingErrorStatus,
    BindingRefreshRequest, BindingStatus, BindingUpdate, BindingUpdateFlags, CareOfTest,
    CareOfTestInit, HomeTest, HomeTestInit, Lifetime, RawMessage,
};
use mip6_wire::name::FqdnBuf;
use mip6_wire::option::{
    AlternateCareOfAddress, BindingAuthorizationData, BindingRefreshAdvice, DnsUpdate,
    DnsUpdateFlags, DnsUpdateStatus, NonceIndices, OptionsBuf, RawOption,
};
use mip6_wire::{
    ChecksumAddresses, Fqdn, Message, MessageBuilder, MhType, MnIdentity, MobilityHeader,
    MobilityOption, OptionType, Options, Writer,
};
use std::cell::{Cell, RefCell};
use std::net::Ipv6Addr;

/// Input for one value: octets of any size and of four kinds, three of them small ones, of which options, labels and
/// payloads can be made.
fn input(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()[0]
    };
    let length = match seed % 8 {
        0 => seed / 8 % 64,
        1..=6 => 64 + seed % 500,
        _ => 4000,
    };
    (0..length)
        .map(|_| match (seed / 8 % 4, next(), next()) {
            (0, octet, _) => octet,
            (1, octet, _) => octet & 0x0f,
            (2, octet, 0x80..) => octet & 0x3f,
            (3, octet, 0xc0..) => octet & 0x1f,
            _ => 0,
        })
        .collect()
}

/// Draws a value from each of the inputs, has it written and checked; gives how many were written differently. Under
/// Miri, each counts for those that are left out.
fn each<T: for<'a> Draw<'a>>(check: impl for<'a> Fn(<T as Draw<'a>>::Value) -> Vec<u8>) -> usize {
    let seeds = (0..SEEDS).step_by(STEP);
    let written = seeds.map(|seed| check(T::draw(&input(seed))));
    written.collect::<std::collections::BTreeSet<_>>().len() * STEP
}

const SEEDS: u64 = 1500;
const STEP: usize = one_in(89);

const ADDRESSES: ChecksumAddresses = ChecksumAddresses::new(
    Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0x100),
    Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 1),
);

/// A type whose values borrow from the input.
trait Draw<'a> {
    type Value;
    fn draw(octets: &'a [u8]) -> Self::Value;
}

/// Names the types to [`each`], which knows nothing of their lifetimes.
macro_rules! draw {
    ($( $name:ident: $type:ty; )*) => {
        $(
            struct $name;
            impl<'a> Draw<'a> for $name {
                type Value = $type;
                fn draw(octets: &'a [u8]) -> $type {
                    <$type>::arbitrary(&mut Unstructured::new(octets)).expect("a value for any input")
                }
            }
        )*
    };
}

draw! {
    AnyMessage: Message<'a>;
    AnyMessages: (
        (BindingRefreshRequest<'a>, HomeTestInit<'a>, CareOfTestInit<'a>),
        (HomeTest<'a>, CareOfTest<'a>, RawMessage<'a>),
        (BindingUpdate<'a>, BindingAcknowledgement<'a>, BindingError<'a>),
    );
    AnyOptions: Options<'a>;
    AnyOption: MobilityOption<'a>;
    AnyOptionTypes: (
        (BindingRefreshAdvice, AlternateCareOfAddress, NonceIndices),
        (BindingAuthorizationData<'a>, DnsUpdate<'a>, RawOption<'a>),
    );
    AnyBuffer: OptionsBuf<2500>;
    SmallBuffer: OptionsBuf<24>;
    AnyPayload: Payload<'a>;
    AnyPayloadTypes: (
        (IdentificationInitiator<'a>, IdentificationResponder<'a>),
        (Notify<'a>, Configuration<'a>, Identification<'a>),
    );
    AnyRawPayload: RawPayload<'a>;
    AnyChain: Payloads<'a>;
    AnyAttribute: ConfigAttribute<'a>;
    AnyAttributeTypes: (
        (ApplicationVersion<'a>, InternalIp6Address, InternalIp6Dns),
        (SupportedAttributes<'a>, InternalIp6Subnet, Mip6HomePrefix),
        (InternalIp6Prefix, HomeAgentAddress),
    );
    AnyRawAttribute: RawConfigAttribute<'a>;
    AnyList: ConfigAttributes<'a>;
    AnyPolicy: HomeAddressPolicy;
    AnyName: (Fqdn<'a>, MnIdentity<'a>);
    AnyOwnedName: FqdnBuf<20>;
    AnyExtension: (HomeAddressOption, Type2RoutingHeader, ChecksumAddresses);
    AnyMessageCodes: (
        (MhType, BindingStatus, BindingErrorStatus),
        (BindingUpdateFlags, BindingAcknowledgementFlags, Lifetime),
    );
    AnyOptionCodes: (OptionType, DnsUpdateStatus, DnsUpdateFlags);
    AnyIkev2Codes: (
        (PayloadType, PayloadFlags, CfgType),
        (IdType, ProtocolId, NotifyType),
        ConfigAttributeType,
    );
}

/// The octets of the message, which read back as it is.
fn message(message: impl Into<Message<'static>>) -> Vec<u8> {
    checked_message(&message.into())
}

fn checked_message(message: &Message<'_>) -> Vec<u8> {
    let mut buffer = [0xa5; 2048];
    let builder = MessageBuilder::new(&mut buffer, message).expect("begins");
    let octets = builder.finish(&ADDRESSES).expect("ends");
    let header = MobilityHeader::parse(octets).expect("a header");
    assert!(header.checksum_ok(&ADDRESSES));
    assert_eq!(header.message().as_ref(), Ok(message));
    octets.to_vec()
}

#[test]
fn messages() {
    let in_options = Cell::new(0);
    let different = each::<AnyMessage>(|value| {
        let options = value.options().unwrap_or_default();
        assert_eq!(options.check(), Ok(()));
        in_options.set(in_options.get() + options.as_octets().len());
        checked_message(&value)
    });
    assert!(different > 1000, "{different} messages");
    let in_options = in_options.get() * STEP;
    assert!(in_options > 10_000, "{in_options} octets of options");

    each::<AnyMessages>(|((a, b, c), (d, e, f), (g, h, i))| {
        let (a, b, c) = (a.into(), b.into(), c.into());
        let (d, e, f) = (d.into(), e.into(), f.into());
        let (g, h, i) = (g.into(), h.into(), i.into());
        let all: [Message<'_>; 9] = [a, b, c, d, e, f, g, h, i];
        all.iter().flat_map(checked_message).collect()
    });
}

/// Writes the options into messages with each length of fixed part, and has a look at what is read there.
fn in_messages(options: Options<'_>, check: impl Fn(Options<'_>)) -> Vec<u8> {
    let none = Options::EMPTY;
    let bare: [Message<'_>; 4] = [
        BindingRefreshRequest { options: none }.into(),
        BindingAcknowledgement {
            status: BindingStatus::ACCEPTED,
            flags: BindingAcknowledgementFlags::empty(),
            sequence: 0,
            lifetime: Lifetime::MAX,
            options: none,
        }
        .into(),
        HomeTestInit { home_init_cookie: [0; 8], options: none }.into(),
        BindingError {
            status: BindingErrorStatus::UNKNOWN_BINDING,
            home_address: ADDRESSES.source,
            options: none,
        }
        .into(),
    ];
    for message in &bare {
        let mut buffer = [0xa5; 2048];
        let octets = MessageBuilder::new(&mut buffer, message)
            .and_then(|builder| builder.verbatim(options))
            .and_then(|builder| builder.finish(&ADDRESSES))
            .expect("fits");
        let header = MobilityHeader::parse(octets).expect("a header");
        let read = header.message().expect("a message");
        check(read.options().expect("options"));
    }
    options.as_octets().to_vec()
}

#[test]
fn option_areas() {
    let different = each::<AnyOptions>(|options| {
        in_messages(options, |read| {
            // padding may stand before it
            assert!(read.as_octets().ends_with(options.as_octets()));
            assert!(read.iter().map(Result::ok).eq(options.iter().map(Result::ok)));
        })
    });
    assert!(different > 300, "{different} areas");
    let different = each::<AnyBuffer>(|buffer| {
        let options = buffer.as_options();
        assert!(options.iter().all(|option| option.is_ok()));
        let data = options.find::<BindingAuthorizationData<'_>>();
        assert_eq!(data, Ok(None), "more options may follow");
        in_messages(options, |read| assert!(read.iter().eq(options.iter())))
    });
    assert!(different > 300, "{different} buffers");
    let different = each::<SmallBuffer>(|buffer| {
        let options = buffer.as_options();
        assert!(options.as_octets().len() <= 24);
        in_messages(options, |read| assert!(read.iter().eq(options.iter())))
    });
    assert!(different > 200, "{different} small buffers");
}

/// The octets of a message with the option, which reads back as it is.
fn option<'a>(option: impl Into<MobilityOption<'a>>) -> Vec<u8> {
    let option = option.into();
    let mut buffer = [0xa5; 2048];
    let request = BindingRefreshRequest { options: Options::EMPTY };
    let octets = MessageBuilder::new(&mut buffer, &request)
        .and_then(|builder| builder.any_option(&option))
        .and_then(|builder| builder.finish(&ADDRESSES))
        .expect("fits");
    let header = MobilityHeader::parse(octets).expect("a header");
    let read: BindingRefreshRequest<'_> = header.read().expect("a message");
    assert_eq!(read.options.iter().collect::<Vec<_>>(), [Ok(option)]);
    octets.to_vec()
}

#[test]
fn options() {
    let different = each::<AnyOption>(|value| option(value));
    assert!(different > 900, "{different} options");
    each::<AnyOptionTypes>(|((a, b, c), (d, e, f))| {
        [option(a), option(b), option(c), option(d), option(e), option(f)].concat()
    });
}

/// The octets of a chain of the payload alone, which reads back as it is.
fn payload<'a>(payload: impl Into<Payload<'a>>) -> Vec<u8> {
    let payload = payload.into();
    let mut buffer = vec![0xa5; 0xffff];
    let chain = PayloadsBuilder::new(&mut buffer)
        .any_payload(&payload)
        .and_then(PayloadsBuilder::finish)
        .expect("fits");
    assert_eq!(chain.iter().collect::<Vec<_>>(), [Ok(payload)]);
    chain.as_octets().to_vec()
}

#[test]
fn payloads() {
    let different = each::<AnyPayload>(|value| payload(value));
    assert!(different > 600, "{different} payloads");
    each::<AnyPayloadTypes>(|((initiator, responder), (notify, configuration, id))| {
        let ids = [payload(initiator), payload(responder)].concat();
        let others = [payload(notify), payload(configuration)].concat();
        [ids, others, payload(IdentificationInitiator(id))].concat()
    });
    let different = each::<AnyRawPayload>(|value| {
        let mut buffer = vec![0xa5; 0xffff];
        let chain = PayloadsBuilder::new(&mut buffer)
            .raw(&value)
            .and_then(PayloadsBuilder::finish)
            .expect("fits");
        assert_eq!(chain.raw().collect::<Vec<_>>(), [Ok(value)]);
        chain.as_octets().to_vec()
    });
    assert!(different > 1000, "{different} raw payloads");
    let different = each::<AnyChain>(|chain| {
        let mut buffer = vec![0xa5; 0xffff];
        assert_eq!(chain.check(), Ok(()));
        let copy = PayloadsBuilder::new(&mut buffer)
            .verbatim(chain)
            .and_then(PayloadsBuilder::finish)
            .expect("fits");
        assert_eq!(copy, chain);
        copy.as_octets().to_vec()
    });
    assert!(different > 10, "{different} chains");
}

/// The octets of the attribute, which reads back as it is.
fn attribute<'a>(attribute: impl Into<ConfigAttribute<'a>>) -> Vec<u8> {
    let attribute = attribute.into();
    let mut buffer = vec![0xa5; 0xffff];
    let chain = PayloadsBuilder::new(&mut buffer)
        .configuration(CfgType::REPLY)
        .and_then(|payload| payload.any_attribute(&attribute))
        .and_then(ConfigurationBuilder::end)
        .and_then(PayloadsBuilder::finish)
        .expect("fits");
    let configuration = chain.find::<Configuration<'_>>().expect("sound");
    let read = configuration.expect("there").attributes;
    assert_eq!(read.iter().collect::<Vec<_>>(), [Ok(attribute)]);
    read.as_octets().to_vec()
}

#[test]
fn attributes() {
    let different = each::<AnyAttribute>(|value| attribute(value));
    assert!(different > 500, "{different} attributes");
    each::<AnyAttributeTypes>(|((a, b, c), (d, e, f), (g, h))| {
        let all = [attribute(a), attribute(b), attribute(c), attribute(d)].concat();
        [all, attribute(e), attribute(f), attribute(g), attribute(h)].concat()
    });
    let different = each::<AnyRawAttribute>(|attribute| {
        let mut buffer = vec![0xa5; 0xffff];
        let mut writer = Writer::new(&mut buffer);
        attribute.emit(&mut writer).expect("fits");
        let read = ConfigAttributes::new(writer.written(), 8).raw();
        assert_eq!(read.collect::<Vec<_>>(), [Ok(attribute)]);
        writer.written().to_vec()
    });
    assert!(different > 1000, "{different} raw attributes");
    let different = each::<AnyList>(|list| {
        assert_eq!(list.check(), Ok(()));
        payload(Configuration { cfg_type: CfgType::SET, attributes: list })
    });
    assert!(different > 100, "{different} lists");
}

#[test]
fn replies() {
    let request = [0, 0, 0, 12, 1, 0, 0, 0, 0, 16, 0, 0];
    let request = Payloads::new(PayloadType::CONFIGURATION, &request);
    let different = each::<AnyPolicy>(|policy| {
        let mut buffer = [0xa5; 128];
        let builder = PayloadsBuilder::new(&mut buffer);
        let reply = home_address_reply(request, &policy).expect("sound");
        let reply = reply.emit(builder).expect("fits");
        let reply = reply.finish().expect("fits");
        assert!(home_address_assignment(reply).is_ok());
        reply.as_octets().to_vec()
    });
    assert!(different > 600, "{different} replies");
}

#[test]
fn names() {
    let lengths = RefCell::new([false; 254]);
    each::<AnyName>(|(name, identity)| {
        lengths.borrow_mut()[name.text_len()] = true;
        let (mut text, mut labels) = ([0; 253], [0; 255]);
        let text = name.to_text(&mut text).expect("253 octets hold any");
        assert_eq!(Fqdn::from_text(text), Ok(name));
        let labels = name.to_labels(&mut labels).expect("255 octets hold any");
        assert_eq!(Fqdn::from_labels(labels), Ok(name));
        option(DnsUpdate::create_or_update(identity))
    });
    let lengths = lengths.borrow();
    let seen = lengths.iter().filter(|seen| **seen).count() * STEP;
    assert!(seen > 100 && !lengths[0], "{seen} lengths of names");
    each::<AnyOwnedName>(|name| {
        assert!(name.as_fqdn().text_len() <= 20);
        assert_eq!(Fqdn::from_text(&name.to_string()), Ok(name.as_fqdn()));
        name.to_string().into_bytes()
    });
    assert!(FqdnBuf::<0>::arbitrary(&mut Unstructured::new(&[])).is_err());
}

/// Input in which no name begins still gives names as labels, of several lengths.
#[test]
fn names_as_labels() {
    let mut lengths = std::collections::BTreeSet::new();
    for seed in 0..SEEDS {
        let octets = [&[0, 0xff], &input(seed)[..]].concat();
        if let Some(labels) =
            Fqdn::arbitrary(&mut Unstructured::new(&octets)).expect("a name").as_labels()
        {
            assert!(Fqdn::from_labels(labels).is_ok());
            lengths.insert(labels.len());
        }
    }
    assert!(lengths.len() > 6, "{lengths:?}");
}

/// More octets than the lengths of a message and of a payload can say.
#[test]
fn long_input() {
    let octets = [0x55; 200_000];
    for start in 0..64 {
        let mut u = Unstructured::new(&octets[start..]);
        let mut buffer = [0; 70_000];
        let drawn = RawPayload::arbitrary(&mut u).expect("a payload");
        let chain = PayloadsBuilder::new(&mut buffer);
        assert!(chain.raw(&drawn).is_ok(), "{drawn:?}");
    }
}

#[test]
fn extension_headers_and_addresses() {
    let different = each::<AnyExtension>(|(option, routing, addresses)| {
        let mut buffer = [0xa5; 24];
        let octets = option.emit_header(135, &mut buffer).expect("24 octets");
        let header = DestinationOptions::parse(octets).expect("a header");
        assert_eq!(header.home_address(), Ok(Some(option)));
        let octets = routing.emit(&mut buffer).expect("24 octets");
        assert_eq!(Type2RoutingHeader::parse(octets), Ok(routing));
        let written = octets.to_vec();
        let request = BindingRefreshRequest { options: Options::EMPTY };
        let octets = MessageBuilder::new(&mut buffer, &request)
            .and_then(|builder| builder.finish(&addresses))
            .expect("8 octets");
        let header = MobilityHeader::parse(octets).expect("a header");
        assert!(header.checksum_ok(&addresses));
        written
    });
    assert!(different > 1000, "{different} routing headers");
}

/// Code points and flags in the places where they stand.
#[test]
fn code_points_and_flags() {
    // no such message is without padding
    let options = Options::new(&[1, 2, 0, 0], 12);
    each::<AnyMessageCodes>(|((mh_type, status, error_status), (update, ack, lifetime))| {
        message(BindingUpdate { sequence: 0, flags: update, lifetime, options });
        message(BindingAcknowledgement { status, flags: ack, sequence: 0, lifetime, options });
        if !Message::DECODED.contains(&mh_type) {
            message(RawMessage { mh_type, body: &[0; 10] });
        }
        message(BindingError {
            status: error_status,
            home_address: ADDRESSES.source,
            options: Options::EMPTY,
        })
    });
    each::<AnyOptionCodes>(|(kind, status, flags)| {
        if !kind.is_padding() && !MobilityOption::DECODED.contains(&kind) {
            option(RawOption { option_type: kind, body: &[1] });
        }
        option(DnsUpdate { status, flags, identity: MnIdentity::from_octets(b"mn") })
    });
    each::<AnyIkev2Codes>(|((kind, flags, cfg_type), (id_type, protocol_id, notify_type), of)| {
        if kind != PayloadType::NONE && !Payload::DECODED.contains(&kind) {
            let mut raw = RawPayload::new(kind, &[]);
            raw.flags = flags;
            payload(raw);
        }
        payload(IdentificationResponder(Identification { id_type, data: &[] }));
        payload(Notify { protocol_id, notify_type, spi: &[], data: &[] });
        if !ConfigAttribute::DECODED.contains(&of) {
            attribute(RawConfigAttribute::new(of, &[]));
        }
        payload(Configuration { cfg_type, attributes: ConfigAttributes::EMPTY })
    });
}

/// A fuzzer's input is often at its end.
#[test]
fn no_input_gives_a_value() {
    let mut u = Unstructured::new(&[]);
    checked_message(&u.arbitrary().expect("a message"));
    option(u.arbitrary::<MobilityOption<'_>>().expect("an option"));
    payload(u.arbitrary::<Payload<'_>>().expect("a payload"));
    attribute(u.arbitrary::<ConfigAttribute<'_>>().expect("an attribute"));
    assert!(u.arbitrary::<Payloads<'_>>().expect("a chain").is_empty());
    assert!(u.arbitrary::<Options<'_>>().expect("an area").is_empty());
}
