//! How many of what, and from whom to whom.

use crate::carrier::Carrier;
use crate::mobility::{Decoded, Place};
use crate::render::{counted, put};
use crate::text::{WIDTH, width};
use std::collections::BTreeMap;
use std::net::IpAddr;
use textwrap::wrap;

/// How many pairs of addresses are kept apart: an attack may have made up millions.
const PAIRS: usize = 10_000;

#[derive(Default)]
pub struct Summary {
    messages: BTreeMap<String, Count>,
    pairs: BTreeMap<(IpAddr, IpAddr), Count>,
    other_pairs: Count,
}

#[derive(Clone, Copy, Default)]
struct Count {
    all: usize,
    malformed: usize,
}

impl Count {
    fn add(&mut self, decoded: &Decoded<'_>) {
        self.all += 1;
        self.malformed += usize::from(decoded.is_malformed());
    }

    fn line(self, out: &mut String, what: &str) {
        let mut line = what.to_owned();
        if self.malformed > 0 {
            put(&mut line, format_args!(", {} malformed", self.malformed));
        }
        let all = format!("{:>8}  ", self.all);
        let options = width(WIDTH).initial_indent(&all).subsequent_indent("            ");
        for line in wrap(&line, options) {
            out.push_str(&line);
            out.push('\n');
        }
    }
}

impl Summary {
    pub fn message(&mut self, carrier: &Carrier<'_>, decoded: &Decoded<'_>) {
        let count = self.messages.entry(decoded.name());
        count.or_default().add(decoded);
        let (Some(source), Some(destination)) = (carrier.source, carrier.destination) else {
            return;
        };
        let pair = (source, destination);
        let count = match self.pairs.len() < PAIRS || self.pairs.contains_key(&pair) {
            true => self.pairs.entry(pair).or_default(),
            false => &mut self.other_pairs,
        };
        count.add(decoded);
    }

    /// Writes the counts, the largest first.
    pub fn write(&self, out: &mut String, last: Option<Place>) {
        if let Some(time) = last.and_then(|place| place.since_start) {
            let seconds = time.as_secs_f64();
            put(out, format_args!("# {seconds:.6} s from the first frame to the last\n"));
        }
        let mut messages: Vec<_> = self.messages.iter().collect();
        messages.sort_by_key(|(_, count)| std::cmp::Reverse(count.all));
        out.push_str("# Messages\n");
        for (name, count) in messages {
            count.line(out, name);
        }
        let mut pairs: Vec<_> = self.pairs.iter().collect();
        pairs.sort_by_key(|(_, count)| std::cmp::Reverse(count.all));
        put(out, format_args!("# {}\n", counted(self.pairs.len(), "pair")));
        for ((source, destination), count) in pairs {
            count.line(out, &format!("{source} > {destination}"));
        }
        if self.other_pairs.all > 0 {
            self.other_pairs.line(out, "between others");
        }
    }
}
