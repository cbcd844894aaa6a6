//! What both ends of Proxy Mobile IPv6 share: heartbeats (RFC 5847), commands, the counter of restarts.

use crate::Outcome;
use mip6_wire::message::proxy::{Heartbeat, HeartbeatFlags};
use mip6_wire::option::proxy::RestartCounter;
use mip6_wire::{Options, ParseError};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};
use std::{fs, io, thread};

/// `MISSING_HEARTBEATS_ALLOWED` of RFC 5847 Section 5.
const MISSING_HEARTBEATS_ALLOWED: u32 = 3;

/// What is known of a peer from its heartbeats.
#[derive(Clone, Copy, Debug, Default)]
pub struct Peer {
    sequence: u32,
    missing: u32,
    restarts: Option<u32>,
}

impl Peer {
    /// The next Heartbeat Request; `None` if too many were not answered: the peer is not reachable (Section 3.1).
    pub fn request(&mut self) -> Option<Heartbeat<'static>> {
        if self.missing > MISSING_HEARTBEATS_ALLOWED {
            return None;
        }
        self.missing = self.missing.saturating_add(1);
        self.sequence = self.sequence.wrapping_add(1);
        Some(heartbeat(self.sequence, HeartbeatFlags::empty()))
    }

    /// Takes a Heartbeat Response: whether the peer has restarted, and so lost its state (Section 3.2).
    ///
    /// # Errors
    ///
    /// The options are malformed.
    pub fn restarted(&mut self, response: &Heartbeat<'_>) -> Result<bool, ParseError> {
        let unsolicited = response.flags.contains(HeartbeatFlags::UNSOLICITED);
        let counter = response.options.find::<RestartCounter>()?;
        if !unsolicited && response.sequence != self.sequence {
            return Ok(false);
        }
        self.missing = 0;
        let Some(RestartCounter { counter }) = counter else {
            return Ok(false);
        };
        let before = self.restarts.replace(counter);
        Ok(before.is_some_and(|before| before != counter))
    }
}

/// A Heartbeat without options.
#[must_use]
pub const fn heartbeat(sequence: u32, flags: HeartbeatFlags) -> Heartbeat<'static> {
    Heartbeat {
        flags,
        sequence,
        options: Options::EMPTY,
    }
}

/// Counts this start in the file, which outlives the process.
///
/// # Errors
///
/// That of the file.
pub fn count_restart(file: &Path) -> Outcome<RestartCounter> {
    let before = match fs::read_to_string(file) {
        Ok(text) => text.trim().parse::<u32>()?,
        Err(error) if error.kind() == ErrorKind::NotFound => 0,
        Err(error) => return Err(error.into()),
    };
    let counter = before.wrapping_add(1);
    fs::write(file, counter.to_string())?;
    Ok(RestartCounter { counter })
}

/// The lines of the standard input. Its end is no command.
#[must_use]
pub fn commands() -> Receiver<String> {
    let (sender, commands) = sync_channel(16);
    thread::spawn(move || {
        for line in io::stdin().lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    commands
}
