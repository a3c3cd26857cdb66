"""Names and contents of files → the parts of a zip archive, made while it is sent."""

import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, cast

_NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip archive can write: the same reports give the same bytes."""


def zipped(files: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """An archive of files, each a name and its bytes in parts. One part is held at a time."""
    sent = _Outbox()
    with zipfile.ZipFile(cast(Any, sent), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, parts in files:
            entry = zipfile.ZipInfo(name, _NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as file:
                for part in parts:
                    file.write(part)
                    yield sent.taken()
    yield sent.taken()


class _Outbox:
    """What an archive is written to, front to back: without `seek` it cannot go back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits: what is written is taken."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)
