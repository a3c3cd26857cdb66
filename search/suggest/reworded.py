"""A query → the same filters with other words: corrected, less strict, or fewer."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from search.answers import Query
from search.query.budget import steps_of_text
from search.query.plain_words import plain_words
from search.query.syntax import QueryPart, QueryPartKind
from search.searcher import Searcher
from search.suggest.changes import (
    LIMITS,
    Change,
    RelaxationKind,
    changed_texts,
    parts_of,
    with_part,
    without_part,
)
from search.suggest.corrections import corrections
from search.suggest.segmentation import with_blanks
from search.text.fold import fold
from search.text.syllable import syllables


def corrected_words(query: Query, searcher: Searcher) -> Iterator[Change]:
    """The words of a query as they may have been meant; what is wholly in quotes stays so."""
    typed, parts = parts_of(query.text)
    if [part.kind for part in parts] == [QueryPartKind.QUOTED] and not parts[0].is_excluded:
        found = corrections(replace(query, text=parts[0].text), searcher)
        quoted = (f'"{correction.text}"' for correction in found)
        yield from changed_texts(RelaxationKind.OTHER_WORDS, query, quoted)
    texts = [correction.text for correction in corrections(query, searcher)]
    yield from changed_texts(
        RelaxationKind.OTHER_WORDS, query, texts or with_blanks(typed, searcher)
    )


def looser_words(query: Query, searcher: Searcher) -> Iterator[Change]:
    """Without quotes; as each notice says it can be read instead; without diacritics."""
    typed, parts = parts_of(query.text)
    loose = typed
    for part in reversed(parts):
        if part.kind is QueryPartKind.QUOTED and not part.is_excluded:
            loose = with_part(loose, part, part.text)
    if loose != typed:
        unquoted = " ".join(loose.split())
        yield from changed_texts(RelaxationKind.WITHOUT_QUOTES, query, [unquoted])
    instead = (notice.instead for notice in searcher.parse(query.text).notices)
    yield from changed_texts(RelaxationKind.OTHER_WORDS, query, instead)
    if plain_words(query.text):
        unaccented = fold(query.text).text
        yield from changed_texts(RelaxationKind.WITHOUT_DIACRITICS, query, [unaccented])


def fewer_words(query: Query, searcher: Searcher) -> Iterator[Change]:
    """A part of the query that finds something; no single syllable that many reports hold."""
    return _fewer(query, searcher, searcher.reports // LIMITS.common_one_of)


def fewer_words_even_common(query: Query, searcher: Searcher) -> Iterator[Change]:
    """The same, and single syllables however many reports hold them."""
    return _fewer(query, searcher, searcher.reports)


def _fewer(query: Query, searcher: Searcher, most: int) -> Iterator[Change]:
    """The query without the words that no report has; else without one of its concepts; else one
    of them alone. The text that fewest reports answer comes first: it is the most specific.

    `most`: a single syllable that more reports hold is left out.
    """
    for texts in (_known_words, _all_but_one, _one_alone):
        tried = islice(texts(query.text, searcher), LIMITS.parts_left_out)
        held = _held(tried, searcher, most)
        found = [text for text in held if searcher.total(replace(query, text=text))]
        if found:
            rarest = sorted(found, key=held.__getitem__)[: LIMITS.fewer_words]
            yield from changed_texts(RelaxationKind.FEWER_WORDS, query, rarest)
            return


def _held(texts: Iterable[str], searcher: Searcher, most: int) -> dict[str, int]:
    """Text → reports that answer it; without those that no report answers or too many do."""
    held: dict[str, int] = {}
    for text in texts:
        searcher.spend(2 * steps_of_text(text))  # it was made, and is measured
        if text in held:
            continue
        size = _size(text)
        limit = searcher.reports if size > 1 else most
        if size and 0 < (total := searcher.total(Query(text))) <= limit:
            held[text] = total
    return held


def _size(text: str) -> int:
    """How many syllables a query asks for."""
    return sum(len(syllables(part.text)) for part in parts_of(text)[1] if not part.is_excluded)


def _known_words(text: str, searcher: Searcher) -> Iterator[str]:
    """Plain words without those that no report has; none if reports have all of them, or none."""
    words = [word.surface for word in plain_words(text)]
    known = [word for word in words if searcher.total(Query(word))]
    if 0 < len(known) < len(words):
        yield " ".join(known)


def _all_but_one(text: str, searcher: Searcher) -> Iterator[str]:
    """The query without each of its concepts, then without each of its other parts."""
    yield from searcher.parse(text).texts_without_concept()
    typed, others = _other_parts(text)
    yield from (without_part(typed, part) for part in others)


def _one_alone(text: str, searcher: Searcher) -> Iterator[str]:
    """Each concept of the query, then each other part that is not excluded."""
    yield from searcher.parse(text).concept_texts
    typed, others = _other_parts(text)
    yield from (typed[part.start : part.end] for part in others if not part.is_excluded)


def _other_parts(text: str) -> tuple[str, list[QueryPart]]:
    """The normalised query, and its parts that are more than words and ask for something."""
    typed, parts = parts_of(text)
    more = (p for p in parts if p.kind is not QueryPartKind.WORDS or p.is_excluded)
    return typed, [part for part in more if part.text]
