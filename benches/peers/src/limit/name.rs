//! Domain names: text to labels, labels checked, labels to text.
//!
//! The rules are structural: labels of 1 to 63 octets, at most 253 characters
//! or 255 octets, no trailing dot.

use std::arch::x86_64::*;

use super::{get, put};
use crate::fields::REJECT;

/// Fewer than sixteen octets as two words, zero beyond them.
///
/// # Safety
/// `from` holds `count` octets, and `count < 16`.
#[inline(always)]
unsafe fn short(from: *const u8, count: usize) -> (u64, u64) {
    // SAFETY: every load is inside `count` octets.
    unsafe {
        if count >= 8 {
            let high: u64 = get(from.add(count - 8));
            (
                get(from),
                if count == 8 {
                    0
                } else {
                    high >> ((16 - count) * 8)
                },
            )
        } else if count >= 4 {
            let low: u32 = get(from);
            let high: u32 = get(from.add(count - 4));
            (u64::from(low) | u64::from(high) << ((count - 4) * 8), 0)
        } else if count > 0 {
            let middle = count / 2;
            let octets = u64::from(*from)
                | u64::from(*from.add(middle)) << (middle * 8)
                | u64::from(*from.add(count - 1)) << ((count - 1) * 8);
            (octets, 0)
        } else {
            (0, 0)
        }
    }
}

#[inline(always)]
fn dots(octets: __m128i) -> u32 {
    // SAFETY: SSE2 is part of x86-64.
    unsafe { _mm_movemask_epi8(_mm_cmpeq_epi8(octets, _mm_set1_epi8(b'.' as i8))) as u32 }
}

/// Sixteen characters at a time.
pub fn text_to_labels(input: &[u8], out: &mut [u8]) -> u64 {
    let count = input.len();
    // One block of slack, so that a short name may be stored as sixteen octets.
    if count == 0 || count > 253 || out.len() < count + 18 {
        return REJECT;
    }
    let from = input.as_ptr();
    let to = out.as_mut_ptr();
    // Where the length octet of the running label is, in `out`.
    let mut open = 0;
    // SAFETY: loads are inside the text, stores inside `count + 18` octets.
    unsafe {
        macro_rules! close {
            ($mask:expr, $at:expr) => {
                let mut mask = $mask;
                while mask != 0 {
                    let dot = $at + mask.trailing_zeros() as usize;
                    let length = dot - open;
                    if length.wrapping_sub(1) > 62 {
                        return REJECT;
                    }
                    *to.add(open) = length as u8;
                    open = dot + 1;
                    mask &= mask - 1;
                }
            };
        }
        if count < 16 {
            let (low, high) = short(from, count);
            let octets = _mm_set_epi64x(high as i64, low as i64);
            put(to.add(1), octets);
            close!(dots(octets), 0);
        } else {
            // The last block overlaps; stored first, no length octet is lost.
            let last: __m128i = get(from.add(count - 16));
            put(to.add(count - 15), last);
            let mut at = 0;
            while at + 16 <= count {
                let octets: __m128i = get(from.add(at));
                put(to.add(at + 1), octets);
                close!(dots(octets), at);
                at += 16;
            }
            close!(dots(last) >> (16 + at - count), at);
        }
        let length = count - open;
        if length.wrapping_sub(1) > 62 {
            return REJECT;
        }
        *to.add(open) = length as u8;
        *to.add(count + 1) = 0;
    }
    (count + 2) as u64
}

/// The number of labels before the root.
pub fn labels_check(input: &[u8], _: &mut [u8]) -> u64 {
    let count = input.len();
    if count > 255 {
        return REJECT;
    }
    let mut labels = 0;
    // SAFETY: reads below `end` only.
    unsafe {
        let mut at = input.as_ptr();
        let end = at.add(count);
        while at < end {
            let length = usize::from(*at);
            at = at.wrapping_add(1);
            if length == 0 {
                return if at == end { labels } else { REJECT };
            }
            if length > 63 {
                return REJECT;
            }
            at = at.wrapping_add(length);
            labels += 1;
        }
    }
    REJECT
}

/// Copied in one piece, a dot put over every length octet but the first.
pub fn labels_to_text(input: &[u8], out: &mut [u8]) -> u64 {
    let count = input.len();
    if !(3..=255).contains(&count) || out.len() < count + 16 {
        return REJECT;
    }
    let text = count - 2;
    // SAFETY: loads are inside the name, stores inside `count + 16` octets.
    unsafe {
        let from = input.as_ptr().add(1);
        let to = out.as_mut_ptr();
        if text < 16 {
            let (low, high) = short(from, text);
            put(to, low);
            put(to.add(8), high);
        } else {
            let last: __m128i = get(from.add(text - 16));
            let mut at = 0;
            while at + 16 <= text {
                put::<__m128i>(to.add(at), get(from.add(at)));
                at += 16;
            }
            put(to.add(text - 16), last);
        }
        // `at` is both a length octet of the name and, one less, a place in text.
        let mut at = 0;
        loop {
            let length = usize::from(*input.as_ptr().add(at));
            if length.wrapping_sub(1) > 62 {
                break;
            }
            at += length + 1;
            if at >= count {
                return REJECT;
            }
            *to.add(at - 1) = b'.';
        }
        if at != count - 1 || *input.as_ptr().add(at) != 0 {
            return REJECT;
        }
    }
    text as u64
}
