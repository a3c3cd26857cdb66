"""Every method of the seam costs as many round trips as the table of the how-to says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from search.engine.opensearch.adapter import OpenSearchEngine
from search.engine.protocol import Engine, Request, Snapshot, Writer
from search.engine.query_tree import And, AnyCopy, Clause, Not
from search.engine.urls import open_engine
from tests.search.engine.test_contract import entry, phrase, publish

HOW_TO = Path(__file__).parents[4] / "docs" / "how-to" / "a-cluster.md"
A, B = phrase("a"), phrase("b")
PAGE = Request(A, (Clause(A),), counted=("province",), collapse=True, most={"province": 100})
LATER = And((B, Not(AnyCopy(A))))


@pytest.fixture
def engine(new_opensearch_index: Callable[[], str]) -> OpenSearchEngine:
    made = open_engine(new_opensearch_index())
    assert isinstance(made, OpenSearchEngine)
    publish(made, *map(entry, "123", ["a b", "a", "b"]), groups={"1": "g", "2": "g"})
    return made


def members(protocol: type) -> Iterator[str]:
    return (name for name in vars(protocol) if not name.startswith("_"))


def test_what_each_question_costs(engine: OpenSearchEngine) -> None:
    def cost(asked: Callable[[], object]) -> str:
        before = engine.cluster.round_trips
        asked()
        return str(engine.cluster.round_trips - before)

    live = engine.snapshot()
    first, known = cost(lambda: live.search(PAGE)), cost(lambda: live.search(PAGE))
    new = cost(lambda: live.search(replace(PAGE, clauses=(Clause(phrase("c")),))))
    many = [PAGE, Request(B, limit=0), Request(LATER, limit=0, collapse=True)] * 30
    with engine.writer("rules") as writer:
        costs = {
            "search": ", ".join([known, f"{new} with new words", f"{first} as the first"]),
            "search_many": cost(lambda: live.search_many(many)),
            "ids": cost(lambda: live.ids(Request(A))),
            "stored": cost(lambda: live.stored("1")),
            "stored_many": cost(lambda: live.stored_many(["1", "2", "no"])),
            "copies": cost(lambda: live.copies("1")),
            "terms": cost(lambda: live.terms("body", "a")),
            "sources": cost(lambda: list(live.sources())),
            "stats": cost(live.stats),
            "verify": cost(lambda: live.verify(lambda size: None)),
            "generation": cost(lambda: live.generation),
            "extraction_fingerprint": cost(lambda: live.extraction_fingerprint),
            "is_remote": cost(lambda: live.is_remote),
            "put": cost(lambda: writer.put(entry("4", "a"))),
            "remove": cost(lambda: writer.remove("3")),
            "set_groups": cost(lambda: writer.set_groups({"1": "g", "4": "g"})),
            "commit": cost(writer.commit),
        }
    costs |= {
        "snapshot": f"{cost(engine.snapshot)} of a new generation, else {cost(engine.snapshot)}",
        "known_sources": cost(engine.known_sources),
        "check": cost(engine.check),
        "notes": cost(engine.notes),
        "keep_notes": cost(lambda: engine.keep_notes(b"n")),
        "run_summary": cost(engine.run_summary),
        "keep_run_summary": cost(lambda: engine.keep_run_summary(b"s")),
        "rollback": cost(engine.rollback),
        "writer": cost(lambda: engine.writer("rules").__exit__(None, None, None)),
    }
    assert set(costs) == {*members(Snapshot), *members(Writer), *members(Engine)}
    told = re.findall(r"^\| `(\w+)` \| (.*?) \|", HOW_TO.read_text("utf-8"), re.MULTILINE)
    assert dict(told) == costs
