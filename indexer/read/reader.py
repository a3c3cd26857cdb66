"""A file → its documents, each as it is read, and what gives none."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from indexer.read.contents import Found, ReadOptions, documents_in
from indexer.read.document import BadFile, KnownLine, Unreadable
from indexer.read.files import naming, read_bytes
from indexer.read.formats import holds_records
from indexer.read.json_lines import Known, none_known, read_json_lines
from search.report import SourcePath

CHANGED = "changed during the run"
"""Why a file is left for the next run."""


@contextmanager
def _naming_the_rest(place: SourcePath, bad: list[BadFile]) -> Iterator[None]:
    """An error that no reader means is of its file, too: one must not stop ten thousand."""
    try:
        yield
    except (Unreadable, OSError, MemoryError):
        raise
    except Exception as error:
        reason = f"cannot be understood: {error!r}"
        bad.append(BadFile(place.file, reason, unread=True, is_transient=True))


def read(
    place: SourcePath, options: ReadOptions | None = None, sha256: str = ""
) -> Iterator[Found]:
    """The documents of a file, read by this process; a process of its own does it safely: see
    `indexer.read.worker`. `sha256`: of the bytes that are meant; other ones are not read."""
    found = read_unknown(place, none_known, options, sha256)
    return (one for one in found if not isinstance(one, KnownLine))


def read_unknown(
    place: SourcePath, known: Known, options: ReadOptions | None = None, sha256: str = ""
) -> Iterator[Found | KnownLine]:
    """The same; but of a file of records a line that is `known` is not parsed."""
    options = options or ReadOptions()
    bad: list[BadFile] = []
    with naming(place, bad), _naming_the_rest(place, bad):
        if holds_records(place.file):
            yield from read_json_lines(place, options.largest, options.within, known)
        else:
            data = read_bytes(place, options.within)
            if sha256 and hashlib.sha256(data).hexdigest() != sha256:
                yield BadFile(place.file, CHANGED, unread=True, is_transient=True)
                return
            yield from documents_in(place, data, options)
    yield from bad
