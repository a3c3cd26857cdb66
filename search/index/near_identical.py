"""The signatures of all reports → the groups of near-identical ones.

Up to the smaller one of their largest hashes, two signatures are samples of two texts at the same
rate: what they share there tells how much of one text stands in the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.index.signature import HEADER, KEPT, KEPT_NUMBERS, SHORT


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
_Numbers = NDArray[np.int64]
_Mask = NDArray[np.bool_]


def groups(signatures: Mapping[str, bytes]) -> dict[str, str]:
    """Id of each report that has near-identical ones → the id of the centre of its group.

    The centre is the longest report of a group, of equal ones that of the smallest id; each other
    one is near-identical to it, so that no chain of small differences joins what is unlike, and the
    days of all agree. From the longest report to the shortest, each joins the centre with which it
    shares most, or becomes one. The answer depends on nothing but the signatures: not on their
    order, nor on earlier answers.
    """
    same: dict[bytes, list[str]] = {}
    for report_id in sorted(signatures):
        if written := signatures[report_id]:
            same.setdefault(written, []).append(report_id)
    order = sorted(same, key=lambda written: (-_size(written), same[written][0]))
    joined = _joined(order)
    found: dict[str, list[str]] = {}
    for number, written in enumerate(order):
        centre = same[order[joined.get(number, number)]][0]
        found.setdefault(centre, []).extend(same[written])
    return {own: centre for centre, ids in found.items() if len(ids) > 1 for own in ids}


def _size(written: bytes) -> int:
    """How many different shingles the text of a signature has."""
    return int.from_bytes(written[:4], "little")


def _joined(signatures: Sequence[bytes]) -> dict[int, int]:
    """The number of each signature that is no centre → that of its centre.

    `signatures`: different ones, in the order in which they may become centres.
    """
    found: dict[int, int] = {}
    groups: dict[int, list[_Told]] = {}
    for member, centre in _like_texts(_Sketches.of(signatures)) if signatures else ():
        if member in found or centre in found:
            continue
        own = _Told.of(signatures[member])
        group = groups.setdefault(centre, [_Told.of(signatures[centre])])
        if all(map(own.is_near, group)) and own.has_numbers_of(group[0]):
            found[member] = centre
            group.append(own)
    return found


class _Told(NamedTuple):
    """What a report tells of its event: hashes of its numbers, its first and its last day."""

    numbers: list[int]
    first: int
    last: int

    @classmethod
    def of(cls, written: bytes) -> "_Told":
        _, first, last, kept, *hashes = np.frombuffer(written, "<u4").tolist()
        return cls(hashes[kept:], first, last)

    def is_near(self, other: "_Told") -> bool:
        """Whether the days of two meetings, where they are known, may be those of one."""
        between = max(self.first, other.first) - min(self.last, other.last)
        return not (self.first and other.first) or between <= LIKE.days

    def has_numbers_of(self, other: "_Told") -> bool:
        """Whether two reports agree in their numbers, as far as both signatures have them."""
        whole = (self.numbers, other.numbers)
        end = min((own[-1] for own in whole if len(own) == KEPT_NUMBERS), default=_ENDLESS)
        few, many = sorted(({n for n in own if n <= end} for own in whole), key=len)
        return len(few) < LIKE.told or len(few & many) >= LIKE.numbers * len(few)


@dataclass(frozen=True, slots=True)
class _Sketches:
    """Hashes of shingles of several signatures.

    `coded`: uint64, the hash and, in the lower half, the number of its signature; ascending.
    `sizes`: int64, by signature: different shingles of its text. `ends`: int64, by signature: up to
    which hash it has all of them.
    """

    coded: NDArray[np.uint64]
    sizes: _Numbers
    ends: _Numbers

    @classmethod
    def of(cls, signatures: Sequence[bytes]) -> "_Sketches":
        whole = np.frombuffer(b"".join(signatures), "<u4")
        lengths = np.array([len(one) // 4 for one in signatures])
        begins = np.cumsum(lengths) - lengths
        sizes, kept = (whole[begins + place].astype(np.int64) for place in (0, HEADER - 1))
        hashes = whole[np.repeat(begins + HEADER, kept) + ragged(kept)].astype(np.uint64)
        owners = np.repeat(np.arange(lengths.size, dtype=np.uint64), kept)
        last = whole[begins + HEADER + kept - 1].astype(np.int64)
        ends = np.where(sizes > KEPT, last, _ENDLESS)
        return cls(np.sort(hashes << np.uint64(32) | owners), sizes, ends)

    @property
    def owners(self) -> _Numbers:
        """The number of the signature of each hash."""
        return (self.coded & np.uint64(_ENDLESS)).astype(np.int64)

    @property
    def hashes(self) -> _Numbers:
        """The hashes alone."""
        return (self.coded >> np.uint64(32)).astype(np.int64)

    def only(self, which: _Mask) -> "_Sketches":
        """Some of the hashes."""
        return _Sketches(self.coded[which], self.sizes, self.ends)

    def holders(self) -> _Numbers:
        """For each run of equal hashes, how many there are."""
        hashes = self.hashes
        begins = np.flatnonzero(np.diff(hashes, prepend=-1))
        return np.diff(begins, append=hashes.size)

    def counts(self) -> _Numbers:
        """How many hashes each signature has."""
        return np.bincount(self.owners, minlength=self.sizes.size)

    def pairs(self) -> tuple[_Numbers, _Numbers, _Numbers]:
        """Each two signatures that share a hash, the later one first, and how many they share;
        ascending."""
        holders, owners = self.holders(), self.owners
        place = ragged(holders)  # so many of the same hash stand before it
        before = np.repeat(np.arange(owners.size) - place, place) + ragged(place)
        size = self.sizes.size
        found, shared = np.unique(
            np.repeat(owners, place) * size + owners[before], return_counts=True
        )
        return found // size, found % size, shared

    def up_to(self, owners: _Numbers, ends: _Numbers) -> _Numbers:
        """How many hashes each of some signatures has up to an end of its own."""
        is_asked = np.zeros(self.sizes.size, np.bool_)
        is_asked[owners] = True
        asked = self.only(is_asked[self.owners])
        by_owner = np.sort(asked.owners << 32 | asked.hashes)
        upper = np.searchsorted(by_owner, owners << 32 | ends, "right")
        return upper - np.searchsorted(by_owner, owners << 32)


def ragged(counts: _Numbers) -> _Numbers:
    """0, 1, ..., c - 1 for each count c, one after another: [2, 3] gives [0, 1, 0, 1, 2]."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1] if ends.size else 0) - np.repeat(ends - counts, counts)


def _like_texts(sketches: _Sketches) -> Iterator[tuple[int, int]]:
    """The numbers of each two signatures whose texts are alike: a later one, an earlier one.

    The later ones ascend; of each, the one with which it shares most comes first.
    """
    holders = sketches.holders()
    own = sketches.only(np.repeat(holders <= LIKE.usual, holders))
    later, earlier, shared = _promising(own).pairs()
    ends = np.minimum(own.ends[later], own.ends[earlier])
    counts = own.up_to(later, ends), own.up_to(earlier, ends)
    fewer, both = np.minimum(*counts), sum(counts) - shared
    sizes = own.sizes[later], own.sizes[earlier]
    shorter, longer = np.minimum(*sizes), np.maximum(*sizes)
    is_like = (
        (fewer >= LIKE.own)
        & (shared >= LIKE.contained * fewer)
        & (shorter >= LIKE.length * longer)
        & ((shorter >= LIKE.short) | (shared >= LIKE.equal * both))
    )
    order = np.lexsort([earlier, -shared / np.maximum(fewer, 1), later])
    chosen = order[is_like[order]]
    return zip(later[chosen].tolist(), earlier[chosen].tolist(), strict=True)


def _promising(own: _Sketches) -> _Sketches:
    """The hashes of the signatures that may be like another one: enough of each is in others.

    What a signature shares is counted anew as long as that leaves signatures out.
    """
    enough = LIKE.contained * LIKE.length * own.counts()
    found = own
    while True:
        holders = found.holders()
        shared = found.only(np.repeat(holders > 1, holders))
        may_be = shared.counts() >= np.maximum(enough, 1)
        if may_be[shared.owners].all():
            return shared
        found = shared.only(may_be[shared.owners])
