"""A static file → its address with a version, under which a browser may cache it for ever."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Response, current_app, request

from web import address

_A_YEAR = 365 * 24 * 3600


def static(name: str) -> str:
    """The address of the present version of a static file."""
    return address.static(name, _version(name))


def keep_version(response: Response) -> Response:
    """Let browsers cache a file that was asked for by its present version. Without a version, or
    with another one (of a newer server beside this one), they ask each time whether it changed."""
    asked = address.version(request.args)
    if request.endpoint == "static" and response.status_code < 400 and asked:
        name = (request.view_args or {}).get("filename", "")
        if asked == _version(name):
            response.cache_control.no_cache = None
            response.cache_control.public = True
            response.cache_control.max_age = _A_YEAR
            response.cache_control.immutable = True
    return response


def _version(name: str) -> str:
    path = _path(current_app.static_folder or "", name)
    return _digest(path, path.stat().st_mtime_ns)


_path = lru_cache(maxsize=64)(Path)
"""Where a file is: to join a path takes longer than to look at the file."""


@lru_cache(maxsize=64)
def _digest(path: Path, _: int) -> str:
    """The digest of a file; the time it was written is part of the key of the cache."""
    return sha256(path.read_bytes()).hexdigest()[:12]
