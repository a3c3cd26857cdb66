"""An index whose shards are being copied → waited for until each copy is there that can be.

A copy that is not begun looks like one that no node can take: at first the manager of the cluster
asks all nodes what they have of the shard, and some copies wait for others. Only its explanation of
the shard tells the two apart.
"""

import http
import time
from collections.abc import Callable

import msgspec

from search.engine.errors import EngineError
from search.engine.opensearch.cluster import Cluster, RefusedError

PATIENCE = 600.0
"""Seconds for which nothing of a copy may come. A large index is copied for hours."""
_WAITED = "wait_for_status=green&timeout=2s"
_NOWHERE, _QUEUED = "no", "throttled"
"""Of a copy that no node can take, for there are too few or they have no room; and of one that
waits until others, be it of other indices, are there. So a cluster explains it."""


class _Done(msgspec.Struct):
    pass


class _ShardHealth(msgspec.Struct):
    primary_active: bool
    initializing_shards: int
    unassigned_shards: int


class _IndexHealth(msgspec.Struct):
    shards: dict[str, _ShardHealth] = {}


class _Health(msgspec.Struct):
    indices: dict[str, _IndexHealth] = {}


class _Explanation(msgspec.Struct):
    can_allocate: str = ""


class _Size(msgspec.Struct):
    recovered_in_bytes: int


class _Files(msgspec.Struct):
    size: _Size


class _Shard(msgspec.Struct):
    index: _Files


class _Recovery(msgspec.Struct):
    shards: list[_Shard]


def wait_for_copies(
    cluster: Cluster, index: str, clock: Callable[[], float] = time.monotonic
) -> None:
    """Wait for all shards of an index and their copies, but those that no node can take, for as
    long as they grow or wait for others. Raises EngineError where they do neither."""
    copied, until = -1, 0.0
    while awaited := _awaited(cluster, index):
        before, copied = copied, _copied(cluster, index)
        if copied != before or _QUEUED in awaited:
            until = clock() + PATIENCE
        elif clock() > until:
            raise EngineError(f"copies of {index} do not come: {', '.join(sorted(awaited))}")


def _awaited(cluster: Cluster, index: str) -> set[str]:
    """What is to be waited for, if anything; a moment later than when it is asked."""
    try:
        cluster.ask("GET", f"/_cluster/health/{index}?{_WAITED}", _Done)
        return set()
    except RefusedError as error:
        if error.status != http.HTTPStatus.REQUEST_TIMEOUT:
            raise
    seen = _health(cluster, index)
    found: set[str] = set()
    for number, shard in seen.shards.items():
        if not shard.primary_active:
            found.add("no primary")
        elif shard.initializing_shards:
            found.add("copying")
        elif shard.unassigned_shards:
            found.add(_explained(cluster, index, int(number)))
    if found == {_NOWHERE} and _health(cluster, index) == seen:  # else it is of another moment
        return set()
    return found or {"looking again"}  # all came between the two looks


def _health(cluster: Cluster, index: str) -> _IndexHealth:
    path = f"/_cluster/health/{index}?level=shards&timeout=2s"
    return cluster.ask("GET", path, _Health).indices.get(index, _IndexHealth())


def _explained(cluster: Cluster, index: str, shard: int) -> str:
    """Whether a copy of a shard that is on no node can be on one, as the cluster says it."""
    asked = {"index": index, "shard": shard, "primary": False}
    try:
        path = "/_cluster/allocation/explain"
        return cluster.ask("POST", path, _Explanation, asked).can_allocate or "on its way"
    except RefusedError as error:
        if error.status not in (http.HTTPStatus.BAD_REQUEST, http.HTTPStatus.NOT_FOUND):
            raise
        return "on its way"  # there is no such copy any more


def _copied(cluster: Cluster, index: str) -> int:
    """Bytes that the copies of all shards have by now."""
    found = cluster.ask("GET", f"/{index}/_recovery", dict[str, _Recovery])
    return sum(
        shard.index.size.recovered_in_bytes for own in found.values() for shard in own.shards
    )
