"""Files and folders → raw documents, one reader a format; what cannot be read is named."""

import codecs
import gzip
import hashlib
import os
import stat
import zlib
from collections import deque
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from indexer.read.document import BadFile, RawDocument, SourceMetadata, SourcePath
from search.serialization import SerializationError, decode
from search.text.normalize import is_blank

MAX_BYTES = 2_000_000
"""Largest text of one report: a book of a thousand pages; the longest real one has 40,000."""
MAX_LOOKED_AT = 64_000_000
"""Largest text whose facets are told, which is no page that anybody would have to open."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v"))
"""Characters that no text has many of; in UTF-8 each of these bytes is one."""


class Unreadable(Exception):
    """A file gives no report; `reason` says why in a few words."""

    def __init__(self, reason: str, unread: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.unread = reason, unread


def places(path: str, roots: Container[str]) -> Iterator[SourcePath | BadFile]:
    """The readable files at an absolute path, each under the outermost root that holds it.

    Hidden files and folders, and files of other formats, are passed over. A folder that can be
    reached in several ways is visited once, by its own path rather than by a link.
    """
    if not Path(path).is_dir():
        yield _place(path, roots)
        return
    seen: set[tuple[int, int]] = set()
    folders, links = [path], deque[str]()
    while folders or links:  # not by recursion: trees may be deeper than Python's stack
        folder = folders.pop() if folders else links.popleft()
        try:
            status = Path(folder).stat()
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield BadFile(_shown(folder), f"cannot be listed: {error.strerror}", unread=True)
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        inside = f"{folder.rstrip('/')}/"
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                (links if entry.is_symlink() else folders).append(inside + entry.name)
            elif reader_of(entry.name):
                yield _place(inside + entry.name, roots)


def _place(path: str, roots: Container[str]) -> SourcePath | BadFile:
    if _shown(path) != path:
        return BadFile(_shown(path), "its name is not UTF-8")
    return SourcePath.under(path, roots)


def _shown(path: str) -> str:
    """A path as it can be printed: bytes that are not UTF-8 replaced."""
    return path.encode(errors="surrogateescape").decode(errors="replace")


def read(place: SourcePath, largest: int | None = None) -> Iterator[RawDocument | BadFile]:
    """The documents of one file, none of more bytes than `largest`: of MAX_BYTES if not given."""
    reader = reader_of(place.file)
    if reader is None:
        yield BadFile(place.file, "is neither .txt nor .jsonl nor .jsonl.gz")
        return
    try:
        yield from reader(place, largest or MAX_BYTES)
    except Unreadable as error:
        yield BadFile(place.file, error.reason, error.unread)
    except OSError as error:
        yield BadFile(place.file, f"cannot be read: {error.strerror or error}", unread=True)


def reader_of(name: str) -> "_Reader | None":
    """The reader of a file by its name, if there is one."""
    return next((reader for end, reader in _READERS.items() if name.lower().endswith(end)), None)


def _read_txt(place: SourcePath, largest: int) -> Iterator[RawDocument | BadFile]:
    with _open(place) as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise Unreadable(f"is too large: more than {largest // 1_000_000} MB")
    text = _text(data)
    yield RawDocument(place.id, text, place, hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class _Record(SourceMetadata):
    """One line of a .jsonl file."""

    id: str | int | None = None
    _id: str | int | None = None
    text: str = ""


def _read_jsonl(place: SourcePath, largest: int) -> Iterator[RawDocument | BadFile]:
    packed = place.file.lower().endswith(".gz")
    with _open(place) as file, gzip.open(file) if packed else file as lines:
        try:
            number = 0
            while line := lines.readline(largest + 1):
                number += 1
                line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
                if not line.strip():
                    continue
                where = f"{place.file}:{number}"
                if len(line) > largest:
                    yield BadFile(where, "is too large")
                    while line and not line.endswith(b"\n"):
                        line = lines.readline(largest)
                    continue
                try:
                    yield _document(line, place, number)
                except Unreadable as error:
                    yield BadFile(where, error.reason)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise Unreadable(f"is a damaged gzip file: {error}", unread=True) from None


def _document(line: bytes, place: SourcePath, number: int) -> RawDocument:
    try:
        record = decode(line, _Record)
    except SerializationError as error:
        raise Unreadable(f"is not a JSON report: {error}") from None
    identity = record.id if record.id is not None else record._id
    if identity in (None, ""):
        raise Unreadable("has no id")
    if is_blank(record.text):
        raise Unreadable("is empty")
    known = SourceMetadata(
        *(
            None if is_blank(value or "") else (value or "").strip()
            for value in (record.title, record.date, record.source, record.url, record.category)
        )
    )
    digest = hashlib.sha256(line.strip()).hexdigest()
    return RawDocument(str(identity), record.text, place, digest, known, number)


def _open(place: SourcePath) -> BinaryIO:
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
    if is_blank(text):
        raise Unreadable("is empty")
    if 10 * (len(data) - len(data.translate(None, _CONTROLS))) > len(text):
        raise Unreadable("is binary, not text")
    return text


_Reader = Callable[[SourcePath, int], Iterator[RawDocument | BadFile]]

_READERS: dict[str, _Reader] = {
    ".txt": _read_txt,
    ".jsonl": _read_jsonl,
    ".jsonl.gz": _read_jsonl,
}
