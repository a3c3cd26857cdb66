"""The words that gave a facet value do give it: in the samples and thousands of real articles."""

import gzip
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import islice
from pathlib import Path

import pytest

from indexer.article.structure import clean
from indexer.facets.province import by_slug, slug
from indexer.lexicon import rows
from indexer.meeting.main_meeting import mentions
from indexer.meeting.organisations import is_head, organisations
from indexer.read.document import SourceMetadata
from search.report import (
    Facets,
    FacetValue,
    FigureValue,
    MeetingReport,
    PlaceValue,
    Role,
    Status,
)
from search.text.lexicon.numerals import ordinal_at, roman
from search.text.lexicon.provinces import provinces
from search.text.syllable import syllables
from search.text.tones import newer_tones
from tests.conftest import SAMPLE_REPORTS
from tests.indexer.facets.test_facets import understood

ARTICLES = int(os.environ.get("HOI_NGHI_ARTICLES", "2000"))


def exact(text: str) -> list[str]:
    """Its syllables, whatever its capitals and tone placement."""
    return [syllable.exact for syllable in syllables(text)]


def holds(words: str, text: str) -> bool:
    """Whether a row of syllables stands in another."""
    row, own = exact(words), exact(text)
    return any(row[n : n + len(own)] == own for n in range(len(row) - len(own) + 1))


def numbers(words: str) -> set[int]:
    return {int(digits) for digits in re.findall(r"\d+", words)}


def a_day(value: FacetValue, words: str) -> bool:
    """Each number of a date stands there; in an address year and month may touch."""
    own = [int(part) for part in re.findall(r"\d+", value.value)]
    if value.status is not Status.STATED and value.value[0] != "-":
        own = own[1:]  # the year comes from elsewhere
    return all(n in numbers(words) or f"{n:02}" in words for n in own)


def a_province(value: FacetValue, words: str) -> bool:
    named = [s for p in provinces() if value.value in (p.name, p.today) for s in p.spellings]
    if any(holds(words, spelling) for spelling in named):
        return True
    folded = slug(words)
    return value.status is not Status.STATED and (
        any(name in named and key in folded for key, name in by_slug().items())
        or any(
            holds(words, row[0]) and value.value in (*row, *named) for row in rows("districts.tsv")
        )
    )


def a_number(value: FacetValue, words: str) -> bool:
    found = syllables(words)
    ordinals = (ordinal_at(found, n) for n in range(len(found)))
    number = value.value.split()[-1]
    return (
        number in {form for own in ordinals if own for form in own.forms}
        or bool(numbers(value.value) & numbers(words))
        or (number.isdecimal() and roman(int(number)) in {one.exact for one in found})
    )


def a_kind(value: FacetValue, words: str) -> bool:
    """The words hold a name of a meeting, an act of an organisation, or that of a session."""
    return bool(list(mentions(clean(f"Sáng 1/2, {words}")))) or value.status is Status.INFERRED


HEADS = frozenset(
    ("sở", "hội", "hiệp hội", "bộ", "bộ ngoại giao", "ban", "cục", "phòng", "ubnd", "hđnd")
) | {"quốc hội", "chính phủ", "công ty", "tổng công ty", "tập đoàn"}
ABROAD = ("thượng đỉnh", "cấp cao", "quốc tế")


def a_body(value: FacetValue, words: str) -> bool:
    """An organisation of the value; or of a derived one the session that only one holds, the rank
    of a city, or the head of a name that the article has in full elsewhere."""
    article = clean(f" {words} ")
    own = list(organisations(article, 0, len(article.text)))
    if value.value in {name for one in own for name in (one.name, one.branch, one.level)}:
        return True
    is_city = value.value in ("tinh", "huyen") and bool(re.search(r"TP|[Tt]hành", words))
    is_head = words.lower() in HEADS or (value.value == "quoc-te" and words.lower() in ABROAD)
    is_session = bool(list(mentions(clean(f"Sáng 1/2, {words}"))))
    is_unlisted = is_of_no_list(words)
    told = is_city or is_head or is_session or is_unlisted
    return (value.status is Status.DERIVED and told) or value.status is Status.INFERRED


def is_of_no_list(words: str) -> bool:
    """Whether they begin as the name of a host of no list, with either placing of tones."""
    heads = tuple(row[0] for row in rows("unlisted_hosts.tsv"))
    return newer_tones(words.lower()).startswith(heads)


def a_placed_body(value: FacetValue, words: str) -> bool:
    """The name of an organisation, or of who was sent by it; or a place, for who governs it. Of one
    that is stated, its place too."""
    article = clean(f" {words} ")
    own = list(organisations(article, 0, len(article.text)))
    said = {name for one in own for name in (one.name, is_head(article, one.start)) if name}
    is_named = any(holds(value.value, name) for name in said)
    is_place = value.value[:1].islower() and holds(words, value.value.split()[-1])
    is_whole = any(value.value == name or value.value.endswith(f" {name}") for name in said)
    places = [spelling for p in provinces() for spelling in p.spellings]
    has_place = (
        holds(words, value.value.split()[-1])
        or any(holds(words, place) for place in places)
        or any(holds(words, row[0]) for row in rows("districts.tsv"))
    )
    is_stated = value.status is not Status.STATED or is_whole or has_place
    is_unlisted = is_of_no_list(words)
    is_said = is_unlisted and holds(words, value.value.split()[-1])
    return is_place or (is_named and is_stated) or is_said or a_body(value, words)


def a_figure(value: FacetValue, words: str) -> bool:
    assert isinstance(value, FigureValue)
    return re.sub(r"\D", "", value.value).strip("0") in re.sub(r"\D", "", words)


def a_place(value: FacetValue, words: str) -> bool:
    assert isinstance(value, PlaceValue)
    spelled = [s for p in provinces() for s in p.spellings if value.value.endswith(p.name)]
    said, own = (re.sub("['’]", "", text) for text in (words, value.value))  # "Cư M'gar", "Cư Mgar"
    return exact(own)[-1] in exact(said) or any(holds(words, own) for own in spelled)


def itself(value: FacetValue, words: str) -> bool:
    return holds(words, value.value)


def parts_broken(made: MeetingReport) -> Iterator[str]:
    """Each office of a person has its own words, and so has what they did."""
    for person in made.facets.people:
        for title, span in zip(person.titles, person.titles_evidence, strict=True):
            if span and exact(made.text[slice(*span)]) != exact(title):
                yield f"{made.id} {person.value}: {title!r} is {made.text[slice(*span)]!r}"
        own = person.role_evidence
        if own and (person.role is Role.MENTIONED or not 0 <= own[0] < own[1] <= len(made.text)):
            yield f"{made.id} {person.value} ({person.role}): {own}"


def online(value: FacetValue, words: str) -> bool:
    return any(holds(words, cue) for cue in ("trực tuyến", "cầu truyền hình", "điểm cầu"))


def an_issuer(value: FacetValue, words: str) -> bool:
    """The words begin the name, which the other column may part; that of a superior follows."""
    own, said = exact(value.value.lower()), exact(words.lower())
    return own[: len(said)] == said


def a_document(value: FacetValue, words: str) -> bool:
    return "".join(words.split()) == value.value


def an_outlet(value: FacetValue, words: str) -> bool:
    return itself(value, words) or value.status is Status.DERIVED


GIVES: dict[str, Callable[[FacetValue, str], bool]] = {
    "document_no": a_document,
    "issuer": an_issuer,
    "issue_date": a_day,
    "issue_place": itself,
    "source_url": itself,
    "page_date": a_day,
    "captions": itself,
    "byline": itself,
    "outlet": an_outlet,
    "online": online,
    "meeting_type": a_kind,
    "variant": lambda value, words: bool(words),
    "organiser": a_placed_body,
    "participants": a_placed_body,
    "branch": a_body,
    "level": a_body,
    "province": a_province,
    "province_now": a_province,
    "places": a_place,
    "session_no": a_number,
    "term": a_number,
    "event_date": a_day,
    "purpose": itself,
    "people": itself,
    "figures": a_figure,
}


def test_each_facet_has_its_law() -> None:
    assert GIVES.keys() == {field.name for field in fields(Facets)}


def broken(made: MeetingReport) -> Iterator[str]:
    """What is not as its evidence says, a line each."""
    yield from parts_broken(made)
    for name, gives in GIVES.items():
        for value in getattr(made.facets, name):
            if value.evidence:
                start, end = value.evidence
                words = made.text[start:end]
                if not (0 <= start < end <= len(made.text) and gives(value, words)):
                    yield f"{made.id} {name} {value.value} ({value.status}): {words[:80]!r}"
            elif made.title.evidence or made.title.status is not Status.STATED:
                yield f"{made.id} {name} {value.value}: no evidence"


def articles(shared: Path) -> Iterator[tuple[str, str, SourceMetadata]]:
    with gzip.open(shared / "data" / "news-40k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, ARTICLES // 2):
            record = json.loads(line)
            yield record["id"], record["text"], SourceMetadata(title=record.get("title") or None)
    packed = shared / "data" / "ir" / "meetings-title" / "corpus.jsonl.gz"
    with gzip.open(packed, "rt", encoding="utf-8") as lines:
        for line in islice(lines, ARTICLES - ARTICLES // 2):
            record = json.loads(line)
            yield record["_id"], record["text"], SourceMetadata()


@pytest.mark.parametrize("path", SAMPLE_REPORTS, ids=lambda path: path.stem)
def test_samples_are_as_their_evidence_says(path: Path) -> None:
    assert list(broken(understood(path.read_bytes().decode()))) == []


@pytest.mark.slow
def test_real_articles_are_as_their_evidence_says(shared: Path) -> None:
    """Of 2,000 articles (HOI_NGHI_ARTICLES), every value of every facet; twice the same."""
    wrong: list[str] = []
    real = list(articles(shared))
    assert len(real) == ARTICLES
    for identity, text, metadata in real:
        made = understood(text, metadata)
        wrong += (f"{identity} {line}" for line in broken(made))
        assert understood(text, metadata) == made
    assert wrong == []
