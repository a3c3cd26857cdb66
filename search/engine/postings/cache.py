"""A key and how to make its arrays → the arrays, made once while they are in use."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

from search.engine.postings.arrays import Array

ENTRY_COST = 64
"""What an entry takes besides its arrays (its key, its headers), counted as numbers of arrays."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", bound=tuple[Array, ...])


class ArrayCache(Generic[K, V]):
    """Keeps tuples of arrays up to a total size; the least recently used ones go first.

    `capacity`: numbers in all arrays together. One tuple that is larger is kept alone. Any number
    of threads may ask.
    """

    def __init__(self, capacity: int) -> None:
        def _size(arrays: V) -> int:
            return min(capacity, ENTRY_COST + sum(array.size for array in arrays))

        self._cache: LRUCache[K, V] = LRUCache(capacity, getsizeof=_size)
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The arrays of a key. `make` runs if they are not here, perhaps in two threads at once."""
        with self._lock:
            found = self._cache.get(key)
        if found is None:
            found = make()
            with self._lock:
                self._cache[key] = found
        return found
