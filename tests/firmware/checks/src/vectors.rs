//! The vectors, from `tests/vectors`.

include!(concat!(env!("OUT_DIR"), "/vectors.rs"));
