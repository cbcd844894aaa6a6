"""scapy writes messages; mip6dump reads what went into them."""

import os
import random
import sys

from scapy.config import conf
from scapy.layers.inet6 import (
    HAO, IPv6, IPv6ExtHdrDestOpt, IPv6ExtHdrRouting, MIP6MH_BA, MIP6MH_BE,
    MIP6MH_BRR, MIP6MH_BU, MIP6MH_CoT, MIP6MH_CoTI, MIP6MH_Generic, MIP6MH_HoT,
    MIP6MH_HoTI, MIP6OptAltCoA, MIP6OptBindingAuthData, MIP6OptBRAdvice,
    MIP6OptNonceIndices, MIP6OptUnknown)

from oracles import MESSAGE_FIELDS, Comparison, body, mip6dump, sizes, write_pcap

conf.verb = 0


def an_address(draw):
    """A global unicast address: others are refused as source or home address."""
    import ipaddress
    octets = draw.randbytes(16)
    return str(ipaddress.IPv6Address(bytes([0x20 | octets[0] & 0x1F]) + octets[1:]))


def raw_option(kind, octets):
    """Option 17, and those that nobody knows."""
    return MIP6OptUnknown(otype=kind, olen=len(octets), odata=octets)


def an_option(draw):
    """An option, its type, and its octets."""
    two = draw.randbytes(2)
    match draw.choice((2, 3, 4, 17, 17, 17, 0)):
        case 2:
            return MIP6OptBRAdvice(rinter=int.from_bytes(two, "big")), 2, two
        case 3:
            there = an_address(draw)
            option = MIP6OptAltCoA(acoa=there)
            return option, 3, bytes(option)[2:]
        case 4:
            more = draw.randbytes(2)
            option = MIP6OptNonceIndices(olen=4, hni=int.from_bytes(two, "big"),
                                         coni=int.from_bytes(more, "big"))
            return option, 4, two + more
        case 17:
            name = draw.choice((b"mn.example.com", b"\x02mn\x07example\x03com\0",
                                draw.randbytes(draw.randrange(1, 252))))
            octets = bytes([draw.choice((0, 128, 129, 130, two[1])),
                            draw.choice((0, 0x80, two[0]))]) + name
            return raw_option(17, octets), 17, octets
    kind = draw.choice([kind for kind in range(71, 256)])
    octets = draw.randbytes(draw.choice((0, 1, 5, 16, draw.randrange(256))))
    return raw_option(kind, octets), kind, octets


def a_header(draw, mh_type, options):
    """The Mobility Header and what mip6dump should say of its message."""
    one, two = draw.randbytes(8), draw.randbytes(8)
    words = [draw.randrange(65536) for _ in range(3)]
    octet = draw.randrange(256)
    there = an_address(draw)
    match mh_type:
        case 0:
            return MIP6MH_BRR(options=options), ()
        case 1:
            return MIP6MH_HoTI(cookie=one, options=options), (one.hex(),)
        case 2:
            return MIP6MH_CoTI(mhtype=2, cookie=one, options=options), (one.hex(),)
        case 3 | 4:
            of_type = {3: MIP6MH_HoT, 4: MIP6MH_CoT}[mh_type]
            header = of_type(mhtype=mh_type, index=words[0], cookie=one, token=two,
                             options=options)
            return header, (words[0], one.hex(), two.hex())
        case 5:
            header = MIP6MH_BU(seq=words[0], flags=words[1] >> 9,
                               reserved=words[1] & 0x1FF, mhtime=words[2],
                               options=options)
            return header, tuple(words)
        case 6:
            flags = words[1] & 0xFF
            header = MIP6MH_BA(status=octet, flags=flags >> 5, res2=flags & 0x1F,
                               seq=words[0], mhtime=words[2], options=options)
            return header, (octet, flags, words[0], words[2])
        case 7:
            return (MIP6MH_BE(status=octet, ha=there, options=options),
                    (octet, there))
    data = draw.randbytes(8 * draw.randrange(12) + 2)
    return MIP6MH_Generic(mhtype=mh_type, res=0, msg=data), (data.hex(),)


def a_message(draw):
    mh_type = draw.choice((0, 1, 2, 3, 4, 5, 5, 5, 6, 6, 6, 7, draw.randrange(24, 256)))
    options = [an_option(draw) for _ in range(draw.randrange(6))]
    if draw.randrange(3) == 0:
        octets = draw.randbytes(12)
        last = MIP6OptBindingAuthData(olen=12,
                                      authenticator=int.from_bytes(octets, "big"))
        options.append((last, 5, octets))
    if mh_type > 7:
        options = []
    header, fields = a_header(draw, mh_type, [option for option, _, _ in options])
    source, destination, home = (an_address(draw) for _ in range(3))
    packet = IPv6(src=source, dst=destination)
    carried = draw.randrange(2) and mh_type in (5, 6)
    if carried and mh_type == 5:
        packet = packet / IPv6ExtHdrDestOpt(options=[HAO(hoa=home)])
    elif carried:
        packet = packet / IPv6ExtHdrRouting(type=2, segleft=1, addresses=[home])
    names = MESSAGE_FIELDS.get(mh_type, ("data",))
    expected = {
        "src": source, "dst": destination, "home_address": home if carried else None,
        "mh_type": mh_type, "payload_proto": 59,
        "message": dict(zip(names, fields, strict=True)),
        "options": [(kind, octets) for _, kind, octets in options],
    }
    return bytes(packet / header), expected


def main(directory, count, seed):
    draw = random.Random(seed)
    messages = [a_message(draw) for _ in range(count)]
    path = os.path.join(directory, "from_scapy.pcap")
    write_pcap(path, 229, [octets for octets, _ in messages])
    comparison = Comparison("scapy", "scapy writes")
    comparison.entries = []
    rebuilt = 0
    for ours, (octets, expected) in zip(mip6dump(path), messages, strict=True):
        comparison.message(octets.hex())
        mh_type = expected["mh_type"]

        def field(name, mine, theirs, **facts):
            comparison.field(name, mine, theirs, mh_type=mh_type, **facts)

        for name in ("src", "dst", "home_address", "mh_type", "payload_proto"):
            field(name, ours[name], expected[name])
        field("checksum_ok", ours["checksum_ok"], True)
        field("error", ours["error"], None)
        field("octets", ours["octets"], octets[-len(ours["octets"]) // 2:].hex())
        for name, value in expected["message"].items():
            field(f"message.{name}", ours["message"][name], value)
        # the padding is scapy's and not given
        options = [option for option in ours["options"] if option["kind"] > 1]
        field("options", len(options), len(expected["options"]))
        for place, (option, (kind, value)) in enumerate(zip(options, expected["options"])):
            facts = {"kind": kind, "before": sizes(options[:place + 1])}
            field("option.kind", option["kind"], kind, **facts)
            field("option.length", option["length"], len(value), **facts)
            field("option.body", body(option, ours), value, **facts)
        if not ours["deviations"]:
            rebuilt += 1
            field("rebuilt", ours["rebuilt"], ours["octets"])
    status = comparison.finish()
    print(f"  {rebuilt:6} of them rebuilt octet for octet, {count - rebuilt} have deviations")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
