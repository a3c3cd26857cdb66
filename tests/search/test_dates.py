"""A date as it is typed → its first and last day."""

import pytest

from search.dates import (
    DateError,
    DateRange,
    PartialDate,
    Period,
    dates_in,
    days_of,
    parse_between,
    parse_range,
    parse_typed,
    written_days,
)
from search.report import DateValue, Precision, Status

P = Precision


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("13/12/2023", "2023-12-13", "2023-12-13"),
        ("3-2-2023", "2023-02-03", "2023-02-03"),
        ("2023-12-13", "2023-12-13", "2023-12-13"),
        ("12/2023", "2023-12-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("năm 2023", "2023-01-01", "2023-12-31"),
        ("quý IV/2023", "2023-10-01", "2023-12-31"),
        ("quý 1 năm 2022", "2022-01-01", "2022-03-31"),
        ("Quy II/2022", "2022-04-01", "2022-06-30"),
        ("quý  I  năm  2022", "2022-01-01", "2022-03-31"),
        ("quý I - 2022", "2022-01-01", "2022-03-31"),
        ("quý I2022", "2022-01-01", "2022-03-31"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("qúy IV/2023", "2023-10-01", "2023-12-31"),
        ("Qúy 4 năm 2023", "2023-10-01", "2023-12-31"),
        ("quí IV/2023", "2023-10-01", "2023-12-31"),
        ("Q4/2023", "2023-10-01", "2023-12-31"),
        ("13 / 12 / 2023", "2023-12-13", "2023-12-13"),
        ("ngày 13/12/2023", "2023-12-13", "2023-12-13"),
        ("Ngày 13 tháng 12 năm 2023", "2023-12-13", "2023-12-13"),
        ("ngay 13 thang 12 nam 2023", "2023-12-13", "2023-12-13"),
        ("13/12 năm 2023", "2023-12-13", "2023-12-13"),
        ("2023/12/13", "2023-12-13", "2023-12-13"),
        ("tháng 12/2023", "2023-12-01", "2023-12-31"),
        ("tháng 12 năm 2023", "2023-12-01", "2023-12-31"),
        ("2023/12", "2023-12-01", "2023-12-31"),
        ("tháng 12, 2023", "2023-12-01", "2023-12-31"),
        ("ngày 13 tháng 12 2023", "2023-12-13", "2023-12-13"),
        ("T12/2023", "2023-12-01", "2023-12-31"),
        ("T.3-2023", "2023-03-01", "2023-03-31"),
    ],
)
def test_dates_as_typed(typed: str, first: str, last: str) -> None:
    days = parse_range(typed)
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hôm nào",
        "31/2/2023",
        "13/2023",
        "0000",
        "20233",
        "1/1",
        "quý I năm",
        "tháng 2023",
        "ngày 12/2023",
        "12 2023",
        "--08-25",
    ],
)
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(DateError):
        parse_range(typed)


def test_an_open_end_is_no_day() -> None:
    """The first year there is may be asked for, and is still seen to have been."""
    assert parse_between(None, "") is None
    since, until = parse_between("0001", None), parse_between("", "9999")
    assert since and until
    assert (str(since.first), since.last) == ("0001-01-01", None)
    assert (until.first, str(until.last)) == (None, "9999-12-31")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("họp ngày 13/12/2023 và tháng 5 năm 2021", ["ngày 13/12/2023", "tháng 5 năm 2021"]),
        ("ngày 13 tháng 12 năm 2023", ["ngày 13 tháng 12 năm 2023"]),
        ("quý I/2022, 25.8.2023", ["quý I/2022", "25.8.2023"]),
        ("năm 2022, 8/4, 31/2/2022, 1/13/2022", []),
        ("5 năm 2021 - 2025", []),
        ("năm 2020 - 10 xã", []),
        ("giai đoạn 2021-2025", []),
    ],
)
def test_dates_in_a_text(text: str, found: list[str]) -> None:
    assert [text[date.start : date.end] for date in dates_in(text)] == found


@pytest.mark.parametrize(
    ("kept", "date", "precision", "written", "first", "last"),
    [
        ("2023-08-25", (2023, 8, 25), P.DAY, "25/8/2023", "2023-08-25", "2023-08-25"),
        ("2024-02", (2024, 2), P.MONTH, "2/2024", "2024-02-01", "2024-02-29"),
        ("2024-Q1", (2024, None, None, 1), P.QUARTER, "quý I/2024", "2024-01-01", "2024-03-31"),
        ("2024-Q4", (2024, None, None, 4), P.QUARTER, "quý IV/2024", "2024-10-01", "2024-12-31"),
        ("2024", (2024,), P.YEAR, "2024", "2024-01-01", "2024-12-31"),
        ("0987", (987,), P.YEAR, "0987", "0987-01-01", "0987-12-31"),
    ],
)
def test_a_kept_date(
    kept: str,
    date: tuple[int | None, ...],
    precision: Precision,
    written: str,
    first: str,
    last: str,
) -> None:
    found = PartialDate.parse(kept)
    assert found == PartialDate(*date)
    assert (str(found), found.precision, found.written) == (kept, precision, written)
    assert found.days and (str(found.days.first), str(found.days.last)) == (first, last)
    assert parse_typed(written) == parse_typed(kept) == found
    months = (found.days.first, found.days.last)
    assert [divmod(month, 12) for month in (found.months[0], found.months[-1])] == [
        (day.year, day.month - 1) for day in months
    ]


def test_a_day_without_a_year_is_no_place_in_time() -> None:
    found = PartialDate.parse("--02-29")
    assert (str(found), found.written) == ("--02-29", "29/2")
    assert found.precision is Precision.DAY_WITHOUT_YEAR
    assert (found.days, list(found.months)) == (None, [])
    assert str(found.in_year(2024)) == "2024-02-29"
    assert found.in_year(2023).days is None


def test_a_day_that_no_calendar_has_is_read_and_written_as_it_stands() -> None:
    """A text, or a machine before it, may have one."""
    found = PartialDate.parse("2023-02-31")
    assert (str(found), found.written, found.days) == ("2023-02-31", "31/2/2023", None)
    assert found.year == 2023
    assert found.months == PartialDate(2023, 2).months


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "23", "2023-", "2023-13", "2023-00", "2023-1", "2023-08-32", "2023-08-00"),
        *("2023-Q5", "2023-q1", "--13-01", "--02", "02-29", "2023-08-25T00:00", " 2023"),
        *("25/8/2023", "2023/2024"),
    ],
)
def test_what_is_kept_nowhere_as_a_date(text: str) -> None:
    with pytest.raises(DateError):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("kept", "dates", "first", "last"),
    [
        ("2023-Q3", ["2023-Q3"], (2023, 7), (2023, 9)),
        ("2024-01/2024-09", ["2024-01", "2024-09"], (2024, 1), (2024, 9)),
        ("2021/2025", ["2021", "2025"], (2021, 1), (2025, 12)),
        ("2023-01/2023-01", ["2023-01", "2023-01"], (2023, 1), (2023, 1)),
    ],
)
def test_periods_of_figures(
    kept: str, dates: list[str], first: tuple[int, int], last: tuple[int, int]
) -> None:
    found = Period.parse(kept)
    assert (str(found), [str(date) for date in found.dates]) == (kept, dates)
    assert [divmod(month, 12) for month in (found.months[0], found.months[-1])] == [
        (year, month - 1) for year, month in (first, last)
    ]


@pytest.mark.parametrize("text", ["", "/", "2023/", "2023/2024/2025", "hôm qua", "2023-13/2023-12"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(DateError):
        Period.parse(text)


def test_ranges_are_compared_by_their_days() -> None:
    def days(text: str) -> DateRange:
        return parse_range(text)

    assert days("2022") < days("2023-Q1") < days("2023-01-02") < days("2023-02")
    assert days("2023").overlaps(days("31/12/2023")) and days("31/12/2023").overlaps(days("2023"))
    assert not days("2023").overlaps(days("1/1/2024"))
    assert not days("1/1/2024").overlaps(days("2023"))


def test_the_days_of_values_are_from_the_first_to_the_last() -> None:
    kept = ["--08-25", "2023-02-31", "2023-Q2", "2024"]
    values = [DateValue(value, Status.STATED) for value in kept]
    assert days_of(values[:3]) == parse_range("2023-Q2")
    assert days_of(values) == parse_range("từ 4/2023 đến 12/2024")
    assert days_of(values[::-1]) == days_of(values)
    assert days_of(values[:2]) is None


def test_the_days_of_a_meeting_of_several() -> None:
    both = DateValue("2021-11-30", Status.STATED, until="2021-12-02")
    days = days_of([both])
    assert days and (str(days.first), str(days.last)) == ("2021-11-30", "2021-12-02")
    without_year = DateValue("--11-30", Status.STATED, until="--12-02")
    assert days_of([without_year]) is None


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2023-12-06", "2023-12-08", "6–8/12/2023"),
        ("2021-11-30", "2021-12-02", "30/11–2/12/2021"),
        ("2021-12-30", "2022-01-02", "30/12/2021–2/1/2022"),
    ],
)
def test_several_days_are_written_as_people_do(first: str, last: str, written: str) -> None:
    assert written_days(PartialDate.parse(first), PartialDate.parse(last)) == written
