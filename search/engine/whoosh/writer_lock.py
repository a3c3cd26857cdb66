"""A folder → the right to write an index there, for one process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from search.engine.errors import EngineError, IndexBusyError

LOCK = "LOCK"


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Be the only writer in a folder, which is made if need be; it ends with the process.

    Raises IndexBusyError, or EngineError where nothing can be written.
    """
    from filelock import FileLock, Timeout  # here, for searching needs no lock

    lock = FileLock(folder / LOCK, timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise IndexBusyError(f"another process is writing the index at {folder}") from None
    except OSError as error:
        raise EngineError(f"cannot write an index at {folder}: {error}") from None
    try:
        yield
    finally:
        with suppress(OSError):  # it ends with the process
            lock.release()
