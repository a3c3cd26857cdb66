"""A report and its marks → the fragments of it that are shown (V15)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.marks import Mark, marks_inside, pieces
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
    windows = [
        _Window(number, span, inside, _SHOWN[passage.part])
        for number, passage in shown
        if marks_inside(found, passage.span)
        for span in _windows(report.text, passage.span)
        if (inside := marks_inside(found, span))
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
        before = match.start()
        if text[before] == "." and _ABBREVIATED.search(text[max(start, before - 3) : before]):
            continue  # "TP. Bắc Kạn", "Nguyễn Văn A. nói"
        parts.append((start, match.start(1)))
        start = match.end()
    if start < span[1]:
        parts.append((start, span[1]))
    return parts
