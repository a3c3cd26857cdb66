"""An index → queries that find something in it, one for each thing that can be typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from search.answers import Query, Sort
from search.engine.protocol import Request
from search.engine.stored import read_stored
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.query.syntax import MIN_PREFIX_LENGTH, field_query
from search.searcher import Searcher
from search.text.analyze import analyze
from search.text.fold import fold

USUAL = ("giải ngân vốn đầu tư công", "nông thôn mới", "phòng, chống dịch", "kinh tế - xã hội")
"""What many meetings are about: tried first."""
OTHERS = ("đất đai", "ngân sách", "giao thông", "giáo dục", "y tế", "môi trường")
_TITLES = 20
"""Reports whose titles are looked at if none of these is in an index."""


class Typed(StrEnum):
    """What an example shows."""

    BARE = "bare"  # without marks
    QUOTED = "quoted"
    SPELLED = "spelled"
    ABBREVIATED = "abbreviated"
    EXCLUDED = "excluded"
    EITHER = "either"
    BEGINNING = "beginning"
    DATE = "date"
    FIELD = "field"  # of a province
    PERSON = "person"
    KIND = "kind"  # of a meeting


@dataclass(frozen=True, slots=True)
class Example:
    """A query that shows something, and how many reports answer it: one at least."""

    typed: Typed
    text: str
    total: int


def examples(searcher: Searcher) -> tuple[Example, ...]:
    """One of each kind that finds something here."""
    found = {}
    for typed, text in _candidates(searcher):
        if typed not in found and (hits := searcher.total(Query(text))):
            found[typed] = Example(typed, text, hits)
    return tuple(found.values())


def _candidates(searcher: Searcher) -> Iterator[tuple[Typed, str]]:
    words = _words(searcher)
    for one in words[:1]:
        yield Typed.BARE, fold(one).text
        yield Typed.QUOTED, f'"{one}"'
        yield Typed.SPELLED, f'="{one}"'
    yield Typed.ABBREVIATED, "UBND"
    yield Typed.ABBREVIATED, "HĐND"
    for one in words[:1]:
        for other in words[1:]:
            yield Typed.EXCLUDED, f'{one} -"{other}"'
            yield Typed.EITHER, f"{one} OR {other}"
        for syllable in one.split():
            if syllable.isalpha() and len(syllable) > MIN_PREFIX_LENGTH:
                yield Typed.BEGINNING, f"{fold(syllable).text[:MIN_PREFIX_LENGTH]}*"
    names = ("month", "province", "person", "meeting_type")
    most = {name: _most(name, searcher) for name in names}
    for value in most["month"]:
        yield Typed.DATE, COUNTED_BY_NAME["month"].label_of(value)
    for name, typed in (("province", Typed.FIELD), ("person", Typed.PERSON)):
        for value in most[name]:
            yield typed, field_query(name, value)
    for value in most["meeting_type"]:
        yield (
            Typed.KIND,
            field_query("meeting_type", COUNTED_BY_NAME["meeting_type"].label_of(value)),
        )


def _most(name: str, searcher: Searcher) -> list[str]:
    """The values of a facet that most reports have."""
    counted = searcher.counts(Query(), (name,))[1][name]
    known = [value for value in counted if value != UNKNOWN]
    return sorted(known, key=lambda value: (-counted[value], value))[:3]


def _words(searcher: Searcher) -> list[str]:
    """Words that this index has: usual ones, or those of two syllables in the newest titles."""
    held = [text for text in (*USUAL, *OTHERS) if searcher.total(Query(f'"{text}"'))]
    if held:
        return held
    found = searcher.snapshot.search(Request(sort=Sort.NEWEST, limit=_TITLES))
    titles = (read_stored(match.stored).report.title.value for match in found.matches)
    return list(dict.fromkeys(word for title in titles for word in _words_of(title)))


def _words_of(title: str) -> Iterator[str]:
    analysis = analyze(title)
    for first, last in analysis.words():
        if last - first > 1:
            yield title[analysis.syllables[first].start : analysis.syllables[last - 1].end]
