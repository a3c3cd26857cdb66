"""Pages, files and the API over a cluster: byte for byte those over the index in a folder."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from search.engine.errors import UnreachableError
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from tests.web.pages.outline import Outline
from tests.web.test_addresses import STARTS
from web import wording
from web.app import create_app

CRAWLED, LEAST = 120, 8
"""Pages that are compared, and how many kinds of them must be among these."""
MORE_STARTS = (
    "/results.csv?q=giải+ngân",
    "/results.json?q=giải+ngân&year=2024",
    "/results.atom?q=giải+ngân",
    "/api/search?q=bao+so+3",
    "/api/suggest?q=giải+n",
    '/?q="giải+ngân"+-bão&sort=added',
    "/?q=giải+ngân+~5+vốn",
    "/?q=ubnd*",
)
OWN = re.compile(r'\d+(?:[.,]\d+)? [KM]B|"score": ?[\d.eE+-]+')
"""What is an engine's own: what it needs on the disk, and the last digits of scores: 32 bits."""


class Waiting:
    """Addresses that are still to be looked at: of each kind in turn."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self.kinds: dict[str, deque[str]] = {}
        self._known: set[str] = set()
        self.add(addresses)

    def add(self, addresses: Iterable[str]) -> None:
        for address in dict.fromkeys(addresses):
            if address not in self._known:
                self._known.add(address)
                kind = urlsplit(address).path.split("/")[1]
                self.kinds.setdefault(kind, deque()).append(address)

    def __iter__(self) -> Iterator[str]:
        while any(self.kinds.values()):
            for own in [own for own in self.kinds.values() if own]:
                yield own.popleft()


def compared(address: str, *clients: FlaskClient) -> Iterator[str]:
    """Look at an address over two engines; the addresses that it leads to."""
    right, found = (client.get(address, buffered=True) for client in clients)
    assert found.status_code == right.status_code, address
    kind = right.mimetype or ""
    if kind.startswith("text/") or "json" in kind or kind.endswith("xml"):
        assert OWN.sub("", found.text) == OWN.sub("", right.text), address
    if kind == "text/html":
        links = (urldefrag(link).url for link in Outline(right.text).links)
        yield from (link for link in links if link.startswith("/"))


@pytest.mark.slow
def test_a_crawl_finds_the_same_pages(
    samples: Engine, new_opensearch_index: Callable[[], str], samples_url: str
) -> None:
    other = open_engine(new_opensearch_index())
    build([Path(samples_url.removeprefix("whoosh:")).parent / "samples"], other)
    clients = [create_app(engine).test_client() for engine in (samples, other)]
    waiting = Waiting((*STARTS, *MORE_STARTS))
    seen = []
    for address in islice(waiting, CRAWLED):
        waiting.add(compared(address, *clients))
        seen.append(address)
    assert len(seen) == CRAWLED
    assert len(waiting.kinds) >= LEAST


def test_a_cluster_that_is_away_has_a_page_of_its_own() -> None:
    class Away:
        def snapshot(self) -> object:
            raise UnreachableError("no node of the cluster answers")

        def run_summary(self) -> bytes:
            return b""

    response = create_app(Away()).test_client().get("/?q=a")  # type: ignore[arg-type]
    assert response.status_code == 503
    assert wording.errors.UNREACHABLE_INDEX[0] in response.text
