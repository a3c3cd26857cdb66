"""IndexEntry, one after another → an index of a cluster, sent in requests of a good size."""

from collections.abc import Callable

import msgspec

from search.engine.errors import EngineError
from search.engine.opensearch.cluster import Cluster
from search.engine.opensearch.documents import document, document_id
from search.index.entry import IndexEntry
from search.serialization import encode

_BULK = 1_500_000
"""Bytes that are sent together. Nodes of little memory refused ten millions for ever."""


class _Item(msgspec.Struct):
    status: int
    error: msgspec.Raw = msgspec.Raw()


class _Answer(msgspec.Struct):
    items: list[dict[str, _Item]]


class Bulk:
    """What one writer sends. `index`: where to, asked when something is sent; `check`: raises an
    error where this writer may write no more. `put_ids`: what it put."""

    def __init__(
        self, cluster: Cluster, index: Callable[[], str], check: Callable[[], None]
    ) -> None:
        self._cluster, self._index, self._check = cluster, index, check
        self.put_ids: set[str] = set()
        self._lines: list[bytes] = []
        self._size = 0

    def put(self, entry: IndexEntry) -> None:
        """Add a report, or replace the one of its id."""
        self._refuse_again(entry.id)
        self.put_ids.add(entry.id)
        action = {"index": {"_id": document_id(entry.id)}}
        self._send(encode(action), encode(document(entry)))

    def remove(self, report_id: str) -> None:
        """Take a report out, if there is one of that id."""
        self._refuse_again(report_id)
        self._send(encode({"delete": {"_id": document_id(report_id)}}))

    def flush(self) -> None:
        """Send what was not sent yet. What was refused for want of memory is sent again."""
        self._check()
        if not self._lines:
            return
        data = b"\n".join(self._lines) + b"\n"
        self._lines, self._size = [], 0
        answer = self._cluster.ask("POST", f"/{self._index()}/_bulk", _Answer, data)
        for item in answer.items:
            for action, done in item.items():
                if done.status >= 300 and (action, done.status) != ("delete", 404):
                    told = bytes(done.error).decode(errors="replace")
                    raise EngineError(f"the cluster does not take a report: {told[:500]}")

    def _refuse_again(self, report_id: str) -> None:
        if report_id in self.put_ids:
            raise EngineError(f"report {report_id!r} was put by this writer already")

    def _send(self, *lines: bytes) -> None:
        self._lines += lines
        self._size += sum(map(len, lines))
        if self._size > _BULK:
            self.flush()
