//! Writing a Binding Update: aligned, padded, lengths filled in.

use super::checksum;
use super::{destination, get, put, source};
use crate::fields::{
    ALTERNATE, AUTHORIZATION, ConfigFields, DNS, NONCES, REJECT, UpdateFields, config_fields,
    update_fields,
};

/// More than the largest Binding Update of these four options, and the eight
/// octets by which a store may pass the end.
const ENOUGH: usize = 640;

/// Padding of 0 to 7 octets, stored as eight.
static PADS: [u64; 8] = [0, 0, 0x0001, 0x0101, 0x0201, 0x0301, 0x0401, 0x0501];

/// A one's complement sum that may be switched off.
struct Sum<const ON: bool>(u128);

impl<const ON: bool> Sum<ON> {
    /// Adds octets that stand at `position`; an odd one swaps them.
    #[inline(always)]
    fn add(&mut self, octets: u64, position: usize) {
        if ON {
            let turn = (position as u32 & 1) * 8;
            self.0 += u128::from(u64::from_le(octets).rotate_left(turn));
        }
    }

    #[inline(always)]
    fn add_even(&mut self, octets: u64) {
        if ON {
            self.0 += u128::from(u64::from_le(octets));
        }
    }
}

/// Copies `count` octets; up to seven more after them may be overwritten.
///
/// # Safety
/// `from` holds `count` octets, `to` has room for `count + 8`.
#[inline(always)]
unsafe fn copy<const ON: bool>(
    from: *const u8,
    to: *mut u8,
    count: usize,
    position: usize,
    sum: &mut Sum<ON>,
) {
    // SAFETY: loads stay inside `count` octets, stores inside `count + 8`.
    unsafe {
        if count.wrapping_sub(8) <= 8 {
            let low: u64 = get(from);
            let high: u64 = get(from.add(count - 8));
            put(to, low);
            put(to.add(count - 8), high);
            if ON {
                // What of the second word the first one does not have.
                let twice = (16 - count) as u32 * 8;
                let rest = high.checked_shr(twice).unwrap_or(0);
                sum.add(low, position);
                sum.add(rest, position);
            }
        } else if count > 16 {
            long(from, to, count, position, sum);
        } else {
            let octets = if count >= 4 {
                let low: u32 = get(from);
                let high: u32 = get(from.add(count - 4));
                u64::from(low) | u64::from(high) << ((count - 4) * 8)
            } else if count > 0 {
                let middle = count / 2;
                u64::from(*from)
                    | u64::from(*from.add(middle)) << (middle * 8)
                    | u64::from(*from.add(count - 1)) << ((count - 1) * 8)
            } else {
                0
            };
            put(to, octets);
            sum.add(octets, position);
        }
    }
}

/// The same for more than sixteen octets.
///
/// # Safety
/// As for `copy`.
#[inline(never)]
unsafe fn long<const ON: bool>(
    from: *const u8,
    to: *mut u8,
    count: usize,
    position: usize,
    sum: &mut Sum<ON>,
) {
    // SAFETY: as in `copy`.
    unsafe {
        let mut at = 0;
        while at + 8 <= count {
            let octets: u64 = get(from.add(at));
            put(to.add(at), octets);
            sum.add(octets, position);
            at += 8;
        }
        if at < count {
            let octets: u64 = get(from.add(count - 8));
            let octets = octets >> ((at + 8 - count) * 8);
            put(to.add(at), octets);
            sum.add(octets, position);
        }
    }
}

/// # Safety
/// `out` has room for `ENOUGH` octets; name and authenticator are at most 253
/// and 255 octets.
#[inline(always)]
unsafe fn write<const ON: bool>(fields: &UpdateFields, out: *mut u8) -> usize {
    let mut sum = Sum::<ON>(0);
    let present = fields.present;
    // SAFETY: at most 12 + 20 + 6 + 257 + 7 + 257 + 7 octets and 8 beyond.
    unsafe {
        let flags = u32::from(fields.flags.swap_bytes());
        let rest = flags | u32::from(fields.lifetime.swap_bytes()) << 16;
        put(out.add(8), rest);
        sum.add_even(u64::from(rest));
        let mut at = 12;
        if present & ALTERNATE != 0 {
            // 12 is 8n+4, the option wants 8n+6: two octets of PadN before it.
            put(out.add(12), 0x1003_0001u32);
            let one: u64 = get(fields.alternate.as_ptr());
            let two: u64 = get(fields.alternate.as_ptr().add(8));
            put(out.add(16), one);
            put(out.add(24), two);
            sum.add_even(0x1003_0001);
            sum.add_even(one);
            sum.add_even(two);
            at = 32;
        }
        if present & NONCES != 0 {
            // 12 and 32 are even already.
            let home = u64::from(fields.home_nonce.swap_bytes()) << 16;
            let octets = 0x0404 | home | u64::from(fields.care_of_nonce.swap_bytes()) << 32;
            put(out.add(at), octets);
            sum.add_even(octets);
            at += 6;
        }
        if present & DNS != 0 {
            let length = usize::from(fields.name_length);
            let status = u32::from(fields.dns_status) << 16;
            let head = 17 | (length as u32 + 2) << 8 | status | u32::from(fields.dns_flags) << 24;
            put(out.add(at), head);
            sum.add_even(u64::from(head));
            copy(fields.name.as_ptr(), out.add(at + 4), length, at, &mut sum);
            at += length + 4;
        }
        if present & AUTHORIZATION != 0 {
            let gap = 2usize.wrapping_sub(at) & 7;
            put(out.add(at), PADS[gap]);
            sum.add(PADS[gap], at);
            at += gap;
            let length = usize::from(fields.authenticator_length);
            let head = 5 | (length as u16) << 8;
            put(out.add(at), head);
            sum.add_even(u64::from(head));
            let from = fields.authenticator.as_ptr();
            copy(from, out.add(at + 2), length, 0, &mut sum);
            at += length + 2;
        }
        let gap = 0usize.wrapping_sub(at) & 7;
        put(out.add(at), PADS[gap]);
        sum.add(PADS[gap], at);
        at += gap;
        let sequence = u64::from(fields.sequence.swap_bytes()) << 48;
        let head = 59 | ((at / 8 - 1) as u64) << 8 | 5 << 16 | sequence;
        put(out, head);
        sum.add_even(head);
        if ON {
            for address in [source(), destination()] {
                sum.add_even(get(address.as_ptr()));
                sum.add_even(get(address.as_ptr().add(8)));
            }
            sum.add_even(checksum::tail(at));
            let (total, carry) = (sum.0 as u64).overflowing_add((sum.0 >> 64) as u64);
            let value = checksum::fold(total + u64::from(carry)) as u16;
            put(out.add(4), value.swap_bytes());
        }
        at
    }
}

/// For a buffer that may be too small: aside, then copied.
#[cold]
#[inline(never)]
fn aside<const ON: bool>(fields: &UpdateFields, out: &mut [u8]) -> u64 {
    let mut buffer = [0; ENOUGH];
    // SAFETY: the buffer has room enough.
    let length = unsafe { write::<ON>(fields, buffer.as_mut_ptr()) };
    match out.get_mut(..length) {
        Some(room) => {
            room.copy_from_slice(&buffer[..length]);
            length as u64
        }
        None => REJECT,
    }
}

/// Checksum field zero.
pub fn emit(input: &[u8], out: &mut [u8]) -> u64 {
    let fields = update_fields(input);
    if out.len() < ENOUGH {
        return aside::<false>(fields, out);
    }
    // SAFETY: the buffer has room enough.
    unsafe { write::<false>(fields, out.as_mut_ptr()) as u64 }
}

/// Written, then summed from the buffer.
pub fn emit_then_checksum(input: &[u8], out: &mut [u8]) -> u64 {
    let length = emit(input, out);
    if length == REJECT {
        return REJECT;
    }
    let written = &mut out[..length as usize];
    let value = checksum::adc(written, &mut []) as u16;
    written[4..6].copy_from_slice(&value.to_be_bytes());
    length
}

/// Summed while written.
pub fn emit_fused(input: &[u8], out: &mut [u8]) -> u64 {
    let fields = update_fields(input);
    if out.len() < ENOUGH {
        return aside::<true>(fields, out);
    }
    // SAFETY: the buffer has room enough.
    unsafe { write::<true>(fields, out.as_mut_ptr()) as u64 }
}

/// A Configuration payload, CFG_REPLY.
pub fn cp_reply(input: &[u8], out: &mut [u8]) -> u64 {
    let fields: &ConfigFields = config_fields(input);
    if out.len() < 80 {
        return REJECT;
    }
    let to = out.as_mut_ptr();
    // SAFETY: at most 74 octets, 80 are there.
    unsafe {
        let address: u128 = get(fields.address.as_ptr());
        let prefix: u128 = get(fields.home_prefix.as_ptr());
        let dns: u128 = get(fields.dns.as_ptr());
        let mut at = 8;
        if fields.has_address {
            put(to.add(at), 0x1100_0800u32);
            put(to.add(at + 4), address);
            put(to.add(at + 20), fields.address_length);
            at += 21;
        }
        let lifetime = u64::from(fields.lifetime.swap_bytes()) << 32;
        put(to.add(at), 0x1500_1000u64 | lifetime);
        put(to.add(at + 8), prefix);
        put(to.add(at + 24), fields.home_prefix_length);
        at += 25;
        if fields.has_dns {
            put(to.add(at), 0x1000_0a00u32);
            put(to.add(at + 4), dns);
            at += 20;
        }
        let length = u64::from((at as u16).swap_bytes()) << 16;
        put(to, length | 2 << 32);
        at as u64
    }
}
