"""A run of words → its Concepts in order, each found by the first recogniser that knows it."""

from collections.abc import Callable, Iterable, Iterator

from search.query.concepts import Concept, phrase
from search.query.documents import document
from search.query.names import addressed, joined_name, name
from search.query.numbers import (
    clock,
    dates,
    joined_measure,
    joined_numbers,
    measure,
    numbered,
    ordinal,
)
from search.query.run import Run
from search.query.short_forms import abbreviation, capitals, ending, place_kind
from search.text.pyvi.segmenter import is_word
from search.text.spelling import to_orthography

Recogniser = Callable[[Run], Iterable[Concept]]
"""Finds concepts in a run; they may overlap those of other recognisers."""

Reader = Callable[[Run, int], Concept | None]
"""Reads the concept that begins at one syllable, if it knows one."""


def in_reading_order(*readers: Reader) -> Recogniser:
    """A recogniser that goes through a run once, from left to right.

    At each syllable it asks the readers in order, takes the first concept, and goes on behind it.
    So what begins first is kept whole, whatever else could begin inside it.
    """

    def recognise(run: Run) -> Iterator[Concept]:
        first = 0
        while first < len(run.syllables):
            found = next(filter(None, (read(run, first) for read in readers)), None)
            if found:
                yield found
            first = found.last if found else first + 1

    return recognise


def words(run: Run) -> Iterator[Concept]:
    """pyvi's words. One of two syllables that its list has is known as it was typed."""
    for first, last in run.words:
        own = run.syllables[first:last]
        is_listed = len(own) == 2 and is_word(*(to_orthography(syllable.exact) for syllable in own))
        yield Concept(first, last, (phrase(own),), is_dictionary_word=is_listed)


RECOGNISERS: tuple[Recogniser, ...] = (
    in_reading_order(document),
    dates,
    in_reading_order(
        addressed,
        clock,
        joined_measure,
        ending,
        abbreviation,
        capitals,
        ordinal,
        numbered,
        joined_numbers,
        measure,
        place_kind,
        name,
        joined_name,
    ),
    words,
)
"""In order of priority: a syllable belongs to the first concept that holds it (V5)."""


def concepts(run: Run) -> tuple[Concept, ...]:
    """The concepts of a run, in order; each syllable is in exactly one of them."""
    taken: dict[int, Concept] = {}
    for recognise in RECOGNISERS:
        for found in recognise(run):
            own = range(found.first, found.last)
            if not any(number in taken for number in own):
                taken |= dict.fromkeys(own, found)
    alone = (
        taken.get(number) or Concept(number, number + 1, (phrase([syllable]),))
        for number, syllable in enumerate(run.syllables)
    )
    return tuple(dict.fromkeys(alone))
