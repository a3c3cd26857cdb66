"""Reports of meetings of several days → each day of them finds the report, once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from indexer.build.run import build
from search.dates import DateRange
from search.engine.protocol import Engine, Request
from search.engine.urls import open_engine


@pytest.fixture
def engine(write: Callable[[str, str], Path], tmp_path: Path) -> Engine:
    held = "HĐND huyện Na Rì họp kỳ thường lệ, bàn việc làm đường của các xã."
    write("hai-ngay.txt", f"Trong hai ngày 30/11 và 4/12/2023, {held}")
    write("nhieu-ngay.txt", f"Trong các ngày 6, 7 và 8/6/2022, {held}")
    write("tin.txt", "Mưa lớn ngày 5/7/2023 làm ngập nhiều ruộng lúa của xã.")
    made = open_engine(f"whoosh:{tmp_path / 'index'}")
    build([tmp_path / "reports"], made)
    return made


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2023, 11, 30), 1),
        (date(2023, 12, 4), 1),
        (date(2022, 6, 6), 1),
        (date(2022, 6, 7), 1),
        (date(2022, 6, 8), 1),
        (date(2022, 6, 9), 0),
        (date(2023, 7, 5), 0),
    ],
)
def test_each_day_finds_the_report(engine: Engine, day: date, found: int) -> None:
    assert engine.snapshot().search(Request(dates=DateRange(day, day))).total == found


@pytest.mark.parametrize(("month", "found"), [("2023-11", 1), ("2023-12", 1), ("2023-07", 0)])
def test_each_month_counts_it_once(engine: Engine, month: str, found: int) -> None:
    assert engine.snapshot().search(Request(filters={"month": (month,)})).total == found
