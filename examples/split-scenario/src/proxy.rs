//! What a mobile access gateway and a local mobility anchor have in common: the messages that they receive, Heartbeats (RFC
//! 5847), commands, and the counter of restarts.

use crate::{Outcome, link::Link, read_text};
use mip6_wire::ipv6::{MobilityPacket, PacketBuilder, Received};
use mip6_wire::message::EmitMessage;
use mip6_wire::message::proxy::{Heartbeat, HeartbeatFlags};
use mip6_wire::option::auth::{MnIdentifierSubtype, MobileNodeIdentifier};
use mip6_wire::option::proxy::RestartCounter;
use mip6_wire::{EmitError, MhType, MhTypes, Options, ParseError, UnixTime};
use std::collections::{HashMap, HashSet};
use std::net::Ipv6Addr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{fs, io, thread};

/// `MISSING_HEARTBEATS_ALLOWED` of RFC 5847 Section 5.
const MISSING_HEARTBEATS_ALLOWED: u32 = 3;

/// A gateway or an anchor.
pub trait End {
    /// The types of messages that it receives.
    const MESSAGES: MhTypes;

    /// Its address and its link.
    fn station(&self) -> &Station;

    /// Whether it talks with the sender.
    fn knows(&self, sender: Ipv6Addr) -> bool;

    /// Those whose loss it has to notice.
    fn peers(&self) -> HashSet<Ipv6Addr>;

    /// Takes a message that is no Heartbeat. An error means that it is discarded.
    ///
    /// # Errors
    ///
    /// Why it is discarded.
    fn message(&mut self, packet: &Received<'_>) -> Outcome<()>;

    /// Takes a line of the standard input.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    fn command(&mut self, line: &str) -> Outcome<()>;

    /// Does what is due by now.
    ///
    /// # Errors
    ///
    /// That of the system.
    fn due(&mut self) -> Outcome<()>;

    /// The peer has lost what it knew.
    fn lost(&mut self, peer: Ipv6Addr, why: &str);
}

/// Where messages come and go.
#[derive(Debug)]
pub struct Station {
    /// Its IPv6 address.
    pub address: Ipv6Addr,
    restarts: RestartCounter,
    link: Link,
}

impl Station {
    /// Opens the link, and counts this start in a file that outlives the process.
    ///
    /// # Errors
    ///
    /// That of the file or of the system.
    pub fn open(address: Ipv6Addr, restarts: &Path) -> Outcome<Self> {
        let before = match restarts.exists() {
            true => read_text(restarts)?.trim().parse::<u32>()?,
            false => 0,
        };
        let counter = before.wrapping_add(1);
        fs::write(restarts, counter.to_string())?;
        Ok(Self {
            address,
            restarts: RestartCounter { counter },
            link: Link::open().map_err(|error| format!("raw sockets: {error}"))?,
        })
    }

    /// Begins a packet to a peer.
    ///
    /// # Errors
    ///
    /// The buffer is too small.
    pub fn packet<'b>(
        &self,
        buffer: &'b mut [u8],
        peer: Ipv6Addr,
        message: &impl EmitMessage,
    ) -> Result<PacketBuilder<'b>, EmitError> {
        PacketBuilder::new(buffer, self.address, peer, message)
    }

    /// Sends a packet.
    ///
    /// # Errors
    ///
    /// That of the system, or the packet is too long for its buffer.
    pub fn send(&self, packet: PacketBuilder<'_>) -> Outcome<()> {
        Ok(self.link.send(packet.finish()?)?)
    }

    /// Sends a Heartbeat Response, with the Restart Counter (RFC 5847 Section 3.2).
    ///
    /// # Errors
    ///
    /// That of the system.
    pub fn respond(&self, peer: Ipv6Addr, sequence: u32, flags: HeartbeatFlags) -> Outcome<()> {
        let (mut tx, response) = ([0; 128], heartbeat(sequence, flags));
        self.send(self.packet(&mut tx, peer, &response)?.option(&self.restarts)?)
    }
}

/// What is known of a peer from its heartbeats.
#[derive(Clone, Copy, Debug, Default)]
struct Peer {
    sequence: u32,
    missing: u32,
    restarts: Option<u32>,
}

impl Peer {
    /// The next Heartbeat Request; `None` if too many were not answered: the peer is not reachable (Section 3.1).
    fn request(&mut self) -> Option<Heartbeat<'static>> {
        if self.missing > MISSING_HEARTBEATS_ALLOWED {
            return None;
        }
        self.missing = self.missing.saturating_add(1);
        self.sequence = self.sequence.wrapping_add(1);
        Some(heartbeat(self.sequence, HeartbeatFlags::empty()))
    }

    /// Takes a Heartbeat Response: whether the peer has restarted, and so lost its state (Section 3.2).
    fn restarted(&mut self, response: &Heartbeat<'_>) -> Result<bool, ParseError> {
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

const fn heartbeat(sequence: u32, flags: HeartbeatFlags) -> Heartbeat<'static> {
    Heartbeat { flags, sequence, options: Options::EMPTY }
}

/// Serves for ever: packets, commands, and a Heartbeat Request to each peer as often as the interval says.
///
/// # Errors
///
/// That of the system.
pub fn serve(mut end: impl End, interval: Duration) -> Outcome<ExitCode> {
    let (commands, mut asked) = (commands(), Instant::now());
    let mut peers = HashMap::new();
    let mut rx = vec![0; 65536];
    println!("ready");
    loop {
        let link = &end.station().link;
        if let Some(octets) = link.receive(&mut rx, Duration::from_millis(100))?
            && let Err(error) = receive(&mut end, &mut peers, octets)
        {
            log::debug!("discarded: {error}");
        }
        for line in commands.try_iter() {
            if let Err(error) = end.command(line.trim()) {
                log::warn!("{error}");
            }
        }
        end.due()?;
        if asked.elapsed() >= interval {
            asked = Instant::now();
            ask(&mut end, &mut peers)?;
        }
    }
}

/// Takes a packet. An error means that it is discarded.
fn receive<E: End>(end: &mut E, peers: &mut HashMap<Ipv6Addr, Peer>, octets: &[u8]) -> Outcome<()> {
    let packet = MobilityPacket::parse(octets)?;
    if packet.destination() != end.station().address {
        return Ok(());
    }
    let packet = packet
        .receive_with(|mh_type| E::MESSAGES.contains(mh_type))
        .map_err(|refusal| refusal.to_string())?;
    let sender = packet.sender();
    if !end.knows(sender) {
        return Err("an unknown sender".into());
    }
    if packet.mh_type() != MhType::HEARTBEAT {
        return end.message(&packet);
    }
    let message = packet.read::<Heartbeat<'_>>()?;
    if !message.flags.contains(HeartbeatFlags::RESPONSE) {
        let response = HeartbeatFlags::RESPONSE;
        return end.station().respond(sender, message.sequence, response);
    }
    let peer = peers.get_mut(&sender).ok_or("a response nobody asked for")?;
    if peer.restarted(&message)? {
        end.lost(sender, "has restarted");
    }
    Ok(())
}

/// Asks each peer if it is there.
fn ask(end: &mut impl End, peers: &mut HashMap<Ipv6Addr, Peer>) -> Outcome<()> {
    let asked = end.peers();
    peers.retain(|peer, _| asked.contains(peer));
    for address in asked {
        let Some(request) = peers.entry(address).or_default().request() else {
            peers.remove(&address);
            end.lost(address, "is not reachable");
            continue;
        };
        let (mut tx, station) = ([0; 128], end.station());
        station.send(station.packet(&mut tx, address, &request)?)?;
    }
    Ok(())
}

/// The lines of the standard input. Its end is no command.
fn commands() -> Receiver<String> {
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

/// The option with the Network Access Identifier of a mobile node.
#[must_use]
pub const fn identifier(name: &str) -> MobileNodeIdentifier<'_> {
    MobileNodeIdentifier { subtype: MnIdentifierSubtype::NAI, identifier: name.as_bytes() }
}

/// The time of day.
///
/// # Errors
///
/// The clock is wrong.
pub fn now() -> Outcome<UnixTime> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.into())
}
