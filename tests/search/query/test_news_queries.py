"""Queries cut from real news find the article they were cut from, however they are typed."""

import gzip
import json
import os
import random
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from search.answers import NoticeKind
from search.engine.protocol import Request, Snapshot
from search.engine.query_tree import Node, Phrase, Prefix, Term
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.highlight.matches import find_highlights
from search.index.entry import index_entry
from search.query.compile import parse_query
from search.report import FacetValue, MeetingReport, Passage, PassageKind, Status
from search.text.analyze import exact_term
from search.text.syllable import spellings, syllables
from search.text.tones import newer_tones, older_tones

pytestmark = pytest.mark.slow

ARTICLES = 400
QUERIES = int(os.environ.get("HOI_NGHI_CUT", "150"))
"""The whole bar is 2,000."""


def news(shared: Path) -> Iterator[MeetingReport]:
    """Articles, each line a passage of the body."""
    with gzip.open(shared / "data" / "news-40k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, ARTICLES * 90, 90):
            record = json.loads(line)
            spans, start = [], 0
            for passage in record["text"].split("\n"):
                if passage.strip():
                    spans.append(Passage(PassageKind.BODY, (start, start + len(passage))))
                start += len(passage) + 1
            title = FacetValue("x", Status.MADE)
            yield MeetingReport(record["id"], record["text"], tuple(spans), title)


@pytest.fixture(scope="module")
def articles(shared: Path) -> list[MeetingReport]:
    return list(news(shared))


@pytest.fixture(scope="module")
def index(articles: list[MeetingReport], tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    engine = open_engine(str(tmp_path_factory.mktemp("news") / "index"))
    with engine.writer("rules") as writer:
        for article in articles:
            writer.put(index_entry(article, "d", ["d"]))
        writer.commit()
    return engine.snapshot()


def cuts(articles: list[MeetingReport]) -> Iterator[tuple[str, str]]:
    """An article's id and two to six syllables of one of its passages, as they stand there."""
    chance = random.Random(20261122)
    while True:
        article = chance.choice(articles)
        start, end = chance.choice(article.passages).span
        found = syllables(article.text[start:end])
        size = chance.randint(2, 6)
        if len(found) >= size:
            first = chance.randrange(len(found) - size + 1)
            own = found[first : first + size]
            yield article.id, article.text[start + own[0].start : start + own[-1].end]


def without_diacritics(text: str) -> str:
    """A text without diacritics; đ is d."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in apart if not unicodedata.combining(c))


VARIANTS: dict[str, Callable[[str], str]] = {
    "as it stands": lambda text: text,
    "small": str.lower,
    "capital": str.upper,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "older tones": older_tones,
    "newer tones": newer_tones,
    "other blanks": lambda text: text.replace(" ", "\u00a0"),
    "other dashes": lambda text: text.replace("-", "\u2013"),
    "no diacritics": without_diacritics,
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_was_cut_from_an_article_finds_it(
    articles: list[MeetingReport], index: Snapshot, variant: str
) -> None:
    missed = []
    for article, text in islice(cuts(articles), QUERIES):
        typed = VARIANTS[variant](unicodedata.normalize("NFC", text))
        found = index.search(Request(parse_query(typed).required, limit=ARTICLES))
        if article not in {match.id for match in found.matches}:
            missed.append((typed, article))
    assert missed == []


def test_highlights_are_what_was_asked_for_and_whole(
    articles: list[MeetingReport], index: Snapshot
) -> None:
    texts = {article.id: article for article in articles}
    seen = 0
    for _, typed in islice(cuts(articles), QUERIES):
        parsed = parse_query(typed)
        variants = [phrase.slots for own in parsed.highlighted for phrase in own]
        for match in index.search(Request(parsed.required, parsed.clauses, limit=3)).matches:
            text = texts[match.id].text
            kept = read_stored(match.stored)
            for start, end, _ in find_highlights(kept, parsed.highlighted):
                own = [exact_term(syllable) for syllable in syllables(text[start:end])]
                assert any(
                    len(own) == len(slots) and all(map(is_in, own, slots)) for slots in variants
                ), (typed, text[start:end])
                edges = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
                assert not any(len(edge) == 2 and edge.isalpha() for edge in edges), typed
                seen += 1
    assert seen > QUERIES


def is_in(term: str, slot: tuple[Term, ...]) -> bool:
    return any(
        term.startswith(one.text) if isinstance(one, Prefix) else term == one for one in slot
    )


def _is_longer(form: Node) -> bool:
    return isinstance(form, Phrase) and len(form.slots) > 1


def test_a_syllable_with_diacritics_finds_no_other(
    articles: list[MeetingReport], index: Snapshot
) -> None:
    """Pairs of syllables that differ in diacritics alone: whatever is found holds the one typed."""
    held: dict[str, set[str]] = {}
    for article in articles:
        held[article.id] = {syllable.exact for syllable in syllables(article.text)}
    spelled: dict[str, set[str]] = {}
    for exact in set.union(*held.values()):
        if exact.isalnum() and not exact[0].isdigit():
            folded = spellings(exact.rstrip("12345"))[1]
            spelled.setdefault(folded, set()).add(exact)
    pairs = 0
    for folded, own in sorted(spelled.items()):
        for exact in sorted(own - {folded}):
            typed = next(
                text[s.start : s.end]
                for text in (a.text for a in articles if exact in held[a.id])
                for s in syllables(text)
                if s.exact == exact
            )
            parsed = parse_query(typed)
            if NoticeKind.ABBREVIATION in {notice.kind for notice in parsed.notices}:
                continue  # V6
            if any(_is_longer(form) for own in parsed.concepts for form in own.alternatives):
                continue  # a name whose syllables are joined, "Kôngchia", is found apart too (V6)
            matches = index.search(Request(parsed.required, limit=ARTICLES)).matches
            ids = {match.id for match in matches}
            either = {exact, exact.replace("y", "i"), exact.replace("i", "y")}  # V3
            assert ids and all(held[found] & either for found in ids), typed
            pairs += len(own) - 1
    assert pairs > 1000
