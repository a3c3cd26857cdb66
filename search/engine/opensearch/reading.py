"""One index that never changes again → its matches, in lists of any length; each number once.

What is asked in turn is a generator: it gives the bodies of searches and gets their answers. So
any number of them are asked together, and take as many round trips as the longest of them.

A list longer than a window is asked for from its last report on: nothing has to be kept open for
that in the cluster, since nothing changes.
"""

import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from search.engine.errors import DamagedIndexError
from search.engine.opensearch.cluster import Cluster, RefusedError
from search.engine.opensearch.documents import stored_bytes
from search.engine.opensearch.layout import WINDOW, values_of
from search.engine.opensearch.phrases import Query
from search.engine.opensearch.scores import Collection, Score, scoring
from search.engine.opensearch.searches import (
    SearchAnswer,
    SearchHit,
    count_body,
    fields_body,
    list_body,
)
from search.engine.opensearch.trees import has_id, matching
from search.engine.query_tree import Clause, Node

T = TypeVar("T")
U = TypeVar("U")

Body = Mapping[str, Any]
"""A search as a cluster reads it."""
Inquiry = Generator[Sequence[Body], list[SearchAnswer], T]
"""Gives some searches at a time, gets their answers in that order, and returns what it found."""

_AT_ONCE = 500
"""Reports that are fetched together: some megabytes."""
_REMEMBERED = 100_000


class IndexReader:
    """Asks one index; any number of threads may."""

    def __init__(self, cluster: Cluster, index: str) -> None:
        self._cluster, self.index = cluster, index
        self._totals: dict[Node, int] = {}

    def ask(self, bodies: Sequence[Body]) -> list[SearchAnswer]:
        """The answers to some searches, in one round trip.

        Raises DamagedIndexError where the index is gone.
        """
        try:
            return self._cluster.search_many(self.index, bodies, SearchAnswer) if bodies else []
        except RefusedError as error:
            if error.status == 404:
                raise DamagedIndexError(f"{self.index} was removed meanwhile") from error
            raise

    def answer(self, inquiry: Inquiry[T]) -> T:
        """What an inquiry finds."""
        answers: list[SearchAnswer] | None = None
        while True:
            try:
                bodies = next(inquiry) if answers is None else inquiry.send(answers)
            except StopIteration as end:
                found: T = end.value
                return found
            answers = self.ask(bodies)

    def every(self, body: Body) -> Iterator[SearchHit]:
        """All hits of a search, a window at a time as they are taken."""
        while True:
            [answer] = self.ask([body])
            hits = answer.hits.hits
            yield from hits
            if len(hits) < body["size"]:
                return
            body = _behind(body, hits)

    def totals(self, trees: Sequence[Node]) -> Inquiry[list[int]]:
        """How many reports match each tree without an AnyCopy; each is asked for once."""
        if len(self._totals) > _REMEMBERED:
            self._totals = {}
        known = self._totals  # another thread may begin a new one meanwhile
        if unknown := [tree for tree in dict.fromkeys(trees) if tree not in known]:
            answers = yield [count_body([matching(tree, {})]) for tree in unknown]
            known.update((t, answer.total) for t, answer in zip(unknown, answers, strict=True))
        return [known[tree] for tree in trees]

    def scoring(
        self, clauses: Sequence[Clause], collection: Collection, score: Score = scoring
    ) -> Inquiry[list[Query]]:
        """The scores of some clauses; those that no report can get are left out."""
        held = yield from self.totals([clause.held for clause in clauses])
        return [score(c, n, collection) for c, n in zip(clauses, held, strict=True) if n]

    def reports(self, ids: Sequence[str]) -> dict[str, bytes]:
        """Report → its bytes; those that are not there are left out."""
        found: dict[str, bytes] = {}
        for begin in range(0, len(ids), _AT_ONCE):
            asked = has_id(ids[begin : begin + _AT_ONCE])
            for hit in self.every(fields_body([asked], [], _AT_ONCE + 1, ["report"])):
                found[hit.id] = stored_bytes(hit.text("report"))
        return found

    def existing(self, ids: Sequence[str]) -> set[str]:
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


def together(inquiries: Sequence[Inquiry[T]]) -> Inquiry[list[T]]:
    """What each of some inquiries finds: all that they ask at a time is asked at a time."""
    found: dict[int, T] = {}
    bodies: dict[int, Sequence[Body]] = {}

    def go_on(number: int, answers: list[SearchAnswer] | None) -> None:
        try:
            own = inquiries[number]
            bodies[number] = next(own) if answers is None else own.send(answers)
        except StopIteration as end:
            bodies.pop(number, None)
            found[number] = end.value

    for number in range(len(inquiries)):
        go_on(number, None)
    while bodies:
        answers = iter((yield [body for own in bodies.values() for body in own]))
        for number, own in list(bodies.items()):
            go_on(number, [next(answers) for _ in own])
    return [found[number] for number in range(len(inquiries))]


def both(first: Inquiry[T], second: Inquiry[U]) -> Inquiry[tuple[T, U]]:
    """What two inquiries find, asked together."""
    found: list[Any] = yield from together([first, second])
    return found[0], found[1]


def listed(bodies: Sequence[Body], most: int = sys.maxsize) -> Inquiry[list[list[SearchHit]]]:
    """The hits of each of some searches, `most` of each or all; the first windows are one round
    trip."""
    answers = yield bodies
    found = [answer.hits.hits for answer in answers]
    for body, hits in zip(bodies, found, strict=True):
        size = len(hits)
        while size == body["size"] and len(hits) < most:
            [answer] = yield [_behind(body, hits)]
            hits += answer.hits.hits
            size = len(answer.hits.hits)
    return found


def _behind(body: Body, hits: Sequence[SearchHit]) -> Body:
    """The search of what follows some hits of one."""
    return {**body, "search_after": hits[-1].sort}
