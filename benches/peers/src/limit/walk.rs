//! An option area: every TLV inside, padding skipped, type and length of the
//! others added up.

use super::get;
use crate::fields::{REJECT, walk_digest};

/// One octet at a time.
pub fn plain(input: &[u8], _: &mut [u8]) -> u64 {
    // SAFETY: `at` never passes `end`; two octets are left inside the loop.
    unsafe {
        let mut at = input.as_ptr();
        let end = at.add(input.len());
        let mut sum = 0;
        while at.wrapping_add(1) < end {
            let kind = *at;
            if kind == 0 {
                at = at.add(1);
                continue;
            }
            let size = usize::from(*at.add(1));
            at = at.wrapping_add(2 + size);
            if at > end {
                return REJECT;
            }
            if kind != 1 {
                sum += walk_digest(kind, size);
            }
        }
        if at != end && *at != 0 {
            return REJECT;
        }
        sum
    }
}

/// Runs of Pad1 sixteen at a time.
#[cfg(target_arch = "x86_64")]
pub fn sse2(input: &[u8], _: &mut [u8]) -> u64 {
    use std::arch::x86_64::{_mm_cmpeq_epi8, _mm_movemask_epi8, _mm_setzero_si128};
    // SAFETY: as in `plain`; sixteen octets are loaded when sixteen are left.
    unsafe {
        let mut at = input.as_ptr();
        let end = at.add(input.len());
        let mut sum = 0;
        while at.wrapping_add(1) < end {
            let pair = u16::from_le(get(at));
            if pair == 0 {
                at = at.add(2);
                while end as usize - at as usize >= 16 {
                    let equal = _mm_cmpeq_epi8(get(at), _mm_setzero_si128());
                    let other = _mm_movemask_epi8(equal) ^ 0xffff;
                    if other != 0 {
                        at = at.add(other.trailing_zeros() as usize);
                        break;
                    }
                    at = at.add(16);
                }
                continue;
            }
            let kind = pair as u8;
            if kind == 0 {
                at = at.add(1);
                continue;
            }
            let size = usize::from(pair >> 8);
            at = at.wrapping_add(2 + size);
            if at > end {
                return REJECT;
            }
            if kind != 1 {
                sum += walk_digest(kind, size);
            }
        }
        if at != end && *at != 0 {
            return REJECT;
        }
        sum
    }
}
