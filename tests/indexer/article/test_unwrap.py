"""Lines wrapped and blanks doubled by machines → the same reading, and the way back."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article.unwrap import unwrapped
from search.text.normalize import normalize
from tests.indexer.facets.test_facets import understood, values

LONG = "Sáng 5/7/2023, tại hội trường lớn của thành phố, Thường trực Tỉnh ủy Hưng Yên tổ chức"
TEXT = (
    f"{LONG} hội nghị giao ban với các huyện ủy, thị ủy, thành ủy. Đồng chí Lê Văn Hòa, Bí thư "
    "Tỉnh ủy chủ trì hội nghị; cùng dự có đại diện các ban của tỉnh và lãnh đạo các huyện.\n\n"
    "Hội nghị bàn việc thu ngân sách, giải ngân vốn đầu tư công và phòng, chống thiên tai trong "
    "sáu tháng cuối năm, trong đó có việc của huyện Ân Thi và huyện Kim Động."
)
FACETS = ("meeting_type", "organiser", "level", "province", "event_date", "people", "places")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("một  hai   ba", "một hai ba"),
        (f"{LONG}\nhội nghị.", f"{LONG} hội nghị."),
        (f"{LONG} \n  hội nghị.", f"{LONG} hội nghị."),
        # a short line, a sentence's end, a paragraph and a capital end a line
        ("Giao ban\nhội nghị.", "Giao ban\nhội nghị."),
        (f"{LONG}.\nhội nghị.", f"{LONG}.\nhội nghị."),
        (f"{LONG}\n\nhội nghị.", f"{LONG}\n\nhội nghị."),
        (f"{LONG}\nHội nghị.", f"{LONG}\nHội nghị."),
    ],
)
def test_what_is_joined(text: str, read: str) -> None:
    assert unwrapped(normalize(text)).text == read


@pytest.mark.parametrize("width", [60, 80, 100])
def test_a_text_wrapped_by_width_is_read_as_before(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(line, width) for line in TEXT.split("\n\n"))
    assert unwrapped(normalize(wrapped)).text == TEXT
    plain, odd = understood(TEXT), understood(wrapped)
    for facet in FACETS:
        assert values(odd, facet) == values(plain, facet)


def test_doubled_blanks_change_nothing() -> None:
    plain, odd = understood(TEXT), understood(TEXT.replace(" ", "  "))
    for facet in FACETS:
        assert values(odd, facet) == values(plain, facet)
    assert [p.role for p in odd.facets.people] == ["chair"]


@given(st.text(st.sampled_from("aB .,\n") | st.characters(), max_size=80))
def test_every_span_leads_back_to_what_was_joined(text: str) -> None:
    normal = normalize(text)
    read = unwrapped(normal)
    assert len(read.text) == len(read.starts) == len(read.ends)
    assert read.text.split() == normal.text.split()
    for number, letter in enumerate(read.text):
        start, end = read.original(number, number + 1)
        assert start < end
        assert letter == " " or letter in normalize(text[start:end]).text
