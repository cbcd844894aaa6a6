//! What is to be known of a chain of IKEv2 payloads.
use crate::field::{Report, hex};
use mip6_wire::ikev2::PayloadKind;
use serde_json::json;

/// Describes the chain whose first payload is of the type `first`.
pub fn report(frame: usize, first: PayloadKind, octets: &[u8]) -> Report {
    Report {
        title: format!("IKEv2 payloads, {} octets", octets.len()),
        origin: Vec::new(),
        octets: octets.to_vec(),
        fields: Vec::new(),
        faults: Vec::new(),
        remarks: Vec::new(),
        json: vec![("frame", json!(frame)), ("octets", json!(hex(octets))), ("first_payload", json!(first.0))],
    }
}
