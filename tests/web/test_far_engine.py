"""Pages over an engine that is far: those over a near one, in few round trips."""

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from threading import Event
from urllib.parse import quote_plus

import pytest

from indexer.build.run import build
from search.engine.errors import UnreachableError
from search.engine.protocol import Engine, Matches, Request
from tests.search.engine.far_engine import FarEngine
from tests.web.test_addresses import STARTS, A, B
from tests.web.test_over_a_cluster import MORE_STARTS, Waiting, compared
from web.app import create_app

BEGUN = ("/", "/?q=a", "/?q=tinh+uy", "/?q=hội+nghị&more=person", "/?q=bộ+trưng+vở", "/status")
"""What is asked first: what is read once a generation is read then."""
CRAWLED = 300

TRIPS = {
    "/": 0,
    "/?q=giải+ngân": 2,
    "/?q=giải+ngân+vốn+đầu+tư+công": 2,
    "/?q=giải+ngân&province=Hưng+Yên&year=2024&from=2023": 2,
    '/?q="kinh+tế+xã+hội"+-bão&sort=newest': 2,
    "/?q=giải+ngân&page=2": 2,
    "/?q=hội+ngị": 2,
    "/?q=giai+ngan+von": 2,
    "/?q=xyzxyz": 2,
    "/?q=giải+ngânn+vốnđầutư&province=hung+yem&from=2023&to=2024": 5,
    f"/reports/{A}?q=giải+ngân": 3,
    f"/compare?a={A}&b={B}": 2,
    "/topic?q=giải+ngân&by=organiser": 2,
    "/people?find=hòa": 0,
    "/coverage?year=2024": 2,
    "/help": 0,
    "/status": 0,
    f"/list?id={A}&id={B}&find=bão": 3,
    "/indicators?name=thu+ngân+sách+nhà+nước&kind=result&period=2023": 1,
    "/api/search?q=giải+ngân": 2,
    "/api/suggest?q=giải+n": 2,
    "/results.csv?q=giải+ngân": 2,
}
"""Address → round trips at most, one after another. Beside the first one it is looked at which
generation is live; a page that asks nothing waits for this."""


@pytest.fixture
def far(samples: Engine) -> FarEngine:
    return FarEngine(samples)


@pytest.mark.slow
def test_a_crawl_finds_the_same_pages(samples: Engine, far: FarEngine) -> None:
    """What was guessed is in none of them, nor in what is remembered for the next."""
    clients = [create_app(engine).test_client() for engine in (samples, far)]
    waiting = Waiting((*STARTS, *MORE_STARTS))
    for address in islice(waiting, CRAWLED):
        waiting.add(compared(address, *clients))
    assert len(waiting.kinds) >= 8


@pytest.mark.parametrize("address", TRIPS)
def test_a_page_takes_few_round_trips(address: str, far: FarEngine) -> None:
    client = create_app(far).test_client()
    for begun in BEGUN:
        client.get(begun)
    before = far.trips
    status = client.get(quote_plus(address, safe="/?&=+-:"), buffered=True).status_code
    assert status < 500
    assert far.trips - before == TRIPS[address]


def test_which_generation_is_live_is_looked_at_beside_the_first_trip(far: FarEngine) -> None:
    client = create_app(far).test_client()
    client.get("/")
    asked = Event()
    look, snapshot = far.snapshot, far.snapshot()

    def looks_late() -> object:
        assert asked.wait(10), "nothing was asked meanwhile"
        return look()

    def asks(requests: Sequence[Request]) -> list[Matches]:
        asked.set()
        return snapshot.near.search_many(requests)

    vars(far)["snapshot"], vars(snapshot)["search_many"] = looks_late, asks
    assert client.get("/?q=giai+ngan+von").status_code == 200
    assert asked.is_set()


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_page_is_of_the_live_generation(
    is_gone: bool, engine: Engine, write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    """Whatever was found in the one that was live when somebody asked before."""
    write("a.txt", "Hội nghị tỉnh ủy Hưng Yên\n\nTỉnh ủy bàn về giải ngân.")
    build([tmp_path / "reports"], engine)
    far = FarEngine(engine)
    client = create_app(far).test_client()
    client.get("/")
    before = far.snapshot()
    write("b.txt", "Kỳ họp HĐND tỉnh Hưng Yên\n\nKỳ họp bàn về thu ngân sách.")
    build([tmp_path / "reports"], engine)

    def fails(requests: Sequence[Request]) -> list[Matches]:
        raise UnreachableError("this generation was removed")

    if is_gone:
        vars(before)["search_many"] = fails
    right = create_app(engine).test_client()
    assert "/reports/" in client.get("/?q=thu+ngân+sách").text
    for address in ("/", "/?q=thu+ngân+sách", "/?q=giải+ngân"):
        assert any(compared(address, right, client))
