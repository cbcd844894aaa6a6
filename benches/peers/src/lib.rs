//! The crate under test, the limit, and published crates for the same jobs: rows, inputs, and how they are
//! checked and measured. See README.md.
#![deny(unsafe_code)]

pub mod check;
pub mod fields;
pub mod inputs;
pub mod kept;
pub mod limit;
pub mod measure;
pub mod ours;
#[cfg(feature = "peers")]
pub mod peers;
pub mod plain;
pub mod rows;
pub mod table;
