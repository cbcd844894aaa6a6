//! The crate under test.
//!
//! Every row is a [`RowFn`](crate::rows::RowFn): `fn(&[u8], &mut [u8]) -> u64`.
//! It returns `REJECT` for octets that it does not accept and else the digest of
//! its job. Only the public API is used, the way that its documentation shows.

use crate::fields::{
    self, ALTERNATE, AUTHORIZATION, Binding, DNS, NONCES, REJECT, Update, UpdateFields,
    config_fields, registered, update_fields,
};
use crate::limit;
use crate::rows::Scope::{Same, SameInputs};
use crate::rows::{Row, ours};
use core::net::Ipv6Addr;
use mip6_wire::bootstrap::{
    DnsAction, DnsUpdateDecision, DnsUpdateOutcome, dns_update_decision, initiator_name,
};
use mip6_wire::ikev2::{
    CfgType, ConfigAttribute, Configuration, HomePrefix, IdType, Identification,
    InternalIp6Address, InternalIp6Dns, Mip6HomePrefix, Notify, PayloadBody, PayloadFlags,
    PayloadType, Payloads, PayloadsBuilder, PrefixLen, RawPayload,
};
use mip6_wire::ipv6::MobilityPacket;
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingRefreshRequest, BindingStatus,
    BindingUpdate, BindingUpdateFlags, Lifetime,
};
use mip6_wire::option::{
    AlternateCareOfAddress, BindingAuthorizationData, DnsUpdate, DnsUpdateFlags, DnsUpdateStatus,
    NonceIndices,
};
use mip6_wire::{
    ChecksumAddresses, EmitError, Fqdn, MessageBuilder, MnIdentity, MobilityHeader, MobilityOption,
    Options, ParseError, receive,
};
use std::sync::LazyLock;

/// All of them; the job of each is described in `rows.rs`.
///
/// Every iterator has at least two call sites in this program, as it has with most users: `next` is inlined for free
/// only where it has one.
pub const ROWS: &[Row] = &[
    ours("parse", "parse_select", Same, parse_select),
    ours("parse", "parse_select_result", Same, parse_select_result),
    ours("parse", "parse_iter", Same, parse_iter),
    ours(
        "parse",
        "parse_iter_lenient",
        SameInputs("passes over malformed options; of several the last counts"),
        parse_iter_lenient,
    ),
    ours("find_dns", "parse_find_dns", Same, parse_find_dns),
    ours("message", "parse_message_only", Same, parse_message_only),
    ours("parse_checksum", "parse_select_checksum", Same, parse_select_checksum),
    ours("mix256", "mix256_select", Same, mix256_select),
    ours("mix256", "mix256_iter", Same, mix256_iter),
    ours("walk", "walk_raw", SameInputs("nothing behind Binding Authorization Data"), walk_raw),
    ours("walk", "walk_raw_iter", Same, walk_raw_iter),
    ours("walk", "walk_raw_fold", Same, walk_raw_fold),
    ours("checksum", "checksum", Same, checksum),
    ours("emit", "emit", Same, emit),
    ours("emit_checksum", "emit_checksum", Same, emit_checksum),
    ours("cp_emit", "emit_cp_reply", Same, emit_cp_reply),
    ours("cp", "cp_reply", Same, cp_reply),
    ours(
        "cp",
        "cp_reply_lenient",
        SameInputs("passes over malformed attributes"),
        cp_reply_lenient,
    ),
    ours("notify", "notify", Same, notify),
    ours("text_to_labels", "text_to_labels", Same, text_to_labels),
    ours("labels_check", "labels_check", Same, labels_check),
    ours("labels_to_text", "labels_to_text", Same, labels_to_text),
    ours("ipv6_walk", "ipv6_walk", Same, ipv6_walk),
    ours("home_agent", "home_agent", Same, home_agent),
    ours("growth_iter", "growth_iter", Same, growth_iter),
    ours("growth_select", "growth_select", Same, growth_select),
    ours("growth_audit", "growth_audit", Same, growth_audit),
];

#[inline(always)]
fn addresses() -> ChecksumAddresses {
    ChecksumAddresses::new((*limit::source()).into(), (*limit::destination()).into())
}

#[inline(always)]
fn selected(input: &[u8]) -> Result<Update<'_>, ParseError> {
    let update = MobilityHeader::parse(input)?.read::<BindingUpdate<'_>>()?;
    let mut unknown = 0;
    let (alternate, nonces, dns, data) = update.options.select_with::<(
        AlternateCareOfAddress,
        NonceIndices,
        DnsUpdate<'_>,
        BindingAuthorizationData<'_>,
    )>(|_| unknown += 1)?;
    let alternate = alternate.map(|option| fields::halves(&option.care_of_address.octets()));
    Ok(Update {
        sequence: update.sequence,
        flags: update.flags.bits(),
        lifetime: update.lifetime.0,
        alternate,
        nonces: nonces.map(|option| (option.home, option.care_of)),
        dns: dns.map(|option| (option.status.0, option.is_removal(), option.identity.as_octets())),
        authenticator: data.map(|option| option.authenticator),
        unknown,
    })
}

#[inline(always)]
fn digest(input: &[u8], update: Result<Update<'_>, ParseError>) -> u64 {
    update.map_or(REJECT, |update| update.digest(input))
}

fn parse_select(input: &[u8], _: &mut [u8]) -> u64 {
    digest(input, selected(input))
}

/// A function of the user's that returns what `select` found, all of it, through memory.
#[inline(never)]
fn returned(input: &[u8]) -> Result<Update<'_>, ParseError> {
    selected(input)
}

fn parse_select_result(input: &[u8], _: &mut [u8]) -> u64 {
    digest(input, returned(input))
}

fn parse_select_checksum(input: &[u8], _: &mut [u8]) -> u64 {
    match MobilityHeader::parse(input) {
        Ok(header) if header.checksum_ok(&addresses()) => digest(input, selected(input)),
        _ => REJECT,
    }
}

fn parse_iter(input: &[u8], _: &mut [u8]) -> u64 {
    iterated(input).unwrap_or(REJECT)
}

/// Keeps a single option; a second one of its type is refused.
#[inline(always)]
fn once<T>(slot: &mut Option<T>, option: T) -> Option<()> {
    match slot.replace(option) {
        None => Some(()),
        Some(_) => None,
    }
}

#[inline(always)]
fn iterated(input: &[u8]) -> Option<u64> {
    let header = MobilityHeader::parse(input).ok()?;
    let update = header.read::<BindingUpdate<'_>>().ok()?;
    let (mut alternate, mut nonces, mut dns, mut data) = (None, None, None, None);
    let mut unknown = 0;
    for option in update.options {
        match option.ok()? {
            MobilityOption::AlternateCareOfAddress(option) => once(&mut alternate, option)?,
            MobilityOption::NonceIndices(option) => once(&mut nonces, option)?,
            MobilityOption::DnsUpdate(option) => once(&mut dns, option)?,
            MobilityOption::BindingAuthorizationData(option) => once(&mut data, option)?,
            _ => unknown += 1,
        }
    }
    let alternate = alternate.map(|option| fields::halves(&option.care_of_address.octets()));
    Some(
        Update {
            sequence: update.sequence,
            flags: update.flags.bits(),
            lifetime: update.lifetime.0,
            alternate,
            nonces: nonces.map(|option| (option.home, option.care_of)),
            dns: dns
                .map(|option| (option.status.0, option.is_removal(), option.identity.as_octets())),
            authenticator: data.map(|option| option.authenticator),
            unknown,
        }
        .digest(input),
    )
}

/// Whatever can be read of the options.
fn parse_iter_lenient(input: &[u8], _: &mut [u8]) -> u64 {
    let header = MobilityHeader::parse(input);
    let Ok(update) = header.and_then(|header| header.read::<BindingUpdate<'_>>()) else {
        return REJECT;
    };
    let mut found = Update {
        sequence: update.sequence,
        flags: update.flags.bits(),
        lifetime: update.lifetime.0,
        ..Update::default()
    };
    for option in update.options.iter().flatten() {
        match option {
            MobilityOption::AlternateCareOfAddress(option) => {
                found.alternate = Some(fields::halves(&option.care_of_address.octets()));
            }
            MobilityOption::NonceIndices(option) => {
                found.nonces = Some((option.home, option.care_of));
            }
            MobilityOption::DnsUpdate(option) => {
                let identity = option.identity.as_octets();
                found.dns = Some((option.status.0, option.is_removal(), identity));
            }
            MobilityOption::BindingAuthorizationData(option) => {
                found.authenticator = Some(option.authenticator);
            }
            _ => found.unknown += 1,
        }
    }
    found.digest(input)
}

fn parse_find_dns(input: &[u8], _: &mut [u8]) -> u64 {
    let found = || {
        let update = MobilityHeader::parse(input)?.read::<BindingUpdate<'_>>()?;
        update.options.find::<DnsUpdate<'_>>()
    };
    match found() {
        Ok(None) => 0,
        Ok(Some(dns)) => {
            fields::dns_digest(input, dns.status.0, dns.is_removal(), dns.identity.as_octets())
        }
        Err(_) => REJECT,
    }
}

fn parse_message_only(input: &[u8], _: &mut [u8]) -> u64 {
    match MobilityHeader::parse(input).and_then(|header| header.read::<BindingUpdate<'_>>()) {
        Ok(update) => fields::fixed_digest(update.sequence, update.flags.bits(), update.lifetime.0),
        Err(_) => REJECT,
    }
}

fn mix256_select(input: &[u8], _: &mut [u8]) -> u64 {
    let mut rest = input;
    let mut sum = 0_u64;
    while let Some((length, tail)) = rest.split_first_chunk() {
        let (message, tail) = tail.split_at(u16::from_le_bytes(*length).into());
        sum = sum.wrapping_add(digest(message, selected(message)));
        rest = tail;
    }
    sum
}

fn mix256_iter(input: &[u8], _: &mut [u8]) -> u64 {
    let mut rest = input;
    let mut sum = 0_u64;
    while let Some((length, tail)) = rest.split_first_chunk() {
        let (message, tail) = tail.split_at(u16::from_le_bytes(*length).into());
        sum = sum.wrapping_add(iterated(message).unwrap_or(REJECT));
        rest = tail;
    }
    sum
}

fn walk_raw(input: &[u8], _: &mut [u8]) -> u64 {
    let mut sum = 0_u64;
    let walked = Options::new(input, 0).select_with::<()>(|option| {
        sum = sum.wrapping_add(fields::walk_digest(option.option_type.0, option.body.len()));
    });
    walked.map_or(REJECT, |()| sum)
}

/// By the iterator over options as they are, padding among them.
fn walk_raw_iter(input: &[u8], _: &mut [u8]) -> u64 {
    let mut sum = 0_u64;
    for option in Options::new(input, 0).raw() {
        let Ok(option) = option else {
            return REJECT;
        };
        if !option.option_type.is_padding() {
            sum = sum.wrapping_add(fields::walk_digest(option.option_type.0, option.body.len()));
        }
    }
    sum
}

/// The same in adapters.
fn walk_raw_fold(input: &[u8], _: &mut [u8]) -> u64 {
    Options::new(input, 0)
        .raw()
        .filter(|option| !option.is_ok_and(|option| option.option_type.is_padding()))
        .try_fold(0_u64, |sum, option| {
            let option = option.ok()?;
            let digest = fields::walk_digest(option.option_type.0, option.body.len());
            Some(sum.wrapping_add(digest))
        })
        .unwrap_or(REJECT)
}

fn checksum(input: &[u8], _: &mut [u8]) -> u64 {
    MobilityHeader::parse(input)
        .map_or(REJECT, |header| addresses().checksum(header.as_octets()).into())
}

#[inline(always)]
fn built<'b>(set: &UpdateFields, out: &'b mut [u8]) -> Result<MessageBuilder<'b>, EmitError> {
    let update = BindingUpdate {
        sequence: set.sequence,
        flags: BindingUpdateFlags::from_bits_retain(set.flags),
        lifetime: Lifetime(set.lifetime),
        options: Options::EMPTY,
    };
    let mut builder = MessageBuilder::new(out, &update)?;
    if set.present & ALTERNATE != 0 {
        let care_of_address = Ipv6Addr::from(set.alternate);
        builder = builder.option(&AlternateCareOfAddress { care_of_address })?;
    }
    if set.present & NONCES != 0 {
        let (home, care_of) = (set.home_nonce, set.care_of_nonce);
        builder = builder.option(&NonceIndices { home, care_of })?;
    }
    if set.present & DNS != 0 {
        builder = builder.option(&DnsUpdate {
            status: DnsUpdateStatus(set.dns_status),
            flags: DnsUpdateFlags::from_bits_retain(set.dns_flags),
            identity: MnIdentity::from_octets(set.name()),
        })?;
    }
    if set.present & AUTHORIZATION != 0 {
        let authenticator = set.authenticator();
        builder = builder.any_option(&BindingAuthorizationData { authenticator }.into())?;
    }
    Ok(builder)
}

fn emit(input: &[u8], out: &mut [u8]) -> u64 {
    built(update_fields(input), out)
        .and_then(MessageBuilder::finish_without_checksum)
        .map_or(REJECT, |octets| octets.len() as u64)
}

fn emit_checksum(input: &[u8], out: &mut [u8]) -> u64 {
    built(update_fields(input), out)
        .and_then(|builder| builder.finish(&addresses()))
        .map_or(REJECT, |octets| octets.len() as u64)
}

fn emit_cp_reply(input: &[u8], out: &mut [u8]) -> u64 {
    let set = config_fields(input);
    let build = |out| -> Result<_, EmitError> {
        let length = |bits| PrefixLen::new(bits).unwrap_or(PrefixLen::P64);
        let mut reply = PayloadsBuilder::new(out).configuration(CfgType::REPLY)?;
        if set.has_address {
            reply = reply.attribute(&InternalIp6Address::Address {
                address: set.address.into(),
                prefix_len: length(set.address_length),
            })?;
        }
        reply = reply.attribute(&Mip6HomePrefix::Assigned(HomePrefix {
            lifetime: set.lifetime,
            prefix: set.home_prefix.into(),
            prefix_len: length(set.home_prefix_length),
        }))?;
        if set.has_dns {
            reply = reply.attribute(&InternalIp6Dns::Address(set.dns.into()))?;
        }
        reply.end()?.finish()
    };
    build(out).map_or(REJECT, |payloads: Payloads<'_>| payloads.as_octets().len() as u64)
}

fn cp_reply(input: &[u8], _: &mut [u8]) -> u64 {
    let read = || -> Result<u64, ParseError> {
        let payload = RawPayload::parse(PayloadType::CONFIGURATION, input)?;
        let critical = payload.flags.contains(PayloadFlags::CRITICAL);
        let reply = Configuration::parse_body(&payload)?;
        let mut digest = fields::cp_digest(payload.next.0, critical, reply.cfg_type.0);
        for attribute in reply.attributes {
            digest = match attribute? {
                ConfigAttribute::InternalIp6Address(InternalIp6Address::Request) => {
                    fields::cp_address(digest, None)
                }
                ConfigAttribute::InternalIp6Address(InternalIp6Address::Address {
                    address,
                    prefix_len,
                }) => fields::cp_address(digest, Some((&address.octets(), prefix_len.get()))),
                ConfigAttribute::Mip6HomePrefix(Mip6HomePrefix::Request) => {
                    fields::cp_home_prefix(digest, None)
                }
                ConfigAttribute::Mip6HomePrefix(Mip6HomePrefix::Assigned(assigned)) => {
                    let HomePrefix { lifetime, prefix, prefix_len } = assigned;
                    let value = (lifetime, &prefix.octets(), prefix_len.get());
                    fields::cp_home_prefix(digest, Some(value))
                }
                ConfigAttribute::InternalIp6Dns(InternalIp6Dns::Request) => {
                    fields::cp_dns(digest, None)
                }
                ConfigAttribute::InternalIp6Dns(InternalIp6Dns::Address(address)) => {
                    fields::cp_dns(digest, Some(&address.octets()))
                }
                ConfigAttribute::Unknown(attribute) => {
                    fields::cp_other(digest, attribute.attribute_type.0, attribute.body.len())
                }
                _ => return Ok(REJECT),
            };
        }
        Ok(digest)
    };
    read().unwrap_or(REJECT)
}

/// Whatever can be read of the attributes.
fn cp_reply_lenient(input: &[u8], _: &mut [u8]) -> u64 {
    let payload = RawPayload::parse(PayloadType::CONFIGURATION, input);
    let Ok(payload) = payload else {
        return REJECT;
    };
    let critical = payload.flags.contains(PayloadFlags::CRITICAL);
    let Ok(reply) = Configuration::parse_body(&payload) else {
        return REJECT;
    };
    let start = fields::cp_digest(payload.next.0, critical, reply.cfg_type.0);
    reply.attributes.iter().flatten().fold(start, |digest, attribute| match attribute {
        ConfigAttribute::InternalIp6Address(InternalIp6Address::Address {
            address,
            prefix_len,
        }) => fields::cp_address(digest, Some((&address.octets(), prefix_len.get()))),
        ConfigAttribute::Mip6HomePrefix(Mip6HomePrefix::Assigned(assigned)) => {
            let prefix = assigned.prefix.octets();
            let value = (assigned.lifetime, &prefix, assigned.prefix_len.get());
            fields::cp_home_prefix(digest, Some(value))
        }
        ConfigAttribute::InternalIp6Dns(InternalIp6Dns::Address(address)) => {
            fields::cp_dns(digest, Some(&address.octets()))
        }
        _ => digest,
    })
}

fn notify(input: &[u8], _: &mut [u8]) -> u64 {
    let payload = RawPayload::parse(PayloadType::NOTIFY, input);
    match payload.and_then(|payload| Notify::parse_body(&payload)) {
        Ok(notify) => fields::notify_digest(
            input,
            notify.protocol_id.0,
            notify.spi,
            notify.notify_type.0,
            notify.data,
        ),
        Err(_) => REJECT,
    }
}

fn text_to_labels(input: &[u8], out: &mut [u8]) -> u64 {
    match Fqdn::from_text_octets(input) {
        Ok(name) => name.to_labels(out).map_or(REJECT, |octets| octets.len() as u64),
        Err(_) => REJECT,
    }
}

fn labels_check(input: &[u8], _: &mut [u8]) -> u64 {
    Fqdn::from_labels(input).map_or(REJECT, |name| name.text_len() as u64)
}

fn labels_to_text(input: &[u8], out: &mut [u8]) -> u64 {
    match Fqdn::from_labels(input) {
        Ok(name) => name.to_text_octets(out).map_or(REJECT, |octets| octets.len() as u64),
        Err(_) => REJECT,
    }
}

/// The walk to the Mobility Header.
fn ipv6_walk(input: &[u8], _: &mut [u8]) -> u64 {
    MobilityPacket::parse(input).map_or(REJECT, |packet| {
        let home_address = packet.home_address().octets();
        fields::packet_digest(input, packet.unverified(), &home_address)
    })
}

/// The home agent's path, from the packet to the acknowledgement.
fn home_agent(input: &[u8], out: &mut [u8]) -> u64 {
    answer(input, out).unwrap_or(REJECT)
}

/// The name that the mobile node was authenticated with: checked once, when its IKE SA was set up.
static AUTHORIZED: LazyLock<Option<Fqdn<'static>>> = LazyLock::new(|| {
    initiator_name(&Identification { id_type: IdType::FQDN, data: registered().name() })
});

#[inline(always)]
fn answer(input: &[u8], out: &mut [u8]) -> Option<u64> {
    let known = registered();
    let packet = MobilityPacket::parse(input).ok()?;
    let addresses = packet.checksum_addresses();
    let header = receive(packet.unverified(), &addresses).ok()?;
    let update = header.read::<BindingUpdate<'_>>().ok()?;
    if !update.flags.contains(BindingUpdateFlags::HOME_REGISTRATION) {
        return None;
    }
    let (alternate, dns) =
        update.options.select::<(AlternateCareOfAddress, DnsUpdate<'_>)>().ok()?;
    let decision = dns_update_decision(
        &update,
        BindingStatus::ACCEPTED,
        dns,
        packet.home_address(),
        *AUTHORIZED,
    );
    let (dns_action, answer) = match decision {
        DnsUpdateDecision::NotAsked => (fields::NOTHING, None),
        DnsUpdateDecision::Perform(task) => {
            let action = match task.action {
                DnsAction::CreateOrUpdate => fields::CREATE,
                DnsAction::Remove => fields::REMOVE,
            };
            (action, Some(task.reply(DnsUpdateOutcome::Performed)))
        }
        DnsUpdateDecision::Refuse(answer) => (fields::REFUSED, Some(answer)),
    };
    let status = answer.map_or(DnsUpdateStatus::PERFORMED, |answer| answer.status);
    let acknowledgement = BindingAcknowledgement {
        status: BindingStatus::ACCEPTED,
        flags: BindingAcknowledgementFlags::empty(),
        sequence: update.sequence,
        lifetime: update.lifetime.min(Lifetime(known.granted)),
        options: Options::EMPTY,
    };
    let (stored, reply) = out.split_first_chunk_mut()?;
    Binding {
        home_address: &packet.home_address().octets(),
        care_of_address: &packet.care_of_address(alternate).octets(),
        lifetime: acknowledgement.lifetime.0,
        dns_action,
        dns_status: status.0,
    }
    .store(stored);
    if !update.flags.contains(BindingUpdateFlags::ACKNOWLEDGE) {
        return Some(Binding::OCTETS as u64);
    }
    let mut builder = MessageBuilder::new(reply, &acknowledgement).ok()?;
    if let Some(option) = answer {
        builder = builder.option(&option).ok()?;
    }
    let reply = builder.finish(&addresses.reversed()).ok()?;
    Some((Binding::OCTETS + reply.len()) as u64)
}

/// The options of a Binding Refresh Request, whatever is in them.
#[inline(always)]
fn shape(input: &[u8]) -> Option<Options<'_>> {
    let header = MobilityHeader::parse(input).ok()?;
    Some(header.read::<BindingRefreshRequest<'_>>().ok()?.options)
}

fn growth_iter(input: &[u8], _: &mut [u8]) -> u64 {
    shape(input).map_or(REJECT, |options| {
        options
            .iter()
            .fold(0_u64, |sum, option| sum.wrapping_add(if option.is_ok() { 1 } else { 1 << 32 }))
    })
}

fn growth_select(input: &[u8], _: &mut [u8]) -> u64 {
    shape(input).map_or(REJECT, |options| {
        let mut other = 0_u64;
        let found = options.select_with::<(
            AlternateCareOfAddress,
            NonceIndices,
            DnsUpdate<'_>,
            BindingAuthorizationData<'_>,
        )>(|_| other = other.wrapping_add(1));
        other << 1 | u64::from(found.is_ok())
    })
}

fn growth_audit(input: &[u8], _: &mut [u8]) -> u64 {
    MobilityHeader::parse(input).map_or(REJECT, |header| header.audit().bits().into())
}
