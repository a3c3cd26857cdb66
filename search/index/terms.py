"""The syllables and words of reports → the terms of each report by field, as arrays of numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.index.fields import FIELDS, FIELDS_BY_NAME, TEXTS
from search.text.analyze import JOIN, PARAGRAPH_GAP, spelled_term
from search.text.analyze_many import Analyses, Numbers

Counts = NDArray[np.uint32]


class TermsOfField(NamedTuple):
    """The terms of a report in one field; see `ReportTerms`."""

    numbers: Counts
    frequencies: Counts
    positions: Counts


@dataclass(frozen=True, slots=True, eq=False)
class ReportTerms(Mapping[str, Mapping[str, Sequence[int]]]):
    """The terms of a report, of one field after another, in the order of `FIELDS`.

    `vocabulary`: different terms; reports that were read together share one. `numbers`: which of
    them the field holds, ascending. `frequencies`: how often each of these. `positions`: where, of
    each in turn ascending, in fields that have positions. `sizes`: how many numbers, and how many
    positions, are those of each field.

    As a mapping, which is slow: field → term → its positions; in a field without positions as many
    numbers as the term's frequency.
    """

    vocabulary: Sequence[str]
    sizes: tuple[tuple[int, int], ...]
    numbers: Counts
    frequencies: Counts
    positions: Counts

    @classmethod
    def of(cls, terms: Mapping[str, Mapping[str, Sequence[int]]]) -> "ReportTerms":
        """What such a mapping says; a field that it does not name has no terms."""
        vocabulary = sorted({term for own in terms.values() for term in own})
        number = {term: place for place, term in enumerate(vocabulary)}
        own = [sorted(terms.get(field.name, {}).items()) for field in FIELDS]
        placed = [
            [place for _, places in found for place in places] if field.has_positions else []
            for field, found in zip(FIELDS, own, strict=True)
        ]
        everything = list(chain.from_iterable(own))
        return cls(
            vocabulary,
            tuple(zip(map(len, own), map(len, placed), strict=True)),
            np.array([number[term] for term, _ in everything], np.uint32),
            np.array([len(places) for _, places in everything], np.uint32),
            np.array([*chain.from_iterable(placed)], np.uint32),
        )

    def fields(self) -> Iterator[TermsOfField]:
        """The terms of each field, in the order of `FIELDS`."""
        first = begin = 0
        for size, placed in self.sizes:
            last, end = first + size, begin + placed
            own = slice(first, last)
            yield TermsOfField(self.numbers[own], self.frequencies[own], self.positions[begin:end])
            first, begin = last, end

    def __getitem__(self, field: str) -> Mapping[str, Sequence[int]]:
        found = [*self.fields()][FIELDS.index(FIELDS_BY_NAME[field])]
        often = found.frequencies.tolist()
        bounds = pairwise(accumulate(often, initial=0))
        places: Iterator[Sequence[int]] = map(range, often)
        if FIELDS_BY_NAME[field].has_positions:
            positions = found.positions.tolist()
            places = (positions[first:last] for first, last in bounds)
        terms = map(self.vocabulary.__getitem__, found.numbers.tolist())
        return dict(zip(terms, places, strict=True))

    def __iter__(self) -> Iterator[str]:
        return iter(FIELDS_BY_NAME)

    def __len__(self) -> int:
        return len(FIELDS)


def terms_of(
    analyses: Analyses, reports: Numbers, fields: Numbers, count: int
) -> list[ReportTerms]:
    """The terms of `count` reports.

    `reports`, `fields`: the number of the report of each text, ascending, and that of its field in
    `TEXTS`, or -1 if it is in none. The texts of a field follow each other.
    """
    words = _words(analyses)
    groups = reports * len(FIELDS) + fields
    text_of = analyses.text_of()
    places = _places(analyses, groups)
    stands = np.concatenate(
        [
            [groups[text_of], analyses.syllables, places],
            [
                groups[text_of][words.firsts] + len(TEXTS),
                words.numbers + len(analyses.spelled),
                places[words.firsts],
            ],
        ],
        1,
    )
    is_kept = fields[text_of] >= 0
    stands = stands[:, np.concatenate([is_kept, is_kept[words.firsts]])]
    vocabulary = [*(spelled_term(*spelling) for spelling in analyses.spelled), *words.terms]
    return _by_report(vocabulary, stands, count)


def _places(analyses: Analyses, groups: Numbers) -> Numbers:
    """The position of each syllable in its field; `groups`: of each text, a number of its field."""
    counts = analyses.counts
    reached = np.cumsum(counts + PARAGRAPH_GAP) - (counts + PARAGRAPH_GAP)
    firsts = np.flatnonzero(np.diff(groups, prepend=groups[:1] - 1))
    begins = reached - np.repeat(reached[firsts], np.diff(firsts, append=counts.size))
    places: Numbers = np.repeat(begins - (np.cumsum(counts) - counts), counts)
    return places + np.arange(places.size)


class _Words(NamedTuple):
    """The words of two syllables or more: the number of each and its first syllable; and the term
    of each number."""

    numbers: Numbers
    firsts: Numbers
    terms: list[str]


def _words(analyses: Analyses) -> _Words:
    begins_word = ~analyses.is_joined
    begins_word[(np.cumsum(analyses.counts) - analyses.counts)[analyses.counts > 0]] = True
    firsts = np.flatnonzero(begins_word)
    sizes = np.diff(firsts, append=begins_word.size)
    firsts, sizes = firsts[sizes > 1], sizes[sizes > 1]
    # a word is told by the bytes of the numbers of its syllables
    written, width = analyses.syllables.tobytes(), analyses.syllables.itemsize
    numbers: dict[bytes, int] = {}
    found = [
        numbers.setdefault(written[first:end], len(numbers))
        for first, end in zip(
            (firsts * width).tolist(), ((firsts + sizes) * width).tolist(), strict=True
        )
    ]
    terms = [
        JOIN.join([analyses.spelled[number][0] for number in memoryview(word).cast("q")])
        for word in numbers
    ]
    return _Words(np.array(found, np.int64), firsts, terms)


def _by_report(vocabulary: Sequence[str], stands: Numbers, count: int) -> list[ReportTerms]:
    """The terms of each report, from what stands where: three rows, of which one has the number of
    a field and its report, one that of a term, one a position."""
    groups, numbers, places = stands
    span = int(places.max(initial=0)) + 1
    by_term, places = np.divmod(np.sort((groups * len(vocabulary) + numbers) * span + places), span)
    begins = np.flatnonzero(np.diff(by_term, prepend=-1))
    frequencies = np.diff(begins, append=by_term.size)
    groups, numbers = np.divmod(by_term[begins], max(len(vocabulary), 1))
    has_positions = np.array([field.has_positions for field in FIELDS])
    is_placed = has_positions[groups % len(FIELDS)]
    positions = places[np.repeat(is_placed, frequencies)].astype(np.uint32)
    sizes = np.stack(
        [
            np.bincount(groups, minlength=count * len(FIELDS)),
            np.bincount(groups, frequencies * is_placed, count * len(FIELDS)).astype(np.int64),
        ],
        1,
    ).reshape(count, len(FIELDS), 2)
    ends = np.cumsum(sizes.sum(1), 0)
    numbers, often = numbers.astype(np.uint32), frequencies.astype(np.uint32)
    return [
        ReportTerms(
            vocabulary,
            tuple(map(tuple, own)),
            numbers[first:last],
            often[first:last],
            positions[begin:end],
        )
        for own, (first, begin), (last, end) in zip(
            sizes.tolist(), (ends - sizes.sum(1)).tolist(), ends.tolist(), strict=True
        )
    ]
