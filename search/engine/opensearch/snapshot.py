"""A complete index of a cluster → a Snapshot that answers out of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Lock

from search.engine.errors import DamagedIndexError
from search.engine.opensearch.documents import document_id, source_record, stored_bytes
from search.engine.opensearch.generations import ClusterGenerations
from search.engine.opensearch.group_documents import read_groups
from search.engine.opensearch.groups import Groups
from search.engine.opensearch.inquirer import Inquirer
from search.engine.opensearch.layout import vocabulary_of
from search.engine.opensearch.meta import GenerationMeta
from search.engine.opensearch.reading import IndexReader, together
from search.engine.opensearch.searches import ALL, count_body, fields_body, values_body
from search.engine.opensearch.value_counts import ValueCounts
from search.engine.protocol import Matches, Request, SourceRecord, Stats
from search.index.fields import LISTED_FIELDS

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
        self.is_remote, self._has_two_stages = True, has_two_stages
        self._generations, self._index, self._meta = generations, index, meta
        self.generation = generations.generation_of(index)
        self.extraction_fingerprint = meta.extraction_fingerprint
        self._reader = IndexReader(generations.cluster, index)
        self._terms: int | None = None
        self._reading = Lock()
        self._inquirer: Inquirer | None = None

    def search(self, request: Request) -> Matches:
        """Answer exactly; the cluster counts and orders, and sends the reports of the page."""
        return self._reader.answer(self._asking.matches(request))

    def search_many(self, requests: Sequence[Request]) -> list[Matches]:
        """What `search` answers to each: each round trip asks for all of them."""
        return self._reader.answer(together([self._asking.matches(one) for one in requests]))

    def ids(self, request: Request) -> list[str]:
        """The ids of the matches alone."""
        return self._reader.answer(self._asking.ids(request))

    def stored(self, report_id: str) -> bytes | None:
        """The bytes of one report, or None."""
        found = self._generations.document(self._index, document_id(report_id), "report")
        return None if found is None else stored_bytes(found)

    def stored_many(self, report_ids: Sequence[str]) -> dict[str, bytes]:
        """The bytes of several reports; those that are none are left out."""
        return self._reader.reports(list(dict.fromkeys(report_ids)))

    def copies(self, report_id: str) -> list[str]:
        """The other reports of the group of one."""
        return self._asking.groups.copies(report_id)

    def terms(self, field: str, prefix: str = "", least: int = 1) -> Mapping[str, int]:
        """The terms of a field that begin so, and how many reports hold each."""
        return self._listed([field], prefix, least)[0]

    def sources(self) -> Iterator[SourceRecord]:
        """Where each report came from."""
        return source_records(self._generations, self._index, has_signatures=True)

    def stats(self) -> Stats:
        """The size of this generation; its terms are counted when they are first asked for."""
        if self._terms is None:
            self._terms = len(set().union(*self._listed(LISTED_FIELDS)))
        size = self._generations.size(self._index)
        return Stats(
            self.generation, self._meta.reports, self._terms, size, self.extraction_fingerprint
        )

    def _listed(
        self, fields: Sequence[str], prefix: str = "", least: int = 1
    ) -> list[dict[str, int]]:
        """The terms of each of some fields."""
        bodies = [values_body(vocabulary_of(name), least, prefix) for name in fields]
        answers = self._reader.ask(bodies)
        return [ValueCounts.read(bytes(one.aggregations[ALL])).all({}) for one in answers]

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

    @property
    def _asking(self) -> Inquirer:
        """What knows the groups of this generation, which are read when it is first asked."""
        with self._reading:  # a cached_property would hold up the snapshots of other clusters
            if self._inquirer is None:
                self._inquirer = self._read_inquirer()
            return self._inquirer

    def _read_inquirer(self) -> Inquirer:
        found = self._read_groups()
        if sum(map(len, found)) != self._meta.grouped:
            raise DamagedIndexError(f"{self._index}: its groups of reports are not whole")
        collection, has_two_stages = self._meta.collection, self._has_two_stages
        return Inquirer(self._reader, Groups(found), collection, has_two_stages=has_two_stages)


def source_records(
    generations: ClusterGenerations, index: str, *, has_signatures: bool = False
) -> Iterator[SourceRecord]:
    """Where the reports of an index came from, whichever version made it; their signatures, which
    are most of it, if they are wanted."""
    body = fields_body([], ["source", "signature"] if has_signatures else ["source"], _AT_ONCE)
    for hit in IndexReader(generations.cluster, index).every(body):
        yield source_record(hit.text("source"), hit.text("signature") if has_signatures else "")
