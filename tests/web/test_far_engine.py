"""Pages over an engine that is far: those over a near one, in few round trips."""

from itertools import islice
from urllib.parse import quote_plus

import pytest

from search.engine.protocol import Engine
from tests.search.engine.far_engine import FarEngine
from tests.web.test_addresses import STARTS, A, B
from tests.web.test_over_a_cluster import MORE_STARTS, Waiting, compared
from web.app import create_app

BEGUN = ("/", "/?q=a", "/?q=tinh+uy", "/?q=hội+nghị&more=person", "/?q=bộ+trưng+vở", "/status")
"""What is asked first: what is read once a generation is read then."""
CRAWLED = 300

TRIPS = {
    "/": 1,
    "/?q=giải+ngân": 3,
    "/?q=giải+ngân+vốn+đầu+tư+công": 3,
    "/?q=giải+ngân&province=Hưng+Yên&year=2024&from=2023": 3,
    '/?q="kinh+tế+xã+hội"+-bão&sort=newest': 3,
    "/?q=giải+ngân&page=2": 3,
    "/?q=hội+ngị": 3,
    "/?q=giai+ngan+von": 3,
    "/?q=xyzxyz": 3,
    "/?q=giải+ngânn+vốnđầutư&province=hung+yem&from=2023&to=2024": 6,
    f"/reports/{A}?q=giải+ngân": 4,
    f"/compare?a={A}&b={B}": 3,
    "/topic?q=giải+ngân&by=organiser": 3,
    "/people?find=hòa": 1,
    "/coverage?year=2024": 3,
    "/help": 1,
    "/status": 1,
    f"/list?id={A}&id={B}&find=bão": 4,
    "/indicators?name=thu+ngân+sách+nhà+nước&kind=result&period=2023": 2,
    "/api/search?q=giải+ngân": 3,
    "/api/suggest?q=giải+n": 3,
    "/results.csv?q=giải+ngân": 3,
}
"""Address → round trips at most, the look at which generation is live among them."""


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
