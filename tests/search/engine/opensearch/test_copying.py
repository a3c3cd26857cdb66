"""Copies of shards are waited for while they grow, however long that takes."""

from collections.abc import Iterator
from itertools import count

import pytest

from search.engine.opensearch.address import read_address
from search.engine.opensearch.cluster import Cluster, RefusedError, T
from search.engine.opensearch.copying import PATIENCE, wait_for_copies
from search.serialization import decode, encode


class Copying(Cluster):
    """A cluster whose copies have so many bytes, one look after another; then all of them."""

    def __init__(self, sizes: Iterator[int]) -> None:
        super().__init__(read_address("//127.0.0.1:9/a"))
        self.sizes = sizes

    def ask(
        self, method: str, path: str, kind: type[T], body: object = None, *, absent: T | None = None
    ) -> T:
        if path.startswith("/_cluster/health/"):
            self.size = next(self.sizes, None)
            if self.size is None:
                return decode(b"{}", kind)
            raise RefusedError(408, "timed out", path)
        shards = [{"index": {"size": {"recovered_in_bytes": size}}} for size in (7, self.size)]
        return decode(encode({"a-g-000001": {"shards": shards}}), kind)


def an_hour_at_each_look() -> Iterator[float]:
    return (3600.0 * hour for hour in count())


def test_a_copy_that_grows_is_waited_for_however_long() -> None:
    assert PATIENCE < 3600
    hours = an_hour_at_each_look()
    wait_for_copies(Copying(iter(range(50))), "a-g-000001", hours.__next__)
    assert next(hours) >= 50 * 3600


def test_a_copy_that_does_not_grow_is_given_up() -> None:
    with pytest.raises(RefusedError):
        hours = an_hour_at_each_look()
        wait_for_copies(Copying(iter([1, 2, 2, 2])), "a-g-000001", hours.__next__)
