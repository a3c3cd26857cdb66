"""Each call of the system that a run makes fails once: it is told, and the index is whole."""

from collections.abc import Iterator

import pytest

from search.engine.urls import open_engine
from search.text.pyvi.segmenter import warm_up
from tests.faults import indexed
from tests.indexer.build.test_kill import House, texts

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    warm_up()
    return House(tmp_path_factory.mktemp("calls"))


def command(house: House, name: str) -> list[str]:
    allowed = ["--allow-removals"] if name == "index" else []
    return [name, str(house.reports), "--jobs", "1", "--index", str(house.index), *allowed]


def outcomes(house: House, name: str, call: str, every: int = 1) -> Iterator[tuple[int, str]]:
    """Run after run, in each of which a later call fails: exit code, what the index then holds."""
    for number in range(1, 1000, every):
        house.reset()
        ended = indexed(house.index, command(house, name), call, number)
        assert "Traceback" not in ended.told, ended.told
        held = texts(open_engine(str(house.index)))
        assert held == house.new if ended.code == 0 else held in (house.old, house.new)
        if ended.code:
            assert ended.code in (1, 4) and "error: " in ended.told, ended
            assert "Input/output error" in ended.told, ended
        yield ended.code, house.judge()
        if not ended.failed:
            return


EVERY = {"rename": 1, "link": 1, "fsync": 1, "mkdir": 1, "unlink": 1, "open": 6, "write": 6}
"""A call → each so many-th of it fails."""


@pytest.mark.parametrize("name", ["index", "rebuild"])
@pytest.mark.parametrize("call", EVERY)
def test_a_call_that_fails_is_told(house: House, name: str, call: str) -> None:
    found = list(outcomes(house, name, call, EVERY[call]))
    assert found[-1] == (0, "new"), "a run in which no call failed"
    without_links = {(0, "new")}  # where there are none, files are copied
    assert (set(found) == without_links) if call == "link" else ((4, "old") in found)
