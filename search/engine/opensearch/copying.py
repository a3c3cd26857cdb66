"""An index whose shards are being copied → waited for until each copy is there that can be.

A copy that is not begun looks like one that no node can take: at first the manager of the cluster
asks all nodes what they have of the shard, and some copies wait for others. Only its explanation of
the shard tells the two apart.
"""

import http
import time
from collections.abc import Callable

import msgspec

from search.engine.opensearch.cluster import Cluster, RefusedError

PATIENCE = 600.0
"""Seconds for which nothing of a copy may come. A large index is copied for hours."""
_WAITED = "wait_for_status=green&timeout=2s"
_NOWHERE = "no"
"""What a cluster answers where no node can take a copy: too few nodes, or no room."""


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
    """Wait for as long as the copies grow. Raises what the cluster says where they do not."""
    copied, until = -1, 0.0
    while True:
        try:
            cluster.ask("GET", f"/_cluster/health/{index}?{_WAITED}", _Done)
            return
        except RefusedError as error:
            if error.status != http.HTTPStatus.REQUEST_TIMEOUT:
                raise
            if not _is_copying(cluster, index):
                return
            before, copied = copied, _copied(cluster, index)
            if copied != before:
                until = clock() + PATIENCE
            elif clock() > until:
                raise


def _is_copying(cluster: Cluster, index: str) -> bool:
    """Whether a copy of a shard, or the shard itself, may still come."""
    health = cluster.ask("GET", f"/_cluster/health/{index}?level=shards", _Health)
    return any(
        not shard.primary_active
        or shard.initializing_shards
        or (shard.unassigned_shards and _explained(cluster, index, int(number)) != _NOWHERE)
        for own in health.indices.values()
        for number, shard in own.shards.items()
    )


def _explained(cluster: Cluster, index: str, shard: int) -> str:
    """Whether a copy of a shard that is on no node can be on one, as the cluster says it."""
    asked = {"index": index, "shard": shard, "primary": False}
    return cluster.ask("POST", "/_cluster/allocation/explain", _Explanation, asked).can_allocate


def _copied(cluster: Cluster, index: str) -> int:
    """Bytes that the copies of all shards have by now."""
    found = cluster.ask("GET", f"/{index}/_recovery", dict[str, _Recovery])
    return sum(
        shard.index.size.recovered_in_bytes for own in found.values() for shard in own.shards
    )
