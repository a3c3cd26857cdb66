"""A path of ours → the path that leads there: behind a proxy's own, "/hoinghi", if it has one."""

from flask import has_request_context, request
from werkzeug.urls import iri_to_uri


def under(path: str) -> str:
    """The path as the clients of the present request have to ask for it."""
    return request.script_root + path if has_request_context() else path


def here() -> str:
    """The path of the present request, as its client asked for it."""
    return under(request.path)


def in_full() -> str:
    """The whole public address of the present request as people read it: Vietnamese letters are
    not escaped, unless something in it cannot be printed."""
    return request.url if request.url.isprintable() else iri_to_uri(request.url)
