"""An error in words, or a way elsewhere → the response: JSON for programs, a page for people."""

from flask import Response, render_template, request
from werkzeug.routing import RequestRedirect

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


def lead_here(response: Response) -> Response:
    """Lead to a path, where an address lacks its end, and to no server: a client knows which one it
    asked, and what it wrote in `Host` is not repeated to anybody."""
    error = request.routing_exception
    if isinstance(error, RequestRedirect):
        whole = error.new_url.partition("://")[2]
        path = whole[whole.find("/") :].lstrip("/")  # "//x" would name a server
        response.headers["Location"] = f"/{path}"
        response.set_data(b"")  # it named the whole address
    return response
