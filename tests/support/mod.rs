//! What the tests share.

// each test uses its part
#![allow(dead_code)]

pub mod hex_vectors;
pub mod oracle;
