"""The file of corrections, and what the index has of it → which reports are to be read again."""

import sys
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from indexer.build.corrections_file import CorrectionsRead, path_of, read_file
from indexer.facets.corrected import CORRECTED, UNUSED
from indexer.facets.corrections import Correction, digest_of
from indexer.read.document import BadFile
from search.engine.protocol import Engine, Request, Snapshot
from search.engine.stored import read_stored

_FLAG = "flag"


@dataclass(frozen=True, slots=True)
class CorrectedReports:
    """What a run is told to correct. `path`: of the file; `read`: what it says; `before`: id → the
    digest of what is corrected in the index. That stands with the report, so that it is right after
    a rollback, too."""

    path: Path | None = None
    read: CorrectionsRead = field(default_factory=CorrectionsRead)
    before: Mapping[str, str] = field(default_factory=dict)

    def of(self, report_id: str) -> tuple[Correction, ...]:
        """The corrections of a report."""
        return self.read.of.get(report_id, ())

    def differ(self, report_id: str, held: str | None) -> bool:
        """Whether a report is to be corrected otherwise than it is. `held`: its id in the index,
        None if it is not there."""
        if self.read.is_unread:
            return False
        return digest_of(self.of(report_id)) != self.before.get(held or "", "")

    def is_kept(self, held: str | None) -> bool:
        """Whether a report of the index is to stay as it is: it is corrected, and how is unknown in
        this run."""
        return self.read.is_unread and held in self.before

    def bad(self, ids: Container[str], stale: Mapping[str, str | None]) -> Iterator[BadFile]:
        """The lines that cannot be carried out. `ids`: those of the coming index; `stale`: those of
        reports to be read again, each with where, None if that is out of reach in this run."""
        waiting = {report_id for report_id, source in stale.items() if source is None}
        lines: list[tuple[int, str]] = [*self.read.bad]
        lines += [(one.line, _no_report(one)) for one in self.read.lines if one.id not in ids]
        lines += [(one.line, _elsewhere(one)) for one in self.read.lines if one.id in waiting]
        for line, reason in sorted(lines):
            yield BadFile(f"{self.path}:{line}" if line else str(self.path), reason)


def _no_report(one: Correction) -> str:
    return f"names a report that is not there: {one.id!r}"


def _elsewhere(one: Correction) -> str:
    return f"waits: the file of {one.id!r} is not under these paths, or cannot be read"


NOTHING_CORRECTED = CorrectedReports()


def corrected_reports(engine: Engine, live: Snapshot | None) -> CorrectedReports:
    """What the file beside an index says, and what of it the live generation has."""
    path = path_of(engine)
    before = {} if live is None else dict(_digests(live))
    return CorrectedReports(path, read_file(path), before)


def _digests(live: Snapshot) -> Iterator[tuple[str, str]]:
    asked = Request(filters={_FLAG: (CORRECTED, UNUSED)}, limit=sys.maxsize)
    for report_id in live.ids(asked):
        if stored := live.stored(report_id):
            yield report_id, read_stored(stored).report.corrections
