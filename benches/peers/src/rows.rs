//! The table of rows: which function does which job on which inputs.

use crate::limit::{c, checksum, emit, ikev2, name, parse, walk};
#[cfg(feature = "peers")]
use crate::peers;
use crate::{inputs, ours, plain};

/// What every row is, called through a pointer.
pub type RowFn = fn(&[u8], &mut [u8]) -> u64;

/// Where a row comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Own code, nothing left out of the checks: what a ratio is against.
    Limit,
    /// Own code, for comparison.
    Reference,
    Peer,
    Ours,
}

/// How much of the job a row does, and so how it is checked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of it: digest and output agree on every input, mutated ones too.
    Same,
    /// The same result on the inputs, by other rules for what is accepted.
    SameInputs(&'static str),
    /// Less, or other than that; not compared.
    Less(&'static str),
}

#[derive(Clone, Copy)]
pub struct Row {
    pub name: &'static str,
    pub job: &'static str,
    pub origin: Origin,
    pub scope: Scope,
    pub run: RowFn,
    /// Inputs of the job that this row cannot take.
    pub not: &'static [&'static str],
}

pub struct Job {
    pub name: &'static str,
    pub what: &'static str,
    /// The inputs that are measured.
    pub inputs: &'static [&'static str],
    /// More inputs on which the rows are compared.
    pub also: &'static [&'static str],
    /// Whether the rows write, so that the output octets are compared.
    pub writes: bool,
    /// Operations in one call.
    pub per_call: f64,
    /// Whether the clock says more than the count.
    pub timed: bool,
}

const fn job(name: &'static str, inputs: &'static [&'static str], what: &'static str) -> Job {
    Job { name, what, inputs, also: &[], writes: false, per_call: 1.0, timed: true }
}

const EMITS: &[&str] = &[
    "emit_b",
    "emit_plain",
    "emit_odd",
    "emit_name253",
    "emit_name0",
    "emit_name1",
    "emit_name2",
    "emit_name5",
    "emit_name8",
    "emit_name17",
    "emit_auth0",
    "emit_auth20",
    "emit_evenname",
    "emit_noalt",
];

const JOBS: &[Job] = &[
    job("parse", &["bu_a", "bu_b", "bu_anodns"], "a Binding Update: every check, every field"),
    job("find_dns", &["bu_a"], "framing of all options, the DNS Update returned"),
    job("message", &["bu_a"], "header and fixed part alone"),
    job("parse_checksum", &["bu_a"], "the checksum, then parse"),
    Job {
        per_call: 256.0,
        ..job("mix256", &["bu_mix256"], "parse, 256 different messages; per message")
    },
    Job {
        also: &[
            "area_pad1_8",
            "area_pad1_64",
            "area_pad1_1024",
            "area_zlo_8",
            "area_zlo_64",
            "area_zlo_1024",
            "area_typ8_8",
            "area_typ8_64",
            "area_typ8_1024",
        ],
        ..job(
            "walk",
            &[
                "area_a",
                "area_ax",
                "area_c_pad1",
                "area_c_zlo",
                "area_c_mix",
                "area_pad1_256",
                "area_pad1_2040",
                "area_zlo_256",
                "area_zlo_2040",
                "area_typ8_256",
                "area_typ8_2040",
            ],
            "the option area alone: framing, type and length of what is no padding",
        )
    },
    job("checksum", &["ck_40", "ck_72", "ck_256", "ck_2048"], "checksum with pseudo-header"),
    Job {
        also: EMITS,
        writes: true,
        ..job("emit", &["emit_a", "emit_anodns"], "a Binding Update, aligned, lengths filled in")
    },
    Job {
        also: EMITS,
        writes: true,
        ..job("emit_checksum", &["emit_a"], "the same with the checksum")
    },
    job("cp", &["ike_cp"], "IKEv2 Configuration, three attributes typed"),
    Job {
        also: &["cp_prefix_only"],
        writes: true,
        ..job("cp_emit", &["cp_reply"], "a CFG_REPLY of three attributes")
    },
    job("notify", &["ike_notify", "ike_notify_spi"], "IKEv2 Notify"),
    Job {
        writes: true,
        ..job(
            "text_to_labels",
            &["name_text_10", "name_text_60", "name_text_253L", "name_text_253S"],
            "a name, text to labels",
        )
    },
    job(
        "labels_check",
        &["name_wire_10", "name_wire_60", "name_wire_253L", "name_wire_253S"],
        "a name, its labels checked; the length as text",
    ),
    Job {
        writes: true,
        ..job(
            "labels_to_text",
            &["name_wire_10", "name_wire_60", "name_wire_253L", "name_wire_253S"],
            "a name, labels to text",
        )
    },
    Job {
        also: &["ha_plain", "ha_home", "ha_routing"],
        ..job(
            "ipv6_walk",
            &["ha_dns"],
            "from the IPv6 header to the Mobility Header, Home Address option read",
        )
    },
    Job {
        also: HOME_AGENT,
        writes: true,
        ..job(
            "home_agent",
            &["ha_dns", "ha_plain"],
            "IPv6 packet with a Binding Update in, binding and Binding Acknowledgement out, both checksums",
        )
    },
    Job {
        timed: false,
        ..job("growth_iter", inputs::SHAPES, "options typed, whatever is in them")
    },
    Job { timed: false, ..job("growth_select", inputs::SHAPES, "four options selected, the same") },
    Job {
        timed: false,
        ..job("growth_audit", inputs::SHAPES, "the audit of the message, the same")
    },
];

const HOME_AGENT: &[&str] = &[
    "ha_home",
    "ha_routing",
    "ha_labels",
    "ha_labels_other",
    "ha_case",
    "ha_dot",
    "ha_other",
    "ha_remove",
    "ha_no_name",
    "ha_silent",
    "ha_long",
];

/// All jobs in their order.
pub fn jobs() -> impl Iterator<Item = &'static Job> {
    JOBS.iter()
}

fn nothing(_: &[u8], _: &mut [u8]) -> u64 {
    0
}

/// What a call costs; subtracted from every instruction count.
pub const EMPTY: Row = row(Origin::Reference, "", "empty", Same, nothing);

const fn row(
    origin: Origin,
    job: &'static str,
    name: &'static str,
    scope: Scope,
    run: RowFn,
) -> Row {
    Row { name, job, origin, scope, run, not: &[] }
}

/// A row of the crate under test.
pub const fn ours(job: &'static str, name: &'static str, scope: Scope, run: RowFn) -> Row {
    row(Origin::Ours, job, name, scope, run)
}

const fn limit(job: &'static str, name: &'static str, run: RowFn) -> Row {
    row(Origin::Limit, job, name, Same, run)
}

const fn reference(job: &'static str, name: &'static str, run: RowFn) -> Row {
    row(Origin::Reference, job, name, Same, run)
}

#[cfg(feature = "peers")]
const fn peer(job: &'static str, name: &'static str, scope: Scope, run: RowFn) -> Row {
    row(Origin::Peer, job, name, scope, run)
}

use Scope::{Less, Same, SameInputs};

const OWN: &[Row] = &[
    limit("parse", "limit_parse_jump", parse::parse_jump),
    limit("parse", "limit_parse_pairs", parse::parse_pairs),
    limit("parse", "limit_parse_offsets", parse::parse_offsets),
    limit("parse", "c_parse", c::parse),
    Row {
        not: &["bu_b", "bu_anodns"],
        ..row(
            Origin::Reference,
            "parse",
            "floor_parse",
            Less("layout known, nothing checked"),
            parse::floor,
        )
    },
    limit("find_dns", "limit_find_dns", parse::find_dns),
    limit("message", "limit_message", parse::message_only),
    limit("parse_checksum", "limit_parse_checksum_jump", parse::parse_checksum_jump),
    limit("parse_checksum", "limit_parse_checksum_pairs", parse::parse_checksum_pairs),
    limit("parse_checksum", "limit_parse_checksum_offsets", parse::parse_checksum_offsets),
    limit("parse_checksum", "c_parse_checksum", c::parse_checksum),
    limit("mix256", "limit_mix_jump", parse::mix_jump),
    limit("mix256", "limit_mix_pairs", parse::mix_pairs),
    limit("mix256", "limit_mix_offsets", parse::mix_offsets),
    limit("mix256", "c_mix", c::mix),
    limit("walk", "limit_walk", walk::plain),
    limit("walk", "limit_walk_sse2", walk::sse2),
    limit("walk", "c_walk", c::walk),
    limit("checksum", "limit_checksum_adc", checksum::adc),
    limit("checksum", "limit_checksum_wide", checksum::wide),
    limit("checksum", "limit_checksum_avx2", checksum::avx2),
    limit("checksum", "c_checksum", c::checksum),
    limit("ipv6_walk", "c_ipv6_walk", c::ipv6_walk),
    reference("ipv6_walk", "plain_ipv6_walk", plain::ipv6_walk),
    limit("home_agent", "c_home_agent", c::home_agent),
    reference("home_agent", "plain_home_agent", plain::home_agent),
    row(
        Origin::Reference,
        "walk",
        "walk_plain",
        SameInputs("nothing behind Binding Authorization Data"),
        plain::walk,
    ),
    limit("emit", "limit_emit", emit::emit),
    limit("emit", "c_emit", c::emit),
    limit("emit_checksum", "limit_emit_fused", emit::emit_fused),
    limit("emit_checksum", "limit_emit_then_checksum", emit::emit_then_checksum),
    limit("emit_checksum", "c_emit_checksum", c::emit_checksum),
    limit("cp", "limit_cp", ikev2::configuration),
    limit("cp_emit", "limit_cp_emit", emit::cp_reply),
    limit("notify", "limit_notify", ikev2::notify),
    limit("text_to_labels", "limit_text_to_labels", name::text_to_labels),
    row(
        Origin::Reference,
        "text_to_labels",
        "limit_two_steps_text_to_labels",
        Same,
        name::two_steps_text_to_labels,
    ),
    limit("labels_check", "limit_labels_check", name::labels_check),
    limit("labels_to_text", "limit_labels_to_text", name::labels_to_text),
    row(
        Origin::Reference,
        "labels_to_text",
        "limit_two_steps_labels_to_text",
        Same,
        name::two_steps_labels_to_text,
    ),
];

#[cfg(not(feature = "peers"))]
const PEERS: &[Row] = &[];

#[cfg(feature = "peers")]
const PEERS: &[Row] = &[
    peer("parse", "nom_loop", Same, peers::nom_loop),
    peer("parse", "nom_loop_inlined", Same, peers::nom_loop_inlined),
    peer("parse", "nom_many0", Same, peers::nom_many0),
    peer("parse", "etherparse_header", Less("extension header only"), peers::etherparse_header),
    peer("parse_checksum", "nom_loop_smoltcp", Same, peers::nom_loop_smoltcp),
    peer("parse_checksum", "nom_many0_pnet", Same, peers::nom_many0_pnet),
    peer("mix256", "nom_loop_mix", Same, peers::nom_loop_mix),
    peer("mix256", "nom_many0_mix", Same, peers::nom_many0_mix),
    Row {
        not: &["area_a"],
        ..peer(
            "walk",
            "smoltcp_walk",
            SameInputs("hop-by-hop types; 0x05 and 0x63 are typed"),
            peers::walk_smoltcp,
        )
    },
    peer(
        "walk",
        "nom_loop_walk",
        SameInputs("checks the lengths of typed options too"),
        peers::walk_nom_loop,
    ),
    peer(
        "walk",
        "nom_many0_walk",
        SameInputs("checks the lengths of typed options too"),
        peers::walk_nom_many0,
    ),
    peer("checksum", "smoltcp_checksum", Same, peers::smoltcp_checksum),
    peer("checksum", "etherparse_checksum", Same, peers::etherparse_checksum),
    peer("checksum", "pnet_checksum", Same, peers::pnet_checksum),
    peer("checksum", "internet_checksum", Same, peers::internet_checksum),
    peer(
        "ipv6_walk",
        "etherparse_ipv6_walk",
        Less("what is in a header is not looked at"),
        peers::ipv6_walk_etherparse,
    ),
    Row {
        not: &["ha_routing"],
        ..peer(
            "ipv6_walk",
            "smoltcp_ipv6_walk",
            SameInputs("Destination Options and Hop-by-Hop alone"),
            peers::ipv6_walk_smoltcp,
        )
    },
    peer(
        "ipv6_walk",
        "pnet_ipv6_walk",
        Less("Destination Options and Hop-by-Hop alone, what is in them is not looked at"),
        peers::ipv6_walk_pnet,
    ),
    peer("emit", "smoltcp_emit", Same, peers::emit_smoltcp),
    peer("emit", "vec_emit", Same, peers::emit_vec),
    peer("emit_checksum", "smoltcp_emit_checksum", Same, peers::emit_checksum_smoltcp),
    peer("emit_checksum", "vec_emit_checksum", Same, peers::emit_checksum_vec),
    peer("cp", "nom_cp", Same, peers::cp_nom),
    peer(
        "cp",
        "ipsec_parser_cp",
        Less("generic header; attributes not decoded"),
        peers::cp_ipsec_parser,
    ),
    peer("notify", "nom_notify", Same, peers::notify_nom),
    peer("notify", "ipsec_parser_notify", Same, peers::notify_ipsec_parser),
    peer(
        "notify",
        "ipsec_parser_list",
        Less("the payload list; loses 4 octets of data"),
        peers::notify_ipsec_parser_list,
    ),
    peer(
        "text_to_labels",
        "split_labels",
        SameInputs("characters not checked"),
        peers::labels_split,
    ),
    peer(
        "text_to_labels",
        "domain_append",
        SameInputs("characters not checked"),
        peers::labels_domain_append,
    ),
    peer("text_to_labels", "domain_from_str", SameInputs("escapes"), peers::labels_domain_str),
    peer(
        "text_to_labels",
        "hickory_from_ascii",
        SameInputs("escapes, characters checked"),
        peers::labels_hickory,
    ),
    row(
        Origin::Reference,
        "labels_check",
        "slices_check",
        SameInputs("characters not checked"),
        peers::check_slices,
    ),
    peer(
        "labels_check",
        "smoltcp_check",
        Less("no limit of 255, nothing said of octets after the root, characters not checked"),
        peers::check_smoltcp,
    ),
    peer("labels_check", "domain_check", SameInputs("characters not checked"), peers::check_domain),
    peer(
        "labels_check",
        "hickory_check",
        SameInputs("compression, characters checked"),
        peers::check_hickory,
    ),
    row(
        Origin::Reference,
        "labels_to_text",
        "slices_to_text",
        SameInputs("characters not checked"),
        peers::text_slices,
    ),
    peer("labels_to_text", "domain_display", SameInputs("escapes"), peers::text_domain),
    peer(
        "labels_to_text",
        "hickory_display",
        SameInputs("escapes, characters checked"),
        peers::text_hickory,
    ),
];

/// All rows, `EMPTY` not among them.
pub fn rows() -> Vec<Row> {
    [OWN, PEERS, ours::ROWS].concat()
}
