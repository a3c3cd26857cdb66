"""A path → a regular file to read from, or why it gives no report."""

import stat
from pathlib import Path
from typing import BinaryIO

from indexer.read.document import SourcePath, Unreadable


def open_regular(place: SourcePath) -> BinaryIO:
    """A regular file to read from; a pipe or a device would be waited for.

    Raises Unreadable, OSError.
    """
    path = Path(place.file)
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable("is not a regular file")
    return path.open("rb")
