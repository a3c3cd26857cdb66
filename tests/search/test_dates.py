"""A date as it is typed → its first and last day."""

import pytest

from search.dates import DateError, dates_in, parse_between, parse_range


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
    ],
)
def test_dates_as_typed(typed: str, first: str, last: str) -> None:
    days = parse_range(typed)
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hôm qua",
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
