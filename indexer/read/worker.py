"""Files → their documents, parsed by processes that may take so much time and memory, and die."""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Generator, Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection

from indexer.read import limits
from indexer.read.contents import Found, ReadOptions
from indexer.read.document import BadFile
from indexer.read.files import FoundFile
from indexer.read.in_order import in_order
from indexer.read.process import OUT_OF_MEMORY, OwnProcess, live_quietly, signal_name
from indexer.read.reader import read
from search.report import SourcePath

_REUSED = 50
"""Files after which a process is replaced: what a library leaks goes with it."""
_MOST_SECONDS = 600.0
"""The longest that an archive or a mail may take, however many parts it has; pages come on top."""

Message = Found | float | None
"""What a process says: a document, so many seconds more, or that the file is read."""


def read_all(
    files: Iterable[FoundFile], options: ReadOptions, jobs: int
) -> Generator[list[Found], None, None]:
    """What was found in each file, in order, parsed by `jobs` processes.

    A process that takes too long, grows too large or dies names its file, and another one goes on.
    Left early, by an error or Ctrl-C, it ends them at once.
    """
    parsers = [Parser(options) for _ in range(max(1, jobs))]
    yield from in_order(
        lambda parser, file: list(parser.read(file.place, file.sha256)), parsers, files
    )


class _TooSlow(Exception):
    """A process takes longer than a file may."""


class Parser(OwnProcess):
    """A process that parses one file after the other, made when needed, until it is closed."""

    def __init__(self, options: ReadOptions) -> None:
        super().__init__(_serve, options)
        self._read = 0

    def read(self, place: SourcePath, sha256: str = "") -> Iterator[Found]:
        """What is found in a file; last a BadFile if the process did not come to its end.

        A file of which a process dies is read once more, by another one: it may have died of what
        others took of the memory. `sha256`: of the bytes that are meant; other ones are not read.
        """
        told = deaths = 0
        while True:
            is_new, before = self._pipe is None or self._read >= _REUSED, told
            try:
                for found in islice(self._attempt(place, sha256), told, None):
                    told += 1
                    yield found
                return
            except (EOFError, OSError):
                code = self._lost()
                # one that was there before may have been killed while it had nothing to do
                deaths += is_new or told > before
                if deaths > 1 or self._is_closed or code == OUT_OF_MEMORY:
                    yield BadFile(place.file, _cause(code), unread=True, is_transient=True)
                    return
            except _TooSlow as error:
                self._stop()
                yield BadFile(place.file, str(error), unread=True, is_transient=True)
                return

    def _attempt(self, place: SourcePath, sha256: str) -> Iterator[Found]:
        """What a process says of a file. Raises _TooSlow, EOFError, OSError."""
        if self._read >= _REUSED:
            self._stop()
        if self._pipe is None:
            self._read = 0
        pipe = self._started()
        self._read += 1
        pipe.send((str(place), sha256))
        yield from self._answers(pipe)

    def _answers(self, pipe: Connection) -> Iterator[Found]:
        """What the process says of a file. Raises _TooSlow, EOFError, OSError."""
        began = time.monotonic()
        allowed, most = limits.SECONDS, _MOST_SECONDS
        while pipe.poll(max(0.0, began + min(allowed, most) - time.monotonic())):
            message: Message = pipe.recv()
            if message is None:
                return
            if isinstance(message, float):
                allowed, most = allowed + message, most + message
            else:
                allowed = time.monotonic() - began + limits.SECONDS
                yield message
        raise _TooSlow(f"takes longer than {time.monotonic() - began:.0f} seconds to read")


def _cause(code: int | None) -> str:
    """Why a process ended, from its exit code."""
    return _TOO_LARGE if code == OUT_OF_MEMORY else f"made its reader fail ({signal_name(code)})"


_TOO_LARGE = f"needs more than {limits.MEMORY // 1_000_000_000} GB of memory to be read"


def _serve(pipe: Connection, options: ReadOptions) -> None:
    """The life of a process: a file in, its documents out, then the next."""
    live_quietly()
    _limit_memory()
    limits.on_progress(pipe.send)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            origin, sha256 = pipe.recv()
            for found in _parsed(SourcePath.of(origin), options, sha256):
                pipe.send(found)
            pipe.send(None)


def _parsed(place: SourcePath, options: ReadOptions, sha256: str) -> Iterator[Found]:
    try:
        yield from read(place, options, sha256)
    except MemoryError:
        yield BadFile(place.file, _TOO_LARGE, unread=True, is_transient=True)


def _limit_memory() -> None:
    """Refuse memory beyond the limit. macOS takes the limit and does not keep it: there the process
    ends when it is found exceeded. Elsewhere that is not asked, for Linux counts what the parent
    ever held (ru_maxrss stays over fork and exec)."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    if sys.platform == "darwin":
        threading.Thread(target=_watch_memory, daemon=True).start()


def _watch_memory() -> None:
    import resource

    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < limits.MEMORY:  # bytes on macOS
        time.sleep(0.2)
    os._exit(OUT_OF_MEMORY)
