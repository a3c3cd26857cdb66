"""An error in words → the response: JSON for programs, a page for people."""

from flask import Response, render_template, request

from search.serialization import Record, encode
from web import address


class ErrorRecord(Record):
    """What went wrong, in Vietnamese: in short, and what to do about it."""

    error: str
    message: str


def json_error(code: int, title: str, text: str) -> Response:
    """An error as JSON. `title`: what is wrong; `text`: why, and what to do."""
    record = ErrorRecord(error=title, message=text)
    return Response(encode(record), code, mimetype="application/json")


def failed(code: int, title: str, text: str) -> Response:
    """An error as JSON where the address answers JSON, else as a page."""
    if request.path.startswith("/api/") or request.path.endswith(".json"):
        return json_error(code, title, text)
    asked = address.read(request.args)
    shown = render_template("error.html", asked=asked, query=asked.query, title=title, text=text)
    return Response(shown, code)
