"""A report and its marks → the fragments of it that are shown (V15)."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain
from operator import or_
from typing import NamedTuple

from search.answers import Snippet
from search.highlight.matches import Highlight, runs_of, to_runs
from search.report import MeetingReport, PassageKind, Span
from search.text.sentences import clause_ends, sentence_ends

LONGEST = 260
"""Most characters of a fragment, unless a single clause is longer than that."""
MOST = 3
"""Most fragments of a report."""

_SHOWN = {PassageKind.BODY: 1.0, PassageKind.CAPTION: 0.5, PassageKind.BYLINE: 0.4}
_CLAUSE_END = re.compile(r"[,:–—](\s+)")


def snippets(report: MeetingReport, found: Sequence[Highlight]) -> tuple[Snippet, ...]:
    """One to three fragments of whole clauses, in the order of the text.

    Chosen by how many different phrases they hold that are not shown yet, then by how often;
    captions after the body; no words twice. Without any mark: how the report begins.
    """
    text = report.text
    windows = list(_windows(report, found))
    chosen: list[_Window] = []
    held = 0
    while windows and len(chosen) < MOST:
        best = max(windows, key=lambda window: window.worth(held))
        if chosen and not best.phrases & ~held and 2 * best.phrases.bit_count() <= held.bit_count():
            break  # it would only repeat a little of what is shown
        chosen.append(best)
        held |= best.phrases
        said = text[best.start : best.end]
        windows = [w for w in windows if not w.overlaps(best) and text[w.start : w.end] != said]
    if not chosen:
        return _beginning(report)
    return tuple(
        Snippet(runs_of(text, (window.start, window.end), window.highlights), window.passage)
        for window in sorted(chosen, key=lambda window: window.start)
    )


class _Window(NamedTuple):
    """A stretch of a passage that may be shown, with its marks.

    `phrases`: bit n says that phrase n is there. `density`: how often, and how close together.
    """

    start: int
    end: int
    passage: int
    weight: float
    highlights: Sequence[Highlight]
    phrases: int
    density: float

    def worth(self, held: int) -> tuple[float, float, int]:
        """How much it adds to what is shown of the phrases in `held`; of equals the earlier."""
        fresh = (self.phrases & ~held).bit_count() + 0.25 * (self.phrases & held).bit_count()
        return (self.weight * fresh, self.density, -self.start)

    def overlaps(self, other: "_Window") -> bool:
        """Whether the two share any text."""
        return self.start < other.end and other.start < self.end


def _windows(report: MeetingReport, found: Sequence[Highlight]) -> Iterator[_Window]:
    """Runs of whole clauses of the passages, each as long as fits.

    One for each clause that holds a mark: it begins there, or before if there is room for more.
    """
    first = 0
    for number, passage in enumerate(report.passages):
        last = first
        while last < len(found) and found[last].start < passage.span[1]:
            last += 1
        if last > first and passage.kind in _SHOWN:
            own = found[first:last]
            for start, end in _runs(report.text, passage.span, own):
                begun = own[bisect_left(own, (start,)) : bisect_left(own, (end,))]
                inside = [mark for mark in begun if mark.end <= end]
                if inside:
                    yield _window(start, end, number, _SHOWN[passage.kind], inside)
                if len(inside) == len(own):
                    break  # the later ones hold some of the same, and no others
        first = last


def _window(
    start: int, end: int, passage: int, weight: float, inside: Sequence[Highlight]
) -> _Window:
    phrases = reduce(or_, [1 << mark.concept for mark in inside])
    extent = inside[-1].end - inside[0].start
    density = min(len(inside), 4) + phrases.bit_count() / extent
    return _Window(start, end, passage, weight, inside, phrases, density)


def _runs(text: str, passage: Span, own: Sequence[Highlight]) -> Iterator[Span]:
    """The runs of clauses of a passage for its marks."""
    if passage[1] - passage[0] <= LONGEST:
        yield passage
        return
    clauses = _clauses(text, passage)
    starts = [start for start, _ in clauses]
    for number in sorted({bisect_right(starts, mark.start) - 1 for mark in own}):
        first = last = number
        start, end = clauses[number]
        while last + 1 < len(clauses) and clauses[last + 1][1] - start <= LONGEST:
            last += 1
            end = clauses[last][1]
        while first and end - starts[first - 1] <= LONGEST:
            first -= 1
            start = starts[first]
        yield start, end


def sentence(text: str, passage: Span, held: Span) -> Span:
    """The sentence of a passage in which a span begins; of a long one, the clauses around it that
    fit. It always holds the whole span."""
    # a sentence that goes on beyond these is too long anyway
    near = max(passage[0], held[0] - 2 * LONGEST), min(passage[1], held[1] + 2 * LONGEST)
    ends = ((one.end, one.resume) for one in sentence_ends(text, *near))
    own = (part for part in _split(near, ends) if held[0] < part[1])
    start, end = next(own, near)
    if end - start > LONGEST:
        start, end = next(_runs(text, (start, end), [Highlight(*held, 0)]))
    return min(start, held[0]), max(end, held[1])


def _beginning(report: MeetingReport) -> tuple[Snippet, ...]:
    """How a report begins, if there is anything that is shown."""
    shown = [(n, p) for n, p in enumerate(report.passages) if p.kind in _SHOWN]
    if not shown:
        return ()
    number, passage = next((s for s in shown if s[1].kind is PassageKind.BODY), shown[0])
    return (Snippet(to_runs(report.text, _opening(report.text, passage.span), ()), number),)


def _opening(text: str, passage: Span) -> Span:
    """The first clauses of a passage, as many as fit."""
    start, end = passage[0], min(passage[1], passage[0] + 4 * LONGEST)
    clauses = _clauses(text, (start, end))
    fitting = [last for _, last in clauses if last - start <= LONGEST]
    return start, (fitting or [clauses[0][1]])[-1]


def _clauses(text: str, passage: Span) -> list[Span]:
    clauses: list[Span] = []
    passage = passage[0], passage[0] + len(text[slice(*passage)].rstrip())
    ends = ((one.end, one.resume) for one in clause_ends(text, *passage))
    for sentence in _split(passage, ends):
        if sentence[1] - sentence[0] <= LONGEST:
            clauses.append(sentence)
            continue
        commas = (comma.span(1) for comma in _CLAUSE_END.finditer(text, *sentence))
        for clause in _split(sentence, commas):
            start, end = clause
            while end - start > LONGEST:
                runs_of = text.rfind(" ", start + 1, start + LONGEST)
                runs_of = start + LONGEST if runs_of <= start else runs_of
                clauses.append((start, runs_of))
                start = runs_of + 1 if text[runs_of].isspace() else runs_of
            clauses.append((start, end))
    return clauses


def _split(span: Span, blanks: Iterable[Span]) -> list[Span]:
    """The parts of a span without the blanks between them."""
    bounds = [span[0], *chain.from_iterable(blanks), span[1]]
    return [part for part in zip(bounds[::2], bounds[1::2], strict=True) if part[0] < part[1]]
