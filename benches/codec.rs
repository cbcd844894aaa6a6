//! The hot paths, timed for people: `cargo bench --bench codec`. Throughput is in octets of the input.
//!
//! The jobs and their inputs are those of `peers/`, where the same are held against other code.

use criterion::{Criterion, Throughput};
use std::hint::black_box;
use std::time::Duration;

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

fn hot_paths(criterion: &mut Criterion) {
    let inputs = inputs::all();
    for (name, names) in jobs::JOBS {
        let row = ours::ROWS
            .iter()
            .find(|row| row.name == name)
            .expect("a row of ours.rs");
        let run = row.run.expect("a row that is filled in");
        let mut group = criterion.benchmark_group(name);
        group.warm_up_time(Duration::from_millis(300));
        group.measurement_time(Duration::from_secs(1));
        for wanted in names {
            let input = inputs
                .iter()
                .find(|input| input.name == *wanted)
                .expect("an input");
            let mut out = [0; 4096];
            group.throughput(Throughput::Bytes(jobs::octets(run, input, &mut out)));
            group.bench_function(*wanted, |bencher| {
                bencher.iter(|| run(black_box(&input.octets), black_box(&mut out)));
            });
        }
        group.finish();
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    hot_paths(&mut criterion);
    criterion.final_summary();
}
