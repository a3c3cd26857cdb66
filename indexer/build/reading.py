"""Paths → what the files there claim, what gives no report, and the documents that were parsed."""

from collections.abc import Container, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from indexer.build.claims import Claim, claim_of, claim_of_line, content_of
from indexer.build.found_before import FoundBefore
from indexer.build.notes import FileNote
from indexer.build.spool import Spool
from indexer.read.contents import Found, ReadOptions
from indexer.read.document import BadFile, KnownLine, PassedOver, RawDocument, is_within
from indexer.read.files import FileStatus, FoundFile, identify, status_of
from indexer.read.folders import LINK_OUT, places
from indexer.read.formats import format_of
from indexer.read.reader import read, read_unknown
from indexer.read.worker import read_all
from search.engine.protocol import SourceRecord
from search.report import SourcePath

Item = TypeVar("Item")


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
    that was parsed, or named as a text → what came of it. `partly`: files some of whose pages are
    pictures, each with how many. `documents`: those that were parsed, for `claims` that are new.
    `links`: the paths of those that lead out of the given ones and were not followed; they are
    counted as passed over.
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

    def add(self, found: Found | KnownLine) -> Found | KnownLine:
        """Take down what was found in a file, and give it back."""
        if isinstance(found, KnownLine):
            self.claims.append(claim_of_line(found))
        elif isinstance(found, RawDocument):
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
        return found

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

    A file that nobody has written to since it was read is not read again, nor is a line of a file
    of records that is in the index. Other plain texts and records are read by this process; others
    are parsed by processes of their own, `jobs` of them, if their bytes are not known.
    """
    files = FilesRead(spool)
    parsed: list[tuple[FoundFile, FileStatus | None]] = []
    for place in _places(given, given | before.roots, options):
        if not isinstance(place, SourcePath):
            files.add(place)
        elif note := before.note_at(place, options):
            _recall(files, place, note)
        else:
            _read(files, place, before, options, parsed)
    _parse(files, parsed, before.now, options, jobs, progress)
    return files


def _places(
    given: frozenset[str], roots: Container[str], options: ReadOptions
) -> Iterator[SourcePath | BadFile | PassedOver]:
    for path in sorted(given):
        if not is_within(str(Path(path).parent), given - {path}):  # else met inside the other one
            yield from places(path, roots, options.within)


def _read(
    files: FilesRead,
    place: SourcePath,
    before: FoundBefore,
    options: ReadOptions,
    parsed: list[tuple[FoundFile, FileStatus | None]],
) -> None:
    """Read a file, or recall what came of its bytes, or add it to those that are to be `parsed`."""
    status = status_of(place.file)  # before its bytes: what is written meanwhile is another one
    file = identify(place, options.within)
    if not isinstance(file, FoundFile):
        files.add(file)
    elif not file.sha256:
        for record in read_unknown(place, before.records.get, options):
            files.add(record)
    elif not file.is_parsed:
        found = [files.add(document) for document in read(place, options)]
        # what has the name of something else is a text where it is given itself, or reads as one
        is_text = format_of(place.file) is not None and len(found) == 1
        if status and is_text and isinstance(found[0], RawDocument):
            reports = (("", found[0].digest),)
            files.notes[place.file] = FileNote(file.sha256, reports, status=status)
    elif note := before.note_of(file, options):
        _recall(files, place, replace(note, status=status))
    else:
        parsed.append((file, status))


def _recall(files: FilesRead, place: SourcePath, note: FileNote) -> None:
    """What the notes say of a file, as if it had been read."""
    files.notes[place.file] = note
    for part, digest in note.reports:
        own = _inside(place, part)
        origin = str(own)
        files.claims.append(Claim(own.id, origin, 0, content_of(own.id, digest, origin)))
    for part, reason, unread in note.bad:
        files.add(BadFile(_inside(place, part).shown, reason, unread))
    for kind in note.passed_over:
        files.add(PassedOver(place.file, kind))
    if note.reports and note.pictures:
        files.partly[place.file] = note.pictures


def _inside(place: SourcePath, part: str) -> SourcePath:
    return place.inside(part) if part else place


def _parse(
    files: FilesRead,
    parsed: list[tuple[FoundFile, FileStatus | None]],
    now: datetime,
    options: ReadOptions,
    jobs: int,
    progress: Progress,
) -> None:
    work = read_all([file for file, _ in parsed], options, min(jobs, len(parsed)))
    with closing(work) as results:
        for number, found in enumerate(progress(results, len(parsed), "files")):
            for one in found:
                files.add(one)
                if isinstance(one, RawDocument):
                    files.documents.put(one)
            file, status = parsed[number]
            note = _note(file, found, now, recognises=options.recognises)
            files.notes[file.place.file] = replace(note, status=status)


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
