"""Names and contents of files → the parts of a zip archive, made while it is sent."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast

_FIRST_DAY = date(1980, 1, 1)
"""The first day that a zip archive can write."""


def zipped(files: Iterable[tuple[str, Iterable[bytes]]], day: date = _FIRST_DAY) -> Iterator[bytes]:
    """An archive of files, each a name and its bytes in parts, all made at the beginning of a day:
    for the same day the same files give the same bytes. One part is held at a time."""
    sent = _Outbox()
    with zipfile.ZipFile(cast(Any, sent), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, parts in files:
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
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
