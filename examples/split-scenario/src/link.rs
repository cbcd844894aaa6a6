//! IPv6 packets from and to the network, headers included.
//!
//! A socket of protocol 135 does not do: the kernel answers a Home Address option before a socket sees it, and computes
//! the checksum over the care-of address. So packets are received beside the kernel, and written whole. What keeps the
//! kernel from answering them, too, is a rule of nftables:
//!
//! ```text
//! table ip6 mip6 { chain in { type filter hook input priority -300; meta l4proto 135 drop; }; }
//! ```

use socket2::{Domain, Protocol, SockAddr, Socket, Type};
use std::io::{self, ErrorKind, Read};
use std::net::{Ipv6Addr, SocketAddrV6};
use std::time::Duration;

/// `AF_PACKET` and `ETH_P_IPV6` of Linux.
const AF_PACKET: i32 = 17;
const ETH_P_IPV6: u16 = 0x86dd;
/// Protocol of a socket that takes packets with their IPv6 header.
const IPPROTO_RAW: i32 = 255;

/// Sends and receives packets. Needs the capability `CAP_NET_RAW`.
#[derive(Debug)]
pub struct Link {
    rx: Socket,
    tx: Socket,
}

impl Link {
    /// Opens the sockets.
    ///
    /// # Errors
    ///
    /// That of the system: without the capability, "Operation not permitted".
    pub fn open() -> io::Result<Self> {
        let protocol = Protocol::from(i32::from(ETH_P_IPV6.to_be()));
        let rx = Socket::new(Domain::from(AF_PACKET), Type::DGRAM, Some(protocol))?;
        rx.set_recv_buffer_size(8 << 20)?;
        let tx = Socket::new(Domain::IPV6, Type::RAW, Some(Protocol::from(IPPROTO_RAW)))?;
        Ok(Self { rx, tx })
    }

    /// The next IPv6 packet of any interface; `None` if none comes in time.
    ///
    /// # Errors
    ///
    /// That of the system.
    pub fn receive<'b>(
        &self,
        buffer: &'b mut [u8],
        timeout: Duration,
    ) -> io::Result<Option<&'b [u8]>> {
        // zero would mean no limit
        let timeout = timeout.max(Duration::from_millis(1));
        self.rx.set_read_timeout(Some(timeout))?;
        match (&self.rx).read(buffer) {
            Ok(length) => Ok(buffer.get(..length)),
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
            Err(error) if error.kind() == ErrorKind::Interrupted => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Sends an IPv6 packet to its Destination Address.
    ///
    /// # Errors
    ///
    /// That of the system.
    pub fn send(&self, packet: &[u8]) -> io::Result<()> {
        let destination = packet.get(24..).and_then(|rest| rest.first_chunk::<16>());
        let destination = destination.ok_or(ErrorKind::InvalidInput)?;
        let to = SocketAddrV6::new(Ipv6Addr::from(*destination), 0, 0, 0);
        self.tx.send_to(packet, &SockAddr::from(to)).map(|_| ())
    }
}
