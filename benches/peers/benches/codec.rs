//! The rows of the crate, timed for people: `cargo bench --manifest-path benches/peers/Cargo.toml
//! --no-default-features`. Throughput is in octets of the input.

use criterion::{Criterion, Throughput};
use mip6_wire_peers::{inputs, kept, measure, ours};
use std::hint::black_box;
use std::time::Duration;

fn hot_paths(criterion: &mut Criterion) {
    let inputs = inputs::all();
    for row in ours::ROWS {
        let mut group = criterion.benchmark_group(row.name);
        group.warm_up_time(Duration::from_millis(300));
        group.measurement_time(Duration::from_secs(1));
        for name in kept::inputs_of(row) {
            let octets = &measure::input(&inputs, name).octets;
            let mut out = [0; measure::ROOM];
            group.throughput(Throughput::Bytes(octets.len() as u64));
            group.bench_function(name, |bencher| {
                bencher.iter(|| (row.run)(black_box(octets), black_box(&mut out)));
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
