"""The path of a small file → its bytes, or why not: nothing is waited for, nothing is endless."""

import errno
import os
from io import BufferedReader, BufferedWriter
from pathlib import Path
from stat import S_ISDIR, S_ISREG

READING = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_CLOEXEC", "O_NONBLOCK", "O_BINARY")
)
"""How a file is opened. O_NONBLOCK: a pipe that somebody laid there would be waited for, for
ever."""


def open_regular(path: Path) -> BufferedReader:
    """A regular file to read from, or a link to one.

    Raises OSError, whose `strerror` is a line for a person; also for a folder, a pipe, a device.
    """
    _refuse_others(path, path.stat())  # before it is opened: a tape would be wound back
    handle = os.open(path, READING)
    try:
        _refuse_others(path, os.fstat(handle))
    except BaseException:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def read_small(path: Path, most: int) -> bytes:
    """The bytes of a regular file that has at most so many. Raises OSError as `open_regular`."""
    with open_regular(path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {_size(most)}", str(path))
    return data


def open_fresh(path: Path) -> BufferedWriter:
    """A new file to write to, in place of whatever a killed run or a foreign hand left there.

    Raises OSError, also where that is a folder.
    """
    path.unlink(missing_ok=True)
    return path.open("xb")


def write_fresh(path: Path, data: bytes) -> None:
    """Write such a file; it is not yet on the disk. Raises OSError as `open_fresh`."""
    with open_fresh(path) as file:
        file.write(data)


def _size(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size} bytes"


def _refuse_others(path: Path, status: os.stat_result) -> None:
    if S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not (S_ISREG(status.st_mode) or _is_null(status)):
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))


def _is_null(status: os.stat_result) -> bool:
    """/dev/null is how people name an empty file."""
    try:
        return os.path.samestat(status, Path(os.devnull).stat())
    except OSError:
        return False
