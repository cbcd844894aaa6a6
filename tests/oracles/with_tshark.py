"""tshark reads the messages that the crate wrote."""

import ipaddress
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

from oracles import MESSAGE_FIELDS, Comparison, address, body, message_data, mip6dump, sizes

# tshark's names of the fields of a message, by MH Type
PREFIX = {1: "mip6.hoti.", 2: "mip6.coti.", 3: "mip6.hot.", 4: "mip6.cot.",
          5: "mip6.bu.", 6: "mip6.ba.", 7: "mip6.be."}
NAMES = {
    "home_init_cookie": "cookie", "care_of_init_cookie": "cookie",
    "home_keygen_token": "token", "care_of_keygen_token": "token",
    "home_nonce_index": "nindex", "care_of_nonce_index": "nindex",
    "sequence": "seqnr", "lifetime": "lifetime", "status": "status",
    "home_address": "haddr",
}
FLAGS = {
    5: {"mip6.bu.a_flag": 0x8000, "mip6.bu.h_flag": 0x4000,
        "mip6.bu.l_flag": 0x2000, "mip6.bu.k_flag": 0x1000,
        "mip6.bu.m_flag": 0x0800, "mip6.nemo.bu.r_flag": 0x0400,
        "mip6.bu.p_flag": 0x0200, "mip6.bu.f_flag": 0x0100,
        "mip6.bu.t_flag": 0x0080, "mip6.bu.b_flag": 0x0040},
    6: {"mip6.ba.k_flag": 0x80, "mip6.nemo.ba.r_flag": 0x40,
        "mip6.ba.p_flag": 0x20, "mip6.ba.t_flag": 0x10,
        "mip6.ba.b_flag": 0x08},
}
# of the messages of the extensions; of Binding Revocation by its type
EXTENSIONS = {
    8: {"sequence": "mip6.fbu.seqnr", "lifetime": "mip6.fbu.lifetime"},
    9: {"status": "mip6.fback.status", "sequence": "mip6.fback.seqnr",
        "lifetime": "mip6.fback.lifetime"},
    10: {},
    11: {"data": "mip6.em.data"},
    12: {"count": "mip6.has.num_addrs", "addresses": "mip6.has.address"},
    13: {"sequence": "mip6.hb.seqnr"},
    14: {"sequence": "mip6.hi.seqnr", "code": "mip6.hi.code"},
    15: {"sequence": "mip6.hack.seqnr", "code": "mip6.hack.code"},
    (16, 1): {"type": "mip6.bri_br.type", "trigger": "mip6.bri_r.trigger",
              "sequence": "mip6.bri_seqnr"},
    (16, 2): {"type": "mip6.bri_br.type", "status": "mip6.bri_status",
              "sequence": "mip6.bri_seqnr"},
    17: {"sequence": "mip6.lri.sequence", "lifetime": "mip6.lri.lifetime"},
    18: {"sequence": "mip6.lra.sequence", "status": "mip6.lra.status",
         "lifetime": "mip6.lra.lifetime"},
}
FLAGS |= {
    8: {"mip6.fbu.a_flag": 0x8000, "mip6.fbu.h_flag": 0x4000,
        "mip6.fbu.l_flag": 0x2000, "mip6.fbu.k_flag": 0x1000},
    9: {"mip6.fback.k_flag": 0x80},
    13: {"mip6.hb.u_flag": 0x2, "mip6.hb.r_flag": 0x1},
    14: {"mip6.hi.s_flag": 0x80, "mip6.hi.u_flag": 0x40},
    (16, 1): {"mip6.bri_ip": 0x8000, "mip6.bri_iv": 0x4000, "mip6.bri_ig": 0x2000},
    (16, 2): {"mip6.bri_ap": 0x8000, "mip6.bri_av": 0x4000, "mip6.bri_ag": 0x2000},
    18: {"mip6.lri.unsolicited": 0x80},
}
# tshark's names of what is inside of an option, in order
OPTION_FIELDS = {
    1: ("mip6.padn",),
    2: ("mip6.bra.interval",),
    3: ("mip6.acoa.acoa",),
    4: ("mip6.ni.hni", "mip6.ni.cni"),
    5: ("mip6.bad.auth",),
    17: ("mip6.dnsu.status", "mip6.dnsu.flag.r", "mip6.dnsu.mn_id"),
}
OPTION_NAMES = {0: "pad1", 1: "padn", 2: "bra", 3: "acoa", 4: "ni",
                5: "bad_auth", 17: "dnsu"}


CONTROL = bytes(range(32))


def packets(path, protocol, *options):
    """The elements of a protocol, packet by packet; None where there is none."""
    command = ["tshark", "-r", path, "-T", "pdml", "-n", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as run:
        parser = ElementTree.XMLPullParser()
        for line in run.stdout:
            # some strings of a packet are printed as they are, though XML
            # knows neither control characters nor what is not UTF-8
            line = line.translate(None, CONTROL).decode("utf-8", "replace")
            parser.feed(line + "\n")
            for _, element in parser.read_events():
                if element.tag == "packet":
                    yield element, next(
                        (each for each in element.iter("proto")
                         if each.get("name") == protocol), None)
                    element.clear()
    if run.returncode:
        sys.exit(f"{' '.join(command)}: exit status {run.returncode}")


def octets(field):
    """The octets of a field; None where tshark shows none."""
    return None if field is None else bytes.fromhex(field.get("value") or "")


def number(field):
    """The number that tshark makes of a field."""
    return None if field is None else int(field.get("show"), 0)


def find(element, name):
    return next((each for each in element.iter("field")
                 if each.get("name") == name), None)


def message_field(header, mh_type, name):
    field = find(header, PREFIX[mh_type] + NAMES[name])
    if field is None:
        return None
    if name.endswith(("cookie", "token")):
        return f"{number(field):016x}"
    return field.get("show") if name == "home_address" else number(field)


def compare_option(field, message, option, before, found, base):
    kind, length = option["kind"], option["length"]
    facts = {"kind": kind, "length": length, "before": before}
    value = octets(found) or b""
    name = found is not None and found.get("name").removeprefix("mip6.options.")
    if kind in OPTION_NAMES:
        field("option.name", OPTION_NAMES[kind], name, **facts)
    field("option.kind", kind, value[0] if value else None, **facts)
    field("option.offset", option["offset"],
          None if found is None else int(found.get("pos")) - base, **facts)
    size = None if found is None else int(found.get("size"))
    field("option.size", 1 if kind == 0 else 2 + length, size, **facts)
    if found is None or kind == 0:
        return
    shown = number(find(found, "mip6.mobility_opt.len"))
    field("option.length", length, shown, **facts)
    ours = body(option, message)
    match kind:
        case 2 | 4:
            for at, name in zip((0, 2), OPTION_FIELDS[kind]):
                mine = int.from_bytes(ours[at:at + 2], "big")
                field(f"option {name}", mine, number(find(found, name)), **facts)
        case 1 | 3 | 5:
            (name,) = OPTION_FIELDS[kind]
            there = find(found, name)
            field(f"option {name}", ours, octets(there) or b"", **facts)
        case 17:
            status, remove, identity = (find(found, each) for each in OPTION_FIELDS[17])
            field("option mip6.dnsu.status", ours[0], number(status), **facts)
            field("option mip6.dnsu.flag.r", ours[1] >> 7, number(remove), **facts)
            field("option mip6.dnsu.mn_id", ours[2:], octets(identity) or b"", **facts)
        case 52:
            field("option.octets", ours, value[2:], **facts)
            compare_access_network(field, ours, found, facts)
        case 19:
            field("option.octets", ours, value[2:], **facts)
            for name, place in {"vendorId": slice(0, 4), "subtype": slice(4, 5),
                                "data": slice(5, None)}.items():
                there = find(found, f"mip6.vsm.{name}")
                field(f"option mip6.vsm.{name}", ours[place], octets(there) or b"", **facts)
        case _:
            field("option.octets", ours, value[2:], **facts)
            compare_values(field, option, found, facts)


def compare_access_network(field, ours, found, facts):
    """The sub-options of Access Network Identifier, one by one."""
    shown = [each for each in found.iter("field") if each.get("name") == "mip6.acc_net_id"]
    count = at = 0
    while at < len(ours):
        kind, length = ours[at], ours[at + 1]
        data = ours[at + 2:at + 2 + length]
        there = shown[count] if count < len(shown) else None
        count, at = count + 1, at + 2 + length

        def name(part):
            return None if there is None else find(there, f"mip6.acc_net_id.{part}")

        field("option mip6.acc_net_id.ani", kind, number(name("ani")), **facts)
        field("option mip6.acc_net_id.sub_opt_len", length, number(name("sub_opt_len")), **facts)
        match kind:
            case 1:
                names = data[2:2 + data[1]], data[3 + data[1]:]
                field("option mip6.acc_net_id.e_bit", data[0] >> 7, number(name("e_bit")), **facts)
                for part, mine in zip(("net_name", "ap_name"), names):
                    field(f"option mip6.acc_net_id.{part}_len", len(mine),
                          number(name(f"{part}_len")), **facts)
                    text = name(part) if name(part) is not None else name(f"{part}_data")
                    field(f"option mip6.acc_net_id.{part}", mine, octets(text) or b"", **facts)
            case 2:
                for part, place in (("latitude", 0), ("longitude", 3)):
                    degrees = int.from_bytes(data[place:place + 3], "big", signed=True)
                    field(f"option mip6.acc_net_id.geo.{part}", degrees,
                          number(name(f"geo.{part}_degrees")), **facts)
            case 3:
                field("option mip6.acc_net_id.op_id.type", data[0], number(name("op_id.type")),
                      **facts)
                field("option mip6.acc_net_id.op_id", data[1:], octets(name("op_id")) or b"",
                      **facts)
    field("option sub-options", count, len(shown), **facts)


def compare_values(field, option, found, facts):
    """Asks of each number, address and string of octets of an option whether tshark
    shows a field of that value; of options that it does not take apart, nothing."""
    leaves = [each for each in found.iter("field") if each is not found
              and each.get("name") not in ("", "mip6.mobility_opt", "mip6.mobility_opt.len")]
    names = {each.get("name") for each in leaves}
    if not names or "mip6.ie_not_dissected" in names:
        return
    octets_shown = {each.get("value") or "" for each in leaves}
    numbers = {int(each, 16) for each in octets_shown if each}
    # of a field of some bits of an octet, the number is what is shown
    numbers |= {int(each.get("show"), 0) for each in leaves
                if re.fullmatch("0x[0-9a-f]+|[1-9][0-9]*|0", each.get("show") or "")}
    for name, mine in (option.get("fields") or {}).items():
        # flags are shown one by one
        if name == "flags" or name.endswith(("_name", "_seconds", "_octets")) or not mine:
            continue
        if isinstance(mine, int):
            field(f"value {name}", int(mine) in numbers, True, **facts)
        elif isinstance(mine, str):
            try:
                mine = ipaddress.ip_address(mine).packed.hex()
            except ValueError:
                # a text, where it is no string of octets
                if not re.fullmatch("([0-9a-f]{2})*", mine):
                    mine = mine.encode().hex()
            field(f"value {name}", mine, mine if mine in octets_shown else octets_shown, **facts)


def compare(comparison, ours, packet, header):
    mh_type = ours["mh_type"]
    facts = {"mh_type": mh_type, "header_len": ours["header_len"]}

    def field(name, mine, theirs, **more):
        comparison.field(name, mine, theirs, **facts, **more)

    field("src", address(ours["src"]), octets(find(packet, "ipv6.src")))
    field("dst", address(ours["dst"]), octets(find(packet, "ipv6.dst")))
    home = find(packet, "ipv6.opt.mipv6.home_address")
    if home is None:
        home = find(packet, "ipv6.routing.mipv6.home_address")
    field("home_address", ours["home_address"] and address(ours["home_address"]),
          octets(home))
    for name, theirs in {"payload_proto": "proto", "header_len": "hlen",
                         "mh_type": "mhtype", "checksum": "csum"}.items():
        field(name, ours[name], number(find(header, f"mip6.{theirs}")))

    form = (mh_type, ours["message"].get("type")) if mh_type == 16 else mh_type
    if mh_type not in MESSAGE_FIELDS and form not in EXTENSIONS:
        field("message.data", message_data(ours),
              (octets(find(header, "mip6.unknown_type_data")) or b"").hex())
        return
    for name, theirs in EXTENSIONS.get(form, {}).items():
        mine = ours["message"][name]
        there = [each for each in header.iter("field") if each.get("name") == theirs]
        match name:
            case "addresses":
                field(f"message.{name}", mine, [each.get("show") for each in there])
            case "data":
                field(f"message.{name}", mine, "".join(each.get("value") for each in there))
            case _:
                field(f"message.{name}", mine, number(there[0] if there else None))
    for flag, mask in FLAGS.get(form, {}).items() if form in EXTENSIONS else ():
        field(f"message {flag}", int(bool(ours["message"]["flags"] & mask)),
              number(find(header, flag)))
    if mh_type == 11:
        return
    for name in MESSAGE_FIELDS.get(mh_type, ()):
        mine = ours["message"][name]
        if name == "care_of_keygen_token":
            # under the name of the other token
            there = find(header, "mip6.hot.token")
            field("message.care_of_keygen_token in mip6.hot.token", mine,
                  there.get("value"))
        if name != "flags":
            field(f"message.{name}", mine, message_field(header, mh_type, name))
            continue
        for flag, mask in FLAGS[mh_type].items():
            theirs = number(find(header, flag))
            field(f"message {flag}", int(bool(mine & mask)), theirs)
    base = int(header.get("pos"))
    area = next((each for each in header if each.get("show") == "Mobility Options"), ())
    # a remark on an option is an element of the area, too
    theirs = [each for each in area if int(each.get("size")) > 0]
    for place, option in enumerate(ours["options"]):
        found = theirs[place] if place < len(theirs) else None
        before = sizes(ours["options"][:place + 1])
        compare_option(field, ours, option, before, found, base)
    field("options", len(ours["options"]), len(theirs), before=sizes(ours["options"]))


def main(path):
    comparison = Comparison("tshark", "tshark reads")
    theirs = packets(path, "mipv6")
    for ours, (packet, header) in zip(mip6dump(path), theirs, strict=True):
        comparison.message(ours["octets"])
        compare(comparison, ours, packet, header)
    return comparison.finish()


if __name__ == "__main__":
    sys.exit(main(os.path.join(sys.argv[1], "messages.pcap")))
