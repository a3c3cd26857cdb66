"""An engine → the Flask application: pages, API, errors and headers."""

from flask import Flask, Response, current_app
from werkzeug.exceptions import HTTPException

from search.engine.errors import EngineError, NoIndexError, StaleIndexError
from search.engine.protocol import Engine
from search.query.compile import QueryTooLongError
from search.searcher import Searchers
from web import wording
from web.api.routes import api
from web.export.originals import originals
from web.export.routes import exports
from web.http.errors import failed
from web.http.gzip import compress
from web.http.originals import SERVES_ORIGINALS
from web.http.static_files import keep_version
from web.pages.coverage import coverage_page
from web.pages.flags import flag_pages
from web.pages.help import guide
from web.pages.indicators import indicator_pages
from web.pages.profiles import profile_pages
from web.pages.report import reports
from web.pages.results import pages, template_names
from web.pages.topic import topic_page

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
        "img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

_BLUEPRINTS = (
    pages,
    reports,
    topic_page,
    profile_pages,
    coverage_page,
    indicator_pages,
    flag_pages,
    guide,
    exports,
    originals,
    api,
)


def create_app(engine: Engine, *, serves_originals: bool = True) -> Flask:
    """The application over one engine; it opens a new generation when one is published.

    `serves_originals`: whether the files that reports were read from can be taken home.
    """
    app = Flask(__name__)
    app.extensions["searchers"] = Searchers(engine)
    app.config[SERVES_ORIGINALS] = serves_originals
    app.url_map.merge_slashes = False  # a report's id is what it is
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.context_processor(template_names)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.after_request(_secure)
    app.after_request(compress)
    app.after_request(keep_version)
    app.register_error_handler(QueryTooLongError, _too_long)
    app.register_error_handler(EngineError, _no_engine)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _crashed)
    return app


def _secure(response: Response) -> Response:
    response.headers.extend(HEADERS)
    return response


def _too_long(error: QueryTooLongError) -> Response:
    return failed(400, wording.errors.BAD_REQUEST, wording.errors.too_long(error))


def _no_engine(error: EngineError) -> Response:
    messages = {NoIndexError: wording.errors.NO_INDEX, StaleIndexError: wording.errors.STALE_INDEX}
    if type(error) not in messages:
        current_app.logger.error("%s", error, exc_info=error)
    return failed(503, *messages.get(type(error), wording.errors.DAMAGED_INDEX))


def _http(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error  # a redirection
    response = failed(
        error.code, *wording.errors.HTTP_ERRORS.get(error.code, wording.errors.HTTP_ERROR)
    )
    for name, value in error.get_headers():
        if name in {"Allow", "Content-Range"}:
            response.headers[name] = value
    return response


def _crashed(error: Exception) -> Response:
    current_app.logger.exception("a request failed", exc_info=error)
    return failed(500, *wording.errors.SERVER_ERROR)
