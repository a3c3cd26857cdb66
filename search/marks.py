"""A text and the phrases of a query → where they stand in it (V15); only the text is looked at."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from search.engine import Phrase, Prefix, Term
from search.model import Piece, Span, StoredReport
from search.schema import SEARCHED
from search.text.analyze import SPELLED, exact_term
from search.text.fold import fold
from search.text.syllable import begins_syllable, next_syllable, syllables


class Mark(NamedTuple):
    """A stretch of the original text that answers one phrase of the query (its number)."""

    span: Span
    phrase: int


class _Place(NamedTuple):
    """Where a phrase stands, where the next syllable begins (or -1), and how badly it is cut."""

    phrase: int
    span: Span
    next: int
    cut: int


def marks(stored: StoredReport, phrases: Sequence[Phrase]) -> list[Mark]:
    """Where the phrases stand in the searched passages of a report, in order.

    A phrase is marked where it is whole words of pyvi's. Where it stands inside a longer word, or
    would cut one in two ("hoàn thành | lập"), only if the report holds it in no better place. A
    number or a syllable typed without marks is marked beside its neighbours of the query, and
    alone only if they never stand together. Fuzzy terms are not marked.
    """
    spans = [passage.span for passage in stored.report.passages if passage.part in SEARCHED]
    return _marks(stored.report.text, frozenset(accumulate(stored.join_gaps)), phrases, spans)


def mark_plain(text: str, phrases: Sequence[Phrase]) -> tuple[Piece, ...]:
    """A text that was never segmented, cut into marked and unmarked pieces."""
    span = (0, len(text))
    return pieces(text, span, _marks(text, frozenset(), phrases, [span]))


def _marks(
    text: str, joins: Collection[int], phrases: Sequence[Phrase], spans: Sequence[Span]
) -> list[Mark]:
    scanned = _Scanned(text, joins, spans)
    of_phrase = {number: list(scanned.places(number, p)) for number, p in enumerate(phrases)}
    begins = {(n, place.span[0]) for n, places in of_phrase.items() for place in places}
    follows = {(n, place.next) for n, places in of_phrase.items() for place in places}
    chosen: list[_Place] = []
    for number, own in of_phrase.items():
        beside = [
            place
            for place in own
            if (number + 1, place.next) in begins or (number - 1, place.span[0]) in follows
        ]
        chosen += (_says_little(phrases[number]) and beside) or _cleanest(own)
    ordered = sorted(chosen, key=lambda place: (place.span[0], -place.span[1]))
    return [Mark(place.span, place.phrase) for place in ordered]


def _says_little(phrase: Phrase) -> bool:
    """Whether a phrase is a number, or a syllable in any spelling."""
    term = phrase.slots[0][0]
    return len(phrase.slots) == 1 and (not isinstance(term, str) or term[0].isdigit())


def _cleanest(own: Sequence[_Place]) -> list[_Place]:
    best = min((place.cut for place in own), default=0)
    return [place for place in own if place.cut == best]


class _Scanned:
    """A text in which phrases are looked for, each inside one passage."""

    def __init__(self, text: str, joins: Collection[int], spans: Sequence[Span]) -> None:
        self._original, self._joins, self._spans = text, joins, spans
        self._folded = fold(text)
        self._begins = [start for start, _ in spans]

    def places(self, number: int, phrase: Phrase) -> Iterator[_Place]:
        """Where a phrase stands. Its first syllable is found as letters, the rest is compared."""
        text = self._folded.text
        for letters in {_letters(term) for term in phrase.slots[0]}:
            at = text.find(letters)
            while at >= 0:
                if begins_syllable(text, at):
                    yield from self._place(number, phrase, at)
                at = text.find(letters, at + 1)

    def _place(self, number: int, phrase: Phrase, at: int) -> Iterator[_Place]:
        text, starts, ends = self._folded.text, self._folded.starts, self._folded.ends
        passage = bisect_right(self._begins, starts[at]) - 1
        if passage < 0:
            return
        limit = self._spans[passage][1]
        begins: list[int] = []
        last = at
        for slot in phrase.slots:
            found = next_syllable(text, last)
            if not found or starts[found[0]] >= limit:
                return
            first, last = found
            term = _term_of(self._original[starts[first] : ends[last - 1]])
            if term not in slot and not any(_answers(term, pattern) for pattern in slot):
                return
            begins.append(starts[first])
        after = next_syllable(text, last)
        following = starts[after[0]] if after and starts[after[0]] < limit else -1
        yield _Place(number, (begins[0], ends[last - 1]), following, self._cut(begins, following))

    def _cut(self, begins: Sequence[int], following: int) -> int:
        """How badly syllables sit in pyvi's words: 0 whole, 1 inside one, 2 across."""
        if begins[0] not in self._joins and following not in self._joins:
            return 0
        return 1 if all(begin in self._joins for begin in begins[1:]) else 2


def _letters(term: Term) -> str:
    """The folded letters that a syllable begins with if it answers a term."""
    return (term if isinstance(term, str) else term.text).partition(SPELLED)[0]


def _answers(found: str, pattern: Term) -> bool:
    return isinstance(pattern, Prefix) and found.startswith(pattern.text)


@lru_cache(maxsize=65536)
def _term_of(surface: str) -> str:
    """The term of a syllable; marks of other scripts that stand on it are no part of it."""
    return exact_term(syllables(surface)[0])


def pieces(text: str, span: Span, found: Sequence[Mark]) -> tuple[Piece, ...]:
    """A span of the text cut into marked and unmarked pieces; marks that touch are one.

    `found` is in order; marks that are not wholly inside the span are left out.
    """
    start, end = span
    result: list[Piece] = []
    position = start
    for first, last in _united(text, _inside(found, span)):
        if first > position:
            result.append(Piece(text[position:first]))
        result.append(Piece(text[first:last], mark=True))
        position = last
    if position < end:
        result.append(Piece(text[position:end]))
    return tuple(result)


def _inside(found: Sequence[Mark], span: Span) -> list[Mark]:
    """The marks that lie wholly inside a span."""
    first = bisect_left(found, span[0], key=lambda mark: mark.span[0])
    last = bisect_left(found, span[1], key=lambda mark: mark.span[0])
    return [mark for mark in found[first:last] if mark.span[1] <= span[1]]


def _united(text: str, found: Iterable[Mark]) -> list[Span]:
    united: list[Span] = []
    for start, end in (mark.span for mark in found):
        if united and (start <= united[-1][1] or text[united[-1][1] : start].isspace()):
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united
