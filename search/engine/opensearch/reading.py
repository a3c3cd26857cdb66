"""One index that never changes again → its matches, in lists of any length; each number once.

A list longer than a window is asked for from its last report on: nothing has to be kept open for
that in the cluster, since nothing changes.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from search.engine.errors import DamagedIndexError
from search.engine.opensearch.cluster import Cluster, RefusedError
from search.engine.opensearch.documents import stored_bytes
from search.engine.opensearch.layout import WINDOW, values_of
from search.engine.opensearch.phrases import Query
from search.engine.opensearch.scores import Collection, Score, phrases_of, scoring
from search.engine.opensearch.searches import (
    SearchAnswer,
    SearchHit,
    count_body,
    fields_body,
    list_body,
)
from search.engine.opensearch.trees import has_id, matching
from search.engine.query_tree import Clause, Node

_AT_ONCE = 500
"""Reports that are fetched together: some megabytes."""
_REMEMBERED = 100_000


class IndexReader:
    """Asks one index; any number of threads may."""

    def __init__(self, cluster: Cluster, index: str) -> None:
        self._cluster, self.index = cluster, index
        self._held: dict[Node, int] = {}

    def ask(self, bodies: Sequence[object]) -> list[SearchAnswer]:
        """The answers to some searches, in one round trip.

        Raises DamagedIndexError where the index is gone.
        """
        try:
            return self._cluster.search_many(self.index, bodies, SearchAnswer) if bodies else []
        except RefusedError as error:
            if error.status == 404:
                raise DamagedIndexError(f"{self.index} was removed meanwhile") from error
            raise

    def rest(self, body: Mapping[str, Any], first: Sequence[SearchHit]) -> Iterator[SearchHit]:
        """All hits of a search whose first ones are known."""
        size, hits = body["size"], first
        while True:
            yield from hits
            if len(hits) < size:
                return
            [answer] = self.ask([{**body, "search_after": hits[-1].sort}])
            hits = answer.hits.hits

    def every(self, body: Mapping[str, Any]) -> Iterator[SearchHit]:
        """All hits of a search."""
        [answer] = self.ask([body])
        return self.rest(body, answer.hits.hits)

    def scoring(
        self, clauses: Sequence[Clause], collection: Collection, score: Score = scoring
    ) -> list[Query]:
        """The scores of some clauses; those that no report can get are left out."""
        if len(self._held) > _REMEMBERED:
            self._held = {}
        known = self._held  # another thread may begin a new one meanwhile
        trees = {clause: phrases_of(clause) for clause in clauses}
        unknown = [tree for tree in dict.fromkeys(trees.values()) if tree not in known]
        answers = self.ask([count_body([matching(tree, {})]) for tree in unknown])
        known.update((t, answer.total) for t, answer in zip(unknown, answers, strict=True))
        held = [(clause, known[trees[clause]]) for clause in clauses]
        return [score(clause, count, collection) for clause, count in held if count]

    def reports(self, ids: Sequence[str]) -> dict[str, bytes]:
        """Report → its bytes; those that are not there are left out."""
        found: dict[str, bytes] = {}
        for begin in range(0, len(ids), _AT_ONCE):
            asked = has_id(ids[begin : begin + _AT_ONCE])
            for hit in self.every(fields_body([asked], [], _AT_ONCE + 1, ["report"])):
                found[hit.id] = stored_bytes(hit.text("report"))
        return found

    def live(self, ids: Sequence[str]) -> set[str]:
        """Those of some ids that are of reports."""
        found: set[str] = set()
        for begin in range(0, len(ids), WINDOW):
            asked = has_id(ids[begin : begin + WINDOW])
            found.update(hit.id for hit in self.every(list_body([asked])))
        return found

    def values(
        self, facets: Sequence[str], ids: Sequence[str]
    ) -> dict[str, dict[str, frozenset[str]]]:
        """Facet → report → its values, of some facets and reports."""
        names = [values_of(facet) for facet in facets]
        found: dict[str, dict[str, frozenset[str]]] = {facet: {} for facet in facets}
        for begin in range(0, len(ids), WINDOW):
            asked = has_id(ids[begin : begin + WINDOW])
            for hit in self.every(fields_body([asked], names, WINDOW)):
                for facet, name in zip(facets, names, strict=True):
                    found[facet][hit.id] = frozenset(hit.texts(name))
        return found
