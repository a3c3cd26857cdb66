"""A WSGI application → answers whose parts are made as fast as their client takes them."""

from collections.abc import Callable, Iterable, Iterator
from contextvars import copy_context
from typing import Any

from waitress.task import WSGITask

from web.http.originals import AS_TAKEN

AHEAD = 32_768
"""Bytes that may wait for a client when its next request is begun, or the next part of an answer
that is made as it is taken: less than the system itself holds of a connection."""
MOST_AHEAD = 256_000_000
"""The same of another answer: it waits on the disk. Two such are made at once (web.http.slots)."""

_TASK = "hoi_nghi.task"
"""The key of the environment under which the task stands."""


class PauseError(BaseException):
    """An answer goes on once its client has taken what waits. No Exception: nobody else catches
    it on its way out of the task."""


class PacedTask(WSGITask):  # type: ignore[misc]
    """A request, and its answer as far as it is made.

    Tells a client that the connection ends if the server stops, or it would ask for ever.
    """

    _parts: "_Parts | None" = None

    def get_environment(self) -> dict[str, Any]:
        """The environment of the request."""
        environ: dict[str, Any] = super().get_environment()
        environ[_TASK] = self
        return environ

    def execute(self) -> None:
        """Begin the answer, or go on with it. Raises PauseError."""
        if self._parts is None:
            super().execute()
            return
        try:
            for part in self._parts:
                self.write(part)
        finally:
            self._parts.close()
        if self.content_length is not None and self.content_bytes_written != self.content_length:
            self.set_close_on_finish()  # the file is not what it was when its length was told

    def begun(self, parts: "_Parts") -> None:
        """These are the parts of the answer."""
        self._parts = parts

    def end(self) -> None:
        """Let go of what the rest of the answer would be made of."""
        if self._parts is not None:
            self._parts.end()

    def build_response_header(self) -> bytes:
        """The first lines of the answer."""
        if self.channel.is_last(self.request):
            self.set_close_on_finish()
        return bytes(super().build_response_header())


class PacedApplication:
    """An application; each of its answers is made in one context, whichever threads make it."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Answer a request."""
        context = copy_context()
        made = context.run(self._application, environ, start_response)
        if hasattr(made, "__len__"):
            return made  # it is whole
        parts = _Parts(made, context.run, environ)
        environ[_TASK].begun(parts)
        return parts


class _Parts:
    def __init__(
        self, made: Iterable[bytes], run: Callable[..., Any], environ: dict[str, Any]
    ) -> None:
        self._made, self._run, self._environ = made, run, environ
        self._parts: Iterator[bytes] = run(iter, made)
        self._is_paused = self._is_ended = False

    def __iter__(self) -> Iterator[bytes]:
        self._is_paused = False
        return self

    def __next__(self) -> bytes:
        most = AHEAD if self._environ.get(AS_TAKEN) else MOST_AHEAD
        if self._environ[_TASK].channel.total_outbufs_len > most:
            self._is_paused = True
            raise PauseError
        part: bytes = self._run(next, self._parts)
        return part

    def close(self) -> None:
        """The end of an answer that is not only paused."""
        if not self._is_paused:
            self.end()

    def end(self) -> None:
        """Close what makes the parts, once."""
        if not self._is_ended and hasattr(self._made, "close"):
            self._is_ended = True
            self._run(self._made.close)
