"""scapy reads the messages that the crate wrote."""

import os
import sys

from scapy.config import conf
from scapy.layers.inet6 import (
    HAO, IPv6, IPv6ExtHdrDestOpt, IPv6ExtHdrRouting, _MobilityHeader, in6_chksum)
from scapy.packet import Raw
from scapy.utils import PcapReader

from oracles import MESSAGE_FIELDS, START, Comparison, address, body, message_data, mip6dump, sizes

conf.verb = 0

# the attribute of scapy that holds a field
NAMES = {
    "home_init_cookie": "cookie", "care_of_init_cookie": "cookie",
    "home_keygen_token": "token", "care_of_keygen_token": "token",
    "home_nonce_index": "index", "care_of_nonce_index": "index",
    "sequence": "seq", "lifetime": "mhtime", "status": "status",
    "home_address": "ha",
}


def message_field(header, name):
    """A field of a message as scapy has it, in the form of mip6dump."""
    if name == "flags" and header.mhtype == 5:
        return int(header.flags) << 9 | header.reserved
    if name == "flags":
        return int(header.flags) << 5 | header.res2
    value = getattr(header, NAMES[name], None)
    return value.hex() if isinstance(value, bytes) else value


def options(header, start):
    """(kind, length, offset, octets behind the length) of scapy's options."""
    at = start
    for option in header.options:
        octets = bytes(option)
        if isinstance(option, Raw):
            # what scapy could not make an option of
            yield None, None, at, octets
        else:
            length = getattr(option, "olen", getattr(option, "optlen", 0))
            yield option.otype, length, at, octets[2:]
        at += len(octets)


def without_checksum(header):
    octets = bytes(header)
    return octets[:4] + b"\0\0" + octets[6:]


def compare(comparison, ours, packet):
    header = packet
    home_option = home_routing = None
    while not isinstance(header, _MobilityHeader):
        if isinstance(header, IPv6ExtHdrDestOpt):
            home_option = next(o.hoa for o in header.options if isinstance(o, HAO))
        if isinstance(header, IPv6ExtHdrRouting):
            home_routing = header.addresses[0]
        header = header.payload
    mh_type = ours["mh_type"]
    facts = {"mh_type": mh_type, "home_address": ours["home_address"]}

    def field(name, mine, theirs, **more):
        comparison.field(name, mine, theirs, **facts, **more)

    field("src", address(ours["src"]), address(packet.src))
    field("dst", address(ours["dst"]), address(packet.dst))
    home = home_option or home_routing
    field("home_address", ours["home_address"], home and str(home))
    field("payload_proto", ours["payload_proto"], header.nh)
    field("header_len", ours["header_len"], header.len)
    field("mh_type", mh_type, header.mhtype)
    field("checksum", ours["checksum"], header.cksum)
    plain = IPv6(src=home_option or packet.src, dst=home_routing or packet.dst)
    field("checksum computed", ours["checksum"],
          in6_chksum(135, plain, without_checksum(header)))
    field("checksum computed in place", ours["checksum"],
          in6_chksum(135, header.underlayer, without_checksum(header)))
    field("checksum_ok", ours["checksum_ok"], True)

    if mh_type not in MESSAGE_FIELDS:
        field("message.data", message_data(ours), header.msg.hex())
        return
    for name in MESSAGE_FIELDS[mh_type]:
        field(f"message.{name}", ours["message"][name], message_field(header, name))
    theirs = list(options(header, START[mh_type]))
    for number, option in enumerate(ours["options"]):
        kind, length = option["kind"], option["length"]
        found = theirs[number] if number < len(theirs) else (None,) * 4
        more = {"kind": kind, "length": length,
                "before": sizes(ours["options"][:number + 1])}
        field("option.kind", kind, found[0], **more)
        field("option.offset", option["offset"], found[2], **more)
        field("option.length", length, found[1], **more)
        field("option.body", body(option, ours), found[3], **more)
    field("options", len(ours["options"]), len(theirs), before=sizes(ours["options"]))


def main(path):
    comparison = Comparison("scapy", "scapy reads")
    for ours, packet in zip(mip6dump(path), PcapReader(path), strict=True):
        comparison.message(ours["octets"])
        compare(comparison, ours, packet)
    return comparison.finish()


if __name__ == "__main__":
    sys.exit(main(os.path.join(sys.argv[1], "messages.pcap")))
