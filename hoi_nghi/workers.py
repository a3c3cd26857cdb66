"""A way to serve → several processes that do it, each begun anew when it ends, until all stop.

Each is a fork of this process, which serves nothing, opens no index and starts no thread.
"""

import gc
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress

LOOK_SECONDS = 0.1
"""Between two looks at whether a process ended, or all are to stop."""
PAUSE_SECONDS = 1.0
"""After a process that ended so soon the next one waits as long: it may be the machine's fault."""

_log = logging.getLogger(__name__)


class Workers:
    """So many processes, once `run` is called.

    `work`: what each does; it returns when that process is to end. `is_stopping`: whether all are
    to end. `stop`: lets the `work` of the process that calls it end in order. There SIGTERM and
    SIGINT call it however often they come: systemd and a terminal send them to the whole group,
    and the first process sends one more.
    """

    def __init__(
        self,
        count: int,
        work: Callable[[], None],
        is_stopping: Callable[[], bool],
        stop: Callable[[], None],
    ) -> None:
        self._count, self._work = count, work
        self._is_stopping, self._stop = is_stopping, stop
        self._began: dict[int, float] = {}
        self._next = 0.0

    def tell(self, number: int) -> None:
        """Send a signal to each process. A handler of a signal may call it."""
        for process in list(self._began):
            with suppress(ProcessLookupError):
                os.kill(process, number)

    def run(self, close: Callable[[], None], most_seconds: float) -> None:
        """Keep the processes going until all are to stop, then wait until they have ended.

        `close`: closes what they share, in this process. `most_seconds`: what they may take to
        stop; one that takes longer is killed.
        """
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # ignored, it hides how a process ended
        gc.freeze()  # what is loaded is shared as long as nobody writes to it
        alive, held = os.pipe()
        try:
            while not self._is_stopping():
                self._reap()
                while len(self._began) < self._count and time.monotonic() >= self._next:
                    self._begin(alive, held)
                time.sleep(LOOK_SECONDS)
            close()
            self.tell(signal.SIGTERM)
            deadline = time.monotonic() + most_seconds
            while self._began and time.monotonic() < deadline:
                self._reap()
                time.sleep(LOOK_SECONDS)
            if self._began:
                _log.error("%d server processes did not stop, and are killed", len(self._began))
                self.tell(signal.SIGKILL)
        finally:
            os.close(alive)
            os.close(held)

    def _begin(self, alive: int, held: int) -> None:
        """Begin one more process. `alive`, `held`: a pipe that ends when this process does."""
        for stream in (sys.stdout, sys.stderr):
            stream.flush()  # or both would write what waits there
        if self._fork():
            return
        code = 1
        try:
            os.close(held)
            threading.Thread(target=self._follow, args=(alive,), daemon=True).start()
            self._work()
            code = 0
        except BaseException:
            _log.exception("a server process failed")
        finally:
            with suppress(OSError, ValueError):
                for stream in (sys.stdout, sys.stderr):
                    stream.flush()
            os._exit(code)

    def _fork(self) -> int:
        """Fork. A signal waits meanwhile, until this process tells the new one of it, too, and
        until that one has handlers of its own."""
        waiting = {signal.SIGHUP, signal.SIGINT, signal.SIGTERM}
        before = signal.pthread_sigmask(signal.SIG_BLOCK, waiting)
        try:
            process = os.fork()
            if process:
                self._began[process] = time.monotonic()
            else:
                self._began.clear()
                for number in (signal.SIGINT, signal.SIGTERM):
                    signal.signal(number, lambda *_: self._stop())
            return process
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _follow(self, alive: int) -> None:
        """End with the process that began this one: in order, or at once if it was stopping."""
        os.read(alive, 1)
        if self._is_stopping():
            os._exit(1)
        self._stop()

    def _reap(self) -> None:
        """Take down which processes ended."""
        for process, began in list(self._began.items()):
            ended, status = os.waitpid(process, os.WNOHANG)
            if not ended:
                continue
            del self._began[process]
            if self._is_stopping():
                continue
            now = time.monotonic()
            if now - began < PAUSE_SECONDS:
                self._next = now + PAUSE_SECONDS
            code = os.waitstatus_to_exitcode(status)
            how = f"by signal {-code}" if code < 0 else f"with {code}"
            _log.error("server process %d ended %s; another one is begun", process, how)
