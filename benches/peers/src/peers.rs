//! Published crates doing what they can of the jobs, and what a user would
//! write first with nom 8. Safe code.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::Ipv6Addr;

use domain::base::Name as DomainName;
use domain::base::name::NameBuilder;
use domain::dep::octseq::array::Array;
use hickory_proto::rr::Name as HickoryName;
use hickory_proto::serialize::binary::{BinDecodable, BinDecoder, BinEncodable, BinEncoder};
use ipsec_parser as ipsec;
use smoltcp::wire as smol;

use crate::fields::{
    ALTERNATE, AUTHORIZATION, DNS, NONCES, REJECT, Update, UpdateFields, cp_address, cp_digest,
    cp_dns, cp_home_prefix, cp_other, halves, notify_digest, packet_digest, update_fields,
    walk_digest,
};
use crate::limit::{destination, source};

fn source_address() -> Ipv6Addr {
    Ipv6Addr::from(*source())
}

fn destination_address() -> Ipv6Addr {
    Ipv6Addr::from(*destination())
}

/// A message of the blob after another.
fn each(mut input: &[u8], parse: impl Fn(&[u8]) -> u64) -> u64 {
    let mut sum = 0u64;
    while let Some((length, rest)) = input.split_first_chunk() {
        let Some((message, rest)) = rest.split_at_checked(u16::from_le_bytes(*length).into())
        else {
            return REJECT;
        };
        sum = sum.wrapping_add(parse(message));
        input = rest;
    }
    sum
}

/// nom 8 as the tutorials have it: `be_u8`, `take`, the default error.
mod naive {
    use nom::bytes::complete::take;
    use nom::error::{Error, ErrorKind};
    use nom::multi::many0;
    use nom::number::complete::{be_u8, be_u16, be_u32};
    use nom::{Err, IResult, Parser};

    pub enum Opt<'a> {
        Pad,
        Alternate(&'a [u8; 16]),
        Nonces(u16, u16),
        Authorization(&'a [u8]),
        Dns(u8, bool, &'a [u8]),
        Unknown(u8, &'a [u8]),
    }

    pub fn fail<T>(input: &[u8]) -> IResult<&[u8], T> {
        Err(Err::Error(Error::new(input, ErrorKind::Verify)))
    }

    #[inline(always)]
    pub fn address(input: &[u8]) -> IResult<&[u8], &[u8; 16]> {
        let (input, octets) = take(16usize)(input)?;
        match octets.try_into() {
            Ok(address) => Ok((input, address)),
            Err(_) => fail(input),
        }
    }

    /// The parser that the rows share, a call from each.
    #[inline(never)]
    pub fn option(input: &[u8]) -> IResult<&[u8], Opt<'_>> {
        option_inlined(input)
    }

    #[inline(always)]
    pub fn option_inlined(input: &[u8]) -> IResult<&[u8], Opt<'_>> {
        let (input, kind) = be_u8(input)?;
        if kind == 0 {
            return Ok((input, Opt::Pad));
        }
        let (input, length) = be_u8(input)?;
        let (input, data) = take(length)(input)?;
        let (left, option) = match kind {
            1 => (&data[..0], Opt::Pad),
            3 => {
                let (left, value) = address(data)?;
                (left, Opt::Alternate(value))
            }
            4 => {
                let (left, (home, care_of)) = (be_u16, be_u16).parse(data)?;
                (left, Opt::Nonces(home, care_of))
            }
            5 => (&data[..0], Opt::Authorization(data)),
            17 => {
                let (name, (status, flags)) = (be_u8, be_u8).parse(data)?;
                (&data[..0], Opt::Dns(status, flags & 0x80 != 0, name))
            }
            _ => (&data[..0], Opt::Unknown(kind, data)),
        };
        if !left.is_empty() {
            return fail(left);
        }
        Ok((input, option))
    }

    pub fn options(input: &[u8]) -> IResult<&[u8], Vec<Opt<'_>>> {
        many0(option).parse(input)
    }

    /// Sequence, flags, lifetime; the options are what is left.
    #[inline(always)]
    pub fn header(input: &[u8]) -> IResult<&[u8], (u16, u16, u16)> {
        let whole = input.len();
        let (input, proto) = be_u8(input)?;
        let (input, length) = be_u8(input)?;
        let (input, kind) = be_u8(input)?;
        let (input, _reserved) = be_u8(input)?;
        let (input, _checksum) = be_u16(input)?;
        let (input, fields) = (be_u16, be_u16, be_u16).parse(input)?;
        let length = (usize::from(length) + 1) * 8;
        if proto != 59 || kind != 5 || length != whole || length < 16 {
            return fail(input);
        }
        Ok((input, fields))
    }

    pub enum Attribute<'a> {
        Address(Option<(&'a [u8; 16], u8)>),
        HomePrefix(Option<(u32, &'a [u8; 16], u8)>),
        Dns(Option<&'a [u8; 16]>),
        Other(u16, usize),
    }

    pub fn attribute(input: &[u8]) -> IResult<&[u8], Attribute<'_>> {
        let (input, kind) = be_u16(input)?;
        let kind = kind & 0x7fff;
        let (input, length) = be_u16(input)?;
        let (input, value) = take(length)(input)?;
        let (left, attribute) = match (kind, length) {
            (8, 0) => (value, Attribute::Address(None)),
            (10, 0) => (value, Attribute::Dns(None)),
            (16, 0) => (value, Attribute::HomePrefix(None)),
            (8, _) => {
                let (left, (address, prefix)) = (address, be_u8).parse(value)?;
                if prefix > 128 {
                    return fail(value);
                }
                (left, Attribute::Address(Some((address, prefix))))
            }
            (10, _) => {
                let (left, address) = address(value)?;
                (left, Attribute::Dns(Some(address)))
            }
            (16, _) => {
                let (left, (lifetime, prefix, length)) = (be_u32, address, be_u8).parse(value)?;
                if length > 128 {
                    return fail(value);
                }
                (left, Attribute::HomePrefix(Some((lifetime, prefix, length))))
            }
            _ => (&value[..0], Attribute::Other(kind, value.len())),
        };
        if !left.is_empty() {
            return fail(left);
        }
        Ok((input, attribute))
    }

    /// Next Payload, Critical, CFG Type; the attributes are what is left.
    pub fn configuration(input: &[u8]) -> IResult<&[u8], (u8, bool, u8)> {
        let whole = input.len();
        let (input, (next, critical, length)) = (be_u8, be_u8, be_u16).parse(input)?;
        let (input, (cfg_type, _reserved)) = (be_u8, take(3usize)).parse(input)?;
        if usize::from(length) != whole {
            return fail(input);
        }
        Ok((input, (next, critical & 0x80 != 0, cfg_type)))
    }

    /// Protocol, SPI, type, data.
    pub type Notify<'a> = (u8, &'a [u8], u16, &'a [u8]);

    pub fn notify(input: &[u8]) -> IResult<&[u8], Notify<'_>> {
        let whole = input.len();
        let (input, (_next, _critical, length)) = (be_u8, be_u8, be_u16).parse(input)?;
        let (input, (protocol, size, kind)) = (be_u8, be_u8, be_u16).parse(input)?;
        let (data, spi) = take(size)(input)?;
        if usize::from(length) != whole {
            return fail(input);
        }
        Ok((&data[data.len()..], (protocol, spi, kind, data)))
    }
}

/// Puts one option into its place; false where the message is wrong.
#[inline(always)]
fn collect<'a>(update: &mut Update<'a>, option: naive::Opt<'a>) -> bool {
    match option {
        naive::Opt::Pad => {}
        naive::Opt::Alternate(address) => {
            return update.alternate.replace(halves(address)).is_none();
        }
        naive::Opt::Nonces(home, care_of) => {
            return update.nonces.replace((home, care_of)).is_none();
        }
        naive::Opt::Authorization(octets) => update.authenticator = Some(octets),
        naive::Opt::Dns(status, remove, name) => {
            return update.dns.replace((status, remove, name)).is_none();
        }
        naive::Opt::Unknown(..) => update.unknown += 1,
    }
    true
}

#[inline(always)]
fn nom_loop_parse<'a>(
    input: &'a [u8],
    next: impl Fn(&'a [u8]) -> nom::IResult<&'a [u8], naive::Opt<'a>>,
) -> u64 {
    let Ok((mut rest, (sequence, flags, lifetime))) = naive::header(input) else {
        return REJECT;
    };
    let mut update = Update { sequence, flags, lifetime, ..Update::default() };
    while !rest.is_empty() {
        // Nothing may follow Binding Authorization Data.
        if update.authenticator.is_some() {
            return REJECT;
        }
        let Ok((left, option)) = next(rest) else {
            return REJECT;
        };
        if !collect(&mut update, option) {
            return REJECT;
        }
        rest = left;
    }
    update.digest(input)
}

fn nom_many0_parse(input: &[u8]) -> u64 {
    let Ok((rest, (sequence, flags, lifetime))) = naive::header(input) else {
        return REJECT;
    };
    let Ok((rest, options)) = naive::options(rest) else {
        return REJECT;
    };
    if !rest.is_empty() {
        return REJECT;
    }
    let mut update = Update { sequence, flags, lifetime, ..Update::default() };
    for option in options {
        if update.authenticator.is_some() || !collect(&mut update, option) {
            return REJECT;
        }
    }
    update.digest(input)
}

pub fn nom_loop(input: &[u8], _: &mut [u8]) -> u64 {
    nom_loop_parse(input, naive::option)
}

/// The same with everything inlined, as a lone caller may get it.
pub fn nom_loop_inlined(input: &[u8], _: &mut [u8]) -> u64 {
    nom_loop_parse(input, naive::option_inlined)
}

pub fn nom_many0(input: &[u8], _: &mut [u8]) -> u64 {
    nom_many0_parse(input)
}

pub fn nom_loop_mix(input: &[u8], _: &mut [u8]) -> u64 {
    each(input, |message| nom_loop_parse(message, naive::option_inlined))
}

pub fn nom_many0_mix(input: &[u8], _: &mut [u8]) -> u64 {
    each(input, nom_many0_parse)
}

pub fn nom_loop_smoltcp(input: &[u8], out: &mut [u8]) -> u64 {
    if smoltcp_checksum(input, out) != 0 {
        return REJECT;
    }
    nom_loop_parse(input, naive::option_inlined)
}

pub fn nom_many0_pnet(input: &[u8], out: &mut [u8]) -> u64 {
    // This one leaves out the checksum field; what it computes is compared.
    let Some(&[high, low]) = input.get(4..6) else {
        return REJECT;
    };
    if pnet_checksum_of(input, 2) != u16::from_be_bytes([high, low]) {
        return REJECT;
    }
    nom_many0(input, out)
}

/// Length, payload protocol and payload of the extension header.
pub fn etherparse_header(input: &[u8], _: &mut [u8]) -> u64 {
    match etherparse::Ipv6RawExtHeaderSlice::from_slice(input) {
        Ok(header) => u64::from(header.next_header().0) << 16 | header.payload().len() as u64,
        Err(_) => REJECT,
    }
}

fn smoltcp_sum(message: &[u8]) -> u16 {
    let (from, to) = (source_address(), destination_address());
    let protocol = smol::IpProtocol::Unknown(135);
    let length = message.len() as u32;
    !smol::checksum::combine(&[
        smol::checksum::pseudo_header_v6(&from, &to, protocol, length),
        smol::checksum::data(message),
    ])
}

pub fn smoltcp_checksum(input: &[u8], _: &mut [u8]) -> u64 {
    smoltcp_sum(input).into()
}

pub fn etherparse_checksum(input: &[u8], _: &mut [u8]) -> u64 {
    let mut sum = etherparse::checksum::Sum16BitWords::new();
    let sum = sum
        .add_16bytes(*source())
        .add_16bytes(*destination())
        .add_4bytes((input.len() as u32).to_be_bytes())
        .add_4bytes([0, 0, 0, 135])
        .add_slice(input);
    sum.ones_complement().to_be().into()
}

fn pnet_checksum_of(message: &[u8], skip: usize) -> u16 {
    let protocol = pnet_packet::ip::IpNextHeaderProtocol(135);
    let (from, to) = (source_address(), destination_address());
    pnet_packet::util::ipv6_checksum(message, skip, &[], &from, &to, protocol)
}

pub fn pnet_checksum(input: &[u8], _: &mut [u8]) -> u64 {
    // A word past the end to leave out: nothing is.
    pnet_checksum_of(input, usize::MAX).into()
}

pub fn internet_checksum(input: &[u8], _: &mut [u8]) -> u64 {
    let mut sum = internet_checksum::Checksum::new();
    sum.add_bytes(source());
    sum.add_bytes(destination());
    sum.add_bytes(&(input.len() as u32).to_be_bytes());
    sum.add_bytes(&[0, 0, 0, 135]);
    sum.add_bytes(input);
    u16::from_be_bytes(sum.checksum()).into()
}

pub fn walk_smoltcp(input: &[u8], _: &mut [u8]) -> u64 {
    let mut sum = 0;
    for option in smol::Ipv6OptionsIterator::new(input) {
        match option {
            Ok(smol::Ipv6OptionRepr::Pad1 | smol::Ipv6OptionRepr::PadN(_)) => {}
            Ok(smol::Ipv6OptionRepr::Unknown { type_, length, .. }) => {
                sum += walk_digest(type_.into(), length.into());
            }
            Ok(_) | Err(_) => return REJECT,
        }
    }
    sum
}

#[inline(always)]
fn walk_step(sum: &mut u64, option: &naive::Opt<'_>) {
    *sum += match option {
        naive::Opt::Pad => 0,
        naive::Opt::Alternate(_) => walk_digest(3, 16),
        naive::Opt::Nonces(..) => walk_digest(4, 4),
        naive::Opt::Authorization(data) => walk_digest(5, data.len()),
        naive::Opt::Dns(_, _, name) => walk_digest(17, name.len() + 2),
        naive::Opt::Unknown(kind, data) => walk_digest(*kind, data.len()),
    };
}

pub fn walk_nom_loop(input: &[u8], _: &mut [u8]) -> u64 {
    let (mut rest, mut sum) = (input, 0);
    while !rest.is_empty() {
        let Ok((left, option)) = naive::option(rest) else {
            return REJECT;
        };
        walk_step(&mut sum, &option);
        rest = left;
    }
    sum
}

pub fn walk_nom_many0(input: &[u8], _: &mut [u8]) -> u64 {
    let Ok(([], options)) = naive::options(input) else {
        return REJECT;
    };
    let mut sum = 0;
    for option in &options {
        walk_step(&mut sum, option);
    }
    sum
}

/// Each option through smoltcp's writer, header and alignment by hand.
fn smoltcp_write(fields: &UpdateFields, out: &mut [u8]) -> Option<usize> {
    fn put(out: &mut [u8], at: usize, kind: u8, data: &[u8]) -> Option<usize> {
        let repr =
            smol::Ipv6OptionRepr::Unknown { type_: kind.into(), length: data.len() as u8, data };
        let end = at + repr.buffer_len();
        repr.emit(&mut smol::Ipv6Option::new_unchecked(out.get_mut(at..end)?));
        Some(end)
    }
    fn pad(out: &mut [u8], at: usize, gap: usize) -> Option<usize> {
        let repr = match gap {
            0 => return Some(at),
            1 => smol::Ipv6OptionRepr::Pad1,
            _ => smol::Ipv6OptionRepr::PadN(gap as u8 - 2),
        };
        repr.emit(&mut smol::Ipv6Option::new_unchecked(out.get_mut(at..at + gap)?));
        Some(at + gap)
    }
    out.get_mut(..8)?.copy_from_slice(&[59, 0, 5, 0, 0, 0, 0, 0]);
    out.get_mut(6..8)?.copy_from_slice(&fields.sequence.to_be_bytes());
    out.get_mut(8..10)?.copy_from_slice(&fields.flags.to_be_bytes());
    out.get_mut(10..12)?.copy_from_slice(&fields.lifetime.to_be_bytes());
    let mut at = 12;
    if fields.present & ALTERNATE != 0 {
        at = pad(out, at, (14 - at % 8) % 8)?;
        at = put(out, at, 3, &fields.alternate)?;
    }
    if fields.present & NONCES != 0 {
        at = pad(out, at, at % 2)?;
        let [a, b] = fields.home_nonce.to_be_bytes();
        let [c, d] = fields.care_of_nonce.to_be_bytes();
        at = put(out, at, 4, &[a, b, c, d])?;
    }
    if fields.present & DNS != 0 {
        // The data of an option is one slice; gathered first.
        let mut data = [0; 255];
        data[..2].copy_from_slice(&[fields.dns_status, fields.dns_flags]);
        let length = fields.name().len() + 2;
        data.get_mut(2..length)?.copy_from_slice(fields.name());
        at = put(out, at, 17, &data[..length])?;
    }
    if fields.present & AUTHORIZATION != 0 {
        at = pad(out, at, (10 - at % 8) % 8)?;
        at = put(out, at, 5, fields.authenticator())?;
    }
    at = pad(out, at, (8 - at % 8) % 8)?;
    out[1] = (at / 8 - 1) as u8;
    Some(at)
}

pub fn emit_smoltcp(input: &[u8], out: &mut [u8]) -> u64 {
    smoltcp_write(update_fields(input), out).map_or(REJECT, |length| length as u64)
}

pub fn emit_checksum_smoltcp(input: &[u8], out: &mut [u8]) -> u64 {
    let Some(length) = smoltcp_write(update_fields(input), out) else {
        return REJECT;
    };
    let sum = smoltcp_sum(&out[..length]);
    out[4..6].copy_from_slice(&sum.to_be_bytes());
    length as u64
}

fn vec_write(fields: &UpdateFields) -> Vec<u8> {
    fn pad(octets: &mut Vec<u8>, gap: usize) {
        match gap {
            0 => {}
            1 => octets.push(0),
            _ => {
                octets.push(1);
                octets.push(gap as u8 - 2);
                for _ in 2..gap {
                    octets.push(0);
                }
            }
        }
    }
    let mut octets = vec![59, 0, 5, 0, 0, 0];
    octets.extend_from_slice(&fields.sequence.to_be_bytes());
    octets.extend_from_slice(&fields.flags.to_be_bytes());
    octets.extend_from_slice(&fields.lifetime.to_be_bytes());
    if fields.present & ALTERNATE != 0 {
        let gap = (14 - octets.len() % 8) % 8;
        pad(&mut octets, gap);
        octets.push(3);
        octets.push(16);
        octets.extend_from_slice(&fields.alternate);
    }
    if fields.present & NONCES != 0 {
        let gap = octets.len() % 2;
        pad(&mut octets, gap);
        octets.push(4);
        octets.push(4);
        octets.extend_from_slice(&fields.home_nonce.to_be_bytes());
        octets.extend_from_slice(&fields.care_of_nonce.to_be_bytes());
    }
    if fields.present & DNS != 0 {
        octets.push(17);
        octets.push(fields.name().len() as u8 + 2);
        octets.push(fields.dns_status);
        octets.push(fields.dns_flags);
        octets.extend_from_slice(fields.name());
    }
    if fields.present & AUTHORIZATION != 0 {
        let gap = (10 - octets.len() % 8) % 8;
        pad(&mut octets, gap);
        octets.push(5);
        octets.push(fields.authenticator().len() as u8);
        octets.extend_from_slice(fields.authenticator());
    }
    let gap = (8 - octets.len() % 8) % 8;
    pad(&mut octets, gap);
    octets[1] = (octets.len() / 8 - 1) as u8;
    octets
}

fn deliver(octets: &[u8], out: &mut [u8]) -> u64 {
    match out.get_mut(..octets.len()) {
        Some(room) => {
            room.copy_from_slice(octets);
            octets.len() as u64
        }
        None => REJECT,
    }
}

pub fn emit_vec(input: &[u8], out: &mut [u8]) -> u64 {
    deliver(&vec_write(update_fields(input)), out)
}

pub fn emit_checksum_vec(input: &[u8], out: &mut [u8]) -> u64 {
    let mut octets = vec_write(update_fields(input));
    let sum = smoltcp_sum(&octets);
    octets[4..6].copy_from_slice(&sum.to_be_bytes());
    deliver(&octets, out)
}

pub fn cp_nom(input: &[u8], _: &mut [u8]) -> u64 {
    let Ok((mut rest, (next, critical, cfg_type))) = naive::configuration(input) else {
        return REJECT;
    };
    let mut digest = cp_digest(next, critical, cfg_type);
    while !rest.is_empty() {
        let Ok((left, attribute)) = naive::attribute(rest) else {
            return REJECT;
        };
        digest = match attribute {
            naive::Attribute::Address(value) => cp_address(digest, value),
            naive::Attribute::HomePrefix(value) => cp_home_prefix(digest, value),
            naive::Attribute::Dns(value) => cp_dns(digest, value),
            naive::Attribute::Other(kind, length) => cp_other(digest, kind, length),
        };
        rest = left;
    }
    digest
}

pub fn notify_nom(input: &[u8], _: &mut [u8]) -> u64 {
    match naive::notify(input) {
        Ok((_, (protocol, spi, kind, data))) => notify_digest(input, protocol, spi, kind, data),
        Err(_) => REJECT,
    }
}

/// The generic header; to this crate the payload has no inside.
pub fn cp_ipsec_parser(input: &[u8], _: &mut [u8]) -> u64 {
    match ipsec::parse_ikev2_payload_generic(input) {
        Ok(([], payload)) => {
            u64::from(payload.hdr.next_payload_type.0) << 32 | payload.payload.len() as u64
        }
        _ => REJECT,
    }
}

/// Generic header, then the payload with the length that its parser wants.
pub fn notify_ipsec_parser(input: &[u8], _: &mut [u8]) -> u64 {
    let Ok(([], generic)) = ipsec::parse_ikev2_payload_generic(input) else {
        return REJECT;
    };
    match ipsec::parse_ikev2_payload_notify(generic.payload, generic.hdr.payload_length) {
        Ok(([], ipsec::IkeV2PayloadContent::Notify(notify))) => {
            let end = &input[input.len()..];
            let spi = notify.spi.unwrap_or(&input[8..8]);
            let data = notify.notify_data.unwrap_or(end);
            notify_digest(input, notify.protocol_id.0, spi, notify.notify_type.0, data)
        }
        _ => REJECT,
    }
}

pub fn notify_ipsec_parser_list(input: &[u8], _: &mut [u8]) -> u64 {
    let kind = ipsec::IkePayloadType::Notify;
    let Ok((_, Ok(list))) = ipsec::parse_ikev2_payload_list(input, kind) else {
        return REJECT;
    };
    match list.get(1).map(|payload| &payload.content) {
        Some(ipsec::IkeV2PayloadContent::Notify(notify)) => {
            let end = &input[input.len()..];
            let spi = notify.spi.unwrap_or(&input[8..8]);
            let data = notify.notify_data.unwrap_or(end);
            notify_digest(input, notify.protocol_id.0, spi, notify.notify_type.0, data)
        }
        _ => REJECT,
    }
}

/// What one writes first: split at the dots.
pub fn labels_split(input: &[u8], out: &mut [u8]) -> u64 {
    if input.is_empty() || input.len() > 253 || out.len() < input.len() + 2 {
        return REJECT;
    }
    let mut at = 0;
    for label in input.split(|&octet| octet == b'.') {
        if label.is_empty() || label.len() > 63 {
            return REJECT;
        }
        out[at] = label.len() as u8;
        out[at + 1..at + 1 + label.len()].copy_from_slice(label);
        at += label.len() + 1;
    }
    out[at] = 0;
    at as u64 + 1
}

pub fn labels_domain_append(input: &[u8], out: &mut [u8]) -> u64 {
    let mut builder = NameBuilder::<Array<255>>::new();
    for label in input.split(|&octet| octet == b'.') {
        if label.is_empty() || builder.append_label(label).is_err() {
            return REJECT;
        }
    }
    match builder.into_name() {
        Ok(name) => deliver(name.as_slice(), out),
        Err(_) => REJECT,
    }
}

pub fn labels_domain_str(input: &[u8], out: &mut [u8]) -> u64 {
    let name = str::from_utf8(input).ok().and_then(|text| text.parse().ok());
    match name {
        Some(name) => deliver(DomainName::<Array<255>>::as_slice(&name), out),
        None => REJECT,
    }
}

pub fn labels_hickory(input: &[u8], out: &mut [u8]) -> u64 {
    let Ok(text) = str::from_utf8(input) else {
        return REJECT;
    };
    let Ok(name) = HickoryName::from_ascii(text) else {
        return REJECT;
    };
    let mut octets = Vec::new();
    let mut encoder = BinEncoder::new(&mut octets);
    match name.emit(&mut encoder) {
        Ok(()) => deliver(&octets, out),
        Err(_) => REJECT,
    }
}

/// What one writes first: a slice that gets shorter.
pub fn check_slices(input: &[u8], _: &mut [u8]) -> u64 {
    if input.len() > 255 {
        return REJECT;
    }
    let mut rest = input;
    loop {
        match *rest {
            [0] => return (input.len() as u64).saturating_sub(2),
            [length @ 1..=63, ref tail @ ..] => match tail.split_at_checked(length.into()) {
                Some((_, tail)) => rest = tail,
                None => return REJECT,
            },
            _ => return REJECT,
        }
    }
}

pub fn check_smoltcp(input: &[u8], _: &mut [u8]) -> u64 {
    let packet = smol::DnsPacket::new_unchecked(input);
    let mut labels = 0;
    for label in packet.parse_name(input) {
        match label {
            Ok(label) => labels += label.len() as u64 + 1,
            Err(_) => return REJECT,
        }
    }
    labels.saturating_sub(1)
}

pub fn check_domain(input: &[u8], _: &mut [u8]) -> u64 {
    match DomainName::from_slice(input) {
        Ok(name) => (name.len() as u64).saturating_sub(2),
        Err(_) => REJECT,
    }
}

pub fn check_hickory(input: &[u8], _: &mut [u8]) -> u64 {
    match HickoryName::read(&mut BinDecoder::new(input)) {
        // A dot behind every label.
        Ok(name) => (name.len() as u64).saturating_sub(1),
        Err(_) => REJECT,
    }
}

/// What one writes first: label by label, a dot between.
pub fn text_slices(input: &[u8], out: &mut [u8]) -> u64 {
    if !(3..=255).contains(&input.len()) || out.len() < input.len() {
        return REJECT;
    }
    let (mut rest, mut at) = (input, 0);
    loop {
        match *rest {
            [0] if at > 0 => return at as u64 - 1,
            [length @ 1..=63, ref tail @ ..] => match tail.split_at_checked(length.into()) {
                Some((label, tail)) => {
                    out[at..at + label.len()].copy_from_slice(label);
                    at += label.len() + 1;
                    out[at - 1] = b'.';
                    rest = tail;
                }
                None => return REJECT,
            },
            _ => return REJECT,
        }
    }
}

pub fn text_domain(input: &[u8], out: &mut [u8]) -> u64 {
    let Ok(name) = DomainName::from_slice(input) else {
        return REJECT;
    };
    let room = out.len();
    let mut rest = out;
    match write!(rest, "{name}") {
        Ok(()) => (room - rest.len()) as u64,
        Err(_) => REJECT,
    }
}

pub fn text_hickory(input: &[u8], out: &mut [u8]) -> u64 {
    let Ok(name) = HickoryName::read(&mut BinDecoder::new(input)) else {
        return REJECT;
    };
    let mut text = String::new();
    if write!(text, "{name}").is_err() {
        return REJECT;
    }
    deliver(text.trim_end_matches('.').as_bytes(), out)
}

/// The digest of a walk that ended `left` octets before the end of the packet.
fn walked(input: &[u8], mobility: &[u8], home_address: &[u8]) -> u64 {
    home_address.try_into().map_or(REJECT, |address| packet_digest(input, mobility, address))
}

/// Header and extension headers; what is in them is not looked at.
pub fn ipv6_walk_etherparse(input: &[u8], _: &mut [u8]) -> u64 {
    match etherparse::Ipv6Slice::from_slice(input) {
        Ok(packet) if packet.payload().ip_number.0 == 135 && !packet.payload().fragmented => {
            let source = packet.header().source();
            packet_digest(input, packet.payload().payload, &source)
        }
        _ => REJECT,
    }
}

/// Header by header, and the options of those that have some.
pub fn ipv6_walk_smoltcp(input: &[u8], _: &mut [u8]) -> u64 {
    let Ok(packet) = smol::Ipv6Packet::new_checked(input) else {
        return REJECT;
    };
    if packet.version() != 6 {
        return REJECT;
    }
    let source = packet.src_addr().octets();
    let mut home_address: &[u8] = &source;
    let mut rest = packet.payload();
    let mut header = packet.next_header();
    loop {
        match header {
            smol::IpProtocol::Unknown(135) => return walked(input, rest, home_address),
            smol::IpProtocol::HopByHop | smol::IpProtocol::Ipv6Opts => {
                let Ok(extension) = smol::Ipv6ExtHeader::new_checked(rest) else {
                    return REJECT;
                };
                for option in smol::Ipv6OptionsIterator::new(extension.payload()) {
                    match option {
                        Ok(smol::Ipv6OptionRepr::Unknown { type_, data, .. })
                            if u8::from(type_) == 201 =>
                        {
                            home_address = data;
                        }
                        Ok(_) => {}
                        Err(_) => return REJECT,
                    }
                }
                header = extension.next_header();
                let Some(tail) = rest.get((usize::from(extension.header_len()) + 1) * 8..) else {
                    return REJECT;
                };
                rest = tail;
            }
            _ => return REJECT,
        }
    }
}

/// Header by header; what is in them is not looked at.
pub fn ipv6_walk_pnet(input: &[u8], _: &mut [u8]) -> u64 {
    use pnet_packet::Packet as _;
    use pnet_packet::ip::IpNextHeaderProtocols;
    use pnet_packet::ipv6::{ExtensionPacket, Ipv6Packet};
    let Some(packet) = Ipv6Packet::new(input) else {
        return REJECT;
    };
    if packet.get_version() != 6 {
        return REJECT;
    }
    let source = packet.get_source().octets();
    let end = 40 + usize::from(packet.get_payload_length());
    let Some(mut rest) = input.get(40..end) else {
        return REJECT;
    };
    let mut header = packet.get_next_header();
    loop {
        match header {
            IpNextHeaderProtocols::Ipv6Opts | IpNextHeaderProtocols::Hopopt => {
                let Some(extension) = ExtensionPacket::new(rest) else {
                    return REJECT;
                };
                header = extension.get_next_header();
                let count = ExtensionPacket::minimum_packet_size() + extension.payload().len();
                let Some(tail) = rest.get(count..) else {
                    return REJECT;
                };
                rest = tail;
            }
            protocol if protocol.0 == 135 => return packet_digest(input, rest, &source),
            _ => return REJECT,
        }
    }
}
