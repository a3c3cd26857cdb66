"""A function that serves a pipe → a process that runs it, made when needed; why it died."""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

OUT_OF_MEMORY = 77
"""The exit code of a process that found itself too large."""


class OwnProcess:
    """A process of our own at the other end of a pipe, until it is closed.

    It is started fresh, so that it inherits no lock of an index, leaves Ctrl-C to this one and ends
    by itself when this one is killed. `serve`: what it runs, given its end of the pipe and the
    `arguments`; a function of a module.
    """

    def __init__(self, serve: Callable[..., None], *arguments: object) -> None:
        self._serve, self._arguments = serve, arguments
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._is_closed = False

    def close(self) -> None:
        """End the process, whatever it does."""
        self._is_closed = True
        self._stop()

    def _started(self) -> Connection:
        """The pipe to a process that lives. Raises OSError where none is wanted any more, or none
        can be had."""
        if self._is_closed:
            raise OSError("closed")
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            pipe, own = context.Pipe()
            process = context.Process(target=self._serve, args=(own, *self._arguments), daemon=True)
            with own, _without_interrupts():
                process.start()
            self._process, self._pipe = process, pipe
        return self._pipe

    def _lost(self) -> int | None:
        """The exit code of a process that answers no more, negative for a signal; None if there is
        none."""
        process, code = self._process, None
        if process is not None:
            process.join(1)
            code = process.exitcode
        self._stop()
        return code

    def _stop(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join()
            process.close()
        if pipe is not None:
            pipe.close()

    def _processor_seconds(self) -> float | None:
        """How long the process has run, counted by its processor; None where nobody tells."""
        process = self._process
        if process is None or process.pid is None:
            return None
        if sys.platform == "win32":
            return _windows_seconds(process.sentinel)
        return _linux_seconds(process.pid)


def signal_name(code: int | None) -> str:
    """What an exit code of a process says: the signal that killed it, or the code."""
    if code is None:
        return "it could not be started"
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:  # of those for real time only the first has a name
        return f"signal {-code}"


def live_quietly() -> None:
    """A worker leaves Ctrl-C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


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


def _linux_seconds(pid: int) -> float | None:
    """User and system time of a process, as Linux tells it (proc_pid_stat(5), fields 14 and 15)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def _windows_seconds(handle: int) -> float | None:
    """The same of a process of Windows, which counts in steps of 100 ns (GetProcessTimes)."""
    if sys.platform != "win32":
        return None
    import ctypes

    created, ended, kernel, user = (ctypes.c_ulonglong() for _ in range(4))
    places = map(ctypes.byref, (created, ended, kernel, user))
    if not ctypes.windll.kernel32.GetProcessTimes(ctypes.c_void_p(handle), *places):
        return None
    return (kernel.value + user.value) / 1e7
