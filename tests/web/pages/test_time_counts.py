"""Months and years of a page are counted in its own search, unless it has conditions on time."""

from datetime import date

import pytest

from search.answer.page import answer
from search.answers import Query
from search.dates import DateBounds
from search.engine.protocol import Engine, Matches, Request, Snapshot
from search.explore.timeline import MONTH, YEAR, counted_with, time_counts
from search.searcher import Searcher

YEAR_2023 = DateBounds(date(2023, 1, 1), date(2023, 12, 31))
NARROWED = [
    Query("hội nghị"),
    Query("kinh tế", page=2, size=3),
    Query("", filters={"province": ("Hà Nội",)}),
    Query("hội nghị", filters={YEAR: ("2023",)}),
    Query("hội nghị", filters={MONTH: ("2023-05",)}),
    Query("hội nghị", dates=YEAR_2023),
    Query("không có từ này xyzzy"),
]


@pytest.mark.parametrize("query", NARROWED)
def test_what_is_counted_with_a_page_is_what_is_counted_alone(
    samples: Engine, query: Query
) -> None:
    searcher = Searcher(samples.snapshot())
    found = answer(query, searcher, counted_with(query))
    assert time_counts(query, searcher, found.further_counts) == time_counts(query, searcher)
    other = answer(query, searcher)
    assert (found.total, found.hits, found.facets) == (other.total, other.hits, other.facets)
    assert found.further_counts.keys() == set(counted_with(query))


@pytest.mark.parametrize(("query", "searches"), [(NARROWED[0], 0), (NARROWED[3], 1)])
def test_a_page_without_conditions_on_time_takes_no_search_more(
    samples: Engine, query: Query, searches: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher = Searcher(samples.snapshot())
    found = answer(query, searcher, counted_with(query))
    asked: list[Request] = []
    kind: type[Snapshot] = type(searcher.snapshot)
    search = kind.search

    def counted(self: Snapshot, request: Request) -> Matches:
        asked.append(request)
        return search(self, request)

    monkeypatch.setattr(kind, "search", counted)
    time_counts(query, searcher, found.further_counts)
    assert len(asked) == searches
