//! The home link of a home agent: Duplicate Address Detection for the home addresses of mobile nodes (RFC 6275 Section
//! 10.3.1, RFC 4862 Section 5.4).

use crate::Outcome;
use etherparse::{Icmpv6Slice, Icmpv6Type, PacketBuilder, icmpv6::Icmpv6PayloadSlice};
use mip6_wire::message::Sequence;
use nix::net::if_::if_nametoindex;
use nix::sys::socket::sockopt::Ipv6RecvHopLimit;
use nix::sys::socket::{ControlMessageOwned, MsgFlags, SockaddrIn6, recvmsg, setsockopt};
use socket2::{Domain, Protocol, Socket, Type};
use std::collections::HashMap;
use std::io::{ErrorKind, IoSliceMut};
use std::net::{Ipv6Addr, SocketAddrV6};
use std::os::fd::AsRawFd;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long another node has to say that it uses an address: `RETRANS_TIMER` of RFC 4861 Section 10.
const RETRANS_TIMER: Duration = Duration::from_secs(1);
/// Of a packet that no router has forwarded (RFC 4861 Section 7.1).
const HOP_LIMIT: u8 = 255;
/// Protocol of a socket that takes packets with their IPv6 header.
const IPPROTO_RAW: i32 = 255;

/// The sockets on the home link.
#[derive(Debug)]
pub struct HomeLink {
    icmpv6: Socket,
    /// The kernel would not send from the unspecified address: these packets have their IPv6 header.
    tx: Socket,
    interface: u32,
}

impl HomeLink {
    /// The link of an interface. Needs the capability `CAP_NET_RAW`.
    ///
    /// # Errors
    ///
    /// That of the system.
    pub fn open(interface: &str) -> Outcome<Self> {
        let icmpv6 = Socket::new(Domain::IPV6, Type::RAW, Some(Protocol::ICMPV6))?;
        icmpv6.bind_device(Some(interface.as_bytes()))?;
        setsockopt(&icmpv6, Ipv6RecvHopLimit, &true)?;
        let tx = Socket::new(Domain::IPV6, Type::RAW, Some(Protocol::from(IPPROTO_RAW)))?;
        // what this node asks is no sign of another
        tx.set_multicast_loop_v6(false)?;
        Ok(Self { icmpv6, tx, interface: if_nametoindex(interface)? })
    }

    /// Asks who uses the address, as a node does that wants it.
    fn solicit(&self, address: Ipv6Addr) -> Outcome<()> {
        let group = solicited_node(address);
        match self.icmpv6.join_multicast_v6(&group, self.interface) {
            // another address has the same group
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            joined => joined?,
        }
        let mut packet = Vec::new();
        PacketBuilder::ipv6(Ipv6Addr::UNSPECIFIED.octets(), group.octets(), HOP_LIMIT)
            .icmpv6(Icmpv6Type::NeighborSolicitation)
            .write(&mut packet, &address.octets())?;
        let to = SocketAddrV6::new(group, 0, 0, self.interface);
        self.tx.send_to(&packet, &to.into())?;
        Ok(())
    }

    fn leave(&self, group: &Ipv6Addr) {
        if let Err(error) = self.icmpv6.leave_multicast_v6(group, self.interface) {
            log::warn!("{group} is not left: {error}");
        }
    }

    /// Waits until another node says that it uses an address, or that it wants it: that address.
    ///
    /// # Errors
    ///
    /// That of the system.
    pub fn next_claim(&self) -> Outcome<Ipv6Addr> {
        loop {
            let (mut octets, mut control) = ([0; 1500], nix::cmsg_space!(i32));
            let mut parts = [IoSliceMut::new(&mut octets)];
            let (socket, flags) = (self.icmpv6.as_raw_fd(), MsgFlags::empty());
            let received = recvmsg::<SockaddrIn6>(socket, &mut parts, Some(&mut control), flags)?;
            let limit = ControlMessageOwned::Ipv6HopLimit(HOP_LIMIT.into());
            let is_of_this_link = received.cmsgs()?.any(|message| message == limit);
            let (from, length) = (received.address.map(|from| from.ip()), received.bytes);
            if is_of_this_link && let Some(address) = claimed(from, &octets[..length]) {
                return Ok(address);
            }
        }
    }
}

/// The solicited-node multicast address (RFC 4291 Section 2.7.1).
fn solicited_node(address: Ipv6Addr) -> Ipv6Addr {
    let [.., high, low] = address.segments();
    Ipv6Addr::new(0xff02, 0, 0, 0, 0, 1, 0xff00 | high & 0xff, low)
}

/// The address that a Neighbor Advertisement is about, or a Neighbor Solicitation of a node that wants it.
fn claimed(from: Option<Ipv6Addr>, message: &[u8]) -> Option<Ipv6Addr> {
    match Icmpv6Slice::from_slice(message).ok()?.payload_slice().ok()? {
        Icmpv6PayloadSlice::NeighborAdvertisement(payload) => Some(payload.target_address()),
        Icmpv6PayloadSlice::NeighborSolicitation(payload) if from?.is_unspecified() => {
            Some(payload.target_address())
        }
        _ => None,
    }
}

/// A Binding Update that waits.
#[derive(Debug)]
struct Held {
    packet: Box<[u8]>,
    sequence: Sequence,
    /// What is tested: the home address, and the link-local address if that is to be unique, too.
    addresses: Vec<Ipv6Addr>,
    until: Instant,
}

/// Binding Updates whose home addresses are tested, one for each.
#[derive(Debug)]
pub struct Detection {
    link: Arc<HomeLink>,
    held: HashMap<Ipv6Addr, Held>,
}

impl Detection {
    /// None yet.
    #[must_use]
    pub fn on(link: Arc<HomeLink>) -> Self {
        Self { link, held: HashMap::new() }
    }

    /// Tests a home address, and the link-local address that belongs to it if there is to be one. If the home address is
    /// tested already, the later Binding Update is held, and waits no longer.
    ///
    /// # Errors
    ///
    /// That of the system.
    pub fn begin(
        &mut self,
        home_address: Ipv6Addr,
        with_link_local: bool,
        sequence: Sequence,
        packet: &[u8],
    ) -> Outcome<()> {
        if let Some(held) = self.held.get_mut(&home_address) {
            if sequence.is_after(held.sequence) {
                (held.sequence, held.packet) = (sequence, packet.into());
            }
            return Ok(());
        }
        let link_local = with_link_local.then(|| link_local(home_address));
        let addresses: Vec<_> = [home_address].into_iter().chain(link_local).collect();
        for address in &addresses {
            if let Err(error) = self.link.solicit(*address) {
                self.leave(home_address);
                return Err(error);
            }
        }
        let held = Held {
            packet: packet.into(),
            sequence,
            addresses,
            until: Instant::now() + RETRANS_TIMER,
        };
        self.held.insert(home_address, held);
        Ok(())
    }

    /// Another node uses the address: the Binding Update that waits for it.
    pub fn failed(&mut self, address: Ipv6Addr) -> Option<Box<[u8]>> {
        let mut held = self.held.iter();
        let (home_address, _) = held.find(|(_, held)| held.addresses.contains(&address))?;
        self.end(*home_address)
    }

    /// Those that have waited long enough: their home addresses are unique.
    pub fn passed(&mut self, now: Instant) -> Vec<Box<[u8]>> {
        let over = self.held.iter().filter(|(_, held)| held.until <= now);
        let over: Vec<_> = over.map(|(home_address, _)| *home_address).collect();
        over.into_iter().filter_map(|home_address| self.end(home_address)).collect()
    }

    /// When the next one has waited long enough.
    #[must_use]
    pub fn next(&self) -> Option<Instant> {
        self.held.values().map(|held| held.until).min()
    }

    /// A removal ends the test of an earlier Binding Update.
    pub fn withdraw(&mut self, home_address: Ipv6Addr, sequence: Sequence) {
        let held = self.held.get(&home_address);
        if held.is_some_and(|held| sequence.is_after(held.sequence)) {
            self.end(home_address);
        }
    }

    /// Leaves the group of a home address, which is that of its link-local address too, unless another test needs it.
    fn leave(&self, home_address: Ipv6Addr) {
        let group = solicited_node(home_address);
        if !self.held.keys().any(|other| solicited_node(*other) == group) {
            self.link.leave(&group);
        }
    }

    fn end(&mut self, home_address: Ipv6Addr) -> Option<Box<[u8]>> {
        let ended = self.held.remove(&home_address)?;
        self.leave(home_address);
        Some(ended.packet)
    }
}

/// The home address with the link-local prefix.
fn link_local(home_address: Ipv6Addr) -> Ipv6Addr {
    let [.., a, b, c, d] = home_address.segments();
    Ipv6Addr::new(0xfe80, 0, 0, 0, a, b, c, d)
}
