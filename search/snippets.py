"""A report and its marks → the fragments of it that are shown (V15)."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from search.marks import Mark, pieces
from search.model import MeetingReport, Part, Snippet, Span

LONGEST = 260
"""Most characters of a fragment, unless a single clause is longer than that."""
MOST = 3
"""Most fragments of a report."""

_SHOWN = {Part.BODY: 1.0, Part.CAPTION: 0.5, Part.BYLINE: 0.4}
_SENTENCE_END = re.compile(r"[.!?…;][\"”’)]?(\s+)")
_CLAUSE_END = re.compile(r"[,:–—](\s+)")
_ABBREVIATED = re.compile(r"(?:^|\W)(?:[A-ZĐ]|[Tt][Pp])$")


def snippets(report: MeetingReport, found: Sequence[Mark]) -> tuple[Snippet, ...]:
    """One to three fragments of whole clauses, in the order of the text.

    Chosen by how many different phrases they hold that are not shown yet, then by how often;
    captions after the body; no words twice. Without any mark: how the report begins.
    """
    shown = [(n, p) for n, p in enumerate(report.passages) if p.part in _SHOWN]
    begins = [mark.span[0] for mark in found]
    windows = [
        _Window(number, span, found[first:last], _SHOWN[passage.part])
        for number, passage in shown
        for span, first, last in _windows(report.text, passage.span, found, begins)
    ]
    chosen: list[_Window] = []
    held: frozenset[int] = frozenset()
    while windows and len(chosen) < MOST:
        best = max(windows, key=lambda window: window.worth(held))
        if chosen and best.phrases <= held and 2 * len(best.phrases) <= len(held):
            break  # it would only repeat a little of what is shown
        chosen.append(best)
        held |= best.phrases
        said = report.text[slice(*best.span)]
        windows = [
            w for w in windows if not w.overlaps(best) and report.text[slice(*w.span)] != said
        ]
    if not chosen and shown:
        number, passage = next((s for s in shown if s[1].part is Part.BODY), shown[0])
        chosen = [_Window(number, _opening(report.text, passage.span), [], 1.0)]
    return tuple(
        Snippet(pieces(report.text, window.span, window.marks), window.passage)
        for window in sorted(chosen, key=lambda window: window.span)
    )


class _Window:
    """A stretch of a passage that may be shown, with its marks."""

    __slots__ = ("density", "marks", "passage", "phrases", "span", "weight")

    def __init__(self, passage: int, span: Span, marks: Sequence[Mark], weight: float) -> None:
        self.passage, self.span, self.marks, self.weight = passage, span, marks, weight
        self.phrases = frozenset([mark.phrase for mark in marks])
        self.density = 0.0  # how often, and how close together
        if marks:
            extent = marks[-1].span[1] - marks[0].span[0]
            self.density = min(len(marks), 4) + len(self.phrases) / extent

    def worth(self, held: frozenset[int]) -> tuple[float, float, int]:
        """How much it adds to what is shown of the phrases in `held`; of equals the earlier."""
        fresh = len(self.phrases - held) + 0.25 * len(self.phrases & held)
        return (self.weight * fresh, self.density, -self.span[0])

    def overlaps(self, other: "_Window") -> bool:
        """Whether the two share any text."""
        return self.span[0] < other.span[1] and other.span[0] < self.span[1]


def _windows(
    text: str, passage: Span, found: Sequence[Mark], begins: Sequence[int]
) -> Iterator[tuple[Span, int, int]]:
    """Runs of whole clauses of a passage, each as long as fits, with the marks [first, last) in it.

    One for each clause that holds a mark: it begins there, or before if there is room for more.
    """
    low, high = (bisect_left(begins, edge) for edge in passage)
    if low == high:
        return
    clauses = _clauses(text, passage)
    starts = [start for start, _ in clauses]
    for number in sorted({bisect_right(starts, begins[mark]) - 1 for mark in range(low, high)}):
        first = last = number
        start, end = clauses[number]
        while last + 1 < len(clauses) and clauses[last + 1][1] - start <= LONGEST:
            last += 1
            end = clauses[last][1]
        while first and end - starts[first - 1] <= LONGEST:
            first -= 1
            start = starts[first]
        inside = bisect_left(begins, start, low, high), bisect_left(begins, end, low, high)
        while inside[1] > inside[0] and found[inside[1] - 1].span[1] > end:
            inside = inside[0], inside[1] - 1
        if inside[0] < inside[1]:
            yield (start, end), *inside


def _opening(text: str, passage: Span) -> Span:
    """The first clauses of a passage, as many as fit."""
    start, end = passage[0], min(passage[1], passage[0] + 4 * LONGEST)
    clauses = _clauses(text, (start, end))
    fitting = [last for _, last in clauses if last - start <= LONGEST]
    return start, (fitting or [clauses[0][1]])[-1]


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
        before = match.start()
        if text[before] == "." and _ABBREVIATED.search(text[max(start, before - 3) : before]):
            continue  # "TP. Bắc Kạn", "Nguyễn Văn A. nói"
        parts.append((start, match.start(1)))
        start = match.end()
    if start < span[1]:
        parts.append((start, span[1]))
    return parts
