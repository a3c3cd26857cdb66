"""What the first visitor of a generation would wait for is made before somebody comes."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from flask import Flask
from jinja2 import DictLoader

from hoi_nghi.warmer import Warmer
from indexer.build.run import build
from search.answer.beginning import beginning
from search.answer.searchers import Searchers
from search.engine.protocol import Engine
from search.searcher import Searcher
from tests.search.engine.far_engine import FarEngine
from web.app import create_app


def test_each_generation_is_made_ready_once(
    engine: Engine, write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    app = create_app(engine)
    warmer = Warmer([app])
    assert warmer.look() == 0, "there is no index yet"
    write("a.txt", "Hội nghị tỉnh ủy Hưng Yên\n\nTỉnh ủy bàn về giải ngân.")
    build([tmp_path / "reports"], engine)
    assert (warmer.look(), warmer.look()) == (1, 0)
    write("b.txt", "Kỳ họp HĐND tỉnh Hưng Yên\n\nKỳ họp bàn về thu ngân sách.")
    build([tmp_path / "reports"], engine)
    assert (warmer.look(), warmer.look()) == (1, 0)
    searchers: Searchers = app.extensions["searchers"]
    last = searchers.last
    assert last is not None and last.generation == engine.snapshot().generation
    assert last.once(beginning).reports == 2, "what was made is of the live generation"


def test_a_generation_that_nobody_asks_any_more_is_let_go(samples: Engine) -> None:
    app = create_app(samples)
    warmer = Warmer([app])
    warmer.look()
    [held] = warmer._tried
    searchers: Searchers = app.extensions["searchers"]
    searchers._current = None
    assert held is not None and held() is None


class Clock:
    """Time that passes only where somebody sleeps, until so many seconds are over."""

    def __init__(self, seconds: float) -> None:
        self.now = self.began = 1000.0
        self._last = self.began + seconds

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        if self.now > self._last:
            raise KeyboardInterrupt


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(25)
    monkeypatch.setattr("hoi_nghi.warmer.time", clock)
    return clock


def run(*apps: Flask) -> None:
    """Let a warmer look, for as long as the clock goes."""
    with pytest.raises(KeyboardInterrupt):
        Warmer(apps).run()


def looks(app: Flask, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When it was looked at which generation is live, once somebody did: the seconds."""
    found: list[float] = []
    searchers: Searchers = app.extensions["searchers"]
    current = searchers.current

    def look() -> Searcher:
        found.append(clock.now - clock.began)
        return current()

    monkeypatch.setattr(searchers, "current", look)
    return found


def test_a_far_engine_is_looked_at_rarely(
    samples: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    near, far = create_app(samples), create_app(FarEngine(samples))
    often, rarely = looks(near, clock, monkeypatch), looks(far, clock, monkeypatch)
    run(near, far)
    assert often == list(range(26)) and rarely == [0, 10, 20]


def test_where_there_is_no_index_it_is_looked_rarely(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing tells then whether it would be far."""
    app = create_app(engine)
    found = looks(app, clock, monkeypatch)
    run(app)
    assert found == [0, 10, 20]


def test_no_error_ends_it_and_each_is_told_once(
    samples: Engine,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken, whole = create_app(samples), create_app(samples)

    def fail() -> NoReturn:
        raise OSError("a share that does not answer")

    monkeypatch.setattr(broken.extensions["searchers"], "current", fail)
    broken.jinja_env.loader = DictLoader({"torn.html": "{% if %}"})
    found = looks(whole, clock, monkeypatch)
    run(broken, whole)
    assert found == list(range(26))
    assert [one.getMessage() for one in caplog.records] == [
        "torn.html was not made ready",
        "which generation is live cannot be told",
    ]


def test_a_generation_that_cannot_be_made_ready_is_tried_once(
    samples: Engine,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = create_app(samples)
    tried: list[Searcher] = []

    def fail(live: Searcher) -> NoReturn:
        tried.append(live)
        raise ZeroDivisionError

    monkeypatch.setattr("hoi_nghi.warmer._make_ready", fail)
    found = looks(app, clock, monkeypatch)
    run(app)
    assert len(found) == 26 and len(tried) == 1
    [told] = caplog.records
    assert told.getMessage() == f"generation {tried[0].generation} was not made ready"
