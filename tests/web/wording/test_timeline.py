"""What a timeline says of its periods."""

import pytest

from search.answers import Query
from search.explore.timeline import Beyond, Timeline, TimelinePeriod
from web.wording.timeline import columns, period_label


@pytest.mark.parametrize(
    ("label", "beyond", "said"),
    [
        ("2013", Beyond.BEFORE, "Trước 2013"),
        ("2024", Beyond.AFTER, "Sau 2024"),
        ("2023", None, "2023"),
        ("8/2023", None, "8/2023"),
    ],
)
def test_a_period_and_the_ends_of_a_timeline(label: str, beyond: Beyond | None, said: str) -> None:
    assert period_label(TimelinePeriod("x", label, 1, Query(), beyond=beyond)) == said


def test_the_columns_of_a_year_are_its_months() -> None:
    before = TimelinePeriod("<2013", "2013", 1, Query(), beyond=Beyond.BEFORE)
    year = TimelinePeriod("2013", "2013", 1, Query())
    assert columns(Timeline("year", "", (before, year), None, Query())) == ["Trước 2013", "2013"]
    month = TimelinePeriod("2013-02", "2/2013", 1, Query())
    assert columns(Timeline("month", "2013", (month,), None, Query()))[:2] == ["1", "2"]
