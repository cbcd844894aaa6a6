//! What is here for speed alone: names are checked and written eight or sixteen octets at a time.
//!
//! Plain loops would save 190 lines and cost 1.2 to 5 times the instructions, depending on the form and the length
//! of the name. Nothing here decides: a check that fails leaves it to [`rules`](super::rules) to find the fault, and
//! accepts only what they accept.

use super::rules::is_label_octet;

/// Whether `text` obeys the rules of [`check_text`](super::rules::check_text). In rare cases `false` for a text that
/// does.
#[inline]
pub(super) fn is_text(text: &[u8]) -> bool {
    let ([first, ..], [.., last]) = (text, text) else {
        return false;
    };
    let faults = if let Some(end) = text.last_chunk::<17>() {
        // the last sixteen octets, some of which the walk meets again
        let mut faults = block_faults(end);
        let mut rest = text;
        while let (Some(octets), 18..) = (rest.first_chunk(), rest.len()) {
            let [low, high] = block_faults(octets);
            let [low_before, high_before] = faults;
            faults = [low_before | low, high_before | high];
            rest = rest.get(16..).unwrap_or_default();
        }
        let [low, high] = faults;
        low | high
    } else if let (Some(start), Some(end)) = (text.first_chunk::<9>(), text.last_chunk::<9>()) {
        word_faults(start) | word_faults(end)
    } else if let (Some(start), Some(end)) = (text.first_chunk::<5>(), text.last_chunk::<5>()) {
        half_word_faults(start, end)
    } else {
        few_faults(text)
    };
    faults & HIGH == 0 && is_label_octet(*first) && *last != b'.' && has_short_labels(text)
}

/// Eight times the same octet.
const fn each(octet: u8) -> u64 {
    u64::from_le_bytes([octet; 8])
}

/// The high bit of each of eight octets.
const HIGH: u64 = each(0x80);

/// High bits, if one of eight octets cannot follow the one before it in a text; `next` are these, `octets` the ones
/// before. Which of them it is does not come out: subtractions borrow from one octet to the next.
///
/// Two octets give a dot by `|` if both are dots, and in rare pairs such as a dot and a comma. Those are left to
/// [`check_text`](super::rules::check_text).
#[inline(always)]
const fn faults(octets: u64, next: u64) -> u64 {
    let invisible = next | next.wrapping_add(each(1)) | next.wrapping_sub(each(0x21));
    let backslash = (next ^ each(b'\\')).wrapping_sub(each(1));
    let two_dots = ((octets | next) ^ each(b'.')).wrapping_sub(each(1));
    invisible | backslash | two_dots
}

/// [`faults`] of sixteen octets and the one before them, as two words, which the compiler makes a vector if the
/// processor has them.
#[inline(always)]
fn block_faults(octets: &[u8; 17]) -> [u64; 2] {
    let [start @ .., _, _, _, _, _, _, _, _] = octets;
    let [_, _, _, _, _, _, _, _, end @ ..] = octets;
    [word_faults(start), word_faults(end)]
}

/// [`faults`] of eight octets and the one before them.
#[inline(always)]
fn word_faults(octets: &[u8; 9]) -> u64 {
    let ([octets @ .., _], [_, next @ ..]) = (octets, octets);
    faults(u64::from_le_bytes(*octets), u64::from_le_bytes(*next))
}

/// [`faults`] of two times four octets and the ones before them.
#[inline(always)]
fn half_word_faults(start: &[u8; 5], end: &[u8; 5]) -> u64 {
    let word =
        |[a, b, c, d]: [u8; 4], [e, f, g, h]: [u8; 4]| u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    let ([start @ .., _], [_, after_start @ ..]) = (start, start);
    let ([end @ .., _], [_, after_end @ ..]) = (end, end);
    faults(word(*start, *end), word(*after_start, *after_end))
}

/// [`faults`] of up to eight octets.
#[inline(always)]
fn few_faults(octets: &[u8]) -> u64 {
    let word =
        octets.iter().fold(each(b'x'), |word, octet| word.wrapping_shl(8) | u64::from(*octet));
    // the first octet is the most significant one
    faults(word.wrapping_shr(8), word)
}

/// How many octets can stand in a label.
#[inline(always)]
pub(super) fn count_label_octets(octets: &[u8]) -> usize {
    // a count for each of sixteen places: a vector, if the processor has them
    let mut counts = [0_u64; 2];
    let mut count = |[low, high]: [u64; 2]| {
        let [low_count, high_count] = counts;
        counts = [
            low_count.wrapping_add(label_octets(low)),
            high_count.wrapping_add(label_octets(high)),
        ];
    };
    let mut rest = octets;
    while let Some((block, after)) = rest.split_first_chunk() {
        count(words(block));
        rest = after;
    }
    let (first, rest) = match rest.split_first_chunk() {
        Some((word, rest)) => (u64::from_le_bytes(*word), rest),
        None => (0, rest),
    };
    count([first, last_word(octets, rest)]);
    let [low, high] = counts;
    // the sum of the octets, in the uppermost one; it is no more than 255
    let [.., sum] = low.wrapping_add(high).wrapping_mul(each(1)).to_le_bytes();
    sum.into()
}

/// Sixteen octets as two words.
#[inline(always)]
const fn words(octets: &[u8; 16]) -> [u64; 2] {
    let [low @ .., _, _, _, _, _, _, _, _] = octets;
    let [_, _, _, _, _, _, _, _, high @ ..] = octets;
    [u64::from_le_bytes(*low), u64::from_le_bytes(*high)]
}

/// `rest`, fewer than eight octets at the end of `octets`, and zeros after them.
#[inline(always)]
fn last_word(octets: &[u8], rest: &[u8]) -> u64 {
    match octets.last_chunk() {
        Some(word) => {
            // shift out what stands before `rest`: all 64 bits, if `rest` is empty
            let left = u32::try_from(rest.len()).unwrap_or_default();
            let before = 64_u32.wrapping_sub(left.wrapping_mul(8));
            u64::from_le_bytes(*word).checked_shr(before).unwrap_or_default()
        }
        None => {
            rest.iter().rev().fold(0_u64, |word, octet| word.wrapping_shl(8) | u64::from(*octet))
        }
    }
}

/// 1 for each of eight octets that can stand in a label, else 0.
#[inline(always)]
const fn label_octets(octets: u64) -> u64 {
    let ascii = low_bits(octets);
    // high bits; no sum and no difference goes beyond its octet
    let visible = (ascii.wrapping_add(each(1)) | HIGH).wrapping_sub(each(0x22));
    let no_dot = (ascii ^ each(b'.')).wrapping_add(each(0x7f));
    let no_backslash = (ascii ^ each(b'\\')).wrapping_add(each(0x7f));
    (!octets & visible & no_dot & no_backslash & HIGH).wrapping_shr(7)
}

/// Eight octets without their high bits.
#[inline(always)]
const fn low_bits(octets: u64) -> u64 {
    octets & each(0x7f)
}

/// The high bit of each octet that is a dot, if all eight are ASCII. After one that is not, there may be
/// others.
#[inline(always)]
const fn dots(octets: u64) -> u64 {
    // an octet that is zero leaves its high bit in the difference, any other up to 0x7f does not
    HIGH.wrapping_sub(octets ^ each(b'.')) & HIGH
}

/// Whether no label of a text is longer than 63 octets: else some 64 octets from the start of a label on hold
/// no dot.
#[inline(always)]
fn has_short_labels(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(octets) = rest.first_chunk::<64>() {
        let Some(after) = after_last_dot(octets) else {
            return false;
        };
        rest = rest.get(after..).unwrap_or_default();
    }
    true
}

/// Where the last label begins, of several in ASCII.
#[inline(always)]
fn after_last_dot(octets: &[u8; 64]) -> Option<usize> {
    let mut end = octets.len();
    for word in octets.rchunks_exact(8) {
        let word = word.first_chunk().map_or(0, |word| u64::from_le_bytes(*word));
        let dots = dots(word);
        if dots != 0 {
            let left = usize::try_from(dots.leading_zeros() >> 3).unwrap_or_default();
            return Some(end.wrapping_sub(left));
        }
        end = end.wrapping_sub(8);
    }
    None
}

/// Puts the length octets into `labels`, which holds `text` from its second octet on.
#[inline(always)]
pub(super) fn replace_dots(text: &[u8], labels: &mut [u8]) {
    let mut start = 0_usize;
    let mut put = |dot: usize| {
        if let Some(length) = labels.get_mut(start) {
            // a label is shorter than 256 octets: one octet holds the difference
            [*length, ..] = dot.wrapping_sub(start).to_le_bytes();
        }
        start = dot.wrapping_add(1);
    };
    let mut base = 0_usize;
    let mut rest = text;
    while let Some((block, after)) = rest.split_first_chunk() {
        let [low, high] = words(block);
        let (low, high) = (dots(low), dots(high));
        if low | high != 0 {
            find_dots(low, base, &mut put);
            find_dots(high, base.wrapping_add(8), &mut put);
        }
        base = base.wrapping_add(16);
        rest = after;
    }
    if let Some((word, after)) = rest.split_first_chunk() {
        find_dots(dots(u64::from_le_bytes(*word)), base, &mut put);
        base = base.wrapping_add(8);
        rest = after;
    }
    find_dots(dots(last_word(text, rest)), base, &mut put);
    put(text.len());
}

/// Calls `found` with the position of each of the [`dots`] of eight octets, the first of them being the least
/// significant one, at `base`.
#[inline(always)]
fn find_dots(mut left: u64, base: usize, mut found: impl FnMut(usize)) {
    while left != 0 {
        let octet = usize::try_from(left.trailing_zeros() >> 3).unwrap_or_default();
        found(base.wrapping_add(octet));
        left &= left.wrapping_sub(1);
    }
}
