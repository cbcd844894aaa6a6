//! What the programs share, and what is not the wire format: sockets, DNS messages, arguments.

pub mod bindings;
pub mod dns;
pub mod dns_queue;
pub mod home_link;
pub mod ikev2;
pub mod link;
pub mod nodes;
pub mod proxy;

use std::error::Error;
use std::path::Path;
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

/// The text of a file; an error names it.
///
/// # Errors
///
/// That of the file.
pub fn read_text(file: &Path) -> Outcome<String> {
    let text = std::fs::read_to_string(file);
    Ok(text.map_err(|error| format!("{}: {error}", file.display()))?)
}

/// What an option that has to be there gives.
///
/// # Errors
///
/// It is not there.
pub fn required<T>(value: Option<T>, option: &str) -> Outcome<T> {
    Ok(value.ok_or_else(|| format!("{option} is missing; --help says more"))?)
}
