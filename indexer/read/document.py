"""A report as it was read: its text, its path, and the data of its source."""

import os
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from search.report import Original, PassageKind, SourcePath


class Unreadable(Exception):
    """A file gives no report; `reason` says why in a few words.

    `unread`: its content is not known, so what the index has of it should stay. `pictures`: how
    many pages it has that are pictures.
    """

    def __init__(self, reason: str, unread: bool = False, pictures: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.unread, self.pictures = reason, unread, pictures


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that a reader found: one line without its end, not blank.

    `kind`: BODY where the file says nothing of it; then the text is asked. `page`: on which it
    begins, from 1, where the format has pages. A TABLE row has a tab between its cells.
    """

    text: str
    kind: PassageKind = PassageKind.BODY
    page: int | None = None


@dataclass(frozen=True, slots=True)
class SourceMetadata:
    """The source's own data of a report besides its text; None where it gives none.

    `date`: of the meeting; `published`: of the page or the mail, which is not the meeting's.
    `path`: of the file, below its root; people write days into names of files and folders.
    """

    title: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None
    category: str | None = None
    published: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What the reader of a format made of the bytes of one report.

    `paragraphs`: in the order in which they are read; footnotes and text boxes at the end.
    `pages`: how many; None where the format has none. `are_pages_exact`: see `Original`.
    `pictures`: the pages that are a picture without text, as those of a scan; `recognised`: those
    of them whose text was read off the picture. `encoding`: what the text was converted from.
    `is_partial`: the file is cut or damaged, so that it said more.
    """

    paragraphs: tuple[Paragraph, ...]
    metadata: SourceMetadata = SourceMetadata()
    pages: int | None = None
    are_pages_exact: bool = True
    pictures: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()
    encoding: str | None = None
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside an archive or a mail. `name`: its path there, with slashes, composed (NFC).

    `problem`: why its bytes were not taken, if they were not.
    """

    name: str
    data: bytes
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One report as it was read. `digest`: of its bytes. `line`: its number, in a .jsonl file.

    `paragraphs`: those of `text`, one a line, where a reader told them apart; else none.
    `is_partial`: the file said more before it was cut or damaged.
    """

    id: str
    text: str
    place: SourcePath
    digest: str
    metadata: SourceMetadata = SourceMetadata()
    line: int | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    original: Original | None = None
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file (or a line of one) that gives no report, and why.

    `unread`: its content is not known, so what the index has of it should stay. `is_transient`: it
    may be read the next time though none of its bytes changed. `pictures`: see `Unreadable`.
    """

    path: str
    reason: str
    unread: bool = False
    is_transient: bool = False
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line that gave a report before, known by its bytes alone. `id`: of that report."""

    id: str
    place: SourcePath
    digest: str
    line: int


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that is no report and was not meant to be one. `kind`: what its name ends with.

    `is_wiped`: it holds zeros where others begin, so that nobody knows what it was meant to be.
    """

    path: str
    kind: str
    is_wiped: bool = False


def placed(file: str, roots: Container[str]) -> SourcePath:
    """A file under the outermost of the roots that are it or hold it."""
    root = outermost(file, roots)
    assert root is not None
    return under(root, file)


def under(root: str, file: str) -> SourcePath:
    """A file that a root is or holds."""
    return SourcePath(root, file[len(root.rstrip("/")) + 1 :])


def outermost(path: str, roots: Container[str]) -> str | None:
    """The outermost of the roots that are a path or hold it."""
    return next((own for own in lineage(path) if own in roots), None)


def absolute(path: Path) -> str:
    """A path from the root of the file system, links left as they are."""
    whole = os.path.realpath(path) if ".." in path.parts else str(path.absolute())
    return "/" + whole.lstrip("/")


def is_within(path: str, folders: Container[str]) -> bool:
    """Whether a path is one of these, or inside one."""
    return outermost(path, folders) is not None


def lineage(path: str) -> Iterator[str]:
    """The folders that hold an absolute path, outermost first, and the path itself."""
    yield "/"
    slash = path.find("/", 1)
    while slash > 0:
        yield path[:slash]
        slash = path.find("/", slash + 1)
    yield path
