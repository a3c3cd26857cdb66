"""Where no report is of the days asked for, the nearest days that have any, and what they find."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from indexer.build.run import build
from search.answer.searchers import Searchers
from search.answers import Query
from search.dates import DateBounds
from search.engine.urls import open_engine
from search.explore.nearest_days import nearest_days
from search.searcher import Searcher

DAYS = ["2023-08-10", "2023-08-21", "2023-08-24", "2023-08-24", "2023-09-02", "2021-05-01"]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    home: Path = tmp_path_factory.mktemp("days")
    texts = ["Hội nghị bàn việc giải ngân", "Kỳ họp về cấp nước", "Giao ban", "Họp báo", "Sơ kết"]
    lines = [
        json.dumps({"id": str(n), "date": day, "text": f"{texts[n % 5]} số {n} của tỉnh nhà."})
        for n, day in enumerate(DAYS)
    ]
    (home / "a.jsonl").write_text("\n".join(lines), "utf-8")
    engine = open_engine(f"whoosh:{home / 'index'}")
    build([home / "a.jsonl"], engine)
    yield Searchers(engine).current()


def on(first: date, last: date | None = None) -> Query:
    return Query(dates=DateBounds(first, last or first))


def test_two_days_on_each_side_with_what_they_find(searcher: Searcher) -> None:
    found = nearest_days(on(date(2023, 8, 25)), searcher)
    assert [(own.date.written, own.total) for own in found] == [
        ("21/8/2023", 1),
        ("24/8/2023", 2),
        ("2/9/2023", 1),
    ]
    assert all(searcher.total(own.query) == own.total for own in found)


def test_days_before_the_first_and_behind_the_last(searcher: Searcher) -> None:
    before = nearest_days(on(date(2020, 1, 1), date(2020, 12, 31)), searcher)
    assert [own.date.written for own in before] == ["1/5/2021", "10/8/2023"]
    after = nearest_days(on(date(2030, 1, 1)), searcher)
    assert [own.date.written for own in after] == ["24/8/2023", "2/9/2023"]


def test_the_words_hold(searcher: Searcher) -> None:
    query = Query("cấp nước", dates=DateBounds(date(2023, 8, 25), date(2023, 8, 25)))
    assert [own.date.written for own in nearest_days(query, searcher)] == ["21/8/2023"]


def test_without_dates_or_with_open_ends_there_is_nothing_beyond(searcher: Searcher) -> None:
    assert nearest_days(Query("giao ban"), searcher) == ()
    assert nearest_days(Query(dates=DateBounds(None, None)), searcher) == ()
    assert nearest_days(Query(dates=DateBounds(date.min, date.max)), searcher) == ()
