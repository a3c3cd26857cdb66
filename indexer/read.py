"""Files and folders → raw documents, one reader a format; what cannot be read is named."""

import codecs
import gzip
import hashlib
import os
import stat
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from search.record import RecordError, decode
from search.text.normalize import normalize

MAX_BYTES = 16_000_000
"""Largest text of one report; the longest real one seen has 40,000."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the source says of a report besides its text."""

    title: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One report as it was read. `digest`: of its bytes. `origin`: see `Place`."""

    id: str
    text: str
    origin: str
    digest: str
    known: Known = Known()


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file (or a line of one) that gives no report, and why.

    `unread`: its content is not known, so what the index has of it should stay.
    """

    path: str
    reason: str
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A file under a root. Written as "root//path": no absolute path has an empty part."""

    root: str
    path: str

    @classmethod
    def of(cls, origin: str) -> "Place":
        """The place that an origin names."""
        root, _, path = origin.partition("//")
        return cls(root or "/", path)

    @classmethod
    def under(cls, file: str, roots: Collection[str]) -> "Place":
        """A file under the outermost of the roots that hold it."""
        root = min((r for r in roots if file.startswith(r.rstrip("/") + "/")), key=len)
        return cls(root, file[len(root.rstrip("/")) + 1 :])

    @property
    def file(self) -> str:
        """The path of the file, as a person writes it."""
        return f"{self.root.rstrip('/')}/{self.path}"

    def __str__(self) -> str:
        return f"{'' if self.root == '/' else self.root}//{self.path}"


class Unreadable(Exception):
    """A file gives no report; `reason` says why in a few words."""

    def __init__(self, reason: str, unread: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.unread = reason, unread


def places(path: Path, roots: Collection[str]) -> Iterator[Place | BadFile]:
    """The readable files at a path, in order; each under the outermost of the roots that hold it.

    Hidden files and folders, and files of other formats, are passed over.
    """
    if path.is_file():
        yield _place(str(path), roots)
        return
    seen: set[tuple[int, int]] = set()  # a link may lead back up
    waiting = [str(path)]
    while waiting:  # not by recursion: trees may be deeper than Python's stack
        folder = waiting.pop()
        try:
            status = Path(folder).stat()
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield BadFile(folder, f"cannot be listed: {error.strerror}", unread=True)
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        for entry in visible:
            if not entry.is_dir() and reader_of(entry.name):
                yield _place(f"{folder}/{entry.name}", roots)
        waiting += [f"{folder}/{entry.name}" for entry in reversed(visible) if entry.is_dir()]


def _place(path: str, roots: Collection[str]) -> Place | BadFile:
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode(errors="surrogateescape").decode(errors="replace")
        return BadFile(shown, "its name is not UTF-8")
    return Place.under(path, roots)


def read(place: Place) -> Iterator[RawDocument | BadFile]:
    """The documents of one file."""
    reader = reader_of(place.path)
    if reader is None:
        yield BadFile(str(place), "is neither .txt nor .jsonl nor .jsonl.gz")
        return
    try:
        yield from reader(place)
    except Unreadable as error:
        yield BadFile(place.file, error.reason, error.unread)
    except OSError as error:
        yield BadFile(place.file, f"cannot be read: {error.strerror or error}", unread=True)


def reader_of(name: str) -> Callable[[Place], Iterator[RawDocument | BadFile]] | None:
    """The reader of a file by its name, if there is one."""
    return next((reader for end, reader in _READERS.items() if name.lower().endswith(end)), None)


def _read_txt(place: Place) -> Iterator[RawDocument | BadFile]:
    with _open(place) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unreadable(f"is too large: more than {MAX_BYTES // 1_000_000} MB")
    text = _text(data)
    yield RawDocument(place.path, text, str(place), hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class _Record(Known):
    """One line of a .jsonl file."""

    id: str | int | None = None
    _id: str | int | None = None
    text: str = ""


def _read_jsonl(place: Place) -> Iterator[RawDocument | BadFile]:
    packed = place.path.lower().endswith(".gz")
    with _open(place) as file, gzip.open(file) if packed else file as lines:
        try:
            number = 0
            while line := lines.readline(MAX_BYTES + 1):
                number += 1
                line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
                if not line.strip():
                    continue
                where = f"{place.file}:{number}"
                if len(line) > MAX_BYTES:
                    yield BadFile(where, "is too large")
                    while line and not line.endswith(b"\n"):
                        line = lines.readline(MAX_BYTES)
                    continue
                try:
                    yield _document(line, str(place))
                except Unreadable as error:
                    yield BadFile(where, error.reason)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise Unreadable(f"is a damaged gzip file: {error}", unread=True) from None


def _document(line: bytes, origin: str) -> RawDocument:
    try:
        record = decode(line, _Record)
    except RecordError as error:
        raise Unreadable(f"is not a JSON report: {error}") from None
    identity = record.id if record.id is not None else record._id
    if identity in (None, ""):
        raise Unreadable("has no id")
    if not normalize(record.text).text.strip():
        raise Unreadable("is empty")
    known = Known(
        *(
            (value or "").strip() or None
            for value in (record.title, record.date, record.source, record.url, record.category)
        )
    )
    digest = hashlib.sha256(line.strip()).hexdigest()
    return RawDocument(str(identity), record.text, origin, digest, known)


def _open(place: Place) -> BinaryIO:
    """A regular file to read from; a pipe or a device would be waited for."""
    path = Path(place.file)
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable("is not a regular file")
    return path.open("rb")


def _text(data: bytes) -> str:
    if not data.strip():
        raise Unreadable("is empty")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable("is not UTF-8 but UTF-16; convert it first")
    if b"\0" in data:
        raise Unreadable("is binary, not text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"is not UTF-8 (byte {error.start})") from None
    if not normalize(text).text.strip():
        raise Unreadable("is empty")
    odd = sum(character < " " and character not in "\t\n\r\f\v" for character in text)
    if odd * 10 > len(text):
        raise Unreadable("is binary, not text")
    return text


_READERS: dict[str, Callable[[Place], Iterator[RawDocument | BadFile]]] = {
    ".txt": _read_txt,
    ".jsonl": _read_jsonl,
    ".jsonl.gz": _read_jsonl,
}
