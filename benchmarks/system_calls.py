"""Each call of the system made to fail, by strace → exit codes, and what the index holds.

python -m benchmarks.system_calls [rename link fsync write ...] [--every 12] [--command index]
"""

import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import ROOT
from search.engine.urls import open_engine
from tests.indexer.build.test_kill import House, texts

CALLS = {
    "rename": "/^rename",
    "link": "/^link",
    "fsync": "fsync,fdatasync",
    "mkdir": "/^mkdir",
    "unlink": "/^unlink",
    "write": "write,pwrite64",
}
"""What is called so here → an expression of strace for it."""
SPARSE = {"write"}
"""Of these, each so many-th fails; of the others each."""
CODES = (1, 4)


class Met(NamedTuple):
    """How a failing call was met. `wrong`: what must not be, if anything."""

    code: int
    held: str
    wrong: str


def fail(house: House, command: list[str], call: str, number: int) -> tuple[Met, bool]:
    """Let the number-th call of a run fail; and whether it was made at all."""
    house.reset()
    log = house.index.parent / "strace"
    inject = f"inject={CALLS[call]}:error=ENOSPC:when={number}"
    strace = ["strace", "-o", str(log), "-e", f"trace={CALLS[call]}", "-e", inject, *command]
    ended = subprocess.run(strace, cwd=ROOT, capture_output=True, text=True)
    held = texts(open_engine(str(house.index)))
    met = Met(ended.returncode, "", "")
    if "Traceback" in ended.stderr:
        met = met._replace(wrong=ended.stderr)
    elif ended.returncode and ("error: " not in ended.stderr or ended.returncode not in CODES):
        met = met._replace(wrong=f"code {ended.returncode}: {ended.stderr}")
    elif ended.returncode == 0 and held != house.new:
        met = met._replace(wrong="exit code 0, and the index is not as after")
    return met._replace(held=house.judge()), "(INJECTED)" in log.read_text("utf-8", "replace")


def main() -> None:
    """Print a table; exit code 1 if anything was wrong."""
    parser = ArgumentParser("python -m benchmarks.system_calls")
    parser.add_argument("calls", nargs="*", default=list(CALLS), metavar="CALL")
    parser.add_argument("--every", type=int, default=12)
    parser.add_argument("--command", choices=["index", "rebuild"], default="index")
    options = parser.parse_args()
    if not shutil.which("strace"):
        sys.exit("strace is not installed")
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        command = [sys.executable, "-m", "indexer", options.command, str(house.reports)]
        command += ["--jobs", "1", "--index", str(house.index)]
        command += ["--allow-removals"] if options.command == "index" else []
        for call in options.calls:
            found = Counter[tuple[int, str]]()
            for number in range(1, 100_000, options.every if call in SPARSE else 1):
                met, was_made = fail(house, command, call, number)
                if not was_made:
                    break
                found[met.code, met.held] += 1
                wrong += [f"{call} {number}: {met.wrong}"] if met.wrong else []
            told = ", ".join(f"exit {c}, as {h} × {n}" for (c, h), n in sorted(found.items()))
            print(f"{call:8} {found.total():4d} failed: {told}", flush=True)
    print(f"{len(wrong)} wrong", *wrong[:5], sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
