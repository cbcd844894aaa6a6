//! How many of what, and from whom to whom.

use crate::carrier::Carrier;
use crate::field::{Report, counted};
use crate::mobility::Place;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::net::IpAddr;

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
    fn add(&mut self, report: &Report) {
        self.all += 1;
        self.malformed += usize::from(!report.faults.is_empty());
    }

    fn line(self, out: &mut impl Write, what: &str) -> io::Result<()> {
        write!(out, "{:>8}  {what}", self.all)?;
        match self.malformed {
            0 => writeln!(out),
            malformed => writeln!(out, ", {malformed} malformed"),
        }
    }
}

impl Summary {
    pub fn message(&mut self, carrier: &Carrier<'_>, report: &Report) {
        let count = self.messages.entry(report.name.clone());
        count.or_default().add(report);
        let (Some(source), Some(destination)) = (carrier.source, carrier.destination) else {
            return;
        };
        let pair = (source, destination);
        let count = match self.pairs.len() < PAIRS || self.pairs.contains_key(&pair) {
            true => self.pairs.entry(pair).or_default(),
            false => &mut self.other_pairs,
        };
        count.add(report);
    }

    /// Writes the counts, the largest first.
    pub fn write(&self, out: &mut impl Write, last: Option<Place>) -> io::Result<()> {
        if let Some(time) = last.and_then(|place| place.since_start) {
            writeln!(
                out,
                "# {:.6} s from the first frame to the last",
                time.as_secs_f64()
            )?;
        }
        let mut messages: Vec<_> = self.messages.iter().collect();
        messages.sort_by_key(|(_, count)| std::cmp::Reverse(count.all));
        writeln!(out, "# Messages")?;
        for (name, count) in messages {
            count.line(out, name)?;
        }
        let mut pairs: Vec<_> = self.pairs.iter().collect();
        pairs.sort_by_key(|(_, count)| std::cmp::Reverse(count.all));
        writeln!(out, "# {}", counted(self.pairs.len(), "pair"))?;
        for ((source, destination), count) in pairs {
            count.line(out, &format!("{source} > {destination}"))?;
        }
        if self.other_pairs.all > 0 {
            self.other_pairs.line(out, "between others")?;
        }
        Ok(())
    }
}
