//! The counts of the crate's own rows beside those that were kept: the gate for what grows.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;

use crate::measure::{Profile, Selection, count};
use crate::rows::{Origin, Row, jobs};

const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/instructions.txt");
/// How much a count may grow, in percent.
const BAND: f64 = 3.0;
/// Below so many instructions one more is already above the band.
const SLACK: f64 = 3.0;

/// The inputs on which a row is measured.
pub fn inputs_of(row: &Row) -> impl Iterator<Item = &'static str> {
    let job = jobs().find(|job| job.name == row.job).expect("a job");
    let inputs = job.inputs.iter().copied();
    inputs.filter(|input| !row.not.contains(input))
}

/// `profile row input` to instructions, and the compiler that they are of.
fn kept() -> (String, BTreeMap<String, f64>) {
    let text = std::fs::read_to_string(KEPT).unwrap_or_default();
    let mut compiler = String::new();
    let mut counts = BTreeMap::new();
    for line in text.lines() {
        if let Some(of) = line.strip_prefix("# compiler: ") {
            compiler = of.to_owned();
        } else if let Some((name, value)) = line.rsplit_once(' ')
            && let Ok(value) = value.parse()
        {
            counts.insert(name.to_owned(), value);
        }
    }
    (compiler, counts)
}

fn compiler() -> String {
    let rustc =
        Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into())).arg("-V").output();
    let version = rustc.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let arch = std::env::consts::ARCH;
    format!("{}, {arch}", version.unwrap_or_default())
}

/// The command `kept`, for all jobs: false where a count has grown by more than the band. Counts are of one compiler on one kind of
/// processor: with another, they are printed and not judged.
///
/// # Errors
/// The file of the kept counts cannot be written.
pub fn compare(record: bool) -> std::io::Result<bool> {
    let (of, counts) = kept();
    let judge = of == compiler() && !record;
    let mut recorded = BTreeMap::new();
    let mut passed = true;
    for profile in [Profile::Lto, Profile::Default, Profile::Z] {
        let found = count(profile, &Selection::new(Vec::new()), |row| row.origin == Origin::Ours);
        println!("{:<10} {:<24} {:<20} {:>8} {:>8}", "profile", "row", "input", "now", "kept");
        for ((row, input), now) in found {
            let name = format!("{} {row} {input}", profile.name());
            let before = counts.get(&name).copied();
            let most = before.map(|kept| kept + (kept * BAND / 100.0).max(SLACK));
            let grown = judge && most.is_some_and(|most| now > most);
            passed &= !grown;
            println!(
                "{:<10} {row:<24} {input:<20} {now:>8.0} {:>8}{}",
                profile.name(),
                before.map_or("-".to_owned(), |kept| format!("{kept:.0}")),
                if grown { "  GROWN" } else { "" },
            );
            if record {
                recorded.insert(name, now);
            }
        }
    }
    if record {
        let mut text = String::from("# Instructions per operation: profile, row, input, count.\n");
        let _ = writeln!(text, "# compiler: {}", compiler());
        for (name, value) in &recorded {
            let _ = writeln!(text, "{name} {value:.0}");
        }
        std::fs::write(KEPT, text)?;
    } else if !judge {
        let here = compiler();
        println!("not judged: the kept counts are of {of:?}, this is {here:?}");
    }
    Ok(passed)
}
