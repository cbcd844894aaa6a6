//! Instructions by callgrind, nanoseconds by the clock.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use crate::inputs::Input;
use crate::rows::{EMPTY, Job, Row, RowFn, jobs, rows};

/// Room for every output.
pub const ROOM: usize = 4096;

/// What was measured, by row and input.
pub type Results = BTreeMap<(&'static str, &'static str), f64>;

/// How the rows are built.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Profile {
    /// `opt-level = 3`, fat LTO, one codegen unit.
    Lto,
    /// The release profile as cargo has it: `opt-level = 3`, no LTO, 16 codegen units.
    Default,
    /// `opt-level = "z"`, fat LTO, one codegen unit.
    Z,
}

impl Profile {
    /// What cargo calls it, in `Cargo.toml` of this package.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lto => "lto",
            Self::Default => "release",
            Self::Z => "z",
        }
    }

    /// This program, built so.
    ///
    /// # Panics
    /// Where it does not build.
    pub fn program(self) -> PathBuf {
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo.args(["build", "--quiet", "--bins", "--manifest-path", manifest]);
        cargo.args(["--profile", self.name()]);
        if !cfg!(feature = "peers") {
            cargo.arg("--no-default-features");
        }
        let status = cargo.status().expect("cargo runs");
        assert!(status.success(), "profile {} does not build", self.name());
        let this = std::env::current_exe().expect("the path of this program");
        let target = this.ancestors().nth(2).expect("a target directory");
        let name = this.file_name().expect("the name of this program");
        target.join(self.name()).join(name)
    }
}

/// The jobs that were asked for.
pub struct Selection(Vec<String>);

impl Selection {
    pub fn new(jobs: Vec<String>) -> Self {
        Self(jobs)
    }

    pub fn jobs(&self) -> impl Iterator<Item = &'static Job> {
        jobs().filter(|job| self.0.is_empty() || self.0.iter().any(|name| name == job.name))
    }
}

/// The rows of a job that take an input.
pub fn rows_of(job: &Job, input: &str) -> Vec<Row> {
    let mut rows = rows();
    rows.retain(|row| row.job == job.name && !row.not.contains(&input));
    rows
}

pub fn input<'a>(inputs: &'a [Input], name: &str) -> &'a Input {
    let found = inputs.iter().find(|input| input.name == name);
    found.unwrap_or_else(|| panic!("no input {name}"))
}

/// One batch of calls.
#[inline(never)]
fn measured_batch(run: RowFn, input: &[u8], out: &mut [u8], calls: u64) -> u64 {
    let run = black_box(run);
    let mut sum = 0u64;
    for _ in 0..calls {
        sum = sum.wrapping_add(run(black_box(input), black_box(&mut *out)));
    }
    sum
}

/// The command `run`: rows, inputs and numbers of calls in turn.
pub fn run(inputs: &[Input], words: &[&str]) -> ExitCode {
    let mut rows = rows();
    rows.push(EMPTY);
    let mut out = vec![0; ROOM];
    for words in words.chunks(3) {
        let &[name, on, calls] = words else {
            eprintln!("ROW INPUT N, or several of them");
            return ExitCode::from(2);
        };
        let (Some(row), Ok(calls)) = (rows.iter().find(|row| row.name == name), calls.parse())
        else {
            eprintln!("no row {name}, or no number {calls}");
            return ExitCode::from(2);
        };
        let octets = &input(inputs, on).octets;
        black_box(measured_batch(row.run, octets, &mut out, calls));
    }
    ExitCode::SUCCESS
}

/// The instructions of each of these batches (row, input, calls) and of what comes before it. One run of callgrind, which
/// writes its counters to a file, and starts anew, where [`measured_batch`] ends.
fn collected(program: &Path, batches: &[(&str, &str, u64)]) -> Vec<u64> {
    let room = std::env::temp_dir().join(format!("mip6-wire-peers-{}", std::process::id()));
    std::fs::create_dir_all(&room).expect("a directory for callgrind's files");
    let to = room.join("out");
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--dump-after=*measured_batch*"]);
    valgrind.arg(format!("--callgrind-out-file={}", to.display()));
    valgrind.arg(program).arg("run");
    for (row, input, calls) in batches {
        valgrind.args([row, input, calls.to_string().as_str()]);
    }
    let output = valgrind.output().expect("valgrind is installed");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "valgrind failed:\n{error}");
    let totals = (1..=batches.len()).map(|number| {
        let text = std::fs::read_to_string(room.join(format!("out.{number}")));
        let text = text.unwrap_or_else(|_| panic!("no counters of batch {number}:\n{error}"));
        let mut lines = text.lines();
        let total = lines.find_map(|line| line.strip_prefix("totals: "));
        let total = total.and_then(|total| total.trim().parse().ok());
        total.expect("a total in callgrind's file")
    });
    let totals = totals.collect();
    std::fs::remove_dir_all(&room).expect("the directory can be removed");
    totals
}

/// Instructions per operation of the rows that are wanted, the empty call subtracted.
pub fn count(profile: Profile, selection: &Selection, wanted: impl Fn(&Row) -> bool) -> Results {
    let program = profile.program();
    let mut keys = vec![(EMPTY.name, "nothing", 1.0)];
    for job in selection.jobs() {
        for &input in job.inputs {
            for row in rows_of(job, input).into_iter().filter(&wanted) {
                keys.push((row.name, input, job.per_call));
            }
        }
    }
    let mut batches = Vec::new();
    for &(row, input, per_call) in &keys {
        let calls = if per_call > 1.0 { 10 } else { 200 };
        // the first for what is done once, such as to look up a function of the C library; of the other two, all is
        // the same but the calls, as the numbers have as many digits
        batches.extend([1, calls, 2 * calls].map(|calls| (row, input, calls)));
    }
    let mut empty = 0.0;
    let mut results = Results::new();
    let totals = collected(&program, &batches);
    for ((row, input, per_call), totals) in keys.into_iter().zip(totals.chunks(3)) {
        let calls = if per_call > 1.0 { 10.0 } else { 200.0 };
        let value = (totals[2] as f64 - totals[1] as f64) / calls;
        if row == EMPTY.name {
            empty = value;
        } else {
            results.insert((row, input), (value - empty) / per_call);
        }
    }
    results
}

/// What `time` prints when it runs in another profile.
pub fn time_in(profile: Profile, selection: &Selection) -> Results {
    let mut program = Command::new(profile.program());
    program.arg("time");
    for job in selection.jobs() {
        program.args(["--job", job.name]);
    }
    let output = program.output().expect("the program runs");
    assert!(output.status.success(), "time failed in {}", profile.name());
    let text = String::from_utf8_lossy(&output.stdout);
    let mut results = Results::new();
    for job in selection.jobs().filter(|job| job.timed) {
        for input in job.inputs {
            for row in rows_of(job, input) {
                let key = format!("{}\t{input}\t", row.name);
                let line = text.lines().find_map(|line| line.strip_prefix(&key));
                let value = line.and_then(|line| line.split('\t').next()?.parse().ok());
                results.insert((row.name, *input), value.expect("a time for every row"));
            }
        }
    }
    results
}

const BATCH: Duration = Duration::from_micros(400);
const ROUNDS: usize = 41;

/// Nanoseconds per operation, the call included: medians of rounds in which the
/// rows of an input take turns, another one first each time.
pub fn time(inputs: &[Input], selection: &Selection) -> Results {
    let mut out = vec![0; ROOM];
    let mut results = Results::new();
    for job in selection.jobs().filter(|job| job.timed) {
        for name in job.inputs {
            let octets = &input(inputs, name).octets;
            let mut timed: Vec<(Row, u64, Vec<f64>)> = rows_of(job, name)
                .into_iter()
                .map(|row| (row, calls_for(row.run, octets, &mut out), Vec::new()))
                .collect();
            for round in 0..ROUNDS {
                let first = round % timed.len();
                for turn in 0..timed.len() {
                    let at = (first + turn) % timed.len();
                    let (row, calls, samples) = &mut timed[at];
                    let start = Instant::now();
                    black_box(measured_batch(row.run, octets, &mut out, *calls));
                    samples.push(start.elapsed().as_nanos() as f64 / *calls as f64);
                }
            }
            for (row, _, mut samples) in timed {
                samples.sort_by(f64::total_cmp);
                let median = samples[samples.len() / 2];
                results.insert((row.name, *name), median / job.per_call);
            }
        }
    }
    results
}

/// How many calls fill a batch.
fn calls_for(run: RowFn, octets: &[u8], out: &mut [u8]) -> u64 {
    let mut calls = 1;
    loop {
        let start = Instant::now();
        black_box(measured_batch(run, octets, out, calls));
        let elapsed = start.elapsed();
        if elapsed * 4 > BATCH {
            let factor = BATCH.as_nanos() as f64 / elapsed.as_nanos().max(1) as f64;
            return ((calls as f64 * factor) as u64).max(1);
        }
        calls *= 2;
    }
}
