//! Instructions per operation, counted by valgrind, which must be installed: the same number on every run.
//!
//! ```sh
//! cargo bench -p mip6-wire --bench instructions                                # opt-level 3
//! cargo bench -p mip6-wire --bench instructions --profile size -- --level z    # opt-level z
//! ```
//!
//! prints the counts beside those kept in `instructions.txt`, and fails where one has grown by more than 3 %.
//! `-- --record` keeps the new ones. Counts are of one compiler on one kind of processor: with another, they are
//! printed and not judged.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::process::{Command, ExitCode};

#[path = "peers/src/fields.rs"]
#[allow(dead_code, reason = "shared with the comparison in peers/")]
mod fields;
#[path = "peers/src/inputs.rs"]
#[allow(dead_code, reason = "shared with the comparison in peers/")]
mod inputs;
mod jobs;
#[path = "peers/src/ours.rs"]
#[allow(dead_code, reason = "shared with the comparison in peers/")]
mod ours;

use jobs::{limit, rows};

const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.txt");
/// How much a count may grow, in percent.
const BAND: u64 = 3;
/// Below so many instructions one more is already above the band.
const SLACK: u64 = 3;
const CALLS: u64 = 500;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["run", row, input, calls] => {
            run(row, input, calls.parse().expect("a number"));
            ExitCode::SUCCESS
        }
        ["--level", level] => compare(level, false),
        ["--level", level, "--record"] => compare(level, true),
        ["--record"] => compare("3", true),
        [] => compare("3", false),
        _ => {
            eprintln!("usage: instructions [--level 3|z] [--record]");
            ExitCode::from(2)
        }
    }
}

fn run(row: &str, input: &str, calls: u64) {
    let inputs = inputs::all();
    let input = inputs
        .iter()
        .find(|other| other.name == input)
        .expect("an input");
    let found = ours::ROWS.iter().find(|other| other.name == row);
    let run = found.and_then(|row| row.run).unwrap_or(|_, _| 0);
    let mut out = [0; 4096];
    for _ in 0..calls {
        black_box(black_box(run)(
            black_box(&input.octets),
            black_box(&mut out),
        ));
    }
}

/// Instructions of one call: those of 2N calls less those of N, divided by N.
fn count(row: &str, input: &str) -> Option<u64> {
    let once = total(row, input, CALLS)?;
    let twice = total(row, input, CALLS * 2)?;
    Some((twice - once) / CALLS)
}

fn total(row: &str, input: &str, calls: u64) -> Option<u64> {
    let valgrind = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe().ok()?)
        .args(["run", row, input, &calls.to_string()])
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&valgrind.stderr).into_owned();
    let line = text.lines().find(|line| line.contains("Collected :"))?;
    line.split_whitespace().last()?.parse().ok()
}

/// `level row input` to instructions, and the compiler that they are of.
fn kept() -> (String, BTreeMap<String, u64>) {
    let text = std::fs::read_to_string(KEPT).unwrap_or_default();
    let mut compiler = String::new();
    let mut counts = BTreeMap::new();
    for line in text.lines() {
        if let Some(of) = line.strip_prefix("# compiler: ") {
            compiler = of.to_owned();
        } else if let Some((name, value)) = line.rsplit_once(' ') {
            if let Ok(value) = value.parse() {
                counts.insert(name.to_owned(), value);
            }
        }
    }
    (compiler, counts)
}

fn compiler() -> String {
    let rustc = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()))
        .arg("-V")
        .output();
    let version = rustc.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    format!(
        "{}, {}",
        version.unwrap_or_default(),
        std::env::consts::ARCH
    )
}

fn compare(level: &str, record: bool) -> ExitCode {
    let (of, mut counts) = kept();
    let judge = of == compiler() && !record;
    let Some(empty) = count("nothing", "bu_a") else {
        eprintln!("instructions: valgrind is missing, or does not run this program");
        return ExitCode::from(2);
    };
    let mut grown = 0;
    println!(
        "{:<24} {:<16} {:>8} {:>8}",
        format!("opt-level {level}"),
        "input",
        "now",
        "kept"
    );
    for (row, names) in jobs::JOBS {
        for input in names {
            let now = count(row, input).unwrap_or(0).saturating_sub(empty);
            let name = format!("{level} {row} {input}");
            let before = counts.get(&name).copied();
            let most = before.map(|kept| kept + (kept * BAND / 100).max(SLACK));
            let word = if judge && most.is_some_and(|most| now > most) {
                grown += 1;
                "  GROWN"
            } else {
                ""
            };
            let shown = before.map_or("-".to_owned(), |kept| kept.to_string());
            println!("{row:<24} {input:<16} {now:>8} {shown:>8}{word}");
            if record {
                counts.insert(name, now);
            }
        }
    }
    if record {
        let mut text = String::from("# Instructions per operation: level, row, input, count.\n");
        let _ = writeln!(text, "# compiler: {}", compiler());
        for (name, value) in &counts {
            let _ = writeln!(text, "{name} {value}");
        }
        return match std::fs::write(KEPT, text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("instructions: cannot write {KEPT}: {error}");
                ExitCode::from(2)
            }
        };
    }
    if !judge {
        println!(
            "not judged: the kept counts are of {of:?}, this is {:?}",
            compiler()
        );
    }
    if grown == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
