"""A report and its highlights → the fragments of it that are shown (V15)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter

from search.answers import Snippet
from search.highlight.fragments import SHOWN, WEIGHTS, Fragment, fragments
from search.highlight.matches import Highlight, Highlights, runs_of, to_runs
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
    columns = Highlights(*zip(*found, strict=True)) if found else Highlights((), (), ())
    return snippets_of(StoredReport(report), columns)


def snippets_of(stored: StoredReport, found: Highlights) -> tuple[Snippet, ...]:
    """The same of a report with the clauses that are kept with it."""
    report = stored.report
    chosen = _chosen(report.text, fragments(stored, found))
    return tuple(
        Snippet(runs_of(report.text, one.span, found.inside(one.span)), one.passage)
        for one in chosen
    ) or _beginning(report)


def _chosen(text: str, left: Sequence[Fragment]) -> list[Fragment]:
    """Those fragments of a report that are shown, in the order of the text.

    First the one that adds most, and so on as long as one adds something; of those that add as
    much, the first.
    """
    chosen: list[Fragment] = []
    shown = 0
    while left and len(chosen) < MOST:
        best = _best(left, shown)
        if chosen and _only_repeats(best.concepts, shown):
            break
        chosen.append(best)
        shown |= best.concepts
        left = _apart(text, left, best.span) if len(chosen) < MOST else ()
    return sorted(chosen, key=attrgetter("span"))


def _best(among: Sequence[Fragment], shown: int) -> Fragment:
    """The first of the fragments that add most to the concepts that are shown already."""
    added = {bits: _added(bits, shown) for bits in {one.concepts for one in among}}
    return max(among, key=lambda one: one.weight * added[one.concepts])


def _apart(text: str, among: Iterable[Fragment], span: Span) -> list[Fragment]:
    """The fragments that share no character with a span, and do not read the same."""
    start, end = span
    same = text[start:end]
    return [
        one
        for one in among
        if (one.span[0] >= end or one.span[1] <= start) and text[slice(*one.span)] != same
    ]


def _added(concepts: int, shown: int) -> float:
    """What a fragment with some concepts adds to those that are shown already."""
    added = WEIGHTS.new_concept * (concepts & ~shown).bit_count()
    return added + WEIGHTS.repeated_concept * (concepts & shown).bit_count()


def _only_repeats(concepts: int, shown: int) -> bool:
    """Whether it has no new concept, and not more than half of those that are shown."""
    return not concepts & ~shown and 2 * concepts.bit_count() <= shown.bit_count()


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
