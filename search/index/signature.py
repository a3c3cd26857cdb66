"""The syllables, the numbers and the days of a report → its signature, which near-identical share.

A signature is a sample of the report's shingles, which are runs of SHINGLE syllables: the smallest
of their hashes ("k minimum values": Broder, "On the Resemblance and Containment of Documents",
1997; Beyer et al., "On Synopses for Distinct-Value Estimation", 2007). `search.index.near_identical`
compares them; decision 20 says what was measured.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from search.dates import DateRange

SHINGLE = 4
"""Syllables of a shingle."""
KEPT, KEPT_NUMBERS = 96, 16
"""Hashes of shingles, and of numbers, that a signature has at most."""
HEADER = 4
"""Numbers before the hashes."""

_Hashes = NDArray[np.uint64]


def signature(text: Sequence[str], numbers: Iterable[str], days: DateRange | None) -> bytes:
    """The signature of a report; empty if its text is.

    `text`: the syllables of what it reports. `numbers`: those that it states. `days`: of its
    meeting. Little-endian numbers of 4 bytes: how many different shingles there are, the first and
    the last day (ordinals, 0 if unknown), how many hashes of shingles follow; these, ascending, and
    those of numbers, ascending.
    """
    if not text:
        return b""
    shingles = _stirred(_shingles(_hashes(text)))
    told = _stirred(_hashes(numbers))
    first, last = (days.first.toordinal(), days.last.toordinal()) if days else (0, 0)
    header = np.array([shingles.size, first, last, min(KEPT, shingles.size)], "<u4")
    return np.concatenate([header, shingles[:KEPT], told[:KEPT_NUMBERS]]).tobytes()


def _hashes(syllables: Iterable[str]) -> _Hashes:
    return np.frombuffer(b"".join(map(_hash, syllables)), "<u8")


@lru_cache(maxsize=65536)
def _hash(syllable: str) -> bytes:
    return blake2b(syllable.encode(), digest_size=8).digest()


def _shingles(syllables: _Hashes) -> _Hashes:
    """A number of each run of SHINGLE syllables; of all, if they are fewer."""
    length = min(SHINGLE, syllables.size)
    count = syllables.size - length + 1
    found = syllables[:count]
    for place in range(1, length):
        found = found * np.uint64(0x9E3779B97F4A7C15) + syllables[place : place + count]
    return found


def _stirred(numbers: _Hashes) -> NDArray[np.uint32]:
    """A hash of each number, ascending, equal ones once: the end of splitmix64 (Steele et al.,
    "Fast Splittable Pseudorandom Number Generators", 2014)."""
    found = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.unique((found >> np.uint64(32)).astype("<u4"))
