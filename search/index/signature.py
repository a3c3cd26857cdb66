"""The syllables, the numbers and the days of a report → its signature, which near-identical share.

A signature is a sample of the report's shingles, which are runs of SHINGLE syllables: the smallest
of their hashes ("k minimum values": Broder, "On the Resemblance and Containment of Documents",
1997; Beyer et al., "On Synopses for Distinct-Value Estimation", 2007). Decision 20 says what was
measured; `search.index.near_identical` compares signatures.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.dates import DateRange

SHINGLE = 4
"""Syllables of a shingle."""
SHORT = 40
"""A body of fewer syllables is told from others by its title, too."""
KEPT, KEPT_NUMBERS = 96, 16
"""Hashes of shingles, and of numbers, that a signature has at most."""
HEADER = 4
"""Numbers before the hashes."""
_WIDTH = 4
"""Bytes of a number."""

Hashes = NDArray[np.uint64]


def signature(title: Sequence[str], body: Sequence[str], days: DateRange | None) -> bytes:
    """The signature of a report; empty if it has no text.

    `title`, `body`: the syllables there. The shingles are those of the body; of a SHORT one, with
    its title before it. `days`: of its meeting. Little-endian numbers of 4 bytes: how many
    different shingles there are, the first and the last day (ordinals, 0 if unknown), how many
    hashes of shingles follow; these, and those of the numbers in title and body, both ascending.
    """
    return signed(hashed([*title, *body]), len(title), days)


def is_signature(written: bytes) -> bool:
    """Whether some bytes have the form of a signature: they are none, or have a header, and as many
    hashes of shingles as that says."""
    size = len(written) // _WIDTH - HEADER
    return not written or (len(written) % _WIDTH == 0 and 0 < _count(written) <= size)


def shingles(written: bytes) -> NDArray[np.uint32]:
    """The hashes of the shingles of a signature, ascending; of what is no signature, none."""
    count = _count(written) if is_signature(written) else 0
    return np.frombuffer(written, "<u4", count, HEADER * _WIDTH if count else 0)


def _count(written: bytes) -> int:
    """How many hashes of shingles follow the header."""
    return int.from_bytes(written[(HEADER - 1) * _WIDTH : HEADER * _WIDTH], "little")


@dataclass(frozen=True, slots=True, eq=False)
class Hashed:
    """Some syllables as the hash of each, and which of them are numbers."""

    hashes: Hashes
    are_numbers: NDArray[np.bool_]

    def chosen(self, places: NDArray[np.int64]) -> "Hashed":
        """Those at some places, in the order of these."""
        return Hashed(self.hashes[places], self.are_numbers[places])


def hashed(syllables: Sequence[str]) -> Hashed:
    """The hash of a syllable is the sum of its bytes, each times a number of its place (Lemire and
    Kaser, "Strongly Universal String Hashing Is Fast", 2014)."""
    if not syllables:
        return Hashed(np.zeros(0, np.uint64), np.zeros(0, np.bool_))
    written = np.frombuffer(f" {' '.join(syllables)}".encode(), np.uint8)
    begins = np.flatnonzero(written == ord(" "))
    places = np.arange(written.size) - np.repeat(begins, np.diff(begins, append=written.size))
    weighted = written * _PLACES[places % _PLACES.size]
    first = written[begins + 1]
    are_numbers = (first >= ord("0")) & (first <= ord("9"))
    return Hashed(np.add.reduceat(weighted, begins), are_numbers)


def signed(syllables: Hashed, title: int, days: DateRange | None) -> bytes:
    """The signature of a report whose syllables are hashed; the first ones, `title`, are those of
    its title."""
    hashes = syllables.hashes
    if not hashes.size:
        return b""
    shingles = _stirred(_shingles(hashes if hashes.size - title < SHORT else hashes[title:]))
    told = _stirred(hashes[syllables.are_numbers])
    first, last = (days.first.toordinal(), days.last.toordinal()) if days else (0, 0)
    header = np.array([shingles.size, first, last, min(KEPT, shingles.size)], "<u4")
    return np.concatenate([header, shingles[:KEPT], told[:KEPT_NUMBERS]]).tobytes()


def _stir(numbers: Hashes) -> Hashes:
    """The end of splitmix64 (Steele et al., "Fast Splittable Pseudorandom Number Generators",
    2014)."""
    found = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return found ^ (found >> np.uint64(31))


_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_PLACES = _stir(np.arange(1, 65, dtype=np.uint64) * _GOLDEN)


def _shingles(syllables: Hashes) -> Hashes:
    """A number of each run of SHINGLE syllables; of all, if they are fewer."""
    length = min(SHINGLE, syllables.size)
    count = syllables.size - length + 1
    found = syllables[:count]
    for place in range(1, length):
        found = found * _GOLDEN + syllables[place : place + count]
    return found


def _stirred(numbers: Hashes) -> NDArray[np.uint32]:
    """A hash of each number, ascending, equal ones once."""
    found: NDArray[np.uint32] = np.sort((_stir(numbers) >> np.uint64(32)).astype("<u4"))
    is_other = np.ones(found.size, np.bool_)
    is_other[1:] = found[1:] != found[:-1]
    return found[is_other]
