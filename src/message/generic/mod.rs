//! The message for data of any kind (RFC 5096).

mod experimental;

pub use experimental::Experimental;
