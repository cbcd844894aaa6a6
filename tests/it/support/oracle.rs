//! What has to hold for any input, as functions over octets and values.
//!
//! The ordinary tests call them with vectors, with everything a vector can be damaged into and with random
//! values; the fuzz targets call the same functions with whatever the fuzzer comes up with. They panic where
//! a property does not hold.
//!
//! | | property |
//! |---|---|
//! | P1 | no function of the crate panics |
//! | P2 | `as_octets()` and the concatenation of `raw()` are the input |
//! | P3 | what was written reads back as the value it was written from |
//! | P4 | where `audit()` is empty, writing what was read gives the input, octet for octet |
//! | P5 | measuring gives the number of octets that are written |
//! | P6 | every shorter buffer gives `BufferFull`, and octets behind what was written are not touched |
//! | P7 | every strict prefix fails |
//! | P8 | the offset of an error is not above the length of the input |
//! | P9 | a bad body does not hide the options after it |
//! | P10 | each step advances: there are no more items than octets |
//! | P11 | every accessor, iterator, `Debug` and `Display` of accepted input returns |
//!
//! The parts are by subject; their tools are here. Nothing needs more than the standard library and the crate, so that the fuzz targets can include it.

use super::second_reader;
use super::second_reader::kinds::{MESSAGES, MessageRow, OPTIONS, OptionRow};
use mip6_wire::ikev2::{
    ApplicationVersion, CfgType, ConfigAttribute, ConfigAttributeBody, ConfigAttributes,
    Configuration, HomeAgentAddress, Identification, IdentificationInitiator,
    IdentificationResponder, InternalIp4Address, InternalIp4Dhcp, InternalIp4Dns, InternalIp4Nbns,
    InternalIp4Netmask, InternalIp4Subnet, InternalIp6Address, InternalIp6Dhcp, InternalIp6Dns,
    InternalIp6Prefix, InternalIp6Subnet, Ipv6Prefix, Mip6HomePrefix, Notify, PCscfIp4Address,
    PCscfIp6Address, Payload, PayloadBody, PayloadType, Payloads, PayloadsBuilder, PrefixLen,
    RawConfigAttribute, RawPayload, SupportedAttributes,
};
use mip6_wire::ipv6::{DestinationOptions, HomeAddressOption, MobilityPacket, Type2RoutingHeader};
use mip6_wire::message::flow::FlowBinding;
use mip6_wire::message::proxy::BindingRevocation;
use mip6_wire::message::{
    BindingAcknowledgement, BindingError, BindingErrorStatus, BindingRefreshRequest, BindingUpdate,
    CareOfTest, CareOfTestInit, EmitMessage, HomeTest, HomeTestInit, MessageBody, RawMessage,
};
use mip6_wire::name::{FqdnBuf, service_name};
use mip6_wire::option::{
    AlternateCareOfAddress, BindingAuthorizationData, BindingRefreshAdvice, DnsUpdate,
    MobilityOptionBody, NonceIndices, OptionsBuf, RawOption,
};
use mip6_wire::{
    ChecksumAddresses, Deviations, Disposition, EmitError, EmitErrorKind, Fqdn, Message,
    MessageBuilder, MhType, MnIdentity, MobilityHeader, MobilityOption, OptionType, Options,
    ParseError, ParseErrorKind, Writer, receive_with,
};
use std::collections::hash_map::DefaultHasher;
use std::fmt::{Debug, Display};
use std::hash::{Hash, Hasher};
use std::hint::black_box;
use std::net::Ipv6Addr;

mod carriers;
mod header;
mod ikev2;
mod names;
mod options;
mod plans;

pub use carriers::*;
pub use header::*;
pub use ikev2::*;
pub use names::*;
pub use options::*;
pub use plans::*;

/// The addresses of a fuzz input or a test that has none of its own.
pub const ADDRESSES: ChecksumAddresses = ChecksumAddresses::new(
    Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0x100),
    Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 1),
);

/// P11: formats the value both ways that `Debug` has. Under Miri in one: it would spend most of its time here.
pub fn debug(value: &dyn Debug) -> String {
    if !cfg!(miri) {
        black_box(format!("{value:#?}"));
    }
    format!("{value:?}")
}

/// P11: a text that is not empty.
pub fn display(value: &dyn Display) -> String {
    let text = value.to_string();
    assert!(!text.is_empty(), "an empty Display");
    text
}

/// P8 and P11 of an error of an input of `length` octets.
pub fn parse_error(error: &ParseError, length: usize) {
    assert!(error.offset() <= length, "{error}, in an input of {length} octets");
    let text = display(error);
    assert!(text.ends_with(&format!(" at octet {}", error.offset())));
    assert!(text.starts_with(error.kind().as_str()));
    debug(error);
    debug(&Disposition::from(*error));
    assert_eq!(ParseError::new(error.kind(), error.offset()), *error);
    assert_eq!(error.within(0), *error);
    assert_eq!(error.within(7).offset(), error.offset() + 7);
}

/// P11 of an error of writing.
pub fn emit_error(error: &EmitError) {
    let text = display(error);
    assert!(text.starts_with(error.kind().as_str()));
    debug(error);
}

/// The lengths below `end`: all where they are few, else the first, the last and some between.
pub fn below(end: usize) -> impl Iterator<Item = usize> {
    let step = end / 12 + 1;
    (0..end)
        .filter(move |length| end <= 24 || *length < 10 || end - *length <= 6 || length % step == 0)
}

/// The checksum that a Mobility Header should carry; its Checksum field counts as zero. Plainly summed in
/// 16-bit words, unlike the crate's.
#[must_use]
pub fn internet_checksum(header: &[u8], addresses: &ChecksumAddresses) -> u16 {
    let mut sum: u64 = 135 + header.len() as u64;
    let (source, destination) = (addresses.source.octets(), addresses.destination.octets());
    for (index, pair) in
        source.chunks(2).chain(destination.chunks(2)).chain(header.chunks(2)).enumerate()
    {
        // 16 words of addresses, then the header's; the third of these is the Checksum
        if index != 18 {
            sum += u64::from(pair[0]) << 8 | u64::from(*pair.get(1).unwrap_or(&0));
        }
    }
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !u16::try_from(sum).expect("folded")
}

/// P5 and P6 of whatever `write` writes, `measured` octets as it was measured. Gives the octets.
pub fn output(
    measured: usize,
    write: impl for<'b> Fn(&'b mut [u8]) -> Result<&'b [u8], EmitError>,
) -> Vec<u8> {
    let mut roomy = vec![0xa5; measured + 9];
    let octets = write(&mut roomy).expect("a buffer that is large enough").to_vec();
    assert_eq!(octets.len(), measured, "measured otherwise than written");
    assert_eq!(roomy[..measured], octets, "not at the start of the buffer");
    assert_eq!(roomy[measured..], [0xa5; 9], "octets behind were touched");
    // what the buffer held before is not part of the output
    let mut exact = vec![0x5a; measured];
    assert_eq!(write(&mut exact), Ok(&octets[..]));
    for length in below(measured) {
        let error = write(&mut roomy[..length]).expect_err("a buffer that is too small");
        assert_eq!(error.kind(), EmitErrorKind::BufferFull, "{length} octets");
        assert!(error.offset() <= length, "{error}, in {length} octets");
        emit_error(&error);
    }
    octets
}

/// The message with no options of its own.
#[must_use]
pub fn without_options<'a>(message: &Message<'a>) -> Message<'a> {
    let options = Options::EMPTY;
    macro_rules! without {
        ($($kind:ident),* $(,)?) => {
            match *message {
                $( Message::$kind(mut message) => {
                    message.options = options;
                    message.into()
                } )*
                Message::BindingRevocation(BindingRevocation::Indication(mut message)) => {
                    message.options = options;
                    BindingRevocation::Indication(message).into()
                }
                Message::BindingRevocation(BindingRevocation::Acknowledgement(mut message)) => {
                    message.options = options;
                    BindingRevocation::Acknowledgement(message).into()
                }
                Message::BindingRevocation(message) => message.into(),
                Message::Experimental(message) => message.into(),
                Message::FlowBinding(FlowBinding::Indication(mut message)) => {
                    message.options = options;
                    FlowBinding::Indication(message).into()
                }
                Message::FlowBinding(FlowBinding::Acknowledgement(mut message)) => {
                    message.options = options;
                    FlowBinding::Acknowledgement(message).into()
                }
                Message::FlowBinding(message) => message.into(),
                Message::Unknown(message) => message.into(),
                ref other => panic!("no rule for {other:?}: add it to the oracles"),
            }
        };
    }
    without![
        BindingRefreshRequest,
        HomeTestInit,
        CareOfTestInit,
        HomeTest,
        CareOfTest,
        BindingUpdate,
        BindingAcknowledgement,
        BindingError,
        FastBindingUpdate,
        FastBindingAcknowledgment,
        FastNeighborAdvertisement,
        HandoverInitiate,
        HandoverAcknowledge,
        Heartbeat,
        LocalizedRoutingInitiation,
        LocalizedRoutingAcknowledgment,
        HomeAgentSwitch,
        UpdateNotification,
        UpdateNotificationAcknowledgement,
        SubscriptionQuery,
        SubscriptionResponse,
    ]
}

/// Builds a message from typed values, with its checksum.
///
/// # Errors
///
/// Those of the builder.
pub fn build<'b>(
    message: &impl EmitMessage,
    options: &[MobilityOption<'_>],
    addresses: &ChecksumAddresses,
    buffer: &'b mut [u8],
) -> Result<&'b [u8], EmitError> {
    let mut builder = MessageBuilder::new(buffer, message)?;
    for option in options {
        builder = builder.any_option(option)?;
    }
    builder.finish(addresses)
}

/// How long [`build`] makes the message.
///
/// # Errors
///
/// Those of the builder.
pub fn measure(
    message: &impl EmitMessage,
    options: &[MobilityOption<'_>],
) -> Result<usize, EmitError> {
    let mut builder = MessageBuilder::measuring(message)?;
    for option in options {
        builder = builder.any_option(option)?;
    }
    builder.measure()
}
