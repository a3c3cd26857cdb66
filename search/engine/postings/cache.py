"""A key and how to make its arrays → the arrays, made once while they are in use."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

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
        self._capacity, self._size = capacity, 0
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The arrays of a key. `make` runs if they are not here, perhaps in two threads at once."""
        with self._lock:
            if kept := self._kept.get(key):
                self._kept.move_to_end(key)
                return kept[0]
        made = make()
        size = min(self._capacity, ENTRY_COST + sum([array.size for array in made]))
        with self._lock:
            self._size += size - self._kept.pop(key, (made, 0))[1]
            self._kept[key] = made, size
            while self._size > self._capacity:
                _, (_, gone) = self._kept.popitem(last=False)
                self._size -= gone
        return made
