"""The path of a lock → the right to do something, for one process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class HeldError(Exception):
    """Another process holds the lock."""


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock of a path; it ends with the process, and its empty file stays.

    Raises HeldError at once where another holds it, OSError where the file cannot be made.
    """
    from filelock import FileLock, Timeout  # here, for searching needs no lock

    lock = FileLock(path, timeout=0)
    path.parent.stat()  # a folder that was mistyped would be made
    try:
        lock.acquire()
    except Timeout:
        raise HeldError(str(path)) from None
    try:
        yield
    finally:
        with suppress(OSError):  # it ends with the process
            lock.release()
