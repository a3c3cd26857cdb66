"""IndexEntry, one after another → an index of a cluster, complete, published as a generation."""

from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType

import msgspec

from search.engine.errors import EngineError
from search.engine.opensearch.address import Layout
from search.engine.opensearch.bulk import Bulk
from search.engine.opensearch.generations import ClusterGenerations
from search.engine.opensearch.group_documents import write_groups
from search.engine.opensearch.groups import said_groups
from search.engine.opensearch.layout import length_of
from search.engine.opensearch.lease import Lease
from search.engine.opensearch.meta import GenerationMeta
from search.engine.opensearch.reading import IndexReader
from search.engine.opensearch.searches import count_body
from search.index.entry import IndexEntry
from search.index.fields import FIELDS
from search.serialization import decode


class _Sum(msgspec.Struct):
    value: float


class OpenSearchWriter:
    """The next generation, in an index of its own.

    `live`: the index that is live, if there is one; `base`: the one whose reports stay unless they
    are replaced or removed. `held`: holds the lease; it is released when this writer is left.
    """

    def __init__(
        self,
        generations: ClusterGenerations,
        lease: Lease,
        live: str | None,
        base: str | None,
        meta: GenerationMeta,
        layout: Layout,
        held: ExitStack,
    ) -> None:
        self._generations, self._lease, self._live, self._meta = generations, lease, live, meta
        self._base, self._layout = base, layout
        self._begun: str | None = None
        self._is_published = False
        self._groups: Mapping[str, str] = {}
        self._bulk = Bulk(generations.cluster, lambda: self._index, lease.check)
        self._held = held.pop_all()  # the lease, until this writer is left

    def put(self, entry: IndexEntry) -> None:
        """Add a report, or replace the one of its id."""
        self._bulk.put(entry)

    def remove(self, report_id: str) -> None:
        """Take a report of the base generation out."""
        self._bulk.remove(report_id)

    def set_groups(self, groups: Mapping[str, str]) -> None:
        """Say which reports of the coming generation are near-identical."""
        self._groups = dict(groups)

    def commit(self) -> str:
        """Let the cluster write all of it, look whether it is there, and publish."""
        self._bulk.flush()
        generations, index = self._generations, self._index
        meta = completed(generations, index, self._meta, self._groups)
        if meta.reports < len(self._bulk.put_ids):
            raise EngineError(f"the cluster lost reports of {index}; nothing was changed")
        self._lease.confirm()  # who took it over has removed this index
        generations.publish(index, self._live, meta)
        self._is_published = True
        return generations.generation_of(index)

    def __enter__(self) -> "OpenSearchWriter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._held:
            if not self._is_published and self._begun is not None:
                self._generations.discard(self._begun)

    @property
    def _index(self) -> str:
        """The index, made when it is first written to: most runs find nothing new."""
        if self._begun is None:  # a cached_property would hold up other writers of this process
            self._begun = self._generations.next_index()
            self._generations.begin(self._begun, self._base, self._layout)
        return self._begun


def completed(
    generations: ClusterGenerations, index: str, meta: GenerationMeta, groups: Mapping[str, str]
) -> GenerationMeta:
    """Keep the groups of an index that all reports were sent to, and seal it; what it is to say of
    itself. `meta`: what is known of it so far."""
    generations.refresh(index)
    reader = IndexReader(generations.cluster, index)
    sums = {field.name: {"sum": {"field": length_of(field.name)}} for field in FIELDS}
    [answer] = reader.ask([{**count_body([]), "aggs": sums}])
    said = said_groups(groups, reader.existing)
    meta = msgspec.structs.replace(
        meta,
        reports=answer.total,
        lengths={
            name: int(decode(bytes(own), _Sum).value) for name, own in answer.aggregations.items()
        },
        grouped=len(said.ids),
        group_documents=write_groups(generations.side, index, said.members),
    )
    generations.seal(index, meta.replicas)
    return meta
