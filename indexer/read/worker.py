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

from indexer.read import limits
from indexer.read.contents import Found, ReadOptions
from indexer.read.document import BadFile
from indexer.read.files import FoundFile
from indexer.read.reader import read
from search.report import SourcePath

_REUSED = 50
"""Files after which a process is replaced: what a library leaks goes with it."""
_AHEAD = 3
"""Files a process may be ahead of the consumer: their documents wait in memory."""
_MOST_SECONDS = 600.0
"""The longest that an archive or a mail may take, however many parts it has; pages come on top."""
_OUT_OF_MEMORY = 77
"""The exit code of a process that found itself too large."""

Message = Found | float | None
"""What a process says: a document, so many seconds more, or that the file is read."""


def read_all(
    files: Iterable[FoundFile], options: ReadOptions, jobs: int
) -> Generator[list[Found], None, None]:
    """What was found in each file, in order, parsed by `jobs` processes.

    A process that takes too long, grows too large or dies names its file, and another one goes on.
    Left early, by an error or Ctrl-C, it ends them at once.
    """
    items = iter(files)
    waiting: deque[Future[list[Found]]] = deque()
    parsers = [Parser(options) for _ in range(max(1, jobs))]
    free: SimpleQueue[Parser] = SimpleQueue()
    for parser in parsers:
        free.put(parser)

    def parse(file: FoundFile) -> list[Found]:
        parser = free.get()
        try:
            return list(parser.read(file.place, file.sha256))
        finally:
            free.put(parser)

    with ThreadPoolExecutor(len(parsers)) as pool:
        try:
            while True:
                for file in islice(items, len(parsers) * _AHEAD - len(waiting)):
                    waiting.append(pool.submit(parse, file))
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
    """A process that parses one file after the other, made when needed, until it is closed."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._read = 0
        self._is_closed = False

    def read(self, place: SourcePath, sha256: str = "") -> Iterator[Found]:
        """What is found in a file; last a BadFile if the process did not come to its end.

        `sha256`: of the bytes that are meant; other ones are not read.
        """
        if self._read >= _REUSED:
            self._stop()
        is_new, has_answered = self._pipe is None, False
        try:
            pipe = self._started()
            self._read += 1
            pipe.send((str(place), sha256))
            for found in self._answers(pipe):
                has_answered = True
                yield found
        except (EOFError, OSError):
            bad = self._died(place)
            if is_new or has_answered:
                yield bad
            else:  # it may have been killed while it had nothing to do
                yield from self.read(place, sha256)
        except _TooSlow as error:
            self._stop()
            yield BadFile(place.file, str(error), unread=True, is_transient=True)

    def close(self) -> None:
        """End the process, whatever it does."""
        self._is_closed = True
        self._stop()

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

    def _died(self, place: SourcePath) -> BadFile:
        process = self._process
        code = None
        if process is not None:
            process.join(1)
            code = process.exitcode
        self._stop()
        return BadFile(place.file, _cause(code), unread=True, is_transient=True)

    def _started(self) -> Connection:
        """The pipe to a process that lives. Raises OSError where none is wanted any more."""
        if self._is_closed:
            raise OSError("closed")
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, own = context.Pipe()
            process = context.Process(target=_serve, args=(own, self._options), daemon=True)
            with own, _without_interrupts():
                process.start()
            self._process, self._read = process, 0
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


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """A process that starts here is deaf to Ctrl-C from the first: its parent ends it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
            origin, sha256 = pipe.recv()
            for found in _parsed(SourcePath.of(origin), options, sha256):
                pipe.send(found)
            pipe.send(None)


def _parsed(place: SourcePath, options: ReadOptions, sha256: str) -> Iterator[Found]:
    try:
        yield from read(place, options, sha256)
    except MemoryError:
        yield BadFile(place.file, _TOO_LARGE, unread=True, is_transient=True)
    except Exception as error:  # one file must not stop ten thousand
        yield BadFile(
            place.file, f"cannot be understood: {error!r}", unread=True, is_transient=True
        )


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
