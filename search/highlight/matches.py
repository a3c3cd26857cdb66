"""A text and the phrases of a query → where they stand in it (V15); only the text is looked at."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from search.answers import TextRun
from search.engine.query_tree import Phrase, Prefix, Term
from search.index.fields import SEARCHED_KINDS
from search.report import Span, StoredReport
from search.text.analyze import TERM_SEPARATOR, exact_term, is_set
from search.text.fold import fold
from search.text.pyvi.segmenter import is_word
from search.text.spelling import to_orthography
from search.text.syllable import begins_syllable, numbers_in, syllable_at, syllables


class Highlight(NamedTuple):
    """A stretch [start, end) of the original text, and which thing that is sought it says."""

    start: int
    end: int
    concept: int


class _Occurrence(NamedTuple):
    """Where a phrase stands, where the next syllable begins (or -1), and how badly it is cut."""

    start: int
    end: int
    next: int
    cut: int


_NEAR = 40
"""No syllable is longer, with what stands between it and the next one."""

_Answers = tuple[frozenset[str], tuple[str, ...]]
"""What answers a slot: these terms, and those that begin so."""


def find_highlights(stored: StoredReport, sought: Sequence[Sequence[Phrase]]) -> list[Highlight]:
    """Where what is sought stands in the searched passages of a report, in order.

    Each thing that is sought comes with every phrase that says it. It is marked where it is whole
    words of pyvi's. Where it stands inside a longer word, or ends in one, only if the report holds
    it in no better place; never where it takes one syllable from a word that goes on ("hoàn thành
    | lập", "công | an toàn"). A number or a syllable typed without
    marks is marked beside its neighbours of the query, and alone only if they never stand
    together.
    """
    spans = [passage.span for passage in stored.report.passages if passage.kind in SEARCHED_KINDS]
    return _find_highlights(stored.report.text, stored.word_joins, sought, spans)


def highlight_text(text: str, sought: Sequence[Sequence[Phrase]]) -> tuple[TextRun, ...]:
    """A text that was never segmented, cut into marked and unmarked pieces."""
    span = (0, len(text))
    return to_runs(text, span, _find_highlights(text, b"", sought, [span]))


def _find_highlights(
    text: str, joins: bytes, sought: Sequence[Sequence[Phrase]], spans: Sequence[Span]
) -> list[Highlight]:
    scanned = _ScannedText(text, joins, spans)
    places = [[p for phrase in ways for p in scanned.places(phrase)] for ways in sought]
    found: list[Highlight] = []
    for number, (ways, own) in enumerate(zip(sought, places, strict=True)):
        chosen = (_says_little(ways[0]) and _beside(number, places)) or _cleanest(own)
        found += [Highlight(start, end, number) for start, end, _, _ in chosen]
    found.sort()
    return found


def _says_little(phrase: Phrase) -> bool:
    """Whether a phrase is a number, or a syllable in any spelling."""
    term = phrase.slots[0][0]
    return len(phrase.slots) == 1 and (not isinstance(term, str) or term[0].isdecimal())


def _beside(number: int, places: Sequence[Sequence[_Occurrence]]) -> list[_Occurrence]:
    """The places of one thing that touch one of the thing before it in the query, or after it."""
    before, after = places[max(number - 1, 0) : number], places[number + 1 : number + 2]
    follows = {place.next for own in before for place in own}
    begins = {place.start for own in after for place in own}
    return [place for place in places[number] if place.start in follows or place.next in begins]


def _cleanest(own: Sequence[_Occurrence]) -> Sequence[_Occurrence]:
    cuts = {place.cut for place in own}
    return own if len(cuts) < 2 else [place for place in own if place.cut == min(cuts)]


class _ScannedText:
    """A text in which phrases are looked for, each inside one passage."""

    def __init__(self, text: str, joins: bytes, spans: Sequence[Span]) -> None:
        self._original, self._joins, self._spans = text, joins, spans
        self._folded = fold(text)
        self._begins = [start for start, _ in spans]

    def places(self, phrase: Phrase) -> list[_Occurrence]:
        """Where a phrase stands: each place its first syllable may stand at is looked at."""
        answers = [_answers(slot) for slot in phrase.slots]
        firsts = {_letters(term) for term in phrase.slots[0]}
        candidates = chain.from_iterable(map(self._candidates, firsts))
        return [place for at in candidates if (place := self._place(answers, at))]

    def _candidates(self, letters: str) -> Iterator[int]:
        """Where syllables begin with some letters; where numbers do, however they are spelled."""
        text = self._folded.text
        if letters == "0":
            yield from numbers_in(text)
            return
        at = text.find(letters)
        while at >= 0:
            if begins_syllable(text, at):
                yield at
            at = text.find(letters, at + 1)

    def _place(self, answers: Sequence[_Answers], at: int) -> _Occurrence | None:
        text, starts, ends = self._folded.text, self._folded.starts, self._folded.ends
        first = starts[at]
        row: list[tuple[str, bool]] = []  # terms, and whether each is joined to the one before
        for exact, beginnings in answers:
            found = syllable_at(text, at)
            if not found:
                return None
            start, (last, at) = starts[at], found
            end = ends[last - 1]
            term = _term_of(self._original[start:end])
            if term not in exact and not term.startswith(beginnings):
                return None
            row.append((term, is_set(self._joins, start)))
        passage = bisect_right(self._begins, first) - 1
        if passage < 0 or end > (limit := self._spans[passage][1]):
            return None
        following = starts[at] if at < len(text) and starts[at] < limit else -1
        after = is_set(self._joins, following)
        if not (row[0][1] or after):
            return _Occurrence(first, end, following, 0)
        if len(row) > 1 and (
            (row[0][1] and self._tears(first, row[0][0], row[1][1], before=True))
            or (after and self._tears(following, row[-1][0], row[-1][1], before=False))
        ):
            return None
        is_inside = all(is_joined for _, is_joined in row[1:])
        return _Occurrence(first, end, following, 1 if is_inside else 2)

    def _tears(self, offset: int, own: str, is_joined: bool, *, before: bool) -> bool:
        """Whether a syllable at the end of a place belongs to the one outside, which ends or begins
        at an offset: it is joined to none of the place, or the two are a word of pyvi's list."""
        if not is_joined:
            return True
        near = slice(max(0, offset - _NEAR), offset) if before else slice(offset, offset + _NEAR)
        outside = to_orthography(syllables(self._original[near])[-1 if before else 0].exact)
        inside = to_orthography(own.partition(TERM_SEPARATOR)[2])
        return is_word(outside, inside) if before else is_word(inside, outside)


def _letters(term: str | Prefix) -> str:
    """The folded letters that a syllable begins with if it answers a term; "0" of a number."""
    letters = (term if isinstance(term, str) else term.text).partition(TERM_SEPARATOR)[0]
    return "0" if letters[0].isdecimal() else letters


@lru_cache(maxsize=65536)
def _term_of(surface: str) -> str:
    """The term of a syllable; marks of other scripts that stand on it are no part of it."""
    return exact_term(syllables(surface)[0])


@lru_cache(maxsize=1024)
def _answers(slot: tuple[Term, ...]) -> _Answers:
    beginnings = tuple(term.text for term in slot if isinstance(term, Prefix))
    return frozenset(term for term in slot if isinstance(term, str)), beginnings


def to_runs(text: str, span: Span, found: Sequence[Highlight]) -> tuple[TextRun, ...]:
    """A span of the text cut into marked and unmarked pieces; marks that touch are one.

    `found` is in order; marks that are not wholly inside the span are left out.
    """
    first, last = (bisect_left(found, (edge,)) for edge in span)
    return runs_of(text, span, [mark for mark in found[first:last] if mark.end <= span[1]])


def runs_of(text: str, span: Span, inside: Iterable[Highlight]) -> tuple[TextRun, ...]:
    """The same of marks that are all inside the span."""
    position, end = span
    result: list[TextRun] = []
    for first, last in _united(text, inside):
        if first > position:
            result.append(TextRun(text[position:first]))
        result.append(TextRun(text[first:last], is_highlighted=True))
        position = last
    if position < end:
        result.append(TextRun(text[position:end]))
    return tuple(result)


def _united(text: str, found: Iterable[Highlight]) -> list[Span]:
    united: list[Span] = []
    for start, end, _ in found:
        if united and (start <= united[-1][1] or text[united[-1][1] : start].isspace()):
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united
