"""A request is answered from one generation, whatever is published meanwhile."""

import pytest

from search.engine.protocol import Engine, Snapshot
from tests.search.engine.memory_engine import MemoryEngine
from web.app import create_app

REPORT = "/reports/hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt"


class Once:
    """An engine whose generation may be asked for once by each request."""

    def __init__(self, *snapshots: Snapshot) -> None:
        self._left = list(snapshots)

    def snapshot(self) -> Snapshot:
        if not self._left:
            raise AssertionError("asked for again")
        return self._left.pop(0)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/?q=bão", 200),
        ("/?q=xyzxyz", 200),
        ("/?from=xyz", 400),
        (REPORT, 200),
        ("/topic?q=bão", 200),
        ("/provinces?name=Hưng Yên", 200),
        ("/people", 200),
        ("/coverage", 200),
        ("/flags", 200),
        ("/api/flags", 200),
        ("/indicators", 200),
        ("/indicators?name=xyz", 404),
        ("/help", 200),
        ("/results.csv", 200),
        ("/api/search?q=bão", 200),
    ],
)
def test_one_generation_answers_all_of_a_request(samples: Engine, path: str, status: int) -> None:
    client = create_app(Once(samples.snapshot())).test_client()  # type: ignore[arg-type]
    assert client.get(path).status_code == status


def test_the_next_request_has_the_next_generation(samples: Engine) -> None:
    later = MemoryEngine()
    with later.writer("rules") as writer:
        writer.commit()
    with later.writer("rules") as writer:
        name = writer.commit()
    client = create_app(Once(samples.snapshot(), later.snapshot())).test_client()  # type: ignore[arg-type]
    assert client.get("/readyz").text == "g-000001\n"
    assert client.get("/api/search").get_json()["generation"] == name == "g-000002"
