"""What the comparisons share: the table of known differences, the reading of
mip6dump, and the counting.

A comparison takes the fields of a message one by one. Where the two readings
of a field differ, the table decides whether that is known.
"""

import fnmatch
import json
import os
import subprocess
import sys
import textwrap
import tomllib

SHOWN = int(os.environ.get("MIP6_ORACLES_SHOWN", "10"))
HERE = os.path.dirname(os.path.abspath(__file__))

# the fields of each message between octet 6 and the options, by MH Type
MESSAGE_FIELDS = {
    0: (),
    1: ("home_init_cookie",),
    2: ("care_of_init_cookie",),
    3: ("home_nonce_index", "home_init_cookie", "home_keygen_token"),
    4: ("care_of_nonce_index", "care_of_init_cookie", "care_of_keygen_token"),
    5: ("sequence", "flags", "lifetime"),
    6: ("status", "flags", "sequence", "lifetime"),
    7: ("status", "home_address"),
}
# fields that say how an option or a message is framed; what is compared beside them is what it holds
FRAME = ("option.kind", "option.offset", "option.size", "option.length", "option.name")
WHOLE = ("option.octets", "option.body", "message.data")
# the last type that is named: more are counted together
LAST = {"messages": 23, "options": 70, "payloads": 54, "attributes": 25}


def known_differences(oracle):
    """The entries of the table that are an oracle's."""
    with open(os.path.join(HERE, "known_differences.toml"), "rb") as file:
        entries = tomllib.load(file)["difference"]
    entries = [entry for entry in entries
               if oracle == entry["oracle"] or oracle in list(entry["oracle"])]
    for entry in entries:
        entry["compiled"] = compile(entry["when"], entry["id"], "eval")
        entry["count"] = 0
    return entries

# where the options begin, by MH Type
START = {0: 8, 1: 16, 2: 16, 3: 24, 4: 24, 5: 12, 6: 12, 7: 24}

# what an expression of the table may ask for; None where it does not apply
FACTS = ("mh_type", "header_len", "kind", "length", "options", "before", "home_address",
         "payload", "reserved_bit")


class Comparison:
    """Counts fields that agree, that differ as the table says, and others."""

    def __init__(self, oracle, title=None):
        self.oracle = oracle
        self.title = title or oracle
        self.entries = known_differences(oracle)
        self.messages = self.fields = self.disagreements = 0
        self.names = {}
        # of each type, how many values were compared: by their fields, and as octets alone
        self.values = {}
        self.held = {}
        self.lost = None
        self.octets = ""

    def message(self, octets):
        """Begins a message; its octets are shown where readings disagree."""
        self.messages += 1
        self.octets = octets
        self.lost = None
        self.count()

    def count(self):
        """Counts the values of the message before by their types."""
        for (sort, kind, _), by_fields in self.held.items():
            counts = self.values.setdefault((sort, by_fields), {})
            counts[kind] = counts.get(kind, 0) + 1
        self.held = {}

    def hold(self, name, facts):
        """Notes that a field of a message, option or payload was compared; gives which."""
        place = len(facts.get("before") or ())
        if facts.get("payload") is not None:
            attribute = facts.get("kind")
            if attribute is not None:
                # an attribute has no place of its own in the facts
                counts = self.values.setdefault(("attributes", True), {})
                if name == "attribute.value":
                    counts[attribute] = counts.get(attribute, 0) + 1
                return None
            key, whole = ("payloads", facts["payload"], place), name == "payload.data"
            framed = name.startswith("payload.") and not whole
        elif facts.get("kind") is not None:
            key, whole = ("options", facts["kind"], place), name in WHOLE
            framed = name in FRAME
        elif facts.get("mh_type") is not None and name.startswith(("message.", "message ")):
            key, whole, framed = ("messages", facts["mh_type"], 0), name in WHOLE, False
        else:
            return None
        self.held[key] = self.held.get(key, False) or not (whole or framed)
        return key

    def field(self, name, ours, theirs, **facts):
        """Compares a field. The facts are what the table may ask for."""
        if self.lost:
            self.lost["count"] += 1
            return
        self.fields += 1
        self.names[name] = self.names.get(name, 0) + 1
        held = self.hold(name, facts)
        if ours == theirs:
            return
        facts = dict.fromkeys(FACTS) | facts | {"ours": ours, "theirs": theirs}
        for entry in self.entries:
            if (fnmatch.fnmatch(name, entry["field"])
                    and eval(entry["compiled"], dict(facts))):
                entry["count"] += 1
                # with one field wrong, those behind it mean nothing
                if entry.get("rest"):
                    self.lost = entry
                    self.held.pop(held, None)
                return
        self.disagreements += 1
        if self.disagreements <= SHOWN:
            print(f"{self.title}: {name}: mip6dump {ours!r}, {self.oracle} {theirs!r}"
                  f"\n  {facts.get('kind', '')} in {self.octets}")

    def finish(self):
        """Prints the figures; gives the exit status."""
        self.count()
        known = sum(entry["count"] for entry in self.entries)
        print(f"{self.title}: {self.messages} messages, {self.fields} fields compared, "
              f"{known} known differences, {self.disagreements} disagreements")
        for entry in self.entries:
            if entry["count"]:
                print(f"  {entry['count']:6} {entry['id']}")
            else:
                print(f"  the known difference {entry['id']} does not occur any more")
        for (sort, by_fields), counts in sorted(self.values.items(), reverse=True):
            last = LAST.get(sort)
            listed = [f"{kind}: {count}" for kind, count in sorted(counts.items())
                      if last is None or kind <= last]
            more = [count for kind, count in counts.items() if last is not None and kind > last]
            if more:
                listed.append(f"above {last}: {sum(more)}")
            how = "by their fields" if by_fields else "as octets or by their frame alone"
            print(textwrap.fill(f"{sort} compared {how}: {', '.join(listed)}", 100,
                                initial_indent="  ", subsequent_indent="    "))
        if os.environ.get("MIP6_ORACLES_FIELDS"):
            for name, count in sorted(self.names.items()):
                print(f"  {count:6} of {name}")
        return 1 if self.disagreements or not self.messages else 0


def sizes(options):
    """(kind, length) of options."""
    return [(option["kind"], option["length"]) for option in options]


def mip6dump(*arguments):
    """The objects that mip6dump --json prints. A status of 1, something is
    malformed, is no failure: the objects say what."""
    run = subprocess.run([os.environ["MIP6DUMP"], "--json", *arguments],
                         stdout=subprocess.PIPE, check=False, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"mip6dump {' '.join(arguments)}: exit status {run.returncode}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def body(option, ours):
    """The octets of an option behind its Length octet: of RFC 6275 and RFC 5026 put
    together from the fields that mip6dump decoded; of others, which the oracles
    see as octets, those that its offset and length point to."""
    fields = option.get("fields")
    if option["kind"] == 0:
        return b""
    if fields is None:
        return bytes.fromhex(option["data"])
    match option["kind"]:
        case 2:
            return fields["refresh_interval"].to_bytes(2, "big")
        case 3:
            return address(fields["care_of_address"])
        case 4:
            return (fields["home"].to_bytes(2, "big")
                    + fields["care_of"].to_bytes(2, "big"))
        case 5:
            return bytes.fromhex(fields["authenticator"])
        case 17:
            return (bytes([fields["status"], fields["flags"]])
                    + bytes.fromhex(fields["identity_octets"]))
    start = option["offset"] + 2
    return bytes.fromhex(ours["octets"])[start:start + octets_of(option)]


def octets_of(option):
    """How many octets stand behind the Length octet."""
    words = option["kind"] in (60, 61)
    return 4 * option["length"] + 2 if words else option["length"]


def message_data(ours):
    """The octets of a message behind its checksum."""
    return ours["octets"][12:]


def address(text):
    """The octets of an IPv6 address."""
    import ipaddress
    return ipaddress.IPv6Address(text).packed


def find(packet):
    """Source and destination of the checksum, and the Mobility Header."""
    source, destination = packet[8:24], packet[24:40]
    following, at = packet[6], 40
    while following in (43, 60):
        header = packet[at:at + 8 * (packet[at + 1] + 1)]
        if following == 43:
            destination = header[8:24]
        else:
            i = 2
            while i < len(header):
                if header[i] == 201:
                    source = header[i + 2:i + 18]
                i += 1 if header[i] == 0 else 2 + header[i + 1]
        following, at = packet[at], at + len(header)
    assert following == 135
    return source, destination, packet[at:]


def pcap(path):
    """The frames of a pcap file in network order, as make_pcap and the
    generator write it."""
    with open(path, "rb") as file:
        data = file.read()
    frames, at = [], 24
    while at < len(data):
        length = int.from_bytes(data[at + 8:at + 12], "big")
        frames.append(data[at + 16:at + 16 + length])
        at += 16 + length
    return frames


def write_pcap(path, linktype, frames):
    """The opposite; 229 is raw IPv6."""
    def words(*numbers):
        return b"".join(number.to_bytes(4, "big") for number in numbers)
    with open(path, "wb") as file:
        file.write(words(0xA1B2C3D4, 0x00020004, 0, 0, 0xFFFF, linktype))
        for number, octets in enumerate(frames):
            file.write(words(number, 0, len(octets), len(octets)) + octets)
