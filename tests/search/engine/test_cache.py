"""Arrays are made once while they are in use, and the least recently used ones go first."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from search.engine.postings.arrays import Array
from search.engine.postings.cache import ENTRY_COST, ArrayCache


class Made:
    """Makes arrays of some size for a key, and remembers for which keys."""

    def __init__(self, capacity: int) -> None:
        self.keys: list[str] = []
        self._cache: ArrayCache[str, tuple[Array, ...]] = ArrayCache(capacity)

    def get(self, key: str, size: int) -> int:
        def make() -> tuple[Array, ...]:
            self.keys.append(key)
            return np.zeros(size), np.zeros(0)

        [one, _] = self._cache.get(key, make)
        return one.size


def test_the_least_recently_used_go_first() -> None:
    made = Made(3 * (100 + ENTRY_COST))
    for key in "abcab":
        assert made.get(key, 100) == 100
    assert made.keys == list("abc")
    made.get("d", 100)  # c is the one that was not asked for again
    for key in "abdc":
        made.get(key, 100)
    assert made.keys == list("abcdc")


def test_what_is_larger_than_all_is_kept_alone() -> None:
    made = Made(1000)
    for key, size in [("a", 10), ("large", 5000), ("large", 5000), ("a", 10), ("large", 5000)]:
        assert made.get(key, size) == size
    assert made.keys == ["a", "large", "a", "large"]


def test_entries_without_numbers_are_forgotten_too() -> None:
    made = Made(10 * ENTRY_COST)
    for number in range(11):
        made.get(str(number), 0)
    made.get("0", 0)
    assert made.keys.count("0") == 2


def test_many_threads() -> None:
    made = Made(20 * ENTRY_COST)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda n: made.get(str(n % 50), n % 50), range(2000)))
    assert found == [n % 50 for n in range(2000)]
