"""IndexEntry, one after another → an index of a cluster, complete, published as a generation."""

from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType

import msgspec

from search.engine.errors import EngineError
from search.engine.opensearch.address import Layout
from search.engine.opensearch.documents import document, document_id
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
from search.serialization import decode, encode

_BULK = 1_500_000
"""Bytes that are sent together. Nodes of little memory refused ten millions for ever."""


class _Item(msgspec.Struct):
    status: int
    error: msgspec.Raw = msgspec.Raw()


class _Bulk(msgspec.Struct):
    items: list[dict[str, _Item]]


class _Done(msgspec.Struct):
    pass


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
        self._put: set[str] = set()
        self._groups: Mapping[str, str] = {}
        self._lines: list[bytes] = []
        self._size = 0
        self._held = held.pop_all()  # the lease, until this writer is left

    def put(self, entry: IndexEntry) -> None:
        """Add a report, or replace the one of its id."""
        self._refuse_again(entry.id)
        self._put.add(entry.id)
        action = {"index": {"_id": document_id(entry.id)}}
        self._send(encode(action), encode(document(entry)))

    def remove(self, report_id: str) -> None:
        """Take a report of the base generation out."""
        self._refuse_again(report_id)
        self._send(encode({"delete": {"_id": document_id(report_id)}}))

    def set_groups(self, groups: Mapping[str, str]) -> None:
        """Say which reports of the coming generation are near-identical."""
        self._groups = dict(groups)

    def commit(self) -> str:
        """Let the cluster write all of it, look whether it is there, and publish."""
        self._flush()
        generations, index = self._generations, self._index
        generations.cluster.ask("POST", f"/{index}/_refresh", _Done)
        reader = IndexReader(generations.cluster, index)
        sums = {field.name: {"sum": {"field": length_of(field.name)}} for field in FIELDS}
        [answer] = reader.ask([{**count_body([]), "aggs": sums}])
        if answer.total < len(self._put):
            raise EngineError(f"the cluster lost reports of {index}; nothing was changed")
        groups = said_groups(self._groups, reader.live)
        meta = msgspec.structs.replace(
            self._meta,
            reports=answer.total,
            lengths={
                name: int(decode(bytes(own), _Sum).value)
                for name, own in answer.aggregations.items()
            },
            grouped=len(groups.ids),
            group_documents=write_groups(generations.side, index, groups.members),
        )
        generations.seal(index, meta.replicas)
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

    def _refuse_again(self, report_id: str) -> None:
        if report_id in self._put:
            raise EngineError(f"report {report_id!r} was put by this writer already")

    def _send(self, *lines: bytes) -> None:
        self._lines += lines
        self._size += sum(map(len, lines))
        if self._size > _BULK:
            self._flush()

    @property
    def _index(self) -> str:
        """The index, made when it is first written to: most runs find nothing new."""
        if self._begun is None:  # a cached_property would hold up other writers of this process
            self._begun = self._generations.begin(self._base, self._layout)
        return self._begun

    def _flush(self) -> None:
        """Send what was not sent yet. What was refused for want of memory is sent again."""
        self._lease.check()
        if not self._lines:
            return
        data = b"\n".join(self._lines) + b"\n"
        self._lines, self._size = [], 0
        cluster = self._generations.cluster
        answer = cluster.ask("POST", f"/{self._index}/_bulk", _Bulk, data)
        for item in answer.items:
            for action, done in item.items():
                if done.status >= 300 and (action, done.status) != ("delete", 404):
                    told = bytes(done.error).decode(errors="replace")
                    raise EngineError(f"the cluster does not take a report: {told[:500]}")
