//! The crate under test. A row that is `None` is left out of every command.
//!
//! Every row is a [`RowFn`](crate::rows::RowFn): `fn(&[u8], &mut [u8]) -> u64`.
//! It returns `REJECT` for octets that it does not accept and else the digest of
//! its job. Only the public API is used, the way that its documentation shows.

use crate::fields::{
    self, ALTERNATE, AUTHORIZATION, DNS, NONCES, REJECT, Update, UpdateFields, config_fields,
    update_fields,
};
use crate::limit;
use crate::rows::{RowFn, Scope};
use core::net::Ipv6Addr;
use mip6_wire::ikev2::{
    CfgType, ConfigAttribute, Configuration, HomePrefix, InternalIp6Address, InternalIp6Dns,
    Mip6HomePrefix, Notify, PayloadBody, PayloadFlags, PayloadType, Payloads, PayloadsBuilder,
    PrefixLen, RawPayload,
};
use mip6_wire::message::{BindingUpdate, BindingUpdateFlags, Lifetime};
use mip6_wire::option::{
    AlternateCareOfAddress, BindingAuthorizationData, DnsUpdate, DnsUpdateFlags, DnsUpdateStatus,
    NonceIndices,
};
use mip6_wire::{
    ChecksumAddresses, EmitError, Fqdn, MessageBuilder, MnIdentity, MobilityHeader, MobilityOption,
    Options, ParseError,
};

/// A row to be filled.
pub struct Ours {
    pub name: &'static str,
    pub job: &'static str,
    pub run: Option<RowFn>,
    /// Whether the row accepts what the limit of the job does, octet for octet.
    pub scope: Scope,
}

const fn row(name: &'static str, job: &'static str, run: RowFn) -> Ours {
    Ours {
        name,
        job,
        run: Some(run),
        scope: Scope::Same,
    }
}

/// All of them; the job of each is described in `rows.rs`.
pub const ROWS: [Ours; 16] = [
    row("parse_select", "parse", parse_select),
    row("parse_iter", "parse", parse_iter),
    row("parse_find_dns", "find_dns", parse_find_dns),
    row("parse_message_only", "message", parse_message_only),
    row(
        "parse_select_checksum",
        "parse_checksum",
        parse_select_checksum,
    ),
    row("mix256_select", "mix256", mix256_select),
    Ours {
        scope: Scope::SameInputs("nothing behind Binding Authorization Data"),
        ..row("walk_raw", "walk", walk_raw)
    },
    row("checksum", "checksum", checksum),
    row("emit", "emit", emit),
    row("emit_checksum", "emit_checksum", emit_checksum),
    row("emit_cp_reply", "cp_emit", emit_cp_reply),
    row("cp_reply", "cp", cp_reply),
    row("notify", "notify", notify),
    row("text_to_labels", "text_to_labels", text_to_labels),
    row("labels_check", "labels_check", labels_check),
    row("labels_to_text", "labels_to_text", labels_to_text),
];

#[inline(always)]
fn addresses() -> ChecksumAddresses {
    ChecksumAddresses::new((*limit::source()).into(), (*limit::destination()).into())
}

#[inline(always)]
fn selected(input: &[u8]) -> Result<u64, ParseError> {
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
        dns: dns.map(|option| {
            (
                option.status.0,
                option.is_removal(),
                option.identity.as_octets(),
            )
        }),
        authenticator: data.map(|option| option.authenticator),
        unknown,
    }
    .digest(input))
}

fn parse_select(input: &[u8], _: &mut [u8]) -> u64 {
    selected(input).unwrap_or(REJECT)
}

fn parse_select_checksum(input: &[u8], _: &mut [u8]) -> u64 {
    match MobilityHeader::parse(input) {
        Ok(header) if header.checksum_ok(&addresses()) => selected(input).unwrap_or(REJECT),
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
            dns: dns.map(|option| {
                (
                    option.status.0,
                    option.is_removal(),
                    option.identity.as_octets(),
                )
            }),
            authenticator: data.map(|option| option.authenticator),
            unknown,
        }
        .digest(input),
    )
}

fn parse_find_dns(input: &[u8], _: &mut [u8]) -> u64 {
    let found = || {
        let update = MobilityHeader::parse(input)?.read::<BindingUpdate<'_>>()?;
        update.options.find::<DnsUpdate<'_>>()
    };
    match found() {
        Ok(None) => 0,
        Ok(Some(dns)) => fields::dns_digest(
            input,
            dns.status.0,
            dns.is_removal(),
            dns.identity.as_octets(),
        ),
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
        sum = sum.wrapping_add(selected(message).unwrap_or(REJECT));
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

fn checksum(input: &[u8], _: &mut [u8]) -> u64 {
    MobilityHeader::parse(input).map_or(REJECT, |header| {
        addresses().checksum(header.as_octets()).into()
    })
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
    build(out).map_or(REJECT, |payloads: Payloads<'_>| {
        payloads.as_octets().len() as u64
    })
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
                    let HomePrefix {
                        lifetime,
                        prefix,
                        prefix_len,
                    } = assigned;
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
        Ok(name) => name
            .to_labels(out)
            .map_or(REJECT, |octets| octets.len() as u64),
        Err(_) => REJECT,
    }
}

fn labels_check(input: &[u8], _: &mut [u8]) -> u64 {
    Fqdn::from_labels(input).map_or(REJECT, |name| name.text_len() as u64)
}

fn labels_to_text(input: &[u8], out: &mut [u8]) -> u64 {
    match Fqdn::from_labels(input) {
        Ok(name) => name
            .to_text_octets(out)
            .map_or(REJECT, |octets| octets.len() as u64),
        Err(_) => REJECT,
    }
}
