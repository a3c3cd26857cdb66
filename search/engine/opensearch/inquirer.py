"""A Request → what a cluster is asked for it, in turn, and the Matches that its answers make.

Groups of near-identical reports are known here and not in the cluster. So what matches of them is
listed beside each search, by the parts of a tree that have no AnyCopy in them: the rest of the tree
is worked out here. It is remembered, for the next request asks for the same parts.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from threading import Lock

from search.engine.opensearch.copies import any_copies, bare, evaluated, plain_parts
from search.engine.opensearch.documents import stored_bytes
from search.engine.opensearch.groups import Collapsed, Groups, Values, collapse, passing
from search.engine.opensearch.layout import WINDOW, values_of
from search.engine.opensearch.phrases import Query
from search.engine.opensearch.reading import Body, IndexReader, Inquiry, both, listed
from search.engine.opensearch.scores import Collection, first_stage
from search.engine.opensearch.searches import (
    Prepared,
    SearchAnswer,
    SearchHit,
    count_body,
    list_body,
    page_body,
)
from search.engine.opensearch.trees import (
    Copies,
    all_of,
    any_named,
    has_id,
    has_value,
    matching,
    none_of,
    within,
)
from search.engine.opensearch.value_counts import ValueCounts, all_values, most_values
from search.engine.protocol import Match, Matches, Request
from search.engine.query_tree import And, Node

_AHEAD, _SPARE = 100, 20
"""A page that ends among the first so many matches is fetched with the copies that may be hidden on
it, so many to spare: mostly that is one round trip."""
_REMEMBERED = 200_000
"""Reports of groups that are remembered, of all trees together that they match."""


class Inquirer:
    """Makes the inquiries of one generation; any number of threads may ask."""

    def __init__(
        self,
        reader: IndexReader,
        groups: Groups,
        collection: Collection,
        *,
        has_two_stages: bool = False,
    ) -> None:
        self.groups, self._has_two_stages = groups, has_two_stages
        self._reader, self._collection = reader, collection
        self._values: dict[str, Values] = {}
        self._loading = Lock()
        self._grouped_matches: dict[Node, frozenset[str]] = {}
        self._remembered = 0

    def matches(self, request: Request) -> Inquiry[Matches]:
        """What answers a request."""
        if not (request.limit or request.filters or request.dates or request.counted):
            return (yield from self._total(request.tree or And(()), request.collapse))
        asked = yield from self._prepared(request)
        if request.collapse and self.groups:
            return (yield from self._collapsed(request, asked))
        in_window = request.offset + request.limit <= WINDOW
        body = page_body(asked, request.offset, request.limit if in_window else 0)
        [answer] = yield [body]
        counts = yield from self._counts(request, asked, answer, {})
        hits = answer.hits.hits if in_window else (yield from self._page(asked, request))
        return Matches(answer.total, self._matches(hits), counts)

    def ids(self, request: Request) -> Inquiry[list[str]]:
        """The ids of what answers a request; no report is sent."""
        asked = yield from self._prepared(replace(request, counted=()))
        hidden: frozenset[str] = frozenset()
        if request.collapse and self.groups and request.limit:
            [hits] = yield from listed([_list_of(asked, self._grouped)])
            hidden = collapse(self.groups, [hit.id for hit in hits]).hidden
        return [hit.id for hit in (yield from self._page(asked, request, hidden))]

    def _total(self, tree: Node, is_collapsed: bool) -> Inquiry[Matches]:
        """How many reports match a tree."""
        has_copies = any(any_copies(tree))
        if not self.groups or not (has_copies or is_collapsed):
            [total] = yield from self._reader.totals([bare(tree)])
            return Matches(total, (), {})
        if not has_copies:
            [total], found = yield from both(self._reader.totals([tree]), self._of_groups([tree]))
            surplus = self.groups.surplus(found[tree])
            return Matches(total - surplus, (), {}, surplus)
        alone = all_of([matching(bare(tree), {}), none_of([self._grouped])])
        (answer,), found = yield from both(
            _asked([count_body([alone])]), self._of_groups(list(plain_parts(tree)))
        )
        grouped = evaluated(tree, found, self.groups)
        surplus = self.groups.surplus(grouped) if is_collapsed else 0
        return Matches(answer.total + len(grouped) - surplus, (), {}, surplus)

    def _of_groups(self, trees: Sequence[Node]) -> Inquiry[dict[Node, frozenset[str]]]:
        """Tree without an AnyCopy → the reports in groups that match it, remembered. All trees are
        one search, for it names every report that is in a group."""
        if self._remembered > _REMEMBERED:
            self._grouped_matches, self._remembered = {}, 0
        known = self._grouped_matches  # another thread may begin a new one meanwhile
        unknown = [tree for tree in dict.fromkeys(trees) if tree not in known]
        if unknown:
            asked = [matching(tree, {}) for tree in unknown]
            [hits] = yield from listed([list_body([self._grouped, any_named(asked)])])
            for number, tree in enumerate(unknown):
                known[tree] = frozenset(hit.id for hit in hits if str(number) in hit.matched)
            self._remembered += sum(len(hit.matched) for hit in hits)
        return {tree: known[tree] for tree in trees}

    def _prepared(self, request: Request) -> Inquiry[Prepared]:
        tree, clauses = request.tree, request.clauses if request.limit else ()
        copies, scoring = yield from both(
            self._copies(tree), self._reader.scoring(clauses, self._collection)
        )
        base = [] if tree is None else [matching(tree, copies)]
        if request.dates is not None:
            base.append(within(request.dates))
        filters = {name: has_value(name, values) for name, values in request.filters.items()}
        counts = {name: _counting(request, name) for name in request.counted}
        picked = clauses if self._has_two_stages else ()
        picking = yield from self._reader.scoring(picked, self._collection, first_stage)
        return Prepared(base, filters, scoring, request.sort, counts, picking)

    def _copies(self, tree: Node | None) -> Inquiry[Copies]:
        """What the groups make of every AnyCopy of a tree."""
        nodes = list(any_copies(tree)) if tree is not None and self.groups else []
        parts = [part for node in nodes for part in plain_parts(node)]
        found = yield from self._of_groups(parts)
        return {node: has_id(sorted(evaluated(node, found, self.groups))) for node in nodes}

    def _collapsed(self, request: Request, asked: Prepared) -> Inquiry[Matches]:
        """The answer with each group counted once: the reports of groups that match are listed
        apart, whatever the filters, and what they are too many is taken off."""
        end = request.offset + request.limit
        ahead = end + _SPARE if request.limit > 0 and end <= _AHEAD else 0
        body = _list_of(replace(asked, filters={}), self._grouped)
        (answer,), [in_order] = yield from both(
            _asked([page_body(asked, 0, ahead)]), listed([body])
        )
        grouped = [hit.id for hit in in_order]
        values = self._grouped_values(request) if grouped else {}
        found = collapse(self.groups, passing(grouped, request.filters, values))
        shown = [hit for hit in answer.hits.hits if hit.id not in found.hidden]
        if len(shown) >= end or answer.total <= ahead:
            hits = shown[request.offset : end]
        else:
            hits = yield from self._page_without(asked, request, found.hidden)
        again: dict[str, Mapping[str, int]] = {}
        for name in request.counted:
            own = passing(grouped, request.filters, values, besides=name)
            again[name] = self.groups.values_counted_again(own, values.get(name, {}))
        counts = yield from self._counts(request, asked, answer, again)
        hidden = len(found.hidden)
        return Matches(answer.total - hidden, self._matches(hits, found), counts, hidden)

    def _counts(
        self,
        request: Request,
        asked: Prepared,
        answer: SearchAnswer,
        again: Mapping[str, Mapping[str, int]],
    ) -> Inquiry[dict[str, dict[str, int]]]:
        """The counts of each facet. `again`: how often too much each value is counted."""
        counts: dict[str, dict[str, int]] = {}
        unsure: dict[str, Query] = {}
        for name in request.counted:
            found = ValueCounts.read(bytes(answer.aggregations[name]))
            own = again.get(name, {})
            most = request.most.get(name)
            told = found.all(own) if most is None else found.most(most, own)
            counts[name] = told or {}
            if told is None:
                unsure[name] = all_values(values_of(name))
        if unsure:
            [answer] = yield [page_body(replace(asked, counts=unsure), 0, 0)]
        for name in unsure:
            whole = ValueCounts.read(bytes(answer.aggregations[name]))
            counts[name] = whole.told(
                request.most.get(name), again.get(name, {}), request.filters.get(name, ())
            )
        return counts

    def _page_without(
        self, asked: Prepared, request: Request, hidden: frozenset[str]
    ) -> Inquiry[list[SearchHit]]:
        if not request.limit:
            return []
        if request.offset + request.limit > WINDOW:
            return (yield from self._page(asked, request, hidden))
        plain = replace(asked, counts={})
        without = has_id(sorted(hidden))
        [answer] = yield [page_body(plain, request.offset, request.limit, without)]
        return answer.hits.hits

    def _page(
        self, asked: Prepared, request: Request, hidden: frozenset[str] = frozenset()
    ) -> Inquiry[list[SearchHit]]:
        """The hits of a page, however far it is, without the hidden ones; no report is sent."""
        if not request.limit:
            return []
        end = min(request.offset + request.limit, sys.maxsize)
        body = {**_list_of(asked), "size": min(end + len(hidden), WINDOW)}
        [found] = yield from listed([body], end + len(hidden))
        hits = (hit for hit in found if hit.id not in hidden)
        return list(islice(hits, request.offset, end))

    @cached_property
    def _grouped(self) -> Query:
        """The reports that are in a group."""
        return has_id(list(self.groups.ids))

    def _grouped_values(self, request: Request) -> Mapping[str, Values]:
        """What the reports that are in a group have of each facet that a request filters by or
        counts; asked for once."""
        with self._loading:
            wanted = dict.fromkeys((*request.filters, *request.counted))
            if unknown := [facet for facet in wanted if facet not in self._values]:
                self._values |= self._reader.values(unknown, list(self.groups.ids))
            return self._values

    def _matches(
        self, hits: Sequence[SearchHit], found: Collapsed | None = None
    ) -> tuple[Match, ...]:
        others = {} if found is None else found.others
        missing = [hit.id for hit in hits if "report" not in hit.fields]
        fetched = self._reader.reports(missing)
        return tuple(
            Match(
                hit.id,
                hit.score or 0.0,
                fetched[hit.id] if hit.id in fetched else stored_bytes(hit.text("report")),
                others.get(hit.id, ()),
            )
            for hit in hits
        )


def _asked(bodies: Sequence[Body]) -> Inquiry[list[SearchAnswer]]:
    """The answers to some searches, as an inquiry."""
    return (yield bodies)


def _list_of(asked: Prepared, *also: Query) -> Body:
    return list_body([*asked.base, *asked.filters.values(), *also], asked.scoring, asked.sort)


def _counting(request: Request, name: str) -> Query:
    most = request.most.get(name)
    if most is None:
        return all_values(values_of(name))
    return most_values(values_of(name), most, request.filters.get(name, ()))
