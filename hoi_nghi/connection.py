"""Bytes of a client → its requests, one at a time, and each answer as fast as it is taken."""

import sys
import time
from collections.abc import Callable
from threading import Lock
from typing import Any

from waitress.channel import HTTPChannel

from hoi_nghi.http_requests import Describe, RefusalTask, RequestParser
from hoi_nghi.paced_answers import AHEAD, PacedTask, PauseError
from hoi_nghi.process import held_by_system

IDLE_SECONDS = 30
"""How long a connection may say nothing, how long it may take to send the head of a request, and
how long it may take nothing of an answer."""
IN_MEMORY = 100_000
"""Bytes of a connection that wait in memory; what is more waits on the disk: so a thousand slow
readers hold 100 MB. Most pages are smaller, and the system takes the others at once."""
SLOW = 4_096
"""Bytes a second: who takes less is closed while others find no room. A modem took as much."""
PATIENCE = 5.0
"""Seconds after which a client that sends or takes nothing is closed if another needs the room."""

FRESH = 1.0
"""Seconds in which a client that connected may send its first request before it counts as idle."""


class Connection(HTTPChannel):  # type: ignore[misc]
    """A connection of a client.

    One request of it is known at a time; what it sent after that stays as it came until the answer
    is all but taken. No thread waits for it: an answer that it does not take pauses.
    """

    request: Any = None
    sent_continue = False
    parser_class = RequestParser
    error_task_class = RefusalTask

    def __init__(
        self, describe: Describe, is_stopping: Callable[[], bool], *arguments: Any, **named: Any
    ) -> None:
        self.describe, self._is_stopping = describe, is_stopping
        self.taken = 0
        self.had_its_turn = False
        self._began = 0.0
        self._rest = b""
        self._looked: tuple[float, int] | None = None
        self._task: PacedTask | None = None
        self._is_paused, self._pausing = False, Lock()
        super().__init__(*arguments, **named)

    def task_class(self, _: Any, request: Any) -> PacedTask:
        """What answers a request; the same one when its answer goes on."""
        if self._task is None or self._task.request is not request:
            self._task = PacedTask(self, request)
        return self._task

    def is_last(self, request: Any) -> bool:
        """Whether the connection may end after a request: the server stops, and none follows."""
        with self.requests_lock:
            is_alone = self.requests == [request] and self.request is None and not self._rest
            return is_alone and self._is_stopping()

    @property
    def is_asking(self) -> bool:
        """Whether some of a request is still to be answered or taken."""
        return bool(self.requests or self.total_outbufs_len or self._rest)

    @property
    def reached(self) -> int:
        """Bytes that reached its client. The system takes a megabyte before, and again when a third
        of that has gone: by what it takes alone, a slow reader would seem to be none."""
        return self.taken - (held_by_system(self.socket) if self.connected else 0)

    def gives_up(self, now: float, is_crowded: bool) -> bool:
        """Whether its client had its time. Ask it again and again: it compares with the last time.
        `is_crowded`: others find no room."""
        if not self.total_outbufs_len:
            self._looked = None
            return not self.requests and now - self.last_activity > IDLE_SECONDS
        since, before = self._looked = self._looked or (now, self.reached)
        if now - since < IDLE_SECONDS:
            return False
        self._looked = now, self.reached
        least = SLOW * (now - since) if is_crowded else 1
        return self._looked[1] - before < least

    def silent(self, now: float) -> tuple[int, float] | None:
        """How willingly it is closed for another that needs the room, the more the greater: first
        who is between two requests, then who sends or takes too little, last who came just now; of
        each, by their seconds of silence. None if it is not to be closed."""
        if self.total_outbufs_len:
            since, before = self._looked or (now, 0)
            is_slow = self.reached - before < SLOW * (now - since)
            return (1, now - since) if is_slow and now - since >= PATIENCE else None
        if self.requests:
            return None  # we are slow, and not the client
        if self.request is not None:
            return (1, now - self._began) if now - self._began >= PATIENCE else None
        is_new = not self.taken and now - self.creation_time < FRESH
        return 0 if is_new else 2, now - self.last_activity

    def readable(self) -> bool:
        """Whether more of the next request is wanted."""
        if self._rest or self._is_paused:
            self._go_on()
        is_asking = self._rest or self.requests or self.total_outbufs_len
        is_ending = self.will_close or self.close_when_flushed or not self.connected
        return not (is_asking or is_ending)

    def received(self, data: bytes) -> bool:
        """Take some bytes."""
        now = time.time()
        if self.request is None:
            self._began = now
        self._rest += data
        self._read_on()
        if self.request is not None and now - self._began > IDLE_SECONDS:
            self.will_close = True
        return True

    def _go_on(self) -> None:
        """Begin the next request, or go on with an answer, if enough of the last was taken."""
        if self.total_outbufs_len > AHEAD or not self.connected:
            return
        with self._pausing:
            is_paused, self._is_paused = self._is_paused, False
        if is_paused:
            self.server.add_task(self)
        elif not self.requests:
            self._began = time.time()
            self._read_on()

    def _read_on(self) -> None:
        """Read one request at most of what was sent."""
        with self.requests_lock:
            while self._rest and not (self.requests or self.will_close or self.close_when_flushed):
                if self.request is None:
                    self.request = self.parser_class(self.adj)
                read = self.request.received(self._rest)
                self._rest = self._rest[read:]
                is_expected = self.request.expect_continue and self.request.headers_finished
                if is_expected and not self.sent_continue:
                    self.send_continue()
                if self.request.completed:
                    self._take(self.request)

    def _take(self, request: Any) -> None:
        self.request, self.sent_continue = None, False
        if not request.empty:
            self.requests.append(request)
            self.server.add_task(self)

    def service(self) -> None:
        """Answer the request, or go on with that, until its client takes no more."""
        task = self._task
        try:
            super().service()
        except PauseError:
            with self._pausing:
                is_paused = self._is_paused = self.connected
            if is_paused:
                self.server.pull_trigger()  # it may have taken all meanwhile
                return
            task = self._task
        if task is not None:  # its client may have gone while it was paused
            task.end()
        with self.requests_lock:
            if not self.requests:
                self._task = None

    def write_soon(self, data: bytes) -> int:
        """Send what can be sent, and keep the rest."""
        rest = self._sent_at_once(data) if len(data) > AHEAD else data
        if rest:
            super().write_soon(rest)
        return len(data)

    def _sent_at_once(self, data: bytes) -> bytes:
        """What the system does not take of it: the rest alone is worth a file."""
        with self.outbuf_lock:
            if self.total_outbufs_len or not self.connected:
                return data
            try:
                sent = self.send(data, do_close=False)
            except OSError:
                return data  # it is sent again, and the error told, where all others are
            self.last_activity = time.time()
            return data[sent:]

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Send some bytes; how many were taken."""
        sent = int(super().send(data, do_close))
        self.taken += sent
        return sent

    def handle_close(self) -> None:
        """The connection is closed: nobody waits for the rest of an answer."""
        super().handle_close()
        with self._pausing:
            was_paused, self._is_paused = self._is_paused, False
        if was_paused and self._task is not None:
            try:
                self._task.end()
            except Exception:  # this may be the thread that all connections need
                self.logger.exception("an answer that nobody waits for cannot be ended")

    def handle_error(self) -> None:
        """Something failed that has no answer: a line in the log, not what Python was doing."""
        self.logger.error("a connection is closed: %.200r", sys.exc_info()[1])
        self.handle_close()
