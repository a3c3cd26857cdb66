"""What is asked first, so that most of a text need not be read closely, hides nothing.

A cheap question stands before a dear one: a character, the first words of a list. Here the dear one
is put to every text of the samples, of cues of all lists in a row, and of real articles.
"""

import gzip
import json
import os
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from random import Random

import pytest

from benchmarks.cue_texts import cue_groups
from indexer.article import letterhead
from indexer.article.structure import Article, clean
from indexer.dates import named_years
from indexer.dates.days import days
from indexer.dates.named_date import DAY
from indexer.facets import understand
from indexer.facets.event_date import names_far_ahead
from indexer.figures import paragraph
from indexer.figures.period_forms import FORMS, any_form
from indexer.lexicon import lower
from indexer.meeting import main_meeting, names
from indexer.people.mentions import mentions, without_abbreviations
from search.dates import is_far_ahead
from search.text.damage import has_many_lost
from search.text.sentences import sentences
from tests.conftest import SAMPLE_REPORTS

ARTICLES = int(os.environ.get("HOI_NGHI_ARTICLES", "2000"))
SEED = int(os.environ.get("HOI_NGHI_SEED", "21"))
MADE, WORDS = 300, 60
PIECES = (
    *("1", "12", "31/12", "5-7/6", "2017", "2031", "12/5/2045", "6", "4,5", "1.200", "(UBND)"),
    *("Nguyễn Văn An", "Lê Thị Hà", "HĐND", "TP. Vinh", "ngày 3", "tháng 4", "năm 2016", "\n"),
    *("GDP tăng 6,5%", "thu ngân sách đạt 1.200 tỷ đồng", "tăng 7% so với", "năm 2018 đạt 12%"),
    *("Số: 12/BC-UBND", "Hà Nội, ngày 3/4/2016", *',.;:–/-"()'),
)


def made_texts() -> Iterator[str]:
    """Texts of words of all lists, in small letters, with a capital or in capitals, of numbers,
    names and marks."""
    chance = Random(SEED)
    cues = list(chain.from_iterable(cue_groups().values()))
    for _ in range(MADE):
        pieces = []
        for _ in range(WORDS):
            words = chance.choice(cues if chance.random() < 0.7 else PIECES)
            case = chance.choice((str, str, str.capitalize, str.upper))
            pieces.append(case(words))
        yield chance.choice((" ", " ", "  ", ", ")).join(pieces)


def texts() -> list[str]:
    read = (path.read_bytes().decode() for path in SAMPLE_REPORTS)
    return [*read, *made_texts()]


def check(text: str) -> None:
    """Every question that is asked first, of a text."""
    article = clean(text)
    for pattern, plain in PLAIN:
        assert found_by(pattern, article.lower) == found_by(plain, article.lower)
    lost = LOST.findall(text)
    assert has_many_lost(text) == (len(lost) >= max(3, len(text) / 400))
    check_figures(article)
    check_days(article)
    check_names(article)
    check_sentences(article)
    for line in article.lines:
        check_letterhead(article.read(line))


def found_by(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], str | None]]:
    return [(match.span(), match.lastgroup) for match in pattern.finditer(text)]


def check_figures(article: Article) -> None:
    """The figures are those that are found if every paragraph may name what one is of."""
    own = understand(article).figures
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paragraph, "names_subject", lambda text: True)
        assert understand(clean(article.raw)).figures == own


def check_days(article: Article) -> None:
    likely = (day.date.year for day in days(article) if day.is_likely)
    assert names_far_ahead(article) == any(map(is_far_ahead, likely))


def check_names(article: Article) -> None:
    """The names of meetings are those that are found if every line may have one."""
    own = list(main_meeting.mentions(article))
    with pytest.MonkeyPatch.context() as patch:
        for module in (names, main_meeting):
            patch.setattr(module, "may_name", lambda text: True)
        assert list(main_meeting.mentions(article)) == own


def check_sentences(article: Article) -> None:
    """A sentence cut out of the small letters of an article names whom it names by itself."""
    small = without_abbreviations(article.lower, article.text)
    for line in article.lines:
        for begin, end in sentences(article.text, line.start, line.end):
            sentence = article.text[begin:end]
            assert mentions(sentence, small[begin:end]) == mentions(sentence)


def check_letterhead(line: str) -> None:
    if "/" not in line and "-" not in line:
        assert letterhead._NUMBER.search(line) is None
    if "," not in line:
        assert letterhead._DATED.search(line) is None


def plain_forms() -> re.Pattern[str]:
    """Any form of a period, tried wherever a word begins."""
    whole = any_form().pattern
    assert r"(?=\d|" in whole
    start = whole.index(f"(?:(?:{FORMS['half'].pattern[:20]}")
    return re.compile(rf"(?<![\w/]){whole[start:]}")


def swapped(pattern: re.Pattern[str], asked_first: str, asked: str) -> re.Pattern[str]:
    assert pattern.pattern.count(asked_first) == 1
    return re.compile(pattern.pattern.replace(asked_first, asked))


PLAIN = (
    (any_form(), plain_forms()),
    (DAY, swapped(DAY, r"(?P<d>\d(?<![\w/.,-]\d)\d?)", r"(?<![\w/.,-])(?P<d>\d{1,2})")),
    (named_years._YEAR, re.compile(r"(?<![\d.,])(?:199|20\d)\d(?!\d|[.,]\d)")),
)
"""A pattern that begins with what is seldom, and one that looks back first; they find the same."""
LOST = re.compile(r"[\ufffd\ue000-\uf8ff]|á[»º]|Æ°|Ä‘|Ã[\x80-\xbf]")


def test_of_samples_and_made_texts() -> None:
    everything = texts()
    assert len(everything) > MADE
    for text in everything:
        check(text)


def test_made_texts_have_what_is_asked_for() -> None:
    """Else the test above says nothing."""
    articles = [clean(text) for text in made_texts()]
    for pattern, _ in PLAIN:
        assert sum(len(found_by(pattern, article.lower)) for article in articles) > MADE / 10
    assert any(names_far_ahead(article) for article in articles)
    assert sum(bool([*main_meeting.mentions(article)]) for article in articles) > MADE / 10
    assert sum(bool(mentions(article.text)) for article in articles) > MADE / 10
    assert sum(bool(understand(article).figures) for article in articles) > MADE / 10


@pytest.mark.parametrize(
    "torn", ["H\ufffdi ngh\ufffd \ufffd", "Há»™i nghá»‹ cá»§a", "Æ° Æ° Ä‘ Ã¢ Ã\x80", "á, Æ, Ä, Ã"]
)
def test_letters_that_cannot_be_read(torn: str) -> None:
    assert has_many_lost(torn) == (len(LOST.findall(torn)) >= 3)


def test_a_sentence_is_lowered_with_its_article() -> None:
    text = "Ông Lê Văn A (UBND) nói. Bà Lê Thị B (HĐND TP) nghe."
    small = without_abbreviations(lower(text), text)
    assert small == "ông lê văn a        nói. bà lê thị b (hđnd tp) nghe."


@pytest.mark.slow
def test_of_real_articles(shared: Path) -> None:
    """Of 2,000 articles (HOI_NGHI_ARTICLES)."""
    with gzip.open(shared / "data" / "news-40k.jsonl.gz", "rt", encoding="utf-8") as lines:
        real = [json.loads(line)["text"] for line in islice(lines, ARTICLES)]
    assert real
    for text in real:
        check(text)
