//! The results in Markdown, and the goals.

use crate::inputs::Input;
use crate::measure::{Results, Selection, rows_of};
use crate::rows::{Job, Origin, Row, Scope, jobs, rows};

/// A goal of a row of the crate under test.
struct Goal {
    job: &'static str,
    row: &'static str,
    what: &'static str,
    must: Must,
}

enum Must {
    /// At most so many times the limit of the job on this input.
    Limit(&'static str, Measure, f64),
    /// At most so many times another row on this input.
    Row(&'static str, &'static str, Measure, f64),
    /// Between two inputs, at most so much for each of this many units.
    Slope([&'static str; 2], f64, Measure, f64),
    /// The second input at most so many times the first, in instructions.
    Growth([&'static str; 2], f64),
}

#[derive(Clone, Copy)]
enum Measure {
    Instructions,
    Nanoseconds,
}

const fn goal(job: &'static str, row: &'static str, what: &'static str, must: Must) -> Goal {
    Goal {
        job,
        row,
        what,
        must,
    }
}

use Measure::{Instructions, Nanoseconds};
use Must::{Growth, Limit, Slope};

const GOALS: &[Goal] = &[
    goal(
        "parse",
        "parse_select",
        "parse (a), limit",
        Limit("bu_a", Instructions, 1.15),
    ),
    goal(
        "parse",
        "parse_select",
        "parse (a), C",
        Must::Row("c_parse", "bu_a", Instructions, 0.85),
    ),
    goal(
        "parse",
        "parse_iter",
        "typed iteration of (a)",
        Limit("bu_a", Instructions, 1.3),
    ),
    goal(
        "mix256",
        "mix256_select",
        "256 mixed",
        Limit("bu_mix256", Instructions, 1.10),
    ),
    goal(
        "parse_checksum",
        "parse_select_checksum",
        "parse + checksum",
        Limit("bu_a", Instructions, 1.20),
    ),
    goal(
        "walk",
        "walk_raw",
        "walk, zero-length option",
        Slope(["area_zlo_256", "area_zlo_2040"], 892.0, Instructions, 20.0),
    ),
    goal(
        "walk",
        "walk_raw",
        "walk, 8-octet option",
        Slope(
            ["area_typ8_256", "area_typ8_2040"],
            223.0,
            Instructions,
            20.0,
        ),
    ),
    goal(
        "walk",
        "walk_raw",
        "walk, zero-length option",
        Slope(["area_zlo_256", "area_zlo_2040"], 892.0, Nanoseconds, 1.75),
    ),
    goal(
        "walk",
        "walk_raw",
        "walk, 8-octet option",
        Slope(
            ["area_typ8_256", "area_typ8_2040"],
            223.0,
            Nanoseconds,
            1.75,
        ),
    ),
    goal(
        "walk",
        "walk_raw",
        "Pad1 run, per octet",
        Slope(
            ["area_pad1_256", "area_pad1_2040"],
            1784.0,
            Instructions,
            0.35,
        ),
    ),
    goal(
        "walk",
        "walk_raw",
        "alternating, plain iterator",
        Must::Row("walk_plain", "area_c_mix", Instructions, 1.15),
    ),
    goal(
        "walk",
        "walk_raw",
        "alternating, plain iterator",
        Must::Row("walk_plain", "area_c_mix", Nanoseconds, 1.05),
    ),
    goal(
        "walk",
        "walk_raw",
        "growth, Pad1",
        Growth(["area_pad1_256", "area_pad1_2040"], 8.0),
    ),
    goal(
        "walk",
        "walk_raw",
        "growth, zero-length",
        Growth(["area_zlo_256", "area_zlo_2040"], 8.0),
    ),
    goal(
        "walk",
        "walk_raw",
        "growth, 8 octets",
        Growth(["area_typ8_256", "area_typ8_2040"], 8.0),
    ),
    goal(
        "checksum",
        "checksum",
        "checksum 72",
        Limit("ck_72", Instructions, 1.5),
    ),
    goal(
        "checksum",
        "checksum",
        "checksum 2048, smoltcp",
        Must::Row("smoltcp_checksum", "ck_2048", Nanoseconds, 1.0),
    ),
    goal(
        "emit",
        "emit",
        "emit (a)",
        Limit("emit_a", Instructions, 1.4),
    ),
    goal(
        "emit_checksum",
        "emit_checksum",
        "emit + checksum, fused",
        Must::Row("limit_emit_fused", "emit_a", Instructions, 1.3),
    ),
    goal(
        "emit_checksum",
        "emit_checksum",
        "emit + checksum, fused",
        Must::Row("limit_emit_fused", "emit_a", Nanoseconds, 1.5),
    ),
    goal("cp", "cp_reply", "CP", Limit("ike_cp", Instructions, 1.2)),
    goal(
        "notify",
        "notify",
        "Notify",
        Limit("ike_notify", Instructions, 1.1),
    ),
    goal(
        "text_to_labels",
        "text_to_labels",
        "text to labels, 60",
        Limit("name_text_60", Instructions, 1.5),
    ),
    goal(
        "text_to_labels",
        "text_to_labels",
        "text to labels, 253",
        Limit("name_text_253L", Instructions, 2.0),
    ),
    goal(
        "labels_check",
        "labels_check",
        "labels check, 60",
        Limit("name_wire_60", Instructions, 1.2),
    ),
    goal(
        "labels_check",
        "labels_check",
        "labels check, 253",
        Limit("name_wire_253L", Instructions, 1.2),
    ),
    goal(
        "labels_to_text",
        "labels_to_text",
        "labels to text, 60",
        Limit("name_wire_60", Instructions, 1.2),
    ),
    goal(
        "labels_to_text",
        "labels_to_text",
        "labels to text, 253",
        Limit("name_wire_253L", Instructions, 1.2),
    ),
];

/// The least value of the own rows of a job on an input.
fn limit(job: &Job, input: &str, results: &Results) -> Option<f64> {
    let rows = rows_of(job, input);
    let own = rows.iter().filter(|row| row.origin == Origin::Limit);
    own.filter_map(|row| value(results, row.name, input))
        .reduce(f64::min)
}

fn value(results: &Results, row: &str, input: &str) -> Option<f64> {
    let found = results
        .iter()
        .find(|((name, on), _)| *name == row && *on == input);
    found.map(|(_, value)| *value)
}

/// The command `list`.
pub fn list(inputs: &[Input]) {
    for job in jobs() {
        println!("job {}: {}", job.name, job.what);
        println!("  inputs {}", job.inputs.join(" "));
        for row in rows().iter().filter(|row| row.job == job.name) {
            println!("  row {}: {}", row.name, scope(row));
        }
    }
    for row in crate::ours::ROWS.iter().filter(|row| row.run.is_none()) {
        println!("not filled: {} ({})", row.name, row.job);
    }
    for input in inputs {
        println!("input {} {}", input.name, input.octets.len());
    }
}

/// One measure, a line for each row and input.
pub fn plain(results: &Results, unit: &str) {
    for ((row, input), value) in results {
        println!("{row}\t{input}\t{value:.2}\t{unit}");
    }
}

fn scope(row: &Row) -> String {
    match row.scope {
        Scope::Same => "same job".to_string(),
        Scope::SameInputs(note) => format!("same result; {note}"),
        Scope::Less(note) => format!("less: {note}"),
    }
}

fn origin(row: &Row) -> &'static str {
    match row.origin {
        Origin::Limit => "limit",
        Origin::Reference => "reference",
        Origin::Peer => "peer",
        Origin::Ours => "**crate**",
    }
}

fn number(value: Option<f64>) -> String {
    match value {
        Some(value) if value < 100.0 => format!("{value:.1}"),
        Some(value) => format!("{value:.0}"),
        None => "-".to_string(),
    }
}

fn ratio(value: Option<f64>, limit: Option<f64>) -> String {
    match (value, limit) {
        (Some(value), Some(limit)) if limit > 0.0 => format!("{:.2}", value / limit),
        _ => "-".to_string(),
    }
}

/// The command `table`: false where a goal is missed.
pub fn table(selection: &Selection, counts: &Results, times: Option<&Results>) -> bool {
    for job in selection.jobs() {
        println!("\n### {}: {}\n", job.name, job.what);
        println!("| input | row | | instructions | ratio | ns | ratio | job |");
        println!("|---|---|---|---:|---:|---:|---:|---|");
        for input in job.inputs {
            let least = limit(job, input, counts);
            let fastest = times.and_then(|times| limit(job, input, times));
            for row in rows_of(job, input) {
                let count = value(counts, row.name, input);
                let time = times.and_then(|times| value(times, row.name, input));
                println!(
                    "| {input} | {} | {} | {} | {} | {} | {} | {} |",
                    row.name,
                    origin(&row),
                    number(count),
                    ratio(count, least),
                    number(time),
                    ratio(time, fastest),
                    scope(&row),
                );
            }
        }
    }
    goals(selection, counts, times)
}

fn goals(selection: &Selection, counts: &Results, times: Option<&Results>) -> bool {
    println!("\n### Goals\n");
    println!("| goal | row | measure | value | must | |");
    println!("|---|---|---|---:|---:|---|");
    let mut passed = true;
    for job in selection.jobs() {
        for goal in GOALS.iter().filter(|goal| goal.job == job.name) {
            let (measure, found, must) = evaluate(goal, job, counts, times);
            let verdict = match found {
                None => "not measured",
                Some(found) if found <= must => "pass",
                Some(_) => {
                    passed = false;
                    "**FAIL**"
                }
            };
            println!(
                "| {} | {} | {measure} | {} | {must:.2} | {verdict} |",
                goal.what,
                goal.row,
                found.map_or("-".to_string(), |found| format!("{found:.2}")),
            );
        }
    }
    passed
}

fn evaluate(
    goal: &Goal,
    job: &Job,
    counts: &Results,
    times: Option<&Results>,
) -> (String, Option<f64>, f64) {
    let of = |measure| match measure {
        Instructions => Some(counts),
        Nanoseconds => times,
    };
    let unit = |measure| match measure {
        Instructions => "instructions",
        Nanoseconds => "ns",
    };
    match goal.must {
        Limit(input, measure, must) => {
            let found = of(measure).and_then(|results| {
                Some(value(results, goal.row, input)? / limit(job, input, results)?)
            });
            (format!("{}, × limit", unit(measure)), found, must)
        }
        Must::Row(other, input, measure, must) => {
            let found = of(measure).and_then(|results| {
                Some(value(results, goal.row, input)? / value(results, other, input)?)
            });
            (format!("{}, × {other}", unit(measure)), found, must)
        }
        Slope([small, large], units, measure, must) => {
            let found = of(measure).and_then(|results| {
                let rise = value(results, goal.row, large)? - value(results, goal.row, small)?;
                Some(rise / units)
            });
            (format!("{} each", unit(measure)), found, must)
        }
        Growth([small, large], must) => {
            let found = value(counts, goal.row, large)
                .and_then(|large| Some(large / value(counts, goal.row, small)?));
            ("instructions, 2040 ÷ 256".to_string(), found, must)
        }
    }
}
