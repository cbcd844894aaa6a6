//! The crate under test next to its peers and to the limit; see README.md.
#![deny(unsafe_code)]

mod check;
mod fields;
mod inputs;
mod limit;
mod measure;
mod ours;
mod peers;
mod rows;
mod table;

use std::process::ExitCode;

use measure::Selection;

const USAGE: &str = "\
usage: mip6-wire-peers COMMAND [--job JOB]...
  list              jobs, rows and inputs
  check             digests and output of rows that do the same job, mutated inputs
  count             instructions per operation (valgrind)
  time              nanoseconds per operation
  table             check, count, time, the goals; fails where a goal is missed
  table --count-only    the same without time
  run ROW INPUT N   N calls of one row, for valgrind
  dump INPUT        an input in hexadecimal";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some((&command, rest)) = words.split_first() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let inputs = inputs::all();
    if let ("run", &[row, input, calls]) = (command, rest) {
        return measure::run(&inputs, row, input, calls.parse().expect("a number"));
    }
    if let ("dump", &[name]) = (command, rest) {
        for octet in &measure::input(&inputs, name).octets {
            print!("{octet:02x}");
        }
        println!();
        return ExitCode::SUCCESS;
    }
    let mut count_only = false;
    let mut jobs = Vec::new();
    let mut rest = rest.iter();
    while let Some(&word) = rest.next() {
        match word {
            "--count-only" => count_only = true,
            "--job" => jobs.extend(rest.next().map(ToString::to_string)),
            _ => {
                eprintln!("{USAGE}");
                return ExitCode::from(2);
            }
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
            table::plain(&measure::count(&selection), "instructions");
            true
        }
        "time" => {
            table::plain(&measure::time(&inputs, &selection), "ns");
            true
        }
        "table" => {
            check::check(&inputs, &selection) && {
                let counts = measure::count(&selection);
                let times = (!count_only).then(|| measure::time(&inputs, &selection));
                table::table(&selection, &counts, times.as_ref())
            }
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
