"""A run typed without diacritics → the run that it most likely stands for, and its concepts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from search.engine.query_tree import And, Phrase
from search.query.concepts import Concept
from search.query.documents import codes
from search.query.numbers import dates
from search.query.readings import RunReading, known_spellings, weighed
from search.query.recognise import concepts
from search.query.run import MeantSyllable, Run
from search.query.vocabulary import Vocabulary
from search.text.analyze import exact_term
from search.text.lexicon.units import is_unit
from search.text.spelling import to_orthography
from search.text.syllable import Syllable

TOO_FEW = 5
"""Where fewer reports hold the best reading, they say too little about what is likely, and the
other readings are looked for too."""
STEPS_PER_SYLLABLE = 3
"""What it costs to find the concepts of a run, in steps of a budget."""


class ReadingCost(NamedTuple):
    """What it cost to read something: steps of a budget, and the hashes of what was counted in the
    index, which a request pays for once."""

    steps: int = 0
    counted: tuple[Collection[int], ...] = ()

    @property
    def counts(self) -> int:
        """How many counts of the index it took."""
        return sum(map(len, self.counted))

    def plus(self, other: "ReadingCost") -> "ReadingCost":
        """Both together."""
        return ReadingCost(self.steps + other.steps, self.counted + other.counted)


NO_COST = ReadingCost()


@dataclass(frozen=True, slots=True)
class ReadRun:
    """The likeliest reading of a run, with the offsets of what was typed, and its concepts.

    `readings`: the texts of the readings that some report holds, or of all if none does, the
    likeliest first; the first `looked_for` of them are looked for.
    """

    run: Run
    concepts: tuple[Concept, ...]
    readings: tuple[str, ...]
    looked_for: int


class _Weighed(NamedTuple):
    """The readings of a run, each with the run that it stands for, and what they cost."""

    readings: list[tuple[RunReading, Run]]
    cost: ReadingCost


def read_run(run: Run, vocabulary: Vocabulary, pairs: int) -> tuple[ReadRun | None, ReadingCost]:
    """Read a run by what stands together in an index; None if there is nothing to read into it.
    And what that cost. `pairs`: of neighbours that may be counted.

    A single syllable has no neighbours that could tell, and stands for any spelling. What stands
    so in the index is itself, and so are a unit behind a number and the number of a document. Each
    other concept is the exact phrase of the best reading; of the others too, if few reports hold
    that.
    """
    found, cost = _read_as(run, run.syllables, vocabulary, pairs)
    if not found and _spans_of_dates(run):
        found, more = _read_as(run, _without_dates(run), vocabulary, pairs)
        cost = cost.plus(more)
    if not found:
        return None, cost
    read_as = [concepts(own) for _, own in found]
    held = _held(read_as, vocabulary)
    kept = [n for n, total in enumerate(held) if total] or list(range(len(found)))
    first = kept[0]
    likely = [found[n][0] for n in (kept if held[first] < TOO_FEW else kept[:1])]
    own = tuple(_widened(concept, run.syllables, likely) for concept in read_as[first])
    texts = tuple(found[n][1].text for n in kept)
    cost = cost.plus(ReadingCost(STEPS_PER_SYLLABLE * len(run.syllables) * len(found)))
    return ReadRun(found[first][1], own, texts, len(likely)), cost


def _read_as(run: Run, typed: Sequence[Syllable], vocabulary: Vocabulary, pairs: int) -> _Weighed:
    """The readings of a run in which the same syllables are a date; none if there is nothing to
    read into it."""
    units, coded = _units(typed), _codes(run, vocabulary)
    fixed = units | coded
    typed = [MeantSyllable(*own) if n in fixed else own for n, own in enumerate(typed)]
    read = [n for n, own in enumerate(typed) if own.is_unaccented]
    known = fixed.union(n for n in read if known_spellings(typed[n], vocabulary))
    if len(typed) < 2 or not known or (coded and not read):
        return _Weighed([], NO_COST)
    found, steps, counted = weighed(typed, vocabulary, pairs)
    cost = ReadingCost(steps, (counted,))
    runs = [Run(_spelled(run.text, typed, own.exact), run.lookup, known, run.own) for own in found]
    if any(len(own.syllables) != len(typed) for own in runs):
        return _Weighed([], cost)
    dated = _spans_of_dates(run)
    meant = zip(found, runs, strict=True)
    return _Weighed([(own, one) for own, one in meant if _spans_of_dates(one) == dated], cost)


def _held(read_as: Sequence[Sequence[Concept]], vocabulary: Vocabulary) -> list[int]:
    """How many reports hold each reading; of a single one nothing is asked."""
    if len(read_as) < 2:
        return [0]
    return vocabulary.totals([And(tuple(concept.node for concept in own)) for own in read_as])


def _spans_of_dates(run: Run) -> list[tuple[int, int]]:
    return [(found.first, found.last) for found in dates(run)]


def _without_dates(run: Run) -> list[Syllable]:
    """The syllables of a run; those of a date stay: dates are known without diacritics."""
    dated = {n for first, last in _spans_of_dates(run) for n in range(first, last)}
    return [MeantSyllable(*s) if n in dated else s for n, s in enumerate(run.syllables)]


def _units(typed: Sequence[Syllable]) -> frozenset[int]:
    """The syllables that are units behind a number, as they stand: 5 ha."""
    behind = (n + 1 for n, own in enumerate(typed[:-1]) if own.exact[0].isdecimal())
    return frozenset(n for n in behind if is_unit(typed[n]))


def _codes(run: Run, vocabulary: Vocabulary) -> frozenset[int]:
    """The syllables of numbers of documents that stand so in the index: the TU of 15-NQ/TU is no
    TƯ."""
    spans = list(codes(run))
    found = run.syllables
    written = [Phrase(tuple((exact_term(own),) for own in found[a:b])) for a, b in spans]
    counts = vocabulary.totals(written) if written else []
    held = (span for span, count in zip(spans, counts, strict=True) if count)
    return frozenset(n for first, last in held for n in range(first, last))


def _widened(concept: Concept, typed: Sequence[Syllable], likely: Sequence[RunReading]) -> Concept:
    """A concept with its other likely spellings. `likely`: the readings, its own first."""
    own = typed[concept.first : concept.last]
    spelled = dict.fromkeys(one.exact[concept.first : concept.last] for one in likely)
    others = [
        Phrase(tuple((exact_term(s._replace(exact=e)),) for s, e in zip(own, exact, strict=True)))
        for exact in spelled
    ]
    return replace(concept, alternatives=(*concept.alternatives, *others[1:]))


def _spelled(text: str, typed: Sequence[Syllable], exact: Sequence[str]) -> str:
    """A text with other syllables in the place of those that were typed, in as many letters."""
    written, end = "", 0
    for own, canonical in zip(typed, exact, strict=True):
        surface = text[own.start : own.end]
        written += text[end : own.start]
        written += surface if own.exact == canonical else _cased(canonical, surface)
        end = own.end
    return written + text[end:]


def _cased(canonical: str, typed: str) -> str:
    """A syllable in capitals where the one that was typed has them."""
    spelled = to_orthography(canonical)
    if typed.isupper() and len(typed) > 1:
        return spelled.upper()
    return spelled.capitalize() if typed[0].isupper() else spelled
