"""A range, a part of a year, a time told from today → its days; in a field and among words."""

from datetime import date

import pytest

from search.dates import (
    TYPED_FORMS,
    TYPED_RANGES,
    DateError,
    clock,
    dates_in,
    parse_between,
    parse_range,
)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Thursday, 14/3/2024."""
    monkeypatch.setattr(clock, "today", lambda: date(2024, 3, 14))


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2020-2023", "2020-01-01", "2023-12-31"),
        ("2020..2023", "2020-01-01", "2023-12-31"),
        ("1/3/2023 .. 5/4/2023", "2023-03-01", "2023-04-05"),
        ("năm 2020 đến 2023", "2020-01-01", "2023-12-31"),
        ("từ 3/2023 đến 5/2023", "2023-03-01", "2023-05-31"),
        ("từ tháng 3 đến tháng 5/2023", "2023-03-01", "2023-05-31"),
        ("tu thang 3 den thang 5 nam 2023", "2023-03-01", "2023-05-31"),
        ("từ tháng 11 đến tháng 2/2023", "2022-11-01", "2023-02-28"),
        ("từ 3 đến 5/2023", "2023-03-01", "2023-05-31"),
        ("tháng 3-5/2023", "2023-03-01", "2023-05-31"),
        ("tháng 3-tháng 5/2023", "2023-03-01", "2023-05-31"),
        ("tháng 3-5 năm 2023", "2023-03-01", "2023-05-31"),
        ("từ tháng 3 đến 5 năm 2023", "2023-03-01", "2023-05-31"),
        ("từ tháng 3 đến tháng 5 năm 2023", "2023-03-01", "2023-05-31"),
        ("tháng 9-11 năm ngoái", "2023-09-01", "2023-11-30"),
        ("quý I-2023", "2023-01-01", "2023-03-31"),
        ("tháng 3 - 2023", "2023-03-01", "2023-03-31"),
        ("quý 1-2 năm 2023", "2023-01-01", "2023-06-30"),
        ("quý III-IV năm ngoái", "2023-07-01", "2023-12-31"),
        ("3/4/2023-5/4/2023", "2023-04-03", "2023-04-05"),
        ("từ 3/4/2023 tới 5/4/2023", "2023-04-03", "2023-04-05"),
        ("3-4-2023 - 5-4-2023", "2023-04-03", "2023-04-05"),
        ("2023-04-03 đến 2023-04-05", "2023-04-03", "2023-04-05"),
        ("6-8/12/2023", "2023-12-06", "2023-12-08"),
        ("từ ngày 6 đến hết ngày 8 tháng 12 năm 2023", "2023-12-06", "2023-12-08"),
        ("30/12 đến 2/1/2022", "2021-12-30", "2022-01-02"),
        ("quý I-III/2023", "2023-01-01", "2023-09-30"),
        ("quý 1-3/2023", "2023-01-01", "2023-09-30"),
        ("từ quý I đến quý III năm 2023", "2023-01-01", "2023-09-30"),
        ("từ quý IV/2022 đến nay", "2022-10-01", "2024-03-14"),
        ("từ đầu năm đến nay", "2024-01-01", "2024-03-14"),
        ("từ tháng 11 đến nay", "2023-11-01", "2024-03-14"),
        ("6 tháng đầu năm 2017", "2017-01-01", "2017-06-30"),
        ("Sáu tháng đầu năm 2017", "2017-01-01", "2017-06-30"),
        ("6 thang dau nam 2017", "2017-01-01", "2017-06-30"),
        ("6 tháng cuối năm", "2024-07-01", "2024-12-31"),
        ("6 tháng cuối năm ngoái", "2023-07-01", "2023-12-31"),
        ("nửa đầu năm 2017", "2017-01-01", "2017-06-30"),
        ("9 tháng 2023", "2023-01-01", "2023-09-30"),
        ("9 tháng năm 2023", "2023-01-01", "2023-09-30"),
        ("9 tháng đầu năm 2023", "2023-01-01", "2023-09-30"),
        ("quý đầu năm 2023", "2023-01-01", "2023-03-31"),
        ("hôm nay", "2024-03-14", "2024-03-14"),
        ("hom qua", "2024-03-13", "2024-03-13"),
        ("tuần này", "2024-03-11", "2024-03-17"),
        ("tuần trước", "2024-03-04", "2024-03-10"),
        ("tháng này", "2024-03-01", "2024-03-31"),
        ("Tháng trước", "2024-02-01", "2024-02-29"),
        ("quý trước", "2023-10-01", "2023-12-31"),
        ("năm nay", "2024-01-01", "2024-12-31"),
        ("nam ngoai", "2023-01-01", "2023-12-31"),
        ("quý II năm ngoái", "2023-04-01", "2023-06-30"),
        ("tháng 3 năm nay", "2024-03-01", "2024-03-31"),
        ("3 tháng qua", "2023-12-14", "2024-03-14"),
        ("7 ngày qua", "2024-03-07", "2024-03-14"),
        ("đầu năm 2023", "2023-01-01", "2023-01-01"),
        ("cuoi nam ngoai", "2023-12-31", "2023-12-31"),
        ("nay", "2024-03-14", "2024-03-14"),
        ("trước 2022", "0001-01-01", "2021-12-31"),
        ("trước ngày 1/6/2023", "0001-01-01", "2023-05-31"),
        ("sau tháng 2/2023", "2023-03-01", "9999-12-31"),
        ("từ 6/2023", "2023-06-01", "9999-12-31"),
        ("từ năm 2022 trở lại đây", "2022-01-01", "9999-12-31"),
        ("tu quy III/2022 tro di", "2022-07-01", "9999-12-31"),
        (">= 6/2023", "2023-06-01", "9999-12-31"),
        (">2022", "2023-01-01", "9999-12-31"),
        ("≤2021", "0001-01-01", "2021-12-31"),
        ("<1/6/2023", "0001-01-01", "2023-05-31"),
        ("đến năm 2021", "0001-01-01", "2021-12-31"),
        ("trước tháng này", "0001-01-01", "2024-02-29"),
    ],
)
def test_periods_as_typed(typed: str, first: str, last: str) -> None:
    days = parse_range(typed)
    assert (str(days.first), str(days.last)) == (first, last)


@pytest.mark.parametrize(
    "typed",
    [
        *("2024 đến 2023", "hôm nay đến hôm qua", "từ 5", "trước lũ", "từ đến", "-", "tháng"),
        *("13 tháng 2023", "0 tháng đầu năm 2023", "từ 31/2/2023 đến 5/3/2023", "25/8", "tháng 8"),
        *("tháng 12-15/3/2023", "quý 1-15/3/2023", "tháng 13-15/2023"),
        *("1/1/23", "31/2/2023", "từ tháng 13 đến tháng 14/2023", "hôm"),
        *("99 năm qua 2020", "6 tháng đầu năm 0000", "quý V-VI/2023", "2023-2024-2025"),
    ],
)
def test_what_is_no_period(typed: str) -> None:
    with pytest.raises(DateError):
        parse_range(typed)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("thu ngân sách 6 tháng đầu năm", []),
        ("thu ngân sách 6 tháng đầu năm 2017 tăng", ["6 tháng đầu năm 2017"]),
        ("thu ngan sach 6 thang dau nam 2017", ["6 thang dau nam 2017"]),
        ("họp từ 3/2023 đến 5/2023 về lũ", ["từ 3/2023 đến 5/2023"]),
        ("giải ngân quý I đến quý III/2023", ["quý I đến quý III/2023"]),
        ("9 tháng 2023 và quý II/2017", ["9 tháng 2023", "quý II/2017"]),
        ("họp giao ban tháng trước", ["tháng trước"]),
        ("HOP GIAO BAN THANG TRUOC", ["THANG TRUOC"]),
        ("so với cùng kỳ năm ngoái", []),
        ("trong 3 năm nay", []),
        ("những tháng trước", []),
        ("Việt Nam nay", []),
        ("viet nam nay", []),
        ("thắng trước đội bạn", []),
        ("5 năm trước, 10 năm qua", []),
        ("mưa 7 ngày qua", ["7 ngày qua"]),
        ("giai ngan 3 thang qua", ["3 thang qua"]),
        ("7 ngày quá hạn", []),
        ("hoàn thành trước năm 2025", []),
        ("trước tháng 3 đến tháng 5/2023", ["tháng 3 đến tháng 5/2023"]),
        ("tháng 3 năm nay", ["tháng 3 năm nay"]),
        ("trong 3 đến 5 năm nay", []),
        ("3-5 năm trước", []),
        ("lộ trình từ 2 đến 5 năm 2023", []),
        ("họp tháng 3-5/2023 về lũ", ["tháng 3-5/2023"]),
        ("họp từ tháng 3 đến 5 năm 2023", ["từ tháng 3 đến 5 năm 2023"]),
        ("giai đoạn 2021-2025", []),
        ("quý I-2023, tháng 3 - 2023", ["quý I-2023", "tháng 3 - 2023"]),
        ("kế hoạch 5 năm 2021 - 2025", []),
        ("từ 2000 đến 2500 tỷ đồng", []),
        ("từ 2000 đến 2020 hộ", []),
        ("giao ban từ 2020 đến 2023", ["từ 2020 đến 2023"]),
        ("giai đoạn 2020 đến 2023", []),
        ("từ năm 2020 đến năm 2023", ["từ năm 2020 đến năm 2023"]),
        ("8/12 đến 9/12 có mưa", []),
    ],
)
def test_periods_among_words(text: str, found: list[str]) -> None:
    assert [text[own.start : own.end] for own in dates_in(text)] == found


def test_a_month_joined_to_its_year_is_no_range() -> None:
    [quarter, month] = dates_in("quý I-2023, tháng 3 - 2023")
    assert (str(quarter.days.last), str(month.days.last)) == ("2023-03-31", "2023-03-31")


def test_an_error_says_how_a_date_may_be_typed() -> None:
    with pytest.raises(DateError) as told:
        parse_range("hôm nào")
    assert all(form in str(told.value) and parse_range(form) for form in TYPED_FORMS)


def test_other_spellings_of_a_part_of_a_year() -> None:
    [own] = dates_in("nửa đầu năm 2017")
    assert own.spellings == (
        "6 tháng đầu năm 2017",
        "sáu tháng đầu năm 2017",
        "nửa đầu năm 2017",
    )


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("6 tháng đầu năm 2017", "", "2017-01-01", "2017-06-30"),
        ("từ 3/2023 đến 5/2023", "", "2023-03-01", "2023-05-31"),
        ("", "2020-2023", "2020-01-01", "2023-12-31"),
        ("2020-2023", "2024", "2020-01-01", "2024-12-31"),
        ("quý II/2017", "", "2017-04-01", "None"),
        ("tháng trước", "", "2024-02-01", "None"),
        ("", "hôm qua", "None", "2024-03-13"),
        ("năm ngoái", "hôm nay", "2023-01-01", "2024-03-14"),
        ("trước 2022", "", "None", "2021-12-31"),
        ("", "từ 6/2023", "2023-06-01", "None"),
    ],
)
def test_a_range_in_one_date_field_is_both_its_ends(
    since: str, until: str, first: str, last: str
) -> None:
    found = parse_between(since, until)
    assert found
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize("typed", TYPED_RANGES)
def test_the_ranges_that_are_named_to_readers_are_both_ends(typed: str) -> None:
    found = parse_between(typed, "")
    assert found and found.first and found.last


@pytest.mark.parametrize("unit", ["từ ", " ", "3 tháng ", "1/1", "từ 1 đến ", "tháng 3-", "quý i "])
def test_a_long_text_is_searched_in_linear_time(unit: str) -> None:
    assert dates_in((unit * 500)[:500]) is not None
