"""Copies of shards are waited for while they grow, however long that takes."""

from collections.abc import Callable, Iterator
from itertools import count, repeat

import pytest

from search.engine.errors import EngineError
from search.engine.opensearch.adapter import OpenSearchEngine
from search.engine.opensearch.address import read_address
from search.engine.opensearch.cluster import Cluster, RefusedError, T
from search.engine.opensearch.copying import PATIENCE, wait_for_copies
from search.engine.protocol import Request
from search.serialization import decode, encode
from tests.search.engine.test_contract import entry, publish


class Copying(Cluster):
    """A cluster whose copies have so many bytes, one look after another; then all of them.

    `begun`: how many shards are being copied; of one more that is not, `explained` is told, one
    look after another and then always the last; a number is the status of a refusal.
    """

    def __init__(self, sizes: Iterator[int], begun: int = 1, *explained: str | int) -> None:
        super().__init__(read_address("//127.0.0.1:9/a"))
        self.size: int | None = None
        self.sizes, self.begun, self.explained = sizes, begun, list(explained or ["no"])
        self.has_primary = True

    def ask(
        self, method: str, path: str, kind: type[T], body: object = None, *, absent: T | None = None
    ) -> T:
        told: object = {}
        if path.startswith("/_cluster/health/") and "level=shards" not in path:
            self.size = next(self.sizes, None)
            if self.size is not None:
                raise RefusedError(408, "timed out", path)
        elif path.startswith("/_cluster/health/"):
            told = {"indices": {"a-g-000001": {"shards": dict(enumerate(self._shards()))}}}
        elif path == "/_cluster/allocation/explain":
            assert body == {"index": "a-g-000001", "shard": self.begun, "primary": False}
            said = self.explained.pop(0) if len(self.explained) > 1 else self.explained[0]
            if isinstance(said, int):
                raise RefusedError(said, "no such copy", path)
            told = {"can_allocate": said}
        else:
            shards = [{"index": {"size": {"recovered_in_bytes": size}}} for size in (7, self.size)]
            told = {"a-g-000001": {"shards": shards}}
        return decode(encode(told), kind)

    def _shards(self) -> list[object]:
        def shard(copying: int, waiting: int) -> object:
            return {
                "primary_active": self.has_primary,
                "initializing_shards": copying,
                "unassigned_shards": waiting,
            }

        return [*(shard(1, 0) for _ in range(self.begun)), shard(0, 1)]


def an_hour_at_each_look() -> Iterator[float]:
    return (3600.0 * hour for hour in count())


def test_a_copy_that_grows_is_waited_for_however_long() -> None:
    assert PATIENCE < 3600
    hours = an_hour_at_each_look()
    wait_for_copies(Copying(iter(range(50))), "a-g-000001", hours.__next__)
    assert next(hours) >= 50 * 3600


def test_a_copy_that_does_not_grow_is_given_up() -> None:
    with pytest.raises(EngineError, match="copies of a-g-000001 do not come: copying"):
        hours = an_hour_at_each_look()
        wait_for_copies(Copying(iter([1, 2, 2, 2])), "a-g-000001", hours.__next__)


@pytest.mark.parametrize("explained", ["awaiting_info", "throttled", "yes", "", 400, 404])
def test_a_copy_that_is_not_begun_is_waited_for(explained: str | int) -> None:
    sizes = iter(range(5))
    wait_for_copies(Copying(sizes, 0, explained), "a-g-000001")
    assert next(sizes, None) is None


def test_a_copy_that_is_never_begun_is_given_up() -> None:
    cluster = Copying(repeat(0), 0, "awaiting_info")
    with pytest.raises(EngineError, match="copies of a-g-000001 do not come: awaiting_info"):
        wait_for_copies(cluster, "a-g-000001", an_hour_at_each_look().__next__)


def test_a_copy_that_waits_for_others_is_waited_for_however_long() -> None:
    hours = an_hour_at_each_look()
    wait_for_copies(Copying(repeat(0, 50), 0, "throttled"), "a-g-000001", hours.__next__)
    assert next(hours) >= 50 * 3600


def test_a_copy_that_no_node_can_take_is_not_waited_for() -> None:
    sizes = iter(range(5))
    wait_for_copies(Copying(sizes, 0, "no"), "a-g-000001")
    assert next(sizes) == 1


def test_that_no_node_can_take_it_is_believed_only_of_what_is_still_so() -> None:
    class Losing(Copying):
        """The primary goes away when the copy is asked about, and comes back later."""

        def _shards(self) -> list[object]:
            shards = super()._shards()
            self.has_primary = self.size is not None and self.size >= 3
            return shards

    sizes = iter(range(9))
    wait_for_copies(Losing(sizes, 0, "no"), "a-g-000001")
    assert next(sizes) == 5


def test_a_cluster_says_that_no_node_can_take_a_copy(
    new_opensearch_index: Callable[[], str],
) -> None:
    """As it does where there are fewer nodes than copies."""
    address = new_opensearch_index().partition("?")[0].removeprefix("opensearch:")
    engine = OpenSearchEngine(read_address(f"{address}?replicas=9"))
    publish(engine, entry("1", "a"))
    assert engine.snapshot().search(Request()).total == 1
