#!/usr/bin/env python3
"""Compares mip6dump with tcpdump and tshark: prints a table of processor time and memory.

    apt-get install tcpdump tshark
    cargo build --release -p mip6dump
    python3 examples/mip6dump/compare.py

The captures are tests/captures/bootstrap.pcap over and over, 10 MB and 200 MB. Output goes to /dev/null. tshark reads
the small one only: it takes minutes for the other. Less memory than that of Python, 10 MiB, cannot be measured this way.
"""

import os
import pathlib
import shutil
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = ROOT / "target/release/mip6dump"
SIZES = [10, 200]
COMMANDS = [
    ("tcpdump -n -v", ["tcpdump", "-n", "-v", "-r"], 200),
    ("mip6dump", [TOOL], 200),
    ("mip6dump --line", [TOOL, "--line"], 200),
    ("mip6dump --summary", [TOOL, "--summary"], 200),
    ("mip6dump --json", [TOOL, "--json"], 200),
    ("tshark -T json", ["tshark", "-T", "json", "-r"], 10),
]


def repeated(capture: bytes, megabytes: int, path: pathlib.Path) -> None:
    """Writes the file's header, then its frames again and again."""
    header, frames = capture[:24], capture[24:]
    with path.open("wb") as out:
        out.write(header)
        for _ in range(megabytes * 1_000_000 // len(frames)):
            out.write(frames)


def run(command: list) -> tuple[float, float]:
    """The seconds of processor time, and the most memory in MiB."""
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(child, 0)
    # 1: there are malformed packets
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    capture = (ROOT / "tests/captures/bootstrap.pcap").read_bytes()
    print("| command | capture | CPU | memory |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as directory:
        for megabytes in SIZES:
            path = pathlib.Path(directory) / f"{megabytes}.pcap"
            repeated(capture, megabytes, path)
            for name, command, most in COMMANDS:
                if megabytes > most:
                    continue
                if not shutil.which(command[0]):
                    print(f"| `{name}` | {megabytes} MB | not installed | |")
                    continue
                # the least of three is the least disturbed
                runs = [run([*command, path]) for _ in range(3 if megabytes == 10 else 1)]
                seconds, memory = min(runs)
                print(f"| `{name}` | {megabytes} MB | {seconds:.2f} s | {memory:.0f} MiB |", flush=True)


main()
