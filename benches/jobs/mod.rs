//! Which job runs on which inputs, for both benches.

use crate::inputs::Input;

/// What `ours.rs` wants of the comparison it is a part of.
pub mod rows {
    pub type RowFn = fn(&[u8], &mut [u8]) -> u64;

    #[derive(Clone, Copy)]
    #[allow(dead_code, reason = "the comparison looks at it")]
    pub enum Scope {
        Same,
        SameInputs(&'static str),
    }
}

/// The addresses of the pseudo-header, which the optimiser does not know.
pub mod limit {
    use crate::inputs;
    use std::hint::black_box;

    pub fn source() -> &'static [u8; 16] {
        black_box(&inputs::SOURCE)
    }

    pub fn destination() -> &'static [u8; 16] {
        black_box(&inputs::DESTINATION)
    }
}

/// Rows of `ours.rs` and what they run on.
pub const JOBS: [(&str, &[&str]); 16] = [
    ("parse_select", &["bu_a", "bu_b", "bu_anodns"]),
    ("parse_iter", &["bu_a"]),
    ("parse_find_dns", &["bu_a"]),
    ("parse_message_only", &["bu_a"]),
    ("parse_select_checksum", &["bu_a"]),
    ("mix256_select", &["bu_mix256"]),
    (
        "walk_raw",
        &[
            "area_a",
            "area_c_pad1",
            "area_c_zlo",
            "area_c_mix",
            "area_pad1_8",
            "area_pad1_64",
            "area_pad1_256",
            "area_pad1_1024",
            "area_pad1_2040",
            "area_zlo_8",
            "area_zlo_64",
            "area_zlo_256",
            "area_zlo_1024",
            "area_zlo_2040",
            "area_typ8_8",
            "area_typ8_64",
            "area_typ8_256",
            "area_typ8_1024",
            "area_typ8_2040",
        ],
    ),
    ("checksum", &["ck_40", "ck_72", "ck_256", "ck_2048"]),
    ("emit", &["emit_a", "emit_anodns"]),
    ("emit_checksum", &["emit_a"]),
    ("emit_cp_reply", &["cp_reply"]),
    ("cp_reply", &["ike_cp"]),
    ("notify", &["ike_notify", "ike_notify_spi"]),
    (
        "text_to_labels",
        &[
            "name_text_10",
            "name_text_60",
            "name_text_253L",
            "name_text_253S",
        ],
    ),
    (
        "labels_check",
        &[
            "name_wire_10",
            "name_wire_60",
            "name_wire_253L",
            "name_wire_253S",
        ],
    ),
    (
        "labels_to_text",
        &[
            "name_wire_10",
            "name_wire_60",
            "name_wire_253L",
            "name_wire_253S",
        ],
    ),
];

/// How many octets one run reads or, where its input only names what to write, writes.
#[allow(dead_code, reason = "instructions need no throughput")]
pub fn octets(run: rows::RowFn, input: &Input, out: &mut [u8]) -> u64 {
    match input.octets.len() {
        1 => run(&input.octets, out),
        count => u64::try_from(count).expect("a count"),
    }
}
