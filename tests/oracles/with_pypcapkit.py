"""PyPCAPKit reads the messages that the crate wrote.

Its walk through IPv6 knows no type 2 routing header, so the Mobility Headers
are found by find() of oracles.py. Its fields are taken from the schema, the
layer that unpacks; the layer above it judges, and its verdict is a field too.
"""

import io
import logging
import os
import sys

logging.disable(logging.CRITICAL)

from pcapkit.protocols.internet.mh import MH                        # noqa: E402
from pcapkit.protocols.schema.internet.mh import MH as Schema       # noqa: E402

from oracles import (                                               # noqa: E402
    MESSAGE_FIELDS, START, Comparison, address, body, find, message_data, mip6dump, pcap, sizes)

# the attribute of PyPCAPKit that holds a field
NAMES = {
    "home_init_cookie": "cookie", "care_of_init_cookie": "cookie",
    "home_keygen_token": "token", "care_of_keygen_token": "token",
    "home_nonce_index": "nonce_index", "care_of_nonce_index": "nonce_index",
    "sequence": "seq", "lifetime": "lifetime", "status": "status",
    "home_address": "home",
}

# the attributes of an option, as the octets they were unpacked from
OPTIONS = {
    0: lambda option: b"",
    1: lambda option: option.data,
    2: lambda option: option.interval.to_bytes(2, "big"),
    3: lambda option: option.address.packed,
    4: lambda option: option.home.to_bytes(2, "big") + option.careof.to_bytes(2, "big"),
    5: lambda option: option.data,
    6: lambda option: option.reserved + bytes([option.prefix_length]) + option.prefix.packed,
    7: lambda option: bytes([option.code]) + option.lla,
    9: lambda option: (bytes([option.subtype]) + option.spi.to_bytes(4, "big")
                       + option.data),
    11: lambda option: b"",
    13: lambda option: option.signature,
    14: lambda option: option.token,
    15: lambda option: b"",
    16: lambda option: option.token,
    17: lambda option: option.data,
}

# the values of extensions that PyPCAPKit takes apart, by our names
DECODED = {
    6: {"prefix_len": lambda option: option.prefix_length,
        "prefix": lambda option: str(option.prefix)},
    7: {"option_code": lambda option: int(option.code),
        "link_layer_address": lambda option: option.lla.hex()},
    8: {"subtype": lambda option: int(option.subtype)},
    9: {"subtype": lambda option: int(option.subtype),
        "spi": lambda option: option.spi,
        "authentication_data": lambda option: option.data.hex()},
    13: {"signature": lambda option: option.signature.hex()},
    14: {"permanent_home_keygen_token": lambda option: option.token.hex()},
    16: {"care_of_keygen_token": lambda option: option.token.hex()},
}


def message_field(data, name):
    value = getattr(data, NAMES[name])
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if name == "home_address" else int(value)


def flags(mh_type, value):
    """The flags that PyPCAPKit knows, and those of ours."""
    known = {5: {"A": 0x8000, "H": 0x4000, "L": 0x2000, "K": 0x1000},
             6: {"K": 0x80}}[mh_type]
    return {letter: int(bool(value & mask)) for letter, mask in known.items()}


def verdict(octets):
    """What the upper layer says of a message."""
    try:
        MH(octets, len(octets), extension=True)
    except Exception as error:      # it raises what comes to hand
        return f"{type(error).__name__}: {error}"
    return "read"


def compare(comparison, ours, octets):
    mh_type = ours["mh_type"]
    facts = {"mh_type": mh_type, "options": sizes(ours["options"])}

    def field(name, mine, theirs, **more):
        comparison.field(name, mine, theirs, **facts, **more)

    field("verdict", "read", verdict(octets))
    try:
        header = Schema.unpack(io.BytesIO(octets), len(octets), {})
    except Exception as error:
        field("schema", "read", f"{type(error).__name__}: {error}")
        return
    field("payload_proto", ours["payload_proto"], int(header.next))
    field("header_len", ours["header_len"], header.length)
    field("mh_type", mh_type, int(header.type))
    field("checksum", ours["checksum"], int.from_bytes(header.chksum, "big"))
    if mh_type not in MESSAGE_FIELDS:
        field("message.data", message_data(ours), header.data.data.hex())
        return
    for name in MESSAGE_FIELDS[mh_type]:
        mine = ours["message"][name]
        if name == "flags":
            field("message.flags", flags(mh_type, mine), dict(header.data.flags))
        else:
            field(f"message.{name}", mine, message_field(header.data, name))
    theirs = header.data.options
    at = START[mh_type]
    for number, option in enumerate(ours["options"]):
        kind, length = option["kind"], option["length"]
        more = {"kind": kind, "length": length,
                "before": sizes(ours["options"][:number + 1])}
        found = theirs[number] if number < len(theirs) else None
        field("option.kind", kind, found and int(found.type), **more)
        field("option.offset", option["offset"], at, **more)
        field("option.length", length, found and found.length, **more)
        if found is not None:
            if int(found.type) in OPTIONS or hasattr(found, "data"):
                read = OPTIONS.get(int(found.type), lambda option: option.data)
                field("option.body", body(option, ours), read(found), **more)
            if int(found.type) == kind and option.get("fields"):
                for name, value in DECODED.get(kind, {}).items():
                    field(f"option.{name}", option["fields"][name], value(found), **more)
            at += 1 if kind == 0 else 2 + found.length
    field("options", len(ours["options"]), len(theirs), before=sizes(ours["options"]))


def main(path):
    comparison = Comparison("PyPCAPKit", "PyPCAPKit reads")
    for ours, frame in zip(mip6dump(path), pcap(path), strict=True):
        comparison.message(ours["octets"])
        source, destination, octets = find(frame)
        home = ours["home_address"] and address(ours["home_address"])
        comparison.field("src", (home if ours["mh_type"] == 5 else None)
                         or address(ours["src"]), source)
        comparison.field("dst", (home if ours["mh_type"] == 6 else None)
                         or address(ours["dst"]), destination)
        compare(comparison, ours, octets)
    return comparison.finish()


if __name__ == "__main__":
    sys.exit(main(os.path.join(sys.argv[1], "messages.pcap")))
