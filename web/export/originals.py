"""Request → the file that a report was read from, to take home, if it is still what it was."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from flask import Blueprint, Response, abort, request

from search.report import SourcePath
from web import address, wording
from web.http.errors import failed
from web.http.originals import AS_TAKEN, is_served, located
from web.http.snapshot import searcher

originals = Blueprint("originals", __name__)

MAX_BYTES = 100_000_000
"""The largest file that is served, which is the largest that is read."""
_BLOCK = 1 << 16
"""Bytes that are handed to the server at a time: what a slow reader makes wait in memory."""
_KINDS = {"pdf": "application/pdf"}
"""Kind of file → what a browser is told of it; nothing of the others, so that none is shown."""


@originals.get("/files")
@originals.get("/files/<path:report_id>")
def original(report_id: str = "") -> Response:
    """The file as an attachment; of a part of an archive or a mail, the archive or the mail.

    A file is found by the id of its report alone. One that lies outside the folder that was
    indexed, through a link, or has other bytes today, is not served; an archive or a mail is given
    as it is today.
    """
    stored = searcher().report(address.report_id(report_id, request.args))
    own = stored.report.original if stored else None
    if stored is None or own is None or not is_served(stored):
        abort(404)
    for origin in map(SourcePath.of, stored.origins):
        with suppress(OSError, ValueError):
            if found := _found(origin, "" if origin.part else own.sha256):
                return _attachment(found, origin, "" if origin.part else own.kind)
    return failed(404, *wording.errors.ORIGINAL_GONE)


class _Found(NamedTuple):
    """A file whose bytes were looked at. `stamp`: device, inode, size and time of its change."""

    path: Path
    stamp: tuple[int, ...]


def _found(origin: SourcePath, sha256: str) -> _Found | None:
    """The file at a place, if it lies inside its root and has these bytes; any bytes if "": an
    archive may have got other parts. Raises OSError."""
    path = located(origin)
    if path is None:
        return None
    with _opened(path) as file:
        stamp = _stamp(file)
        if located(origin) != path or _stamp_at(path) != stamp[:2]:
            return None  # a link was put in the way of it meanwhile
        status = os.fstat(file.fileno())
        is_small = stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES
        is_same = is_small and (
            not sha256 or hashlib.file_digest(file, "sha256").hexdigest() == sha256
        )
    return _Found(path, stamp) if is_same else None


def _stamp(file: BufferedReader) -> tuple[int, ...]:
    own = os.fstat(file.fileno())
    return own.st_dev, own.st_ino, own.st_size, own.st_mtime_ns


def _stamp_at(path: Path) -> tuple[int, ...]:
    own = path.stat()
    return own.st_dev, own.st_ino


def _opened(path: Path) -> BufferedReader:
    """Not blocking: a pipe may have come in place of a file. Raises OSError."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))

    return open(path, "rb", opener=opener)


def _attachment(found: _Found, origin: SourcePath, kind: str) -> Response:
    kind = _KINDS.get(kind, "application/octet-stream")
    sent = Response(_blocks(found), mimetype=kind)
    sent.content_length = found.stamp[2]
    request.environ[AS_TAKEN] = True
    name = quote(Path(origin.file).name, safe="")
    sent.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return sent


def _blocks(found: _Found) -> Iterator[bytes]:
    """The bytes of the file, opened when the first are sent; none if it is another one by then."""
    with _opened(found.path) as file:
        while _stamp(file) == found.stamp and (block := file.read(_BLOCK)):
            yield block
