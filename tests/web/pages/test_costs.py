"""What one page may cost: its text is parsed once, and the engine is called a few times."""

from collections import Counter
from typing import Any

import pytest
from flask.testing import FlaskClient

import search.searcher
from search.engine.protocol import Engine
from search.query.compile import ParsedQuery, parse_query
from web.app import create_app

pytestmark = pytest.mark.slow


QUERIES = (
    "giải ngân vốn đầu tư công",
    "giai ngan von",
    "bao so 3",
    '"nông thôn mới" -"hạn hán"',
    'tỉnh:"Hưng Yên" kỳ họp thứ 5',
    "",
)
CALLS = {"/": 8, "/topic": 40}
"""Calls of an engine that one page may take; rows of a topic are searched one by one."""
DEAD_ENDS = (
    "phòng, chống dịch tả lợn châu Phi trên địa bàn tỉnh năm 2023",  # a part of it is found
    "giải ngânn",
    "qxz qxw",
    'giải ngân vốn bão tỉnh:"Cà Mau"',
)
"""Queries that find nothing: each relaxation that is offered was tried."""
MOST_OF_A_DEAD_END = 60


class CountingSnapshot:
    """A snapshot that counts what it is asked."""

    def __init__(self, snapshot: Any, calls: Counter[str]) -> None:
        self._snapshot, self._calls = snapshot, calls

    def __getattr__(self, name: str) -> Any:
        if name in {"search", "totals", "ids", "stored", "terms"}:
            self._calls[name] += 1
        return getattr(self._snapshot, name)


class CountingEngine:
    """An engine whose one snapshot counts."""

    def __init__(self, engine: Engine, calls: Counter[str]) -> None:
        self._snapshot = CountingSnapshot(engine.snapshot(), calls)

    def snapshot(self) -> CountingSnapshot:
        return self._snapshot


@pytest.fixture
def calls() -> Counter[str]:
    return Counter()


@pytest.fixture
def client(samples: Engine, calls: Counter[str]) -> FlaskClient:
    """A page that has been asked once: what a generation remembers is made."""
    client = create_app(CountingEngine(samples, calls)).test_client()  # type: ignore[arg-type]
    assert client.get("/").status_code == 200
    assert client.get("/", query_string={"q": "hội nghịi"}).status_code == 200
    calls.clear()
    return client


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each text is parsed."""
    texts: Counter[str] = Counter()

    def counting(text: str, *more: Any) -> ParsedQuery:
        texts[text] += 1
        return parse_query(text, *more)

    monkeypatch.setattr(search.searcher, "parse_query", counting)
    return texts


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize("page", CALLS)
def test_a_page_parses_its_text_once(
    client: FlaskClient, parsed: Counter[str], page: str, text: str
) -> None:
    assert (
        client.get(page, query_string={"q": text} if text else {"sort": "newest"}).status_code
        == 200
    )
    assert parsed[text] == 1 or not text, "the empty query was parsed for the first page"
    assert set(parsed.values()) <= {1}, "nor is any other text parsed twice"


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize(("page", "most"), CALLS.items())
def test_a_page_calls_the_engine_a_few_times(
    client: FlaskClient, calls: Counter[str], page: str, most: int, text: str
) -> None:
    asked = {"q": text} if text else {"sort": "newest"}  # "/" alone is the beginning
    assert client.get(page, query_string=asked).status_code == 200
    assert 0 < calls.total() <= most, calls


@pytest.mark.parametrize("text", DEAD_ENDS)
def test_a_dead_end_is_bounded(client: FlaskClient, calls: Counter[str], text: str) -> None:
    assert client.get("/", query_string={"q": text}).status_code == 200
    assert 0 < calls.total() <= MOST_OF_A_DEAD_END, calls


def test_the_beginning_asks_the_index_once(client: FlaskClient, calls: Counter[str]) -> None:
    assert client.get("/").status_code == 200
    assert calls.total() == 0, calls


MOST_OF_A_BEGINNING = 60
"""Calls for the beginning of a generation, made by its first reader: mostly of examples tried."""


def test_the_first_beginning_is_bounded(samples: Engine, calls: Counter[str]) -> None:
    client = create_app(CountingEngine(samples, calls)).test_client()  # type: ignore[arg-type]
    assert client.get("/").status_code == 200
    assert 0 < calls.total() <= MOST_OF_A_BEGINNING, calls
