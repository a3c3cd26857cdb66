"""Marks stand where the terms of the text's syllables do, whatever the text is made of."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.engine.query_tree import Phrase, Prefix, Term
from search.highlight.matches import find_highlights, highlight_text
from search.query.compile import parse_query
from search.report import (
    FacetValue,
    MeetingReport,
    Passage,
    PassageKind,
    Span,
    Status,
    StoredReport,
)
from search.text.analyze import exact_term, folded_prefix, to_bitmap
from search.text.syllable import syllables

SYLLABLES = ["bão", "bao", "báo", "Hoà", "hòa", "ĐẠI", "Ðại", "đai", "ba", "b"]
NUMBERS = ["3", "30", "3.000", "1,5", "٣"]
TORN = ["hô ̣i", "tô ̉ng", "sư ̣", "lu ̃", "ba  \u0301o", " \u0301", "\u0309"]
ODD = ["İ", "ß", "ﬁ", "Å", "か", "が", "한국", "𠀀", "𐐀", "Ａ", "Ⅳ", "²", "क", "ि", "Жё", "Ώ", "_"]
BETWEEN = [" ", " ", "  ", "", "-", ". ", ", ", ".", "\u00ad", "\u200b", "\u00a0", "/", "😀", "·"]

WORDS = st.sampled_from(SYLLABLES * 3 + NUMBERS + ODD + TORN)
SPELLED = st.builds(
    lambda word, form: unicodedata.normalize(form, word), WORDS, st.sampled_from(["NFC", "NFD"])
)
TEXTS = st.lists(st.tuples(SPELLED, st.sampled_from(BETWEEN)), min_size=1, max_size=8).map(
    lambda parts: "".join(word + after for word, after in parts)
)
PHRASES = st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=3).map(
    lambda typed: [
        Prefix(folded_prefix(syllable)) if is_folded else exact_term(syllable)
        for word, is_folded in typed
        for syllable in syllables(word)
    ]
)


def report_of(passages: list[str]) -> StoredReport:
    """A report of these passages; no syllables are joined, so that every place is highlighted."""
    spans: list[Passage] = []
    start = 0
    for passage in passages:
        spans.append(Passage(PassageKind.BODY, (start, start + len(passage))))
        start += len(passage) + 1
    title = FacetValue("x", Status.MADE)
    return StoredReport(MeetingReport("r", "\n".join(passages), tuple(spans), title))


def answers(found: str, term: Term) -> bool:
    return found.startswith(term.text) if isinstance(term, Prefix) else found == term


def places(passages: list[str], terms: list[Term]) -> Iterator[Span]:
    """Where terms stand in a row, syllable by syllable."""
    offset = 0
    for passage in passages:
        found = syllables(passage)
        for first in range(len(found) - len(terms) + 1):
            row = found[first : first + len(terms)]
            if all(answers(exact_term(s), t) for s, t in zip(row, terms, strict=True)):
                yield offset + row[0].start, offset + row[-1].end
        offset += len(passage) + 1


@pytest.mark.slow
@settings(max_examples=200)
@given(passages=st.lists(TEXTS, min_size=1, max_size=3), terms=PHRASES.filter(bool))
@example(["Ðại hội"], ["dai:đai5"])
@example(["b𠀀 b 𠀀 b"], ["b:b"])
@example(["b 𠀀 b"], ["b:b", "b:b"])
@example(["한국"], [Prefix(folded_prefix(syllables("한국")[0]))])
def test_highlights_are_where_the_syllables_answer(passages: list[str], terms: list[Term]) -> None:
    phrase = Phrase(tuple((term,) for term in terms))
    found = [highlight[:2] for highlight in find_highlights(report_of(passages), [[phrase]])]
    assert found == list(places(passages, terms))


@settings(max_examples=100)
@given(passages=st.lists(TEXTS, min_size=1, max_size=2), data=st.data())
def test_what_a_text_holds_is_marked_in_it(passages: list[str], data: st.DataObject) -> None:
    own = [exact_term(syllable) for syllable in syllables(passages[0])]
    if own:
        first = data.draw(st.integers(0, len(own) - 1))
        row: list[Term] = list(own[first : first + data.draw(st.integers(1, 3))])
        phrase = Phrase(tuple((term,) for term in row))
        found = [highlight[:2] for highlight in find_highlights(report_of(passages), [[phrase]])]
        assert found and found == list(places(passages, row))


@pytest.mark.parametrize(
    ("text", "row", "marked"),
    [
        ("Họp ½ ngày.", "½", "½"),
        ("Họp 3 ½ ngày.", "3 ½ ngày", "3 ½ ngày"),
        ("Họp 10½ ngày.", "10½ ngày", "10½ ngày"),
    ],
)
def test_a_phrase_goes_across_a_character_of_several_syllables(
    text: str, row: str, marked: str
) -> None:
    phrase = Phrase(tuple((exact_term(own),) for own in syllables(row)))
    [found] = find_highlights(report_of([text]), [[phrase]])
    assert text[found.start : found.end] == marked


@pytest.mark.parametrize(
    ("text", "row", "marked"),
    [
        ("Ly ́ vơ ́i sư ̣ tham dư ̣ cu ̉a ca ́c đa ̣i biê ̉u", "tham dự của", "tham dư ̣ cu ̉a"),
        ("\u00ad  a \u0301", "á", "a \u0301"),
        ("Tin 1\u0309 ở", "1", "1\u0309"),
        ("số 1.500\u0301 tỷ", "1500", "1.500\u0301"),
    ],
)
def test_a_mark_behind_its_letter_is_in_the_highlight(text: str, row: str, marked: str) -> None:
    phrase = Phrase(tuple((exact_term(own),) for own in syllables(row)))
    [found] = find_highlights(report_of([text]), [[phrase]])
    assert text[found.start : found.end] == marked


@pytest.mark.parametrize(
    ("passages", "row", "after", "found"),
    [
        (["bão ba, bão b"], ["bão"], ["ba:ba"], ["bão"]),
        (["bão ba", "bão"], ["bão"], ["ba:ba"], ["bão"]),
        (["bão", "ba"], ["bão"], ["ba:ba"], ["bão"]),
        (["ba bão; báo"], ["ba", "bão"], [Prefix("bao:")], []),
        (["bão 3.000 bão 3"], ["bão"], ["3000:3000"], ["bão"]),
    ],
)
def test_what_must_not_follow_is_no_highlight(
    passages: list[str], row: list[str], after: list[Term], found: list[str]
) -> None:
    terms = tuple((exact_term(syllable),) for word in row for syllable in syllables(word))
    phrase = Phrase(terms, not_followed_by=tuple(after))
    report = report_of(passages)
    highlights = find_highlights(report, [[phrase]])
    assert [report.report.text[start:end] for start, end, _ in highlights] == found


@pytest.mark.slow
@settings(max_examples=150)
@given(passages=st.lists(TEXTS, min_size=1, max_size=2), data=st.data())
def test_every_occurrence_that_an_engine_counts_has_a_highlight(
    passages: list[str], data: st.DataObject
) -> None:
    """However pyvi joins the syllables: a phrase that stands in a report is highlighted in it."""
    report = report_of(passages)
    joinable = [
        start + syllable.start
        for passage in report.report.passages
        for start, end in [passage.span]
        for syllable in syllables(report.report.text[start:end])[1:]
    ]
    joins = data.draw(st.sets(st.sampled_from(joinable))) if joinable else set()
    own = [exact_term(syllable) for syllable in syllables(passages[0])]
    if own:
        first = data.draw(st.integers(0, len(own) - 1))
        row = own[first : first + data.draw(st.integers(1, 3))]
        phrase = Phrase(tuple((term,) for term in row))
        assert find_highlights(replace(report, word_joins=to_bitmap(joins)), [[phrase]])


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("Thủ Thiêm", "Thủ tướng xem khu Thủ Thiêm. Thủ tục còn chậm.", ["Thủ Thiêm"]),
        ("Thủ Thiêm", "Thủ tướng xem Thiêm.", ["Thủ", "Thiêm"]),
        ("ông Nghĩa", "Các ông gặp ông Nghĩa.", ["ông Nghĩa"]),
        ("bão OR lũ", "Sau bão lũ, còn bão và lũ.", ["bão lũ", "bão", "lũ"]),
    ],
)
def test_one_syllable_is_marked_alone_only_where_it_never_stands_with_its_neighbour(
    query: str, text: str, marked: list[str]
) -> None:
    runs = highlight_text(text, parse_query(query).highlighted)
    assert [run.text for run in runs if run.is_highlighted] == marked


def test_a_text_of_which_nothing_is_searched_has_no_highlight() -> None:
    stored = StoredReport(MeetingReport("r", "Bão số 3", (), FacetValue("x", Status.MADE)))
    phrase = Phrase(((exact_term(syllables("bão")[0]),),))
    assert find_highlights(stored, [[phrase]]) == []


def test_no_text_of_many_marks_is_composed_by_insertion(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python sorts combining characters in n²: a letter with 100,000 of them took ten seconds."""
    normalize = unicodedata.normalize

    def in_order(form: Literal["NFC", "NFD"], text: str) -> str:
        if len(text) > 100:
            classes = [unicodedata.combining(character) for character in text]
            assert classes == sorted(classes), "they are sorted first"
        return normalize(form, text)

    monkeypatch.setattr(unicodedata, "normalize", in_order)
    text = "bão a" + "\u0323\u0301" * 500
    passage = Passage(PassageKind.BODY, (0, len(text)))
    report = MeetingReport("r", text, (passage,), FacetValue("x", Status.MADE))
    phrase = Phrase(((exact_term(syllables("bão")[0]),),))
    assert find_highlights(StoredReport(report), [[phrase]])
