"""An engine → the Flask application: pages, API, errors and headers."""

from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException

from search.engine import Engine, EngineError, NoIndexError, StaleIndexError
from search.query import MAX_CHARACTERS, MAX_SYLLABLES, QueryTooLongError
from search.record import encode
from web import messages
from web.address import AddressError
from web.api import api
from web.pages import pages, template_names

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(engine: Engine) -> Flask:
    """The application over one engine; it opens a new generation when one is published."""
    app = Flask(__name__)
    app.extensions["engine"] = engine
    app.url_map.merge_slashes = False  # a report's id is what it is
    app.register_blueprint(pages)
    app.register_blueprint(api)
    app.context_processor(template_names)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.after_request(_secure)
    app.register_error_handler(AddressError, lambda e: _failed(400, messages.BAD_ADDRESS, str(e)))
    app.register_error_handler(QueryTooLongError, _too_long)
    app.register_error_handler(EngineError, _no_engine)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _crashed)
    return app


def _secure(response: Response) -> Response:
    response.headers.extend(HEADERS)
    return response


def _failed(code: int, title: str, text: str) -> tuple[Response | str, int]:
    if request.path.startswith("/api/"):
        record = {"error": title, "message": text}
        return Response(encode(record), mimetype="application/json"), code
    return render_template("error.html", code=code, title=title, text=text), code


def _too_long(error: QueryTooLongError) -> tuple[Response | str, int]:
    text = messages.QUERY_TOO_LONG.format(MAX_CHARACTERS, MAX_SYLLABLES)
    return _failed(400, messages.BAD_ADDRESS, text)


def _no_engine(error: EngineError) -> tuple[Response | str, int]:
    known = {NoIndexError: messages.NO_INDEX, StaleIndexError: messages.STALE_INDEX}
    if type(error) not in known:
        current_app.logger.error("%s", error, exc_info=error)
    return _failed(503, *known.get(type(error), messages.DAMAGED_INDEX))


def _http(error: HTTPException) -> tuple[Response | str, int] | Response | HTTPException:
    if error.code == 404:
        return _failed(404, *messages.NOT_FOUND)
    if error.code is None or error.code < 400:
        return error  # a redirection
    text = messages.METHOD_NOT_ALLOWED if error.code == 405 else error.name
    body, code = _failed(error.code, messages.BAD_ADDRESS, text)
    response = current_app.make_response((body, code))
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _crashed(error: Exception) -> tuple[Response | str, int]:
    current_app.logger.exception("a request failed", exc_info=error)
    return _failed(500, *messages.SERVER_ERROR)
