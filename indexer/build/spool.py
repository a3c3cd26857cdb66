"""What many reports have and few steps ask for → files of the run, until it is asked for."""

import pickle
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO

from indexer.read.document import RawDocument
from search.engine.errors import EngineError

_IN_MEMORY = 1 << 20
"""Bytes of signatures, of some two thousand reports, that are not worth a file."""


@contextmanager
def _told_of_a_full_disk() -> Iterator[None]:
    """What cannot be written ends the run, as a full disk under the index does."""
    try:
        yield
    except OSError as error:
        raise EngineError(f"cannot write to {tempfile.gettempdir()}: {error}") from error


class Spool:
    """Keeps documents on the disk, each by the place it was read at, until it is closed."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._starts: dict[str, int] = {}

    def put(self, document: RawDocument) -> None:
        """Keep a document. Raises EngineError where the disk is full."""
        with _told_of_a_full_disk():
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close
            start = self._file.seek(0, 2)
            pickle.dump(document, self._file)
        self._starts[str(document.place)] = start

    def get(self, origin: str) -> RawDocument | None:
        """The document that was read at a place; None if none is kept."""
        start = self._starts.get(origin)
        if start is None or self._file is None:
            return None
        self._file.seek(start)
        document: RawDocument = pickle.load(self._file)  # nobody but this run wrote it
        return document

    def close(self) -> None:
        """Give the room on the disk back."""
        if self._file is not None:
            self._file.close()


class Signatures(Mapping[str, bytes]):
    """Id of a report → its signature, which is on the disk, until it is closed."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by close
        self._end = 0
        self._starts: dict[str, int] = {}

    def put(self, report_id: str, signature: bytes) -> None:
        """Keep a signature. Raises EngineError where the disk is full."""
        with _told_of_a_full_disk():
            self._file.seek(self._end)
            size = self._file.write(len(signature).to_bytes(4, "little") + signature)
        self._starts[report_id] = self._end
        self._end += size

    def __getitem__(self, report_id: str) -> bytes:
        self._file.seek(self._starts[report_id])
        return self._file.read(int.from_bytes(self._file.read(4), "little"))

    def __iter__(self) -> Iterator[str]:
        return iter(self._starts)

    def __len__(self) -> int:
        return len(self._starts)

    def __contains__(self, report_id: object) -> bool:
        return report_id in self._starts

    def close(self) -> None:
        """Give the room on the disk back."""
        self._file.close()
