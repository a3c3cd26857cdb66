"""What two reports tell of their events → whether they may be near-identical."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from search.index.signature import KEPT_NUMBERS, SHORT


@dataclass(frozen=True, slots=True)
class Likeness:
    """When two reports are near-identical: all of it must hold.

    `contained`: so large a share of the shorter text stands in the longer one. `length`: the
    shorter one is at least so long, as a share of the longer one. `short`, `equal`: where one of
    them has fewer shingles than `short`, they share so large a share of the shingles of both.
    `usual`, `own`: a shingle that more reports have than `usual` says nothing and is left out; each
    report has `own` others in its signature. `numbers`, `told`: they share so large a share of the
    numbers of the one that has fewer, if these are `told` or more. `days`: no more days lie between
    their meetings, where both are known.
    """

    contained: float = 0.8
    length: float = 0.5
    short: int = SHORT
    equal: float = 0.9
    usual: int = 64
    own: int = 8
    numbers: float = 0.6
    told: int = 3
    days: int = 3


LIKE = Likeness()

_ENDLESS = (1 << 32) - 1


class Days(NamedTuple):
    """The first and the last day of the meeting of a report; 0 where they are not known."""

    first: int
    last: int

    def is_near(self, other: "Days") -> bool:
        """Whether the days of two meetings, where they are known, may be those of one."""
        between = max(self.first, other.first) - min(self.last, other.last)
        return not (self.first and other.first) or between <= LIKE.days


class Told(NamedTuple):
    """What a report tells of its event: hashes of its numbers, and its days."""

    numbers: list[int]
    days: Days

    @classmethod
    def of(cls, written: bytes) -> "Told":
        """What a signature (`search.index.signature`) keeps of it."""
        _, first, last, kept, *hashes = np.frombuffer(written, "<u4").tolist()
        return cls(hashes[kept:], Days(first, last))

    def has_numbers_of(self, other: "Told") -> bool:
        """Whether two reports agree in their numbers, as far as both signatures have them."""
        whole = (self.numbers, other.numbers)
        end = min((own[-1] for own in whole if len(own) == KEPT_NUMBERS), default=_ENDLESS)
        few, many = sorted(({n for n in own if n <= end} for own in whole), key=len)
        return len(few) < LIKE.told or len(few & many) >= LIKE.numbers * len(few)
