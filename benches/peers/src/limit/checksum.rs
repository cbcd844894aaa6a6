//! The Internet checksum over the IPv6 pseudo-header and a message.
//!
//! Returned as it stands: 0 for a message whose checksum field is right.

use super::{destination, get, source};

/// A one's complement sum of 64-bit words to the checksum in network order.
#[inline(always)]
pub(super) fn fold(sum: u64) -> u64 {
    let sum = (sum.wrapping_add(sum.rotate_left(32)) >> 32) as u32;
    let sum = (sum.wrapping_add(sum.rotate_left(16)) >> 16) as u16;
    u64::from(!sum.swap_bytes())
}

/// Length and next header as the last eight octets of the pseudo-header.
#[inline(always)]
pub(super) fn tail(length: usize) -> u64 {
    u64::from((length as u32).swap_bytes()) | 135 << 56
}

/// The sum of octets that are no multiple of eight, and of what follows.
#[cold]
fn odd(octets: &[u8]) -> u64 {
    let mut last = [0; 8];
    let rest = octets.len() % 8;
    last[..rest].copy_from_slice(&octets[octets.len() - rest..]);
    u64::from_le_bytes(last)
}

#[inline(always)]
fn end_around(sum: u64, value: u64) -> u64 {
    let (sum, carry) = sum.overflowing_add(value);
    sum + u64::from(carry)
}

/// A chain of `adc`, four words a round.
#[cfg(target_arch = "x86_64")]
pub fn adc(input: &[u8], _: &mut [u8]) -> u64 {
    let mut sum = tail(input.len());
    if !input.len().is_multiple_of(8) {
        sum = end_around(sum, odd(input));
    }
    let words = input.len() / 8;
    // SAFETY: reads 16 octets at each address and `words` words of the slice;
    // writes no memory.
    unsafe {
        std::arch::asm!(
            "add {sum}, [{source}]",
            "adc {sum}, [{source} + 8]",
            "adc {sum}, [{destination}]",
            "adc {sum}, [{destination} + 8]",
            "jrcxz 3f",
            "2:",
            "adc {sum}, [{at}]",
            "lea {at}, [{at} + 8]",
            "dec rcx",
            "jnz 2b",
            "3:",
            "mov rcx, {rounds}",
            "jrcxz 5f",
            "4:",
            "adc {sum}, [{at}]",
            "adc {sum}, [{at} + 8]",
            "adc {sum}, [{at} + 16]",
            "adc {sum}, [{at} + 24]",
            "lea {at}, [{at} + 32]",
            "dec rcx",
            "jnz 4b",
            "5:",
            "adc {sum}, 0",
            sum = inout(reg) sum,
            source = in(reg) source().as_ptr(),
            destination = in(reg) destination().as_ptr(),
            at = inout(reg) input.as_ptr() => _,
            rounds = in(reg) words / 4,
            inout("rcx") words % 4 => _,
            options(readonly, nostack),
        );
    }
    fold(sum)
}

/// u64 words into a u128, no assembler.
pub fn wide(input: &[u8], _: &mut [u8]) -> u64 {
    let mut sum = u128::from(tail(input.len()));
    if !input.len().is_multiple_of(8) {
        sum += u128::from(odd(input));
    }
    // SAFETY: 16 octets at each address, `len / 8` words in the slice.
    unsafe {
        let mut add = |at: *const u8| sum += u128::from(get::<u64>(at));
        add(source().as_ptr());
        add(source().as_ptr().add(8));
        add(destination().as_ptr());
        add(destination().as_ptr().add(8));
        let mut at = input.as_ptr();
        let end = at.add(input.len() & !7);
        while at < end {
            add(at);
            at = at.add(8);
        }
    }
    fold(end_around(sum as u64, (sum >> 64) as u64))
}

/// AVX2, 64 octets a round, where the processor has it; else as `wide`.
#[cfg(target_arch = "x86_64")]
pub fn avx2(input: &[u8], out: &mut [u8]) -> u64 {
    if !std::is_x86_feature_detected!("avx2") {
        return wide(input, out);
    }
    // SAFETY: the feature was detected.
    unsafe { avx2_detected(input) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
unsafe fn avx2_detected(input: &[u8]) -> u64 {
    use std::arch::x86_64::*;
    let mut sum = tail(input.len());
    if !input.len().is_multiple_of(8) {
        sum = end_around(sum, odd(input));
    }
    let mut at = input.as_ptr();
    let low = _mm256_set1_epi64x(0xffff_ffff);
    // SAFETY: every load is of octets below `end`.
    unsafe {
        let end = at.add(input.len() & !7);
        // The two addresses stand side by side.
        let addresses: __m256i = get(source().as_ptr());
        let mut one =
            _mm256_add_epi64(_mm256_and_si256(addresses, low), _mm256_srli_epi64(addresses, 32));
        let mut two = _mm256_setzero_si256();
        while end as usize - at as usize >= 64 {
            let a: __m256i = get(at);
            let b: __m256i = get(at.add(32));
            one = _mm256_add_epi64(one, _mm256_and_si256(a, low));
            two = _mm256_add_epi64(two, _mm256_srli_epi64(a, 32));
            one = _mm256_add_epi64(one, _mm256_and_si256(b, low));
            two = _mm256_add_epi64(two, _mm256_srli_epi64(b, 32));
            at = at.add(64);
        }
        if end as usize - at as usize >= 32 {
            let a: __m256i = get(at);
            one = _mm256_add_epi64(one, _mm256_and_si256(a, low));
            two = _mm256_add_epi64(two, _mm256_srli_epi64(a, 32));
            at = at.add(32);
        }
        let both = _mm256_add_epi64(one, two);
        let half = _mm_add_epi64(_mm256_castsi256_si128(both), _mm256_extracti128_si256(both, 1));
        let pair = _mm_add_epi64(half, _mm_unpackhi_epi64(half, half));
        sum = end_around(sum, _mm_cvtsi128_si64(pair) as u64);
        while at < end {
            sum = end_around(sum, get(at));
            at = at.add(8);
        }
    }
    fold(sum)
}
