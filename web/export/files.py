"""The parts of a file → a file to download, one of few that are made at once."""

from collections.abc import Callable, Iterator, Mapping

from flask import Response, abort, request, stream_with_context

from web import wording
from web.http import slots
from web.http.errors import failed


def refused(problems: Mapping[str, str]) -> Response:
    """400, with what is wrong with the parameters."""
    return failed(400, wording.errors.BAD_REQUEST, " ".join(problems.values()))


def origin() -> str:
    """The scheme and host of every address here, as the client sees them."""
    if not request.host:  # a name that no server can have
        abort(failed(400, *wording.errors.HTTP_ERROR))
    return request.host_url.removesuffix("/")


def file(begin: Callable[[], Iterator[bytes]], kind: str, name: str) -> Response:
    """A file to download, written while it is sent, so without a length; 503 if others are."""
    try:
        slot = slots.one_of_few(lambda: stream_with_context(begin()))
    except slots.BusyError:
        refused = failed(503, *wording.errors.BUSY)
        refused.retry_after = slots.RETRY_SECONDS
        abort(refused)
    sent = Response(slot, mimetype=kind)
    sent.call_on_close(slot.close)
    sent.headers.set("Content-Disposition", "attachment", filename=name)
    return sent
