"""A gzip file → what is packed in it, whole: read to its checksum before any of it is given."""

import gzip
import tempfile
import zlib
from io import BufferedReader
from typing import IO

from indexer.read.document import Unreadable
from indexer.read.limits import MAX_UNPACKED

MAX_RATIO = 100
"""Unpacked bytes for a packed one, in what is larger than MAX_UNPACKED; records have 3 to 10."""
_IN_MEMORY = 16_000_000
"""Unpacked bytes that are kept in memory; more wait in a temporary file: 2,000 reports, so that
what an office packs at once needs no disk, and a process no more memory than for a large PDF."""
_CHUNK = 1 << 18


def unpacked(file: BufferedReader) -> IO[bytes]:
    """The unpacked bytes of a gzip file, to be closed by the caller.

    Raises Unreadable where it is cut, has a wrong checksum or other bytes after its end, or grows
    beyond reason; OSError where the disk has no room for it.
    """
    file.seek(0, 2)
    most = max(MAX_UNPACKED, MAX_RATIO * file.tell())
    file.seek(0)
    whole = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by the caller
    try:
        _unpack(file, whole, most)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        whole.close()
        raise Unreadable(f"is a damaged gzip file: {error}", unread=True) from None
    except BaseException:
        whole.close()
        raise
    whole.seek(0)
    return whole


def _unpack(file: BufferedReader, whole: IO[bytes], most: int) -> None:
    if not file.peek(1):
        raise EOFError("it is empty, and an empty text is not when packed")
    with gzip.open(file) as packed:
        while chunk := packed.read(_CHUNK):
            if whole.tell() + len(chunk) > most:
                raise Unreadable(
                    f"is packed more than {MAX_RATIO} to 1, as no file of records is", True
                )
            whole.write(chunk)
