"""Code → a recording of all that it answers; two recordings → whether anything changed.

python -m benchmarks.unchanged record OUT [--shared DIR] [--code DIR] [--only PART,PART]
python -m benchmarks.unchanged compare A B [--only PART,PART]

The code is asked through its published interfaces alone: commands and served pages. A recording
keeps its copy of the code and its indexes in OUT/work, and makes them anew for other code only.
Relevance wants ir_measures (requirements-bench.txt). `compare` ends with 1 if anything differs.
"""

import argparse
import sys
import time
from pathlib import Path

from benchmarks.unchanged.comparison import compare
from benchmarks.unchanged.parts import PARTS
from benchmarks.unchanged.program import Program
from benchmarks.unchanged.records import write
from benchmarks.unchanged.texts import ROOT

SHARED = ROOT.parent / "shared"


def main() -> None:
    """Record, or compare."""
    asked = _parser().parse_args()
    unknown = [name for name in asked.only if name not in PARTS]
    if unknown:
        sys.exit(f"no such part: {', '.join(unknown)}; parts are {', '.join(PARTS)}")
    if asked.command == "record":
        record(asked.out.resolve(), asked.shared.resolve(), asked.code.resolve(), asked.only)
    else:
        sys.exit(0 if told(asked.before, asked.after, asked.only) else 1)


def record(out: Path, shared: Path, code: Path, parts: list[str]) -> None:
    """Record the parts into a folder; tells the size of each and the seconds it took."""
    program = Program.copied(code, out / "work", shared)
    for part in parts:
        began = time.monotonic()
        count = write(out, part, PARTS[part](program))
        print(f"{part:12}{count:6} records {time.monotonic() - began:7.1f} s", flush=True)


def told(before: Path, after: Path, parts: list[str]) -> bool:
    """Print the verdict on each part; whether all is the same."""
    verdicts = [compare(part, before, after) for part in parts]
    for verdict in verdicts:
        sign = "same" if verdict.is_same else "DIFFERS"
        print(f"{verdict.part:12}{sign:8} {verdict.equal} of {verdict.total} equal")
        print(*(f"    {line}\n" for line in verdict.lines), sep="", end="")
    return all(verdict.is_same for verdict in verdicts)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benchmarks.unchanged", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    recorder = commands.add_parser("record")
    recorder.add_argument("out", type=Path)
    recorder.add_argument("--shared", type=Path, default=SHARED)
    recorder.add_argument("--code", type=Path, default=ROOT)
    comparer = commands.add_parser("compare")
    comparer.add_argument("before", type=Path)
    comparer.add_argument("after", type=Path)
    for command in (recorder, comparer):
        command.add_argument("--only", type=lambda names: names.split(","), default=list(PARTS))
    return parser


if __name__ == "__main__":
    main()
