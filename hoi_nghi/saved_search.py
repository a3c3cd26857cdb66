"""A saved search, words or the address of a page of results → the query, and where it is served."""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

import click
from werkzeug.datastructures import MultiDict

from search.answers import Query, Sort
from web import address
from web.http.public_address import is_public

_ADDRESS = re.compile(r"https?://|/?\?", re.IGNORECASE)
_OF_RESULTS = re.compile(r"(.*?)(?:/(?:results\.(?:atom|csv|json|xlsx))?)?")
"""The path of a page of results, or of a file of them, and the path before it."""
_OTHER_PAGES = frozenset(
    [
        "bodies",
        "compare",
        "coverage",
        "files",
        "flags",
        "follow",
        "help",
        "indicators",
        "list",
        "people",
        "provinces",
        "reports",
        "status",
        "texts",
        "topic",
    ]
)
"""What stands last in the path of another page, whatever follows."""


class SavedSearch(NamedTuple):
    """What is searched for, and what readers call the server, empty if nobody says."""

    query: Query
    public_url: str


def saved_search(text: str) -> SavedSearch:
    """`https://tinh.vn/hoinghi/?q=giải+ngân&year=2024`, or `giải ngân`; the last one in first.

    Raises click.UsageError for an address of another page, or one that asks for what it cannot.
    """
    if not _ADDRESS.match(text):
        return SavedSearch(Query(text.strip(), sort=Sort.ADDED), "")
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise click.UsageError(f"--query: {error}") from None
    path = _OF_RESULTS.fullmatch(parts.path)
    is_folder = not path or (parts.path and path[1] == parts.path)  # without a slash at its end
    if not path or is_folder or path[1].rpartition("/")[2] in _OTHER_PAGES:
        raise click.UsageError(f"--query: {parts.path} is no page of results, as /?q=... is")
    asked = address.read(MultiDict(parse_qsl(parts.query, keep_blank_values=True)), Sort.ADDED)
    if asked.problems:
        raise click.UsageError(f"--query: {' '.join(asked.problems.values())}")
    public_url = f"{parts.scheme}://{parts.netloc}{path[1]}"
    return SavedSearch(asked.query, public_url if is_public(public_url) else "")
