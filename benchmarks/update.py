"""What an update of ten reports takes, stage by stage, over a copy of an index in a folder.

python -m benchmarks.update INDEX... [--turns 5]

Ten reports get another last sentence. Milliseconds of processor; the first update of a process, in
which an index of today is compared byte by byte, stands apart. Files and lines are not looked at,
as by a run that changes nothing. Of fewer than 400 reports all are grouped anew; there are ten at
least, and those of the code of today.
"""

import random
import shutil
import statistics
import tempfile
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import click

from indexer.build.groups import source_table, write_groups
from indexer.build.run import extraction_fingerprint
from indexer.build.spool import Signatures
from search.engine.protocol import Engine, Snapshot
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.index.entry import IndexEntry, index_entry
from search.report import MeetingReport, Passage, PassageKind

CHANGED = 10
STAGES = ("writer", "snapshot", "sources", "put", "groups", "commit")


def with_another_end(report: MeetingReport, number: int) -> MeetingReport:
    """A report that says a sentence more."""
    end = len(report.text) + 1
    text = f"{report.text}\nHội nghị giao văn phòng theo dõi việc thứ {number} và báo cáo sau."
    last = Passage(PassageKind.BODY, (end, len(text)))
    return MeetingReport(report.id, text, (*report.passages, last), report.title, report.facets)


def entry_of(live: Snapshot, report_id: str, rng: random.Random) -> IndexEntry:
    """What the index gets in the place of one of its reports."""
    stored = read_stored(live.stored(report_id) or b"")
    report = with_another_end(stored.report, rng.randrange(10_000))
    return index_entry(report, f"{rng.getrandbits(256):064x}", stored.origins, stored.added)


def updated(engine: Engine, rng: random.Random) -> list[float]:
    """Milliseconds of each stage of one update; what makes the entries is not counted."""
    before = engine.snapshot()
    ids = rng.sample(source_table(before).ids, CHANGED)
    entries = [entry_of(before, report_id, rng) for report_id in ids]
    ends = [time.process_time()]
    with engine.writer(extraction_fingerprint()) as writer, closing(Signatures()) as put:
        ends.append(time.process_time())
        live = engine.snapshot()
        ends.append(time.process_time())
        sources = source_table(live)
        ends.append(time.process_time())
        for entry in entries:
            writer.put(entry)
            put.put(entry.id, entry.signature)
        ends.append(time.process_time())
        write_groups(writer, live, len(sources), (), put)
        ends.append(time.process_time())
        writer.commit()
        ends.append(time.process_time())
    return [1000 * (end - begin) for begin, end in pairwise(ends)]


@click.command()
@click.argument("indexes", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--turns", default=5, show_default=True)
def main(indexes: tuple[Path, ...], turns: int) -> None:
    """Update copies of indexes, one after another."""
    for index in indexes:
        with tempfile.TemporaryDirectory(dir=index.parent) as folder:
            shutil.copytree(index, folder, dirs_exist_ok=True)
            engine, rng = open_engine(f"whoosh:{folder}"), random.Random(1)
            first, *others = [updated(engine, rng) for _ in range(1 + turns)]
            medians = map(statistics.median, zip(*others, strict=True))
            told = " ".join(f"{n} {own:.0f}" for n, own in zip(STAGES, medians, strict=True))
            alls = sorted(map(sum, others))
            print(
                f"{index}: {engine.snapshot().stats().reports} reports: first {sum(first):.0f} ms; "
                f"then {statistics.median(alls):.0f} ({alls[0]:.0f} to {alls[-1]:.0f}): {told}"
            )


if __name__ == "__main__":
    main()
