"""Courses over time: every number is what its own query finds, and nothing is lost."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexer.build.run import build
from search.answers import Query
from search.dates import DateBounds
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from search.explore.timeline import (
    MONTH,
    RECENT_YEARS,
    YEAR,
    Beyond,
    TimelinePeriod,
    TimelineRow,
    calendar,
    rows,
    timeline,
    years,
)
from search.index.entry import index_entry
from search.report import DateValue, Facets, Status
from search.searcher import Searcher
from tests.search.highlight.test_snippets import stored

Write = Callable[[str, str], Path]

QUERIES = [
    Query(),
    Query("giải ngân"),
    Query("bao"),
    Query("hội nghị", {"province": ("Hưng Yên", "Nghệ An")}),
    Query("hội nghị", {"year": ("2024",)}),
    Query("hội nghị", {"year": ("2024",), "month": ("2024-07",)}),
    Query(filters={"year": ("2023", "2024")}),
    Query("xyzxyz"),
]


@pytest.mark.parametrize("query", QUERIES, ids=repr)
def test_each_period_finds_what_it_counts(samples: Engine, query: Query) -> None:
    live = Searcher(samples.snapshot())
    over = timeline(query, live)
    found = [*over.periods, *([over.unknown] if over.unknown else [])]
    assert bool(found) == (live.total(query) > 0)
    for period in found:
        assert live.total(period.query) == period.count


@pytest.mark.parametrize("query", QUERIES, ids=repr)
@pytest.mark.parametrize("facet", ["province", "organiser", "meeting_type"])
def test_each_row_finds_what_it_counts(samples: Engine, query: Query, facet: str) -> None:
    live = Searcher(samples.snapshot())
    over = timeline(query, live)
    found = rows(query, facet, over, live, 5)
    assert bool(found) == (live.total(query) > 0)
    for row in found:
        assert live.total(row.query) == row.count
        assert [period.value for period in row.periods] == [p.value for p in over.periods]
        _holds(row, live)


def _holds(row: TimelineRow, live: Searcher) -> None:
    told: list[TimelinePeriod] = [*row.periods, *([row.unknown] if row.unknown else [])]
    assert sum(period.count for period in told) == row.count  # a report has one day
    for period in told:
        assert live.total(period.query) == period.count


def test_years_without_gaps_and_months_of_one_year(samples: Engine) -> None:
    live = Searcher(samples.snapshot())
    years = timeline(Query(), live)
    values = [int(period.value) for period in years.periods]
    assert years.unit == YEAR and values == list(range(values[0], values[-1] + 1))
    months = timeline(Query(filters={"year": ("2024",), "month": ("2024-07",)}), live)
    assert months.unit == MONTH and months.year == "2024" and len(months.periods) == 12
    assert [period.label for period in months.periods if period.selected] == ["7/2024"]
    assert sum(period.count for period in months.periods) > 1, "its own filter does not matter"
    assert months.whole == Query()


def test_long_ago_is_one_period(write: Write, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": f"{n}", "date": f"{year}-03-01", "text": f"Hội nghị bàn việc {n}."})
        for n, year in enumerate([1815, 1975, 1975, 2003, 2004, 2010, 2015])
    ]
    engine = open_engine(str(tmp_path / "index"))
    build([write("a.jsonl", "\n".join(lines))], engine)
    live = Searcher(engine.snapshot())
    over = timeline(Query(), live)
    told = [(period.beyond, period.label, period.count) for period in over.periods if period.count]
    assert told == [
        (Beyond.BEFORE, "2004", 4),
        (None, "2004", 1),
        (None, "2010", 1),
        (None, "2015", 1),
    ]
    assert len(over.periods) == 1 + RECENT_YEARS
    for query in (Query(), Query(dates=DateBounds(date(1900, 1, 1), date(2014, 1, 1)))):
        before = timeline(query, live).periods[0]
        assert live.total(before.query) == before.count
    assert [year.value for year in years(Query(), live)][-3:] == ["2003", "1975", "1815"]
    months = calendar(Query(), live)
    assert [row.value for row in months][-4:] == ["2004", "2003", "1975", "1815"]
    assert len(months) == RECENT_YEARS + 3 and sum(row.count for row in months) == 7
    (row,) = rows(Query(), "meeting_type", over, live, 1)
    assert [period.value for period in row.periods] == [p.value for p in over.periods]


def test_a_stray_year_to_come_is_apart(tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "index"))
    with engine.writer("rules") as writer:
        for n, year in enumerate([1990, 2023, 2024, 9999]):
            held = Facets(event_date=(DateValue(f"{year}-03-01", Status.STATED),))
            made = replace(stored(f"Hội nghị bàn việc {n}.").report, id=f"{n}", facets=held)
            writer.put(index_entry(made, f"{n}", [f"{n}"]))
        writer.commit()
    live = Searcher(engine.snapshot())
    over = timeline(Query(), live)
    told = [(period.beyond, period.label, period.count) for period in over.periods if period.count]
    assert told == [
        (Beyond.BEFORE, "2013", 1),
        (None, "2023", 1),
        (None, "2024", 1),
        (Beyond.AFTER, "2024", 1),
    ]
    for period in over.periods:
        assert live.total(period.query) == period.count
    (row,) = rows(Query("việc 2"), "meeting_type", over, live, 1)
    assert [period.value for period in row.periods] == [p.value for p in over.periods]
    assert row.periods[0].count == row.periods[-1].count == 0


def test_a_calendar_has_every_dated_report_once(samples: Engine) -> None:
    live = Searcher(samples.snapshot())
    query = Query(filters={"province": ("Hưng Yên",), "year": ("2024",)})
    found = calendar(query, live)
    assert [row.value for row in found] == sorted((row.value for row in found), reverse=True)
    for row in found:
        _holds(row, live)
    dated = live.total(Query(filters={"province": ("Hưng Yên",)}))
    unknown = timeline(Query(filters={"province": ("Hưng Yên",)}), live).unknown
    assert sum(row.count for row in found) == dated - (unknown.count if unknown else 0)


def test_rows_of_values_that_nobody_has_are_gaps(samples: Engine) -> None:
    live = Searcher(samples.snapshot())
    over = timeline(Query(), live)
    (row,) = rows(Query(), "province", over, live, 0, values=["Lai Châu"])
    assert row.count == 0 and not any(period.count for period in row.periods)
