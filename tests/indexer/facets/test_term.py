"""The name of the meeting and its organisation → the term they are of."""

import pytest

from indexer.lexicon import rows
from tests.indexer.facets.test_facets import understood


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Sáng 5/7, khai mạc kỳ họp thứ 15 HĐND TP. Vinh khoá IX.", ["khóa 9"]),
        ("Kỳ họp thứ 3, HĐND huyện khóa 7 khai mạc.", ["khóa 7"]),
        (
            "Sáng 5/7, HĐND huyện họp kỳ họp thứ 4, khóa XV, nhiệm kỳ 2016 - 2021.",
            ["khóa 15", "2016-2021"],
        ),
        ("Đại hội Đảng bộ huyện lần thứ XX, nhiệm kỳ 2020-2025 họp sáng 5/7.", ["2020-2025"]),
        ("Ban Chấp hành Đảng bộ huyện khóa XII tổ chức Hội nghị lần thứ 4.", ["khóa 12"]),
        ("Hội nghị bàn việc bầu cử đại biểu Quốc hội khóa XV.", []),
        ("Hội nghị quán triệt Nghị quyết Trung ương 8 khóa XII.", []),
        ("HĐND huyện bầu ông A giữ chức Chủ tịch UBND huyện nhiệm kỳ 2016-2021.", []),
        ("Hội nghị chuẩn bị đại hội Đảng các cấp nhiệm kỳ 2025-2030.", []),
        ("Cử tri gặp đại biểu trước kỳ họp thứ 5, Quốc hội khóa XIV.", []),
        ("Hội nghị bàn việc mở khóa học và khóa họp.", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    found = understood(text).facets.term
    assert [term.value for term in found] == terms
    assert all(term.status == "stated" and term.evidence for term in found)


SENTENCES = {  # each cue → a sentence, a word that is none, what the sentence says with it
    "meeting": ("Sáng 5/7, khai mạc {} của huyện khóa IX.", "lễ hội", []),
    "another": ("Sáng 5/7, tại kỳ họp {} của huyện khóa IX.", "thứ 5", ["khóa 9"]),
    "body": ("{} huyện khóa IX họp.", "dân", []),
    "holds": ("HĐND huyện khóa IX {} nhiều việc.", "có", []),
}


@pytest.mark.parametrize(("cue", "words"), rows("term_cues.tsv"))
def test_each_cue_tells_whose_a_term_is(cue: str, words: str) -> None:
    sentence, other, without = SENTENCES[cue]
    for said, terms in ((other, without), (words, [] if without else ["khóa 9"])):
        found = understood(sentence.format(said)).facets.term
        assert [term.value for term in found] == terms, said
