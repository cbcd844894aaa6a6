//! The crate under test. A row that is `None` is left out of every command.
//!
//! Every row is a [`RowFn`](crate::rows::RowFn): `fn(&[u8], &mut [u8]) -> u64`.
//! It returns `REJECT` for octets that it does not accept and else the digest of
//! its job; use the functions of `fields.rs`, so that digests cost the same in
//! every row. Addresses of the pseudo-header come from `limit::source()` and
//! `limit::destination()`, whose value the optimiser does not know. No `unsafe`.

use crate::rows::RowFn;

/// A row to be filled.
pub struct Ours {
    pub name: &'static str,
    pub job: &'static str,
    pub run: Option<RowFn>,
}

const fn row(name: &'static str, job: &'static str, run: Option<RowFn>) -> Ours {
    Ours { name, job, run }
}

/// All of them; the job of each is described in `rows.rs`.
pub const ROWS: [Ours; 16] = [
    // `Update::digest(input)`: one pass over the options by `select`.
    row("parse_select", "parse", None),
    // The same from the typed iterator: the consumer keeps the four options,
    // rejects a second one of a type and an `Err` of any of them, and counts
    // what is of another type.
    row("parse_iter", "parse", None),
    // `dns_digest` of the first DNS Update, 0 without one, framing of all checked.
    row("parse_find_dns", "find_dns", None),
    // `fixed_digest`: header and fixed part, options untouched.
    row("parse_message_only", "message", None),
    // The checksum first, then as `parse_select`.
    row("parse_select_checksum", "parse_checksum", None),
    // The input is messages, each after its length as a little-endian u16; the
    // wrapping sum of what `parse_select` returns for each.
    row("mix256_select", "mix256", None),
    // The input is an option area; the sum of `walk_digest(type, length)` over
    // what is no padding.
    row("walk_raw", "walk", None),
    // The input is a message; its checksum as it stands: 0 where it is right.
    row("checksum", "checksum", None),
    // The input is one octet, the index of an `UpdateFields` in `fields::UPDATES`
    // (values of the crate's own types may be kept in statics by the same
    // index); written to `out`, checksum field zero; the length.
    row("emit", "emit", None),
    // The same with the checksum.
    row("emit_checksum", "emit_checksum", None),
    // The input is one octet, the index of a `ConfigFields` in `fields::CONFIGS`;
    // the payload with its generic header, Next Payload 0; the length.
    row("emit_cp_reply", "cp_emit", None),
    // `cp_digest`, then `cp_address`, `cp_home_prefix`, `cp_dns`, `cp_other` for
    // each attribute in its order.
    row("cp_reply", "cp", None),
    // `notify_digest(input, ..)`; without SPI or data an empty slice of where it
    // would be.
    row("notify", "notify", None),
    // Text in, label form with the root label to `out`; the length.
    row("text_to_labels", "text_to_labels", None),
    // Label form in; the number of labels, the root not counted.
    row("labels_check", "labels_check", None),
    // Label form in, text without a trailing dot to `out`; the length.
    row("labels_to_text", "labels_to_text", None),
];
