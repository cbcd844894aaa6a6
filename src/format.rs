//! `defmt::Format` where it is written out instead of derived: feature `defmt`.
//!
//! Two groups. Views and buffers show how many octets they have and never the octets, which hold names,
//! addresses and keys; values with secret fields leave those out. Flags show their bits in hexadecimal.

use crate::ikev2::{
    ApplicationVersion, ConfigAttributes, ConfigurationBuilder, Identification, Identity, Notify,
    Payloads, PayloadsBuilder, RawConfigAttribute, RawConfigAttributes, RawPayload, RawPayloads,
    SupportedAttributeTypes, SupportedAttributes, TypedConfigAttributes, TypedPayloads,
};
use crate::ipv6::DestinationOptions;
use crate::message::{MessageBuilder, RawMessage, Unsigned};
use crate::name::{FqdnBuf, Labels};
use crate::option::{MacInput, OptionsBuf, RawOption, RawOptions, TypedOptions};
use crate::{Deviations, Fqdn, MnIdentity, MobilityHeader, Options, Writer};
use defmt::{Format, Formatter, write};

/// Implements `Format` for types, each with the text and the values to show.
macro_rules! format {
    ($( $type:ty: $text:literal $(, |$value:ident| $($argument:expr),+)?; )*) => {
        $(
            impl Format for $type {
                fn format(&self, formatter: Formatter<'_>) {
                    $( let $value = self; )?
                    write!(formatter, $text $(, $($argument),+)?);
                }
            }
        )*
    };
}

format! {
    Deviations: "Deviations({=u32:#x})", |found| found.bits();

    MobilityHeader<'_>: "MobilityHeader {{ mh_type: {}, octets: {=usize} }}",
        |header| header.mh_type(), header.as_octets().len();
    RawMessage<'_>: "RawMessage {{ mh_type: {}, body: {=usize} octets }}",
        |message| message.mh_type, message.body.len();

    Options<'_>: "Options({=usize} octets)", |options| options.as_octets().len();
    RawOptions<'_>: "RawOptions {{ offset: {=usize} }}", |options| options.offset();
    TypedOptions<'_>: "TypedOptions {{ offset: {=usize} }}", |options| options.offset();
    RawOption<'_>: "RawOption {{ kind: {}, body: {=usize} octets }}",
        |option| option.option_type, option.body.len();
    MacInput<'_>: "MacInput({=usize} octets)",
        |input| input.pieces().iter().map(|piece| piece.len()).sum::<usize>();
    MnIdentity<'_>: "MnIdentity({=usize} octets)", |identity| identity.as_octets().len();

    MessageBuilder<'_>: "MessageBuilder";
    Unsigned<'_>: "Unsigned";
    Writer<'_>: "Writer {{ position: {=usize}, measuring: {=bool} }}",
        |writer| writer.position(), writer.is_measuring();

    DestinationOptions<'_>: "DestinationOptions {{ next_header: {=u8}, octets: {=usize} }}",
        |header| header.next_header(), header.as_octets().len();
    Fqdn<'_>: "Fqdn({=usize} octets)", |name| name.as_octets().len();
    Labels<'_>: "Labels";

    Payloads<'_>: "Payloads {{ first: {}, octets: {=usize} }}",
        |payloads| payloads.first(), payloads.as_octets().len();
    RawPayloads<'_>: "RawPayloads {{ offset: {=usize} }}", |payloads| payloads.offset();
    TypedPayloads<'_>: "TypedPayloads {{ offset: {=usize} }}", |payloads| payloads.offset();
    RawPayload<'_>: "RawPayload {{ kind: {}, flags: {}, body: {=usize} octets }}",
        |payload| payload.payload_type, payload.flags, payload.body.len();
    PayloadsBuilder<'_>: "PayloadsBuilder";
    ConfigurationBuilder<'_>: "ConfigurationBuilder";
    Identification<'_>: "Identification({}, {=usize} octets)",
        |identification| identification.id_type, identification.data.len();
    Identity<'_>: "Identity({})", |identity| identity.id_type();
    Notify<'_>:
        "Notify {{ protocol_id: {}, spi: {=usize} octets, notify_type: {}, data: {=usize} octets }}",
        |notify| notify.protocol_id, notify.spi.len(), notify.notify_type, notify.data.len();

    ConfigAttributes<'_>: "ConfigAttributes({=usize} octets)",
        |attributes| attributes.as_octets().len();
    RawConfigAttributes<'_>: "RawConfigAttributes {{ offset: {=usize} }}",
        |attributes| attributes.offset();
    TypedConfigAttributes<'_>: "TypedConfigAttributes {{ offset: {=usize} }}",
        |attributes| attributes.offset();
    RawConfigAttribute<'_>: "RawConfigAttribute {{ kind: {}, value: {=usize} octets }}",
        |attribute| attribute.attribute_type, attribute.body.len();
    ApplicationVersion<'_>: "ApplicationVersion({=usize} octets)",
        |version| version.version.len();
    SupportedAttributes<'_>: "SupportedAttributes({=usize} octets)",
        |supported| supported.as_octets().len();
    SupportedAttributeTypes<'_>: "SupportedAttributeTypes";
}

impl<const N: usize> Format for OptionsBuf<N> {
    fn format(&self, formatter: Formatter<'_>) {
        write!(
            formatter,
            "OptionsBuf({=usize} of {=usize} octets)",
            self.as_options().as_octets().len(),
            N
        );
    }
}

impl<const N: usize> Format for FqdnBuf<N> {
    fn format(&self, formatter: Formatter<'_>) {
        write!(
            formatter,
            "FqdnBuf({=usize} octets)",
            self.as_fqdn().as_octets().len()
        );
    }
}
