//! The bootstrapping of RFC 5026 Section 7 between a mobile node and a home agent in one process, over octet
//! buffers only: each side sees nothing of the other but the octets that are printed.
//!
//! First path: the mobile node asks for a home prefix, forms its home address, registers it and its name, and removes
//! both again. Second path: the home agent wants an address of its choice to be used (`USE_ASSIGNED_HoA`).
//!
//! IKEv2 payloads are shown as they are inside of the encrypted ones; DNS messages are made by a DNS crate.

use hickory_proto::rr::{Name, RData};
use mip6_wire::bootstrap::{
    DnsUpdateDecision, DnsUpdateOutcome, DnsUpdateTask, HomeAddressAssignment, HomeAddressPolicy,
    auto_configure, dns_update_decision, dns_update_of, dns_update_result, home_address_assignment,
    home_address_reply, initiator_name, request_home_prefix,
};
use mip6_wire::ikev2::{
    HomePrefix, Identification, IdentificationInitiator, PayloadType, Payloads, PayloadsBuilder,
    PrefixLen,
};
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingStatus, BindingUpdate,
    BindingUpdateFlags, Lifetime,
};
use mip6_wire::name::{reverse_name, service_name};
use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate};
use mip6_wire::{ChecksumAddresses, Fqdn, MessageBuilder, MnIdentity, Options, receive};
use node_io::dns::update_message;
use std::error::Error;
use std::net::Ipv6Addr;

type Outcome<T> = Result<T, Box<dyn Error>>;

const NAME: &str = "mn.example.com";
const ZONE: &str = "example.com";
const HOME_AGENT: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 1);
const CARE_OF: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 2, 0, 0, 0, 0, 0x55);

fn main() -> Outcome<()> {
    println!("Home agent discovery (RFC 5026 Section 5.1.2)");
    let service = service_name::<64>(Fqdn::from_text(ZONE)?)?;
    note(&format!("MN looks up SRV {service}"));

    let home_prefix = HomePrefix {
        lifetime: 86400,
        prefix: Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0),
        prefix_len: PrefixLen::P64,
    };
    println!("\nFirst path: the mobile node forms its home address (Section 5.3.2)");
    bootstrap(&HomeAddressPolicy::AutoConfiguration(home_prefix), 0x1234)?;

    println!("\nSecond path: the home agent assigns it (USE_ASSIGNED_HoA)");
    let assigned = HomeAddressPolicy::Assigned {
        address: Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0x200),
        prefix_len: PrefixLen::P64,
    };
    bootstrap(&assigned, 0x4321)
}

/// From the first request to the removal, with whatever home address comes out.
fn bootstrap(policy: &HomeAddressPolicy, sequence: u16) -> Outcome<()> {
    let request = mobile_node_asks()?;
    let (initiator, reply) = home_agent_answers(&request, policy)?;
    let home_address = mobile_node_learns(&reply)?;

    let identity = MnIdentity::from_text(NAME)?;
    let register = DnsUpdate::create_or_update(identity);
    let update =
        mobile_node_registers(home_address, sequence, Lifetime::from_secs(3600), register)?;
    let ack = home_agent_registers(&update, home_address, &initiator)?;
    mobile_node_concludes(&ack, home_address, sequence)?;

    let sequence = sequence.wrapping_add(1);
    let remove = DnsUpdate::remove(identity);
    let update = mobile_node_registers(home_address, sequence, Lifetime::DELETE, remove)?;
    let ack = home_agent_registers(&update, home_address, &initiator)?;
    mobile_node_concludes(&ack, home_address, sequence)
}

/// IKE payloads as they cross from one side to the other.
struct Ike {
    first: PayloadType,
    octets: Vec<u8>,
}

impl Ike {
    fn sent(what: &str, payloads: Payloads<'_>) -> Self {
        show(what, payloads.as_octets());
        Self { first: payloads.first(), octets: payloads.as_octets().to_vec() }
    }

    fn payloads(&self) -> Payloads<'_> {
        Payloads::new(self.first, &self.octets)
    }
}

fn mobile_node_asks() -> Outcome<Ike> {
    let mut buffer = [0; 128];
    let identification = IdentificationInitiator(Identification::fqdn(NAME)?);
    let request = PayloadsBuilder::new(&mut buffer).payload(&identification)?;
    let request = request_home_prefix(request)?.finish()?;
    Ok(Ike::sent("MN -> HA  IKE_AUTH: IDi, CP(CFG_REQUEST)", request))
}

/// The home agent's answer, and the identity that it has authenticated.
fn home_agent_answers(request: &Ike, policy: &HomeAddressPolicy) -> Outcome<(Vec<u8>, Ike)> {
    let payloads = request.payloads();
    let initiator = payloads.find::<IdentificationInitiator<'_>>()?.ok_or("no IDi")?.0;
    let mut buffer = [0; 128];
    let reply = home_address_reply(payloads, policy)?.emit(PayloadsBuilder::new(&mut buffer))?;
    let reply = Ike::sent("HA -> MN  IKE_AUTH: what is assigned", reply.finish()?);
    Ok((initiator.data.to_vec(), reply))
}

fn mobile_node_learns(reply: &Ike) -> Outcome<Ipv6Addr> {
    let home_address = match home_address_assignment(reply.payloads())? {
        HomeAddressAssignment::AutoConfigure(prefix) => {
            auto_configure(&prefix, [0, 0, 0, 0, 0, 0, 1, 0])?
        }
        HomeAddressAssignment::UseAssigned(address) => address,
        HomeAddressAssignment::Refused(refusal) => return Err(refusal.to_string().into()),
    };
    note(&format!("MN uses the home address {home_address}, and sets up a child SA for it"));
    Ok(home_address)
}

fn mobile_node_registers(
    home_address: Ipv6Addr,
    sequence: u16,
    lifetime: Lifetime,
    dns_update: DnsUpdate<'_>,
) -> Outcome<Vec<u8>> {
    let update = BindingUpdate {
        sequence,
        flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
        lifetime,
        options: Options::EMPTY,
    };
    let mut buffer = [0; 128];
    let octets = MessageBuilder::new(&mut buffer, &update)?
        .option(&AlternateCareOfAddress { care_of_address: CARE_OF })?
        .option(&dns_update)?
        .finish(&ChecksumAddresses::new(home_address, HOME_AGENT))?;
    show("MN -> HA  Binding Update with DNS Update", octets);
    Ok(octets.to_vec())
}

fn home_agent_registers(octets: &[u8], home_address: Ipv6Addr, idi: &[u8]) -> Outcome<Vec<u8>> {
    let addresses = ChecksumAddresses::new(home_address, HOME_AGENT);
    let header = receive(octets, &addresses).map_err(|answer| format!("{answer:?}"))?;
    let update = header.read::<BindingUpdate<'_>>()?;
    let initiator = Identification::fqdn(str::from_utf8(idi)?)?;
    let option = dns_update_of(update.options)?;
    let status = BindingStatus::ACCEPTED;
    let authorized = initiator_name(&initiator);
    // the acknowledgement follows the update of the DNS (Section 6); a refusal does not touch the binding
    let result = match dns_update_decision(&update, status, option, home_address, authorized) {
        DnsUpdateDecision::NotAsked => None,
        DnsUpdateDecision::Perform(task) => {
            tell_dns(&task)?;
            Some(task.reply(DnsUpdateOutcome::Performed))
        }
        DnsUpdateDecision::Refuse(option) => Some(option),
    };
    let ack = BindingAcknowledgement {
        status,
        flags: BindingAcknowledgementFlags::empty(),
        sequence: update.sequence,
        lifetime: update.lifetime,
        options: Options::EMPTY,
    };
    let mut buffer = [0; 128];
    let mut builder = MessageBuilder::new(&mut buffer, &ack)?;
    if let Some(result) = result {
        builder = builder.option(&result)?;
    }
    let octets = builder.finish(&addresses.reversed())?;
    show("HA -> MN  Binding Acknowledgement with DNS Update", octets);
    Ok(octets.to_vec())
}

fn mobile_node_concludes(octets: &[u8], home_address: Ipv6Addr, sequence: u16) -> Outcome<()> {
    let addresses = ChecksumAddresses::new(HOME_AGENT, home_address);
    let header = receive(octets, &addresses).map_err(|answer| format!("{answer:?}"))?;
    let ack = header.read::<BindingAcknowledgement<'_>>()?;
    if ack.sequence != sequence {
        return Err("an acknowledgement of something else".into());
    }
    let dns = dns_update_result(dns_update_of(ack.options)?);
    note(&format!("MN reads: binding {}, DNS {dns:?}", ack.status));
    Ok(())
}

/// The two DNS UPDATE messages (RFC 2136) of a home agent: the entry of the name, and the reverse entry.
fn tell_dns(request: &DnsUpdateTask<'_>) -> Outcome<()> {
    let name = Name::from_ascii(request.fqdn.to_string())?;
    let reverse = Name::from_ascii(reverse_name(request.home_address).to_string())?;
    let address = RData::AAAA(request.home_address.into());
    let pointer = RData::PTR(hickory_proto::rr::rdata::PTR(name.clone()));
    let forward_zone = Name::from_ascii(ZONE)?;
    let reverse_zone = Name::from_ascii("1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")?;

    let forward = update_message(request.action, forward_zone, name, address).to_vec()?;
    show("HA -> DNS UPDATE, AAAA of the name", &forward);
    let backward = update_message(request.action, reverse_zone, reverse, pointer).to_vec()?;
    show("HA -> DNS UPDATE, PTR of the home address", &backward);
    Ok(())
}

fn show(what: &str, octets: &[u8]) {
    println!("  {what}, {} octets", octets.len());
    for line in octets.chunks(24) {
        let line: Vec<String> = line.iter().map(|octet| format!("{octet:02x}")).collect();
        println!("      {}", line.join(" "));
    }
}

fn note(what: &str) {
    println!("  {what}");
}
