//! IKEv2 Configuration and Notify payloads.

use super::get;
use crate::fields::{REJECT, cp_address, cp_digest, cp_dns, cp_home_prefix, cp_other, mix};

/// Configuration payload, its three attributes typed, others passed over.
pub fn configuration(input: &[u8], _: &mut [u8]) -> u64 {
    let length = input.len();
    if length < 8 {
        return REJECT;
    }
    // SAFETY: eight octets are there; `at` never passes `end`, an attribute is
    // read after its length was compared with `end`.
    unsafe {
        let base = input.as_ptr();
        let head: u64 = u64::from_le(get(base));
        if usize::from(((head >> 16) as u16).swap_bytes()) != length {
            return REJECT;
        }
        let critical = head & 0x8000 != 0;
        let mut digest = cp_digest(head as u8, critical, (head >> 32) as u8);
        let end = base.add(length);
        let mut at = base.add(8);
        while at < end {
            if (end as usize) < at as usize + 4 {
                return REJECT;
            }
            let pair = u32::from_be(get(at)) & 0x7fff_ffff;
            let value = at.add(4);
            at = value.wrapping_add(pair as usize & 0xffff);
            if at > end {
                return REJECT;
            }
            if pair == 0x0008_0011 {
                let prefix = *value.add(16);
                if prefix > 128 {
                    return REJECT;
                }
                digest = cp_address(digest, Some((&*value.cast(), prefix)));
            } else if pair == 0x0010_0015 {
                let prefix = *value.add(20);
                if prefix > 128 {
                    return REJECT;
                }
                let lifetime = u32::from_be(get(value));
                digest = cp_home_prefix(digest, Some((lifetime, &*value.add(4).cast(), prefix)));
            } else if pair == 0x000a_0010 {
                digest = cp_dns(digest, Some(&*value.cast()));
            } else {
                match seldom(digest, pair) {
                    Some(mixed) => digest = mixed,
                    None => return REJECT,
                }
            }
        }
        digest
    }
}

/// Attributes without a value, and those of another type.
#[cold]
fn seldom(digest: u64, pair: u32) -> Option<u64> {
    match pair {
        0x0008_0000 => Some(cp_address(digest, None)),
        0x0010_0000 => Some(cp_home_prefix(digest, None)),
        0x000a_0000 => Some(cp_dns(digest, None)),
        _ => match (pair >> 16) as u16 {
            8 | 10 | 16 => None,
            kind => Some(cp_other(digest, kind, pair as usize & 0xffff)),
        },
    }
}

/// Notify payload: protocol, SPI, type, data.
pub fn notify(input: &[u8], _: &mut [u8]) -> u64 {
    let length = input.len();
    if length < 8 {
        return REJECT;
    }
    // SAFETY: eight octets are there.
    let head: u64 = u64::from_be(unsafe { get(input.as_ptr()) });
    let spi = (head >> 16 & 0xff) as usize;
    if (head >> 32 & 0xffff) as usize != length || spi + 8 > length {
        return REJECT;
    }
    let first = (head >> 24 & 0xff) << 32 | (head & 0xffff) << 40 | 8 | (spi as u64) << 16;
    mix(first, (spi + 8) as u64 | ((length - 8 - spi) as u64) << 16)
}
