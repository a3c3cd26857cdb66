"""Reports and their highlights → the fragments of each that are shown (V15)."""

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from search.answers import Snippet
from search.highlight.fragments import SHOWN, WEIGHTS, Fragments, fragments
from search.highlight.laid import Laid, SearchedText
from search.highlight.letters import Numbers
from search.highlight.matches import Highlight, LaidHighlights, runs_of, to_runs
from search.report import MeetingReport, PassageKind, Span, StoredReport
from search.text.clauses import LONGEST, clauses, parts_between
from search.text.sentences import sentence_ends

MOST = 3
"""The most fragments of a report."""


def snippets(report: MeetingReport, found: Sequence[Highlight]) -> tuple[Snippet, ...]:
    """One to three fragments of whole clauses, in the order of the text.

    They are chosen by how many concepts they hold that no chosen one holds, then by how often;
    captions after the body; no text twice. Without any highlight: how the report begins.
    """
    starts, ends, concepts = np.array(found, np.int64).reshape(-1, 3).T
    laid = Laid([SearchedText(report.text, b"", ())])
    [own] = snippets_of([StoredReport(report)], LaidHighlights([0], laid, starts, ends, concepts))
    return own


def snippets_of(
    reports: Sequence[StoredReport], found: LaidHighlights
) -> list[tuple[Snippet, ...]]:
    """The same of each of several reports. `reports`: those whose texts are laid end to end."""
    own: list[list[Snippet]] = [[] for _ in reports]
    if every := fragments(reports, found):
        text, spans, numbers = found.laid.text, found.spans(), every.highlights.tolist()
        chosen = _chosen(text, every)
        for report, passage, start, end, first, last in zip(
            *(
                column[chosen].tolist()
                for column in (
                    every.reports, every.passages, every.starts, every.ends, every.first, every.last
                )
            ),
            strict=True,
        ):  # fmt: skip
            inside = [spans[number] for number in numbers[first:last]]
            own[report].append(Snippet(runs_of(text, (start, end), inside), passage))
    return [
        tuple(one) or _beginning(stored.report) for one, stored in zip(own, reports, strict=True)
    ]


def _chosen(text: str, every: Fragments) -> Numbers:
    """The numbers of the fragments that are shown, in the order of the text.

    Of each report first the one that is worth most, and so on as long as one adds something; of
    those that are worth as much, the first.
    """
    reports, concepts = every.reports, every.concepts
    left = np.arange(reports.size)
    shown = np.zeros(reports[-1] + 1, concepts.dtype)
    """By report: the concepts that are shown already."""
    chosen = [left[:0]]
    for number in range(MOST):
        own, before = concepts[left], shown[reports[left]]
        repeated = np.bitwise_count(own & before)
        added = WEIGHTS.new_concept * np.bitwise_count(own & ~before)
        added = every.weights[left] * (added + WEIGHTS.repeated_concept * repeated)
        best = left[_best_of_each(reports[left], added)]
        if number:
            before = shown[reports[best]]
            is_new = (concepts[best] & ~before) != 0
            most = np.bitwise_count(before)
            best = best[is_new | (2 * np.bitwise_count(concepts[best]) > most)]
        chosen.append(best)
        shown[reports[best]] |= concepts[best]
        left = _without(text, every, left, best)
        if not left.size:
            break
    found = np.concatenate(chosen)
    return found[np.argsort(every.starts[found])]


def _best_of_each(reports: Numbers, added: NDArray[np.float64]) -> Numbers:
    """The number of the one that adds most of each report; of equal ones the first."""
    order = np.lexsort((-added, reports))
    return order[np.flatnonzero(np.diff(reports[order], prepend=-1))]


def _without(text: str, every: Fragments, left: Numbers, best: Numbers) -> Numbers:
    """Those that may be shown besides the best ones of their reports, of those that have one: they
    share no text with it, and do not say the same."""
    best_of = np.full(every.reports[-1] + 1, -1)
    best_of[every.reports[best]] = best
    rival = best_of[every.reports[left]]
    left, rival = left[rival >= 0], rival[rival >= 0]
    starts, ends = every.starts, every.ends
    apart = (starts[left] >= ends[rival]) | (starts[rival] >= ends[left])
    left, rival = left[apart], rival[apart]
    sizes = ends - starts
    kept = np.ones(left.size, np.bool_)
    for at in np.flatnonzero(sizes[left] == sizes[rival]).tolist():
        one, other = left[at], rival[at]
        kept[at] = text[starts[one] : ends[one]] != text[starts[other] : ends[other]]
    return left[kept]


def sentence(text: str, passage: Span, held: Span) -> Span:
    """The sentence of a passage in which a span begins.

    Of a sentence longer than LONGEST, the clauses around the beginning of the span that fit. The
    answer always holds the whole span.
    """
    # a sentence that goes on beyond these is too long anyway
    near = max(passage[0], held[0] - 2 * LONGEST), min(passage[1], held[1] + 2 * LONGEST)
    ends = ((one.end, one.resume) for one in sentence_ends(text, *near))
    own = (part for part in parts_between(near, ends) if held[0] < part[1])
    start, end = next(own, near)
    if end - start > LONGEST:
        start, end = _clauses_around(text, (start, end), held)
    return min(start, held[0]), max(end, held[1])


def _clauses_around(text: str, long_sentence: Span, held: Span) -> Span:
    """Consecutive clauses of a sentence, as many as fit, around the beginning of a span."""
    own = clauses(text, long_sentence)
    first = last = bisect_right(own, held[0], key=itemgetter(0)) - 1
    start, end = own[first][0], max(own[first][1], held[1])
    while last + 1 < len(own) and own[last + 1][1] - start <= LONGEST:
        last += 1
        end = max(end, own[last][1])
    while first and end - own[first - 1][0] <= LONGEST:
        first -= 1
        start = own[first][0]
    return start, end


def _beginning(report: MeetingReport) -> tuple[Snippet, ...]:
    """How a report begins, if it has a passage that is shown."""
    shown = [(n, p) for n, p in enumerate(report.passages) if p.kind in SHOWN]
    if not shown:
        return ()
    number, passage = next((s for s in shown if s[1].kind is PassageKind.BODY), shown[0])
    return (Snippet(to_runs(report.text, _opening(report.text, passage.span), ()), number),)


def _opening(text: str, passage: Span) -> Span:
    """The first clauses of a passage, as many as fit."""
    start, end = passage[0], min(passage[1], passage[0] + 4 * LONGEST)
    own = clauses(text, (start, end))
    fitting = [last for _, last in own if last - start <= LONGEST]
    return start, (fitting or [own[0][1]])[-1]
