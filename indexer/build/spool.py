"""Documents that cost much to read → a file of the run, until they are asked for."""

import pickle
import tempfile
from typing import IO

from indexer.read.document import RawDocument


class Spool:
    """Keeps documents on the disk, each by the place it was read at, until it is closed."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._starts: dict[str, int] = {}

    def put(self, document: RawDocument) -> None:
        """Keep a document. Raises OSError where the disk is full."""
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close
        self._file.seek(0, 2)
        self._starts[str(document.place)] = self._file.tell()
        pickle.dump(document, self._file)

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
