"""The address of an index → the Engine there, by an adapter that its scheme picks."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from search.engine.errors import BadAddressError
from search.engine.protocol import Engine

ADAPTERS = {
    "whoosh": "search.engine.whoosh.adapter",
    "opensearch": "search.engine.opensearch.adapter",
}
"""URL scheme → module with `open_url(rest) -> Engine`, imported when it is first asked for."""

DEFAULT_URL = "whoosh:var/index"


def open_engine(url: str) -> Engine:
    """The index at an address such as `whoosh:DIR`, or DIR alone. Nothing is opened yet.

    A DIR that begins with "~" is in the home, as a shell has it: no shell expands `whoosh:~/x`.
    Raises BadAddressError.
    """
    scheme, colon, rest = url.partition(":")
    if not colon or Path(url).exists():
        scheme, rest = "whoosh", url
    if scheme not in ADAPTERS or not rest:
        known = ", ".join(f"{name}:..." for name in ADAPTERS)
        raise BadAddressError(f"unknown index address {url!r}; known: {known}")
    opener: Callable[[str], Engine] = import_module(ADAPTERS[scheme]).open_url
    return opener(_at_home(rest))


def _at_home(rest: str) -> str:
    """What follows the scheme, its "~" replaced; raises BadAddressError if nobody has that home."""
    if not rest.startswith("~") or Path(rest).exists():
        return rest
    try:
        return str(Path(rest).expanduser())
    except RuntimeError:
        raise BadAddressError(
            f"there is no home of {rest.split('/')[0]!r}; a folder of such a name is ./{rest}"
        ) from None
