"""Courses over time: every number is what its own query finds, and nothing is lost."""

import pytest

from search.courses import MONTH, YEAR, Period, Row, calendar, course, rows
from search.engine import Engine
from search.model import Query
from search.results import total

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
    live = samples.snapshot()
    over = course(query, live)
    for period in (*over.periods, *([over.unknown] if over.unknown else [])):
        assert total(period.query, live) == period.count


@pytest.mark.parametrize("query", QUERIES, ids=repr)
@pytest.mark.parametrize("facet", ["province", "organiser", "meeting_type"])
def test_each_row_finds_what_it_counts(samples: Engine, query: Query, facet: str) -> None:
    live = samples.snapshot()
    over = course(query, live)
    for row in rows(query, facet, over, live, 5):
        assert total(row.query, live) == row.count
        assert [period.value for period in row.periods] == [p.value for p in over.periods]
        _holds(row, live)


def _holds(row: Row, live: object) -> None:
    told: list[Period] = [*row.periods, *([row.unknown] if row.unknown else [])]
    assert sum(period.count for period in told) == row.count  # a report has one day
    for period in told:
        assert total(period.query, live) == period.count  # type: ignore[arg-type]


def test_years_without_gaps_and_months_of_one_year(samples: Engine) -> None:
    live = samples.snapshot()
    years = course(Query(), live)
    values = [int(period.value) for period in years.periods]
    assert years.unit == YEAR and values == list(range(values[0], values[-1] + 1))
    months = course(Query(filters={"year": ("2024",), "month": ("2024-07",)}), live)
    assert months.unit == MONTH and months.year == "2024" and len(months.periods) == 12
    assert [period.label for period in months.periods if period.selected] == ["7/2024"]
    assert sum(period.count for period in months.periods) > 1, "its own filter does not matter"
    assert months.whole == Query()


def test_a_calendar_has_every_dated_report_once(samples: Engine) -> None:
    live = samples.snapshot()
    query = Query(filters={"province": ("Hưng Yên",), "year": ("2024",)})
    found = calendar(query, live)
    assert [row.value for row in found] == sorted((row.value for row in found), reverse=True)
    for row in found:
        _holds(row, live)
    dated = total(Query(filters={"province": ("Hưng Yên",)}), live)
    unknown = course(Query(filters={"province": ("Hưng Yên",)}), live).unknown
    assert sum(row.count for row in found) == dated - (unknown.count if unknown else 0)


def test_rows_of_values_that_nobody_has_are_gaps(samples: Engine) -> None:
    live = samples.snapshot()
    over = course(Query(), live)
    (row,) = rows(Query(), "province", over, live, 0, values=["Lai Châu"])
    assert row.count == 0 and not any(period.count for period in row.periods)
