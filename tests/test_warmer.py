"""What the first visitor of a generation would wait for is made before somebody comes."""

from collections.abc import Callable
from pathlib import Path

from hoi_nghi.warmer import Warmer
from indexer.build.run import build
from search.answer.beginning import beginning
from search.answer.searchers import Searchers
from search.engine.protocol import Engine
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
    [held] = warmer._ready
    searchers: Searchers = app.extensions["searchers"]
    searchers._current = None
    assert held is not None and held() is None
