//! The options of Proxy Mobile IPv6 (RFC 5213) and of its extensions.

mod restart_counter;

pub use restart_counter::RestartCounter;
