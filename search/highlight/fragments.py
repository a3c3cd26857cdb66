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
_PAIR = 8
"""Bytes of a clause that is kept."""

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

    `bounds`: those of report n are the rows [bounds[n], bounds[n + 1]). `passages`: the number of
    the passage in the report. `starts`, `ends`: the characters. `weights`: those of the kinds of
    passages. `concepts`: a bit set; bit n says that concept n is highlighted. `first`, `last`: the
    numbers of its highlights are `highlights[first:last]`.
    """

    bounds: Sequence[int]
    highlights: Sequence[int]
    passages: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    weights: Sequence[float]
    concepts: Sequence[int]
    first: Sequence[int]
    last: Sequence[int]


def fragments(reports: Sequence[StoredReport], found: LaidHighlights) -> Fragments | None:
    """The fragments that may be shown of some reports, if there are any.

    Of each passage, one for each clause with a highlight. It begins with that clause, or with an
    earlier one if there is room for more. `reports`: those whose texts are laid end to end.
    """
    held = _HeldPassages.of(reports, found)
    if not held.starts.size:
        return None
    windows = _windows(held, _Clauses.of(reports, found.laid, held))
    return _weighed(len(reports), held, windows)


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
        bases, before = np.array(found.laid.bases), counts.cumsum() - counts
        report_of = np.arange(counts.size).repeat(counts)
        begins = np.array([passage.span[0] for passage in passages], np.int64) + bases[report_of]
        passage_of = begins.searchsorted(found.starts, "right") - 1
        held, totals = _runs(passage_of)
        weights = np.array([SHOWN.get(passages[number].kind, 0.0) for number in held.tolist()])
        is_shown = weights > 0
        inside = is_shown.repeat(totals).nonzero()[0]
        held, totals = held[is_shown], totals[is_shown]
        own = report_of[held]
        stops = np.array([passages[number].span[1] for number in held.tolist()], np.int64)
        return cls(
            own,
            held - before[own],
            begins[held],
            stops + bases[own],
            weights[is_shown],
            totals,
            inside,
            found.starts[inside],
            found.ends[inside],
            found.concepts[inside],
            np.arange(held.size).repeat(totals),
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
        kept = _kept_clauses(reports, laid)
        passage = held.begins.searchsorted(kept[0], "right") - 1
        is_held = (passage >= 0) & (kept[1] <= held.stops[passage]) & is_long[passage]
        lacking = is_long.copy()
        lacking[passage[is_held]] = False
        made = [
            clause
            for number in lacking.nonzero()[0].tolist()
            for clause in clauses(laid.text, (int(held.begins[number]), int(held.stops[number])))
        ]
        of_long = np.array(made, np.int64).reshape(-1, 2).T
        starts = np.concatenate([held.begins[~is_long], kept[0][is_held], of_long[0]])
        ends = np.concatenate([held.stops[~is_long], kept[1][is_held], of_long[1]])
        order = starts.argsort()
        starts = starts[order]
        first = starts.searchsorted(held.begins)
        return cls(starts, ends[order], first, np.append(first[1:], starts.size) - 1)


def _kept_clauses(reports: Sequence[StoredReport], laid: Laid) -> Numbers:
    """The starts and the ends of the clauses that are kept with the reports: int64[2, n]."""
    kept = [own.clauses[: len(own.clauses) // _PAIR * _PAIR] for own in reports]
    bases = np.repeat(laid.bases, [len(own) // _PAIR for own in kept])
    edges: Numbers = np.frombuffer(b"".join(kept), "<u4").reshape(-1, 2).T + bases
    return edges


class _Windows(NamedTuple):
    """Runs of clauses that fit into a fragment, [starts, ends), and the passage of each."""

    starts: Numbers
    ends: Numbers
    passages: Numbers


def _windows(held: _HeldPassages, own: _Clauses) -> _Windows:
    """One for each clause with a highlight: as many of those behind it as fit, then before it."""
    clause_of = own.starts.searchsorted(held.starts, "right") - 1
    clause, counts = _runs(clause_of)
    first = counts.cumsum() - counts
    passage = held.passages[first]
    # how far the highlights go that begin in it: a phrase may go on
    reach = np.maximum.reduceat(held.ends, first)
    fitting = own.ends.searchsorted(own.starts[clause] + LONGEST, "right") - 1
    last = np.maximum(np.minimum(fitting, own.last[passage]), clause)
    ends = np.maximum(np.maximum(own.ends[clause], reach), own.ends[last])
    fitting = own.starts.searchsorted(ends - LONGEST)
    begin = np.minimum(np.maximum(fitting, own.first[passage]), clause)
    return _Windows(own.starts[begin], ends, passage)


def _weighed(reports: int, held: _HeldPassages, windows: _Windows) -> Fragments:
    """The windows that hold a highlight. Density says that there are many, and close together."""
    begun = held.starts.searchsorted(windows.starts)
    counts = held.starts.searchsorted(windows.ends) - begun
    window_of = np.arange(counts.size).repeat(counts)
    highlight = (begun - counts.cumsum() + counts).repeat(counts) + np.arange(window_of.size)
    inside = held.ends[highlight] <= windows.ends[window_of]
    window_of, highlight = window_of[inside], highlight[inside]
    counts = np.bincount(window_of, minlength=counts.size)
    kept = ((counts > 0) & ~_are_behind_whole(held, windows, counts)).nonzero()[0]
    last = counts.cumsum()[kept]
    first = last - counts[kept]
    concepts = _bit_sets(held.concepts[highlight], first, last)
    extent = held.ends[highlight[last - 1]] - held.starts[highlight[first]]
    density = np.minimum(counts[kept], WEIGHTS.most_highlights)
    density = density + np.bitwise_count(concepts) / extent
    starts, ends, passages = (part[kept] for part in windows)
    report_of = held.reports[passages]
    order = np.lexsort((starts, -density, report_of))
    bounds = report_of[order].searchsorted(np.arange(reports + 1))
    columns = (held.numbers[passages], starts, ends, held.weights[passages], concepts, first, last)
    rows = [column[order].tolist() for column in columns]
    return Fragments(bounds.tolist(), held.highlights[highlight].tolist(), *rows)


def _are_behind_whole(held: _HeldPassages, windows: _Windows, counts: Numbers) -> NDArray[np.bool_]:
    """Which windows are behind one that holds all highlights of the passage: they hold no other."""
    is_whole = counts == held.totals[windows.passages]
    before = is_whole.cumsum() - is_whole
    first = windows.passages.searchsorted(windows.passages)
    found: NDArray[np.bool_] = before > before[first]
    return found


def _bit_sets(concepts: Numbers, first: Numbers, last: Numbers) -> Numbers:
    """The concepts [first, last) as bit sets; any number of concepts has room."""
    wide = object if concepts.max() >= _BITS else np.int64
    bits = 1 << concepts.astype(wide)
    edges = np.stack([first, last], axis=1).ravel()
    sets: Numbers = np.bitwise_or.reduceat(np.append(bits, bits[:1]), edges)[::2]
    return sets


def _runs(ascending: Numbers) -> tuple[Numbers, Numbers]:
    """The different numbers of an array, and how often each is there."""
    is_last = np.append(ascending[1:] != ascending[:-1], [True] * min(ascending.size, 1))
    last = is_last.nonzero()[0]
    counts = last.copy()
    counts[1:] -= last[:-1]
    counts[:1] += 1
    return ascending[last], counts
