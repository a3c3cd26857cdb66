"""One generation of an index → what a query asks of it, and its counts, each asked for once."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from search.engine.protocol import Request, Snapshot
from search.engine.query_tree import Node
from search.facets.labels import FacetLabels
from search.facets.registry import COUNTED_BY_NAME
from search.index.fields import SYLLABLE_FIELDS
from search.query.folded_names import FoldedNames
from search.query.lookup import NamedValues, named_values
from search.query.own_words import NO_OWN_WORDS, OwnWords

NAMES = ("person", "organiser", "province", "outlet", "indicator")
"""The facets whose values are names that people type: their counts are asked for together."""

_TOTALS, _PREFIXES = 100_000, 256
"""Totals of query trees, and terms by their beginnings, that are remembered."""


class IndexLookup:
    """What is counted over all reports of one index; each count is asked for once.

    `own`: words by which the values of a facet may be typed, too.
    """

    def __init__(self, snapshot: Snapshot, own: OwnWords = NO_OWN_WORDS) -> None:
        self._own = own
        self._snapshot = snapshot
        self._facets: dict[str, Mapping[str, int]] = {}
        self._named: dict[str, NamedValues] = {}
        self._labels: dict[str, FacetLabels] = {}
        self._folded: dict[str, FoldedNames] = {}
        self._totals: dict[tuple[Node, bool], int] = {}
        self._terms: dict[str, Collection[str]] = {}
        self._reports: int | None = None

    @property
    def reports(self) -> int:
        """The number of reports."""
        if self._reports is None:
            self._reports = self._snapshot.search(Request(limit=0)).total
        return self._reports

    def facet_counts(self, facet: str) -> Mapping[str, int]:
        """Value → reports; near-identical ones are counted once."""
        if facet not in self._facets:
            asked = NAMES if facet in NAMES else (facet,)
            request = Request(limit=0, counted=asked, collapse=True)
            self._facets |= self._snapshot.search(request).counts
        return self._facets[facet]

    def totals(self, trees: Sequence[Node], collapse: bool = False) -> list[int]:
        """How many reports match each tree. `collapse`: near-identical ones are counted once."""
        if len(self._totals) > _TOTALS:
            self._totals = {}
        known = self._totals  # another thread may begin a new one meanwhile
        if unknown := [tree for tree in dict.fromkeys(trees) if (tree, collapse) not in known]:
            asked = [Request(tree, limit=0, collapse=collapse) for tree in unknown]
            found = self._snapshot.search_many(asked)
            known.update(((t, collapse), m.total) for t, m in zip(unknown, found, strict=True))
        return [known[tree, collapse] for tree in trees]

    def known_total(self, tree: Node, collapse: bool = False) -> int | None:
        """What `totals` was told of a tree before; None if nobody asked."""
        return self._totals.get((tree, collapse))

    def learn(self, totals: Mapping[tuple[Node, bool], int]) -> None:
        """Remember what was asked elsewhere: tree, collapse → how many reports match it."""
        if len(self._totals) > _TOTALS:
            self._totals = {}
        self._totals.update(totals)

    def document_frequencies(self, field: str, least: int) -> Mapping[str, int]:
        """Term of a field → reports, of those that so many hold."""
        return self._snapshot.terms(field, "", least)

    def named(self, facet: str) -> NamedValues:
        """All values of a facet with their names."""
        if facet not in self._named:
            self._named[facet] = named_values(facet, self.facet_counts(facet), self._own)
        return self._named[facet]

    def folded_names(self, facet: str) -> FoldedNames:
        """The names of all values of a facet, folded."""
        if facet not in self._folded:
            self._folded[facet] = FoldedNames(self.named(facet))
        return self._folded[facet]

    def labels(self, facet: str) -> FacetLabels:
        """The labels of all values of a facet."""
        if facet not in self._labels:
            self._labels[facet] = FacetLabels(COUNTED_BY_NAME[facet], self.facet_counts(facet))
        return self._labels[facet]

    def has(self, facet: str, value: str) -> bool:
        """Whether some report has a value."""
        return value in self.facet_counts(facet)

    def terms(self, prefix: str) -> Collection[str]:
        """The terms of the syllable fields that begin so."""
        if len(self._terms) > _PREFIXES:
            self._terms = {}
        known = self._terms  # another thread may begin a new one meanwhile
        if prefix not in known:
            fields = (self._snapshot.terms(field, prefix) for field in SYLLABLE_FIELDS)
            known[prefix] = frozenset(chain.from_iterable(fields))
        return known[prefix]
