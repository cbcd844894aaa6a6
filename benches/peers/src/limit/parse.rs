//! A Binding Update: all checks, all fields, one pass.
#![allow(clippy::missing_safety_doc)]

use std::ptr::null;

use super::checksum;
use super::get;
use crate::fields::{REJECT, mix};

/// Payload Proto 59, MH Type 5, Header Len as long as the slice, and that at
/// least the minimum of a Binding Update.
#[inline(always)]
unsafe fn header_ok(base: *const u8, length: usize) -> bool {
    if length < 16 {
        return false;
    }
    // SAFETY: 16 octets are there.
    let word: u32 = u32::from_le(unsafe { get(base) });
    word & 0x00ff_00ff == 0x0005_003b && (word as usize >> 8 & 0xff) * 8 + 8 == length
}

/// The options found, as pointers to their data; null where absent.
struct Found {
    alternate: *const u8,
    nonces: *const u8,
    dns: *const u8,
    authenticator: *const u8,
    unknown: u64,
}

const NOTHING: Found =
    Found { alternate: null(), nonces: null(), dns: null(), authenticator: null(), unknown: 0 };

#[inline(always)]
unsafe fn fixed(base: *const u8) -> u64 {
    // SAFETY: the header was checked, 16 octets are there.
    unsafe {
        let words: u64 = get(base.add(4));
        let words = words.swap_bytes();
        // checksum, sequence, flags, lifetime, most significant first
        (words >> 32) & 0xffff | (words & 0xffff_0000) | (words & 0xffff) << 32
    }
}

#[inline(always)]
unsafe fn place(base: *const u8, data: *const u8, skip: usize) -> u64 {
    // SAFETY: `data` is the data of an option, its length octet before it.
    let length = usize::from(unsafe { *data.sub(1) }) - skip;
    (data as usize + skip - base as usize) as u64 | (length as u64) << 16
}

#[inline(always)]
unsafe fn digest(base: *const u8, found: &Found) -> u64 {
    // SAFETY: every pointer that is not null is to data of the checked length.
    unsafe {
        let mut digest = fixed(base) | found.unknown << 48;
        if !found.alternate.is_null() {
            digest = mix(digest, get(found.alternate));
            digest = mix(digest, get(found.alternate.add(8)));
        }
        if !found.nonces.is_null() {
            let nonces: u32 = get(found.nonces);
            digest = mix(digest, u64::from(nonces.swap_bytes()) | 4 << 40);
        }
        if !found.dns.is_null() {
            let status = u64::from(*found.dns) << 32;
            let remove = u64::from(*found.dns.add(1) >> 7) << 40;
            digest = mix(digest, place(base, found.dns, 2) | status | remove | 17 << 48);
        }
        if !found.authenticator.is_null() {
            digest = mix(digest, place(base, found.authenticator, 0) | 5 << 48);
        }
        digest
    }
}

/// One loop, a jump on the type.
#[inline(always)]
unsafe fn jump(base: *const u8, length: usize) -> u64 {
    // SAFETY: `at` stays at or below `end`; octets are read below `end` only:
    // the loop runs while two are left, and data is read when `next` was checked.
    unsafe {
        if !header_ok(base, length) {
            return REJECT;
        }
        let end = base.add(length);
        let last = end.sub(1);
        let mut at = base.add(12);
        let mut found = NOTHING;
        while at < last {
            let kind = *at;
            if kind == 0 {
                at = at.add(1);
                continue;
            }
            let size = usize::from(*at.add(1));
            let data = at.add(2);
            let next = data.wrapping_add(size);
            if next > end {
                return REJECT;
            }
            match kind {
                1 => {}
                3 => {
                    if size != 16 || !found.alternate.is_null() {
                        return REJECT;
                    }
                    found.alternate = data;
                }
                4 => {
                    if size != 4 || !found.nonces.is_null() {
                        return REJECT;
                    }
                    found.nonces = data;
                }
                5 => {
                    if next != end {
                        return REJECT;
                    }
                    found.authenticator = data;
                }
                17 => {
                    if size < 2 || !found.dns.is_null() {
                        return REJECT;
                    }
                    found.dns = data;
                }
                _ => found.unknown += 1,
            }
            at = next;
        }
        if at == last && *at != 0 {
            return REJECT;
        }
        digest(base, &found)
    }
}

/// One loop; type and length compared as one number where the length is fixed,
/// and out of the loop at Binding Authorization Data.
#[inline(always)]
unsafe fn pairs(base: *const u8, length: usize) -> u64 {
    // SAFETY: as in `jump`.
    unsafe {
        if !header_ok(base, length) {
            return REJECT;
        }
        let end = base.add(length);
        let last = end.sub(1);
        let mut at = base.add(12);
        let mut found = NOTHING;
        while at < last {
            let pair = u32::from(u16::from_le(get(at)));
            if pair & 0xff == 0 {
                at = at.add(1);
                continue;
            }
            let data = at.add(2);
            let next = data.wrapping_add(pair as usize >> 8);
            if next > end {
                return REJECT;
            }
            if pair == 0x1003 {
                if !found.alternate.is_null() {
                    return REJECT;
                }
                found.alternate = data;
            } else if pair & 0xff == 1 {
            } else if pair == 0x0404 {
                if !found.nonces.is_null() {
                    return REJECT;
                }
                found.nonces = data;
            } else if pair & 0xff == 17 {
                if pair < 0x0200 || !found.dns.is_null() {
                    return REJECT;
                }
                found.dns = data;
            } else if pair & 0xff == 5 {
                if next != end {
                    return REJECT;
                }
                found.authenticator = data;
                return digest(base, &found);
            } else if pair & 0xff == 3 || pair & 0xff == 4 {
                return REJECT;
            } else {
                found.unknown += 1;
            }
            at = next;
        }
        if at == last && *at != 0 {
            return REJECT;
        }
        digest(base, &found)
    }
}

/// As `pairs`, on offsets from the end instead of pointers: the distance left is
/// both the bound and the position.
#[inline(always)]
unsafe fn offsets(base: *const u8, length: usize) -> u64 {
    // SAFETY: `left` is the number of octets below the end; two are read when it
    // is at least 2, data after it was compared with what it needs.
    unsafe {
        if !header_ok(base, length) {
            return REJECT;
        }
        let end = base.add(length);
        let mut at = 12 - length as isize;
        let (mut alternate, mut nonces, mut dns, mut authenticator) = (0isize, 0isize, 0isize, 0);
        let mut unknown = 0u64;
        while at < -1 {
            let here = end.offset(at);
            let kind = *here;
            if kind == 0 {
                at += 1;
                continue;
            }
            let size = isize::from(*here.add(1));
            let data = at + 2;
            at = data + size;
            if at > 0 {
                return REJECT;
            }
            // 0 stands for absent: no option with data ends up at the end.
            match kind {
                1 => {}
                3 => {
                    if size != 16 || alternate != 0 {
                        return REJECT;
                    }
                    alternate = data;
                }
                4 => {
                    if size != 4 || nonces != 0 {
                        return REJECT;
                    }
                    nonces = data;
                }
                5 => {
                    if at != 0 {
                        return REJECT;
                    }
                    // Empty data is at the end; count it by one more.
                    authenticator = data - 1;
                }
                17 => {
                    if size < 2 || dns != 0 {
                        return REJECT;
                    }
                    dns = data;
                }
                _ => unknown += 1,
            }
        }
        if at == -1 && *end.sub(1) != 0 {
            return REJECT;
        }
        let pick = |offset: isize| {
            if offset == 0 { null() } else { end.offset(offset) }
        };
        let found = Found {
            alternate: pick(alternate),
            nonces: pick(nonces),
            dns: pick(dns),
            authenticator: if authenticator == 0 { null() } else { end.offset(authenticator + 1) },
            unknown,
        };
        digest(base, &found)
    }
}

pub fn parse_jump(input: &[u8], _: &mut [u8]) -> u64 {
    // SAFETY: pointer and length are of one slice.
    unsafe { jump(input.as_ptr(), input.len()) }
}

pub fn parse_pairs(input: &[u8], _: &mut [u8]) -> u64 {
    // SAFETY: pointer and length are of one slice.
    unsafe { pairs(input.as_ptr(), input.len()) }
}

pub fn parse_offsets(input: &[u8], _: &mut [u8]) -> u64 {
    // SAFETY: pointer and length are of one slice.
    unsafe { offsets(input.as_ptr(), input.len()) }
}

/// Not a parser: reads the fields of `bu_a` from where they are known to be.
pub fn floor(input: &[u8], _: &mut [u8]) -> u64 {
    if input.len() != 72 {
        return REJECT;
    }
    let base = input.as_ptr();
    // SAFETY: 72 octets are there.
    unsafe {
        let found = Found {
            alternate: base.add(16),
            nonces: base.add(34),
            dns: base.add(40),
            authenticator: base.add(60),
            unknown: 0,
        };
        digest(base, &found)
    }
}

/// Framing of the whole area, the first DNS Update option returned.
pub fn find_dns(input: &[u8], _: &mut [u8]) -> u64 {
    // SAFETY: as in `jump`.
    unsafe {
        let (base, length) = (input.as_ptr(), input.len());
        if !header_ok(base, length) {
            return REJECT;
        }
        let end = base.add(length);
        let last = end.sub(1);
        let mut at = base.add(12);
        let mut dns: *const u8 = null();
        while at < last {
            let kind = *at;
            if kind == 0 {
                at = at.add(1);
                continue;
            }
            let data = at.add(2);
            let next = data.wrapping_add(usize::from(*at.add(1)));
            if next > end {
                return REJECT;
            }
            if kind == 17 && dns.is_null() {
                if next < data.wrapping_add(2) {
                    return REJECT;
                }
                dns = data;
            }
            at = next;
        }
        if at == last && *at != 0 {
            return REJECT;
        }
        if dns.is_null() {
            return 0;
        }
        let status = u64::from(*dns) << 32;
        let remove = u64::from(*dns.add(1) >> 7) << 40;
        place(base, dns, 2) | status | remove | 17 << 48
    }
}

/// Header and fixed part, the options not looked at.
pub fn message_only(input: &[u8], _: &mut [u8]) -> u64 {
    // SAFETY: pointer and length are of one slice; `fixed` after the check.
    unsafe { if header_ok(input.as_ptr(), input.len()) { fixed(input.as_ptr()) } else { REJECT } }
}

#[inline(always)]
unsafe fn each(input: &[u8], parse: impl Fn(*const u8, usize) -> u64) -> u64 {
    let mut sum = 0u64;
    let mut at = input.as_ptr();
    // SAFETY: the blob is well formed by construction; checked all the same.
    unsafe {
        let end = at.add(input.len());
        while at < end {
            let length = usize::from(u16::from_le(get(at)));
            at = at.add(2);
            if length > end.offset_from(at) as usize {
                return REJECT;
            }
            sum = sum.wrapping_add(parse(at, length));
            at = at.add(length);
        }
    }
    sum
}

pub fn mix_jump(input: &[u8], _: &mut [u8]) -> u64 {
    // SAFETY: `each` hands out parts of the slice.
    unsafe { each(input, |at, length| jump(at, length)) }
}

pub fn mix_pairs(input: &[u8], _: &mut [u8]) -> u64 {
    // SAFETY: `each` hands out parts of the slice.
    unsafe { each(input, |at, length| pairs(at, length)) }
}

pub fn mix_offsets(input: &[u8], _: &mut [u8]) -> u64 {
    // SAFETY: `each` hands out parts of the slice.
    unsafe { each(input, |at, length| offsets(at, length)) }
}

/// Checksum first, as the order of receive checks wants it, then all the rest.
pub fn parse_checksum_jump(input: &[u8], out: &mut [u8]) -> u64 {
    if checksum::adc(input, out) != 0 {
        return REJECT;
    }
    parse_jump(input, out)
}

pub fn parse_checksum_pairs(input: &[u8], out: &mut [u8]) -> u64 {
    if checksum::adc(input, out) != 0 {
        return REJECT;
    }
    parse_pairs(input, out)
}

pub fn parse_checksum_offsets(input: &[u8], out: &mut [u8]) -> u64 {
    if checksum::adc(input, out) != 0 {
        return REJECT;
    }
    parse_offsets(input, out)
}
