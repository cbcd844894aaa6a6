//! The crate under test next to its peers and to the limit; see README.md.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use mip6_wire_peers::measure::{self, Profile, Selection};
use mip6_wire_peers::{check, inputs, kept, table};

const USAGE: &str = "\
usage: mip6-wire-peers COMMAND [--job JOB]...
  table                 check, count and time in both profiles, the goals; fails where a goal is missed
  table --count-only    the same without time
  kept                  counts of the crate's rows in every profile beside those of instructions.txt;
                        fails where one has grown by more than 3 %
  kept --record         keeps the new ones
  check                 digests and output of rows that do the same job, mutated inputs
  count [PROFILE]       instructions per operation (valgrind); lto, release or z
  time                  nanoseconds per operation, of this program as it was built
  list                  jobs, rows and inputs
  run ROW INPUT N...    N calls of a row, then of the next, for valgrind
  dump INPUT            an input in hexadecimal";

fn usage() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some((&command, rest)) = words.split_first() else {
        return usage();
    };
    let inputs = inputs::all();
    if command == "run" {
        return measure::run(&inputs, rest);
    }
    if let ("dump", &[name]) = (command, rest) {
        for octet in &measure::input(&inputs, name).octets {
            print!("{octet:02x}");
        }
        println!();
        return ExitCode::SUCCESS;
    }
    let (mut count_only, mut record, mut profile) = (false, false, Profile::Lto);
    let mut jobs = Vec::new();
    let mut rest = rest.iter();
    while let Some(&word) = rest.next() {
        match word {
            "--count-only" if command == "table" => count_only = true,
            "--record" if command == "kept" => record = true,
            "--job" => jobs.extend(rest.next().map(ToString::to_string)),
            "lto" if command == "count" => profile = Profile::Lto,
            "release" if command == "count" => profile = Profile::Default,
            "z" if command == "count" => profile = Profile::Z,
            _ => return usage(),
        }
    }
    let selection = Selection::new(jobs);
    let passed = match command {
        "list" => {
            table::list(&inputs);
            true
        }
        "check" => check::check(&inputs, &selection),
        "count" => {
            table::plain(&measure::count(profile, &selection, |_| true), "instructions");
            true
        }
        "time" => {
            table::plain(&measure::time(&inputs, &selection), "ns");
            true
        }
        "kept" => match kept::compare(record) {
            Ok(passed) => passed,
            Err(error) => {
                eprintln!("the counts cannot be kept: {error}");
                return ExitCode::from(2);
            }
        },
        "table" => check::check(&inputs, &selection) && table::table(&selection, !count_only),
        _ => return usage(),
    };
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
