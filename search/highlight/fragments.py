"""The highlights of several reports → the fragments of them that may be shown, with their worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.highlight.laid import Laid
from search.highlight.letters import Numbers
from search.highlight.matches import LaidHighlights
from search.report import PassageKind, StoredReport
from search.text.clauses import LONGEST, clauses


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

_BITS = 62
"""Concepts that have room in an integer of numpy's."""

SHOWN = {
    PassageKind.BODY: WEIGHTS.body,
    PassageKind.TABLE: WEIGHTS.body,
    PassageKind.FOOTNOTE: WEIGHTS.caption,
    PassageKind.CAPTION: WEIGHTS.caption,
    PassageKind.BYLINE: WEIGHTS.byline,
    PassageKind.LETTERHEAD: WEIGHTS.byline,
    PassageKind.CLOSING: WEIGHTS.byline,
}
"""The passages that fragments are cut from, each with its weight."""


class Fragments(NamedTuple):
    """Fragments that may be shown of reports whose texts are laid end to end, one row each: those
    of a report together, the densest first, then the earlier one.

    `reports`: the number of the report. `passages`: the number of the passage in that. `starts`,
    `ends`: the characters. `weights`: those of the kinds of passages. `concepts`: a bit set; bit n
    says that concept n is highlighted. The numbers of its highlights are `highlights[first:last]`.
    """

    reports: Numbers
    passages: Numbers
    starts: Numbers
    ends: Numbers
    weights: NDArray[np.float64]
    concepts: Numbers
    first: Numbers
    last: Numbers
    highlights: Numbers


def fragments(reports: Sequence[StoredReport], found: LaidHighlights) -> Fragments | None:
    """The fragments that may be shown of some reports, if there are any.

    Of each passage, one for each clause with a highlight. It begins with that clause, or with an
    earlier one if there is room for more. `reports`: those whose texts are laid end to end.
    """
    held = _HeldPassages.of(reports, found)
    if not held.starts.size:
        return None
    return _weighed(held, _windows(held, _Clauses.of(reports, found.laid, held)))


class _HeldPassages(NamedTuple):
    """The passages with highlights that fragments are cut from, in order, and these highlights.

    Of each passage: the number of its report, its own `numbers` in that, [begins, stops), its
    weight, and how many highlights it holds (`totals`). Of each highlight: its number among all
    (`highlights`), [starts, ends), its concept, and the number of its passage among these.
    """

    reports: Numbers
    numbers: Numbers
    begins: Numbers
    stops: Numbers
    weights: NDArray[np.float64]
    totals: Numbers
    highlights: Numbers
    starts: Numbers
    ends: Numbers
    concepts: Numbers
    passages: Numbers

    @classmethod
    def of(cls, reports: Sequence[StoredReport], found: LaidHighlights) -> "_HeldPassages":
        """Those of reports whose texts are laid end to end."""
        passages = list(chain.from_iterable([own.report.passages for own in reports]))
        counts = np.array([len(own.report.passages) for own in reports])
        before = np.cumsum(counts) - counts
        report_of = np.repeat(np.arange(counts.size), counts)
        bounds = np.array([passage.span for passage in passages], np.int64).reshape(-1, 2)
        begins, stops = bounds.T + np.array(found.laid.bases)[report_of]
        passage_of = np.searchsorted(begins, found.starts, "right") - 1
        first = np.flatnonzero(np.diff(passage_of, prepend=-1))
        held, totals = passage_of[first], np.diff(first, append=passage_of.size)
        weights = np.array([SHOWN.get(passages[number].kind, 0.0) for number in held.tolist()])
        is_shown = weights > 0
        inside = np.flatnonzero(np.repeat(is_shown, totals))
        held, totals = held[is_shown], totals[is_shown]
        return cls(
            reports=report_of[held],
            numbers=held - before[report_of[held]],
            begins=begins[held],
            stops=stops[held],
            weights=weights[is_shown],
            totals=totals,
            highlights=inside,
            starts=found.starts[inside],
            ends=found.ends[inside],
            concepts=found.concepts[inside],
            passages=np.repeat(np.arange(held.size), totals),
        )


class _Clauses(NamedTuple):
    """The clauses of held passages, [starts, ends) of each; and of each passage the numbers of its
    `first` and its `last` one. A passage that is no longer than a fragment is one clause."""

    starts: Numbers
    ends: Numbers
    first: Numbers
    last: Numbers

    @classmethod
    def of(cls, reports: Sequence[StoredReport], laid: Laid, held: _HeldPassages) -> "_Clauses":
        """Those that are kept with the reports; where none are, they are made now."""
        is_long = held.stops - held.begins > LONGEST
        short = np.array([held.begins, held.stops]).T[~is_long]
        long = _kept_clauses(reports, laid)
        passage = np.searchsorted(held.begins, long[:, 0], "right") - 1
        is_held = (passage >= 0) & (long[:, 1] <= held.stops[passage]) & is_long[passage]
        long = long[is_held]
        lacking = is_long.copy()
        lacking[passage[is_held]] = False
        made = [
            clause
            for number in np.flatnonzero(lacking).tolist()
            for clause in clauses(laid.text, (int(held.begins[number]), int(held.stops[number])))
        ]
        every = np.concatenate([short, long, np.array(made, np.int64).reshape(-1, 2)])
        starts, ends = every[np.argsort(every[:, 0])].T
        first = np.searchsorted(starts, held.begins)
        return cls(starts, ends, first, np.append(first[1:], starts.size) - 1)


def _kept_clauses(reports: Sequence[StoredReport], laid: Laid) -> Numbers:
    """[start, end) of the clauses that are kept with the reports: int64[n, 2]."""
    kept = [np.frombuffer(own.clauses, "<u4") for own in reports]
    bases = np.repeat(laid.bases, [own.size // 2 for own in kept])
    offsets = np.concatenate(kept).reshape(-1, 2).astype(np.int64)
    offsets += bases[:, np.newaxis]
    return offsets


class _Windows(NamedTuple):
    """Runs of clauses that fit into a fragment, [starts, ends), and the passage of each."""

    starts: Numbers
    ends: Numbers
    passages: Numbers


def _windows(held: _HeldPassages, own: _Clauses) -> _Windows:
    """One for each clause with a highlight: as many of those behind it as fit, then before it."""
    clause_of = np.searchsorted(own.starts, held.starts, "right") - 1
    first = np.flatnonzero(np.diff(clause_of, prepend=-1))
    clause, passage = clause_of[first], held.passages[first]
    # how far the highlights go that begin in it: a phrase may go on
    reach = np.maximum.reduceat(held.ends, first) if first.size else first
    fitting = np.searchsorted(own.ends, own.starts[clause] + LONGEST, "right") - 1
    last = np.maximum(np.minimum(fitting, own.last[passage]), clause)
    ends = np.maximum(np.maximum(own.ends[clause], reach), own.ends[last])
    fitting = np.searchsorted(own.starts, ends - LONGEST)
    begin = np.minimum(np.maximum(fitting, own.first[passage]), clause)
    return _Windows(own.starts[begin], ends, passage)


def _weighed(held: _HeldPassages, windows: _Windows) -> Fragments:
    """The windows that hold a highlight. Density says that there are many, and close together."""
    begun = np.searchsorted(held.starts, windows.starts)
    counts = np.searchsorted(held.starts, windows.ends) - begun
    window_of = np.repeat(np.arange(counts.size), counts)
    highlight = np.repeat(begun - np.cumsum(counts) + counts, counts) + np.arange(window_of.size)
    inside = held.ends[highlight] <= windows.ends[window_of]
    window_of, highlight = window_of[inside], highlight[inside]
    counts = np.bincount(window_of, minlength=counts.size)
    kept = np.flatnonzero((counts > 0) & ~_are_behind_whole(held, windows, counts))
    last = np.cumsum(counts)[kept]
    first = last - counts[kept]
    concepts = _bit_sets(held.concepts[highlight], first, last)
    extent = held.ends[highlight[last - 1]] - held.starts[highlight[first]]
    density = np.minimum(counts[kept], WEIGHTS.most_highlights).astype(np.float64)
    density += np.bitwise_count(concepts) / extent
    starts, ends, passages = (part[kept] for part in windows)
    reports = held.reports[passages]
    order = np.lexsort((starts, -density, reports))
    passages = passages[order]
    return Fragments(
        reports[order],
        held.numbers[passages],
        starts[order],
        ends[order],
        held.weights[passages],
        concepts[order],
        first[order],
        last[order],
        held.highlights[highlight],
    )


def _are_behind_whole(held: _HeldPassages, windows: _Windows, counts: Numbers) -> NDArray[np.bool_]:
    """Which windows are behind one that holds all highlights of the passage: they hold no other."""
    is_whole = counts == held.totals[windows.passages]
    before = np.cumsum(is_whole) - is_whole
    first = np.searchsorted(windows.passages, windows.passages)
    found: NDArray[np.bool_] = before > before[first]
    return found


def _bit_sets(concepts: Numbers, first: Numbers, last: Numbers) -> Numbers:
    """The concepts [first, last) as bit sets; any number of concepts has room."""
    if not first.size:
        return first
    wide = object if concepts.max() >= _BITS else np.int64
    bits = 1 << concepts.astype(wide)
    edges = np.stack([first, last], axis=1).ravel()
    sets: Numbers = np.bitwise_or.reduceat(np.append(bits, bits[:1]), edges)[::2]
    return sets
