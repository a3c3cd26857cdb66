"""A Request over the arrays of an index → which documents match, in which order, and counts."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from search.dates import DateRange
from search.engine.postings.arrays import Array
from search.engine.postings.cache import ArrayCache
from search.engine.postings.copies import ALONE, DocGroups
from search.engine.postings.facet_column import DocSet, Mask, ToldValues
from search.engine.postings.packed import Numbers
from search.engine.postings.phrases import PhraseFrequencies
from search.engine.postings.ranking import in_order, ranked
from search.engine.postings.scoring import Scorer
from search.engine.postings.segments import Scores, Segments
from search.engine.protocol import Request
from search.engine.query_tree import (
    AddedSince,
    And,
    AnyCopy,
    DateOverlaps,
    FacetValueIs,
    Leaf,
    MinimumMatch,
    Near,
    Node,
    Not,
    Or,
    Phrase,
)

CACHED_BYTES = 8_000_000
"""Of packed truth values, one a document and node, kept for later trees."""


class Answer(NamedTuple):
    """What a request finds.

    `total`: how many documents match. `doc_ids`: int64[n], those of the page, in order. `scores`:
    float64[n], of these. `counts`: facet → value → how many documents have it. `collapsed`: how
    many documents are matches no more, as others of their groups are. `others`: for each document
    of the page those that it stands for, in order.
    """

    total: int
    doc_ids: Numbers
    scores: Scores
    counts: dict[str, dict[str, int]]
    collapsed: int
    others: tuple[Sequence[int], ...]


class Evaluator:
    """Answers requests over one index, and keeps what it looked up, within bounds.

    The trees of one answer share their parts: each is evaluated once while it is kept. Any number
    of threads may ask.
    """

    def __init__(self, index: Segments) -> None:
        self._index = index
        self._phrases = PhraseFrequencies(index)
        self._scorer = Scorer(index, self._phrases)
        self._masks: ArrayCache[Node, tuple[Array]] = ArrayCache(CACHED_BYTES)

    def answer(self, request: Request) -> Answer:
        """Which documents match, counted, ranked and cut to the page that was asked for."""
        if _asks_for_a_total(request):
            total, collapsed = self._total(request.tree, request.collapse)
            return Answer(total, np.zeros(0, np.int64), np.zeros(0), {}, collapsed, ())
        matching = self._matching(request)
        filters = {
            name: self._index.facet(name).having(values) for name, values in request.filters.items()
        }
        answering = reduce(np.logical_and, filters.values(), matching)
        among = DocSet.of(answering)
        doc_ids = among.doc_ids
        groups = self._index.groups if request.collapse else ALONE
        together = groups.together(answering)
        counts = self._counts(request, among, together, matching, filters, groups)
        total = doc_ids.size - groups.surplus(together)
        if not (total and request.limit):
            return Answer(total, doc_ids[:0], np.zeros(0), counts, doc_ids.size - total, ())
        scores = self._scorer.score(request.clauses, among)
        ordered = in_order(self._index, together, scores, request.sort)
        own, grouped = groups.collapsed(among, ordered)
        page = ranked(self._index, own, scores, request)
        others = tuple(grouped.others(page))
        return Answer(total, page, scores[page], counts, doc_ids.size - total, others)

    def _counts(
        self,
        request: Request,
        answering: DocSet,
        together: Numbers,
        matching: Mask,
        filters: Mapping[str, Mask],
        groups: DocGroups,
    ) -> dict[str, dict[str, int]]:
        """The counts of each facet. `answering`: what does with all filters; `together`:
        those of them whose group has another one among them."""
        counts: dict[str, dict[str, int]] = {}
        for name in request.counted:
            facet, among, own = self._index.facet(name), answering, together
            if name in filters:
                among = _counted(name, matching, filters)
                own = groups.together(among.mask)
            surplus = groups.counted_again(facet, among.mask, own)
            told = ToldValues(request.most.get(name), request.filters.get(name, ()))
            counts[name] = facet.count(among, surplus, told)
        return counts

    def _total(self, tree: Node | None, collapse: bool) -> tuple[int, int]:
        """How many live documents answer a tree, and how many more would, did not one of each group
        stand for the others."""
        if isinstance(tree, Phrase):  # finds live documents alone, and its look-up is kept already
            answering = self._leaf_mask(tree)
        else:
            live = self._index.live
            answering = live if tree is None else self._mask(tree) & live
        total, surplus = int(np.count_nonzero(answering)), 0
        if collapse and not self._index.groups.is_empty:
            groups = self._index.groups
            surplus = groups.surplus(groups.together(answering))
        return total - surplus, surplus

    def _matching(self, request: Request) -> Mask:
        """Which live documents answer the tree and the dates; filters are left out."""
        matching = self._index.live
        if request.tree is not None:
            matching = self._mask(request.tree) & matching
        if request.dates is not None:
            matching = matching & self._overlapping(request.dates)
        return matching

    def _mask(self, node: Node) -> Mask:
        """Which documents answer a node of the query tree, perhaps deleted ones too."""
        [packed] = self._masks.get(node, lambda: (np.packbits(self._evaluated(node)),))
        return np.unpackbits(packed, count=self._index.size).view(np.bool_)

    def _evaluated(self, node: Node) -> Mask:
        match node:
            case And(parts):
                return self._in_every(parts)
            case Or(parts):
                none = np.zeros(self._index.size, np.bool_)
                return reduce(np.logical_or, map(self._mask, parts), none)
            case Not(part):
                return ~self._mask(part)
            case AnyCopy(part):
                return self._index.groups.spread(self._mask(part), self._index.live)
            case MinimumMatch(count, parts):
                answered = np.zeros(self._index.size, np.int16)
                for part in parts:
                    answered += self._mask(part)
                return answered >= count
            case _:
                return self._leaf_mask(node)

    def _in_every(self, parts: Iterable[Node]) -> Mask:
        """Which documents answer each of some nodes; none is evaluated once there are none."""
        answering = np.ones(self._index.size, np.bool_)
        for part in parts:
            answering &= self._mask(part)
            if not answering.any():
                break
        return answering

    def _leaf_mask(self, node: Leaf) -> Mask:
        match node:
            case FacetValueIs(facet, value):
                return self._index.facet(facet).having((value,))
            case DateOverlaps(dates):
                return self._overlapping(dates)
            case AddedSince(instant):
                return self._index.added >= instant.timestamp()
            case Near():
                return self._holding(self._phrases.near(node))
            case Phrase():
                return self._holding(self._phrases.doc_ids(node))

    def _holding(self, doc_ids: Numbers) -> Mask:
        """Which documents are among some."""
        holding = np.zeros(self._index.size, np.bool_)
        holding[doc_ids] = True
        return holding

    def _overlapping(self, dates: DateRange) -> Mask:
        """Which documents have a known range of days that shares a day with another one."""
        first, last = self._index.first_day, self._index.last_day
        inside: Mask = (first <= dates.last.toordinal()) & (last >= dates.first.toordinal())
        return inside & (first > 0)


def _asks_for_a_total(request: Request) -> bool:
    """Whether a request asks for nothing but how many documents answer its tree."""
    return not (request.limit or request.filters or request.dates or request.counted)


def _counted(name: str, matching: Mask, filters: Mapping[str, Mask]) -> DocSet:
    """The documents among which the values of a facet are counted: its own filter is ignored."""
    others = [mask for other, mask in filters.items() if other != name]
    return DocSet.of(reduce(np.logical_and, others, matching))
