//! Every value of what has few enough values, and the worst content of the longest header.
//!
//! The slow ones are left out unless asked for:
//!
//! ```text
//! cargo test --release --test it exhaustive:: -- --ignored
//! ```

use crate::support::oracle::{self, ADDRESSES};
use crate::support::second_reader::{self, FaultKind, Item};
use crate::support::under_miri::one_in;
use crate::support::{comparison, oracle::AnyBody};
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingStatus, BindingUpdate,
    BindingUpdateFlags, Lifetime,
};
use mip6_wire::option::{
    AlternateCareOfAddress, BindingAuthorizationData, BindingRefreshAdvice, DnsUpdate,
    DnsUpdateStatus, MobilityOptionBody, NonceIndices,
};
use mip6_wire::{
    EmitError, Message, MhType, MnIdentity, MobilityHeader, MobilityOption, OptionType, Options,
    ParseError, ParseErrorKind, Writer,
};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};

// ---------------------------------------------------------------------------
// Option areas
// ---------------------------------------------------------------------------

/// The header offset at which the areas here begin.
const START: u8 = 12;

/// What an option that is not padding, or the rest of an area, turns out to be: its type, where it begins and
/// how long its body is; or what is wrong, and where. Offsets count from the start of the area.
type Step = Result<(u8, usize, usize), (ParseErrorKind, usize)>;

/// A walk over an option area by the text of RFC 6275 Section 6.2, which allocates nothing.
struct Reference<'a> {
    area: &'a [u8],
    at: usize,
}

impl Iterator for Reference<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let end = self.area.len();
        loop {
            if self.at >= end {
                return None;
            }
            let at = self.at;
            let kind = self.area[at];
            if kind == 0 {
                self.at += 1;
                continue;
            }
            if at + 1 == end {
                self.at = end;
                return Some(Err((ParseErrorKind::OptionTruncated, at)));
            }
            let next = second_reader::option_end(self.area, at, end);
            let length = next - at - 2;
            if next > end {
                self.at = end;
                return Some(Err((ParseErrorKind::OptionTruncated, at + 1)));
            }
            self.at = at + 2 + length;
            if kind == 1 {
                continue;
            }
            if second_reader::must_be_last(kind) && self.at < end {
                return Some(Err((ParseErrorKind::AuthorizationDataNotLast, self.at)));
            }
            let wrong_length = !fits(kind, &self.area[at..self.at]);
            return Some(if wrong_length {
                Err((ParseErrorKind::OptionLength, at + 1))
            } else {
                Ok((kind, at, length))
            });
        }
    }
}

/// Whether the crate's walk is the reference's.
fn agrees(area: &[u8]) {
    let view = Options::new(area, START.into());
    let mut ours = view.iter();
    let mut stop = None;
    for step in (Reference { area, at: 0 }) {
        match (ours.next(), step) {
            (Some(Ok(option)), Ok((kind, at, length))) => {
                let octets = &area[at..at + 2 + length];
                assert!(kind == octets[0] && is(&option, octets), "{area:02x?}: {option:?}");
            }
            (Some(Err(error)), Err((kind, at))) => {
                let offset = at + usize::from(START);
                assert_eq!((error.kind(), error.offset()), (kind, offset), "{area:02x?}");
                if kind != ParseErrorKind::OptionLength {
                    stop = stop.or(Some(error));
                }
            }
            (ours, step) => panic!("{area:02x?}: {ours:?} for {step:?}"),
        }
    }
    assert!(ours.next().is_none(), "{area:02x?}");
    assert_eq!(view.check(), stop.map_or(Ok(()), Err), "{area:02x?}");
}

/// The types that are decoded, padding, and two others.
fn kinds() -> Vec<u8> {
    let decoded = MobilityOption::DECODED.iter().map(|kind| kind.0);
    let kinds: BTreeSet<u8> = decoded.chain([0, 1, 200, 255]).collect();
    kinds.into_iter().collect()
}

/// Whether the second reader can take an option apart. It has no rule for a type that it does not know.
fn fits(kind: u8, option: &[u8]) -> bool {
    thread_local! {
        static ANSWERS: RefCell<HashMap<Vec<u8>, bool>> = RefCell::default();
    }
    let Some(row) = second_reader::option_row(kind) else {
        return true;
    };
    ANSWERS.with_borrow_mut(|answers| match answers.get(option) {
        Some(answer) => *answer,
        None => {
            let answer = row.layout.read(option, 2).is_ok();
            // every option of four octets, and no more than memory has room for
            if option.len() <= 4 {
                answers.insert(option.to_vec(), answer);
            }
            answer
        }
    })
}

/// Whether the crate's option is what its octets say.
fn is(option: &MobilityOption<'_>, octets: &[u8]) -> bool {
    if let MobilityOption::Unknown(option) = option {
        return option.option_type.0 == octets[0] && option.body == &octets[2..];
    }
    comparison::option(option, octets);
    true
}

/// The reference is itself checked: it reads as the second reader does.
#[test]
fn the_reference_walk_is_the_second_readers() {
    let mut state = 1_u32;
    for sample in (0..1_u32 << 16).step_by(one_in(101)) {
        // a linear congruential generator; every other sample is of types that are decoded
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mut area = state.to_be_bytes();
        if sample % 2 == 0 {
            let kinds = kinds();
            area[0] = kinds[usize::from(area[0]) % kinds.len()];
            area[1] %= 5;
        }
        let theirs = second_reader::option_area(&area, 0);
        let theirs = theirs.into_iter().filter_map(|item| match item {
            Item::Option(option) if option.is_padding() => None,
            Item::Option(option) => Some(Ok((option.kind, option.offset, option.data.len()))),
            Item::Fault(fault) => Some(Err((
                match fault.kind {
                    FaultKind::OptionTruncated => ParseErrorKind::OptionTruncated,
                    FaultKind::OptionLength => ParseErrorKind::OptionLength,
                    FaultKind::AuthorizationDataNotLast => ParseErrorKind::AuthorizationDataNotLast,
                    other => panic!("{other:?}"),
                },
                fault.offset,
            ))),
        });
        let reference = Reference { area: &area, at: 0 };
        assert!(reference.eq(theirs), "{area:02x?}");
    }
}

#[test]
fn areas_of_one_and_two_octets() {
    oracle::options(&[], START);
    comparison::option_area(&[], START);
    for first in (0..=255).step_by(one_in(17)) {
        oracle::options(&[first], START);
        comparison::option_area(&[first], START);
        for second in (0..=255).step_by(one_in(15)) {
            agrees(&[first, second]);
            comparison::option_area(&[first, second], START);
            if first < 20 || second < 4 {
                oracle::options(&[first, second], START);
            }
        }
    }
}

/// Those that begin with a type of each sort; [`every_area_of_three_octets`] has the others.
#[test]
fn areas_of_three_octets() {
    for first in kinds() {
        for rest in (0..=0xffff_u16).step_by(one_in(1021)) {
            let [second, third] = rest.to_be_bytes();
            agrees(&[first, second, third]);
        }
    }
}

#[test]
#[ignore = "slow: run with --release -- --ignored"]
fn every_area_of_three_octets() {
    for area in 0..1_u32 << 24 {
        let [_, area @ ..] = area.to_be_bytes();
        agrees(&area);
    }
}

#[test]
#[ignore = "slow: run with --release -- --ignored"]
fn every_area_of_four_octets() {
    for area in 0..=u32::MAX {
        agrees(&area.to_be_bytes());
    }
}

/// Every type with every length, whole and with every truncation.
#[test]
fn every_type_and_length() {
    let mut area = [0x5a; 1024];
    for kind in (1..=255).step_by(one_in(16)) {
        for length in (0..=255).step_by(one_in(51)) {
            (area[0], area[1]) = (kind, length);
            let whole = second_reader::option_end(&area, 0, 0);
            for present in (1..whole).step_by(one_in(31)) {
                let view = Options::new(&area[..present], START.into());
                let offset = usize::from(START) + usize::from(present > 1);
                let error = ParseError::new(ParseErrorKind::OptionTruncated, offset);
                assert_eq!(view.check(), Err(error), "type {kind}, length {length}");
            }
            agrees(&area[..whole]);
            let legal = fits(kind, &area[..whole]);
            let items = Options::new(&area[..whole], START.into()).iter();
            assert_eq!(items.filter(Result::is_ok).count(), usize::from(legal && kind != 1));
        }
    }
}

/// The same with the oracles, for the types that are decoded and one of each sort besides.
#[test]
fn every_length_of_a_decoded_type() {
    let area = [0x5a; 1024];
    for kind in kinds().into_iter().filter(|kind| *kind > 0) {
        for length in (0..=255).step_by(one_in(85)) {
            let mut area = area.to_vec();
            (area[0], area[1]) = (kind, length);
            area.truncate(second_reader::option_end(&area, 0, 0));
            oracle::options(&area, START);
            area.push(0);
            oracle::options(&area, START);
            comparison::option_area(&area, START);
        }
    }
}

// ---------------------------------------------------------------------------
// Fields
// ---------------------------------------------------------------------------

/// Writes a message of 16 octets with no option, and reads it.
fn round_trip(message: &Message<'_>, by_hand: [u8; 6], mh_type: u8) {
    let mut buffer = [0; 16];
    let octets = oracle::build(message, &[], &ADDRESSES, &mut buffer).expect("16 octets");
    assert_eq!(octets[..4], [59, 1, mh_type, 0]);
    assert_eq!(octets[6..12], by_hand);
    let header = MobilityHeader::parse(octets).expect("what was written");
    let read = header.message().expect("what was written");
    assert_eq!(oracle::without_options(&read), *message);
}

#[test]
fn every_flag_word_sequence_and_lifetime_of_an_update() {
    for word in (0..=u16::MAX).step_by(one_in(2039)) {
        let [high, low] = word.to_be_bytes();
        let update = |sequence, flags, lifetime| {
            Message::BindingUpdate(BindingUpdate {
                sequence,
                flags: BindingUpdateFlags::from_bits_retain(flags),
                lifetime: Lifetime(lifetime),
                options: Options::EMPTY,
            })
        };
        round_trip(&update(word, 0, 0), [high, low, 0, 0, 0, 0], 5);
        round_trip(&update(0, word, 0), [0, 0, high, low, 0, 0], 5);
        round_trip(&update(0, 0, word), [0, 0, 0, 0, high, low], 5);
    }
}

#[test]
fn every_status_flag_octet_sequence_and_lifetime_of_an_acknowledgement() {
    let acknowledgement = |status, flags, sequence, lifetime| {
        Message::BindingAcknowledgement(BindingAcknowledgement {
            status: BindingStatus(status),
            flags: BindingAcknowledgementFlags::from_bits_retain(flags),
            sequence,
            lifetime: Lifetime(lifetime),
            options: Options::EMPTY,
        })
    };
    for word in (0..=u16::MAX).step_by(one_in(2039)) {
        let [high, low] = word.to_be_bytes();
        let both = acknowledgement(high, low, 0, 0);
        round_trip(&both, [high, low, 0, 0, 0, 0], 6);
        let sequence = acknowledgement(0, 0, word, 0);
        round_trip(&sequence, [0, 0, high, low, 0, 0], 6);
        let lifetime = acknowledgement(0, 0, 0, word);
        round_trip(&lifetime, [0, 0, 0, 0, high, low], 6);
    }
}

#[test]
fn every_value_of_the_short_options() {
    for word in (0..=u16::MAX).step_by(one_in(2039)) {
        let [high, low] = word.to_be_bytes();
        let advice = [2, 2, high, low];
        let found = Options::new(&advice, START.into()).find::<BindingRefreshAdvice>();
        let refresh_interval = Lifetime(word);
        assert_eq!(found, Ok(Some(BindingRefreshAdvice { refresh_interval })));

        let nonces = [4, 4, high, low, low, high];
        let expected = NonceIndices { home: word, care_of: word.swap_bytes() };
        assert_eq!(Options::new(&nonces, START.into()).find(), Ok(Some(expected)));

        let dns = [17, 2, high, low];
        let found = Options::new(&dns, START.into()).find::<DnsUpdate<'_>>();
        let found = found.expect("sound").expect("present");
        assert_eq!(found.status, DnsUpdateStatus(high));
        assert_eq!(found.flags.bits(), low);
        assert_eq!(found.is_removal(), low >= 0x80);
        assert_eq!(found.identity, MnIdentity::from_octets(&[]));
    }
}

/// Every Header Len with every MH Type, the header as long as that.
#[test]
fn every_header_len_and_type() {
    let mut octets = vec![0; 2048];
    for header_len in (0..=255).step_by(one_in(85)) {
        let length = 8 * (usize::from(header_len) + 1);
        for mh_type in (0..=255).step_by(one_in(5)) {
            octets[..6].copy_from_slice(&[59, header_len, mh_type, 0, 0, 0]);
            let header = &octets[..length];
            comparison::message(header);
            // of the types that are not decoded, some are enough where every octet is summed
            if second_reader::message_row(mh_type).is_some() || mh_type % 51 == 0 {
                let sealed = oracle::seal(header, &ADDRESSES).expect("whole");
                comparison::receive(&sealed, &ADDRESSES);
            }
            assert!(MobilityHeader::parse(&octets[..length - 1]).is_err());
            let surplus = MobilityHeader::parse(&octets[..(length + 1).min(2048)]);
            assert_eq!(surplus.is_ok(), length == 2048);
            if second_reader::message_row(mh_type).is_some() || mh_type % 51 == 0 {
                comparison::options(&octets[..length]);
                comparison::deviations(&octets[..length]);
            }
        }
    }
}

/// Every Payload Proto.
#[test]
fn every_payload_proto() {
    for payload_proto in (0..=255).step_by(one_in(59)) {
        let decoded = Message::DECODED.iter().map(|mh_type| mh_type.0);
        for mh_type in decoded.chain([200]) {
            let mut octets = [0; 24];
            octets[..3].copy_from_slice(&[payload_proto, 2, mh_type]);
            comparison::mobility_header(&octets, &ADDRESSES);
            let sealed = oracle::seal(&octets, &ADDRESSES).expect("whole");
            comparison::mobility_header(&sealed, &ADDRESSES);
        }
    }
}

// ---------------------------------------------------------------------------
// Cost
// ---------------------------------------------------------------------------

thread_local! {
    static DECODED: Cell<usize> = const { Cell::new(0) };
}

/// An option that counts how often one is decoded.
#[derive(Debug)]
struct Counted;

impl<'a> MobilityOptionBody<'a> for Counted {
    const TYPE: OptionType = OptionType(200);

    fn parse_body(_: &mip6_wire::option::RawOption<'a>) -> Result<Self, ParseError> {
        DECODED.set(DECODED.get() + 1);
        Ok(Self)
    }

    fn emit_body(&self, _: &mut Writer<'_>) -> Result<(), EmitError> {
        Ok(())
    }
}

/// Fills the option area of the longest Binding Update with a piece again and again, and the end with Pad1.
fn filled(piece: &[u8]) -> Vec<u8> {
    let mut octets = vec![59, 255, 5, 0, 0, 0, 0, 1, 0xc0, 0, 0, 100];
    while octets.len() + piece.len() <= 2048 {
        octets.extend(piece);
    }
    octets.resize(2048, 0);
    oracle::seal(&octets, &ADDRESSES).expect("whole")
}

#[test]
fn the_longest_header_of_the_worst_content() {
    let mut longest = vec![17, 255];
    longest.resize(257, b'a');
    let pieces: [(&[u8], usize); 9] = [
        (&[0], 0),
        (&[1, 0], 0),
        (&[0, 1, 0], 0),
        (&[200, 0], 1018),
        (&[0, 200, 0], 678),
        (&[17, 0], 1018),
        (&[5, 0], 1018),
        (&[3, 1, 0], 678),
        (&longest, 7),
    ];
    for (piece, expected) in pieces.into_iter().step_by(one_in(8)) {
        let octets = filled(piece);
        let header = MobilityHeader::parse(&octets).expect("2048 octets");
        let update: BindingUpdate<'_> = header.read().expect("a Binding Update");
        let area = update.options;
        // one step for each option, and each option is one of the octets or more
        let raw = area.raw().count();
        assert!(raw <= area.as_octets().len(), "{piece:02x?}: {raw} steps");
        assert_eq!(area.iter().count(), expected, "{piece:02x?}");
        oracle::options(area.as_octets(), START);
        assert!(mip6_wire::receive(&octets, &ADDRESSES).is_ok());
        comparison::options(&octets);
    }
}

/// An answer decodes each option of its type once, and no other.
#[test]
fn an_answer_decodes_each_option_once() {
    type Eight<'a> = (
        Counted,
        DnsUpdate<'a>,
        NonceIndices,
        AlternateCareOfAddress,
        BindingRefreshAdvice,
        BindingAuthorizationData<'a>,
        AnyBody<'a, 201>,
        AnyBody<'a, 202>,
    );
    let decoded = |options: Options<'_>| {
        DECODED.set(0);
        let _ = options.find::<Counted>();
        let found = DECODED.get();
        DECODED.set(0);
        let _ = options.select::<Eight<'_>>();
        (found, DECODED.get())
    };
    for (piece, times) in [(&[200, 0][..], 1018), (&[0, 200, 0], 678), (&[203, 0], 0), (&[0], 0)] {
        let octets = filled(piece);
        let header = MobilityHeader::parse(&octets).expect("2048 octets");
        let update: BindingUpdate<'_> = header.read().expect("a Binding Update");
        // a second one ends `select`
        assert_eq!(decoded(update.options), (times, times.min(1)), "{piece:02x?}");
        assert_eq!(decoded(Options::EMPTY), (0, 0));
    }
}

#[test]
fn the_longest_message_is_written() {
    let body = [7; 255];
    let unknown = MobilityOption::Unknown(mip6_wire::option::RawOption {
        option_type: OptionType(200),
        body: &body,
    });
    let message = Message::BindingUpdate(BindingUpdate {
        sequence: 0,
        flags: BindingUpdateFlags::empty(),
        lifetime: Lifetime(0),
        options: Options::EMPTY,
    });
    let mut options = vec![unknown; 7];
    let last = [7; 2048 - 12 - 7 * 257 - 2];
    options.push(MobilityOption::Unknown(mip6_wire::option::RawOption {
        option_type: OptionType(200),
        body: &last,
    }));
    let mut buffer = [0; 4096];
    let octets = oracle::build(&message, &options, &ADDRESSES, &mut buffer).expect("2048 octets");
    assert_eq!((octets.len(), octets[1]), (2048, 255));
    oracle::mobility_header(octets);
    // one octet more is too much
    options.push(MobilityOption::Unknown(mip6_wire::option::RawOption {
        option_type: OptionType::PAD1,
        body: &[],
    }));
    let error = oracle::build(&message, &options, &ADDRESSES, &mut buffer).expect_err("too long");
    assert_eq!(error.kind(), mip6_wire::EmitErrorKind::MessageTooLong);
    assert_eq!(MhType(octets_type(&message)), MhType::BINDING_UPDATE);
}

fn octets_type(message: &Message<'_>) -> u8 {
    message.mh_type().0
}
