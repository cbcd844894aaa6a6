//! Domain names: text to labels, labels checked, labels to text.
//!
//! Labels of 1 to 63 octets, at most 253 characters or 255 octets, no trailing
//! dot; characters 0x21 to 0x7e, in a label no dot, nowhere a backslash.

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
            (get(from), if count == 8 { 0 } else { high >> ((16 - count) * 8) })
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

/// All bits of each octet that can stand in a text.
#[inline(always)]
fn visible(octets: __m128i) -> __m128i {
    // SAFETY: SSE2 is part of x86-64.
    unsafe {
        let delete = _mm_cmpeq_epi8(octets, _mm_set1_epi8(0x7f));
        let backslash = _mm_cmpeq_epi8(octets, _mm_set1_epi8(b'\\' as i8));
        // Signed, so that 0x80 and above are less.
        let above = _mm_cmpgt_epi8(octets, _mm_set1_epi8(0x20));
        _mm_andnot_si128(_mm_or_si128(delete, backslash), above)
    }
}

/// All bits of each octet that can stand in a label.
#[inline(always)]
fn in_label(octets: __m128i) -> __m128i {
    // SAFETY: SSE2 is part of x86-64.
    unsafe {
        let dot = _mm_cmpeq_epi8(octets, _mm_set1_epi8(b'.' as i8));
        _mm_andnot_si128(dot, visible(octets))
    }
}

/// Read from the index on: all bits of as many of the last octets of sixteen.
static UNSEEN: [u8; 32] = {
    let mut table = [0; 32];
    let mut at = 16;
    while at < 32 {
        table[at] = 0xff;
        at += 1;
    }
    table
};

/// Counts by `in_label` in `count` octets; `each` gets every block and where it is.
///
/// # Safety
/// `from` holds `count` octets, and `count >= 16`.
#[inline(always)]
unsafe fn count_in_label(
    from: *const u8,
    count: usize,
    mut each: impl FnMut(usize, __m128i),
) -> usize {
    // SAFETY: every load is inside `count` octets, and inside the table.
    unsafe {
        let mut sum = _mm_setzero_si128();
        let mut at = 0;
        while at + 16 <= count {
            let octets: __m128i = get(from.add(at));
            each(at, octets);
            sum = _mm_sub_epi8(sum, in_label(octets));
            at += 16;
        }
        let last: __m128i = get(from.add(count - 16));
        each(count - 16, last);
        let unseen: __m128i = get(UNSEEN.as_ptr().add(count - at));
        // Of the last block, the upper octets are those that were not seen.
        sum = _mm_sub_epi8(sum, _mm_and_si128(unseen, in_label(last)));
        let sums = _mm_sad_epu8(sum, _mm_setzero_si128());
        let sums = _mm_add_epi64(sums, _mm_unpackhi_epi64(sums, sums));
        _mm_cvtsi128_si64(sums) as usize
    }
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
            if _mm_movemask_epi8(visible(octets)) as u32 != (1 << count) - 1 {
                return REJECT;
            }
            close!(dots(octets), 0);
        } else {
            // The last block overlaps; stored first, no length octet is lost.
            let last: __m128i = get(from.add(count - 16));
            put(to.add(count - 15), last);
            let mut all = visible(last);
            let mut at = 0;
            while at + 16 <= count {
                let octets: __m128i = get(from.add(at));
                put(to.add(at + 1), octets);
                all = _mm_and_si128(all, visible(octets));
                close!(dots(octets), at);
                at += 16;
            }
            if _mm_movemask_epi8(all) != 0xffff {
                return REJECT;
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

/// In two steps, as an API does it that has a type for a name: all checks, then the write.
pub fn two_steps_text_to_labels(input: &[u8], out: &mut [u8]) -> u64 {
    if !text_ok(input) {
        return REJECT;
    }
    let count = input.len();
    if out.len() < count + 18 {
        return REJECT;
    }
    let from = input.as_ptr();
    let to = out.as_mut_ptr();
    let mut open = 0;
    // SAFETY: loads are inside the text, stores inside `count + 18` octets.
    unsafe {
        macro_rules! close {
            ($mask:expr, $at:expr) => {
                let mut mask = $mask;
                while mask != 0 {
                    let dot = $at + mask.trailing_zeros() as usize;
                    *to.add(open) = (dot - open) as u8;
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
        *to.add(open) = (count - open) as u8;
        *to.add(count + 1) = 0;
    }
    (count + 2) as u64
}

/// The first of the two steps.
#[inline(never)]
fn text_ok(input: &[u8]) -> bool {
    let count = input.len();
    if count == 0 || count > 253 {
        return false;
    }
    let from = input.as_ptr();
    let mut open = 0;
    // SAFETY: loads are inside the text.
    unsafe {
        macro_rules! close {
            ($mask:expr, $at:expr) => {
                let mut mask = $mask;
                while mask != 0 {
                    let dot = $at + mask.trailing_zeros() as usize;
                    if (dot - open).wrapping_sub(1) > 62 {
                        return false;
                    }
                    open = dot + 1;
                    mask &= mask - 1;
                }
            };
        }
        if count < 16 {
            let (low, high) = short(from, count);
            let octets = _mm_set_epi64x(high as i64, low as i64);
            if _mm_movemask_epi8(visible(octets)) as u32 != (1 << count) - 1 {
                return false;
            }
            close!(dots(octets), 0);
        } else {
            let last: __m128i = get(from.add(count - 16));
            let mut all = visible(last);
            let mut at = 0;
            while at + 16 <= count {
                let octets: __m128i = get(from.add(at));
                all = _mm_and_si128(all, visible(octets));
                close!(dots(octets), at);
                at += 16;
            }
            if _mm_movemask_epi8(all) != 0xffff {
                return false;
            }
            close!(dots(last) >> (16 + at - count), at);
        }
    }
    (count - open).wrapping_sub(1) <= 62
}

/// In two steps: all checks, then the write.
pub fn two_steps_labels_to_text(input: &[u8], out: &mut [u8]) -> u64 {
    let text = labels_ok(input);
    let count = input.len();
    if text == REJECT || out.len() < count + 16 {
        return REJECT;
    }
    let text = text as usize;
    // SAFETY: loads are inside the name, stores inside `count + 16` octets.
    unsafe {
        let from = input.as_ptr().add(1);
        let to = out.as_mut_ptr();
        if text < 16 {
            let (low, high) = short(from, text);
            put(to, low);
            put(to.add(8), high);
        } else {
            let mut at = 0;
            while at + 16 <= text {
                let octets: __m128i = get(from.add(at));
                put(to.add(at), octets);
                at += 16;
            }
            let last: __m128i = get(from.add(text - 16));
            put(to.add(text - 16), last);
        }
        let mut at = usize::from(*input.as_ptr());
        while at < text {
            let length = usize::from(*to.add(at));
            *to.add(at) = b'.';
            at += length + 1;
        }
    }
    text as u64
}

/// The first of the two steps: [`labels_check`], called.
#[inline(never)]
fn labels_ok(input: &[u8]) -> u64 {
    labels_check(input, &mut [])
}

/// The length of the name as text.
#[inline(always)]
pub fn labels_check(input: &[u8], _: &mut [u8]) -> u64 {
    let count = input.len();
    if !(3..=255).contains(&count) {
        return REJECT;
    }
    // Octets that cannot stand in a label: the root, and of the lengths all
    // below 0x21 and the dot.
    let mut foreign = 1;
    // SAFETY: reads below `count` only.
    unsafe {
        let from = input.as_ptr();
        let mut at = 0;
        loop {
            let length = usize::from(*from.add(at));
            if length.wrapping_sub(1) > 0x1f {
                if length == 0 {
                    break;
                }
                if length > 63 {
                    return REJECT;
                }
                foreign -= usize::from(length != usize::from(b'.'));
            }
            foreign += 1;
            at += length + 1;
            if at >= count {
                return REJECT;
            }
        }
        if at != count - 1 {
            return REJECT;
        }
        let good = if count < 16 {
            let (low, high) = short(from, count);
            let octets = in_label(_mm_set_epi64x(high as i64, low as i64));
            (_mm_movemask_epi8(octets) as u32).count_ones() as usize
        } else {
            count_in_label(from, count, |_, _| ())
        };
        if good + foreign != count {
            return REJECT;
        }
    }
    (count - 2) as u64
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
        let good = if text < 16 {
            let (low, high) = short(from, text);
            put(to, low);
            put(to.add(8), high);
            let octets = in_label(_mm_set_epi64x(high as i64, low as i64));
            (_mm_movemask_epi8(octets) as u32).count_ones() as usize
        } else {
            count_in_label(from, text, |at, octets| put(to.add(at), octets))
        };
        // As in `labels_check`, without the first length and the root.
        let mut foreign = 0;
        // `at` is both a length octet of the name and, one less, a place in text.
        let mut at = 0;
        let mut length = usize::from(*input.as_ptr());
        if length.wrapping_sub(1) > 62 {
            return REJECT;
        }
        loop {
            at += length + 1;
            if at >= count {
                return REJECT;
            }
            length = usize::from(*input.as_ptr().add(at));
            if length.wrapping_sub(1) > 0x1f {
                if length == 0 {
                    break;
                }
                if length > 63 {
                    return REJECT;
                }
                foreign -= isize::from(length != usize::from(b'.'));
            }
            foreign += 1;
            *to.add(at - 1) = b'.';
        }
        if at != count - 1 || good as isize + foreign != text as isize {
            return REJECT;
        }
    }
    text as u64
}
