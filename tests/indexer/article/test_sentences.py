"""A place in a line of an article → the sentence around it; a text → its sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article.sentences import sentence, sentences
from indexer.article.structure import clean
from indexer.lexicon import rows
from search.report import Role
from tests.indexer.facets.test_facets import understood


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "parts",
    [
        ["Trời mưa. ", "Dân vui."],
        ["Họ hỏi: vì sao? ", '"Vì trời mưa!" ', "- Ông A nói."],
        ["Theo khóa XV. ", "Đó là năm 2019. ", "3 xã vui."],
        ["Nhà ở Q. 1, P. Hàng Gai."],
        ["Trời mưa... rồi nắng. ", "(Ảnh: A)"],
        ["Thu 1.500 tỷ"],
        [""],
    ],
)
def test_the_sentences_of_a_text(parts: list[str]) -> None:
    assert split("".join(parts)) == parts


@pytest.mark.parametrize("row", rows("abbreviations.txt"), ids="".join)
def test_no_sentence_ends_with_an_abbreviation(row: tuple[str]) -> None:
    text = f"Sáng 5/7, tại hội nghị, Bí thư Lê Văn Tám ở {row[0]}. Vinh phát biểu."
    [person] = understood(text).facets.people
    assert person.role is Role.SPEAKER


@given(st.text(st.sampled_from('Aa. "”)(-TP1…'), max_size=40))
def test_sentences_follow_one_another(text: str) -> None:
    assert "".join(split(text)) == text


def test_the_sentence_around_a_place() -> None:
    article = clean("Dân vui lắm. Sáng 5/7, TP. Vinh họp bàn nhiều việc. Xong rồi.")
    [line] = article.lines
    at = article.text.index("họp")
    start, end = sentence(article, line, at, at + 3)
    assert article.text[start:end] == "Sáng 5/7, TP. Vinh họp bàn nhiều việc"
