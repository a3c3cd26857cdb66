"""The file of corrections, and what the index has of it → which reports are to be read again."""

import sys
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from indexer.build.corrections_file import CorrectionsRead, path_of, read_file
from indexer.facets.corrected import CORRECTED, UNUSED
from indexer.facets.corrections import Correction, are_named, digest_of, name_of
from indexer.read.document import BadFile
from search.engine.protocol import Engine, Request, Snapshot
from search.engine.stored import each_stored, read_stored
from search.report import SourcePath

_FLAG = "flag"


@dataclass(frozen=True, slots=True)
class CorrectedReports:
    """What a run is told to correct. `path`: of the file; `read`: what it says; `before`: id → the
    digest of what is corrected in the index. That stands with the report, so that it is right after
    a rollback, too. `meant`: id → the lines of that report, under whichever id."""

    path: Path | None = None
    read: CorrectionsRead = field(default_factory=CorrectionsRead)
    before: Mapping[str, str] = field(default_factory=dict)
    meant: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)

    def for_reports(
        self, ids: Mapping[str, Sequence[str]], held: Mapping[str, str]
    ) -> "CorrectedReports":
        """The same with the lines of each report of the coming index. `ids`: its id → those of its
        origins; `held`: its id → the one that its content has in the index.

        A line counts for the report that has its id, else for the one that another id of is that,
        else for the one that it corrects in the index already: a file may be renamed, or an earlier
        copy of it turn up.
        """
        unknown = {name_of(one): one for one in self.read.of if one not in ids}
        moved = set(held.values())
        meant: dict[str, tuple[Correction, ...]] = {}
        for name, others in ids.items():
            own_before = held.get(name, "" if name in moved else name)
            named = sorted(are_named(self.before.get(own_before, "")))
            known = [*others, own_before, *(unknown.get(one, "") for one in named)]
            stray = dict.fromkeys(one for one in known if one not in ids)
            if own := tuple(self._lines([name, *stray])):
                meant[name] = own
        return replace(self, meant=meant)

    def _lines(self, ids: Iterable[str]) -> Iterator[Correction]:
        """The lines of some ids of a report; of each facet those of the first id that has some."""
        seen: set[str] = set()
        for report_id in ids:
            own = [one for one in self.read.of.get(report_id, ()) if one.field not in seen]
            seen.update(one.field for one in own)
            yield from own

    def of(self, report_id: str) -> tuple[Correction, ...]:
        """The corrections of a report of the coming index."""
        return self.meant.get(report_id, ())

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
        used = {one.id for own in self.meant.values() for one in own}
        lines: list[tuple[int, str]] = [*self.read.bad]
        lines += [
            (one.line, _no_report(one))
            for one in self.read.lines
            if one.id not in ids and one.id not in used
        ]
        lines += [(one.line, _elsewhere(one)) for name in waiting for one in self.of(name)]
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


def strangers(read: CorrectionsRead, live: Snapshot) -> Iterator[Correction]:
    """The lines that name no report of an index: none has that id or had it when a line of it was
    carried out, and no origin of one has it."""
    unknown = {report_id for report_id, data in each_stored(live, read.of) if data is None}
    if not unknown:
        return
    unknown -= {SourcePath.of(origin).id for entry in live.sources() for origin in entry.origins}
    named = {name for _, digest in _digests(live) for name in are_named(digest)}
    yield from (one for one in read.lines if one.id in unknown and name_of(one.id) not in named)


def _digests(live: Snapshot) -> Iterator[tuple[str, str]]:
    asked = Request(filters={_FLAG: (CORRECTED, UNUSED)}, limit=sys.maxsize)
    for report_id, stored in each_stored(live, live.ids(asked)):
        if stored:
            yield report_id, read_stored(stored).report.corrections
