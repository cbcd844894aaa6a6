//! Messages to a DNS server over UDP: look-ups, and updates (RFC 2136) with TSIG (RFC 8945).

use crate::{Outcome, read_text};
use data_encoding::BASE64;
use hickory_proto::op::{DnsResponse, Message, MessageType, OpCode, Query, ResponseCode};
use hickory_proto::rr::rdata::PTR;
use hickory_proto::rr::rdata::tsig::TsigAlgorithm;
use hickory_proto::rr::{DNSClass, Name, RData, Record, RecordType, TSigner};
use mip6_wire::bootstrap::{DnsAction, DnsUpdateOutcome};
use mip6_wire::name::reverse_name;
use std::io::ErrorKind;
use std::net::{Ipv6Addr, SocketAddr, UdpSocket};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// How long an answer is waited for before the message is sent again.
const RESEND: Duration = Duration::from_millis(700);
/// Time to live of the records, in seconds.
const TTL: u32 = 60;

/// The addresses of the hosts that the name stands for.
///
/// # Errors
///
/// No answer in time, or an answer without addresses.
pub fn addresses_of(server: SocketAddr, name: &str) -> Outcome<Vec<Ipv6Addr>> {
    let answers = look_up(server, name, RecordType::AAAA)?;
    let addresses: Vec<_> = answers.iter().filter_map(aaaa).collect();
    match addresses.is_empty() {
        true => Err(format!("the DNS has no IPv6 address of {name}").into()),
        false => Ok(addresses),
    }
}

/// The names of the hosts that offer the service, those with the lowest priority number first (RFC 2782).
///
/// # Errors
///
/// No answer in time, or an answer without hosts.
pub fn hosts_of(server: SocketAddr, service: &str) -> Outcome<Vec<String>> {
    let answers = look_up(server, service, RecordType::SRV)?;
    let mut hosts: Vec<_> = answers
        .iter()
        .filter_map(|record| match &record.data {
            RData::SRV(srv) => Some((srv.priority, srv.target.to_ascii())),
            _ => None,
        })
        .collect();
    hosts.sort();
    match hosts.is_empty() {
        true => Err(format!("the DNS has no {service}").into()),
        false => Ok(hosts.into_iter().map(|(_, host)| host).collect()),
    }
}

fn aaaa(record: &Record) -> Option<Ipv6Addr> {
    match &record.data {
        RData::AAAA(address) => Some(address.0),
        _ => None,
    }
}

fn look_up(server: SocketAddr, name: &str, record_type: RecordType) -> Outcome<Vec<Record>> {
    let mut message = Message::new(rand_id(), MessageType::Query, OpCode::Query);
    message.add_query(Query::query(Name::from_ascii(name)?, record_type));
    let octets = message.to_vec()?;
    let deadline = Instant::now() + Duration::from_secs(5);
    let answer = exchange(server, &octets, deadline, |octets| {
        let answer = Message::from_vec(octets).ok()?;
        (answer.id == message.id && answer.message_type == MessageType::Response).then_some(answer)
    })?;
    let answer = answer.ok_or_else(|| format!("the DNS server {server} does not answer"))?;
    Ok(answer.answers)
}

/// Sends the message, again and again, until `accept` takes an answer; `None` if none comes in time.
fn exchange<T>(
    server: SocketAddr,
    message: &[u8],
    deadline: Instant,
    mut accept: impl FnMut(&[u8]) -> Option<T>,
) -> Outcome<Option<T>> {
    let socket = UdpSocket::bind("[::]:0")?;
    socket.connect(server)?;
    let mut buffer = [0; 4096];
    let mut resend = Instant::now();
    loop {
        let now = Instant::now();
        if now >= deadline {
            return Ok(None);
        }
        if now >= resend {
            resend = now + RESEND;
            socket.send(message).or_else(refused)?;
        }
        let until = resend.min(deadline).saturating_duration_since(now);
        socket.set_read_timeout(Some(until.max(Duration::from_millis(1))))?;
        match socket.recv(&mut buffer) {
            Ok(length) => {
                if let Some(answer) = accept(&buffer[..length]) {
                    return Ok(Some(answer));
                }
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => {
                // the server is down: it may be back before the deadline
                refused(error)?;
                std::thread::sleep(until.min(Duration::from_millis(100)));
            }
        }
    }
}

fn refused(error: std::io::Error) -> std::io::Result<usize> {
    match error.kind() {
        ErrorKind::ConnectionRefused | ErrorKind::HostUnreachable => Ok(0),
        ErrorKind::NetworkUnreachable => Ok(0),
        _ => Err(error),
    }
}

fn rand_id() -> u16 {
    Message::query().id
}

/// The server of a zone and of the reverse zone, and the key that it knows.
#[derive(Clone)]
pub struct Updater {
    server: SocketAddr,
    zone: Name,
    reverse_zone: Name,
    key: TSigner,
}

impl Updater {
    /// The key is in a file, in Base64; the algorithm is HMAC-SHA256.
    ///
    /// # Errors
    ///
    /// That of the file, and what is no name or no Base64.
    pub fn new(
        server: SocketAddr,
        zone: &str,
        reverse_zone: &str,
        key_name: &str,
        key_file: &Path,
    ) -> Outcome<Self> {
        let secret = BASE64.decode(read_text(key_file)?.trim().as_bytes())?;
        let key_name = Name::from_ascii(key_name)?;
        Ok(Self {
            server,
            zone: Name::from_ascii(zone)?,
            reverse_zone: Name::from_ascii(reverse_zone)?,
            key: TSigner::new(secret, TsigAlgorithm::HmacSha256, key_name, 300)?,
        })
    }

    /// Does what a [`DnsUpdateTask`](mip6_wire::bootstrap::DnsUpdateTask) says: the AAAA record of the name, then the
    /// PTR record of the address.
    #[must_use]
    pub fn perform(
        &self,
        action: DnsAction,
        name: &str,
        home_address: Ipv6Addr,
        deadline: Instant,
    ) -> DnsUpdateOutcome {
        let Ok(name) = Name::from_ascii(name) else {
            return DnsUpdateOutcome::Refused;
        };
        let Ok(reverse) = Name::from_ascii(reverse_name(home_address).to_string()) else {
            return DnsUpdateOutcome::Refused;
        };
        let pointer = RData::PTR(PTR(name.clone()));
        let address = RData::AAAA(home_address.into());
        let forward = update_message(action, self.zone.clone(), name, address);
        let backward = update_message(action, self.reverse_zone.clone(), reverse, pointer);
        match self.send(forward, deadline) {
            Ok(Some(ResponseCode::NoError)) => {}
            Ok(None) => return DnsUpdateOutcome::NoAnswer,
            other => {
                log::warn!("the DNS update of the AAAA record is refused: {other:?}");
                return DnsUpdateOutcome::Refused;
            }
        }
        match self.send(backward, deadline) {
            Ok(Some(ResponseCode::NoError)) => DnsUpdateOutcome::Performed,
            other => {
                log::warn!("the DNS update of the PTR record is not performed: {other:?}");
                DnsUpdateOutcome::ReverseNotPerformed
            }
        }
    }

    /// Only an answer that is signed with the key counts.
    fn send(&self, mut message: Message, deadline: Instant) -> Outcome<Option<ResponseCode>> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let verifier = message.finalize(&self.key, now)?;
        let mut verifier = verifier.ok_or("the key does not sign updates")?;
        let octets = message.to_vec()?;
        exchange(self.server, &octets, deadline, |octets| {
            let answer: Option<DnsResponse> = verifier.verify(octets).ok();
            answer.filter(|a| a.id == message.id).map(|a| a.response_code)
        })
    }
}

impl std::fmt::Debug for Updater {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Updater").field("server", &self.server).finish_non_exhaustive()
    }
}

/// Replaces all records of the name and type by one, or removes that one (RFC 2136 Section 2.5).
#[must_use]
pub fn update_message(action: DnsAction, zone: Name, name: Name, data: RData) -> Message {
    let mut message = Message::new(rand_id(), MessageType::Query, OpCode::Update);
    let mut query = Query::query(zone, RecordType::SOA);
    query.set_query_class(DNSClass::IN);
    message.add_query(query);
    match action {
        DnsAction::CreateOrUpdate => {
            let kind = data.record_type();
            let mut old = Record::from_rdata(name.clone(), 0, RData::Update0(kind));
            old.dns_class = DNSClass::ANY;
            message.add_authority(old);
            message.add_authority(Record::from_rdata(name, TTL, data));
        }
        DnsAction::Remove => {
            let mut old = Record::from_rdata(name, 0, data);
            old.dns_class = DNSClass::NONE;
            message.add_authority(old);
        }
    }
    message
}
