"""Numbers of several kinds, one document after another → the numbers of one kind."""

from array import array
from collections.abc import Iterable

import numpy as np

from search.engine.postings.arrays import Array
from search.engine.postings.packed import ragged


class Interleaved:
    """Collects `columns` of uint32, equally long, that belong together; each document has some of
    each of `kinds` kinds, one kind after another.

    All kinds lie together, so that a document is added by few calls, however many kinds there are.
    """

    def __init__(self, kinds: int, columns: int = 1) -> None:
        self._kinds = kinds
        self._sizes = array("I")
        self._columns = [array("I") for _ in range(columns)]

    def add(self, sizes: Iterable[int], *columns: Array) -> None:
        """The next document. `sizes`: how many numbers of each kind it has in each column."""
        self._sizes.extend(sizes)
        for column, own in zip(self._columns, columns, strict=True):
            column.frombytes(own.tobytes())

    def of(self, kind: int) -> tuple[Array, list[Array]]:
        """How many each document has of a kind; and these, of each column."""
        sizes = np.frombuffer(self._sizes, np.uint32)
        begins = np.cumsum(sizes, dtype=np.int64) - sizes
        own = sizes[kind :: self._kinds]
        places = np.repeat(begins[kind :: self._kinds], own) + ragged(own)
        return own, [np.frombuffer(column, np.uint32)[places] for column in self._columns]
