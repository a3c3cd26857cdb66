"""Days that a query asks for, in the words of the heading and of the chips."""

from datetime import date

import pytest

from search.dates import DateBounds
from web.wording import dates


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2017-01-01", "2017-12-31", "2017"),
        ("2016-01-01", "2018-12-31", "2016–2018"),
        ("2017-01-01", "2017-06-30", "6 tháng đầu năm 2017"),
        ("2017-07-01", "2017-12-31", "6 tháng cuối năm 2017"),
        ("2017-01-01", "2017-09-30", "9 tháng đầu năm 2017"),
        ("2017-04-01", "2017-06-30", "quý II/2017"),
        ("2020-02-01", "2020-02-29", "2/2020"),
        ("2020-02-01", "2020-02-28", "1–28/2/2020"),
        ("2017-01-01", "2017-06-29", "1/1–29/6/2017"),
        ("2017-03-01", "2017-05-31", "1/3–31/5/2017"),
        ("2016-07-01", "2017-06-30", "1/7/2016–30/6/2017"),
        ("2017-03-05", "2017-03-05", "5/3/2017"),
        ("2017-03-05", None, "từ 5/3/2017"),
        (None, "2017-03-05", "đến 5/3/2017"),
    ],
)
def test_days_are_said_in_few_words(first: str | None, last: str | None, written: str) -> None:
    ends = (date.fromisoformat(end) if end else None for end in (first, last))
    assert dates.bounds(DateBounds(*ends)) == written
