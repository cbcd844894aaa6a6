//! The results in Markdown, and the goals.

use crate::inputs::{Input, SHAPES};
use crate::measure::{self, Profile, Results, Selection, rows_of};
use crate::rows::{Job, Origin, Row, Scope, jobs, rows};

/// A goal of a row of the crate under test.
struct Goal {
    profile: Profile,
    job: &'static str,
    row: &'static str,
    what: &'static str,
    kind: Kind,
    /// At most this.
    must: f64,
}

enum Kind {
    /// So many times the limit of the job on this input.
    Limit(&'static str, Measure),
    /// So many times another row on this input.
    Other(&'static str, &'static str, Measure),
    /// Between two inputs, so much for each of this many units.
    Slope([&'static str; 2], f64, Measure),
    /// Of all shapes, what eight times the octets take.
    Growth,
    /// Of all shapes, what an octet takes.
    Octet,
}

#[derive(Clone, Copy)]
enum Measure {
    Instructions,
    Nanoseconds,
}

const fn goal(
    profile: Profile,
    job: &'static str,
    row: &'static str,
    what: &'static str,
    kind: Kind,
    must: f64,
) -> Goal {
    Goal { profile, job, row, what, kind, must }
}

use Kind::{Growth, Limit, Octet, Other, Slope};
use Measure::{Instructions, Nanoseconds};

const GOALS: &[Goal] = &[
    goal(
        Profile::Lto,
        "parse",
        "parse_select",
        "`select` of four, 72 octets",
        Limit("bu_a", Instructions),
        1.25,
    ),
    goal(
        Profile::Default,
        "parse",
        "parse_select",
        "`select` of four, 72 octets",
        Limit("bu_a", Instructions),
        1.40,
    ),
    goal(
        Profile::Lto,
        "parse",
        "parse_iter",
        "`iter`, several call sites",
        Limit("bu_a", Instructions),
        1.30,
    ),
    goal(
        Profile::Default,
        "parse",
        "parse_iter",
        "`iter`, several call sites",
        Limit("bu_a", Instructions),
        1.30,
    ),
    goal(Profile::Lto, "find_dns", "parse_find_dns", "`find`", Limit("bu_a", Instructions), 1.20),
    goal(
        Profile::Lto,
        "parse_checksum",
        "parse_select_checksum",
        "checksum, then `select`",
        Limit("bu_a", Instructions),
        1.20,
    ),
    goal(
        Profile::Lto,
        "mix256",
        "mix256_select",
        "256 mixed",
        Limit("bu_mix256", Instructions),
        1.05,
    ),
    goal(
        Profile::Lto,
        "walk",
        "walk_raw",
        "walk, zero-length option",
        Slope(["area_zlo_256", "area_zlo_2040"], 892.0, Instructions),
        15.0,
    ),
    goal(
        Profile::Lto,
        "walk",
        "walk_raw",
        "walk, 8-octet option",
        Slope(["area_typ8_256", "area_typ8_2040"], 223.0, Instructions),
        15.0,
    ),
    goal(
        Profile::Lto,
        "walk",
        "walk_raw",
        "walk, zero-length option",
        Slope(["area_zlo_256", "area_zlo_2040"], 892.0, Nanoseconds),
        1.75,
    ),
    goal(
        Profile::Lto,
        "walk",
        "walk_raw",
        "walk, 8-octet option",
        Slope(["area_typ8_256", "area_typ8_2040"], 223.0, Nanoseconds),
        1.75,
    ),
    goal(
        Profile::Lto,
        "walk",
        "walk_raw",
        "Pad1 run, an octet",
        Slope(["area_pad1_256", "area_pad1_2040"], 1784.0, Instructions),
        0.35,
    ),
    goal(
        Profile::Lto,
        "walk",
        "walk_raw",
        "alternating, plain iterator",
        Other("walk_plain", "area_c_mix", Instructions),
        1.15,
    ),
    goal(
        Profile::Lto,
        "walk",
        "walk_raw",
        "alternating, plain iterator",
        Other("walk_plain", "area_c_mix", Nanoseconds),
        1.05,
    ),
    goal(
        Profile::Lto,
        "checksum",
        "checksum",
        "checksum, 72 octets",
        Limit("ck_72", Instructions),
        1.5,
    ),
    goal(
        Profile::Lto,
        "checksum",
        "checksum",
        "checksum, 2048 octets, smoltcp",
        Other("smoltcp_checksum", "ck_2048", Nanoseconds),
        1.0,
    ),
    goal(Profile::Lto, "emit", "emit", "emit", Limit("emit_a", Instructions), 1.35),
    goal(
        Profile::Lto,
        "emit",
        "emit",
        "emit without DNS Update",
        Limit("emit_anodns", Instructions),
        1.35,
    ),
    goal(
        Profile::Lto,
        "emit_checksum",
        "emit_checksum",
        "emit and checksum, fused",
        Other("limit_emit_fused", "emit_a", Instructions),
        1.3,
    ),
    goal(
        Profile::Lto,
        "emit_checksum",
        "emit_checksum",
        "emit and checksum, fused",
        Other("limit_emit_fused", "emit_a", Nanoseconds),
        1.5,
    ),
    goal(Profile::Lto, "cp", "cp_reply", "Configuration", Limit("ike_cp", Instructions), 1.2),
    goal(Profile::Lto, "notify", "notify", "Notify", Limit("ike_notify", Instructions), 0.9),
    goal(
        Profile::Lto,
        "text_to_labels",
        "text_to_labels",
        "text to labels, 60, two steps",
        Other("limit_two_steps_text_to_labels", "name_text_60", Instructions),
        1.4,
    ),
    goal(
        Profile::Lto,
        "text_to_labels",
        "text_to_labels",
        "text to labels, 253, two steps",
        Other("limit_two_steps_text_to_labels", "name_text_253L", Instructions),
        1.4,
    ),
    goal(
        Profile::Lto,
        "labels_check",
        "labels_check",
        "labels checked, 60",
        Limit("name_wire_60", Instructions),
        1.2,
    ),
    goal(
        Profile::Lto,
        "labels_check",
        "labels_check",
        "labels checked, 253",
        Limit("name_wire_253L", Instructions),
        1.2,
    ),
    goal(
        Profile::Lto,
        "labels_to_text",
        "labels_to_text",
        "labels to text, 60, two steps",
        Other("limit_two_steps_labels_to_text", "name_wire_60", Instructions),
        1.4,
    ),
    goal(
        Profile::Lto,
        "labels_to_text",
        "labels_to_text",
        "labels to text, 253, two steps",
        Other("limit_two_steps_labels_to_text", "name_wire_253L", Instructions),
        1.4,
    ),
    goal(
        Profile::Lto,
        "ipv6_walk",
        "ipv6_walk",
        "IPv6 walk, etherparse",
        Other("etherparse_ipv6_walk", "ha_dns", Instructions),
        1.0,
    ),
    goal(
        Profile::Default,
        "ipv6_walk",
        "ipv6_walk",
        "IPv6 walk, etherparse",
        Other("etherparse_ipv6_walk", "ha_dns", Instructions),
        1.0,
    ),
    goal(
        Profile::Lto,
        "home_agent",
        "home_agent",
        "whole home-agent path, C",
        Other("c_home_agent", "ha_dns", Instructions),
        1.3,
    ),
    goal(
        Profile::Lto,
        "home_agent",
        "home_agent",
        "whole home-agent path, C",
        Other("c_home_agent", "ha_dns", Nanoseconds),
        1.3,
    ),
    goal(
        Profile::Default,
        "home_agent",
        "home_agent",
        "whole home-agent path, C",
        Other("c_home_agent", "ha_dns", Instructions),
        1.5,
    ),
    goal(
        Profile::Default,
        "home_agent",
        "home_agent",
        "whole home-agent path, C",
        Other("c_home_agent", "ha_dns", Nanoseconds),
        1.5,
    ),
    goal(Profile::Lto, "growth_iter", "growth_iter", "8 × the octets", Growth, 8.1),
    goal(Profile::Lto, "growth_select", "growth_select", "8 × the octets", Growth, 8.1),
    goal(Profile::Lto, "growth_audit", "growth_audit", "8 × the octets", Growth, 8.1),
    goal(Profile::Lto, "growth_iter", "growth_iter", "worst input for `iter`", Octet, 13.5),
    goal(Profile::Lto, "growth_audit", "growth_audit", "worst input for `audit`", Octet, 28.0),
];

/// The least value of the own rows of a job on an input.
fn limit(job: &Job, input: &str, results: &Results) -> Option<f64> {
    let rows = rows_of(job, input);
    let own = rows.iter().filter(|row| row.origin == Origin::Limit);
    own.filter_map(|row| value(results, row.name, input)).reduce(f64::min)
}

fn value(results: &Results, row: &str, input: &str) -> Option<f64> {
    let found = results.iter().find(|((name, on), _)| *name == row && *on == input);
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

/// What was measured in one profile.
struct Measured {
    profile: Profile,
    counts: Results,
    times: Option<Results>,
}

impl Measured {
    fn of(&self, measure: Measure) -> Option<&Results> {
        match measure {
            Instructions => Some(&self.counts),
            Nanoseconds => self.times.as_ref(),
        }
    }

    /// Value and ratio to the limit, for both measures.
    fn cells(&self, job: &Job, row: &str, input: &str) -> String {
        let cell = |results: Option<&Results>| {
            let found = results.and_then(|results| value(results, row, input));
            let least = results.and_then(|results| limit(job, input, results));
            format!(" {} | {} |", number(found), ratio(found, least))
        };
        cell(Some(&self.counts)) + &cell(self.times.as_ref())
    }
}

/// The command `table`: false where a goal is missed.
pub fn table(selection: &Selection, timed: bool) -> bool {
    let all = [Profile::Lto, Profile::Default].map(|profile| Measured {
        profile,
        counts: measure::count(profile, selection, |_| true),
        times: timed.then(|| measure::time_in(profile, selection)),
    });
    for job in selection.jobs() {
        println!("\n### {}: {}\n", job.name, job.what);
        print!("| input | row | |");
        for measured in &all {
            let name = measured.profile.name();
            print!(" {name}: instructions | ratio | ns | ratio |");
        }
        println!(" job |\n|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---|");
        for input in job.inputs {
            for row in rows_of(job, input) {
                print!("| {input} | {} | {} |", row.name, origin(&row));
                for measured in &all {
                    print!("{}", measured.cells(job, row.name, input));
                }
                println!(" {} |", scope(&row));
            }
        }
    }
    growth(selection, &all);
    goals(selection, &all)
}

/// The worst that an input can do: instructions for each octet of options, and how they grow.
fn growth(selection: &Selection, all: &[Measured]) {
    println!("\n### Growth: options of 248 octets and of eight times as many\n");
    println!("| row | profile | shape | instructions | each octet | grows |");
    println!("|---|---|---|---:|---:|---:|");
    for job in selection.jobs().filter(|job| job.inputs == SHAPES) {
        for row in rows_of(job, "") {
            for measured in all {
                for (shape, large, ratio) in shapes(&measured.counts, row.name) {
                    println!(
                        "| {} | {} | {shape} | {large:.0} | {:.1} | {ratio:.2} |",
                        row.name,
                        measured.profile.name(),
                        large / 1984.0,
                    );
                }
            }
        }
    }
}

/// Shape, instructions for the larger message, and how many times those for the smaller they are.
fn shapes(counts: &Results, row: &str) -> Vec<(&'static str, f64, f64)> {
    let pairs = SHAPES.chunks_exact(2).filter_map(|names| {
        let [small, large] = [names[0], names[1]].map(|name| value(counts, row, name));
        let shape = names[0].strip_prefix("shape_")?.strip_suffix("_1")?;
        Some((shape, large?, large? / small?))
    });
    pairs.collect()
}

fn goals(selection: &Selection, all: &[Measured]) -> bool {
    println!("\n### Goals\n");
    println!("| goal | row | profile | measure | value | must | |");
    println!("|---|---|---|---|---:|---:|---|");
    let mut missed = 0;
    for goal in GOALS {
        let Some(job) = selection.jobs().find(|job| job.name == goal.job) else {
            continue;
        };
        let found = all
            .iter()
            .find(|measured| measured.profile == goal.profile)
            .and_then(|measured| evaluate(goal, job, measured));
        let verdict = match found {
            None => "not measured",
            Some(found) if found <= goal.must => "pass",
            Some(_) => {
                missed += 1;
                "**MISSED**"
            }
        };
        println!(
            "| {} | {} | {} | {} | {} | {:.2} | {verdict} |",
            goal.what,
            goal.row,
            goal.profile.name(),
            describe(goal),
            found.map_or("-".to_string(), |found| format!("{found:.2}")),
            goal.must,
        );
    }
    println!("\n{missed} goals missed");
    missed == 0
}

fn describe(goal: &Goal) -> String {
    let unit = |measure| match measure {
        Instructions => "instructions",
        Nanoseconds => "ns",
    };
    match goal.kind {
        Limit(_, measure) => format!("{}, × limit", unit(measure)),
        Other(other, _, measure) => format!("{}, × {other}", unit(measure)),
        Slope(_, _, measure) => format!("{} each", unit(measure)),
        Growth => "instructions, 8 × the octets, the worst shape".to_string(),
        Octet => "instructions an octet, the worst shape".to_string(),
    }
}

fn evaluate(goal: &Goal, job: &Job, measured: &Measured) -> Option<f64> {
    match goal.kind {
        Limit(input, measure) => {
            let results = measured.of(measure)?;
            Some(value(results, goal.row, input)? / limit(job, input, results)?)
        }
        Other(other, input, measure) => {
            let results = measured.of(measure)?;
            Some(value(results, goal.row, input)? / value(results, other, input)?)
        }
        Slope([small, large], units, measure) => {
            let results = measured.of(measure)?;
            let rise = value(results, goal.row, large)? - value(results, goal.row, small)?;
            Some(rise / units)
        }
        Growth => shapes(&measured.counts, goal.row)
            .into_iter()
            .map(|(_, _, ratio)| ratio)
            .reduce(f64::max),
        Octet => shapes(&measured.counts, goal.row)
            .into_iter()
            .map(|(_, large, _)| large / 1984.0)
            .reduce(f64::max),
    }
}
