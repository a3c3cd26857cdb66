"""A query that finds nothing → queries that find something, each with what it changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import chain, islice

from search.answers import Query
from search.facets.registry import COUNTED_BY_NAME, Facet
from search.query.compile import QueryTooLongError
from search.query.plain_words import plain_words
from search.query.syntax import QueryPart, QueryPartKind, field_query, query_parts
from search.searcher import Searcher
from search.suggest.corrections import corrections
from search.suggest.error_model import is_one_edit
from search.text.fold import fold
from search.text.lexicon.provinces import Province, merged_with, provinces
from search.text.normalize import normalize
from search.text.spelling import is_vietnamese
from search.text.syllable import syllables

MOST, MOST_FEWER, MOST_VALUES = 8, 3, 3
"""Offers of one query; those of fewer words; values that one may have been meant for."""
_TRIED = 12
"""Things of a query that are left out one by one."""
_OFTEN = 4
"""What one of so many reports holds, or more, says too little to be looked for alone."""
_WAYS, _LONGEST = 40, 40
"""Ways that are tried to cut a word without blanks; letters of one that is."""
_PROVINCES = ("province", "province_now")


class RelaxationKind(StrEnum):
    """What an offer changes."""

    OTHER_VALUE = "other-value"  # a facet, the value that may be meant, the one that is not
    OTHER_NAME = "other-name"  # the same, of what a province is part of, or what is part of it
    WITHOUT_VALUE = "without-value"  # a facet, and the value that is dropped
    WITHOUT_FACET = "without-facet"  # a facet, all of whose values are dropped
    WITHOUT_DATES = "without-dates"
    WITHOUT_FILTERS = "without-filters"
    VALUE_ALONE = "value-alone"  # a facet, and the value that is the only one kept of all filters
    OTHER_WORDS = "other-words"  # what is looked for instead
    WITHOUT_QUOTES = "without-quotes"  # the same words
    WITHOUT_DIACRITICS = "without-marks"  # the same words
    FEWER_WORDS = "fewer-words"  # what is left of them
    OTHER_WORDS_ALONE = "other-words-alone"  # what is looked for instead, without any filter


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A way out of "nothing found": another query, and how many reports answer it: one at least.

    `words`: what it changes, see `RelaxationKind`.
    """

    kind: RelaxationKind
    words: tuple[str, ...]
    query: Query
    total: int


def relaxations(query: Query, searcher: Searcher) -> tuple[Relaxation, ...]:
    """What finds something in place of a query: what may have been meant; without its last
    condition, the others, all of them; in looser words or fewer. Each changes one thing if any
    such finds something, else the words and all conditions. None is every report there is.

    Raises QueryTooLongError.
    """
    changes = chain(_meant(query, searcher), _wider(query), _reworded(query, searcher))
    found = _that_find(changes, searcher)
    if query.filters or query.dates:
        if not found:
            found = _that_find(_alone(query, _reworded, searcher), searcher)
        elif not any(
            one.kind in _OF_FILTERS or one.kind is RelaxationKind.OTHER_WORDS for one in found
        ):
            found += _that_find(_alone(query, _corrected, searcher), searcher)
    if not found:
        found = _that_find(_fewer(unfiltered(query), searcher, often=1), searcher)
    return tuple(found[:MOST])


_Change = tuple[RelaxationKind, tuple[str, ...], Query]
_Way = Callable[[Query, Searcher], Iterator[_Change]]
_OF_FILTERS = {
    RelaxationKind.OTHER_VALUE,
    RelaxationKind.OTHER_NAME,
    RelaxationKind.WITHOUT_VALUE,
    RelaxationKind.WITHOUT_FACET,
    RelaxationKind.WITHOUT_DATES,
    RelaxationKind.WITHOUT_FILTERS,
}
"""Where one of them finds something, the words are not what is wrong."""


def _that_find(changes: Iterable[_Change], searcher: Searcher) -> list[Relaxation]:
    """The first MOST that find something, each query once."""
    found: list[Relaxation] = []
    tried: list[Query] = []
    for kind, words, other in changes:
        if other in tried or not (other.text or other.filters or other.dates):
            continue
        tried.append(other)
        with suppress(QueryTooLongError):
            if hits := searcher.total(other):
                found.append(Relaxation(kind, words, other, hits))
        if len(found) == MOST:
            break
    return found


def _meant(query: Query, searcher: Searcher) -> Iterator[_Change]:
    """Values that are spelled otherwise, in the filters and in the words; and other words."""
    for name, value in _named(query):
        for other in _values_meant(COUNTED_BY_NAME[name], value, searcher):
            yield (
                RelaxationKind.OTHER_VALUE,
                (name, other, value),
                _instead(query, name, value, other),
            )
    typed, own = _parts(query.text)
    for part in own:
        if part.kind is QueryPartKind.FIELD and part.field in COUNTED_BY_NAME:
            facet = COUNTED_BY_NAME[part.field]
            for other in _values_meant(facet, part.text, searcher):
                text = _put(typed, part, field_query(part.field, facet.label_of(other)))
                yield _said(RelaxationKind.OTHER_WORDS, query, text)
    yield from _corrected(query, searcher)


def _wider(query: Query) -> Iterator[_Change]:
    """Fewer conditions, the last one first; provinces by their other names."""
    if query.dates:
        yield RelaxationKind.WITHOUT_DATES, (), replace(query, dates=None, page=1)
    named = _named(query)
    for name, value in reversed(named):
        yield RelaxationKind.WITHOUT_VALUE, (name, value), without(query, name, value)
    for name, value in named:
        for own, other in _other_names(value) if name in _PROVINCES else ():
            yield RelaxationKind.OTHER_NAME, (name, other, own), _instead(query, name, value, other)
    for name, values in query.filters.items():
        if len(values) > 1:
            yield RelaxationKind.WITHOUT_FACET, (name,), without(query, name, *values)
    if len(named) + bool(query.dates) > 1:
        yield RelaxationKind.WITHOUT_FILTERS, (), unfiltered(query)
    if len(named) + bool(query.dates) > 2:
        for name, value in named:
            kept = replace(unfiltered(query), filters={name: (value,)})
            yield RelaxationKind.VALUE_ALONE, (name, value), kept


def without(query: Query, name: str, *dropped: str) -> Query:
    """A query without some values of one facet, on its first page."""
    left = {**query.filters, name: tuple(v for v in query.filters[name] if v not in dropped)}
    filters = {facet: values for facet, values in left.items() if values}
    return replace(query, filters=filters, page=1)


def _named(query: Query) -> list[tuple[str, str]]:
    return [(name, value) for name, values in query.filters.items() for value in values]


def _instead(query: Query, name: str, value: str, other: str) -> Query:
    """A query that asks for another value in place of one."""
    values = tuple(dict.fromkeys(other if v == value else v for v in query.filters[name]))
    return replace(query, filters={**query.filters, name: values}, page=1)


def unfiltered(query: Query) -> Query:
    """The words of a query alone."""
    return replace(query, filters={}, dates=None, page=1)


def _values_meant(facet: Facet, value: str, searcher: Searcher) -> Iterator[str]:
    """The values of an index that may have been meant by one it does not have: those that are
    called so, with other marks or none; else those that are a slip away. What most reports have
    comes first."""
    known = searcher.counts(Query(), (facet.name,))[1][facet.name]
    typed = _letters(value)
    if value in known or not typed:
        return
    found = [other for other in known if typed in _names(facet, other)]
    if facet.name in _PROVINCES:
        found += [p.name for p in _provinces(value) if p.name in known and p.name not in found]
    if not found and not any(letter.isdecimal() for letter in typed):  # 2024 is no slip for 2023
        found = [v for v in known if any(is_one_edit(typed, own) for own in _names(facet, v))]
    yield from sorted(found, key=lambda other: -known[other])[:MOST_VALUES]


def _names(facet: Facet, value: str) -> list[str]:
    return [_letters(name) for name in facet.names_of(value)]


@lru_cache(maxsize=65536)
def _letters(name: str) -> str:
    return " ".join(syllable.folded for syllable in syllables(name))


def _other_names(value: str) -> Iterator[tuple[str, str]]:
    """A province, and what it became part of, or what became part of it."""
    for province in _provinces(value):
        yield from ((province.name, other) for _, other in merged_with(province))


def _provinces(value: str) -> list[Province]:
    """The provinces that are called so, with marks or without."""
    typed = _letters(value)
    return [p for p in provinces() if typed in map(_letters, p.spellings)]


def _said(kind: RelaxationKind, query: Query, text: str) -> _Change:
    return kind, (text,), replace(query, text=text, page=1)


def _alone(query: Query, way: _Way, searcher: Searcher) -> Iterator[_Change]:
    """Other words without any filter."""
    for _, words, other in way(unfiltered(query), searcher):
        yield RelaxationKind.OTHER_WORDS_ALONE, words, other


def _corrected(query: Query, searcher: Searcher) -> Iterator[_Change]:
    """The words of a query as they may have been meant, in quotes if they were."""
    typed, own = _parts(query.text)
    if [part.kind for part in own] == [QueryPartKind.QUOTED] and not own[0].is_excluded:
        for one in corrections(replace(query, text=own[0].text), searcher):
            yield _said(RelaxationKind.OTHER_WORDS, query, f'"{one.text}"')
    found = [one.text for one in corrections(query, searcher)]
    for text in found or _cut(typed, searcher):
        yield _said(RelaxationKind.OTHER_WORDS, query, text)


def _reworded(query: Query, searcher: Searcher) -> Iterator[_Change]:
    """The words of a query as they may have been meant, looser, and fewer of them."""
    changes = chain(_corrected(query, searcher), _looser(query, searcher), _fewer(query, searcher))
    return (change for change in changes if change[1] not in ((), ("",), (query.text,)))


def _looser(query: Query, searcher: Searcher) -> Iterator[_Change]:
    """Without quotes, without what narrows it, and without marks."""
    typed, own = _parts(query.text)
    loose = typed
    for part in reversed(own):
        if part.kind is QueryPartKind.QUOTED and not part.is_excluded:
            loose = _put(loose, part, part.text)
    if loose != typed:
        yield _said(RelaxationKind.WITHOUT_QUOTES, query, " ".join(loose.split()))
    for note in searcher.parse(query.text).notices:
        yield _said(RelaxationKind.OTHER_WORDS, query, note.instead)
    if plain_words(query.text):
        yield _said(RelaxationKind.WITHOUT_DIACRITICS, query, fold(query.text).text)


def _fewer(query: Query, searcher: Searcher, often: int = _OFTEN) -> Iterator[_Change]:
    """The query without the words that no report has; or without one of its things, or one of
    them alone: what fewest reports hold says most. One syllable that one of `often` reports holds
    says nothing."""
    typed, own = _parts(query.text)
    read = searcher.parse(query.text)
    others = [part for part in own if part.kind is not QueryPartKind.WORDS or part.is_excluded]
    without_one = [
        *read.texts_without_concept,
        *(" ".join(_put(typed, part, "").split()) for part in others),
    ]
    alone = [*read.concept_texts, *(typed[p.start : p.end] for p in others if not p.is_excluded)]
    every = searcher.total(Query())
    for texts in (_known_words(query.text, searcher), without_one, alone):
        held = {}
        for text in texts[:_TRIED]:
            size = _size(text)
            most = every if size > 1 else every // often
            if size and 0 < (hits := searcher.total(Query(text))) <= most:
                held[text] = hits
        found = [text for text in held if searcher.total(replace(query, text=text))]
        if found:
            for text in sorted(found, key=held.__getitem__)[:MOST_FEWER]:
                yield _said(RelaxationKind.FEWER_WORDS, query, text)
            return


def _size(text: str) -> int:
    """How many syllables a query asks for."""
    return sum(len(syllables(part.text)) for part in _parts(text)[1] if not part.is_excluded)


def _known_words(text: str, searcher: Searcher) -> list[str]:
    """Plain words without those that no report has, if it has any such."""
    words = [word.surface for word in plain_words(text)]
    known = [word for word in words if searcher.total(Query(word))]
    return [" ".join(known)] if 0 < len(known) < len(words) else []


def _cut(typed: str, searcher: Searcher) -> Iterator[str]:
    """Plain words with blanks where one of them, that no report has, is several in a row."""
    for word in plain_words(typed):
        if len(word.surface) <= _LONGEST and not searcher.total(Query(word.surface)):
            ways = islice(_syllables_of(word.surface), _WAYS)
            rows = {way: searcher.total(Query(f'"{way}"')) for way in map(" ".join, ways)}
            best = max(rows, key=rows.__getitem__, default="")
            if best and rows[best]:
                yield " ".join((typed[: word.start] + best + typed[word.end :]).split())


def _syllables_of(word: str) -> Iterator[tuple[str, ...]]:
    """Every way to cut a word into two syllables or more."""
    whole = len(word)
    ends: dict[int, list[int]] = {whole: []}
    for start in reversed(range(whole)):  # from the back: a way that ends nowhere is never begun
        found = [end for end in ends if _is_syllable(word[start:end])]
        if found:
            ends[start] = sorted(found, key=lambda end: (end < whole, end))
    return (way for way in _ways(word, 0, ends) if len(way) > 1)


def _ways(word: str, start: int, ends: Mapping[int, list[int]]) -> Iterator[tuple[str, ...]]:
    """`ends`: where a syllable begins → where it may end, if the rest can be cut too."""
    if start == len(word):
        yield ()
    for end in ends.get(start, ()):
        yield from ((word[start:end], *rest) for rest in _ways(word, end, ends))


def _is_syllable(text: str) -> bool:
    found = syllables(text)
    return len(found) == 1 and found[0].end == len(text) and is_vietnamese(found[0].exact)


def _parts(text: str) -> tuple[str, list[QueryPart]]:
    """A query as it is read, and the parts of it."""
    typed = normalize(text).text
    return typed, [part for alternative in query_parts(typed) for part in alternative]


def _put(typed: str, part: QueryPart, by: str) -> str:
    return f"{typed[: part.start]}{by}{typed[part.end :]}"
