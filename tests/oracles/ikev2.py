"""scapy or tshark reads the chains of IKEv2 payloads that the crate wrote,
behind an IKE header (RFC 7296 3.1) of an IKE_AUTH exchange."""

import glob
import ipaddress
import os
import re
import sys

from oracles import Comparison, address, mip6dump, write_pcap


def value_of(attribute):
    """The octets of an attribute, put together from its fields."""
    fields = attribute.get("fields")
    if fields is None:
        return bytes.fromhex(attribute["data"])
    if not fields:
        return b""
    match attribute["kind"]:
        case 8 | 15 | 18:
            there = fields.get("address") or fields["prefix"]
            return address(there) + bytes([fields["prefix_len"]])
        case 10:
            return address(fields["address"])
        case 14:
            return b"".join(each.to_bytes(2, "big") for each in fields["attribute_types"])
        case 16:
            return (fields["lifetime"].to_bytes(4, "big") + address(fields["prefix"])
                    + bytes([fields["prefix_len"]]))
        case 19:
            ipv4 = fields.get("ipv4", "").split(".") if fields.get("ipv4") else ()
            return address(fields["ipv6"]) + bytes(map(int, ipv4))
        case 7:
            return bytes.fromhex(fields["version_octets"])
    # addresses and masks
    return b"".join(ipaddress.ip_address(each).packed for each in fields.values())


def identity(fields):
    """The octets of an Identification: of a text, an address, or of neither."""
    if "data_octets" in fields:
        return bytes.fromhex(fields["data_octets"])
    try:
        return ipaddress.ip_address(fields["data"]).packed
    except ValueError:
        return bytes.fromhex(fields["data"])


def compare(comparison, ours, theirs):
    """Theirs are dictionaries of what ours is asked for."""
    before = []
    for number, payload in enumerate(ours["payloads"]):
        kind = payload["kind"]
        found = theirs[number] if number < len(theirs) else {}
        fields = payload.get("fields")

        subtype = fields and fields.get("id_type", fields.get("notify_type"))
        before.append((kind, subtype, payload["length"] - 8))

        def field(name, mine):
            comparison.field(name, mine, found.get(name), payload=kind, before=before)

        for name in ("kind", "offset", "length", "next", "critical"):
            field(f"payload.{name}", payload[name])
        if kind in (35, 36):
            field("identification.type", fields["id_type"])
            field("identification.data", identity(fields))
        elif kind == 41:
            field("notify.protocol", fields["protocol_id"])
            field("notify.spi_size", fields["spi_size"])
            field("notify.type", fields["notify_type"])
            field("notify.spi", bytes.fromhex(fields["spi"]))
            field("notify.data", bytes.fromhex(fields["data"]))
        elif kind == 47:
            field("configuration.type", fields["cfg_type"])
            listed = found.get("attributes", [])
            for place, attribute in enumerate(payload["attributes"]):
                read = listed[place] if place < len(listed) else (None,) * 3
                mine = (attribute["kind"], attribute["length"], value_of(attribute))
                for name, one, other in zip(("type", "length", "value"), mine, read):
                    comparison.field(f"attribute.{name}", one, other, payload=kind,
                                     before=before, kind=attribute["kind"],
                                     reserved_bit=attribute["reserved_bit"])
        else:
            field("payload.data", bytes.fromhex(payload["data"]))


def message(first, chain):
    """The chain behind an IKE header."""
    return (bytes(range(1, 17)) + bytes([first, 0x20, 35, 0x08]) + bytes([0, 0, 0, 1])
            + (28 + len(chain)).to_bytes(4, "big") + chain)


def with_scapy(chains):
    from scapy.config import conf
    from scapy.contrib import ikev2
    conf.verb = 0
    for first, chain in chains:
        layer = ikev2.IKEv2(message(first, chain)).payload
        kind, at, read = first, 0, []
        while isinstance(layer, ikev2.IKEv2_Payload):
            found = {"payload.kind": kind, "payload.offset": at,
                     "payload.length": layer.length,
                     "payload.next": layer.next_payload,
                     "payload.critical": bool(int(layer.flags) & 0x80),
                     "payload.data": bytes(layer)[4:layer.length]}
            if isinstance(layer, (ikev2.IKEv2_IDi, ikev2.IKEv2_IDr)):
                found["identification.type"] = layer.IDtype
                found["identification.data"] = octets_of(layer.ID)
            elif isinstance(layer, ikev2.IKEv2_Notify):
                found |= {"notify.protocol": layer.proto, "notify.type": layer.type,
                          "notify.spi_size": layer.SPIsize, "notify.spi": layer.SPI,
                          "notify.data": layer.notify}
            elif isinstance(layer, ikev2.IKEv2_CP):
                found["configuration.type"] = layer.CFGType
                found["attributes"] = [(each.type, each.length, octets_of(each.value))
                                       for each in layer.attributes
                                       if hasattr(each, "value")]
            read.append(found)
            kind, at = layer.next_payload, at + layer.length
            layer = layer.payload
        yield read


def octets_of(value):
    """A value that scapy may have made an address of."""
    import ipaddress
    return value if isinstance(value, bytes) else ipaddress.ip_address(value).packed


def in_udp(octets):
    """IPv6 and UDP, port 500, around an IKE message."""
    length = (8 + len(octets)).to_bytes(2, "big")
    source, destination = address("2001:db8:2::55"), address("2001:db8:1::1")
    udp = b"\x01\xf4\x01\xf4" + length + b"\xff\xff" + octets
    return b"\x60\0\0\0" + length + b"\x11\x40" + source + destination + udp


def with_tshark(chains, directory):
    from with_tshark import number, octets, packets

    def direct(element, name):
        return next((each for each in element if each.get("name") == name), None)

    def read_payload(element, base, kind):
        start = int(element.get("pos"))
        whole = octets(element)

        def covered(field):
            """What a field covers: where it is shown in parts, no value is given."""
            at = int(field.get("pos")) - start
            return whole[at:at + int(field.get("size"))]

        found = {"payload.kind": kind,
                 "payload.offset": start - base,
                 "payload.length": number(direct(element, "isakmp.payloadlength")),
                 "payload.next": number(direct(element, "isakmp.nextpayload")),
                 "payload.critical": bool(number(direct(element, "isakmp.criticalpayload"))),
                 "payload.data": whole[4:]}
        if kind in (35, 36):
            found["identification.type"] = number(direct(element, "isakmp.id.type"))
            data = direct(element, "isakmp.id.data")
            found["identification.data"] = b"" if data is None else covered(data)
        elif kind == 41:
            found |= {"notify.protocol": number(direct(element, "isakmp.notify.protoid")),
                      "notify.spi_size": number(direct(element, "isakmp.spisize")),
                      "notify.type": number(direct(element, "isakmp.notify.msgtype")),
                      "notify.spi": octets(direct(element, "isakmp.spi")) or b"",
                      "notify.data": octets(direct(element, "isakmp.notify.data")) or b""}
        elif kind == 47:
            found["configuration.type"] = number(direct(element, "isakmp.cfg.type"))
            attributes = []
            for each in element.iter("field"):
                if each.get("name") == "isakmp.cfg.attr":
                    attributes.append((number(direct(each, "isakmp.cfg.attr.type")),
                                       number(direct(each, "isakmp.cfg.attr.length")),
                                       covered(each)[4:]))
            found["attributes"] = attributes
        return found

    path = os.path.join(directory, "ikev2.pcap")
    write_pcap(path, 229, [in_udp(message(*chain)) for chain in chains])
    for (first, _), (_, header) in zip(chains, packets(path, "isakmp"), strict=True):
        read, kind = [], first
        base = int(header.get("pos")) + 28
        for element in header:
            if element.get("name") == "isakmp.typepayload":
                read.append(read_payload(element, base, number(element)))
        yield read


def main(oracle, directory):
    chains, ours = [], []
    for path in sorted(glob.glob(os.path.join(directory, "ikev2-*.hex"))):
        first = re.search(r"ikev2-(\d+)", path)[1]
        for each in mip6dump("--hex", path, "--ikev2", first):
            ours.append(each)
            chains.append((int(first), bytes.fromhex(each["octets"])))
    comparison = Comparison(f"{oracle} IKEv2", f"{oracle} reads IKEv2")
    theirs = with_scapy(chains) if oracle == "scapy" else with_tshark(chains, directory)
    for mine, read in zip(ours, theirs, strict=True):
        comparison.message(f"first payload {mine['first_payload']}: {mine['octets']}")
        compare(comparison, mine, read)
    return comparison.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
