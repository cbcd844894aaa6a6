//! What the programs share, and what is not the wire format: sockets, DNS messages, arguments.

pub mod bindings;
pub mod dns;
pub mod dns_queue;
pub mod ikev2;
pub mod link;
pub mod peer;

use std::error::Error;
use std::process::ExitCode;

/// The outcome of a step: an error is one sentence for the person who started the program.
pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// Runs a program: its log goes to the standard error, and so does the sentence of its error, with exit status 1.
pub fn run(program: impl FnOnce() -> Outcome<ExitCode>) -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("info")).init();
    program().unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}
