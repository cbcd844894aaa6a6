#!/usr/bin/env python3
"""Writes the captures of this directory.

Run it with

    pip install scapy==2.8.0
    python3 make_bootstrap.py bootstrap.pcap

The other captures are written beside the named file. The output is the same
on every run: nothing in it depends on the clock, on the host or on chance.

The messages are built with the classes of scapy. What scapy does not know or
does not get right is given by hand:

- option 17 (DNS Update, RFC 5026 8.1) is unknown to scapy; its octets are
  written by dns_update() and handed over as an unknown option,
- the lengths of option 4 (4) and option 5 (12), whose defaults are wrong,
- whole messages in hexadecimal where a header is malformed on purpose.

Every checksum is verified by checksum_ok(), which shares no code with scapy.
"""

import hashlib
import hmac
import ipaddress
import os
import sys

from scapy.config import conf
from scapy.layers.dns import DNS, DNSQR, DNSRR, DNSRRSRV
from scapy.layers.inet import UDP
from scapy.layers.inet6 import (
    HAO, ICMPv6EchoReply, ICMPv6EchoRequest, IPv6, IPv6ExtHdrDestOpt,
    IPv6ExtHdrRouting, MIP6MH_BA, MIP6MH_BE, MIP6MH_BRR, MIP6MH_BU, MIP6MH_CoT,
    MIP6MH_CoTI, MIP6MH_Generic, MIP6MH_HoT, MIP6MH_HoTI, MIP6OptAltCoA,
    MIP6OptBindingAuthData, MIP6OptNonceIndices, MIP6OptUnknown, PadN)
from scapy.layers.l2 import CookedLinux, CookedLinuxV2, Dot1Q, Ether
from scapy.packet import Raw
from scapy.utils import PcapNgWriter, PcapWriter

conf.verb = 0

HA = "2001:db8:1::1"        # home agent
HOA = "2001:db8:1::100"     # home address of the mobile node
COA = "2001:db8:2::55"      # care-of address of the mobile node
CN = "2001:db8:3::7"        # correspondent node
DNS_SERVER = "2001:db8:2::53"
FQDN = b"mn.example.com"

MN_MAC = "02:00:00:00:00:55"
ROUTER_MAC = "02:00:00:00:00:01"    # also the home agent's
CN_MAC = "02:00:00:00:00:07"

START = 1200000000          # time stamp of the first frame, seconds
STEP = 0.25                 # distance of two frames, exact in binary

HOME_COOKIE = bytes.fromhex("0102030405060708")
CAREOF_COOKIE = bytes.fromhex("1112131415161718")
HOME_TOKEN = bytes.fromhex("0011223344556677")
CAREOF_TOKEN = bytes.fromhex("8899aabbccddeeff")
HOME_INDEX = 10
CAREOF_INDEX = 20


# --- checks that share no code with scapy ---------------------------------

def checksum_ok(source, destination, message):
    """RFC 6275 6.1.1: the sum over pseudo-header and message is all ones."""
    length = 8 * (message[1] + 1)
    assert len(message) >= length
    octets = (ipaddress.IPv6Address(source).packed
              + ipaddress.IPv6Address(destination).packed
              + length.to_bytes(4, "big") + bytes([0, 0, 0, 135])
              + message[:length])
    total = sum(octets[i] << 8 | octets[i + 1] for i in range(0, len(octets), 2))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return total == 0xFFFF


def mobility_header(packet):
    """Walks an IPv6 packet given as octets. Returns the addresses the
    checksum is made with and the Mobility Header, or None without one."""
    assert packet[0] >> 4 == 6
    assert len(packet) == 40 + int.from_bytes(packet[4:6], "big")
    source, destination = packet[8:24], packet[24:40]
    following, at = packet[6], 40
    while following in (43, 60):
        header = packet[at:at + 8 * (packet[at + 1] + 1)]
        if following == 43:
            assert header[1] == 2 and header[2] == 2 and header[3] == 1
            destination = header[8:24]
        else:
            i = 2
            while i < len(header):
                if header[i] == 0:
                    i += 1
                    continue
                if header[i] == 201:
                    assert header[i + 1] == 16 and i % 8 == 6
                    source = header[i + 2:i + 18]
                i += 2 + header[i + 1]
        following, at = packet[at], at + len(header)
    if following == 41:
        return mobility_header(packet[at:])
    if following == 135:
        return source, destination, packet[at:]
    return None


def authenticator(message_start, keys):
    """RFC 6275 6.2.7: message_start is the Mobility Header up to the
    authenticator, the checksum field zero."""
    assert message_start[4:6] == b"\0\0"
    kbm = hashlib.sha1(keys).digest()
    data = (ipaddress.IPv6Address(COA).packed
            + ipaddress.IPv6Address(CN).packed + message_start)
    return hmac.new(kbm, data, hashlib.sha1).digest()[:12]


# --- pieces of messages ---------------------------------------------------

def dns_update(status, remove, identity=FQDN):
    """Option 17, RFC 5026 8.1: Status, R and 7 reserved bits, identity."""
    value = bytes([status, 0x80 if remove else 0]) + identity
    return MIP6OptUnknown(otype=17, olen=len(value), odata=value)


def nonce_indices():
    return MIP6OptNonceIndices(olen=4, hni=HOME_INDEX, coni=CAREOF_INDEX)


def authorization(value):
    return MIP6OptBindingAuthData(olen=12,
                                  authenticator=int.from_bytes(value, "big"))


def ip(source, destination):
    return IPv6(src=source, dst=destination, hlim=64)


def from_away(destination):
    """From the care-of address, the home address in a destination option."""
    return ip(COA, destination) / IPv6ExtHdrDestOpt(options=[HAO(hoa=HOA)])


def to_away(source):
    """To the care-of address, the home address in a type 2 routing header."""
    return ip(source, COA) / IPv6ExtHdrRouting(type=2, segleft=1, addresses=[HOA])


def update(sequence, flags, lifetime, options):
    return MIP6MH_BU(seq=sequence, flags=flags, mhtime=lifetime, options=options)


def acknowledgement(status, sequence, lifetime, options):
    return MIP6MH_BA(status=status, flags=0, seq=sequence, mhtime=lifetime,
                     options=options)


def raw_mobility(source, destination, octets):
    return IPv6(src=source, dst=destination, hlim=64, nh=135) / Raw(
        bytes.fromhex(octets))


def authorized(build):
    """Builds a message twice: first with a zero authenticator and a zero
    checksum to get the octets the authenticator covers."""
    draft = build(bytes(12))
    draft.cksum = 0
    octets = bytes(draft)
    assert octets[-14:-12] == b"\x05\x0c" and octets[4:6] == b"\0\0"
    return build(authenticator(octets[:-12], HOME_TOKEN + CAREOF_TOKEN))


# --- the frames -----------------------------------------------------------

MN, NET = (MN_MAC, ROUTER_MAC), (ROUTER_MAC, MN_MAC)
HA_CN, CN_HA = (ROUTER_MAC, CN_MAC), (CN_MAC, ROUTER_MAC)


def frames():
    """Yields (link addresses, IPv6 packet, verdict on the checksum of the
    Mobility Header: True, False, or None without one)."""
    alternate = MIP6OptAltCoA(acoa=COA)
    service = "_mip6._ipv6.example.com."

    # the home agent is looked up (RFC 5026 5.1.2); not Mobile IPv6
    question = DNSQR(qname=service, qtype="SRV")
    yield MN, ip(COA, DNS_SERVER) / UDP(sport=49152, dport=53) / DNS(
        id=0x1A2B, rd=1, qd=question), None
    yield NET, ip(DNS_SERVER, COA) / UDP(sport=53, dport=49152) / DNS(
        id=0x1A2B, qr=1, rd=1, ra=1, qd=question,
        an=DNSRRSRV(rrname=service, ttl=3600, priority=10, weight=0, port=0,
                    target="ha.example.com."),
        ar=DNSRR(rrname="ha.example.com.", type="AAAA", ttl=3600, rdata=HA)), None

    # registration with a DNS update, four outcomes
    for i, status in enumerate((0, 128, 129, 130)):
        sequence = 0x1234 + i
        yield MN, from_away(HA) / update(
            sequence, "AH", 900, [alternate, dns_update(0, False)]), True
        yield NET, to_away(HA) / acknowledgement(
            0, sequence, 900, [dns_update(status, False)]), True

    # removal of the DNS entry while away, the binding is kept
    yield MN, from_away(HA) / update(
        0x1238, "AH", 900, [alternate, dns_update(0, True)]), True
    yield NET, to_away(HA) / acknowledgement(
        0, 0x1238, 900, [dns_update(0, True)]), True

    # return routability; the home messages pass through the home agent
    hoti = ip(HOA, CN) / MIP6MH_HoTI(cookie=HOME_COOKIE)
    hot = ip(CN, HOA) / MIP6MH_HoT(index=HOME_INDEX, cookie=HOME_COOKIE,
                                   token=HOME_TOKEN)
    yield MN, ip(COA, HA) / hoti, True
    yield HA_CN, hoti.copy(), True
    yield MN, ip(COA, CN) / MIP6MH_CoTI(cookie=CAREOF_COOKIE), True
    yield CN_HA, hot.copy(), True
    yield NET, ip(HA, COA) / hot, True
    yield NET, ip(CN, COA) / MIP6MH_CoT(index=CAREOF_INDEX,
                                        cookie=CAREOF_COOKIE,
                                        token=CAREOF_TOKEN), True

    # registration with the correspondent node
    yield MN, from_away(CN) / authorized(lambda mac: update(
        1, "A", 105, [nonce_indices(), authorization(mac)])), True
    yield NET, to_away(CN) / authorized(lambda mac: acknowledgement(
        0, 1, 105, [authorization(mac)])), True
    yield CN_HA, ip(CN, HOA) / MIP6MH_BRR(), True

    # Binding Error 1, after a packet with a Home Address option for which
    # there is no binding
    yield MN, from_away(CN) / ICMPv6EchoRequest(id=1, seq=1, data=b"mip6"), None
    yield NET, ip(CN, COA) / MIP6MH_BE(status=1, ha=HOA), True

    # an unknown type and the Binding Error 2 that answers it
    yield MN, ip(COA, HA) / MIP6MH_Generic(mhtype=99, res=0, msg=bytes(10)), True
    yield NET, ip(HA, COA) / MIP6MH_BE(status=2, ha="::"), True

    # de-registration from home with the removal of the DNS entry
    yield MN, ip(HOA, HA) / update(
        0x1239, "AH", 0, [dns_update(0, True)]), True
    yield NET, ip(HA, HOA) / acknowledgement(
        0, 0x1239, 0, [dns_update(0, True)]), True

    # malformed: DNS Update of length 16 with 2 octets left
    yield MN, raw_mobility(HOA, HA, "3b01050091d60001c000000a11100000"), True
    # malformed: wrong checksum (f23e would be right)
    yield MN, raw_mobility(HOA, HA, "3b030500f23f1235c000000011100080"
                                    "6d6e2e6578616d706c652e636f6d0100"), False
    # malformed: Binding Update with Header Len 0
    yield MN, raw_mobility(HOA, HA, "3b00050062fa0001"), True
    # malformed: Payload Proto 6
    yield MN, raw_mobility(HOA, HA, "0601050096e500010000000a01020000"), True
    # malformed: Alternate Care-of Address of length 15, then a good DNS Update
    short = MIP6OptUnknown(otype=3, olen=15,
                           odata=ipaddress.IPv6Address(COA).packed[:15])
    yield MN, ip(HOA, HA) / update(
        0x123A, "AH", 900, [PadN(), short, dns_update(0, False)]), True

    # not Mobile IPv6
    yield MN, ip(HOA, CN) / ICMPv6EchoRequest(id=2, seq=1, data=b"home"), None
    yield NET, ip(CN, HOA) / ICMPv6EchoReply(id=2, seq=1, data=b"home"), None


# --- the files ------------------------------------------------------------

def ether(link, packet):
    return Ether(src=link[0], dst=link[1], type=0x86DD) / packet


def vlan(link, packet):
    return (Ether(src=link[0], dst=link[1], type=0x8100)
            / Dot1Q(vlan=100, type=0x86DD) / packet)


def cooked(link, packet):
    address = bytes.fromhex(link[0].replace(":", "")) + bytes(2)
    return CookedLinux(pkttype=4 if link == MN else 0, lladdrtype=1,
                       lladdrlen=6, src=address, proto=0x86DD) / packet


def cooked_v2(link, packet):
    address = bytes.fromhex(link[0].replace(":", "")) + bytes(2)
    return CookedLinuxV2(proto=0x86DD, ifindex=2, lladdrtype=1,
                         pkttype=4 if link == MN else 0, lladdrlen=6,
                         src=address) / packet


def bare(_link, packet):
    return packet


def write_all(writer, linktype, frames_and_times):
    """Passes octets, not packets: the time and the link type are ours."""
    fraction = 1000000000 if writer.nano else 1000000
    with writer:
        writer.linktype = linktype
        writer.write_header(None)
        for octets, time in frames_and_times:
            writer.write_packet(octets, sec=time, usec=int(time % 1 * fraction))


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make_bootstrap.py bootstrap.pcap")
    main_file = sys.argv[1]
    beside = os.path.dirname(os.path.abspath(main_file))

    all_frames = []
    for number, (link, packet, verdict) in enumerate(frames(), 1):
        octets = bytes(packet)
        found = mobility_header(octets)
        assert (found is None) == (verdict is None), number
        if found is not None:
            assert checksum_ok(*found) == verdict, number
        all_frames.append((link, octets))

    def write(name, linktype, wrap, numbers, kind=PcapWriter, **options):
        path = main_file if name is None else os.path.join(beside, name)
        if kind is PcapWriter:
            options = {"linktype": linktype, "endianness": "<", **options}
        selected = []
        for number in numbers:
            link, octets = all_frames[number - 1]
            selected.append((bytes(wrap(link, Raw(octets))),
                             START + (number - 1) * STEP))
        write_all(kind(path, **options), linktype, selected)

    every = range(1, len(all_frames) + 1)
    few = (3, 4, len(all_frames))   # Update, Acknowledgement, ICMPv6

    write(None, 1, ether, every)
    write("bootstrap.pcapng", 1, ether, every, kind=PcapNgWriter)
    write("raw-ip.pcap", 101, bare, few)
    write("raw-ipv6.pcap", 229, bare, few)
    write("linux-cooked.pcap", 113, cooked, few)
    write("linux-cooked-v2.pcap", 276, cooked_v2, few)
    write("vlan.pcap", 1, vlan, few)
    write("big-endian.pcap", 1, ether, few, endianness=">")
    write("nanosecond.pcap", 1, ether, few, nano=True)
    print(f"{len(all_frames)} frames written to {main_file}")


if __name__ == "__main__":
    main()
