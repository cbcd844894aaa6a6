//! What the tests share.

// each test uses its part
#![allow(dead_code)]

pub mod comparison;
pub mod decisions;
pub mod dhcp;
pub mod hex_vectors;
pub mod inside;
pub mod listing;
pub mod oracle;
pub mod second_reader;
pub mod targets;
pub mod under_miri;
