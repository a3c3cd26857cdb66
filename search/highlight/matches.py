"""A text and the concepts of a query → the highlights in it, found in the text alone (V15)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, IntEnum
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from search.answers import TextRun
from search.engine.query_tree import Phrase, Prefix, Term
from search.index.fields import SEARCHED_KINDS
from search.report import Span, StoredReport
from search.text.analyze import TERM_SEPARATOR, exact_term, is_set
from search.text.fold import fold
from search.text.lexicon.abbreviations import initialisms_in
from search.text.pyvi.segmenter import is_word
from search.text.spelling import to_orthography
from search.text.syllable import begins_syllable, numbers_in, syllable_at, syllables


class Highlight(NamedTuple):
    """Characters [start, end) of a report's text, and the number of the concept that they show."""

    start: int
    end: int
    concept: int


class _Cut(IntEnum):
    """How an occurrence lies on the words that pyvi made of the report; the higher the worse."""

    NONE = 0  # it is whole words
    INSIDE = 1  # all of it is inside one longer word
    ACROSS = 2  # it ends inside a word that it does not hold whole
    TORN = 3  # it takes one syllable from a word that goes on: "hoàn thành | lập"


class _Occurrence(NamedTuple):
    """Characters [start, end) where a phrase stands, and where the next syllable begins (or -1)."""

    start: int
    end: int
    next: int
    cut: _Cut


class _Number(Enum):
    """Stands for any number: a term has its digits only, a text may write it in several ways."""

    ANY = "any number"


_Beginning = str | _Number
"""What a syllable begins with if it can answer a term: its folded letters, or a number."""

_NEAR = 40
"""No syllable is longer than so many characters, with what stands between it and the next one."""

_Answers = tuple[frozenset[str], tuple[str, ...]]
"""What answers a slot: these terms, and all that begin with these prefixes."""


def find_highlights(stored: StoredReport, concepts: Sequence[Sequence[Phrase]]) -> list[Highlight]:
    """Where the concepts of a query stand in the searched passages of a report, in order.

    Each concept comes as all its variants. It is highlighted where it is whole words of pyvi's.
    Where it is inside a longer word, or ends inside one, it is highlighted only if the report has
    no better occurrence; and where it takes one syllable from a word that goes on ("hoàn thành |
    lập", "công | an toàn"), only if there is none of these either: no hit is without a highlight.
    A number, or a syllable typed without diacritics, is highlighted next to its neighbours of the
    query, and alone only if they never stand together.
    """
    spans = [passage.span for passage in stored.report.passages if passage.kind in SEARCHED_KINDS]
    return _find_highlights(stored.report.text, stored.word_joins, concepts, spans)


def highlight_text(text: str, concepts: Sequence[Sequence[Phrase]]) -> tuple[TextRun, ...]:
    """A text that was never segmented, such as a title, as highlighted and other runs."""
    span = (0, len(text))
    return to_runs(text, span, _find_highlights(text, b"", concepts, [span]))


def _find_highlights(
    text: str, joins: bytes, concepts: Sequence[Sequence[Phrase]], spans: Sequence[Span]
) -> list[Highlight]:
    scanned = _ScannedText(text, joins, spans)
    occurrences = [
        _untorn([found for phrase in variants for found in scanned.occurrences(phrase)])
        for variants in concepts
    ]
    highlights: list[Highlight] = []
    for number, (variants, own) in enumerate(zip(concepts, occurrences, strict=True)):
        chosen = (_is_vague(variants[0]) and _adjoining(number, occurrences)) or _least_cut(own)
        shown = chain.from_iterable(_spans(text, found, variants) for found in chosen)
        highlights += [Highlight(start, end, number) for start, end in shown]
    highlights.sort()
    return highlights


def _spans(text: str, found: _Occurrence, variants: Sequence[Phrase]) -> Iterable[Span]:
    """What is highlighted of an occurrence: all of it, but of abbreviations that are a list, as
    "CNH-HĐH" is one for a longer form, each on its own. In quotes a form has no others."""
    parts = initialisms_in(text[found.start : found.end]) if len(variants) > 1 else ()
    own = ((found.start + first, found.start + last) for first, last in parts)
    return tuple(own) or ((found.start, found.end),)


def _is_vague(phrase: Phrase) -> bool:
    """Whether a phrase is one number, or one syllable in any spelling: both are found all over."""
    term = phrase.slots[0][0]
    return len(phrase.slots) == 1 and (not isinstance(term, str) or term[0].isdecimal())


def _adjoining(number: int, occurrences: Sequence[Sequence[_Occurrence]]) -> list[_Occurrence]:
    """The occurrences of a concept next to one of the concept before it in the query, or after."""
    before, after = occurrences[max(number - 1, 0) : number], occurrences[number + 1 : number + 2]
    follows = {found.next for own in before for found in own}
    begins = {found.start for own in after for found in own}
    return [own for own in occurrences[number] if own.start in follows or own.next in begins]


def _untorn(own: Sequence[_Occurrence]) -> Sequence[_Occurrence]:
    """Without those that tear a word apart, if there are others."""
    return [found for found in own if found.cut < _Cut.TORN] or own


def _least_cut(own: Sequence[_Occurrence]) -> Sequence[_Occurrence]:
    least = min((found.cut for found in own), default=_Cut.NONE)
    return [found for found in own if found.cut == least]


class _ScannedText:
    """A text in which phrases are looked for, each inside one passage.

    `joins`: a bitmap of the offsets of syllables that pyvi joins to the one before.
    `spans`: the passages, in order.
    """

    def __init__(self, text: str, joins: bytes, spans: Sequence[Span]) -> None:
        self._original, self._joins, self._spans = text, joins, spans
        self._folded = fold(text)
        self._begins = [start for start, _ in spans]

    def occurrences(self, phrase: Phrase) -> list[_Occurrence]:
        """Where a phrase stands: every position where its first syllable may stand is tried."""
        answers = [_answers(slot) for slot in phrase.slots]
        beginnings = {_beginning(t) for t in phrase.slots[0]}
        candidates = chain.from_iterable(map(self._candidates, beginnings))
        occurrences = (self._occurrence_at(at, answers) for at in candidates)
        after = _answers(phrase.not_followed_by)
        return [own for own in occurrences if own and not self._is_followed(own, after)]

    def _is_followed(self, own: _Occurrence, after: _Answers) -> bool:
        """Whether a term that must not follow an occurrence stands behind it."""
        if own.next < 0 or not any(after):
            return False
        following = syllables(self._original[own.next : own.next + _NEAR])[0]
        return _is_answer(exact_term(following), after)

    def _candidates(self, beginning: _Beginning) -> Iterator[int]:
        """Where in the folded text syllables begin with some letters, or where numbers begin."""
        text = self._folded.text
        if isinstance(beginning, _Number):
            yield from numbers_in(text)
            return
        at = text.find(beginning)
        while at >= 0:
            if begins_syllable(text, at):
                yield at
            at = text.find(beginning, at + 1)

    def _occurrence_at(self, at: int, answers: Sequence[_Answers]) -> _Occurrence | None:
        """The occurrence that begins at a character of the folded text, if there is one."""
        text, starts, ends = self._folded.text, self._folded.starts, self._folded.ends
        first = starts[at]
        terms: list[_JoinedTerm] = []
        for slot in answers:
            found = syllable_at(text, at)
            if not found:
                return None
            start, begin, (last, at) = starts[at], at, found
            end = ends[last - 1]
            term = _term_of(self._original[start:end], text[begin:last])
            if not _is_answer(term, slot):
                return None
            terms.append(_JoinedTerm(term, is_set(self._joins, start)))
        passage = bisect_right(self._begins, first) - 1
        if passage < 0 or end > (limit := self._spans[passage][1]):
            return None
        following = starts[at] if at < len(text) and starts[at] < limit else -1
        return _Occurrence(first, end, following, self._cut(first, terms, following))

    def _cut(self, first: int, terms: Sequence["_JoinedTerm"], following: int) -> _Cut:
        """How terms from an offset on lie on pyvi's words.

        `following`: where the next syllable begins, or -1.
        """
        begins_inside, ends_inside = terms[0].is_joined, is_set(self._joins, following)
        if not (begins_inside or ends_inside):
            return _Cut.NONE
        if len(terms) > 1 and (
            (begins_inside and self._tears_first(first, terms))
            or (ends_inside and self._tears_last(following, terms))
        ):
            return _Cut.TORN
        return _Cut.INSIDE if all(own.is_joined for own in terms[1:]) else _Cut.ACROSS

    def _tears_first(self, first: int, terms: Sequence["_JoinedTerm"]) -> bool:
        """Whether the first syllable belongs to the one before the occurrence: it is joined to
        none of the occurrence, or it makes a word of pyvi's list with the one before."""
        if not terms[1].is_joined:
            return True
        before = syllables(self._original[max(0, first - _NEAR) : first])[-1]
        return is_word(to_orthography(before.exact), terms[0].orthography)

    def _tears_last(self, following: int, terms: Sequence["_JoinedTerm"]) -> bool:
        """Whether the last syllable belongs to the one behind the occurrence, in the same way."""
        if not terms[-1].is_joined:
            return True
        after = syllables(self._original[following : following + _NEAR])[0]
        return is_word(terms[-1].orthography, to_orthography(after.exact))


class _JoinedTerm(NamedTuple):
    """The term of a syllable, and whether pyvi joins the syllable to the one before it."""

    term: str
    is_joined: bool

    @property
    def orthography(self) -> str:
        """The syllable as newspapers write it."""
        return to_orthography(self.term.partition(TERM_SEPARATOR)[2])


def _beginning(term: str | Prefix) -> _Beginning:
    """What a syllable begins with if it answers a term."""
    letters = (term if isinstance(term, str) else term.text).partition(TERM_SEPARATOR)[0]
    return _Number.ANY if letters[0].isdecimal() else letters


@lru_cache(maxsize=65536)
def _term_of(surface: str, folded: str) -> str:
    """The term of a syllable; diacritics of other scripts that stand on it are no part of it.

    `folded` tells which one it is where one character is several of them: ㎡ is m and 2.
    """
    found = syllables(surface)
    return exact_term(next((own for own in found if own.folded == folded), found[0]))


def _is_answer(term: str, answers: _Answers) -> bool:
    exact, prefixes = answers
    return term in exact or term.startswith(prefixes)


@lru_cache(maxsize=1024)
def _answers(slot: tuple[Term, ...]) -> _Answers:
    prefixes = tuple(term.text for term in slot if isinstance(term, Prefix))
    return frozenset(term for term in slot if isinstance(term, str)), prefixes


def to_runs(text: str, span: Span, found: Sequence[Highlight]) -> tuple[TextRun, ...]:
    """A span of a text as highlighted and other runs; highlights that touch are one run.

    `found` is in order; highlights that are not wholly inside the span are left out.
    """
    first, last = (bisect_left(found, (edge,)) for edge in span)
    return runs_of(text, span, [own for own in found[first:last] if own.end <= span[1]])


def runs_of(text: str, span: Span, inside: Iterable[Highlight]) -> tuple[TextRun, ...]:
    """The same, of highlights that are all inside the span."""
    position, end = span
    runs: list[TextRun] = []
    for first, last in _merged(text, inside):
        if first > position:
            runs.append(TextRun(text[position:first]))
        runs.append(TextRun(text[first:last], is_highlighted=True))
        position = last
    if position < end:
        runs.append(TextRun(text[position:end]))
    return tuple(runs)


def _merged(text: str, found: Iterable[Highlight]) -> list[Span]:
    """The spans of highlights; those that overlap, or have only blanks between them, are one."""
    merged: list[Span] = []
    for start, end, _ in found:
        if merged and (start <= merged[-1][1] or text[merged[-1][1] : start].isspace()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
