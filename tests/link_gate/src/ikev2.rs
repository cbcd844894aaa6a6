//! The IKEv2 payloads, and the decisions of RFC 5026.

use crate::out;
use mip6_wire::bootstrap::request_home_prefix;
use mip6_wire::ikev2::{
    ApplicationVersion, CfgType, ConfigAttribute, ConfigAttributeBody, ConfigAttributeType,
    ConfigAttributes, Configuration, HomeAgentAddress, HomePrefix, IdType, Identification,
    IdentificationInitiator, IdentificationResponder, InternalIp4Address, InternalIp4Dhcp,
    InternalIp4Dns, InternalIp4Nbns, InternalIp4Netmask, InternalIp4Subnet, InternalIp6Address,
    InternalIp6Dhcp, InternalIp6Dns, InternalIp6Prefix, InternalIp6Subnet, Ipv6Prefix,
    Mip6HomePrefix, Notify, NotifyType, PCscfIp4Address, PCscfIp6Address, Payload, PayloadBody,
    PayloadFlags, PayloadType, Payloads, PayloadsBuilder, PrefixLen, ProtocolId,
    RawConfigAttribute, RawPayload, SupportedAttributes,
};
use mip6_wire::{Value, Writer};

/// The input as a chain of payloads that begins with a Configuration payload.
fn chain<'a>(job: &crate::Job<'a>) -> Payloads<'a> {
    Payloads::new(PayloadType::CONFIGURATION, job.input)
}

fn home_prefix(job: &crate::Job<'_>) -> HomePrefix {
    HomePrefix { lifetime: 86400, prefix: job.address(), prefix_len: PrefixLen::P64 }
}

entries! {
    payloads_view: |job| {
        let payloads = chain(job);
        out((payloads.first(), payloads.as_octets(), payloads.is_empty()))
    };
    payloads_raw: |job| {
        let mut raw = chain(job).raw();
        let mut octets = 0;
        while let Some(Ok(payload)) = raw.next() {
            octets ^= payload.wire_len() ^ payload.offset() ^ raw.offset();
            out((payload.error(mip6_wire::ParseErrorKind::Truncated, 4), payload.length_error()));
        }
        octets
    };
    payloads_iter: |job| {
        let mut payloads = chain(job).iter();
        let mut octets = 0;
        while let Some(payload) = payloads.next() {
            octets ^= payloads.offset();
            out(payload);
        }
        octets
    };
    payloads_into_iter: |job| chain(job).into_iter().flatten().fold(0, |sum, payload| sum ^ usize::from(payload.payload_type().0));
    payloads_check: |job| out(chain(job).check());
    find_configuration: |job| out(chain(job).find::<Configuration<'_>>());
    find_notify: |job| out(chain(job).find::<Notify<'_>>());
    find_identification: |job| {
        out(chain(job).find::<IdentificationInitiator<'_>>());
        out(chain(job).find::<IdentificationResponder<'_>>())
    };
    payloads_find_kind: |job| out(chain(job).find_raw(PayloadType::NOTIFY));
    payloads_audit: |job| out(chain(job).audit());
    payloads_critical: |job| {
        out(chain(job).unsupported_critical());
        out(chain(job).unsupported_critical_with(|kind| kind.0 == 99))
    };
    payload_bodies: |job| {
        let raw = RawPayload::new(PayloadType::from(job.source[0]), job.input);
        out(Payload::parse(&raw));
        out(Configuration::parse_body(&raw));
        out(Notify::parse_body(&raw));
        out(IdentificationInitiator::parse_body(&raw));
        out(IdentificationResponder::parse_body(&raw))
    };
    payload_emit_bodies: |job| {
        let raw = RawPayload::new(PayloadType::from(job.source[0]), job.input);
        let Ok(payload) = Payload::parse(&raw) else { return 0 };
        let mut writer = Writer::new(job.buffer);
        match payload {
            Payload::Configuration(payload) => out(payload.emit_body(&mut writer)),
            Payload::Notify(payload) => out(payload.emit_body(&mut writer)),
            Payload::IdentificationInitiator(payload) => out(payload.emit_body(&mut writer)),
            Payload::IdentificationResponder(payload) => out(payload.emit_body(&mut writer)),
            _ => 0,
        }
    };
    payload_fields: |job| {
        let mut octets = 0_usize;
        for payload in chain(job).iter().flatten() {
            payload.fields(&mut |field| {
                out(field);
                octets ^= field.octets;
            });
        }
        octets
    };
    payload_eq: |job| {
        let raw = RawPayload::new(PayloadType::NOTIFY, job.input);
        usize::from(raw == RawPayload::new(PayloadType::NOTIFY, &job.source))
    };
    payload_from: |job| {
        let data = job.input;
        let identification = Identification { id_type: IdType::FQDN, data };
        out(Payload::from(Notify::new(NotifyType::USE_ASSIGNED_HOA, data)));
        out(Payload::from(IdentificationInitiator(identification)));
        out(Payload::from(Configuration { cfg_type: CfgType::REQUEST, attributes: ConfigAttributes::EMPTY }));
        out(Payload::from(RawPayload::new(PayloadType::NOTIFY, data)))
    };

    configuration: |job| match chain(job).find::<Configuration<'_>>() {
        Ok(Some(configuration)) => out((configuration.asks_for_home_prefix(), configuration.home_prefix())),
        _ => 0,
    };
    attributes_view: |job| {
        let attributes = ConfigAttributes::new(job.input, 8);
        out((attributes.as_octets(), attributes.is_empty(), attributes == ConfigAttributes::EMPTY))
    };
    attributes_raw: |job| {
        let mut raw = ConfigAttributes::new(job.input, 8).raw();
        let mut octets = 0;
        while let Some(Ok(attribute)) = raw.next() {
            octets ^= attribute.wire_len() ^ raw.offset();
        }
        octets
    };
    attributes_iter: |job| {
        let mut attributes = ConfigAttributes::new(job.input, 8).iter();
        let mut octets = 0;
        while let Some(attribute) = attributes.next() {
            octets ^= attributes.offset();
            out(attribute);
        }
        octets
    };
    attributes_into_iter: |job| {
        ConfigAttributes::new(job.input, 8).into_iter().flatten().fold(0, |sum, attribute| sum ^ usize::from(attribute.attribute_type().0))
    };
    attributes_all: |job| ConfigAttributes::new(job.input, 8).all::<InternalIp6Address>().fold(0, |sum, item| sum ^ out(item));
    attributes_check: |job| out(ConfigAttributes::new(job.input, 8).check());
    find_home_prefix: |job| out(ConfigAttributes::new(job.input, 8).find::<Mip6HomePrefix>());
    attribute_values: |job| {
        let raw = RawConfigAttribute::new(ConfigAttributeType::from(u16::from(job.source[0])), job.input);
        out(InternalIp4Address::parse_body(&raw));
        out(InternalIp4Netmask::parse_body(&raw));
        out(InternalIp4Dns::parse_body(&raw));
        out(InternalIp4Nbns::parse_body(&raw));
        out(InternalIp4Dhcp::parse_body(&raw));
        out(InternalIp6Dhcp::parse_body(&raw));
        out(InternalIp4Subnet::parse_body(&raw));
        out(PCscfIp4Address::parse_body(&raw));
        out(PCscfIp6Address::parse_body(&raw));
        out(raw.length_error());
        out(raw.audit());
        out(ApplicationVersion::parse_body(&raw).map(|version| version.as_text()));
        out(HomeAgentAddress::parse_body(&raw));
        out(InternalIp6Address::parse_body(&raw).map(|address| address.address()));
        out(InternalIp6Address::parse_lenient(&raw));
        out(InternalIp6Dns::parse_body(&raw));
        out(InternalIp6Prefix::parse_body(&raw));
        out(InternalIp6Subnet::parse_body(&raw));
        out(Mip6HomePrefix::parse_body(&raw));
        out(SupportedAttributes::parse_body(&raw))
    };
    attribute_parse: |job| {
        let kind = ConfigAttributeType::from(u16::from(job.source[0]));
        out(ConfigAttribute::parse(&RawConfigAttribute::new(kind, job.input)))
    };
    attribute_emit: |job| {
        let kind = ConfigAttributeType::from(u16::from(job.source[0]));
        let raw = RawConfigAttribute::new(kind, job.input);
        let mut writer = Writer::new(job.buffer);
        out(raw.emit(&mut writer));
        let Ok(attribute) = ConfigAttribute::parse(&raw) else { return 0 };
        out(attribute.emit(&mut writer));
        match attribute {
            ConfigAttribute::ApplicationVersion(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::HomeAgentAddress(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::InternalIp6Address(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::InternalIp6Dns(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::InternalIp6Prefix(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::InternalIp6Subnet(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::Mip6HomePrefix(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::SupportedAttributes(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::InternalIp4Address(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::InternalIp4Netmask(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::InternalIp4Dns(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::InternalIp4Nbns(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::InternalIp4Dhcp(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::InternalIp6Dhcp(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::InternalIp4Subnet(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::PCscfIp4Address(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            ConfigAttribute::PCscfIp6Address(attribute) => out((attribute.emit(&mut writer), attribute.emit_body(&mut writer))),
            _ => 0,
        }
    };
    attribute_fields: |job| {
        let mut octets = 0_usize;
        for attribute in ConfigAttributes::new(job.input, 8).iter().flatten() {
            attribute.fields(&mut |field| {
                out(field);
                if let Value::List(list) = field.value {
                    out(list.as_octets());
                    list.iter().for_each(|value| _ = out(value));
                }
                octets ^= field.octets;
            });
        }
        octets
    };
    attribute_from: |job| {
        out(ConfigAttribute::from(Mip6HomePrefix::Assigned(home_prefix(job))));
        out(ConfigAttribute::from(InternalIp6Address::Request));
        out(ConfigAttribute::from(RawConfigAttribute::new(ConfigAttributeType::from(9), job.input)))
    };
    supported_attributes: |job| match SupportedAttributes::from_octets(job.input) {
        Ok(supported) => {
            let kinds = supported.types().fold(0, |sum, kind| sum ^ usize::from(kind.0));
            kinds ^ usize::from(supported.contains(ConfigAttributeType::from(16))) ^ supported.as_octets().len()
        }
        Err(error) => error.offset(),
    };
    home_prefix_attribute: |job| {
        let attribute = Mip6HomePrefix::Assigned(home_prefix(job));
        let cfg_type = CfgType::from(job.source[0]);
        out((attribute.is_proper_in(cfg_type), attribute.asks_in(cfg_type), attribute.assigned_in(cfg_type)))
    };
    prefixes: |job| {
        let prefix = home_prefix(job);
        let Ok(prefix_len) = PrefixLen::try_from(job.source[0]) else { return 0 };
        let other = Ipv6Prefix { prefix: prefix.prefix, prefix_len };
        out((prefix.network(), prefix.has_stray_bits(), other.network(), other.has_stray_bits()));
        out((PrefixLen::new(job.source[1]), prefix_len.get(), u8::from(prefix_len)));
        out((prefix_len.network(prefix.prefix), prefix_len.has_stray_bits(prefix.prefix)))
    };

    identification: |job| {
        let identification = Identification { id_type: IdType::from(job.source[0]), data: job.input };
        let identity = mip6_wire::MnIdentity::from_octets(job.input);
        out((identification.identity().map(|identity| identity.id_type()), identification.matches(identity), identity.fqdn().is_ok_and(|name| identification.matches_fqdn(name))))
    };
    identification_fqdn: |job| match core::str::from_utf8(job.input) {
        Ok(name) => out(Identification::fqdn(name)),
        Err(_) => 0,
    };
    notify: |job| {
        let notify_type = NotifyType::from(u16::from(job.source[0]));
        let kind = PayloadType::from(job.source[1]);
        out(Notify::new(notify_type, job.input));
        out(Notify::unsupported_critical_payload(&kind).data.len());
        out((notify_type.is_error(), notify_type.is_status(), notify_type.is_private_use()))
    };
    ikev2_code_points: |job| {
        let octet = job.source[0];
        let number = u16::from(octet);
        let (kind, cfg_type, id_type) = (PayloadType::from(octet), CfgType::from(octet), IdType::from(octet));
        let (attribute, notify) = (ConfigAttributeType::from(number), NotifyType::from(number));
        let protocol = ProtocolId::from(octet);
        out((kind.name(), cfg_type.name(), id_type.name(), attribute.name(), notify.name(), protocol.name()));
        out((u8::from(kind), u8::from(cfg_type), u8::from(id_type), u16::from(attribute), u16::from(notify)));
        out((kind.is_mandatory(), kind.is_encrypted(), kind.source(), attribute.source(), attribute.is_private_use()));
        usize::from(PayloadFlags::from_bits_retain(octet).reserved_bits())
    };

    build_request: |job| request_home_prefix(PayloadsBuilder::new(job.buffer))
        .and_then(PayloadsBuilder::finish)
        .map_or(0, |payloads| payloads.as_octets().len());
    build_reply: |job| {
        let prefix = home_prefix(job);
        PayloadsBuilder::new(job.buffer)
            .configuration(CfgType::REPLY)
            .and_then(|builder| builder.attribute(&Mip6HomePrefix::Assigned(prefix)))
            .and_then(|builder| builder.end())
            .and_then(PayloadsBuilder::finish)
            .map_or(0, |payloads| payloads.as_octets().len())
    };
    build_notify: |job| PayloadsBuilder::new(job.buffer)
        .payload(&Notify::USE_ASSIGNED_HOA)
        .and_then(PayloadsBuilder::finish)
        .map_or(0, |payloads| payloads.as_octets().len());
    build_payloads: |job| {
        let payloads = chain(job);
        let mut builder = PayloadsBuilder::new(job.buffer);
        for payload in payloads.iter().flatten() {
            builder = match builder.any_payload(&payload) {
                Ok(builder) => builder,
                Err(error) => return error.offset(),
            };
        }
        for payload in payloads.raw().flatten() {
            builder = match builder.raw(&payload) {
                Ok(builder) => builder,
                Err(error) => return error.offset(),
            };
        }
        let Ok(builder) = builder.verbatim(payloads) else { return 0 };
        builder.finish().map_or(0, |payloads| payloads.as_octets().len())
    };
    build_attributes: |job| {
        let attributes = ConfigAttributes::new(job.input, 8);
        let Ok(mut builder) = PayloadsBuilder::new(job.buffer).configuration(CfgType::SET) else { return 0 };
        for attribute in attributes.iter().flatten() {
            builder = match builder.any_attribute(&attribute) {
                Ok(builder) => builder,
                Err(error) => return error.offset(),
            };
        }
        for attribute in attributes.raw().flatten() {
            builder = match builder.raw(&attribute) {
                Ok(builder) => builder,
                Err(error) => return error.offset(),
            };
        }
        let Ok(builder) = builder.verbatim(attributes) else { return 0 };
        builder.end().and_then(PayloadsBuilder::finish).map_or(0, |payloads| payloads.as_octets().len())
    };
    measure_payloads: |job| {
        let notify = Notify::new(NotifyType::USE_ASSIGNED_HOA, job.input);
        PayloadsBuilder::measuring().payload(&notify).map_or(0, PayloadsBuilder::measure)
    };
}
