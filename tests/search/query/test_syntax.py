"""What can be typed besides words; nothing is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.facets.registry import COUNTED_BY_NAME
from search.query.syntax import DATE, LABELS, QueryPartKind, query_parts, without_or

WORDS, QUOTED, SPELLED, BEGINNING, FIELD = QueryPartKind


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bão lũ", [[(WORDS, "bão lũ")]]),
        ('bão "giải ngân" lũ', [[(WORDS, "bão"), (QUOTED, "giải ngân"), (WORDS, "lũ")]]),
        ("bão -lũ lụt", [[(WORDS, "bão"), (WORDS, "-lũ"), (WORDS, "lụt")]]),
        ('bão ="giai ngan"x', [[(WORDS, "bão"), (SPELLED, "giai ngan"), (WORDS, "x")]]),
        ("= bão=lũ", [[(WORDS, "= bão=lũ")]]),
        ('bão -"sạt lở"', [[(WORDS, "bão"), (QUOTED, "-sạt lở")]]),
        ("2021 -2030", [[(WORDS, "2021 -2030")]]),
        ("kinh tế - xã hội", [[(WORDS, "kinh tế - xã hội")]]),
        ("xuất khẩu OR nhập khẩu", [[(WORDS, "xuất khẩu")], [(WORDS, "nhập khẩu")]]),
        ("bão | lũ", [[(WORDS, "bão")], [(WORDS, "lũ")]]),
        ("bão or lũ", [[(WORDS, "bão or lũ")]]),
        ("OR bão OR OR lũ OR", [[(WORDS, "bão")], [(WORDS, "lũ")]]),
        ("ngh* bão", [[(BEGINNING, "ngh"), (WORDS, "bão")]]),
        ("ng* bão", [[(WORDS, "ng* bão")]]),
        ("**", [[(WORDS, "**")]]),
        ('tỉnh:"Bắc Kạn" bão', [[(FIELD, "province=Bắc Kạn"), (WORDS, "bão")]]),
        ("tinh:hanoi", [[(FIELD, "province=hanoi")]]),
        ('Chủ trì:"A B"', [[(FIELD, "chair=A B")]]),
        ("-năm:2022", [[(FIELD, "-year=2022")]]),
        ("ngày:25/8/2023", [[(FIELD, "date=25/8/2023")]]),
        ("tỉnh: Bắc Kạn", [[(WORDS, "tỉnh: Bắc Kạn")]]),
        ('tỉnh:"', [[(WORDS, 'tỉnh:"')]]),
        ('"chưa đóng', [[(WORDS, '"chưa đóng')]]),
        ("", [[]]),
        ("OR", [[]]),
    ],
)
def test_parts(typed: str, found: list[list[tuple[QueryPartKind, str]]]) -> None:
    def told(text: str, field: str, is_excluded: bool) -> str:
        return "-" * is_excluded + (f"{field}={text}" if field else text)

    shown = [
        [(part.kind, told(part.text, part.field, part.is_excluded)) for part in own]
        for own in query_parts(typed)
    ]
    assert shown == found


@given(st.text(st.sampled_from('ab ế-"*:|OR\n.1') | st.characters(), max_size=40))
def test_every_part_stands_where_it_says(typed: str) -> None:
    ends = 0
    for part in (part for own in query_parts(typed) for part in own):
        assert ends <= part.start < part.end <= len(typed)
        assert part.text in typed[part.start : part.end]
        ends = part.end
    assert query_parts(without_or(typed))[1:] == []


def test_every_label_names_a_facet() -> None:
    assert set(LABELS.values()) <= {*COUNTED_BY_NAME, DATE}
