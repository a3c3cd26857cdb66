"""A place in a line of an article → the sentence around it."""

import pytest

from indexer.article.sentences import sentence
from indexer.article.structure import clean
from search.report import Role
from search.text.lexicon.word_lists import entries
from tests.indexer.facets.test_facets import understood


@pytest.mark.parametrize("row", entries("pointed_abbreviations.txt"), ids="".join)
def test_no_sentence_ends_with_an_abbreviation(row: list[str]) -> None:
    text = f"Sáng 5/7, tại hội nghị, Bí thư Lê Văn Tám ở {row[0]}. Vinh phát biểu."
    [person] = understood(text).facets.people
    assert person.role is Role.SPEAKER


def test_the_sentence_around_a_place() -> None:
    article = clean("Dân vui lắm. Sáng 5/7, TP. Vinh họp bàn nhiều việc. Xong rồi.")
    [line] = article.lines
    at = article.text.index("họp")
    start, end = sentence(article, line, at, at + 3)
    assert article.text[start:end] == "Sáng 5/7, TP. Vinh họp bàn nhiều việc"


def test_a_long_sentence_is_cut_on_both_sides() -> None:
    article = clean("a " * 300 + "họp" + " a" * 300)
    [line] = article.lines
    at = article.text.index("họp")
    assert sentence(article, line, at, at + 3) == (at - 240, at + 3 + 240)
