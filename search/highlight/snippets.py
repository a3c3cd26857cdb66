"""A report and its highlights → the fragments of it that are shown (V15)."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import or_
from typing import NamedTuple

from search.answers import Snippet
from search.highlight.matches import Highlight, runs_of, to_runs
from search.report import MeetingReport, PassageKind, Span
from search.text.sentences import clause_ends, sentence_ends

LONGEST = 260
"""The most characters of a fragment, unless a single clause is longer than that."""
MOST = 3
"""The most fragments of a report."""


@dataclass(frozen=True, slots=True)
class SnippetWeights:
    """What the fragments of a report are chosen by."""

    body: float = 1.0
    caption: float = 0.5
    byline: float = 0.4
    new_concept: float = 1.0
    repeated_concept: float = 0.25
    """A concept that a chosen fragment shows already."""
    most_highlights: int = 4
    """Highlights of a fragment that count; more of them make it no better."""


WEIGHTS = SnippetWeights()

_SHOWN = {
    PassageKind.BODY: WEIGHTS.body,
    PassageKind.TABLE: WEIGHTS.body,
    PassageKind.FOOTNOTE: WEIGHTS.caption,
    PassageKind.CAPTION: WEIGHTS.caption,
    PassageKind.BYLINE: WEIGHTS.byline,
    PassageKind.LETTERHEAD: WEIGHTS.byline,
    PassageKind.CLOSING: WEIGHTS.byline,
}
"""The passages that fragments are cut from, each with its weight."""
_CLAUSE_END = re.compile(r"[,:–—](\s+)")


def snippets(report: MeetingReport, found: Sequence[Highlight]) -> tuple[Snippet, ...]:
    """One to three fragments of whole clauses, in the order of the text.

    They are chosen by how many concepts they hold that no chosen one holds, then by how often;
    captions after the body; no text twice. Without any highlight: how the report begins.
    """
    text = report.text
    fragments = list(_fragments(report, found))
    chosen: list[_Fragment] = []
    shown = 0
    while fragments and len(chosen) < MOST:
        best = max(fragments, key=lambda fragment: fragment.worth(shown))
        if chosen and best.only_repeats(shown):
            break
        chosen.append(best)
        shown |= best.concepts
        same = text[best.start : best.end]
        fragments = [
            own for own in fragments if not own.overlaps(best) and text[own.start : own.end] != same
        ]
    if not chosen:
        return _beginning(report)
    return tuple(
        Snippet(runs_of(text, (own.start, own.end), own.highlights), own.passage)
        for own in sorted(chosen, key=lambda fragment: fragment.start)
    )


class _Fragment(NamedTuple):
    """Characters [start, end) of a passage that may be shown, with the highlights in them.

    `passage`: its number in the report. `concepts`: a bit set; bit n says that concept n is
    highlighted. `density`: the higher, the more highlights there are and the closer together.
    """

    start: int
    end: int
    passage: int
    weight: float
    highlights: Sequence[Highlight]
    concepts: int
    density: float

    def worth(self, shown: int) -> tuple[float, float, int]:
        """What it adds to the concepts that are shown already; the earlier one wins a tie."""
        added = WEIGHTS.new_concept * (self.concepts & ~shown).bit_count()
        added += WEIGHTS.repeated_concept * (self.concepts & shown).bit_count()
        return (self.weight * added, self.density, -self.start)

    def only_repeats(self, shown: int) -> bool:
        """Whether it has no new concept, and not more than half of those that are shown."""
        return not self.concepts & ~shown and 2 * self.concepts.bit_count() <= shown.bit_count()

    def overlaps(self, other: "_Fragment") -> bool:
        """Whether the two share any text."""
        return self.start < other.end and other.start < self.end


def _fragments(report: MeetingReport, found: Sequence[Highlight]) -> Iterator[_Fragment]:
    """The fragments that may be shown: of each passage, one for each clause with a highlight.

    It begins with that clause, or with an earlier one if there is room for more.
    """
    first = 0
    for number, passage in enumerate(report.passages):
        last = first
        while last < len(found) and found[last].start < passage.span[1]:
            last += 1
        if last > first and passage.kind in _SHOWN:
            own = found[first:last]
            for start, end in _clause_runs(report.text, passage.span, own):
                begun = own[bisect_left(own, (start,)) : bisect_left(own, (end,))]
                inside = [highlight for highlight in begun if highlight.end <= end]
                if inside:
                    yield _fragment(start, end, number, _SHOWN[passage.kind], inside)
                if len(inside) == len(own):
                    break  # the later ones hold some of the same highlights, and no others
        first = last


def _fragment(
    start: int, end: int, passage: int, weight: float, inside: Sequence[Highlight]
) -> _Fragment:
    concepts = reduce(or_, [1 << highlight.concept for highlight in inside])
    extent = inside[-1].end - inside[0].start
    density = min(len(inside), WEIGHTS.most_highlights) + concepts.bit_count() / extent
    return _Fragment(start, end, passage, weight, inside, concepts, density)


def _clause_runs(text: str, passage: Span, own: Sequence[Highlight]) -> Iterator[Span]:
    """Consecutive clauses of a passage, as many as fit, for each clause with a highlight."""
    if passage[1] - passage[0] <= LONGEST:
        yield passage
        return
    clauses = _clauses(text, passage)
    starts = [start for start, _ in clauses]
    reach: dict[int, int] = {}
    """The number of a clause → how far the highlights go that begin in it: a phrase may go on."""
    for highlight in own:
        at = bisect_right(starts, highlight.start) - 1
        reach[at] = max(reach.get(at, 0), highlight.end)
    for number, held in sorted(reach.items()):
        first = last = number
        start, end = clauses[number]
        end = max(end, held)
        while last + 1 < len(clauses) and clauses[last + 1][1] - start <= LONGEST:
            last += 1
            end = max(end, clauses[last][1])
        while first and end - starts[first - 1] <= LONGEST:
            first -= 1
            start = starts[first]
        yield start, end


def sentence(text: str, passage: Span, held: Span) -> Span:
    """The sentence of a passage in which a span begins.

    Of a sentence longer than LONGEST, the clauses around the beginning of the span that fit. The
    answer always holds the whole span.
    """
    # a sentence that goes on beyond these is too long anyway
    near = max(passage[0], held[0] - 2 * LONGEST), min(passage[1], held[1] + 2 * LONGEST)
    ends = ((one.end, one.resume) for one in sentence_ends(text, *near))
    own = (part for part in _split(near, ends) if held[0] < part[1])
    start, end = next(own, near)
    if end - start > LONGEST:
        start, end = next(_clause_runs(text, (start, end), [Highlight(*held, 0)]))
    return min(start, held[0]), max(end, held[1])


def _beginning(report: MeetingReport) -> tuple[Snippet, ...]:
    """How a report begins, if it has a passage that is shown."""
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
    """The sentences of a passage; a longer one than LONGEST as its clauses, these cut at blanks."""
    clauses: list[Span] = []
    passage = passage[0], passage[0] + len(text[slice(*passage)].rstrip())
    ends = ((one.end, one.resume) for one in clause_ends(text, *passage))
    for span in _split(passage, ends):
        if span[1] - span[0] <= LONGEST:
            clauses.append(span)
            continue
        commas = (comma.span(1) for comma in _CLAUSE_END.finditer(text, *span))
        for start, end in _split(span, commas):
            while end - start > LONGEST:
                cut = text.rfind(" ", start + 1, start + LONGEST)
                cut = start + LONGEST if cut <= start else cut
                clauses.append((start, cut))
                start = cut + 1 if text[cut].isspace() else cut
            clauses.append((start, end))
    return clauses


def _split(span: Span, blanks: Iterable[Span]) -> list[Span]:
    """The parts of a span without the blanks between them."""
    bounds = [span[0], *chain.from_iterable(blanks), span[1]]
    return [part for part in zip(bounds[::2], bounds[1::2], strict=True) if part[0] < part[1]]
