//! Every value that the feature `arbitrary` makes can be written, and reads back as it was.
#![cfg(feature = "arbitrary")]

mod support;

use arbitrary::{Arbitrary, Unstructured};
use mip6_wire::bootstrap::{HomeAddressPolicy, home_address_assignment, home_address_reply};
use mip6_wire::extension::{DestinationOptions, HomeAddressOption, Type2RoutingHeader};
use mip6_wire::ikev2::{
    ApplicationVersion, CfgType, ConfigAttribute, ConfigAttributeBody, ConfigAttributeKind,
    ConfigAttributes, Configuration, HomeAgentAddress, IdType, Identification,
    IdentificationInitiator, IdentificationResponder, InternalIp6Address, InternalIp6Dns,
    InternalIp6Prefix, InternalIp6Subnet, Mip6HomePrefix, Notify, NotifyType, Payload, PayloadBody,
    PayloadFlags, PayloadKind, Payloads, PayloadsBuilder, ProtocolId, RawConfigAttribute,
    RawPayload, SupportedAttributes,
};
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingError, BindingErrorStatus,
    BindingRefreshRequest, BindingStatus, BindingUpdate, BindingUpdateFlags, CareOfTest,
    CareOfTestInit, HomeTest, HomeTestInit, Lifetime, UnknownMessage,
};
use mip6_wire::name::FqdnBuf;
use mip6_wire::option::{
    AlternateCareOfAddress, BindingAuthorizationData, BindingRefreshAdvice, DnsUpdate,
    DnsUpdateFlags, DnsUpdateStatus, NonceIndices, OptionsBuf, RawOption,
};
use mip6_wire::{
    ChecksumAddresses, Fqdn, Message, MessageBuilder, MhType, MnIdentity, MobilityHeader,
    MobilityOption, OptionKind, Options, Writer,
};
use std::fmt::Debug;
use support::oracle::{self, ADDRESSES};

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

/// Draws a value from each of the inputs, has it written and checked; gives how many were written differently.
fn each<T: for<'a> Draw<'a>>(check: impl for<'a> Fn(<T as Draw<'a>>::Value) -> Vec<u8>) -> usize {
    let written = (0..SEEDS).map(|seed| check(T::draw(&input(seed))));
    written.collect::<std::collections::BTreeSet<_>>().len()
}

const SEEDS: u64 = 1500;

/// A type whose values borrow from the input.
trait Draw<'a> {
    type Value: Debug;
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
        (HomeTest<'a>, CareOfTest<'a>, UnknownMessage<'a>),
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
    AnyCodes: (
        (MhType, BindingStatus, BindingErrorStatus, DnsUpdateStatus, OptionKind, Lifetime),
        (PayloadKind, CfgType, IdType, ProtocolId, NotifyType, ConfigAttributeKind),
        (BindingUpdateFlags, BindingAcknowledgementFlags, DnsUpdateFlags, PayloadFlags),
    );
}

fn message(message: &Message<'_>) {
    let mut buffer = [0xa5; 2048];
    let builder = MessageBuilder::new(&mut buffer, message).expect("begins");
    let octets = builder.finish(&ADDRESSES).expect("ends");
    let header = MobilityHeader::parse(octets).expect("a header");
    assert!(header.checksum_ok(&ADDRESSES));
    assert_eq!(header.message().as_ref(), Ok(message));
}

#[test]
fn messages() {
    let lengths = std::cell::Cell::new(0);
    let different = each::<AnyMessage>(|value| {
        message(&value);
        let options = value.options().unwrap_or_default();
        assert_eq!(options.check(), Ok(()));
        lengths.set(lengths.get() + options.as_bytes().len());
    });
    assert!(different > 1000, "{different} messages");
    assert!(
        lengths.get() > 10_000,
        "{} octets of options",
        lengths.get()
    );

    each::<AnyMessages>(|((a, b, c), (d, e, f), (g, h, i))| {
        let all: [Message<'_>; 9] = [
            a.into(),
            b.into(),
            c.into(),
            d.into(),
            e.into(),
            f.into(),
            g.into(),
            h.into(),
            i.into(),
        ];
        all.iter().for_each(message);
    });
}

/// Writes the options into a message behind each length of fixed part, and gives what is read there.
fn in_messages(options: Options<'_>, check: impl Fn(Options<'_>)) {
    let mut buffer = [0xa5; 2048];
    let bare: [Message<'_>; 4] = [
        BindingRefreshRequest::arbitrary(&mut Unstructured::new(&[]))
            .expect("zeros")
            .into(),
        BindingUpdate::arbitrary(&mut Unstructured::new(&[]))
            .expect("zeros")
            .into(),
        HomeTestInit::arbitrary(&mut Unstructured::new(&[]))
            .expect("zeros")
            .into(),
        BindingError::arbitrary(&mut Unstructured::new(&[]))
            .expect("zeros")
            .into(),
    ];
    for message in &bare {
        assert!(message.options().expect("known").is_empty());
        let octets = MessageBuilder::new(&mut buffer, message)
            .and_then(|builder| builder.verbatim(options))
            .and_then(|builder| builder.finish(&ADDRESSES))
            .expect("fits");
        let header = MobilityHeader::parse(octets).expect("a header");
        let read = header.message().expect("a message");
        check(read.options().expect("options"));
    }
}

#[test]
fn option_areas() {
    let different = each::<AnyOptions>(|options| {
        in_messages(options, |read| {
            // padding may stand before it
            assert!(read.as_bytes().ends_with(options.as_bytes()));
            assert!(
                read.iter()
                    .map(Result::ok)
                    .eq(options.iter().map(Result::ok))
            );
        });
    });
    assert!(different > 300, "{different} areas");
    each::<AnyBuffer>(|buffer| {
        let options = buffer.as_options();
        in_messages(options, |read| assert!(read.iter().eq(options.iter())));
        assert!(options.iter().all(|option| option.is_ok()));
    });
    let different = each::<SmallBuffer>(|buffer| {
        assert!(buffer.as_options().as_bytes().len() <= 24);
        in_messages(buffer.as_options(), |read| {
            assert!(read.iter().eq(buffer.as_options().iter()));
        });
    });
    assert!(different > 100, "{different} small buffers");
}

fn option(option: &MobilityOption<'_>) {
    let mut buffer = [0xa5; 512];
    let request = BindingRefreshRequest {
        options: Options::EMPTY,
    };
    let octets = MessageBuilder::new(&mut buffer, &request)
        .and_then(|builder| builder.any_option(option))
        .and_then(|builder| builder.finish(&ADDRESSES))
        .expect("fits");
    let header = MobilityHeader::parse(octets).expect("a header");
    let read = header.message().expect("a message");
    let read: Vec<_> = read.options().expect("options").iter().collect();
    assert_eq!(read, [Ok(*option)]);
}

#[test]
fn options() {
    let different = each::<AnyOption>(|value| option(&value));
    assert!(different > 1000, "{different} options");
    each::<AnyOptionTypes>(|((a, b, c), (d, e, f))| {
        let all: [MobilityOption<'_>; 6] =
            [a.into(), b.into(), c.into(), d.into(), e.into(), f.into()];
        all.iter().for_each(option);
    });
}

fn payload(payload: &Payload<'_>) {
    let mut buffer = vec![0xa5; 0xffff];
    let chain = PayloadsBuilder::new(&mut buffer)
        .any_payload(payload)
        .and_then(PayloadsBuilder::finish)
        .expect("fits");
    assert_eq!(chain.iter().collect::<Vec<_>>(), [Ok(*payload)]);
}

#[test]
fn payloads() {
    let different = each::<AnyPayload>(|value| payload(&value));
    assert!(different > 500, "{different} payloads");
    each::<AnyPayloadTypes>(|((initiator, responder), (notify, configuration, id))| {
        payload(&initiator.into());
        payload(&responder.into());
        payload(&notify.into());
        payload(&configuration.into());
        payload(&IdentificationInitiator(id).into());
    });
    each::<AnyRawPayload>(|value| {
        let mut buffer = vec![0xa5; 0xffff];
        let chain = PayloadsBuilder::new(&mut buffer)
            .raw(&value)
            .and_then(PayloadsBuilder::finish)
            .expect("fits");
        assert_eq!(chain.raw().collect::<Vec<_>>(), [Ok(value)]);
    });
    let found = std::cell::Cell::new(0);
    each::<AnyChain>(|chain| {
        let mut buffer = vec![0xa5; 0xffff];
        assert_eq!(chain.check(), Ok(()));
        let copy = PayloadsBuilder::new(&mut buffer)
            .verbatim(chain)
            .and_then(PayloadsBuilder::finish)
            .expect("fits");
        assert_eq!(copy, chain);
        found.set(found.get() + chain.raw().count());
    });
    assert!(found.get() > 50, "{} payloads in chains", found.get());
}

fn attribute(attribute: &ConfigAttribute<'_>) {
    let mut buffer = vec![0xa5; 0xffff];
    let chain = PayloadsBuilder::new(&mut buffer)
        .configuration(CfgType::REPLY)
        .and_then(|payload| payload.any_attribute(attribute))
        .and_then(mip6_wire::ikev2::ConfigurationBuilder::end)
        .and_then(PayloadsBuilder::finish)
        .expect("fits");
    let configuration = chain.find::<Configuration<'_>>().expect("sound");
    let read = configuration.expect("there").attributes;
    assert_eq!(read.iter().collect::<Vec<_>>(), [Ok(*attribute)]);
}

fn raw_attribute(attribute: &RawConfigAttribute<'_>) {
    let mut buffer = vec![0xa5; 0xffff];
    let mut writer = Writer::new(&mut buffer);
    attribute.emit(&mut writer).expect("fits");
    let read = ConfigAttributes::new(writer.written(), 8).raw();
    assert_eq!(read.collect::<Vec<_>>(), [Ok(*attribute)]);
}

#[test]
fn attributes() {
    let different = each::<AnyAttribute>(|value| attribute(&value));
    assert!(different > 300, "{different} attributes");
    each::<AnyAttributeTypes>(|((a, b, c), (d, e, f), (g, h))| {
        let all: [ConfigAttribute<'_>; 8] = [
            a.into(),
            b.into(),
            c.into(),
            d.into(),
            e.into(),
            f.into(),
            g.into(),
            h.into(),
        ];
        all.iter().for_each(attribute);
    });
    each::<AnyRawAttribute>(|value| raw_attribute(&value));
    let found = std::cell::Cell::new(0);
    each::<AnyList>(|list| {
        assert_eq!(list.check(), Ok(()));
        found.set(found.get() + list.raw().count());
        let configuration = Configuration {
            cfg_type: CfgType::SET,
            attributes: list,
        };
        payload(&configuration.into());
    });
    assert!(found.get() > 100, "{} attributes in lists", found.get());
}

#[test]
fn replies() {
    let request = [0, 0, 0, 12, 1, 0, 0, 0, 0, 16, 0, 0];
    let chain = Payloads::new(PayloadKind::CONFIGURATION, &request);
    let request = chain.find::<Configuration<'_>>().expect("sound");
    let request = request.expect("there");
    each::<AnyPolicy>(|policy| {
        let mut buffer = [0xa5; 128];
        let builder = PayloadsBuilder::new(&mut buffer);
        let reply = home_address_reply(builder, &request, &policy).expect("fits");
        let reply = reply.finish().expect("fits");
        assert!(home_address_assignment(reply).is_ok());
    });
}

#[test]
fn names() {
    let lengths = std::cell::RefCell::new([false; 254]);
    each::<AnyName>(|(name, identity)| {
        lengths.borrow_mut()[name.text_len()] = true;
        let (mut text, mut labels) = ([0; 253], [0; 255]);
        let text = name.to_text(&mut text).expect("253 octets hold any");
        assert_eq!(Fqdn::from_text(text), Ok(name));
        let labels = name.to_labels(&mut labels).expect("255 octets hold any");
        assert_eq!(Fqdn::from_labels(labels), Ok(name));
        option(&DnsUpdate::create_or_update(identity).into());
    });
    let lengths = lengths.borrow();
    assert!(lengths.iter().filter(|seen| **seen).count() > 100);
    assert!(!lengths[0]);
    each::<AnyOwnedName>(|name| {
        assert!(name.as_fqdn().text_len() <= 20);
        assert_eq!(Fqdn::from_text(&name.to_string()), Ok(name.as_fqdn()));
    });
    assert!(FqdnBuf::<0>::arbitrary(&mut Unstructured::new(&[])).is_err());
}

#[test]
fn extension_headers_and_addresses() {
    each::<AnyExtension>(|(option, routing, addresses)| {
        let mut buffer = [0xa5; 24];
        let octets = option.emit_header(135, &mut buffer).expect("24 octets");
        let header = DestinationOptions::parse(octets).expect("a header");
        assert_eq!(header.home_address(), Ok(Some(option)));
        let octets = routing.emit(&mut buffer).expect("24 octets");
        assert_eq!(Type2RoutingHeader::parse(octets), Ok(routing));
        let request = BindingRefreshRequest {
            options: Options::EMPTY,
        };
        let octets = MessageBuilder::new(&mut buffer, &request)
            .and_then(|builder| builder.finish(&addresses))
            .expect("8 octets");
        let header = MobilityHeader::parse(octets).expect("a header");
        assert!(header.checksum_ok(&addresses));
    });
}

/// Code points in the places where they stand.
#[test]
fn code_points_and_flags() {
    let different = each::<AnyCodes>(
        |(
            (mh_type, status, error_status, dns_status, kind, lifetime),
            (payload_kind, cfg_type, id_type, protocol_id, notify_type, attribute_kind),
            (update_flags, ack_flags, dns_flags, payload_flags),
        )| {
            let options = Options::EMPTY;
            message(
                &BindingUpdate {
                    sequence: 0,
                    flags: update_flags,
                    lifetime,
                    options,
                }
                .into(),
            );
            message(
                &BindingAcknowledgement {
                    status,
                    flags: ack_flags,
                    sequence: 0,
                    lifetime,
                    options,
                }
                .into(),
            );
            message(
                &BindingError {
                    status: error_status,
                    home_address: ADDRESSES.source,
                    options,
                }
                .into(),
            );
            if !Message::DECODED.contains(&mh_type) {
                message(
                    &UnknownMessage {
                        mh_type,
                        data: &[0; 10],
                    }
                    .into(),
                );
            }
            option(
                &DnsUpdate {
                    status: dns_status,
                    flags: dns_flags,
                    identity: MnIdentity::from_octets(b"mn"),
                }
                .into(),
            );
            if !kind.is_padding() && !MobilityOption::DECODED.contains(&kind) {
                option(&RawOption { kind, body: &[1] }.into());
            }
            payload(
                &Notify {
                    protocol_id,
                    notify_type,
                    spi: &[],
                    data: &[],
                }
                .into(),
            );
            payload(&IdentificationResponder(Identification { id_type, data: &[] }).into());
            let attributes = ConfigAttributes::EMPTY;
            payload(
                &Configuration {
                    cfg_type,
                    attributes,
                }
                .into(),
            );
            if payload_kind != PayloadKind::NONE && !Payload::DECODED.contains(&payload_kind) {
                let mut raw = RawPayload::new(payload_kind, &[]);
                raw.flags = payload_flags;
                payload(&raw.into());
            }
            raw_attribute(&RawConfigAttribute::new(attribute_kind, &[]));
        },
    );
    assert!(different > 1000, "{different} sets of codes");
}

/// A fuzzer's input is often at its end.
#[test]
fn no_input_gives_a_value() {
    let mut u = Unstructured::new(&[]);
    message(&Message::arbitrary(&mut u).expect("a value"));
    option(&MobilityOption::arbitrary(&mut u).expect("a value"));
    payload(&Payload::arbitrary(&mut u).expect("a value"));
    attribute(&ConfigAttribute::arbitrary(&mut u).expect("a value"));
    oracle::debug(&Payloads::arbitrary(&mut u).expect("a value"));
    assert_eq!(PayloadKind::NOTIFY, <Notify<'_> as PayloadBody<'_>>::KIND);
    let kind = <Mip6HomePrefix as ConfigAttributeBody<'_>>::KIND;
    assert_eq!(kind, ConfigAttributeKind::MIP6_HOME_PREFIX);
}
