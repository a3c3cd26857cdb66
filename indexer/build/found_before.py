"""The reports of an index, and the notes of the last run → what need not be read again."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from indexer.build.claims import is_one_report, roots_of
from indexer.build.notes import FileNote
from indexer.read.contents import ReadOptions
from indexer.read.files import FoundFile, status_of
from search.engine.tables import SourceTable
from search.report import SourcePath

_TRIED_AGAIN_AFTER = timedelta(hours=20)
"""How long a file whose reader failed is left alone: a run of every night tries it once."""


@dataclass(frozen=True)
class FoundBefore:
    """What was found before. `indexed`: the reports of the index; `notes`: path of a file → what
    came of it when it was read last; `now`: the instant of the run."""

    indexed: SourceTable
    notes: Mapping[str, FileNote]
    now: datetime

    @cached_property
    def roots(self) -> Set[str]:
        """Those of the reports of the index."""
        return roots_of(self.indexed.origins)

    @cached_property
    def _digests(self) -> Set[str]:
        """Of the files that are one report."""
        table = self.indexed
        columns = zip(table.digests, table.origins, strict=True)
        return {digest for digest, origins in columns if is_one_report(origins[0])}

    @cached_property
    def records(self) -> Mapping[str, str]:
        """The digest of each record → the id of its report."""
        table = self.indexed
        columns = zip(table.digests, table.ids, table.origins, strict=True)
        return {digest: own for digest, own, origins in columns if not is_one_report(origins[0])}

    @cached_property
    def _by_digest(self) -> Mapping[str, FileNote]:
        return {note.sha256: note for note in self.notes.values()}

    def note_at(self, place: SourcePath, options: ReadOptions) -> FileNote | None:
        """What came of a file that nobody has written to since."""
        note = self.notes.get(place.file)
        if note is None or note.status is None or note.status != status_of(place.file):
            return None
        return note if self._is_true(note, options) else None

    def note_of(self, file: FoundFile, options: ReadOptions) -> FileNote | None:
        """What came of the same bytes, if all that they gave is in the index."""
        note = self.notes.get(file.place.file)
        if note is None or note.sha256 != file.sha256:
            note = self._by_digest.get(file.sha256)  # of a file that was moved or copied
        return note if note is not None and self._is_true(note, options) else None

    def _is_true(self, note: FileNote, options: ReadOptions) -> bool:
        """Whether the same would come of it today, and all that is in the index."""
        if note.pictures and options.recognises and not note.was_recognised:
            return False
        if note.failed_at is not None and self.now - note.failed_at > _TRIED_AGAIN_AFTER:
            return False
        return all(digest in self._digests for _, digest in note.reports)
