"""Paths → what the files there claim, what gives no report, and the documents that were parsed."""

from collections.abc import Container, Iterable, Iterator, Mapping, Set
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from indexer.build.claims import Claim, Content, claim_of, content_of
from indexer.build.notes import FileNote
from indexer.build.spool import Spool
from indexer.read.contents import Found, ReadOptions
from indexer.read.document import BadFile, PassedOver, RawDocument, is_within
from indexer.read.files import FoundFile, identify
from indexer.read.folders import LINK_OUT, places
from indexer.read.reader import read
from indexer.read.worker import read_all
from search.engine.protocol import SourceRecord
from search.report import SourcePath

Item = TypeVar("Item")

_TRIED_AGAIN_AFTER = timedelta(hours=20)
"""How long a file whose reader failed is left alone: a run of every night tries it once."""


_WIPED = "is damaged: it holds zeros"
_PARTIAL = "is cut short, or damaged: it said more"


class Progress(Protocol):
    """Shows how far an iterable of so many is; `unit`: what they are, in the plural."""

    def __call__(self, items: Iterable[Item], total: int, unit: str) -> Iterable[Item]:
        """The same items, in the same order."""


def silently(items: Iterable[Item], total: int, unit: str) -> Iterable[Item]:
    """The Progress that shows nothing."""
    return items


@dataclass(slots=True)
class FilesRead:
    """What was found at some paths.

    `passed_over`: kind of file, such as ".png" → how many were no reports. `notes`: path of a file
    that was parsed → what came of it. `partly`: files some of whose pages are pictures, each with
    how many. `documents`: those that were parsed, for `claims` that are new. `links`: the paths of
    those that lead out of the given ones and were not followed; they are counted as passed over.
    `wiped`: those that hold zeros, so that nobody knows what they were; counted so, too.
    `partial`: claims of files that said more before they were cut or damaged.
    """

    documents: Spool
    claims: list[Claim] = field(default_factory=list)
    bad: list[BadFile] = field(default_factory=list)
    passed_over: dict[str, int] = field(default_factory=dict)
    notes: dict[str, FileNote] = field(default_factory=dict)
    partly: dict[str, int] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    wiped: list[str] = field(default_factory=list)
    partial: list[Claim] = field(default_factory=list)
    _same: int | None = None

    @property
    def same(self) -> int:
        """How many claims are of a content that another one has."""
        if self._same is None:
            return len(self.claims) - len({claim.content for claim in self.claims})
        return self._same

    def forget_claims(self) -> None:
        """Give their room back, when the plan is made: there are as many as reports."""
        self._same = self.same
        self.claims.clear()

    def add(self, found: Found) -> None:
        """Take down what was found in a file."""
        if isinstance(found, RawDocument):
            self.claims.append(claim_of(found))
            if found.original is not None and found.original.pictures:
                self.partly[found.place.shown] = len(found.original.pictures)
            if found.is_partial:
                self.partial.append(self.claims[-1])
        elif isinstance(found, BadFile):
            self.bad.append(found)
        else:
            self.passed_over[found.kind] = self.passed_over.get(found.kind, 0) + 1
            if found.kind == LINK_OUT:
                self.links.append(found.path)
            if found.is_wiped:
                self.wiped.append(found.path)

    def prefer_whole(self, indexed: Iterable[SourceRecord]) -> "FilesRead":
        """Name the files of zeros, and those that said more, of which the index has reports that
        they do not give any more: these stay, and what is left of such a file does not count."""
        if not (self.wiped or self.partial):
            return self
        files = {*self.wiped, *(SourcePath.of(claim.origin).file for claim in self.partial)}
        found = {(claim.origin, claim.content) for claim in self.claims}
        lost = {
            SourcePath.of(origin).shown
            for entry in indexed
            for origin in entry.origins
            if SourcePath.of(origin).file in files
            and (origin, content_of(entry.id, entry.digest, origin)) not in found
        }
        for path in self.wiped:
            if any(is_within(one, {path}) for one in lost):
                self.bad.append(BadFile(path, _WIPED, unread=True))
        for claim in self.partial:
            if any(is_within(one, {claim.where}) for one in lost):
                self.claims.remove(claim)
                self.bad.append(BadFile(claim.where, _PARTIAL, unread=True))
        return self


@dataclass(frozen=True)
class FoundBefore:
    """What was found before. `roots`, `contents`: of the reports of the index; `notes`: path of a
    file → what came of it when it was parsed last; `now`: the instant of the run."""

    roots: Set[str]
    contents: Container[Content]
    notes: Mapping[str, FileNote]
    now: datetime

    @cached_property
    def _by_digest(self) -> Mapping[str, FileNote]:
        return {note.sha256: note for note in self.notes.values()}

    def note_of(self, file: FoundFile, options: ReadOptions) -> FileNote | None:
        """What came of the same bytes, if all that they gave is in the index."""
        note = self.notes.get(file.place.file)
        if note is None or note.sha256 != file.sha256:
            note = self._by_digest.get(file.sha256)  # of a file that was moved or copied
        if note is None:
            return None
        if note.pictures and options.recognises and not note.was_recognised:
            return None
        if note.failed_at is not None and self.now - note.failed_at > _TRIED_AGAIN_AFTER:
            return None
        held = all((digest, "") in self.contents for _, digest in note.reports)
        return note if held else None


def read_files(
    given: frozenset[str],
    before: FoundBefore,
    options: ReadOptions,
    jobs: int,
    progress: Progress,
    spool: Spool,
) -> FilesRead:
    """Read the files at the given absolute paths, each under the outermost of them and the roots
    that are known.

    Plain texts and records are read by this process; others are parsed by processes of their own,
    `jobs` of them, if their bytes are not known.
    """
    files = FilesRead(spool)
    parsed: list[FoundFile] = []
    for file in _found(given, given | before.roots, options):
        if not isinstance(file, FoundFile):
            files.add(file)
        elif not file.is_parsed:
            for document in read(file.place, options):
                files.add(document)
        elif note := before.note_of(file, options):
            _recall(files, file, note)
        else:
            parsed.append(file)
    _parse(files, parsed, before.now, options, jobs, progress)
    return files


def _found(
    given: frozenset[str], roots: Container[str], options: ReadOptions
) -> Iterator[FoundFile | BadFile | PassedOver]:
    for path in sorted(given):
        if is_within(str(Path(path).parent), given - {path}):
            continue  # met inside the other one
        for place in places(path, roots, options.within):
            yield identify(place, options.within) if isinstance(place, SourcePath) else place


def _recall(files: FilesRead, file: FoundFile, note: FileNote) -> None:
    """What the notes say of a file, as if it had been parsed."""
    files.notes[file.place.file] = note
    for part, digest in note.reports:
        place = _inside(file.place, part)
        origin = str(place)
        files.claims.append(Claim(place.id, origin, 0, content_of(place.id, digest, origin)))
    for part, reason, unread in note.bad:
        files.add(BadFile(_inside(file.place, part).shown, reason, unread))
    for kind in note.passed_over:
        files.add(PassedOver(file.place.file, kind))
    if note.reports and note.pictures:
        files.partly[file.place.file] = note.pictures


def _inside(place: SourcePath, part: str) -> SourcePath:
    return place.inside(part) if part else place


def _parse(
    files: FilesRead,
    parsed: list[FoundFile],
    now: datetime,
    options: ReadOptions,
    jobs: int,
    progress: Progress,
) -> None:
    work = read_all(parsed, options, min(jobs, len(parsed)))
    with closing(work) as results:
        for number, found in enumerate(progress(results, len(parsed), "files")):
            for one in found:
                files.add(one)
                if isinstance(one, RawDocument):
                    files.documents.put(one)
            file = parsed[number]
            files.notes[file.place.file] = _note(file, found, now, recognises=options.recognises)


def _note(file: FoundFile, found: Iterable[Found], now: datetime, *, recognises: bool) -> FileNote:
    """What the next run need not find out again."""
    documents = [one for one in found if isinstance(one, RawDocument)]
    bad = [one for one in found if isinstance(one, BadFile)]
    return FileNote(
        sha256=file.sha256,
        reports=tuple((one.place.part, one.digest) for one in documents),
        bad=tuple((_part(one.path), one.reason, one.unread) for one in bad),
        passed_over=tuple(one.kind for one in found if isinstance(one, PassedOver)),
        pictures=sum(len(one.original.pictures) for one in documents if one.original)
        + sum(one.pictures for one in bad),
        was_recognised=recognises,
        failed_at=now if any(one.is_transient for one in bad) else None,
    )


def _part(shown: str) -> str:
    """The part of "a.zip//b.docx"; empty of a file."""
    return shown.partition("//")[2]
