"""IndexEntry, one after another → an index of a cluster, sent in requests of a good size."""

from collections.abc import Callable, Mapping

import msgspec

from search.engine.errors import EngineError, UnreachableError
from search.engine.opensearch.cluster import ASK_LATER, TOLD, Cluster
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
        self._actions: dict[str, bytes] = {}  # document → the last that is to be done with it
        self._size = 0

    def put(self, entry: IndexEntry) -> None:
        """Add a report, or replace the one of its id."""
        self._refuse_again(entry.id)
        self.put_ids.add(entry.id)
        key = document_id(entry.id)
        self._send(key, encode({"index": {"_id": key}}), encode(document(entry)))

    def remove(self, report_id: str) -> None:
        """Take a report out, if there is one of that id."""
        self._refuse_again(report_id)
        key = document_id(report_id)
        self._send(key, encode({"delete": {"_id": key}}))

    def flush(self) -> None:
        """Send what was not sent yet, and again what a node has no room for at the moment.

        Raises EngineError where one is refused, UnreachableError where patience ends.
        """
        self._check()
        if not self._actions:
            return
        actions, self._actions, self._size = self._actions, {}, 0
        patience = self._cluster.patience()
        while True:
            left, told = self._left(actions)
            if not left:
                return
            if len(left) < len(actions):
                patience.renew()
            if not patience.waits():
                raise UnreachableError(f"the cluster takes no report of {self._index()}: {told}")
            actions = left
            self._check()  # while it waited a lease may have been lost

    def _left(self, actions: Mapping[str, bytes]) -> tuple[dict[str, bytes], str]:
        """Send some actions: those that may be taken later, and why they were not."""
        path, data = f"/{self._index()}/_bulk", b"".join(actions.values())
        items = self._cluster.ask("POST", path, _Answer, data).items
        if len(items) != len(actions) or any(len(item) != 1 for item in items):
            raise EngineError(f"what answers {path} is no OpenSearch")
        left, reason = dict[str, bytes](), ""
        for key, item in zip(actions, items, strict=True):
            [(kind, done)] = item.items()
            if done.status < 300 or (kind, done.status) == ("delete", 404):
                continue
            reason = bytes(done.error).decode(errors="replace")[:TOLD]
            if done.status not in ASK_LATER:
                raise EngineError(f"the cluster does not take a report: {reason}")
            left[key] = actions[key]
        return left, reason

    def _refuse_again(self, report_id: str) -> None:
        if report_id in self.put_ids:
            raise EngineError(f"report {report_id!r} was put by this writer already")

    def _send(self, key: str, *lines: bytes) -> None:
        action = b"".join(line + b"\n" for line in lines)
        self._size += len(action)
        self._actions[key] = action
        if self._size > _BULK:
            self.flush()
