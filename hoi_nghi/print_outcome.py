"""What a run did → the lines and the JSON that the command line prints of it; how far it is."""

import sys
import time
from collections.abc import Iterable, Iterator, Mapping

import click
from tqdm import tqdm

from hoi_nghi.shell import shown, utf8
from indexer.build.reading import Item
from indexer.build.run import Outcome
from indexer.read.document import BadFile

_PLAIN_LINE_EVERY = 5.0  # seconds


def remarks(outcome: Outcome) -> Iterator[str]:
    """What a run tells besides its failures: moves, pages without text, what was no report."""
    for old, new in outcome.moved:
        yield f"{old} is gone; its files are in {new} now"
    if outcome.same:
        yield f"{outcome.same} with the bytes of another file, each one report with it"
    for path, pages in outcome.partly.items():
        yield f"{path} has {pages} page{'s' if pages > 1 else ''} without text: pictures; see --ocr"
    for path in outcome.links[:_MOST_LINKS]:
        yield f"{path} leads out of the given folders and is not followed; see --follow-links"
    if outcome.passed_over:
        yield passed_over(outcome.passed_over)


_MOST_LINKS = 20
"""Links that lead out which are named; all are counted."""
_MOST_KINDS = 20
"""Kinds of files that are counted each on its own."""


def passed_over(numbers: Mapping[str, int]) -> str:
    """How many files of which kinds were no reports: "passed over: 12 .png, 3 .mp4"."""
    kinds = sorted(numbers.items(), key=lambda kind: (-kind[1], kind[0]))
    listed = ", ".join(f"{number} {kind}" for kind, number in kinds[:_MOST_KINDS])
    others = sum(number for _, number in kinds[_MOST_KINDS:])
    return f"passed over: {listed}" + (f", {others} others" if others else "")


def outcome_record(outcome: Outcome) -> dict[str, object]:
    """What a run did, for JSON."""
    failed = [{"path": utf8(bad.path), "reason": bad.reason} for bad in outcome.bad]
    record: dict[str, object] = {
        "added": outcome.added,
        "replaced": outcome.replaced,
        "removed": outcome.removed,
        "unchanged": outcome.unchanged,
        "failed": failed,
        "passed_over": {utf8(kind): number for kind, number in outcome.passed_over.items()},
        "partly_read": {utf8(path): pages for path, pages in outcome.partly.items()},
        "same_as_another": outcome.same,
        "moved": [{"from": utf8(old), "to": utf8(new)} for old, new in outcome.moved],
        "generation": outcome.generation,
    }
    if outcome.part is not None:
        record["part"] = f"{outcome.part.number}/{outcome.part.count}"
        record["missing_parts"] = outcome.missing
    return record


def outcome_line(outcome: Outcome, dry_run: bool, seconds: float) -> str:
    """What a run did, in one line."""
    if outcome.missing:
        return _part_line(outcome, seconds)
    done = (
        f"{outcome.added} added, {outcome.replaced} replaced, {outcome.removed} removed, "
        f"{outcome.unchanged} unchanged, {len(outcome.bad)} failed"
    )
    if dry_run:
        return f"would be: {done}"
    if outcome.generation is None:
        return f"nothing to do: {done}"
    return f"{outcome.generation}: {done}, in {seconds} s"


def _part_line(outcome: Outcome, seconds: float) -> str:
    """What a part of a run did while others are missing."""
    numbers = ", ".join(map(str, outcome.missing[:_MOST_PARTS]))
    more = ", ..." if len(outcome.missing) > _MOST_PARTS else ""
    missing = f"nothing is published before parts {numbers}{more}"
    if outcome.was_written:
        return f"{outcome.part} was written already; {missing}"
    return (
        f"{outcome.part} is written: {outcome.added} added, {outcome.replaced} replaced, "
        f"{outcome.removed} removed, {len(outcome.bad)} failed, in {seconds} s; {missing}"
    )


_MOST_PARTS = 20
"""Missing parts that are named."""


def complain(bad: BadFile) -> None:
    """Tell on standard error what gives no report, and why."""
    click.echo(shown(f"{bad.path} {bad.reason}"), err=True)


def show_progress(items: Iterable[Item], total: int, unit: str) -> Iterator[Item]:
    """A bar on a terminal, a plain line every few seconds elsewhere."""
    if sys.stderr.isatty():
        yield from tqdm(items, total=total, unit=f" {unit}", file=sys.stderr, leave=False)
        return
    began = last_line = time.monotonic()
    for number, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        if now - last_line >= _PLAIN_LINE_EVERY:
            rate = number / (now - began)
            click.echo(f"{number} of {total} {unit}, {rate:.0f} a second", err=True)
            last_line = now
