"""An index → one query of each kind, and each finds what it says."""

import pytest

from search.answers import Query
from search.engine.protocol import Engine
from search.searcher import Searcher
from search.suggest.examples import ExampleKind, examples
from tests.search.engine.memory_engine import MemoryEngine
from web.wording.help import EXAMPLES


def test_each_kind_has_an_example_that_finds_something(samples: Engine) -> None:
    live = Searcher(samples.snapshot())
    found = examples(live)
    assert sorted(one.kind for one in found) == sorted(ExampleKind)
    for one in found:
        assert live.total(Query(one.text)) == one.total > 0


def test_an_empty_index_has_no_example() -> None:
    engine = MemoryEngine()
    with engine.writer("rules") as writer:
        writer.commit()
    assert examples(Searcher(engine.snapshot())) == ()


@pytest.mark.parametrize("kind", ExampleKind)
def test_each_kind_is_explained(kind: ExampleKind) -> None:
    assert EXAMPLES[kind]
