"""A complete index of a cluster → a Snapshot that answers out of it."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from threading import Lock

from search.engine.errors import DamagedIndexError
from search.engine.opensearch.documents import document_id, source_record, stored_bytes
from search.engine.opensearch.generations import ClusterGenerations
from search.engine.opensearch.group_documents import read_groups
from search.engine.opensearch.groups import Collapsed, Groups, Values, collapse, passing
from search.engine.opensearch.layout import WINDOW, vocabulary_of
from search.engine.opensearch.meta import GenerationMeta
from search.engine.opensearch.phrases import Query
from search.engine.opensearch.reading import IndexReader
from search.engine.opensearch.scores import first_stage
from search.engine.opensearch.searches import (
    Prepared,
    SearchAnswer,
    SearchHit,
    count_body,
    fields_body,
    list_body,
    page_body,
    value_counts,
    values_body,
)
from search.engine.opensearch.trees import (
    Copies,
    has_id,
    has_value,
    innermost_first,
    matching,
    within,
)
from search.engine.protocol import Match, Matches, Request, SourceRecord, Stats
from search.engine.query_tree import AnyCopy, Node

_AHEAD, _SPARE = 100, 20
"""A page that ends among the first so many matches is fetched with the copies that may be hidden on
it, so many to spare: mostly that is one round trip."""
_AT_ONCE = 2_000
"""Sources that are fetched together: two megabytes."""


class OpenSearchSnapshot:
    """One generation. What is published later changes nothing of it; it stays readable for as long
    as `generations.KEPT_SECONDS` says, and for ever while it is live or the one before."""

    def __init__(
        self,
        generations: ClusterGenerations,
        index: str,
        meta: GenerationMeta,
        *,
        has_two_stages: bool = False,
    ) -> None:
        self._has_two_stages = has_two_stages
        self._generations, self._index, self._meta = generations, index, meta
        self.generation = generations.generation_of(index)
        self.extraction_fingerprint = meta.extraction_fingerprint
        self._reader = IndexReader(generations.cluster, index)
        self._values: dict[str, Values] = {}
        self._loading = Lock()
        self._terms: int | None = None

    def search(self, request: Request) -> Matches:
        """Answer exactly; the cluster counts and orders, and sends the reports of the page."""
        asked = self._prepared(request)
        if request.collapse and self._groups:
            return self._collapsed(request, asked)
        in_window = request.offset + request.limit <= WINDOW
        body = page_body(asked, request.offset, request.limit if in_window else 0)
        [answer] = self._reader.ask([body])
        hits = answer.hits.hits if in_window else list(self._listed(asked, request))
        return Matches(answer.total, self._matches(hits), _counts(answer, asked))

    def totals(self, trees: Sequence[Node], collapse: bool = False) -> list[int]:
        """How many reports match each tree, in one round trip if no AnyCopy is among them."""
        copies = self._copies(trees)
        queries = [matching(tree, copies) for tree in trees]
        bodies = [count_body([query]) for query in queries]
        if not (collapse and self._groups):
            return [answer.total for answer in self._reader.ask(bodies)]
        lists = [list_body([query, self._grouped]) for query in queries]
        answers = self._reader.ask([*bodies, *lists])
        return [
            counted.total
            - self._groups.surplus(h.id for h in self._reader.rest(body, listed.hits.hits))
            for body, counted, listed in zip(
                lists, answers[: len(bodies)], answers[len(bodies) :], strict=True
            )
        ]

    def ids(self, request: Request) -> list[str]:
        """The ids of the matches alone."""
        asked = self._prepared(replace(request, counted=()))
        hidden: frozenset[str] = frozenset()
        if request.collapse and self._groups and request.limit:
            hits = self._reader.every(_list_of(asked, self._grouped))
            hidden = collapse(self._groups, [hit.id for hit in hits]).hidden
        return [hit.id for hit in self._listed(asked, request, hidden)]

    def stored(self, report_id: str) -> bytes | None:
        """The bytes of one report, or None."""
        found = self._generations.document(self._index, document_id(report_id), "report")
        return None if found is None else stored_bytes(found)

    def copies(self, report_id: str) -> list[str]:
        """The other reports of the group of one."""
        return self._groups.copies(report_id)

    def terms(self, field: str, prefix: str = "", least: int = 1) -> Mapping[str, int]:
        """The terms of a field that begin so, and how many reports hold each."""
        [answer] = self._reader.ask([values_body(vocabulary_of(field), least, prefix)])
        return value_counts(answer, "values", is_filtered=False)

    def sources(self) -> Iterator[SourceRecord]:
        """Where each report came from."""
        for hit in self._reader.every(fields_body([], ["source", "signature"], _AT_ONCE)):
            yield source_record(hit.text("source"), hit.text("signature"))

    def stats(self) -> Stats:
        """The size of this generation; its terms are counted when they are first asked for."""
        if self._terms is None:
            self._terms = len({term for name in self._meta.lengths for term in self.terms(name)})
        size = self._generations.size(self._index)
        return Stats(
            self.generation, self._meta.reports, self._terms, size, self.extraction_fingerprint
        )

    def verify(self, pace: Callable[[int], None]) -> None:
        """Ask whether every shard and report is there. A node compares its files with their
        checksums by itself, whenever it copies or merges them; `check` reads every report."""
        pace(0)
        for line in self.missing():
            raise DamagedIndexError(line)

    def missing(self) -> list[str]:
        """What of this generation is not there, one line each."""
        [answer] = self._reader.ask([count_body([])])
        found = [] if answer.total == self._meta.reports else [self._lost(answer.total)]
        groups = [len(own) for own in self._read_groups()]
        if sum(groups) != self._meta.grouped:
            found.append(f"{self._index}: the groups of near-identical reports are not whole")
        return found

    def _lost(self, found: int) -> str:
        return f"{self._index} has {found} reports, and was written with {self._meta.reports}"

    def _read_groups(self) -> list[list[str]]:
        side = self._generations.side
        return read_groups(side, self._index, self._meta.group_documents)

    @cached_property
    def _groups(self) -> Groups:
        found = self._read_groups()
        if sum(map(len, found)) != self._meta.grouped:
            raise DamagedIndexError(f"{self._index}: its groups of reports are not whole")
        return Groups(found)

    @cached_property
    def _grouped(self) -> Query:
        """The reports that are in a group."""
        return has_id(list(self._groups.ids))

    def _grouped_values(self, request: Request) -> Mapping[str, Values]:
        """What the reports that are in a group have of each facet that a request filters by or
        counts; asked for once."""
        with self._loading:
            wanted = dict.fromkeys((*request.filters, *request.counted))
            if unknown := [facet for facet in wanted if facet not in self._values]:
                self._values |= self._reader.values(unknown, list(self._groups.ids))
            return self._values

    def _prepared(self, request: Request) -> Prepared:
        copies = self._copies([] if request.tree is None else [request.tree])
        base = [] if request.tree is None else [matching(request.tree, copies)]
        if request.dates is not None:
            base.append(within(request.dates))
        clauses = request.clauses if request.limit > 0 else ()
        scored = self._reader.scoring(clauses, self._meta.collection)
        picked = clauses if self._has_two_stages else ()
        return Prepared(
            base,
            {name: has_value(name, values) for name, values in request.filters.items()},
            scored,
            request.sort,
            request.counted,
            self._reader.scoring(picked, self._meta.collection, first_stage),
        )

    def _copies(self, trees: Sequence[Node]) -> Copies:
        """What the groups make of every AnyCopy of some trees, the innermost first."""
        pending = dict.fromkeys(node for tree in trees for node in innermost_first(tree))
        found: dict[AnyCopy, Query] = {}
        if not pending or not self._groups:
            return found
        while pending:
            ready = [n for n in pending if all(own in found for own in innermost_first(n.part))]
            bodies = [list_body([matching(n.part, found), self._grouped]) for n in ready]
            answers = self._reader.ask(bodies)
            for node, body, answer in zip(ready, bodies, answers, strict=True):
                hits = self._reader.rest(body, answer.hits.hits)
                found[node] = has_id(self._groups.with_copies(hit.id for hit in hits))
                del pending[node]
        return found

    def _collapsed(self, request: Request, asked: Prepared) -> Matches:
        """The answer with each group counted once: the reports of groups that match are listed
        apart, whatever the filters, and what they are too many is taken off."""
        end = request.offset + request.limit
        ahead = end + _SPARE if request.limit > 0 and end <= _AHEAD else 0
        body = _list_of(replace(asked, filters={}), self._grouped)
        answer, listed = self._reader.ask([page_body(asked, 0, ahead), body])
        grouped = [hit.id for hit in self._reader.rest(body, listed.hits.hits)]
        values = self._grouped_values(request) if grouped else {}
        passed = passing(grouped, request.filters, values)
        found = collapse(self._groups, passed)
        shown = [hit for hit in answer.hits.hits if hit.id not in found.hidden]
        if len(shown) >= end or answer.total <= ahead:
            hits = shown[request.offset : end]
        else:
            hits = self._page_without(asked, request, found.hidden)
        counts = _counts(answer, asked)
        for name in request.counted:
            own = passing(grouped, request.filters, values, besides=name)
            again = self._groups.values_counted_again(own, values.get(name, {}))
            counts[name] = {value: n - again[value] for value, n in counts[name].items()}
        hidden = len(found.hidden)
        return Matches(answer.total - hidden, self._matches(hits, found), counts, hidden)

    def _page_without(
        self, asked: Prepared, request: Request, hidden: frozenset[str]
    ) -> list[SearchHit]:
        if not request.limit:
            return []
        if request.offset + request.limit > WINDOW:
            return list(self._listed(asked, request, hidden))
        plain = replace(asked, counted=())
        without = has_id(sorted(hidden))
        [answer] = self._reader.ask([page_body(plain, request.offset, request.limit, without)])
        return answer.hits.hits

    def _listed(
        self, asked: Prepared, request: Request, hidden: frozenset[str] = frozenset()
    ) -> Iterator[SearchHit]:
        """The hits of a page, however far it is, without the hidden ones; no report is sent."""
        if not request.limit:
            return iter(())
        end = min(request.offset + request.limit, sys.maxsize)
        body = {**_list_of(asked), "size": min(end + len(hidden), WINDOW)}
        hits = (hit for hit in self._reader.every(body) if hit.id not in hidden)
        return islice(hits, request.offset, end)

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


def source_records(generations: ClusterGenerations, index: str) -> Iterator[SourceRecord]:
    """Where the reports of an index came from, less their signatures, whichever version made it."""
    for hit in IndexReader(generations.cluster, index).every(fields_body([], ["source"], _AT_ONCE)):
        yield source_record(hit.text("source"))


def _list_of(asked: Prepared, *also: Query) -> dict[str, object]:
    base = [*asked.base, *asked.filters.values(), *also]
    return list_body(base, asked.scoring, asked.sort)


def _counts(answer: SearchAnswer, asked: Prepared) -> dict[str, dict[str, int]]:
    return {name: value_counts(answer, name) for name in asked.counted}
