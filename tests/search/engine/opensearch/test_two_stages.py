"""Two stages of a score: what they may change of an answer, and what not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from search.answers import Sort
from search.engine.opensearch import searches
from search.engine.opensearch.searches import Prepared, page_body
from search.engine.protocol import Matches, Request, Snapshot
from search.engine.query_tree import Clause
from search.engine.urls import open_engine
from tests.search.engine.test_contract import entry, ids, phrase, publish

SCORED: list[dict[str, object]] = [{"term": {"t_body": "a"}}]
PICKED: list[dict[str, object]] = [{"constant_score": {"filter": SCORED[0], "boost": 2.0}}]
TWO_STAGES = Prepared(scoring=SCORED, picking=PICKED)
A, B = phrase("a"), phrase("b")
ASKED = Request(A, (Clause(A), Clause(B)), counted=("province",))


@pytest.mark.parametrize(
    ("offset", "limit", "sort", "is_picked"),
    [
        (0, 10, Sort.RELEVANCE, True),
        (990, 10, Sort.RELEVANCE, True),
        (991, 10, Sort.RELEVANCE, False),
        (0, 10, Sort.NEWEST, False),
        (0, 0, Sort.RELEVANCE, False),
    ],
)
def test_only_a_page_that_was_picked_is_of_two_stages(
    offset: int, limit: int, sort: Sort, is_picked: bool
) -> None:
    asked = replace(TWO_STAGES, sort=sort)
    body = page_body(asked, offset, limit)
    assert ("rescore" in body) is is_picked
    if not is_picked:
        assert body == page_body(replace(asked, picking=()), offset, limit)


@pytest.fixture
def exact_and_picked(
    new_opensearch_index: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> tuple[Snapshot, Snapshot]:
    """The same index of 40 reports, without and with two stages, of which the first picks ten."""
    monkeypatch.setattr(searches, "PICKED", 10)
    url = new_opensearch_index()
    made = [
        entry(f"{n:02}", "a " * (n % 7 + 1) + "b " * (n % 3) + "c " * n, province=(f"p{n % 2}",))
        for n in range(40)
    ]
    publish(open_engine(url), *made, groups={"07": "x", "20": "x", "33": "x"})
    return open_engine(url).snapshot(), open_engine(f"{url}?score=two-stage").snapshot()


def numbers(found: Matches) -> tuple[object, ...]:
    return found.total, found.collapsed, found.counts


@pytest.mark.slow
def test_totals_and_counts_are_those_of_all(exact_and_picked: tuple[Snapshot, Snapshot]) -> None:
    exact, picked = exact_and_picked
    for asked in (ASKED, replace(ASKED, collapse=True, filters={"province": ("p1",)})):
        right, found = exact.search(asked), picked.search(asked)
        assert numbers(found) == numbers(right)
        assert len(found.matches) == len(right.matches) == 10
    assert picked.ids(replace(ASKED, limit=40)) == exact.ids(replace(ASKED, limit=40))


@pytest.mark.slow
def test_a_score_is_exact_also_where_it_orders_what_was_picked(
    exact_and_picked: tuple[Snapshot, Snapshot],
) -> None:
    exact, picked = exact_and_picked
    right = {match.id: match.score for match in exact.search(replace(ASKED, limit=40)).matches}
    found = picked.search(ASKED).matches
    assert [match.score for match in found] == [right[match.id] for match in found]
    assert ids(picked.search(ASKED)) != ids(exact.search(ASKED)), "all were picked: nothing shown"


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [
        replace(ASKED, sort=Sort.ADDED),
        replace(ASKED, offset=5),
        replace(ASKED, clauses=()),
        replace(ASKED, tree=phrase("c c c"), filters={"province": ("p1",)}, limit=0),
    ],
)
def test_all_other_pages_are_exact(
    exact_and_picked: tuple[Snapshot, Snapshot], asked: Request
) -> None:
    exact, picked = exact_and_picked
    assert picked.search(asked) == exact.search(asked)


@pytest.mark.slow
def test_where_all_are_picked_nothing_differs(
    exact_and_picked: tuple[Snapshot, Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    exact, picked = exact_and_picked
    monkeypatch.setattr(searches, "PICKED", 1_000)
    for asked in (ASKED, replace(ASKED, collapse=True), replace(ASKED, offset=10, limit=20)):
        assert picked.search(asked) == exact.search(asked)
