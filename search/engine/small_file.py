"""A small file of an index → its bytes, if it is a regular file: a pipe is not waited for."""

import errno
import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

_FLAGS = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_CLOEXEC", "O_NONBLOCK", "O_NOCTTY", "O_BINARY")
)


class SmallFile(NamedTuple):
    """What was read. `changed`: when the file was written last, in ns since 1970."""

    data: bytes
    changed: int


def read_small(path: Path, most: int) -> SmallFile:
    """The first `most` bytes of a file. Whatever a person or a program laid there, this neither
    waits nor reads on for ever. Raises OSError, also where it is no regular file."""
    handle = os.open(path, _FLAGS)
    try:
        status = os.fstat(handle)
        if S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is no regular file", str(path))
        data = b""
        while len(data) < most and (block := os.read(handle, most - len(data))):
            data += block
        return SmallFile(data, status.st_mtime_ns)
    finally:
        os.close(handle)
