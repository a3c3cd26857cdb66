"""Files → their documents, parsed by processes that may take so much time and memory, and die."""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from types import TracebackType

from indexer.read import limits
from indexer.read.contents import Found, ReadOptions
from indexer.read.document import BadFile, SourcePath
from indexer.read.reader import read

_REUSED = 50
"""Files after which a process is replaced: what a library leaks goes with it."""
_AHEAD = 3
"""Files a process may be ahead of the consumer: their documents wait in memory."""
_MOST_SECONDS = 600.0
"""The longest that an archive or a mail may take, however many parts it has."""
_OUT_OF_MEMORY = 77
"""The exit code of a process that found itself too large."""

Message = Found | float | None
"""What a process says: a document, so many seconds more, or that the file is read."""


def read_all(
    places: Iterable[SourcePath], options: ReadOptions, jobs: int
) -> Generator[list[Found], None, None]:
    """What was found in each file, in order, parsed by `jobs` processes.

    A process that takes too long, grows too large or dies names its file, and another one goes on.
    Left early, by an error or Ctrl-C, it ends them at once.
    """
    items = iter(places)
    waiting: deque[Future[list[Found]]] = deque()
    parsers = [Parser(options) for _ in range(max(1, jobs))]
    free: SimpleQueue[Parser] = SimpleQueue()
    for parser in parsers:
        free.put(parser)

    def parse(place: SourcePath) -> list[Found]:
        parser = free.get()
        try:
            return list(parser.read(place))
        finally:
            free.put(parser)

    with ThreadPoolExecutor(len(parsers)) as pool:
        try:
            while True:
                for place in islice(items, len(parsers) * _AHEAD - len(waiting)):
                    waiting.append(pool.submit(parse, place))
                if not waiting:
                    return
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for parser in parsers:
                parser.close()


class _TooSlow(Exception):
    """A process takes longer than a file may."""


class Parser:
    """A context manager: a process that parses one file after the other, made when it is needed."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._read = 0
        self._is_closed = False

    def read(self, place: SourcePath) -> Iterator[Found]:
        """What is found in a file; last a BadFile if the process did not come to its end."""
        if self._read >= _REUSED:
            self._stop()
        pipe = self._started()
        self._read += 1
        try:
            pipe.send(str(place))
            yield from self._answers(pipe)
        except (EOFError, OSError):
            yield self._died(place)
        except _TooSlow as error:
            self._stop()
            yield BadFile(place.file, str(error), unread=True, is_passing=True)

    def close(self) -> None:
        """End the process, whatever it does."""
        self._is_closed = True
        self._stop()

    def __enter__(self) -> "Parser":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _answers(self, pipe: Connection) -> Iterator[Found]:
        """What the process says of a file. Raises _TooSlow, EOFError, OSError."""
        began = time.monotonic()
        allowed = limits.SECONDS
        while pipe.poll(max(0.0, began + min(allowed, _MOST_SECONDS) - time.monotonic())):
            message: Message = pipe.recv()
            if message is None:
                return
            if isinstance(message, float):
                allowed += message
            else:
                allowed = time.monotonic() - began + limits.SECONDS
                yield message
        raise _TooSlow(f"takes longer than {time.monotonic() - began:.0f} seconds to read")

    def _died(self, place: SourcePath) -> BadFile:
        process = self._process
        code = None
        if process is not None:
            process.join(1)
            code = process.exitcode
        self._stop()
        return BadFile(place.file, _cause(code), unread=True, is_passing=True)

    def _started(self) -> Connection:
        """The pipe to a process that lives. Raises OSError where none is wanted any more."""
        if self._is_closed:
            raise OSError("closed")
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, own = context.Pipe()
            self._process = context.Process(target=_serve, args=(own, self._options), daemon=True)
            self._process.start()
            own.close()
            self._read = 0
        return self._pipe

    def _stop(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join()
            process.close()
        if pipe is not None:
            pipe.close()


def _cause(code: int | None) -> str:
    """Why a process ended, from its exit code: negative, the signal that killed it."""
    if code == _OUT_OF_MEMORY:
        return _TOO_LARGE
    if code is not None and code < 0:
        return f"made its reader fail ({signal.Signals(-code).name})"
    return f"made its reader fail (exit code {code})"


_TOO_LARGE = f"needs more than {limits.MEMORY // 1_000_000_000} GB of memory to be read"


def live_quietly() -> None:
    """A worker leaves Ctrl-C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _serve(pipe: Connection, options: ReadOptions) -> None:
    """The life of a process: a file in, its documents out, then the next."""
    live_quietly()
    _limit_memory()
    limits.on_progress(pipe.send)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            place = SourcePath.of(pipe.recv())
            for found in _parsed(place, options):
                pipe.send(found)
            pipe.send(None)


def _parsed(place: SourcePath, options: ReadOptions) -> Iterator[Found]:
    try:
        yield from read(place, options)
    except MemoryError:
        yield BadFile(place.file, _TOO_LARGE, unread=True, is_passing=True)
    except Exception as error:  # one file must not stop ten thousand
        yield BadFile(place.file, f"cannot be understood: {error!r}", unread=True, is_passing=True)


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
    os._exit(_OUT_OF_MEMORY)
