"""A list of abbreviations in a report → what of it is highlighted."""

import pytest

from search.answers import TextRun
from search.highlight.matches import highlight_text
from search.query.compile import parse_query
from search.text.lexicon.abbreviations import initialisms_in

LONG = "công nghiệp hóa, hiện đại hóa"


def highlighted(query: str, text: str) -> list[str]:
    found = highlight_text(text, parse_query(query).highlighted)
    return [run.text for run in found if run.is_highlighted]


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        (LONG, "đẩy mạnh CNH-HĐH nông thôn", ["CNH", "HĐH"]),
        (LONG, "đẩy mạnh CNH - HĐH nông thôn", ["CNH", "HĐH"]),
        (LONG, "đẩy mạnh CNH–HĐH nông thôn", ["CNH", "HĐH"]),
        (LONG, "đẩy mạnh CNH, HĐH nông thôn", ["CNH", "HĐH"]),
        (LONG, "đẩy mạnh CNH/HĐH nông thôn", ["CNH", "HĐH"]),
        ("cnh hdh", "đẩy mạnh CNH-HĐH nông thôn", ["CNH", "HĐH"]),
        (LONG, "đẩy mạnh CNH HĐH nông thôn", ["CNH HĐH"]),  # a blank is in the highlight
        (LONG, "đẩy mạnh công nghiệp hóa, hiện đại hóa", [LONG]),
        ('"CNH-HĐH"', "đẩy mạnh CNH-HĐH nông thôn", ["CNH-HĐH"]),
        ("phòng cháy chữa cháy", "lực lượng PCCC", ["PCCC"]),
        # their parts are short for nothing alone
        ("kinh tế xã hội", "phát triển KT-XH", ["KT-XH"]),
        ("quốc phòng, an ninh", "giữ vững QP-AN", ["QP-AN"]),
        ("thành phố Hồ Chí Minh", "UBND TP.HCM họp", ["TP.HCM"]),
        ("57-NQ/TW", "Nghị quyết 57-NQ/TW", ["57-NQ/TW"]),
    ],
)
def test_what_is_highlighted(query: str, text: str, shown: list[str]) -> None:
    assert highlighted(query, text) == shown


def test_a_highlight_is_a_run_of_the_text() -> None:
    found = highlight_text("CNH-HĐH", parse_query(LONG).highlighted)
    assert found == (TextRun("CNH", True), TextRun("-"), TextRun("HĐH", True))


@pytest.mark.parametrize("text", ["", "-", "UBND", "UBND, UBND", "KT-XH", "bão số 3", "CNH; HĐH"])
def test_what_is_no_list_of_abbreviations(text: str) -> None:
    assert initialisms_in(text) == ()
