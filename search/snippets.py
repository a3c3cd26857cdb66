"""A stored report and the phrases of a query → marked fragments and marked passages (V15)."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.engine import Phrase
from search.model import MeetingReport, Part, Piece, Snippet, Span, StoredReport
from search.text.analyze import FOLD, exact_term, folded_term
from search.text.syllable import Syllable, syllables

LONGEST = 260
"""Most characters of a fragment, unless a single clause is longer than that."""
MOST = 3
"""Most fragments of a report."""

_SHOWN = {Part.BODY: 1.0, Part.CAPTION: 0.5, Part.BYLINE: 0.4}
_SENTENCE_END = re.compile(r"(?<!\b[A-ZĐ]\.)(?<!\b[Tt][Pp]\.)(?<=[.!?…;])[\"”’)]?\s+")
_CLAUSE_END = re.compile(r"(?<=[,:–—])\s+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the original text that answers one phrase of the query (its number)."""

    span: Span
    phrase: int


def marks(stored: StoredReport, phrases: Sequence[Phrase]) -> list[Mark]:
    """Where the phrases stand in the passages of a report, in order.

    A phrase is marked where it is whole words of pyvi's. Where it stands inside a longer word, or
    would cut one in two ("hoàn thành | lập"), only if the report holds it in no better place. A
    number or a syllable typed without marks is marked beside its neighbours of the query, and
    alone only if they never stand together.
    """
    spans = [passage.span for passage in stored.report.passages]
    return _marks(stored.report.text, set(stored.joins), phrases, spans)


def mark_plain(text: str, phrases: Sequence[Phrase]) -> tuple[Piece, ...]:
    """A text that was never segmented, cut into marked and unmarked pieces."""
    span = (0, len(text))
    return pieces(text, span, _marks(text, set(), phrases, [span]))


def _marks(
    text: str, joins: set[int], phrases: Sequence[Phrase], spans: Iterable[Span]
) -> list[Mark]:
    places = _places(text, joins, phrases, spans)
    begins = {(place.phrase, place.first) for place in places}
    ends = {(place.phrase, place.last) for place in places}
    of_phrase: dict[int, list[_Place]] = defaultdict(list)
    for place in places:
        of_phrase[place.phrase].append(place)
    chosen: list[_Place] = []
    for number, own in of_phrase.items():
        beside = [
            place
            for place in own
            if (number + 1, place.last) in begins or (number - 1, place.first) in ends
        ]
        chosen += (_says_little(phrases[number]) and beside) or _cleanest(own)
    ordered = sorted(chosen, key=lambda place: (place.span[0], -place.span[1]))
    return [Mark(place.span, place.phrase) for place in ordered]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a phrase stands: [first, last) of the report's syllables, and how badly it is cut."""

    phrase: int
    first: int
    last: int
    span: Span
    cut: int


def _places(
    text: str, joins: set[int], phrases: Sequence[Phrase], spans: Iterable[Span]
) -> list[_Place]:
    beginning_with: dict[str, list[int]] = defaultdict(list)
    for number, phrase in enumerate(phrases):
        for term in phrase.slots[0]:
            beginning_with[term].append(number)
    places: list[_Place] = []
    before = 0  # syllables of the passages before, and a gap that no phrase bridges
    for start, end in spans:
        found = [
            Syllable(start + s.start, start + s.end, s.exact, s.folded)
            for s in syllables(text[start:end])
        ]
        terms = [(exact_term(s), folded_term(s)) for s in found]
        for first, own in enumerate(terms):
            for number in {n for term in own for n in beginning_with.get(term, ())}:
                slots = phrases[number].slots
                last = first + len(slots)
                there = zip(terms[first:last], slots, strict=False)
                if last <= len(found) and all(not set(t).isdisjoint(slot) for t, slot in there):
                    span = (found[first].start, found[last - 1].end)
                    cut = _cut(found, first, last, joins)
                    places.append(_Place(number, before + first, before + last, span, cut))
        before += len(found) + 1
    return places


def _says_little(phrase: Phrase) -> bool:
    """Whether a phrase is a number, or a syllable in any spelling."""
    term = phrase.slots[0][0]
    return len(phrase.slots) == 1 and (term.startswith(FOLD) or term[0].isdigit())


def _cleanest(own: Sequence[_Place]) -> list[_Place]:
    best = min((place.cut for place in own), default=0)
    return [place for place in own if place.cut == best]


def _cut(found: Sequence[Syllable], first: int, last: int, joins: set[int]) -> int:
    """How badly syllables [first, last) sit in pyvi's words: 0 whole, 1 inside one, 2 across."""
    begins_inside = found[first].start in joins
    ends_inside = last < len(found) and found[last].start in joins
    if not begins_inside and not ends_inside:
        return 0
    inner = all(found[number].start in joins for number in range(first + 1, last))
    return 1 if inner else 2


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


def snippets(report: MeetingReport, found: Sequence[Mark]) -> tuple[Snippet, ...]:
    """One to three fragments of whole clauses, in the order of the text.

    Chosen by how many different phrases they hold that are not shown yet, then by how often;
    captions after the body; no words twice. Without any mark: how the report begins.
    """
    shown = [(n, p) for n, p in enumerate(report.passages) if p.part in _SHOWN]
    windows = [
        _Window(number, span, inside, _SHOWN[passage.part])
        for number, passage in shown
        for span in _windows(report.text, passage.span)
        if (inside := _inside(found, span))
    ]
    chosen: list[_Window] = []
    while windows and len(chosen) < MOST:
        held = {mark.phrase for window in chosen for mark in window.marks}
        best = max(windows, key=lambda window: window.worth(held))
        holds = {mark.phrase for mark in best.marks}
        if chosen and holds <= held and 2 * len(holds) <= len(held):
            break  # it would only repeat a little of what is shown
        chosen.append(best)
        said = report.text[slice(*best.span)]
        windows = [
            w for w in windows if not w.overlaps(best) and report.text[slice(*w.span)] != said
        ]
    if not chosen and shown:
        number, passage = next((s for s in shown if s[1].part is Part.BODY), shown[0])
        chosen = [_Window(number, _windows(report.text, passage.span)[0], [], 1.0)]
    return tuple(
        Snippet(pieces(report.text, window.span, window.marks), window.passage)
        for window in sorted(chosen, key=lambda window: window.span)
    )


@dataclass(frozen=True, slots=True)
class _Window:
    passage: int
    span: Span
    marks: list[Mark]
    weight: float

    def worth(self, held: set[int]) -> tuple[float, float, int]:
        """How much it adds to what is shown of the phrases in `held`; of equals the earlier."""
        phrases = {mark.phrase for mark in self.marks}
        closeness = len(phrases) / (self.marks[-1].span[1] - self.marks[0].span[0])
        fresh = len(phrases - held) + 0.25 * len(phrases & held)
        return (self.weight * fresh, min(len(self.marks), 4) + closeness, -self.span[0])

    def overlaps(self, other: "_Window") -> bool:
        """Whether the two share any text."""
        return self.span[0] < other.span[1] and other.span[0] < self.span[1]


def _windows(text: str, passage: Span) -> list[Span]:
    """Runs of whole clauses of a passage, each as long as fits, one beginning at each clause."""
    clauses = _clauses(text, passage)
    windows: list[Span] = []
    last = 0
    for first, (start, _) in enumerate(clauses):
        last = max(last, first)
        while last + 1 < len(clauses) and clauses[last + 1][1] - start <= LONGEST:
            last += 1
        windows.append((start, clauses[last][1]))
    return windows


def _clauses(text: str, passage: Span) -> list[Span]:
    clauses: list[Span] = []
    for sentence in _split(text, passage, _SENTENCE_END):
        if sentence[1] - sentence[0] <= LONGEST:
            clauses.append(sentence)
            continue
        for clause in _split(text, sentence, _CLAUSE_END):
            start, end = clause
            while end - start > LONGEST:
                cut = text.rfind(" ", start + 1, start + LONGEST)
                cut = start + LONGEST if cut <= start else cut
                clauses.append((start, cut))
                start = cut + 1 if text[cut].isspace() else cut
            clauses.append((start, end))
    return clauses


def _split(text: str, span: Span, ends: re.Pattern[str]) -> list[Span]:
    parts: list[Span] = []
    start = span[0]
    for match in ends.finditer(text, *span):
        parts.append((start, match.start()))
        start = match.end()
    if start < span[1]:
        parts.append((start, span[1]))
    return parts
