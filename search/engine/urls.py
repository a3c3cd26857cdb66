"""The address of an index → the Engine there, by an adapter that its scheme picks."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from search.engine.errors import BadAddressError
from search.engine.protocol import Engine, InFolder

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


def is_same_index(url: str, other: str) -> bool:
    """Whether two addresses are of one index: of the same folder, or the same but for what follows
    "?", which says how an index is made. Of different nodes of one cluster it cannot tell.

    Raises BadAddressError.
    """
    engines = open_engine(url), open_engine(other)
    folders = [own.folder().resolve() for own in engines if isinstance(own, InFolder)]
    if folders:
        return len(folders) == 2 and folders[0] == folders[1]
    return url.partition("?")[0] == other.partition("?")[0]


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
