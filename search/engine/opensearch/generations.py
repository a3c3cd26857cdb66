"""The name of an index → its generations in a cluster: which is live, the next one, the one before.

A generation is an index NAME-g-000007. The alias NAME is on the live one, NAME-before on the one
before. Publishing is one change of aliases, which the cluster makes as a whole or not at all, and
only if the live generation is still the one that the next one was made over.
"""

import re
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise

import msgspec

from search.engine.errors import DamagedIndexError, EngineError, NoIndexError, StaleIndexError
from search.engine.opensearch.address import Layout
from search.engine.opensearch.cluster import Cluster, RefusedError
from search.engine.opensearch.copying import wait_for_copies
from search.engine.opensearch.group_documents import remove_groups
from search.engine.opensearch.layout import format_fingerprint, new_index
from search.engine.opensearch.meta import GenerationMeta, IndexMapping
from search.engine.opensearch.side_documents import SideDocuments
from search.serialization import SerializationError

KEPT_SECONDS = 3600.0
"""For so long a generation is kept after another one became live, for those who still read it."""
_MOST_KEPT = 40
"""And of those at most so many: a cluster has room for a thousand shards a node."""
_NUMBER = "last number"


class _Done(msgspec.Struct):
    pass


class _Document(msgspec.Struct):
    found: bool = False
    fields: dict[str, list[str]] = {}


class _Store(msgspec.Struct):
    size_in_bytes: int


class _Primaries(msgspec.Struct):
    store: _Store


class _All(msgspec.Struct):
    primaries: _Primaries


class _Sizes(msgspec.Struct):
    all: _All = msgspec.field(name="_all")


class ClusterGenerations:
    """The generations of one index."""

    def __init__(self, cluster: Cluster, name: str) -> None:
        self.cluster, self.name, self._before = cluster, name, f"{name}-before"
        self.side = SideDocuments(cluster, f"{name}-side")
        self._is_own = re.compile(rf"{re.escape(name)}-(g-\d{{6,}})").fullmatch

    def live(self) -> tuple[str, str]:
        """The live generation: its index, and what tells that from any other of that name, ever.

        Raises NoIndexError.
        """
        path = f"/{self.name}/_settings/index.uuid"
        found = self.cluster.ask("GET", path, dict[str, msgspec.Raw], absent={})
        own = [(name, bytes(raw).decode()) for name, raw in found.items() if self._is_own(name)]
        if len(own) != 1:
            raise NoIndexError(f"there is no index {self.name} in this cluster yet")
        return own[0]

    def before(self) -> str:
        """The index of the generation before. Raises NoIndexError."""
        path = f"/_alias/{self._before}"
        for name in self.cluster.ask("GET", path, dict[str, msgspec.Raw], absent={}):
            if self._is_own(name):
                return name
        raise NoIndexError(f"{self.name} has no earlier generation")

    def generation_of(self, index: str) -> str:
        """The name of a generation, such as "g-000007"."""
        return index[len(self.name) + 1 :]

    def index_of(self, generation: str) -> str:
        """The index of a generation."""
        return f"{self.name}-{generation}"

    def meta(self, index: str) -> GenerationMeta:
        """What an index says of itself; nothing, if it is not complete."""
        try:
            found = self.cluster.ask(
                "GET", f"/{index}/_mapping", dict[str, IndexMapping], absent={}
            )
        except EngineError as error:
            if isinstance(error.__cause__, SerializationError):
                return GenerationMeta()
            raise
        meta = found[index].mappings.meta if index in found else GenerationMeta()
        return meta if meta.complete == index else GenerationMeta()

    def opened(self, index: str) -> GenerationMeta:
        """What a complete index says of itself. Raises DamagedIndexError, StaleIndexError."""
        meta = self.meta(index)
        if not meta.complete:
            raise DamagedIndexError(f"{index} is not complete; `rollback` or `rebuild` helps")
        if meta.format != format_fingerprint():
            raise self.stale("the text chain")
        return meta

    def stale(self, what: str) -> StaleIndexError:
        """The error of an index that another version made."""
        return StaleIndexError(
            f"another version of {what} made the index {self.name}; `rebuild` makes it anew"
        )

    def indices(self) -> list[str]:
        """The indices of all generations that there are, the latest last."""
        path = f"/{self.name}-g-*/_settings/index.uuid?expand_wildcards=all"
        found = self.cluster.ask("GET", path, dict[str, msgspec.Raw], absent={})
        return sorted(filter(self._is_own, found), key=lambda name: (len(name), name))

    def next_index(self) -> str:
        """The index of the next generation, which is not made yet.

        For who holds the lease: generations that nobody reads any more are removed before.
        """
        left = self._swept()
        last = int(left[-1].rpartition("-")[2]) if left else 0
        # a number is given once: what a writer sends late must not meet the index of another one
        return f"{self.name}-g-{self.side.next_number(_NUMBER, last):06d}"

    def begin(self, index: str, base: str | None, layout: Layout) -> None:
        """Make the next generation, if it is not made yet: empty, or with all that another one
        holds."""
        try:
            if base is None:
                self.cluster.ask("PUT", f"/{index}", _Done, new_index(layout, GenerationMeta()))
            else:
                self.cluster.ask("POST", f"/{base}/_clone/{index}?timeout=100s", _Done, _CLONE)
        except RefusedError as error:
            if "resource_already_exists" not in error.told:  # it was asked twice
                raise

    def refresh(self, index: str) -> None:
        """Let searches find all that was sent to an index."""
        self.cluster.ask("POST", f"/{index}/_refresh", _Done)

    def discard(self, index: str) -> None:
        """Remove a generation, with what is kept beside it."""
        meta = self.meta(index)
        self.cluster.ask("DELETE", f"/{index}", _Done, absent=_Done())
        remove_groups(self.side, index, meta.group_documents)

    def seal(self, index: str, replicas: int | None) -> None:
        """Let nobody write to an index any more, and wait for its copies, and for those of what is
        kept beside it."""
        self.cluster.ask("POST", f"/{index}/_flush?force=true", _Done)
        copies: dict[str, object] = {"auto_expand_replicas": "0-1"}
        if replicas is not None:
            copies = {"number_of_replicas": replicas}
        settings = {"index": {"blocks.write": True, **copies}}
        self.cluster.ask("PUT", f"/{index}/_settings", _Done, settings)
        wait_for_copies(self.cluster, index)
        wait_for_copies(self.cluster, self.side.name)

    def publish(self, index: str, live: str | None, meta: GenerationMeta) -> None:
        """Make a sealed index the live generation, over the one that was live before.

        Raises EngineError, and changes nothing, where another one is live by now.
        """
        now = msgspec.structs.replace(
            meta, complete=index, format=format_fingerprint(), published=time.time()
        )
        self.cluster.ask("PUT", f"/{index}/_mapping", _Done, {"_meta": now})
        actions: list[object] = [{"add": {**self._live_on(index), "is_write_index": True}}]
        with suppress(NoIndexError):
            actions.insert(0, self._removed(self.before(), self._before))
        if live is not None:
            actions.insert(0, self._removed(live, self.name))
            actions.append({"add": {"index": live, "alias": self._before}})
        self._change(actions, index)

    def rollback(self, before: str) -> None:
        """Make the index of the generation before, which can be opened, the live one."""
        actions = [
            self._removed(self.live()[0], self.name),
            self._removed(before, self._before),
            {"add": {**self._live_on(before), "is_write_index": True}},
        ]
        self._change(actions, before)

    def document(self, index: str, key: str, field: str) -> str | None:
        """A stored field of a document, if there is such a document."""
        path = f"/{index}/_doc/{key}?stored_fields={field}&realtime=false"
        found = self.cluster.ask("GET", path, _Document, absent=_Document())
        return found.fields[field][0] if found.found else None

    def size(self, index: str) -> int:
        """Bytes on the disks, less copies."""
        found = self.cluster.ask("GET", f"/{index}/_stats/store", _Sizes)
        return found.all.primaries.store.size_in_bytes

    def _swept(self) -> list[str]:
        """The generations that are left, once those are gone that nobody reads."""
        kept: set[str] = set()
        with suppress(NoIndexError):
            kept.add(self.live()[0])
        with suppress(NoIndexError):
            kept.add(self.before())
        indices = self.indices()
        complete = [index for index in indices if self.meta(index).complete]
        left_at = {
            index: self.meta(later).published for index, later in pairwise(complete)
        }  # when the next one was published
        late = time.time() - KEPT_SECONDS
        read = [index for index in complete if left_at.get(index, late) >= late]
        kept.update(read[-_MOST_KEPT:])
        for index in indices:
            if index not in kept:
                self.discard(index)
        return [index for index in indices if index in kept]

    def _change(self, actions: Sequence[object], index: str) -> None:
        try:
            self.cluster.ask("POST", "/_aliases", _Done, {"actions": actions})
        except RefusedError as error:
            with suppress(NoIndexError):
                if self.live()[0] == index:  # it was asked twice
                    return
            raise EngineError(
                f"another writer has published {self.name} meanwhile; nothing was changed"
            ) from error

    def _live_on(self, index: str) -> dict[str, object]:
        return {"index": index, "alias": self.name}

    @staticmethod
    def _removed(index: str, alias: str) -> object:
        return {"remove": {"index": index, "alias": alias, "must_exist": True}}


_CLONE = {
    "settings": {
        "index.blocks.write": None,
        "index.number_of_replicas": 0,
        "index.auto_expand_replicas": False,
    }
}
