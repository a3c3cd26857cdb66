"""An engine → the Flask application: pages, API, errors and headers."""

import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from search.answer.searchers import Searchers
from search.engine.errors import EngineError, NoIndexError, StaleIndexError, UnreachableError
from search.engine.protocol import Engine
from search.query.compile import QueryTooLongError
from web import wording
from web.api.operations import operations
from web.api.routes import api
from web.export.figures import figure_exports
from web.export.lists import lists
from web.export.originals import originals
from web.export.routes import exports
from web.http.compiled_templates import CompiledTemplates
from web.http.errors import failed, lead_here
from web.http.gzip import compress
from web.http.observe import Metrics, Observed, name_route
from web.http.originals import SERVES_ORIGINALS
from web.http.outdented import Outdented
from web.http.rehearsing import RehearsingFlask
from web.http.static_files import keep_version
from web.http.worded_templates import WordedTemplates
from web.pages.compare import compare_page
from web.pages.conventions import conventions, favicon, robots_of
from web.pages.coverage import coverage_page
from web.pages.flags import flag_pages
from web.pages.follow import follow_page
from web.pages.help import guide
from web.pages.indicators import indicator_pages
from web.pages.profiles import profile_pages
from web.pages.report import reports
from web.pages.report_list import list_page
from web.pages.results import pages, template_names
from web.pages.status import status_page
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
    follow_page,
    profile_pages,
    coverage_page,
    compare_page,
    indicator_pages,
    flag_pages,
    status_page,
    guide,
    conventions,
    list_page,
    exports,
    lists,
    figure_exports,
    originals,
    api,
    operations,
)


_HERE = Path(__file__).parent
_JINJA = {"trim_blocks": True, "lstrip_blocks": True, "extensions": [Outdented]}


def create_app(engine: Engine, *, serves_originals: bool = True) -> Flask:
    """The application over one engine; it opens a new generation when one is published.

    `serves_originals`: whether the files that reports were read from can be taken home.
    """
    app = RehearsingFlask(__name__)
    app.extensions["searchers"] = searchers = Searchers(engine)
    searchers.serving.verify_in_background()
    app.config[SERVES_ORIGINALS] = serves_originals
    app.url_map.merge_slashes = False  # a report's id is what it is
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
    is_kept = sys.implementation.cache_tag is not None  # else Python keeps nothing it compiles
    app.jinja_options = {
        **_JINJA,
        "bytecode_cache": CompiledTemplates(_HERE, _JINJA) if is_kept else None,
    }
    app.jinja_loader = WordedTemplates(_HERE / "templates")
    app.jinja_env.globals.update(template_names())
    app.extensions["metrics"] = metrics = Metrics()
    app.wsgi_app = Observed(app.wsgi_app, metrics)  # type: ignore[method-assign]
    app.after_request(name_route)
    app.after_request(lead_here)
    app.after_request(_secure)
    app.after_request(compress)
    app.after_request(keep_version)
    app.register_error_handler(QueryTooLongError, _too_long)
    app.register_error_handler(EngineError, _no_engine)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _crashed)
    return app


def create_site(collections: Mapping[str, Flask]) -> DispatcherMiddleware:
    """Several applications under one address: each under its name, a list of them at "/".

    `/readyz` there answers once each of them can be searched."""
    root = Flask(__name__)
    root.jinja_env.globals.update(template_names())
    root.wsgi_app = Observed(root.wsgi_app, Metrics())  # type: ignore[method-assign]
    root.after_request(lead_here)
    root.after_request(_secure)
    root.register_error_handler(HTTPException, lambda error: _listed(collections, error))

    @root.get("/")
    def listed() -> Response:
        return _listed(collections)

    root.add_url_rule("/favicon.ico", view_func=favicon)

    @root.get("/robots.txt")
    def robots() -> Response:
        return robots_of(f"{request.script_root}/{name}/" for name in collections)

    @root.get("/healthz")
    def healthz() -> Response:
        return Response("ok\n", mimetype="text/plain")

    @root.get("/readyz")
    def readyz() -> Response:
        live = {name: _generation(app) for name, app in collections.items()}
        lines = "".join(f"{name} {found or 'unavailable'}\n" for name, found in live.items())
        return Response(lines, 200 if all(live.values()) else 503, mimetype="text/plain")

    mounts: dict[str, Any] = {f"/{name}": app for name, app in collections.items()}
    return DispatcherMiddleware(root, mounts)


def _listed(names: Iterable[str], error: HTTPException | None = None) -> Response:
    """The names of the collections; below what is wrong with an address that is of none."""
    title, text, code = wording.common.SITE, "", 200
    if error is not None and (code := error.code or 500) >= 400:
        title, text = wording.errors.HTTP_ERRORS.get(code, wording.errors.HTTP_ERROR)
    shown = render_template("collections.html", names=list(names), title=title, text=text)
    return Response(shown, code)


def _generation(app: Flask) -> str:
    """The live generation of an application, "" if it cannot be searched."""
    searchers: Searchers = app.extensions["searchers"]
    with suppress(EngineError):
        return searchers.current().generation
    return ""


def _secure(response: Response) -> Response:
    response.headers.extend(HEADERS)
    if "Cache-Control" not in response.headers:  # another generation answers otherwise
        response.headers["Cache-Control"] = "no-cache"
    return response


def _too_long(error: QueryTooLongError) -> Response:
    return failed(400, wording.errors.BAD_REQUEST, wording.errors.too_long(error))


def _no_engine(error: EngineError) -> Response:
    messages = {
        NoIndexError: wording.errors.NO_INDEX,
        StaleIndexError: wording.errors.STALE_INDEX,
        UnreachableError: wording.errors.UNREACHABLE_INDEX,
    }
    if type(error) not in messages:
        current_app.logger.error("%s", error, exc_info=error.__cause__)
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
