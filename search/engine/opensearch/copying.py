"""An index whose shards are being copied → waited for until each copy is there."""

import http
import time
from collections.abc import Callable

import msgspec

from search.engine.opensearch.cluster import Cluster, RefusedError

PATIENCE = 600.0
"""Seconds for which nothing of a copy may come. A large index is copied for hours."""
_WAITED = "wait_for_status=yellow&wait_for_no_initializing_shards=true&timeout=30s"


class _Done(msgspec.Struct):
    pass


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
            before, copied = copied, _copied(cluster, index)
            if copied != before:
                until = clock() + PATIENCE
            elif clock() > until:
                raise


def _copied(cluster: Cluster, index: str) -> int:
    """Bytes that the copies of all shards have by now."""
    found = cluster.ask("GET", f"/{index}/_recovery", dict[str, _Recovery])
    return sum(
        shard.index.size.recovered_in_bytes for own in found.values() for shard in own.shards
    )
