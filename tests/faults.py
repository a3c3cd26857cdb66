"""A call and its number → a process in which it fails, as on a disk that is full or broken."""

import builtins
import errno
import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hoi_nghi.main import indexer
from hoi_nghi.shell import run

CALLS = ("rename", "link", "fsync", "mkdir", "unlink", "open")
"""What can be made to fail besides `write`: calls of the system, as Python makes them."""


class Ended(NamedTuple):
    """How a command ended. `failed`: whether the call was made, and failed."""

    code: int
    told: str
    failed: bool


def indexed(
    folder: Path,
    arguments: Sequence[str],
    call: str = "",
    number: int = 0,
    prepare: Callable[[], object] = lambda: None,
) -> Ended:
    """`python -m indexer` in a process of its own, in which the number-th `call` fails that is
    about a file of a folder. `prepare`: is called there before."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _run(arguments, writer, Fault(folder, call, number), prepare)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as told:
        text = told.read()
    _, status = os.waitpid(child, 0)
    assert not os.WIFSIGNALED(status), text
    return Ended(os.WEXITSTATUS(status), text.replace(_FAILED, ""), _FAILED in text)


_FAILED = "(a call fails)"
_OPEN = io.open


class Fault:
    """Counts the calls of one kind about files of a folder, and fails where it is told to."""

    def __init__(self, folder: Path, call: str, number: int) -> None:
        self._folder, self._call, self._left = str(folder), call, number

    def about(self, call: str, path: object) -> None:
        """Count a call. Raises OSError."""
        named = str(Path(f"/proc/self/fd/{path}").readlink() if isinstance(path, int) else path)
        if call != self._call or not named.startswith(self._folder):
            return
        self._left -= 1
        if self._left == 0:
            os.write(2, _FAILED.encode())
            raise OSError(errno.EIO, os.strerror(errno.EIO), named)

    def install(self) -> None:
        """From now on, in this process."""
        for name in CALLS:
            setattr(os, name, self._watched(name, getattr(os, name)))
        builtins.open = io.open = self._opened

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *more: Any, **named: Any) -> Any:
            self.about(name, path)
            return real(path, *more, **named)

        return call

    def _opened(self, file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
        self.about("open", file)
        is_plain = mode in ("wb", "xb", "ab") and not named.get("opener")
        if not is_plain or isinstance(file, int):
            return _OPEN(file, mode, *more, **named)
        return io.BufferedWriter(_Watched(file, mode.replace("b", ""), self))


class _Watched(io.FileIO):
    """A file whose writes are counted."""

    def __init__(self, file: Any, mode: str, fault: Fault) -> None:
        self._fault = fault
        super().__init__(file, mode)

    def write(self, data: Any) -> int:
        """Write, unless it is this one's turn to fail."""
        self._fault.about("write", os.fspath(self.name))
        return super().write(data)


def _run(arguments: Sequence[str], told: int, fault: Fault, prepare: Callable[[], object]) -> None:
    """In the child: the command, to its end."""
    try:
        os.dup2(told, 1)
        os.dup2(told, 2)
        sys.stdout = os.fdopen(1, "w", closefd=False)
        sys.stderr = os.fdopen(2, "w", closefd=False)
        sys.argv = ["indexer", *arguments]
        fault.install()
        prepare()
        run(indexer, "python -m indexer")
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(end.code or 0))
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(99)
