"""A day without its year among years that no rule reads → the year that all of them speak for."""

import pytest

from indexer.article.structure import clean
from indexer.dates.days import days
from indexer.dates.named_years import named_years
from indexer.dates.year_case import YearCase
from indexer.dates.year_signs import signs
from indexer.dates.year_votes import LIST, likely_year
from indexer.lexicon import rows


def case_of(text: str) -> YearCase:
    article = clean(text)
    return YearCase(article, days(article)[0], tuple(named_years(article)))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Năm 2018, xã thu 5 tỷ đồng.", "year"),
        ("Mùa màng 2018 khá.", "bare"),
        ("Việc ấy xảy ra hồi tháng 4/2018.", "month-"),
        ("Việc ấy xong vào tháng 8/2018.", "month+"),
        ("Ngày 1/1/2018, giá thay đổi.", "date-far"),
        ("Giai đoạn 2018-2020, xã làm ba việc.", "from"),
        ("Nghị quyết số 7 năm 2018 nêu rõ.", "paper"),
    ],
)
def test_how_a_year_is_spoken_of(text: str, form: str) -> None:
    """In a report of July."""
    found = signs(case_of(f"Sáng 9/7, huyện A họp. {text} Năm 2017, xã thu 4 tỷ đồng."))
    assert (form, 2018) in found


def test_a_year_that_all_signs_speak_for_is_told() -> None:
    text = (
        "Sáng 11/6, tỉnh A họp báo về Kỳ thi THPT quốc gia năm 2019. Ông B cho biết kỳ thi năm 2018"
        " có sai phạm; kỳ thi 2019 sẽ nghiêm hơn."
    )
    assert likely_year(case_of(text), None) == 2019


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 11/6, huyện A họp.",
        "Sáng 11/6, huyện A họp. Chợ được xây năm 2012.",
        "Sáng 11/6, huyện A họp. Ông B là Chủ tịch huyện nhiệm kỳ 2016-2021.",
        "Sáng 11/6, huyện A họp. Luật Đất đai năm 2013 còn vướng.",
    ],
)
def test_a_year_stays_open_where_little_speaks_for_any(text: str) -> None:
    assert likely_year(case_of(text), None) is None


def test_a_year_that_the_session_excludes_is_not_told() -> None:
    text = "Sáng 11/6, tỉnh A họp báo về Kỳ thi THPT quốc gia năm 2019, khác kỳ thi năm 2018."
    assert likely_year(case_of(text), {2012}) in (None, 2012)


def test_each_sign_has_a_weight_for_each_year_around_it() -> None:
    assert {len(row) for row in rows(LIST)} == {9}
