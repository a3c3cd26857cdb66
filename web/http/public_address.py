"""A WSGI application → the same under its public address: scheme, host and path."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

_PUBLIC = re.compile(
    r"https?://(?:[a-z0-9.-]*[a-z0-9]|\[[0-9a-f:.]+\])(?::(?P<port>\d{1,5}))?"
    r"(?:/(?!\.{1,2}(?:/|$))[a-z0-9._~-]+)*/?",
    re.IGNORECASE,
)
"""No letter beyond ASCII, nothing escaped, no empty and no dot segment: what is compared with the
path of a request, written into links and into Host, is the same everywhere."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class PublicAddress:
    """An application that is reached as a URL says, "https://tinh.vn/hoinghi".

    Links begin with its path, and whole addresses (feed, citation, exports) with its scheme and
    host, whatever a client calls the server. A proxy may take the path away or leave it.
    """

    def __init__(self, application: Application, url: str) -> None:
        self._application = application
        parts = urlsplit(url)
        self._scheme, self._host, self._path = parts.scheme, parts.netloc, prefix_of(url)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Answer a request as one to the public address."""
        path = environ.get("PATH_INFO", "")
        if self._path and (path + "/").startswith(self._path + "/"):
            path = path.removeprefix(self._path)
        environ |= {
            "wsgi.url_scheme": self._scheme,
            "HTTP_HOST": self._host,
            "SCRIPT_NAME": self._path,
            "PATH_INFO": path or "/",
        }
        return self._application(environ, start_response)


def prefix_of(url: str) -> str:
    """The path of a public address, without "/" at its end."""
    return urlsplit(url).path.rstrip("/")


def is_public(url: str) -> bool:
    """Whether a URL can be one that readers reach: http or https, a host, a plain path."""
    found = _PUBLIC.fullmatch(url)
    return found is not None and int(found["port"] or 0) < 65536
