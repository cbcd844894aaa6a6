//! Layouts as text, to be held against the figures of the RFCs, and their reading.
//!
//! A layout is its fields in order, with blanks between them: `name@place:shape`.
//!
//! | place | the field begins |
//! |---|---|
//! | `2` | at octet 2 of the structure, Type and Length octets counted |
//! | `2.3` | at bit 3 of octet 2, the most significant bit being 0 |
//! | `+` | where the field before ends |
//!
//! | shape | the field is |
//! |---|---|
//! | `u8` `u16` `u24` `u32` `u48` `u64` | a number, most significant octet first |
//! | `b6` | a number of 6 bits |
//! | `16` | 16 octets |
//! | `16*count` | 16 octets, as often as the number in the field `count` says |
//! | `..` | the octets up to the end, none too |
//! | `2..` | the octets up to the end, 2 at least |
//! | `..%4` | the octets up to the end, a multiple of 4 |
//!
//! | behind a number | says |
//! |---|---|
//! | `&f000` | only these bits have a meaning: a sender leaves the others zero |
//! | `<=128` | greater is malformed |
//!
//! A name that begins with `reserved` is a field that a sender leaves zero and a receiver does not read. `|` stands
//! between forms of different lengths, and `-` is the form of no octets. The octets of the structure have to end
//! where its last field ends.

/// A field that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What the layout calls it.
    pub name: &'static str,
    /// Its first octet, counted from that of the structure.
    pub offset: usize,
    /// How many octets it lies in.
    pub width: usize,
    /// What it holds.
    pub value: Value,
    /// The bits of a number that have no meaning, where one of them is set.
    pub stray: u64,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(u64),
    /// Octets as they are.
    Octets(Vec<u8>),
}

impl Field {
    /// Whether a sender leaves the field zero.
    #[must_use]
    pub fn is_reserved(&self) -> bool {
        self.name.starts_with("reserved")
    }

    /// Whether all of the field is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        match &self.value {
            Value::Number(number) => *number == 0,
            Value::Octets(octets) => octets.iter().all(|octet| *octet == 0),
        }
    }
}

impl Value {
    /// The value as octets: a number in as many as it lies in.
    #[must_use]
    pub fn octets(&self, width: usize) -> Vec<u8> {
        match self {
            Value::Number(number) => {
                let all = number.to_be_bytes();
                let mut octets = vec![0; width.saturating_sub(all.len())];
                octets.extend(&all[all.len().saturating_sub(width)..]);
                octets
            }
            Value::Octets(octets) => octets.clone(),
        }
    }
}

/// Why octets are not of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// None of its forms is of this length.
    Length,
    /// The number at this octet is greater than it may be.
    Number(usize),
}

/// Reads octets by a layout. The fields begin at octet `start`: this is where the form `-` ends.
///
/// # Errors
///
/// See [`Misfit`].
///
/// # Panics
///
/// If the layout is not written as the module says.
pub fn read(layout: &'static str, octets: &[u8], start: usize) -> Result<Vec<Field>, Misfit> {
    for form in layout.split('|') {
        match form_of(form.trim(), octets, start) {
            Err(Misfit::Length) => {}
            done => return done,
        }
    }
    Err(Misfit::Length)
}

/// A field of a layout.
struct Item<'a> {
    name: &'static str,
    /// Its first bit.
    first: usize,
    /// How many bits a number has; none are octets.
    bits: Option<usize>,
    shape: &'a str,
    mask: u64,
    most: u64,
}

/// The fields of a form. `end` is the bit where the field in front ends.
fn item(text: &'static str, end: usize) -> Item<'static> {
    let (name, rest) = text.split_once('@').expect("name@place:shape");
    let (place, shape) = rest.split_once(':').expect("name@place:shape");
    let first = match place.split_once('.') {
        _ if place == "+" => end,
        Some((octet, bit)) => 8 * number(octet) + number(bit),
        None => 8 * number(place),
    };
    assert!(first >= end, "{text} begins before the field in front ends");
    let (shape, most) = match shape.split_once("<=") {
        Some((shape, most)) => (shape, most.parse().expect("a number")),
        None => (shape, u64::MAX),
    };
    let (shape, mask) = match shape.split_once('&') {
        Some((shape, mask)) => (shape, u64::from_str_radix(mask, 16).expect("hexadecimal")),
        None => (shape, u64::MAX),
    };
    let bits = match (shape.strip_prefix('u'), shape.strip_prefix('b')) {
        (Some(bits), _) | (_, Some(bits)) => Some(number(bits)),
        _ => None,
    };
    assert!(bits.is_some() || first % 8 == 0, "{text} begins within an octet");
    Item { name, first, bits, shape, mask, most }
}

fn items(form: &'static str) -> impl Iterator<Item = &'static str> {
    form.split_whitespace().filter(|text| *text != "-")
}

fn form_of(form: &'static str, octets: &[u8], start: usize) -> Result<Vec<Field>, Misfit> {
    let mut fields: Vec<Field> = Vec::new();
    // where the last field ends, and the first number that is too great, in bits and octets
    let mut end = 8 * start;
    let mut too_great = None;
    for text in items(form) {
        let item = item(text, end);
        let offset = item.first / 8;
        let bits = match item.bits {
            Some(bits) => bits,
            None => 8 * octets_of(item.shape, octets.len().checked_sub(offset), &fields)?,
        };
        end = item.first + bits;
        let width = end.div_ceil(8) - offset;
        let Some(covered) = octets.get(offset..offset + width) else {
            return Err(Misfit::Length);
        };
        let mut stray = 0;
        let value = if item.bits.is_some() {
            let mut all: u128 = 0;
            for octet in covered {
                all = all * 256 + u128::from(*octet);
            }
            let right = all >> (8 * (offset + width) - end);
            let value = u64::try_from(right % (1 << bits)).expect("64 bits at most");
            if value > item.most {
                too_great = too_great.or(Some(offset));
            }
            stray = value & !item.mask;
            Value::Number(value)
        } else {
            Value::Octets(covered.to_vec())
        };
        fields.push(Field { name: item.name, offset, width, value, stray });
    }
    assert_eq!(end % 8, 0, "{form:?} ends within an octet");
    if end != 8 * octets.len() {
        return Err(Misfit::Length);
    }
    too_great.map_or(Ok(fields), |octet| Err(Misfit::Number(octet)))
}

/// Octets of a layout, from octet `start` up to octet `most` at most, of the octets that `next` gives. Reserved
/// fields are zero; a field `options` is left out.
///
/// # Panics
///
/// If the layout is not written as the module says.
pub fn sample(
    layout: &'static str,
    start: usize,
    most: usize,
    next: &mut dyn FnMut() -> u8,
) -> Vec<u8> {
    let forms: Vec<&'static str> = layout.split('|').map(str::trim).collect();
    let form = match forms.len() {
        1 => forms[0],
        several => forms[usize::from(next()) % several],
    };
    let mut octets = vec![0; start];
    let mut numbers: Vec<(&str, usize)> = Vec::new();
    let mut end = 8 * start;
    for text in items(form) {
        let item = item(text, end);
        let offset = item.first / 8;
        if item.name == "options" {
            break;
        }
        let Some(bits) = item.bits else {
            octets.resize(offset, 0);
            let length = match item.shape.split_once('*') {
                Some((each, count)) => {
                    // the count is in one octet: what was drawn for it is too much
                    let times = next() % 4;
                    let (_, at) = numbers.iter().find(|(name, _)| *name == count).expect("a count");
                    octets[*at] = times;
                    number(each) * usize::from(times)
                }
                None => length_of(item.shape, most - offset, next),
            };
            let reserved = item.name.starts_with("reserved");
            octets.extend((0..length).map(|_| if reserved { 0 } else { next() }));
            end = 8 * octets.len();
            continue;
        };
        end = item.first + bits;
        octets.resize(end.div_ceil(8), 0);
        numbers.push((item.name, octets.len() - 1));
        if item.name.starts_with("reserved") {
            continue;
        }
        let mut value: u64 = 0;
        for _ in 0..bits.div_ceil(8) {
            value = value << 8 | u64::from(next());
        }
        if item.most != u64::MAX {
            value %= item.most + 1;
        }
        for bit in 0..bits {
            let at = end - 1 - bit;
            let set = u8::from(value >> bit & 1 == 1);
            octets[at / 8] |= set << (7 - at % 8);
        }
    }
    octets.split_off(start)
}

/// A length for a shape of octets: mostly short.
fn length_of(shape: &str, most: usize, next: &mut dyn FnMut() -> u8) -> usize {
    let Some((least, multiple)) = shape.split_once("..") else {
        return number(shape);
    };
    let least = if least.is_empty() { 0 } else { number(least) };
    let of = multiple.strip_prefix('%').map_or(1, number);
    let drawn = match next() {
        long @ 224.. => usize::from(long),
        short => usize::from(short) % 24,
    };
    let length = drawn.clamp(least, most);
    length / of * of
}

/// How many octets a shape takes where `left` are left.
fn octets_of(shape: &str, left: Option<usize>, fields: &[Field]) -> Result<usize, Misfit> {
    if let Some((least, multiple)) = shape.split_once("..") {
        let left = left.ok_or(Misfit::Length)?;
        let least = if least.is_empty() { 0 } else { number(least) };
        let of = multiple.strip_prefix('%').map_or(1, number);
        let fits = left >= least && left % of == 0;
        return if fits { Ok(left) } else { Err(Misfit::Length) };
    }
    let Some((each, count)) = shape.split_once('*') else {
        return Ok(number(shape));
    };
    let counted = fields.iter().find(|field| field.name == count);
    match counted.expect("a field in front").value {
        Value::Number(count) => Ok(number(each) * usize::try_from(count).expect("a count")),
        Value::Octets(_) => panic!("{count} is no number"),
    }
}

fn number(text: &str) -> usize {
    text.parse().unwrap_or_else(|_| panic!("{text:?} is no number"))
}

#[cfg(all(test, not(miri)))]
mod tests {
    use super::*;

    fn read(layout: &'static str, octets: &[u8]) -> Result<Vec<Field>, Misfit> {
        super::read(layout, octets, 0)
    }

    fn values(layout: &'static str, octets: &[u8]) -> Result<Vec<(usize, usize, Value)>, Misfit> {
        let fields = read(layout, octets)?.into_iter();
        Ok(fields.map(|field| (field.offset, field.width, field.value)).collect())
    }

    #[test]
    fn numbers_and_octets() {
        let layout = "a@2:u16 b@4:2 c@+:..%2";
        let expected = [
            (2, 2, Value::Number(0x0102)),
            (4, 2, Value::Octets(vec![3, 4])),
            (6, 2, Value::Octets(vec![5, 6])),
        ];
        assert_eq!(values(layout, &[9, 6, 1, 2, 3, 4, 5, 6]), Ok(expected.to_vec()));
        for length in [0, 2, 4, 5, 7] {
            let octets = &[9, 6, 1, 2, 3, 4, 5][..length];
            assert_eq!(read(layout, octets), Err(Misfit::Length), "{length}");
        }
    }

    #[test]
    fn bits() {
        let layout = "prefix_length@2.0:b6 p@2.6:b1 reserved@2.7:b9";
        let expected =
            [(2, 1, Value::Number(24)), (2, 1, Value::Number(1)), (2, 2, Value::Number(0x101))];
        assert_eq!(values(layout, &[0, 0, 0b0110_0011, 1]), Ok(expected.to_vec()));
    }

    #[test]
    fn counts_forms_and_limits() {
        let counted = "count@0:u8 addresses@1:2*count options@+:..";
        let fields = read(counted, &[2, 1, 2, 3, 4, 5]).expect("two pairs");
        assert_eq!(fields[1].value, Value::Octets(vec![1, 2, 3, 4]));
        assert_eq!(fields[2].value, Value::Octets(vec![5]));
        assert_eq!(read(counted, &[2, 1, 2, 3]), Err(Misfit::Length));
        let forms = "- | a@0:u8<=128 | a@0:u8 b@1:u8&80";
        assert_eq!(read(forms, &[]), Ok(vec![]));
        assert_eq!(read(forms, &[129]), Err(Misfit::Number(0)));
        assert_eq!(read(forms, &[129, 0x81]).expect("two octets")[1].stray, 1);
        assert_eq!(read(forms, &[0; 3]), Err(Misfit::Length));
        assert_eq!(read("a@0:2..", &[0]), Err(Misfit::Length));
    }

    #[test]
    fn samples_are_of_their_layout() {
        let layouts = [
            "a@2:u16<=300 reserved@4.0:b5 b@4.5:b3 c@5:u8&80 d@6:4 e@+:1..",
            "- | a@2:u8 | a@2:u8 reserved@3:2 b@5:..%4",
            "n@2:u8 list@3:2*n rest@+:3",
        ];
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        for layout in layouts {
            for _ in 0..100 {
                let mut octets = vec![0; 2];
                octets.extend(sample(layout, 2, 257, &mut next));
                let fields = super::read(layout, &octets, 2);
                let fields = fields.unwrap_or_else(|misfit| panic!("{misfit:?}: {octets:02x?}"));
                assert!(fields.iter().all(|field| !field.is_reserved() || field.is_zero()));
            }
        }
    }
}
